"""A folder of CSV tables (RFC 4180, UTF-8), one a kind of record, formula-safe; importing them gives the texts back."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from layers.exports.cells import cell
from layers.exports.layered import write_each
from layers.exports.tables import Table, tables_of
from layers.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from layers.case import Case


def write(case: Case, out: Path, *, layer: str | None = None) -> list[Path]:
    """Write every table into a folder, or one table into a file; return the files.

    Raises
    ------
    CaseFileError
        If a file is named without a table, or something cannot be written.
    """
    tables = {table.name: table for table in tables_of(case)}
    return write_each(
        case, out, tables.items(), ending=".csv", layer=layer, write_part=_write, about=table_about
    )


def table_about(name: str) -> str:
    """Return what a table holds, for a README."""
    return f"{name.replace('_', ' ')}, one a row"


def csv_text(table: Table) -> str:
    r"""Return a table as CSV, its first row naming the columns.

    Examples
    --------
    >>> csv_text(Table(name="t", columns={"id": "", "note": ""}, rows=[{"id": "a", "note": "=1+1"}]))
    "id,note\na,'=1+1\n"
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_text(row[column]) for column in table.columns] for row in table.rows)
    return text.getvalue()


def _text(value: object) -> object:
    shown = cell(value)
    return str(shown).lower() if isinstance(shown, bool) else shown


def _write(path: Path, table: Table) -> Path:
    return write_whole(path, csv_text(table))
