"""The blocks that the text twin is made of: headings, paragraphs, lists, tables, and the drawn map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from maps.twin.inlines import Piece

Line: TypeAlias = "tuple[Piece, ...]"
"""Pieces one after another, with a space between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading; level 2 is the highest, since the page's title is the first."""

    level: int
    line: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph; `tone` is "" or a class of the style sheet."""

    line: Line
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A list. Each item may have an anchor, by which other parts lead to it."""

    items: tuple[Line, ...]
    anchors: tuple[str, ...] = ()
    numbered: bool = False
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose first column names its rows."""

    head: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]
    caption: Line = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The drawn map; `said` are the pieces of the catalogue that stand on it, in their order."""

    svg: str
    said: Line
    description: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Blocks that belong together, with an anchor; `record` is the id of the record they are about."""

    anchor: str
    blocks: tuple[Block, ...]
    record: str | None = None


Block: TypeAlias = Heading | Paragraph | Items | Table | Picture | Part
