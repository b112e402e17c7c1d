"""Borders that need one distance and little more: circles, points, and what lies so far from a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from geo.geodesy import distance_m

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from geo.constructions import Circle, PointSet
    from geo.geodesy import Points
    from geo.position import Position


class Border(Protocol):
    """What answers how far a position is from a border, below 0 inside."""

    def distance_m(self, position: Position) -> float:
        """Return the distance of one position."""
        ...

    def distances_m(self, points: Points) -> NDArray[np.float64]:
        """Return the distance of each point; NaN where a point has no coordinates."""
        ...


class CircleBorder:
    """The border of a geodesic circle."""

    def __init__(self, circle: Circle) -> None:
        self.circle = circle

    def distance_m(self, position: Position) -> float:
        """Return the distance of one position."""
        return distance_m(self.circle.center, position) - self.circle.radius_m

    def distances_m(self, points: Points) -> NDArray[np.float64]:
        """Return the distance of each point."""
        return distance_m(self.circle.center, points) - self.circle.radius_m


class PointsBorder:
    """Single points: the nearest counts."""

    def __init__(self, point_set: PointSet) -> None:
        self.points = point_set.points

    def distance_m(self, position: Position) -> float:
        """Return the distance of one position."""
        return min(distance_m(point, position) for point in self.points)

    def distances_m(self, points: Points) -> NDArray[np.float64]:
        """Return the distance of each point."""
        import numpy as np

        nearest = distance_m(self.points[0], points)
        for point in self.points[1:]:
            nearest = np.minimum(nearest, distance_m(point, points))
        return nearest


class BufferBorder:
    """What lies `half_width_m` from a line."""

    def __init__(self, line: Border, half_width_m: float) -> None:
        self.line = line
        self.half_width_m = half_width_m

    def distance_m(self, position: Position) -> float:
        """Return the distance of one position."""
        return self.line.distance_m(position) - self.half_width_m

    def distances_m(self, points: Points) -> NDArray[np.float64]:
        """Return the distance of each point."""
        return self.line.distances_m(points) - self.half_width_m
