"""XLSX: the first sheet of a workbook that has rows, read as a table is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.formats.csv import items_of_table
from layers.formats.named_rows import Origin
from layers.formats.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from layers.formats.reading import ImportOptions, Item


@dataclass(frozen=True, slots=True)
class XlsxFormat:
    """Reads workbooks."""

    name: str = "XLSX"
    suffixes: tuple[str, ...] = (".xlsx", ".xlsm")

    def sniff(self, path: Path, head: bytes) -> float:
        """Return how sure it is, by the ending and the first bytes."""
        return 0.6 if head.startswith(b"PK\x03\x04") and path.suffix.lower() in self.suffixes else 0.0

    def read(self, path: Path, options: ImportOptions) -> Iterator[Item]:
        """Yield the records of each row of the first sheet with a cell."""
        yield from items_of_table(read_table(path), Origin.of(path), options)


FORMAT = XlsxFormat()
