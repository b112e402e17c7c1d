"""WKT points: "POINT (38.61778 33.50583)", longitude first.

Notes
-----
OGC 06-103r4, "Simple feature access - Part 1", clause 7, with the `SRID=4326;` prefix of PostGIS. Three numbers
without the letter Z are read as older software writes them, the third a height.
"""

from __future__ import annotations

import math
import re

from geo.coordinates.reading import Reading, checked_position, half_unit, quoted, rounding_m
from geo.errors import CoordinateError

_POINT = re.compile(
    r"(?:SRID\s?=\s?(?P<srid>\d+)\s?;\s?)?POINT\s?(?P<dimensions>ZM|Z|M)?\s?\(\s?(?P<numbers>[^()]*?)\s?\)",
    re.IGNORECASE,
)
_LOOKS_LIKE = re.compile(
    r"(?:SRID\s?=[^;]*;\s?)?(?:MULTI)?(?:POINT|LINESTRING|POLYGON|GEOMETRYCOLLECTION)", re.IGNORECASE
)
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?", re.IGNORECASE)
_COUNTS = {"": (2, 3), "Z": (3,), "M": (3,), "ZM": (4,)}


def looks_like_wkt(plain_text: str) -> bool:
    """Tell whether a text begins as the WKT of a geometry.

    Examples
    --------
    >>> looks_like_wkt("srid=4326;point(1 2)"), looks_like_wkt("33.5, 38.6")
    (True, False)
    """
    return _LOOKS_LIKE.match(plain_text) is not None


def read_wkt(plain_text: str, *, text: str) -> Reading:
    """Return the reading of a WKT point; height and measure are not kept.

    Parameters
    ----------
    plain_text : str
        The text after `characters.plain`.
    text : str
        The text as given.

    Raises
    ------
    CoordinateError
        If it is empty, no point, malformed, or in another reference system than EPSG:4326.

    Examples
    --------
    >>> read_wkt("POINT Z (38.61778 33.50583 700)", text="").position.lat
    33.50583
    """
    if plain_text.upper().rstrip().endswith("EMPTY"):
        raise CoordinateError(f"{quoted(text)}: an empty geometry has no position.")
    match = _POINT.fullmatch(plain_text)
    if match is None:
        raise CoordinateError(
            f"{quoted(text)}: is no WKT point. Write POINT (38.61778 33.50583), longitude first."
        )
    if match["srid"] not in {None, "4326"}:
        raise CoordinateError(
            f"{quoted(text)}: SRID {match['srid']} is not read, only 4326. Convert the position to WGS 84."
        )
    numbers = match["numbers"].split(" ")
    counts = _COUNTS[(match["dimensions"] or "").upper()]
    if len(numbers) not in counts or not all(_NUMBER.fullmatch(number) for number in numbers):
        raise CoordinateError(
            f"{quoted(text)}: a WKT {plain_text.split('(', maxsplit=1)[0].strip()} has {' or '.join(map(str, counts))} numbers "
            "with spaces between, longitude first."
        )
    return axes_reading(numbers[0], numbers[1], notation="WKT", text=text)


def axes_reading(lon_written: str, lat_written: str, *, notation: str, text: str) -> Reading:
    """Return the reading of two numbers of a format that puts longitude first.

    Raises
    ------
    CoordinateError
        If one is out of range.
    """
    lat, lon = float(lat_written), float(lon_written)
    uncertainty_m = rounding_m(
        min(abs(lat), 90), lat_half_deg=half_unit(lat_written), lon_half_deg=half_unit(lon_written)
    )
    # A number such as 4e30 has a half unit of continents; it fails by its range, not by its rounding.
    known_m = uncertainty_m if math.isfinite(uncertainty_m) else None
    position = checked_position(
        text, lat=lat, lon=lon, uncertainty_m=known_m, order=f"longitude first in {notation}"
    )
    return Reading(position=position, notation=notation, text=text)
