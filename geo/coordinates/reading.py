"""What the reader hands on: a position, how precise its notation is, and the text as given."""

from __future__ import annotations

import math
from dataclasses import dataclass

from geo.coordinates.projection import metres_per_degree
from geo.errors import CoordinateError
from geo.position import Position
from geo.values import Value


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Cell(Value):
    """The area that an MGRS reference or a Plus Code names.

    Parameters
    ----------
    south, west, north, east : float
        Bounds in degrees on WGS 84. Where the cell spans the 180th meridian, `west` is above `east`.
    corners : tuple of Position
        The outline, counter-clockwise from the south-west on the grid. An MGRS square leans against the
        meridians, and one that its zone's edge cuts may have more or fewer than four corners.
    """

    south: float
    west: float
    north: float
    east: float
    corners: tuple[Position, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Reading(Value):
    """What a coordinate text says.

    Parameters
    ----------
    position : Position
        The point on WGS 84; its `uncertainty_m` is what the notation's own precision implies.
    notation : str
        One of "decimal degrees", "degrees and decimal minutes", "degrees, minutes and seconds", "ISO 6709",
        "UTM", "UPS", "MGRS", "Plus Code", "geo URI", "WKT", "GeoJSON", "map link".
    text : str
        The text as given, unchanged.
    cell : Cell or None
        The area named, for MGRS and Plus Codes; the position is then its middle.
    warnings : tuple of str
        Sentences for the analyst; empty where there is nothing to say.
    """

    position: Position
    notation: str
    text: str
    cell: Cell | None = None
    warnings: tuple[str, ...] = ()


def half_unit(written: str) -> float:
    """Return half a unit of the last digit of a number as written.

    Examples
    --------
    >>> half_unit("33.50"), half_unit("33"), half_unit("3e-05")
    (0.005, 0.5, 5e-06)
    """
    if "e" in written or "E" in written:
        from decimal import Decimal

        exponent = Decimal(written).as_tuple().exponent
        return 0.5 * 10.0**exponent if isinstance(exponent, int) else math.nan
    return 0.5 * 10.0 ** -len(written.partition(".")[2])


def rounding_m(lat: float, *, lat_half_deg: float, lon_half_deg: float) -> float:
    """Return the half diagonal in metres of the box of all positions that round to the same digits.

    Parameters
    ----------
    lat : float
        Latitude in degrees.
    lat_half_deg, lon_half_deg : float
        Half the unit of the last digit, in degrees.

    Examples
    --------
    >>> round(rounding_m(33.5, lat_half_deg=0.5, lon_half_deg=0.5))
    72347
    """
    lat_m, lon_m = metres_per_degree(lat)
    return math.hypot(lat_half_deg * lat_m, lon_half_deg * lon_m)


def quoted(text: str) -> str:
    """Return a text for an error message: quoted, on one line, no longer than some 80 characters.

    Examples
    --------
    >>> quoted("33.5")
    "'33.5'"
    >>> len(quoted("9" * 5000))
    80
    """
    shown = text if len(text) <= 78 else f"{text[:60]}…{text[-17:]}"
    return repr(shown)


def pair_text(lat: float, lon: float) -> str:
    """Return a pair for messages, as it may be typed back.

    Examples
    --------
    >>> pair_text(-33.5, 38.617778)
    '33.5 S, 38.617778 E'
    """
    return f"{abs(lat):.10g} {'S' if lat < 0 else 'N'}, {abs(lon):.10g} {'W' if lon < 0 else 'E'}"


def checked_position(
    text: str, *, lat: float, lon: float, uncertainty_m: float | None, order: str | None = "latitude first"
) -> Position:
    """Return a position, or say which value is out of range and what may have been meant.

    Parameters
    ----------
    text : str
        The text as given, for the message.
    lat, lon : float
        Degrees.
    uncertainty_m : float or None
        Metres.
    order : str or None
        How the notation orders its two numbers; said in the message when the swapped pair would fit. None
        where letters or labels named the axes, so that nothing was swapped.

    Raises
    ------
    CoordinateError
        If latitude or longitude is out of range.

    Examples
    --------
    >>> checked_position("98.6, 33.5", lat=98.6, lon=33.5, uncertainty_m=None)
    Traceback (most recent call last):
        ...
    geo.errors.CoordinateError: '98.6, 33.5': latitude 98.6 is not between -90 and 90. Numbers are read latitude first; if you mean the swapped reading, write 33.5 N, 98.6 E
    """
    if not -90 <= lat <= 90:
        hint = ". Check the digits"
        if order and abs(lon) <= 90 and abs(lat) <= 180:
            hint = f". Numbers are read {order}; if you mean the swapped reading, write {pair_text(lon, lat)}"
        raise CoordinateError(f"{quoted(text)}: latitude {lat:.10g} is not between -90 and 90{hint}")
    if not -180 <= lon <= 180:
        hint = "Check the digits"
        if 180 < lon <= 360:
            hint = f"If longitudes here count from 0 to 360, write {pair_text(lat, lon - 360)}"
        raise CoordinateError(f"{quoted(text)}: longitude {lon:.10g} is not between -180 and 180. {hint}")
    return Position(lat=lat, lon=lon, uncertainty_m=uncertainty_m)
