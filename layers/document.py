"""The case document: a case as text, in canonical order, lossless both ways.

JSON in UTF-8 with one field a line, so that a change of one field is a change of one line for a reviewer. Fields that a
source does not give are left out. The first two lines name the format; the rest is `case` and one list for each kind.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeVar

from geo.errors import ContestedError
from layers.case import COLLECTIONS, Case
from layers.errors import DocumentError
from layers.files import write_whole
from layers.plain import from_plain, require_list, to_json, to_plain
from layers.records import RECORD_TYPES, CaseInfo

if TYPE_CHECKING:
    from pathlib import Path

    from layers.records import Record

FORMAT = "contested case document"
FORMAT_VERSION = 1

T = TypeVar("T")


def write_document(case: Case) -> str:
    """Return a case as text: the same case gives the same bytes.

    Examples
    --------
    >>> from layers.records import CaseInfo
    >>> print(write_document(Case(info=CaseInfo(id="empty", title="Nothing yet"))), end="")
    {
    "format": "contested case document",
    "version": 1,
    "case": {
     "id": "empty",
     "title": "Nothing yet"
    }
    }
    """
    parts = [
        f'"format": {to_json(FORMAT)}',
        f'"version": {FORMAT_VERSION}',
        f'"case": {_record_text(case.info)}',
    ]
    for kind, collection in COLLECTIONS.items():
        records = case.of_kind(kind)
        if records:
            parts.append(f'"{collection}": [\n' + ",\n".join(map(_record_text, records)) + "\n]")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def read_document(text: str, *, name: str = "case document") -> Case:
    """Return the case that a text holds.

    Raises
    ------
    DocumentError
        If the text is no case document, or one of its records cannot be read; the message names the record.
    """
    try:
        data = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"{name}: not JSON ({error})") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise DocumentError(f'{name}: not a case document; its "format" should be {FORMAT!r}')
    if data.get("version") != FORMAT_VERSION:
        raise DocumentError(
            f"{name}: version {data.get('version')!r} of the format; this program reads {FORMAT_VERSION}"
        )
    unknown = set(data) - {"format", "version", "case", *COLLECTIONS.values()}
    if unknown:
        raise DocumentError(
            f"{name}: unknown part {min(unknown)!r}; the parts are case, {', '.join(COLLECTIONS.values())}"
        )
    collections = {
        collection: tuple(
            _read_record(RECORD_TYPES[kind], row, f"{name}, {collection}[{n}]")
            for n, row in enumerate(require_list(data.get(collection, []), f"{name}, {collection}"))
        )
        for kind, collection in COLLECTIONS.items()
    }
    info = _read_record(CaseInfo, data.get("case"), f"{name}, case")
    return Case(info=info, **collections)  # type: ignore[arg-type]


def read_document_file(path: Path) -> Case:
    """Return the case of a document on disk."""
    try:
        return read_document(path.read_text(encoding="utf-8"), name=path.name)
    except UnicodeDecodeError as error:
        raise DocumentError(f"{path.name}: not UTF-8 text ({error}); save it as UTF-8") from error


def write_document_file(case: Case, path: Path) -> Path:
    """Write a case as a document, and return its path. The old file stays whole until the new one is.

    Raises
    ------
    CaseFileError
        If it cannot be written.
    """
    return write_whole(path, write_document(case))


def _record_text(record: Record) -> str:
    rows = [f' "{key}": {to_json(value)}' for key, value in to_plain(record).items()]
    return "{\n" + ",\n".join(rows) + "\n}"


def _refuse_constant(text: str) -> None:
    raise ValueError(f"{text} is no number of JSON")


def _read_record(record_type: type[T], row: object, where: str) -> T:
    if isinstance(row, dict) and "id" in row:
        where = f"{where} ({row['id']})"
    try:
        return from_plain(record_type, row)
    except ContestedError as error:
        raise DocumentError(f"{where}: {error}") from error
