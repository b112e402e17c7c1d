"""Localities at an offset: distance and heading, heading alone, distances in two orthogonal directions."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

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
from geo.pointradius.geodesics import moved, with_radius
from geo.pointradius.methods import summed
from geo.pointradius.sources import metres_per_degree
from geo.position import Position

if TYPE_CHECKING:
    from geo.pointradius.headings import Heading

Offset = Literal["geodesic", "calculator"]

_LAW_OF_COSINES = (
    "sqrt((d + u - d cos a)^2 + (d sin a)^2) + coordinate precision, with d the offset, a the uncertainty of the "
    "direction and u the sum of the other contributions (Wieczorek et al. 2004; Georeferencing Calculator)"
)
_CONE = "smallest circle round the place and its cone + the other contributions (Zermoglio et al. 2020)"
_ORTHOGONAL = (
    "sqrt(2) x distance precision + the other contributions, directions taken as exact "
    "(Chapman and Wieczorek 2020; Georeferencing Calculator)"
)


def distance_at_heading(
    start: Position,
    *,
    distance_m: float,
    heading: Heading,
    distance_uncertainty_m: float = 0.0,
    sources: Sources = NO_SOURCES,
    offset: Offset = "geodesic",
) -> PointRadius:
    """Return the point at a distance and heading from a place, for "10 mi E (by air) of Bakersfield".

    Parameters
    ----------
    start : Position
        Centre of the place of origin, WGS 84.
    distance_m, distance_uncertainty_m : float
        The stated distance and its precision, in metres.
    heading : Heading
        The stated direction with its uncertainty.
    offset : {"geodesic", "calculator"}
        How the point is laid off: along the geodesic, or over degrees of the starting latitude as the Georeferencing
        Calculator does. They differ by 0.1 % of the distance over 16 km in mid latitudes.

    Raises
    ------
    LocalityError
        If a distance is negative or not a number.

    Notes
    -----
    Wieczorek et al. (2004), doi:10.1080/13658810412331280211: distance uncertainties are summed, then joined with the
    direction by the law of cosines. The precision of the coordinates is added last, as the Calculator does.

    Examples
    --------
    >>> from geo.pointradius.headings import heading_of_point
    >>> found = distance_at_heading(
    ...     Position(lat=33.50583, lon=38.61778), distance_m=27_000, heading=heading_of_point("NW"),
    ...     distance_uncertainty_m=500, sources=Sources(extent_m=1500),
    ... )
    >>> round(found.position.lat, 4), round(found.position.lon, 4), round(found.position.uncertainty_m)
    (33.6778, 38.4119, 11100)
    """
    require_distances(distance_m=distance_m, distance_uncertainty_m=distance_uncertainty_m)
    summands = (*sources.without_precision(start), Contribution("distance precision", distance_uncertainty_m))
    along_m = total_m(summands)
    angle = math.radians(heading.uncertainty_deg)
    combined_m = math.hypot(distance_m + along_m - distance_m * math.cos(angle), distance_m * math.sin(angle))
    # What the direction adds to the rest, so that the contributions still sum to the radius.
    parts = above_zero(
        (*summands, Contribution("direction", max(combined_m - along_m, 0.0)), sources.precision)
    )
    point = _laid_off(start, distance_m=distance_m, azimuth_deg=heading.azimuth_deg, offset=offset)
    return PointRadius(
        position=with_radius(point, combined_m + sources.coordinate_precision_m),
        derivation=Derivation(method="distance and heading", contributions=parts, formula=_LAW_OF_COSINES),
    )


def heading_only(
    start: Position, *, heading: Heading, reach_m: float, sources: Sources = NO_SOURCES
) -> PointRadius:
    """Return the smallest circle round a place and its cone in one direction, for "north of Bakersfield".

    Parameters
    ----------
    reach_m : float
        How far from the place's centre the cone goes: to the next place of the kind, or to a border.

    Raises
    ------
    LocalityError
        If the reach is not a distance.

    Notes
    -----
    Zermoglio et al. (2020), doi:10.35035/e09p-h128, "Offset - heading only": the extended feature is the place with
    the cone that the uncertainty of the direction opens; its smallest enclosing circle is the answer.

    Examples
    --------
    A quarter of a circle 10 km long, from a point, needs a circle of 10 km / sqrt(2):

    >>> from geo.pointradius.headings import heading_of_point
    >>> start = Position(lat=33.5, lon=38.6)
    >>> round(heading_only(start, heading=heading_of_point("N"), reach_m=10_000).position.uncertainty_m)
    7071
    """
    require_distances(reach_m=reach_m)
    reach_m = max(reach_m, sources.extent_m)
    along_m, radial_m = _cone_circle(
        sources.extent_m, reach_m, math.radians(min(heading.uncertainty_deg, 90.0))
    )
    others = tuple(part for part in sources.every(start) if not part.source.startswith("extent"))
    return summed(
        "heading only",
        moved(start, distance_m=along_m, azimuth_deg=heading.azimuth_deg),
        (Contribution("extent of the place and its cone", radial_m), *others),
        formula=_CONE,
    )


def _cone_circle(extent_m: float, reach_m: float, angle: float) -> tuple[float, float]:
    """Return where along its axis the smallest circle round a disc and its cone has its centre, and its radius."""
    corner_m = extent_m + reach_m * math.cos(angle)
    along_m = (reach_m**2 - extent_m**2) / (2 * corner_m) if corner_m > 0 else 0.0
    # Beyond the chord between the corners the circle would only grow again.
    along_m = min(along_m, reach_m * math.cos(angle))
    radial_m = max(
        extent_m + along_m,
        math.hypot(reach_m * math.cos(angle) - along_m, reach_m * math.sin(angle)),
    )
    return along_m, radial_m


def orthogonal_distances(
    start: Position,
    *,
    north_m: float,
    east_m: float,
    distance_uncertainty_m: float = 0.0,
    sources: Sources = NO_SOURCES,
    offset: Offset = "geodesic",
) -> PointRadius:
    """Return the point two orthogonal distances from a place, for "2 mi E and 3 mi N of Bakersfield".

    Parameters
    ----------
    north_m, east_m : float
        Distances north and east, in metres; negative to the south and west.
    distance_uncertainty_m : float
        Precision of one of the two distances, the better one: who shows it in one had it in both.
    offset : {"geodesic", "calculator"}
        As for `distance_at_heading`.

    Raises
    ------
    LocalityError
        If a distance is not a number.

    Notes
    -----
    Chapman and Wieczorek (2020), doi:10.15468/doc-gg7h-s853, "Offset along orthogonal directions": only the distance
    precision counts on both axes, and the directions are taken as exact.

    Examples
    --------
    >>> found = orthogonal_distances(Position(lat=0, lon=0), north_m=6000, east_m=8000, distance_uncertainty_m=500)
    >>> round(found.position.uncertainty_m)
    707
    """
    require_distances(north_m=abs(north_m), east_m=abs(east_m), distance_uncertainty_m=distance_uncertainty_m)
    if offset == "calculator":
        point = _over_degrees(start, north_m=north_m, east_m=east_m)
    else:
        azimuth_deg = math.degrees(math.atan2(east_m, north_m))
        point = moved(start, distance_m=math.hypot(north_m, east_m), azimuth_deg=azimuth_deg)
    diagonal = Contribution("distance precision on two axes", math.sqrt(2) * distance_uncertainty_m)
    parts = above_zero((*sources.every(start), diagonal))
    return PointRadius(
        position=with_radius(point, total_m(parts)),
        derivation=Derivation(method="orthogonal distances", contributions=parts, formula=_ORTHOGONAL),
    )


def _laid_off(start: Position, *, distance_m: float, azimuth_deg: float, offset: Offset) -> Position:
    if offset == "calculator":
        azimuth = math.radians(azimuth_deg)
        return _over_degrees(
            start, north_m=distance_m * math.cos(azimuth), east_m=distance_m * math.sin(azimuth)
        )
    return moved(start, distance_m=distance_m, azimuth_deg=azimuth_deg)


def _over_degrees(start: Position, *, north_m: float, east_m: float) -> Position:
    """Return the point reached over the metres that a degree has at the latitude of the start."""
    north_per_degree_m, east_per_degree_m = metres_per_degree(start.lat)
    lon = start.lon + east_m / east_per_degree_m
    return Position(lat=start.lat + north_m / north_per_degree_m, lon=(lon + 180) % 360 - 180)
