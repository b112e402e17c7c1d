"""What a wording leaves open, and how it is settled in the open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.pointradius.derivation import require_distances

if TYPE_CHECKING:
    from geo.localities.locality import Locality, StatedDistance
    from geo.pointradius.distances import DistanceRule

_HARMLESS = ("about", "nearly", "just over", "more than")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """What words without a number are taken to mean; every use is written into the derivation.

    Parameters
    ----------
    near_m : float
        How far "near" reaches beyond a place. 10 km is what the figure of the Georeferencing Quick Reference Guide
        (Zermoglio et al. 2020) shows; the guide says that no value can be defended as a default.
    just_m : float
        How far "just" outside or inside an edge reaches.
    reach_m : float
        How far a direction without a distance goes.
    distance_rule : {"2020", "2004"}
        How the digits of a distance are read; see `geo.pointradius.distance_uncertainty`.

    Raises
    ------
    LocalityError
        If a value is not a distance.
    """

    near_m: float = 10_000.0
    just_m: float = 5_000.0
    reach_m: float = 50_000.0
    distance_rule: DistanceRule = "2020"

    def __post_init__(self) -> None:
        require_distances(near_m=self.near_m, just_m=self.just_m, reach_m=self.reach_m)


@dataclass(frozen=True, slots=True, kw_only=True)
class DistanceChoice:
    """A distance to use, its uncertainty, and why it was chosen."""

    distance_m: float
    uncertainty_m: float
    notes: tuple[str, ...] = ()


def distance_choices(stated: StatedDistance, *, rule: DistanceRule) -> list[DistanceChoice]:
    """Return the distances that a stated one can be, one where its units agree.

    "18 miles (29 km)" is one distance, and the less precise of the two is used, since the other may be a conversion
    that shows more digits than were measured. Two that do not agree are kept apart.

    Examples
    --------
    >>> from geo.localities.locality import StatedDistance
    >>> other = StatedDistance(text="29 km", unit="km", low=29, high=29, numbers=("29",))
    >>> both = StatedDistance(text="18 miles (29 km)", unit="mi", low=18, high=18, numbers=("18",), also=(other,))
    >>> [round(choice.distance_m) for choice in distance_choices(both, rule="2020")]
    [28968]
    """
    versions = [stated, *stated.also]
    choices = [_choice(version, rule) for version in versions]
    if len(choices) == 1:
        return choices
    first = choices[0]
    agree = all(
        abs(choice.distance_m - first.distance_m) <= choice.uncertainty_m + first.uncertainty_m
        for choice in choices[1:]
    )
    if agree:
        loosest = max(choices, key=lambda choice: choice.uncertainty_m)
        note = f"{stated.text} is one distance in two units; the less precise of the two is used"
        return [_noted(loosest, note)]
    note = f"the distances in {stated.text!r} do not agree; each is a reading of its own"
    return [_noted(choice, note) for choice in choices]


def _choice(stated: StatedDistance, rule: DistanceRule) -> DistanceChoice:
    notes: tuple[str, ...] = ()
    if stated.vague:
        notes = (f"{stated.text!r} is taken as {stated.low:g} to {stated.high:g} {stated.unit}",)
    return DistanceChoice(
        distance_m=stated.metres, uncertainty_m=stated.uncertainty_m(rule=rule), notes=notes
    )


def _noted(choice: DistanceChoice, note: str) -> DistanceChoice:
    return DistanceChoice(
        distance_m=choice.distance_m, uncertainty_m=choice.uncertainty_m, notes=(*choice.notes, note)
    )


def modifier_notes(locality: Locality) -> tuple[str, ...]:
    """Return a note for the words that the method takes no account of."""
    named = [modifier for modifier in locality.modifiers if modifier in _HARMLESS]
    if not named or not locality.distances:
        return ()
    words = " and ".join(f"'{modifier}'" for modifier in named)
    return (f"{words} is kept, and changes neither the point nor the radius (Zermoglio et al. 2020)",)
