"""A layer's style as QML: what `layer_styles`, a `.qml` beside a file, and a project's layer have in common."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from layers.exports.markup import element
from maps.qgis.fields import Related, Widget, fields_xml, form_xml, map_tip
from maps.qgis.styles import Style, labeling_xml, renderer_xml

if TYPE_CHECKING:
    from collections.abc import Mapping

VERSION = "3.22.16"
"""The version of QGIS whose XML this is; later ones read it."""

_NUMBERS = {"Point": 0, "Line": 1, "Polygon": 2, "": 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """All that a style says of a layer's columns, the same in each of its styles.

    Parameters
    ----------
    title : str
        Column that names a feature.
    columns : tuple of str
        All columns, in the order in which QGIS counts them.
    tip : tuple of str
        Columns that hovering shows.
    timed : bool
        Whether it has `earliest` and `latest`.
    """

    title: str
    columns: tuple[str, ...]
    geometry: str
    tip: tuple[str, ...] = ()
    widgets: Mapping[str, Widget] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    timed: bool = False


def style_inner(look: Look, style: Style | None) -> str:
    """Return the elements of a style, without what is around them."""
    drawn = (
        "" if style is None else renderer_xml(style, look.geometry) + labeling_xml(style.label, look.geometry)
    )
    return (
        f"{temporal_xml(timed=look.timed)}{drawn}{fields_xml(look.columns, look.widgets, hidden=look.hidden)}"
        f"{form_xml('Fields', look.columns, look.related)}"
        f"{element('previewExpression', chr(34) + look.title + chr(34))}{map_tip(look.title, look.tip)}"
    )


def qml(look: Look, style: Style | None) -> str:
    """Return a style as a QML document."""
    labels = int(style is not None and style.label is not None)
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
        f'<qgis version="{VERSION}" styleCategories="AllStyleCategories" labelsEnabled="{labels}">'
        f"{style_inner(look, style)}<layerGeometryType>{_NUMBERS[look.geometry]}</layerGeometryType></qgis>\n"
    )


def temporal_xml(*, timed: bool) -> str:
    """Return how a layer answers QGIS's temporal control: by the columns `earliest` and `latest`, or not at all.

    A feature without a time is always shown. The latest instant is that just after the last, so it is left out.
    """
    if not timed:
        return ""
    return (
        '<temporal enabled="1" mode="2" startField="earliest" endField="latest" limitMode="0" durationUnit="min" durationField=""'
        ' fixedDuration="0" accumulate="0" startExpression="" endExpression=""><fixedRange><start/><end/></fixedRange></temporal>'
    )
