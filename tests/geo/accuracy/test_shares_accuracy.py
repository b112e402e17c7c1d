"""The share of a disc inside a zone, held to two references of another method.

- By area: the zone's border, dense with points, goes into Lambert's equal-area projection around the disc's centre, by distance
  and azimuth of each point (Snyder 1987, USGS Professional Paper 1395, chapter 24); there Shapely intersects
  it with the disc. Right to about 1e-5 for discs up to 100 km.
- By count: points in sunflower order fill the geodesic disc evenly (Vogel 1979, doi:10.1016/0025-5564(79)90080-4), each a
  direct problem from its centre, each told inside or outside by its own geodesic. Right to about 5e-4 with
  40,000 points.
"""

import math
import random

import numpy as np
import pytest
import shapely
from pyproj import Geod

from geo.borders import border_distances_m
from geo.constructions import Circle, Corridor, Polygon, Union
from geo.errors import ConstructionError
from geo.position import Position
from geo.shares import share_inside

GEOD = Geod(ellps="WGS84")
TOLERANCE = 0.001
CASES = 1_000
AROUND_M = 6_371_000


def moved(start: Position, azimuth: float, metres: float) -> Position:
    lon, lat, _ = GEOD.fwd(start.lon, start.lat, azimuth, metres)
    return Position(lat=lat, lon=lon)


def border_points(zone: Circle | Polygon):
    if isinstance(zone, Circle):
        count = 3_000
        azimuths = np.arange(count) * (360 / count)
        full = [np.full(count, value) for value in (zone.center.lon, zone.center.lat, zone.radius_m)]
        lon, lat, _ = GEOD.fwd(full[0], full[1], azimuths, full[2])
        return lon, lat
    lons, lats = [], []
    for start, end in zip(zone.ring, (*zone.ring[1:], zone.ring[0]), strict=True):
        edge = GEOD.inv_intermediate(
            start.lon, start.lat, end.lon, end.lat, npts=200, initial_idx=0, return_back_azimuth=True
        )
        lons += edge.lons
        lats += edge.lats
    return np.array(lons), np.array(lats)


def share_by_area(zone: Circle | Polygon, center: Position, radius_m: float) -> float:
    lon, lat = border_points(zone)
    azimuth, _, metres = GEOD.inv(np.full_like(lon, center.lon), np.full_like(lat, center.lat), lon, lat)
    out = 2 * np.sin(np.asarray(metres) / AROUND_M / 2)
    turn = np.radians(azimuth)
    body = shapely.Polygon(np.column_stack((out * np.sin(turn), out * np.cos(turn))))
    rim = 2 * math.sin(radius_m / AROUND_M / 2)
    turn = np.linspace(0, math.tau, 4_096, endpoint=False)
    disc = shapely.Polygon(np.column_stack((rim * np.sin(turn), rim * np.cos(turn))))
    return shapely.intersection(body, disc).area / disc.area


def share_by_count(zone, center: Position, radius_m: float, count: int = 40_000) -> float:
    number = np.arange(count) + 0.5
    # even by area on a sphere: the cap's area grows with 1 - cos
    metres = AROUND_M * np.arccos(1 - number / count * (1 - math.cos(radius_m / AROUND_M)))
    azimuths = np.degrees(number * math.pi * (3 - math.sqrt(5)))
    lon, lat, _ = GEOD.fwd(np.full(count, center.lon), np.full(count, center.lat), azimuths, metres)
    return float((border_distances_m(zone, lat=lat, lon=lon) <= 0).mean())


def disc(chance: random.Random) -> tuple[Position, float]:
    """A disc from 100 m to 100 km, anywhere but near the poles."""
    return Position(lat=chance.uniform(-80, 80), lon=chance.uniform(-180, 180)), 10 ** chance.uniform(2, 5)


def a_circle(chance: random.Random, center: Position, radius_m: float) -> Circle:
    zone_m = min(radius_m * 10 ** chance.uniform(-1, 1.5), 500_000)
    apart_m = abs(zone_m + radius_m * chance.uniform(-1, 1))
    return Circle(center=moved(center, chance.uniform(0, 360), apart_m), radius_m=zone_m)


def a_polygon(chance: random.Random, center: Position, radius_m: float) -> Polygon:
    while True:
        middle = moved(center, chance.uniform(0, 360), radius_m * chance.uniform(0, 1.5))
        turns = sorted(chance.uniform(0, 360) for _ in range(chance.randint(3, 9)))
        try:
            return Polygon(
                ring=tuple(moved(middle, turn, radius_m * chance.uniform(0.2, 2.5)) for turn in turns)
            )
        except ConstructionError:  # too near a pole
            continue


def a_corridor(chance: random.Random, center: Position, radius_m: float) -> Corridor:
    corners = chance.randint(2, 4)
    return Corridor(
        line=tuple(
            moved(center, chance.uniform(0, 360), radius_m * chance.uniform(0, 2)) for _ in range(corners)
        ),
        half_width_m=radius_m * 10 ** chance.uniform(-3, 0.3),
    )


def worst(make, reference, cases: int, seed: int) -> tuple[float, str]:
    chance = random.Random(seed)
    found = (0.0, "")
    for number in range(cases):
        center, radius_m = disc(chance)
        zone = make(chance, center, radius_m)
        off = abs(share_inside(zone, center, radius_m=radius_m) - reference(zone, center, radius_m))
        found = max(found, (off, f"case {number}: {zone} and {center} within {radius_m} m"))
    return found


@pytest.mark.parametrize("make", [a_circle, a_polygon])
def test_shares_are_within_a_thousandth_by_area_on_1000_random_cases(make):
    off, where = worst(make, share_by_area, CASES, 1)
    assert off < TOLERANCE, where


@pytest.mark.parametrize("make", [a_circle, a_polygon, a_corridor])
def test_shares_are_within_a_thousandth_by_counting_points(make):
    off, where = worst(make, share_by_count, 25, 2)
    assert off < TOLERANCE, where


def test_shares_of_overlapping_unions_are_within_two_thousandths_by_counting_points():
    def a_union(chance, center, radius_m):
        return Union(parts=(a_circle(chance, center, radius_m), a_corridor(chance, center, radius_m)))

    # with 10,000 points the count itself is right to no more than that
    def counted(zone, center, radius_m):
        return share_by_count(zone, center, radius_m, count=10_000)

    off, where = worst(a_union, counted, 5, 4)
    assert off < 0.002, where


@pytest.mark.parametrize("radius_m", [100, 5_000, 100_000])
def test_a_disc_centred_on_a_straight_border_is_half_inside(radius_m):
    # A meridian is a geodesic and divides a disc around a point on it evenly, by symmetry.
    east = [(30, 38), (30, 44), (38, 44), (38, 38)]
    zone = Polygon(ring=tuple(Position(lat=lat, lon=lon) for lat, lon in east))
    assert share_inside(zone, Position(lat=34, lon=38), radius_m=radius_m) == pytest.approx(0.5, abs=1e-6)
