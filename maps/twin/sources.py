"""The sources as a numbered list: what claims lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from maps.twin.blocks import Items
from maps.twin.inlines import Cites, Code, Day, Link, Said, Say

if TYPE_CHECKING:
    from maps.page import PageData
    from maps.page_rows import SourceRow
    from maps.twin.blocks import Line
    from maps.twin.inlines import Piece
    from maps.twin.names import Naming


def source_items(data: PageData, _naming: Naming) -> Items:
    """Return every source, numbered as claims cite it."""
    grades: dict[int, list[str]] = {}
    for grade in data.grades:
        if grade.subject_kind == "source":
            grades.setdefault(grade.subject, []).append(grade.value)
    return Items(
        items=tuple(_source(source, grades.get(row, [])) for row, source in enumerate(data.sources)),
        anchors=tuple(f"s-{row + 1}" for row in range(len(data.sources))),
        numbered=True,
        tone="sources",
    )


def _source(source: SourceRow, grades: list[str]) -> Line:
    title = Said(text=source.title, language=source.language)
    address = safe_address(source.url)
    line: list[Piece] = [Said(text=f"{source.publisher}.")] if source.publisher else []
    line.append(Link(address=address, text=title) if address else title)
    if source.published:
        line.append(Day(edtf=source.published))
    if source.author:
        line.append(Said(text=source.author))
    if source.language:
        line.append(Code(text=source.language))
    line += [Say(key="source.grade", values={"value": Code(text=value)}) for value in grades]
    if archive := safe_address(source.archive_url):
        line.append(Link(address=archive, text=Say(key="source.archive")))
    if source.sha256:
        line += [Say(key="text.kept"), Code(text=source.sha256)]
    if source.derives_from:
        line.append(Say(key="text.derives", values={"sources": Cites(rows=source.derives_from)}))
    return tuple(line)


def safe_address(address: str | None) -> str | None:
    """Return an address if it may be followed: http or https, and nothing that could end a line or an attribute.

    Examples
    --------
    >>> safe_address("https://example.org/a"), safe_address("javascript:alert(1)"), safe_address("print edition")
    ('https://example.org/a', None, None)
    """
    if not address or any(character.isspace() or character in '<>"`\\' for character in address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in {"http", "https"} and parts.netloc else None
