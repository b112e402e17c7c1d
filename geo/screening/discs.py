"""Discs that hold constructions: what lies outside of them needs no distance to the border."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from geo.constructions import Circle, Corridor, Line, Parallel, PointSet, Polygon, SideOfLine, Union
from geo.geodesy import Points, distance_m
from geo.position import Position
from geo.screening.circles import within_distance
from geo.vectors import latitude_longitude, unit_vector

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geo.constructions import Construction
    from geo.screening.bounds import Bound
    from geo.screening.columns import Columns

    Integers: TypeAlias = NDArray[np.intp]

# Against what a parallel, taken in pieces, may stray from its outline, and rounding.
SPARE_M = 1.0
LARGEST_DISC_M, EVERYWHERE_M = 9_000_000.0, 30_000_000.0


def near_rows(construction: Construction, columns: Columns, uncertainty_m: Bound = 0.0) -> Integers:
    """Return the rows of all points within a construction or an uncertainty of it, and of some others.

    Examples
    --------
    >>> from geo.screening.columns import Columns
    >>> road = Line(line=(Position(lat=33.4, lon=38.8), Position(lat=33.2, lon=38.4)))
    >>> near_rows(road, Columns(lat=[33.3, 34.3], lon=38.6), 10_000.0)
    array([0])
    """
    near = np.zeros(len(columns), dtype=bool)
    for center, radius_m in _discs_around(construction):
        near |= within_distance(center, radius_m=radius_m + uncertainty_m, columns=columns)
    return np.flatnonzero(near)


def _discs_around(construction: Construction) -> list[tuple[Position, float]]:
    """Return centres and radii in metres that together hold a construction: no point of it is outside all of them."""
    match construction:
        case Circle():
            return [(construction.center, construction.radius_m)]
        case PointSet():
            return [(point, 0.0) for point in construction.points]
        case Line():
            return [_disc_around(construction.line, 0.0)]
        case Corridor():
            return [_disc_around(construction.line, construction.half_width_m)]
        case Polygon():
            return [_disc_around((*construction.ring, construction.ring[0]), 0.0)]
        case SideOfLine() | Parallel():
            ring = construction.outline.ring
            return [_disc_around((*ring, ring[0]), 0.0)]
        case Union():
            return [disc for part in construction.parts for disc in _discs_around(part)]


def _disc_around(line: Sequence[Position], half_width_m: float) -> tuple[Position, float]:
    images = [unit_vector(corner.lat, corner.lon) for corner in line]
    x, y, z = (sum(axis) for axis in zip(*images, strict=True))
    lat, lon = latitude_longitude((x, y, z))
    center = Position(lat=lat, lon=lon)
    corners = Points(lat=[corner.lat for corner in line], lon=[corner.lon for corner in line])
    to_corners = distance_m(center, corners)
    edges = distance_m(
        Points(lat=corners.lat[:-1], lon=corners.lon[:-1]), Points(lat=corners.lat[1:], lon=corners.lon[1:])
    )
    # a point of an edge is at most half its length from one of its ends
    radius_m = float(to_corners.max() + edges.max() / 2) + half_width_m + SPARE_M
    # Beyond it a disc may hold both poles, and what it holds of an area's border no longer says that it holds the area.
    return center, radius_m if radius_m < LARGEST_DISC_M else EVERYWHERE_M
