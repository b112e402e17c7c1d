"""Open the package through its stored project: layers, styles, relations, time, forms, tips, the print sheet, and an edit."""

import sys
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsDateTimeRange,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeatureRequest,
    QgsLayoutExporter,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerTemporalContext,
)
from qgis.PyQt.QtCore import QDateTime, Qt
from seen import check, draw

FOLDER, PICTURES = Path(sys.argv[1]), Path(sys.argv[2])
PACKAGE = FOLDER / "al-tanf.gpkg"

COUNTS = {
    "map_incident": 73, "map_zone_area": 18, "map_zone_line": 2, "map_zone_points": 1, "incident": 73, "place": 81,
    "zone_definition": 21, "party": 15, "source": 285,
}  # fmt: skip
STYLES = {
    "map_incident": {"By kind", "By zone status", "By agreement", "By uncertainty"},
    "map_claim": {"By party", "By stance", "By uncertainty"},
    "claim": {"By party", "By stance"},
}
GROUPS = ["Accounts", "Parties", "Zone definitions", "Records: edit here", "Backdrop, for orientation only"]
BACKDROP = ["map_backdrop_line", "map_backdrop_area"]
MAY_2017 = QgsDateTimeRange(
    QDateTime(2017, 5, 1, 0, 0, 0, 0, Qt.UTC), QDateTime(2017, 6, 1, 0, 0, 0, 0, Qt.UTC)
)
STRIKE = "i-2017-05-18-convoy-strike"


def layer(name: str) -> QgsVectorLayer:
    found = QgsProject.instance().mapLayer(f"contested_{name}")
    check(found is not None, f"the project has no layer {name}")
    return found


def stored_project() -> QgsProject:
    storage = QgsApplication.projectStorageRegistry().projectStorageFromType("geopackage")
    names = storage.listProjects(f"geopackage:{PACKAGE}")
    check(names == ["al-tanf"], f"the package's projects are {names}")
    project = QgsProject.instance()
    check(
        project.read(f"geopackage:{PACKAGE}?projectName=al-tanf"),
        f"the project cannot be read: {project.error()}",
    )
    check(project.crs().authid() == "EPSG:32637", f"the project is in {project.crs().authid()}")
    groups = [group.name() for group in project.layerTreeRoot().findGroups()]
    check(groups == GROUPS, f"the groups are {groups}")
    return project


def look_at_layers(project: QgsProject) -> None:
    layers = project.mapLayers().values()
    bad = [each.name() for each in layers if not each.isValid()]
    check(not bad, f"these layers are not valid: {bad}")
    print(f"{len(layers)} layers, all valid")
    for name, count in COUNTS.items():
        check(
            layer(name).featureCount() == count, f"{name} has {layer(name).featureCount()} rows, not {count}"
        )
    for name, styles in STYLES.items():
        check(
            set(layer(name).styleManager().styles()) == styles,
            f"{name} has {layer(name).styleManager().styles()}",
        )
    for each in layers:
        if each.isSpatial() and each.name() not in {"Places", "Known positions", "Uncertainty of locations"}:
            check(
                each.renderer().type() == "categorizedSymbol",
                f"{each.name()} is drawn as {each.renderer().type()}",
            )
    russia = next(each for each in layers if each.id() == "contested_party_8_RU_claims")
    check(
        russia.subsetString() == "\"party\" = 'russia'",
        f"Russia's claims are those where {russia.subsetString()}",
    )
    color = russia.renderer().categories()[0].symbol().color().name()
    check(color == "#aa4499", f"Russia's colour is {color}")


def look_at_default_styles() -> None:
    """The layers open styled by themselves too, without the project."""
    for name in ("map_incident", "map_claim", "map_zone_area", "incident", "claim"):
        alone = QgsVectorLayer(f"{PACKAGE}|layername={name}", name, "ogr")
        check(
            alone.renderer().type() == "categorizedSymbol",
            f"{name} alone is drawn as {alone.renderer().type()}",
        )
        own, _, names, *_ = alone.listStylesInDatabase()  # the layer's own come first
        wanted = STYLES.get(name, {"By kind"} if name == "incident" else {"By party"})
        check(set(names[:own]) == wanted, f"{name} has the styles {names[:own]}")


def look_at_relations(project: QgsProject) -> None:
    relations = project.relationManager().relations()
    check(
        len(relations) == 10 and all(each.isValid() for each in relations.values()),
        f"relations: {list(relations)}",
    )
    strike = next(layer("map_incident").getFeatures(f"\"id\" = '{STRIKE}'"))
    claims = list(relations["claims_of_drawn_incident"].getRelatedFeatures(strike))
    check(
        len(claims) == strike["claims"] > 3,
        f"{len(claims)} claims belong to the strike, not {strike['claims']}",
    )
    cited = [row for claim in claims for row in relations["sources_of_claim"].getRelatedFeatures(claim)]
    sources = {relations["claims_of_source"].getReferencedFeature(row)["id"] for row in cited}
    check(len(sources) > 3 and None not in sources, f"the claims on the strike rest on {sources}")
    tabs = [tab.name() for tab in layer("map_incident").editFormConfig().tabs()]
    check(tabs == ["Fields", "Claims", "Verdicts"], f"the form of an incident has the tabs {tabs}")
    print(f"the strike of 18 May 2017: {len(claims)} claims, {len(sources)} sources")


def look_at_time(project: QgsProject) -> None:
    span = project.timeSettings().temporalRange()
    shown = [span.begin().toString(Qt.ISODate), span.end().toString(Qt.ISODate)]
    check(shown == ["2016-06-15T21:00:00Z", "2024-12-06T21:00:00Z"], f"the project spans {shown}")
    incidents = layer("map_incident")
    check(incidents.temporalProperties().isActive(), "incidents do not answer the temporal control")
    context = QgsVectorLayerTemporalContext()
    context.setLayer(incidents)
    wanted = incidents.temporalProperties().createFilterString(context, MAY_2017)
    found = sum(1 for _ in incidents.getFeatures(QgsFeatureRequest().setFilterExpression(wanted)))
    # Seven days and spans of May, and 1 June, which in Damascus begins at 21:00 UTC on 31 May.
    check(found == 8, f"{found} incidents may have been in May 2017, not 8")


def look_at_words() -> None:
    claims = layer("map_claim")
    party = claims.fields().indexOf("party")
    check(claims.editorWidgetSetup(party).type() == "ValueMap", "parties are shown by their ids")
    check(
        claims.attributeDisplayName(claims.fields().indexOf("uncertainty_m")) == "Uncertainty (m)", "no alias"
    )
    check(
        layer("incident").editorWidgetSetup(layer("incident").fields().indexOf("where_place")).type()
        == "ValueRelation",
        "no list of places",
    )
    claim = next(claims.getFeatures("\"party\" = 'russia'"))
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(claims))
    context.setFeature(claim)
    tip = QgsExpression.replaceExpressionText(claims.mapTipTemplate(), context)
    check("Russian Federation" in tip and "[%" not in tip, f"the map tip reads {tip}")


def look_at_the_sheet(project: QgsProject) -> None:
    (sheet,) = project.layoutManager().printLayouts()
    check(
        {"map", "inset", "legend", "scale", "title", "credits"}
        <= {item.id() for item in sheet.items() if hasattr(item, "id")},
        "items are missing",
    )
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = 150
    path = PICTURES / "qgis-sheet.png"
    path.unlink(missing_ok=True)
    result = QgsLayoutExporter(sheet).exportToImage(str(path), settings)
    check(
        result == QgsLayoutExporter.Success and path.stat().st_size > 100_000,
        f"the print sheet failed: {result}",
    )
    print("drawn: qgis-sheet.png")
    extent, crs = sheet.itemById("map").extent(), project.crs()
    draw(
        [layer(name) for name in ("party_8_RU_claims", "party_8_RU_zones", "drawn_place", *BACKDROP)],
        PICTURES / "qgis-party.png",
        extent=extent,
        crs=crs,
    )
    draw(
        [layer(name) for name in ("map_incident", "map_uncertainty", *BACKDROP)],
        PICTURES / "qgis-uncertainty.png",
        extent=extent,
        crs=crs,
    )
    zones = [layer(name) for name in ("map_incident", "map_zone_area", *BACKDROP)]
    pictures = set()
    for style in ("By kind", "By zone status", "By agreement", "By uncertainty"):
        layer("map_incident").styleManager().setCurrentStyle(style)
        name = f"qgis-{style.lower().replace(' ', '-')}.png"
        image = draw(
            zones, (PICTURES if style == "By zone status" else FOLDER) / name, extent=extent, crs=crs
        )
        pictures.add(bytes(image.bits().asarray(image.sizeInBytes())))
    check(len(pictures) == 4, "two styles draw the same picture")
    whole = draw(zones, FOLDER / "all-times.png", extent=extent, crs=crs)
    in_may = draw(zones, FOLDER / "may-2017.png", extent=extent, crs=crs, during=MAY_2017)
    check(whole != in_may, "the temporal control changes nothing")


def edit() -> None:
    incidents = layer("incident")
    check(layer("map_incident").readOnly() and not incidents.readOnly(), "the wrong layers can be edited")
    strike = next(incidents.getFeatures(f"\"id\" = '{STRIKE}'"))
    check(incidents.startEditing(), "incidents cannot be edited")
    incidents.changeAttributeValue(strike.id(), incidents.fields().indexOf("note"), "Edited in QGIS")
    check(incidents.commitChanges(), f"the edit was refused: {incidents.commitErrors()}")


def main() -> None:
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], False)
    application.initQgis()
    project = stored_project()
    look_at_layers(project)
    look_at_default_styles()
    look_at_relations(project)
    look_at_time(project)
    look_at_words()
    look_at_the_sheet(project)
    edit()
    project.clear()
    check(
        project.read(str(FOLDER / "al-tanf.qgz")),
        f"the .qgz beside the package cannot be read: {project.error()}",
    )
    check(all(each.isValid() for each in project.mapLayers().values()), "layers of the .qgz are not valid")
    project.clear()
    application.exitQgis()


main()
