# ruff: noqa: S608 # names in SQL are those of columns.py; values are always parameters
"""The one door, opened wide: a million records in one transaction, with one log entry that counts and fingerprints them.

Inside, the triggers that keep R-trees and counts, and indexes that are sooner made anew, are away; at the end they are
back, over what is there. In the log a batch of new records is one line: their ids, packed, and the SHA-256 of their
canonical lines in that order, so that `layers.log.verify_content` can hold every one of them against it.
"""

from __future__ import annotations

import hashlib
import json
from itertools import groupby
from typing import TYPE_CHECKING, Any

from layers.case import references
from layers.errors import DuplicateIdError, RecordError
from layers.formats import flat
from layers.gpkg.bulk_sql import (
    CLAIM_PLACES,
    INCIDENT_PLACES,
    SAME_CLAIM,
    SAME_INCIDENT,
    claim_without_derived,
    insert_sql,
    speaking_first,
    take_away,
)
from layers.gpkg.changing import exists, insert_links
from layers.gpkg.columns import GEOMETRY, table_name
from layers.gpkg.derived import Remembered, derived_values
from layers.gpkg.mapping import table_of
from layers.gpkg.packing import add_to_rtree, packed_rtree
from layers.gpkg.rows import as_stored, row_of
from layers.gpkg.schema import quoted
from layers.gpkg.writing import append_entry, apply_changes, mark_changed, time_zone_of
from layers.log import fingerprint_line, imported, packed_ids
from layers.records import RECORD_TYPES, Claim, Incident
from layers.soundness import require_no_circles, require_sound

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime

    from layers.formats.flat import FlatBatch
    from layers.locating import Lookup
    from layers.log import LogEntry
    from layers.records import Record
    from layers.store import Change

_ORDER = {kind: n for n, kind in enumerate(RECORD_TYPES)}


class Bulk:
    """One write of many batches, inside a transaction that somebody else holds.

    Parameters
    ----------
    connection : sqlite3.Connection
        Of the case file, in a write transaction.
    lookup : Lookup
        What is in the case.
    location : str
        Of the case file, for messages.
    expected : int
        How many records are to come, roughly.
    """

    def __init__(
        self, connection: sqlite3.Connection, lookup: Lookup, *, location: str, expected: int
    ) -> None:
        self._connection = connection
        self._lookup = lookup
        self._location = location
        self._lines: list[dict[str, Any]] = []
        self._changes: list[Change] = []
        self._known: set[tuple[str, str]] = set()
        self._time_zone = time_zone_of(connection)
        self._last_fids = {name: self._last_fid(name) for name in GEOMETRY}
        self._touched: set[type[Record]] = set()
        self._away = take_away(connection, indexes=expected > self._count("claim") // 2)

    def add_flat(self, batch: FlatBatch) -> bool:
        """Put in the flat rows of a batch, all new; False, with nothing put in, if an id of theirs is taken.

        Raises
        ------
        RecordError
            If a row names a party or a source that is neither in the case nor in the batch.
        """
        if not batch.lines:
            return True
        self.add_missing(batch.shared)
        count, speaking = len(batch.lines), batch.speaking
        columns = batch.columns if speaking in {0, count} else speaking_first(batch)
        before = {table: self._last_fid(table) for table in ("incident", "claim")}
        put = self._put_columns("incident", INCIDENT_PLACES, columns, {})
        said = self._put_columns("claim", CLAIM_PLACES, columns, flat.CLAIM_CONSTANTS, count=speaking)
        if put < count or said < speaking:
            for table, fid in before.items():
                self._connection.execute(f'DELETE FROM "{table}" WHERE fid > ?', (fid,))
            return False
        if speaking:
            self._require_voices(columns, speaking)
            self._link_sources(columns, speaking, first=before["claim"] + 1)
        self._touched |= {Incident, *([Claim] if speaking else [])}
        holds = {Incident.KIND: count, Claim.KIND: speaking}
        self._lines.append(imported({kind: n for kind, n in holds.items() if n}, batch.ids, batch.digest))
        return True

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been put in or changed so far."""
        return not self._lines and not self._changes

    def compared(self, rows: Sequence[flat.FlatRow]) -> tuple[set[int], set[int]]:
        """Return the numbers of the flat rows that are in the case as they are, and of all whose incident is there."""
        same: set[int] = set()
        known: set[int] = set()
        for n, row in enumerate(rows):
            found = self._connection.execute(SAME_INCIDENT, (row[flat.ID],)).fetchone()
            if found is not None:
                known.add(n)
                if found == row[: flat.GEOM] and (row[flat.CLAIM_ID] is None or self._says_the_same(row)):
                    same.add(n)
        return same, known

    def _says_the_same(self, row: flat.FlatRow) -> bool:
        found = self._connection.execute(SAME_CLAIM, (row[flat.CLAIM_ID],)).fetchone()
        if found is None or found != claim_without_derived(row):
            return False
        sources = self._connection.execute(
            "SELECT source FROM claim_source WHERE claim = ? ORDER BY ordinal", (row[flat.CLAIM_ID],)
        )
        return tuple(source for (source,) in sources) == row[flat.SOURCES]

    def add_missing(self, records: Sequence[Record]) -> None:
        """Put in those of some records that the case does not have."""
        missing = [record for record in records if not self._is_known(record.KIND, record.id)]
        if missing:
            self.add_records(missing)

    def add_records(self, records: Sequence[Record]) -> None:
        """Put in new records, which may name each other in any order.

        Raises
        ------
        DuplicateIdError
            If an id is taken, or comes twice.
        RecordError
            If a record names what is neither in the case nor among them.
        """
        digest, keys = hashlib.sha256(), dict[str, list[str]]()
        remembered = Remembered(self._lookup, records)
        require_no_circles(records, remembered)
        in_order = sorted(records, key=lambda record: _ORDER[record.KIND])
        for kind, group in groupby(in_order, key=lambda record: record.KIND):
            keys[kind] = self._insert(list(group), remembered, digest)
        for record in records:
            for kind, named in references(record):
                if not self._is_known(kind, named):
                    raise RecordError(
                        f"{record.KIND} {record.id} names {kind} {named!r}, which {self._location} does not have; "
                        "add it first, or mend the id"
                    )
        require_sound(records, remembered)
        holds = {kind: len(ids) for kind, ids in keys.items()}
        self._lines.append(imported(holds, packed_ids(keys), digest.hexdigest()))

    def change(self, changes: Sequence[Change]) -> None:
        """Keep changes of records that are there for the end, when triggers and indexes are back."""
        self._changes += changes

    def came_now(self, kind: str, record_id: str) -> bool:
        """Tell whether a record of a layer was put in by this write."""
        name = table_name(kind)
        if name not in self._last_fids:
            return False
        sql = f'SELECT 1 FROM "{name}" WHERE "id" = ? AND fid > ?'
        return self._connection.execute(sql, (record_id, self._last_fids[name])).fetchone() is not None

    def finish(self, *, command: str, by: str | None, at: datetime | None) -> LogEntry:
        """Bring back what was away, make the changes, and log it all as one entry."""
        for table in GEOMETRY:
            self._index_shapes(table)
        for sql in self._away:
            self._connection.execute(sql)
        self._count_rows()
        changed: set[type[Record]] = set()
        if self._changes:
            lines, changed = apply_changes(
                self._connection, self._changes, self._lookup, location=self._location
            )
            self._lines += lines
        if not self._lines:
            raise RecordError(f"{command}: there is nothing to write")
        entry = append_entry(self._connection, self._lines, command=command, by=by, at=at)
        mark_changed(self._connection, self._touched | changed, at=entry.at)
        return entry

    def _put(self, sql: str, rows: list[Any]) -> int:
        return self._connection.executemany(sql, rows).rowcount if rows else 0

    def _put_columns(
        self,
        table: str,
        places: dict[str, int],
        columns: flat.FlatColumns,
        constants: dict[str, object],
        *,
        count: int | None = None,
    ) -> int:
        """Put in rows by the columns that hold anything: binding a NULL costs as much as binding a number."""
        if count == 0:
            return 0
        used = {
            name: column[:count] for name, place in places.items() if (column := columns[place]) is not None
        }
        sql = insert_sql(table, tuple(used), tuple(constants.items()))
        return self._connection.executemany(sql, zip(*used.values(), strict=True)).rowcount

    def _link_sources(self, columns: flat.FlatColumns, count: int, *, first: int) -> None:
        """Link claims, whose rows follow each other from a number on, to their sources."""
        sources = (columns[flat.SOURCES] or ())[:count]
        if all(len(of_claim) == 1 for of_claim in sources):
            # SQLite walks both lists faster than rows can be handed to it.
            self._connection.execute(
                "INSERT INTO claim_source (claim, ordinal, source)"
                " SELECT claim.id, 0, each.value FROM json_each(?) AS each JOIN claim ON claim.fid = ? + each.key",
                (json.dumps([source for (source,) in sources]), first),
            )
            return
        claims = (columns[flat.CLAIM_ID] or ())[:count]
        self._connection.executemany(
            "INSERT INTO claim_source (claim, ordinal, source) VALUES (?, ?, ?)",
            [
                (claim, n, source)
                for claim, of_claim in zip(claims, sources, strict=True)
                for n, source in enumerate(of_claim)
            ],
        )

    def _require_voices(self, columns: flat.FlatColumns, count: int) -> None:
        named = {("party", party) for party in (columns[flat.PARTY] or ())[:count]}
        for sources in set((columns[flat.SOURCES] or ())[:count]):
            named.update(("source", source) for source in sources)
        for kind, record_id in named:
            if not self._is_known(kind, record_id):
                raise RecordError(f"a claim names {kind} {record_id!r}, which {self._location} does not have")

    def _insert(self, records: list[Record], remembered: Remembered, digest: hashlib._Hash) -> list[str]:
        table = table_of(type(records[0]))
        columns = (*table.stored, *table.derived)
        pairs = [(record, row_of(record)) for record in records]
        put = self._put(
            f'INSERT OR IGNORE INTO "{table.name}" ({", ".join(map(quoted, columns))}) VALUES ({", ".join("?" * len(columns))})',
            [(*row.values, *derived_values(record, remembered, self._time_zone)) for record, row in pairs],
        )
        if put < len(records):
            raise DuplicateIdError(
                f"{self._location} already has a {table.record_type.KIND} among {_some(records)}"
            )
        insert_links(self._connection, table, [row for _, row in pairs])
        for record, row in pairs:
            digest.update(fingerprint_line(as_stored(record, row)))
        self._touched.add(type(records[0]))
        if type(records[0]) not in {Incident, Claim}:
            self._known.update((record.KIND, record.id) for record in records)
        return [record.id for record in records]

    def _is_known(self, kind: str, record_id: str) -> bool:
        key = (kind, record_id)
        if key in self._known:
            return True
        found = exists(self._connection, kind, record_id)
        if found and kind not in {"incident", "claim"}:
            self._known.add(key)
        return found

    def _index_shapes(self, table: str) -> None:
        first = self._last_fids[table]
        added = self._last_fid(table) - first
        if not added:
            return
        if added > 1_000 and added > first // 2:
            packed_rtree(self._connection, table)
        else:
            add_to_rtree(self._connection, table, after=first)

    def _count_rows(self) -> None:
        names = {link.table for record_type in self._touched for link in table_of(record_type).links}
        names |= {table_of(record_type).name for record_type in self._touched}
        for name in names:
            self._connection.execute(
                "UPDATE gpkg_ogr_contents SET feature_count = ? WHERE table_name = ?",
                (self._count(name), name),
            )

    def _count(self, table: str) -> int:
        (count,) = self._connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()
        return int(count)

    def _last_fid(self, table: str) -> int:
        (fid,) = self._connection.execute(f'SELECT ifnull(max(fid), 0) FROM "{table}"').fetchone()
        return int(fid)


def _some(records: Sequence[Record]) -> str:
    shown = ", ".join(record.id for record in records[:3])
    return f"{shown}, ..." if len(records) > 3 else shown
