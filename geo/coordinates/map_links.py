"""Positions inside the links of web maps, read from the text alone: nothing is ever fetched.

A pin beats the middle of the view. A view says only where somebody looked: its uncertainty is half the
diagonal of a screen at that zoom, and a warning says so.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, unquote_plus, urlsplit

from geo.coordinates.reading import Reading, checked_position, half_unit, quoted, rounding_m
from geo.errors import CoordinateError

_HOSTS = re.compile(
    r"(?:https?://)?(?P<host>(?:[a-z0-9-]+\.){0,4}"
    r"(?:openstreetmap\.org|osm\.org|google\.[a-z]{2,3}(?:\.[a-z]{2})?|goo\.gl|bing\.com|apple\.com|apple"
    r"|yandex\.[a-z]{2,3}(?:\.[a-z]{2})?|ya\.ru|wikimapia\.org|plus\.codes))(?::\d+)?(?=[/?#]|$)",
    re.IGNORECASE,
)
_NUMBER = r"[+-]?\d{1,3}(?:\.\d+)?"
_PAIR = re.compile(rf"\s*({_NUMBER})\s*[,~]\s*({_NUMBER})\s*")
_ANGLES = re.compile(r"""[\d\s.,;°º˚'’′"”″NSEW+−-]+""", re.IGNORECASE)
_DEGREES = re.compile(r"[°º˚]|\d ?[NS]\b", re.IGNORECASE)
_GOOGLE_VIEW = re.compile(
    rf"/@({_NUMBER}),({_NUMBER})(?:,(\d+(?:\.\d+)?)([zma]))?(?=[,/?#]|$)", re.IGNORECASE
)
_EARTH_VIEW = re.compile(rf"/@({_NUMBER}),({_NUMBER}),-?[\d.]+a,(\d+(?:\.\d+)?)d(?=[,/?#]|$)")
_GOOGLE_PIN = re.compile(rf"!3d({_NUMBER})!4d({_NUMBER})(?=!|$)")
_GOOGLE_EMBED = re.compile(rf"!2d({_NUMBER})!3d({_NUMBER})(?=!|$)")
_OSM_VIEW = re.compile(rf"(\d{{1,2}}(?:\.\d+)?)/({_NUMBER})/({_NUMBER})")
_BING_POINT = re.compile(rf"point\.({_NUMBER})_({_NUMBER})(?:_.*)?")

# A web map pixel at zoom 0 on the equator, and half the diagonal of a screen of 1024 by 768 pixels.
_PIXEL_M = 156_543.03
_HALF_SCREEN_PIXELS = 640
# Half the diagonal of that screen in heights of its view, which some Google links give in metres.
_HALF_SCREEN_HEIGHTS = 640 / 768

Query = dict[str, str]


class Found(NamedTuple):
    """Two numbers as written, and how the map was looked at where they are only its middle."""

    lat: str
    lon: str
    is_view: bool = False
    zoom: float | None = None
    view_height_m: float | None = None


def looks_like_link(plain_text: str) -> bool:
    """Tell whether a text begins as a link.

    Examples
    --------
    >>> looks_like_link("www.openstreetmap.org/#map=9/33.5/38.6"), looks_like_link("33.5, 38.6")
    (True, False)
    """
    return plain_text[:8].lower().startswith(("http://", "https://")) or _HOSTS.match(plain_text) is not None


def read_map_link(plain_text: str, *, text: str, read_words: Callable[[str], Reading]) -> Reading:
    """Return the reading of a link to OpenStreetMap, Google, Bing, Apple, Yandex or Wikimapia.

    Parameters
    ----------
    plain_text : str
        The link.
    text : str
        The text as given.
    read_words : callable
        Reads the text of a search box, which may hold any angles or a grid reference.

    Raises
    ------
    CoordinateError
        If the map is not known, or the link holds no position, or several that differ.

    Examples
    --------
    >>> from geo.coordinates import read_coordinates
    >>> read_coordinates("https://www.openstreetmap.org/?mlat=33.50583&mlon=38.61778").position.lon
    38.61778
    """
    host_match = _HOSTS.match(plain_text)
    if host_match is None:
        raise CoordinateError(
            f"{quoted(text)}: is a link to a map that is not known here. Copy the coordinates themselves."
        )
    host = host_match["host"].lower()
    try:
        # Links copied from the source of a page have their ampersands written out.
        parts = urlsplit("https://" + plain_text.replace("&amp;", "&").split("://", 1)[-1])
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        fragment = {key: values[0] for key, values in parse_qs(parts.fragment).items()}
    except ValueError as error:
        raise CoordinateError(f"{quoted(text)}: is no link: {error}.") from error
    # Only a Plus Code's own site writes a plus that is no blank.
    path = unquote(parts.path) if host == "plus.codes" else unquote_plus(parts.path)
    found = _finder(host)(path, query, fragment, parts.fragment)
    if isinstance(found, str):
        return _searched(found, text, read_words)
    if found is None:
        raise CoordinateError(
            f"{quoted(text)}: this link holds no position, or more than one. A short link must be opened first; "
            "then copy the coordinates."
        )
    return _reading(found, text)


Finder = Callable[[str, Query, Query, str], "Found | str | None"]


def _finder(host: str) -> Finder:
    """Choose the reader of one map's links; a text that it gives back was typed into a search box."""
    for name, finder in (
        ("google", _google),
        ("openstreetmap", _openstreetmap),
        ("osm", _openstreetmap),
        ("bing", _bing),
        ("apple", _apple),
        ("yandex", _yandex),
        ("ya.ru", _yandex),
        ("wikimapia", _wikimapia),
        ("plus.codes", _plus_codes),
    ):
        if name in host.split(".") or host.endswith(name):
            return finder
    return lambda *_: None


def _openstreetmap(path: str, query: Query, fragment: Query, raw_fragment: str) -> Found | str | None:
    del raw_fragment
    if "mlat" in query and "mlon" in query:
        return Found(query["mlat"], query["mlon"])
    if path.rstrip("/") == "/search" and "query" in query:
        return query["query"]
    if path.rstrip("/") in {"/search", "/query", "/note/new"} and "lat" in query and "lon" in query:
        return Found(query["lat"], query["lon"])
    if "marker" in query:
        return query["marker"]
    view = _OSM_VIEW.fullmatch(fragment.get("map", "")) or _OSM_VIEW.fullmatch(query.get("map", ""))
    if view:
        return Found(view[2], view[3], is_view=True, zoom=float(view[1]))
    if "lat" in query and "lon" in query:
        return Found(query["lat"], query["lon"], is_view=True, zoom=_zoom(query.get("zoom")))
    return None


def _google(path: str, query: Query, fragment: Query, raw_fragment: str) -> Found | str | None:
    del fragment, raw_fragment
    whole = path + "".join(query.get(name, "") for name in ("data", "pb"))
    pins = set(_GOOGLE_PIN.findall(whole))
    is_route = path.startswith("/maps/dir/") and not {"destination", "daddr"} & query.keys()
    if is_route:
        stops = [stop for stop in re.sub(r"/@.*", "", path).split("/")[3:] if stop]
        return stops[0] if len(stops) == 1 else None
    if pins:
        return Found(*pins.pop()) if len(pins) == 1 else None
    for name in ("q", "query", "destination", "daddr", "cbll", "viewpoint"):
        if name in query:
            return _without_name(query[name])
    named = re.match(r"/(?:maps|web)/(?:place|search)/([^/]+)", path)
    if named and re.search(r"\d", named[1]) and not named[1].startswith("@"):
        return named[1]
    return _google_view(path, query, whole)


def _google_view(path: str, query: Query, whole: str) -> Found | None:
    """Give the middle of a view of Google's map or globe, or the place of a camera of Street View."""
    globe = _EARTH_VIEW.search(path)
    if globe:
        return Found(globe[1], globe[2], is_view=True, view_height_m=float(globe[3]))
    view = _GOOGLE_VIEW.search(path)
    if view:
        unit, size = (view[4] or "").lower(), float(view[3] or 0)
        if unit == "a":
            return Found(view[1], view[2])
        zoom, height_m = (size if unit == "z" else None), (size if unit == "m" else None)
        return Found(view[1], view[2], is_view=True, zoom=zoom, view_height_m=height_m)
    embedded = _GOOGLE_EMBED.search(whole)
    if embedded:
        return Found(embedded[2], embedded[1], is_view=True)
    return _view(query, "ll", zoom_names=("z", "zoom")) or _view(query, "center", zoom_names=("zoom",))


def _bing(path: str, query: Query, fragment: Query, raw_fragment: str) -> Found | str | None:
    del path, fragment, raw_fragment
    if "sp" in query:
        point = _BING_POINT.fullmatch(query["sp"])
        return Found(point[1], point[2]) if point and "~point" not in query["sp"] else None
    for name in ("where1", "q"):
        if name in query and _is_position(query[name]):
            return query[name]
    return _view(query, "cp", zoom_names=("lvl",))


def _apple(path: str, query: Query, fragment: Query, raw_fragment: str) -> Found | str | None:
    del path, fragment, raw_fragment
    for name in ("coordinate", "q", "daddr"):
        if name in query and _is_position(query[name]):
            return query[name]
    view = _view(query, "ll", zoom_names=("z",))
    if view and ("q" in query or "address" in query):
        return view._replace(is_view=False)  # with a name, `ll` is where that name's pin stands
    others = (_view(query, name, zoom_names=("z",)) for name in ("center", "sll", "near"))
    return view or next((other for other in others if other), None)


def _yandex(path: str, query: Query, fragment: Query, raw_fragment: str) -> Found | str | None:
    """Read a Yandex link: longitude first, except in the search box."""
    del path, fragment, raw_fragment
    for name in ("whatshere[point]", "poi[point]", "pt"):
        pair = re.fullmatch(rf"({_NUMBER}),({_NUMBER})(?:,[\w-]+)?", query.get(name, "").strip())
        if pair:
            return Found(pair[2], pair[1])
        if name in query:
            return None
    if "rtext" in query:
        return None
    if "text" in query and _is_position(query["text"]):
        return query["text"]
    view = _view(query, "ll", zoom_names=("z",))
    return view._replace(lat=view.lon, lon=view.lat) if view else None


def _wikimapia(path: str, query: Query, fragment: Query, raw_fragment: str) -> Found | str | None:
    del path, raw_fragment
    both = {**query, **fragment}
    if "lat" in both and "lon" in both:
        return Found(both["lat"], both["lon"], is_view=True, zoom=_zoom(both.get("z")))
    return None


def _plus_codes(path: str, query: Query, fragment: Query, raw_fragment: str) -> Found | str | None:
    del query, fragment, raw_fragment
    return path.rstrip("/").rpartition("/")[2] or None


def _without_name(words: str) -> str:
    """Take the name off "loc:33.5,38.6", "33.5,38.6 (Garrison)" and "Garrison@33.5,38.6", which Google shows on the pin."""
    position = words.rpartition("@")[2].strip().removeprefix("loc:")
    before, bracket, name = position.rpartition("(")
    is_named = bracket and before.strip() and name.endswith(")")
    return before.strip() if is_named else position


def _is_position(words: str) -> bool:
    """Whether the text of a search box is a position and not a name."""
    return bool(_PAIR.fullmatch(words) or (_ANGLES.fullmatch(words) and _DEGREES.search(words)))


def _view(query: Query, name: str, *, zoom_names: tuple[str, ...]) -> Found | None:
    """Give the middle of a view from one parameter."""
    pair = _PAIR.fullmatch(query.get(name, ""))
    if pair is None:
        return None
    zooms = [_zoom(query[zoom_name]) for zoom_name in zoom_names if zoom_name in query]
    return Found(pair[1], pair[2], is_view=True, zoom=zooms[0] if zooms else None)


def _zoom(written: str | None) -> float | None:
    return float(written) if written and re.fullmatch(r"\d{1,2}(?:\.\d+)?", written) else None


def _searched(words: str, text: str, read_words: Callable[[str], Reading]) -> Reading:
    """Read what was typed into a map's search box."""
    try:
        reading = read_words(words)
    except CoordinateError as error:
        raise CoordinateError(f"{quoted(text)}: the link searches for {quoted(words)}. {error}") from error
    return Reading(position=reading.position, notation="map link", text=text, warnings=reading.warnings)


def _reading(found: Found, text: str) -> Reading:
    """Check the numbers and give them their uncertainty."""
    for written in (found.lat, found.lon):
        if not re.fullmatch(_NUMBER, written):
            raise CoordinateError(f"{quoted(text)}: {quoted(written)} in the link is no number of degrees.")
    lat, lon = float(found.lat), float(found.lon)
    near_lat = min(abs(lat), 90)
    uncertainty_m = rounding_m(near_lat, lat_half_deg=half_unit(found.lat), lon_half_deg=half_unit(found.lon))
    warnings: tuple[str, ...] = ()
    if found.is_view:
        warnings = ("the link gives the middle of the view, not a marked place",)
        uncertainty_m = max(uncertainty_m, _half_view_m(found, near_lat))
    position = checked_position(text, lat=lat, lon=lon, uncertainty_m=uncertainty_m)
    return Reading(position=position, notation="map link", text=text, warnings=warnings)


def _half_view_m(found: Found, lat: float) -> float:
    """Half the diagonal of the view in metres; 0 where the link does not say how far it was zoomed."""
    if found.view_height_m is not None:
        return found.view_height_m * _HALF_SCREEN_HEIGHTS
    if found.zoom is None:
        return 0.0
    return _PIXEL_M * math.cos(math.radians(lat)) / 2**found.zoom * _HALF_SCREEN_PIXELS
