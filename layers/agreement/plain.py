"""Findings as plain values, for JSON."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any, get_args

from layers.agreement.values import Value


def plain(value: object) -> Any:  # JSON
    """Return a finding as dicts, lists and scalars, every field of it named; a compared value is told by its `kind`.

    Examples
    --------
    >>> from layers.agreement.values import Count
    >>> plain((Count(low=40, high=None),))
    [{'kind': 'count', 'low': 40, 'high': None}]
    """
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if not is_dataclass(value):
        return value
    kind = {"kind": type(value).__name__.lower()} if isinstance(value, get_args(Value)) else {}
    return kind | {field.name: plain(getattr(value, field.name)) for field in fields(value)}
