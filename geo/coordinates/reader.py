"""One door for every notation."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.coordinates.area import area_warnings
from geo.coordinates.characters import plain
from geo.coordinates.iso6709 import looks_like_iso6709, read_iso6709
from geo.coordinates.mgrs import is_zone_alone, mgrs_match, read_mgrs
from geo.coordinates.pairs import read_pair
from geo.coordinates.plus_codes import plus_code_in, read_plus_code
from geo.coordinates.reading import pair_text, quoted
from geo.coordinates.utm import read_ups, read_utm, ups_match, utm_match
from geo.coordinates.wkt import looks_like_wkt, read_wkt
from geo.errors import CoordinateError

if TYPE_CHECKING:
    from geo.coordinates.area import Area
    from geo.coordinates.reading import Reading

_GRIDS = frozenset({"UTM", "UPS", "MGRS", "Plus Code"})
# Words that only announce a position, as Wikipedia and receivers write them.
_ANNOUNCED = re.compile(
    r"(?:gps )?(?:coordinates?|coords?|position|location|gps|координаты|الإحداثيات|إحداثيات)\s?[:=]?\s?(?=\S)",
    re.IGNORECASE,
)
_THREE_WORDS = re.compile(r"/{0,3}[^\W\d_]{2,}\.[^\W\d_]{2,}\.[^\W\d_]{2,}")
# An object of two labelled numbers, as JSON or as a script writes it; quotes stand around words, numbers or neither.
_OBJECT = re.compile(
    r"\{ ?[\"']?([a-z]+)[\"']? ?: ?[\"']?([+-]?[\d.]+)[\"']? ?, ?[\"']?([a-z]+)[\"']? ?: ?[\"']?([+-]?[\d.]+)[\"']? ?,? ?\}",
    re.IGNORECASE,
)


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
    plain_text = _without_quotes(plain(text))
    labelled = _OBJECT.fullmatch(plain_text) if plain_text[0] == "{" else None
    if labelled is not None:
        return read_pair("{} {}, {} {}".format(*labelled.groups()), text=text)
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
                plain_text, text=text, read_words=lambda words: _read_plain(plain(words), words, area)
            )
    if _THREE_WORDS.fullmatch(plain_text):
        raise CoordinateError(
            f"{quoted(text)}: is no coordinate; if it is a what3words address, only that service can tell where it lies. "
            "Open it there and copy the coordinates."
        )
    return _read_plain(_without_datum(_ANNOUNCED.sub("", plain_text, count=1)), text, area)


def _read_plain(plain_text: str, text: str, area: Area | None) -> Reading:
    """Read ISO 6709, a grid reference or a pair; a position written twice where it is neither."""
    if looks_like_iso6709(plain_text):
        return read_iso6709(plain_text, text=text)
    try:
        return _read_grid(plain_text, text, area) or read_pair(plain_text, text=text)
    except CoordinateError:
        twice = _written_twice(plain_text, text) if " / " in plain_text else None
        if twice is None:
            raise
        return twice


def _written_twice(plain_text: str, text: str) -> Reading | None:
    """Read "33°30'21"N 38°37'04"E / 33.5058°N 38.6178°E", as Wikipedia's pages are copied; give the first.

    Raises
    ------
    CoordinateError
        If all parts are positions and they differ by more than their own precision.
    """
    try:
        readings = [read_pair(part, text=text) for part in plain_text.split(" / ", maxsplit=3)]
    except CoordinateError:
        return None
    from geographiclib.geodesic import Geodesic

    first = readings[0].position
    for other in (reading.position for reading in readings[1:]):
        apart_m = Geodesic.WGS84.Inverse(first.lat, first.lon, other.lat, other.lon, Geodesic.DISTANCE)["s12"]
        if apart_m > (first.uncertainty_m or 0) + (other.uncertainty_m or 0):
            raise CoordinateError(
                f"{quoted(text)}: states two positions, {pair_text(first.lat, first.lon)} and "
                f"{pair_text(other.lat, other.lon)}, which differ by {apart_m:,.0f} m. Give one of them."
            )
    return readings[0]


def _without_quotes(plain_text: str) -> str:
    """Take off the quotes around the whole; no angle begins with a prime."""
    quote = plain_text[0]
    if quote in "'\"" and plain_text[-1] == quote and plain_text.strip(" '\""):
        return plain_text[1:-1].strip()
    return plain_text


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
