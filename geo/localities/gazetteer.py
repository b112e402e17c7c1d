"""What a gazetteer must answer, so that any can be used: a case's own places, or the world's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.position import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A place that a name may mean.

    Parameters
    ----------
    place_id : str
        The gazetteer's id.
    name : str
        The name that matched.
    position : Position
        Centre of the place, WGS 84; its `uncertainty_m` is how far the centre itself may be wrong.
    extent_m : float or None
        From the centre to the furthest point of the place; None where the gazetteer does not say.
    score : float
        How alike the names are, 0 to 100.
    certain : bool
        Whether the name means this place beyond doubt of spelling. Several may be certain: then all are meant.
    edge_radius_m : float or None
        Radius of a circular zone.
    line : tuple of Position
        Vertices of a road, river or border.
    outline : tuple of Position
        Vertices of an area.
    """

    place_id: str
    name: str
    position: Position
    extent_m: float | None = None
    score: float = 100.0
    certain: bool = True
    edge_radius_m: float | None = None
    line: tuple[Position, ...] = ()
    outline: tuple[Position, ...] = ()


class Gazetteer(Protocol):
    """Anything that finds places by name."""

    def find(self, name: str) -> Sequence[Match]:
        """Return the places a name may mean, best first; the certain ones are all of those that it can mean."""
        ...
