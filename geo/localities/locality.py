"""What a locality wording says, before any place is looked up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geo.pointradius.distances import METRES_PER_UNIT, DistanceRule, Unit, distance_uncertainty

if TYPE_CHECKING:
    from geo.pointradius.headings import Heading

Kind = Literal[
    "coordinates",
    "place",
    "near",
    "distance and heading",
    "heading",
    "distance",
    "orthogonal distances",
    "between",
    "path",
    "edge",
]
"""The locality types; a cell is coordinates (MGRS, Plus Code), an area is a place or the inside of an edge."""

Language = Literal["en", "ar", "ru"]
Side = Literal["inside", "outside"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedDistance:
    """A distance as someone stated it: "about 27-29 km (17 miles)".

    Parameters
    ----------
    text : str
        The words, number and unit as given.
    unit : Unit
        The unit as given.
    low, high : float
        The number in that unit; the same twice where it is no range.
    numbers : tuple of str
        The numbers in ASCII digits, as their digits show their precision; empty for a vague word.
    also : tuple of StatedDistance
        The same distance in another unit, where the text gives both.
    """

    text: str
    unit: Unit
    low: float
    high: float
    numbers: tuple[str, ...] = ()
    also: tuple[StatedDistance, ...] = ()

    @property
    def metres(self) -> float:
        """The middle of what is stated, in metres."""
        return (self.low + self.high) / 2 * METRES_PER_UNIT[self.unit]

    @property
    def farthest_m(self) -> float:
        """The upper end of what is stated, in metres."""
        return self.high * METRES_PER_UNIT[self.unit]

    @property
    def vague(self) -> bool:
        """Whether a word such as "several" stands for the number."""
        return not self.numbers

    def uncertainty_m(self, *, rule: DistanceRule = "2020") -> float:
        """Return half the stated range and what the digits add, in metres; see `distance_uncertainty`.

        A range is not taken to cover the imprecision of its own ends (Zermoglio et al. 2020, on elevations).

        Examples
        --------
        >>> StatedDistance(text="27-29 km", unit="km", low=27, high=29, numbers=("27", "29")).uncertainty_m()
        1500.0
        """
        digits = max((distance_uncertainty(number, rule=rule) for number in self.numbers), default=0.0)
        return ((self.high - self.low) / 2 + digits) * METRES_PER_UNIT[self.unit]


@dataclass(frozen=True, slots=True, kw_only=True)
class Locality:
    """A locality wording, taken apart; nothing in it has been looked up or chosen.

    Parameters
    ----------
    text : str
        The wording as given.
    kind : Kind
        The locality type, which decides how it is georeferenced.
    language : Language
        Language of the words: "en", "ar" or "ru".
    origins : tuple of str
        The named places, in their order; two for "between".
    distances : tuple of StatedDistance
        One distance, or the two of "orthogonal distances".
    headings : tuple of Heading
        The headings that belong to the distances.
    modifiers : tuple of str
        "about", "nearly", "more than", "less than", "within", "just", "by road", "by air": kept, in English.
    path : str or None
        The road, river or line that is named, for "path".
    side : Side or None
        Inside or outside, for "edge".
    others : tuple of Locality
        Further clauses of the same wording, each a way to say where.
    unread : tuple of str
        Clauses that have no reading.
    """

    text: str
    kind: Kind
    language: Language = "en"
    origins: tuple[str, ...] = ()
    distances: tuple[StatedDistance, ...] = ()
    headings: tuple[Heading, ...] = ()
    modifiers: tuple[str, ...] = ()
    path: str | None = None
    side: Side | None = None
    others: tuple[Locality, ...] = ()
    unread: tuple[str, ...] = ()
