"""Localities on a road or river: along its line where the gazetteer has one, otherwise what must hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import pointradius
from geo.errors import LocalityError
from geo.localities.choices import distance_choices
from geo.localities.offsets import lines_of, sources_of, up_to
from geo.pointradius.geodesics import inverse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.localities.choices import Assumptions, DistanceChoice
    from geo.localities.gazetteer import Gazetteer, Match
    from geo.localities.locality import Locality
    from geo.pointradius import PointRadius


def georeference_path(
    locality: Locality, matches: tuple[Match, ...], places: Gazetteer, assumptions: Assumptions
) -> Iterator[tuple[PointRadius, tuple[str, ...]]]:
    """Yield the results for a place on a road: along its line where there is one, otherwise what must hold it."""
    origin = matches[0]
    if not locality.distances:
        if origin.line:
            yield pointradius.path(origin.line), ()
        elif len(matches) > 1:
            note = "the gazetteer has no line of this road: it is taken to run between the two places"
            yield pointradius.between_places(matches[0].position, matches[1].position), (note,)
        else:
            raise LocalityError(
                f"the gazetteer has no line of {locality.path!r}; name the two places that it joins"
            )
        return
    lines = lines_of(locality.path, places)
    for choice in distance_choices(locality.distances[0], rule=assumptions.distance_rule):
        for line in lines:
            yield from _along(locality, origin, line, choice)
        if not lines:
            yield _without_line(locality, origin, choice)


def _along(
    locality: Locality, origin: Match, line: Match, choice: DistanceChoice
) -> Iterator[tuple[PointRadius, tuple[str, ...]]]:
    """Yield the point along a line in the direction that is stated, or in both where none is."""
    ways: list[PointRadius] = []
    too_short: list[LocalityError] = []
    for towards_end in (True, False):
        try:
            way = pointradius.distance_along_path(
                line.line,
                start=origin.position,
                distance_m=choice.distance_m,
                towards_end=towards_end,
                distance_uncertainty_m=choice.uncertainty_m,
                sources=sources_of(origin),
            )
        except LocalityError as error:
            too_short.append(error)
        else:
            ways.append(way)
    if not ways:
        raise too_short[0]
    if not locality.headings:
        note = "no direction is stated: each way along the line that is long enough is listed"
        yield from ((way, (*choice.notes, note)) for way in ways)
        return
    wanted_deg = locality.headings[0].azimuth_deg

    def turn_deg(way: PointRadius) -> float:
        azimuth_deg = inverse(origin.position, way.position).azimuth_deg
        return abs((azimuth_deg - wanted_deg + 180) % 360 - 180)

    yield min(ways, key=turn_deg), choice.notes


def _without_line(
    locality: Locality, origin: Match, choice: DistanceChoice
) -> tuple[PointRadius, tuple[str, ...]]:
    """Return the result without a line: by air, or all that a way of this length can reach if it was measured so."""
    if locality.headings and "by road" not in locality.modifiers:
        note = "the gazetteer has no line of this road: the distance is taken by air (Zermoglio et al. 2020)"
        result = pointradius.distance_at_heading(
            origin.position,
            distance_m=choice.distance_m,
            distance_uncertainty_m=choice.uncertainty_m,
            heading=locality.headings[0],
            sources=sources_of(origin),
        )
        return result, (*choice.notes, note)
    heading = locality.headings[0] if locality.headings else None
    note = "the gazetteer has no line of this road: the distance along it bounds the straight line"
    return up_to(origin, choice, heading=heading), (*choice.notes, note)
