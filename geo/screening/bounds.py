"""Bounds between what is cheap to compute and the length of a geodesic on WGS 84. Proofs: `docs/screening.md`.

With a and b the half axes, rho = b^2 / a is the smallest radius of curvature of the ellipsoid, that of the meridian at the
equator. For two points s metres apart along the shortest geodesic, c metres through the Earth:

- their latitudes differ by at most s / rho radians;
- where no latitude beyond t is reached, their longitudes differ by at most s / (a cos t) radians;
- 2 rho sin(s / 2 rho) <= c <= s.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from geo.vectors import EQUATOR_RADIUS_M, FLATTENING

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.position import Position

    Bound: TypeAlias = float | NDArray[np.float64]

SMALLEST_RADIUS_M = EQUATOR_RADIUS_M * (1 - FLATTENING) ** 2
E2 = FLATTENING * (2 - FLATTENING)
# Above it, a chord as short as that of the radius could also belong to a point near the antipode; all is then measured.
LARGEST_SIFTED_M = 19_700_000.0
# A computed chord is within 0.04 micrometres of the true one, and Karney's distance within 0.02 micrometres.
MARGIN_M = 1e-6
RELATIVE_MARGIN = 1e-12
# 0.1 mm, against rounding of degrees of 0.01 micrometres
MARGIN_DEG = 1e-9


class Box(NamedTuple):
    """How far from its centre a circle reaches at most, in degrees; an infinite longitude sifts nothing."""

    lat_deg: float
    lon_deg: float


def box_around(center: Position, radius_m: float) -> Box:
    """Return what holds every point within `radius_m` of a centre.

    Examples
    --------
    >>> from geo.position import Position
    >>> [round(degrees, 3) for degrees in box_around(Position(lat=33.5, lon=38.6), 55_000)]
    [0.497, 0.596]
    >>> box_around(Position(lat=89.9, lon=0), 55_000).lon_deg
    inf
    """
    reach_rad = radius_m / SMALLEST_RADIUS_M
    highest_rad = math.radians(abs(center.lat)) + reach_rad
    lon_rad = math.inf
    if highest_rad < math.radians(89.999):
        lon_rad = radius_m / (EQUATOR_RADIUS_M * math.cos(highest_rad))
    if lon_rad >= math.pi:
        lon_rad = math.inf
    return Box(math.degrees(reach_rad) + MARGIN_DEG, math.degrees(lon_rad) + MARGIN_DEG)


def chord_bounds_m2(radius_m: Bound) -> tuple[Bound, Bound]:
    """Return the squares of two chords: a shorter one is within `radius_m`, a longer one beyond it.

    Parameters
    ----------
    radius_m : float or array of shape (n,)
        Metres along geodesics; below 0, every chord is too long.

    Examples
    --------
    >>> inner, outer = chord_bounds_m2(55_000.0)
    >>> round(float(outer**0.5 - inner**0.5), 4)
    0.1727
    """
    margin = MARGIN_M + RELATIVE_MARGIN * radius_m
    arc = np.clip(np.divide(radius_m, 2 * SMALLEST_RADIUS_M), 0, math.pi / 2)
    inner = np.maximum(2 * SMALLEST_RADIUS_M * np.sin(arc) - margin, 0) ** 2
    inner = np.where(np.greater(radius_m, LARGEST_SIFTED_M), 0.0, inner)
    outer = np.where(np.less(radius_m, 0), -1.0, np.square(radius_m + margin))
    outer = np.where(np.greater(radius_m, LARGEST_SIFTED_M), math.inf, outer)
    return inner, outer
