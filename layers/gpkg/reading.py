# ruff: noqa: S608 # names in SQL are those of columns.py; values are always parameters
"""Records out of a case file: one by its id, many by their columns, those near a position, or all."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeVar, cast

from layers.errors import RecordError, UnknownIdError
from layers.gpkg.blobs import point_of
from layers.gpkg.columns import GEOMETRY, Link, Table
from layers.gpkg.mapping import table_of
from layers.gpkg.rows import Row, Value, record_of
from layers.gpkg.schema import quoted
from layers.records import Record, ZoneDefinition

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from geo.position import Position
    from layers.locating import Lookup

R = TypeVar("R", bound=Record)

_AT_A_TIME = 500
# Beyond this, one pass of pyproj over all is sooner than importing it costs.
_MANY = 5_000


def read_one(connection: sqlite3.Connection, record_type: type[R], record_id: str) -> R | None:
    """Return a record by its id, or None."""
    return next(_records(connection, table_of(record_type), record_type, '"id" = ?', (record_id,)), None)


def read_many(connection: sqlite3.Connection, record_type: type[R], equal: dict[str, str]) -> Iterator[R]:
    """Yield records in canonical order, only those whose columns equal what is asked for."""
    table = table_of(record_type)
    where, values = _condition(table, equal)
    return _records(connection, table, record_type, where, values)


def count_many(connection: sqlite3.Connection, record_type: type[R], equal: dict[str, str]) -> int:
    """Return how many records `read_many` would yield."""
    table = table_of(record_type)
    where, values = _condition(table, equal)
    (found,) = connection.execute(f'SELECT count(*) FROM "{table.name}" WHERE {where}', values).fetchone()
    return cast("int", found)


def read_near(
    connection: sqlite3.Connection, record_type: type[R], position: Position, radius_m: float, lookup: Lookup
) -> list[R]:
    """Return the records at most `radius_m` metres away, the nearest first.

    The R-tree gives the candidates; geodesics on WGS 84 decide. Shapes are measured to their true border, not to the
    ring that is drawn.
    """
    table = table_of(record_type)
    if table.name not in GEOMETRY:
        raise RecordError(
            f"a {record_type.KIND} has no position; incidents, claims, places, known positions and zone definitions have"
        )
    candidates = dict[str, bytes]()
    for box in search_boxes(position, radius_m):
        candidates.update(connection.execute(
            f'SELECT "id", geom FROM "{table.name}" WHERE fid IN (SELECT id FROM "rtree_{table.name}_geom"'
            " WHERE maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ?)",
            box,
        ))  # fmt: skip
    if record_type is ZoneDefinition:
        distances = _zone_distances(candidates, position, lookup)
    else:
        distances = _point_distances(candidates, position)
    found = sorted((metres, record_id) for record_id, metres in distances if metres <= radius_m)
    nearest_first = [record_id for _, record_id in found]
    records: dict[str, R] = {}
    for start in range(0, len(nearest_first), _AT_A_TIME):
        chunk = nearest_first[start : start + _AT_A_TIME]
        marks = ", ".join("?" * len(chunk))
        records.update(
            (r.id, r) for r in _records(connection, table, record_type, f'"id" IN ({marks})', chunk)
        )
    return [records[record_id] for record_id in nearest_first]


def search_boxes(position: Position, radius_m: float) -> Iterator[tuple[float, float, float, float]]:
    """Yield boxes (west, east, south, north) that together hold all within a distance, also across the 180th meridian.

    Notes
    -----
    The smallest radius of curvature of WGS 84, b^2 / a, bounds the latitudes from above; a radian of longitude is at
    least a cos(lat) long, at the highest latitude that the disc reaches. 2 m are added, since a drawn ring strays from its border.

    Examples
    --------
    >>> from geo.position import Position
    >>> [[round(side, 2) for side in box] for box in search_boxes(Position(lat=0, lon=179.5), 100_000)]
    [[178.6, 180.4, -0.9, 0.9], [-181.4, -179.6, -0.9, 0.9], [538.6, 540.4, -0.9, 0.9]]
    """
    reach_m = radius_m + 2.0
    reach_deg = math.degrees(reach_m / 6_335_439.0)
    highest = abs(position.lat) + reach_deg
    across_deg = (
        360.0 if highest >= 89.99 else math.degrees(reach_m / (6_378_137.0 * math.cos(math.radians(highest))))
    )
    for turn in (0.0, -360.0, 360.0):
        lon = position.lon + turn
        yield lon - across_deg, lon + across_deg, position.lat - reach_deg, position.lat + reach_deg


def _point_distances(candidates: dict[str, bytes], position: Position) -> Iterator[tuple[str, float]]:
    from geo.geodesy import Points, distance_m
    from geo.position import Position as At

    points = [point_of(blob) for blob in candidates.values()]
    if len(points) < _MANY:
        distances = [distance_m(position, At(lat=lat, lon=lon)) for lat, lon in points]
        return zip(candidates, distances, strict=True)
    lats, lons = zip(*points, strict=True)
    return zip(candidates, distance_m(Points(lat=lats, lon=lons), position).tolist(), strict=True)


def _zone_distances(
    candidates: Iterable[str], position: Position, lookup: Lookup
) -> Iterator[tuple[str, float]]:
    from geo.borders import border_distance_m
    from layers.zoning import construct

    for record_id in candidates:
        construction = construct(lookup.get(ZoneDefinition, record_id), lookup)
        yield record_id, max(0.0, border_distance_m(construction, position))


def _records(
    connection: sqlite3.Connection, table: Table, record_type: type[R], where: str, values: Sequence[str]
) -> Iterator[R]:
    columns = ", ".join(map(quoted, table.stored))
    order = ", ".join(map(quoted, table.order))
    rows = connection.execute(f'SELECT {columns} FROM "{table.name}" WHERE {where} ORDER BY {order}', values)
    while chunk := rows.fetchmany(_AT_A_TIME):
        ids = [row[0] for row in chunk]
        linked = [_linked(connection, link, ids) for link in table.links]
        for row in chunk:
            yield record_of(
                record_type, Row(values=row, links=tuple(rows_of.get(row[0], ()) for rows_of in linked))
            )


def _linked(
    connection: sqlite3.Connection, link: Link, ids: list[str]
) -> dict[str, tuple[tuple[Value, ...], ...]]:
    """Return the rows of a link table that belong to some owners, in order."""
    marks = ", ".join("?" * len(ids))
    columns = ", ".join(map(quoted, (link.owner, *link.columns)))
    found: dict[str, tuple[tuple[Value, ...], ...]] = {}
    for owner, *row in connection.execute(
        f'SELECT {columns} FROM "{link.table}" WHERE "{link.owner}" IN ({marks}) ORDER BY "{link.owner}", ordinal',
        ids,
    ):
        found[owner] = (*found.get(owner, ()), tuple(row))
    return found


def _condition(table: Table, equal: dict[str, str]) -> tuple[str, list[str]]:
    """Return the SQL for "these columns equal these values"; a name that is no column never reaches SQL."""
    links = {link.field: link for link in table.links if link.table != "name"}
    terms = ["1"]
    for name in equal:
        if name in table.stored:
            terms.append(f'"{name}" = ?')
        elif name in links:
            link = links[name]
            terms.append(f'"id" IN (SELECT "{link.owner}" FROM "{link.table}" WHERE "{link.columns[0]}" = ?)')
        else:
            raise RecordError(
                f"a {table.record_type.KIND} has no column {name!r}; it has {', '.join((*table.stored, *links))}"
            )
    return " AND ".join(terms), list(equal.values())


def require_one(record: R | None, record_type: type[R], record_id: str, location: str) -> R:
    """Return a record that must be there.

    Raises
    ------
    UnknownIdError
        If it is not.
    """
    if record is None:
        raise UnknownIdError(f"{location} has no {record_type.KIND} {record_id!r}")
    return record
