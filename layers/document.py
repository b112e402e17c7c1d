"""The case document: a case as text, in canonical order, lossless both ways.

JSON in UTF-8 with one field a line, so that a change of one field is a change of one line for a reviewer. Fields that a
source does not give are left out. The first two lines name the format; the rest is `case` and one list for each kind.
"""

from __future__ import annotations

import json
import types
import typing
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from geo.errors import ContestedError
from layers.case import COLLECTIONS, Case
from layers.errors import DocumentError
from layers.files import write_whole
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
        f'"format": {_json(FORMAT)}',
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
            for n, row in enumerate(_list(data.get(collection, []), f"{name}, {collection}"))
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


def to_plain(record: object) -> Any:  # JSON
    """Return a record as dicts, lists and scalars; fields that hold their default are left out."""
    if is_dataclass(record) and not isinstance(record, type):
        return {
            field.name: to_plain(value)
            for field in fields(record)
            if (value := getattr(record, field.name)) != field.default or field.default is MISSING
        }
    if isinstance(record, tuple):
        return [to_plain(item) for item in record]
    return record


def from_plain(record_type: type[T], row: object) -> T:
    """Return the record that `to_plain` made a row of.

    Raises
    ------
    DocumentError
        If a field is missing, unknown or of the wrong type.
    """
    value = _read(record_type, row, record_type.__name__)
    return typing.cast("T", value)


def canonical_json(record: Record) -> str:
    """Return a record as one line of JSON: what fingerprints and the log are computed from."""
    return _json(to_plain(record))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _record_text(record: Record) -> str:
    rows = [f' "{key}": {_json(value)}' for key, value in to_plain(record).items()]
    return "{\n" + ",\n".join(rows) + "\n}"


def _refuse_constant(text: str) -> None:
    raise ValueError(f"{text} is no number of JSON")


def _list(value: object, where: str) -> list[object]:
    if not isinstance(value, list):
        raise DocumentError(f"{where}: should be a list, not {type(value).__name__}")
    return value


def _read_record(record_type: type[T], row: object, where: str) -> T:
    if isinstance(row, dict) and "id" in row:
        where = f"{where} ({row['id']})"
    try:
        return from_plain(record_type, row)
    except ContestedError as error:
        raise DocumentError(f"{where}: {error}") from error


@cache
def field_types(record_type: type) -> dict[str, Any]:
    """Return the type of each field of a record type, in order."""
    hints = typing.get_type_hints(record_type)
    return {field.name: hints[field.name] for field in fields(record_type)}


def _read(expected: Any, value: object, where: str) -> object:  # a type hint
    origin = typing.get_origin(expected)
    if origin in (typing.Union, types.UnionType):
        if value is None:
            return None
        (expected,) = (option for option in typing.get_args(expected) if option is not type(None))
        return _read(expected, value, where)
    if origin is tuple:
        return tuple(_read(typing.get_args(expected)[0], item, where) for item in _list(value, where))
    if origin is typing.Literal:
        return _read(str, value, where)
    if is_dataclass(expected):
        return _read_dataclass(typing.cast("type", expected), value, where)
    if expected is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not expected:
        raise DocumentError(f"{where} should be {expected.__name__}, not {value!r}")
    return value


def _read_dataclass(record_type: type, row: object, where: str) -> object:
    if not isinstance(row, dict):
        raise DocumentError(f"{where} should be an object, not {row!r}")
    hints = field_types(record_type)
    unknown = set(row) - set(hints)
    if unknown:
        raise DocumentError(f"unknown field {min(unknown)!r} in {where}; the fields are {', '.join(hints)}")
    missing = [
        f.name
        for f in fields(record_type)
        if f.default is MISSING and f.default_factory is MISSING and f.name not in row
    ]
    if missing:
        raise DocumentError(f"{where} lacks {missing[0]!r}")
    return record_type(**{key: _read(hints[key], value, key) for key, value in row.items()})
