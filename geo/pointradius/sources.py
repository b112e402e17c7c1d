"""What the starting coordinates themselves may be wrong by: digits, datum, map, receiver."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from geo.errors import LocalityError

if TYPE_CHECKING:
    from geo.position import Position

_WGS84_A_M = 6378137.0
_WGS84_F = 1 / 298.257223563
_METRES_PER_INCH = 0.0254

WORST_UNKNOWN_DATUM_M = 5359.0
"""The largest distance between one coordinate pair in any datum and in WGS 84 (Chapman and Wieczorek 2020)."""

GPS_ACCURACY_M = 30.0
"""For a GPS position of unknown accuracy, from 2 May 2000 on (Bloom et al. 2020)."""

GPS_ACCURACY_UNDER_SELECTIVE_AVAILABILITY_M = 100.0
"""The same before Selective Availability ended on 1 May 2000."""


def metres_per_degree(lat: float) -> tuple[float, float]:
    """Return the metres of one degree of latitude and of longitude at a latitude, on WGS 84.

    Notes
    -----
    From the radii of curvature in the meridian and the prime vertical, as in Wieczorek et al. (2004).
    """
    e2 = _WGS84_F * (2 - _WGS84_F)
    phi = math.radians(lat)
    w2 = 1 - e2 * math.sin(phi) ** 2
    meridian_m = _WGS84_A_M * (1 - e2) / w2**1.5
    parallel_m = _WGS84_A_M / math.sqrt(w2) * math.cos(phi)
    return math.radians(meridian_m), math.radians(parallel_m)


def coordinate_precision_m(position: Position, *, precision_deg: float) -> float:
    """Return the uncertainty that the digits of coordinates imply, in metres.

    Parameters
    ----------
    position : Position
        Where; only its latitude matters.
    precision_deg : float
        What one step of the last digit is worth, in degrees, the same on both axes: 0.01, or 1/3600 for seconds.

    Raises
    ------
    LocalityError
        If the precision is negative or not a number.

    Notes
    -----
    ``sqrt(lat_error**2 + lon_error**2)``, each one whole step: Wieczorek et al. (2004), doi:10.1080/13658810412331280211.

    Examples
    --------
    >>> from geo.position import Position
    >>> round(coordinate_precision_m(Position(lat=10.27, lon=-123.6), precision_deg=0.01), 1)
    1556.8
    """
    if not 0 <= precision_deg < math.inf:
        raise LocalityError(f"a coordinate precision of {precision_deg} degrees is not 0 or more")
    return precision_deg * math.hypot(*metres_per_degree(position.lat))


class _DatumShift(NamedTuple):
    """How a datum is carried to WGS 84: translation in metres, rotation in arc seconds, scale in parts per million.

    The rotation is that of the position vector; the pivot is the point it turns about, in metres.
    """

    name: str
    translation_m: tuple[float, float, float]
    rotation_sec: tuple[float, float, float] = (0.0, 0.0, 0.0)
    scale_ppm: float = 0.0
    pivot_m: tuple[float, float, float] = (0.0, 0.0, 0.0)


# The four datums that lie furthest from WGS 84, all on the International 1924 ellipsoid, with the parameters that
# EPSG registers (geographic systems 4688, 8428, 4735, 4660). At every place on Earth one of them is the worst case.
_FURTHEST_DATUMS = (
    _DatumShift("Fatu Iva 72", (347.175, 1077.618, 2623.677), (33.9058, -70.6776, 9.4013), 186.0647),
    _DatumShift(
        "Macao 1920",
        (-202.865, -303.99, -155.873),
        (34.079, -76.126, -32.66),
        6.096,
        (-2361554.788, 5417536.177, 2391608.926),
    ),
    _DatumShift("Kusaie 1951", (647.0, 1777.0, -1124.0)),
    _DatumShift("Helle 1954", (982.6087, 552.753, -540.873), (6.681627, -31.611492, -19.848161), 16.805),
)
_INTERNATIONAL_A_M = 6378388.0
_INTERNATIONAL_F = 1 / 297

# The Calculator looks its values up in a grid; a value off the nodes differs from it by up to 3 %.
_GRID_DEG = 5.0


def unknown_datum_m(position: Position) -> float:
    """Return the uncertainty of coordinates whose datum nobody recorded, in metres.

    The worst case over all registered datums at the nearest node of a 5 degree grid, as the Georeferencing
    Calculator looks it up: thousands of metres. Where the few datums that could be meant are known, state their
    largest shift instead.

    Notes
    -----
    Bloom et al. (2020), Georeferencing Calculator Manual, doi:10.35035/gdwq-3v93, which prints 5030 m at latitude 0,
    longitude 0. Only four datums are ever the worst, so the shift is computed from their published parameters.

    Examples
    --------
    >>> from geo.position import Position
    >>> round(unknown_datum_m(Position(lat=0, lon=0)), -1)
    5030.0
    """
    phi = math.radians(_node(position.lat))
    lam = math.radians(_node(position.lon))
    return max(_shift_m(datum, phi, lam) for datum in _FURTHEST_DATUMS)


def _node(degrees: float) -> float:
    return math.floor(degrees / _GRID_DEG + 0.5) * _GRID_DEG


def _shift_m(datum: _DatumShift, phi: float, lam: float) -> float:
    """Return the horizontal distance between a coordinate pair in a datum and the same pair in WGS 84."""
    source = _cartesian(_INTERNATIONAL_A_M, _INTERNATIONAL_F, phi, lam)
    x, y, z = (value - pivot for value, pivot in zip(source, datum.pivot_m, strict=True))
    rx, ry, rz = (math.radians(seconds / 3600) for seconds in datum.rotation_sec)
    turned = (y * -rz + z * ry, x * rz - z * rx, y * rx - x * ry)
    target = _cartesian(_WGS84_A_M, _WGS84_F, phi, lam)
    dx, dy, dz = (
        value + shift + turn + datum.scale_ppm * 1e-6 * arm - other
        for value, shift, turn, arm, other in zip(
            source, datum.translation_m, turned, (x, y, z), target, strict=True
        )
    )
    outward = dx * math.cos(lam) + dy * math.sin(lam)
    east_m = dy * math.cos(lam) - dx * math.sin(lam)
    north_m = dz * math.cos(phi) - math.sin(phi) * outward
    up_m = dz * math.sin(phi) + math.cos(phi) * outward
    # The Calculator takes the two angles as a distance on a sphere of the equatorial radius; so do we.
    meridian_m, parallel_m = (math.degrees(metres) for metres in metres_per_degree(math.degrees(phi)))
    north = north_m / (meridian_m + up_m)
    east = (
        east_m * math.cos(phi) / (parallel_m + up_m * math.cos(phi))
        if math.cos(phi) > 1e-9
        else east_m / _WGS84_A_M
    )
    return _WGS84_A_M * math.hypot(north, east)


def _cartesian(a_m: float, f: float, phi: float, lam: float) -> tuple[float, float, float]:
    e2 = f * (2 - f)
    prime_vertical_m = a_m / math.sqrt(1 - e2 * math.sin(phi) ** 2)
    axis_m = prime_vertical_m * math.cos(phi)
    return axis_m * math.cos(lam), axis_m * math.sin(lam), prime_vertical_m * (1 - e2) * math.sin(phi)


def map_accuracy_m(scale_denominator: float, *, usgs: bool = False) -> float:
    """Return the accuracy to expect of a map of a scale, in metres.

    Parameters
    ----------
    scale_denominator : float
        The number behind the colon: 250000 for 1:250,000.
    usgs : bool
        True for maps held to the standard of the US Geological Survey: 1/50 inch, or 1/30 inch on scales larger than
        1:20,000. False for others, whose accuracy nobody states: 1 mm.

    Raises
    ------
    LocalityError
        If the scale is not above 0.

    Notes
    -----
    Wieczorek (2001), MaNIS/HerpNET/ORNIS Georeferencing Guidelines, "Uncertainty due to map scale"; Chapman and
    Wieczorek (2020), doi:10.15468/doc-gg7h-s853, "Uncertainty in paper map measurements".

    Examples
    --------
    >>> map_accuracy_m(500_000)
    500.0
    >>> round(map_accuracy_m(24_000, usgs=True), 1)
    12.2
    """
    if not 0 < scale_denominator < math.inf:
        raise LocalityError(
            f"1:{scale_denominator} is no map scale; give the number after the colon, as in 250000"
        )
    if not usgs:
        return scale_denominator / 1000
    inches = 1 / 30 if scale_denominator < 20_000 else 1 / 50
    return scale_denominator * inches * _METRES_PER_INCH
