"""How fast points are screened against zones, beside what a user would take instead; and how many answers are wrong.

Run it with `python benchmarks/screening.py`, on a machine with nothing else to do: only ratios within one run count.
All contestants take turns, and medians are printed. SedonaDB takes part where it is installed (`pip install sedonadb`).
"""

from __future__ import annotations

import argparse
import math
import statistics
import time
from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Geod

from geo.borders import border_distances_m, border_of, edge_border_of
from geo.constructions import Circle, Polygon
from geo.position import Position
from geo.screening import within_circle, within_polygons

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Pairs = tuple[NDArray[np.intp], NDArray[np.intp]]

GEOD = Geod(ellps="WGS84")
ZONE = Circle(center=Position(lat=33.50583, lon=38.61778), radius_m=55_000)
POLYGONS, CORNERS = 20, 1_000
CHECKED = 20_000


def main() -> None:
    """Print the tables."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--points", type=int, default=10_000_000, help="points against the polygons")
    arguments.add_argument("--rounds", type=int, default=5, help="turns that each contestant takes")
    given = arguments.parse_args()
    chance = np.random.default_rng(20170518)
    compare_circles(chance, given.rounds)
    compare_polygons(chance, given.points, given.rounds)


def compare_circles(chance: np.random.Generator, rounds: int) -> None:
    """Print a circle of 55 km against pyproj.Geod.inv on all points."""
    print("A circle of 55 km, against pyproj.Geod.inv on every point")
    print(f"{'points':34}{'Geod.inv':>12}{'ours':>12}{'ratio':>9}{'goal':>8}{'wrong':>8}")
    for name, goal, (lat, lon) in (
        ("1,000,000 over 8 x 8 degrees", 100, uniform(chance, 1_000_000)),
        ("1,000,000 within 100 km", 15, around(chance, 100_000 * np.sqrt(chance.uniform(0, 1, 1_000_000)))),
        ("200,000 within 10 km of the border", 1.5, around(chance, beside_border_m(chance, 200_000))),
    ):
        (theirs, expected), (ours, found) = in_turns(
            rounds,
            lambda lat=lat, lon=lon: measured(lat, lon) <= ZONE.radius_m,
            lambda lat=lat, lon=lon: within_circle(ZONE, lat=lat, lon=lon),
        )
        wrong = int((found != expected).sum())
        print(f"{name:34}{ms(theirs):>12}{ms(ours):>12}{theirs / ours:>8.1f}x{f'>={goal}x':>8}{wrong:>8}")


def compare_polygons(chance: np.random.Generator, points: int, rounds: int) -> None:
    """Print 20 polygons of 1,000 corners against Shapely and SedonaDB, edges straight in longitude and latitude."""
    rings = [wiggly(number) for number in range(POLYGONS)]
    polygons = [
        Polygon(ring=tuple(Position(lat=lat, lon=lon) for lon, lat in ring.tolist())) for ring in rings
    ]
    lat, lon = uniform(chance, points)
    print(
        f"\n{points:,} points, {POLYGONS} polygons of {CORNERS:,} corners, from arrays to pairs, set-up included"
    )
    contestants: dict[str, Callable[[], Pairs]] = {
        "ours, planar edges": lambda: ours_in_polygons(polygons, lat, lon, "planar"),
        "ours, geodesic edges": lambda: ours_in_polygons(polygons, lat, lon, "geodesic"),
        "shapely, bounding boxes first": lambda: shapely_in_polygons(rings, lat, lon),
    }
    sedona = sedona_in_polygons(rings, lat, lon)
    if sedona is None:
        print("SedonaDB is not installed here and takes no part.")
    else:
        contestants["SedonaDB join"] = sedona
    results = dict(zip(contestants, in_turns(rounds, *contestants.values()), strict=True))
    expected = codes(results["shapely, bounding boxes first"][1])
    best = min(seconds for name, (seconds, _) in results.items() if not name.startswith("ours"))
    print(f"{'contestant':34}{'time':>12}{'Mpt/s':>12}{'ratio':>9}{'goal':>8}{'wrong':>8}")
    for name, (seconds, pairs) in results.items():
        if name == "ours, geodesic edges":
            wrong = wrong_by_distances(polygons, lat, lon, pairs)
        else:
            wrong = np.setxor1d(codes(pairs), expected).size
        goal = ">=2x" if name.startswith("ours") else ""
        print(
            f"{name:34}{ms(seconds):>12}{points / seconds / 1e6:>12.1f}{best / seconds:>8.1f}x{goal:>8}{wrong:>8}"
        )
    print(
        "Ratios are to the faster peer. Planar answers are held to Shapely's, all of them; geodesic ones to exact\n"
        f"distances: {CHECKED:,} points, and each point that the two kinds of edges put on different sides."
    )


def uniform(chance: np.random.Generator, count: int) -> tuple[Floats, Floats]:
    """Return points over 8 x 8 degrees."""
    return chance.uniform(30, 38, count), chance.uniform(35, 43, count)


def around(chance: np.random.Generator, metres: Floats) -> tuple[Floats, Floats]:
    """Return points so many metres from the centre."""
    ones = np.ones_like(metres)
    azimuths = chance.uniform(0, 360, metres.size)
    lon, lat, _ = GEOD.fwd(ZONE.center.lon * ones, ZONE.center.lat * ones, azimuths, metres)
    return lat, lon


def beside_border_m(chance: np.random.Generator, count: int) -> Floats:
    """Return distances from the centre: from 1 micrometre to 10 km off the border, in equal shares of every power of 10."""
    return ZONE.radius_m + chance.choice([-1, 1], count) * 10 ** chance.uniform(-6, 4, count)


def wiggly(number: int) -> Floats:
    """Return a ring of corners as (lon, lat), one of 20 in rows of five, no two alike."""
    turns = np.linspace(0, math.tau, CORNERS, endpoint=False)
    reach = 0.55 * (
        1
        + 0.25 * np.sin(5 * turns + number)
        + 0.08 * np.sin(37 * turns + 2 * number)
        + 0.02 * np.sin(150 * turns)
    )
    lon, lat = 35.8 + 1.6 * (number % 5), 31.0 + 2.0 * (number // 5)
    return np.column_stack((lon + reach * np.cos(turns), lat + reach * np.sin(turns)))


def measured(lat: Floats, lon: Floats) -> Floats:
    """Return exact distances from the centre."""
    ones = np.ones_like(lat)
    return GEOD.inv(ZONE.center.lon * ones, ZONE.center.lat * ones, lon, lat)[2]


def ours_in_polygons(polygons: list[Polygon], lat: Floats, lon: Floats, edges: str) -> Pairs:
    """Return pairs of points and polygons, by us, with nothing kept from the turn before."""
    border_of.cache_clear()
    edge_border_of.cache_clear()
    found = within_polygons(polygons, lat=lat, lon=lon, edges=edges)
    return found.point, found.polygon


def shapely_in_polygons(rings: list[Floats], lat: Floats, lon: Floats) -> Pairs:
    """Return pairs of points and polygons, by prepared polygons on the points in their bounding boxes."""
    points, numbers = [], []
    for number, ring in enumerate(rings):
        polygon = shapely.Polygon(ring)
        shapely.prepare(polygon)
        west, south, east, north = polygon.bounds
        near = np.flatnonzero((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))
        points.append(near[shapely.contains_xy(polygon, lon[near], lat[near])])
        numbers.append(np.full(points[-1].size, number))
    return np.concatenate(points), np.concatenate(numbers)


def sedona_in_polygons(rings: list[Floats], lat: Floats, lon: Floats) -> Callable[[], Pairs] | None:
    """Return what joins points and polygons in SedonaDB, its tables made beforehand; or nothing if it is not here."""
    try:
        import pyarrow as pa
        import sedonadb
    except ImportError:
        return None
    database = sedonadb.connect()
    points = pa.table({"point": np.arange(lat.size), "lon": lon, "lat": lat})
    outlines = pa.array([shapely.to_wkb(shapely.Polygon(ring)) for ring in rings], type=pa.binary())
    database.create_data_frame(points).to_view("points")
    database.create_data_frame(pa.table({"polygon": np.arange(len(rings)), "outline": outlines})).to_view(
        "outlines"
    )
    query = """
        SELECT points.point, polygons.polygon
        FROM points JOIN (SELECT polygon, ST_GeomFromWKB(outline) AS shape FROM outlines) polygons
        ON ST_Contains(polygons.shape, ST_Point(points.lon, points.lat))
    """

    def join() -> Pairs:
        table = pa.table(database.sql(query))
        return table["point"].to_numpy(), table["polygon"].to_numpy()

    return join


def codes(pairs: Pairs) -> NDArray[np.int64]:
    """Return a number for each pair, to compare sets of them."""
    return pairs[0].astype(np.int64) * POLYGONS + pairs[1]


def wrong_by_distances(polygons: list[Polygon], lat: Floats, lon: Floats, pairs: Pairs) -> int:
    """Count wrong answers for geodesic edges: among some points, and all that planar edges would answer otherwise."""
    planar = codes(ours_in_polygons(polygons, lat, lon, "planar"))
    found = codes(pairs)
    rows = np.unique(
        np.concatenate((np.arange(min(CHECKED, lat.size)), np.setxor1d(planar, found) // POLYGONS))
    )
    wrong = 0
    for number, polygon in enumerate(polygons):
        expected = border_distances_m(polygon, lat=lat[rows], lon=lon[rows]) <= 0
        wrong += int((np.isin(rows * POLYGONS + number, found) != expected).sum())
    return wrong


def in_turns(rounds: int, *contestants: Callable[[], object]) -> list[tuple[float, object]]:
    """Return the median seconds and the answer of each contestant, after one turn that does not count."""
    answers = [contestant() for contestant in contestants]
    seconds: list[list[float]] = [[] for _ in contestants]
    for _ in range(rounds):
        for contestant, taken in zip(contestants, seconds, strict=True):
            start = time.perf_counter()
            contestant()
            taken.append(time.perf_counter() - start)
    return [(statistics.median(taken), answer) for taken, answer in zip(seconds, answers, strict=True)]


def ms(seconds: float) -> str:
    """Return a time in words."""
    return f"{seconds * 1000:,.1f} ms"


if __name__ == "__main__":
    main()
