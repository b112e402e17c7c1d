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
from layers.files import make_folder, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from layers.case import Case
    from layers.records import CaseInfo

DECIMALS = 7


def feature_collections(case: Case, *, layer: str | None = None) -> dict[str, dict[str, Any]]:
    """Return every layer of a case, or one, as a GeoJSON FeatureCollection, by the name of its file.

    A layer with more than one kind of geometry is split: `zone_definitions_polygons`, `zone_definitions_lines`, ...
    """
    return {
        file: {**head(case.info), "features": features}
        for name in rows.layer_names(layer)
        for file, features in _by_geometry(name, list(features_of(case, name)))
    }


def write(case: Case, out: Path, *, layer: str | None = None) -> list[Path]:
    """Write a case as GeoJSON, with a README where a folder is filled, and return the files written.

    Parameters
    ----------
    case : Case
        What is written.
    out : Path
        A name that ends in `.geojson` or `.json` gives one file with all features, each with its `layer`; any other
        name is a folder, with one file for each layer and kind of geometry.
    layer : str or None
        One layer of `layers.rows.LAYERS`, and no other.

    Raises
    ------
    CaseFileError
        If a file or the folder cannot be written.
    """
    if out.suffix in {".geojson", ".json"} and not out.is_dir():
        make_folder(out.parent)
        return [_write_one(case, out, layer)]
    from layers.exports.readme import write_readme

    folder = make_folder(out)
    collections = feature_collections(case, layer=layer)
    files = [
        write_whole(folder / f"{name}.geojson", text_of(collection) + "\n")
        for name, collection in collections.items()
    ]
    return [*files, write_readme(case, folder, {file.name: about(file.stem) for file in files})]


def about(file: str) -> str:
    """Return what a file of a package holds, by the name of its layer.

    Examples
    --------
    >>> about("zone_definitions_lines")
    'zone definitions, one a row, drawn as lines'
    """
    layer = next((name for name in rows.LAYERS if file.startswith(name)), file)
    kind = file.removeprefix(layer).strip("_")
    return f"{layer.replace('_', ' ')}, one a row{f', drawn as {kind}' if kind else ''}"


def _write_one(case: Case, out: Path, layer: str | None) -> Path:
    features = [
        found if layer else among_others(found, name)
        for name in rows.layer_names(layer)
        for found in features_of(case, name)
    ]
    return write_whole(out, text_of({**head(case.info), "features": features}) + "\n")


def features_of(case: Case, layer: str) -> Iterator[dict[str, Any]]:
    """Yield the features of one layer, in canonical order, whatever their kind of geometry."""
    columns, yield_rows = rows.LAYERS[layer]
    for row in yield_rows(case):
        yield feature(row, columns)


def among_others(feature: dict[str, Any], layer: str) -> dict[str, Any]:
    """Return a feature as it stands in one file with those of other layers."""
    properties = {"layer": layer, **feature["properties"]}
    return {**feature, "id": f"{layer}/{feature['id']}", "properties": properties}


def head(info: CaseInfo) -> dict[str, Any]:
    """Return the members of a FeatureCollection before its features."""
    return {
        "type": "FeatureCollection",
        "title": info.title,
        "license": info.license,
        "attribution": info.attribution,
    }


def text_of(value: object) -> str:
    """Return JSON on one line, without spaces, numbers that are not finite refused."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def feature(row: rows.Row, columns: Iterable[str]) -> dict[str, Any]:
    """Return a row as a GeoJSON feature."""
    return {
        "type": "Feature",
        "id": row["id"],
        "geometry": rounded(row["geometry"]),
        "properties": {column: _plain(row[column]) for column in columns},
    }


def _by_geometry(layer: str, features: list[dict[str, Any]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    parts: dict[str, list[dict[str, Any]]] = {}
    for found in features:
        kind = _FAMILIES[found["geometry"]["type"]] if found["geometry"] else "points"
        parts.setdefault(kind, []).append(found)
    if len(parts) <= 1:
        yield layer, features
    else:
        yield from ((f"{layer}_{kind}", part) for kind, part in sorted(parts.items()))


_FAMILIES = {
    "Point": "points",
    "MultiPoint": "points",
    "LineString": "lines",
    "MultiLineString": "lines",
    "Polygon": "polygons",
    "MultiPolygon": "polygons",
}


def rounded(geometry: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return a geometry with seven decimals, its rings wound as RFC 7946 wants them."""
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
