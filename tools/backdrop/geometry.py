"""From the sources' shapes to the backdrop's lines: areas told apart, borders named by what lies on either side."""

from __future__ import annotations

import itertools
import struct
from typing import TYPE_CHECKING, NamedTuple

import pyogrio
import shapely
from shapely.geometry import LineString, MultiLineString, Point, Polygon, box
from shapely.ops import linemerge, nearest_points, polygonize, unary_union
from statuses import status_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

# Natural Earth's border lines end up to 3 km short of its coast, at river mouths.
COAST_GAP_DEG = 0.03
# Ends that should meet differ in the eighth decimal; a tenth of a metre joins them.
NODE_DEG = 1e-6
DISPUTED_NAMES = ("Syrian claim", "Lebanese claim")
# Areas that have no label point of their own in the 1:110m countries.
EXTRA_SEEDS = (
    ("GOL", 33.0, 35.78),
    ("UND", 33.05, 35.86),
    ("SHB", 33.2996, 35.688),
    ("PSX", 31.42, 34.36),  # Gaza: the label point lies in the West Bank
    ("CYN", 35.35, 33.82),
    ("CYP", 34.9, 32.98),
    ("CYP", 35.014, 33.944),  # east of the Dhekelia base area
    ("CYB", 35.09, 32.928),
    ("CYB", 35.0605, 33.963),
    ("CYB", 35.0705, 33.996),
    ("CYB", 35.177, 32.623),
)


class Border(NamedTuple):
    """A line between two areas: their codes in alphabetical order, an empty one where the area has none."""

    status: str
    name: str
    between: tuple[str, str]
    line: LineString


def lines_of(shape: BaseGeometry) -> list[LineString]:
    """Return the line strings in any geometry."""
    if isinstance(shape, LineString):
        return [] if shape.is_empty else [LineString(shape.coords)]
    return [line for part in getattr(shape, "geoms", ()) for line in lines_of(part)]


def polygons_of(shape: BaseGeometry) -> list[Polygon]:
    """Return the polygons in any geometry."""
    if isinstance(shape, Polygon):
        return [] if shape.is_empty else [shape]
    return [polygon for part in getattr(shape, "geoms", ()) for polygon in polygons_of(part)]


def read_shapes(path: Path, window: Polygon, layer: str | None = None) -> list[BaseGeometry]:
    """Return the geometries of a file that touch the window, uncut."""
    frame = pyogrio.read_dataframe(path, layer=layer, bbox=window.bounds)
    return [shape for shape in frame.geometry if shape.intersects(window)]


def disputed_lines(path: Path, window: Polygon) -> list[LineString]:
    """Return the claim lines that tell the Golan Heights and the Shebaa farms from what lies around them."""
    frame = pyogrio.read_dataframe(path, layer="disputed_borders", bbox=window.bounds)
    return [line for shape in frame[frame.name.isin(DISPUTED_NAMES)].geometry for line in lines_of(shape)]


def borders_between(
    lines: list[LineString],
    coast: Iterable[BaseGeometry],
    seeds: Iterable[tuple[str, float, float]],
    window: Polygon,
) -> list[Border]:
    """Tell the areas apart that the lines and the coast enclose, and name each line by the two it divides."""
    shore = unary_union(list(coast))
    divided = _noded([*lines, *_bridges_to_coast(lines, shore)])
    faces = list(polygonize(_noded([divided, shore, window.exterior])))
    tree = shapely.STRtree(faces)
    code_of = {}
    for code, lat, lon in seeds:
        code_of.update({int(face): code for face in tree.query(Point(lon, lat), predicate="within")})
    borders = []
    for line in lines_of(linemerge(divided.difference(shore.buffer(NODE_DEG)))):
        beside = _faces_beside(line, tree)
        one, other = sorted(code_of.get(face, "") for face in beside)
        if beside[0] == beside[1] or one == other != "":
            continue  # a loose end, or a bit at sea: it divides nothing
        status, name = status_of(one, other)
        borders.append(Border(status, name, (one, other), line))
    return borders


def _noded(shapes: Iterable[BaseGeometry]) -> BaseGeometry:
    """Join lines at every crossing; an end within a grid cell of another line counts as lying on it."""
    return shapely.union_all(list(shapes), grid_size=NODE_DEG)


def _bridges_to_coast(lines: Iterable[LineString], shore: BaseGeometry) -> list[LineString]:
    bridges = []
    for line in lines:
        for lon, lat in (line.coords[0], line.coords[-1]):
            distance = shore.distance(Point(lon, lat))
            if 0 < distance < COAST_GAP_DEG:
                there = nearest_points(Point(lon, lat), shore)[1]
                # A fifth beyond the coast, so that the two surely cross.
                bridges.append(
                    LineString(
                        [(lon, lat), (there.x + (there.x - lon) * 0.2, there.y + (there.y - lat) * 0.2)]
                    )
                )
    return bridges


def _faces_beside(line: LineString, tree: shapely.STRtree) -> tuple[int, int]:
    half = line.length / 2
    step = min(1e-4, half / 2)
    before, after = line.interpolate(half - step), line.interpolate(half + step)
    length = max(before.distance(after), 1e-12)
    across_lon, across_lat = -(after.y - before.y) / length * 1e-4, (after.x - before.x) / length * 1e-4
    middle = line.interpolate(half)
    found = []
    for side in (1, -1):
        hits = tree.query(
            Point(middle.x + side * across_lon, middle.y + side * across_lat), predicate="within"
        )
        found.append(int(hits[0]) if len(hits) else -1)
    return found[0], found[1]


def borders_of_areas(areas: dict[str, BaseGeometry]) -> list[Border]:
    """Return the lines that two areas share vertex by vertex, as the 1:110m countries do."""
    codes = sorted(areas)
    tree = shapely.STRtree([areas[code] for code in codes])
    borders = []
    for index, code in enumerate(codes):
        for neighbour in sorted(
            int(hit) for hit in tree.query(areas[code], predicate="intersects") if hit > index
        ):
            shared = areas[code].boundary.intersection(areas[codes[neighbour]].boundary)
            runs = lines_of(shared)
            status, name = status_of(code, codes[neighbour])
            merged = lines_of(linemerge(MultiLineString(runs))) if runs else []
            borders.extend(Border(status, name, (code, codes[neighbour]), line) for line in merged)
    return borders


def land_in(
    shapes: Iterable[BaseGeometry], window: Polygon, tolerance_deg: float, least_deg2: float
) -> list[Polygon]:
    """Return the land in the window, simplified, without islands smaller than `least_deg2`."""
    land = unary_union([shapely.make_valid(shape).intersection(window) for shape in shapes])
    simple = shapely.make_valid(land.simplify(tolerance_deg)).intersection(window)
    return sorted((p for p in polygons_of(simple) if p.area >= least_deg2), key=lambda p: p.bounds)


def shore_of(land: Iterable[Polygon], window: Polygon) -> list[LineString]:
    """Return the outlines of the land without the cuts along the window's edge."""
    edge = window.exterior.buffer(1e-6)
    outlines = unary_union([polygon.boundary for polygon in land])
    return lines_of(linemerge(unary_union([outlines.difference(edge)])))


def joined(lines: Iterable[LineString]) -> list[LineString]:
    """Return the lines, joined end to end where just two meet."""
    return lines_of(linemerge(MultiLineString(list(lines))))


def read_rivers(path: Path, window: Polygon) -> list[LineString]:
    """Return the rivers of a Micro World Data Bank II file that cross the window, smoothed and cut to it.

    Records are code, latitude, longitude in arc minutes. A code above 5 opens a line with its first point; 1 to 5 say
    at how coarse a scale a point may be left out.
    """
    content = path.read_bytes()
    runs: list[list[tuple[float, float]]] = []
    for code, lat_minutes, lon_minutes in struct.iter_unpack("<hhh", content[: len(content) // 6 * 6]):
        if code > 5:
            runs.append([])
        if runs:
            runs[-1].append((lon_minutes / 60, lat_minutes / 60))
    lines = [LineString(run) for run in runs if len(run) > 1]
    return [
        piece
        for line in lines
        if line.intersects(window)
        for piece in lines_of(_smoothed(line).intersection(window))
    ]


def _smoothed(line: LineString) -> LineString:
    """Cut the corners twice (Chaikin): whole arc minutes make stairs, and a stair is no bend of a river."""
    points = list(line.coords)
    for _ in range(2):
        cut = [points[0]]
        for (x0, y0), (x1, y1) in itertools.pairwise(points):
            cut += [
                (0.75 * x0 + 0.25 * x1, 0.75 * y0 + 0.25 * y1),
                (0.25 * x0 + 0.75 * x1, 0.25 * y0 + 0.75 * y1),
            ]
        points = [*cut, points[-1]]
    return LineString(points)


def window_of(south: float, west: float, north: float, east: float) -> Polygon:
    """Return the rectangle between two parallels and two meridians."""
    return box(west, south, east, north)
