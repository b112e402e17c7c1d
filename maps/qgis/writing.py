# ruff: noqa: S608 # names in SQL are those of the code; values are always parameters
"""Tables made for the map, into a GeoPackage: rows, geometries, and where GIS programs look them up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from layers.exports.cells import instant
from layers.formats.geojson import rounded
from layers.gpkg.blobs import SRS_ID, shape_blob

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

    from layers.rows import Row

_REALS = frozenset(
    {"uncertainty_m", "radius_m", "lat", "lon", "location_uncertainty_m", "border_m", "share_inside"}
)
_WHOLE = frozenset({
    "claims", "killed_low", "killed_high", "injured_low", "injured_high", "speaking", "silent", "paint", "unverified",
    "uncertainty_known",
})  # fmt: skip
_TIMES = frozenset({"earliest", "latest"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeTable:
    """One table: columns with their meaning, its kind of geometry ("" for none), and rows with `geometry`."""

    name: str
    about: str
    columns: dict[str, str]
    geometry: str
    rows: list[Row]


def write_tables(connection: sqlite3.Connection, tables: Iterable[MadeTable], *, at: str) -> None:
    """Put the tables into a GeoPackage, and enter them where GIS programs look for them."""
    for table in tables:
        _create(connection, table, at)
        names = [*(["geom"] if table.geometry else []), *table.columns]
        marks = ", ".join("?" * len(names))
        connection.executemany(
            f'INSERT INTO "{table.name}" ({", ".join(map(_quoted, names))}) VALUES ({marks})',
            (_values(row, table) for row in table.rows),
        )
        if table.geometry:
            _register_extent(connection, table)


def _create(connection: sqlite3.Connection, table: MadeTable, at: str) -> None:
    parts = ["fid INTEGER PRIMARY KEY NOT NULL", *([f"geom {table.geometry}"] if table.geometry else [])]
    parts += [f"{_quoted(column)} {_sql_type(column)}" for column in table.columns]
    connection.execute(f'CREATE TABLE "{table.name}" ({", ".join(parts)})')
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id) VALUES (?, ?, ?, ?, ?, ?)",
        (
            table.name,
            "features" if table.geometry else "attributes",
            table.name,
            table.about,
            at,
            SRS_ID if table.geometry else None,
        ),
    )
    connection.executemany(
        "INSERT INTO gpkg_data_columns (table_name, column_name, name, description) VALUES (?, ?, ?, ?)",
        [(table.name, column, column, meaning) for column, meaning in table.columns.items()],
    )
    if table.geometry:
        connection.execute(
            "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)",
            (table.name, table.geometry, SRS_ID),
        )


def _register_extent(connection: sqlite3.Connection, table: MadeTable) -> None:
    import shapely

    shapes = [shape for row in table.rows if (shape := _shape(row)) is not None]
    if shapes:
        extent = shapely.total_bounds(shapes).tolist()
        connection.execute(
            "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ? WHERE table_name = ?",
            (*extent, table.name),
        )


def _values(row: Row, table: MadeTable) -> list[object]:
    values = [_plain(row[column]) for column in table.columns]
    if not table.geometry:
        return values
    shape = _shape(row)
    return [None if shape is None else shape_blob(shape), *values]


def _shape(row: Row) -> BaseGeometry | None:
    """Return the geometry of a row: it is one already, or a mapping as GeoJSON has it."""
    from shapely.geometry import shape

    geometry = row["geometry"]
    if not isinstance(geometry, dict):
        return geometry  # type: ignore[no-any-return] # a shape, or None
    plain = rounded(geometry)
    return None if plain is None else shape(plain)


def _plain(value: object) -> object:
    return instant(value).replace("Z", ".000Z") if isinstance(value, datetime) else value


def _sql_type(column: str) -> str:
    if column in _TIMES:
        return "DATETIME"
    return "DOUBLE" if column in _REALS else "INTEGER" if column in _WHOLE else "TEXT"


def _quoted(name: str) -> str:
    return f'"{name}"'
