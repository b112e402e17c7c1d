"""How far a position is from the border of a construction, in metres: below 0 inside, above 0 outside.

Circles are exact, to the accuracy of Karney's inverse. Edges of polygons, lines and outlines are geodesics;
distances to them are exact to some micrometres, and a parallel, taken in pieces, to 5 cm. Where parts of a
union overlap, their common border is found to within 0.5 m.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from geo.borders.cutting import rings_of
from geo.borders.edges import EdgeBorder
from geo.borders.simple import BufferBorder, CircleBorder, PointsBorder
from geo.borders.unions import UnionBorder
from geo.constructions import Circle, Corridor, Line, Parallel, PointSet, Polygon, SideOfLine, Union

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    from geo.borders.simple import Border
    from geo.constructions import Construction
    from geo.position import Position

__all__ = ["border_distance_m", "border_distances_m", "border_of", "edge_border_of", "union_border_of"]


def border_distance_m(construction: Construction, position: Position) -> float:
    """Return the distance of a position to the border of a construction.

    Parameters
    ----------
    construction : Construction
        A zone. Of a corridor the border is what lies `half_width_m` from its line. A line and a set of points
        have no inside and are their own border: the distance to them is never below 0.
    position : Position
        WGS 84; its uncertainty is not looked at (see `geo.verdicts`).

    Returns
    -------
    float
        Metres, below 0 inside.

    Raises
    ------
    ConstructionError
        If a line or a parallel does not cut its outline, or does so in a way that leaves no two sides.

    Examples
    --------
    >>> from geo.position import Position
    >>> garrison = Position(lat=33.50583, lon=38.61778)
    >>> zone = Circle(center=garrison, radius_m=55_000)
    >>> border_distance_m(zone, garrison)
    -55000.0
    >>> round(border_distance_m(zone, Position(lat=34.0, lon=38.61778)), 2)
    -187.68
    """
    return border_of(construction).distance_m(position)


def border_distances_m(construction: Construction, *, lat: ArrayLike, lon: ArrayLike) -> NDArray[np.float64]:
    """Return the distance of each position of a column to the border of a construction.

    Parameters
    ----------
    construction : Construction
        A zone.
    lat, lon : array-like of shape (n,)
        Degrees on WGS 84; NaN where there is no location.

    Returns
    -------
    array of shape (n,)
        Metres, below 0 inside, as `border_distance_m` has them within 1 mm; NaN where there is no location.

    Raises
    ------
    ConstructionError
        As for `border_distance_m`.
    GeodesyError
        If the columns do not fit each other, or a latitude lies beyond 90 degrees.

    Examples
    --------
    >>> from geo.position import Position
    >>> zone = Circle(center=Position(lat=33.50583, lon=38.61778), radius_m=55_000)
    >>> border_distances_m(zone, lat=[33.50583, 34.0, float("nan")], lon=38.61778).round(2)
    array([-55000.  ,   -187.68,       nan])
    """
    from geo.geodesy import Points

    return border_of(construction).distances_m(Points(lat=lat, lon=lon))


@lru_cache(maxsize=256)
def border_of(construction: Construction) -> Border:
    """Return the border of a construction, made ready once and kept: it answers single positions and columns.

    Examples
    --------
    >>> from geo.position import Position
    >>> center = Position(lat=33.50583, lon=38.61778)
    >>> border_of(Circle(center=center, radius_m=55_000)).distance_m(center)
    -55000.0
    """
    match construction:
        case Circle():
            return CircleBorder(construction)
        case PointSet():
            return PointsBorder(construction)
        case Line():
            return EdgeBorder([construction.line], closed=False)
        case Corridor():
            return BufferBorder(EdgeBorder([construction.line], closed=False), construction.half_width_m)
        case Polygon() | SideOfLine() | Parallel():
            return edge_border_of(construction)
        case Union():
            return union_border_of(construction)


@lru_cache(maxsize=256)
def edge_border_of(construction: Polygon | SideOfLine | Parallel) -> EdgeBorder:
    """Return the edges that bound what is cut out of rings, as `border_of` does.

    Examples
    --------
    >>> from geo.position import Position
    >>> corners = [(33.6, 36.35), (33.6, 36.52), (33.47, 36.52), (33.47, 36.37)]
    >>> len(edge_border_of(Polygon(ring=tuple(Position(lat=lat, lon=lon) for lat, lon in corners))).edges)
    4
    """
    return EdgeBorder(rings_of(construction), closed=True)


@lru_cache(maxsize=256)
def union_border_of(construction: Union) -> UnionBorder:
    """Return the border of a union, as `border_of` does.

    Examples
    --------
    >>> from geo.position import Position
    >>> post = Circle(center=Position(lat=33.3, lon=38.7), radius_m=5_000)
    >>> union_border_of(Union(parts=(post,))).parts_may_overlap
    False
    """
    return UnionBorder(construction, [border_of(part) for part in construction.parts])
