"""A position in a notation chosen by name, with the digits that its own uncertainty allows.

The digits known are the most whose rounding is not finer than the uncertainty, so that a text never claims more
than its position does. That can be coarse: one minute is finer than 1.5 km, so what is known to 1.5 km is written in whole
degrees or to one decimal. It is for showing; what is kept keeps all digits beside its uncertainty.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from geo.coordinates.formatting import (
    PLUS_CODE_LENGTHS,
    format_decimal_degrees,
    format_degrees_minutes,
    format_degrees_minutes_seconds,
    format_mgrs,
    format_plus_code,
    format_utm,
)
from geo.coordinates.reading import rounding_m
from geo.errors import CoordinateError

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.position import Position

# A tolerance for equality: a text of five decimals, read and written again, keeps its five decimals.
_SLACK = 1 + 1e-6


def format_position(position: Position, notation: str, *, as_known: bool = False) -> str:
    """Return a position as text in a notation named as `Reading.notation` names it.

    Parameters
    ----------
    position : Position
        On WGS 84.
    notation : str
        "decimal degrees", "degrees and decimal minutes", "degrees, minutes and seconds", "UTM", "MGRS" or
        "Plus Code". "UTM" gives UPS beyond 84 N and 80 S.
    as_known : bool
        Whether the digits follow `position.uncertainty_m`; without one, or by default, each notation's
        own default holds.

    Raises
    ------
    CoordinateError
        If the notation is not one of these.

    Examples
    --------
    >>> from geo.position import Position
    >>> garrison = Position(lat=33.50583, lon=38.61778, uncertainty_m=1500)
    >>> format_position(garrison, "MGRS")
    '37S DT 64499 07430'
    >>> format_position(garrison, "MGRS", as_known=True)
    '37S DT 6 0'
    """
    formatters: dict[str, Callable[[Position, bool], str]] = {
        "decimal degrees": _known_decimal_degrees,
        "degrees and decimal minutes": _known_minutes,
        "degrees, minutes and seconds": _known_seconds,
        "UTM": _known_utm,
        "MGRS": _known_mgrs,
        "Plus Code": _known_plus_code,
    }
    if notation not in formatters:
        raise CoordinateError(
            f"{notation!r} is no notation to write in. Choose one of {', '.join(formatters)}."
        )
    return formatters[notation](position, as_known and position.uncertainty_m is not None)


def _known_decimal_degrees(position: Position, as_known: bool) -> str:
    if not as_known:
        return format_decimal_degrees(position)
    return format_decimal_degrees(position, digits=max(0, _known_digits(position, 1)))


def _known_minutes(position: Position, as_known: bool) -> str:
    digits = _known_digits(position, 60) if as_known else 3
    # Not even whole minutes are known: whole degrees are.
    return format_degrees_minutes(position, digits=digits) if digits >= 0 else _whole_degrees(position)


def _known_seconds(position: Position, as_known: bool) -> str:
    digits = _known_digits(position, 3600) if as_known else 1
    if digits >= 0:
        return format_degrees_minutes_seconds(position, digits=digits)
    if _known_digits(position, 60) >= 0:
        return format_degrees_minutes(position, digits=0)
    return _whole_degrees(position)


def _known_utm(position: Position, as_known: bool) -> str:
    if not as_known:
        return format_utm(position)
    fitting = [
        digits for digits in range(7) if math.hypot(0.5, 0.5) / 10**digits * _SLACK >= _known_m(position)
    ]
    return format_utm(position, digits=max(fitting, default=0))


def _known_mgrs(position: Position, as_known: bool) -> str:
    if not as_known:
        return format_mgrs(position)
    fitting = [
        digits for digits in range(6) if 10 ** (5 - digits) / math.sqrt(2) * _SLACK >= _known_m(position)
    ]
    return format_mgrs(position, digits=max(fitting, default=0))


def _known_plus_code(position: Position, as_known: bool) -> str:
    if not as_known:
        return format_plus_code(position)
    fitting = [
        length
        for length in PLUS_CODE_LENGTHS
        if rounding_m(position.lat, **_plus_code_half_sides(length)) * _SLACK >= _known_m(position)
    ]
    return format_plus_code(position, length=max(fitting, default=2))


def _plus_code_half_sides(length: int) -> dict[str, float]:
    """Half the sides in degrees of a code: pairs divide by 20, further characters by 5 and by 4."""
    pairs, further = min(length, 10) // 2, max(0, length - 10)
    side_deg = 400 / 20.0**pairs
    return {"lat_half_deg": side_deg / 5**further / 2, "lon_half_deg": side_deg / 4**further / 2}


def _known_m(position: Position) -> float:
    return position.uncertainty_m or 0.0


def _known_digits(position: Position, units: int) -> int:
    """Most decimals of degrees (1), minutes (60) or seconds (3600) not finer than known, at most 9; -1 for none."""
    fitting = [
        digits
        for digits in range(10)
        if rounding_m(position.lat, lat_half_deg=(half := 0.5 / units / 10**digits), lon_half_deg=half)
        * _SLACK
        >= _known_m(position)
    ]
    return max(fitting, default=-1)


def _whole_degrees(position: Position) -> str:
    return format_decimal_degrees(position, digits=0)
