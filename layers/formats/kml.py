"""KML and KMZ: our own exports by their data, all other placemarks as incidents by their names, times and data.

A folder's name becomes the kind, unless a datum says it. Nothing that a placemark links is fetched: network links, icons and
pictures stay words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.errors import ContestedError
from layers.formats.features import Feature, records_of_feature
from layers.formats.geometries import position_of
from layers.formats.markup import words_of_html
from layers.formats.named_rows import Origin
from layers.formats.own_rows import layer_of, read_own
from layers.formats.own_seen import Beside, RowsSeen
from layers.formats.placemarks import is_kml, placemarks_of
from layers.formats.reading import Accepted, rejected

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from layers.formats.placemarks import Placemark
    from layers.formats.reading import ImportOptions, Item
    from layers.records import Record


@dataclass(frozen=True, slots=True)
class KmlFormat:
    """Reads placemarks."""

    name: str = "KML"
    suffixes: tuple[str, ...] = (".kml", ".kmz")

    def sniff(self, path: Path, head: bytes) -> float:
        """Return how sure it is, by the first bytes."""
        return 0.7 if is_kml(path, head) else 0.0

    def read(self, path: Path, options: ImportOptions) -> Iterator[Item]:
        """Yield the records of each placemark."""
        origin = Origin.of(path)
        beside = _beside(path)
        for placemark in placemarks_of(path):
            try:
                yield Accepted(line=placemark.number, records=_records(placemark, origin, options, beside))
            except ContestedError as error:
                text = f"{placemark.name or ''}: {placemark.description or ''}"
                yield rejected(placemark.number, error, text)


def _beside(path: Path) -> Beside:
    """Return what is known of placemarks of ours beforehand; a file of others is given up at its first placemark."""
    seen = RowsSeen()
    for placemark in placemarks_of(path):
        if "layer" not in placemark.data:
            break
        seen.see(placemark.data["layer"], placemark.data)
    return seen.beside()


def _records(
    placemark: Placemark, origin: Origin, options: ImportOptions, beside: Beside
) -> tuple[Record, ...]:
    layer = placemark.data.get("layer")
    if layer is not None and layer == _own_layer(placemark, layer):
        own = {name: value for name, value in placemark.data.items() if name != "layer"}
        geometry = None if layer == "zone_definitions" else placemark.geometry
        return read_own(layer, own, position_of(geometry), beside=beside)
    fallback = {
        "title": placemark.name,
        "summary": words_of_html(placemark.description),
        "when": _when(placemark),
        "location": placemark.address,
        "kind": placemark.folders[-1] if placemark.folders else None,
    }
    numbers = (
        str(placemark.geometry["coordinates"])
        if placemark.geometry and "coordinates" in placemark.geometry
        else ""
    )
    feature = Feature(
        id=placemark.id,
        properties=placemark.data,
        position=position_of(placemark.geometry),
        number_text=numbers,
        fallback={name: value for name, value in fallback.items() if value},
    )
    return records_of_feature(feature, origin, options)


def _own_layer(placemark: Placemark, layer: str) -> str | None:
    """Return the layer, if a placemark has what only our exports write: cells that are empty are left out of KML."""
    required = {
        "incidents": ("id", "title", "claims"),
        "claims": ("id", "subject_kind", "subject", "party", "stance"),
        "zone_definitions": ("id", "zone", "stated_by", "construction_terms"),
        "known_positions": ("id", "place"),
        "places": ("id", "name"),
        "parties": ("id", "name", "order", "code", "color", "shape"),
        "sources": ("id", "title"),
    }
    return (
        layer
        if layer in required and all(name in placemark.data for name in required[layer])
        else layer_of(placemark.data)
    )


def _when(placemark: Placemark) -> str | None:
    """Return the time as EDTF: the stamp, or the span as an interval with open ends."""
    if placemark.when:
        return placemark.when
    if not placemark.begin and not placemark.end:
        return None
    if placemark.begin == placemark.end:
        return placemark.begin
    return f"{placemark.begin or '..'}/{placemark.end or '..'}"


FORMAT = KmlFormat()
