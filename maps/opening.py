"""What a page says before any script runs: title, period, counts, and one neutral sentence made from counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maps.page import PageData
    from maps.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The texts of the header, plain: whoever puts them into markup escapes them."""

    title: str
    period: str
    counts: str
    sentence: str
    version: str
    fingerprint: str


def opening(data: PageData, words: Words) -> Opening:
    """Return the texts of the header in one language."""
    counts, info = data.counts, data.info
    return Opening(
        title=info.title,
        period="–".join(filter(None, (_year(info.period_start), _year(info.period_end)))),
        counts=words(
            "header.counts",
            incidents=words("n.incidents", count=counts.incidents),
            claims=words("n.claims", count=counts.claims),
            parties=words("n.parties", count=counts.parties),
            sources=words("n.sources", count=counts.sources),
        ),
        sentence=_sentence(data, words),
        version=words("header.version", version=info.version) if info.version else "",
        fingerprint=data.fingerprint,
    )


def _sentence(data: PageData, words: Words) -> str:
    counts = data.counts
    return words(
        "sentence.whole",
        several=words("sentence.several", count=counts.several, all=f"{counts.incidents:,}"),
        opposed=words("sentence.opposed", count=counts.opposed),
        silence=words("sentence.silence", count=counts.with_silence),
    )


def _year(edtf: str | None) -> str | None:
    return edtf[:4] if edtf else None
