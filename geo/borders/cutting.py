"""Cutting an outline by a line or a parallel: the rings of the part that is meant.

Where the line crosses the outline, both get a common corner. Each stretch of line from one crossing to the
next, inside the outline, then parts one ring into two; rings that have the line on their right are to its
left.
"""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING, NamedTuple

from geographiclib.geodesic import Geodesic

from geo.borders.edges import EdgeBorder
from geo.construction_checks import LONGEST_EDGE_M
from geo.constructions import Parallel, Polygon, SideOfLine
from geo.errors import ConstructionError
from geo.geodesy import WGS84, azimuth_deg, destination, distance_m
from geo.position import Position
from geo.rings import is_counterclockwise, ring_fault, unwrapped_longitudes
from geo.vectors import EQUATOR_RADIUS_M, cross, dot, latitude_longitude, turn_deg, unit, unit_vector

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.vectors import Vector

# An end of a line nearer than this to the outline was meant to lie on it, and is drawn out a little to cross
# it.
ON_OUTLINE_M = 20.0
DRAWN_OUT_M = 1_000.0
# A geodesic of this length leaves a parallel by 5 cm at 34 degrees, by 0.7 m at 85: L^2 tan(lat) / (8 a).
PARALLEL_STEP_M = 2_000.0


class Crossing(NamedTuple):
    """Where a line and an outline meet."""

    on_line: tuple[int, float]
    """The number of the line's edge, and how far along it, for sorting."""
    on_ring: tuple[int, float]
    corner: Position


def rings_of(construction: Polygon | SideOfLine | Parallel) -> list[list[Position]]:
    """Return the rings of geodesic edges that bound a construction, each counterclockwise, not closed.

    Raises
    ------
    ConstructionError
        If the line does not cut the outline, or the parts lie on no one side of it.

    Examples
    --------
    >>> corners = [(30, 41), (30, 48), (37, 48), (37, 41)]
    >>> country = Polygon(ring=tuple(Position(lat=lat, lon=lon) for lat, lon in corners))
    >>> line = (Position(lat=31, lon=44), Position(lat=36, lon=44))
    >>> [ring] = rings_of(SideOfLine(line=line, side="west", outline=country))
    >>> sorted(round(corner.lon) for corner in ring)
    [41, 41, 44, 44, 44, 44]
    """
    outline = construction.outline.ring if not isinstance(construction, Polygon) else construction.ring
    ring = list(outline) if is_counterclockwise(outline) else list(outline)[::-1]
    match construction:
        case Polygon():
            return [ring]
        case SideOfLine():
            try:
                return _cut_by_line(construction.line, ring, left=construction.is_left)
            except ConstructionError:
                # A corner of the line right on the outline may count as two crossings or as none. A
                # centimetre aside it counts as one; what is still wrong then was wrong in itself.
                aside = [
                    destination(corner, azimuth_deg=37.0, distance_m=0.01) for corner in construction.line
                ]
                return _cut_by_line(aside, ring, left=construction.is_left)
        case Parallel():
            what = f"the parallel {construction.latitude_deg}"
            crossings = _parallel_crossings(construction.latitude_deg, ring)
            chords = [_parallel_chord(*pair) for pair in _in_pairs(crossings, what)]
            return _one_side(
                _with_corners(ring, crossings), chords, left=construction.side == "north", what=what
            )


def _cut_by_line(line: Sequence[Position], ring: list[Position], *, left: bool) -> list[list[Position]]:
    what = "the line"
    line, first_inside, last_inside = _prolonged(list(line), ring)
    crossings = _crossings(line, ring)
    if first_inside:  # of a prolonged end only what lies within the outline counts
        before = [crossing for crossing in crossings if crossing.on_line[0] < 1]
        crossings = before[-1:] + crossings[len(before) :]
    if last_inside:
        after = [crossing for crossing in crossings if crossing.on_line[0] >= len(line) - 2]
        crossings = crossings[: len(crossings) - len(after)] + after[:1]
    chords = [_chord(line, *pair) for pair in _in_pairs(crossings, what)]
    return _one_side(_with_corners(ring, crossings), chords, left=left, what=what)


def _in_pairs(crossings: list[Crossing], what: str) -> list[tuple[Crossing, Crossing]]:
    if not crossings:
        raise ConstructionError(
            f"{what} does not cross its outline, so that it has no sides within it; check both, and their order of "
            "latitude and longitude"
        )
    if len(crossings) % 2:
        raise ConstructionError(
            f"{what} touches its outline without crossing it; move the corner where they touch"
        )
    return list(zip(crossings[::2], crossings[1::2], strict=True))


def _prolonged(line: list[Position], ring: list[Position]) -> tuple[list[Position], bool, bool]:
    """Prolong the ends of a line that lie inside a ring until they are outside; and say which ends were."""
    border = EdgeBorder([ring], closed=True)
    was_inside = []
    for end, neighbour, at in ((line[0], line[1], 0), (line[-1], line[-2], len(line) + 1)):
        border_m = border.distance_m(end)
        was_inside.append(border_m < -ON_OUTLINE_M)
        if border_m > ON_OUTLINE_M:
            continue
        reach_m = _reach_m(end, ring) if was_inside[-1] else DRAWN_OUT_M
        onwards = azimuth_deg(end, neighbour) + 180
        line.insert(at, destination(end, azimuth_deg=onwards, distance_m=min(reach_m, LONGEST_EDGE_M)))
    return line, was_inside[0], was_inside[1]


def _reach_m(end: Position, ring: Sequence[Position]) -> float:
    """Return more than the distance to the farthest corner, so as to go across the outline, whatever its shape."""
    image = unit_vector(end.lat, end.lon)
    least = min(dot(image, unit_vector(corner.lat, corner.lon)) for corner in ring)
    return 1.01 * EQUATOR_RADIUS_M * math.acos(max(-1.0, least))


def _crossings(line: Sequence[Position], ring: Sequence[Position]) -> list[Crossing]:
    """Return where a line crosses a ring, in the line's order."""
    images = [unit_vector(corner.lat, corner.lon) for corner in ring]
    found = []
    for number, (start, end) in enumerate(itertools.pairwise(line)):
        a, b = unit_vector(start.lat, start.lon), unit_vector(end.lat, end.lon)
        normal = unit(cross(a, b))
        above = [dot(normal, image) >= 0 for image in images]
        for i, j in itertools.pairwise([*range(len(ring)), 0]):
            if above[i] != above[j] and _spans((a, b), (images[i], images[j])):
                corner = _crossing_point((start, end), (ring[i], ring[j]), (a, b, images[i], images[j]))
                along_line, along_ring = distance_m(start, corner), distance_m(ring[i], corner)
                found.append(Crossing((number, along_line), (i, along_ring), corner))
    return sorted(found, key=lambda crossing: crossing.on_line)


def _spans(edge: tuple[Vector, Vector], other: tuple[Vector, Vector]) -> bool:
    """Tell whether `other`, whose ends lie on both sides of the great circle of `edge`, meets `edge` itself."""
    normal = cross(*other)
    if (dot(normal, edge[0]) >= 0) == (dot(normal, edge[1]) >= 0):
        return False
    middle, other_middle = ((a[0] + b[0], a[1] + b[1], a[2] + b[2]) for a, b in (edge, other))
    return dot(middle, other_middle) > 0  # and not at the antipode


def _crossing_point(
    edge: tuple[Position, Position],
    other: tuple[Position, Position],
    images: tuple[Vector, Vector, Vector, Vector],
) -> Position:
    """Return where two geodesics cross: in Karney's gnomonic projection (2011, section 8) they are straight."""
    a, b, c, d = images
    meet = cross(cross(a, b), cross(c, d))
    if dot(meet, a) + dot(meet, b) < 0:
        meet = (-meet[0], -meet[1], -meet[2])
    lat, lon = latitude_longitude(meet)
    # The second pass, centred within a millimetre of the crossing, has nothing left to straighten.
    for _ in range(2):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = (_gnomonic(lat, lon, end) for end in (*edge, *other))
        ux, uy, vx, vy = bx - ax, by - ay, dx - cx, dy - cy
        share = ((cx - ax) * vy - (cy - ay) * vx) / (ux * vy - uy * vx)
        x, y = ax + share * ux, ay + share * uy
        # so near the centre, distance and its image are the same to a millionth of a millionth
        found = WGS84.Direct(lat, lon, math.degrees(math.atan2(x, y)), math.hypot(x, y))
        lat, lon = found["lat2"], found["lon2"]
    return Position(lat=lat, lon=lon)


_GNOMONIC = Geodesic.AZIMUTH | Geodesic.REDUCEDLENGTH | Geodesic.GEODESICSCALE


def _gnomonic(lat: float, lon: float, end: Position) -> tuple[float, float]:
    found = WGS84.Inverse(lat, lon, end.lat, end.lon, _GNOMONIC)
    rho, azimuth = found["m12"] / found["M12"], math.radians(found["azi1"])
    return rho * math.sin(azimuth), rho * math.cos(azimuth)


def _chord(line: Sequence[Position], enters: Crossing, leaves: Crossing) -> list[Position]:
    between = line[enters.on_line[0] + 1 : leaves.on_line[0] + 1]
    return [enters.corner, *between, leaves.corner]


def _parallel_crossings(latitude_deg: float, ring: Sequence[Position]) -> list[Crossing]:
    """Return where a parallel crosses a ring, from west to east."""
    lons = unwrapped_longitudes(ring)
    found = []
    for i, j in itertools.pairwise([*range(len(ring)), 0]):
        if (ring[i].lat >= latitude_deg) != (ring[j].lat >= latitude_deg):
            corner, along = _at_latitude(latitude_deg, ring[i], ring[j])
            lon = lons[i] + turn_deg(lons[i], corner.lon)
            found.append(Crossing((0, lon), (i, along), corner))
    return sorted(found, key=lambda crossing: crossing.on_line)


def _at_latitude(latitude_deg: float, start: Position, end: Position) -> tuple[Position, float]:
    """Return where an edge with its ends on both sides of a parallel crosses it: halving, to a micrometre."""
    line = WGS84.InverseLine(start.lat, start.lon, end.lat, end.lon)
    low, high = 0.0, line.s13
    while high - low > 1e-6:
        middle = (low + high) / 2
        if (line.Position(middle, Geodesic.LATITUDE)["lat2"] >= latitude_deg) == (start.lat >= latitude_deg):
            low = middle
        else:
            high = middle
    return Position(lat=latitude_deg, lon=line.Position(low)["lon2"]), low


def _parallel_chord(enters: Crossing, leaves: Crossing) -> list[Position]:
    lat, west, east = enters.corner.lat, enters.on_line[1], leaves.on_line[1]
    length_m = math.radians(east - west) * EQUATOR_RADIUS_M * math.cos(math.radians(lat))
    count = max(1, math.ceil(length_m / PARALLEL_STEP_M))
    lons = (west + (east - west) * step / count for step in range(1, count))
    between = [Position(lat=lat, lon=math.remainder(lon, 360)) for lon in lons]
    return [enters.corner, *between, leaves.corner]


def _with_corners(ring: Sequence[Position], crossings: Sequence[Crossing]) -> list[Position]:
    """Return the ring with a corner at each crossing; the same objects as in the crossings."""
    by_edge: dict[int, list[Crossing]] = {}
    for crossing in crossings:
        by_edge.setdefault(crossing.on_ring[0], []).append(crossing)
    corners: list[Position] = []
    for number, corner in enumerate(ring):
        corners.append(corner)
        there = sorted(by_edge.get(number, []), key=lambda crossing: crossing.on_ring)
        corners.extend(crossing.corner for crossing in there)
    return corners


def _one_side(
    ring: list[Position], chords: list[list[Position]], *, left: bool, what: str
) -> list[list[Position]]:
    rings = [ring]
    for chord in chords:
        rings = [part for whole in rings for part in _split(whole, chord)]
    # Corners are told apart by identity: two crossings may fall on one place.
    along = {(id(a), id(b)) for chord in chords for a, b in itertools.pairwise(chord)}
    kept = []
    for part in rings:
        steps = [(id(a), id(b)) for a, b in zip(part, [*part[1:], part[0]], strict=True)]
        is_left = any(step in along for step in steps)
        is_right = any(step[::-1] in along for step in steps)
        if is_left and is_right:
            raise ConstructionError(f"{what} winds so that one part of the outline lies on both sides of it")
        if is_left == left:
            kept.append(_distinct(part))
    for part in kept:
        if len(part) < 3 or (fault := ring_fault(part)) is not None:
            reason = fault if len(part) > 2 else "has no area"
            raise ConstructionError(f"what {what} cuts off from its outline {reason}")
    return kept


def _split(ring: list[Position], chord: list[Position]) -> list[list[Position]]:
    """Part a counterclockwise ring along a chord between two of its corners: first what is left of the chord."""
    numbers = {id(corner): number for number, corner in enumerate(ring)}
    enters, leaves = numbers.get(id(chord[0])), numbers.get(id(chord[-1]))
    if enters is None or leaves is None:
        return [ring]
    between = chord[1:-1]
    turned = ring[leaves:] + ring[:leaves]  # starts where the chord leaves
    there = (enters - leaves) % len(ring)
    return [[*turned[: there + 1], *between], [*turned[there:], turned[0], *between[::-1]]]


def _distinct(ring: list[Position]) -> list[Position]:
    """Leave out corners that fall on the one before: a cut right through a corner makes them."""
    return [
        corner
        for before, corner in zip([ring[-1], *ring[:-1]], ring, strict=True)
        if max(abs(corner.lat - before.lat), abs(turn_deg(before.lon, corner.lon))) > 1e-9
    ]
