"""CSV, TSV and their kin: our own tables by their columns, all others by the names of their fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.errors import ContestedError
from layers.errors import FormatError
from layers.formats.fields import fields_of, share_known
from layers.formats.named_rows import Origin, read_named
from layers.formats.own_rows import layer_of
from layers.formats.own_tables import items_of_own
from layers.formats.reading import Accepted, Rejected, rejected
from layers.formats.tables import Table, columns_of, read_table
from layers.formats.texts import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from layers.formats.reading import ImportOptions, Item

_SUFFIXES = (".csv", ".tsv", ".tab", ".txt")


@dataclass(frozen=True, slots=True)
class CsvFormat:
    """Reads text tables."""

    name: str = "CSV"
    suffixes: tuple[str, ...] = _SUFFIXES

    def sniff(self, path: Path, head: bytes) -> float:
        """Return how sure it is, by the ending and by columns whose names say something."""
        if b"\0" in head[:1024] or text_of(head).lstrip()[:1] in {"{", "[", "<", ""}:
            return 0.0
        columns = columns_of(head)
        if layer_of(columns):
            return 0.99
        if len(columns) < 2 and path.suffix.lower() not in _SUFFIXES:
            return 0.0
        return round((0.4 if path.suffix.lower() in _SUFFIXES else 0.1) + 0.4 * share_known(columns), 2)

    def read(self, path: Path, options: ImportOptions) -> Iterator[Item]:
        """Yield the records of each row."""
        table = read_table(path)
        layer = None if options.columns else layer_of(table.columns)
        if layer is None:
            yield from items_of_table(table, Origin.of(path), options)
        else:
            yield from items_of_own(layer, table)


def items_of_table(table: Table, origin: Origin, options: ImportOptions) -> Iterator[Item]:
    """Yield the records of each row of a table, by the names of its columns.

    Raises
    ------
    FormatError
        If no column names what could make an incident.
    """
    fields = fields_of(table.columns, options.columns)
    if not {"title", "kind", "summary", "location"} & set(fields):
        raise FormatError(
            f"{origin.title}: no column says what happened; it has {', '.join(table.columns)[:300]}. Name one with --map COLUMN=title"
        )
    for row in table.rows:
        if isinstance(row, Rejected):
            yield row
            continue
        line, cells = row
        named = {field: cell for field, cell in zip(fields, cells, strict=True) if field and cell}
        try:
            yield Accepted(line=line, records=read_named(named, origin, options))
        except ContestedError as error:
            yield rejected(line, error, ",".join(cells))


FORMAT = CsvFormat()
