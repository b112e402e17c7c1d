"""Borders made of geodesic edges: which edge is nearest to a position, how far it is, and on which side.

Two steps. Rough distances on the auxiliary sphere (`geo.vectors`) leave the few edges that can be nearest, by
bounds that always hold. On each of these the nearest point is then found on the ellipsoid: from a point X of
the edge, a spherical triangle gives how far along the edge the foot lies; X moves there, until it moves less
than a micrometre. This is the interception problem of Karney (2011), "Geodesics on an ellipsoid of
revolution", arXiv:1102.1215, section 8.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from geographiclib.geodesic import Geodesic

from geo.geodesy import WGS84
from geo.vectors import EQUATOR_RADIUS_M, FLATTENING, SHORTEST_PER_IMAGE, cross, dot, unit, unit_vector

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from geographiclib.geodesicline import GeodesicLine
    from numpy.typing import NDArray

    from geo.geodesy import Points
    from geo.position import Position
    from geo.vectors import Vector

SETTLED_M = 1e-6
AT_CORNER_M = 2e-6
MOST_STEPS = 20
# Nearer than 6 mm, two corners are one: they stem from a cut through a corner.
SAME_CORNER_RAD = 1e-9


class Nearest(NamedTuple):
    """The point of one edge that is nearest to a position."""

    distance_m: float
    along_m: float
    """From the edge's start; 0 or the edge's length where the nearest point is its end."""
    azimuth_deg: float
    """From that point to the position."""
    edge_azimuth_deg: float
    """Of the edge at that point."""


@dataclass(slots=True, kw_only=True)
class Edge:
    """A geodesic from one position to another."""

    start: Position
    end: Position
    start_vector: Vector
    end_vector: Vector
    normal: Vector
    ahead: Vector
    """Along the image of the edge at its start: normal x start."""
    back: Vector
    """Along the image of the edge at its end, backwards: end x normal."""
    _line: GeodesicLine | None = field(default=None, init=False)

    @property
    def line(self) -> GeodesicLine:
        """The geodesic itself, made when first needed: it costs as much as sifting 100 edges."""
        if self._line is None:
            self._line = WGS84.InverseLine(self.start.lat, self.start.lon, self.end.lat, self.end.lon, _LINE)
        return self._line

    @property
    def length_m(self) -> float:
        """Metres from start to end."""
        return float(self.line.s13)

    def azimuth_deg(self, along_m: float) -> float:
        """Return the edge's direction, `along_m` from its start."""
        return float(self.line.Position(along_m, Geodesic.AZIMUTH)["azi2"])

    def nearest(self, position: Position, image: Vector) -> Nearest:
        """Return the point of the edge nearest to a position, whose image on the sphere is given."""
        line, length = self.line, self.length_m
        arc = math.atan2(dot(self.end_vector, self.ahead), dot(self.end_vector, self.start_vector))
        foot = math.atan2(dot(image, self.ahead), dot(image, self.start_vector))
        along = min(max(foot / arc * length, 0.0), length)
        for _ in range(MOST_STEPS):
            there = line.Position(along, _PLACE_AND_WAY)
            found = WGS84.Inverse(
                there["lat2"], there["lon2"], position.lat, position.lon, Geodesic.DISTANCE | Geodesic.AZIMUTH
            )
            distance, turn = found["s12"], math.radians(found["azi1"] - there["azi2"])
            # The spherical triangle with its right angle at the foot: Napier's rule, good on both sides of 90
            # degrees.
            angle = distance / EQUATOR_RADIUS_M
            step = EQUATOR_RADIUS_M * math.atan2(math.sin(angle) * math.cos(turn), math.cos(angle))
            moved = min(max(along + step, 0.0), length)
            if abs(moved - along) < SETTLED_M:
                break
            along = moved
        return Nearest(distance, along, found["azi1"], there["azi2"])


_LINE = Geodesic.LATITUDE | Geodesic.LONGITUDE | Geodesic.AZIMUTH | Geodesic.DISTANCE_IN
_PLACE_AND_WAY = Geodesic.LATITUDE | Geodesic.LONGITUDE | Geodesic.AZIMUTH


class EdgeBorder:
    """The edges of rings, or of lines.

    Parameters
    ----------
    chains : sequence of sequences of Position
        Rings, not closed by a repeated corner, with the inside to the left (holes the other way round); or
        lines.
    closed : bool
        Whether they are rings. Distances to a line are never below 0.
    """

    def __init__(self, chains: Sequence[Sequence[Position]], *, closed: bool) -> None:
        self.closed = closed
        self.edges: list[Edge] = []
        self.before: list[int] = []
        self.after: list[int] = []
        for chain in chains:
            self._add(chain)
        longest_rad = max(_chord(edge.start_vector, edge.end_vector) for edge in self.edges)
        # How far a geodesic edge may stray from the great circle that stands for it; see `geo.vectors`.
        self.stray_rad = FLATTENING / 4 * longest_rad**2 + 1e-12

    def _add(self, chain: Sequence[Position]) -> None:
        """Add the edges of one chain, and who is whose neighbour: the number of the edge itself at a line's ends."""
        corners = [*chain, chain[0]] if self.closed else list(chain)
        images = [(corner, unit_vector(corner.lat, corner.lon)) for corner in corners]
        first = len(self.edges)
        start, a = images[0]
        for end, b in images[1:]:
            if _chord(a, b) < SAME_CORNER_RAD:
                continue
            normal = unit(cross(a, b))
            self.edges.append(
                Edge(
                    start=start,
                    end=end,
                    start_vector=a,
                    end_vector=b,
                    normal=normal,
                    ahead=cross(normal, a),
                    back=cross(b, normal),
                )
            )
            start, a = end, b
        numbers = range(first, len(self.edges))
        self.before += [numbers[i - 1] if i or self.closed else first for i in range(len(numbers))]
        self.after += [*numbers[1:], numbers[0] if self.closed else numbers[-1]]

    def distance_m(self, position: Position) -> float:
        """Return the distance to the nearest edge, below 0 inside."""
        image = unit_vector(position.lat, position.lon)
        found = [(self.edges[i].nearest(position, image), i) for i in self._candidates(image)]
        nearest, number = min(found, key=lambda item: item[0].distance_m)
        if not self.closed:
            return nearest.distance_m
        return -nearest.distance_m if self._is_inside(nearest, number) else nearest.distance_m

    def distances_m(self, points: Points) -> NDArray[np.float64]:
        """Return the distance of each point to its nearest edge, below 0 inside."""
        from geo.borders.edge_columns import edge_distances_m

        return edge_distances_m(self, points)

    def _candidates(self, image: Vector) -> list[int]:
        """Return the numbers of the edges that can be nearest."""
        x, y, z = image
        rough = []
        for edge in self.edges:
            (ax, ay, az), (bx, by, bz) = edge.ahead, edge.back
            if x * ax + y * ay + z * az > 0 and x * bx + y * by + z * bz > 0:
                nx, ny, nz = edge.normal
                rough.append(abs(math.asin(max(-1.0, min(1.0, x * nx + y * ny + z * nz)))))
            else:
                rough.append(min(_angle(image, edge.start_vector), _angle(image, edge.end_vector)))
        limit = (min(rough) + 2 * self.stray_rad) / SHORTEST_PER_IMAGE
        return [number for number, angle in enumerate(rough) if angle <= limit]

    def _is_inside(self, nearest: Nearest, number: int) -> bool:
        """Tell the side of the border by its nearest point: always right for rings that do not cross themselves."""
        if nearest.along_m <= AT_CORNER_M:
            arriving, leaving = self.edges[self.before[number]], self.edges[number]
        elif nearest.along_m >= self.edges[number].length_m - AT_CORNER_M:
            arriving, leaving = self.edges[number], self.edges[self.after[number]]
        else:
            return math.sin(math.radians(nearest.azimuth_deg - nearest.edge_azimuth_deg)) < 0
        # Nothing lies between the corner and the position, so that the direction of setting out decides: the
        # inside is what one sweeps when turning left, from the edge that leaves to the edge that arrives.
        out = leaving.azimuth_deg(0)
        back = arriving.azimuth_deg(arriving.length_m) + 180
        return (out - nearest.azimuth_deg) % 360 < (out - back) % 360


def _chord(a: Vector, b: Vector) -> float:
    return math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2)


def _angle(a: Vector, b: Vector) -> float:
    """Return the angle between unit vectors; by the chord, since acos loses what is small."""
    return 2 * math.asin(min(1.0, _chord(a, b) / 2))
