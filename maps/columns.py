"""Rows of records as columns: the compact form in which tables travel in the page.

A table is an object with `length` and one entry a column. A column is a list of values, or, where that is shorter,
`{"of": [values that occur], "at": [their indexes]}`. A column without any value is left out; null, or a missing
column, means that the record does not say.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    from _typeshed import DataclassInstance

    from layers.records import Record

Column: TypeAlias = "list[Any] | dict[str, list[Any]]"
Table: TypeAlias = "dict[str, int | Column]"


def to_table(rows: Sequence[DataclassInstance], columns: Sequence[str] | None = None) -> Table:
    """Return rows of one dataclass as a table of columns, in the order of its fields: all of them, or those named.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> @dataclass
    ... class Town:
    ...     name: str
    ...     country: str
    ...     note: str | None = None
    >>> to_table([Town("Palmyra", "Syria"), Town("Homs", "Syria"), Town("Rutba", "Iraq"), Town("Hit", "Iraq")])
    {'length': 4, 'name': ['Palmyra', 'Homs', 'Rutba', 'Hit'], 'country': {'of': ['Syria', 'Iraq'], 'at': [0, 0, 1, 1]}}
    """
    table: Table = {"length": len(rows)}
    if not rows:
        return table
    for name in columns or [field.name for field in fields(rows[0])]:
        values = [plain(getattr(row, name)) for row in rows]
        if any(map(says_something, values)):
            table[name] = _shorter(values)
    return table


def record_table(records: Sequence[Record]) -> Table:
    """Return records of one kind as a table that holds all of them: each field as the case document has it, or null.

    Examples
    --------
    >>> from layers.records import Zone
    >>> record_table([Zone(id="a", name="Alpha"), Zone(id="b", name="Beta", note="Drawn by hand.")])
    {'length': 2, 'id': ['a', 'b'], 'name': ['Alpha', 'Beta'], 'note': [None, 'Drawn by hand.']}
    """
    from layers.plain import to_plain

    table: Table = {"length": len(records)}
    if not records:
        return table
    rows = [to_plain(record) for record in records]
    for field in fields(records[0]):
        values = [row.get(field.name) for row in rows]
        if any(value is not None for value in values):
            table[field.name] = _shorter(values)
    return table


def table_rows(table: Table) -> list[dict[str, Any]]:
    """Return the rows of a table, each without the fields that it does not give: what `record_table` was given.

    Raises
    ------
    ValueError
        If a column has another length than the table.

    Examples
    --------
    >>> table_rows({"length": 2, "id": ["a", "b"], "note": {"of": ["yes"], "at": [0, 0]}})
    [{'id': 'a', 'note': 'yes'}, {'id': 'b', 'note': 'yes'}]
    """
    length = table["length"]
    rows: list[dict[str, Any]] = [{} for _ in range(length if isinstance(length, int) else 0)]
    for name, column in table.items():
        if isinstance(column, int):
            continue
        values = column if isinstance(column, list) else [column["of"][index] for index in column["at"]]
        for row, value in zip(rows, values, strict=True):
            if value is not None:
                row[name] = value
    return rows


def says_something(value: object) -> bool:
    """Return whether a value is more than null, false or empty; 0 is a value.

    Examples
    --------
    >>> [says_something(value) for value in (0, "", None, False, [], {})]
    [True, True, False, False, False, False]
    """
    return value is not None and value is not False and value not in ([], {})


def plain(value: Any) -> Any:  # whatever JSON can hold
    """Return a value as JSON holds it: tuples as lists, dataclasses as objects without the fields that are empty."""
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {
            f.name: plain(item) for f in fields(value) if (item := getattr(value, f.name)) not in (None, ())
        }
    return value


def _shorter(values: list[Any]) -> Column:
    """Code a column by its distinct values where that takes fewer characters."""
    texts = [json.dumps(value, ensure_ascii=False, sort_keys=True) for value in values]
    places: dict[str, int] = {}
    for text in texts:
        places.setdefault(text, len(places))
    at = [places[text] for text in texts]
    length_coded = sum(map(len, places)) + sum(len(str(index)) for index in at) + len(places) + len("of at")
    if length_coded >= sum(map(len, texts)):
        return values
    of = [values[at.index(index)] for index in range(len(places))]
    return {"of": of, "at": at}
