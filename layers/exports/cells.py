"""Values as cells of a table: plain text that no spreadsheet takes for a formula, and back.

A cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return is run by some programs (CWE-1236). Such a text gets
an apostrophe in front; so does one that already has apostrophes before such a character, so that taking one away
always gives the text back.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TypeAlias

Cell: TypeAlias = str | int | float | bool | None

_DANGEROUS = re.compile(r"'*[=+\-@\t\r]")


def safe_cell(text: str) -> str:
    """Return a text as a spreadsheet may have it.

    Examples
    --------
    >>> safe_cell("=HYPERLINK(1)"), safe_cell("'=1"), safe_cell("'Ayn al-Arab"), safe_cell("27 km")
    ("'=HYPERLINK(1)", "''=1", "'Ayn al-Arab", '27 km')
    """
    return f"'{text}" if _DANGEROUS.match(text) else text


def plain_cell(text: str) -> str:
    """Return the text that `safe_cell` was given.

    Examples
    --------
    >>> [plain_cell(safe_cell(text)) for text in ("=1", "'=1", "'Ayn al-Arab", "-")]
    ['=1', "'=1", "'Ayn al-Arab", '-']
    """
    return text[1:] if text[:1] == "'" and _DANGEROUS.match(text) else text


def cell(value: object) -> Cell:
    """Return a value of a row as a cell: times in ISO 8601, text made safe, numbers and truths as they are.

    Examples
    --------
    >>> from datetime import datetime, UTC
    >>> cell(datetime(2017, 5, 18, tzinfo=UTC)), cell(-38.5), cell("-38.5"), cell(None)
    ('2017-05-18T00:00:00Z', -38.5, "'-38.5", None)
    """
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, datetime):
        return instant(value)
    return safe_cell(str(value))


def instant(value: datetime) -> str:
    """Return an instant of UTC as ISO 8601 text, its zone written as Z."""
    return value.isoformat().replace("+00:00", "Z")
