"""`geo:` URIs, with the uncertainty that they may state.

Notes
-----
RFC 5870, "A Uniform Resource Identifier for Geographic Locations ('geo' URI)", 2010. Where `u` is given it is the
uncertainty, and the digits do not add to it: the RFC holds `geo:66,30;u=6.500` and `geo:66.0,30;u=6.5` equal.
"""

from __future__ import annotations

import re

from geo.coordinates.reading import Reading, checked_position, half_unit, quoted, rounding_m
from geo.errors import CoordinateError
from geo.position import Position

_NUMBER = r"-?\d+(?:\.\d+)?"
_URI = re.compile(
    rf"geo:(?P<lat>{_NUMBER}),(?P<lon>{_NUMBER})(?:,{_NUMBER})?(?P<parameters>(?:;[^;?#\s]+)*)(?P<query>\?\S*)?",
    re.IGNORECASE,
)
_UNCERTAINTY = re.compile(r"\d+(?:\.\d+)?")
_PARAMETER = re.compile(r"[a-z0-9-]+(?:=(?:[a-z0-9\-_.!~*'()\[\]:&+$]|%[0-9a-f]{2})+)?", re.IGNORECASE)


def read_geo_uri(plain_text: str, *, text: str) -> Reading:
    """Return the reading of a `geo:` URI; its altitude and other parameters are not kept.

    Parameters
    ----------
    plain_text : str
        The text after `characters.plain`.
    text : str
        The text as given.

    Raises
    ------
    CoordinateError
        If the URI is malformed, or names another reference system than `wgs84`.

    Examples
    --------
    >>> read_geo_uri("geo:48.198634,16.371648;crs=wgs84;u=40", text="").position
    Position(lat=48.198634, lon=16.371648, uncertainty_m=40.0)
    """
    match = _URI.fullmatch(plain_text)
    if match is None:
        raise CoordinateError(f"{quoted(text)}: is no geo URI. Write one as in geo:33.50583,38.61778;u=100.")
    if "q=" in (match["query"] or ""):
        # Android's "geo:0,0?q=..." says what to search for, and its numbers are no more than a hint.
        raise CoordinateError(
            f"{quoted(text)}: this geo URI asks a map to search and states no position of its own. "
            "Open it and copy the position."
        )
    uncertainty_m = _uncertainty_m(match["parameters"], text)
    if uncertainty_m is None:
        uncertainty_m = rounding_m(
            min(abs(float(match["lat"])), 90),
            lat_half_deg=half_unit(match["lat"]),
            lon_half_deg=half_unit(match["lon"]),
        )
    position = checked_position(
        text, lat=float(match["lat"]), lon=float(match["lon"]), uncertainty_m=uncertainty_m
    )
    if abs(position.lat) == 90:
        # RFC 5870, section 3.4.2: at a pole every longitude is the same place, written 0.
        position = Position(lat=position.lat, lon=0.0, uncertainty_m=position.uncertainty_m)
    return Reading(position=position, notation="geo URI", text=text)


def _uncertainty_m(parameters: str, text: str) -> float | None:
    """Check the parameters; give the value of `u` in metres, or None."""
    uncertainty_m = None
    seen: set[str] = set()
    for place, parameter in enumerate(parameters.split(";")[1:]):
        name, _, value = parameter.partition("=")
        name = name.lower()
        if not _PARAMETER.fullmatch(parameter) or name in seen:
            raise CoordinateError(
                f"{quoted(text)}: the parameter {quoted(parameter)} is malformed or given twice."
            )
        seen.add(name)
        if name == "crs":
            if value.lower() != "wgs84" or place != 0:
                raise CoordinateError(
                    f"{quoted(text)}: crs={value} is not read here; only crs=wgs84, as the first parameter, is. "
                    "Convert the position to WGS 84."
                )
        elif name == "u":
            if not _UNCERTAINTY.fullmatch(value):
                raise CoordinateError(f"{quoted(text)}: u={value} is no distance in metres.")
            uncertainty_m = float(value)
    return uncertainty_m
