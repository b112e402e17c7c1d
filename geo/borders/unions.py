"""The border of a union: parts that overlap have a common border, which no single part knows."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from geo.borders.edges import EdgeBorder
from geo.borders.reach import may_meet
from geo.position import Position

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from geo.borders.simple import Border
    from geo.constructions import Union
    from geo.geodesy import Points

UNION_TOLERANCE_M = 0.25


class UnionBorder:
    """The border of what lies in one part or more.

    Outside, the nearest part counts, and a union of parts that stay clear of each other needs nothing more.
    Inside parts that overlap, the nearest piece of some part's border may lie within another part; the common
    border is then drawn once, with chords that stray less than 0.25 m.
    """

    def __init__(self, union: Union, parts: Sequence[Border]) -> None:
        self.union = union
        self.parts = parts

    def distance_m(self, position: Position) -> float:
        """Return the distance of one position."""
        nearest = min(part.distance_m(position) for part in self.parts)
        if nearest >= 0 or not self.parts_may_overlap:
            return nearest
        # The drawn border is off by less than a metre: it may not turn an inside into an outside.
        return min(self.common.distance_m(position), 0.0)

    def distances_m(self, points: Points) -> NDArray[np.float64]:
        """Return the distance of each point."""
        import numpy as np

        from geo.geodesy import Points

        nearest = self.parts[0].distances_m(points)
        for part in self.parts[1:]:
            nearest = np.minimum(nearest, part.distances_m(points))
        inside = np.flatnonzero(nearest < 0)
        if inside.size and self.parts_may_overlap:
            within = Points(lat=points.lat[inside], lon=points.lon[inside])
            nearest[inside] = np.minimum(self.common.distances_m(within), 0.0)
        return nearest

    @cached_property
    def parts_may_overlap(self) -> bool:
        """Whether two parts can have a point in common."""
        parts = self.union.parts
        return any(may_meet(one, other) for i, one in enumerate(parts) for other in parts[:i])

    @cached_property
    def common(self) -> EdgeBorder:
        """The border of the whole, drawn with chords."""
        from geo.outlines import outline_rings

        rings = outline_rings(self.union, tolerance_m=UNION_TOLERANCE_M)
        corners = [[Position(lat=lat, lon=_within_180(lon)) for lon, lat in ring[:-1]] for ring in rings]
        return EdgeBorder(corners, closed=True)


def _within_180(lon: float) -> float:
    return (lon + 180) % 360 - 180
