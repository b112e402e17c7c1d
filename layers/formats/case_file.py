"""A case file, such as the package that was exported for QGIS, with what was edited in it.

It is read from a copy. Where a point was moved on the map, its geometry says otherwise than its columns: the place that a record is
drawn at is then the one that was meant, and its radius stays.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import ContestedError
from geo.geodesy import distance_m
from geo.position import Position
from layers.errors import FormatError
from layers.formats.reading import Accepted, rejected
from layers.gpkg.blobs import point_of
from layers.locating import locate
from layers.records import RECORD_TYPES, Claim, Incident, Location, Place
from layers.store import open_store

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from layers.formats.reading import ImportOptions, Item
    from layers.locating import Lookup
    from layers.records import Record

_MOVED_M = 0.01
_SQLITE = b"SQLite format 3\0"
_MOVABLE = (Incident, Claim, Place)


@dataclass(frozen=True, slots=True)
class CaseFileFormat:
    """Reads case files; what the case is about stays as the case has it."""

    name: str = "case file"
    suffixes: tuple[str, ...] = (".gpkg",)
    whole: bool = True

    def sniff(self, path: Path, head: bytes) -> float:
        """Return how sure it is, by the names of the tables."""
        return 1.0 if head.startswith(_SQLITE) and b"contested_meta" in head else 0.0

    def read(self, path: Path, options: ImportOptions) -> Iterator[Item]:
        """Yield each record; lines count records."""
        with copy_of(path) as copy, open_store(copy) as store:
            connection: sqlite3.Connection = store._connection  # type: ignore[attr-defined]  # noqa: SLF001
            number = 0
            for record_type in RECORD_TYPES.values():
                moved = dict(_drawn(connection, record_type)) if record_type in _MOVABLE else {}
                records = store.records(record_type)
                while True:
                    number += 1
                    try:
                        record = next(records, None)
                    except ContestedError as error:
                        yield rejected(number, f"{error}; the {record_type.KIND}s behind it are not read", "")
                        break
                    if record is None:
                        number -= 1
                        break
                    yield Accepted(line=number, records=(_as_drawn(record, moved, store),))


@contextmanager
def copy_of(path: Path) -> Iterator[Path]:
    """Give a copy of an SQLite file, and of what lies beside it, to be read and thrown away."""
    with tempfile.TemporaryDirectory(prefix="contested-") as folder:
        copy = Path(folder) / f"copy{path.suffix}"
        try:
            shutil.copyfile(path, copy)
            for ending in ("-wal", "-journal"):
                beside = path.with_name(path.name + ending)
                if beside.is_file():
                    shutil.copyfile(beside, copy.with_name(copy.name + ending))
        except OSError as error:
            raise FormatError(
                f"{path}: cannot be copied to be read ({error.strerror}); make room, or mend its rights"
            ) from error
        yield copy


def _drawn(
    connection: sqlite3.Connection, record_type: type[Record]
) -> Iterator[tuple[str, tuple[float, float]]]:
    table = record_type.KIND
    with closing(connection.execute(f'SELECT "id", geom FROM "{table}" WHERE geom NOT NULL')) as rows:  # noqa: S608 # our own names
        for record_id, blob in rows:
            try:
                yield record_id, point_of(blob)
            except (ValueError, IndexError):  # no point: nothing that could be read
                continue


def _as_drawn(record: Record, drawn: dict[str, tuple[float, float]], store: Lookup) -> Record:
    """Return a record at the point where it is drawn, if that is not where its columns put it."""
    if not isinstance(record, _MOVABLE) or record.id not in drawn:
        return record
    lat, lon = drawn[record.id]
    try:
        at = Position(lat=lat, lon=lon)
        was = _position(record, store)
    except ContestedError:  # a place that cannot be read stays as it is written
        return record
    if was is not None and distance_m(was, at) <= _MOVED_M:
        return record
    at = replace(at, uncertainty_m=was.uncertainty_m if was else None)
    if isinstance(record, Place):
        return replace(record, position=at)
    if isinstance(record, Incident):
        return replace(record, where=_moved(record.where, at))
    return replace(record, values=replace(record.values, where=_moved(record.values.where, at)))


def _position(record: Incident | Claim | Place, store: Lookup) -> Position | None:
    if isinstance(record, Place):
        return record.position
    return locate(record.where if isinstance(record, Incident) else record.values.where, store)


def _moved(where: Location | None, at: Position) -> Location:
    return replace(where or Location(), position=at, derivation="put there on a map")


FORMAT = CaseFileFormat()
