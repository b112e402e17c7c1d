"""Open GeoJSON and a case file in QGIS and check what a GIS user would see: layers, counts, fields, styles, a drawn map."""

import sys
from pathlib import Path

from qgis.core import QgsApplication, QgsVectorLayer
from seen import check, draw

WORK, PICTURES = Path(sys.argv[1]), Path(sys.argv[2])

GEOJSON_COUNTS = {
    "incidents": 73,
    "claims": None,
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
BY_VALUE = (
    "incidents",
    "claims",
    "zone_definitions_polygons",
    "zone_definitions_lines",
    "zone_definitions_points",
)


def opened(uri: str, name: str, count: int | None) -> QgsVectorLayer:
    layer = QgsVectorLayer(uri, name, "ogr")
    check(layer.isValid(), f"{name} does not open: {uri}")
    found = sum(1 for _ in layer.getFeatures())
    check(found == count if count is not None else found > 0, f"{name} has {found} features, not {count}")
    check("id" in layer.fields().names(), f"{name} has no field id")
    print(f"{name}: {found} features, {len(layer.fields())} fields, {layer.crs().authid() or 'no geometry'}")
    return layer


def look_at_geojson() -> None:
    """Each file opens with the style that lies beside it."""
    layers = {
        name: opened(str(WORK / "geojson" / f"{name}.geojson"), f"{name}.geojson", count)
        for name, count in GEOJSON_COUNTS.items()
    }
    for name, layer in layers.items():
        check(layer.crs().authid() == "EPSG:4326", f"{name} is in {layer.crs().authid()}, not EPSG:4326")
        kind = layer.renderer().type()
        wanted = "categorizedSymbol" if name in BY_VALUE else "singleSymbol"
        check(kind == wanted, f"{name} is drawn as {kind}: the .qml beside it was not read")
        check("replace(" in layer.mapTipTemplate(), f"{name} has no map tip")
        check(layer.attributeAlias(layer.fields().indexOf("id")) == "Id", f"{name} has no alias")
    drawn = ["places", "known_positions", "incidents", "zone_definitions_lines", "zone_definitions_polygons"]
    draw([layers[name] for name in drawn], PICTURES / "qgis-geojson.png")


def look_at_the_case_file() -> None:
    layers = {
        name: opened(f"{WORK / 'al-tanf.gpkg'}|layername={name}", name, count)
        for name, count in CASE_FILE_COUNTS.items()
    }
    for name in ("incident", "zone_definition", "place"):
        kind = layers[name].renderer().type()
        check(kind != "singleSymbol", f"{name} opens unstyled ({kind})")
    draw([layers["place"], layers["incident"], layers["zone_definition"]], WORK / "case-file.png")


def main() -> None:
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], False)
    application.initQgis()
    look_at_geojson()
    look_at_the_case_file()
    application.exitQgis()


main()
