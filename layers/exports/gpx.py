"""GPX 1.1 for a GPS receiver: incidents, known positions and places as waypoints, zone borders as tracks.

A receiver shows a bare point, so the name says how uncertain it is. What cannot be placed is counted in the header, not dropped
without a word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layers import rows
from layers.exports.markup import element, holding
from layers.exports.readme import citation
from layers.files import make_folder, write_whole
from layers.formats.geojson import rounded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from layers.case import Case

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" creator="Contested">\n'


def write(case: Case, out: Path) -> list[Path]:
    """Write the case as one GPX file, and return its path in a list.

    Raises
    ------
    CaseFileError
        If it cannot be written.
    """
    found = {name: list(rows.LAYERS[name][1](case)) for name in ("incidents", "known_positions", "places")}
    unplaced = sum(row["geometry"] is None for layer in found.values() for row in layer)
    definitions = [row for row in rows.zone_definition_rows(case) if row["geometry"]]
    waypoints = (_waypoint(row, name) for name, layer in found.items() for row in layer if row["geometry"])
    note = f"{citation(case)} Licence: {case.info.license or 'not stated'}. Left out for want of a location: {unplaced}."
    parts = [
        holding("metadata", element("name", case.info.title) + element("desc", note)),
        *waypoints,
        *(_track(row) for row in definitions),
    ]
    make_folder(out.parent)
    return [write_whole(out, f"{_HEAD}{chr(10).join(parts)}\n</gpx>\n")]


def _waypoint(row: rows.Row, layer: str) -> str:
    lon, lat = (rounded(row["geometry"]) or {})["coordinates"]
    radius = row["uncertainty_m"]
    name = f"{row.get('title') or row['name']} ({_distance(radius)})"
    when = row.get("when") or "/".join(filter(None, (row.get("valid_from"), row.get("valid_to"))))
    texts = [
        element("name", name),
        element("cmt", row.get("location") or row.get("note") or row.get("basis")),
        element("desc", when or None),
        element("src", row["id"]),
        element("type", f"{layer.removesuffix('s').replace('_', ' ')}: {row['kind'] or 'of no stated kind'}"),
    ]
    return holding("wpt", "".join(texts), lat=f"{lat:.7f}", lon=f"{lon:.7f}")


def _distance(metres: float | None) -> str:
    if metres is None:
        return "uncertainty not stated"
    return f"± {metres / 1000:.1f} km" if metres >= 1000 else f"± {metres:.0f} m"


def _track(row: rows.Row) -> str:
    segments = "".join(
        holding("trkseg", "".join(f'<trkpt lat="{lat:.7f}" lon="{lon:.7f}"/>' for lon, lat in line))
        for line in _lines(rounded(row["geometry"]) or {})
    )
    stated = f"stated by {row['stated_by']}; valid {row['valid_from'] or '..'}/{row['valid_to'] or '..'}"
    return holding(
        "trk",
        element("name", row["name"])
        + element("desc", stated)
        + element("src", row["id"])
        + element("type", f"zone definition: {row['kind'] or row['construction']}")
        + segments,
    )


def _lines(geometry: dict[str, Any]) -> Iterator[Iterable[list[float]]]:
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind.startswith("Multi"):
        for part in coordinates:
            yield from _lines({"type": kind.removeprefix("Multi"), "coordinates": part})
    elif kind == "Polygon":
        yield from coordinates
    else:
        yield [coordinates] if kind == "Point" else coordinates
