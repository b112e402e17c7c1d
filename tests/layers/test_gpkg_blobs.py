"""Geometries as GeoPackage blobs: ours, and those that other programs write."""

from __future__ import annotations

import struct

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from layers.gpkg.blobs import box_of, point_blob, point_of, shape_blob

WKT = (
    "POINT (38.6 33.5)",
    "LINESTRING (1 2, 3 -4, 5 6)",
    "POLYGON ((0 0, 4 0, 4 3, 0 0), (1 0.5, 2 0.5, 2 1, 1 0.5))",
    "MULTIPOINT (1 2, 3 4)",
    "MULTILINESTRING ((0 0, 1 1), (5 5, 7 -2))",
    "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((10 10, 12 10, 12 13, 10 10)))",
    "GEOMETRYCOLLECTION (POINT (9 9), LINESTRING (1 2, 3 4))",
    "POINT Z (1 2 3)",
    "LINESTRING Z (1 2 50, 3 4 60)",
    "POLYGON Z ((0 0 9, 4 0 9, 4 3 9, 0 0 9))",
)


def others_blob(shape: shapely.Geometry, *, byte_order: int) -> bytes:
    """A blob without an envelope, as GDAL writes points and other programs write all."""
    header = struct.pack("<2sBBi" if byte_order else ">2sBBi", b"GP", 0, byte_order, 4326)
    return header + shapely.to_wkb(shape, byte_order=byte_order, flavor="iso")


@pytest.mark.parametrize("wkt", WKT)
@pytest.mark.parametrize("byte_order", [0, 1])
def test_the_box_of_any_geometry_is_the_one_shapely_finds(wkt: str, byte_order: int) -> None:
    shape = shapely.from_wkt(wkt)
    west, south, east, north = shape.bounds
    assert box_of(others_blob(shape, byte_order=byte_order)) == (west, east, south, north)


@pytest.mark.parametrize("wkt", WKT)
def test_a_shape_of_ours_holds_its_envelope_and_its_flat_coordinates(wkt: str) -> None:
    shape = shapely.force_2d(shapely.from_wkt(wkt))
    blob = shape_blob(shape)
    assert blob is not None
    west, south, east, north = shape.bounds
    assert box_of(blob) == (west, east, south, north)
    assert shapely.from_wkb(blob[40:]).equals(shape)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_point_comes_back_to_the_last_bit(lat: float, lon: float) -> None:
    blob = point_blob(lat=lat, lon=lon)
    assert point_of(blob) == (lat, lon)
    assert shapely.from_wkb(blob[8:]).coords[0] == (lon, lat)


def test_an_empty_geometry_has_no_box() -> None:
    assert shape_blob(shapely.Polygon()) is None
    assert box_of(others_blob(shapely.Point(), byte_order=1)) is None
    assert (
        box_of(struct.pack("<2sBBi", b"GP", 0, 0b0001_0001, 4326) + shapely.to_wkb(shapely.Polygon())) is None
    )


def test_what_is_no_geometry_is_refused() -> None:
    with pytest.raises(ValueError, match="no GeoPackage geometry"):
        box_of(b"PK\x03\x04 and more")
