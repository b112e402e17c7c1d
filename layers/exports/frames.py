"""Layers as typed GeoDataFrames, one kind of geometry each, for formats that fix the type of every column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layers import rows
from layers.formats.geojson import rounded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geopandas import GeoDataFrame
    from shapely.geometry.base import BaseGeometry

    from layers.case import Case

_TIMES = ("earliest", "latest")
_NUMBERS = ("uncertainty_m", "radius_m")
_COUNTS = ("claims", "killed_low", "killed_high", "injured_low", "injured_high")
_TRUTHS = ("unverified",)
_FAMILIES = {"Point": "points", "LineString": "lines", "Polygon": "polygons"}


def typed_frames(case: Case) -> Iterator[tuple[str, GeoDataFrame]]:
    """Yield each layer that has rows, split by kind of geometry, under the name that its file gets.

    A column has the same type in every case: text, float, whole number, truth, or UTC time to the millisecond; a value
    that no source gives is missing. Rings are wound counter-clockwise, coordinates rounded to seven decimals.
    """
    for layer, (columns, yield_rows) in rows.LAYERS.items():
        parts: dict[str, list[rows.Row]] = {}
        for row in yield_rows(case):
            kind = row["geometry"]["type"].removeprefix("Multi") if row["geometry"] else "Point"
            parts.setdefault(_FAMILIES[kind], []).append(row)
        for family, part in sorted(parts.items()):
            yield layer if len(parts) == 1 else f"{layer}_{family}", _frame(part, columns)


def _frame(found: list[rows.Row], columns: dict[str, str]) -> GeoDataFrame:
    import numpy as np
    from geopandas import GeoDataFrame

    drawn = np.empty(len(found), dtype=object)
    drawn[:] = [_shape(row["geometry"]) for row in found]
    data = {column: _column(column, [row[column] for row in found]) for column in columns}
    return GeoDataFrame(data, geometry=drawn, crs="EPSG:4326")


def _shape(geometry: dict[str, Any] | None) -> BaseGeometry | None:
    from shapely.geometry import shape

    plain = rounded(geometry)
    return None if plain is None else shape(plain)


def _column(name: str, values: list[Any]) -> Any:  # a pandas array
    import numpy as np
    import pandas as pd

    if name in _TIMES:
        instants = [None if value is None else value.replace(tzinfo=None) for value in values]
        return pd.Series(np.array(instants, dtype="datetime64[ms]")).dt.tz_localize("UTC")
    if name in _NUMBERS:
        return np.array(values, dtype=float)
    if name in _COUNTS:
        return pd.array(values, dtype="Int64")
    if name in _TRUTHS:
        return np.array(values, dtype=bool)
    return pd.Series(values, dtype=object)
