"""The project as QGIS 3 writes it, by hand: layer tree, layers with their styles, relations, time, and a print sheet."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.exports.cells import instant
from layers.exports.markup import element, holding, xml_text
from maps.qgis.layout import layout_xml
from maps.qgis.qml import VERSION, style_inner
from maps.qgis.relations import RELATIONS, qgis_id

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from layers.records import CaseInfo
    from maps.qgis.extent import Extent
    from maps.qgis.plan import Layer

_GEOMETRIES = {"": "No geometry", "Point": "Point", "Line": "Line", "Polygon": "Polygon"}
# QGIS counts as months from a point in time by this name; see QgsUnitTypes::encodeUnit.
_MONTH = "mon"
_SRSID = 3452
_WIDEST_DEG = 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """What the project shows.

    Parameters
    ----------
    data : str
        The GeoPackage's path beside the project, such as "./al-tanf.gpkg".
    span : tuple of datetime
        The first and the last instant of any incident, for the temporal control.
    abstract : str
        What the package is: the README.
    """

    info: CaseInfo
    data: str
    layers: Sequence[Layer]
    extent: Extent
    span: tuple[datetime, datetime] | None
    abstract: str
    credit: str


def project_xml(project: Project) -> str:
    """Return the project as a `.qgs` document."""
    crs = _crs(map_code(project.extent))
    parts = [
        element("title", project.info.title),
        holding("projectCrs", crs),
        _tree(project),
        _relations(project),
        _canvas(project, crs),
        holding("projectlayers", "".join(_layer(layer, project) for layer in project.layers)),
        holding("layerorder", "".join(f'<layer id="{layer.qgis_id}"/>' for layer in project.layers)),
        _properties(project),
        holding(
            "projectMetadata",
            element("title", project.info.title)
            + element("abstract", project.abstract)
            + element("author", project.info.attribution or ""),
        ),
        holding("Layouts", layout_xml(project)),
        _time(project.span),
    ]
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
        f'<qgis projectname="{xml_text(project.info.title)}" version="{VERSION}">\n'
        + "\n".join(part for part in parts if part)
        + "\n</qgis>\n"
    )


def map_code(extent: Extent) -> int:
    """Return the EPSG code of the map: the UTM zone of the extent's middle, where scales are true within 0.5 %.

    What is wider than two zones, or lies at a pole, is shown in degrees on WGS 84.

    Examples
    --------
    >>> from maps.qgis.extent import Extent
    >>> map_code(Extent(37, 32, 40, 35)), map_code(Extent(-60, -53, -57, -51)), map_code(Extent(-180, -85, 180, 85))
    (32637, 32721, 4326)
    """
    if extent.east - extent.west > _WIDEST_DEG or max(abs(extent.south), abs(extent.north)) > 84:
        return 4326
    zone = min(60, math.floor((extent.center_lon + 180) / 6) + 1)
    return (32600 if extent.center_lat >= 0 else 32700) + zone


def source_of(layer: Layer, data: str) -> str:
    """Return where QGIS's OGR provider finds a layer."""
    return f"{data}|layername={layer.table}" + (f"|subset={layer.where}" if layer.where else "")


def _crs(code: int) -> str:
    proj = (
        "+proj=longlat +datum=WGS84 +no_defs"
        if code == 4326
        else f"+proj=utm +zone={code % 100}{' +south' if code > 32700 else ''} +datum=WGS84 +units=m +no_defs"
    )
    return holding(
        "spatialrefsys",
        # QGIS looks up an authority's code only beside a number of its own; which number does not matter then.
        f"<proj4>{proj}</proj4><srsid>{_SRSID}</srsid><srid>{code}</srid><authid>EPSG:{code}</authid><geographicflag>{str(code == 4326).lower()}</geographicflag>",
        nativeFormat="Wkt",
    )


def _tree(project: Project) -> str:
    return holding("layer-tree-group", _branches(project.layers, 0, project.data))


def _branches(layers: Sequence[Layer], depth: int, data: str) -> str:
    """Return groups and layers below a depth, each group where its first layer stands."""
    parts: list[str] = []
    done: set[str] = set()
    for layer in layers:
        if len(layer.groups) == depth:
            parts.append(_leaf(layer, data))
        elif layer.groups[depth] not in done:
            name = layer.groups[depth]
            done.add(name)
            inside = [each for each in layers if len(each.groups) > depth and each.groups[depth] == name]
            shown = "Qt::Checked" if any(each.visible for each in inside) else "Qt::Unchecked"
            open_ = (
                "1" if depth == 0 and any(each.visible for each in inside) and name.startswith("Acc") else "0"
            )
            parts.append(
                holding(
                    "layer-tree-group",
                    _branches(inside, depth + 1, data),
                    name=name,
                    checked=shown,
                    expanded=open_,
                )
            )
    return "".join(parts)


def _leaf(layer: Layer, data: str) -> str:
    checked = "Qt::Checked" if layer.visible else "Qt::Unchecked"
    return (
        f'<layer-tree-layer id="{layer.qgis_id}" name="{xml_text(layer.title)}" checked="{checked}" expanded="{int(layer.visible)}"'
        f' source="{xml_text(source_of(layer, data))}" providerKey="ogr"/>'
    )


def _relations(project: Project) -> str:
    there = {layer.id for layer in project.layers}
    found = "".join(
        f'<relation id="{each.id}" name="{xml_text(each.name)}" referencingLayer="{qgis_id(each.child)}" referencedLayer="{qgis_id(each.parent)}"'
        f' strength="Association"><fieldRef referencingField="{each.column}" referencedField="{each.key}"/></relation>'
        for each in RELATIONS
        if {each.child, each.parent} <= there
    )
    return holding("relations", found)


def _layer(layer: Layer, project: Project) -> str:
    style = layer.styles[0] if layer.styles else None
    name = style.name if style else "default"
    others = "".join(
        f'<map-layer-style name="{xml_text(each.name)}"><qgis version="{VERSION}" styleCategories="AllStyleCategories"'
        f' labelsEnabled="{int(each.label is not None)}">{style_inner(layer.look, each)}</qgis></map-layer-style>'
        for each in layer.styles[1:]
    )
    manager = holding(
        "map-layer-style-manager", f'<map-layer-style name="{xml_text(name)}"/>{others}', current=name
    )
    body = (
        element("id", layer.qgis_id)
        + element("datasource", source_of(layer, project.data))
        + element("layername", layer.title)
        + (holding("srs", _crs(4326)) if layer.look.geometry else "")
        + '<provider encoding="UTF-8">ogr</provider>'
        + manager
        + "<flags><Identifiable>1</Identifiable><Removable>1</Removable><Searchable>1</Searchable></flags>"
        + style_inner(layer.look, style)
    )
    return holding(
        "maplayer",
        body,
        type="vector",
        geometry=_GEOMETRIES[layer.look.geometry],
        wkbType=layer.wkb,
        readOnly=str(int(not layer.editable)),
        labelsEnabled=str(int(style is not None and style.label is not None)),
        styleCategories="AllStyleCategories",
        simplifyDrawingHints="1",
        simplifyDrawingTol="1",
    )


def _canvas(project: Project, crs: str) -> str:
    west, south, east, north = projected(project.extent)
    units = "degrees" if map_code(project.extent) == 4326 else "meters"
    extent = "".join(
        element(name, f"{value:.4f}")
        for name, value in zip(("xmin", "ymin", "xmax", "ymax"), (west, south, east, north), strict=True)
    )
    return holding(
        "mapcanvas",
        f"<units>{units}</units>{holding('extent', extent)}<rotation>0</rotation>{holding('destinationsrs', crs)}",
        name="theMapCanvas",
    )


def projected(extent: Extent) -> tuple[float, float, float, float]:
    """Return the box of an extent in the units of the map: metres rounded to 100, or degrees."""
    from pyproj import Transformer

    code = map_code(extent)
    if code == 4326:
        return extent
    west, south, east, north = Transformer.from_crs(4326, code, always_xy=True).transform_bounds(*extent)
    return round(west, -2), round(south, -2), round(east, -2), round(north, -2)


def _properties(project: Project) -> str:
    """Return the project's settings: relative paths, metres on the ellipsoid, the sea's colour, the time control switched on."""
    entries = (
        '<Paths><Absolute type="bool">false</Absolute></Paths>'
        # Without this, QGIS does not even look at the project's reference system.
        '<SpatialRefSys><ProjectionsEnabled type="int">1</ProjectionsEnabled></SpatialRefSys>'
        '<Measure><Ellipsoid type="QString">EPSG:7030</Ellipsoid></Measure>'
        '<Measurement><DistanceUnits type="QString">kilometers</DistanceUnits><AreaUnits type="QString">km2</AreaUnits></Measurement>'
        '<Gui><CanvasColorRedPart type="int">255</CanvasColorRedPart><CanvasColorGreenPart type="int">255</CanvasColorGreenPart>'
        '<CanvasColorBluePart type="int">255</CanvasColorBluePart></Gui>'
    )
    if project.span is not None:
        first, last = (instant(end) for end in project.span)
        # 2 is the fixed range: everything is shown until the reader narrows it or plays it.
        entries += (
            f'<TemporalControllerWidget><NavigationMode type="int">2</NavigationMode><StartDateTime type="QString">{first}</StartDateTime>'
            f'<EndDateTime type="QString">{last}</EndDateTime></TemporalControllerWidget>'
        )
    return holding("properties", entries)


def _time(span: tuple[datetime, datetime] | None) -> str:
    if span is None:
        return ""
    first, last = (instant(end) for end in span)
    return (
        f'<ProjectTimeSettings timeStep="1" timeStepUnit="{_MONTH}" cumulativeTemporalRange="0" frameRate="1">'
        f"<TemporalRange><start>{first}</start><end>{last}</end></TemporalRange></ProjectTimeSettings>"
    )
