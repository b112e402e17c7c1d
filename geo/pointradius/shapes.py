"""Localities that are lines, areas or edges: corrected centre and geographic radial."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from geo.errors import LocalityError
from geo.pointradius.circles import corrected_center, farthest_m, on_line
from geo.pointradius.derivation import NO_SOURCES, Contribution, PointRadius, Sources, require_distances
from geo.pointradius.geodesics import inverse, moved
from geo.pointradius.methods import summed
from geo.position import Position

if TYPE_CHECKING:
    from collections.abc import Sequence

_ALONG = "sum of the contributions; a path leaves no uncertainty of direction (Wieczorek et al. 2004)"
_RADIAL = "geographic radial from the corrected centre + the other contributions (Zermoglio et al. 2020)"
_EDGE = "smallest circle round the band along the edge + the other contributions (Zermoglio et al. 2020)"


def area(ring: Sequence[Position], *, sources: Sources = NO_SOURCES) -> PointRadius:
    """Return the corrected centre of an area and its geographic radial.

    The centre of the smallest enclosing circle where that lies inside the ring, otherwise the point of the ring from
    which the furthest vertex is nearest.

    Parameters
    ----------
    ring : sequence of Position
        At least three vertices in order, closed or not.

    Raises
    ------
    LocalityError
        If there are fewer than three vertices.

    Notes
    -----
    Chapman and Wieczorek (2020), doi:10.15468/doc-gg7h-s853, "Uncertainty due to the extent of the feature".

    Examples
    --------
    >>> corners = [(0, 0), (0, 0.01), (0.01, 0.01), (0.01, 0)]
    >>> found = area([Position(lat=lat, lon=lon) for lat, lon in corners])
    >>> round(found.position.lat, 4), round(found.position.lon, 4), round(found.position.uncertainty_m)
    (0.005, 0.005, 785)
    """
    vertices = list(ring[:-1] if len(ring) > 1 and ring[0] == ring[-1] else ring)
    if len(vertices) < 3:
        raise LocalityError(f"an area of {len(vertices)} vertices has no inside; give three or more")
    center = corrected_center(vertices, closed=True)
    return _radial("area", center, farthest_m(center, vertices), sources)


def cell(
    *, south: float, west: float, north: float, east: float, sources: Sources = NO_SOURCES
) -> PointRadius:
    """Return the centre of a cell bounded by parallels and meridians, and its geographic radial.

    Parameters
    ----------
    south, west, north, east : float
        Degrees. A west above east crosses the 180th meridian.

    Raises
    ------
    LocalityError
        If south is not below north, or west equals east.

    Notes
    -----
    Zermoglio et al. (2020), doi:10.35035/e09p-h128, "Coordinates - grid systems".

    Examples
    --------
    The guide gives 39 226 m for a quarter degree cell at the equator, which is a whole diagonal:

    >>> round(2 * cell(south=0, west=0, north=0.25, east=0.25).position.uncertainty_m)
    39226
    """
    width_deg = (east - west) % 360
    if south >= north or width_deg == 0:
        raise LocalityError(f"south {south}, west {west}, north {north}, east {east} bound no cell")
    corners = [Position(lat=lat, lon=lon) for lat in (south, north) for lon in (west, east)]
    lon = (west + width_deg / 2 + 180) % 360 - 180
    center = Position(lat=(south + north) / 2, lon=lon)
    return _radial("cell", center, farthest_m(center, corners), sources)


def path(line: Sequence[Position], *, sources: Sources = NO_SOURCES) -> PointRadius:
    """Return the point of a road, river or other line from which both its ends are nearest, and its radial.

    Parameters
    ----------
    line : sequence of Position
        At least two vertices in order.

    Raises
    ------
    LocalityError
        If there are fewer than two vertices.

    Notes
    -----
    Zermoglio et al. (2020), doi:10.35035/e09p-h128, "Feature - path".

    Examples
    --------
    >>> found = path([Position(lat=0, lon=0), Position(lat=0, lon=1)])
    >>> round(found.position.lon, 6), round(found.position.uncertainty_m)
    (0.5, 55660)
    """
    _require_line(line)
    center = corrected_center(line, closed=False)
    return _radial("path", center, farthest_m(center, line), sources)


def distance_along_path(
    line: Sequence[Position],
    *,
    start: Position,
    distance_m: float,
    towards_end: bool = True,
    distance_uncertainty_m: float = 0.0,
    sources: Sources = NO_SOURCES,
) -> PointRadius:
    """Return the point at a distance along a line from the place, for "13 mi E (by road) of Bakersfield".

    Parameters
    ----------
    line : sequence of Position
        The road or river, vertex by vertex.
    start : Position
        The place of origin; it is carried to the nearest point of the line.
    towards_end : bool
        Whether the distance is measured towards the last vertex; False for the first.

    Raises
    ------
    LocalityError
        If the line ends before the distance, or has fewer than two vertices.

    Notes
    -----
    Zermoglio et al. (2020), doi:10.35035/e09p-h128, "Offset along a narrow path": no uncertainty of direction.

    Examples
    --------
    >>> road = [Position(lat=0, lon=0), Position(lat=0, lon=1), Position(lat=1, lon=1)]
    >>> found = distance_along_path(road, start=road[0], distance_m=130_000, distance_uncertainty_m=500)
    >>> round(found.position.lat, 4), found.position.lon, found.position.uncertainty_m
    (0.1689, 1.0, 500.0)
    """
    _require_line(line)
    require_distances(distance_m=distance_m, distance_uncertainty_m=distance_uncertainty_m)
    ordered = list(line) if towards_end else list(reversed(line))
    foot, index = on_line(start, ordered)
    here, left_m = foot, distance_m
    for vertex in ordered[index + 1 :]:
        leg = inverse(here, vertex)
        # To the millimetre, so that a distance that ends at the last vertex is not beyond it by a rounding.
        if leg.distance_m + 1e-3 >= left_m:
            point = moved(here, distance_m=left_m, azimuth_deg=leg.azimuth_deg)
            break
        here, left_m = vertex, left_m - leg.distance_m
    else:
        raise LocalityError(
            f"the line ends {left_m:.0f} m before the {distance_m:.0f} m are reached; extend it, or give a distance "
            "and a heading instead"
        )
    precision = Contribution("distance precision", distance_uncertainty_m)
    return summed("distance along a path", point, (*sources.every(start), precision), formula=_ALONG)


def within_circle(center: Position, *, radius_m: float, sources: Sources = NO_SOURCES) -> PointRadius:
    """Return the whole of a circular zone, for "inside the 55 km zone".

    Raises
    ------
    LocalityError
        If the radius is not a distance.
    """
    require_distances(radius_m=radius_m)
    return _radial("inside a zone", center, radius_m, sources)


def distance_from_circle_edge(
    center: Position,
    *,
    radius_m: float,
    nearest_m: float,
    farthest_m: float,
    sources: Sources = NO_SOURCES,
) -> PointRadius:
    """Return the smallest circle round a band along the edge of a circular zone, for "just outside the 55 km zone".

    Parameters
    ----------
    radius_m : float
        Radius of the zone.
    nearest_m, farthest_m : float
        Where the band lies: metres from the edge, negative inside it.

    Raises
    ------
    LocalityError
        If the band is empty.

    Examples
    --------
    With no direction given, the circle is as large as the zone and the band:

    >>> center = Position(lat=33.50583, lon=38.61778)
    >>> found = distance_from_circle_edge(center, radius_m=55_000, nearest_m=0, farthest_m=5000)
    >>> found.position.uncertainty_m
    60000.0
    """
    require_distances(radius_m=radius_m)
    if not nearest_m <= farthest_m < math.inf:
        raise LocalityError(f"a band from {nearest_m} m to {farthest_m} m of an edge is empty")
    outer_m = radius_m + farthest_m
    if outer_m < 0:
        raise LocalityError(
            f"{-farthest_m:.0f} m inside the edge is beyond the centre of a zone of {radius_m:.0f} m"
        )
    whole = Contribution("zone out to the far side of the band", outer_m)
    return summed("distance from an edge", center, (whole, *_others(center, sources)), formula=_EDGE)


def distance_from_line(
    line: Sequence[Position],
    *,
    distance_m: float,
    distance_uncertainty_m: float = 0.0,
    sources: Sources = NO_SOURCES,
) -> PointRadius:
    """Return the circle round all that lies within a distance of a border, for "20 km from the border".

    Raises
    ------
    LocalityError
        If a distance is negative, or the line has fewer than two vertices.

    Examples
    --------
    >>> border = [Position(lat=0, lon=0), Position(lat=0, lon=1)]
    >>> round(distance_from_line(border, distance_m=20_000, distance_uncertainty_m=500).position.uncertainty_m)
    76160
    """
    _require_line(line)
    require_distances(distance_m=distance_m, distance_uncertainty_m=distance_uncertainty_m)
    center = corrected_center(line, closed=False)
    parts = (
        Contribution("geographic radial of the line", farthest_m(center, line)),
        Contribution("offset distance", distance_m),
        Contribution("distance precision", distance_uncertainty_m),
    )
    return summed("distance from an edge", center, (*parts, *_others(center, sources)), formula=_EDGE)


def _radial(method: str, center: Position, radial_m: float, sources: Sources) -> PointRadius:
    parts = (Contribution("geographic radial", radial_m), *_others(center, sources))
    return summed(method, center, parts, formula=_RADIAL)


def _others(center: Position, sources: Sources) -> tuple[Contribution, ...]:
    """Return the contributions other than the extent, which the shape itself gives."""
    return tuple(part for part in sources.every(center) if not part.source.startswith("extent"))


def _require_line(line: Sequence[Position]) -> None:
    if len(line) < 2:
        raise LocalityError(f"a line of {len(line)} vertices leads nowhere; give two or more")
