"""The store of a GeoPackage: `layers.store.Store` over one SQLite connection."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Self, TypeVar

from layers.case import COLLECTIONS, Case
from layers.errors import CaseFileError, RecordError
from layers.gpkg.connection import connect, explained, reading, writing
from layers.gpkg.reading import count_many, read_many, read_near, read_one, require_one
from layers.gpkg.surveying import last_fid, read_around, read_external_ids, read_spots
from layers.gpkg.writing import last_entry, write_changes
from layers.log import LogEntry
from layers.records import RECORD_TYPES, CaseInfo, Incident, Record

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from geo.position import Position
    from layers.gpkg.bulk import Bulk
    from layers.store import Change

R = TypeVar("R", bound=Record)


class GeoPackageStore:
    """A case in a GeoPackage. Not for more than one thread; each thread and process opens its own."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.location = str(path)
        self._path = path
        self._connection = connection

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; nothing is left beside it."""
        self._connection.close()

    def info(self) -> CaseInfo:
        """Return what the case is about."""
        with reading(self._connection, self._path):
            found = next(read_many(self._connection, CaseInfo, {}), None)
        if found is None:
            raise CaseFileError(f"{self.location} does not say what the case is about; go back to a copy")
        return found

    def get(self, record_type: type[R], record_id: str) -> R:
        """Return one record by its id; raise `UnknownIdError` if there is none."""
        with reading(self._connection, self._path):
            found = read_one(self._connection, record_type, record_id)
        return require_one(found, record_type, record_id, self.location)

    def records(self, record_type: type[R], **equal: str) -> Iterator[R]:
        """Yield the records of a kind whose columns equal what is asked for, in canonical order."""
        with explained(self._path):
            yield from read_many(self._connection, record_type, equal)

    def count(self, record_type: type[R], **equal: str) -> int:
        """Return how many records `records` would yield."""
        with explained(self._path):
            return count_many(self._connection, record_type, equal)

    def near(self, record_type: type[R], position: Position, radius_m: float) -> list[R]:
        """Return the records at most `radius_m` metres away, the nearest first."""
        with reading(self._connection, self._path):
            return read_near(self._connection, record_type, position, radius_m, self)

    def read_case(self) -> Case:
        """Return the whole case, as it was at one moment."""
        with reading(self._connection, self._path):
            collections = {
                COLLECTIONS[kind]: tuple(read_many(self._connection, record_type, {}))
                for kind, record_type in RECORD_TYPES.items()
            }
            info = self.info()
        return Case(info=info, **collections)  # type: ignore[arg-type]

    @contextmanager
    def moment(self) -> Iterator[None]:
        """Hold one moment of the case for all that is read inside."""
        with reading(self._connection, self._path):
            yield

    def write(
        self, changes: Sequence[Change], *, command: str, by: str | None = None, at: datetime | None = None
    ) -> LogEntry:
        """Store all changes and their log entry in one transaction, or nothing."""
        with self._one_write(command) as written:
            entry = write_changes(
                self._connection, changes, self, location=self.location, command=command, by=by, at=at
            )
            written.append(entry)
        return entry

    @contextmanager
    def bulk(
        self, *, command: str, expected: int, by: str | None = None, at: datetime | None = None
    ) -> Iterator[Bulk]:
        """Take batch after batch inside, and store all of them with one log entry, or nothing."""
        from layers.gpkg.bulk import Bulk
        from layers.gpkg.bulk_sql import bulk_settings

        with bulk_settings(self._connection), self._one_write(command) as written:
            bulk = Bulk(self._connection, self, location=self.location, expected=expected)
            yield bulk
            written.append(bulk.finish(command=command, by=by, at=at))

    @contextmanager
    def _one_write(self, command: str) -> Iterator[list[LogEntry]]:
        """Hold a write transaction, and the entry that is logged in it, to tell afterwards what became of it."""
        written: list[LogEntry] = []
        try:
            with writing(self._connection, self._path):
                yield written
        except UnicodeEncodeError as error:
            raise RecordError(f"{command!r} cannot be logged: {error}; give it as UTF-8") from error
        except CaseFileError as error:
            if written and self._holds(written[0]):
                raise CaseFileError(
                    f"{self.location}: the change is in the file, but the disk reported an error while it was made safe; "
                    "see to the disk, and look at `contested log` before you repeat the command"
                ) from error
            raise

    def _holds(self, entry: LogEntry) -> bool:
        """Look whether an entry was written after all: a disk may fail when the last sync of a commit is all that is left."""
        with reading(self._connection, self._path):
            last = last_entry(self._connection)
        return last is not None and last.hash == entry.hash

    def last_entry(self) -> LogEntry | None:
        """Return the newest entry of the log, without its changes."""
        with reading(self._connection, self._path):
            return last_entry(self._connection)

    def last_fid(self, table: str) -> int:
        """Return the number of the newest row of a layer; 0 if it has none."""
        with reading(self._connection, self._path):
            return last_fid(self._connection, table)

    def external_ids(self) -> dict[str, str]:
        """Return the incident that has each external id, for those whose own ids do not come from it."""
        with reading(self._connection, self._path):
            return read_external_ids(self._connection)

    def incident_spots(self, dataset: str, *, up_to_fid: int) -> list[tuple[Position, tuple[str, str]]]:
        """Return position, first and last instant of the incidents that have all, but those of one dataset."""
        with reading(self._connection, self._path):
            return list(read_spots(self._connection, dataset, up_to_fid=up_to_fid))

    def incidents_around(
        self, position: Position, radius_m: float, span: tuple[datetime, datetime], *, up_to_fid: int
    ) -> list[Incident]:
        """Return the incidents in the boxes around a place whose time overlaps a span, by the order of their ids."""
        with reading(self._connection, self._path):
            return read_around(self._connection, position, radius_m, span, up_to_fid=up_to_fid)

    def log(self) -> Iterator[LogEntry]:
        """Yield the entries of the log, the oldest first."""
        with explained(self._path):
            rows = self._connection.execute(
                'SELECT seq, "at", "by", "command", "changes", "previous", "hash" FROM log ORDER BY seq'
            )
            for seq, at, by, command, changes, previous, digest in rows:
                yield LogEntry(
                    seq=seq,
                    at=at,
                    by=by,
                    command=command,
                    changes_text=changes,
                    previous=previous,
                    hash=digest,
                )

    def snapshot(self, path: Path) -> None:
        """Write a copy of the file as it is at this moment, for GDAL, a backup, or a colleague.

        Raises
        ------
        CaseFileError
            If `path` exists, or cannot be written.
        """
        from layers.gpkg.files import new_file

        with new_file(path) as part, explained(path):
            self._connection.execute("VACUUM INTO ?", (str(part),))


def open_geopackage(path: Path, *, wait_s: float) -> GeoPackageStore:
    """Open the case file at a path; `layers.store.open_store` says more."""
    return GeoPackageStore(path, connect(path, wait_s=wait_s))
