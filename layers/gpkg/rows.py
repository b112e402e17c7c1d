"""A record as a row and the rows linked to it, and back: nothing lost, nothing added.

Values are checked against their column on the way in, so that a record made with a number where a text belongs is
refused before it is written, and on the way out, since others edit case files too.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar, cast

from layers.errors import RecordError
from layers.gpkg.columns import Column, Group, Link
from layers.gpkg.mapping import table_of
from layers.plain import from_plain, to_plain
from layers.records import Name, Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

R = TypeVar("R", bound=Record)

Value: TypeAlias = str | int | float | None
_ACCEPTED: dict[str, tuple[type, ...]] = {
    "TEXT": (str,),
    "INTEGER": (int,),
    "DOUBLE": (float, int),
    "BOOLEAN": (bool,),
}
_LARGEST_INTEGER = 2**63 - 1


class Row(NamedTuple):
    """A record as values in the order of `Table.stored`, and for each of `Table.links` the rows linked to it.

    `exact` says that what is read back is written as before: that no whole number became a float.
    """

    values: tuple[Value, ...]
    links: tuple[tuple[tuple[Value, ...], ...], ...]
    exact: bool = True


class _Draft:
    """A row in the making."""

    __slots__ = ("blanks", "exact", "links", "values")

    def __init__(self) -> None:
        self.values: list[Value] = []
        self.links: list[tuple[tuple[Value, ...], ...]] = []
        self.blanks: list[str] = []
        self.exact = True


def row_of(record: Record) -> Row:
    """Return a record as a row.

    Raises
    ------
    RecordError
        If a value does not fit its column: a wrong type, a number that is not finite, text that is no Unicode.

    Examples
    --------
    >>> from layers.records import Assessment
    >>> row = row_of(Assessment(id="a", incident="i", text="Unclear.", claims=("c-2", "c-1")))
    >>> row.values
    ('a', 'i', 'Unclear.', None, None, None)
    >>> row.links
    ((('c-2',), ('c-1',)),)
    """
    table = table_of(type(record))
    draft = _Draft()
    _spread(table.group, record, draft)
    if table.has_blanks:
        draft.values.append(json.dumps(draft.blanks) if draft.blanks else None)
    return Row(values=tuple(draft.values), links=tuple(draft.links), exact=draft.exact)


def record_of(record_type: type[R], row: Row) -> R:
    """Return the record that `row_of` made a row of.

    Raises
    ------
    RecordError
        If the row holds what no record may hold.
    """
    table = table_of(record_type)
    values = list(row.values)
    blanks = frozenset(json.loads(cast("str", values.pop()) or "[]")) if table.has_blanks else frozenset()
    return cast(
        "R",
        _gather(
            table.group, iter(values), iter(row.links), blanks, where=f"{record_type.KIND} {row.values[0]}"
        ),
    )


def as_stored(record: R, row: Row) -> R:
    """Return a record as it will be read back: whole numbers of metres are floats there, and -0.0 is 0.0."""
    return record if row.exact else record_of(type(record), row)


def _spread(group: Group, value: object, draft: _Draft) -> None:
    first_value, first_blank = len(draft.values), len(draft.blanks)
    for member in group.members:
        item = None if value is None else getattr(value, member.field)
        if isinstance(member, Column):
            draft.values.append(None if item is None else _stored(member, item, value, draft))
            if item is None and member.required and value is not None:
                raise RecordError(f"{_label(value)}: {member.field} is missing")
        elif isinstance(member, Link):
            draft.links.append(tuple(_link_row(member, part) for part in item or ()))
        elif item is None and value is not None and not member.optional:
            raise RecordError(f"{_label(value)}: {member.field} is missing")
        else:
            _spread(member, item, draft)
    if group.optional and value is not None and len(draft.blanks) == first_blank:
        draft.blanks += [group.path] if all(item is None for item in draft.values[first_value:]) else []


def _stored(column: Column, item: Any, owner: object, draft: _Draft) -> Value:  # a field's value
    if column.json_of is not None:
        draft.exact = draft.exact and not item
        return json.dumps(to_plain(item), ensure_ascii=False, allow_nan=False) if item else None
    if type(item) not in _ACCEPTED[column.sql_type]:
        raise RecordError(
            f"{_label(owner)}: {column.field} {item!r} should be {_ACCEPTED[column.sql_type][0].__name__}"
        )
    if column.sql_type == "DOUBLE":
        return _stored_float(column, item, owner, draft)
    if column.sql_type == "TEXT":
        _require_unicode(item, owner, column.field)
    elif abs(item) > _LARGEST_INTEGER:
        raise RecordError(
            f"{_label(owner)}: {column.field} {item} is too large; the largest whole number is 2^63 - 1"
        )
    return int(item) if column.sql_type == "BOOLEAN" else cast("Value", item)


def _stored_float(column: Column, item: float, owner: object, draft: _Draft) -> float:
    if not math.isfinite(item):
        raise RecordError(f"{_label(owner)}: {column.field} {item} is not a finite number")
    if not item or type(item) is int:
        draft.exact = False
        return float(item) + 0.0  # SQLite keeps no sign of zero
    return item


def _link_row(link: Link, part: object) -> tuple[Value, ...]:
    row = (part.text, part.language, part.role) if isinstance(part, Name) else (part,)
    for item in row:
        if item is not None and not isinstance(item, str):
            raise RecordError(f"{link.owner}: {item!r} among its {link.field} should be text")
        _require_unicode(item or "", part, link.field)
    return cast("tuple[Value, ...]", row)


def _require_unicode(text: str, owner: object, field: str) -> None:
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise RecordError(
                f"{_label(owner)}: {field} {text!r} holds half a surrogate pair, which is no text; save the input as UTF-8"
            ) from error


def _label(owner: object) -> str:
    return f"{type(owner).__name__} {getattr(owner, 'id', '')}".rstrip()


def _gather(
    group: Group,
    values: Iterator[Value],
    links: Iterator[Sequence[Sequence[Value]]],
    blanks: frozenset[str],
    *,
    where: str,
) -> object:
    given: dict[str, Any] = {}
    for member in group.members:
        if isinstance(member, Column):
            value = next(values)
            if value is not None:
                given[member.field] = _read(member, value, where)
        elif isinstance(member, Link):
            rows = next(links)
            if rows:
                given[member.field] = tuple(_member(member, row) for row in rows)
        else:
            part = _gather(member, values, links, blanks, where=where)
            if part is not None:
                given[member.field] = part
    if group.optional and not given and group.path not in blanks:
        return None
    try:
        return group.record_type(**given)
    except TypeError as error:  # a column that must be there is empty
        raise RecordError(f"{where}: {error}") from error


def _read(column: Column, value: Value, where: str) -> Any:  # a field's value
    if column.json_of is not None:
        try:
            return tuple(from_plain(column.json_of, item) for item in json.loads(cast("str", value)))
        except (ValueError, TypeError) as error:
            raise RecordError(f"{where}: column {column.name} holds no JSON list: {error}") from error
    if column.sql_type == "BOOLEAN" and value in (0, 1):
        return bool(value)
    if type(value) not in _ACCEPTED[column.sql_type]:
        raise RecordError(f"{where}: column {column.name} holds {value!r}, which is no {column.sql_type}")
    return value


def _member(link: Link, row: Sequence[Value]) -> Any:  # an id, or a name
    return Name(**dict(zip(link.columns, row, strict=True))) if link.table == "name" else row[0]  # type: ignore[arg-type]
