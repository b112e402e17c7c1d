"""What commands print: a table for people, JSON for programs, both made from one value."""

from __future__ import annotations

import json
import os
import sys
import textwrap
import unicodedata
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

GAP = "  "
NARROWEST = 24
"""Columns of text below which the last column of a table is not squeezed."""
NARROWEST_COLUMN = 12
"""Columns of text that a column needs for a table to be one at all; below it, a list of facts is easier to read."""
WHOLE = frozenset(
    {"id", "incident", "definition", "subject", "stated_by", "stated by", "party", "place", "kept_by"}
)
"""Columns of ids: whoever reads one will want to copy it, so that it is never broken over two lines."""


def show(value: Any, *, as_json: bool, text: Callable[[], str]) -> None:
    """Print a value as JSON, or as the text that is made for people."""
    click.echo(to_json(value) if as_json else text())


def to_json(value: Any) -> str:
    """Return a value as indented JSON."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def note(text: str) -> None:
    """Print a note for the person at the terminal; never on stdout, which is for data."""
    click.echo(text, err=True)


def terminal_width() -> int:
    """Return the width to write for: that of the terminal, 100 where there is none."""
    told = os.environ.get("COLUMNS", "")
    if told.isdigit():
        return max(NARROWEST, int(told))
    try:
        return max(NARROWEST, os.get_terminal_size(sys.stdout.fileno()).columns)
    except (OSError, ValueError, AttributeError):  # no terminal, or no stdout at all
        return 100


def counted(count: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun.

    Examples
    --------
    >>> counted(1, "source"), counted(2, "source"), counted(1, "party", "parties")
    ('1 source', '2 sources', '1 party')
    """
    return f"{count} {one if count == 1 else many or one + 's'}"


def counted_kind(count: int, kind: str) -> str:
    """Return a number of records with the name of their kind.

    Examples
    --------
    >>> counted_kind(1, "party"), counted_kind(1200, "zone definition")
    ('1 party', '1,200 zone definitions')
    """
    from layers.case import COLLECTIONS

    return f"{count:,} {kind if count == 1 else COLLECTIONS.get(kind, f'{kind}s').replace('_', ' ')}"


def shown_width(text: str) -> int:
    """Return how many columns a text takes: 0 for a combining mark, 2 for a wide character.

    Examples
    --------
    >>> shown_width("Tanf"), shown_width("e\u0301"), shown_width("\u5317")
    (4, 1, 2)
    """
    return sum(
        0
        if unicodedata.combining(c) or unicodedata.category(c) == "Cf"
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in text
    )


def table(rows: Sequence[Mapping[str, object]], columns: Sequence[str], *, width: int | None = None) -> str:
    """Return rows as a table that fits the terminal: the last column wrapped, else all of them, else a list of facts.

    Examples
    --------
    >>> print(table([{"id": "russia", "claims": 61}, {"id": "iran", "claims": 6}], ["id", "claims"]))
    id      claims
    russia  61
    iran    6
    """
    cells = [[safe(row.get(column)) for column in columns] for row in rows]
    widths = [
        max([shown_width(column), *(shown_width(row[n]) for row in cells)])
        for n, column in enumerate(columns)
    ]
    width = width or terminal_width()
    room = width - sum(widths[:-1]) - len(GAP) * (len(columns) - 1)
    if room < min(NARROWEST, widths[-1]):
        if width >= NARROWEST_COLUMN * len(columns):
            return matrix(rows, columns, width=width)
        return "\n\n".join(facts({c: row.get(c) for c in columns}, width=width) for row in rows)
    lines = [_line([[column] for column in columns], widths)]
    for row in cells:
        *first, last = row
        lines.append(_line([*([cell] for cell in first), _wrapped(last, room) or [""]], widths))
    return "\n".join(lines)


def matrix(rows: Sequence[Mapping[str, object]], columns: Sequence[str], *, width: int) -> str:
    """Return rows as a table in which every cell is wrapped, so that all columns fit the width.

    Examples
    --------
    >>> print(matrix([{"field": "when", "Russia": "18 June 2017", "Syria": "noon"}], ["field", "Russia", "Syria"], width=24))
    field  Russia      Syria
    when   18 June     noon
           2017
    """
    cells = [[safe(row.get(column)) for column in columns] for row in rows]
    natural = [
        max([shown_width(column), *(shown_width(row[n]) for row in cells)])
        for n, column in enumerate(columns)
    ]
    least = [_longest_word(column, n, cells) if column in WHOLE else 1 for n, column in enumerate(columns)]
    room = width - len(GAP) * (len(columns) - 1)
    narrow = sum(NARROWEST_COLUMN // 2 if at_least == 1 else at_least for at_least in least)
    if narrow > room and any(at_least > 1 for at_least in least):
        return "\n\n".join(facts({c: row.get(c) for c in columns}, width=width) for row in rows)
    widths = _squeezed(natural, least, room)
    lines = [_line([_wrapped(column, n) for column, n in zip(columns, widths, strict=True)], widths)]
    lines += [
        _line([_wrapped(cell, n) or [""] for cell, n in zip(row, widths, strict=True)], widths)
        for row in cells
    ]
    return "\n".join(lines)


def facts(pairs: Mapping[str, object], *, width: int | None = None) -> str:
    """Return names and values, one a line, values aligned and wrapped; what is None or empty is left out.

    Examples
    --------
    >>> print(facts({"title": "Strike", "note": None, "kind": "Air strike"}))
    title  Strike
    kind   Air strike
    """
    shown = {name: safe(value) for name, value in pairs.items() if value not in (None, "", (), [])}
    names = max((shown_width(name) for name in shown), default=0)
    room = max(NARROWEST, (width or terminal_width()) - names - len(GAP))
    return "\n".join(
        _line(
            [[name], [value] if name in WHOLE and " " not in value else _wrapped(value, room) or [""]],
            [names, room],
        )
        for name, value in shown.items()
    )


def paragraph(text: object, *, indent: str = "", hanging: str | None = None, width: int | None = None) -> str:
    """Return text that fits the terminal, its first line indented and all others `hanging` (by default alike).

    Examples
    --------
    >>> print(paragraph("nothing recorded of Iran, Iraq and Israel", hanging="  ", width=24))
    nothing recorded of
      Iran, Iraq and Israel
    """
    return textwrap.fill(
        safe(text),
        width or terminal_width(),
        initial_indent=indent,
        subsequent_indent=indent if hanging is None else hanging,
        break_on_hyphens=False,
    )


def indented(text: str, by: str = "  ") -> str:
    """Return lines, each that is not empty set in by some blanks."""
    return textwrap.indent(text, by)


def safe(value: object) -> str:
    """Return a value as one line of text; control characters, which could steer a terminal, are shown as such."""
    if value is None:
        return ""
    if isinstance(value, tuple | list):
        return ", ".join(map(safe, value))
    return "".join(
        c if unicodedata.category(c) != "Cc" else " " if c in "\n\t" else "\N{REPLACEMENT CHARACTER}"
        for c in str(value)
    )


def _longest_word(column: str, number: int, cells: Sequence[Sequence[str]]) -> int:
    words = [column, *(word for row in cells for word in row[number].split())]
    return max(map(shown_width, words))


def _squeezed(natural: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Return widths that fit the room, taken from the widest column that may still give."""
    widths = list(natural)
    while sum(widths) > room:
        giving = [n for n, at_least in enumerate(least) if widths[n] > at_least]
        if not giving:
            break
        widths[max(giving, key=lambda n: widths[n])] -= 1
    return widths


def _wrapped(text: str, room: int) -> list[str]:
    return textwrap.wrap(text, room, break_on_hyphens=any(len(word) > room for word in text.split()))


def _line(cells: Sequence[Sequence[str]], widths: Sequence[int]) -> str:
    height = max(len(cell) for cell in cells)
    lines = []
    for n in range(height):
        parts = [cell[n] if n < len(cell) else "" for cell in cells]
        padded = [part + " " * (width - shown_width(part)) for part, width in zip(parts, widths, strict=True)]
        lines.append(GAP.join(padded).rstrip())
    return "\n".join(lines)
