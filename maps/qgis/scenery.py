"""The offline backdrop as layers of the package: land and water in painting order, and lines, with the status of borders.

It is decoration, as `maps.backdrop` says: no claim is judged by its borders.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from maps.backdrop import Shape, backdrop_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely import MultiPolygon
    from shapely.geometry.base import BaseGeometry

    from layers.rows import Row
    from maps.qgis.extent import Extent

COLUMNS: dict[str, str] = {
    "kind": "sea, land, lake, coast, river, border or admin1",
    "status": "of a border: boundary, control (a truce or withdrawal line), disputed",
    "name": "name, where it has one",
    "tier": "level of detail",
    "paint": "order of painting",
}
_AREAS = ("sea", "land", "lake")

ScenerySet = tuple[str, str, dict[str, str], str, list["Row"]]


def scenery_tables(extent: Extent) -> list[ScenerySet]:
    """Return name, description, columns, kind of geometry and rows of the two tables of the backdrop."""
    backdrop = backdrop_for(extent.south, extent.west, extent.north, extent.east)
    areas = [_row(n, shape, _area(shape)) for n, shape in enumerate(backdrop.shapes) if shape.kind in _AREAS]
    lines = list(_lines(backdrop.shapes))
    credit = "; ".join(backdrop.credits)
    return [
        (
            "map_backdrop_area",
            f"Land and water, for orientation only. {credit}.",
            COLUMNS,
            "MULTIPOLYGON",
            areas,
        ),
        (
            "map_backdrop_line",
            f"Borders and rivers, for orientation only. {credit}.",
            COLUMNS,
            "MULTILINESTRING",
            lines,
        ),
    ]


def _row(n: int, shape: Shape, geometry: BaseGeometry) -> Row:
    return {
        "kind": shape.kind,
        "status": shape.status or None,
        "name": shape.name or None,
        "tier": shape.tier,
        "paint": n,
        "geometry": geometry,
    }


def _lines(shapes: tuple[Shape, ...]) -> Iterator[Row]:
    """Yield lines without what a finer tier draws anew: each tier's sea covers its rectangle."""
    import shapely

    covers = {shape.tier: _area(shape) for shape in shapes if shape.kind == "sea"}
    tiers = list(dict.fromkeys(shape.tier for shape in shapes))
    for n, shape in enumerate(shapes):
        if shape.kind in _AREAS:
            continue
        finer = [covers[tier] for tier in tiers[tiers.index(shape.tier) + 1 :] if tier in covers]
        lines = shapely.multilinestrings([
            shapely.linestrings([(lon, lat) for lat, lon in path]) for path in shape.points() if len(path) > 1
        ])  # fmt: skip
        left = shapely.difference(lines, shapely.union_all(finer)) if finer else lines
        if not left.is_empty:
            parts = [part for part in shapely.get_parts(left) if part.geom_type == "LineString"]
            yield _row(n, shape, shapely.multilinestrings(parts))


def _area(shape: Shape) -> MultiPolygon:
    """Return closed paths as an area by the even-odd rule, as the backdrop means them."""
    import shapely

    rings = [[(lon, lat) for lat, lon in path] for path in shape.points() if len(path) > 3]
    found = reduce(
        shapely.symmetric_difference, (shapely.make_valid(shapely.polygons(ring)) for ring in rings)
    )
    return shapely.MultiPolygon([part for part in shapely.get_parts(found) if part.geom_type == "Polygon"])
