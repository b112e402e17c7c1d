"""The text twin as HTML. Every text is escaped; what the catalogue says is marked, so that it can be said again.

Lists and tables leave out the end tags that HTML lets one leave out: they are many. An element whose text is the catalogue's has the attribute `data-s`; within a line it is an element `s-y` of its own. A cell
of a table needs neither: without an attribute `dir` and without elements in it, what it holds is the catalogue's. What
each says stands apart, in the order of the document: `HtmlWriter.sayings`. The twin as a whole is in the language that
records are written in, so that only other languages need an attribute.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from maps.twin.blocks import Heading, Items, Paragraph, Part, Picture, Table
from maps.twin.inlines import (
    CONTENT_LANGUAGE,
    Cites,
    Code,
    Jump,
    Link,
    Mark,
    Name,
    Said,
    Say,
    Several,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maps.twin.blocks import Block, Line
    from maps.twin.inlines import Piece
    from maps.words import Words


_ENDS = {"td": "", "th": "", "li": "\n"}
"""What follows an element whose end tag may be left out."""


class HtmlWriter:
    r"""Writes blocks and single lines as HTML, and notes what each says of the catalogue.

    Parameters
    ----------
    words : Words
        Of the language that is written.

    Examples
    --------
    >>> from maps.twin.inlines import Say
    >>> from maps.words import words_of
    >>> writer = HtmlWriter(words_of("en"))
    >>> writer.blocks([Paragraph(line=(Say(key="text.map"), Said(text="<b>")))])
    '<p><s-y>The map</s-y> <bdi>&lt;b&gt;</bdi></p>\n'
    >>> writer.sayings
    [['s', 'text.map']]
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._own = "" if words.language == CONTENT_LANGUAGE else f' lang="{words.language}"'
        self.sayings: list[list[Any]] = []

    def blocks(self, blocks: Iterable[Block]) -> str:
        """Return blocks, one element a line."""
        return "".join(map(self._block, blocks))

    def line(self, line: Line) -> str:
        """Return the pieces of a line, with a space between."""
        return " ".join(map(self._inline, line))

    def _block(self, block: Block) -> str:
        match block:
            case Heading(level=level, line=line):
                return self._element(f"h{level}", "", line)
            case Paragraph(line=line, tone=tone):
                return self._element("p", f' class="{tone}"' if tone else "", line)
            case Items():
                return self._items(block)
            case Table():
                return self._table(block)
            case Picture(svg=svg, said=said, description=description):
                self.sayings += (piece.spec() for piece in said)
                return f"<figure>{svg}{self._element('figcaption', '', description)}</figure>\n"
            case Part(anchor=anchor, blocks=blocks, record=record):
                tag = "article" if record else "section"
                named = f' data-record="{escape(record)}"' if record else ""
                return f'<{tag} id="{anchor}"{named}>\n{self.blocks(blocks)}</{tag}>\n'

    def _items(self, block: Items) -> str:
        tag = "ol" if block.numbered else "ul"
        anchors = [f' id="{anchor}"' for anchor in block.anchors] or [""] * len(block.items)
        tone = f' class="{block.tone}"' if block.tone else ""
        lines = [self._element("li", anchor, line) for anchor, line in zip(anchors, block.items, strict=True)]
        return f"<{tag}{tone}>\n{''.join(lines)}</{tag}>\n"

    def _table(self, block: Table) -> str:
        caption = self._element("caption", "", block.caption) if block.caption else ""
        head = "".join(self._element("th", "", cell) for cell in block.head)
        rows = []
        for first, *others in block.rows:
            name = self._element("th", " scope=row", first)
            cells = "".join(self._element("td", "", cell) for cell in others)
            rows.append(f"<tr>{name}{cells}\n")
        # A wide table scrolls by itself, which the keyboard must be able to do too.
        return (
            f'<div class="wide" tabindex="0"><table>{caption}<thead><tr>{head}\n'
            f"<tbody>{''.join(rows)}</table></div>\n"
        )

    def _element(self, tag: str, attributes: str, line: Line) -> str:
        """Return an element; one that holds a single text takes its attributes itself, which saves many bytes."""
        end = _ENDS.get(tag, f"</{tag}>\n")
        if len(line) == 1 and not _leads(line[0]):
            own = self._attributes(line[0], cell=tag in {"td", "th"})
            text = escape(line[0].read(self._words), quote=False)
            return f"<{tag}{attributes}{own}>{text}{end}"
        return f"<{tag}{attributes}>{self.line(line)}{end}"

    def _attributes(self, piece: Piece, *, cell: bool) -> str:
        match piece:
            case Said(language=language):
                return f"{_language(language)} dir=auto"
            case Code() | Mark():
                return " dir=ltr"
            case _:
                self.sayings.append(piece.spec())
                own = self._name_language(piece) if isinstance(piece, Name) else self._own
                return own if cell else f" data-s{own}"

    def _inline(self, piece: Piece) -> str:
        match piece:
            case Mark(text=text):
                return escape(text, quote=False)
            case Said(text=text, language=language):
                return f"<bdi{_language(language)}>{escape(text, quote=False)}</bdi>"
            case Code(text=text):
                return f"<code>{escape(text, quote=False)}</code>"
            case Link(address=address, text=inner):
                return f'<a href="{escape(address)}">{self._inline(inner)}</a>'
            case Cites(rows=rows):
                return f"[{', '.join(_source_link(row) for row in rows)}]"
            case Jump(anchor=anchor, text=inner):
                return f'<a href="#{anchor}">{self._inline(inner)}</a>'
            case Several(pieces=pieces, between=between) if any(map(_leads, pieces)):
                return self._words(between).join(map(self._inline, pieces))
            case _:
                self.sayings.append(piece.spec())
                # What stands alone is isolated by its element; within a sentence, signs have to do it.
                within = isinstance(piece, Say | Several)
                text = escape(piece.read(self._words, isolate=within), quote=False)
                return (
                    f"<s-y{self._name_language(piece) if isinstance(piece, Name) else self._own}>{text}</s-y>"
                )

    def _name_language(self, piece: Name) -> str:
        """Return the attribute for a name, which may not have one in the language that is written."""
        return self._own if piece.texts.get(self._words.language) else ""


def sayings_table(sayings: list[list[Any]]) -> dict[str, list[Any]]:
    """Return sayings as the distinct ones and, for each in order, which it is.

    Examples
    --------
    >>> sayings_table([["s", "a"], ["s", "b"], ["s", "a"]])
    {'of': [['s', 'a'], ['s', 'b']], 'at': [0, 1, 0]}
    """
    import json

    places: dict[str, int] = {}
    at = [places.setdefault(json.dumps(saying), len(places)) for saying in sayings]
    return {"of": [json.loads(text) for text in places], "at": at}


def _source_link(row: int) -> str:
    return f'<a href="#s-{row + 1}">{row + 1}</a>'


def _leads(piece: Piece) -> bool:
    """Return whether a piece leads somewhere, or holds one that does."""
    if isinstance(piece, Several):
        return any(map(_leads, piece.pieces))
    return isinstance(piece, Jump | Link | Cites)


def _language(language: str | None) -> str:
    """Return the attribute for a text that is not in the language of the records; an empty one for none at all."""
    return "" if language == CONTENT_LANGUAGE else f' lang="{escape(language or "")}"'
