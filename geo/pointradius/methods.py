"""Localities without an offset in a direction: their radius is the sum of the sources of uncertainty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.pointradius.derivation import (
    NO_SOURCES,
    Contribution,
    Derivation,
    PointRadius,
    Sources,
    above_zero,
    require_distances,
    total_m,
)
from geo.pointradius.geodesics import inverse, midpoint, with_radius

if TYPE_CHECKING:
    from geo.position import Position

_SUM = "sum of the contributions (Wieczorek et al. 2004)"


def summed(
    method: str, position: Position, contributions: tuple[Contribution, ...], *, formula: str = _SUM
) -> PointRadius:
    """Return a position whose radius is the sum of the contributions."""
    contributions = above_zero(contributions)
    return PointRadius(
        position=with_radius(position, total_m(contributions)),
        derivation=Derivation(method=method, contributions=contributions, formula=formula),
    )


def coordinates(position: Position, *, sources: Sources = NO_SOURCES) -> PointRadius:
    """Return coordinates with the radius of their precision, datum, source and measurement.

    The position's own `uncertainty_m`, where it has one, is one more contribution; so in every function here.

    Notes
    -----
    Zermoglio et al. (2020), doi:10.35035/e09p-h128, "Coordinates".

    Examples
    --------
    35 degrees 22' 24" N, 119 degrees 1' 4" W to the nearest second, unknown datum taken as 79 m (Wieczorek 2001):

    >>> from geo.pointradius.sources import coordinate_precision_m
    >>> from geo.position import Position
    >>> start = Position(lat=35.3733333, lon=-119.0177778)
    >>> precision_m = coordinate_precision_m(start, precision_deg=1 / 3600)
    >>> found = coordinates(start, sources=Sources(coordinate_precision_m=precision_m, datum_m=79))
    >>> round(found.position.uncertainty_m)
    119
    """
    return summed("coordinates", position, sources.every(position))


def named_place(center: Position, *, sources: Sources = NO_SOURCES) -> PointRadius:
    """Return the centre of a named place with the radius that covers its extent.

    Notes
    -----
    Zermoglio et al. (2020), doi:10.35035/e09p-h128, "Geographic feature only".
    """
    return summed("named place", center, sources.every(center))


def near_place(center: Position, *, buffer_m: float, sources: Sources = NO_SOURCES) -> PointRadius:
    """Return the place extended outward by a buffer, for "near", "close to", "in the vicinity of".

    Parameters
    ----------
    buffer_m : float
        How far "near" reaches beyond the extent. No publication can say; half the distance to a neighbour of the
        same kind where there is one.

    Raises
    ------
    LocalityError
        If the buffer is not a distance.

    Notes
    -----
    Zermoglio et al. (2020), doi:10.35035/e09p-h128, "Feature - near a feature".
    """
    require_distances(buffer_m=buffer_m)
    return summed("near a place", center, (*sources.every(center), Contribution("nearness", buffer_m)))


def distance_only(
    center: Position, *, distance_m: float, distance_uncertainty_m: float = 0.0, sources: Sources = NO_SOURCES
) -> PointRadius:
    """Return the place with the stated distance in its radius, for "5 mi from Bakersfield".

    Raises
    ------
    LocalityError
        If a distance is negative or not a number.

    Notes
    -----
    Zermoglio et al. (2020), doi:10.35035/e09p-h128, "Offset - distance only".

    Examples
    --------
    >>> from geo.position import Position
    >>> found = distance_only(
    ...     Position(lat=35.373, lon=-119.018), distance_m=8046.72, distance_uncertainty_m=804.672,
    ...     sources=Sources(extent_m=3218.688, coordinate_precision_m=143.0),
    ... )
    >>> round(found.position.uncertainty_m)
    12213
    """
    require_distances(distance_m=distance_m, distance_uncertainty_m=distance_uncertainty_m)
    offset = (
        Contribution("offset distance", distance_m),
        Contribution("distance precision", distance_uncertainty_m),
    )
    return summed("distance only", center, (*sources.every(center), *offset))


def between_places(first: Position, second: Position, *, sources: Sources = NO_SOURCES) -> PointRadius:
    """Return the point half way between two places, with half their distance, for "between Tabqa and Resafa".

    Notes
    -----
    Zermoglio et al. (2020), doi:10.35035/e09p-h128, "Feature - between two features": the radial reaches both
    centres; the extents of the two add nothing. The larger uncertainty of the two positions is added.

    Examples
    --------
    >>> from geo.position import Position
    >>> found = between_places(Position(lat=0, lon=0), Position(lat=0, lon=1))
    >>> found.position.lon, round(found.position.uncertainty_m)
    (0.5, 55660)
    """
    middle = midpoint(first, second)
    looser = with_radius(middle, max(first.uncertainty_m or 0.0, second.uncertainty_m or 0.0))
    half = Contribution("half the distance between the two", inverse(first, second).distance_m / 2)
    others = tuple(part for part in sources.every(looser) if not part.source.startswith("extent"))
    return summed("between two places", middle, (half, *others))
