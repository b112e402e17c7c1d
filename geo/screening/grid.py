"""A grid over areas: which lie wholly over a cell, and which have edges in it.

A cell holds one entry for each area that has to do with it. Of an area with edges in the cell, these are listed, and
whether the cell's middle is inside: a point of the cell is then as inside as the middle, but for each edge between them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import shapely

from geo.screening.columns import spread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely import MultiPolygon

    from geo.screening.drawing import Drawing

    Floats: TypeAlias = NDArray[np.float64]
    Integers: TypeAlias = NDArray[np.intp]

# With a dozen cells an edge, most have none, and the table still fits into the processor's cache for 20,000 edges.
CELLS_PER_EDGE = 12
FEWEST_A_SIDE, MOST_A_SIDE = 256, 2048


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Frame:
    """Where the grid lies. Around its cells runs a rim of empty ones, for all points that lie elsewhere."""

    west: float
    south: float
    side: int
    """How many cells it has from west to east, and as many from south to north."""
    cells_per_lon_deg: float
    cells_per_lat_deg: float

    def columns(self, lon: Floats) -> Floats:
        """Return longitudes in cells from the western side."""
        return (lon - self.west) * self.cells_per_lon_deg

    def rows(self, lat: Floats) -> Floats:
        """Return latitudes in cells from the southern side."""
        return (lat - self.south) * self.cells_per_lat_deg

    def cells(self, lat: Floats, lon: Floats) -> Integers:
        """Return the number of each point's cell; that of a rim cell for NaN."""
        cell = self._with_rim(self.rows(lat))
        cell *= self.side + 2
        cell += self._with_rim(self.columns(lon))
        return cell

    def _with_rim(self, numbers: Floats) -> Integers:
        numbers += 1
        # fmax and not maximum: NaN goes to the rim too
        np.fmax(numbers, 0, out=numbers)
        np.fmin(numbers, self.side + 1, out=numbers)
        return numbers.astype(np.intp)

    def middles(self, cell: Integers) -> tuple[Floats, Floats]:
        """Return the longitudes and latitudes of the middles of cells."""
        row, column = np.divmod(cell, self.side + 2)
        lon = self.west + (column - 0.5) / self.cells_per_lon_deg
        lat = self.south + (row - 0.5) / self.cells_per_lat_deg
        return lon, lat


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Grid:
    """The tables that a point is looked up in."""

    frame: Frame
    first: NDArray[np.int32]
    """For each cell, its first entry; 0 for none."""
    count: NDArray[np.int32]
    """For each entry that is a cell's first, how many the cell has."""
    area: NDArray[np.int32]
    """For each entry, the number of the area."""
    beside: NDArray[np.int32]
    """For each entry, the row of `EdgeCells`, or -1 where the area lies over the whole cell."""
    edge_cells: EdgeCells
    overlapping: bool
    """Whether a cell has more than one entry."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EdgeCells:
    """Cells with edges of one area."""

    lon: Floats
    """Of the cell's middle, in degrees."""
    lat: Floats
    inside: NDArray[np.bool_]
    """Whether the cell's middle is inside the area."""
    first: Integers
    """Where in `edges` those of the cell begin."""
    count: Integers
    edges: Floats
    """Of shape (4, m): longitude and latitude of the start, then of the end, in degrees."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Cells:
    """What one drawing has to do with: cells it lies wholly over, and cells with its edges."""

    full: Integers
    partial: Integers
    inside: NDArray[np.bool_]
    first: Integers
    count: Integers
    edges: Floats


def grid_over(drawings: Sequence[Drawing]) -> Grid:
    """Make the grid of drawings."""
    frame = _frame(drawings)
    found = [_cells_of(drawing, frame) for drawing in drawings]
    entries = np.zeros((frame.side + 2) ** 2, dtype=np.int32)
    for cells in found:
        entries[cells.full] += 1
        entries[cells.partial] += 1
    # entry 0 belongs to no cell
    following = np.cumsum(entries, dtype=np.int32) - entries + 1
    first = np.where(entries > 0, following, 0).astype(np.int32)
    total = int(entries.sum()) + 1
    area, beside = np.zeros(total, dtype=np.int32), np.full(total, -1, dtype=np.int32)
    count = np.zeros(total, dtype=np.int32)
    count[first] = entries
    edge_cells = 0
    for drawing, cells in zip(drawings, found, strict=True):
        for cell in (cells.full, cells.partial):
            area[following[cell]] = drawing.area
        beside[following[cells.partial]] = np.arange(edge_cells, edge_cells + cells.partial.size)
        following[cells.full] += 1
        following[cells.partial] += 1
        edge_cells += cells.partial.size
    return Grid(
        frame=frame,
        first=first,
        count=count,
        area=area,
        beside=beside,
        edge_cells=_edge_cells(found, frame),
        overlapping=bool(entries.max() > 1),
    )


def _edge_cells(found: Sequence[_Cells], frame: Frame) -> EdgeCells:
    lon, lat = frame.middles(np.concatenate([cells.partial for cells in found]))
    sizes = [cells.edges.shape[1] for cells in found]
    before = np.cumsum(sizes) - sizes
    return EdgeCells(
        lon=lon,
        lat=lat,
        inside=np.concatenate([cells.inside for cells in found]),
        first=np.concatenate([cells.first + start for cells, start in zip(found, before, strict=True)]),
        count=np.concatenate([cells.count for cells in found]),
        edges=np.concatenate([cells.edges for cells in found], axis=1),
    )


def _frame(drawings: Sequence[Drawing]) -> Frame:
    bounds = np.array([drawing.bounds for drawing in drawings])
    # a little beyond 180 degrees, so that a point on that meridian is in the grid and not on its rim
    west, south = np.maximum(bounds[:, :2].min(axis=0), (-180.001, -90.001))
    east, north = np.minimum(bounds[:, 2:].max(axis=0), (180.001, 90.001))
    edges = sum(len(ring) - 1 for drawing in drawings for ring in drawing.rings)
    side = min(max(math.isqrt(CELLS_PER_EDGE * edges), FEWEST_A_SIDE), MOST_A_SIDE)
    return Frame(
        west=float(west),
        south=float(south),
        side=side,
        cells_per_lon_deg=side / float(east - west),
        cells_per_lat_deg=side / float(north - south),
    )


def _cells_of(drawing: Drawing, frame: Frame) -> _Cells:
    starts = np.concatenate([ring[:-1] for ring in drawing.rings])
    ends = np.concatenate([ring[1:] for ring in drawing.rings])
    row, column, edge = _touched(drawing, frame, starts, ends)
    cell = (row + 1) * (frame.side + 2) + column + 1
    order = np.argsort(cell, kind="stable")
    partial, first, count = np.unique(cell[order], return_index=True, return_counts=True)
    edge = edge[order]
    shape = drawing.shape()
    inside = shapely.contains_xy(shape, *frame.middles(partial))
    full = _full(frame, partial, shape)
    return _Cells(
        full=full,
        partial=partial,
        inside=inside,
        first=first,
        count=count,
        edges=np.ascontiguousarray(np.column_stack((starts[edge], ends[edge])).T),
    )


def _touched(
    drawing: Drawing, frame: Frame, starts: Floats, ends: Floats
) -> tuple[Integers, Integers, Integers]:
    """Return row, column and edge wherever an edge runs through a cell, or so near that a point of it is in doubt."""
    across, up = frame.columns(starts[:, 0]), frame.rows(starts[:, 1])
    to_across, to_up = frame.columns(ends[:, 0]) - across, frame.rows(ends[:, 1]) - up
    # twice what is in doubt, so that rounding cannot put a point into a cell that does not know of its edge
    slack_across = 2 * drawing.doubt_deg[0] * frame.cells_per_lon_deg
    slack_up = 2 * drawing.doubt_deg[1] * frame.cells_per_lat_deg
    west, east = np.minimum(across, across + to_across), np.maximum(across, across + to_across)
    first = np.maximum(np.floor(west - slack_across), 0).astype(np.intp)
    last = np.minimum(np.floor(east + slack_across), frame.side - 1).astype(np.intp)
    edge, column = spread(first, np.maximum(last - first + 1, 0))
    # the stretch of the edge within the column, as shares of its length
    shares = []
    for side in (column - slack_across, column + 1 + slack_across):
        with np.errstate(divide="ignore", invalid="ignore"):
            share = (side - across[edge]) / to_across[edge]
        shares.append(np.clip(share, 0, 1))
    upright = to_across[edge] == 0
    heights = [
        up[edge] + np.where(upright, whole, share) * to_up[edge]
        for whole, share in zip((0.0, 1.0), shares, strict=True)
    ]
    south, north = np.minimum(*heights) - slack_up, np.maximum(*heights) + slack_up
    first = np.maximum(np.floor(south), 0).astype(np.intp)
    last = np.minimum(np.floor(north), frame.side - 1).astype(np.intp)
    stretch, row = spread(first, np.maximum(last - first + 1, 0))
    return row, column[stretch], edge[stretch]


def _full(frame: Frame, partial: Integers, shape: MultiPolygon) -> Integers:
    """Return the cells that an area lies wholly over: one look decides a run of cells without edges in a row."""
    if partial.size == 0:
        return partial
    # nothing of an area lies beyond its edges
    row, column = np.divmod(partial, frame.side + 2)
    rows, columns = np.arange(row.min(), row.max() + 1), np.arange(column.min(), column.max() + 1)
    cell = rows[:, None] * (frame.side + 2) + columns
    empty = np.ones(cell.shape, dtype=bool)
    empty[row - rows[0], column - columns[0]] = False
    begins = empty.copy()
    begins[:, 1:] &= ~empty[:, :-1]
    inside = shapely.contains_xy(shape, *frame.middles(cell[begins]))
    if inside.size == 0:
        return np.zeros(0, dtype=np.intp)
    # the last run that began, row after row; a row begins with an edge or with a run of its own
    run = np.cumsum(begins.ravel()).reshape(cell.shape) - 1
    full: Integers = cell[empty & inside[np.maximum(run, 0)]]
    return full
