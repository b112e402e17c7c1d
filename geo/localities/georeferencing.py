"""Georeferences a locality wording: every origin it can mean becomes a position with its radius and derivation."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo import pointradius
from geo.errors import LocalityError
from geo.localities.choices import Assumptions, DistanceChoice, distance_choices, modifier_notes
from geo.localities.edges import georeference_edge
from geo.localities.offsets import from_line, lines_of, sources_of, up_to
from geo.localities.reading import read_locality
from geo.localities.roads import georeference_path
from geo.pointradius import Sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.localities.gazetteer import Gazetteer, Match
    from geo.localities.locality import Locality
    from geo.pointradius import Derivation, PointRadius
    from geo.position import Position

_ANGLES = {"decimal degrees", "degrees and decimal minutes", "degrees, minutes and seconds", "ISO 6709"}
_OFFERED = 5
_FURTHER = re.compile(r" ?,| on the | in ", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Georeference:
    """One way to understand a locality: the origins taken, the position with its radius, and the derivation."""

    locality: Locality
    origins: tuple[Match, ...]
    position: Position
    derivation: Derivation


def georeference(
    locality: Locality | str, places: Gazetteer, *, assumptions: Assumptions | None = None
) -> list[Georeference]:
    """Return every georeference of a locality; where several origins can be meant, each has its own.

    Parameters
    ----------
    locality : Locality or str
        A wording, or one that `read_locality` has read.
    places : Gazetteer
        Where the origins are looked up. Only certain matches are used; the others are offered in the error.
    assumptions : Assumptions, optional
        What "near", "just" and a heading without a distance are taken to mean.

    Returns
    -------
    list of Georeference
        At least one, in the order of the clauses, the origins and the stated distances.

    Raises
    ------
    LocalityError
        If the wording has no reading, an origin has no certain match, or the wording bounds no area.
    CoordinateError
        If the wording is coordinates that cannot be read, or that can be read in two ways.

    Examples
    --------
    >>> from geo.localities.places import Place, PlaceList
    >>> from geo.position import Position
    >>> places = PlaceList([Place(
    ...     place_id="al-tanf", names=("Al-Tanf garrison",), kind="garrison",
    ...     position=Position(lat=33.50583, lon=38.61778, uncertainty_m=1500),
    ... )])
    >>> [found] = georeference("27 km NW of al-Tanf", places)
    >>> round(found.position.lat, 3), round(found.position.lon, 3), round(found.position.uncertainty_m)
    (33.678, 38.412, 11100)
    """
    read = read_locality(locality) if isinstance(locality, str) else locality
    used = assumptions or Assumptions()
    found: list[Georeference] = []
    left_out: list[LocalityError] = []
    for clause in (replace(read, others=(), unread=()), *read.others):
        try:
            found += _clause(clause, places, used)
        except LocalityError as error:
            left_out.append(error)
    if not found:
        raise LocalityError(" ".join(str(error) for error in left_out))
    notes = (
        *(f"a clause was left out: {error}" for error in left_out),
        *(f"a clause could not be read: {clause!r}" for clause in read.unread),
    )
    return [replace(one, derivation=one.derivation.assuming(*notes)) for one in found]


def _clause(locality: Locality, places: Gazetteer, assumptions: Assumptions) -> list[Georeference]:
    if locality.kind == "coordinates":
        return [_coordinates(locality)]
    origins = [_certain(name, places) for name in _names(locality, places)]
    notes = (*modifier_notes(locality), *(note for _, named in origins for note in named))
    found = []
    for matches in itertools.product(*(candidates for candidates, _ in origins)):
        if len(matches) > 1 and matches[0].place_id == matches[1].place_id:
            continue
        for result, note in _results(locality, matches, places, assumptions):
            derivation = result.derivation.assuming(*_gaps(locality, matches), *note, *notes)
            found.append(
                Georeference(
                    locality=locality, origins=matches, position=result.position, derivation=derivation
                )
            )
    if not found:
        raise LocalityError(f"{locality.text!r} names one place twice; name the other end too")
    return found


def _names(locality: Locality, places: Gazetteer) -> tuple[str, ...]:
    """Return the names to look up: the origins, or the road itself where the gazetteer has its line."""
    if (
        locality.kind == "path"
        and locality.path
        and not locality.distances
        and lines_of(locality.path, places)
    ):
        return (locality.path,)
    if not locality.origins:
        raise LocalityError(
            f"{locality.path!r} is no line the gazetteer knows; name the two places that it joins"
        )
    return locality.origins


def _certain(name: str, places: Gazetteer) -> tuple[list[Match], tuple[str, ...]]:
    """Return all places that a name certainly means, and a note where only its first part was looked up."""
    matches = list(places.find(name))
    certain = [match for match in matches if match.certain]
    if certain:
        return certain, ()
    # "Palmyra, Syria", "Shahma on the Baghdad highway": the first part is the name, the rest says where that is.
    first, *rest = _FURTHER.split(name, maxsplit=1)
    if rest:
        found, notes = _certain(first, places)
        return found, (f"{name!r} was looked up as {first!r}", *notes)
    offered = ", ".join(f"{match.name} ({match.place_id}, {match.score:.0f})" for match in matches[:_OFFERED])
    hint = (
        f"Did you mean {offered}? Write the name so, or add it to the place" if offered else "Add the place"
    )
    raise LocalityError(f"no place is certainly called {name!r}. {hint}, or give coordinates.")


def _gaps(locality: Locality, matches: tuple[Match, ...]) -> tuple[str, ...]:
    """Return a note for each origin whose extent would count and is not known."""
    if locality.kind == "between":
        return ()
    return tuple(
        f"the gazetteer gives no extent of {match.name}: it is taken as a point with the uncertainty of its position"
        for match in matches
        if match.extent_m is None and match.edge_radius_m is None and not match.line and not match.outline
    )


def _results(
    locality: Locality, matches: tuple[Match, ...], places: Gazetteer, assumptions: Assumptions
) -> Iterator[tuple[PointRadius, tuple[str, ...]]]:
    """Yield each result for one choice of origins, with what had to be assumed."""
    origin = matches[0]
    if locality.kind == "edge":
        yield from georeference_edge(locality, origin, assumptions)
    elif locality.kind == "place":
        yield _place(origin), ()
    elif locality.kind == "near":
        yield _near(origin, assumptions)
    elif locality.kind == "between":
        yield pointradius.between_places(matches[0].position, matches[1].position), ()
    elif locality.kind == "heading":
        result = pointradius.heading_only(
            origin.position,
            heading=locality.headings[0],
            reach_m=assumptions.reach_m,
            sources=sources_of(origin),
        )
        yield (
            result,
            (f"no distance is stated: the direction is taken to reach {assumptions.reach_m / 1000:g} km",),
        )
    elif locality.kind == "orthogonal distances":
        yield _orthogonal(locality, origin, assumptions), ()
    elif locality.kind == "path":
        yield from georeference_path(locality, matches, places, assumptions)
    else:
        for choice in distance_choices(locality.distances[0], rule=assumptions.distance_rule):
            yield _offset(locality, origin, choice)


def _place(match: Match) -> PointRadius:
    if match.outline:
        return pointradius.area(match.outline)
    if match.line:
        return pointradius.path(match.line)
    if match.edge_radius_m is not None:
        return pointradius.within_circle(match.position, radius_m=match.edge_radius_m)
    return pointradius.named_place(match.position, sources=sources_of(match))


def _near(origin: Match, assumptions: Assumptions) -> tuple[PointRadius, tuple[str, ...]]:
    reach_m = assumptions.near_m
    notes = (f"'near' is taken to reach {reach_m / 1000:g} km beyond the place",)
    if origin.line:
        return from_line(origin, DistanceChoice(distance_m=reach_m, uncertainty_m=0.0), side_matters=False)[
            0
        ], notes
    if origin.edge_radius_m is not None:
        result = pointradius.distance_from_circle_edge(
            origin.position, radius_m=origin.edge_radius_m, nearest_m=0.0, farthest_m=reach_m
        )
        return result, notes
    return pointradius.near_place(origin.position, buffer_m=reach_m, sources=sources_of(origin)), notes


def _offset(locality: Locality, origin: Match, choice: DistanceChoice) -> tuple[PointRadius, tuple[str, ...]]:
    """Return the result of a distance, with a heading or without."""
    bounds = {"within", "less than"} & set(locality.modifiers)
    if origin.line:
        return from_line(origin, choice, side_matters=bool(locality.headings))
    if not locality.headings and "more than" in locality.modifiers:
        raise LocalityError(
            f"{locality.text!r} has no outer limit; write a range, as in 100-150 km from {origin.name}"
        )
    if not locality.headings:
        return up_to(origin, choice), choice.notes
    if bounds:
        note = f"{min(bounds)!r} leaves open every shorter distance"
        return up_to(origin, choice, heading=locality.headings[0]), (*choice.notes, note)
    edge_m = origin.edge_radius_m or 0.0
    result = pointradius.distance_at_heading(
        origin.position,
        distance_m=edge_m + choice.distance_m,
        distance_uncertainty_m=choice.uncertainty_m,
        heading=locality.headings[0],
        sources=sources_of(origin),
    )
    return result, (*choice.notes, *(["the distance is taken from the edge of the zone"] if edge_m else []))


def _orthogonal(locality: Locality, origin: Match, assumptions: Assumptions) -> PointRadius:
    axes = {}
    for distance, heading in zip(locality.distances, locality.headings, strict=True):
        axis = {0.0: "north", 180.0: "north", 90.0: "east", 270.0: "east"}.get(heading.azimuth_deg)
        if axis is None or axis in axes:
            raise LocalityError(
                f"{locality.text!r} gives two distances that are not along two of north or south and east or west"
            )
        axes[axis] = distance.metres * (-1 if heading.azimuth_deg in {180.0, 270.0} else 1)
    return pointradius.orthogonal_distances(
        origin.position,
        north_m=axes["north"],
        east_m=axes["east"],
        # Who is precise in one distance was so in both (Wieczorek 2001).
        distance_uncertainty_m=min(
            distance.uncertainty_m(rule=assumptions.distance_rule) for distance in locality.distances
        ),
        sources=sources_of(origin),
    )


def _coordinates(locality: Locality) -> Georeference:
    from geo.coordinates import read_coordinates

    reading = read_coordinates(locality.text)
    implied_m = reading.position.uncertainty_m or 0.0
    # The coordinate reader takes half of a last digit; the published method takes a whole one.
    precision_m = 2 * implied_m if reading.notation in _ANGLES else implied_m
    bare = replace(reading.position, uncertainty_m=None)
    result = pointradius.coordinates(bare, sources=Sources(coordinate_precision_m=precision_m))
    derivation = replace(result.derivation, method="cell") if reading.cell else result.derivation
    return Georeference(
        locality=locality,
        origins=(),
        position=result.position,
        derivation=derivation.assuming(f"read as {reading.notation}, WGS 84", *reading.warnings),
    )
