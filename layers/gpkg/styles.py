# ruff: noqa: S608 # names in SQL are those of columns.py; values are always parameters
"""How QGIS draws the layers of a case on opening: small QML texts in the table `layer_styles`.

Claims and zone definitions take the colour and the shape of their party, incidents that of their kind. Whatever has no
category of its own falls into the last, so that nothing is left undrawn.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

_OTHER = "#777777"
# Paul Tol's "bright" and "muted" schemes, told apart by colour-blind readers.
_PALETTE = (
    "#4477aa",
    "#ee6677",
    "#228833",
    "#ccbb44",
    "#66ccee",
    "#aa3377",
    "#332288",
    "#882255",
    "#44aa99",
    "#999933",
)
_MARKERS = frozenset(
    {"circle", "square", "diamond", "triangle", "star", "cross", "pentagon", "hexagon", "cross_fill"}
)
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_POINTS, _AREAS = 0, 2


def _marker(shape: str) -> str:
    """Return QGIS's name of a shape; its plain cross is two lines, which the white outline would hide."""
    return "cross_fill" if shape == "cross" else shape if shape in _MARKERS else "circle"


Category = tuple[str, str, str, str]
"""Value, label, colour, marker."""


def write_styles(connection: sqlite3.Connection, *, at: str) -> None:
    """Put a style for each layer into the case file, in the place of those we put there before.

    A user's own styles have other names, and stay. The schema is an empty text, not NULL: QGIS passes over a style
    whose schema is NULL without a word.
    """
    parties = [
        (party, name, color, _marker(shape))
        for party, name, color, shape in connection.execute(
            'SELECT id, name, color, shape FROM party ORDER BY "order", id'
        )
    ]
    texts = {
        "incident": qml("kind", _by_kind(connection, "incident"), label="title"),
        "claim": qml("party", parties, label=None),
        "place": qml("kind", _by_kind(connection, "place"), label="name"),
        "known_position": qml("kind", _by_kind(connection, "known_position"), label="name"),
        "zone_definition": qml("stated_by", parties, label="name", areas=True),
    }
    connection.execute("DELETE FROM layer_styles WHERE owner = 'contested'")
    connection.executemany(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML,"
        " styleSLD, useAsDefault, description, owner, update_time) VALUES ('', '', ?, 'geom', ?, ?, '', 1, ?, 'contested', ?)",
        [(table, f"{table} of the case", text, f"How {table} is drawn", at) for table, text in texts.items()],
    )


def qml(column: str, categories: Iterable[Category], *, label: str | None, areas: bool = False) -> str:
    """Return a style that gives each value of a column its colour and marker, and all others grey.

    Examples
    --------
    >>> text = qml("party", [("us", "United States & allies", "#4477aa", "square")], label=None)
    >>> 'label="United States &amp; allies"' in text
    True
    """
    rows = [*categories, ("", "other", _OTHER, "circle")]
    entries = "".join(
        f'<category render="true" symbol="{n}" value="{_xml(value)}" label="{_xml(name)}"/>'
        for n, (value, name, _, _) in enumerate(rows)
    )
    symbols = "".join(_symbol(n, color, marker, areas=areas) for n, (_, _, color, marker) in enumerate(rows))
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
        f'<qgis version="3.22" labelsEnabled="{int(label is not None)}" styleCategories="Symbology|Labeling">'
        f'<renderer-v2 type="categorizedSymbol" attr="{column}" symbollevels="0" enableorderby="0" forceraster="0">'
        f"<categories>{entries}</categories><symbols>{symbols}</symbols></renderer-v2>{_labeling(label)}"
        # QGIS gives a style with this number only to layers of that geometry: lines keep a line's style.
        f"<layerGeometryType>{_AREAS if areas else _POINTS}</layerGeometryType></qgis>"
    )


def _by_kind(connection: sqlite3.Connection, table: str) -> list[Category]:
    sql = f'SELECT DISTINCT kind FROM "{table}" WHERE kind IS NOT NULL ORDER BY kind LIMIT 100'
    kinds = [kind for (kind,) in connection.execute(sql)]
    return [(kind, kind, _PALETTE[n % len(_PALETTE)], "circle") for n, kind in enumerate(kinds)]


def _symbol(n: int, color: str, marker: str, *, areas: bool) -> str:
    rgb = ",".join(str(int(color[at : at + 2], 16)) for at in (1, 3, 5))
    if areas:
        kind, layer = "fill", "SimpleFill"
        options = {
            "color": f"{rgb},22",
            "style": "solid",
            "outline_color": f"{rgb},255",
            "outline_style": "dash",
        }
        options |= {"outline_width": "0.5", "outline_width_unit": "MM"}
    else:
        kind, layer = "marker", "SimpleMarker"
        options = {
            "color": f"{rgb},230",
            "name": marker,
            "outline_color": "255,255,255,255",
            "outline_style": "solid",
        }
        options |= {"outline_width": "0.2", "size": "3", "size_unit": "MM"}
    inner = "".join(
        f'<Option type="QString" name="{name}" value="{value}"/>' for name, value in options.items()
    )
    return (
        f'<symbol name="{n}" type="{kind}" alpha="1" clip_to_extent="1" force_rhr="0">'
        f'<layer class="{layer}" enabled="1" locked="0" pass="0"><Option type="Map">{inner}</Option></layer></symbol>'
    )


def _labeling(column: str | None) -> str:
    if column is None:
        return ""
    return (
        f'<labeling type="simple"><settings calloutType="simple"><text-style fieldName="{column}" fontSize="8"'
        ' textColor="40,40,40,255"><text-buffer bufferDraw="1" bufferSize="0.8" bufferColor="255,255,255,255"/></text-style>'
        '<placement placement="6" dist="1"/><rendering obstacle="1"/></settings></labeling>'
    )


def _xml(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))
