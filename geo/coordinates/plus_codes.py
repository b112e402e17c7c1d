"""Plus Codes (Open Location Code): an area of the globe in ten or more characters.

Notes
-----
"Open Location Code: An Open Source Standard for Addresses, Independent of Building Numbers And Street Names",
Google, and its specification; decoding and encoding by the `openlocationcode` package.
"""

from __future__ import annotations

import re

from geo.coordinates.reading import Cell, Reading, quoted, rounding_m
from geo.errors import CoordinateError
from geo.position import Position

_CODE = re.compile(
    r"(?:plus code\s*:?\s*)?([23456789CFGHJMPQRVWX0]{0,8}\+[23456789CFGHJMPQRVWX]*)", re.IGNORECASE
)
_CODE_WITH_TOWN = re.compile(
    r"[23456789CFGHJMPQRVWX]{2,8}\+[23456789CFGHJMPQRVWX]{2,7}[ ,]+[^\d\s].*", re.IGNORECASE
)


def plus_code_in(plain_text: str) -> str | None:
    """Return the code of a text that is written as a Plus Code, or None.

    Examples
    --------
    >>> plus_code_in("8g5wgj49+84"), plus_code_in("33.5, 38.6")
    ('8G5WGJ49+84', None)
    """
    match = _CODE.fullmatch(plain_text)
    # "22+33" has no letter and is the start of a sum as much as of a code; what is full has eight characters first.
    if match and (not match[1].replace("+", "").isdigit() or match[1].find("+") == 8):
        return match[1].upper()
    if plain_text.find("+") < 8 and _CODE_WITH_TOWN.fullmatch(plain_text):
        return plain_text.split(" ", 1)[0].rstrip(",").upper()
    return None


def read_plus_code(code: str, *, text: str) -> Reading:
    """Return the reading of a full Plus Code: the middle of its area, and the area.

    Raises
    ------
    CoordinateError
        If the code is short, so that it needs a reference, or is no valid code.

    Examples
    --------
    >>> reading = read_plus_code("8G5WGJ49+84", text="8G5WGJ49+84")
    >>> round(reading.position.lat, 6), round(reading.position.lon, 6)
    (33.505813, 38.617812)
    """
    from openlocationcode import openlocationcode

    if openlocationcode.isShort(code):
        raise CoordinateError(
            f"{quoted(text)}: {quoted(code)} is a short Plus Code, which needs a reference place to be read. "
            "Write the full code, with eight characters before the plus."
        )
    if not openlocationcode.isFull(code):
        raise CoordinateError(
            f"{quoted(text)}: is no valid Plus Code. A full code is written as in 8G5WGJ49+84."
        )
    area = openlocationcode.decode(code)
    south, west, north, east = area.latitudeLo, area.longitudeLo, area.latitudeHi, area.longitudeHi
    lat = (south + north) / 2
    position = Position(
        lat=lat,
        lon=(west + east) / 2,
        uncertainty_m=rounding_m(lat, lat_half_deg=(north - south) / 2, lon_half_deg=(east - west) / 2),
    )
    corners = ((south, west), (south, east), (north, east), (north, west))
    cell = Cell(
        south=south,
        west=west,
        north=north,
        east=east,
        corners=tuple(Position(lat=corner_lat, lon=corner_lon) for corner_lat, corner_lon in corners),
    )
    return Reading(position=position, notation="Plus Code", text=text, cell=cell)
