"""Points in cells with edges: which are inside, and which are too near an edge for plane geometry to say.

From the middle of the cell, whose side is known, a straight line to the point; each edge across it changes sides.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from geo.screening.bounds import SMALLEST_RADIUS_M
from geo.screening.columns import spread

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.screening.grid import EdgeCells

    Floats: TypeAlias = NDArray[np.float64]
    Integers: TypeAlias = NDArray[np.intp]
    Flags: TypeAlias = NDArray[np.bool_]
    Vectors: TypeAlias = tuple[Floats, Floats]

# Points times edges looked at together: 8 MB a column.
PAIRS = 1_000_000
# A 2 x 2 determinant of differences has the sign of its computed value if that is larger than this times the sum of
# its products: Shewchuk (1997), "Adaptive precision floating-point arithmetic and fast robust geometric
# predicates", Discrete & Computational Geometry 18, 305-363, doi:10.1007/PL00009321, figure 21.
SURE_SIGN = 3.4e-16


def inside_or_in_doubt(
    cells: EdgeCells, cell: NDArray[np.int32], lat: Floats, lon: Floats, *, doubt_m: float | None
) -> tuple[Flags, Flags]:
    """Tell which points are inside the area that their cells belong to, and which are in doubt.

    Parameters
    ----------
    cells : EdgeCells
        All cells with edges.
    cell : array of shape (n,)
        The row in `cells` of each point's cell.
    lat, lon : array of shape (n,)
        Degrees.
    doubt_m : float or None
        How near an edge, in metres, a point is in doubt; None where the edges themselves are meant, and only rounding counts.
    """
    count = cells.count[cell]
    inside, doubt = np.empty(cell.size, dtype=bool), np.empty(cell.size, dtype=bool)
    chunk = (np.cumsum(count) - 1) // PAIRS
    for number in np.unique(chunk):
        rows = slice(*np.searchsorted(chunk, (number, number + 1)))
        some, starts = cell[rows], np.cumsum(count[rows]) - count[rows]
        row, edge = spread(cells.first[some], count[rows])
        ends = cells.edges[:, edge]
        x, y = lon[rows][row], lat[rows][row]
        to_start, to_end = (ends[0] - x, ends[1] - y), (ends[2] - x, ends[3] - y)
        x, y = cells.lon[some][row], cells.lat[some][row]
        crossed, close = _crossed(to_start, to_end, (ends[0] - x, ends[1] - y), (ends[2] - x, ends[3] - y))
        if doubt_m is not None:
            close |= _distances_m(to_start, to_end, np.cos(np.radians(lat[rows]))[row]) <= doubt_m
        inside[rows] = cells.inside[some] ^ np.logical_xor.reduceat(crossed, starts)
        doubt[rows] = np.logical_or.reduceat(close, starts)
    return inside, doubt


def _crossed(
    to_start: Vectors, to_end: Vectors, middle_to_start: Vectors, middle_to_end: Vectors
) -> tuple[Flags, Flags]:
    """Tell which edges, seen from a point and from the middle of its cell, lie between the two, and which may."""
    # whether the edge has point and middle on different sides; whether the line between these so has the edge's ends
    parts_points = _turn(to_start, to_end) * _turn(middle_to_start, middle_to_end)
    parts_ends = _turn(to_start, middle_to_start) * _turn(to_end, middle_to_end)
    crossed = (parts_points < 0) & (parts_ends < 0)
    return crossed, ~crossed & (parts_points <= 0) & (parts_ends <= 0)


def _turn(first: tuple[Floats, Floats], second: tuple[Floats, Floats]) -> Floats:
    """Return the sign of the way from one vector to another: 1 to the left, -1 to the right, 0 where rounding may decide."""
    left, right = first[0] * second[1], first[1] * second[0]
    turn = left - right
    turn[np.abs(turn) <= SURE_SIGN * (np.abs(left) + np.abs(right))] = 0
    return np.sign(turn)


def _distances_m(start: tuple[Floats, Floats], end: tuple[Floats, Floats], cos_lat: Floats) -> Floats:
    """Return how far points are from edges, in metres, never too large; edges in degrees as seen from the points."""
    scale = math.radians(SMALLEST_RADIUS_M)
    x, y = start[0] * (scale * cos_lat), start[1] * scale
    way_x, way_y = end[0] * (scale * cos_lat) - x, end[1] * scale - y
    # corners that a cut has made twice are an edge without length
    share = -(x * way_x + y * way_y) / np.maximum(way_x * way_x + way_y * way_y, 1e-12)
    np.clip(share, 0, 1, out=share)
    distances: Floats = np.hypot(x + share * way_x, y + share * way_y)
    return distances
