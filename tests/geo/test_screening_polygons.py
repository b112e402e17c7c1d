"""The fast filter of polygons: geodesic edges held to exact distances, planar edges to Shapely."""

import itertools
import math
import random

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.borders import border_distances_m
from geo.constructions import Line, Parallel, Polygon, SideOfLine
from geo.errors import ConstructionError, GeodesyError
from geo.outlines import outline_rings
from geo.position import Position
from geo.screening import polygon_index, within_polygons
from geo.screening.columns import BLOCK
from geo.screening.crossings import PAIRS
from geo.screening.drawing import DOUBT_M, STRAY_M, drawings

WGS84 = Geodesic.WGS84


def at(lat: float, lon: float) -> Position:
    return Position(lat=lat, lon=math.remainder(lon, 360))


def polygon(*corners: tuple[float, float]) -> Polygon:
    return Polygon(ring=tuple(at(lat, lon) for lat, lon in corners))


def moved(start: Position, azimuth: float, metres: float) -> Position:
    found = WGS84.Direct(start.lat, start.lon, azimuth, metres)
    return at(found["lat2"], found["lon2"])


def star(center: Position, corners: int, reach_m: float, seed: int) -> Polygon:
    chance = random.Random(seed)
    turns = sorted(chance.uniform(0, 360) for _ in range(corners))
    return Polygon(ring=tuple(moved(center, turn, reach_m * chance.uniform(0.3, 1)) for turn in turns))


def edges_of(ring):
    return zip(ring, (*ring[1:], ring[0]), strict=True)


def beside_edges(area: Polygon, offsets_m, shares=(0.0, 1e-9, 0.31, 0.5, 0.77, 1.0)):
    """Points beside edges and corners, so many metres to the left and to the right."""
    for start, end in edges_of(area.ring):
        line = WGS84.InverseLine(start.lat, start.lon, end.lat, end.lon)
        for share, offset in itertools.product(shares, offsets_m):
            place = line.Position(line.s13 * share)
            for turn in (-90, 90):
                yield moved(at(place["lat2"], place["lon2"]), place["azi2"] + turn, offset)


def columns(positions):
    return np.array([p.lat for p in positions]), np.array([p.lon for p in positions])


def hits_as_table(found, polygons: int, points: int):
    table = np.zeros((polygons, points), dtype=bool)
    table[found.polygon, found.point] = True
    assert table.sum() == len(found)  # no pair twice
    return table


def assert_as_distances_say(areas, lat, lon):
    found = hits_as_table(within_polygons(areas, lat=lat, lon=lon), len(areas), len(lat))
    for area, row in zip(areas, found, strict=True):
        np.testing.assert_array_equal(row, border_distances_m(area, lat=lat, lon=lon) <= 0)


@pytest.mark.parametrize("reach_m", [80.0, 5_000.0, 250_000.0, 2_000_000.0])
@pytest.mark.parametrize(("lat", "lon"), [(33.5, 38.6), (0.2, 179.99), (-62.0, -179.5), (52.0, 12.0)])
def test_geodesic_polygons_are_answered_as_exact_distances_say(lat, lon, reach_m):
    chance = np.random.default_rng(int(reach_m))
    center = at(lat, lon)
    areas = [star(moved(center, 120 * i, reach_m / 2), 9, reach_m, seed=i) for i in range(3)]  # they overlap
    near = [moved(center, chance.uniform(0, 360), reach_m * chance.uniform(0, 2.5)) for _ in range(500)]
    border = list(beside_edges(areas[0], (0.0, 1e-6, 0.4, 0.99, 1.5)))
    lats, lons = columns(near + border)
    assert_as_distances_say(areas, lats, lons)


def test_a_micrometre_on_either_side_of_a_geodesic_edge_is_told_apart():
    box = polygon((33, 36), (33, 41), (36, 41), (36, 36))  # counterclockwise: its inside is to the left
    lat, lon = columns(list(beside_edges(box, (1e-6,), shares=np.linspace(0.02, 0.98, 40))))
    found = hits_as_table(within_polygons([box], lat=lat, lon=lon), 1, len(lat))[0]
    np.testing.assert_array_equal(found, np.arange(len(lat)) % 2 == 0)


def test_edges_across_a_continent_follow_the_geodesic_and_not_the_map():
    # 528 m per 200 km at 34 degrees, and 70 km here: the middle of the northern edge
    box = polygon((34, 30), (34, 55), (30, 55), (30, 30))
    edge = WGS84.InverseLine(34, 30, 34, 55)
    top = edge.Position(edge.s13 / 2)
    lat = top["lat2"] + np.array([-1e-4, 1e-4])
    assert top["lat2"] > 34.6
    assert within_polygons([box], lat=lat, lon=top["lon2"]).point.tolist() == [0]
    assert len(within_polygons([box], lat=lat, lon=top["lon2"], edges="planar")) == 0


def test_a_triangle_whose_corners_turn_the_other_way_than_its_edges_is_answered_right():
    # Straight on the map, the middle corner lies to one side of the longest edge; of the geodesic, to the other.
    corners = (-50.19, 14.51), (-75.36, -41.24), (-68.63, -17.93)
    area = polygon(*corners)
    [ring] = outline_rings(area)
    assert shapely.LinearRing(ring).is_ccw
    assert shapely.LinearRing([(lon, lat) for lat, lon in corners]).is_ccw  # and the wrong way round at that
    assert ring[0] == (-17.93, -68.63)
    chance = np.random.default_rng(1)
    lat, lon = chance.uniform(-80, -45, 5_000), chance.uniform(-60, 30, 5_000)
    found = hits_as_table(within_polygons([area], lat=lat, lon=lon), 1, len(lat))[0]
    np.testing.assert_array_equal(found, shapely.contains_xy(shapely.Polygon(ring), lon, lat))


def test_sides_of_lines_and_parallels_are_answered_as_exact_distances_say():
    country = polygon((37.0, 36.0), (36.5, 39.0), (37.2, 42.0), (34.5, 41.2), (33.0, 38.8), (32.4, 36.2))
    river = (at(36.3, 38.2), at(35.9, 38.6), at(35.3, 40.1), at(34.9, 40.5))
    areas = [
        SideOfLine(line=river, side="west", outline=country),
        Parallel(latitude_deg=34.75, side="north", outline=country),
        country,
    ]
    chance = np.random.default_rng(4)
    lat, lon = chance.uniform(32, 38, 3_000), chance.uniform(35.5, 42.5, 3_000)
    lat[:300] = 34.75 + chance.uniform(-2e-5, 2e-5, 300)
    assert_as_distances_say(areas, lat, lon)


def test_a_polygon_across_the_180th_meridian_is_one():
    box = polygon((-17, 179), (-17, -179), (-16, -179), (-16, 179))
    touching = polygon((10, 170), (11, 170), (11, 180), (10, 180))
    also_touching = polygon((10, -180), (11, -180), (11, -170), (10, -170))
    for edges in ("geodesic", "planar"):
        index = polygon_index([box, touching, also_touching], edges=edges)
        for lon in (180.0, -180.0, 540.0, -540.0):
            found = index.hits(lat=[-16.5, 10.5], lon=lon).polygon.tolist()
            if edges == "planar":
                assert found == [0, 1, 2]
            else:  # on an edge, and no farther off than rounding
                assert found == [0] + [
                    n for n, area in ((1, touching), (2, also_touching))
                    if border_distances_m(area, lat=10.5, lon=180)[0] <= 0
                ]  # fmt: skip
        assert index.hits(lat=-16.5, lon=[178.99, 179.01, -179.01, -178.99, 539.5]).point.tolist() == [
            1,
            2,
            4,
        ]


def test_an_edge_that_all_but_meets_a_pole_is_answered_by_distances_alone():
    # its geodesic passes 2 km from the pole, where no chord in longitude and latitude is like it
    area = polygon((88, 0), (88, 179), (85, 179), (85, 0))
    assert drawings(area, number=0, edges="geodesic") is None
    other = polygon((84, 0), (84, 40), (86, 40), (86, 0))
    chance = np.random.default_rng(2)
    assert_as_distances_say(
        [other, area, other], chance.uniform(83.5, 90, 2_000), chance.uniform(-180, 180, 2_000)
    )


@pytest.mark.parametrize("lat", [0.0, 33.5, -85.0])
def test_the_cell_of_every_point_in_doubt_knows_of_the_edge(lat):
    area = star(at(lat, 38.6), 40, 80.0, seed=2)  # its cells are half a metre wide
    grid = polygon_index([area]).grid
    lats, lons = columns(list(beside_edges(area, (0.3, 0.99 * DOUBT_M))))
    first = grid.first[grid.frame.cells(lats, lons)]
    assert np.all(first > 0)
    assert np.all(grid.beside[first] >= 0)


@pytest.mark.parametrize(
    "area",
    [
        polygon((34, 30), (34, 55), (30, 55), (30, 30)),
        polygon((0, 0), (1e-3, 40), (20, 40), (20, 0)),
        polygon((80, 0), (80, 90), (70, 90), (70, 0)),
        polygon((89, 10), (88.9, 60), (87, 60), (87, 10)),
        star(at(-62, 179), 9, 1_500_000, seed=3),
    ],
    ids=["mid-latitude", "equator", "80 degrees", "89 degrees", "star"],
)
def test_drawn_chords_stray_less_than_the_proof_allows(area):
    [drawing, *_] = drawings(area, number=0, edges="geodesic")
    [ring] = drawing.rings
    border = Line(line=(*area.ring, area.ring[0]))
    step = max(1, len(ring) // 400)
    for share in (0.2, 0.5, 0.8):
        lon, lat = (ring[:-1] + share * np.diff(ring, axis=0))[::step].T
        assert border_distances_m(border, lat=lat, lon=lon).max() < 1.1 * STRAY_M < DOUBT_M


@given(
    corners=st.lists(st.tuples(st.integers(-4, 4), st.integers(-4, 4)), min_size=3, max_size=9, unique=True),
    points=st.lists(st.tuples(st.integers(-20, 20), st.integers(-20, 20)), min_size=1, max_size=20),
)
@settings(max_examples=150, deadline=None)
def test_planar_polygons_are_answered_as_shapely_does_on_edges_and_corners_too(corners, points):
    middle_lat, middle_lon = np.mean(corners, axis=0)
    corners.sort(key=lambda corner: math.atan2(corner[0] - middle_lat, corner[1] - middle_lon))
    try:
        area = polygon(*corners)
    except ConstructionError:  # a corner twice in one direction: no ring
        return
    shape = shapely.Polygon([(lon, lat) for lat, lon in corners])
    lat, lon = (np.array(values) / 4 for values in zip(*points, strict=True))
    found = hits_as_table(within_polygons([area], lat=lat, lon=lon, edges="planar"), 1, len(lat))[0]
    np.testing.assert_array_equal(found, shapely.intersects_xy(shape, lon, lat))


def test_planar_polygons_of_many_corners_are_answered_as_shapely_does():
    chance = np.random.default_rng(9)
    angles = np.linspace(0, math.tau, 1_000, endpoint=False)
    areas, shapes = [], []
    for i in range(6):
        reach = 1 + 0.3 * np.sin(5 * angles + i) + 0.05 * np.sin(60 * angles)
        lat, lon = 34 + 0.4 * i + reach * np.sin(angles), 38 + 0.7 * i + reach * np.cos(angles)
        areas.append(polygon(*zip(lat.tolist(), lon.tolist(), strict=True)))
        shapes.append(shapely.Polygon(np.column_stack((lon, lat))))
    lat, lon = chance.uniform(32, 38, 3 * BLOCK + 7), chance.uniform(36, 43, 3 * BLOCK + 7)
    found = within_polygons(areas, lat=lat, lon=lon, edges="planar")
    table = hits_as_table(found, len(areas), len(lat))
    for shape, row in zip(shapes, table, strict=True):
        np.testing.assert_array_equal(row, shapely.contains_xy(shape, lon, lat))
    assert table.sum(axis=0).max() >= 2
    order = np.lexsort((found.polygon, found.point))
    np.testing.assert_array_equal(order, np.arange(len(found)))


def test_many_edges_in_one_cell_are_looked_at_in_pieces():
    angles = np.linspace(0, math.tau, 800, endpoint=False)
    lat, lon = 33.5 + 1e-3 * np.sin(angles), 38.6 + 1e-3 * np.cos(angles)
    small = polygon(*zip(lat.tolist(), lon.tolist(), strict=True))
    far = polygon((-40, -170), (-40, -160), (-30, -160), (-30, -170))
    chance = np.random.default_rng(6)
    lats, lons = chance.uniform(33.4985, 33.5015, 4_000), chance.uniform(38.5985, 38.6015, 4_000)
    assert lats.size * angles.size > 3 * PAIRS
    found = within_polygons([far, small], lat=lats, lon=lons, edges="planar")
    shape = shapely.Polygon(np.column_stack((lon, lat)))
    np.testing.assert_array_equal(found.point, np.flatnonzero(shapely.contains_xy(shape, lons, lats)))
    assert set(found.polygon.tolist()) == {1}


def test_a_strip_wound_twice_around_a_pole_is_answered_right():
    # Longitudes of its ring run over 720 degrees, and a point is met once on one of the turns.
    outward = [(70 + turn / 90, turn) for turn in range(0, 721, 30)]
    back = [(lat + 1, lon) for lat, lon in reversed(outward)]
    strip = polygon(*outward, *back)
    chance = np.random.default_rng(12)
    assert_as_distances_say([strip], chance.uniform(69, 80, 1_500), chance.uniform(-180, 180, 1_500))


def test_points_without_location_are_in_nothing():
    box = polygon((33, 38), (33, 39), (34, 39), (34, 38))
    lat = [33.5, math.nan, 33.5, 33.5, 33.5]
    lon = [38.5, 38.5, math.nan, math.inf, -math.inf]
    for edges in ("geodesic", "planar"):
        assert within_polygons([box], lat=lat, lon=lon, edges=edges).point.tolist() == [0]
        assert len(within_polygons([box], lat=[], lon=[], edges=edges)) == 0
        assert len(within_polygons([], lat=lat, lon=lon, edges=edges)) == 0


def test_what_cannot_be_answered_is_refused():
    box = polygon((33, 38), (33, 39), (34, 39), (34, 38))
    with pytest.raises(ConstructionError, match="'rhumb' are neither"):
        within_polygons([box], lat=33, lon=38, edges="rhumb")
    with pytest.raises(GeodesyError, match=r"latitude 91\.0 in row 1"):
        within_polygons([box], lat=[33, 91], lon=38)
