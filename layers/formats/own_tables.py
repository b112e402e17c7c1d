"""The tables that our exports write, as a folder of CSV files, a workbook, or one CSV file of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.errors import ContestedError
from layers.errors import FormatError
from layers.exports.cells import plain_cell
from layers.formats import cells
from layers.formats.own_rows import KINDS, ORDER, layer_of, read_own
from layers.formats.own_seen import Beside
from layers.formats.reading import Accepted, Rejected, rejected
from layers.formats.tables import Table, checked_table, read_table
from layers.formats.xlsx import read_sheets
from layers.records import Party

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from layers.formats.reading import ImportOptions, Item


@dataclass(frozen=True, slots=True)
class OwnTables:
    """Reads a folder or a workbook that our exports wrote."""

    name: str = "tables"
    suffixes: tuple[str, ...] = (".xlsx",)

    def sniff(self, path: Path, head: bytes) -> float:
        """Return how sure it is, by the names of files or sheets."""
        if path.is_dir():
            return 0.99 if (path / "incidents.csv").is_file() and (path / "claims.csv").is_file() else 0.0
        if not head.startswith(b"PK\x03\x04") or path.suffix.lower() != ".xlsx":
            return 0.0
        try:
            return 0.99 if _tables_of_book(path) else 0.0
        except ContestedError:  # whoever reads it says what is wrong with it
            return 0.0

    def read(self, path: Path, options: ImportOptions) -> Iterator[Item]:
        """Yield the records of each row of each table, those that others name first; lines are those of the table."""
        tables = _tables_of_folder(path) if path.is_dir() else _tables_of_book(path)
        if not tables:
            raise FormatError(f"{path.name} holds none of the tables {', '.join(ORDER)}")
        beside = Beside()
        for layer in ORDER:
            if layer in tables:
                items = items_of_own(layer, tables[layer], beside=beside)
                if layer == "parties":
                    found = list(items)
                    read = (r for item in found if isinstance(item, Accepted) for r in item.records)
                    beside = Beside(
                        parties={record.id: record for record in read if isinstance(record, Party)}
                    )
                    yield from found
                else:
                    yield from items


def items_of_own(layer: str, table: Table, *, beside: Beside | None = None) -> Iterator[Item]:
    """Yield the records of each row of one of our tables."""
    for row in table.rows:
        if isinstance(row, Rejected):
            yield row
            continue
        line, written = row
        try:
            named = {
                name: plain_cell(cell)
                for name, cell in zip(table.columns, written, strict=True)
                if cell != ""
            }
            position = cells.position(named.pop("lat", None), named.pop("lon", None))
            named.pop("wkt", None)
            yield Accepted(line=line, records=read_own(layer, named, position, beside=beside))
        except ContestedError as error:
            yield rejected(line, f"{layer}: {error}", ",".join(written))


def _tables_of_folder(path: Path) -> dict[str, Table]:
    found = {}
    for layer in ORDER:
        file = path / f"{layer}.csv"
        if file.is_file():
            table = read_table(file)
            _require_layer(file.name, layer, table)
            found[layer] = table
    return found


def _tables_of_book(path: Path) -> dict[str, Table]:
    found = {}
    for name, rows in read_sheets(path).items():
        if name in KINDS and rows:
            table = checked_table(path, iter(rows))
            _require_layer(f"{path.name}, sheet {name}", name, table)
            found[name] = table
    return found


def _require_layer(where: str, layer: str, table: Table) -> None:
    if layer_of(table.columns) != layer:
        raise FormatError(
            f"{where}: its columns are not those of the table {layer}; import it alone, with --as CSV or XLSX"
        )


FORMAT = OwnTables()
