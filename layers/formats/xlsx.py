"""Spreadsheets of Office Open XML (ECMA-376) as rows of text: a zip of XML, read with nothing but the standard library.

A cell becomes the text that a reader would type: a whole number has no point, a date is written YYYY-MM-DD, a truth TRUE or
FALSE. Formulas are not computed: the value that the program last saved with them counts. Hidden sheets are read like others.
"""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from typing import TYPE_CHECKING

from layers.errors import FormatError
from layers.formats.limits import Archive, limit, over_limit
from layers.formats.xml import in_pieces, parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MOST_COLUMNS = 16_384
_MOST_CELLS = 20_000_000
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})", re.ASCII)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_", re.ASCII)
_DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


def read_sheet(path: Path, name: str | None = None) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of one sheet that have a cell, with their numbers; all of the width of the first.

    Parameters
    ----------
    path : Path
        The workbook.
    name : str or None
        Name of the sheet, in any case of letters; the first with a cell, if None.

    Raises
    ------
    FormatError
        If it is no workbook, has no such sheet, or exceeds a limit.
    """
    sheets = read_sheets(path)
    if name is None:
        yield from next((rows for rows in sheets.values() if rows), [])
        return
    found = next((rows for sheet, rows in sheets.items() if sheet.casefold() == name.casefold()), None)
    if found is None:
        raise FormatError(f"{path.name} has no sheet {name!r}; it has {', '.join(sheets)}")
    yield from found


def read_sheets(path: Path) -> dict[str, list[tuple[int, list[str]]]]:
    """Return the rows of every sheet by its name, in the order of the workbook.

    Raises
    ------
    FormatError
        If it is no workbook, or exceeds a limit.
    """
    with Archive(path, holds_archives=True) as archive:
        if "xl/workbook.xml" not in archive.names:
            raise FormatError(f"{path.name}: no workbook (.xlsx); it has no xl/workbook.xml")
        book = _Book()
        _parse(archive, path, "xl/workbook.xml", book)
        links = _Links()
        _parse(archive, path, "xl/_rels/workbook.xml.rels", links)
        strings, styles = _Strings(), _Styles()
        for part, handler in (("xl/sharedStrings.xml", strings), ("xl/styles.xml", styles)):
            if part in archive.names:
                _parse(archive, path, part, handler)
        found: dict[str, list[tuple[int, list[str]]]] = {}
        for sheet, link in book.sheets:
            part = posixpath.normpath(posixpath.join("xl", links.targets.get(link, ""))).removeprefix("/")
            part = part.removeprefix("xl/xl/") if part.startswith("xl/xl/") else part
            if part in archive.names:
                rows = _Rows(path.name, sheet, strings.texts, styles.dates(), epoch_1904=book.epoch_1904)
                _parse(archive, path, part, rows)
                found[sheet] = rows.padded()
        return found


def _parse(archive: Archive, path: Path, part: str, handler: _Handler) -> None:
    if part not in archive.names:
        raise FormatError(f"{path.name}: the workbook lacks {part}; get the file again")
    parse_xml(f"{path.name}, {part}", in_pieces(archive.read(part)), handler)


class _Handler:
    """Takes no notice of what it is not told to."""

    def start(self, tag: str, attributes: dict[str, str]) -> None: ...

    def end(self, tag: str, text: str) -> None: ...


class _Book(_Handler):
    """The names of the sheets, and from when days are counted."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.epoch_1904 = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            link = next((value for name, value in attributes.items() if name.endswith(":id")), "")
            self.sheets.append((attributes.get("name", ""), link))
        elif tag == "workbookPr":
            self.epoch_1904 = attributes.get("date1904") in {"1", "true"}


class _Links(_Handler):
    """Which part each link of the workbook means."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            self.targets[attributes.get("Id", "")] = (
                target.removeprefix("/xl/") if target.startswith("/") else target
            )


class _Strings(_Handler):
    """The texts that cells share; phonetic readings beside them are left out."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._parts: list[str] = []
        self._phonetic = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "si":
            self._parts = []
        elif tag == "rPh":
            self._phonetic = True

    def end(self, tag: str, text: str) -> None:
        if tag == "t" and not self._phonetic:
            self._parts.append(text)
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "si":
            self.texts.append(_unescaped("".join(self._parts)))


class _Styles(_Handler):
    """Which styles of cells show a number as a date."""

    def __init__(self) -> None:
        self._codes: dict[int, str] = {}
        self._of_style: list[int] = []
        self._in_cells = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "numFmt":
            self._codes[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            self._in_cells = True
        elif tag == "xf" and self._in_cells:
            self._of_style.append(_whole(attributes.get("numFmtId")))

    def end(self, tag: str, text: str) -> None:
        if tag == "cellXfs":
            self._in_cells = False

    def dates(self) -> frozenset[int]:
        return frozenset(n for n, number in enumerate(self._of_style) if self._is_date(number))

    def _is_date(self, number: int) -> bool:
        if number in self._codes:
            return bool(set(_QUOTED.sub("", self._codes[number]).lower()) & set("ydhs"))
        return number in _DATE_FORMATS


class _Rows(_Handler):
    """The rows of a sheet."""

    def __init__(
        self, book: str, sheet: str, strings: list[str], dates: frozenset[int], *, epoch_1904: bool
    ) -> None:
        self._where = f"{book}, sheet {sheet}"
        self._strings = strings
        self._dates = dates
        self._epoch = dt.datetime(1904, 1, 1) if epoch_1904 else dt.datetime(1899, 12, 30)  # noqa: DTZ001 # a calendar's zero
        self._rows: list[tuple[int, dict[int, str]]] = []
        self._cells: dict[int, str] = {}
        self._number = 0
        self._column = -1
        self._kind = ""
        self._style = 0
        self._inline: list[str] = []
        self._count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "row":
            self._number = _whole(attributes.get("r")) or self._number + 1
            self._cells, self._column = {}, -1
            if len(self._rows) > limit("ROWS"):
                raise over_limit(f"{self._where} has more rows", "ROWS")
        elif tag == "c":
            self._column = _column(attributes.get("r"), self._column + 1)
            if self._column >= _MOST_COLUMNS:
                raise FormatError(
                    f"{self._where}, row {self._number}: more than {_MOST_COLUMNS} columns; is it damaged?"
                )
            self._kind, self._style, self._inline = attributes.get("t", "n"), _whole(attributes.get("s")), []

    def end(self, tag: str, text: str) -> None:
        if tag == "v":
            self._put(self._value(text))
        elif tag == "t" and self._kind == "inlineStr":
            self._inline.append(text)
        elif tag == "is":
            self._put(_unescaped("".join(self._inline)))
        elif tag == "row" and any(self._cells.values()):
            self._rows.append((self._number, self._cells))

    def padded(self) -> list[tuple[int, list[str]]]:
        """Return the rows as lists of one width."""
        width = max((max(cells) + 1 for _, cells in self._rows), default=0)
        if width * len(self._rows) > _MOST_CELLS:
            raise FormatError(
                f"{self._where}: {len(self._rows):,} rows of {width:,} columns are too many cells; save it as CSV"
            )
        return [(number, [cells.get(n, "") for n in range(width)]) for number, cells in self._rows]

    def _put(self, value: str) -> None:
        self._count += 1
        if self._count > _MOST_CELLS:
            raise FormatError(f"{self._where}: more than {_MOST_CELLS:,} cells; save it as CSV")
        self._cells[self._column] = value

    def _value(self, text: str) -> str:
        if self._kind == "s":
            index = _whole(text)
            return self._strings[index] if index < len(self._strings) else ""
        if self._kind == "b":
            return "TRUE" if text == "1" else "FALSE"
        if self._kind != "n":  # a formula's text, a date in ISO 8601, or the word of an error
            return _unescaped(text)
        try:
            number = float(text)
        except ValueError:
            return text
        return self._dated(number) if self._style in self._dates else _number_text(number, text)

    def _dated(self, number: float) -> str:
        # Excel's calendar has a 29 February 1900: serials before it are a day off.
        days = number + 1 if number < 60 and self._epoch.year == 1899 else number
        try:
            moment = self._epoch + dt.timedelta(seconds=round(days * 86_400))
        except OverflowError:
            return _number_text(number, str(number))
        if 0 <= number < 1:
            return f"{moment:%H:%M:%S}".removesuffix(":00")
        if moment.time() == dt.time():
            return moment.date().isoformat()
        return moment.isoformat(timespec="minutes" if not moment.second else "seconds")


def _number_text(number: float, text: str) -> str:
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    # Programs save 33.5058 as 33.505800000000001: the shortest text of the same number is what was typed.
    return repr(number) if "e" not in repr(number) else text


def _column(reference: str | None, default: int) -> int:
    """Return the number of a cell's column, 0 for A."""
    match = _REFERENCE.fullmatch(reference or "")
    if match is None:
        return default
    number = 0
    for letter in match[1]:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
