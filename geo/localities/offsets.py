"""What the offsets of localities have in common: the sources of an origin, and distances that are only bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import pointradius
from geo.pointradius import Sources

if TYPE_CHECKING:
    from geo.localities.choices import DistanceChoice
    from geo.localities.gazetteer import Gazetteer, Match
    from geo.pointradius import Heading, PointRadius


def sources_of(match: Match) -> Sources:
    """Return the sources of uncertainty that a gazetteer's entry brings; its position brings its own."""
    return Sources(extent_m=match.extent_m or 0.0)


def lines_of(name: str | None, places: Gazetteer) -> list[Match]:
    """Return the roads, rivers and borders that a name certainly means."""
    return [match for match in places.find(name) if match.certain and match.line] if name else []


def up_to(origin: Match, choice: DistanceChoice, *, heading: Heading | None = None) -> PointRadius:
    """Return all that lies within a distance of a place, or within it in one direction."""
    if heading is None:
        return pointradius.distance_only(
            origin.position,
            distance_m=choice.distance_m,
            distance_uncertainty_m=choice.uncertainty_m,
            sources=sources_of(origin),
        )
    reach_m = choice.distance_m + choice.uncertainty_m + (origin.extent_m or 0.0)
    return pointradius.heading_only(
        origin.position, heading=heading, reach_m=reach_m, sources=sources_of(origin)
    )


def from_line(
    origin: Match, choice: DistanceChoice, *, side_matters: bool
) -> tuple[PointRadius, tuple[str, ...]]:
    """Return all that lies within a distance of a line, on both sides of it."""
    result = pointradius.distance_from_line(
        origin.line, distance_m=choice.distance_m, distance_uncertainty_m=choice.uncertainty_m
    )
    note = "the whole line is taken, and both sides of it"
    return result, (*choice.notes, *([note] if side_matters else []))
