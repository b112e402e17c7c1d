"""Stated values, ready to be compared, and when two of them agree.

Times agree when an instant lies in both, places when their discs touch, counts when their ranges have a number in common,
categories when they are equal. Words that could not be turned into one of these are compared as words: the same words
agree; different words say nothing, since two wordings can mean one thing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from geo.position import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """One of several: a party id, yes or no, a weapon in casefolded words.

    `denies` is set where a party that names another as the actor denies its own part besides.
    """

    key: str
    denies: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words that name no single party, place or time, casefolded and with single spaces."""

    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """A party's denial that it was the actor, where another says that it was."""

    party: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """Stretches of time, in seconds of UTC as `layers.times.bounds` counts them; None where open."""

    spans: tuple[tuple[int | None, int | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disc:
    """A position with the radius within which the truth is thought to lie; 0 m where none is stated."""

    position: Position

    @property
    def radius_m(self) -> float:
        """The radius in metres."""
        return self.position.uncertainty_m or 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A range of whole numbers, both ends included; None where open."""

    low: int | None
    high: int | None


Value: TypeAlias = Category | Words | Denial | Time | Disc | Count


def words_key(text: str) -> str:
    """Return words as they are compared.

    Examples
    --------
    >>> words_key("  Air   Strike ")
    'air strike'
    """
    return " ".join(text.split()).casefold()


def agree(one: Value, other: Value) -> bool | None:
    """Tell whether two stated values agree; None where they cannot be compared.

    Examples
    --------
    >>> agree(Count(low=22, high=22), Count(low=20, high=None))
    True
    >>> agree(Category(key="isis"), Category(key="israel")), agree(Words(key="gunmen"), Category(key="isis"))
    (False, None)
    """
    match one, other:
        case Category(), Category():
            return one.key == other.key
        case Words(), Words():
            return True if one.key == other.key else None
        case Time(), Time():
            return any(_meet(a, b) for a in one.spans for b in other.spans)
        case Disc(), Disc():
            return apart_m(one, other) <= one.radius_m + other.radius_m
        case Count(), Count():
            return _reaches(one.low, other.high) and _reaches(other.low, one.high)
        case (Denial(party=party), Category(key=key)) | (Category(key=key), Denial(party=party)):
            return False if key == party else None
        case _:
            return None


def opposed(one: Value, other: Value) -> bool:
    """Tell whether one asserts what the other denies: yes against no, a party named against its denial.

    Examples
    --------
    >>> opposed(Category(key="yes"), Category(key="no")), opposed(Category(key="yes"), Category(key="denies-zone"))
    (True, False)
    >>> opposed(Category(key="us"), Category(key="israel", denies="us"))
    True
    """
    if isinstance(one, Category) and isinstance(other, Category):
        return {one.key, other.key} == {"yes", "no"} or one.denies == other.key or other.denies == one.key
    if isinstance(one, Denial) or isinstance(other, Denial):
        return agree(one, other) is False
    return False


def width(value: Value) -> float:
    """Return how wide a value is: seconds, metres or numbers; infinite where it is open, or words alone.

    It orders values of one kind by how much they say; a disc without a stated uncertainty counts as one of unknown,
    that is infinite, width.

    Examples
    --------
    >>> width(Count(low=36, high=47)), width(Count(low=40, high=None))
    (11.0, inf)
    """
    match value:
        case Time():
            return max(_most(end) for _, end in value.spans) - min(_least(start) for start, _ in value.spans)
        case Disc():
            return math.inf if value.position.uncertainty_m is None else value.position.uncertainty_m
        case Count():
            return math.inf if value.low is None or value.high is None else float(value.high - value.low)
        case Words():
            return math.inf
        case _:
            return 0.0


def apart_m(one: Disc, other: Disc) -> float:
    """Return the distance between two centres in metres, along the ellipsoid."""
    from geo.geodesy import distance_m

    return distance_m(one.position, other.position)


def gap_s(one: Time, other: Time) -> float:
    """Return the seconds between two times that do not meet, by their nearest ends; 0 where they meet or interlock.

    Examples
    --------
    >>> gap_s(Time(spans=((0, 60),)), Time(spans=((3660, None),)))
    3600
    """
    if agree(one, other):
        return 0
    return min(
        max(_least(b[0]) - _most(a[1]), _least(a[0]) - _most(b[1])) for a in one.spans for b in other.spans
    )


def _meet(one: tuple[int | None, int | None], other: tuple[int | None, int | None]) -> bool:
    return _least(one[0]) < _most(other[1]) and _least(other[0]) < _most(one[1])


def _least(bound: int | None) -> float:
    return -math.inf if bound is None else bound


def _most(bound: int | None) -> float:
    return math.inf if bound is None else bound


def _reaches(low: int | None, high: int | None) -> bool:
    return low is None or high is None or low <= high
