"""GeoJSON as RFC 7946 has it: WGS 84, longitude first, right-hand rings, stable ids, one file for each geometry type.

A place that is not known is a null geometry, never a point at 0, 0. Coordinates have seven decimals, about 1 cm.
QGIS and GDAL give one layer for each file, with ISO dates as dates and the feature's `id` as a field.
"""

from __future__ import annotations

import itertools
import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from layers import rows
from layers.errors import CaseFileError
from layers.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from layers.case import Case

DECIMALS = 7


def feature_collections(case: Case) -> dict[str, dict[str, Any]]:
    """Return every layer of a case as a GeoJSON FeatureCollection, by the name of its file.

    A layer with more than one kind of geometry is split: `zone_definitions_polygons`, `zone_definitions_lines`, ...
    """
    collections: dict[str, dict[str, Any]] = {}
    for layer, (columns, yield_rows) in rows.LAYERS.items():
        features = [_feature(row, columns) for row in yield_rows(case)]
        collections.update(_by_geometry(layer, features, case))
    return collections


def export_geojson(case: Case, out: Path) -> list[Path]:
    """Write a case as GeoJSON and return the files written.

    Parameters
    ----------
    case : Case
        What is written.
    out : Path
        A name that ends in `.geojson` or `.json` gives one file with all features, each with its `layer`; any other
        name is a folder, with one file for each layer and kind of geometry.

    Raises
    ------
    CaseFileError
        If a file or the folder cannot be written.
    """
    collections = feature_collections(case)
    if out.suffix in {".geojson", ".json"}:
        features = [
            {
                **feature,
                "id": f"{layer}/{feature['id']}",
                "properties": {"layer": layer, **feature["properties"]},
            }
            for layer, collection in collections.items()
            for feature in collection["features"]
        ]
        collections = {out.name: _collection(features, case)}
        folder = out.parent
    else:
        collections = {f"{name}.geojson": collection for name, collection in collections.items()}
        folder = out
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CaseFileError(f"{out}: cannot be written ({error.strerror}); choose another folder") from error
    return [_write(folder / name, collection) for name, collection in collections.items()]


def _feature(row: rows.Row, columns: dict[str, str]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": row["id"],
        "geometry": _rounded(row["geometry"]),
        "properties": {column: _plain(row[column]) for column in columns},
    }


def _by_geometry(layer: str, features: list[dict[str, Any]], case: Case) -> dict[str, dict[str, Any]]:
    parts: dict[str, list[dict[str, Any]]] = {}
    for feature in features:
        kind = _FAMILIES[feature["geometry"]["type"]] if feature["geometry"] else "points"
        parts.setdefault(kind, []).append(feature)
    if len(parts) == 1 or not parts:
        return {layer: _collection(features, case)}
    return {f"{layer}_{kind}": _collection(part, case) for kind, part in sorted(parts.items())}


_FAMILIES = {
    "Point": "points",
    "MultiPoint": "points",
    "LineString": "lines",
    "MultiLineString": "lines",
    "Polygon": "polygons",
    "MultiPolygon": "polygons",
}


def _collection(features: Iterable[dict[str, Any]], case: Case) -> dict[str, Any]:
    return {
        "type": "FeatureCollection",
        "title": case.info.title,
        "license": case.info.license,
        "attribution": case.info.attribution,
        "features": list(features),
    }


def _rounded(geometry: dict[str, Any] | None) -> dict[str, Any] | None:
    if geometry is None:
        return None
    coordinates = _round(geometry["coordinates"])
    if geometry["type"] == "Polygon":
        coordinates = _wound(coordinates)
    elif geometry["type"] == "MultiPolygon":
        coordinates = [_wound(polygon) for polygon in coordinates]
    return {"type": geometry["type"], "coordinates": coordinates}


def _round(coordinates: Any) -> Any:  # nested lists of any depth
    if isinstance(coordinates, float | int):
        return round(float(coordinates), DECIMALS)
    return [_round(part) for part in coordinates]


def _wound(rings: list[list[list[float]]]) -> list[list[list[float]]]:
    """Return rings as RFC 7946 wants them: the outer one counter-clockwise, holes clockwise."""
    return [ring if (_twice_area(ring) > 0) == (n == 0) else ring[::-1] for n, ring in enumerate(rings)]


def _twice_area(ring: list[list[float]]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring))


def _plain(value: object) -> object:
    return value.isoformat().replace("+00:00", "Z") if isinstance(value, datetime) else value


def _write(path: Path, collection: dict[str, Any]) -> Path:
    text = json.dumps(collection, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return write_whole(path, text + "\n")
