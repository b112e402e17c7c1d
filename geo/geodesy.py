"""Distances, azimuths, destinations, circles and areas on WGS 84, for one position or for columns.

One position goes through `geographiclib`, which imports in 2 ms; columns (`Points`) go through `pyproj.Geod`.
Both are the algorithm of Karney (2013), "Algorithms for geodesics", J. Geodesy 87, 43-55,
doi:10.1007/s00190-012-0578-z, exact to about 15 nm for distances.
"""

from __future__ import annotations

import functools
import itertools
import math
from typing import TYPE_CHECKING, TypeAlias, overload

from geographiclib.geodesic import Geodesic

from geo.chords import CHORD_TOLERANCE_M, chord_m
from geo.errors import GeodesyError
from geo.points import Course, Points
from geo.position import Position

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import ArrayLike, NDArray
    from pyproj import Geod

    Floats: TypeAlias = NDArray[np.float64]

__all__ = [
    "WGS84",
    "Course",
    "Points",
    "area_m2",
    "azimuth_deg",
    "circle_ring",
    "compass_name",
    "destination",
    "distance_m",
    "geod",
    "inverse",
    "line_length_m",
    "perimeter_m",
]

WGS84 = Geodesic.WGS84
COMPASS = ("N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW")


@overload
def distance_m(start: Position, end: Position) -> float: ...
@overload
def distance_m(start: Points, end: Position | Points) -> Floats: ...
@overload
def distance_m(start: Position, end: Points) -> Floats: ...
def distance_m(start: Position | Points, end: Position | Points) -> float | Floats:
    """Return the length of the geodesic between two positions.

    Parameters
    ----------
    start, end : Position or Points
        A position is measured to each of many points; points are measured row by row.

    Returns
    -------
    float or array of shape (n,)
        Metres; NaN where a coordinate is NaN.

    Notes
    -----
    Karney (2013), through `geographiclib` or `pyproj.Geod`; both agree within 1 micrometre.

    Examples
    --------
    >>> garrison = Position(lat=33.50583, lon=38.61778)
    >>> round(distance_m(garrison, Position(lat=34.0, lon=38.61778)), 3)
    54812.315
    >>> distance_m(garrison, Points(lat=[34.0], lon=[38.61778])).round(3)
    array([54812.315])
    """
    if isinstance(start, Position) and isinstance(end, Position):
        return float(WGS84.Inverse(start.lat, start.lon, end.lat, end.lon, Geodesic.DISTANCE)["s12"])
    return _inverse_columns(start, end)[2]


def inverse(start: Position | Points, end: Position | Points) -> Course:
    """Return distance and azimuths of the geodesic from one position to another.

    Parameters
    ----------
    start, end : Position or Points
        As for `distance_m`.

    Returns
    -------
    Course
        Metres, and azimuths from 0 up to 360 degrees.

    Examples
    --------
    >>> course = inverse(Position(lat=0, lon=0), Position(lat=0, lon=1))
    >>> round(course.distance_m, 3), course.azimuth_deg, course.arrival_azimuth_deg
    (111319.491, 90.0, 90.0)
    """
    if isinstance(start, Position) and isinstance(end, Position):
        found = WGS84.Inverse(start.lat, start.lon, end.lat, end.lon)
        return Course(
            distance_m=float(found["s12"]),
            azimuth_deg=_around(found["azi1"]),
            arrival_azimuth_deg=_around(found["azi2"]),
        )
    forward, backward, metres = _inverse_columns(start, end)
    return Course(distance_m=metres, azimuth_deg=forward % 360, arrival_azimuth_deg=(backward + 180) % 360)


@overload
def azimuth_deg(start: Position, end: Position) -> float: ...
@overload
def azimuth_deg(start: Points, end: Position | Points) -> Floats: ...
@overload
def azimuth_deg(start: Position, end: Points) -> Floats: ...
def azimuth_deg(start: Position | Points, end: Position | Points) -> float | Floats:
    """Return the direction in which the geodesic leaves `start` for `end`, in degrees east of north.

    Returns
    -------
    float or array of shape (n,)
        From 0 up to 360. Between equal positions every direction is as good, and 0 or 180 comes back.

    Examples
    --------
    >>> azimuth_deg(Position(lat=10, lon=0), Position(lat=20, lon=0))
    0.0
    """
    return inverse(start, end).azimuth_deg


@overload
def destination(start: Position, *, azimuth_deg: float, distance_m: float) -> Position: ...
@overload
def destination(
    start: Position | Points, *, azimuth_deg: float | Floats, distance_m: float | Floats
) -> Position | Points: ...
def destination(
    start: Position | Points, *, azimuth_deg: float | Floats, distance_m: float | Floats
) -> Position | Points:
    """Return where a geodesic arrives.

    Parameters
    ----------
    start : Position or Points
        Where it starts.
    azimuth_deg : float or array of shape (n,)
        Degrees east of north at the start.
    distance_m : float or array of shape (n,)
        Metres along the geodesic.

    Returns
    -------
    Position or Points
        A position where all three were single values; it states no uncertainty.

    Raises
    ------
    GeodesyError
        If a single azimuth or distance is not a finite number.

    Examples
    --------
    >>> end = destination(Position(lat=33.50583, lon=38.61778), azimuth_deg=315, distance_m=27_000)
    >>> round(end.lat, 6), round(end.lon, 6)
    (33.67779, 38.411898)
    """
    if (
        isinstance(start, Position)
        and isinstance(azimuth_deg, float | int)
        and isinstance(distance_m, float | int)
    ):
        if not (math.isfinite(azimuth_deg) and math.isfinite(distance_m)):
            raise GeodesyError(
                f"azimuth {azimuth_deg} degrees and distance {distance_m} m are not both finite numbers"
            )
        found = WGS84.Direct(start.lat, start.lon, azimuth_deg, distance_m, _PLACE)
        return Position(lat=found["lat2"], lon=found["lon2"])
    lat, lon, azimuths, metres = _columns(start.lat, start.lon, azimuth_deg, distance_m)
    lons, lats, _ = geod().fwd(lon, lat, azimuths, metres)
    return Points(lat=lats, lon=lons)


_PLACE = Geodesic.LATITUDE | Geodesic.LONGITUDE


def compass_name(azimuth_deg: float, *, points: int = 8) -> str:
    """Return the compass point nearest to an azimuth, such as "NW".

    Parameters
    ----------
    azimuth_deg : float
        Degrees east of north, of any size.
    points : {4, 8, 16}
        How finely the compass is divided.

    Raises
    ------
    GeodesyError
        If the compass is divided otherwise.

    Examples
    --------
    >>> compass_name(318), compass_name(-10), compass_name(335, points=16)
    ('NW', 'N', 'NNW')
    """
    if points not in {4, 8, 16}:
        raise GeodesyError(f"a compass of {points} points has no names here; 4, 8 and 16 have")
    return COMPASS[round(azimuth_deg % 360 / (360 / points)) % points * (16 // points)]


def area_m2(ring: Sequence[Position] | Points) -> float:
    """Return the area within a ring of geodesic edges, wound either way, closed or not.

    Returns
    -------
    float
        Square metres, never below 0, and never more than half of the ellipsoid.

    Raises
    ------
    GeodesyError
        If there are fewer than three positions.

    Notes
    -----
    Karney (2013), section 6, exact to about 0.1 m2 a corner. The ring must not cross itself.

    Examples
    --------
    >>> one_degree = [Position(lat=0, lon=0), Position(lat=0, lon=1), Position(lat=1, lon=1), Position(lat=1, lon=0)]
    >>> round(area_m2(one_degree) / 1e6, 3)
    12308.778
    """
    return _measured(ring)[1]


def perimeter_m(ring: Sequence[Position] | Points) -> float:
    """Return the length of a ring of geodesic edges, its closing edge included.

    Raises
    ------
    GeodesyError
        If there are fewer than three positions.

    Examples
    --------
    >>> round(perimeter_m([Position(lat=0, lon=0), Position(lat=0, lon=1), Position(lat=1, lon=0)]), 3)
    378793.448
    """
    return _measured(ring)[0]


def line_length_m(line: Sequence[Position]) -> float:
    """Return the length of a line of geodesic edges, in metres.

    Examples
    --------
    >>> round(line_length_m([Position(lat=0, lon=0), Position(lat=0, lon=1), Position(lat=0, lon=0)]), 3)
    222638.982
    """
    return math.fsum(distance_m(start, end) for start, end in itertools.pairwise(line))


def circle_ring(
    center: Position, *, radius_m: float, tolerance_m: float = CHORD_TOLERANCE_M
) -> list[tuple[float, float]]:
    """Return the ring of a geodesic circle, closed, counterclockwise from the north, as (lon, lat) in degrees.

    Parameters
    ----------
    center : Position
        The centre.
    radius_m : float
        Metres, above 0.
    tolerance_m : float
        How far a chord, drawn straight in longitude and latitude or in Mercator, may stray from the circle.

    Returns
    -------
    list of (lon, lat)
        Longitudes run on past 180 or -180 where the circle crosses that meridian, so that there is no jump.

    Raises
    ------
    GeodesyError
        If the radius is not above 0, or the circle holds a pole or comes within 0.1 degree of one.

    Notes
    -----
    The number of chords comes from `geo.chords.chord_m`: 604 for a circle of 55 km at 33.5 degrees north.

    Examples
    --------
    >>> ring = circle_ring(Position(lat=33.50583, lon=38.61778), radius_m=55_000)
    >>> len(ring) - 1, ring[0] == ring[-1]
    (604, True)
    """
    if not 0 < radius_m < math.inf:
        raise GeodesyError(f"a circle's radius of {radius_m} m is not above 0")
    reach_deg = math.degrees(
        radius_m / 6_335_000
    )  # the smallest radius of curvature, so that this is no less
    highest = abs(center.lat) + reach_deg
    if highest > 89.9:
        raise GeodesyError(
            f"a circle of {radius_m} m around latitude {center.lat} holds a pole or comes within 0.1 degree of one, "
            "so that it cannot be drawn as a ring; make it smaller"
        )
    chord = chord_m(radius_m=radius_m, highest_lat=highest, tolerance_m=tolerance_m)
    count = max(16, 4 * math.ceil(math.tau * radius_m / chord / 4))
    ring = []
    for step in range(count):
        found = WGS84.Direct(center.lat, center.lon, -360 * step / count, radius_m, _UNROLLED)
        ring.append((found["lon2"], found["lat2"]))
    return [*ring, ring[0]]


_UNROLLED = Geodesic.LATITUDE | Geodesic.LONGITUDE | Geodesic.LONG_UNROLL


@functools.cache
def geod() -> Geod:
    """Return the WGS 84 ellipsoid of pyproj, made once: it costs 100 ms to import.

    Examples
    --------
    >>> geod().a
    6378137.0
    """
    from pyproj import Geod

    return Geod(ellps="WGS84")


def _around(degrees: float) -> float:
    # -1e-17 % 360 is 360.0, which is no azimuth
    return float(degrees % 360) % 360


def _columns(*values: ArrayLike) -> list[Floats]:
    """Spread values over each other; as copies, since pyproj writes into what it is given."""
    import numpy as np

    return [np.array(column, dtype=float) for column in np.broadcast_arrays(*values)]


def _inverse_columns(start: Position | Points, end: Position | Points) -> tuple[Floats, Floats, Floats]:
    lat1, lon1, lat2, lon2 = _columns(start.lat, start.lon, end.lat, end.lon)
    forward, backward, metres = geod().inv(lon1, lat1, lon2, lat2)
    return forward, backward, metres


def _measured(ring: Sequence[Position] | Points) -> tuple[float, float]:
    if len(ring) < 3:
        raise GeodesyError(f"a ring needs three positions or more, and {len(ring)} were given")
    if isinstance(ring, Points):
        area, perimeter = geod().polygon_area_perimeter(ring.lon, ring.lat)
        return float(perimeter), abs(float(area))
    polygon = WGS84.Polygon()
    for position in ring:
        polygon.AddPoint(position.lat, position.lon)
    _, perimeter, area = polygon.Compute()
    return float(perimeter), abs(float(area))
