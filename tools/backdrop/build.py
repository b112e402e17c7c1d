"""Build the offline backdrop of the page: `python tools/backdrop/build.py [cache folder]`.

Fetches four packages (about 180 MB, kept in the cache folder), and writes `world.json`, `levant.json` and
`levant-relief.webp` into `maps/backdrop`. Same sources, same bytes. Run by maintainers only, with the packages of
`requirements.txt`; the result is committed. Origins and licences: `maps/backdrop/NOTICE.md`.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyogrio

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

import geometry as g  # noqa: E402
from labels import region_labels, world_labels  # noqa: E402
from relief import relief_image  # noqa: E402
from sources import Sources, fetch  # noqa: E402

from maps.backdrop.coding import encode  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry import LineString, Polygon

OUT = ROOT / "maps" / "backdrop"
FORMAT = "contested-backdrop-1"
# South, west, north, east: the case's area with room to pan; and what is seen around it at zoom 4 to 6.
REGION = (30.5, 33.0, 39.0, 45.5)
AROUND = (21.0, 20.0, 46.0, 62.0)
OWN_SEEDS = {"CYN", "CYP"}  # at 1:110m these points lie in other areas than at 1:10m
RELIEF_WIDTH_PX, RELIEF_QUALITY = 1120, 32


def main() -> None:
    """Fetch, build, write, and say what came out."""
    cache = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "backdrop"
    sources = fetch(cache.resolve())
    write("world.json", [world_tier(sources)])
    write("levant.json", [around_tier(sources), region_tier(sources)])
    relief = relief_image(sources.elevation, REGION, width_px=RELIEF_WIDTH_PX, quality=RELIEF_QUALITY)
    (OUT / "levant-relief.webp").write_bytes(relief)
    for path in sorted([*OUT.glob("*.json"), *OUT.glob("*.webp")]):
        print(f"{path.stat().st_size:>8} {path.name}")


def write(name: str, tiers: list[dict[str, Any]]) -> None:
    """Write tiers as one line of JSON, keys in their given order."""
    text = json.dumps({"format": FORMAT, "tiers": tiers}, ensure_ascii=False, separators=(",", ":"))
    (OUT / name).write_text(text + "\n", encoding="utf-8")


def world_tier(sources: Sources) -> dict[str, Any]:
    """Return the whole Earth at 1:110m: land, coast and borders, for whatever lies outside the region."""
    window = g.window_of(-90, -180, 90, 180)
    countries = pyogrio.read_dataframe(sources.natural_earth_110m / "ne_110m_admin_0_countries.shp")
    areas = dict(zip(countries.ADM0_A3, countries.geometry, strict=True))
    land = g.land_in(areas.values(), window, 0.12, 0.1)
    tier = Tier(name="world", bounds=(-90, -180, 90, 180), precision=2)
    tier.areas("land", land, outlined=True)
    tier.borders(g.borders_of_areas(areas), tolerance_deg=0.1)
    return tier.as_json(world_labels(countries))


def around_tier(sources: Sources) -> dict[str, Any]:
    """Return the countries around the region, coarse: what is seen at zoom 4 to 6."""
    tier = Tier(name="around", bounds=AROUND, precision=3)
    _fill_from_10m(tier, sources, tolerance_deg=0.03, least_deg2=0.01, without=g.window_of(*REGION))
    for name, lines in named_rivers(g.read_rivers(sources.rivers, g.window_of(*AROUND))):
        if name:
            beyond = [piece for line in lines for piece in g.lines_of(line.difference(g.window_of(*REGION)))]
            tier.lines("river", beyond, tolerance_deg=0.02, name=name)
    return tier.as_json([])


def region_tier(sources: Sources) -> dict[str, Any]:
    """Return the region itself, fine enough for zoom 10."""
    window = g.window_of(*REGION)
    tier = Tier(name="levant", bounds=REGION, precision=4, with_pairs=True)
    _fill_from_10m(tier, sources, tolerance_deg=0.002, least_deg2=0.00002)
    admin1 = g.read_shapes(sources.natural_earth_10m / "ne_10m_admin_1_states_provinces_lines.shp", window)
    pieces = [line for shape in admin1 for line in g.lines_of(shape.intersection(window))]
    tier.lines("admin1", g.joined(pieces), tolerance_deg=0.004)
    rivers = g.read_rivers(sources.rivers, window)
    for name, lines in named_rivers(rivers):
        tier.lines("river", lines, tolerance_deg=0.003, name=name)
    return tier.as_json(region_labels())


def named_rivers(rivers: list[LineString]) -> list[tuple[str, list[LineString]]]:
    """Tell the rivers apart by a point each passes near; the source has numbers, no names."""
    marks = {"Euphrates": (35.33, 40.14), "Tigris": (36.34, 43.14), "Upper Tigris": (37.9, 40.23)}
    named: dict[str, list[LineString]] = {}
    for line in rivers:
        near = [n for n, (lat, lon) in marks.items() if line.distance(g.Point(lon, lat)) < 0.1]
        named.setdefault(near[0].removeprefix("Upper ") if near else "", []).append(line)
    return sorted(named.items())


def _fill_from_10m(
    tier: Tier, sources: Sources, *, tolerance_deg: float, least_deg2: float, without: Polygon | None = None
) -> None:
    """Add land, lakes, coast and borders; `without` leaves out the lines that a finer tier will cover."""
    window = g.window_of(*tier.bounds)
    folder = sources.natural_earth_10m
    land = g.land_in(g.read_shapes(folder / "ne_10m_land.shp", window), window, tolerance_deg, least_deg2)
    lakes = g.land_in(
        g.read_shapes(folder / "ne_10m_lakes.shp", window), window, tolerance_deg, least_deg2 * 4
    )
    countries = pyogrio.read_dataframe(sources.natural_earth_110m / "ne_110m_admin_0_countries.shp")
    seeds = [
        (row.ADM0_A3, row.LABEL_Y, row.LABEL_X)
        for row in countries.itertuples()
        if row.ADM0_A3 not in OWN_SEEDS
    ]
    seeds += g.EXTRA_SEEDS
    # A wider window than the tier's, so that the areas along its edge still hold their label points.
    wide = g.window_of(10, 0, 62, 90)
    lines = [
        line
        for shape in g.read_shapes(folder / "ne_10m_admin_0_boundary_lines_land.shp", wide)
        for line in g.lines_of(shape)
    ]
    lines += g.disputed_lines(sources.disputed_lines, window)
    coast = g.read_shapes(folder / "ne_10m_coastline.shp", wide)
    found = g.borders_between(lines, coast, seeds, wide)
    shown = window.difference(without) if without else window
    cut = [
        border._replace(line=piece)
        for border in found
        for piece in g.lines_of(border.line.intersection(shown))
    ]
    tier.areas("land", land)
    tier.areas("lake", [lake for lake in lakes if not (without and without.contains(lake))])
    tier.lines(
        "coast",
        [piece for line in g.shore_of(land, window) for piece in g.lines_of(line.intersection(shown))],
    )
    tier.borders(cut, tolerance_deg=tolerance_deg)


class Tier:
    """One level of detail: a rectangle, and what is drawn in it, in painting order."""

    def __init__(
        self,
        *,
        name: str,
        bounds: tuple[float, float, float, float],
        precision: int,
        with_pairs: bool = False,
    ) -> None:
        self.name, self.bounds, self.precision, self.with_pairs = name, bounds, precision, with_pairs
        self.items: list[dict[str, Any]] = []

    def areas(self, kind: str, polygons: Iterable[Polygon], *, outlined: bool = False) -> None:
        """Add areas: each ring a closed path, holes included, to be filled by the even-odd rule.

        Outlined areas are their own coast; others are cut along the tier's edge, and their coast comes as lines.
        """
        rings = [ring for polygon in polygons for ring in (polygon.exterior, *polygon.interiors)]
        self._add(kind, [list(ring.coords) for ring in rings], outlined=outlined)

    def lines(
        self, kind: str, lines: Iterable[LineString], *, tolerance_deg: float = 0, name: str = ""
    ) -> None:
        """Add lines of one kind, simplified with their ends kept."""
        self._add(kind, [list(line.simplify(tolerance_deg).coords) for line in lines], name=name)

    def borders(self, borders: Iterable[g.Border], *, tolerance_deg: float) -> None:
        """Add borders, one item for each status and name, and in the region for each pair too."""
        groups: dict[tuple[str, str, tuple[str, ...]], list[LineString]] = defaultdict(list)
        for border in borders:
            pair = border.between if self.with_pairs and all(border.between) else ()
            groups[border.status, border.name, pair].append(border.line)
        for (status, name, pair), lines in sorted(groups.items(), key=lambda group: group[0]):
            # Simplified before they are joined: where three meet, and at the tier's edge, the ends must stay.
            paths = [list(line.coords) for line in g.joined(line.simplify(tolerance_deg) for line in lines)]
            self._add("border", paths, status=status, name=name, between=list(pair))

    def _add(self, kind: str, paths: list[list[tuple[float, ...]]], **extra: Any) -> None:
        texts = sorted(
            encode([(p[1], p[0]) for p in path], precision=self.precision) for path in paths if len(path) > 1
        )
        if texts:
            said = {key: value for key, value in extra.items() if value}
            self.items.append({"kind": kind, **said, "paths": texts})

    def as_json(self, labels: list[list[Any]]) -> dict[str, Any]:
        """Return what is written to the file."""
        head = {"name": self.name, "bounds": list(self.bounds), "precision": self.precision}
        return {**head, "items": self.items, "labels": labels}


if __name__ == "__main__":
    main()
