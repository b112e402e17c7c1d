"""The QGIS package without QGIS: a valid GeoPackage and case file, styled, with a project whose every id leads somewhere.

`make test-qgis` opens the same package in QGIS itself.
"""

import io
import json
import re
import shutil
import sqlite3
import subprocess
import zipfile
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from osgeo_utils.samples import validate_gpkg

from layers.case import Case
from layers.cases import bundled_case
from layers.document import write_document
from layers.errors import CaseFileError
from layers.exports.readme import fingerprint
from layers.log import verify_log
from layers.records import CaseInfo, Incident, Party
from layers.store import open_store
from maps.qgis import write_package
from maps.qgis.symbols import STANCES
from tests.conftest import Analyst


@pytest.fixture(scope="module")
def case() -> Case:
    return bundled_case("al-tanf")


@pytest.fixture(scope="module")
def package(case: Case, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("qgis") / "al-tanf.qgz"
    return write_package(case, out)[0]


@pytest.fixture(scope="module")
def project(package: Path) -> ET.Element:
    with closing(sqlite3.connect(package)) as connection:
        ((name, metadata, content),) = connection.execute("SELECT * FROM qgis_projects").fetchall()
    assert name == "al-tanf"
    assert json.loads(metadata)["last_modified_user"] == "contested"
    with zipfile.ZipFile(io.BytesIO(bytes.fromhex(content))) as archive:
        assert archive.namelist() == ["al-tanf.qgs"]
        return ET.fromstring(archive.read("al-tanf.qgs"))


def test_it_is_a_valid_geopackage(package: Path) -> None:
    assert (
        validate_gpkg.check(
            str(package), extra_checks=True, warning_as_error=True, abort_at_first_error=False
        )
        == []
    )


def test_it_stays_a_case_file_with_the_same_case(case: Case, package: Path) -> None:
    with open_store(package) as store:
        assert write_document(store.read_case()) == write_document(case)
        assert verify_log(store) == []


def test_the_same_case_gives_the_same_bytes(case: Case, package: Path, tmp_path: Path) -> None:
    for path in write_package(case, tmp_path / "al-tanf.qgz"):
        assert path.read_bytes() == (package.parent / path.name).read_bytes(), path.name


def test_every_table_of_the_map_is_registered_with_its_columns(package: Path) -> None:
    with closing(sqlite3.connect(package)) as connection:
        made = [
            name
            for (name,) in connection.execute(
                "SELECT table_name FROM gpkg_contents WHERE table_name LIKE 'map_%'"
            )
        ]
        assert len(made) == 10
        for table in made:
            columns = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")} - {"fid", "geom"}
            described = {
                row[0]
                for row in connection.execute(
                    "SELECT column_name FROM gpkg_data_columns WHERE table_name = ?", (table,)
                )
            }
            assert columns == described, table


def test_each_layer_has_one_default_style_that_is_well_formed(package: Path) -> None:
    with closing(sqlite3.connect(package)) as connection:
        styles = connection.execute(
            "SELECT f_table_name, f_table_schema, f_geometry_column, styleName, styleQML, useAsDefault FROM layer_styles"
        ).fetchall()
    defaults = [table for table, *_, default in styles if default]
    assert len(defaults) == len(set(defaults)) == len({table for table, *_ in styles})
    for _, schema, column, _, qml, _ in styles:
        assert (schema, column) == ("", "geom")
        ET.fromstring(qml.split("\n", 1)[1])
    names = {(table, name) for table, _, _, name, _, _ in styles}
    assert {
        ("map_incident", "By zone status"),
        ("map_incident", "By uncertainty"),
        ("map_claim", "By party"),
        ("map_claim", "By stance"),
    } <= names


def test_parties_have_their_colour_and_stances_their_fill(case: Case, project: ET.Element) -> None:
    for party in case.parties:
        layer = next(
            each
            for each in project.iter("maplayer")
            if each.findtext("datasource", "").endswith(f"map_claim|subset=\"party\" = '{party.id}'")
        )
        categories = [each.get("value") for each in layer.find("renderer-v2").iter("category")]  # type: ignore[union-attr]
        assert categories[: len(STANCES)] == list(STANCES)
        red = str(int(party.color[1:3], 16))
        colors = {
            option.get("value", "").split(",")[0]
            for option in layer.iter("Option")
            if option.get("name") == "color"
        }
        assert colors == {red}


def test_every_id_in_the_project_leads_to_a_layer_and_every_field_to_a_column(
    package: Path, project: ET.Element
) -> None:
    layers = {layer.findtext("id"): layer for layer in project.iter("maplayer")}
    assert None not in layers
    # QGIS makes up another id for one of ten characters or fewer, and relations would lead nowhere.
    assert all(len(layer_id or "") > 10 for layer_id in layers)
    named = [each.get("id") for each in project.iter("layer-tree-layer")] + [
        each.text for each in project.iter("Layer")
    ]
    assert set(named) == set(layers)
    tables = {
        layer_id: layer.findtext("datasource", "").split("layername=")[1].split("|")[0]
        for layer_id, layer in layers.items()
    }
    with closing(sqlite3.connect(package)) as connection:
        columns = {
            table: [row[1] for row in connection.execute(f"PRAGMA table_xinfo({table})")]
            for table in set(tables.values())
        }
    for relation in project.iter("relation"):
        reference = relation.find("fieldRef")
        assert reference is not None
        assert reference.get("referencingField") in columns[tables[relation.get("referencingLayer")]]
        assert reference.get("referencedField") in columns[tables[relation.get("referencedLayer")]]
    known = {relation.get("id") for relation in project.iter("relation")}
    for tab in project.iter("attributeEditorRelation"):
        assert {tab.get("relation"), tab.get("nmRelationId") or tab.get("relation")} <= known
    for layer_id, layer in layers.items():
        for alias in layer.iter("alias"):
            assert alias.get("field") in columns[tables[layer_id]]


def test_time_is_on_and_spans_the_incidents(project: ET.Element) -> None:
    span = project.find("ProjectTimeSettings/TemporalRange")
    assert span is not None
    assert (span.findtext("start"), span.findtext("end")) == ("2016-06-15T21:00:00Z", "2024-12-06T21:00:00Z")
    assert project.findtext("properties/TemporalControllerWidget/NavigationMode") == "2"
    timed = [
        layer.findtext("id") for layer in project.iter("maplayer") if (layer.find("temporal") is not None)
    ]
    assert {
        "contested_map_incident",
        "contested_map_claim",
        "contested_incident",
        "contested_map_zone_area",
    } <= set(timed)


def test_what_is_made_is_read_only_and_records_can_be_edited(project: ET.Element) -> None:
    read_only = {layer.findtext("id"): layer.get("readOnly") for layer in project.iter("maplayer")}
    assert read_only["contested_map_incident"] == "1"
    assert read_only["contested_incident"] == read_only["contested_claim"] == "0"


def test_text_of_a_case_is_text_in_styles_tips_and_sheet(tmp_path: Path) -> None:
    hostile = "<b>\"&\x00\x0b</b> ' or 1=1 --"
    party = Party(id="p'1", name=hostile, order=1, code="P'", color="#4477aa", shape="cross")
    case = Case(
        info=CaseInfo(id="t", title=hostile),
        parties=(party,),
        incidents=(Incident(id="i", title=hostile, kind=hostile),),
    )
    package, readme = write_package(case, tmp_path / "hostile.gpkg")
    assert readme.name == "hostile.README.md"
    with closing(sqlite3.connect(package)) as connection:
        (content,) = connection.execute("SELECT content FROM qgis_projects").fetchone()
    with zipfile.ZipFile(io.BytesIO(bytes.fromhex(content))) as archive:
        root = ET.fromstring(archive.read("hostile.qgs"))
    assert root.findtext("title", "").startswith('<b>"&')
    # The tip escapes what it shows: QGIS takes it for HTML.
    assert all("replace(to_string(" in (tip.text or "") for tip in root.iter("mapTip"))


def test_an_existing_file_is_never_written_over(case: Case, package: Path, tmp_path: Path) -> None:
    target = tmp_path / "mine.gpkg"
    shutil.copy(package, target)
    before = target.read_bytes()
    with pytest.raises(CaseFileError, match="exists already, and may be somebody's case file"):
        write_package(case, target)
    assert target.read_bytes() == before


def test_the_command_writes_package_project_and_readme(analyst: Analyst) -> None:
    assert analyst.run("export", "al-tanf.gpkg", "out/for-qgis.qgz", "--json").json == [
        "out/for-qgis.gpkg", "out/for-qgis.README.md", "out/for-qgis.qgz",
    ]  # fmt: skip
    ran = analyst.run("export", "al-tanf.gpkg", "al-tanf.gpkg", "--as", "qgis")
    assert ran.exit_code == 2
    assert "choose another name" in ran.stderr
    assert fingerprint(bundled_case("al-tanf")) in (
        analyst.case.parent / "out" / "for-qgis.README.md"
    ).read_text(encoding="utf-8")


def test_a_folder_of_geojson_gets_styles_beside(analyst: Analyst) -> None:
    assert analyst.run("export", "al-tanf.gpkg", "folder").exit_code == 0
    folder = analyst.case.parent / "folder"
    files = {path.name for path in folder.iterdir()}
    assert "README.md" in files
    for geojson in folder.glob("*.geojson"):
        root = ET.fromstring(geojson.with_suffix(".qml").read_text(encoding="utf-8").split("\n", 1)[1])
        fields = set(json.loads(geojson.read_text(encoding="utf-8"))["features"][0]["properties"])
        assert {alias.get("field") for alias in root.iter("alias")} == fields


@pytest.mark.system
def test_gdal_sees_layers_tables_and_counts(package: Path, tmp_path: Path) -> None:
    copy = shutil.copy(package, tmp_path / "copy.gpkg")
    run = subprocess.run(["ogrinfo", "-ro", "-so", "-al", copy], capture_output=True, text=True, check=True)
    assert "ERROR" not in run.stderr
    for layer, count in {"map_incident": 73, "map_zone_area": 18, "incident": 73}.items():
        section = run.stdout.split(f"Layer name: {layer}\n")[1]
        assert section.split("Feature Count: ")[1].split("\n")[0] == str(count)


def test_an_empty_case_has_a_package_of_finite_numbers(tmp_path: Path) -> None:
    package, _ = write_package(Case(info=CaseInfo(id="none", title="None")), tmp_path / "none.gpkg")
    with closing(sqlite3.connect(package)) as connection:
        (content,) = connection.execute("SELECT content FROM qgis_projects").fetchone()
    with zipfile.ZipFile(io.BytesIO(bytes.fromhex(content))) as archive:
        text = archive.read("none.qgs").decode()
    assert not re.search(r"\b(inf|nan)\b", text)
    assert "EPSG:4326" in text
