"""Millions of points against zones: the same answers as `geo.borders`, at the cost of a few comparisons a point.

Cheap bounds that always hold decide nearly every point; what they leave, a strip at the border, goes to Karney's inverse
problem and to `geo.borders`. No answer is a rounded one. The bounds, their proofs and their limits stand in
`docs/screening.md`; columns are worked through in blocks, so that memory does not grow with their length.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    from geo.constructions import Circle, Construction
    from geo.screening.drawing import EdgedArea, Edges
    from geo.screening.polygons import PolygonHits, PolygonIndex

__all__ = ["STATUS_NAMES", "polygon_index", "screen", "within_circle", "within_polygons"]

# What the numbers in the answer of `screen` stand for.
STATUS_NAMES: dict[int, Literal["inside", "outside", "possible", ""]] = {
    1: "inside",
    0: "possible",
    -1: "outside",
    -2: "",
}


def within_circle(circle: Circle, *, lat: ArrayLike, lon: ArrayLike) -> NDArray[np.bool_]:
    """Tell of each point of a column whether it lies within a geodesic circle, its border included.

    Parameters
    ----------
    circle : Circle
        Any centre, a pole too, and any radius.
    lat, lon : array-like of shape (n,) or scalar
        Degrees on WGS 84, longitudes of any size; NaN where there is no location.

    Returns
    -------
    array of bool, shape (n,)
        Whether Karney's distance from the centre is at most `radius_m`. False where there is no location.

    Raises
    ------
    GeodesyError
        If the columns do not fit each other, or a latitude lies beyond 90 degrees.

    Notes
    -----
    A box of latitude and longitude first; then the straight chord through the Earth, which a geodesic's length bounds from both
    sides (Schur's comparison theorem); exact inverses for the ring left, 0.17 m wide at 55 km. Proof: `docs/screening.md`.

    Examples
    --------
    >>> from geo.constructions import Circle
    >>> from geo.position import Position
    >>> zone = Circle(center=Position(lat=33.50583, lon=38.61778), radius_m=55_000)
    >>> within_circle(zone, lat=[33.50583, 34.0, 34.01, float("nan")], lon=38.61778)
    array([ True,  True, False, False])
    """
    from geo.screening.circles import within_distance
    from geo.screening.columns import Columns

    return within_distance(circle.center, radius_m=circle.radius_m, columns=Columns(lat=lat, lon=lon))


def within_polygons(
    polygons: Sequence[EdgedArea], *, lat: ArrayLike, lon: ArrayLike, edges: Edges = "geodesic"
) -> PolygonHits:
    """Tell of each point of a column which polygons it lies within, their borders included.

    Parameters
    ----------
    polygons : sequence of Polygon, SideOfLine or Parallel
        They may overlap. For many columns against the same polygons, make a `polygon_index` once.
    lat, lon : array-like of shape (n,) or scalar
        Degrees on WGS 84, longitudes of any size; NaN where there is no location.
    edges : {"geodesic", "planar"}
        Geodesics on WGS 84, as `geo.constructions` has them; or straight lines in longitude and latitude, as most other
        tools have them. Over 100 km at 34 degrees north the two lie up to 132 m apart.

    Returns
    -------
    PolygonHits
        Pairs of a point's row and a polygon's number, in the order of the points.

    Raises
    ------
    GeodesyError
        If the columns do not fit each other, or a latitude lies beyond 90 degrees.
    ConstructionError
        If a polygon cannot be built (see `geo.borders.border_distance_m`).

    Examples
    --------
    >>> from geo.constructions import Polygon
    >>> from geo.position import Position
    >>> corners = [(33, 38), (33, 39), (34, 39), (34, 38)]
    >>> box = Polygon(ring=tuple(Position(lat=lat, lon=lon) for lat, lon in corners))
    >>> found = within_polygons([box], lat=[33.5, 34.0005, 34.5], lon=38.5)
    >>> found.point, found.polygon  # the geodesic between the northern corners runs 101 m north of 34 degrees
    (array([0, 1]), array([0, 0], dtype=int32))
    >>> within_polygons([box], lat=[33.5, 34.0005, 34.5], lon=38.5, edges="planar").point
    array([0])
    """
    return polygon_index(polygons, edges=edges).hits(lat=lat, lon=lon)


def polygon_index(polygons: Sequence[EdgedArea], *, edges: Edges = "geodesic") -> PolygonIndex:
    """Make polygons ready for many columns of points: its `hits` answers as `within_polygons` does.

    Parameters
    ----------
    polygons, edges
        As for `within_polygons`.

    Raises
    ------
    ConstructionError
        If `edges` is neither word, or a polygon cannot be built.

    Examples
    --------
    >>> from geo.constructions import Polygon
    >>> from geo.position import Position
    >>> corners = [(-17, 179), (-17, -179), (-16, -179), (-16, 179)]
    >>> index = polygon_index([Polygon(ring=tuple(Position(lat=lat, lon=lon) for lat, lon in corners))])
    >>> [index.hits(lat=-16.5, lon=lon).point.tolist() for lon in (178.9, 179.9, -179.9, 180.1)]
    [[], [0], [0], [0]]
    """
    from geo.screening.polygons import PolygonIndex

    return PolygonIndex(polygons, edges=edges)


def screen(
    constructions: Sequence[Construction], *, lat: ArrayLike, lon: ArrayLike, uncertainty_m: ArrayLike = 0.0
) -> NDArray[np.int8]:
    """Say of each point of a column against each construction: inside, outside or possible.

    Parameters
    ----------
    constructions : sequence of Construction
        Zones of every kind.
    lat, lon : array-like of shape (n,) or scalar
        Degrees on WGS 84; NaN where there is no location.
    uncertainty_m : array-like of shape (n,) or scalar
        How far the point or the border may be off, in metres, added up; NaN where it is not known, which counts as 0.

    Returns
    -------
    array of int8, shape (number of constructions, n)
        1 inside, 0 possible, -1 outside, -2 without location (`STATUS_NAMES`): the statuses of `geo.verdicts.verdicts`.

    Raises
    ------
    GeodesyError
        If the columns do not fit each other, a latitude lies beyond 90 degrees, or an uncertainty is below 0.
    ConstructionError
        If a construction cannot be built (see `geo.borders.border_distance_m`).

    Notes
    -----
    Circles cost what `within_circle` costs, twice where there is an uncertainty; polygons without one what `within_polygons` does.
    Of all else, points beyond a circle that holds the construction are cheap, and the others are measured one by one.

    Examples
    --------
    >>> from geo.constructions import Circle
    >>> from geo.position import Position
    >>> zone = Circle(center=Position(lat=33.50583, lon=38.61778), radius_m=55_000)
    >>> found = screen([zone], lat=[33.6, 34.0, 35.0, float("nan")], lon=38.62, uncertainty_m=1_000)
    >>> [STATUS_NAMES[int(status)] for status in found[0]]
    ['inside', 'possible', 'outside', '']
    """
    from geo.screening.statuses import statuses

    return statuses(constructions, lat=lat, lon=lon, uncertainty_m=uncertainty_m)
