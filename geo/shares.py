"""How much of a disc of uncertainty lies inside a construction, as a share of its area from 0 to 1.

Areas are taken on the sphere that touches the ellipsoid at the disc's centre and has its mean radius of
curvature there; for discs up to 100 km the share is right to 0.001. Geodesics become straight lines when such
a sphere is seen from its own centre (the gnomonic projection), and the disc becomes a circle around the
origin. The area of disc and polygon in common is then a sum over the edges, exact: a triangle for the part of
an edge within the disc, a sector for the rest.
"""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING, TypeAlias

from geo.borders import border_of, edge_border_of, union_border_of
from geo.constructions import Circle, Corridor, Line, PointSet, Union
from geo.vectors import EQUATOR_RADIUS_M, FLATTENING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.borders.edges import EdgeBorder
    from geo.constructions import Construction
    from geo.position import Position

# A place on the tangent plane, in radii of the sphere, seen from its centre: east, north.
Plane: TypeAlias = tuple[float, float]

# Directions in which a corridor is cut. Each is solved exactly; between them the midpoint rule errs by about
# 1e-4.
RAYS = 512
# Half way to the horizon of a view from the Earth's centre
LARGEST_DISC_M = 5_000_000.0
E2 = FLATTENING * (2 - FLATTENING)


def share_inside(
    construction: Construction, position: Position, *, radius_m: float, border_m: float | None = None
) -> float:
    """Return the share of the disc around a position that lies inside a construction.

    Parameters
    ----------
    construction : Construction
        A zone. Of a line or a set of points, which have no area, the share is 0.
    position : Position
        The disc's centre; its own uncertainty is not looked at.
    radius_m : float
        Metres; for 0 the answer is 1 inside and on the border, and 0 outside. Above 5,000 km it is taken as
        5,000 km: the disc is then no disc any more.
    border_m : float, optional
        The distance from the position to the border, where it is known already.

    Returns
    -------
    float
        From 0 to 1, right to 0.001 for discs of up to 100 km.

    Examples
    --------
    >>> from geo.position import Position
    >>> from geo.geodesy import destination
    >>> garrison = Position(lat=33.50583, lon=38.61778)
    >>> zone = Circle(center=garrison, radius_m=55_000)
    >>> on_the_border = destination(garrison, azimuth_deg=315, distance_m=55_000)
    >>> round(share_inside(zone, on_the_border, radius_m=5_000), 2)
    0.49
    """
    if isinstance(construction, Line | PointSet):
        return 0.0
    if border_m is None:
        border_m = border_of(construction).distance_m(position)
    if radius_m == 0 or abs(border_m) >= radius_m:
        return 1.0 if border_m <= 0 else 0.0
    radius_m = min(radius_m, LARGEST_DISC_M)
    match construction:
        case Circle():
            share = _circle_share(border_m, construction.radius_m, radius_m)
        case Corridor():
            share = _corridor_share(construction, position, radius_m)
        case Union():
            share = _union_share(construction, position, radius_m)
        case _:
            share = _edges_share(edge_border_of(construction), position, radius_m)
    return min(max(share, 0.0), 1.0)


def _circle_share(border_m: float, zone_m: float, disc_m: float) -> float:
    """Return the share of a disc within a circle, where their borders cross or one holds the other.

    On a sphere a circle is curved by 1 / tan(radius), not 1 / radius. Taking the plane's formula with the
    radius of that curvature for both keeps the borders where they are and right in shape within the disc.
    """
    zone = math.tan(zone_m / EQUATOR_RADIUS_M) * EQUATOR_RADIUS_M
    disc = math.tan(disc_m / EQUATOR_RADIUS_M) * EQUATOR_RADIUS_M
    apart = zone + border_m
    if apart <= disc - zone:
        return (1 - math.cos(zone_m / EQUATOR_RADIUS_M)) / (1 - math.cos(disc_m / EQUATOR_RADIUS_M))
    at_disc = math.acos(_within_one((apart**2 + disc**2 - zone**2) / (2 * apart * disc)))
    at_zone = math.acos(_within_one((apart**2 + zone**2 - disc**2) / (2 * apart * zone)))
    lens = disc**2 * (at_disc - math.sin(2 * at_disc) / 2) + zone**2 * (at_zone - math.sin(2 * at_zone) / 2)
    return lens / (math.pi * disc**2)


def _union_share(union: Union, position: Position, radius_m: float) -> float:
    border = union_border_of(union)
    if not border.parts_may_overlap:
        return math.fsum(share_inside(part, position, radius_m=radius_m) for part in union.parts)
    return _edges_share(border.common, position, radius_m)


class _Tangent:
    """The sphere that touches the ellipsoid at a position, and the view of the Earth from its centre."""

    def __init__(self, position: Position) -> None:
        phi, lam = math.radians(position.lat), math.radians(position.lon)
        self.sin_phi, self.cos_phi = math.sin(phi), math.cos(phi)
        self.sin_lam, self.cos_lam = math.sin(lam), math.cos(lam)
        self.origin = _cartesian(position.lat, position.lon)
        # the mean radius sqrt(M N)
        self.radius_m = EQUATOR_RADIUS_M * math.sqrt(1 - E2) / (1 - E2 * self.sin_phi**2)

    def seen(self, corner: Position) -> tuple[float, float, float]:
        """Return east, north and up of a corner from the sphere's centre, in radii."""
        x, y, z = (a - b for a, b in zip(_cartesian(corner.lat, corner.lon), self.origin, strict=True))
        outward = self.cos_lam * x + self.sin_lam * y
        east = -self.sin_lam * x + self.cos_lam * y
        north = self.cos_phi * z - self.sin_phi * outward
        up = self.cos_phi * outward + self.sin_phi * z
        return east / self.radius_m, north / self.radius_m, 1 + up / self.radius_m


def _cartesian(lat: float, lon: float) -> tuple[float, float, float]:
    phi, lam = math.radians(lat), math.radians(lon)
    normal = EQUATOR_RADIUS_M / math.sqrt(1 - E2 * math.sin(phi) ** 2)
    around = normal * math.cos(phi)
    return around * math.cos(lam), around * math.sin(lam), normal * (1 - E2) * math.sin(phi)


def _edges_share(border: EdgeBorder, position: Position, radius_m: float) -> float:
    """Return the share of a disc to the left of the edges of rings (Green's theorem)."""
    tangent = _Tangent(position)
    angle = radius_m / tangent.radius_m
    parts = [_swept(tangent.seen(edge.start), tangent.seen(edge.end), angle) for edge in border.edges]
    return math.fsum(parts) / (math.tau * (1 - math.cos(angle)))


def _swept(a: tuple[float, float, float], b: tuple[float, float, float], angle: float) -> float:
    """Return the area between the disc's centre and an edge, within the disc, positive where the edge turns left."""
    horizon = 0.01
    if a[2] < horizon or b[2] < horizon:  # beyond 89 degrees: no edge reaches from there into the disc
        return _sector((a[0], a[1]), (b[0], b[1]), angle)
    start, end = (a[0] / a[2], a[1] / a[2]), (b[0] / b[2], b[1] / b[2])
    cuts = [start, *_cuts(start, end, math.tan(angle)), end]
    rim2 = math.tan(angle) ** 2
    area = 0.0
    for one, other in itertools.pairwise(cuts):
        x, y = (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
        area += _triangle(one, other) if x * x + y * y < rim2 else _sector(one, other, angle)
    return area


def _cuts(start: Plane, end: Plane, rim: float) -> list[Plane]:
    """Return where an edge crosses the circle of radius `rim` around the origin, in order."""
    return [
        (start[0] + t * (end[0] - start[0]), start[1] + t * (end[1] - start[1]))
        for t in _crossings(start, end, rim)
        if 0 < t < 1
    ]


def _crossings(start: Plane, end: Plane, rim: float) -> list[float]:
    """Return where the whole line through two points crosses a circle around the origin: none or two shares of the way."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    a, b = dx * dx + dy * dy, start[0] * dx + start[1] * dy
    c = start[0] ** 2 + start[1] ** 2 - rim * rim
    inner = b * b - a * c
    if a == 0 or inner <= 0:
        return []
    root = math.sqrt(inner)
    return [(-b - root) / a, (-b + root) / a]


def _turn(one: Plane, other: Plane) -> float:
    return math.atan2(one[0] * other[1] - one[1] * other[0], one[0] * other[0] + one[1] * other[1])


def _sector(one: Plane, other: Plane, angle: float) -> float:
    return (1 - math.cos(angle)) * _turn(one, other)


def _triangle(one: Plane, other: Plane) -> float:
    """Return the spherical excess of the triangle of the centre and two points of the plane, with its sign."""
    p, q = math.hypot(*one), math.hypot(*other)
    if p == 0 or q == 0:
        return 0.0
    turn = _turn(one, other)
    half_p, half_q = math.tan(math.atan(p) / 2), math.tan(math.atan(q) / 2)
    return 2 * math.atan2(half_p * half_q * math.sin(turn), 1 + half_p * half_q * math.cos(turn))


def _corridor_share(corridor: Corridor, position: Position, radius_m: float) -> float:
    """Return the share of a disc within a corridor: exact along each of many rays, as on the tangent plane."""
    tangent = _Tangent(position)
    rim, half = math.tan(radius_m / tangent.radius_m), corridor.half_width_m / tangent.radius_m
    seen = [tangent.seen(corner) for corner in corridor.line]
    edges = [
        ((ax / az, ay / az), (bx / bz, by / bz))
        for (ax, ay, az), (bx, by, bz) in itertools.pairwise(seen)
        if az > 0.1 and bz > 0.1
    ]
    edges = [edge for edge in edges if _from_origin(*edge) < rim + half]
    covered = 0.0
    for number in range(RAYS):
        direction = math.tau * (number + 0.5) / RAYS
        east, north = math.sin(direction), math.cos(direction)
        spans = (_span_in_stadium(edge, east, north, half, rim) for edge in edges)
        covered += _squares_covered(span for span in spans if span is not None)
    return covered / (RAYS * rim * rim)


def _from_origin(a: Plane, b: Plane) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    t = min(max(-(a[0] * dx + a[1] * dy) / (dx * dx + dy * dy), 0.0), 1.0)
    return math.hypot(a[0] + t * dx, a[1] + t * dy)


def _span_in_stadium(
    edge: tuple[Plane, Plane], east: float, north: float, half: float, rim: float
) -> tuple[float, float] | None:
    """Return from where to where a ray from the origin is within `half` of an edge, or nothing."""
    spans = []
    (ax, ay), (bx, by) = edge
    for x, y in edge:  # the round ends
        ahead, aside = x * east + y * north, x * north - y * east
        inner = half * half - aside * aside
        if inner > 0:
            spans.append((ahead - math.sqrt(inner), ahead + math.sqrt(inner)))
    length = math.hypot(bx - ax, by - ay)
    ux, uy = (bx - ax) / length, (by - ay) / length
    # the straight part: |across| <= half and 0 <= along <= length, each linear in the way gone
    along = _linear_span(-(ax * ux + ay * uy), east * ux + north * uy, 0.0, length)
    across = _linear_span(-(ay * ux - ax * uy), north * ux - east * uy, -half, half)
    if along is not None and across is not None:
        spans.append((max(along[0], across[0]), min(along[1], across[1])))
    # a stadium is convex, so that its three spans together are one
    spans = [(max(low, 0.0), min(high, rim)) for low, high in spans if low < high and high > 0 and low < rim]
    if not spans:
        return None
    return min(low for low, _ in spans), max(high for _, high in spans)


def _linear_span(at_origin: float, rate: float, low: float, high: float) -> tuple[float, float] | None:
    """Return where at_origin + rate r lies between low and high."""
    if abs(rate) < 1e-15:
        return (-math.inf, math.inf) if low <= at_origin <= high else None
    ends = sorted(((low - at_origin) / rate, (high - at_origin) / rate))
    return ends[0], ends[1]


def _squares_covered(spans: Iterable[tuple[float, float]]) -> float:
    """Return the sum of high^2 - low^2 over the union of spans: twice the area of a ray's thin sector."""
    total, reached = 0.0, 0.0
    for low, high in sorted(spans):
        start = max(low, reached)
        if high > start:
            total += high * high - start * start
            reached = high
    return total


def _within_one(cosine: float) -> float:
    return min(1.0, max(-1.0, cosine))
