"""The words of one language that the grammar of localities is built from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

DISTANCE = "\ue000"
"""A character of the private use area, which stands for a distance while the words round it are matched."""

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.localities.locality import Language
    from geo.pointradius.distances import Unit


# Compared by identity: there is one a language, and the patterns made from it are cached.
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """Regular expressions and word lists of one language; every pattern is read without regard to case.

    Parameters
    ----------
    digits : str
        Pattern of a number in digits.
    thousands : str
        Character to take out of such a number between groups of three digits; a comma elsewhere is a decimal one.
    cardinals, scales : mapping of str to int
        Number words, and those that multiply what stands before them.
    vague : mapping of str to (low, high)
        Words for a number nobody counted, and the range they are taken for.
    halves : mapping of str to str
        Words for fractions, and the fraction.
    units : mapping of str to Unit
        Pattern of a unit, and the unit.
    duals : mapping of str to Unit
        Pattern of a unit that says two by itself.
    modifiers : mapping of str to str
        What may stand before a distance, by its name in English.
    compass : mapping of str to str
        Pattern of each compass word, and its letter.
    heading : str
        Pattern of a whole heading in words or letters.
    gap : str
        What may stand between a modifier and its number.
    lead, to_heading, of, from_, away : str
        The small words before a locality; between distance and heading; heading and place; distance and place; and
        after a distance.
    letters : str
        Pattern of a heading in letters that may stand right before a name, as in "5 km W Springfield".
    towards : str
        The small words before a heading that follows its distance and place: "27 km from al-Tanf to the north-west".
    by : str
        The small words before a distance that follows its heading and place.
    near, near_after : str
        "near" before a name, and words behind a name that mean the same: "the Resafa area".
    between, and_ : str
        "between" and the "and" that belongs to it.
    by_road, by_air : str
        How a distance was measured.
    road : str
        The noun phrase of a road or river, from its first word, up to where the place names begin.
    road_to : str
        The word between the two ends of a road.
    inside, outside, edge_of, just : str
        The words for the side of an edge.
    zone : str
        Pattern that the name of a border or zone matches. A distance in it is the mark `DISTANCE`.
    """

    language: Language
    digits: str
    cardinals: Mapping[str, int]
    units: Mapping[str, Unit]
    compass: Mapping[str, str]
    heading: str
    lead: str
    to_heading: str
    of: str
    from_: str
    near: str
    between: str
    and_: str
    by_road: str
    by_air: str
    road: str
    road_to: str
    inside: str
    outside: str
    edge_of: str
    just: str
    zone: str
    modifiers: Mapping[str, str]
    letters: str = r"(?!)"
    towards: str = r"(?!)"
    by: str = r"(?!)"
    near_after: str = r"(?!)"
    away: str = ""
    by_letter: str = ""
    gap: str = ""
    thousands: str = ","
    scales: Mapping[str, int] = field(default_factory=dict)
    vague: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    halves: Mapping[str, str] = field(default_factory=dict)
    duals: Mapping[str, Unit] = field(default_factory=dict)
