"""TimeMap's datasheet: one spreadsheet with a sheet of events, one of sources and one of associations.

A list is spread over numbered columns (`source1`, `source2`, ...) or written in one cell between commas. The rows of the
associations label events, and are no rows of their own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from geo.errors import ContestedError
from layers.errors import FormatError
from layers.formats import cells
from layers.formats.coded_rows import plain_name
from layers.formats.limits import Archive
from layers.formats.objects import json_line, renamed
from layers.formats.reading import Accepted, Rejected, rejected
from layers.formats.tables import read_table, row_dicts
from layers.formats.timemap import read_event
from layers.formats.timemap_sources import VOICE, Companions, read_source
from layers.formats.xml import in_pieces, parse_xml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from layers.formats.reading import ImportOptions, Item
    from layers.records import Record

_WORKBOOK = "xl/workbook.xml"
_LISTS = {"source": "sources", "association": "associations", "filter": "associations", "path": "paths"}
_NUMBERED = re.compile(r"([a-z]+?)s?_?\d{0,3}", re.ASCII)


def is_datasheet(path: Path, head: bytes) -> bool:
    """Tell whether a file is a spreadsheet with a sheet of events and one of sources."""
    if not head.startswith(b"PK\x03\x04") or path.suffix.lower() != ".xlsx":
        return False
    try:
        names = sheet_names(path)
    except ContestedError:  # whoever reads it says what is wrong with it
        return False
    return _sheet(names, "events") is not None and _sheet(names, "sources") is not None


def read_datasheet(path: Path, options: ImportOptions) -> Iterator[Item]:
    """Yield the records of each row of the events, then of the sources.

    Raises
    ------
    FormatError
        If there is no sheet of events, or a sheet cannot be read.
    """
    names = sheet_names(path)
    events, sources, labels = (_sheet(names, kind) for kind in ("events", "sources", "associations"))
    if events is None:
        raise FormatError(f"{path.name} has no sheet of events; it has {', '.join(names)[:200]}")
    columns = {plain_name(column): field for column, field in options.columns.items()}
    companions = Companions(sources=_by_id(path, sources), labels=_by_id(path, labels))
    yield from _items(path, events, lambda row: read_event(renamed(row, columns), companions, options))
    if sources is not None:
        yield from _items(path, sources, lambda row: (read_source(renamed(row, columns), VOICE),))


def sheet_names(path: Path) -> tuple[str, ...]:
    """Return the names of a spreadsheet's sheets, in their order.

    Raises
    ------
    FormatError
        If the file is no spreadsheet, or is not safe to read.
    """
    names = _SheetNames()
    with Archive(path, holds_archives=True) as archive:
        if _WORKBOOK not in archive.names:
            raise FormatError(f"{path.name} is no spreadsheet; it has no {_WORKBOOK}")
        parse_xml(f"{path.name}, {_WORKBOOK}", in_pieces(archive.read(_WORKBOOK)), names)
    return tuple(names.found)


class _SheetNames:
    """Takes the names of the sheets from a workbook."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            self.found.append(attributes.get("name", ""))

    def end(self, tag: str, text: str) -> None:
        """Take the end of an element: it says nothing here."""


def _sheet(names: tuple[str, ...], kind: str) -> str | None:
    return next((name for name in names if plain_name(name).endswith(kind)), None)


def _by_id(path: Path, sheet: str | None) -> dict[str, Mapping[str, Any]]:
    if sheet is None:
        return {}
    rows = (row for row in row_dicts(read_table(path, sheet=sheet)) if not isinstance(row, Rejected))
    gathered = (gathered_lists(row) for _, row in rows)
    return {row_id: row for row in gathered if (row_id := cells.text(row.get("id")))}


def _items(path: Path, sheet: str, read: Callable[[Mapping[str, Any]], tuple[Record, ...]]) -> Iterator[Item]:
    for row in row_dicts(read_table(path, sheet=sheet)):
        if isinstance(row, Rejected):
            yield Rejected(line=row.line, reason=f"sheet {sheet}: {row.reason}", text=row.text)
            continue
        line, given = row
        try:
            yield Accepted(line=line, records=read(gathered_lists(given)))
        except ContestedError as error:
            yield rejected(line, f"sheet {sheet}: {error}", json_line(given))


def gathered_lists(row: Mapping[str, str]) -> dict[str, Any]:
    """Return a row by plain names of its columns, the lists that are spread over numbered columns gathered.

    Examples
    --------
    >>> gathered_lists({"ID": "E1", "source1": "S1", "source2": "S2", "Associations": "a, b"})
    {'id': 'E1', 'sources': ['S1', 'S2'], 'associations': ['a', 'b']}
    """
    found: dict[str, Any] = {}
    for column, value in row.items():
        name = plain_name(column)
        match = _NUMBERED.fullmatch(name)
        if match and (field := _LISTS.get(match[1])):
            numbered = name[-1].isdigit()
            parts = [value] if numbered or field == "paths" else value.split(",")
            found.setdefault(field, []).extend(part.strip() for part in parts if part.strip())
        else:
            found[name] = value
    return found
