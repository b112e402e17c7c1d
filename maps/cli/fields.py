"""A field of a record, named and given on the command line, such as `values.where.text=near the crossing`."""

from __future__ import annotations

import re
import types
import typing
from dataclasses import is_dataclass
from typing import TYPE_CHECKING, Any

from geo.lengths import read_length_m
from layers.errors import RecordError
from layers.plain import field_types, from_plain, to_plain
from layers.records import CaseInfo, Location, Name, When

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from layers.records import Record

_YES_NO = {"yes": True, "true": True, "no": False, "false": False}
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?")


def changed(
    record: Record,
    given: Sequence[str],
    cleared: Sequence[str],
    *,
    read_place: Callable[[str], Location],
) -> Record:
    """Return a record with fields set and others emptied, checked as a whole.

    Parameters
    ----------
    given : sequence of str
        FIELD=VALUE; a field inside another is named with a dot: `when.edtf`. Several ids are parted by commas. A time may be
        given as EDTF, a place as a location text.
    cleared : sequence of str
        Fields that say nothing from now on.
    read_place : callable
        Reads a location text.

    Raises
    ------
    RecordError
        If a field is unknown, or a value is none for it.
    """
    plain = to_plain(record)
    for text in given:
        path, equals, value = text.partition("=")
        if not equals:
            raise RecordError(f'{text!r} sets nothing; write FIELD=VALUE, as in title="Convoy struck"')
        _set(plain, type(record), path.strip(), value, read_place)
    for path in cleared:
        _clear(plain, type(record), path.strip())
    return from_plain(type(record), plain)


def _set(
    plain: dict[str, Any], record_type: type, path: str, text: str, read_place: Callable[[str], Location]
) -> None:
    holder, field, expected = _spot(plain, record_type, path)
    if expected is When:
        holder[field] = {"edtf": text, "date": text}
    elif expected is Location:
        holder[field] = to_plain(read_place(text))
    else:
        holder[field] = _value(path, text, expected)


def _clear(plain: dict[str, Any], record_type: type, path: str) -> None:
    holder, field, _ = _spot(plain, record_type, path)
    if field not in holder:
        raise RecordError(f"{path} says nothing as it is")
    del holder[field]


def _spot(plain: dict[str, Any], record_type: type, path: str) -> tuple[dict[str, Any], str, Any]:
    """Return what holds a field, the field's last name, and what type it has."""
    *outer, field = path.split(".")
    holder: dict[str, Any] = plain
    kind = record_type
    for step in outer:
        kind = _type_of(kind, step, path)
        if not is_dataclass(kind):
            raise RecordError(f"{path}: {step} has no fields")
        holder = holder.setdefault(step, {})
    if not outer and field == "id" and record_type is not CaseInfo:
        raise RecordError("an id stays what it is: others name it; remove the record, and add it anew")
    return holder, field, _type_of(kind, field, path)


def _type_of(record_type: type, field: str, path: str) -> Any:
    hints = field_types(record_type)
    if field not in hints:
        raise RecordError(f"there is no field {path!r}; the fields are {', '.join(hints)}")
    hint = hints[field]
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        (hint,) = (option for option in typing.get_args(hint) if option is not type(None))
    return hint


def _value(path: str, text: str, expected: Any) -> Any:
    """Return a text as the plain value of a type."""
    if expected is bool:
        if text.lower() not in _YES_NO:
            raise RecordError(f"{path} {text!r} is neither yes nor no")
        return _YES_NO[text.lower()]
    if expected is int:
        if not re.fullmatch(r"[+-]?\d{1,18}", text):
            raise RecordError(f"{path} {text!r} is no whole number")
        return int(text)
    if expected is float:
        return _number(path, text)
    if typing.get_origin(expected) is tuple:
        (item, *_) = typing.get_args(expected)
        if item is Name or is_dataclass(item):
            raise RecordError(
                f"{path} has parts that cannot be given here; remove the record, and add it anew"
            )
        return [part.strip() for part in text.split(",") if part.strip()]
    if is_dataclass(expected):
        fields = ", ".join(f"{path}.{name}" for name in field_types(typing.cast("type", expected)))
        raise RecordError(f"{path} has several fields; name one: {fields}")
    return text


def _number(path: str, text: str) -> float:
    if _NUMBER.fullmatch(text):
        return float(text)
    if path.endswith("_m"):
        return read_length_m(text)
    raise RecordError(f"{path} {text!r} is no number")
