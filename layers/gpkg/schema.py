# ruff: noqa: S608 # names in SQL are those of columns.py; values are always parameters
"""The SQL that makes a case file: `standard.sql`, and one table for each kind of record, written from its fields.

The comments beside the columns stay in the file: `SELECT sql FROM sqlite_master` is its documentation.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from layers.gpkg.blobs import SRS_ID, box_of
from layers.gpkg.columns import GEOMETRY, Column, Link, Table, subject_column, table_name
from layers.gpkg.mapping import tables

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

SCHEMA_VERSION = 1
"""Raised with every change of the tables; a program reads only its own."""

_FORMAT = "contested case file"
_DERIVED = {
    "geom": "Where it is drawn, worked out from the other columns; edit those.",
    "earliest": "First instant that its time may mean, in UTC; worked out.",
    "latest": "Instant just after the last that its time may mean, in UTC; worked out.",
}
_OWN_TABLES = {
    "contested_meta": "Which program's case this is, and the version of its tables.",
    "log": "Who changed what and when, each entry chained to the one before it by its hash.",
    "name": "Names of parties, places, zones and zone definitions, in order.",
    "layer_styles": "How QGIS draws each layer.",
}
# Not a reference, since it may be free text; but the places that it names move what is drawn.
_ALSO_INDEXED = ("where_offset_measured_from",)


def quoted(name: str) -> str:
    """Return a name as SQL writes it, so that columns may be called `order` or `by`."""
    return f'"{name}"'


def create_tables(connection: sqlite3.Connection) -> None:
    """Make the tables of an empty case file, without their indexes and triggers."""
    from importlib.resources import files

    connection.executescript((files("layers.gpkg") / "standard.sql").read_text(encoding="utf-8"))
    for table in tables():
        connection.execute(table_sql(table))
        for link in table.links:
            if link.table != "name":
                connection.execute(_link_sql(link))
    connection.executemany(
        'INSERT INTO contested_meta ("key", "value") VALUES (?, ?)',
        [("format", _FORMAT), ("schema_version", str(SCHEMA_VERSION))],
    )


def finish_tables(connection: sqlite3.Connection) -> None:
    """Make indexes, R-trees, counts and triggers; filled tables are indexed and counted as they are."""
    for sql in _indexes():
        connection.execute(sql)
    for table in GEOMETRY:
        tree, *triggers = _rtree_sql(table)
        connection.execute(tree)
        _fill_rtree(connection, table)
        for sql in triggers:
            connection.execute(sql)
    for name in registered_tables():
        for sql in _count_sql(name):
            connection.execute(sql)


def register_tables(connection: sqlite3.Connection, *, at: str) -> None:
    """Enter every table, and every column with its description, where GeoPackage readers look for them."""
    for name, description in registered_tables().items():
        layer = name in GEOMETRY
        connection.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (name, "features" if layer else "attributes", name, description, at, SRS_ID if layer else None),
        )
    for name, geometry in GEOMETRY.items():
        connection.execute(
            "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)", (name, geometry, SRS_ID)
        )
        connection.execute(
            "INSERT INTO gpkg_extensions VALUES (?, 'geom', 'gpkg_rtree_index', ?, 'write-only')",
            (name, "http://www.geopackage.org/spec140/#extension_rtree"),
        )
    for table in tables():
        _register_columns(connection, table)


def table_sql(table: Table) -> str:
    """Return the statement that makes the table of a kind of record, a comment beside every column.

    Examples
    --------
    >>> from layers.gpkg.mapping import table_of
    >>> from layers.records import Assessment
    >>> print(table_sql(table_of(Assessment)))
    CREATE TABLE "assessment" (  -- The analyst's own view of an incident, kept apart from claims.
      fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      "id" TEXT NOT NULL UNIQUE,  -- Id; it never changes.
      "incident" TEXT NOT NULL REFERENCES "incident"(id) DEFERRABLE INITIALLY DEFERRED,  -- The incident.
      "text" TEXT NOT NULL,  -- The view.
      "confidence" TEXT,  -- How sure the analyst is.
      "by" TEXT,  -- Who assessed.
      "date" TEXT  -- When, as EDTF.
    )
    """
    lines = [("fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL", "")]
    if table.geometry:
        lines.append((f"geom {table.geometry}", _DERIVED["geom"]))
    lines += [(_column_sql(column), column.description) for column in table.columns]
    if table.has_blanks:
        lines.append(
            (
                '"blank_parts" TEXT',
                "Values that are there but state nothing, as a JSON list; nearly always empty.",
            )
        )
    lines += [(f'"{name}" DATETIME', _DERIVED[name]) for name in table.derived if name != "geom"]
    lines += [(_subject_sql(kind), f"The subject, where it is a {kind}.") for kind in table.subjects]
    body = [
        f"  {sql}{',' if n < len(lines) else ''}{f'  -- {comment}' if comment else ''}"
        for n, (sql, comment) in enumerate(lines, start=1)
    ]
    # SQLite keeps a statement from its first word on: a comment before it would be lost.
    return "\n".join([f'CREATE TABLE "{table.name}" (  -- {table.description}', *body, ")"])


def registered_tables() -> dict[str, str]:
    """Return every table that a reader may look into, and what it holds.

    Examples
    --------
    >>> list(registered_tables())[:4]
    ['incident', 'claim', 'place', 'known_position']
    """
    found = dict.fromkeys(GEOMETRY, "")
    for table in tables():
        found[table.name] = table.description
        for link in table.links:
            if link.table != "name":
                found[link.table] = f"{link.description} One row each, in order."
    return found | _OWN_TABLES


def _column_sql(column: Column) -> str:
    parts = [f'"{column.name}" {column.sql_type}']
    if column.not_null:
        parts.append("NOT NULL")
    if column.name == "id":
        parts.append("UNIQUE")
    if column.choices:
        parts.append(f'CHECK ("{column.name}" IN ({", ".join(f"{choice!r}" for choice in column.choices)}))')
    if column.refers_to:
        parts.append(f"REFERENCES {_target(column.refers_to)}")
    return " ".join(parts)


def _target(kind: str) -> str:
    # Deferred to the commit, so that records which name each other can come in any order.
    return f'"{table_name(kind)}"(id) DEFERRABLE INITIALLY DEFERRED'


def _subject_sql(kind: str) -> str:
    value = f"CASE subject_kind WHEN '{kind}' THEN subject END"
    return f'"{subject_column(kind)}" TEXT GENERATED ALWAYS AS ({value}) VIRTUAL REFERENCES {_target(kind)}'


def _link_sql(link: Link) -> str:
    (column,) = link.columns
    owner = f'"{link.owner}" TEXT NOT NULL REFERENCES "{link.owner}"(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED'
    member = f'"{column}" TEXT NOT NULL REFERENCES {_target(link.refers_to or "")}'
    unique = f'UNIQUE ("{link.owner}", ordinal)'
    columns = f"fid INTEGER PRIMARY KEY,\n  {owner},\n  ordinal INTEGER NOT NULL,\n  {member},\n  {unique}"
    return f'CREATE TABLE "{link.table}" (  -- {link.description}\n  {columns}\n)'


def _indexes() -> Iterator[str]:
    """Return an index for each column that names a record: for the questions asked, and for SQLite's own checks."""
    for table in tables():
        for column in table.columns:
            if column.refers_to or column.name in _ALSO_INDEXED:
                yield _index(table.name, column.name, nulls=not column.not_null)
        for kind in table.subjects:
            yield _index(table.name, subject_column(kind), nulls=True)
        for link in table.links:
            yield _index(
                link.table,
                link.owner if link.table == "name" else link.columns[0],
                nulls=link.table == "name",
            )
    yield _index("name", "text", nulls=False)


def _index(table: str, column: str, *, nulls: bool) -> str:
    # Most are empty in most rows: those take no room. SQLite passes over such an index where a column is NOT NULL.
    where = f' WHERE "{column}" IS NOT NULL' if nulls else ""
    return f'CREATE INDEX "{table}_by_{column}" ON "{table}" ("{column}"){where}'


def _register_columns(connection: sqlite3.Connection, table: Table) -> None:
    described = {column.name: column.description for column in table.columns}
    described |= {name: _DERIVED[name] for name in table.derived if name != "geom"}
    choices = {column.name: f"{table.name}_{column.name}" for column in table.columns if column.choices}
    connection.executemany(
        "INSERT INTO gpkg_data_columns (table_name, column_name, name, description, constraint_name)"
        " VALUES (?, ?, ?, ?, ?)",
        [(table.name, name, name, text, choices.get(name)) for name, text in described.items()],
    )
    connection.executemany(
        "INSERT INTO gpkg_data_column_constraints (constraint_name, constraint_type, value, description)"
        " VALUES (?, 'enum', ?, ?)",
        [(choices[c.name], choice, choice) for c in table.columns for choice in c.choices],
    )


def _count_sql(table: str) -> Iterator[str]:
    # GDAL knows these triggers by their names and switches them off for its own bulk writes.
    yield f"INSERT INTO gpkg_ogr_contents SELECT '{table}', count(*) FROM \"{table}\""
    for event, sign in (("insert", "+"), ("delete", "-")):
        yield (
            f'CREATE TRIGGER "trigger_{event}_feature_count_{table}" AFTER {event.upper()} ON "{table}"\n'
            f"BEGIN UPDATE gpkg_ogr_contents SET feature_count = feature_count {sign} 1"
            f" WHERE lower(table_name) = lower('{table}'); END"
        )


def _fill_rtree(connection: sqlite3.Connection, table: str) -> None:
    """Put the boxes of all shapes into the R-tree, and their extent where GIS programs look for it."""
    west, east, south, north = math.inf, -math.inf, math.inf, -math.inf

    def boxes() -> Iterator[tuple[int, float, float, float, float]]:
        nonlocal west, east, south, north
        for fid, blob in connection.execute(f'SELECT fid, geom FROM "{table}" WHERE geom NOT NULL'):
            box = box_of(blob)
            if box is not None:
                west, east = min(west, box[0]), max(east, box[1])
                south, north = min(south, box[2]), max(north, box[3])
                yield fid, *box

    connection.executemany(f'INSERT INTO "rtree_{table}_geom" VALUES (?, ?, ?, ?, ?)', boxes())
    if west <= east:
        connection.execute(
            "UPDATE gpkg_contents SET min_x = ?, max_x = ?, min_y = ?, max_y = ? WHERE table_name = ?",
            (west, east, south, north, table),
        )


@cache
def _rtree_sql(table: str) -> tuple[str, ...]:
    """Return the R-tree of a layer and the seven triggers that keep it, as annex F.3 of GeoPackage 1.4 has them."""
    rtree = f"rtree_{table}_geom"
    box = "ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)"
    put = f'INSERT OR REPLACE INTO "{rtree}" VALUES (NEW.fid, {box});'
    full, empty = (
        "(NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom))",
        "(NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))",
    )
    was_full, was_empty = full.replace("NEW", "OLD"), empty.replace("NEW", "OLD")
    move = (
        f'UPDATE "{rtree}" SET minx = ST_MinX(NEW.geom), maxx = ST_MaxX(NEW.geom),'
        " miny = ST_MinY(NEW.geom), maxy = ST_MaxY(NEW.geom) WHERE id = NEW.fid;"
    )
    forget = f'DELETE FROM "{rtree}" WHERE id = OLD.fid;'
    rules = {
        "insert": ("AFTER INSERT ON", full, put),
        "update2": ("AFTER UPDATE OF geom ON", f"OLD.fid = NEW.fid AND {empty}", forget),
        "update4": (
            "AFTER UPDATE ON",
            f"OLD.fid != NEW.fid AND {empty}",
            f'DELETE FROM "{rtree}" WHERE id IN (OLD.fid, NEW.fid);',
        ),
        "update5": ("AFTER UPDATE ON", f"OLD.fid != NEW.fid AND {full}", f"{forget} {put}"),
        "update6": ("AFTER UPDATE OF geom ON", f"OLD.fid = NEW.fid AND {full} AND {was_full}", move),
        "update7": (
            "AFTER UPDATE OF geom ON",
            f"OLD.fid = NEW.fid AND {full} AND {was_empty}",
            put.replace(" OR REPLACE", ""),
        ),
        "delete": ("AFTER DELETE ON", "OLD.geom NOT NULL", forget),
    }
    return (
        f'CREATE VIRTUAL TABLE "{rtree}" USING rtree(id, minx, maxx, miny, maxy)',
        *(
            f'CREATE TRIGGER "{rtree}_{name}" {when} "{table}" WHEN {condition}\nBEGIN {body} END'
            for name, (when, condition, body) in rules.items()
        ),
    )
