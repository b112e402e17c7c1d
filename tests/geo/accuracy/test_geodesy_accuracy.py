"""Geodesy held to outside authorities.

- pygeodesy's `GeodesicExact`, Karney's order-30 elliptic integrals: another author's code and another method.
- GeographicLib's documented examples, quoted where they are used.
- The published expansion of a geodesic circle's area (Bertrand, Diguet and Puiseux 1848; Gray, "Tubes", 1990).
"""

import itertools
import math
import random

import pytest
from pygeodesy.ellipsoids import Ellipsoids
from pygeodesy.geodesicx import GeodesicExact

from geo.geodesy import Points, area_m2, circle_ring, destination, distance_m, inverse, perimeter_m
from geo.position import Position

GARRISON = Position(lat=33.50583, lon=38.61778)
EXACT = GeodesicExact(Ellipsoids.WGS84)


def at(lat: float, lon: float) -> Position:
    return Position(lat=lat, lon=lon)


# Wellington to Salamanca, geographiclib for Python, "Examples": 19959679.267 m.
PUBLISHED = [
    (at(-41.32, 174.81), at(40.96, -5.50), 19959679.267, 1e-3),
    # One degree of the equator is a * pi / 180, and a quarter of a meridian is 10,001,965.729 m (Karney 2011,
    # table 1).
    (at(0, 0), at(0, 1), 6378137 * math.pi / 180, 1e-3),
    (at(0, 0), at(90, 0), 10001965.729, 1e-3),
]


@pytest.mark.parametrize(("start", "end", "metres", "tolerance_m"), PUBLISHED)
def test_distances_are_those_that_geographiclib_publishes(start, end, metres, tolerance_m):
    assert distance_m(start, end) == pytest.approx(metres, abs=tolerance_m)
    assert distance_m(Points(lat=[start.lat], lon=[start.lon]), end)[0] == pytest.approx(
        metres, abs=tolerance_m
    )


def test_the_direct_problem_gives_geographiclibs_own_example():
    # geographiclib for Python, "Examples": 20,000 km from Perth at 225 degrees is 32.11195529 N, 63.95925278
    # W.
    end = destination(at(-32.06, 115.74), azimuth_deg=225, distance_m=20_000_000)
    assert (end.lat, end.lon) == pytest.approx((32.11195529, -63.95925278), abs=5e-9)


def test_an_area_is_geographiclibs_own_example():
    # geographiclib for Python, "Examples": the area of Antarctica, 13662703680020.1 m2, perimeter
    # 16831067.893 m.
    antarctica = [
        (-63.1, -58), (-72.9, -74), (-71.9, -102), (-74.9, -102), (-74.3, -131), (-77.5, -163), (-77.4, 163),
        (-71.7, 172), (-65.9, 140), (-65.7, 113), (-66.6, 88), (-66.9, 59), (-69.8, 25), (-70.0, -4), (-71.0, -14),
        (-77.3, -33), (-77.9, -46), (-74.7, -61),
    ]  # fmt: skip
    ring = [at(*corner) for corner in antarctica]
    assert area_m2(ring) == pytest.approx(13662703680020.1, abs=1)
    assert perimeter_m(ring) == pytest.approx(16831067.893, abs=1e-3)


def test_distances_and_azimuths_agree_with_exact_elliptic_integrals_to_1_mm():
    chance = random.Random(1)
    for _ in range(40):
        start = at(chance.uniform(-90, 90), chance.uniform(-180, 180))
        end = at(chance.uniform(-90, 90), chance.uniform(-180, 180))
        exact = EXACT.Inverse(start.lat, start.lon, end.lat, end.lon)
        course = inverse(start, end)
        assert course.distance_m == pytest.approx(exact.s12, abs=1e-3)
        # 1e-9 degrees is 0.1 mm at 5,700 km
        assert math.remainder(course.azimuth_deg - exact.azi1, 360) == pytest.approx(0, abs=1e-9)


def test_destinations_around_the_garrison_agree_with_exact_elliptic_integrals_to_1_mm():
    for azimuth in range(0, 360, 45):
        for metres in (1, 1_609.344, 27_000, 55_000, 250_000):
            exact = EXACT.Direct(GARRISON.lat, GARRISON.lon, azimuth, metres)
            end = destination(GARRISON, azimuth_deg=azimuth, distance_m=metres)
            assert distance_m(end, at(exact.lat2, exact.lon2)) < 1e-3


@pytest.mark.parametrize("corners", [3, 4, 7, 40])
def test_areas_agree_with_exact_elliptic_integrals_to_1_m2(corners):
    chance = random.Random(corners)
    ring = [
        destination(GARRISON, azimuth_deg=-360 * i / corners, distance_m=chance.uniform(20_000, 60_000))
        for i in range(corners)
    ]
    polygon = EXACT.Polygon(False)
    for corner in ring:
        polygon.AddPoint(corner.lat, corner.lon)
    assert area_m2(ring) == pytest.approx(polygon.Compute()[2], abs=1)
    columns = Points(lat=[corner.lat for corner in ring], lon=[corner.lon for corner in ring])
    assert area_m2(columns) == pytest.approx(area_m2(ring), abs=1)


@pytest.mark.parametrize("radius_m", [5_000, 55_000])
def test_a_circles_area_follows_the_published_expansion(radius_m):
    # pi r^2 (1 - K r^2 / 12 + ...), K the Gaussian curvature at the centre; the next term is below 2e-9.
    e2 = 0.0066943799901413165
    curvature = (1 - e2 * math.sin(math.radians(GARRISON.lat)) ** 2) ** 2 / (6378137**2 * (1 - e2))
    expected = math.pi * radius_m**2 * (1 - curvature * radius_m**2 / 12)
    # A polygon of n geodesic chords is less than its circle by (2 pi / n)^2 / 6 of it: put back.
    n = 3600
    ring = [destination(GARRISON, azimuth_deg=-360 * i / n, distance_m=radius_m) for i in range(n)]
    assert area_m2(ring) * (1 + (math.tau / n) ** 2 / 6) == pytest.approx(expected, rel=1e-8)


def chord_points(ring, project, unproject, shares=(0.25, 0.5, 0.75)):
    """Points of the chords as they are drawn: straight after `project`."""
    for (lon1, lat1), (lon2, lat2) in itertools.pairwise(ring):
        y1, y2 = project(lat1), project(lat2)
        for share in shares:
            yield at(unproject(y1 + share * (y2 - y1)), lon1 + share * (lon2 - lon1))


def mercator(lat: float) -> float:
    return math.asinh(math.tan(math.radians(lat)))


def from_mercator(y: float) -> float:
    return math.degrees(math.atan(math.sinh(y)))


MAPS = {"equal degrees": (float, float), "mercator": (mercator, from_mercator)}


@pytest.mark.parametrize("drawn", MAPS)
@pytest.mark.parametrize("lat", [33.50583, 0.0, -71.0])
def test_the_drawn_55_km_ring_is_within_1_m_of_55_km_everywhere(drawn, lat):
    center = at(lat, 38.61778)
    # rounded as a page or a GeoJSON file does it
    ring = [(round(lon, 6), round(y, 6)) for lon, y in circle_ring(center, radius_m=55_000)]
    off = [abs(distance_m(center, point) - 55_000) for point in chord_points(ring, *MAPS[drawn])]
    assert max(off) < 1
    assert max(off) > 0.5, "denser than it needs to be"
