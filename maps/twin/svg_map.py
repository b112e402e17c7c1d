"""The map of the text twin: one SVG drawn when the page is built, for readers without scripts, print and archives."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, TypeAlias

from maps.backdrop import backdrop_for
from maps.backdrop.coding import decode
from maps.twin.inlines import Figure, Say
from maps.zone_tables import DRAWN_DECIMALS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from maps.framing import View
    from maps.page import PageData
    from maps.twin.inlines import Piece
    from maps.twin.names import Naming
    from maps.words import Words

WIDTH = 760
"""Width of the drawing in its own units, about one pixel on a screen."""
LEAST_STEP = 2.0
"""Points of a line that lie closer together than this are left out."""
LEGEND = 30
"""Height of the strip below the map that explains its signs."""
SCALE_BARS_KM = (5, 10, 20, 50, 100, 200, 500, 1000)


class Projection:
    """Web Mercator on to the drawing: the same as the interactive map, so that both look alike."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._left, self._top = math.radians(view.west), _mercator(view.north)
        self.units = WIDTH / (math.radians(view.east) - self._left)
        self.height = round((self._top - _mercator(view.south)) * self.units)

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """Return where a position stands on the drawing."""
        return (math.radians(lon) - self._left) * self.units, (self._top - _mercator(lat)) * self.units

    def metres(self, units: float) -> float:
        """Return how long a stretch of the drawing is on the ground, at the middle of the map."""
        middle = math.radians((self.view.south + self.view.north) / 2)
        return units / self.units * 6_371_008.8 * math.cos(middle)


@dataclass(slots=True)
class Labels:
    """Writes the words on the drawing, and notes them in their order so that they can be said again."""

    words: Words
    said: list[Piece] = field(default_factory=list)

    def text(self, piece: Piece, x: float, y: float, attributes: str = "") -> str:
        """Return a text of the catalogue at a point of the drawing."""
        self.said.append(piece)
        shown = escape(piece.read(self.words))
        return f'<text class="m-text" data-s x="{x:.0f}" y="{y:.0f}"{attributes}>{shown}</text>'


def svg_map(data: PageData, naming: Naming, words: Words) -> tuple[str, tuple[Piece, ...]]:
    """Return the drawing, and the pieces of the catalogue that stand on it, in their order.

    It shows ground, zone definitions of the main zone, places, incidents, scale and legend. Every incident has a group
    with the class `dot` and its rows in `data-rows`, so that a sheet can point at one.
    """
    projection, labels = Projection(data.view), Labels(words)
    spots = _spots(data, projection)
    parts = [
        f'<rect class="m-land" width="{WIDTH}" height="{projection.height}"/>',
        *_ground(projection),
        *_zones(data, projection),
        *_places(data, naming, projection, words, spots),
        *_incidents(spots, words),
        *_scale(projection, labels),
        *_legend(projection, labels),
    ]
    svg = (
        f'<svg class="twin-map" viewBox="0 0 {WIDTH} {projection.height + LEGEND}" role="img" '
        f'aria-label="{escape(words("map.label"))}" data-label="map.label">{"".join(parts)}</svg>'
    )
    return svg, tuple(labels.said)


def _ground(projection: Projection) -> Iterator[str]:
    view = projection.view
    backdrop = backdrop_for(
        max(view.south, -85), max(view.west, -180), min(view.north, 85), min(view.east, 180)
    )
    finest = max((shape.tier for shape in backdrop.shapes), key=_TIERS.index, default="world")
    for shape in backdrop.shapes:
        if shape.tier != finest or shape.kind not in {"sea", "lake", "river", "border", "coast"}:
            continue
        areas = shape.kind in {"sea", "lake"}
        drawn = "".join(
            path
            for points in shape.points()
            if (path := _path(points, projection, closed=areas)) and (areas or len(path) > 6)
        )
        if drawn and shape.kind != "sea":
            yield f'<path class="m-{shape.kind} {shape.status}" d="{drawn}"/>'


_TIERS = ("world", "around", "levant")


def _zones(data: PageData, projection: Projection) -> Iterator[str]:
    ranked = sorted(
        (row for row, definition in enumerate(data.zone_definitions) if definition.zone == data.main.zone),
        key=lambda row: row == data.main.definition,
    )
    for row in ranked:
        definition = data.zone_definitions[row]
        main = row == data.main.definition
        color = data.parties[definition.stated_by].color
        for coded in (*definition.rings, *definition.lines):
            points = decode(coded, precision=DRAWN_DECIMALS)
            path = _path(points, projection, closed=coded in definition.rings, fine=10)
            if path:
                yield f'<path class="m-zone{" m-main" if main else ""}" stroke="{color}" d="{path}"/>'


def _places(
    data: PageData, naming: Naming, projection: Projection, words: Words, spots: Spots
) -> Iterator[str]:
    """Draw the places that incidents and known positions name most, as long as their names do not touch."""
    named = Counter(incident.where.place for incident in data.incidents if incident.where)
    named.update(position.place for position in data.known_positions)
    taken = [(x - 10.0, y - 10.0, x + 10.0, y + 10.0) for x, y in spots]
    for row, place in sorted(enumerate(data.places), key=lambda pair: (-named[pair[0]], pair[0])):
        x, y = projection.at(place.lat, place.lon)
        name = naming.of("places", row).read(words).split(" (")[0]
        under = any(math.dist((x, y), spot) < 10 for spot in spots)
        left = x + (13 if under else 7)
        right = left + 6.4 * len(name)
        if not (x > 8 and right < WIDTH - 4 and 10 < y < projection.height - 36):
            continue
        if any(left - 1 < b[2] and b[0] < right and y - 7 < b[3] and b[1] < y + 7 for b in taken):
            continue
        taken.append((x - 6 if not under else left, y - 8, right, y + 8))
        dot = "" if under else f'<circle class="m-place" cx="{x:.0f}" cy="{y:.0f}" r="2"/>'
        yield f'{dot}<text class="m-text" data-place="{row}" x="{left:.0f}" y="{y + 4:.0f}">{escape(name)}</text>'


Spots: TypeAlias = "dict[tuple[int, int], list[int]]"
"""Where incidents stand on the drawing, and which: their rows."""


def _spots(data: PageData, projection: Projection) -> Spots:
    spots: Spots = {}
    for row, incident in enumerate(data.incidents):
        if incident.lat is None or incident.lon is None:
            continue
        x, y = projection.at(incident.lat, incident.lon)
        if 0 < x < WIDTH and 0 < y < projection.height:
            spots.setdefault((round(x), round(y)), []).append(row)
    return spots


def _incidents(spots: Spots, words: Words) -> Iterator[str]:
    for (x, y), rows in sorted(spots.items()):
        several = len(rows) > 1
        number = f'<text x="{x}" y="{y + 4}">{words.number(len(rows))}</text>' if several else ""
        listed = " ".join(map(str, rows))
        radius = 9 if several else 4.5
        yield f'<g class="dot" data-rows="{listed}"><circle cx="{x}" cy="{y}" r="{radius}"/>{number}</g>'


def _scale(projection: Projection, labels: Labels) -> Iterator[str]:
    km = max(
        (bar for bar in SCALE_BARS_KM if bar * 1000 < projection.metres(WIDTH / 4)),
        default=SCALE_BARS_KM[0],
    )
    length = km * 1000 / projection.metres(1)
    y = projection.height - 14
    north = projection.height - 58
    yield f'<path class="m-scale" d="M12 {y - 5}V{y}H{12 + length:.1f}V{y - 5}"/>'
    yield labels.text(Say(key="distance.km", values={"value": Figure(value=km)}), 16, y - 6)
    yield f'<path class="m-north" d="M{WIDTH - 18} {north}l6 18-6-4-6 4z"/>'
    yield labels.text(Say(key="text.map.north"), WIDTH - 18, north + 32, ' text-anchor="middle"')


def _legend(projection: Projection, labels: Labels) -> Iterator[str]:
    y = projection.height + 19
    yield f'<rect class="m-foot" y="{projection.height}" width="{WIDTH}" height="{LEGEND}"/>'
    signs = (
        (f'<circle class="m-sign" cx="20" cy="{y - 4}" r="4.5"/>', "text.map.incident", 32),
        (f'<path class="m-zone m-main m-sign" d="M150 {y - 4}h26"/>', "text.map.strongest", 184),
        (f'<path class="m-zone m-sign" d="M372 {y - 4}h26"/>', "text.map.rival", 406),
        (f'<path class="m-border" d="M596 {y - 4}h26"/>', "text.map.border", 630),
    )
    for sign, key, x in signs:
        yield sign
        yield labels.text(Say(key=key), x, y)


def _path(
    points: Iterable[tuple[float, float]], projection: Projection, *, closed: bool, fine: int = 1
) -> str:
    """Return a line of the drawing, its points in whole units or parts of them; empty where none of it is in view."""
    kept: list[tuple[int, int]] = []
    inside = False
    for lat, lon in points:
        x, y = projection.at(lat, lon)
        inside = inside or (-20 < x < WIDTH + 20 and -20 < y < projection.height + 20)
        spot = (round(fine * min(max(x, -3000), 4000)), round(fine * min(max(y, -3000), 4000)))
        if not kept or math.dist(kept[-1], spot) > LEAST_STEP * (fine if fine == 1 else 3 * fine):
            kept.append(spot)
    if not inside or len(kept) < 2:
        return ""
    jumps = [(x - before_x, y - before_y) for (before_x, before_y), (x, y) in itertools.pairwise(kept)]
    steps = " ".join(f"{x / fine:g} {y / fine:g}" for x, y in jumps)
    return f"M{kept[0][0] / fine:g} {kept[0][1] / fine:g}l{steps}".replace(" -", "-") + (
        "z" if closed else ""
    )


def _mercator(lat: float) -> float:
    return math.asinh(math.tan(math.radians(max(min(lat, 85.0), -85.0))))
