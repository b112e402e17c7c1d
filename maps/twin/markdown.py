"""The text twin as Markdown (CommonMark with tables), in which no text of a case can become markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from maps.twin.blocks import Heading, Items, Paragraph, Part, Picture, Table
from maps.twin.inlines import Code, Jump, Link, Mark, Several

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maps.twin.blocks import Block, Line
    from maps.twin.inlines import Piece
    from maps.words import Words

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#+!|~^$&-])")
_SPACE = re.compile(r"\s+")
_START = re.compile(r"^(\d+)([.)])")


def to_markdown(blocks: Iterable[Block], words: Words) -> str:
    r"""Return the blocks as Markdown.

    Examples
    --------
    >>> from maps.twin.inlines import Said
    >>> from maps.words import words_of
    >>> print(to_markdown([Heading(level=2, line=(Said(text="# <b>1*"),))], words_of("en")), end="")
    ## \# \<b\>1\*
    <BLANKLINE>
    """
    return "".join(_block(block, words) for block in blocks)


def escaped(text: str) -> str:
    r"""Return a text in which Markdown finds no sign of its own, on one line.

    Examples
    --------
    >>> escaped("1. a_b\n<c>")
    '1\\. a\\_b \\<c\\>'
    """
    signs = _SIGNS.sub(r"\\\1", _SPACE.sub(" ", text).strip())
    return _START.sub(r"\1\\\2", signs)


def _block(block: Block, words: Words) -> str:
    match block:
        case Heading(level=level, line=line):
            return f"{'#' * level} {_line(line, words)}\n\n"
        case Paragraph(line=line):
            return f"{_line(line, words)}\n\n"
        case Items(items=items, numbered=numbered):
            lines = [
                f"{f'{number}.' if numbered else '-'} {_line(line, words)}\n"
                for number, line in enumerate(items, start=1)
            ]
            return f"{''.join(lines)}\n"
        case Table():
            return _table(block, words)
        case Picture(description=description):
            return f"{_line(description, words)}\n\n"
        case Part(blocks=blocks):
            return to_markdown(blocks, words)


def _table(block: Table, words: Words) -> str:
    caption = f"{_line(block.caption, words)}\n\n" if block.caption else ""
    rows = [block.head, tuple(() for _ in block.head), *block.rows]
    lines = ["| " + " | ".join(_line(cell, words) for cell in row) + " |\n" for row in rows]
    lines[1] = "|" + " --- |" * len(block.head) + "\n"
    return f"{caption}{''.join(lines)}\n"


def _line(line: Line, words: Words) -> str:
    return " ".join(_inline(piece, words) for piece in line)


def _inline(piece: Piece, words: Words) -> str:
    match piece:
        case Code(text=text) | Mark(text=text):
            return escaped(text)
        case Link(address=address, text=inner):
            return f"[{_inline(inner, words)}](<{address}>)"
        case Jump(text=inner):
            return _inline(inner, words)
        case Several(pieces=pieces, between=between):
            return words(between).join(_inline(one, words) for one in pieces)
        case _:
            return escaped(piece.read(words))
