"""All that a case holds as tables: the layers of a map first, with their positions in columns, then all other records.

CSV, XLSX and their kin are made of these. Columns of layers are those of `layers.rows`; all other kinds of records have the
columns of their fields, ids in a list joined by "; ", other lists as JSON.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from layers import rows
from layers.case import COLLECTIONS
from layers.gpkg.descriptions import describe
from layers.plain import to_json, to_plain
from layers.records import RECORD_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from layers.case import Case
    from layers.records import Record

DECIMALS = 7
"""Of degrees in every export: 7 decimals are about 1 cm."""

POSITION_COLUMNS: dict[str, str] = {
    "lat": "degrees north, WGS 84",
    "lon": "degrees east, WGS 84",
}
SHAPE_COLUMNS: dict[str, str] = {"wkt": "the drawn border as well-known text, longitude first"}

OTHER_KINDS = ("party", "source", "zone", "grade", "assessment", "article statement")
"""Kinds of records that are no layer of a map."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: its name, what it holds, its columns with their meaning, and its rows as plain values."""

    name: str
    columns: dict[str, str]
    rows: list[rows.Row]


def tables_of(case: Case) -> Iterator[Table]:
    """Yield every table of a case that has rows.

    Examples
    --------
    >>> from layers.cases import bundled_case
    >>> [table.name for table in tables_of(bundled_case("al-tanf"))][:6]
    ['incidents', 'claims', 'zone_definitions', 'known_positions', 'places', 'parties']
    """
    for name in rows.LAYERS:
        table = layer_table(case, name)
        if table.rows:
            yield table
    yield from other_tables(case, OTHER_KINDS)


def other_tables(case: Case, kinds: Iterable[str]) -> Iterator[Table]:
    """Yield the tables of kinds of records that are no layer, those that have rows."""
    for kind in kinds:
        records = case.of_kind(kind)
        if records:
            yield _record_table(COLLECTIONS[kind], RECORD_TYPES[kind], records)


def layer_table(case: Case, name: str) -> Table:
    """Return one layer as a table: points as `lat` and `lon`, shapes as `wkt`."""
    columns, yield_rows = rows.LAYERS[name]
    placed = SHAPE_COLUMNS if name == "zone_definitions" else POSITION_COLUMNS
    place = _shape if name == "zone_definitions" else _position
    return Table(
        name=name,
        columns={**columns, **placed},
        rows=[
            {**{column: row[column] for column in columns}, **place(row["geometry"])}
            for row in yield_rows(case)
        ],
    )


def _record_table(name: str, record_type: type[Record], records: tuple[Record, ...]) -> Table:
    columns = {field.name: describe(record_type.__name__, field.name) for field in fields(record_type)}
    plain = [to_plain(record) for record in records]
    return Table(
        name=name,
        columns=columns,
        rows=[{column: _value(row.get(column)) for column in columns} for row in plain],
    )


def _value(value: Any) -> Any:  # JSON
    if isinstance(value, list):
        return (
            "; ".join(value)
            if all(isinstance(item, str) and ";" not in item for item in value)
            else to_json(value)
        )
    return to_json(value) if isinstance(value, dict) else value


def _position(geometry: dict[str, Any] | None) -> rows.Row:
    if geometry is None:
        return {"lat": None, "lon": None}
    lon, lat = geometry["coordinates"]
    return {"lat": round(lat, DECIMALS), "lon": round(lon, DECIMALS)}


def _shape(geometry: dict[str, Any] | None) -> rows.Row:
    if geometry is None:
        return {"wkt": None}
    from shapely import to_wkt
    from shapely.geometry import shape

    return {"wkt": to_wkt(shape(geometry), rounding_precision=DECIMALS, trim=True)}
