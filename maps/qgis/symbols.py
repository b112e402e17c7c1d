"""Markers, lines and areas as QGIS writes them: few options, since QGIS fills in the rest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from layers.exports.markup import xml_text

if TYPE_CHECKING:
    from collections.abc import Mapping

GREY = "#777777"
INK = "#333333"
PALETTE = (
    "#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#332288", "#882255", "#44aa99", "#999933",
)  # fmt: skip
"""Paul Tol's "bright" and "muted" schemes, told apart by colour-blind readers."""

MARKERS = frozenset({"circle", "square", "diamond", "triangle", "star", "pentagon", "hexagon", "cross_fill"})
"""Shapes of QGIS's simple marker that have an inside to colour; a party's cross is its `cross_fill`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbol:
    """How one thing is drawn, whatever its geometry.

    Parameters
    ----------
    color : str
        As #rrggbb.
    marker : str
        The shape of a point.
    fill : str
        "full", "half", "none" or "hatched": how much of the inside is coloured.
    crossed : bool
        Whether a cross lies over it: denied or rejected.
    stroke : str
        "solid", "dash" or "dot", of an outline or a line.
    size_mm, width_mm : float
        Of a point, and of an outline or a line.
    outline : str or None
        Colour of the outline, where it is not that of the symbol.
    """

    color: str = GREY
    marker: str = "circle"
    fill: str = "full"
    crossed: bool = False
    stroke: str = "solid"
    size_mm: float = 3.0
    width_mm: float = 0.4
    outline: str | None = None


STANCES: dict[str, Symbol] = {
    "asserts": Symbol(fill="full"),
    "confirms": Symbol(fill="full"),
    "recognises": Symbol(fill="full"),
    "condemns": Symbol(fill="half"),
    "threatens": Symbol(fill="half"),
    "ambiguous": Symbol(fill="half", stroke="dash"),
    "disputes": Symbol(fill="hatched", stroke="dash"),
    "rejects": Symbol(fill="none", crossed=True, stroke="dash"),
    "denies": Symbol(fill="none", crossed=True, stroke="dash"),
    "silent": Symbol(fill="none", stroke="dot"),
}
"""How a stance is drawn, in any colour; the same rule as on the page, where no meaning hangs on colour alone."""


def with_stance(stance: str, symbol: Symbol) -> Symbol:
    """Return a symbol in its own colour and shape, filled and crossed as a stance is."""
    found = STANCES.get(stance, Symbol())
    return replace(symbol, fill=found.fill, crossed=found.crossed, stroke=found.stroke)


def symbol_xml(name: str, symbol: Symbol, geometry: str) -> str:
    """Return a symbol for a geometry: "Point", "Line" or "Polygon"."""
    kind = {"Point": "marker", "Line": "line", "Polygon": "fill"}[geometry]
    layers = {"Point": _marker, "Line": _line, "Polygon": _area}[geometry](symbol)
    return f'<symbol name="{xml_text(name)}" type="{kind}" alpha="1" clip_to_extent="1" force_rhr="0">{"".join(layers)}</symbol>'


def rgba(color: str, alpha: int = 255) -> str:
    """Return a colour as QGIS writes it.

    Examples
    --------
    >>> rgba("#4477aa", 128)
    '68,119,170,128'
    """
    return ",".join([*(str(int(color[at : at + 2], 16)) for at in (1, 3, 5)), str(alpha)])


def _marker(symbol: Symbol) -> list[str]:
    alpha = {"full": 235, "half": 110, "hatched": 40, "none": 0}[symbol.fill]
    outline = symbol.outline or ("#ffffff" if symbol.fill == "full" else symbol.color)
    base = _layer("SimpleMarker", {
        "name": symbol.marker if symbol.marker in MARKERS else "circle",
        "color": rgba(symbol.color, alpha),
        "outline_color": rgba(outline),
        "outline_style": symbol.stroke if symbol.fill != "full" else "solid",
        "outline_width": "0.2" if symbol.fill == "full" else "0.5",
        "size": f"{symbol.size_mm:g}",
        "size_unit": "MM",
    })  # fmt: skip
    if not symbol.crossed:
        return [base]
    return [base, _layer("SimpleMarker", {
        "name": "cross2",
        "color": rgba(symbol.color),
        "outline_color": rgba(symbol.color),
        "outline_width": "0.5",
        "size": f"{symbol.size_mm * 0.8:g}",
        "size_unit": "MM",
    })]  # fmt: skip


def _line(symbol: Symbol) -> list[str]:
    return [_layer("SimpleLine", {
        "line_color": rgba(symbol.color),
        "line_style": symbol.stroke,
        "line_width": f"{symbol.width_mm:g}",
        "line_width_unit": "MM",
        "joinstyle": "round",
        "capstyle": "round",
    })]  # fmt: skip


def _area(symbol: Symbol) -> list[str]:
    alpha = {"full": 12, "half": 8, "hatched": 40, "none": 0}[symbol.fill]
    solid = symbol.outline == symbol.color
    style = "b_diagonal" if symbol.fill == "hatched" else "diagonal_x" if symbol.crossed else "solid"
    return [_layer("SimpleFill", {
        "color": rgba(symbol.color, 255 if solid else 40 if symbol.crossed else alpha),
        "style": style,
        "outline_color": rgba(symbol.outline or symbol.color),
        "outline_style": "no" if solid else symbol.stroke,
        "outline_width": f"{symbol.width_mm:g}",
        "outline_width_unit": "MM",
    })]  # fmt: skip


def _layer(kind: str, options: Mapping[str, str]) -> str:
    inner = "".join(
        f'<Option type="QString" name="{name}" value="{value}"/>' for name, value in options.items()
    )
    return (
        f'<layer class="{kind}" enabled="1" locked="0" pass="0"><Option type="Map">{inner}</Option></layer>'
    )
