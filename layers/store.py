"""The one small interface through which commands know a case file, and the one door for writes.

`open_store` and `create_store` choose the store by its location. A GeoPackage on disk is the default; whatever else
keeps cases answers the same questions. A write is a list of changes: all of them are stored, with one entry in the
log, or none of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self, TypeAlias, TypeVar

from layers.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime
    from types import TracebackType

    from geo.position import Position
    from layers.case import Case
    from layers.log import LogEntry
    from layers.records import CaseInfo

R = TypeVar("R", bound=Record)

WAIT_S = 60.0
"""Seconds for which a write waits for another process to finish its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Add:
    """Put in a record whose id is new."""

    record: Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Replace:
    """Put a record in the place of the one that has its id; the log keeps both.

    With `was`, the record that the change was thought out on, it is refused if somebody has changed that meanwhile.
    """

    record: Record
    was: Record | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remove:
    """Take a record out; refused while another names it. The log keeps it. `was` is as in `Replace`."""

    record_type: type[Record]
    record_id: str
    was: Record | None = None


Change: TypeAlias = Add | Replace | Remove


class Store(Protocol):
    """A place where one case is kept. It is a context manager, and closes itself on leaving."""

    location: str

    def info(self) -> CaseInfo:
        """Return what the case is about."""
        ...

    def get(self, record_type: type[R], record_id: str) -> R:
        """Return one record by its id.

        Raises
        ------
        UnknownIdError
            If the case has no such record.
        """
        ...

    def records(self, record_type: type[R], **equal: str) -> Iterator[R]:
        """Yield the records of a kind in canonical order, only those whose columns equal what is asked for.

        A column is named as in the case file: `party="us"`, `subject="i-1"`, `where_place="al-tanf"`. A field that
        holds ids (`sources`, `zones`) matches where one of them is equal.

        Raises
        ------
        RecordError
            If the kind has no such column.
        """
        ...

    def count(self, record_type: type[R], **equal: str) -> int:
        """Return how many records `records` would yield."""
        ...

    def near(self, record_type: type[R], position: Position, radius_m: float) -> list[R]:
        """Return the records that lie at most `radius_m` metres away on the ellipsoid, the nearest first.

        A record with a position counts by that position, a zone definition by its nearest part; records of no
        known position are never near.
        """
        ...

    def read_case(self) -> Case:
        """Return the whole case, as it was at one moment."""
        ...

    def moment(self) -> AbstractContextManager[None]:
        """Hold one moment of the case: all that is read inside belongs together, whatever others write meanwhile."""
        ...

    def write(
        self, changes: Sequence[Change], *, command: str, by: str | None = None, at: datetime | None = None
    ) -> LogEntry:
        """Store all changes and their log entry in one transaction, or nothing; the one door for writes.

        Parameters
        ----------
        changes : sequence of Add, Replace or Remove
            They may name each other in any order.
        command : str
            What was asked for, as the log will show it.
        by : str or None
            Who asked.
        at : datetime or None
            When, aware; now, if None.

        Raises
        ------
        DuplicateIdError
            If an added record's id is taken.
        UnknownIdError
            If a record to be replaced or removed is not there.
        RecordError
            If a record names what is not in the case, a removed one is still named, one is no longer what it `was`, or one
            would make the case unusable, as of `layers.soundness.require_sound`.
        CaseFileError
            If the case file cannot be written: read-only, locked by another process, disk full.
        """
        ...

    def log(self) -> Iterator[LogEntry]:
        """Yield the entries of the log, the oldest first."""
        ...

    def snapshot(self, path: Path) -> None:
        """Write the case as it is at this moment, its log included, into a new GeoPackage.

        It is what GDAL, a backup or a colleague is given: the case file itself is never opened by anyone else in
        this process.

        Raises
        ------
        CaseFileError
            If `path` exists, or cannot be written.
        """
        ...

    def close(self) -> None:
        """Let go of the case file."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...


def open_store(location: str | Path, *, wait_s: float = WAIT_S) -> Store:
    """Open a case file for reading and writing.

    Parameters
    ----------
    location : str or Path
        Path of a GeoPackage.
    wait_s : float
        Seconds to wait for another process that is writing.

    Raises
    ------
    CaseFileError
        If there is no such file, or it is no case file.
    SchemaVersionError
        If it was made by a version of the program whose case files differ.
    """
    from layers.gpkg.store import open_geopackage

    return open_geopackage(_path(location), wait_s=wait_s)


def create_store(
    location: str | Path, case: Case, *, command: str, by: str | None = None, at: datetime | None = None
) -> Store:
    """Write a case into a new case file, and open it. The file appears whole, or not at all.

    Parameters
    ----------
    location : str or Path
        Path of the GeoPackage to make; its folder must exist, and the file must not.
    case : Case
        What to put in.
    command, by, at
        As of `Store.write`: the first entry of the log.

    Raises
    ------
    CaseFileError
        If the file exists, or cannot be written.
    """
    from layers.gpkg.creating import create_geopackage

    path = _path(location)
    create_geopackage(path, case, command=command, by=by, at=at)
    return open_store(path)


def _path(location: str | Path) -> Path:
    return Path(location).expanduser()
