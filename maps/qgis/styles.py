"""A style: which value of which expression gets which symbol, and what is written beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.exports.markup import xml_text
from maps.qgis.symbols import GREY, INK, Symbol, symbol_xml

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """One value, how it is called in the legend, and its symbol."""

    value: str
    label: str
    symbol: Symbol


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What is written beside a feature: a column, or an expression, in which size, from which scale on."""

    expression: str
    size_pt: float = 8.0
    color: str = INK
    smallest_scale: int | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """One way to draw a layer.

    Parameters
    ----------
    name : str
        What the user chooses it by.
    by : str
        Column or expression whose values have the categories; empty where all features are drawn alike.
    categories : tuple of Category
        What has none of these values gets `other`, so that nothing is left undrawn.
    """

    name: str
    by: str = ""
    categories: tuple[Category, ...] = ()
    other: Symbol | None = None
    label: Label | None = None


def renderer_xml(style: Style, geometry: str) -> str:
    """Return the renderer of a style for a geometry: "Point", "Line" or "Polygon"."""
    if not style.by:
        symbol = symbol_xml("0", style.other or Symbol(color=GREY), geometry)
        return f'<renderer-v2 type="singleSymbol" symbollevels="0" enableorderby="0" forceraster="0"><symbols>{symbol}</symbols></renderer-v2>'
    found = [*style.categories]
    if style.other is not None:
        found.append(Category(value="", label="other", symbol=style.other))
    categories = "".join(
        f'<category render="true" symbol="{n}" value="{xml_text(each.value)}" label="{xml_text(each.label)}"/>'
        for n, each in enumerate(found)
    )
    symbols = "".join(symbol_xml(str(n), each.symbol, geometry) for n, each in enumerate(found))
    return (
        f'<renderer-v2 type="categorizedSymbol" attr="{xml_text(style.by)}" symbollevels="0" enableorderby="0" forceraster="0">'
        f"<categories>{categories}</categories><symbols>{symbols}</symbols></renderer-v2>"
    )


def labeling_xml(label: Label | None, geometry: str) -> str:
    """Return the labels of a style; nothing where it has none."""
    if label is None:
        return ""
    red, green, blue = (int(label.color[at : at + 2], 16) for at in (1, 3, 5))
    # Beside a point, along a line, along the edge of an area: 6, 3 and 7 are QGIS's numbers for these.
    placement = {
        "Point": 'placement="6" dist="1"',
        "Line": 'placement="3" placementFlags="10"',
        "Polygon": 'placement="7" placementFlags="10" dist="0.5"',
    }
    # QGIS calls the largest scale at which a label shows scaleMin, and the smallest scaleMax.
    scale = (
        f' scaleVisibility="1" scaleMin="1" scaleMax="{label.smallest_scale}"' if label.smallest_scale else ""
    )
    return (
        f'<labeling type="simple"><settings calloutType="simple"><text-style fieldName="{xml_text(label.expression)}" isExpression="1"'
        f' fontSize="{label.size_pt:g}" fontWeight="{75 if label.bold else 50}" textColor="{red},{green},{blue},255">'
        '<text-buffer bufferDraw="1" bufferSize="0.8" bufferColor="255,255,255,230"/></text-style>'
        f'<text-format autoWrapLength="30"/><placement {placement[geometry]}/><rendering obstacle="1"{scale}/></settings></labeling>'
    )


def category_per(values: Iterable[tuple[str, str, Symbol]]) -> tuple[Category, ...]:
    """Return categories from (value, label, symbol)."""
    return tuple(Category(value=value, label=label, symbol=symbol) for value, label, symbol in values)
