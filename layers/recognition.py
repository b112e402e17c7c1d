"""Which party recognises or rejects which zone definition, as of a date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from layers.agreement.comparing import statement_clock

if TYPE_CHECKING:
    from pandas import DataFrame

    from layers.case import Case
    from layers.records import Claim

Recognition: TypeAlias = Literal["states", "recognises", "rejects", "ambiguous", "silent", "unknown"]

RECOGNITION_COLUMNS: dict[str, str] = {
    "zone": "id of the zone",
    "definition": "id of the zone definition",
    "party": "id of the party",
    "recognition": "states, recognises, rejects, ambiguous; silent: no statement found; unknown: nothing recorded",
    "claim": "id of the claim that says so; missing where the definition is the party's own, or nothing is recorded",
    "said": "when it said so, as EDTF",
    "changed": "true where the party has taken another stand before",
}
"""The columns of `recognition_frame`."""

_RECOGNITION: dict[str, Recognition] = {
    "asserts": "recognises",
    "recognises": "recognises",
    "rejects": "rejects",
    "ambiguous": "ambiguous",
    "silent": "silent",
}


def recognition_frame(case: Case, *, as_of: str | None = None) -> DataFrame:
    """Return where each party stands on each zone definition: by its latest claim on it that stands.

    A silence counts only where the party has no other claim on the definition. A party that states a definition and
    has no claim on it "states" it.

    Parameters
    ----------
    as_of : str, optional
        EDTF: only claims that stand by the end of it.

    Returns
    -------
    DataFrame
        One row for each definition and party, definitions by id and parties in their order, with the columns of
        `RECOGNITION_COLUMNS`.

    Raises
    ------
    TimeError
        If `as_of` is no EDTF.

    Examples
    --------
    >>> from layers.cases import bundled_case
    >>> case = bundled_case("al-tanf")
    >>> for as_of in ("2017-06-06", "2017-06-07", "2018-10-28"):
    ...     found = recognition_frame(case, as_of=as_of).set_index(["definition", "party"])
    ...     print(as_of, found.loc[("z-55km", "russia"), "recognition"])
    2017-06-06 unknown
    2017-06-07 rejects
    2018-10-28 ambiguous
    """
    import pandas as pd

    stand = statement_clock(case, as_of=as_of).standing(case.claims).stand
    said: dict[tuple[str, str], list[Claim]] = {}
    for claim in stand:
        if claim.subject_kind == "zone definition":
            said.setdefault((claim.subject, claim.party), []).append(claim)
    rows = []
    for definition in case.zone_definitions:
        for party in case.parties:
            claims = said.get((definition.id, party.id), [])
            spoken = [claim for claim in claims if claim.stance != "silent"] or claims
            last = spoken[-1] if spoken else None
            own: Recognition = "states" if definition.stated_by == party.id else "unknown"
            rows.append(
                {
                    "zone": definition.zone,
                    "definition": definition.id,
                    "party": party.id,
                    "recognition": _RECOGNITION[last.stance] if last else own,
                    "claim": last.id if last else None,
                    "said": last.stated if last else None,
                    "changed": len({_RECOGNITION[claim.stance] for claim in spoken}) > 1,
                }
            )
    return pd.DataFrame(rows, columns=list(RECOGNITION_COLUMNS))
