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

Column: TypeAlias = "list[Any] | dict[str, list[Any]]"
Table: TypeAlias = "dict[str, int | Column]"


def to_table(rows: Sequence[DataclassInstance]) -> Table:
    """Return rows of one dataclass as a table of columns, in the order of its fields.

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
    for field in fields(rows[0]):
        values = [plain(getattr(row, field.name)) for row in rows]
        if any(map(says_something, values)):
            table[field.name] = _shorter(values)
    return table


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
