"""Distances to borders, held to brute force and to a published interception.

Brute force: points every few hundred metres along each edge, by `geographiclib`'s direct problem; the nearest
of them by the inverse problem; a golden-section search between its neighbours. It shares with our code the
two problems of Karney alone, and neither its sphere, its sifting nor its way to the foot. The side is told by
Shapely's even-odd rule on the same dense ring.
"""

import itertools
import math
import random

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from pyproj import Geod

from geo.borders import border_distance_m, border_distances_m
from geo.borders.edges import EdgeBorder
from geo.constructions import Circle, Corridor, Line, Parallel, Polygon, SideOfLine, Union
from geo.outlines import outline_rings
from geo.position import Position

GEOD = Geod(ellps="WGS84")
WGS84 = Geodesic.WGS84


def at(lat: float, lon: float) -> Position:
    return Position(lat=lat, lon=lon)


def moved(start: Position, azimuth: float, metres: float) -> Position:
    found = WGS84.Direct(start.lat, start.lon, azimuth, metres)
    return at(found["lat2"], found["lon2"])


def star(center: Position, corners: int, reach_m: float, chance: random.Random) -> tuple[Position, ...]:
    turns = sorted(chance.uniform(0, 360) for _ in range(corners))
    return tuple(moved(center, turn, reach_m * chance.uniform(0.3, 1)) for turn in turns)


def dense_edge(start: Position, end: Position, step_m: float):
    line = WGS84.InverseLine(start.lat, start.lon, end.lat, end.lon)
    count = max(2, math.ceil(line.s13 / step_m))
    return line, np.linspace(0, line.s13, count + 1)


def brute_distance_m(edges, position: Position) -> float:
    """The distance to the nearest of geodesic edges, by nothing but the direct and the inverse problem."""
    best = math.inf
    for start, end in edges:
        line, stations = dense_edge(start, end, 3_000)
        places = [line.Position(metres) for metres in stations]
        metres = GEOD.inv(
            [position.lon] * len(places), [position.lat] * len(places),
            [place["lon2"] for place in places], [place["lat2"] for place in places],
        )[2]  # fmt: skip
        i = int(np.argmin(metres))
        if metres[i] - 3_000 > best:
            continue
        low, high = stations[max(i - 1, 0)], stations[min(i + 1, len(stations) - 1)]

        def far(along, line=line):
            there = line.Position(along)
            return WGS84.Inverse(there["lat2"], there["lon2"], position.lat, position.lon)["s12"]

        golden = (math.sqrt(5) - 1) / 2
        while high - low > 1e-3:
            a, b = high - golden * (high - low), low + golden * (high - low)
            low, high = (low, b) if far(a) < far(b) else (a, high)
        best = min(best, far((low + high) / 2))
    return best


def brute_inside(ring, position: Position) -> bool:
    points = []
    for start, end in zip(ring, (*ring[1:], ring[0]), strict=True):
        line, stations = dense_edge(start, end, 1_000)
        points += [line.Position(metres) for metres in stations[:-1]]
    return bool(shapely.contains_xy(
        shapely.Polygon([(point["lon2"], point["lat2"]) for point in points]), position.lon, position.lat
    ))  # fmt: skip


def test_the_nearest_point_of_a_line_is_that_of_karneys_example():
    # Karney, GeographicLib discussion 1026621, thread 21aaff9f: Istanbul-Washington and Reykjavik meet at
    # 54.92853149711691 N 21.93729106604878 W; the inverse problem from there to Reykjavik gives
    # 1010585.9988368 m.
    line = EdgeBorder([(at(42, 29), at(39, -77))], closed=False)
    assert line.distance_m(at(64, -22)) == pytest.approx(1010585.9988368, abs=1e-6)


@pytest.mark.parametrize("reach_m", [5_000, 55_000, 250_000])
@pytest.mark.parametrize("lat", [33.5, -62.0, 0.5])
def test_polygons_up_to_500_km_across_agree_with_brute_force_within_1_mm(reach_m, lat):
    chance = random.Random(int(reach_m + lat))
    center = at(lat, 38.6)
    ring = star(center, 9, reach_m, chance)
    polygon = Polygon(ring=ring)
    for _ in range(12):
        position = moved(center, chance.uniform(0, 360), reach_m * chance.uniform(0, 1.5))
        expected = brute_distance_m(zip(ring, (*ring[1:], ring[0]), strict=True), position)
        expected *= -1 if brute_inside(ring, position) else 1
        assert border_distance_m(polygon, position) == pytest.approx(expected, abs=1e-3)


def test_a_micrometre_off_a_long_edge_is_on_its_right_side():
    west, east = at(33, 36), at(33, 41)
    box = Polygon(ring=(west, east, at(36, 41), at(36, 36)))
    line = WGS84.InverseLine(west.lat, west.lon, east.lat, east.lon)
    for share in np.linspace(0.05, 0.95, 19):
        place = line.Position(line.s13 * share)
        for off_m in (1e-6, 1e-3, 1.0):
            for turn, sign in ((-90, -1), (90, 1)):
                found = WGS84.Direct(place["lat2"], place["lon2"], place["azi2"] + turn, off_m)
                position = at(found["lat2"], found["lon2"])
                # coordinates themselves are rounded to about 1 nm
                assert border_distance_m(box, position) == pytest.approx(sign * off_m, abs=5e-8)


def test_lines_and_corridors_agree_with_brute_force_within_1_mm():
    chance = random.Random(5)
    start = at(36.82, 38.01)
    line = [start]
    for _ in range(8):
        line.append(moved(line[-1], 135 + chance.uniform(-60, 60), chance.uniform(20_000, 60_000)))
    corridor = Corridor(line=tuple(line), half_width_m=5_000)
    for _ in range(20):
        position = moved(line[4], chance.uniform(0, 360), chance.uniform(0, 200_000))
        expected = brute_distance_m(itertools.pairwise(line), position)
        assert border_distance_m(Line(line=tuple(line)), position) == pytest.approx(expected, abs=1e-3)
        assert border_distance_m(corridor, position) == pytest.approx(expected - 5_000, abs=1e-3)


COUNTRY = Polygon(
    ring=(at(37.0, 36.0), at(36.5, 39.0), at(37.2, 42.0), at(34.5, 41.2), at(33.0, 38.8), at(32.4, 36.2))
)


def test_the_border_of_a_part_north_of_a_parallel_follows_the_parallel_within_1_m():
    north = Parallel(latitude_deg=34.75, side="north", outline=COUNTRY)
    for lon in np.linspace(37.5, 40.0, 26):
        # Near a parallel the meridian is the way to it: perpendicular, and so the shortest.
        for degrees in (0.02, -0.02):
            position = at(34.75 + degrees, lon)
            metres = GEOD.inv(lon, 34.75, lon, position.lat)[2]
            assert border_distance_m(north, position) == pytest.approx(-math.copysign(metres, degrees), abs=1)
    # A geodesic between the same ends would be 1.4 km off in the middle.


def test_the_side_of_a_line_is_bounded_by_line_and_outline():
    river = (at(36.3, 38.2), at(35.9, 38.6), at(35.3, 40.1), at(34.9, 40.5))  # both ends inside the outline
    west = SideOfLine(line=river, side="west", outline=COUNTRY)
    east = SideOfLine(line=river, side="east", outline=COUNTRY)
    chance = random.Random(8)
    for _ in range(30):
        position = at(chance.uniform(32.5, 37), chance.uniform(36, 42))
        in_country = border_distance_m(COUNTRY, position)
        sides = border_distance_m(west, position), border_distance_m(east, position)
        assert (min(sides) <= 0) == (in_country <= 0)
        assert max(sides) > 0
        # the nearer border of the two parts is the country's, or the line itself
        nearest = min(abs(sides[0]), abs(sides[1]))
        expected = min(abs(in_country), border_distance_m(Line(line=river), position))
        assert nearest <= expected + 1e-3
    on_line = border_distance_m(Line(line=river), at(35.5, 39.0))
    assert border_distance_m(west, at(35.5, 39.0)) == pytest.approx(-on_line, abs=1e-3)


def test_inside_overlapping_parts_the_border_of_the_whole_counts():
    # Two circles of 30 km, 20 km apart: in the middle between them the nearest border is where they cross.
    middle = at(33.5, 38.6)
    parts = tuple(Circle(center=moved(middle, way, 10_000), radius_m=30_000) for way in (90, 270))
    union = Union(parts=parts)
    rings = outline_rings(union, tolerance_m=0.01)
    [ring] = rings
    expected = min(GEOD.inv(middle.lon, middle.lat, lon, lat)[2] for lon, lat in ring)
    assert border_distance_m(union, middle) == pytest.approx(-expected, abs=1)
    assert expected > 28_000  # against 20 km to the nearest part's border
    assert border_distances_m(union, lat=[middle.lat], lon=[middle.lon])[0] == pytest.approx(-expected, abs=1)


def test_a_hole_in_a_union_is_outside():
    middle = at(33.5, 38.6)
    ring_of_posts = Union(
        parts=tuple(Circle(center=moved(middle, 45 * i, 30_000), radius_m=14_000) for i in range(8))
    )
    assert border_distance_m(ring_of_posts, middle) == pytest.approx(16_000, abs=1e-3)
    assert border_distance_m(ring_of_posts, moved(middle, 0, 30_000)) < 0


def chord_strays_m(ring, construction) -> float:
    """How far the middles of drawn chords, on both kinds of map, are from the true border."""
    lons, lats = (np.array(column) for column in zip(*ring, strict=True))
    middle_lon = (lons[1:] + lons[:-1]) / 2
    plain = (lats[1:] + lats[:-1]) / 2
    y = np.arcsinh(np.tan(np.radians(lats)))
    mercator = np.degrees(np.arctan(np.sinh((y[1:] + y[:-1]) / 2)))
    return max(
        np.abs(border_distances_m(construction, lat=lat, lon=middle_lon)).max() for lat in (plain, mercator)
    )


@pytest.mark.parametrize(
    "construction",
    [
        COUNTRY,
        Parallel(latitude_deg=34.75, side="south", outline=COUNTRY),
        SideOfLine(line=(at(36.3, 38.2), at(34.9, 40.5)), side="west", outline=COUNTRY),
        Corridor(line=(at(33.3747, 38.7936), at(33.3, 38.63), at(33.2, 38.42)), half_width_m=5_000),
        Corridor(line=(at(60, 20), at(61, 25)), half_width_m=60_000),
        Circle(center=at(65, 20), radius_m=400_000),
    ],
    ids=["polygon", "parallel", "side of a line", "corridor", "wide corridor", "wide circle"],
)
def test_drawn_chords_stray_less_than_1_m(construction):
    for ring in outline_rings(construction):
        assert chord_strays_m(ring, construction) < 1
