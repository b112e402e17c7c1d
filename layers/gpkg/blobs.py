"""Geometries as a GeoPackage keeps them, packed and read with `struct` alone: a small header, then well-known binary.

OGC GeoPackage 1.4 (12-128r19), 2.1.3: "GP", a version, flags, the reference system, an envelope unless it is a point,
and ISO well-known binary. Longitude comes first. The R-tree needs five functions in SQL that read it.
"""

from __future__ import annotations

import math
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from shapely.geometry.base import BaseGeometry

SRS_ID = 4326

_POINT = struct.Struct("<2sBBiBIdd")
_HEADER = struct.Struct("<2sBBi4d")
_LITTLE_ENDIAN, _WITH_BOX, _EMPTY = 0b0000_0001, 0b0000_0010, 0b0001_0000
_OUR_POINT = bytes((*b"GP", 0, _LITTLE_ENDIAN))
_BOX_VALUES = {0: 0, 1: 4, 2: 6, 3: 6, 4: 8}

Box = tuple[float, float, float, float]
"""West, east, south, north: the order of an R-tree."""


def point_blob(*, lat: float, lon: float) -> bytes:
    """Return a point of WGS 84, in degrees.

    Examples
    --------
    >>> blob = point_blob(lat=33.5, lon=38.25)
    >>> len(blob), box_of(blob)
    (29, (38.25, 38.25, 33.5, 33.5))
    """
    return _POINT.pack(b"GP", 0, _LITTLE_ENDIAN, SRS_ID, 1, 1, lon, lat)


def shape_blob(shape: BaseGeometry) -> bytes | None:
    """Return a shape of WGS 84 in (lon, lat), with its envelope; None if it is empty."""
    from shapely import to_wkb

    if shape.is_empty:
        return None
    west, south, east, north = shape.bounds
    header = _HEADER.pack(b"GP", 0, _LITTLE_ENDIAN | _WITH_BOX, SRS_ID, west, east, south, north)
    return header + to_wkb(shape, byte_order=1, output_dimension=2)


def point_of(blob: bytes) -> tuple[float, float]:
    """Return the (lat, lon) of a point.

    Examples
    --------
    >>> point_of(point_blob(lat=33.5, lon=38.25))
    (33.5, 38.25)
    """
    west, _, south, _ = box_of(blob) or (math.nan,) * 4
    return south, west


def box_of(blob: bytes) -> Box | None:
    """Return the envelope of a geometry, whoever wrote it; None if it is empty.

    Raises
    ------
    ValueError
        If it is no geometry of a GeoPackage.
    """
    if len(blob) == _POINT.size and blob[:4] == _OUR_POINT:
        lon, lat = _POINT.unpack(blob)[-2:]
        return None if math.isnan(lon) else (lon, lon, lat, lat)
    if len(blob) < 8 or blob[:2] != b"GP":
        raise ValueError("no GeoPackage geometry")
    flags = blob[3]
    order = "<" if flags & 1 else ">"
    count = _BOX_VALUES.get(flags >> 1 & 7, 0)
    if flags & _EMPTY:
        return None
    if count:
        west, east, south, north = struct.unpack_from(f"{order}4d", blob, 8)
        return west, east, south, north
    lons, lats = [], []
    for lon, lat in _vertices(blob, 8):
        lons.append(lon)
        lats.append(lat)
    return (min(lons), max(lons), min(lats), max(lats)) if lons else None


def register_functions(connection: sqlite3.Connection) -> None:
    """Give a connection the functions that the R-tree's triggers call."""
    for index, name in enumerate(("ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY")):
        connection.create_function(name, 1, _side(index), deterministic=True)
    connection.create_function("ST_IsEmpty", 1, _is_empty, deterministic=True)


def _side(index: int) -> Callable[[bytes | None], float | None]:
    def side(blob: bytes | None) -> float | None:
        box = None if blob is None else box_of(blob)
        return None if box is None else box[index]

    return side


def _is_empty(blob: bytes | None) -> int | None:
    return None if blob is None else int(box_of(blob) is None)


def _vertices(blob: bytes, start: int) -> list[tuple[float, float]]:
    """Every vertex of a geometry in well-known binary; an empty point, whose coordinates are NaN, has none."""
    found: list[tuple[float, float]] = []
    _walk(blob, start, found)
    return found


def _walk(blob: bytes, at: int, found: list[tuple[float, float]]) -> int:
    order = "<" if blob[at] else ">"
    (code,) = struct.unpack_from(f"{order}I", blob, at + 1)
    kind, layout = code % 1000, (order, (2, 3, 3, 4)[code // 1000 % 4])
    at += 5
    if kind == 1:
        return _run(blob, at, 1, layout=layout, found=found)
    (count,) = struct.unpack_from(f"{order}I", blob, at)
    at += 4
    if kind == 2:
        return _run(blob, at, count, layout=layout, found=found)
    for _ in range(count):
        if kind == 3:
            (length,) = struct.unpack_from(f"{order}I", blob, at)
            at = _run(blob, at + 4, length, layout=layout, found=found)
        else:
            at = _walk(blob, at, found)
    return at


def _run(
    blob: bytes, at: int, count: int, *, layout: tuple[str, int], found: list[tuple[float, float]]
) -> int:
    order, dimensions = layout
    values = struct.unpack_from(f"{order}{count * dimensions}d", blob, at)
    pairs = zip(values[::dimensions], values[1::dimensions], strict=True)
    found.extend(pair for pair in pairs if not math.isnan(pair[0]))
    return at + count * dimensions * 8
