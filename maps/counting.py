"""What the header and the opening sentence say of a case, in numbers, and the fingerprint that names its state."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.document import write_document

if TYPE_CHECKING:
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
    unplaced : int
        Incidents without a location.
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


def count(case: Case) -> Counts:
    """Return the numbers of a case."""
    by_incident: dict[str, list[Claim]] = defaultdict(list)
    for claim in case.claims:
        if claim.subject_kind == "incident":
            by_incident[claim.subject].append(claim)
    groups = by_incident.values()
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
    )


def fingerprint(case: Case) -> str:
    """Return the SHA-256 of the case document, in hexadecimal digits: the same case, the same fingerprint."""
    return hashlib.sha256(write_document(case).encode()).hexdigest()
