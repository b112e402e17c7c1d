"""Tables of text, from CSV, TSV or a spreadsheet: a header, then rows with their line numbers, good or handed back."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from layers.errors import FormatError
from layers.formats.limits import limit, over_limit
from layers.formats.reading import Rejected, rejected
from layers.formats.texts import encoding_of, head_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

DELIMITERS = ",;\t|"
Cells: TypeAlias = list[str]
Line: TypeAlias = tuple[int, Cells]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: its columns, and its rows as they are read.

    Parameters
    ----------
    columns : tuple of str
        The header, blanks around names taken off.
    rows : iterator of (int, list of str) or Rejected
        Each row with the number of its first line in the file, and exactly as many cells as there are columns. Lines
        without a character are no rows; a row of HXL tags below the header is taken off.
    delimiter : str or None
        What parts the cells; None in a spreadsheet.
    encoding : str or None
        How a text file is encoded.
    """

    columns: tuple[str, ...]
    rows: Iterator[Line | Rejected]
    delimiter: str | None = None
    encoding: str | None = None


def read_table(path: Path, *, sheet: str | None = None) -> Table:
    """Read a table from CSV, TSV or XLSX, whichever the file is.

    Parameters
    ----------
    path : Path
        The file.
    sheet : str or None
        Name of the sheet of a spreadsheet; the first with a cell, if None.

    Raises
    ------
    FormatError
        If it is no table, or has no header.
    """
    if head_of(path).startswith(b"PK\x03\x04"):
        from layers.formats.xlsx import read_sheet

        return checked_table(path, read_sheet(path, sheet))
    encoding = encoding_of(path)
    return checked_table(path, _text_lines(path, encoding), delimiter_of(path), encoding)


def row_dicts(table: Table) -> Iterator[tuple[int, dict[str, str]] | Rejected]:
    """Yield each row by the names of its columns."""
    for row in table.rows:
        yield row if isinstance(row, Rejected) else (row[0], dict(zip(table.columns, row[1], strict=True)))


def delimiter_of(path: Path) -> str:
    """Return what parts the cells of a text file: the mark that its first line holds most of, outside quotes."""
    lines = [line for line in text_of(head_of(path)).splitlines() if line.strip()]
    first = lines[0] if lines else ""
    if first.lower().startswith("sep=") and len(first) == 5:
        return first[4]
    bare = "".join(first.split('"')[::2])
    return max(DELIMITERS, key=bare.count) if any(mark in bare for mark in DELIMITERS) else ","


def columns_of(head: bytes) -> tuple[str, ...]:
    r"""Return the header of a text table from the first bytes of its file, for formats that know it by its columns.

    Examples
    --------
    >>> columns_of(b'id;"event date";lat\n1;2017;33')
    ('id', 'event date', 'lat')
    """
    lines = [line for line in text_of(head).splitlines() if line.strip()]
    lines = lines[1:] if lines and lines[0].lower().startswith("sep=") else lines
    if not lines or len(lines[0]) > 100_000:
        return ()
    bare = "".join(lines[0].split('"')[::2])
    mark = max(DELIMITERS, key=bare.count)
    try:
        return tuple(cell.strip() for cell in next(csv.reader([lines[0]], delimiter=mark)))
    except (csv.Error, StopIteration):
        return ()


def _text_lines(path: Path, encoding: str) -> Iterator[Line | Rejected]:
    csv.field_size_limit(limit("CELL_CHARACTERS"))
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, delimiter=delimiter_of(path))
        before = 0
        while True:
            try:
                for cells in reader:
                    if cells:
                        yield before + 1, cells
                    before = reader.line_num
            except csv.Error as error:
                yield rejected(
                    before + 1,
                    f"{error}; mend the quotes of this row, or set CONTESTED_MAX_CELL_CHARACTERS",
                    "",
                )
                before = reader.line_num
            except UnicodeDecodeError as error:
                raise FormatError(f"{path.name}: not {encoding} ({error}); save it as UTF-8") from error
            else:
                return


def checked_table(
    path: Path, lines: Iterator[Line | Rejected], delimiter: str | None = None, encoding: str | None = None
) -> Table:
    """Return lines as a table, the first of them with a cell being the header."""
    first = next(lines, None)
    while first is not None and not isinstance(first, Rejected) and _is_no_header(first[1]):
        first = next(lines, None)
    if first is None or isinstance(first, Rejected):
        reason = f" ({first.reason})" if first else ""
        raise FormatError(f"{path.name}: no header row{reason}; its first row should name the columns")
    columns = tuple(cell.strip() for cell in first[1])
    while columns and not columns[-1]:
        columns = columns[:-1]
    return Table(columns=columns, rows=_rows(path, columns, lines), delimiter=delimiter, encoding=encoding)


def _is_no_header(cells: Sequence[str]) -> bool:
    text = "".join(cells).strip()
    return not text or (text.lower().startswith("sep=") and len(text) <= 5)


def _rows(
    path: Path, columns: tuple[str, ...], lines: Iterator[Line | Rejected]
) -> Iterator[Line | Rejected]:
    width, most, count = len(columns), limit("ROWS"), 0
    for line in lines:
        count += 1
        if count > most:
            if count == most + 1 and not isinstance(line, Rejected) and _is_hxl(line[1]):
                continue
            raise over_limit(f"{path.name} has more rows", "ROWS")
        if isinstance(line, Rejected):
            yield line
            continue
        number, cells = line
        if len(cells) == width:
            if count == 1 and _is_hxl(cells):
                count = 0
                continue
            yield line if any(cells) else rejected(number, "the row is empty", "")
        elif len(cells) > width and not any(cell.strip() for cell in cells[width:]):
            yield number, cells[:width]
        else:
            few = "fewer" if len(cells) < width else "more"
            yield rejected(
                number,
                f"{len(cells)} cells, {few} than the {width} columns; mend its quotes and delimiters",
                ",".join(cells),
            )


def _is_hxl(cells: Sequence[str]) -> bool:
    """Tell a row of HXL tags, such as #date+occurred: every cell that is not empty begins with a #."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and all(
        cell.startswith("#") and len(cell) > 2 and cell[1].isalpha() for cell in filled
    )
