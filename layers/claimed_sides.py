"""What claims say of inside and outside, set beside what geometry says. The claim is never altered.

Judged by the definitions that the incident names; where it names none with an inside, by those in force then that the
party itself states; where it states none, by all in force then, the rival readings included.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from layers.agreement.comparing import statement_clock
from layers.agreement.fields import FIELD
from layers.agreement.statements import Reading, stated
from layers.agreement.values import Disc
from layers.agreement.votes import votes
from layers.assessing import Judge
from layers.locating import locate

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from pandas import DataFrame

    from geo.position import Position
    from layers.agreement.standing import StatementClock
    from layers.agreement.values import Value
    from layers.case import Case
    from layers.records import Claim, Incident, ZoneDefinition
    from layers.zoning import Force

Support: TypeAlias = Literal["supported", "contradicted", "open"]

CLAIMED_SIDE_COLUMNS: dict[str, str] = {
    "incident": "id of the incident",
    "claim": "id of the claim",
    "party": "id of the party that says it",
    "says": "what it says of the zone: yes (inside), no (outside), denies-zone",
    "located_by": "whose location is judged: claim, party (its latest other claim), incident; missing where there is none",
    "definition": "id of the zone definition it is judged by; missing where there is none",
    "chosen_as": "why by this one: named by the incident, stated by the party, in force",
    "in_force": "yes, possibly, or rival",
    "status": "inside, outside or possible; missing where there is no verdict",
    "border_m": "metres from the location to the border, below 0 inside",
    "support": "supported, contradicted or open",
    "reason": "why, in one line",
}
"""The columns of `claimed_sides_frame`."""


def claimed_sides_frame(
    case: Case,
    *,
    zones: Collection[str] | None = None,
    parties: Collection[str] | None = None,
    as_of: str | None = None,
) -> DataFrame:
    """Return every claim of inside or outside beside what geometry says of it.

    Parameters
    ----------
    zones : collection of str, optional
        Ids of zones, or of zone definitions, to judge by; all by default. A claim with nothing to judge it by has no row then.
    parties : collection of str, optional
        Ids of the parties whose claims are meant; all by default.
    as_of : str, optional
        EDTF: only claims that stand by the end of it.

    Returns
    -------
    DataFrame
        One row for each claim and definition, with the columns of `CLAIMED_SIDE_COLUMNS`; one row without a definition
        where there is nothing to judge by. "open" stands where the verdict is "possible", where nothing can be
        placed, where no definition has an inside, and where the party rejects the zone and so speaks of neither side.

    Raises
    ------
    TimeError
        If `as_of` is no EDTF.

    Examples
    --------
    >>> from layers.cases import bundled_case
    >>> found = claimed_sides_frame(bundled_case("al-tanf"), parties=["us-coalition"])
    >>> found.loc[found["claim"] == "i-2017-05-18-convoy-strike-c03", ["says", "support"]].values.tolist()
    [['yes', 'supported']]
    """
    import pandas as pd

    rows = claimed_side_rows(case, zones=zones, parties=parties, as_of=as_of)
    return pd.DataFrame(rows, columns=list(CLAIMED_SIDE_COLUMNS)).astype({"border_m": float})


def claimed_side_rows(
    case: Case,
    *,
    zones: Collection[str] | None = None,
    parties: Collection[str] | None = None,
    as_of: str | None = None,
) -> list[dict[str, Any]]:
    """Return the rows of `claimed_sides_frame` as plain values; parameters and errors are the same."""
    clock = statement_clock(case, as_of=as_of)
    judge = Judge(case)
    claims_of: dict[str, list[Claim]] = {}
    for claim in clock.standing(case.claims).stand:
        if claim.subject_kind == "incident" and (parties is None or claim.party in parties):
            claims_of.setdefault(claim.subject, []).append(claim)
    rows = []
    for incident in case.incidents:
        rows += rows_of_incident(incident, claims_of.get(incident.id, []), case, judge, clock)
    if zones is None:
        return rows
    meant = {d.id for d in case.zone_definitions if d.id in zones or d.zone in zones}
    return [row for row in rows if row["definition"] in meant]


def rows_of_incident(
    incident: Incident, claims: Sequence[Claim], case: Case, judge: Judge, clock: StatementClock
) -> list[dict[str, Any]]:
    """Return the rows of one incident, from the claims on it that stand."""
    reading = Reading(lookup=case, time_zone=case.info.time_zone)
    sides = [(claim, said) for claim in claims if (said := stated(claim, FIELD["inside_zone"], reading))]
    if not sides:
        return []
    latest = {vote.party: vote.value for vote in votes(claims, FIELD["where"], reading, clock)}
    rows = []
    for claim, said in sorted(sides, key=lambda side: side[0].id):
        own = stated(claim, FIELD["where"], reading)
        position, located_by = _position(own.value if own else None, latest.get(claim.party), incident, case)
        row = {
            "incident": incident.id,
            "claim": claim.id,
            "party": claim.party,
            "says": said.text,
            "located_by": located_by,
        }
        judged_by = _judged_by(claim, incident, judge)
        if not judged_by:
            nothing = {"definition": None, "chosen_as": None, "in_force": None}
            rows.append({**row, **nothing, **_open("no zone definition with an inside was in force")})
        for definition, force, chosen_as in judged_by:
            chosen = {"definition": definition.id, "chosen_as": chosen_as, "in_force": force}
            rows.append({**row, **chosen, **_outcome(said.text, position, definition, judge)})
    return rows


def _position(
    own: Value | None, latest: Value | None, incident: Incident, case: Case
) -> tuple[Position | None, Literal["claim", "party", "incident"] | None]:
    if isinstance(own, Disc):
        return own.position, "claim"
    if isinstance(latest, Disc):
        return latest.position, "party"
    position = locate(incident.where, case)
    return position, "incident" if position else None


def _judged_by(claim: Claim, incident: Incident, judge: Judge) -> list[tuple[ZoneDefinition, Force, str]]:
    found = judge.definitions(incident)
    if incident.zones:  # those it names may be lines and points only: then there is nothing to judge by
        return [(d, force, "named by the incident") for d, force in found if d.id in incident.zones]
    own = [(d, force) for d, force in found if d.stated_by == claim.party and force != "rival"]
    chosen_as = "stated by the party" if own else "in force"
    return [(definition, force, chosen_as) for definition, force in own or found]


def _outcome(
    says: str, position: Position | None, definition: ZoneDefinition, judge: Judge
) -> dict[str, Any]:
    if position is None:
        return _open("no location that can be placed")
    verdict = judge.verdict(definition, position)
    geometry = {"status": verdict.status, "border_m": verdict.border_m}
    if says == "denies-zone":
        return {**_open("it rejects the zone, and speaks of neither side"), **geometry}
    support: Support = "open"
    if verdict.status != "possible":
        support = "supported" if (verdict.status == "inside") == (says == "yes") else "contradicted"
    return {**geometry, "support": support, "reason": f"{verdict.status}: {verdict.decided_by}"}


def _open(reason: str) -> dict[str, Any]:
    return {"status": None, "border_m": None, "support": "open", "reason": reason}
