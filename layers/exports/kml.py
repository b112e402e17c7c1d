"""KML 2.2 (OGC 07-147r2): incidents, then a folder for each party with its claims and the zone definitions it states.

Google Earth renders descriptions as HTML, so every value in one is escaped. A month would be read as its first day:
times are spans of instants, and the EDTF, like the uncertainty and all other columns, travels in ExtendedData.
"""

from __future__ import annotations

from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any

from layers import rows
from layers.exports.cells import instant
from layers.exports.markup import element, holding, without_controls
from layers.exports.tables import DECIMALS, other_tables
from layers.files import make_folder, write_whole
from layers.formats.geojson import rounded

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from layers.case import Case
    from layers.records import CaseInfo

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n'
_WHAT_IT_IS = (
    "Incidents are neutral anchors of events; a folder for each party holds its claims, where it places them, and the zone "
    "definitions it states. uncertainty_m is the radius in metres within which a location is thought to lie."
)
_ANYONE, _GREY = "anyone", "#555555"


def write(case: Case, out: Path) -> list[Path]:
    """Write the case as one KML file, and return its path in a list.

    Raises
    ------
    CaseFileError
        If it cannot be written.
    """
    make_folder(out.parent)
    return [write_whole(out, document(case))]


def document(case: Case) -> str:
    """Return the case as a KML document."""
    claims = list(rows.claim_rows(case))
    definitions = list(rows.zone_definition_rows(case))
    # Parties and sources have no geometry. They come first, since a reader meets their ids in everything that follows.
    folders = [
        _folder(
            table.name.capitalize(),
            [_placemark({**row, "geometry": None}, table.name, table.columns, _ANYONE) for row in table.rows],
        )
        for table in other_tables(case, ("party", "source"))
    ]
    folders.append(_folder("Incidents", _layer("incidents", rows.incident_rows(case))))
    for n, party in enumerate(case.parties):
        stated = (row for row in definitions if row["stated_by"] == party.id)
        spoken = (row for row in claims if row["party"] == party.id)
        style = f"party-{n}"
        placemarks = [*_layer("zone_definitions", stated, style), *_layer("claims", spoken, style)]
        folders.append(_folder(party.name, placemarks))
    folders.append(_folder("Known positions", _layer("known_positions", rows.known_position_rows(case))))
    folders.append(_folder("Places", _layer("places", rows.place_rows(case))))
    parts = [
        element("name", case.info.title),
        element("description", _about(case.info)),
        _style(_ANYONE, _GREY),
        *(_style(f"party-{n}", party.color) for n, party in enumerate(case.parties)),
        *folders,
    ]
    return f"{_HEAD}{holding('Document', chr(10).join(part for part in parts if part))}\n</kml>\n"


def _about(info: CaseInfo) -> str:
    """Return what the file is, without what it leaves out: brought in and written again, it is the same."""
    parts = [info.scope, _WHAT_IT_IS, f"Licence: {info.license or 'not stated'}.", info.attribution]
    return "\n".join(part for part in parts if part)


def _folder(name: str, placemarks: Iterable[str]) -> str:
    return holding("Folder", "\n".join([element("name", name), *placemarks]))


def _layer(layer: str, found: Iterable[rows.Row], style: str = _ANYONE) -> list[str]:
    columns = rows.LAYERS[layer][0]
    return [_placemark(row, layer, columns, style) for row in found]


def _placemark(row: rows.Row, layer: str, columns: dict[str, str], style: str) -> str:
    """Return a placemark, its parts in the order that the schema wants."""
    data = {"layer": layer, **{column: row[column] for column in columns}}
    fields = "".join(
        holding("Data", element("value", _text(value)), name=name)
        for name, value in data.items()
        if value is not None
    )
    parts = [
        element("name", row.get("title") or row.get("name")),
        holding("description", f"<![CDATA[{_html(row, columns)}]]>"),
        _span(row),
        element("styleUrl", f"#{style}"),
        holding("ExtendedData", fields),
        "" if row["geometry"] is None else _geometry(rounded(row["geometry"]) or {}),
    ]
    return holding("Placemark", "".join(parts))


def _html(row: rows.Row, columns: dict[str, str]) -> str:
    lines = [
        f"<tr><th align='left'>{escape(column)}</th><td>{escape(_text(row[column]))}</td></tr>"
        for column in columns
        if row[column] is not None
    ]
    return without_controls(f"<table>{''.join(lines)}</table>")


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return instant(value) if isinstance(value, datetime) else str(value)


def _span(row: rows.Row) -> str:
    begin, end = row.get("earliest"), row.get("latest")
    parts = [element("begin", instant(begin)) if begin else "", element("end", instant(end)) if end else ""]
    return holding("TimeSpan", "".join(parts)) if any(parts) else ""


def _geometry(geometry: dict[str, Any]) -> str:
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind.startswith("Multi"):
        single = kind.removeprefix("Multi")
        return holding(
            "MultiGeometry", "".join(_geometry({"type": single, "coordinates": part}) for part in coordinates)
        )
    if kind == "Point":
        return holding("Point", _coordinates([coordinates]))
    if kind == "LineString":
        return holding("LineString", "<tessellate>1</tessellate>" + _coordinates(coordinates))
    outer, *holes = (holding("LinearRing", _coordinates(ring)) for ring in coordinates)
    inner = "".join(holding("innerBoundaryIs", hole) for hole in holes)
    return holding("Polygon", "<tessellate>1</tessellate>" + holding("outerBoundaryIs", outer) + inner)


def _coordinates(points: Iterable[list[float]]) -> str:
    return holding("coordinates", " ".join(f"{_degrees(lon)},{_degrees(lat)}" for lon, lat in points))


def _degrees(value: float) -> str:
    return f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")


def _style(name: str, color: str) -> str:
    red, green, blue = color[1:3], color[3:5], color[5:7]
    solid, thin = f"ff{blue}{green}{red}", f"22{blue}{green}{red}"  # KML writes colours backwards: aabbggrr
    return holding(
        "Style",
        f"<IconStyle><color>{solid}</color><scale>0.9</scale></IconStyle><LabelStyle><scale>0.7</scale></LabelStyle>"
        f"<LineStyle><color>{solid}</color><width>2</width></LineStyle><PolyStyle><color>{thin}</color></PolyStyle>",
        id=name,
    )
