# ruff: noqa: S608 # names in SQL are those of columns.py; values are always parameters
"""One change of one record: the row, the rows linked to it, and what stood there before."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from layers.errors import DuplicateIdError, RecordError
from layers.gpkg.columns import table_name
from layers.gpkg.mapping import table_of
from layers.gpkg.reading import read_one, require_one
from layers.gpkg.rows import as_stored, row_of
from layers.gpkg.schema import quoted
from layers.records import CaseInfo, Record
from layers.store import Add, Remove

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from layers.gpkg.columns import Table
    from layers.gpkg.rows import Row
    from layers.store import Change

R = TypeVar("R", bound=Record)


class Made(NamedTuple):
    """What a change made of a record: as it was, None if it is new, and as it is stored, None if it is gone."""

    before: Record | None
    after: Record | None


def make(connection: sqlite3.Connection, change: Change, location: str) -> Made:
    """Make one change, without asking yet whether the records that it names exist.

    Raises
    ------
    DuplicateIdError, UnknownIdError, RecordError
        As `layers.store.Store.write` says.
    """
    if isinstance(change, Add):
        return Made(before=None, after=_add(connection, change.record, location))
    if isinstance(change, Remove):
        before = _current(connection, change.record_type, change.record_id, change.was, location)
        if isinstance(before, CaseInfo):
            raise RecordError(f"{location}: what the case is about cannot be removed, only replaced")
        connection.execute(f'DELETE FROM "{table_of(change.record_type).name}" WHERE "id" = ?', (before.id,))
        return Made(before=before, after=None)
    record = change.record
    before = _current(connection, type(record), record.id, change.was, location)
    return Made(before=before, after=_replace(connection, before, record))


def exists(connection: sqlite3.Connection, kind: str, record_id: str) -> bool:
    """Return whether there is a record of a kind with an id."""
    sql = f'SELECT 1 FROM "{table_name(kind)}" WHERE "id" = ?'
    return connection.execute(sql, (record_id,)).fetchone() is not None


def insert_links(connection: sqlite3.Connection, table: Table, rows: Sequence[Row]) -> None:
    """Put in the rows that are linked to records."""
    for n, link in enumerate(table.links):
        linked = [
            (row.values[0], ordinal, *part) for row in rows for ordinal, part in enumerate(row.links[n])
        ]
        if linked:
            columns = ", ".join(map(quoted, (link.owner, "ordinal", *link.columns)))
            marks = ", ".join("?" * (2 + len(link.columns)))
            connection.executemany(f'INSERT INTO "{link.table}" ({columns}) VALUES ({marks})', linked)


def _current(
    connection: sqlite3.Connection, record_type: type[R], record_id: str, was: Record | None, location: str
) -> R:
    current = require_one(read_one(connection, record_type, record_id), record_type, record_id, location)
    if was is not None and was != current:
        raise RecordError(
            f"{record_type.KIND} {record_id} was changed by somebody else meanwhile; look at it again, then repeat the change"
        )
    return current


def _add(connection: sqlite3.Connection, record: R, location: str) -> R:
    if isinstance(record, CaseInfo) or exists(connection, record.KIND, record.id):
        raise DuplicateIdError(
            f"{location} already has {record.KIND} {record.id!r}; choose another id, or change that one"
        )
    table, row = table_of(type(record)), row_of(record)
    connection.execute(_insert_sql(table), row.values)
    insert_links(connection, table, [row])
    return as_stored(record, row)


def _replace(connection: sqlite3.Connection, before: Record, record: R) -> R:
    # An update, not a new row: the fid stays, and with it what QGIS remembers of the feature.
    table, row, old = table_of(type(record)), row_of(record), row_of(before)
    columns = ", ".join(f'"{name}" = ?' for name in table.stored)
    connection.execute(f'UPDATE "{table.name}" SET {columns} WHERE "id" = ?', (*row.values, record.id))
    if row.links != old.links:
        for link in table.links:
            connection.execute(f'DELETE FROM "{link.table}" WHERE "{link.owner}" = ?', (record.id,))
        insert_links(connection, table, [row])
    return as_stored(record, row)


@cache
def _insert_sql(table: Table) -> str:
    """Return the statement that puts in a record; what is derived comes after."""
    columns = ", ".join(map(quoted, table.stored))
    return f'INSERT INTO "{table.name}" ({columns}) VALUES ({", ".join("?" * len(table.stored))})'
