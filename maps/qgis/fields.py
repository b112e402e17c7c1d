"""What QGIS shows of columns: names for people, lists to choose from, forms with what is related, and map tips."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.exports.markup import element, holding, xml_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_UNITS = {"_m": " (m)", "_km": " (km)", "_deg": " (°)"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueMap:
    """A column that takes only some values: each with the words shown for it."""

    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueRelation:
    """A column that holds the id of a row of another layer, which is chosen by its name there."""

    layer_id: str
    layer_name: str
    key: str
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A tab of a form: the rows of another layer that belong to this one, through another table where `through` is given."""

    tab: str
    relation: str
    through: str = ""


Widget = ValueMap | ValueRelation


def alias(column: str) -> str:
    """Return a column's name for people.

    Examples
    --------
    >>> alias("where_uncertainty_m"), alias("when_edtf"), alias("id"), alias("where_position_lat")
    ('Where: uncertainty (m)', 'When: EDTF', 'Id', 'Where: position lat')
    """
    text = column
    unit = next((shown for ending, shown in _UNITS.items() if column.endswith(ending)), "")
    if unit:
        text = column[: column.rindex("_")]
    for group in ("when_", "where_", "harm_", "construction_"):
        if text.startswith(group):
            text = f"{group[:-1]}: {text.removeprefix(group)}"
    text = text.replace("_", " ").replace("edtf", "EDTF").replace("url", "URL").replace("sha256", "SHA-256")
    return text[:1].upper() + text[1:] + unit


def fields_xml(columns: Sequence[str], widgets: Mapping[str, Widget], *, hidden: Iterable[str] = ()) -> str:
    """Return the widgets and the aliases of columns, in their order."""
    hidden = frozenset(hidden)
    configured = "".join(
        f'<field name="{xml_text(column)}" configurationFlags="None">{_widget_xml(widgets.get(column), hide=column in hidden)}</field>'
        for column in columns
    )
    aliases = "".join(
        f'<alias name="{xml_text(alias(column))}" index="{n}" field="{xml_text(column)}"/>'
        for n, column in enumerate(columns)
    )
    return holding("fieldConfiguration", configured) + holding("aliases", aliases)


def _widget_xml(widget: Widget | None, *, hide: bool) -> str:
    if hide:
        return '<editWidget type="Hidden"><config><Option/></config></editWidget>'
    if widget is None:
        return '<editWidget type=""><config><Option/></config></editWidget>'
    if isinstance(widget, ValueMap):
        entries = "".join(
            f'<Option type="Map"><Option type="QString" name="{xml_text(shown)}" value="{xml_text(value)}"/></Option>'
            for value, shown in widget.values
        )
        options = f'<Option type="List" name="map">{entries}</Option>'
        return (
            f'<editWidget type="ValueMap"><config><Option type="Map">{options}</Option></config></editWidget>'
        )
    texts = {
        "Layer": widget.layer_id,
        "LayerName": widget.layer_name,
        "LayerProviderName": "ogr",
        "Key": widget.key,
        "Value": widget.shown,
    }
    options = "".join(
        f'<Option type="QString" name="{name}" value="{xml_text(text)}"/>' for name, text in texts.items()
    )
    flags = '<Option type="bool" name="AllowNull" value="true"/><Option type="bool" name="OrderByValue" value="true"/>'
    return f'<editWidget type="ValueRelation"><config><Option type="Map">{options}{flags}</Option></config></editWidget>'


def form_xml(title: str, columns: Sequence[str], related: Sequence[Related]) -> str:
    """Return a form with a tab for the columns and one for each kind of related rows; nothing where none are related."""
    if not related:
        return ""
    fields = "".join(
        f'<attributeEditorField showLabel="1" name="{xml_text(column)}" index="{n}"/>'
        for n, column in enumerate(columns)
    )
    tabs = [_tab(title, fields)]
    tabs += [
        _tab(
            each.tab,
            f'<attributeEditorRelation showLabel="0" name="{each.relation}" relation="{each.relation}" relationWidgetTypeId="relation_editor"'
            f' nmRelationId="{each.through}" label="{xml_text(each.tab)}" forceSuppressFormPopup="0"><editor_configuration/></attributeEditorRelation>',
        )
        for each in related
    ]
    return "<editorlayout>tablayout</editorlayout>" + holding("attributeEditorForm", "".join(tabs))


def _tab(name: str, content: str) -> str:
    return holding(
        "attributeEditorContainer", content, name=name, showLabel="1", columnCount="1", groupBox="0"
    )


def map_tip(title: str, columns: Iterable[str]) -> str:
    """Return the HTML that hovering shows; what stands in the data is escaped, since it is text and no markup."""
    rows = "".join(
        f"<tr><td><i>{alias(column)}</i>&nbsp;</td><td>{_escaped(column)}</td></tr>" for column in columns
    )
    return element("mapTip", f"<b>{_escaped(title)}</b><table>{rows}</table>")


def _escaped(column: str) -> str:
    marks = "map('&','&amp;','<','&lt;','>','&gt;')"
    return f"[% coalesce(replace(to_string(\"{column}\"), {marks}), '') %]"
