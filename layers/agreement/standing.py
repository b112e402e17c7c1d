"""Which claims stand at a date on the statement clock, and in which order they were said.

As of a date, a claim said later is hidden, and a retraction or a correction made later is not yet applied. Where a
date is vague, its earliest instant counts, for statements as for retractions: what may have been said by then is shown,
what may have been withdrawn by then is withdrawn. The day asked for is included to its end.

A claim without a date counts as said when the first of its sources was published; where no source has a date either,
before everything else.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.times import bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from layers.records import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Claims by what has become of them, those that stand in the order in which they were said.

    Parameters
    ----------
    stand : tuple of Claim
        Neither hidden nor withdrawn; earliest first, those said at one time by id.
    retracted, superseded, later : tuple of Claim
        Withdrawn by their party; replaced by a later claim that names them; not yet said.
    """

    stand: tuple[Claim, ...]
    retracted: tuple[Claim, ...]
    superseded: tuple[Claim, ...]
    later: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementClock:
    """The statement clock of a case, read up to a date.

    Parameters
    ----------
    time_zone : str
        IANA name of the zone whose calendar days are meant.
    published : mapping
        EDTF of publication by source id, for claims without a date of their own.
    as_of_s : float
        End of the last instant that counts, in seconds as `layers.times.bounds` counts them; infinity for all.
    """

    time_zone: str
    published: Mapping[str, str | None]
    as_of_s: float = math.inf

    def said_s(self, claim: Claim) -> tuple[float, float]:
        """Return the first and last second at which a claim may have been said; minus infinity for unknown."""
        if claim.stated is not None:
            return self.span_s(claim.stated)
        dates = (self.published.get(source) for source in claim.sources)
        return min((self.span_s(date) for date in dates if date), default=(-math.inf, -math.inf))

    def order(self, claim: Claim) -> tuple[float, float, str]:
        """Return the key by which claims are in the order in which they were said, then by id."""
        return (*self.said_s(claim), claim.id)

    def span_s(self, edtf: str) -> tuple[float, float]:
        """Return first and last second of a date; infinities where it is open."""
        span = bounds(edtf, zone=self.time_zone)
        start = -math.inf if span.start_s is None else float(span.start_s)
        return start, math.inf if span.end_s is None else float(span.end_s)

    def has_come(self, edtf: str) -> bool:
        """Tell whether a date may have come by the date asked for."""
        return self.span_s(edtf)[0] < self.as_of_s

    def standing(self, claims: Iterable[Claim]) -> Standing:
        """Sort claims by what has become of them.

        A party replaces its own words on the same subject, nobody else's. A claim once replaced stays replaced, though
        its replacement be retracted later: that withdraws both.
        """
        said: list[Claim] = []
        later: list[Claim] = []
        for claim in claims:
            (said if self.said_s(claim)[0] < self.as_of_s else later).append(claim)
        replacing = {(claim.supersedes, *spoken_of(claim)) for claim in said if claim.supersedes is not None}
        replaced = {claim.id for claim in said if (claim.id, *spoken_of(claim)) in replacing}
        retracted = [c for c in said if c.retracted is not None and self.has_come(c.retracted)]
        gone = {claim.id for claim in retracted}
        stand = [c for c in said if c.id not in gone and c.id not in replaced]
        return Standing(
            stand=tuple(sorted(stand, key=self.order)),
            retracted=tuple(retracted),
            superseded=tuple(c for c in said if c.id in replaced and c.id not in gone),
            later=tuple(later),
        )


def spoken_of(claim: Claim) -> tuple[str, str, str]:
    """Return who speaks of what: within it, one claim can replace another."""
    return claim.party, claim.subject_kind, claim.subject


def as_of_seconds(as_of: str | None, *, time_zone: str) -> float:
    """Return the second at which a date asked for has ended; infinity for None.

    Raises
    ------
    TimeError
        If it is no EDTF.

    Examples
    --------
    >>> as_of_seconds("2017-06-08", time_zone="UTC") - as_of_seconds("2017-06-07", time_zone="UTC")
    86400.0
    """
    end_s = bounds(as_of, zone=time_zone).end_s if as_of is not None else None
    return math.inf if end_s is None else float(end_s)
