"""A coordinate text cut into the few kinds of words that angles are written with."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from geo.coordinates.reading import quoted
from geo.errors import CoordinateError

Axis = Literal["latitude", "longitude"]
Kind = Literal[
    "number", "dotted", "sign", "unit", "hemisphere", "label", "separator", "colon", "join", "open", "close"
]

ROLES = ("degrees", "minutes", "seconds")


class Token(NamedTuple):
    """One word of a coordinate text: its kind, what it means, how it stands in the text, and where."""

    kind: Kind
    meaning: str
    written: str
    start: int
    end: int


HEMISPHERES: dict[str, tuple[Axis, int]] = {
    "N": ("latitude", 1),
    "S": ("latitude", -1),
    "E": ("longitude", 1),
    "W": ("longitude", -1),
}

_HEMISPHERE_WORDS = {
    "N": "n north с север северной северная сев شمال شمالا شمالي",
    "S": "s south ю юг южной южная юж южн جنوب جنوبا جنوبي",
    "E": "e east в восток восточной восточная вост شرق شرقا شرقي",
    "W": "w west з запад западной западная зап غرب غربا غربي",
}
_UNIT_WORDS = {
    "degrees": "d deg degs degree degrees град градус градуса градусов درجة",
    "minutes": "m min mins minute minutes мин минут минута минуты دقيقة",
    "seconds": "sec secs second seconds сек секунд секунда секунды ثانية",
}
_LABEL_WORDS = {
    "latitude": "lat latitude широта широты ш العرض عرض",
    "longitude": "lon lng long longitude долгота долготы д الطول طول",
}
_WORDS: dict[str, tuple[Kind, str]] = {
    **{word: ("hemisphere", letter) for letter, words in _HEMISPHERE_WORDS.items() for word in words.split()},
    **{word: ("unit", role) for role, words in _UNIT_WORDS.items() for word in words.split()},
    **{word: ("label", axis) for axis, words in _LABEL_WORDS.items() for word in words.split()},
}
# "خط العرض" and "دائرة العرض" are two words for one label.
_FILLERS = frozenset({"خط", "دائرة"})
# West in French and Spanish, east in German; north or east by its first letter in Arabic.
_TWO_FACED = {"o": "west (ouest, oeste) or east (Ost)", "ش": "شمال (north) or شرق (east)"}
_MARKS = {"°": "degrees", "'": "minutes", '"': "seconds", "''": "seconds"}

_PATTERN = re.compile(
    r"""
    (?P<dotted>\d+(?:\.\d+){2,})
    | (?P<number>\d+(?:\.\d+)?|(?<![\d.])\.\d+)
    | (?P<word>[^\W\d_]+(?:\.(?!\d))?)
    | (?P<mark>°|''|'|")
    | (?P<sign>[+-])
    | (?P<separator>[,;/|])
    | (?P<colon>[:=])
    | (?P<open>[(\[])
    | (?P<close>[)\]])
    """,
    re.VERBOSE,
)
_SPACE = re.compile(r"\s*")


def tokens_of(plain_text: str) -> list[Token]:
    """Return the words of a text that went through `characters.plain`.

    Raises
    ------
    CoordinateError
        If a word or a character has no meaning in a coordinate, or has two.

    Examples
    --------
    >>> [token.meaning for token in tokens_of("33°30' N")]
    ['33', 'degrees', '30', 'minutes', 'N']
    """
    found: list[Token] = []
    at = 0
    while at < len(plain_text):
        match = _PATTERN.match(plain_text, at)
        if match is None:
            raise CoordinateError(
                f"{quoted(plain_text)}: {plain_text[at : at + 20]!r} has no meaning in a coordinate. "
                "Give the two numbers alone, as in 33.50583, 38.61778."
            )
        found.extend(_tokens_from(match, found, plain_text))
        space = _SPACE.match(plain_text, match.end())
        at = space.end() if space else match.end()
    return _settled_seconds(found, plain_text)


def _tokens_from(match: re.Match[str], before: list[Token], text: str) -> list[Token]:
    """Give the tokens of one match: none for a filler word, two for seconds and hemisphere run together."""
    written, start, end = match.group(), match.start(), match.end()
    kind = match.lastgroup
    if kind == "word":
        return _word_tokens(written, start, text)
    if kind == "mark":
        return [Token("unit", _MARKS[written], written, start, end)]
    if kind == "colon":
        # After a label it is punctuation; between numbers it joins degrees to minutes.
        if before and before[-1].kind == "label":
            return []
        if written == "=":
            raise CoordinateError(f"{quoted(text)}: '=' may only follow lat or lon.")
        return [Token("colon", ":", written, start, end)]
    if kind == "sign" and before and before[-1].end == start and before[-1].kind in {"number", "unit"}:
        return [Token("join", written, written, start, end)]
    if kind == "sign" and not text[end : end + 1].strip():
        raise CoordinateError(
            f"{quoted(text)}: {written!r} stands apart from its number. Write it as in -38.6."
        )
    plain_kinds: dict[str, Kind] = {
        "dotted": "dotted",
        "number": "number",
        "sign": "sign",
        "separator": "separator",
        "open": "open",
        "close": "close",
    }
    return [Token(plain_kinds[str(kind)], written, written, start, end)]


def _word_tokens(written: str, start: int, text: str) -> list[Token]:
    """Look a word up; 's' before a hemisphere letter ("21sN") is seconds."""
    word = written.rstrip(".").casefold()
    end = start + len(written)
    if word in _FILLERS:
        return []
    if word in _WORDS:
        kind, meaning = _WORDS[word]
        return [Token(kind, meaning, written, start, end)]
    for unit in ("s", "sec", "m", "min", "d", "deg"):
        last = word[len(unit) :]
        if word.startswith(unit) and written.startswith(unit) and last in {"n", "s", "e", "w"}:
            role = {"s": "seconds", "m": "minutes", "d": "degrees"}[unit[0]]
            split = start + len(unit)
            return [
                Token("unit", role, unit, start, split),
                Token("hemisphere", last.upper(), written[len(unit) :], split, end),
            ]
    if word in _TWO_FACED:
        raise CoordinateError(
            f"{quoted(text)}: {written!r} can be read in two ways, {_TWO_FACED[word]}. Write N, S, E or W."
        )
    raise CoordinateError(
        f"{quoted(text)}: the word {quoted(written)} has no meaning in a coordinate. "
        "Give the two numbers alone, as in 33.50583, 38.61778."
    )


def _settled_seconds(found: list[Token], text: str) -> list[Token]:
    """Decide what a small 's' after a number is, where degrees and minutes are marked by letters too."""
    settled = list(found)
    for index, token in enumerate(found):
        if token.written not in {"s", "s."} or index < 2 or found[index - 1].kind != "number":
            continue
        earlier = found[index - 2]
        if (earlier.kind, earlier.meaning) != ("unit", "minutes") or earlier.written == "'":
            continue
        following = found[index + 1] if index + 1 < len(found) else None
        if following is None or following.kind != "hemisphere":
            raise CoordinateError(
                f"{quoted(text)}: the 's' after {found[index - 1].written} can be read in two ways, as seconds "
                "or as south. Write the hemispheres as capital N, S, E or W after the seconds."
            )
        settled[index] = token._replace(kind="unit", meaning="seconds")
    return settled
