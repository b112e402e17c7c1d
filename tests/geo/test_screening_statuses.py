"""Screening of whole columns says what verdicts say."""

import doctest
import math
from pathlib import Path

import numpy as np
import pytest

from geo.constructions import Circle, Corridor, Line, Parallel, PointSet, Polygon, SideOfLine, Union
from geo.errors import GeodesyError
from geo.position import Position
from geo.screening import STATUS_NAMES, screen
from geo.verdicts import verdicts


def at(lat: float, lon: float) -> Position:
    return Position(lat=lat, lon=lon)


COUNTRY = Polygon(
    ring=(at(37.0, 36.0), at(36.5, 39.0), at(37.2, 42.0), at(34.5, 41.2), at(33.0, 38.8), at(32.4, 36.2))
)
ROAD = (at(33.3747, 38.7936), at(33.3, 38.63), at(33.2, 38.42))
CIRCLE = Circle(center=at(33.50583, 38.61778), radius_m=55_000)
CONSTRUCTIONS = [
    CIRCLE,
    COUNTRY,
    SideOfLine(line=(at(36.3, 38.2), at(34.9, 40.5)), side="west", outline=COUNTRY),
    Parallel(latitude_deg=34.75, side="north", outline=COUNTRY),
    Corridor(line=ROAD, half_width_m=20_000),
    Line(line=ROAD),
    PointSet(points=(at(33.6, 38.3), at(33.9, 38.9))),
    Union(parts=(CIRCLE, Corridor(line=ROAD, half_width_m=20_000))),
    Circle(center=at(33.5, 38.6), radius_m=100),
]


def statuses_by_verdicts(construction, lat, lon, uncertainty_m):
    return verdicts(construction, lat=lat, lon=lon, uncertainty_m=uncertainty_m).status.tolist()


@pytest.mark.parametrize("uncertainty", ["none", "one", "each"])
def test_statuses_are_those_of_verdicts_for_zones_of_every_kind(uncertainty):
    chance = np.random.default_rng(7)
    lat, lon = chance.uniform(32, 37.5, 120), chance.uniform(35.5, 42.5, 120)
    lat[:60], lon[:60] = chance.uniform(33, 34.2, 60), chance.uniform(38, 39.3, 60)
    lat[0], lon[1] = math.nan, math.nan
    each = chance.uniform(0, 40_000, 120)
    each[2] = math.nan
    uncertainty_m = {"none": 0.0, "one": 1_500.0, "each": each}[uncertainty]
    found = screen(CONSTRUCTIONS, lat=lat, lon=lon, uncertainty_m=uncertainty_m)
    assert found.shape == (len(CONSTRUCTIONS), 120)
    for construction, row in zip(CONSTRUCTIONS, found, strict=True):
        names = [STATUS_NAMES[int(status)] for status in row]
        assert names == statuses_by_verdicts(construction, lat, lon, uncertainty_m)


def test_zones_across_the_180th_meridian_and_around_the_world_are_screened_right():
    world = [
        (-60, -60),
        (-60, 0),
        (-60, 60),
        (-20, 60),
        (20, 60),
        (60, 60),
        (70, 0),
        (60, -60),
        (20, -60),
        (-20, -60),
    ]
    areas = [
        Polygon(ring=(at(-17, 179), at(-17, -179), at(-16, -179), at(-16, 179))),
        Polygon(ring=tuple(at(lat, lon) for lat, lon in world)),
        Corridor(line=(at(60, 170), at(62, -170)), half_width_m=300_000),
    ]
    chance = np.random.default_rng(8)
    lat, lon = chance.uniform(-80, 80, 200), chance.uniform(-180, 180, 200)
    lat[:50], lon[:50] = chance.uniform(-18, -15, 50), chance.uniform(-182, -178, 50)
    for row, area in zip(screen(areas, lat=lat, lon=lon, uncertainty_m=5_000), areas, strict=True):
        names = [STATUS_NAMES[int(status)] for status in row]
        assert names == statuses_by_verdicts(area, lat, lon, 5_000)


def test_an_uncertainty_below_0_or_of_another_length_is_refused():
    with pytest.raises(GeodesyError, match=r"uncertainty of -1\.0 m in row 1"):
        screen([CIRCLE], lat=[33, 34], lon=38, uncertainty_m=[0, -1])
    with pytest.raises(GeodesyError, match="do not fit"):
        screen([CIRCLE], lat=[33, 34], lon=38, uncertainty_m=[0, 1, 2])


def test_the_examples_of_the_docs_run():
    page = Path(__file__).resolve().parents[2] / "docs" / "screening.md"
    tried = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert tried.attempted > 10
    assert tried.failed == 0
