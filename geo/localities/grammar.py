"""The patterns of locality wordings, the same for every language, built from its lexicon."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from geo.localities.lexicon import DISTANCE
from geo.localities.quantities import alternatives

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.localities.lexicon import Lexicon
    from geo.localities.locality import Kind

_WORD_ENDS = r"(?![^\W\d_])"
# What follows a heading without "of" between them.
_BARE_NAME = r"(?P<p1>(?!(?:of|from|off|and|or|to|by|in|on|at)\b)\w.*)"
_ALONG = "(?:on|along|down|up|по|на|على|عبر)"


class _Wording(NamedTuple):
    """One way to word a locality, and the words without which it need not be tried."""

    kind: Kind
    pattern: str
    needs: str = ""


def matches(text: str, lexicon: Lexicon) -> Iterator[tuple[Kind, re.Match[str]]]:
    """Yield the kind and match of every pattern that fits a text, the most specific first.

    A pattern is compiled when a text first needs it: a command reads one wording, and compiling all takes longer than
    all else that it does.
    """
    for wording in _wordings(lexicon):
        if wording.pattern.count(DISTANCE) > text.count(DISTANCE) and wording.kind != "edge":
            continue
        if wording.needs and not _compiled(wording.needs).search(text):
            continue
        match = _compiled(f"{lexicon.lead}{wording.pattern}").fullmatch(text)
        if match:
            yield wording.kind, match


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@cache
def _wordings(lexicon: Lexicon) -> tuple[_Wording, ...]:
    return (*_offsets_on_two_axes(lexicon), *_paths(lexicon), *_betweens(lexicon), *_others(lexicon))


def _heading(name: str, lexicon: Lexicon) -> str:
    return rf"{lexicon.to_heading}(?P<{name}>{lexicon.heading}){_WORD_ENDS}"


def _offsets_on_two_axes(lexicon: Lexicon) -> Iterator[_Wording]:
    first, second = (rf"(?P<d{number}>{DISTANCE}),? ?{_heading(f'h{number}', lexicon)}" for number in (1, 2))
    joint = rf"(?: ?,|,? {lexicon.and_}) ?"
    yield _Wording("orthogonal distances", rf"{first}{joint}{second}(?:{lexicon.of}) (?P<p1>.+)")
    first, second = (rf"(?P<d{number}>{DISTANCE}),? ?(?P<h{number}>{lexicon.letters})" for number in (1, 2))
    yield _Wording("orthogonal distances", rf"{first}{joint}{second} {_BARE_NAME}")


def _paths(lexicon: Lexicon) -> Iterator[_Wording]:
    road = lexicon.road
    needs = rf"{road}\b"
    yield _Wording("path", rf"(?P<road>{road}\b.+?), ?(?P<rest>{lexicon.lead}{DISTANCE}.+)", needs)
    named_road = rf"(?:the )?(?:[\w'-]+[ -])*?{road}\b.*"
    yield _Wording("path", rf"(?P<rest>{DISTANCE}.+?)[, ]+{_ALONG} (?P<road>{named_road})", needs)
    by_road = rf"\(?(?P<via>{lexicon.by_road})\)?"
    headings = [rf"(?: {_heading(name, lexicon)})?" for name in ("h1", "h2")]
    yield _Wording(
        "path",
        rf"(?P<d1>{DISTANCE}){headings[0]} ?{by_road}{headings[1]}(?:{lexicon.of}| {lexicon.from_})? (?P<p1>.+)",
        lexicon.by_road,
    )
    yield _Wording(
        "path",
        rf"(?P<d1>{DISTANCE}){headings[0]}(?:{lexicon.of}| {lexicon.from_}) (?P<p1>.+?),? {by_road}",
        lexicon.by_road,
    )
    yield _Wording("path", rf"(?:along |off |beside )?(?P<road>{road}\b.+)", needs)
    yield _Wording("path", rf"(?:on |along )?(?P<road>(?:the )?(?:(?! on | near )[\w' -])+? {road})", needs)


def _betweens(lexicon: Lexicon) -> Iterator[_Wording]:
    needs = lexicon.between
    headings = (
        rf"{lexicon.between} {_heading('h1', lexicon)} {lexicon.and_} ?{_heading('h2', lexicon)}{lexicon.of}"
    )
    yield _Wording("heading", rf"{headings} (?P<p1>.+)", needs)
    yield _Wording("distance and heading", rf"(?P<d1>{DISTANCE}),? {headings} (?P<p1>.+)", needs)
    yield _Wording("between", rf"{lexicon.between} (?P<p1>.+?) {lexicon.and_} ?(?P<p2>.+)", needs)


def _others(lexicon: Lexicon) -> Iterator[_Wording]:
    distance = rf"(?P<d1>{DISTANCE})"
    measured = rf"{lexicon.by_road}|{lexicon.by_air}"
    via, via_later = (rf"(?: ?\(?(?P<{name}>{measured})\)?)?" for name in ("via", "via2"))
    zone, heading = rf"(?P<p1>{lexicon.zone})", _heading("h1", lexicon)
    side = rf"(?:(?P<inside>{lexicon.inside})|(?P<outside>{lexicon.outside}))"
    offset = rf"{distance}{lexicon.away},? {heading}"
    later = rf"(?:{lexicon.of}){via_later}"
    ends_by_air = rf"(?:,? \(?(?P<via3>{lexicon.by_air})\)?)?"
    yield _Wording("distance and heading", rf"{offset}{via}{later} (?P<p1>.+?){ends_by_air}")
    yield _Wording("distance and heading", rf"{offset} ?\(?(?P<via>{lexicon.by_air})\)? (?P<p1>.+)")
    by_air = rf",? \(?(?P<via>{lexicon.by_air})\)?"
    yield _Wording(
        "distance", rf"{distance}{lexicon.away} {lexicon.from_} (?P<p1>.+?){by_air}", lexicon.by_air
    )
    yield _Wording("distance and heading", rf"(?P<p1>[^,;]+?),? {distance},? {heading}")
    yield _Wording("edge", rf"{distance} {side} {zone}", lexicon.zone)
    yield _Wording("edge", rf"(?P<just>{lexicon.just})? ?{side} {zone}", lexicon.zone)
    yield _Wording("edge", rf"{lexicon.edge_of} (?P<p1>.+)", lexicon.edge_of)
    yield _Wording("edge", rf"{distance}{lexicon.away} {lexicon.from_} {zone}", lexicon.zone)
    yield _Wording("distance and heading", rf"{heading}(?:{lexicon.of}) (?P<p1>.+?){lexicon.by} ?{distance}")
    joint = rf"(?:,| {lexicon.and_}|) ?"
    yield _Wording(
        "distance and heading",
        rf"{heading}{joint}{distance}{lexicon.away}(?:{lexicon.of}| {lexicon.from_}) (?P<p1>.+)",
    )
    turned = rf"(?:,? {lexicon.towards} |, ?| ?\()(?P<h1>{lexicon.heading}){_WORD_ENDS}(?: direction)?\)?"
    yield _Wording(
        "distance and heading", rf"{distance}{lexicon.away} {lexicon.from_} (?P<p1>[^,(]+?){turned}"
    )
    yield _Wording("distance and heading", rf"{distance},? (?P<h1>{lexicon.letters}) {_BARE_NAME}")
    yield _Wording("distance", rf"{distance}{via}{lexicon.away} {lexicon.from_} (?P<p1>.+)")
    yield _Wording("heading", rf"{heading}(?:{lexicon.of}) (?P<p1>.+)")
    yield _Wording("near", rf"(?:{lexicon.near}) (?P<p1>.+)", lexicon.near)
    yield _Wording("near", rf"(?P<p1>[\w' -]+) (?:{lexicon.near_after})", lexicon.near_after)


@cache
def ends_of_road(lexicon: Lexicon) -> re.Pattern[str]:
    """Return the pattern that takes a road's name apart into the two places it joins."""
    first = alternatives(("from", "between", "من", "بين", "от", "из", "между", "linking", "connecting"))
    joining = rf"(?:{lexicon.road_to})"
    return re.compile(
        rf"{lexicon.road} (?:{first} )?(?P<p1>.+?)(?: {joining} | ?- ?| و ?)(?P<p2>.+)|"
        rf"(?:the )?(?P<p3>[^-]+?)(?: - |-| to )(?P<p4>[\w'-]+(?: [\w'-]+)*?) {lexicon.road}",
        re.IGNORECASE,
    )
