"""The fast filter of circles, held to Karney's inverse problem by pyproj.Geod: not one wrong answer, anywhere."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod, Transformer

from geo.constructions import Circle
from geo.errors import GeodesyError
from geo.position import Position
from geo.screening import within_circle
from geo.screening.bounds import box_around, chord_bounds_m2
from geo.screening.circles import within_distance
from geo.screening.columns import BLOCK, Columns

GEOD = Geod(ellps="WGS84")
GARRISON = Position(lat=33.50583, lon=38.61778)
CENTERS = [
    (33.50583, 38.61778), (0.0, 0.0), (0.0, 180.0), (1e-9, -180.0), (-17.0, 179.9), (45.0, -179.99999),
    (90.0, 0.0), (-90.0, 77.0), (89.9999, 10.0), (-89.6, 180.0), (66.5, -90.0), (-33.9, 151.2),
]  # fmt: skip
RADII_M = [1e-3, 1.0, 250.0, 55_000.0, 480_000.0, 2_000_000.0, 5_000_000.0]
# From a micrometre, on either side of the border; 1e-9 m is the rounding of coordinates themselves.
OFFSETS_M = [0.0, 1e-9, 1e-7, 1e-6, 1e-5, 1e-3, 0.1, 0.2, 1.0, 30.0, 1_000.0, 20_000.0]


def metres_from(center: Position, lat, lon):
    ones = np.ones_like(lat)
    return GEOD.inv(center.lon * ones, center.lat * ones, lon, lat)[2]


def points_at(center: Position, metres, azimuths):
    ones = np.ones_like(metres)
    lon, lat, _ = GEOD.fwd(center.lon * ones, center.lat * ones, azimuths, metres)
    return lat, lon


@pytest.mark.parametrize("radius_m", RADII_M)
@pytest.mark.parametrize(("lat", "lon"), CENTERS)
def test_no_answer_is_wrong_at_the_border_near_it_or_anywhere_on_earth(lat, lon, radius_m):
    center = Position(lat=lat, lon=lon)
    chance = np.random.default_rng(int(radius_m) + int(lat * 100) % 1000)
    offsets = np.array(OFFSETS_M)
    offsets = np.concatenate((offsets, -offsets[offsets < radius_m]))
    at_border = radius_m + np.tile(offsets, 60)
    metres = np.concatenate((at_border, chance.uniform(0, min(3 * radius_m, 1.9e7), 1_500)))
    near = points_at(center, metres, chance.uniform(0, 360, metres.size))
    anywhere = np.degrees(np.arcsin(chance.uniform(-1, 1, 1_500))), chance.uniform(-180, 180, 1_500)
    lats, lons = np.concatenate((near[0], anywhere[0])), np.concatenate((near[1], anywhere[1]))
    expected = metres_from(center, lats, lons) <= radius_m
    found = within_circle(Circle(center=center, radius_m=radius_m), lat=lats, lon=lons)
    np.testing.assert_array_equal(found, expected)


def test_a_micrometre_on_either_side_of_the_border_is_told_apart():
    azimuths = np.linspace(0, 360, 3_600, endpoint=False)
    for radius_m in (1.0, 55_000.0, 480_000.0):
        circle = Circle(center=GARRISON, radius_m=radius_m)
        for offset, inside in ((-1e-6, True), (1e-6, False)):
            lat, lon = points_at(GARRISON, np.full(azimuths.size, radius_m + offset), azimuths)
            assert np.all(within_circle(circle, lat=lat, lon=lon) == inside)


@settings(max_examples=150, deadline=None)
@given(
    lat=st.floats(-90, 90),
    lon=st.floats(-180, 180),
    radius_m=st.floats(1e-3, 5_000_000),
    azimuth=st.floats(-180, 180),
    offset_m=st.floats(-1e-3, 1e-3) | st.floats(-10_000, 10_000),
)
def test_no_answer_is_wrong_for_any_centre_radius_and_direction(lat, lon, radius_m, azimuth, offset_m):
    center = Position(lat=lat, lon=lon)
    lats, lons = points_at(center, np.array([abs(radius_m + offset_m)]), np.array([azimuth]))
    expected = metres_from(center, lats, lons) <= radius_m
    assert within_circle(Circle(center=center, radius_m=radius_m), lat=lats, lon=lons) == expected


@pytest.mark.parametrize("radius_m", [15_000_000.0, 19_690_000.0, 19_750_000.0, 20_003_000.0, 20_037_600.0])
@pytest.mark.parametrize("lat", [0.0, 0.3, 45.0, 90.0])
def test_radii_up_to_half_around_the_earth_and_beyond_are_answered_right(lat, radius_m):
    # no circle of ours is so large, but one with its uncertainty may be
    center = Position(lat=lat, lon=-70)
    chance = np.random.default_rng(3)
    lats = np.concatenate(
        (chance.uniform(-90, 90, 1_000), -lat + chance.uniform(-0.6, 0.6, 1_000) * (abs(lat) < 89))
    )
    lons = np.concatenate((chance.uniform(-180, 180, 1_000), 110 + chance.uniform(-0.6, 0.6, 1_000)))
    found = within_distance(center, radius_m=radius_m, columns=Columns(lat=lats, lon=lons))
    np.testing.assert_array_equal(found, metres_from(center, lats, lons) <= radius_m)


@pytest.mark.parametrize("turns", [-100_000, -3, -1, 1, 2, 1_000])
@pytest.mark.parametrize("lon", [38.61778, 179.99, -180.0])
def test_longitudes_may_be_counted_any_number_of_times_around_the_earth(lon, turns):
    center = Position(lat=33.50583, lon=lon)
    azimuths = np.linspace(0, 360, 500)
    metres = np.tile([99.0, 99.9999, 100.0001, 150.0], 125)
    lats, lons = points_at(center, metres, azimuths)
    lons = lons + 360.0 * turns
    expected = metres_from(center, lats, lons) <= 100
    assert 0 < expected.sum() < expected.size
    found = within_circle(Circle(center=center, radius_m=100), lat=lats, lon=lons)
    np.testing.assert_array_equal(found, expected)


def test_what_has_no_location_is_not_within():
    lat = [33.5, math.nan, 33.5, 33.5, 33.5]
    lon = [38.6, 38.6, math.nan, math.inf, -math.inf]
    for center in (GARRISON, Position(lat=90, lon=0)):
        found = within_circle(Circle(center=center, radius_m=5_000_000), lat=lat, lon=lon)
        assert not found[1:].any()


def test_a_latitude_beyond_the_pole_is_refused_with_its_row():
    lat = np.full(BLOCK + 10, 33.5)
    lat[5], lat[BLOCK + 7] = math.nan, -90.5
    circle = Circle(center=GARRISON, radius_m=55_000)
    with pytest.raises(GeodesyError, match=f"latitude -90.5 in row {BLOCK + 7}"):
        within_circle(circle, lat=lat, lon=38.6)
    with pytest.raises(GeodesyError, match="do not fit"):
        within_circle(circle, lat=[1, 2], lon=[1, 2, 3])
    with pytest.raises(GeodesyError, match="no columns"):
        within_circle(circle, lat=np.zeros((2, 2)), lon=0)


def test_columns_of_any_length_and_stride_are_answered():
    circle = Circle(center=GARRISON, radius_m=55_000)
    assert within_circle(circle, lat=[], lon=[]).shape == (0,)
    pairs = np.random.default_rng(1).uniform((33, 38), (34, 39), (2 * BLOCK + 3, 2))
    expected = metres_from(GARRISON, pairs[:, 0].copy(), pairs[:, 1].copy()) <= 55_000
    np.testing.assert_array_equal(within_circle(circle, lat=pairs[:, 0], lon=pairs[:, 1]), expected)
    assert within_circle(circle, lat=33, lon=np.array([38, 39, 40])).tolist() == [False, False, False]


def random_pairs(count: int, seed: int):
    """Pairs all over the Earth, many of them near each other, near a pole, on a meridian or near antipodes."""
    chance = np.random.default_rng(seed)
    lat1 = np.degrees(np.arcsin(chance.uniform(-1, 1, count)))
    lat1[: count // 10] = 90 - 10.0 ** chance.uniform(-9, 1, count // 10)
    lon1 = chance.uniform(-180, 180, count)
    metres, azimuths = 10.0 ** chance.uniform(-2, math.log10(2.0003e7), count), chance.uniform(0, 360, count)
    azimuths[::7] = np.round(azimuths[::7] / 90) * 90
    lon2, lat2, _ = GEOD.fwd(lon1, lat1, azimuths, metres)
    lat2[-count // 20 :] = (
        -lat1[-count // 20 :] + chance.uniform(-1, 1, count // 20) * (90 - np.abs(lat1[-count // 20 :])) / 90
    )
    lon2[-count // 20 :] = lon1[-count // 20 :] + 180 + chance.uniform(-1, 1, count // 20)
    return lat1, lon1, lat2, lon2


def test_the_bounds_of_the_proof_hold_between_points_all_over_the_earth():
    # Chords by PROJ's geocentric coordinates (EPSG:4978), lengths by PROJ's geodesics.
    lat1, lon1, lat2, lon2 = random_pairs(100_000, seed=11)
    to_space = Transformer.from_crs("EPSG:4979", "EPSG:4978", always_xy=True)
    starts, ends = (
        np.array(to_space.transform(lon, lat, 0 * lat)) for lat, lon in ((lat1, lon1), (lat2, lon2))
    )
    chord = np.linalg.norm(starts - ends, axis=0)
    length = GEOD.inv(lon1, lat1, lon2, lat2)[2]
    rho = 6356752.314245179**2 / 6378137.0
    assert np.all(chord <= length + 1e-7)
    assert np.all(chord >= 2 * rho * np.sin(length / (2 * rho)) - 1e-7)
    assert np.all(np.radians(np.abs(lat2 - lat1)) * rho <= length + 1e-7)
    # and what the filter makes of them, with its margins
    inner, outer = chord_bounds_m2(length)
    sifted = length <= 19_700_000
    assert np.all(chord[sifted] ** 2 >= inner[sifted])
    assert np.all(chord <= np.sqrt(outer))
    for i in range(0, 100_000, 50):
        box = box_around(Position(lat=lat1[i], lon=lon1[i]), length[i])
        assert abs(lat2[i] - lat1[i]) <= box.lat_deg
        assert abs(math.remainder(lon2[i] - lon1[i], 360)) <= box.lon_deg
