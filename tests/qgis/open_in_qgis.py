"""Open what was exported in QGIS and check what a GIS user would see: layers, counts, fields, styles, a drawn map."""

import sys
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

WORK = Path(sys.argv[1])
PICTURE = Path(sys.argv[2]) if len(sys.argv) > 2 else WORK / "qgis.png"

GEOJSON_COUNTS = {
    "incidents": 73,
    "known_positions": None,
    "places": 81,
    "zone_definitions_polygons": 18,
    "zone_definitions_lines": 2,
    "zone_definitions_points": 1,
}
CASE_FILE_COUNTS = {
    "incident": 73,
    "claim": None,
    "place": 81,
    "zone_definition": 21,
    "known_position": None,
    "party": 15,
    "source": 285,
}


def check(condition: bool, words: str) -> None:
    """Stop with exit code 1 where something is not as it should be."""
    if not condition:
        sys.exit(f"QGIS: {words}")


def opened(uri: str, name: str, count: int | None) -> QgsVectorLayer:
    layer = QgsVectorLayer(uri, name, "ogr")
    check(layer.isValid(), f"{name} does not open: {uri}")
    found = sum(1 for _ in layer.getFeatures())
    check(found == count if count is not None else found > 0, f"{name} has {found} features, not {count}")
    check("id" in layer.fields().names(), f"{name} has no field id")
    print(f"{name}: {found} features, {len(layer.fields())} fields, {layer.crs().authid() or 'no geometry'}")
    return layer


def draw(layers: list[QgsVectorLayer], path: Path) -> None:
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setOutputSize(QSize(1400, 1000))
    settings.setBackgroundColor(QColor("#f7f6f2"))
    settings.setExtent(QgsRectangle(36.6, 32.4, 40.4, 35.2))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    colors = {image.pixel(x, y) for x in range(0, 1400, 7) for y in range(0, 1000, 7)}
    check(len(colors) > 8, f"the drawn map has {len(colors)} colours: nothing was drawn")
    check(image.save(str(path)), f"{path} was not written")


def main() -> None:
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], False)
    application.initQgis()
    for name, count in GEOJSON_COUNTS.items():
        layer = opened(str(WORK / "geojson" / f"{name}.geojson"), f"{name}.geojson", count)
        check(layer.crs().authid() == "EPSG:4326", f"{name} is in {layer.crs().authid()}, not EPSG:4326")
    layers = {
        name: opened(f"{WORK / 'al-tanf.gpkg'}|layername={name}", name, count)
        for name, count in CASE_FILE_COUNTS.items()
    }
    for name in ("incident", "zone_definition", "place"):
        kind = layers[name].renderer().type()
        check(kind != "singleSymbol", f"{name} opens unstyled ({kind})")
    draw([layers["place"], layers["incident"], layers["zone_definition"]], PICTURE)
    print(f"drawn: {PICTURE}")
    del layer
    layers.clear()
    application.exitQgis()


main()
