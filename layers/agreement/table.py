"""Claims as one table of plain columns: what the agreement of many incidents is computed from.

A case gives such a table by `claims_table`; a table of one's own, from any data with parties that state things, does
as well. Only `incident` and `party` are required. A cell that is missing states nothing.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from layers.agreement.comparing import statement_clock
from layers.agreement.fields import FIELDS
from layers.agreement.standing import spoken_of
from layers.agreement.statements import Reading, denies_its_part, stated
from layers.agreement.values import Category, Count, Disc, Time, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pandas import DataFrame

    from layers.agreement.standing import StatementClock
    from layers.agreement.values import Value
    from layers.case import Case
    from layers.records import Claim

CLAIM_TABLE_COLUMNS: dict[str, str] = {
    "incident": "id of the incident; required",
    "party": "id of the party that speaks; required",
    "claim": "id of the claim",
    "said_s": "first second at which it may have been said, as `layers.times.bounds` counts; minus infinity for unknown",
    "said_until_s": "last such second",
    "retracted_s": "first second at which it may have been retracted; NaN for never",
    "superseded_s": "first second at which a claim that replaces it may have been said; NaN for none",
    "silent": "true where no statement was found: it states nothing",
    "denies_part": "true where the party denies something other than the occurrence, and names no actor",
    "occurred": "yes or no",
    "when_start_s": "first second of the time stated; minus infinity where open",
    "when_end_s": "second just after its last; infinity where open",
    "when_spans": "the stretches of a time with gaps, as `layers.times.Bounds.spans`; otherwise missing",
    "when_words": "words of a time that could not be read, casefolded",
    "lat": "degrees north of the place stated, WGS 84",
    "lon": "degrees east",
    "uncertainty_m": "radius in metres within which the place is thought to lie; NaN for unknown",
    "where_words": "words of a place that could not be placed, casefolded",
    "actor": "party id of who is said to have done it",
    "actor_words": "words for the actor that name no single party, casefolded",
    "target": "party id of whom it is said to have been done to",
    "target_words": "words for the target that name no single party, casefolded",
    "weapon": "with what, casefolded",
    "armed": "yes or no",
    "killed_low": "lowest number killed; missing beside a highest number: open",
    "killed_high": "highest number killed; missing beside a lowest number: open",
    "injured_low": "lowest number injured",
    "injured_high": "highest number injured",
    "inside_zone": "yes, no or denies-zone",
    "lawful": "yes or no",
}
"""The columns of a table of claims. Seconds, degrees, metres and numbers are floats, the rest are texts or booleans."""


def claims_table(case: Case) -> DataFrame:
    """Return the claims of a case on incidents as a table, in the order of claim ids.

    Returns
    -------
    DataFrame
        One row a claim, silences, retracted and replaced claims included, with the columns of `CLAIM_TABLE_COLUMNS`.

    Examples
    --------
    >>> from layers.cases import bundled_case
    >>> table = claims_table(bundled_case("al-tanf"))
    >>> table.loc[table["claim"] == "i-2017-08-07-kss-c01", ["actor", "killed_low", "killed_high"]].values.tolist()
    [['us-coalition', 36.0, 47.0]]
    """
    import pandas as pd

    rows = list(_rows(case, (claim for claim in case.claims if claim.subject_kind == "incident")))
    columns = {column: [row.get(column) for row in rows] for column in CLAIM_TABLE_COLUMNS}
    return pd.DataFrame({column: pd.Series(cells, dtype=_dtype(column)) for column, cells in columns.items()})


def _dtype(column: str) -> type:
    if column in {"silent", "denies_part"}:
        return bool
    number = column.endswith(("_s", "_m", "_low", "_high")) or column in {"lat", "lon"}
    return float if number else object


def _rows(case: Case, claims: Iterable[Claim]) -> Iterable[dict[str, Any]]:
    claims = list(claims)
    clock = statement_clock(case)
    reading = Reading(lookup=case, time_zone=case.info.time_zone)
    replaced: dict[tuple[str | None, ...], float] = {}
    for claim in claims:
        if claim.supersedes is not None:
            key = (claim.supersedes, *spoken_of(claim))
            replaced[key] = min(clock.said_s(claim)[0], replaced.get(key, math.inf))
    for claim in claims:
        row = _row(claim, clock, reading)
        row["superseded_s"] = replaced.get((claim.id, *spoken_of(claim)))
        yield row


def _row(claim: Claim, clock: StatementClock, reading: Reading) -> dict[str, Any]:
    said_s, said_until_s = clock.said_s(claim)
    row: dict[str, Any] = {
        "incident": claim.subject,
        "party": claim.party,
        "claim": claim.id,
        "said_s": said_s,
        "said_until_s": said_until_s,
        "retracted_s": None if claim.retracted is None else clock.span_s(claim.retracted)[0],
        "silent": claim.stance == "silent",
        "denies_part": denies_its_part(claim),
    }
    for field in FIELDS:
        found = stated(claim, field, reading)
        if found is not None:
            row.update(_cells(field.name, found.value))
    return row


def _cells(field: str, value: Value) -> dict[str, Any]:
    match value:
        case Category():
            return {field: value.key}
        case Words():
            return {f"{field}_words": value.key}
        case Count():
            return {f"{field}_low": value.low, f"{field}_high": value.high}
        case Time():
            return _time_cells(value)
        case Disc():
            position = value.position
            return {"lat": position.lat, "lon": position.lon, "uncertainty_m": position.uncertainty_m}
        case _:
            return {}


def _time_cells(time: Time) -> dict[str, Any]:
    starts = [-math.inf if start is None else start for start, _ in time.spans]
    ends = [math.inf if end is None else end for _, end in time.spans]
    spans = time.spans if len(time.spans) > 1 else None
    return {"when_start_s": min(starts), "when_end_s": max(ends), "when_spans": spans}
