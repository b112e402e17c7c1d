"""One door for every notation."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.coordinates.area import area_warnings
from geo.coordinates.characters import plain
from geo.coordinates.iso6709 import looks_like_iso6709, read_iso6709
from geo.coordinates.mgrs import is_zone_alone, mgrs_match, read_mgrs
from geo.coordinates.pairs import read_pair
from geo.coordinates.plus_codes import plus_code_in, read_plus_code
from geo.coordinates.reading import quoted
from geo.coordinates.utm import read_ups, read_utm, ups_match, utm_match
from geo.coordinates.wkt import looks_like_wkt, read_wkt
from geo.errors import CoordinateError

if TYPE_CHECKING:
    from geo.coordinates.area import Area
    from geo.coordinates.reading import Reading

_GRIDS = frozenset({"UTM", "UPS", "MGRS", "Plus Code"})


def read_coordinates(text: str, *, area: Area | None = None) -> Reading:
    """Return what a coordinate text says, in any notation that this package knows.

    Decimal degrees, degrees with minutes, degrees with minutes and seconds, ISO 6709, UTM, UPS, MGRS, Plus
    Codes, `geo:` URIs, WKT, GeoJSON, and links of web maps. Without letters or labels, latitude comes first. What can be
    read in two ways is an error that shows both.

    Parameters
    ----------
    text : str
        The text, of at most `characters.LONGEST_TEXT` characters.
    area : Area or None
        Where the case lies. A reading outside it carries a warning with its distance, and with those of
        the readings with swapped axes and in the other hemisphere where they are likely.

    Returns
    -------
    Reading
        The position on WGS 84 with the uncertainty that the notation implies, the notation, the text as
        given, the cell of a grid reference, and warnings.

    Raises
    ------
    CoordinateError
        If the text is no position, or can be read in two ways.

    Examples
    --------
    >>> reading = read_coordinates("33°30′21″N 38°37′04″E")
    >>> reading.notation, round(reading.position.lat, 5), round(reading.position.uncertainty_m)
    ('degrees, minutes and seconds', 33.50583, 20)
    >>> read_coordinates("37S DT 64499 07431").notation
    'MGRS'
    >>> read_coordinates("33.5, 38.6 N")
    Traceback (most recent call last):
        ...
    geo.errors.CoordinateError: '33.5, 38.6 N': the longitude has no hemisphere and can be read as 38.6 N, 33.5 E or as 38.6 N, 33.5 W. Add the letter.
    """
    reading = _read(text, area)
    if area is None:
        return reading
    warnings = area_warnings(reading.position, area, swappable=reading.notation not in _GRIDS)
    return replace(reading, warnings=reading.warnings + warnings) if warnings else reading


def _read(text: str, area: Area | None) -> Reading:
    """Find the notation by how the text begins and read it."""
    plain_text = plain(text)
    start = plain_text[:8].lower()
    if start.startswith("{"):
        from geo.coordinates.geojson import read_geojson

        return read_geojson(text)
    if start.startswith("geo:"):
        from geo.coordinates.geo_uri import read_geo_uri

        return read_geo_uri(plain_text, text=text)
    if looks_like_wkt(plain_text):
        return read_wkt(plain_text, text=text)
    if start.startswith("http") or "/" in plain_text or "?" in plain_text:
        # urllib costs 5 ms to import; only a text with a slash or a question mark can be a link.
        from geo.coordinates.map_links import looks_like_link, read_map_link

        if looks_like_link(plain_text):
            return read_map_link(
                plain_text, text=text, read_pair=lambda words: read_pair(plain(words), text=words)
            )
    plain_text = _without_datum(plain_text)
    if looks_like_iso6709(plain_text):
        return read_iso6709(plain_text, text=text)
    return _read_grid(plain_text, text, area) or read_pair(plain_text, text=text)


def _without_datum(plain_text: str) -> str:
    """Take off "WGS 84" before or after the coordinates: it is what is assumed, and other datums stay errors."""
    lowered = plain_text.lower()
    for name in ("wgs84", "wgs 84", "wgs-84"):
        if lowered.startswith(name):
            return plain_text[len(name) :].lstrip(" :,")
        for ending in (f" {name}", f",{name}", f"({name})"):
            if lowered.endswith(ending):
                return plain_text[: -len(ending)].rstrip(" ,")
    return plain_text


def _read_grid(plain_text: str, text: str, area: Area | None) -> Reading | None:
    """Read a grid reference, or give None where the text is none."""
    code = plus_code_in(plain_text) if "+" in plain_text else None
    if code is not None:
        return read_plus_code(code, text=text)
    utm = utm_match(plain_text)
    if utm is not None:
        return read_utm(utm, text=text, area=area)
    ups = ups_match(plain_text)
    if ups is not None:
        return read_ups(ups, text=text)
    square = mgrs_match(plain_text)
    if square is not None:
        return read_mgrs(square, text=text)
    if is_zone_alone(plain_text):
        raise CoordinateError(
            f"{quoted(text)}: is a whole grid zone, or one angle without its partner. "
            "Write a square of it, as in 37S DT 64 07, or both angles."
        )
    return None
