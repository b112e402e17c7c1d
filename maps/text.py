"""A case as a text to read, in one language: the page's text twin as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maps.opening import opening
from maps.page import page_data
from maps.twin.content import twin
from maps.twin.markdown import escaped, to_markdown
from maps.twin.names import Naming
from maps.words import words_of

if TYPE_CHECKING:
    from layers.case import Case


def case_text(case: Case, *, language: str = "en") -> str:
    r"""Return a case as Markdown: the same headings, tables and sentences as the page has without scripts.

    Raises
    ------
    CatalogueError
        If the language has no catalogue.
    ConstructionError
        If a zone definition cannot be drawn.

    Examples
    --------
    >>> from layers.cases import bundled_case
    >>> case_text(bundled_case("al-tanf")).splitlines()[0]
    '# Al\\-Tanf (At Tanf) deconfliction zone, south\\-east Syria'
    """
    data, words = page_data(case), words_of(language)
    head = opening(data, words)
    top = [
        f"# {escaped(head.title)}",
        *(escaped(text) for text in (head.period, head.counts, head.sentence) if text),
    ]
    return "\n\n".join(top) + "\n\n" + to_markdown(twin(data, Naming(data), words), words).rstrip("\n") + "\n"
