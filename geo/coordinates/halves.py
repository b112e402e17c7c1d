"""Which words of a pair belong to its first angle, and which to its second."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.coordinates.reading import quoted
from geo.errors import CoordinateError

if TYPE_CHECKING:
    from geo.coordinates.tokens import Axis, Token

EXAMPLE = "Write latitude and longitude, as in 33.50583, 38.61778 or 33°30'21\"N 38°37'04\"E."


def without_brackets(words: list[Token], text: str) -> list[Token]:
    """Return the words without the one pair of brackets that may stand around them.

    Raises
    ------
    CoordinateError
        If brackets stand anywhere else.

    Examples
    --------
    >>> from geo.coordinates.tokens import tokens_of
    >>> [word.written for word in without_brackets(tokens_of("(33.5, 38.6)"), "")]
    ['33.5', ',', '38.6']
    """
    brackets = [index for index, word in enumerate(words) if word.kind in {"open", "close"}]
    if not brackets:
        return words
    around = brackets == [0, len(words) - 1] and words[0].written + words[-1].written in {"()", "[]"}
    if not around:
        raise CoordinateError(f"{quoted(text)}: brackets may only stand around the whole. {EXAMPLE}")
    return words[1:-1]


def without_header(words: list[Token]) -> tuple[list[Token], tuple[Axis, Axis]]:
    """Return the words without a "lat, lon:" before the numbers, and the order of axes it gives.

    Examples
    --------
    >>> from geo.coordinates.tokens import tokens_of
    >>> without_header(tokens_of("lon/lat 38.6 33.5"))[1]
    ('longitude', 'latitude')
    """
    latitude_first: tuple[Axis, Axis] = ("latitude", "longitude")
    kinds = [word.kind for word in words[:3]]
    for header in (["label", "label"], ["label", "separator", "label"]):
        if kinds[: len(header)] == header and words[0].meaning != words[len(header) - 1].meaning:
            order = latitude_first if words[0].meaning == "latitude" else ("longitude", "latitude")
            return words[len(header) :], order
    return words, latitude_first


def halves_of(words: list[Token], text: str) -> tuple[list[Token], list[Token]]:
    """Cut the words in two: at the one separator, or where the second angle begins.

    Raises
    ------
    CoordinateError
        If there is no second angle, there are more than two, or the cut is not certain.

    Examples
    --------
    >>> from geo.coordinates.tokens import tokens_of
    >>> [[word.written for word in half] for half in halves_of(tokens_of("33 30 N 38 37 E"), "")]
    [['33', '30', 'N'], ['38', '37', 'E']]
    """
    separators = [index for index, word in enumerate(words) if word.kind == "separator"]
    if len(separators) > 1:
        raise CoordinateError(
            f"{quoted(text)}: {len(separators) + 1} parts where two are due; a height or a list is not read. {EXAMPLE}"
        )
    if separators:
        halves = words[: separators[0]], words[separators[0] + 1 :]
        for half in halves:
            _check_one_angle(half, text)
        return halves
    groups = _groups(words)
    shape = "".join("G" if group[0].kind not in {"hemisphere", "label"} else "M" for group in groups)
    if shape == "G":
        return _even_halves(groups[0], text)
    if shape == "GG":
        return groups[0], groups[1]
    if shape in {"MGMG", "GMGM"}:
        return groups[0] + groups[1], groups[2] + groups[3]
    if shape == "MGMGM":
        mine, theirs = _shared_marks(groups[2])
        return groups[0] + groups[1] + mine, theirs + groups[3] + groups[4]
    apart = shape == "GMG" and groups[2][0].start > groups[1][-1].end
    if apart and groups[1][-1].kind == "hemisphere":
        return groups[0] + groups[1], groups[2]
    if shape in {"MG", "GM", "MGM"}:
        raise CoordinateError(f"{quoted(text)}: one angle is no position; its partner is missing. {EXAMPLE}")
    raise CoordinateError(f"{quoted(text)}: it is not clear which words belong to which number. {EXAMPLE}")


def _check_one_angle(half: list[Token], text: str) -> None:
    """Half a pair holds one run of numbers."""
    shape = ["G" for group in _groups(half) if group[0].kind not in {"hemisphere", "label"}]
    if not any(word.kind in {"number", "dotted"} for word in half):
        raise CoordinateError(f"{quoted(text)}: one number is no position; its partner is missing. {EXAMPLE}")
    if len(shape) != 1:
        raise CoordinateError(
            f"{quoted(text)}: {len(shape)} angles stand on one side of the separator. {EXAMPLE}"
        )


def _shared_marks(marks: list[Token]) -> tuple[list[Token], list[Token]]:
    """Between two angles that both have marks around, letters end the first and a label begins the second."""
    labels = [index for index, mark in enumerate(marks) if mark.kind == "label"]
    cut = labels[-1] if labels else len(marks)
    return marks[:cut], marks[cut:]


def _groups(words: list[Token]) -> list[list[Token]]:
    """Group words: runs of letters and labels, and runs of numbers with their signs and marks."""
    groups: list[list[Token]] = []
    for index, word in enumerate(words):
        last = groups[-1] if groups else []
        is_mark = word.kind in {"hemisphere", "label"}
        fresh = not last or is_mark != (last[0].kind in {"hemisphere", "label"})
        if fresh or (not is_mark and _begins_angle(words, index, last)):
            groups.append([word])
        else:
            last.append(word)
    return groups


def _begins_angle(words: list[Token], index: int, group: list[Token]) -> bool:
    """Whether a word begins another angle, though no letter stands between."""
    word, kinds = words[index], [member.kind for member in group]
    if word.kind == "sign":
        return "number" in kinds or "dotted" in kinds
    if word.kind == "dotted":
        return "dotted" in kinds or "number" in kinds
    if word.kind != "number" or not ("number" in kinds or "dotted" in kinds):
        return False
    following = words[index + 1] if index + 1 < len(words) else None
    if following is not None and following.kind == "unit" and following.meaning == "degrees":
        return True
    joined = "colon" in kinds or "join" in kinds or "dotted" in kinds
    return joined and kinds[-1] not in {"colon", "join"}


def _even_halves(group: list[Token], text: str) -> tuple[list[Token], list[Token]]:
    """Cut a bare run of 2, 4 or 6 numbers in its middle."""
    numbers = [index for index, word in enumerate(group) if word.kind == "number"]
    if any(word.kind == "join" for word in group):
        raise CoordinateError(
            f"{quoted(text)}: a hyphen or plus stands between digits, where it is neither a separator nor a sign. "
            f"{EXAMPLE}"
        )
    if len(numbers) == 1 or any(word.kind in {"dotted", "colon"} for word in group):
        raise CoordinateError(f"{quoted(text)}: one number is no position; its partner is missing. {EXAMPLE}")
    if len(numbers) not in {2, 4, 6}:
        raise CoordinateError(f"{quoted(text)}: {len(numbers)} numbers make no pair. {EXAMPLE}")
    middle = numbers[len(numbers) // 2]
    return group[:middle], group[middle:]
