# ruff: noqa: S608 # names in SQL are those of columns.py; values are always parameters
"""All changes of one write, inside a transaction that somebody else holds: rows, references, log, what is derived."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layers.case import references
from layers.errors import RecordError
from layers.gpkg.blobs import box_of
from layers.gpkg.changing import exists, make
from layers.gpkg.derived import Remembered, dependents, derived_values
from layers.gpkg.mapping import referrers, table_of
from layers.log import LogEntry, added, next_entry, removed, replaced
from layers.records import CaseInfo, Party, ZoneDefinition
from layers.soundness import require_sound

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime

    from layers.gpkg.changing import Made
    from layers.gpkg.derived import Key
    from layers.locating import Lookup
    from layers.records import Record
    from layers.store import Change

_NAMERS_SHOWN = 5


def write_changes(
    connection: sqlite3.Connection,
    changes: Sequence[Change],
    lookup: Lookup,
    *,
    location: str,
    command: str,
    by: str | None,
    at: datetime | None,
) -> LogEntry:
    """Make all changes and log them; the caller's transaction is taken back if an error leaves here."""
    if not changes:
        raise RecordError(f"{command}: there is nothing to write")
    lines, record_types = apply_changes(connection, changes, lookup, location=location)
    entry = append_entry(connection, lines, command=command, by=by, at=at)
    mark_changed(connection, record_types, at=entry.at)
    return entry


def apply_changes(
    connection: sqlite3.Connection, changes: Sequence[Change], lookup: Lookup, *, location: str
) -> tuple[list[dict[str, Any]], set[type[Record]]]:
    """Make all changes, without the log; return their lines for it, and the types of record that changed."""
    time_zone = time_zone_of(connection)
    made = [make(connection, change, location) for change in changes]
    touched = {_key(change): change.after for change in made}
    for key, record in touched.items():
        if record is None:
            _require_unnamed(connection, key, location)
        else:
            _require_named(connection, record, location)
    _require_sound(connection, touched, lookup)
    _derive(connection, touched, lookup, time_zone_was=time_zone)
    return list(map(_logged, made)), {record_type for record_type, _ in touched}


def append_entry(
    connection: sqlite3.Connection,
    lines: list[dict[str, Any]],
    *,
    command: str,
    by: str | None,
    at: datetime | None,
) -> LogEntry:
    """Put an entry at the end of the log."""
    entry = next_entry(last_entry(connection), lines, command=command, by=by, at=at)
    connection.execute(
        "INSERT INTO log VALUES (?, ?, ?, ?, ?, ?, ?)",
        (entry.seq, entry.at, entry.by, entry.command, entry.changes_text, entry.previous, entry.hash),
    )
    return entry


def last_entry(connection: sqlite3.Connection) -> LogEntry | None:
    """Return the newest entry of the log, without its changes: the next needs its number and its hash."""
    rows = connection.execute(
        'SELECT seq, "at", "by", "command", "previous", "hash" FROM log ORDER BY seq DESC LIMIT 1'
    )
    for seq, at, by, command, previous, digest in rows:
        return LogEntry(
            seq=seq, at=at, by=by, command=command, changes_text="[]", previous=previous, hash=digest
        )
    return None


def time_zone_of(connection: sqlite3.Connection) -> str:
    """Return the zone whose calendar days the case means."""
    (time_zone,) = connection.execute("SELECT time_zone FROM case_info").fetchone()
    return str(time_zone)


def _key(made: Made) -> Key:
    record = made.after or made.before
    assert record is not None  # noqa: S101 # a change leaves one or the other
    return type(record), record.id


def _logged(made: Made) -> dict[str, Any]:
    if made.after is None:
        assert made.before is not None  # noqa: S101 # as in `_key`
        return removed(made.before)
    return added(made.after) if made.before is None else replaced(made.before, made.after)


def _require_named(connection: sqlite3.Connection, record: Record, location: str) -> None:
    """Ask the store for each id that a record names."""
    for kind, named in references(record):
        if not exists(connection, kind, named):
            raise RecordError(
                f"{record.KIND} {record.id} names {kind} {named!r}, which {location} does not have; add it first, or mend the id"
            )


def _require_sound(connection: sqlite3.Connection, touched: dict[Key, Record | None], lookup: Lookup) -> None:
    """Refuse what would make the case unusable, in the touched records and in the definitions built from them."""
    changed = [record for record in touched.values() if record is not None]
    remembered = Remembered(lookup, changed)
    require_sound(changed, remembered)
    definitions = {key for key in touched if key[0] is ZoneDefinition}
    for record_type, record_id in sorted(dependents(connection, definitions), key=lambda key: key[1]):
        if (record_type, record_id) not in touched:
            require_sound([remembered.get(record_type, record_id)], remembered)


def _require_unnamed(connection: sqlite3.Connection, key: Key, location: str) -> None:
    """Ask the store for the records that name one taken out, and say which."""
    record_type, record_id = key
    namers: list[str] = []
    for table, column, namer in referrers(record_type.KIND):
        who = (namer if namer != "id" else table).replace("_", " ")
        sql = f'SELECT DISTINCT "{namer}" FROM "{table}" WHERE "{column}" = ? LIMIT {_NAMERS_SHOWN + 1}'
        namers += [f"{who} {other}" for (other,) in connection.execute(sql, (record_id,))]
    if namers:
        shown = ", ".join(namers[:_NAMERS_SHOWN]) + (" and others" if len(namers) > _NAMERS_SHOWN else "")
        raise RecordError(
            f"{record_type.KIND} {record_id} of {location} cannot be removed, since it is named by {shown}; "
            f"change or remove {'that' if len(namers) == 1 else 'those'} first"
        )


def _derive(
    connection: sqlite3.Connection, touched: dict[Key, Record | None], lookup: Lookup, *, time_zone_was: str
) -> None:
    """Work out again what is drawn, for the touched records and for all that rest on them."""
    time_zone = time_zone_of(connection)
    causes = {key for key in touched if key[0] is not CaseInfo or time_zone != time_zone_was}
    remembered = Remembered(lookup, [record for record in touched.values() if record is not None])
    affected = causes | dependents(connection, causes)
    for record_type, record_id in sorted(affected, key=lambda key: (key[0].KIND, key[1])):
        table = table_of(record_type)
        if not table.derived or touched.get((record_type, record_id), True) is None:
            continue
        record = remembered.get(record_type, record_id)
        values = derived_values(record, remembered, time_zone)
        columns = ", ".join(f'"{name}" = ?' for name in table.derived)
        connection.execute(f'UPDATE "{table.name}" SET {columns} WHERE "id" = ?', (*values, record_id))
        _widen_extent(connection, table.name, values[0])


def _widen_extent(connection: sqlite3.Connection, table: str, blob: object) -> None:
    """Let the extent that a GIS zooms to hold a new shape too; it never shrinks."""
    box = box_of(blob) if isinstance(blob, bytes) else None
    if box is not None:
        connection.execute(
            "UPDATE gpkg_contents SET min_x = min(ifnull(min_x, ?1), ?1), max_x = max(ifnull(max_x, ?2), ?2),"
            " min_y = min(ifnull(min_y, ?3), ?3), max_y = max(ifnull(max_y, ?4), ?4) WHERE table_name = ?5",
            (*box, table),
        )


def mark_changed(connection: sqlite3.Connection, record_types: set[type[Record]], *, at: str) -> None:
    """Date the tables that changed, and give styles the parties' new names and colours."""
    connection.executemany(
        "UPDATE gpkg_contents SET last_change = ? WHERE table_name = ?",
        [(at, table_of(record_type).name) for record_type in record_types],
    )
    if Party in record_types:
        from layers.gpkg.styles import write_styles

        write_styles(connection, at=at)
