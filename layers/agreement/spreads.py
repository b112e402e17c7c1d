"""How far apart the votes on a field lie, in kilometres, hours or numbers. No score, no average."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from layers.agreement.values import Count, Disc, Time, apart_m, gap_s

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.agreement.values import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """The spread of the votes on one field; None for what does not apply to it.

    Parameters
    ----------
    apart_km : float or None
        Places: the greatest distance between the centres of any two.
    gap_km : float or None
        Places: the greatest distance between the nearest edges of any two discs; 0 where all touch.
    uncertainty_known : bool
        Places: False where one of them states no uncertainty and was taken as a point.
    gap_hours : float or None
        Times: the greatest time between any two, by their nearest ends; 0 where all meet.
    low, high : int or None
        Counts: the lowest and the highest figure stated by anyone.
    open_low, open_high : bool
        Counts: whether one of them says "at most", or "at least".
    """

    apart_km: float | None = None
    gap_km: float | None = None
    uncertainty_known: bool = True
    gap_hours: float | None = None
    low: int | None = None
    high: int | None = None
    open_low: bool = False
    open_high: bool = False

    @property
    def text(self) -> str:
        """The spread in one line.

        Examples
        --------
        >>> Spread(apart_km=43.21, gap_km=0.0).text, Spread(gap_hours=6.716).text
        ('43.2 km apart, discs touch', '6.7 hours between')
        >>> Spread(low=36, high=68).text, Spread(low=22, high=40, open_high=True).text
        ('36 to 68', '22 to 40 or more')
        """
        if self.apart_km is not None and self.gap_km is not None:
            edges = f"{self.gap_km:.1f} km between edges" if self.gap_km > 0 else "discs touch"
            return f"{self.apart_km:.1f} km apart, {edges}"
        if self.gap_hours is not None:
            return f"{self.gap_hours:.1f} hours between" if self.gap_hours > 0 else "times meet"
        if self.low is None or self.high is None:
            return ""
        range_text = f"{self.low}" if self.low == self.high else f"{self.low} to {self.high}"
        return f"{range_text}{' or fewer' if self.open_low else ''}{' or more' if self.open_high else ''}"


def spread_of(values: Sequence[Value]) -> Spread | None:
    """Return how far apart votes lie; None for categories, and where fewer than two can be compared.

    Examples
    --------
    >>> spread_of([Count(low=36, high=47), Count(low=68, high=68)]).text
    '36 to 68'
    """
    discs = [value for value in values if isinstance(value, Disc)]
    if len(discs) > 1:
        return _of_discs(discs)
    times = [value for value in values if isinstance(value, Time)]
    if len(times) > 1:
        return Spread(gap_hours=max(gap_s(a, b) for a, b in combinations(times, 2)) / 3600)
    counts = [value for value in values if isinstance(value, Count)]
    return _of_counts(counts) if len(counts) > 1 else None


def _of_discs(discs: Sequence[Disc]) -> Spread:
    apart = [(apart_m(a, b), a.radius_m + b.radius_m) for a, b in combinations(discs, 2)]
    return Spread(
        apart_km=max(distance for distance, _ in apart) / 1000,
        gap_km=max(0.0, *(distance - radii for distance, radii in apart)) / 1000,
        uncertainty_known=all(disc.position.uncertainty_m is not None for disc in discs),
    )


def _of_counts(counts: Sequence[Count]) -> Spread:
    figures = [figure for count in counts for figure in (count.low, count.high) if figure is not None]
    return Spread(
        low=min(figures),
        high=max(figures),
        open_low=any(count.low is None for count in counts),
        open_high=any(count.high is None for count in counts),
    )
