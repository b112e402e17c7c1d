# ruff: noqa: S608 # names in SQL are those of columns.py; values are always parameters
"""The statements of `layers.gpkg.bulk`, and how SQLite is set up for it."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from layers.formats import flat
from layers.gpkg.columns import table_name
from layers.gpkg.schema import quoted
from layers.records import Claim, Incident

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from layers.formats.flat import FlatBatch

_CACHE_KIB = 192 * 1024
_REMADE = ("claim_by_party", "claim_by_subject_incident", "claim_source_by_source")
"""Indexes into which every new claim goes: sorting all keys once is sooner than putting each in its place."""


@contextmanager
def bulk_settings(connection: sqlite3.Connection) -> Iterator[None]:
    """Let SQLite leave to us what is checked before a row reaches it, and give it room; as before afterwards."""
    (cache,) = connection.execute("PRAGMA cache_size").fetchone()
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA cache_size = {cache}")
        connection.execute("PRAGMA ignore_check_constraints = OFF")
        connection.execute("PRAGMA foreign_keys = ON")


def speaking_first(batch: FlatBatch) -> flat.FlatColumns:
    """Return a batch's columns, the rows with a claim before those without."""
    return flat.columns_of(sorted(batch.rows, key=lambda row: row[flat.CLAIM_ID] is None))


def take_away(connection: sqlite3.Connection, *, indexes: bool) -> list[str]:
    """Drop the triggers of R-trees and counts, and the indexes that are remade; return how to make them again."""
    kinds = ("trigger", "index") if indexes else ("trigger",)
    sql = []
    for kind, name, statement in connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall():
        ours = (
            name.startswith("rtree_") or "_feature_count_" in name if kind == "trigger" else name in _REMADE
        )
        if kind in kinds and ours:
            connection.execute(f'DROP {kind} "{name}"')
            sql.append(statement)
    return sql


@cache
def insert_sql(table: str, columns: tuple[str, ...], constants: tuple[tuple[str, object], ...]) -> str:
    """Return the statement that puts in rows by some columns, others being the same in all; a row whose id is taken stays out."""
    names = ", ".join(map(quoted, (*columns, *(name for name, _ in constants))))
    values = ", ".join(["?"] * len(columns) + [repr(value) for _, value in constants])
    return f'INSERT OR IGNORE INTO "{table}" ({names}) VALUES ({values})'


def _select_sql(table: str, columns: Sequence[str]) -> str:
    return f'SELECT {", ".join(map(quoted, columns))} FROM "{table}" WHERE "id" = ?'


def claim_without_derived(row: flat.FlatRow) -> flat.FlatRow:
    """Return what `SAME_CLAIM` asks of a claim, as a flat row has it."""
    return (*row[flat.ID : flat.GEOM], *row[flat.CLAIM_ID : flat.SOURCES])


SAME_INCIDENT = _select_sql(table_name(Incident.KIND), flat.INCIDENT_COLUMNS[: flat.GEOM])
SAME_CLAIM = _select_sql(
    table_name(Claim.KIND),
    [name for name in flat.CLAIM_COLUMNS if name not in {"geom", "earliest", "latest"}],
)
INCIDENT_PLACES = {name: place for place, name in enumerate(flat.INCIDENT_COLUMNS)}
CLAIM_PLACES = {name: flat.ID + place for place, name in enumerate(flat.CLAIM_COLUMNS)}
