"""Lengths as people write them, "55 km" or "34 miles", in metres and back in words."""

from __future__ import annotations

import re
from typing import Literal

from geo.errors import GeodesyError

Unit = Literal["km", "m", "mi", "nmi", "yd", "ft"]
"""Kilometres, metres, statute and nautical miles, yards, feet."""

METRES_PER_UNIT: dict[Unit, float] = {
    "km": 1000.0,
    "m": 1.0,
    "mi": 1609.344,
    "nmi": 1852.0,
    "yd": 0.9144,
    "ft": 0.3048,
}

_SPELLINGS: dict[Unit, str] = {
    "km": "km kms kilometre kilometres kilometer kilometers",
    "m": "m metre metres meter meters",
    "mi": "mi mile miles",
    "nmi": "nmi nm",
    "yd": "yd yard yards",
    "ft": "ft foot feet",
}
_NAMES: dict[str, Unit] = {
    **{spelling: unit for unit, spellings in _SPELLINGS.items() for spelling in spellings.split()},
    "statute mile": "mi",
    "statute miles": "mi",
    "nautical mile": "nmi",
    "nautical miles": "nmi",
}
_LENGTH = re.compile(r"(\d{1,9}(?:\.\d{1,9})?) ?([a-z]{1,12}(?: [a-z]{1,12})?)", re.IGNORECASE)


def read_length_m(text: str) -> float:
    """Return a length in metres.

    Parameters
    ----------
    text : str
        A number and a unit: km, m, mi, nmi, yd or ft, or their names.

    Raises
    ------
    GeodesyError
        If there is no unit, or the text is no length.

    Examples
    --------
    >>> read_length_m("55 km"), read_length_m("34 miles"), read_length_m("30nmi")
    (55000.0, 54717.696, 55560.0)
    >>> read_length_m("55")
    Traceback (most recent call last):
        ...
    geo.errors.GeodesyError: '55' is no length; write a number and a unit, as in 55 km, 500 m or 34 mi
    """
    match = _LENGTH.fullmatch(text.strip())
    unit = _NAMES.get(match[2].lower()) if match else None
    if match is None or unit is None:
        raise GeodesyError(f"{text!r} is no length; write a number and a unit, as in 55 km, 500 m or 34 mi")
    return float(match[1]) * METRES_PER_UNIT[unit]


def length_text(metres: float) -> str:
    """Return a length in words, with no more digits than three tell.

    Examples
    --------
    >>> length_text(27_412), length_text(1500), length_text(412_803), length_text(35.2), length_text(0.4)
    ('27.4 km', '1.5 km', '413 km', '35 m', '0.4 m')
    """
    if metres >= 100_000:
        return f"{metres / 1000:,.0f} km"
    if metres >= 1000:
        return f"{metres / 1000:.1f} km"
    return f"{metres:.0f} m" if metres >= 10 else f"{metres:.1f} m"
