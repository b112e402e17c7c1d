"""Linked Places format 1.3 (https://github.com/LinkedPasts/linked-places-format): the gazetteer of a case, with times.

Places come with all their names, languages and variants; known positions with the time for which they are said to have
been held; zones with one geometry for each definition and the time for which it is said to be valid.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from layers.exports.identifiers import urn
from layers.files import make_folder, write_whole
from layers.formats.geojson import rounded, text_of
from layers.records import Place, Source
from layers.rows import zone_geometry
from layers.times import bounds

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from layers.case import Case
    from layers.records import KnownPosition, Name, Zone, ZoneDefinition

CONTEXT = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"
)

_CLASSES: dict[str, str] = {
    "city": "P",
    "town": "P",
    "village": "P",
    "locality": "P",
    "camp": "P",
    "river": "H",
    "valley": "T",
    "hill": "T",
    "road junction": "R",
    "boundary point": "A",
}
"""Feature classes of GeoNames by kind of place: P populated, H water, T terrain, R road, A administrative; else S, a site."""


def write(case: Case, out: Path) -> list[Path]:
    """Write the gazetteer as one file, and return its path in a list.

    Raises
    ------
    CaseFileError
        If it cannot be written.
    """
    features = [
        *(_place(place, case) for place in case.places),
        *(_known_position(known, case) for known in case.known_positions),
        *(_zone(zone, case) for zone in case.zones),
    ]
    collection = {
        "type": "FeatureCollection",
        "@context": CONTEXT,
        "title": case.info.title,
        "license": case.info.license,
        "attribution": case.info.attribution,
        "features": features,
    }
    make_folder(out.parent)
    return [write_whole(out, text_of(collection) + "\n")]


def _place(place: Place, case: Case) -> dict[str, Any]:
    return _feature(
        identity=urn(case, "place", place.id),
        name=place.name,
        kind=place.kind,
        names=_names(place.name, place.names, _citation(place, case)),
        geometry={**_point(place), "certainty": _certainty(place)},
        note=place.note or place.basis,
    )


def _known_position(known: KnownPosition, case: Case) -> dict[str, Any]:
    place = case.get(Place, known.place)
    feature = _feature(
        identity=urn(case, "known-position", known.id),
        name=known.name,
        kind=known.kind,
        names=_names(known.name, (), {"label": case.info.title}),
        geometry=_point(place),
        note=known.note,
    )
    relation = {
        "relationType": "gvp:broaderPartitive",
        "relationTo": urn(case, "place", place.id),
        "label": place.name,
    }
    when = _when(known.valid_from, known.valid_to)
    return {**feature, **({"when": when} if when else {}), "relations": [relation]}


def _zone(zone: Zone, case: Case) -> dict[str, Any]:
    definitions = [definition for definition in case.zone_definitions if definition.zone == zone.id]
    shapes = [_definition(definition, case) for definition in definitions]
    feature = _feature(
        identity=urn(case, "zone", zone.id),
        name=zone.name,
        kind=zone.kind,
        names=_names(zone.name, zone.names, {"label": case.info.title}),
        geometry={"type": "GeometryCollection", "geometries": shapes},
        note=zone.note,
    )
    return {**feature, "properties": {**feature["properties"], "fclasses": ["A"]}, "fclasses": ["A"]}


def _definition(definition: ZoneDefinition, case: Case) -> dict[str, Any]:
    when = _when(definition.valid_from, definition.valid_to)
    citations = [{"label": definition.name, "@id": urn(case, "zone-definition", definition.id)}]
    return {
        **(rounded(zone_geometry(definition, case)) or {}),
        **({"when": when} if when else {}),
        "citations": citations,
    }


def _feature(
    *,
    identity: str,
    name: str,
    kind: str | None,
    names: list[dict[str, Any]],
    geometry: Any,
    note: str | None,
) -> dict[str, Any]:
    classes = [_CLASSES.get(kind or "", "S")]
    described = {"descriptions": [{"value": note, "lang": "en"}]} if note else {}
    return {
        "@id": identity,
        "type": "Feature",
        "properties": {"title": name, "ccodes": [], "fclasses": classes},
        "fclasses": classes,
        "names": names,
        "types": [{"label": kind, "sourceLabels": [{"label": kind, "lang": "en"}]}] if kind else [],
        "geometry": geometry,
        **described,
    }


def _citation(place: Place, case: Case) -> dict[str, str]:
    """Return where a place is known from: the format wants it of at least one name."""
    if place.source is None:
        return {"label": place.basis or case.info.title}
    source = case.get(Source, place.source)
    return {"label": source.title, "@id": source.url or urn(case, "source", source.id)}


def _names(name: str, others: Iterable[Name], citation: dict[str, str]) -> list[dict[str, Any]]:
    found: dict[tuple[str, str | None], dict[str, Any]] = {
        (name, None): {"toponym": name, "citations": [citation]}
    }
    for other in others:
        lang = {"lang": other.language} if other.language else {}
        found[other.text, other.language] = {"toponym": other.text, **lang}
    return list(found.values())


def _point(place: Place) -> dict[str, Any]:
    position = place.position
    return rounded({"type": "Point", "coordinates": (position.lon, position.lat)}) or {}


def _certainty(place: Place) -> str:
    """Return the format's three words for how sure a position is: to 500 m, to 5 km, or less."""
    radius = place.position.uncertainty_m
    return "uncertain" if radius is None or radius > 5_000 else "less-certain" if radius > 500 else "certain"


def _when(valid_from: str | None, valid_to: str | None) -> dict[str, Any] | None:
    start, end = _end(valid_from), _end(valid_to)
    if start is None and end is not None:  # a timespan must have a start: it was no later than the end
        start = {"latest": end.get("in") or end.get("latest") or end["earliest"]}
    span = {name: found for name, found in (("start", start), ("end", end)) if found}
    return {"timespans": [span]} if span else None


def _end(edtf: str | None) -> dict[str, str] | None:
    """Return an end of a timespan: the date itself with its mark of doubt, or the days between which it lies.

    Examples
    --------
    >>> _end("2017-05"), _end("2017-05-18~"), _end("2017-06-XX")
    ({'in': '2017-05'}, {'in': '2017-05-18~'}, {'earliest': '2017-06-01', 'latest': '2017-06-30'})
    """
    if edtf is None:
        return None
    if re.fullmatch(r"\d{4}(-\d\d){0,2}[~?%]?", edtf):
        return {"in": edtf}
    span = bounds(edtf, zone="UTC")
    last = span.latest and span.latest - timedelta(seconds=1)
    days = {"earliest": span.earliest and span.earliest.date(), "latest": last and last.date()}
    return {name: day.isoformat() for name, day in days.items() if day} or None
