"""ISO 6709 strings: "+33.5058+038.6178/", with height and reference system where they are given.

Notes
-----
ISO 6709:2008, annex H: signs are never left out, degrees have two digits of latitude and three of longitude,
minutes and seconds two each, and all digits run together.
"""

from __future__ import annotations

import re

from geo.coordinates.reading import Reading, checked_position, half_unit, quoted, rounding_m
from geo.errors import CoordinateError

_PATTERN = re.compile(
    r"(?P<lat_sign>[+-])(?P<lat>\d+(?:\.\d+)?)(?P<lon_sign>[+-])(?P<lon>\d+(?:\.\d+)?)"
    r"(?:[+-]\d+(?:\.\d+)?)?(?:CRS(?P<crs>[^/]*))?/?",
    re.IGNORECASE,
)
_LOOKS_LIKE = re.compile(r"[+-]\d+(?:\.\d+)?[+-]\d")
_WGS84 = frozenset({"WGS_84", "WGS84", "EPSG:4326", "EPSG:4979", "CRS84"})


def looks_like_iso6709(plain_text: str) -> bool:
    """Tell whether a text begins as two signed numbers run together.

    Examples
    --------
    >>> looks_like_iso6709("+33.5058+038.6178/"), looks_like_iso6709("+33.5, +38.6")
    (True, False)
    """
    return _LOOKS_LIKE.match(plain_text) is not None


def read_iso6709(plain_text: str, *, text: str) -> Reading:
    """Return the reading of an ISO 6709 string; its height is not kept.

    Parameters
    ----------
    plain_text : str
        The text after `characters.plain`.
    text : str
        The text as given.

    Raises
    ------
    CoordinateError
        If the string has the wrong number of digits, minutes or seconds of 60 or more, or another reference
        system than WGS 84.

    Examples
    --------
    >>> read_iso6709("+333021+0383704/", text="").position.lat
    33.505833333333335
    >>> read_iso6709("+27.5916+086.5640+8850CRSWGS_84/", text="").position.lon
    86.564
    """
    match = _PATTERN.fullmatch(plain_text)
    if match is None:
        raise CoordinateError(
            f"{quoted(text)}: begins as an ISO 6709 string and does not go on as one. "
            "Write +33.5058+038.6178/ or +333021+0383704/, or put a comma between two decimal numbers."
        )
    if match["crs"] is not None and match["crs"].upper() not in _WGS84:
        raise CoordinateError(
            f"{quoted(text)}: the reference system {match['crs']!r} is not read, only WGS_84. "
            "Convert the position to WGS 84 first."
        )
    lat, lat_half_deg = _degrees(match["lat"], degree_digits=2, axis="latitude", text=text)
    lon, lon_half_deg = _degrees(match["lon"], degree_digits=3, axis="longitude", text=text)
    if len(match["lat"].partition(".")[0]) + 1 != len(match["lon"].partition(".")[0]):
        raise CoordinateError(
            f"{quoted(text)}: latitude and longitude are in different formats. Write both in degrees, both with "
            "minutes, or both with seconds."
        )
    position = checked_position(
        text,
        lat=-lat if match["lat_sign"] == "-" else lat,
        lon=-lon if match["lon_sign"] == "-" else lon,
        uncertainty_m=rounding_m(min(lat, 90), lat_half_deg=lat_half_deg, lon_half_deg=lon_half_deg),
    )
    return Reading(position=position, notation="ISO 6709", text=text)


def _degrees(written: str, *, degree_digits: int, axis: str, text: str) -> tuple[float, float]:
    """Give degrees, and half the unit of the last digit in degrees."""
    whole, point, decimals = written.partition(".")
    if len(whole) not in {degree_digits, degree_digits + 2, degree_digits + 4}:
        raise CoordinateError(
            f"{quoted(text)}: ISO 6709 writes a {axis} with {degree_digits}, {degree_digits + 2} or "
            f"{degree_digits + 4} digits before the point, not {len(whole)}. Fill up with zeros, as in +33.5+038.6/."
        )
    parts = [whole[:degree_digits], whole[degree_digits : degree_digits + 2], whole[degree_digits + 2 :]]
    parts = [part for part in parts if part]
    parts[-1] += point + decimals
    for part, name in zip(parts[1:], ("minutes", "seconds"), strict=False):
        if float(part) >= 60:
            raise CoordinateError(f"{quoted(text)}: {name} {part[:20]} of the {axis} are not below 60.")
    degrees = sum(float(part) / 60**power for power, part in enumerate(parts))
    return degrees, half_unit(parts[-1]) / 60 ** (len(parts) - 1)
