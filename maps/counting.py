"""What the header and the opening sentence say of a case, in numbers, and the fingerprint that names its state."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.agreement.classes import INCIDENT_CLASSES
from layers.agreement.comparing import compare_all
from layers.document import write_document
from layers.origins import origins

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layers.agreement.comparing import Comparison
    from layers.case import Case
    from layers.records import Claim

OPPOSING = frozenset({"denies", "disputes"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Numbers of a case; every one can be counted again on the page.

    Parameters
    ----------
    incidents, claims, parties, sources, zones, zone_definitions, known_positions
        How many of each; `parties` are those that the case lists, whether or not they speak.
    several : int
        Incidents on which two parties or more speak.
    opposed : int
        Incidents on which some party denies or disputes.
    with_silence : int
        Incidents for which a party's silence is recorded.
    unplaced, undated : int
        Incidents without a location; without a date.
    origins : int
        Independent origins of the sources that claims name: those that derive from no other.
    agreement : dict
        Incidents by their class of agreement, see `layers.agreement.INCIDENT_CLASSES`; classes that do not occur are
        left out.
    """

    incidents: int
    claims: int
    parties: int
    sources: int
    zones: int
    zone_definitions: int
    known_positions: int
    several: int
    opposed: int
    with_silence: int
    unplaced: int
    undated: int
    origins: int
    agreement: dict[str, int]


def count(case: Case, comparisons: Iterable[Comparison] | None = None) -> Counts:
    """Return the numbers of a case; `comparisons` of all its incidents, where they are at hand, are not made again."""
    by_incident: dict[str, list[Claim]] = defaultdict(list)
    for claim in case.claims:
        if claim.subject_kind == "incident":
            by_incident[claim.subject].append(claim)
    groups = by_incident.values()
    classes = Counter(
        found.agreement for found in (compare_all(case) if comparisons is None else comparisons)
    )
    return Counts(
        incidents=len(case.incidents),
        claims=len(case.claims),
        parties=len(case.parties),
        sources=len(case.sources),
        zones=len(case.zones),
        zone_definitions=len(case.zone_definitions),
        known_positions=len(case.known_positions),
        several=sum(len({c.party for c in group if c.stance != "silent"}) > 1 for group in groups),
        opposed=sum(any(c.stance in OPPOSING for c in group) for group in groups),
        with_silence=sum(any(c.stance == "silent" for c in group) for group in groups),
        unplaced=sum(i.where is None or (i.where.place or i.where.position) is None for i in case.incidents),
        undated=sum(i.when is None or i.when.edtf is None for i in case.incidents),
        origins=origins(case, {source for claim in case.claims for source in claim.sources}).count,
        agreement={name: classes[name] for name in INCIDENT_CLASSES if name in classes},
    )


def fingerprint(case: Case) -> str:
    """Return the SHA-256 of the case document, in hexadecimal digits: the same case, the same fingerprint."""
    return hashlib.sha256(write_document(case).encode()).hexdigest()
