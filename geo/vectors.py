"""Unit vectors on the auxiliary sphere: cheap, rough geometry that decides where exact geodesics are needed.

A position is mapped to a sphere by its reduced latitude beta, tan(beta) = (1 - f) tan(latitude), its
longitude kept. A path on the ellipsoid is then between sqrt(1 - e2) = 0.99664 and 1 times a (6,378,137 m) the
length of its image, in every direction (Karney 2013, equation 7), and so is every distance. A geodesic of
length s strays from the great circle through its ends by less than f s^2 / (4 a).
"""

from __future__ import annotations

import math
from typing import TypeAlias

Vector: TypeAlias = tuple[float, float, float]

EQUATOR_RADIUS_M = 6_378_137.0
FLATTENING = 1 / 298.257223563
SHORTEST_PER_IMAGE = 1 - FLATTENING  # sqrt(1 - e2) is 1 - f exactly


def unit_vector(lat: float, lon: float) -> Vector:
    """Return the image of a position on the auxiliary sphere.

    Examples
    --------
    >>> unit_vector(0, 0)
    (1.0, 0.0, 0.0)
    """
    # atan2 keeps the poles; tan would not
    phi, lam = math.radians(lat), math.radians(lon)
    beta = math.atan2((1 - FLATTENING) * math.sin(phi), math.cos(phi))
    return math.cos(beta) * math.cos(lam), math.cos(beta) * math.sin(lam), math.sin(beta)


def latitude_longitude(vector: Vector) -> tuple[float, float]:
    """Return the position in degrees whose image points along `vector`, of any length.

    Examples
    --------
    >>> lat, lon = latitude_longitude(unit_vector(33.5, 38.6))
    >>> round(lat, 9), round(lon, 9)
    (33.5, 38.6)
    """
    x, y, z = vector
    lat = math.degrees(math.atan2(z, (1 - FLATTENING) * math.hypot(x, y)))
    return lat, math.degrees(math.atan2(y, x))


def dot(a: Vector, b: Vector) -> float:
    """Return the scalar product.

    Examples
    --------
    >>> dot((1, 2, 3), (0, 1, 0))
    2
    """
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vector, b: Vector) -> Vector:
    """Return the vector product.

    Examples
    --------
    >>> cross((1, 0, 0), (0, 1, 0))
    (0, 0, 1)
    """
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


def unit(a: Vector) -> Vector:
    """Return the vector scaled to length 1.

    Examples
    --------
    >>> unit((0, 0, 2))
    (0.0, 0.0, 1.0)
    """
    length = math.sqrt(dot(a, a))
    return a[0] / length, a[1] / length, a[2] / length


def turn_deg(from_lon: float, to_lon: float) -> float:
    """Return the shorter way from one longitude to another, in degrees, from -180 to 180.

    Examples
    --------
    >>> turn_deg(179, -179)
    2.0
    """
    return math.remainder(to_lon - from_lon, 360.0)
