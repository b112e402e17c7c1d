"""Records as dicts, lists and scalars, and back, checked field by field.

A field that holds its default is left out: what a source does not say is not written. How a type is read is worked out
once for each type, not once for each value.
"""

from __future__ import annotations

import json
import types
import typing
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from layers.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable

    from layers.records import Record

    Reader: TypeAlias = Callable[[Any, str], Any]

T = TypeVar("T")


def to_plain(record: object) -> Any:
    """Return a record as dicts, lists and scalars. A whole number in a field of floats is one: 500 is 500.0.

    Examples
    --------
    >>> from layers.records import Location, When
    >>> to_plain(When(edtf="2017-05~")), to_plain(Location(uncertainty_m=500))
    ({'edtf': '2017-05~'}, {'uncertainty_m': 500.0})
    """
    if is_dataclass(record) and not isinstance(record, type):
        floats = _float_fields(type(record))
        return {
            field.name: float(value) if field.name in floats and value is not None else to_plain(value)
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

    Examples
    --------
    >>> from layers.records import Harm
    >>> from_plain(Harm, {"killed_low": "six"})
    Traceback (most recent call last):
        ...
    layers.errors.DocumentError: killed_low should be int, not 'six'
    """
    return typing.cast("T", _reader(typing.cast("Any", record_type))(row, record_type.__name__))


def canonical_json(record: Record) -> str:
    """Return a record as one line of JSON: what fingerprints and the log are computed from."""
    return to_json(to_plain(record))


def to_json(value: object) -> str:
    """Return a plain value as one line of JSON; a number that is not finite is refused."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


@cache
def field_types(record_type: type) -> dict[str, Any]:
    """Return the type of each field of a record type, in order."""
    hints = typing.get_type_hints(record_type)
    return {field.name: hints[field.name] for field in fields(record_type)}


@cache
def _float_fields(record_type: type) -> frozenset[str]:
    """Return the fields of a record type that hold floats: without this, equal records could differ as texts."""
    return frozenset(name for name, hint in field_types(record_type).items() if hint in {float, float | None})


@cache
def _reader(expected: Any) -> Reader:
    """Return what reads a value of a type: given the value and where it stands, it returns it or raises."""
    origin = typing.get_origin(expected)
    if origin in (typing.Union, types.UnionType):
        (option,) = (option for option in typing.get_args(expected) if option is not type(None))
        return _optional(_reader(option))
    if origin is tuple:
        return _tuple_of(_reader(typing.get_args(expected)[0]))
    if origin is typing.Literal:  # the record itself knows the words it takes
        return _scalar(str)
    if is_dataclass(expected):
        return _dataclass(typing.cast("type", expected))
    return _scalar(expected)


def _optional(read: Reader) -> Reader:
    return lambda value, where: None if value is None else read(value, where)


def _tuple_of(read: Reader) -> Reader:
    return lambda value, where: tuple([read(item, where) for item in require_list(value, where)])


def _scalar(expected: type) -> Reader:
    def read(value: Any, where: str) -> Any:
        if type(value) is expected:
            return value
        if expected is float and type(value) is int:
            return float(value)
        raise DocumentError(f"{where} should be {expected.__name__}, not {value!r}")

    return read


def _dataclass(record_type: type) -> Reader:
    readers = {name: _reader(hint) for name, hint in field_types(record_type).items()}
    required = [f.name for f in fields(record_type) if f.default is MISSING and f.default_factory is MISSING]

    def read(row: Any, where: str) -> Any:
        if not isinstance(row, dict):
            raise DocumentError(f"{where} should be an object, not {row!r}")
        for name in required:
            if name not in row:
                raise DocumentError(f"{where} lacks {name!r}")
        given: dict[str, Any] = {}
        for name, value in row.items():
            if name not in readers:
                raise DocumentError(f"unknown field {name!r} in {where}; the fields are {', '.join(readers)}")
            given[name] = readers[name](value, name)
        return record_type(**given)

    return read


def require_list(value: object, where: str) -> list[object]:
    """Return a value that must be a list."""
    if not isinstance(value, list):
        raise DocumentError(f"{where}: should be a list, not {type(value).__name__}")
    return value
