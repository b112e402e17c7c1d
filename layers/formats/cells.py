"""What stands in a cell of a table or a field of JSON: words, numbers, positions and links, read without guessing.

An empty cell, and the words that programs write for one ("NaN", "null"), mean that the file does not say: None. Whatever
can be read in two ways is refused, with what to write instead.
"""

from __future__ import annotations

import hashlib
import math
import re
from typing import Any

from geo.errors import CoordinateError
from geo.position import Position
from layers.errors import FormatError

_NOTHING = frozenset(("", "nan", "null", "none", "n/a", "#n/a", "na", "-"))
_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_LINK = re.compile(r"https?://[^\s<>\"'\\]{1,2000}", re.IGNORECASE)


def text(value: Any) -> str | None:
    """Return a cell as words, or None where it says nothing. Numbers of JSON become text.

    Examples
    --------
    >>> text("  Tanf "), text("NaN"), text(7), text(None)
    ('Tanf', None, '7', None)
    """
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        value = _plain(value)
    stripped = value.strip()
    return None if len(stripped) < 5 and stripped.casefold() in _NOTHING else stripped


def _plain(value: Any) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if isinstance(value, (dict, list)) else str(value)


def number(value: Any, field: str) -> float | None:
    """Return a number, with a decimal point or a decimal comma; None where the cell says nothing.

    Raises
    ------
    FormatError
        If it is no number, or not finite.

    Examples
    --------
    >>> number("33,505833", "latitude"), number("33.505833", "latitude"), number("", "latitude")
    (33.505833, 33.505833, None)
    """
    written = text(value)
    if written is None:
        return None
    if len(written) < 60 and _NUMBER.fullmatch(written):
        found = float(written.replace(",", "."))
        if math.isfinite(found):
            return found
    raise FormatError(f"{field} {written[:80]!r} is no number; write it in digits, with a decimal point")


def whole(value: Any, field: str) -> int | None:
    """Return a whole number of 0 or more; None where the cell says nothing.

    Raises
    ------
    FormatError
        If it is no such number.

    Examples
    --------
    >>> whole("12", "fatalities"), whole("12.0", "fatalities"), whole(" ", "fatalities")
    (12, 12, None)
    """
    written = text(value)
    if written is None:
        return None
    if written.isascii() and written.isdigit() and len(written) < 16:
        return int(written)
    found = number(written, field)
    if found is None or found < 0 or not found.is_integer() or "," in written or found > 1e15:
        raise FormatError(
            f"{field} {written[:80]!r} is no whole number of 0 or more; write it in digits alone"
        )
    return int(found)


def position(lat: Any, lon: Any) -> Position | None:
    """Return a position of two cells in degrees; None where both say nothing.

    Raises
    ------
    FormatError
        If one is missing or out of range, or if both are 0: no dataset means the point in the Gulf of Guinea.

    Examples
    --------
    >>> position("33.505833", "38.617778")
    Position(lat=33.505833, lon=38.617778, uncertainty_m=None)
    >>> position("138.6", "33.5")
    Traceback (most recent call last):
        ...
    layers.errors.FormatError: latitude 138.6 is not between -90 and 90 degrees; if latitude and longitude are swapped, name the columns with --map
    """
    lat_deg, lon_deg = number(lat, "latitude"), number(lon, "longitude")
    if lat_deg is None and lon_deg is None:
        return None
    if lat_deg is None or lon_deg is None:
        missing = "latitude" if lat_deg is None else "longitude"
        raise FormatError(f"the position has no {missing}; give both numbers, or neither")
    if lat_deg == 0 and lon_deg == 0:
        raise FormatError("latitude 0 and longitude 0 stand for no position; leave both empty")
    try:
        return Position(lat=lat_deg, lon=lon_deg)
    except CoordinateError as error:
        raise FormatError(
            f"{error}; if latitude and longitude are swapped, name the columns with --map"
        ) from error


def link(value: Any) -> str | None:
    """Return a cell that is a link of http or https; None for all else, which is never made a link.

    Examples
    --------
    >>> link("https://example.org/a"), link("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    written = text(value)
    return written if written and _LINK.fullmatch(written) else None


def links_in(value: Any) -> tuple[str, ...]:
    """Return the links of http or https in a text, each once, in order.

    Examples
    --------
    >>> links_in("Proof: https://example.org/1, source https://example.org/2.")
    ('https://example.org/1', 'https://example.org/2')
    """
    found = (match.group().rstrip(".,;:)]") for match in _LINK.finditer(text(value) or ""))
    return tuple(dict.fromkeys(found))


def id_part(external_id: str) -> str:
    """Return an id of another dataset as part of an id of ours: the same, wherever it has no spaces and is short.

    Examples
    --------
    >>> id_part("SYR1234"), id_part("CIV 0001")
    ('SYR1234', 'CIV_0001-f3673171625f027d')
    """
    plain = re.sub(r"[\s\x00-\x1f\x7f/\\]+", "_", external_id)
    if plain == external_id and len(plain) <= 80:
        return plain
    return f"{plain[:70]}-{digest(external_id)}"


def digest(*parts: str | None) -> str:
    """Return 16 hexadecimal digits that stand for some texts: always the same for the same."""
    joined = "\x1f".join(part or "" for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]
