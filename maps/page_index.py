"""Where each record of a case stands in its table: ids to row numbers, and records by id without a search."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from layers.case import COLLECTIONS
from layers.errors import UnknownIdError
from layers.locating import locate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.position import Position
    from layers.case import Case
    from layers.records import Location, Record

R = TypeVar("R")


class Rows:
    """A case with its row numbers; a `layers.locating.Lookup` that finds a record by its id at once."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._records: dict[tuple[str, str], Record] = {}
        self._numbers: dict[tuple[str, str], int] = {}
        for kind in COLLECTIONS:
            for number, record in enumerate(case.of_kind(kind)):
                self._records[kind, record.id] = record
                self._numbers[kind, record.id] = number

    def get(self, record_type: type[R], record_id: str) -> R:
        """Return one record by its id.

        Raises
        ------
        UnknownIdError
            If the case has no such record.
        """
        kind: str = getattr(record_type, "KIND", record_type.__name__)
        try:
            return cast("R", self._records[kind, record_id])
        except KeyError:
            raise UnknownIdError(f"{self.case.info.id} has no {kind} {record_id!r}") from None

    def number(self, kind: str, record_id: str | None) -> int | None:
        """Return the row number of a record; None for no id, or one that its kind does not have."""
        return None if record_id is None else self._numbers.get((kind, record_id))

    def row(self, kind: str, record_id: str) -> int:
        """Return the row number of a record that the case is known to have."""
        return self._numbers[kind, record_id]

    def rows(self, kind: str, record_ids: Iterable[str]) -> tuple[int, ...]:
        """Return the row numbers of several records, in their order."""
        return tuple(self._numbers[kind, record_id] for record_id in record_ids)

    def label(self, record_id: str) -> str:
        """Return the name of the place or zone definition that a distance is measured from; else the words as given."""
        for kind in ("place", "zone definition"):
            if (kind, record_id) in self._records:
                return str(getattr(self._records[kind, record_id], "name", record_id))
        return record_id

    def locate(self, where: Location | None) -> Position | None:
        """Return where a location lies, by `layers.locating.locate`."""
        return locate(where, self)
