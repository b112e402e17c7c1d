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
    "N": "n north northern nord norte с север северной северная сев сш شمال شمالا شمالي",
    "S": "s south southern sud süd sur ю юг южной южная юж южн юш جنوب جنوبا جنوبي",
    "E": "e east eastern est este ost в восток восточной восточная вост вд شرق شرقا شرقي",
    "W": "w west western ouest oeste з запад западной западная зап зд غرب غربا غربي",
}
_UNIT_WORDS = {
    "degrees": "d deg degs degree degrees град градус градуса градусов درجة",
    "minutes": "m min mins minute minutes мин минут минута минуты دقيقة",
    "seconds": "sec secs second seconds сек секунд секунда секунды ثانية",
}
_LABEL_WORDS = {
    "latitude": "lat latitude широта широты ш العرض عرض",
    "longitude": "lon lng long longitude долгота долготы д الطول طول وطول",
}
_SEPARATOR_WORDS = "and и و"
# What programs print before a pair: Leaflet and Android "LatLng", Mapbox "LngLat".
_HEADER_WORDS: dict[str, tuple[Axis, Axis]] = {
    **dict.fromkeys(("latlng", "latlon", "latlong"), ("latitude", "longitude")),
    **dict.fromkeys(("lnglat", "lonlat", "longlat"), ("longitude", "latitude")),
}
_WORDS: dict[str, tuple[Kind, str]] = {
    **{word: ("separator", word) for word in _SEPARATOR_WORDS.split()},
    **{word: ("hemisphere", letter) for letter, words in _HEMISPHERE_WORDS.items() for word in words.split()},
    **{word: ("unit", role) for role, words in _UNIT_WORDS.items() for word in words.split()},
    **{word: ("label", axis) for axis, words in _LABEL_WORDS.items() for word in words.split()},
}
# "خط العرض" and "دائرة العرض" are two words for one label.
_FILLERS = frozenset({"خط", "دائرة", "وخط", "ودائرة"})
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
    | (?P<separator>[,;/|&])
    | (?P<colon>[:=])
    | (?P<open>[(\[])
    | (?P<close>[)\]])
    """,
    re.VERBOSE,
)
_SPACE = re.compile(r"\s*")
# Two angles with all their marks and labels have some 30; grouping takes the square of their number.
_MOST_WORDS = 200


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
        if len(found) > _MOST_WORDS:
            raise CoordinateError(f"{quoted(plain_text)}: too many numbers and words for one position.")
        space = _SPACE.match(plain_text, match.end())
        at = space.end() if space else match.end()
    return _without_inner_commas(_settled_seconds(found, plain_text))


def _tokens_from(match: re.Match[str], before: list[Token], text: str) -> list[Token]:
    """Give the tokens of one match: none for a filler word, two for seconds and hemisphere run together."""
    written, start, end = match.group(), match.start(), match.end()
    kind = match.lastgroup
    if kind == "word":
        return _word_tokens(written, start, text, seconds_due=_after_lettered_minutes(before))
    if kind == "mark":
        return [Token("unit", _MARKS[written], written, start, end)]
    if kind == "colon":
        # After a label or a letter it is punctuation; between numbers it joins degrees to minutes.
        if before and before[-1].kind in {"label", "hemisphere"}:
            return []
        if written == "=":
            raise CoordinateError(f"{quoted(text)}: '=' may only follow lat or lon.")
        return [Token("colon", ":", written, start, end)]
    if kind == "sign" and before and before[-1].end == start and before[-1].kind in {"number", "unit"}:
        return [Token("join", written, written, start, end)]
    if kind == "sign" and not text[end : end + 1].strip():
        # After a hemisphere letter or before a word it can't be a sign: "33°30'N - 38°37'E" is two angles.
        if end < len(text) and before and (before[-1].kind == "hemisphere" or text[end + 1].isalpha()):
            return [Token("separator", written, written, start, end)]
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


def _word_tokens(written: str, start: int, text: str, *, seconds_due: bool) -> list[Token]:
    """Look a word up; 's' before a hemisphere letter ("21sN") is seconds; "LatLng" is two labels."""
    word = written.rstrip(".").casefold()
    end = start + len(written)
    if word in _FILLERS:
        return []
    if word in _WORDS:
        kind, meaning = _WORDS[word]
        return [Token(kind, meaning, written, start, end)]
    if word in _HEADER_WORDS:
        return [Token("label", axis, written, start, end) for axis in _HEADER_WORDS[word]]
    for unit in ("s", "sec", "m", "min", "d", "deg"):
        last = word[len(unit) :]
        # "21SW" is south-west to anybody, unless "33D30M" stands before it.
        is_unit = written.startswith(unit) or (seconds_due and unit == "s")
        if word.startswith(unit) and is_unit and last in {"n", "s", "e", "w"}:
            role = {"s": "seconds", "m": "minutes", "d": "degrees"}[unit[0]]
            split = start + len(unit)
            return [
                Token("unit", role, written[: len(unit)], start, split),
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


def _after_lettered_minutes(before: list[Token]) -> bool:
    """Whether a number stands last, and minutes marked by a letter before it, so that seconds may follow."""
    if len(before) < 2 or before[-1].kind != "number":
        return False
    marked = before[-2]
    return (marked.kind, marked.meaning) == ("unit", "minutes") and marked.written != "'"


def _settled_seconds(found: list[Token], text: str) -> list[Token]:
    """Decide what an 's' after a number is, where degrees and minutes are marked by letters too.

    Two of them, or one beside another N or S, can only be seconds, for a pair has one latitude. A capital S alone is south.
    """
    places = [
        index
        for index, token in enumerate(found)
        if (token.kind, token.meaning) == ("hemisphere", "S")
        and token.written.rstrip(".") in {"s", "S"}
        and _after_lettered_minutes(found[:index][-2:])
    ]
    if not places:
        return found
    latitudes = [token for token in found if token.kind == "hemisphere" and token.meaning in "NS"]
    surely = len(latitudes) > 1
    settled = list(found)
    for index in places:
        following = found[index + 1] if index + 1 < len(found) else None
        is_small = found[index].written[0] == "s"
        if surely or (is_small and following is not None and following.kind == "hemisphere"):
            settled[index] = found[index]._replace(kind="unit", meaning="seconds")
        elif is_small:
            raise CoordinateError(
                f"{quoted(text)}: the 's' after {found[index - 1].written} can be read in two ways, as seconds "
                "or as south. Write the hemispheres as capital N, S, E or W after the seconds."
            )
    return settled


def _without_inner_commas(found: list[Token]) -> list[Token]:
    """Leave out the commas of "33 degrees, 30 minutes, 21 seconds north", where the next unit follows."""
    return [
        token
        for index, token in enumerate(found)
        if not (token.kind == "separator" and _next_unit_follows(found, index))
    ]


def _next_unit_follows(found: list[Token], index: int) -> bool:
    """Whether degrees stand before a place and minutes after it, or minutes and seconds."""
    around = found[max(index - 1, 0) : index + 4]
    if index == 0 or len(around) < 4:
        return False
    before, _, number, after = around[:4]
    if not before.kind == after.kind == "unit" or number.kind != "number":
        return False
    return (before.meaning, after.meaning) in {("degrees", "minutes"), ("minutes", "seconds")}
