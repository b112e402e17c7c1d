"""The few geodesics this room needs, one point at a time; Karney (2013), doi:10.1007/s00190-012-0578-z."""

from __future__ import annotations

from typing import Any, NamedTuple

from geographiclib.geodesic import Geodesic

from geo.position import Position

_WGS84: Any = Geodesic.WGS84


class Inverse(NamedTuple):
    """The geodesic from one point to another."""

    distance_m: float
    azimuth_deg: float


def inverse(start: Position, end: Position) -> Inverse:
    """Return the distance from start to end, and the azimuth at the start, 0 to below 360 degrees."""
    found = _WGS84.Inverse(start.lat, start.lon, end.lat, end.lon)
    return Inverse(float(found["s12"]), float(found["azi1"]) % 360)


def distance_m(start: Position, end: Position) -> float:
    """Return the distance between two points, in metres."""
    return inverse(start, end).distance_m


def moved(start: Position, *, distance_m: float, azimuth_deg: float) -> Position:
    """Return the point at a distance and azimuth from a start; it carries no uncertainty."""
    found = _WGS84.Direct(start.lat, start.lon, azimuth_deg, distance_m)
    return Position(lat=float(found["lat2"]), lon=float(found["lon2"]))


def midpoint(first: Position, second: Position) -> Position:
    """Return the point half way along the geodesic between two points."""
    between = inverse(first, second)
    return moved(first, distance_m=between.distance_m / 2, azimuth_deg=between.azimuth_deg)


def with_radius(position: Position, radius_m: float) -> Position:
    """Return a position with another uncertainty."""
    return Position(lat=position.lat, lon=position.lon, uncertainty_m=radius_m)
