"""The process that opens a file with GDAL and writes its features as lines of JSON; a file that breaks GDAL breaks only this.

Run as `python -m layers.formats.vector.worker FILE`. It is given a copy, few gigabytes and few minutes. Coordinates come out on
WGS 84, longitude first.
"""

from __future__ import annotations

import json
import math
import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MEMORY_BYTES = 4 << 30
_CPU_S = 300
_AT_A_TIME = 2_000
_NO_NETWORK = {
    "GDAL_DISABLE_READDIR_ON_OPEN": "FALSE",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": "none",
    "GDAL_HTTP_TIMEOUT": "1",
    "OGR_SQLITE_LOAD_EXTENSIONS": "NO",
    "SHAPE_ENCODING": "",
    "PROJ_NETWORK": "OFF",
}


def _features(path: str) -> Iterator[dict[str, Any]]:
    import pyogrio

    layers = pyogrio.list_layers(path).tolist()
    if not any(geometry_type for _, geometry_type in layers):
        raise ValueError("it has no layer with a geometry")
    for layer, geometry_type in layers:
        if geometry_type is None:
            continue
        info = pyogrio.read_info(path, layer=layer)
        to_wgs84 = _to_wgs84(info["crs"])
        done = 0
        while True:
            _, fids, geometries, columns = pyogrio.raw.read(
                path,
                layer=layer,
                skip_features=done,
                max_features=_AT_A_TIME,
                return_fids=True,
                datetime_as_string=True,
            )
            for n, fid in enumerate(fids):
                values = {
                    str(name): _plain(column[n]) for name, column in zip(info["fields"], columns, strict=True)
                }
                yield {
                    "layer": str(layer),
                    "id": int(fid),
                    "properties": values,
                    "geometry": _geometry(geometries[n], to_wgs84),
                }
            done += len(fids)
            if len(fids) < _AT_A_TIME:
                break


def _to_wgs84(crs: str | None) -> Callable[[Any], Any] | None:
    if crs is None:
        return None
    import pyproj
    import shapely

    given = pyproj.CRS.from_user_input(crs)
    if given.to_epsg() == 4326 or given.to_authority() == ("OGC", "CRS84"):
        return None
    moved = pyproj.Transformer.from_crs(given, "EPSG:4326", always_xy=True)
    transform: Any = moved.transform
    return lambda shape: shapely.transform(shape, transform, interleaved=False)


def _geometry(wkb: bytes | None, to_wgs84: Callable[[Any], Any] | None) -> Any:
    import shapely

    if wkb is None:
        return None
    shape = shapely.force_2d(shapely.from_wkb(wkb))
    if shape.is_empty:
        return None
    return (shape if to_wgs84 is None else to_wgs84(shape)).__geo_interface__


def _plain(value: Any) -> Any:
    if hasattr(value, "item"):
        value = value.item()
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return None
    if isinstance(value, bytes):
        return None
    if isinstance(value, str | bool | int | float):
        return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else value
    return None if str(value) == "NaT" else str(value)


def main() -> None:
    """Write the features of the file that is named."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_S, _CPU_S))
    os.environ.update(_NO_NETWORK)
    try:
        for feature in _features(sys.argv[1]):
            sys.stdout.write(json.dumps(feature, allow_nan=False, ensure_ascii=True) + "\n")
    except BrokenPipeError:
        return
    except Exception as error:  # whatever GDAL says of a broken file is told by the one who asked
        sys.stdout.write(json.dumps({"error": str(error)[:500]}) + "\n")


if __name__ == "__main__":
    main()
