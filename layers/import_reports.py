"""What became of a file that was imported: every row ends in one way, and the counts add up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from layers.doubles import Double
    from layers.formats.reading import Rejected
    from layers.log import LogEntry
    from layers.matching import Outcome

_SHOWN_AT_MOST = 1_000

Ending: TypeAlias = Literal["stored", "linked", "unchanged", "changed", "rejected"]

ENDINGS: tuple[Ending, ...] = ("stored", "linked", "unchanged", "changed", "rejected")


@dataclass(slots=True, kw_only=True)
class ImportReport:
    """What became of a file, filled while it is read.

    Parameters
    ----------
    format, why : str
        Which format it was read as, and what spoke for that.
    rows : Counter
        How many rows ended in each way.
    records : Counter
        How many new records of each kind there are.
    rejected : list of Rejected
        The first rows that were handed back; `rows` counts all.
    doubles : list of Double
        The first proposals of incidents that may be one; `doubles_found` counts all.
    changes : list of str
        What the first changed records had, and have now.
    entry : LogEntry or None
        The log's entry; None where nothing was written.
    """

    format: str
    why: str
    rows: Counter[Ending] = field(default_factory=Counter)
    records: Counter[str] = field(default_factory=Counter)
    rejected: list[Rejected] = field(default_factory=list)
    doubles: list[Double] = field(default_factory=list)
    doubles_found: int = 0
    changes: list[str] = field(default_factory=list)
    entry: LogEntry | None = None

    @property
    def read(self) -> int:
        """How many rows were read: the sum of all ways in which one can end."""
        return sum(self.rows.values())

    def reject(self, row: Rejected) -> None:
        """Count a row that was handed back."""
        self.rows["rejected"] += 1
        if len(self.rejected) < _SHOWN_AT_MOST:
            self.rejected.append(row)

    def count(self, outcome: Outcome) -> None:
        """Count a row that was taken."""
        self.rows[outcome.ending] += 1
        self.records.update(record.KIND for record in outcome.added)
        self.doubles_found += outcome.double is not None
        if outcome.double is not None and len(self.doubles) < _SHOWN_AT_MOST:
            self.doubles.append(outcome.double)
        if len(self.changes) < _SHOWN_AT_MOST:
            self.changes += outcome.said
