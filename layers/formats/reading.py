"""What a reader of a format hands on: rows that were read, rows handed back, and what it was told beforehand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from layers.records import Record

SHOWN_AT_MOST = 2_000
"""Characters of a row that is handed back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """One row that was read.

    Parameters
    ----------
    line : int
        Number of the line, feature or placemark in the file, from 1.
    records : tuple of Record
        What it holds: an incident, its claims, parties, sources, places, grades, in any order. A record that several
        rows share, such as a source, may come with each of them.
    """

    line: int
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """One row handed back.

    Parameters
    ----------
    line : int
        Number of the line, feature or placemark in the file, from 1.
    reason : str
        What was wrong, and what to do.
    text : str
        The row as it stood, shortened to `SHOWN_AT_MOST` characters.
    """

    line: int
    reason: str
    text: str


Item: TypeAlias = Accepted | Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """What the one who imports decides.

    Parameters
    ----------
    columns : mapping of str to str
        Column of the file to field of the format, where the names do not say it.
    precision_m : mapping of str to float
        Radius in metres for a precision code, in the place of the convention's.
    time_zone : str
        The zone in which times of day without one are local.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    precision_m: Mapping[str, float] = field(default_factory=dict)
    time_zone: str = "UTC"


class Format(Protocol):
    """One format that can be imported."""

    @property
    def name(self) -> str:
        """What people call it: "ACLED", "CSV"."""
        ...

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Endings of its files, with the dot, in lower case."""
        ...

    def sniff(self, path: Path, head: bytes) -> float:
        """Return how sure it is that a file is of this format, from 0 to 1, by the name and the first bytes."""
        ...

    def read(self, path: Path, options: ImportOptions) -> Iterator[Item]:
        """Yield every row of a file, read or handed back.

        Raises
        ------
        FormatError
            If the file as a whole cannot be read.
        """
        ...


def rejected(line: int, reason: object, text: str) -> Rejected:
    """Return a row handed back, its text shortened.

    Examples
    --------
    >>> rejected(7, "no date; write one", "x" * 3000).text[-5:]
    'xxxx…'
    """
    shown = text if len(text) <= SHOWN_AT_MOST else f"{text[: SHOWN_AT_MOST - 1]}…"
    return Rejected(line=line, reason=str(reason), text=shown)
