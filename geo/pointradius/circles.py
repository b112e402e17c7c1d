"""Smallest enclosing circles and corrected centres, on the geodesic plane round a point."""

from __future__ import annotations

import math
import random
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from geo.pointradius.geodesics import distance_m, inverse, moved

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.position import Position

_EDGE_STEPS = 60
"""Steps of the search along an edge, which leave (2/3)^60 of it: micrometres."""


class _Circle(NamedTuple):
    x: float
    y: float
    r: float


def farthest_m(center: Position, vertices: Sequence[Position]) -> float:
    """Return the distance from a point to the furthest of some vertices, in metres."""
    return max(distance_m(center, vertex) for vertex in vertices)


def corrected_center(vertices: Sequence[Position], *, closed: bool) -> Position:
    """Return the centre of the smallest circle round the vertices, moved into the feature where it lies off it.

    For an area (`closed`) a centre inside stays; on a line it must lie on the line. A centre that is off is replaced
    by the point of the outline from which the furthest vertex is nearest, within micrometres of that plane.
    """
    # Distances and azimuths from the centre are true on this plane, so two rounds bring the centre to the millimetre.
    center = vertices[0]
    for _ in range(4):
        flat = _flattened(center, vertices)
        circle = _smallest_circle(flat)
        center = _unflattened(center, circle.x, circle.y)
    flat = _flattened(center, vertices)
    if closed and _inside(flat):
        return center
    x, y = _best_on_outline(flat, closed=closed)
    return _unflattened(center, x, y)


def on_line(point: Position, line: Sequence[Position]) -> tuple[Position, int]:
    """Return the point of a line nearest to a point, and the index of the vertex before it."""
    flat = _flattened(point, line)
    feet = [_foot(start, end) for start, end in pairwise(flat)]
    index = min(range(len(feet)), key=lambda number: math.hypot(*feet[number]))
    return _unflattened(point, *feet[index]), index


def _flattened(center: Position, vertices: Sequence[Position]) -> list[tuple[float, float]]:
    """Return the vertices east and north of a centre, at their true distance and azimuth, in metres."""
    flat = []
    for vertex in vertices:
        leg = inverse(center, vertex)
        azimuth = math.radians(leg.azimuth_deg)
        flat.append((leg.distance_m * math.sin(azimuth), leg.distance_m * math.cos(azimuth)))
    return flat


def _unflattened(center: Position, x: float, y: float) -> Position:
    return moved(center, distance_m=math.hypot(x, y), azimuth_deg=math.degrees(math.atan2(x, y)))


def _smallest_circle(points: Sequence[tuple[float, float]]) -> _Circle:
    """Return the smallest circle round some points: Welzl's algorithm, its shuffle seeded so that it repeats."""
    shuffled = list(dict.fromkeys(points))
    random.Random(0).shuffle(shuffled)  # noqa: S311 - speed, not secrecy
    circle = _Circle(*shuffled[0], 0.0)
    for i, p in enumerate(shuffled):
        if _holds(circle, p):
            continue
        circle = _Circle(*p, 0.0)
        for j, q in enumerate(shuffled[:i]):
            if _holds(circle, q):
                continue
            circle = _of_two(p, q)
            for s in shuffled[:j]:
                if not _holds(circle, s):
                    circle = _of_three(p, q, s)
    return circle


def _holds(circle: _Circle, point: tuple[float, float]) -> bool:
    return math.hypot(point[0] - circle.x, point[1] - circle.y) <= circle.r * (1 + 1e-12) + 1e-6


def _of_two(p: tuple[float, float], q: tuple[float, float]) -> _Circle:
    return _Circle((p[0] + q[0]) / 2, (p[1] + q[1]) / 2, math.hypot(p[0] - q[0], p[1] - q[1]) / 2)


def _of_three(p: tuple[float, float], q: tuple[float, float], s: tuple[float, float]) -> _Circle:
    ax, ay = q[0] - p[0], q[1] - p[1]
    bx, by = s[0] - p[0], s[1] - p[1]
    twice = 2 * (ax * by - ay * bx)
    if twice == 0:  # in one line: the two that lie furthest apart decide
        return max((_of_two(p, q), _of_two(p, s), _of_two(q, s)), key=lambda circle: circle.r)
    a2, b2 = ax * ax + ay * ay, bx * bx + by * by
    ux, uy = (by * a2 - ay * b2) / twice, (ax * b2 - bx * a2) / twice
    return _Circle(p[0] + ux, p[1] + uy, math.hypot(ux, uy))


def _inside(ring: Sequence[tuple[float, float]]) -> bool:
    """Return whether the origin lies inside a ring."""
    inside = False
    for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
        if (y1 > 0) != (y2 > 0) and x1 + (x2 - x1) * y1 / (y1 - y2) > 0:
            inside = not inside
    return inside


def _foot(start: tuple[float, float], end: tuple[float, float]) -> tuple[float, float]:
    """Return the point of an edge nearest to the origin."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length2 = dx * dx + dy * dy
    t = -(start[0] * dx + start[1] * dy) / length2 if length2 else 0.0
    t = min(max(t, 0.0), 1.0)
    return start[0] + t * dx, start[1] + t * dy


def _best_on_outline(flat: Sequence[tuple[float, float]], *, closed: bool) -> tuple[float, float]:
    """Return the point of an outline from which the furthest vertex is nearest."""

    def radial(point: tuple[float, float]) -> float:
        return max(math.hypot(x - point[0], y - point[1]) for x, y in flat)

    outline = [*flat, flat[0]] if closed else list(flat)
    best, best_radial = flat[0], radial(flat[0])
    for start, end in pairwise(outline):
        # Along an edge the radial is convex, so a ternary search finds its least value.
        low, high = 0.0, 1.0
        for _ in range(_EDGE_STEPS):
            left, right = low + (high - low) / 3, high - (high - low) / 3
            if radial(_between(start, end, left)) <= radial(_between(start, end, right)):
                high = right
            else:
                low = left
        point = _between(start, end, (low + high) / 2)
        if radial(point) < best_radial:
            best, best_radial = point, radial(point)
    return best


def _between(start: tuple[float, float], end: tuple[float, float], t: float) -> tuple[float, float]:
    return start[0] + t * (end[0] - start[0]), start[1] + t * (end[1] - start[1])
