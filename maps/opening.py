"""What a page says before any script runs: title, period, counts, and one neutral sentence made from counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maps.twin.inlines import Code, Digits, Figure, Said, Say, Several

if TYPE_CHECKING:
    from maps.page import PageData
    from maps.twin.inlines import Piece
    from maps.words import Words

NOT_COMPARED = ("single voice", "unstated")
"""Classes of incidents in which no two accounts can be compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The texts of the header in one language, plain: whoever puts them into markup escapes them."""

    title: str
    period: str
    counts: str
    sentence: str
    version: str
    fingerprint: str


def opening(data: PageData, words: Words) -> Opening:
    """Return the texts of the header in one language."""
    said = {name: piece.read(words) if piece else "" for name, piece in opening_pieces(data).items()}
    return Opening(title=data.info.title, fingerprint=data.fingerprint, **said)


def opening_pieces(data: PageData) -> dict[str, Piece | None]:
    """Return what the header says, in pieces that can be said again in another language."""
    counts, info = data.counts, data.info
    return {
        "period": _period(info.period_start, info.period_end),
        "counts": Say(
            key="header.counts",
            values={
                "incidents": Say(key="n.incidents", count=counts.incidents),
                "claims": Say(key="n.claims", count=counts.claims),
                "parties": Say(key="n.parties", count=counts.parties),
                "sources": Say(
                    key="header.sources",
                    values={
                        "sources": Say(key="n.sources", count=counts.sources),
                        "origins": Say(key="n.origins", count=counts.origins),
                    },
                ),
            },
        ),
        "sentence": _sentence(data),
        "version": Say(key="header.version", values={"version": Code(text=info.version)})
        if info.version
        else None,
    }


def _sentence(data: PageData) -> Say:
    counts = data.counts
    disputed = {name: n for name, n in counts.agreement.items() if name.startswith("disputed")}
    parts = tuple(
        Say(key=f"sentence.on.{name}", values={"number": Figure(value=n)}) for name, n in disputed.items()
    )
    values: dict[str, Piece] = {
        "differ": Say(
            key="sentence.differ",
            count=sum(disputed.values()),
            values={"all": Figure(value=counts.incidents)},
        ),
        "agree": Say(key="sentence.agree", count=counts.agreement.get("agreed", 0)),
        "single": Say(
            key="sentence.single", count=sum(counts.agreement.get(name, 0) for name in NOT_COMPARED)
        ),
        "silence": Say(key="sentence.silence", count=counts.with_silence),
    }
    if not parts:
        return Say(key="sentence.plain", values=values)
    return Say(key="sentence.full", values={**values, "parts": Several(pieces=parts)})


def _period(start: str | None, end: str | None) -> Piece | None:
    years = [edtf[:4] for edtf in (start, end) if edtf]
    if len(set(years)) == 2:
        return Say(key="header.years", values={"from": _year(years[0]), "to": _year(years[1])})
    return _year(years[0]) if years else None


def _year(year: str) -> Piece:
    return Digits(text=year) if year.isdecimal() else Said(text=year)
