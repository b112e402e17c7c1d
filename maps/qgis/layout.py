"""The print sheet, A4 across: map with a grid, legend of what is visible, scale, an inset, title, credits and licence."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from layers.exports.markup import holding, xml_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maps.qgis.plan import Layer
    from maps.qgis.project import Project

NAME = "Map sheet"

_SPACE = UUID("5f0c9d1e-6c6b-5f0a-9c39-0e9f2a1b7c55")
_PAGE, _MAP, _LEGEND, _LABEL, _SCALE = 65638, 65639, 65642, 65641, 65646
_SHOWN = ("map_incident", "drawn_position", "map_zone_points", "map_zone_line", "map_zone_area")
_DRAWN = (
    "map_incident", "drawn_position", "drawn_place", "map_zone_points", "map_zone_line", "map_zone_area", "map_backdrop_line",
    "map_backdrop_area",
)  # fmt: skip
_INSET = ("map_zone_area", "map_backdrop_line", "map_backdrop_area")
_GRID_STEPS = (0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30)
_GRID_LINES = 8
_MAP_MM = (10.0, 26.0, 200.0, 162.0)
_INSET_MM = (216.0, 140.0, 71.0, 48.0)


def layout_xml(project: Project) -> str:
    """Return the one layout of the project."""
    info = project.info
    made = [  # what comes later lies on top
        _map(project, "map", _MAP_MM, _DRAWN, grid=True),
        _map(project, "inset", _INSET_MM, _INSET, wider=3.2),
        _label("title", info.title, (10, 6, 277, 10), size_pt=17, bold=True),
        _label(
            "subtitle",
            "Who says what about which place, when. What is drawn is claimed, not confirmed.",
            (10, 15, 277, 7),
            size_pt=9,
        ),
        _label("credits", project.credit, (10, 195, 277, 10), size_pt=6.5),
        _scale_bar(project, (12, 176)),
        _legend(project.layers, project.data),
    ]
    items = [
        item.replace("<LayoutItem ", f'<LayoutItem zValue="{n}" ', 1) for n, item in enumerate(made, start=1)
    ]
    return (
        f'<Layout name="{NAME}" units="mm" printResolution="200" worldFileMap="">'
        f"<PageCollection>{_page()}</PageCollection>{''.join(items)}"
        '<Atlas enabled="0" coverageLayer="" filenamePattern="" pageNameExpression="" hideCoverage="0" sortFeatures="0" filterFeatures="0"/></Layout>'
    )


def identity(name: str) -> str:
    """Return the id of an item, the same in each export."""
    return f"{{{uuid5(_SPACE, name)}}}"


def _item(kind: int, name: str, box: Sequence[float], content: str = "", **attributes: str) -> str:
    x, y, width, height = box
    place = f"{x:g},{y:g},mm"
    common = {
        "type": str(kind),
        "uuid": identity(name),
        "templateUuid": identity(name),
        "id": name,
        "position": place,
        "positionOnPage": place,
        "size": f"{width:g},{height:g},mm",
        "referencePoint": "0",
        "visibility": "1",
        "opacity": "1",
        "frame": "false",
        "background": "false",
        "outlineWidthM": "0.2,mm",
    }
    inside = (
        '<FrameColor red="120" green="120" blue="120" alpha="255"/><BackgroundColor red="255" green="255" blue="255" alpha="255"/>'
        f"<LayoutObject/>{content}"
    )
    return holding("LayoutItem", inside, **{**common, **attributes})


def _page() -> str:
    return _item(_PAGE, "page", (0, 0, 297, 210), background="true")


def _map(
    project: Project,
    name: str,
    box: Sequence[float],
    layer_ids: Sequence[str],
    *,
    wider: float = 1.0,
    grid: bool = False,
) -> str:
    from maps.qgis.project import projected, source_of

    west, south, east, north = projected(project.extent)
    shape = box[2] / box[3]
    half_height = max((north - south) / 2, (east - west) / 2 / shape) * wider
    half_width, x, y = half_height * shape, (west + east) / 2, (south + north) / 2
    extent = f'<Extent xmin="{x - half_width:.4f}" xmax="{x + half_width:.4f}" ymin="{y - half_height:.4f}" ymax="{y + half_height:.4f}"/>'
    by_id = {layer.id: layer for layer in project.layers}
    shown = "".join(
        f'<Layer name="{xml_text(by_id[each].title)}" source="{xml_text(source_of(by_id[each], project.data))}" provider="ogr">{by_id[each].qgis_id}</Layer>'
        for each in layer_ids
    )
    return _item(
        _MAP,
        name,
        box,
        extent + holding("LayerSet", shown) + (_grid(project) if grid else _overview()),
        frame="true",
        background="true",
        keepLayerSet="true",
        drawCanvasItems="false",
        followPreset="false",
        isTemporal="0",
        mapRotation="0",
    )


def _grid(project: Project) -> str:
    """Return a grid of half degrees, or one that suits a wider map, with figures outside the frame in degrees and minutes."""
    wide = project.extent.east - project.extent.west
    step = next((step for step in _GRID_STEPS if wide / step <= _GRID_LINES), _GRID_STEPS[-1])
    sides = "".join(
        f' {side}AnnotationDisplay="0" {side}AnnotationPosition="1" {side}AnnotationDirection="{direction}"'
        for side, direction in (("left", 1), ("right", 1), ("top", 0), ("bottom", 0))
    )
    wgs84 = "<spatialrefsys><srsid>3452</srsid><srid>4326</srid><authid>EPSG:4326</authid></spatialrefsys>"
    line = (
        '<lineStyle><symbol name="" type="line" alpha="1"><layer class="SimpleLine" enabled="1"><Option type="Map">'
        '<Option type="QString" name="line_color" value="120,120,120,90"/><Option type="QString" name="line_width" value="0.1"/></Option>'
        "</layer></symbol></lineStyle>"
    )
    text = '<text-style fontSize="6" textColor="90,90,90,255" fontSizeUnit="Point"/>'
    return (
        f'<ComposerMapGrid uuid="{identity("grid")}" name="degrees" show="1" position="3" gridStyle="0" intervalX="{step:g}" intervalY="{step:g}" offsetX="0"'
        f' offsetY="0" unit="0" showAnnotation="1" annotationFormat="1" annotationPrecision="0" frameAnnotationDistance="1" gridFrameStyle="0"{sides}>'
        f"{line}<annotationTextProperties>{text}</annotationTextProperties>{text}{wgs84}</ComposerMapGrid>"
    )


def _overview() -> str:
    """Return the frame in the inset that shows where the map lies."""
    return (
        f'<ComposerMapOverview uuid="{identity("overview")}" name="map" show="1" position="3" frameMap="{identity("map")}" inverted="0" blendMode="0"'
        ' centered="0"><symbol name="" type="fill" alpha="1"><layer class="SimpleFill" enabled="1"><Option type="Map">'
        '<Option type="QString" name="style" value="no"/><Option type="QString" name="outline_color" value="178,24,43,255"/>'
        '<Option type="QString" name="outline_width" value="0.5"/></Option></layer></symbol></ComposerMapOverview>'
    )


def _label(name: str, text: str, box: Sequence[float], *, size_pt: float, bold: bool = False) -> str:
    weight = 75 if bold else 50
    font = f'<LabelFont description="Sans,{size_pt:g},-1,5,{weight},0,0,0,0,0" style=""/><FontColor red="40" green="40" blue="40" alpha="255"/>'
    return _item(
        _LABEL,
        name,
        box,
        font,
        labelText=text,
        halign="1",
        valign="128",
        marginX="0",
        marginY="0",
        htmlState="0",
    )


def _scale_bar(project: Project, at: tuple[float, float]) -> str:
    return _item(
        _SCALE,
        "scale",
        (*at, 70, 11),
        '<text-style fontSize="7" textColor="40,40,40,255" fontSizeUnit="Point"/><fillColor red="40" green="40" blue="40" alpha="255"/>'
        '<fillColor2 red="255" green="255" blue="255" alpha="255"/><strokeColor red="40" green="40" blue="40" alpha="255"/>',
        mapUuid=identity("map"),
        style="Single Box",
        unitType="km",
        unitLabel="km",
        numMapUnitsPerScaleBarUnit="1",
        numUnitsPerSegment=f"{_segment_km(project):g}",
        numSegments="3",
        numSegmentsLeft="0",
        height="1.6",
        labelBarSpace="1",
        boxContentSpace="1",
        segmentSizeMode="0",
        alignment="0",
        background="true",
    )


def _segment_km(project: Project) -> float:
    """Return a round number of kilometres of which three take about a third of the map's width."""
    wide_km = (project.extent.north - project.extent.south) * 111 * _MAP_MM[2] / _MAP_MM[3]
    rough = wide_km / 10
    power = 10.0 ** math.floor(math.log10(rough))
    return max(step * power for step in (1, 2, 5) if step * power <= rough)


def _legend(layers: Sequence[Layer], data: str) -> str:
    """Return a legend of the layers that carry the meaning, without symbols that the map does not show."""
    from maps.qgis.project import source_of

    tree = "".join(
        f'<layer-tree-layer id="{layer.qgis_id}" name="{xml_text(layer.title)}" checked="Qt::Checked" expanded="1" providerKey="ogr"'
        f' source="{xml_text(source_of(layer, data))}"/>'
        for layer in layers
        if layer.id in _SHOWN
    )
    sizes = (("title", 10), ("group", 8), ("subgroup", 8), ("symbol", 7), ("symbolLabel", 7))
    styles = "".join(
        f'<style name="{name}" indent="0" alignment="1" marginTop="{2 if name == "subgroup" else 1}" marginLeft="{2 if name == "symbolLabel" else 0}">'
        f'<styleFont description="Sans,{size},-1,5,{75 if name == "subgroup" else 50},0,0,0,0,0" style=""/></style>'
        for name, size in sizes
    )
    return _item(
        _LEGEND,
        "legend",
        (214, 22, 73, 112),
        holding("styles", styles) + holding("layer-tree-group", tree),
        map_uuid=identity("map"),
        legendFilterByMap="1",
        resizeToContents="1",
        columnCount="1",
        symbolWidth="5",
        symbolHeight="3",
        lineSpacing="1",
        boxSpace="1",
        wrapChar="|",
        fontColor="#282828",
    )
