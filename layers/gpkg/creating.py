# ruff: noqa: S608 # names in SQL are those of columns.py; values are always parameters
"""A whole case into a new case file: rows first, then indexes, R-trees and triggers over what is there."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from layers.case import COLLECTIONS
from layers.gpkg.changing import insert_links
from layers.gpkg.connection import explained, raw_connection
from layers.gpkg.derived import Remembered, derived_values
from layers.gpkg.files import new_file
from layers.gpkg.mapping import table_of
from layers.gpkg.rows import as_stored, row_of
from layers.gpkg.schema import create_tables, finish_tables, quoted, register_tables
from layers.gpkg.styles import write_styles
from layers.gpkg.writing import append_entry
from layers.log import created, fingerprint_line
from layers.soundness import require_no_circles

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from layers.case import Case
    from layers.records import Record

_AT_A_TIME = 5_000


def create_geopackage(
    path: Path, case: Case, *, command: str, by: str | None = None, at: datetime | None = None
) -> None:
    """Write a case into a new GeoPackage; `layers.store.create_store` says more."""
    chained: tuple[Record, ...] = (*case.sources, *case.zone_definitions, *case.claims)
    require_no_circles(chained, Remembered(case, chained))
    with new_file(path) as part, explained(path):
        connection = raw_connection(part, wait_s=0)
        try:
            # Nobody sees the part before it is whole and synced, so it needs no journal.
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            create_tables(connection)
            connection.execute("BEGIN")
            _fill(connection, case, command=command, by=by, at=at)
            connection.execute("COMMIT")
            connection.execute("PRAGMA journal_mode = DELETE")
        finally:
            connection.close()


def _fill(
    connection: sqlite3.Connection, case: Case, *, command: str, by: str | None, at: datetime | None
) -> None:
    lookup = Remembered(case, (*case.places, *case.zone_definitions))
    digest = hashlib.sha256()
    _insert(connection, [case.info], lookup, case.info.time_zone, digest)
    for kind in COLLECTIONS:
        _insert(connection, case.of_kind(kind), lookup, case.info.time_zone, digest)
    counts = {kind: len(case.of_kind(kind)) for kind in COLLECTIONS}
    entry = append_entry(
        connection, [created(case.info, counts, digest.hexdigest())], command=command, by=by, at=at
    )
    register_tables(connection, at=entry.at)
    write_styles(connection, at=entry.at)
    finish_tables(connection)


def _insert(
    connection: sqlite3.Connection,
    records: Sequence[Record],
    lookup: Remembered,
    time_zone: str,
    digest: hashlib._Hash,
) -> None:
    """Put in records of one kind, what is derived with them, and count them into the fingerprint as they will be read."""
    if not records:
        return
    table = table_of(type(records[0]))
    columns = (*table.stored, *table.derived)
    sql = f'INSERT INTO "{table.name}" ({", ".join(map(quoted, columns))}) VALUES ({", ".join("?" * len(columns))})'
    for start in range(0, len(records), _AT_A_TIME):
        chunk = [(record, row_of(record)) for record in records[start : start + _AT_A_TIME]]
        connection.executemany(
            sql, ((*row.values, *derived_values(record, lookup, time_zone)) for record, row in chunk)
        )
        insert_links(connection, table, [row for _, row in chunk])
        for record, row in chunk:
            digest.update(fingerprint_line(as_stored(record, row)))
