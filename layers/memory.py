"""A case in memory behind the interface of a store, for reading: a bundled case asked at the shell."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn, Self, TypeVar, cast

from geo.geodesy import distance_m
from layers.errors import CaseFileError, RecordError
from layers.locating import locate
from layers.records import Incident, KnownPosition, Place, Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from geo.position import Position
    from layers.case import Case
    from layers.log import LogEntry
    from layers.records import CaseInfo
    from layers.store import Change

R = TypeVar("R", bound=Record)


class MemoryStore:
    """Answers what a store answers about one case, and takes no change.

    Examples
    --------
    >>> from layers.cases import bundled_case
    >>> from layers.records import Claim
    >>> store = MemoryStore(bundled_case("al-tanf"))
    >>> store.count(Claim, party="israel", stance="silent")
    3
    """

    def __init__(self, case: Case) -> None:
        self.case = case
        self.location = case.info.id

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Do nothing: there is no file to let go of."""

    def info(self) -> CaseInfo:
        """Return what the case is about."""
        return self.case.info

    def get(self, record_type: type[R], record_id: str) -> R:
        """Return one record by its id; raise `UnknownIdError` if there is none."""
        return self.case.get(record_type, record_id)

    def records(self, record_type: type[R], **equal: str) -> Iterator[R]:
        """Yield the records of a kind whose columns equal what is asked for, in canonical order."""
        for record in cast("tuple[R, ...]", self.case.of_kind(record_type.KIND)):
            if all(_holds(record, column, value) for column, value in equal.items()):
                yield record

    def count(self, record_type: type[R], **equal: str) -> int:
        """Return how many records `records` would yield."""
        return sum(1 for _ in self.records(record_type, **equal))

    def near(self, record_type: type[R], position: Position, radius_m: float) -> list[R]:
        """Return the records at most `radius_m` metres away, the nearest first."""
        found = []
        for record in self.records(record_type):
            there = self._position(record)
            if there is not None and (away_m := distance_m(position, there)) <= radius_m:
                found.append((away_m, record.id, record))
        return [record for _, _, record in sorted(found, key=lambda row: row[:2])]

    def read_case(self) -> Case:
        """Return the whole case."""
        return self.case

    @contextmanager
    def moment(self) -> Iterator[None]:
        """Hold one moment of the case, which never changes."""
        yield

    def log(self) -> Iterator[LogEntry]:
        """Yield the entries of the log: none has been made."""
        return iter(())

    def snapshot(self, path: str | Path) -> NoReturn:
        """Refuse, as there is no file to copy."""
        self._refuse()

    def write(
        self, changes: Sequence[Change], *, command: str, by: str | None = None, at: datetime | None = None
    ) -> LogEntry:
        """Refuse every change.

        Raises
        ------
        CaseFileError
            Always.
        """
        self._refuse()

    def _refuse(self) -> NoReturn:
        name = self.case.info.id
        raise CaseFileError(
            f"the bundled case {name} cannot be changed; make a file of your own: contested new {name}.gpkg --from {name}"
        )

    def _position(self, record: Record) -> Position | None:
        if isinstance(record, Place):
            return record.position
        if isinstance(record, KnownPosition):
            return self.case.get(Place, record.place).position
        if isinstance(record, Incident):
            return locate(record.where, self.case)
        where = getattr(getattr(record, "values", None), "where", None)
        return locate(where, self.case)


def _holds(record: Record, column: str, value: str) -> bool:
    """Tell whether a column, named as in the case file, holds a value; a column of ids, whether one of them is it."""
    outer, _, inner = column.partition("_")
    for path in ((column,), (outer, inner), ("values", column), ("values", outer, inner)):
        found, held = _follow(record, path)
        if found:
            return value in held if isinstance(held, tuple) else held == value
    raise RecordError(f"a {record.KIND} has no column {column!r}")


def _follow(record: object, path: tuple[str, ...]) -> tuple[bool, object]:
    """Return whether a path of fields exists, and what it leads to; None where a part on the way is not given."""
    held = record
    for field in path:
        if held is None:
            break
        if not hasattr(held, field):
            return False, None
        held = getattr(held, field)
    return True, held
