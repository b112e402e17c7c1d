"""GeoJSON, whole or one feature a line: our own exports by their layer, all others by the names of their properties."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.errors import ContestedError
from layers.errors import FormatError
from layers.formats.features import Feature, records_of_feature
from layers.formats.geometries import position_of
from layers.formats.named_rows import Origin
from layers.formats.objects import features_of
from layers.formats.own_rows import ORDER, layer_of, read_own
from layers.formats.own_seen import Beside, RowsSeen
from layers.formats.reading import Accepted, rejected
from layers.formats.texts import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from layers.formats.reading import ImportOptions, Item
    from layers.records import Record

_SUFFIXES = (".geojson", ".geojsonl", ".ndjson", ".geojsonseq", ".json")


@dataclass(frozen=True, slots=True)
class GeoJsonFormat:
    """Reads features of GeoJSON (RFC 7946), on WGS 84."""

    name: str = "GeoJSON"
    suffixes: tuple[str, ...] = _SUFFIXES

    def sniff(self, path: Path, head: bytes) -> float:
        """Return how sure it is, by what every feature says of itself."""
        if path.is_dir():
            return 0.99 if _files(path) else 0.0
        start = text_of(head).lstrip("\x1e \t\r\n")
        if start[:1] != "{":
            return 0.0
        squeezed = "".join(start[:20_000].split())
        if '"type":"FeatureCollection"' in squeezed or '"type":"Feature"' in squeezed:
            return 0.7
        return 0.3 if path.suffix.lower() in _SUFFIXES[:4] else 0.0

    def read(self, path: Path, options: ImportOptions) -> Iterator[Item]:
        """Yield the records of each feature; of a folder of ours, file by file, those that others name first."""
        files = _files(path) if path.is_dir() else [path]
        beside = _beside(files)
        for file in files:
            origin = Origin.of(file)
            for number, feature in features_of(file):
                try:
                    yield Accepted(line=number, records=_records(feature, origin, options, beside))
                except ContestedError as error:
                    where = f"{file.name}: " if len(files) > 1 else ""
                    yield rejected(number, f"{where}{error}", json.dumps(feature, ensure_ascii=False)[:4_000])


def _files(path: Path) -> list[Path]:
    return [file for layer in ORDER for file in sorted(path.glob(f"{layer}*.geojson"))]


def _beside(files: list[Path]) -> Beside:
    """Return what is known of features of ours beforehand; a file of others is given up at its first feature."""
    seen = RowsSeen()
    for file in files:
        for _, feature in features_of(file):
            if not isinstance(feature, dict) or _own_layer(feature) is None:
                return seen.beside()
            seen.see(_own_layer(feature), feature["properties"])
    return seen.beside()


def _own_layer(feature: dict[str, Any]) -> str | None:
    """Return the layer of ours that a feature belongs to."""
    properties = feature.get("properties")
    return layer_of((*properties, "id")) if isinstance(properties, dict) else None


def _records(feature: Any, origin: Origin, options: ImportOptions, beside: Beside) -> tuple[Record, ...]:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise FormatError("it is no Feature; GeoJSON has features in a FeatureCollection, or one a line")
    _require_wgs84(feature)
    properties = feature.get("properties") or {}
    if not isinstance(properties, dict):
        raise FormatError("its properties are no object")
    layer = _own_layer(feature)
    if layer is not None:
        own = {name: value for name, value in properties.items() if name != "layer"}
        geometry = None if layer == "zone_definitions" else feature.get("geometry")
        return read_own(layer, own, position_of(geometry), beside=beside)
    found = Feature(
        id=feature.get("id"),
        properties=properties,
        position=position_of(feature.get("geometry")),
        number_text=json.dumps(feature.get("geometry")),
    )
    return records_of_feature(found, origin, options)


def _require_wgs84(feature: dict[str, Any]) -> None:
    crs = feature.get("crs")
    if crs is not None and "CRS84" not in str(crs) and "4326" not in str(crs):
        raise FormatError(f"crs {str(crs)[:80]!r}: GeoJSON is on WGS 84; export it anew in EPSG:4326")


FORMAT = GeoJsonFormat()
