"""XML from outside, as a stream of events: no document type, no entities, nothing fetched, depth and text counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from xml.parsers import expat

from layers.errors import FormatError
from layers.formats.limits import limit, over_limit

if TYPE_CHECKING:
    from collections.abc import Iterable


class Handler(Protocol):
    """What takes the events of a document."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the start of an element, without its namespace."""
        ...

    def end(self, tag: str, text: str) -> None:
        """Take the end of an element, with the text that stood directly in it."""
        ...


def parse_xml(name: str, pieces: Iterable[bytes], handler: Handler) -> None:
    """Give the elements of a document to a handler.

    Parameters
    ----------
    name : str
        The file's, for messages.
    pieces : iterable of bytes
        The document.
    handler : Handler
        Takes the events; tags come without their prefix.

    Raises
    ------
    FormatError
        If it is no XML, declares a document type or an entity, or exceeds a limit.

    Examples
    --------
    >>> parse_xml("a.xml", [b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'], None)
    Traceback (most recent call last):
        ...
    layers.errors.FormatError: a.xml: it declares a document type or entities, which is not safe to read; save it without
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    texts: list[list[str]] = []
    lengths: list[int] = []

    def refuse(*_: object) -> None:
        raise FormatError(
            f"{name}: it declares a document type or entities, which is not safe to read; save it without"
        )

    def start(tag: str, attributes: dict[str, str]) -> None:
        if len(texts) >= limit("DEPTH"):
            raise over_limit(f"{name} is nested more deeply", "DEPTH")
        texts.append([])
        lengths.append(0)
        handler.start(tag.rpartition(":")[2], attributes)

    def characters(text: str) -> None:
        lengths[-1] += len(text)
        if lengths[-1] > limit("CELL_CHARACTERS"):
            raise over_limit(f"{name}: a text has more characters", "CELL_CHARACTERS")
        texts[-1].append(text)

    def end(tag: str) -> None:
        lengths.pop()
        handler.end(tag.rpartition(":")[2], "".join(texts.pop()))

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise FormatError(f"{name}: no readable XML ({error}); get the file again") from error
    except (ValueError, LookupError) as error:  # an encoding that is not known
        raise FormatError(f"{name}: no readable XML ({error}); save it as UTF-8") from error


def in_pieces(data: bytes, size: int = 1 << 16) -> Iterable[bytes]:
    """Return a document in pieces."""
    return (data[start : start + size] for start in range(0, len(data), size))
