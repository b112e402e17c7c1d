"""Linked Places (version 1.3 and before): each feature becomes a place with its names, languages and extent.

A point takes its radius from the class of the place, where that says how large it is; anything that is more than a point
takes the disc around its box. What a place was called or used for at which time stays in its note.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.position import Position
from layers.errors import FormatError
from layers.formats import cells
from layers.formats.limits import limit, over_limit
from layers.formats.objects import features_of, has_keys, listed, object_items, renamed, require_feature
from layers.formats.precision import radius
from layers.formats.voices import shortened
from layers.records import Name, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from layers.formats.reading import ImportOptions, Item
    from layers.records import Record

FIELDS: dict[str, str] = {
    "@id": "the place's id, by its last part",
    "properties.title": "name",
    "names": "names, each with its language",
    "types": "kind; else by `fclasses`",
    "geometry": "position; with its radius where it is more than a point",
    "fclasses": "radius of a point: sites (S) and populated places (P); kept in the note",
    "when": "kept in the note, as `ccodes`, `links` and the first description",
}
"""What each member becomes."""

CLASSES = {
    "A": "administrative unit",
    "H": "water",
    "L": "region",
    "P": "populated place",
    "R": "road",
    "S": "site",
    "T": "terrain",
}

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_RADII = ("S", "P")


@dataclass(frozen=True, slots=True)
class LinkedPlacesFormat:
    """Reads a FeatureCollection of Linked Places, or one feature a line."""

    name: str = "Linked Places"
    suffixes: tuple[str, ...] = (".jsonld", ".json", ".geojson", ".jsonl")

    def sniff(self, path: Path, head: bytes) -> float:
        """Return how sure it is, by the names of the members."""
        if has_keys(head, "toponym", "@id"):
            return 0.95
        return 0.9 if has_keys(head, "@context", "@id", "features") or path.suffix == ".jsonld" else 0.0

    def read(self, path: Path, options: ImportOptions) -> Iterator[Item]:
        """Yield a place for each feature."""
        yield from object_items(features_of(path), lambda feature: read_feature(feature, options))


def read_feature(feature: Mapping[str, Any], options: ImportOptions) -> tuple[Record, ...]:
    """Return the place of one feature.

    Raises
    ------
    FormatError
        If it has no id, no name or no position.
    """
    feature = renamed(feature, options.columns)
    properties = renamed(require_feature(feature), options.columns)
    external_id = cells.text(feature.get("@id")) or cells.text(feature.get("id"))
    if external_id is None:
        raise FormatError("the place has no @id; give it one")
    names = _names(feature)
    title = cells.text(properties.get("title")) or (names[0].text if names else None)
    if title is None:
        raise FormatError("the place has neither a title nor a name; give it one")
    classes = [
        word.upper()
        for each in listed(feature.get("fclasses") or properties.get("fclasses"))
        if (word := cells.text(each))
    ]
    position, basis = _position(feature.get("geometry"), classes, options)
    return (
        Place(
            id=_place_id(external_id),
            name=shortened(title, 200),
            position=position,
            kind=_kind(feature, classes),
            names=names,
            basis=f"Linked Places {shortened(external_id, 200)}; {basis}",
            note=_note(feature, properties, classes),
        ),
    )


def _place_id(external_id: str) -> str:
    last = external_id.rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1]
    plain = re.sub(r"[^\w.-]+", "_", last)[:60]
    return f"lp-{plain}" if plain == external_id else f"lp-{plain}-{cells.digest(external_id)[:8]}"


def _names(feature: Mapping[str, Any]) -> tuple[Name, ...]:
    found: dict[tuple[str, str | None], Name] = {}
    for each in listed(feature.get("names")):
        given = each if isinstance(each, dict) else {"toponym": each}
        toponym, language = cells.text(given.get("toponym")), cells.text(given.get("lang"))
        if toponym:
            tag = language if language and _LANGUAGE.fullmatch(language) else None
            words = shortened(toponym, 500)
            found.setdefault(
                (words, tag), Name(text=words, language=tag, role="variant" if found else "name")
            )
    return tuple(found.values())


def _kind(feature: Mapping[str, Any], classes: list[str]) -> str | None:
    for each in listed(feature.get("types")):
        if isinstance(each, dict) and (
            label := cells.text(each.get("label")) or cells.text(each.get("sourceLabel"))
        ):
            return label
    return CLASSES.get(classes[0]) if classes else None


def _position(geometry: Any, classes: list[str], options: ImportOptions) -> tuple[Position, str]:
    """Return where the place lies, with its radius, and how that came about."""
    vertices = list(_vertices(geometry, 0))
    if not vertices:
        raise FormatError("the place has no geometry; a place needs a position")
    lats, lons = [vertex.lat for vertex in vertices], [vertex.lon for vertex in vertices]
    south, north, west, east = min(lats), max(lats), min(lons), max(lons)
    if east - west > 180:
        raise FormatError("its geometry reaches over the 180th meridian; give the place a point")
    if (south, west) == (north, east):
        size = next((code for code in classes if code in _RADII or code in options.precision_m), None)
        if size is None:
            return Position(lat=south, lon=west), "a point; its class says no size"
        found = radius("Linked Places", size, options.precision_m)
        return Position(
            lat=south, lon=west, uncertainty_m=found.uncertainty_m
        ), f"a point; {found.derivation}"
    return _disc(south, north, west, east), "middle and corners of the box around its geometry"


def _disc(south: float, north: float, west: float, east: float) -> Position:
    from geo.geodesy import distance_m

    middle = Position(lat=(south + north) / 2, lon=(west + east) / 2)
    corners = [
        Position(lat=lat, lon=lon) for lat in (south, middle.lat, north) for lon in (west, middle.lon, east)
    ]
    reach_m = max(distance_m(middle, corner) for corner in corners)
    return Position(lat=middle.lat, lon=middle.lon, uncertainty_m=round(reach_m, 1))


def _vertices(geometry: Any, depth: int) -> Iterator[Position]:
    if not isinstance(geometry, dict) or depth > limit("DEPTH"):
        return
    if geometry.get("type") == "GeometryCollection":
        for part in listed(geometry.get("geometries")):
            yield from _vertices(part, depth + 1)
        return
    stack, count = [geometry.get("coordinates")], 0
    while stack:
        given = stack.pop()
        if not isinstance(given, list) or not given:
            continue
        if isinstance(given[0], list):
            stack.extend(reversed(given))
            continue
        count += 1
        if count > limit("POSITIONS"):
            raise over_limit("its geometry has more positions", "POSITIONS")
        found = cells.position(given[1], given[0]) if len(given) >= 2 else None
        if found is None:
            raise FormatError(f"coordinates {str(given)[:80]} are no longitude and latitude")
        yield found


def _note(feature: Mapping[str, Any], properties: Mapping[str, Any], classes: list[str]) -> str | None:
    descriptions = [
        cells.text(each.get("value"))
        for each in listed(feature.get("descriptions"))
        if isinstance(each, dict)
    ]
    links = [
        cells.text(each.get("identifier", each.get("@id")))
        for each in listed(feature.get("links"))
        if isinstance(each, dict)
    ]
    countries = [cells.text(each) for each in listed(properties.get("ccodes") or properties.get("ccode"))]
    parts = {
        "when": ", ".join(_timespans(feature.get("when"))),
        "certainty": (feature.get("geometry") or {}).get("certainty"),
        "classes": ", ".join(classes),
        "countries": ", ".join(code for code in countries if code),
        "same as": ", ".join(link for link in links[:20] if link),
        "described": shortened(descriptions[0], 500) if descriptions and descriptions[0] else None,
    }
    return "; ".join(f"{name}: {value}" for name, value in parts.items() if value) or None


def _timespans(when: Any) -> Iterator[str]:
    for span in listed(when.get("timespans") if isinstance(when, dict) else None):
        if isinstance(span, dict):
            start, end = _bound(span.get("start"), "earliest"), _bound(span.get("end"), "latest")
            if start or end:
                yield f"{start or '..'}/{end or '..'}"


def _bound(given: Any, widest: str) -> str | None:
    if not isinstance(given, dict):
        return cells.text(given)
    return next(
        (found for key in ("in", widest, "earliest", "latest") if (found := cells.text(given.get(key)))), None
    )


FORMAT = LinkedPlacesFormat()
