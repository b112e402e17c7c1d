"""Localities at, inside or outside the edge of a zone or a border."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import pointradius
from geo.errors import LocalityError
from geo.localities.choices import distance_choices
from geo.pointradius import Sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.localities.choices import Assumptions, DistanceChoice
    from geo.localities.gazetteer import Match
    from geo.localities.locality import Locality
    from geo.pointradius import PointRadius
    from geo.position import Position

_BOUNDED = {"within", "less than"}


def georeference_edge(
    locality: Locality, zone: Match, assumptions: Assumptions
) -> Iterator[tuple[PointRadius, tuple[str, ...]]]:
    """Yield the results of a locality of kind "edge" for one zone or border, with what had to be assumed."""
    if not locality.distances:
        yield _without_distance(locality, zone, assumptions)
        return
    for choice in distance_choices(locality.distances[0], rule=assumptions.distance_rule):
        nearest_m, farthest_m = _band(locality, choice)
        if zone.line or zone.outline:
            yield _from_line(zone, choice), choice.notes
            continue
        yield _from_circle(locality, zone, nearest_m, farthest_m), choice.notes


def _band(locality: Locality, choice: DistanceChoice) -> tuple[float, float]:
    """Return where a stated distance puts the place: metres from the edge, negative inside."""
    near_m = 0.0 if _BOUNDED & set(locality.modifiers) else choice.distance_m - choice.uncertainty_m
    far_m = choice.distance_m + choice.uncertainty_m
    if locality.side == "inside":
        return -far_m, -near_m
    if locality.side == "outside":
        return near_m, far_m
    return -far_m, far_m


def _without_distance(
    locality: Locality, zone: Match, assumptions: Assumptions
) -> tuple[PointRadius, tuple[str, ...]]:
    just = "just" in locality.modifiers
    note = f"'just' and 'on the edge' are taken to reach {assumptions.just_m / 1000:g} km from it"
    if locality.side == "inside" and not just:
        if zone.outline:
            return pointradius.area(zone.outline), ()
        return pointradius.within_circle(zone.position, radius_m=_radius_m(locality, zone)), ()
    if locality.side == "outside" and not just:
        raise LocalityError(
            f"{locality.text!r} has no outer limit; write how far at most, as in 5 km outside {zone.name}, or just "
            f"outside {zone.name}"
        )
    if zone.line or zone.outline:
        result = pointradius.distance_from_line(_line(zone), distance_m=assumptions.just_m)
        return result, (note,)
    nearest_m, farthest_m = {
        "inside": (-assumptions.just_m, 0.0),
        "outside": (0.0, assumptions.just_m),
        None: (-assumptions.just_m, assumptions.just_m),
    }[locality.side]
    return _from_circle(locality, zone, nearest_m, farthest_m), (note,)


def _from_circle(locality: Locality, zone: Match, nearest_m: float, farthest_m: float) -> PointRadius:
    return pointradius.distance_from_circle_edge(
        zone.position,
        radius_m=_radius_m(locality, zone),
        nearest_m=nearest_m,
        farthest_m=farthest_m,
        sources=Sources(),
    )


def _from_line(zone: Match, choice: DistanceChoice) -> PointRadius:
    return pointradius.distance_from_line(
        _line(zone), distance_m=choice.distance_m, distance_uncertainty_m=choice.uncertainty_m
    )


def _line(zone: Match) -> tuple[Position, ...]:
    return zone.line or (*zone.outline, zone.outline[0])


def _radius_m(locality: Locality, zone: Match) -> float:
    radius_m = zone.edge_radius_m if zone.edge_radius_m is not None else zone.extent_m
    if radius_m is None:
        raise LocalityError(
            f"{locality.text!r} is measured from the edge of {zone.name}, and the gazetteer knows no edge of it; give "
            "its extent or its line, or measure from its centre"
        )
    return radius_m
