"""Where a radius comes from: its sources in metres, the formula that joined them, and what was assumed."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from geo.errors import LocalityError

if TYPE_CHECKING:
    from geo.position import Position


class Contribution(NamedTuple):
    """One source of uncertainty and what it adds, in metres."""

    source: str
    metres: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """How a radius was derived, so that every number can be traced.

    Parameters
    ----------
    method : str
        Name of the locality type whose rule was used.
    contributions : tuple of Contribution
        Each source of uncertainty that was above 0, in metres.
    formula : str
        The rule that joined the contributions, with its publication.
    assumptions : tuple of str
        What the text did not say and the method had to take for granted.
    """

    method: str
    contributions: tuple[Contribution, ...]
    formula: str
    assumptions: tuple[str, ...] = ()

    def assuming(self, *assumptions: str) -> Derivation:
        """Return the same derivation with more assumptions written down."""
        return replace(self, assumptions=self.assumptions + assumptions)


@dataclass(frozen=True, slots=True, kw_only=True)
class PointRadius:
    """A georeferenced location: the position with its radius, and its derivation."""

    position: Position
    derivation: Derivation


def require_distances(**distances_m: float) -> None:
    """Raise LocalityError unless every value is a finite distance of 0 m or more."""
    for name, value_m in distances_m.items():
        if not 0 <= value_m < math.inf:
            raise LocalityError(f"{name} is {value_m}, which is not a distance of 0 m or more")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The sources of uncertainty that do not depend on the wording, in metres.

    Parameters
    ----------
    extent_m : float
        Geographic radial of the named place: from its centre to the furthest point of its boundary.
    coordinate_precision_m : float
        From the digits of the starting coordinates; see `coordinate_precision_m`.
    coordinate_source_m : float
        Accuracy of the map or other source of the starting coordinates; see `map_accuracy_m`.
    datum_m : float
        From not knowing the datum of the starting coordinates; see `unknown_datum_m`. 0 where it is known.
    measurement_m : float
        Measurement error, or the accuracy of the GPS receiver.

    Raises
    ------
    LocalityError
        If a value is negative, infinite or not a number.
    """

    extent_m: float = 0.0
    coordinate_precision_m: float = 0.0
    coordinate_source_m: float = 0.0
    datum_m: float = 0.0
    measurement_m: float = 0.0

    def __post_init__(self) -> None:
        require_distances(
            extent_m=self.extent_m,
            coordinate_precision_m=self.coordinate_precision_m,
            coordinate_source_m=self.coordinate_source_m,
            datum_m=self.datum_m,
            measurement_m=self.measurement_m,
        )

    def without_precision(self, start: Position) -> tuple[Contribution, ...]:
        """Return the distance uncertainties that interact with a direction."""
        return (
            Contribution("position of the origin", start.uncertainty_m or 0.0),
            Contribution("extent of the named place", self.extent_m),
            Contribution("unknown datum", self.datum_m),
            Contribution("coordinate source", self.coordinate_source_m),
            Contribution("measurement error", self.measurement_m),
        )

    def every(self, start: Position) -> tuple[Contribution, ...]:
        """Return all of them, the precision of the coordinates included."""
        return (*self.without_precision(start), self.precision)

    @property
    def precision(self) -> Contribution:
        """The contribution of the digits of the coordinates, which accounts for both axes already."""
        return Contribution("coordinate precision", self.coordinate_precision_m)


NO_SOURCES = Sources()


def above_zero(contributions: tuple[Contribution, ...]) -> tuple[Contribution, ...]:
    """Return the contributions that add something, in their order."""
    return tuple(part for part in contributions if part.metres > 0)


def total_m(contributions: tuple[Contribution, ...]) -> float:
    """Return the sum of contributions, in metres."""
    return math.fsum(part.metres for part in contributions)
