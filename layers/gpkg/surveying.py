# ruff: noqa: S608 # names in SQL are those of columns.py; values are always parameters
"""What an import asks of a case file: which incidents have which external ids, and which lie near in place and time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from geo.position import Position
from layers.gpkg.blobs import point_of
from layers.gpkg.reading import read_one, search_boxes
from layers.log import instant_text
from layers.records import Incident

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from datetime import datetime

_AROUND = """
SELECT "id" FROM incident WHERE fid IN (
  SELECT id FROM rtree_incident_geom WHERE maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ?
) AND fid <= ? AND earliest < ? AND latest > ? ORDER BY "id"
"""


def last_fid(connection: sqlite3.Connection, table: str) -> int:
    """Return the number of the newest row of a table; 0 if it has none."""
    (fid,) = connection.execute(f'SELECT ifnull(max(fid), 0) FROM "{table}"').fetchone()
    return int(fid)


def read_external_ids(connection: sqlite3.Connection) -> dict[str, str]:
    """Return incident by external id, leaving out ids such as acled-X1 that were made of acled:X1."""
    found: dict[str, str] = {}
    for record_id, text in connection.execute(
        'SELECT "id", external_ids FROM incident WHERE external_ids NOT NULL'
    ):
        if text != f'["{record_id.replace("-", ":", 1)}"]':
            found |= {
                external: record_id
                for external in json.loads(text)
                if external.replace(":", "-", 1) != record_id
            }
    return found


def read_spots(
    connection: sqlite3.Connection, dataset: str, *, up_to_fid: int
) -> Iterator[tuple[Position, tuple[str, str]]]:
    """Yield position, first and last instant of incidents, but not of those whose external ids begin with a text."""
    rows = connection.execute(
        "SELECT geom, earliest, latest FROM incident WHERE geom NOT NULL AND earliest NOT NULL AND latest NOT NULL"
        " AND fid <= ? AND (? = '' OR external_ids IS NULL OR substr(external_ids, 1, ?) <> ?)",
        (up_to_fid, dataset, len(dataset), dataset),
    )
    for blob, earliest, latest in rows:
        lat, lon = point_of(blob)
        yield Position(lat=lat, lon=lon), (earliest, latest)


def read_around(
    connection: sqlite3.Connection,
    position: Position,
    radius_m: float,
    span: tuple[datetime, datetime],
    *,
    up_to_fid: int,
) -> list[Incident]:
    """Return the incidents in the boxes around a place, those of older rows, whose time overlaps a span."""
    earliest, latest = map(instant_text, span)
    ids = {
        record_id
        for box in search_boxes(position, radius_m)
        for (record_id,) in connection.execute(_AROUND, (*box, up_to_fid, latest, earliest))
    }
    found = (read_one(connection, Incident, record_id) for record_id in sorted(ids))
    return [incident for incident in found if incident is not None]
