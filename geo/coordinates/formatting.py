"""Positions written in decimal degrees, with minutes, with seconds, and as UTM, MGRS and Plus Codes.

Each formatter has a stated default of digits; `notations.format_position` can choose them by what is known.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from geo.coordinates import grid, grid_zones
from geo.coordinates.projection import UTM_FALSE_NORTHING_SOUTH_M, ups_from_degrees, utm_from_degrees
from geo.errors import CoordinateError

if TYPE_CHECKING:
    from geo.position import Position

PLUS_CODE_LENGTHS = (2, 4, 6, 8, 10, 11, 12, 13, 14, 15)


def format_decimal_degrees(position: Position, *, digits: int = 5) -> str:
    """Return decimal degrees with hemisphere letters; five decimals are a metre.

    Examples
    --------
    >>> from geo.position import Position
    >>> format_decimal_degrees(Position(lat=33.50583, lon=-38.61778))
    '33.50583°N 38.61778°W'
    """
    lat, lon = f"{abs(position.lat):.{digits}f}", f"{abs(position.lon):.{digits}f}"
    return f"{lat}°{_north(position.lat)} {lon}°{_east(position.lon)}"


def format_degrees_minutes(position: Position, *, digits: int = 3) -> str:
    """Return degrees and decimal minutes; three decimals are two metres.

    Examples
    --------
    >>> from geo.position import Position
    >>> format_degrees_minutes(Position(lat=33.999999, lon=38.61778))
    '34°00.000′N 38°37.067′E'
    """
    return " ".join(
        f"{degrees}°{_padded(minutes, digits)}′{letter}"
        for degrees, minutes, letter in (
            (*_split(position.lat, 60, digits), _north(position.lat)),
            (*_split(position.lon, 60, digits), _east(position.lon)),
        )
    )


def format_degrees_minutes_seconds(position: Position, *, digits: int = 1) -> str:
    """Return degrees, minutes and seconds; one decimal is three metres.

    Examples
    --------
    >>> from geo.position import Position
    >>> format_degrees_minutes_seconds(Position(lat=33.50583, lon=38.61778), digits=0)
    '33°30′21″N 38°37′04″E'
    >>> format_degrees_minutes_seconds(Position(lat=-0.9999999, lon=179.9999999))
    '1°00′00.0″S 180°00′00.0″E'
    """
    parts = []
    for value, letter in ((position.lat, _north(position.lat)), (position.lon, _east(position.lon))):
        degrees, rest = _split(value, 3600, digits)
        minutes, seconds = divmod(rest, 60 * 10**digits)
        parts.append(f"{degrees}°{minutes:02d}′{_padded(seconds, digits)}″{letter}")
    return " ".join(parts)


def format_utm(position: Position, *, digits: int = 0) -> str:
    """Return UTM with zone and band, rounded; UPS beyond 84 N and 80 S.

    Parameters
    ----------
    position : Position
        On WGS 84.
    digits : int
        Decimals of a metre.

    Examples
    --------
    >>> from geo.position import Position
    >>> format_utm(Position(lat=33.50583, lon=38.61778))
    '37S 464500mE 3707431mN'
    >>> format_utm(Position(lat=90, lon=0))
    'Z 2000000mE 2000000mN'
    """
    lat, lon = position.lat, position.lon
    if grid_zones.is_polar(lat):
        easting_m, northing_m = ups_from_degrees(lat, lon, north=lat > 0)
        name = ("YZ" if lat > 0 else "AB")[easting_m >= 2_000_000]
    else:
        zone = grid_zones.zone_of(lat, lon)
        easting_m, northing_m = utm_from_degrees(lat, lon, zone=zone)
        band = grid_zones.band_of(lat)
        # By the band, so that the two agree for a latitude that is below 0 by less than its rounding.
        northing_m = northing_m + UTM_FALSE_NORTHING_SOUTH_M if band < "N" else abs(northing_m)
        name = f"{zone}{band}"
    return f"{name} {easting_m:.{digits}f}mE {northing_m:.{digits}f}mN"


def format_mgrs(position: Position, *, digits: int = 5) -> str:
    """Return the MGRS square that holds a position; digits are cut, not rounded, as MGRS has it.

    Parameters
    ----------
    position : Position
        On WGS 84.
    digits : int
        Of easting and of northing each: 5 is a square of 1 m, 0 one of 100 km.

    Raises
    ------
    CoordinateError
        If `digits` is not from 0 to 5.

    Examples
    --------
    >>> from geo.position import Position
    >>> format_mgrs(Position(lat=33.50583, lon=38.61778), digits=2)
    '37S DT 64 07'
    >>> format_mgrs(Position(lat=-90, lon=0))
    'B AN 00000 00000'
    """
    if not 0 <= digits <= 5:
        raise CoordinateError(f"{digits} digits are not from 0 to 5, which MGRS has")
    lat, lon = position.lat, position.lon
    if grid_zones.is_polar(lat):
        easting_m, northing_m = ups_from_degrees(lat, lon, north=lat > 0)
        letters = grid.polar_letters(easting_m, northing_m, north=lat > 0)
        name = f"{letters[0]} {letters[1:]}"
    else:
        zone = grid_zones.zone_of(lat, lon)
        easting_m, northing_m = utm_from_degrees(lat, lon, zone=zone)
        name = f"{zone}{grid_zones.band_of(lat)} {grid.zone_letters(easting_m, northing_m, zone=zone)}"
    size_m = grid.SQUARE_M // 10**digits
    # Whole metres first: the remainder of -1e-20 m would round up to a whole square.
    numbers = [
        f"{math.floor(value_m) % grid.SQUARE_M // size_m:0{digits}d}" for value_m in (easting_m, northing_m)
    ]
    return " ".join([name, *numbers]) if digits else name


def format_plus_code(position: Position, *, length: int = 10) -> str:
    """Return the full Plus Code that holds a position; ten characters are 14 m.

    Raises
    ------
    CoordinateError
        If `length` is not 2, 4, 6, 8 or from 10 to 15.

    Examples
    --------
    >>> from geo.position import Position
    >>> format_plus_code(Position(lat=33.50583, lon=38.61778))
    '8G5WGJ49+84'
    """
    if length not in PLUS_CODE_LENGTHS:
        raise CoordinateError(
            f"a Plus Code of {length} characters does not exist; choose 2, 4, 6, 8 or 10 to 15"
        )
    from openlocationcode import openlocationcode

    # The package gives a code beyond 180 degrees or the pole, which is none, for a value some 1e-14 short of them.
    lat, lon = round(position.lat, 11), round(position.lon, 11)
    return str(openlocationcode.encode(lat, -180.0 if lon >= 180 else lon, length))


def _split(value: float, units: int, digits: int) -> tuple[int, int]:
    """Whole degrees, and the rest in the last digit's unit; rounding once, so that it carries."""
    step: int = 10**digits
    return divmod(round(abs(value) * units * step), units * step)


def _padded(scaled: int, digits: int) -> str:
    """Write minutes or seconds that are counted in their last digit's unit, as in 07.5."""
    whole, decimals = divmod(scaled, 10**digits)
    return f"{whole:02d}.{decimals:0{digits}d}" if digits else f"{whole:02d}"


def _north(lat: float) -> str:
    return "S" if lat < 0 else "N"


def _east(lon: float) -> str:
    return "W" if lon < 0 else "E"
