"""Rings of positions: which way they are wound, and what makes one unfit to bound an area."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from geo.vectors import FLATTENING, cross, dot, turn_deg, unit, unit_vector

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.position import Position
    from geo.vectors import Vector

# As the sine of an angle at the Earth's centre: 0.6 micrometres. Nearer than that, edges touch.
TOUCHING = 1e-13


def unwrapped_longitudes(points: Sequence[Position]) -> list[float]:
    """Return longitudes without a jump at the 180th meridian: each goes the short way from the one before.

    Examples
    --------
    >>> from geo.position import Position
    >>> unwrapped_longitudes([Position(lat=0, lon=179), Position(lat=1, lon=-179)])
    [179.0, 181.0]
    """
    longitudes = [points[0].lon]
    for point in points[1:]:
        longitudes.append(longitudes[-1] + turn_deg(longitudes[-1], point.lon))
    return longitudes


def is_counterclockwise(ring: Sequence[Position]) -> bool:
    """Tell whether a ring that goes around no pole has its inside to the left.

    Examples
    --------
    >>> from geo.position import Position
    >>> corners = [Position(lat=0, lon=0), Position(lat=0, lon=1), Position(lat=1, lon=0)]
    >>> is_counterclockwise(corners), is_counterclockwise(corners[::-1])
    (True, False)

    Notes
    -----
    By the areas between the edges and the equator on the auxiliary sphere, after Karney (2013), J. Geodesy 87, 43-55,
    doi:10.1007/s00190-012-0578-z, section 6. Corners joined straight on a map can turn the other way round than their geodesics.
    """
    halves = [math.tan(math.atan((1 - FLATTENING) * math.tan(math.radians(point.lat))) / 2) for point in ring]
    area = 0.0
    for i, point in enumerate(ring):
        half_turn = math.tan(math.radians(turn_deg(ring[i - 1].lon, point.lon)) / 2)
        area -= math.atan(half_turn * (halves[i - 1] + halves[i]) / (1 + halves[i - 1] * halves[i]))
    return area > 0


def ring_fault(ring: Sequence[Position]) -> str | None:
    """Say what makes a ring of at least three positions unfit to bound an area, or nothing.

    Examples
    --------
    >>> from geo.position import Position
    >>> cap = [Position(lat=80, lon=lon) for lon in (0, 90, 180, -90)]
    >>> ring_fault(cap)
    'goes around a pole, so that it has no inside on a map; cut it along a meridian'
    """
    lons = unwrapped_longitudes(ring)
    lons.append(lons[-1] + turn_deg(lons[-1], ring[0].lon))
    if abs(lons[-1] - lons[0]) > 1:
        return "goes around a pole, so that it has no inside on a map; cut it along a meridian"
    vectors = [unit_vector(point.lat, point.lon) for point in ring]
    normals = [unit(cross(vectors[i], vectors[(i + 1) % len(ring)])) for i in range(len(ring))]
    for i, normal in enumerate(normals):
        before = normals[i - 1]
        if dot(before, normal) < 0 and _length(cross(before, normal)) < 1e-9:
            point = ring[i]
            return f"doubles back on itself at latitude {point.lat}, longitude {point.lon}; leave that corner out"
    for i, j in _overlapping(lons):
        if _meet(i, j, vectors, normals):
            first, second = sorted((i + 1, j + 1))
            return f"crosses itself: its edges {first} and {second} meet; list its corners in order"
    return None


def _length(vector: Vector) -> float:
    return math.sqrt(dot(vector, vector))


def _overlapping(lons: list[float]) -> Iterator[tuple[int, int]]:
    """Yield pairs of edges that share a longitude and no corner: a sweep from west to east."""
    count = len(lons) - 1
    spans = sorted((min(lons[i : i + 2]), max(lons[i : i + 2]), i) for i in range(count))
    active: list[tuple[float, int]] = []
    for west, east, i in spans:
        active = [(end, j) for end, j in active if end >= west]
        for _, j in active:
            if (i - j) % count not in {1, count - 1}:
                yield i, j
        active.append((east, i))


def _meet(i: int, j: int, vectors: list[Vector], normals: list[Vector]) -> bool:
    """Tell whether two great-circle edges cross or touch. They are much shorter than half the globe."""
    n = len(vectors)
    a, b, c, d = vectors[i], vectors[(i + 1) % n], vectors[j], vectors[(j + 1) % n]
    c_side, d_side = dot(normals[i], c), dot(normals[i], d)
    if (c_side > TOUCHING and d_side > TOUCHING) or (c_side < -TOUCHING and d_side < -TOUCHING):
        return False
    a_side, b_side = dot(normals[j], a), dot(normals[j], b)
    if (a_side > TOUCHING and b_side > TOUCHING) or (a_side < -TOUCHING and b_side < -TOUCHING):
        return False
    if max(abs(c_side), abs(d_side)) <= TOUCHING:  # on one great circle: do they share a stretch?
        middle = unit((a[0] + b[0], a[1] + b[1], a[2] + b[2]))
        return max(dot(c, middle), dot(d, middle)) >= dot(a, middle)
    return True
