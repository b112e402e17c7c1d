"""Outlines to draw: rings of (lon, lat) so dense that chords drawn straight stray less than 1 m.

They are for drawing and for export; no verdict reads them. Chords are straight in longitude and latitude, as
GeoJSON wants them, or in Mercator, as web maps draw them: both are allowed for (`geo.chords.chord_m`).
"""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING, TypeAlias

from geographiclib.geodesic import Geodesic

from geo.borders.cutting import rings_of
from geo.chords import CHORD_TOLERANCE_M, chord_m
from geo.constructions import Circle, Corridor, Line, Parallel, PointSet, Polygon, SideOfLine, Union
from geo.errors import ConstructionError, GeodesyError
from geo.geodesy import WGS84, circle_ring
from geo.vectors import EQUATOR_RADIUS_M, turn_deg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geographiclib.geodesicline import GeodesicLine
    from shapely import Geometry, LineString, MultiPolygon
    from shapely import Polygon as ShapelyPolygon

    from geo.constructions import Area, Construction
    from geo.position import Position

LonLat: TypeAlias = tuple[float, float]
Ring: TypeAlias = list[LonLat]


def outline_rings(construction: Area, *, tolerance_m: float = CHORD_TOLERANCE_M) -> list[Ring]:
    """Return the rings that bound a construction, closed, as (lon, lat) in degrees.

    Parameters
    ----------
    construction : construction with an inside
        A zone.
    tolerance_m : float
        How far a chord may stray, in metres.

    Returns
    -------
    list of rings
        Counterclockwise; holes, which only unions and winding corridors have, clockwise (RFC 7946, section
        3.1.6). Longitudes run on past 180 or -180 where a ring crosses that meridian; `outline` cuts there.

    Raises
    ------
    ConstructionError
        If the construction has no inside, holds a pole, or cannot be built (see `border_distance_m`).

    Examples
    --------
    >>> from geo.position import Position
    >>> [ring] = outline_rings(Circle(center=Position(lat=33.50583, lon=38.61778), radius_m=55_000))
    >>> len(ring), ring[0] == ring[-1]
    (605, True)
    """
    match construction:
        case Circle():
            return [_circle(construction, tolerance_m)]
        case Polygon() | SideOfLine():
            return [_dense(ring, tolerance_m) for ring in rings_of(construction)]
        case Parallel():
            latitude_deg = construction.latitude_deg
            return [_along_parallel(ring, latitude_deg, tolerance_m) for ring in rings_of(construction)]
        case Corridor():
            return _merged([[ring] for ring in _stadiums(construction, tolerance_m)])
        case Union():
            return _merged([outline_rings(part, tolerance_m=tolerance_m) for part in construction.parts])
        case _:
            raise ConstructionError(
                f"a {type(construction).__name__} has no inside and so no rings; draw its `outline`"
            )


def outline(construction: Construction, *, tolerance_m: float = CHORD_TOLERANCE_M) -> Geometry:
    """Return a construction as a Shapely geometry in (lon, lat), WGS 84 (EPSG:4326).

    Parameters
    ----------
    construction : Construction
        A zone.
    tolerance_m : float
        How far a chord may stray from the true line, in metres.

    Returns
    -------
    shapely.Polygon, MultiPolygon, LineString, MultiLineString or MultiPoint
        Within -180 to 180 degrees: what crosses that meridian is cut there (RFC 7946, section 3.1.9).

    Raises
    ------
    ConstructionError
        As for `outline_rings`.

    Examples
    --------
    >>> from geo.position import Position
    >>> outline(PointSet(points=(Position(lat=33.6, lon=38.3),))).wkt
    'MULTIPOINT ((38.3 33.6))'
    >>> pacific = Circle(center=Position(lat=-17, lon=179.9), radius_m=55_000)
    >>> [round(part.bounds[0]) for part in outline(pacific).geoms]
    [179, -180]
    """
    import shapely

    match construction:
        case PointSet():
            return shapely.MultiPoint([(point.lon, point.lat) for point in construction.points])
        case Line():
            return _within_180(shapely.LineString(_dense_line(construction.line, tolerance_m)))
        case _:
            rings = outline_rings(construction, tolerance_m=tolerance_m)
            return _within_180(_polygons(rings))


def _circle(circle: Circle, tolerance_m: float) -> Ring:
    try:
        return circle_ring(circle.center, radius_m=circle.radius_m, tolerance_m=tolerance_m)
    except GeodesyError as error:
        raise ConstructionError(str(error)) from None


def _dense_line(line: Sequence[Position], tolerance_m: float) -> Ring:
    """Return a line with points along its geodesic edges, its longitudes without a jump."""
    points = [(line[0].lon, line[0].lat)]
    for start, end in itertools.pairwise(line):
        edge = WGS84.InverseLine(start.lat, start.lon, end.lat, end.lon)
        highest = min(_highest_lat(edge, start, end), 89.95)
        count = math.ceil(edge.s13 / chord_m(highest_lat=highest, tolerance_m=tolerance_m))
        before = points[-1][0]
        for step in range(1, count):
            there = edge.Position(edge.s13 * step / count, Geodesic.LATITUDE | Geodesic.LONGITUDE)
            points.append((before + turn_deg(before, there["lon2"]), there["lat2"]))
        points.append((before + turn_deg(before, end.lon), end.lat))
    return points


def _highest_lat(edge: GeodesicLine, start: Position, end: Position) -> float:
    """Return the latitude farthest from the equator, without sign, that an edge reaches, in degrees."""
    ends = max(abs(start.lat), abs(end.lat))
    arrival_deg = edge.Position(edge.s13, Geodesic.AZIMUTH)["azi2"]
    # Its turning point lies between the ends only if it leaves towards a pole and arrives from it.
    if math.cos(math.radians(edge.azi1)) * math.cos(math.radians(arrival_deg)) > 1e-9:
        return ends
    # Clairaut: the sine of the azimuth times the cosine of the reduced latitude is the same all along.
    reduced = math.atan((1 - WGS84.f) * math.tan(math.radians(start.lat)))
    at_most = math.acos(min(1.0, abs(math.sin(math.radians(edge.azi1))) * math.cos(reduced)))
    return max(ends, math.degrees(math.atan(math.tan(at_most) / (1 - WGS84.f))))


def _dense(ring: Sequence[Position], tolerance_m: float) -> Ring:
    points = _dense_line([*ring, ring[0]], tolerance_m)
    return [*points[:-1], points[0]]


def _along_parallel(ring: Sequence[Position], latitude_deg: float, tolerance_m: float) -> Ring:
    """Make geodesic edges dense, and leave the parallel to its ends: it is straight on the map as it is."""
    on_it = [corner.lat == latitude_deg for corner in ring]
    count = len(ring)
    kept = [i for i in range(count) if not (on_it[i - 1] and on_it[i] and on_it[(i + 1) % count])]
    points: Ring = [(ring[kept[0]].lon, latitude_deg if on_it[kept[0]] else ring[kept[0]].lat)]
    for i, j in itertools.pairwise([*kept, kept[0]]):
        before = points[-1][0]
        if on_it[i] and on_it[j]:
            points.append((before + turn_deg(before, ring[j].lon), latitude_deg))
        else:
            edge = _dense_line((ring[i], ring[j]), tolerance_m)
            points.extend((before + lon - edge[0][0], lat) for lon, lat in edge[1:])
    return [*points[:-1], points[0]]


def _stadiums(corridor: Corridor, tolerance_m: float) -> list[Ring]:
    """Return, for each edge of a corridor's line, the ring of what lies within its half width."""
    half = corridor.half_width_m
    highest = max(abs(corner.lat) for corner in corridor.line) + math.degrees(half / 6_335_000)
    if highest > 89.8:
        raise ConstructionError(
            f"a corridor of {half} m to either side reaches within 0.2 degrees of a pole; make it narrower"
        )
    cap_chord = chord_m(radius_m=half, highest_lat=highest, tolerance_m=tolerance_m)
    cap_steps = max(8, math.ceil(math.pi * half / cap_chord))
    # Away from its geodesic, a line at a constant distance is curved too: its radius is a / tan(half / a).
    side_radius = EQUATOR_RADIUS_M / math.tan(half / EQUATOR_RADIUS_M)
    side_chord = chord_m(radius_m=side_radius, highest_lat=highest, tolerance_m=tolerance_m)
    rings = []
    for start, end in itertools.pairwise(corridor.line):
        edge = WGS84.InverseLine(start.lat, start.lon, end.lat, end.lon)
        side_steps = max(1, math.ceil(edge.s13 / side_chord))
        stations = [edge.s13 * step / side_steps for step in range(side_steps + 1)]
        turns = [(metres, 90.0) for metres in stations]
        turns += [(edge.s13, 90 - 180 * step / cap_steps) for step in range(1, cap_steps)]
        turns += [(metres, -90.0) for metres in reversed(stations)]
        turns += [(0.0, -90 - 180 * step / cap_steps) for step in range(1, cap_steps)]
        rings.append(_offsets(edge, turns, half, start.lon))
    return rings


def _offsets(edge: GeodesicLine, turns: list[tuple[float, float]], half: float, lon: float) -> Ring:
    """Return the points `half` metres off an edge, each so far along it and so many degrees right of ahead."""
    points: Ring = []
    for metres, turn in turns:
        at = edge.Position(metres)
        found = WGS84.Direct(at["lat2"], at["lon2"], at["azi2"] + turn, half)
        lon += turn_deg(lon, found["lon2"])
        points.append((lon, found["lat2"]))
    return [*points, points[0]]


def _merged(parts: list[list[Ring]]) -> list[Ring]:
    """Return the rings of the union of parts, those of its holes included."""
    import shapely
    from shapely import affinity

    reference = parts[0][0][0][0]
    # One frame for all: each part is moved by whole turns to within half a turn of the first.
    shapes = [
        affinity.translate(_polygons(rings), xoff=360 * round((reference - rings[0][0][0]) / 360))
        for rings in parts
    ]
    union = shapely.orient_polygons(shapely.union_all(shapes))
    return [
        [(float(lon), float(lat)) for lon, lat in shapely.get_coordinates(ring)]
        for polygon in shapely.get_parts(union)
        for ring in (polygon.exterior, *polygon.interiors)
    ]


def _polygons(rings: list[Ring]) -> ShapelyPolygon | MultiPolygon:
    """Put holes back into the ring that holds them."""
    import shapely

    shapes = [shapely.LinearRing(ring) for ring in rings]
    outer = [shape for shape in shapes if shape.is_ccw]
    holes = [shape for shape in shapes if not shape.is_ccw]
    polygons = []
    for shell in outer:
        body = shapely.Polygon(shell)
        inner = [hole for hole in holes if body.covers(shapely.Polygon(hole))]
        polygons.append(shapely.Polygon(shell, inner))
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)


def _within_180(geometry: Geometry) -> Geometry:
    import shapely
    from shapely import affinity

    west, _, east, _ = shapely.bounds(geometry)
    if west >= -180 and east <= 180:
        return geometry
    polygons: list[ShapelyPolygon] = []
    lines: list[LineString] = []
    for turn in range(math.floor((west + 180) / 360), math.ceil((east + 180) / 360)):
        window = shapely.box(360 * turn - 180, -90, 360 * turn + 180, 90)
        piece = affinity.translate(shapely.intersection(geometry, window), xoff=-360 * turn)
        parts = shapely.get_parts(piece)
        polygons.extend(part for part in parts if isinstance(part, shapely.Polygon))
        lines.extend(part for part in parts if isinstance(part, shapely.LineString))
    # a window that a zone only touches leaves a line or a point of it, which are no part of a zone
    return (
        shapely.orient_polygons(shapely.MultiPolygon(polygons))
        if polygons
        else shapely.MultiLineString(lines)
    )
