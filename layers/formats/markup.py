"""The words of a description written in HTML: what a reader would see of it, as text."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_HIDDEN = {"<!--": "-->", "<script": "</script>", "<style": "</style>"}
_HIDES = re.compile("|".join(_HIDDEN), re.IGNORECASE | re.ASCII)
_PARTING = frozenset(("br", "p", "div", "li", "tr", "td", "img", "hr"))
# No tag is longer than this, or holds another: so each sign is looked at a few times only, whatever the text is.
_TAG = re.compile(r"<(?P<closes>/?)(?P<tag>[A-Za-z][A-Za-z0-9]{0,20})(?P<rest>[^<>]{0,5000})>", re.ASCII)
_ADDRESS = re.compile(r"\bhref\s?=\s?(?P<address>\"[^\"]*\"|'[^']*'|[^\s\"']+)", re.IGNORECASE)


def words_of_html(text: str | None) -> str | None:
    """Return the words of a description: tags taken off, links kept as words, blanks made single.

    The words may hold anything, signs of markup too: they are text, and are never to be shown as HTML.

    Examples
    --------
    >>> words_of_html('Seen <b>here</b>:<br><a href="https://example.org/1">proof</a> &amp; more')
    'Seen here: proof (https://example.org/1) & more'
    >>> words_of_html("a < b <!-- hidden --> c")
    'a < b c'
    """
    if text is None:
        return None
    parts: list[str] = []
    for shown in _shown(text):
        at, link = 0, ""
        for match in _TAG.finditer(shown):
            parts.append(unescape(shown[at : match.start()]))
            at, tag = match.end(), match["tag"].lower()
            if tag in _PARTING:
                parts.append(" ")
            elif tag == "a" and not match["closes"]:
                address = _ADDRESS.search(match["rest"])
                link = unescape(address["address"].strip("\"'")) if address else ""
            elif tag == "a" and link:
                parts += [f" ({link})"] if link not in parts[-1:] else []
                link = ""
        parts.append(unescape(shown[at:]))
    return " ".join("".join(parts).split()) or None


def _shown(text: str) -> Iterator[str]:
    """Yield the stretches of a text between comments, scripts and styles; one that does not end hides nothing."""
    lowered = text.lower() if len(text.lower()) == len(text) else text
    last = {start: lowered.rfind(end) for start, end in _HIDDEN.items()}
    shown_from = at = 0
    while match := _HIDES.search(lowered, at):
        start = match.group().lower()
        at = match.end()
        if at <= last[start]:
            yield text[shown_from : match.start()]
            shown_from = at = lowered.index(_HIDDEN[start], at) + len(_HIDDEN[start])
    yield text[shown_from:]
