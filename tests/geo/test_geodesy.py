import itertools
import math
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import GeodesyError
from geo.geodesy import (
    Points,
    area_m2,
    azimuth_deg,
    circle_ring,
    compass_name,
    destination,
    distance_m,
    inverse,
    line_length_m,
    perimeter_m,
)
from geo.position import Position

lats = st.floats(-89.9, 89.9)
lons = st.floats(-180, 180)
positions = st.builds(Position, lat=lats, lon=lons)


def at(lat: float, lon: float) -> Position:
    return Position(lat=lat, lon=lon)


@settings(max_examples=100, deadline=None)
@given(positions, st.floats(0, 360), st.floats(0, 10_000_000))
def test_a_destination_lies_at_the_distance_asked_for(start, azimuth, metres):
    end = destination(start, azimuth_deg=azimuth, distance_m=metres)
    assert distance_m(start, end) == pytest.approx(metres, abs=1e-3)


@settings(max_examples=100, deadline=None)
@given(positions, st.floats(0, 360), st.floats(1_000, 10_000_000))
def test_a_destination_lies_in_the_direction_asked_for(start, azimuth, metres):
    end = destination(start, azimuth_deg=azimuth, distance_m=metres)
    # Two directions to one place differ near a pole or on both sides of the antipode: what counts is where
    # they lead.
    again = destination(start, azimuth_deg=azimuth_deg(start, end), distance_m=metres)
    assert distance_m(end, again) < 1e-3


@settings(max_examples=60, deadline=None)
@given(positions, positions)
def test_one_position_and_columns_get_the_same_answer(start, end):
    one = inverse(start, end)
    many = inverse(Points(lat=[start.lat], lon=[start.lon]), Points(lat=[end.lat], lon=[end.lon]))
    assert many.distance_m[0] == pytest.approx(one.distance_m, abs=1e-3)
    if 1 < one.distance_m < 19_900_000:
        assert math.remainder(many.azimuth_deg[0] - one.azimuth_deg, 360) == pytest.approx(0, abs=1e-6)
        turn = many.arrival_azimuth_deg[0] - one.arrival_azimuth_deg
        assert math.remainder(turn, 360) == pytest.approx(0, abs=1e-6)


def test_one_position_is_measured_to_each_of_many():
    ends = Points(lat=[33.6, 34.0], lon=[38.6, 38.7])
    far = distance_m(at(33.5, 38.6), ends)
    assert far.shape == (2,)
    assert far[1] == pytest.approx(distance_m(at(33.5, 38.6), at(34.0, 38.7)), abs=1e-3)


def test_destinations_of_columns_are_columns():
    ends = destination(at(33.5, 38.6), azimuth_deg=np.array([0.0, 90.0]), distance_m=1_000.0)
    one = destination(at(33.5, 38.6), azimuth_deg=90.0, distance_m=1_000.0)
    assert (ends.lat[1], ends.lon[1]) == pytest.approx((one.lat, one.lon), abs=1e-9)


def test_a_missing_location_has_no_distance_and_spoils_no_other():
    far = distance_m(at(33.5, 38.6), Points(lat=[33.6, math.nan], lon=[38.6, 38.7]))
    assert far[0] > 0
    assert math.isnan(far[1])


def test_measuring_leaves_the_callers_columns_as_they_were():
    lat, lon = np.array([33.6, 34.0]), np.array([38.6, 38.7])
    distance_m(at(33.5, 38.6), Points(lat=lat, lon=lon))
    assert lat.tolist() == [33.6, 34.0]
    assert lon.tolist() == [38.6, 38.7]


def test_columns_that_do_not_fit_are_refused():
    with pytest.raises(GeodesyError, match="do not fit each other"):
        Points(lat=[1, 2, 3], lon=[1, 2])


def test_a_latitude_beyond_the_pole_is_refused_with_its_row():
    with pytest.raises(GeodesyError, match=r"latitude 91\.0 in row 1"):
        Points(lat=[1, 91], lon=[1, 2])


@pytest.mark.parametrize("azimuth", [math.nan, math.inf])
def test_a_direction_that_is_no_number_is_refused(azimuth):
    with pytest.raises(GeodesyError, match="not both finite"):
        destination(at(0, 0), azimuth_deg=azimuth, distance_m=1)


@pytest.mark.parametrize(
    ("azimuth", "points", "name"),
    [
        (0, 8, "N"), (360, 8, "N"), (359, 16, "N"), (22.4, 8, "N"), (22.6, 8, "NE"), (315, 8, "NW"), (-45, 16, "NW"),
        (337.5, 16, "NNW"), (180, 4, "S"), (719, 4, "N"), (247.5, 16, "WSW"),
    ],
)  # fmt: skip
def test_azimuths_have_compass_names(azimuth, points, name):
    assert compass_name(azimuth, points=points) == name


def test_a_compass_of_other_divisions_has_no_names():
    with pytest.raises(GeodesyError, match="compass of 32"):
        compass_name(0, points=32)


def test_areas_do_not_depend_on_winding_or_on_a_repeated_first_corner():
    ring = [at(33, 38), at(33, 39), at(34, 39)]
    assert area_m2(ring[::-1]) == pytest.approx(area_m2(ring), abs=1e-3)
    assert area_m2([*ring, ring[0]]) == pytest.approx(area_m2(ring), abs=1e-3)
    assert perimeter_m(ring) == pytest.approx(line_length_m([*ring, ring[0]]), abs=1e-6)


def test_two_corners_have_no_area():
    with pytest.raises(GeodesyError, match="three positions"):
        area_m2([at(0, 0), at(0, 1)])


@pytest.mark.parametrize("radius_m", [1, 5_000, 55_000, 400_000])
def test_a_circles_ring_is_closed_counterclockwise_and_on_the_circle(radius_m):
    center = at(33.5, 38.6)
    ring = circle_ring(center, radius_m=radius_m)
    assert ring[0] == ring[-1]
    assert all(abs(distance_m(center, at(lat, lon)) - radius_m) < 1e-3 for lon, lat in ring)
    shoelace = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in itertools.pairwise(ring))
    assert shoelace > 0


def test_a_circle_across_the_180th_meridian_has_no_jump():
    ring = circle_ring(at(-17, 179.9), radius_m=55_000)
    assert max(lon for lon, _ in ring) > 180
    assert max(abs(a[0] - b[0]) for a, b in itertools.pairwise(ring)) < 0.01


@pytest.mark.parametrize(("lat", "radius_m"), [(89.8, 55_000), (-90, 1_000), (60, 3_400_000)])
def test_a_circle_that_holds_a_pole_cannot_be_drawn(lat, radius_m):
    with pytest.raises(GeodesyError, match="pole"):
        circle_ring(at(lat, 0), radius_m=radius_m)


@pytest.mark.parametrize("radius_m", [0, -1, math.nan, math.inf])
def test_a_circle_needs_a_radius(radius_m):
    with pytest.raises(GeodesyError, match="radius"):
        circle_ring(at(0, 0), radius_m=radius_m)


def test_one_position_is_judged_without_importing_numpy_shapely_or_pyproj():
    code = """
import sys
from geo.constructions import Circle, Corridor, Parallel, Polygon, SideOfLine
from geo.geodesy import destination, distance_m
from geo.position import Position
from geo.verdicts import verdict
here = Position(lat=33.5, lon=38.6, uncertainty_m=20_000)
distance_m(here, destination(here, azimuth_deg=45, distance_m=27_000))
country = Polygon(ring=tuple(Position(lat=lat, lon=lon) for lat, lon in [(37, 36), (37, 42), (33.4, 42), (33.4, 36)]))
line = (Position(lat=36, lon=38.5), Position(lat=34, lon=38.6))
for zone in (
    Circle(center=here, radius_m=10_000), country, Corridor(line=line, half_width_m=50_000),
    SideOfLine(line=line, side="west", outline=country), Parallel(latitude_deg=33.6, side="south", outline=country),
):
    assert verdict(here, zone).status == "possible", zone
print(*{"numpy", "shapely", "pyproj", "pandas"} & set(sys.modules))
"""
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == ""
