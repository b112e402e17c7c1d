"""Geometries of GeoJSON as one location: a point as it is, anything else as the disc that holds all of it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from geo.errors import CoordinateError
from geo.geodesy import distance_m
from geo.position import Position
from layers.errors import FormatError
from layers.formats.limits import limit, over_limit

if TYPE_CHECKING:
    from collections.abc import Iterator

_KINDS = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}


def position_of(geometry: Any) -> Position | None:
    """Return where a geometry lies; None for a null geometry, or one without a position.

    A point keeps its coordinates and has no radius; of anything else comes the middle of its box, with the distance to its
    farthest vertex as the radius, in metres on WGS 84.

    Raises
    ------
    FormatError
        If it is no geometry of GeoJSON in degrees, or has too many positions.

    Examples
    --------
    >>> position_of({"type": "Point", "coordinates": [38.6, 33.5, 700]})
    Position(lat=33.5, lon=38.6, uncertainty_m=None)
    >>> line = position_of({"type": "LineString", "coordinates": [[38.0, 33.5], [38.2, 33.5]]})
    >>> round(line.lon, 6), round(line.uncertainty_m)
    (38.1, 9292)
    >>> position_of({"type": "Point", "coordinates": [33.5, 138.6]})
    Traceback (most recent call last):
        ...
    layers.errors.FormatError: latitude 138.6 is not between -90 and 90 degrees; GeoJSON has longitude first, in degrees of WGS 84
    """
    if geometry is None:
        return None
    points = list(_points(geometry, 0))
    if not points:
        return None
    try:
        positions = [Position(lat=lat, lon=lon) for lon, lat in points]
    except CoordinateError as error:
        raise FormatError(f"{error}; GeoJSON has longitude first, in degrees of WGS 84") from error
    if len(positions) == 1:
        if positions[0].lat == 0 and positions[0].lon == 0:
            raise FormatError("latitude 0 and longitude 0 stand for no position; leave the geometry null")
        return positions[0]
    lons = [lon for lon, _ in points]
    if max(lons) - min(lons) > 180:  # across the 180th meridian, the short way round
        lons = [lon % 360 for lon in lons]
    middle_lon = (min(lons) + max(lons)) / 2
    lats = [lat for _, lat in points]
    middle = Position(
        lat=(min(lats) + max(lats)) / 2, lon=middle_lon - 360 if middle_lon > 180 else middle_lon
    )
    # Of a great many vertices those on the box decide within a percent; all are looked at while they are few.
    checked = positions if len(positions) <= 5_000 else positions[:: len(positions) // 5_000]
    reach_m = max(distance_m(middle, position) for position in checked)
    return Position(lat=middle.lat, lon=middle.lon, uncertainty_m=math.ceil(reach_m * 10) / 10)


def _points(geometry: Any, depth: int) -> Iterator[tuple[float, float]]:
    if not isinstance(geometry, dict):
        raise FormatError(f"{str(geometry)[:80]!r} is no GeoJSON geometry")
    kind = geometry.get("type")
    if kind == "GeometryCollection":
        if depth > limit("DEPTH"):
            raise over_limit("a geometry is nested more deeply", "DEPTH")
        for part in geometry.get("geometries") or ():
            yield from _points(part, depth + 1)
    elif kind in _KINDS:
        yield from (_pair(pair) for pair in _flat_pairs(geometry.get("coordinates"), kind) if pair)
    else:
        raise FormatError(f"{str(kind)[:80]!r} is no kind of geometry; GeoJSON has {', '.join(_KINDS)}")


def _flat_pairs(coordinates: Any, kind: str) -> list[Any]:
    """Return the positions of a geometry, its lists of lists laid out in one."""
    found: list[Any] = [coordinates]
    for _ in range(_KINDS[kind]):
        if not all(isinstance(part, list) for part in found):
            raise FormatError(f"the coordinates of a {kind} are not nested as GeoJSON has them")
        found = [part for parts in found for part in parts]
        if len(found) > limit("POSITIONS"):
            raise over_limit("a geometry has more positions", "POSITIONS")
    return found


def _pair(pair: Any) -> tuple[float, float]:
    numbers = pair[:2] if isinstance(pair, list | tuple) else ()
    if len(numbers) != 2 or any(type(n) not in {int, float} or not math.isfinite(n) for n in numbers):
        raise FormatError(
            f"{str(pair)[:80]} is no position; GeoJSON has two numbers in brackets, longitude first"
        )
    return float(numbers[0]), float(numbers[1])
