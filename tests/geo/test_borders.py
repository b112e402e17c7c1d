import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.borders import border_distance_m, border_distances_m
from geo.constructions import Circle, Corridor, Line, Parallel, PointSet, Polygon, SideOfLine, Union
from geo.errors import GeodesyError
from geo.geodesy import destination, distance_m
from geo.position import Position


def at(lat: float, lon: float) -> Position:
    return Position(lat=lat, lon=lon)


GARRISON = at(33.50583, 38.61778)
COUNTRY = Polygon(ring=(at(37, 36), at(36.5, 39), at(37, 42), at(33, 41), at(34, 38.5), at(32.5, 36)))
RIVER = (at(36.6, 38.01), at(36.17, 38.25), at(35.57, 39.93), at(34.42, 41.0))
ZONES = {
    "circle": Circle(center=GARRISON, radius_m=55_000),
    "polygon": COUNTRY,
    "line": Line(line=RIVER),
    "corridor": Corridor(line=RIVER, half_width_m=5_000),
    "side of a line": SideOfLine(line=RIVER, side="west", outline=COUNTRY),
    "parallel": Parallel(latitude_deg=35, side="north", outline=COUNTRY),
    "union": Union(parts=(Circle(center=GARRISON, radius_m=55_000), COUNTRY)),
    "union of parts apart": Union(parts=tuple(Circle(center=corner, radius_m=9_000) for corner in RIVER)),
    "points": PointSet(points=RIVER),
}
near = st.builds(Position, lat=st.floats(31, 39), lon=st.floats(34, 44))


@pytest.mark.parametrize("name", ZONES)
@settings(max_examples=25, deadline=None)
@given(near)
def test_one_position_and_a_column_get_the_same_answer(name, position):
    zone = ZONES[name]
    one = border_distance_m(zone, position)
    [many] = border_distances_m(zone, lat=[position.lat], lon=[position.lon])
    assert many == pytest.approx(one, abs=1e-3)


@pytest.mark.parametrize("name", ZONES)
@settings(max_examples=25, deadline=None)
@given(near, st.floats(0, 360), st.floats(0, 50_000))
def test_a_step_changes_the_distance_by_no_more_than_its_length(name, position, azimuth, step_m):
    # A signed distance to a border is 1-Lipschitz, whatever the shape: a strong check on which edge is
    # nearest and on sides.
    zone = ZONES[name]
    moved = destination(position, azimuth_deg=azimuth, distance_m=step_m)
    # where parts of a union meet, the drawn border is good to 0.5 m
    slack = 1.0 if name == "union" else 1e-3
    if name == "corridor":
        slack = 1e-3  # its inner distance is by definition that to the line
    assert abs(border_distance_m(zone, position) - border_distance_m(zone, moved)) <= step_m + slack


@pytest.mark.parametrize("name", ZONES)
def test_the_antipode_of_a_zone_is_outside(name):
    far = at(-34.0, -141.0)
    assert border_distance_m(ZONES[name], far) > 15_000_000
    assert border_distances_m(ZONES[name], lat=[far.lat], lon=[far.lon])[0] > 15_000_000


@pytest.mark.parametrize("azimuth", range(0, 360, 45))
@pytest.mark.parametrize("off_m", [-1e-6, 1e-6, -1.0, 1.0])
def test_a_micrometre_beside_a_circle_is_on_its_right_side(azimuth, off_m):
    zone = ZONES["circle"]
    beside = destination(GARRISON, azimuth_deg=azimuth, distance_m=55_000 + off_m)
    assert border_distance_m(zone, beside) == pytest.approx(off_m, abs=1e-7)
    column = border_distances_m(zone, lat=[beside.lat], lon=[beside.lon])
    assert column[0] == pytest.approx(off_m, abs=1e-7)


@pytest.mark.parametrize("corner", range(6))
@pytest.mark.parametrize("order", [1, -1])
def test_around_every_corner_the_side_is_right_whichever_way_the_ring_is_wound(corner, order):
    ring = COUNTRY.ring[::order]
    turned = Polygon(ring=ring)
    before, here, after = ring[corner - 1], ring[corner], ring[(corner + 1) % 6]
    # Just off the corner, the inside is between the two edges on the side of the ring's middle.
    for azimuth in range(0, 360, 5):
        position = destination(here, azimuth_deg=azimuth, distance_m=500)
        in_plane = _inside_by_even_odd([(p.lon, p.lat) for p in ring], position)
        by_edges = min(border_distance_m(Line(line=(before, here, after)), position), 500)
        if by_edges > 20:  # nearer than that, straight lines on the map and geodesics may disagree
            assert (border_distance_m(turned, position) < 0) == in_plane
            assert abs(border_distance_m(turned, position)) == pytest.approx(by_edges, abs=1e-3)


def _inside_by_even_odd(ring, position):
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > position.lat) != (y2 > position.lat):
            inside ^= position.lon < x1 + (position.lat - y1) / (y2 - y1) * (x2 - x1)
    return inside


def test_a_corner_itself_is_on_the_border():
    for corner in COUNTRY.ring:
        assert abs(border_distance_m(COUNTRY, corner)) < 1e-6


def test_edges_are_geodesics_and_not_straight_on_the_map():
    box = Polygon(ring=(at(34, 36), at(34, 41), at(30, 41), at(30, 36)))
    # 461 km along the 34th parallel: the geodesic runs up to 2.8 km north of it.
    assert border_distance_m(box, at(34.01, 38.5)) == pytest.approx(-1_700, abs=200)


def test_rows_without_a_location_have_no_distance():
    found = border_distances_m(COUNTRY, lat=[35, math.nan, 35], lon=[38, 38, math.nan])
    assert np.isnan(found).tolist() == [False, True, True]


def test_an_empty_column_has_an_empty_answer():
    assert border_distances_m(COUNTRY, lat=[], lon=[]).shape == (0,)
    assert border_distances_m(ZONES["union"], lat=[], lon=[]).shape == (0,)


def test_a_latitude_beyond_the_pole_is_refused():
    with pytest.raises(GeodesyError, match="latitude 95"):
        border_distances_m(COUNTRY, lat=[95.0], lon=[38.0])


def test_points_are_as_far_as_the_nearest_of_them():
    position = at(35, 39)
    expected = min(distance_m(position, corner) for corner in RIVER)
    assert border_distance_m(ZONES["points"], position) == pytest.approx(expected)


def test_outside_a_union_the_nearest_part_counts_exactly():
    position = destination(GARRISON, azimuth_deg=180, distance_m=60_000)
    assert border_distance_m(ZONES["union"], position) == pytest.approx(5_000, abs=1e-6)
