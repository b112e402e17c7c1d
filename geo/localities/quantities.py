"""Distances and headings in words, read with the lexicon of one language."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from geo.errors import LocalityError
from geo.localities.lexicon import DISTANCE
from geo.localities.locality import StatedDistance
from geo.pointradius.distances import parse_distance_number
from geo.pointradius.headings import COMPASS_POINTS, Heading, heading_of_degrees, heading_of_point

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.localities.lexicon import Lexicon
    from geo.pointradius.distances import Unit

_FIRST_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_SEPARATED = re.compile(r"(?!0)\d{1,3}(?:[, ]\d{3})+(?!\d)")
# A dash is a range only between digits: "twenty-five" is one number.
_RANGE = r"(?: ?-(?= ?\d) ?| (?:to|or|до|или|إلى|الى) )"
_BETWEEN, _AND = r"(?:between|между|ما بين|بين) ", r" (?:and |и |و ?)"
_JOINT = re.compile(
    r"(?: ?\(| ?/ ?|,? or | или | أو )(?:about|around|some|roughly|approximately|около|примерно|حوالي|نحو)? ?",
    re.IGNORECASE,
)


_CYRILLIC_POINTS = str.maketrans("СЮЗВ", "NSWE")


def alternatives(patterns: Iterable[str]) -> str:
    """Return one pattern that matches any of several, the longest tried first."""
    return "(?:" + "|".join(f"(?:{pattern})" for pattern in sorted(patterns, key=len, reverse=True)) + ")"


@cache
def _number_pattern(lexicon: Lexicon) -> str:
    """Return the pattern of a number in digits or words."""
    words = alternatives(map(re.escape, (*lexicon.cardinals, *lexicon.scales)))
    plain_words = rf"{words}(?:(?:[- ]| and | و){words})*(?: and a half)?"
    spelt = alternatives((*lexicon.vague, *lexicon.halves, plain_words))
    # "2,5 km" is never 5 km: what stands before a number is no part of another one.
    return rf"(?:(?<!\d)(?<!\d[.,])(?:{lexicon.digits})|(?<![^\W\d_]){spelt}(?![^\W\d_]))"


@cache
def _quantity(lexicon: Lexicon) -> re.Pattern[str]:
    """Return the pattern of a number or range with its unit; the unit may stand behind both numbers of a range."""
    number, unit = _number_pattern(lexicon), alternatives(lexicon.units)
    low = rf"(?P<low>{number})(?: ?{unit})?{_RANGE}"
    spread = rf"(?:{_BETWEEN}(?P<least>{number})(?: ?{unit})?{_AND}|{low})?"
    quantity = rf"{spread}(?P<high>{number}) ?-?(?P<unit>{unit})(?![^\W\d_])"
    duals = rf"|(?P<dual>{alternatives(lexicon.duals)})(?![^\W\d_])" if lexicon.duals else ""
    return re.compile(rf"(?:{quantity}{duals})", re.IGNORECASE)


@cache
def _modifiers_before(lexicon: Lexicon) -> re.Pattern[str]:
    modifiers = alternatives(lexicon.modifiers.values())
    return re.compile(rf"(?:(?<![^\W\d_]){modifiers} ?{lexicon.gap})+$", re.IGNORECASE)


class Masked(NamedTuple):
    """A wording whose distances are each replaced by the mark `DISTANCE`, and the distances in their order."""

    text: str
    distances: tuple[tuple[StatedDistance, tuple[str, ...]], ...]

    def part(self, start: int, end: int) -> Masked:
        """Return a part of the wording with the distances in it."""
        first = self.text.count(DISTANCE, 0, start)
        count = self.text.count(DISTANCE, start, end)
        return Masked(self.text[start:end], self.distances[first : first + count])

    @property
    def words(self) -> str:
        """The wording with its distances put back."""
        parts = self.text.split(DISTANCE)
        texts = [distance.text for distance, _ in self.distances]
        return "".join(word + text for word, text in zip(parts, [*texts, ""], strict=True))


def mask_distances(text: str, lexicon: Lexicon) -> Masked:
    """Return a wording in plain characters with its distances taken out and read.

    Raises
    ------
    LocalityError
        If a number has no reading, or a range runs downwards.

    Examples
    --------
    >>> from geo.localities.english import ENGLISH
    >>> masked = mask_distances("about 18 miles (29 km) from the base", ENGLISH)
    >>> masked.text.replace(DISTANCE, "D"), masked.distances[0][1], masked.distances[0][0].text
    ('D from the base', ('about',), 'about 18 miles (29 km)')
    """
    masked, distances, position = "", [], 0
    found = list(_quantity(lexicon).finditer(text))
    while found:
        main, *found = found
        before = text[position : main.start()]
        modifiers = _modifiers_before(lexicon).search(before)
        start = position + modifiers.start() if modifiers else main.start()
        end, also = main.end(), []
        # "18 miles (29 km)", "18 miles/29 km", "18 miles, or about 29 km": one distance in two units.
        while found and _JOINT.fullmatch(text[end : found[0].start()]):
            other, *found = found
            also.append(_read_quantity(other, lexicon))
            closing = text[other.end() : other.end() + 1] == ")"
            end = other.end() + closing
        distance = replace(_read_quantity(main, lexicon), text=text[start:end], also=tuple(also))
        distances.append((distance, _modifiers(text[start : main.start()], lexicon)))
        masked += text[position:start] + DISTANCE
        position = end
    return Masked(masked + text[position:], tuple(distances))


def _modifiers(before: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the names of the modifiers that stand before a number, longer wordings taken first."""
    names = []
    wordings = sorted(lexicon.modifiers.items(), key=lambda item: -len(item[1]))
    for name, pattern in sorted(wordings, key=lambda item: item[0] not in {"just over", "nearly"}):
        shorter = re.sub(rf"(?<![^\W\d_])(?:{pattern})(?![^\W\d_])", " ", before, flags=re.IGNORECASE)
        if shorter != before:
            names.append(name)
            before = shorter
    return tuple(names)


def _read_quantity(match: re.Match[str], lexicon: Lexicon) -> StatedDistance:
    text = match.group()
    groups = match.groupdict()
    if groups.get("dual"):
        unit = _named(groups["dual"], lexicon.duals)
        return StatedDistance(text=text, unit=unit, low=2.0, high=2.0, numbers=("2",))
    unit = _named(groups["unit"], lexicon.units)
    for pattern, (low, high) in lexicon.vague.items():
        if re.fullmatch(pattern, groups["high"], re.IGNORECASE):
            return StatedDistance(text=text, unit=unit, low=low, high=high)
    written = [number for number in (groups["low"] or groups["least"], groups["high"]) if number]
    canonical = tuple(_canonical_number(number, lexicon) for number in written)
    values = [parse_distance_number(number)[0] for number in canonical]
    if values[0] > values[-1]:
        raise LocalityError(f"the range {text!r} runs downwards; write the smaller number first")
    return StatedDistance(text=text, unit=unit, low=values[0], high=values[-1], numbers=canonical)


def _named(text: str, units: Mapping[str, Unit]) -> Unit:
    return next(unit for pattern, unit in units.items() if re.fullmatch(pattern, text, re.IGNORECASE))


def _canonical_number(text: str, lexicon: Lexicon) -> str:
    """Return a number in ASCII digits, as its precision shows in them."""
    if _FIRST_NUMBER.match(text):
        if "/" in text:
            return text
        is_separated = _SEPARATED.match(text) is not None and lexicon.thousands in text
        # A comma before other than three digits is a decimal one in any language.
        return (text.replace(lexicon.thousands, "") if is_separated else text).replace(",", ".")
    for pattern, fraction in lexicon.halves.items():
        if re.fullmatch(pattern, text, re.IGNORECASE):
            return fraction
    whole = re.sub(r" and a half$", "", text, flags=re.IGNORECASE)
    value = _words_of(whole, lexicon)
    if value is None:
        raise LocalityError(f"{text!r} is no number that can be read; write it in digits")
    return f"{value} 1/2" if whole != text else str(value)


def _words_of(text: str, lexicon: Lexicon) -> int | None:
    """Return the value of a number in words, or None where a word is none."""
    total = 0
    for raw in re.split(r"[- ]+", text.casefold()):
        word = raw.removeprefix("و") if raw.removeprefix("و") in lexicon.cardinals else raw
        if word in {"and", ""}:
            continue
        if word in lexicon.scales and total:
            total *= lexicon.scales[word]
        elif word in lexicon.cardinals:
            total += lexicon.cardinals[word]
        elif word in lexicon.scales:
            total = lexicon.scales[word]
        else:
            return None
    return total


def read_heading(text: str, lexicon: Lexicon) -> Heading:
    """Return the heading of a text that the lexicon's heading pattern matches.

    Raises
    ------
    LocalityError
        If the words name no point of the compass.
    """
    number = _FIRST_NUMBER.search(text)
    if number:
        return heading_of_degrees(float(number.group().replace(",", ".")), text=text)
    letters = _compass_letters(text, lexicon)
    if letters not in COMPASS_POINTS:
        raise LocalityError(
            f"{text!r} is no point of the compass; write N, NE, NNE and so on, or degrees as in 315 degrees"
        )
    return heading_of_point(letters, text=text)


def _compass_letters(text: str, lexicon: Lexicon) -> str:
    words = [*lexicon.compass, *([rf"\b{lexicon.by_letter}\b"] if lexicon.by_letter else [])]
    found = []
    for match in re.finditer("|".join(words), text, re.IGNORECASE):
        letter = next(
            (
                point
                for word, point in lexicon.compass.items()
                if re.fullmatch(word, match.group(), re.IGNORECASE)
            ),
            "b",
        )
        found.append(letter)
    if found:
        return "".join(found)
    short = re.sub(r"(?:due|directly|straight|строго|[. ])", "", text, flags=re.IGNORECASE)
    short = short.translate(_CYRILLIC_POINTS)
    return short if "b" in short else short.upper()
