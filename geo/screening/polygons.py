"""Which areas each point of a column lies in: a grid first, then the edges of its cell, then exact distances."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import shapely

from geo.borders import border_distances_m
from geo.errors import ConstructionError
from geo.screening.columns import Columns, spread, within_180
from geo.screening.crossings import inside_or_in_doubt
from geo.screening.discs import near_rows
from geo.screening.drawing import DOUBT_M, drawings
from geo.screening.grid import grid_over

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    from geo.screening.drawing import Drawing, EdgedArea, Edges
    from geo.screening.grid import Grid

    Floats: TypeAlias = NDArray[np.float64]
    Integers: TypeAlias = NDArray[np.intp]
    Flags: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PolygonHits:
    """Which points lie in which polygons: one pair a row, in the order of the points, then of the polygons.

    Parameters
    ----------
    point : array of int, shape (m,)
        Rows of points; a point in no polygon has no pair, one in two has two.
    polygon : array of int, shape (m,)
        Numbers of polygons, from 0.
    """

    point: NDArray[np.intp]
    polygon: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.point)


class PolygonIndex:
    """Areas made ready for columns of points.

    Parameters
    ----------
    polygons : sequence of Polygon, SideOfLine or Parallel
        They may overlap.
    edges : {"geodesic", "planar"}
        As for `geo.screening.within_polygons`.
    """

    def __init__(self, polygons: Sequence[EdgedArea], *, edges: Edges = "geodesic") -> None:
        if edges not in {"geodesic", "planar"}:
            raise ConstructionError(f"edges {edges!r} are neither 'geodesic' nor 'planar'")
        self.polygons = tuple(polygons)
        self.edges = edges
        self.drawings: list[Drawing] = []
        self.undrawn: list[int] = []
        for number, area in enumerate(self.polygons):
            drawn = drawings(area, number=number, edges=edges)
            if drawn is None:
                self.undrawn.append(number)
            else:
                self.drawings += drawn
        self.grid = grid_over(self.drawings) if self.drawings else None
        self.doubt_m = DOUBT_M if edges == "geodesic" else None

    def hits(self, *, lat: ArrayLike, lon: ArrayLike) -> PolygonHits:
        """Return which points lie in which polygons, borders included.

        Raises
        ------
        GeodesyError
            If the columns do not fit each other, or a latitude lies beyond 90 degrees.
        """
        columns = Columns(lat=lat, lon=lon)
        points, areas, doubts = (
            [np.zeros(0, dtype=np.intp)],
            [np.zeros(0, dtype=np.int32)],
            [np.zeros(0, dtype=bool)],
        )
        for rows, lat_block, lon_block in columns.blocks():
            if self.grid is not None:
                point, area, doubt = self._sifted(self.grid, lat_block, within_180(lon_block))
                points.append(point + rows.start)
                areas.append(area)
                doubts.append(doubt)
        return self._decided(columns, np.concatenate(points), np.concatenate(areas), np.concatenate(doubts))

    def _sifted(self, grid: Grid, lat: Floats, lon: Floats) -> tuple[Integers, NDArray[np.int32], Flags]:
        """Return the pairs of points and areas that are inside, or in doubt, and which are in doubt."""
        first = grid.first.take(grid.frame.cells(lat, lon), mode="clip")
        point = np.flatnonzero(first > 0)
        entry: Integers = first[point].astype(np.intp)
        if grid.overlapping:
            row, entry = spread(entry, grid.count[entry])
            point = point[row]
        inside, doubt = np.ones(point.size, dtype=bool), np.zeros(point.size, dtype=bool)
        beside = grid.beside[entry]
        near = np.flatnonzero(beside >= 0)
        if near.size:
            inside[near], doubt[near] = inside_or_in_doubt(
                grid.edge_cells, beside[near], lat[point[near]], lon[point[near]], doubt_m=self.doubt_m
            )
        area = grid.area[entry]
        if near.size == 0:
            return point, area, doubt
        kept = inside | doubt
        return point[kept], area[kept], doubt[kept]

    def _decided(
        self, columns: Columns, point: Integers, area: NDArray[np.int32], doubt: Flags
    ) -> PolygonHits:
        """Decide the pairs in doubt, and those of areas that no grid can hold."""
        inside = ~doubt
        doubtful = np.flatnonzero(doubt)
        for number in np.unique(area[doubtful]):
            pairs = doubtful[area[doubtful] == number]
            inside[pairs] = self._exactly(int(number), columns, point[pairs])
        point, area = point[inside], area[inside]
        if self.undrawn:
            found = []
            for number in self.undrawn:
                rows = near_rows(self.polygons[number], columns)
                found.append(rows[self._exactly(number, columns, rows)])
            point = np.concatenate((point, *found))
            sizes = [part.size for part in found]
            area = np.concatenate((area, np.repeat(np.array(self.undrawn, dtype=np.int32), sizes)))
            order = np.lexsort((area, point))
            point, area = point[order], area[order]
        return PolygonHits(point=point, polygon=area)

    def _exactly(self, number: int, columns: Columns, rows: Integers) -> Flags:
        lat, lon = columns.lat[rows], within_180(columns.lon[rows])
        if self.edges == "geodesic":
            return border_distances_m(self.polygons[number], lat=lat, lon=lon) <= 0
        inside = np.zeros(rows.size, dtype=bool)
        for drawing in self.drawings:
            if drawing.area == number:
                inside |= shapely.intersects_xy(drawing.shape(), lon, lat)
        return inside
