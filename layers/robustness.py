"""Which findings would fall if a source were left out: exactly, by computing them anew without it.

A claim goes with its last source; one that keeps another source stays. A claim that no source is named for (it is
marked as unverified) stays. Zone definitions and incidents stay as they are: only what parties say is put to the test.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from layers.agreement.comparing import compare_claims, statement_clock
from layers.assessing import Judge
from layers.claimed_sides import rows_of_incident
from layers.errors import RecordError
from layers.origins import origins

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from pandas import DataFrame

    from layers.case import Case
    from layers.records import Claim, Incident

Drop: TypeAlias = Literal["source", "origin", "grade"]
FindingKind: TypeAlias = Literal["incident class", "field class", "support"]

ROBUSTNESS_COLUMNS: dict[str, str] = {
    "dropped": "what is left out: id of the source or of the origin, or scale and value of the grade",
    "finding": "what changes: incident class, field class, support",
    "incident": "id of the incident",
    "claim": "of a support: id of the claim whose word is supported, contradicted or open",
    "what": "of a field class: the field; of a support: id of the zone definition",
    "before": "the finding on all sources; missing where a claim comes back that was replaced",
    "after": "the finding without; missing where nothing is left to find it on",
}
"""The columns of `robustness_frame`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a finding is about; the finding itself is a class, or a support."""

    kind: FindingKind
    incident: str
    claim: str | None = None
    what: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fall:
    """A finding that changes when something is left out.

    `after` is None where nothing is left to find it on; `before`, where a claim that was replaced comes back.
    """

    dropped: str
    finding: Finding
    before: str | None
    after: str | None


def robustness_frame(
    case: Case,
    *,
    drop: Drop = "source",
    incidents: Collection[str] | None = None,
    parties: Collection[str] | None = None,
    as_of: str | None = None,
) -> DataFrame:
    """Return the findings that change when one source, one origin, or all of one grade, is left out.

    Parameters
    ----------
    drop : {"source", "origin", "grade"}
        What is left out at a time: one source; one origin with every source that derives from it alone; all
        sources and claims that have been given one grade.
    incidents : collection of str, optional
        Ids of the incidents whose findings are meant; all by default.
    parties : collection of str, optional
        Ids of the parties whose claims are compared and judged; all by default.
    as_of : str, optional
        EDTF: findings on what had been said by the end of it.

    Returns
    -------
    DataFrame
        One row for each finding that changes, with the columns of `ROBUSTNESS_COLUMNS`, in the order of what is left out
        and then of incidents. What changes nothing has no row.

    Raises
    ------
    RecordError
        If `drop` is none of the three, or sources derive from one another in a circle.
    TimeError
        If `as_of` is no EDTF.
    """
    import pandas as pd

    rows = [
        (f.dropped, f.finding.kind, f.finding.incident, f.finding.claim, f.finding.what, f.before, f.after)
        for f in falls(case, drop=drop, incidents=incidents, parties=parties, as_of=as_of)
    ]
    return pd.DataFrame(rows, columns=list(ROBUSTNESS_COLUMNS))


def falls(
    case: Case,
    *,
    drop: Drop = "source",
    incidents: Collection[str] | None = None,
    parties: Collection[str] | None = None,
    as_of: str | None = None,
) -> list[Fall]:
    """Return the rows of `robustness_frame` as values; parameters and errors are the same."""
    left_out = _left_out(case, drop)
    claims_of: dict[str, list[Claim]] = {}
    for claim in case.claims:
        if claim.subject_kind == "incident" and (parties is None or claim.party in parties):
            claims_of.setdefault(claim.subject, []).append(claim)
    finder = _Finder(case, as_of)
    meant = [incident for incident in case.incidents if incidents is None or incident.id in incidents]
    whole = {incident.id: finder.findings(incident, claims_of.get(incident.id, [])) for incident in meant}
    found = []
    for dropped, (sources, gone) in left_out.items():
        for incident in meant:
            claims = claims_of.get(incident.id, [])
            kept = list(_without(claims, sources, gone))
            if kept != claims:
                before, now = whole[incident.id], finder.findings(incident, kept)
                found += [
                    Fall(dropped=dropped, finding=about, before=before.get(about), after=now.get(about))
                    for about in {**before, **now}
                    if before.get(about) != now.get(about)
                ]
    return found


class _Finder:
    """All findings on an incident, from any of its claims; geometry is computed once."""

    def __init__(self, case: Case, as_of: str | None) -> None:
        self._case, self._as_of = case, as_of
        self._judge = Judge(case)
        self._clock = statement_clock(case, as_of=as_of)

    def findings(self, incident: Incident, claims: list[Claim]) -> dict[Finding, str]:
        found: dict[Finding, str] = {}
        compared = compare_claims(incident, claims, self._case, as_of=self._as_of)
        found[Finding(kind="incident class", incident=incident.id)] = compared.agreement
        for field in compared.fields:
            found[Finding(kind="field class", incident=incident.id, what=field.field)] = field.agreement
        stand = self._clock.standing(claims).stand
        for row in rows_of_incident(incident, stand, self._case, self._judge, self._clock):
            about = Finding(kind="support", incident=incident.id, claim=row["claim"], what=row["definition"])
            found[about] = row["support"]
        return found


def _without(claims: Iterable[Claim], sources: set[str], gone: set[str]) -> Iterator[Claim]:
    for claim in claims:
        kept = tuple(source for source in claim.sources if source not in sources)
        if claim.id in gone or (claim.sources and not kept):
            continue
        yield claim if kept == claim.sources else replace(claim, sources=kept)


def _left_out(case: Case, drop: str) -> dict[str, tuple[set[str], set[str]]]:
    """Return, by what is left out, the sources and the claims that go with it."""
    if drop == "source":
        return {source.id: ({source.id}, set()) for source in case.sources}
    if drop == "origin":
        roots = {source.id: origins(case, [source.id]).roots for source in case.sources}
        only = {source: found[0] for source, found in roots.items() if len(found) == 1}
        return {
            root: ({source for source, origin in only.items() if origin == root}, set())
            for root in sorted(set(only.values()))
        }
    if drop == "grade":
        graded: dict[str, tuple[set[str], set[str]]] = {}
        for grade in sorted(case.grades, key=lambda grade: (grade.scale, grade.value)):
            sources, claims = graded.setdefault(f"{grade.scale}: {grade.value}", (set(), set()))
            (sources if grade.subject_kind == "source" else claims).add(grade.subject)
        return graded
    raise RecordError(f"drop {drop!r} is none of source, origin, grade")
