from __future__ import annotations

import json
import sqlite3
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geo.errors import ContestedError
from layers.case import Case
from layers.cases import bundled_case
from layers.errors import FormatError
from layers.exports import export
from layers.formats.limits import Archive
from layers.formats.registry import FORMATS, format_named, guess_format
from layers.formats.xlsx import read_sheets
from layers.gpkg.blobs import point_blob, register_functions
from layers.gpkg.store import GeoPackageStore
from layers.importing import import_file
from layers.log import verify_content
from layers.records import CaseInfo, Claim, Incident, Party, Source
from layers.store import create_store, open_store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> GeoPackageStore:
    opened = create_store(tmp_path / "empty.gpkg", Case(info=CaseInfo(id="c", title="Case")), command="new")
    assert isinstance(opened, GeoPackageStore)
    return opened


def al_tanf_without_references() -> CaseInfo:
    return replace(bundled_case("al-tanf").info, center_place=None, seed_source=None)


ROUND_TRIPS = {
    "geojson": ("al.geojson", "al.geojson"),
    "lines": ("al.geojsonl", "al.geojsonl"),
    "folder": (
        "al",
        "al/claims.geojson al/incidents.geojson al/places.geojson al/zone_definitions_polygons.geojson",
    ),
    "csv": (
        "tables",
        "tables/incidents.csv tables/claims.csv tables/sources.csv tables/parties.csv tables/zone_definitions.csv",
    ),
}


@pytest.mark.parametrize("what", ROUND_TRIPS)
def test_what_an_export_wrote_comes_back_and_goes_out_again_byte_for_byte(tmp_path, what):
    name, files = ROUND_TRIPS[what]
    as_format = "csv" if what == "csv" else None
    case = bundled_case("al-tanf")
    export(case, tmp_path / "out" / name, name=as_format)
    with create_store(
        tmp_path / "back.gpkg", Case(info=al_tanf_without_references()), command="new"
    ) as store:
        report = import_file(store, tmp_path / "out" / name)
        assert report.rows["rejected"] == 0
        back = store.read_case()
    export(back, tmp_path / "again" / name, name=as_format)
    for file in files.split():
        assert (tmp_path / "again" / file).read_bytes() == (tmp_path / "out" / file).read_bytes(), file


@pytest.mark.parametrize("name", ["al.kml", "al.kmz", "al.xlsx"])
def test_other_exports_come_back_with_every_incident_and_claim(store, tmp_path, name):
    case = bundled_case("al-tanf")
    export(case, tmp_path / name)
    report = import_file(store, tmp_path / name)
    assert report.rows["rejected"] == 0
    back = store.read_case()
    assert [i.id for i in back.incidents] == [i.id for i in case.incidents]
    assert [(c.id, c.party, c.stance, c.summary, c.sources) for c in back.claims] == [
        (c.id, c.party, c.stance, c.summary, c.sources) for c in case.claims
    ]
    assert import_file(store, tmp_path / name).rows["unchanged"] == report.read


def test_a_case_document_comes_back_whole(tmp_path):
    case = bundled_case("al-tanf")
    export(case, tmp_path / "al.case.json")
    with create_store(
        tmp_path / "back.gpkg", Case(info=al_tanf_without_references()), command="new"
    ) as store:
        import_file(store, tmp_path / "al.case.json")
        back = store.read_case()
    assert replace(back, info=case.info) == case


def test_what_was_edited_on_the_map_comes_back_as_logged_changes_with_ids_kept(tmp_path):
    with create_store(tmp_path / "case.gpkg", bundled_case("al-tanf"), command="new") as store:
        store.snapshot(tmp_path / "edited.gpkg")
        incident = next(i for i in store.records(Incident) if i.where and i.where.place)
        with sqlite3.connect(tmp_path / "edited.gpkg") as edited:
            register_functions(edited)
            edited.execute(
                "UPDATE incident SET geom = ? WHERE id = ?", (point_blob(lat=33.25, lon=38.75), incident.id)
            )
            edited.execute("UPDATE incident SET kind = 'Other' WHERE id = ?", (incident.id,))
            edited.execute(
                "UPDATE claim SET summary = NULL WHERE id = ?", (claim_id := next(store.records(Claim)).id,)
            )
        edited.close()
        report = import_file(store, tmp_path / "edited.gpkg")
        assert (report.format, report.rows["changed"], report.rows["stored"]) == ("case file", 2, 0)
        moved = store.get(Incident, incident.id)
        assert moved.kind == "Other"
        assert (moved.where.position.lat, moved.where.position.lon) == (33.25, 38.75)
        assert moved.where.place == incident.where.place
        assert store.get(Claim, claim_id).summary is None
        assert verify_content(store) is None
        assert import_file(store, tmp_path / "edited.gpkg").rows["changed"] == 0


def test_vector_files_are_the_same_rows_whatever_they_are_kept_in(store, tmp_path):
    import geopandas as gpd
    from shapely.geometry import Point

    frame = gpd.GeoDataFrame(
        {"title": ["North", "South"], "date": ["2017-05-18", "2017-05-19"], "killed": [4, None]},
        geometry=[Point(38.5, 33.5), Point(38.6, 33.4)],
        crs="EPSG:4326",
    )
    for name in ("v.gpkg", "v.fgb", "v.shp", "v.geojson"):
        frame.to_crs(32637 if name != "v.geojson" else 4326).to_file(tmp_path / name)
    with zipfile.ZipFile(tmp_path / "v.zip", "w") as archive:
        for ending in ("shp", "shx", "dbf", "prj"):
            archive.write(tmp_path / f"v.{ending}", f"folder/v.{ending}")
    assert import_file(store, tmp_path / "v.gpkg").rows == {"stored": 2}
    for name in ("v.fgb", "v.shp", "v.zip"):
        assert import_file(store, tmp_path / name).rows == {"unchanged": 2}, name
    at = {incident.title: incident.where.position for incident in store.records(Incident)}
    assert (at["North"].lat, at["North"].lon) == pytest.approx((33.5, 38.5), abs=1e-6)


def test_a_placemark_becomes_an_incident_by_its_name_time_and_folder(store, tmp_path):
    (tmp_path / "a.kml").write_text(
        '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder><name>Air strike</name>'
        "<Placemark><name>Strike</name><description><![CDATA[<b>Seen</b> &amp; told]]></description>"
        "<TimeStamp><when>2017-05</when></TimeStamp><Point><coordinates>38.5,33.5,0</coordinates></Point></Placemark>"
        "<Placemark><name>No place</name></Placemark>"
        "<Placemark><name>Bad</name><Point><coordinates>38.5,133.5</coordinates></Point></Placemark>"
        "</Folder></Document></kml>"
    )
    report = import_file(store, tmp_path / "a.kml")
    assert report.rows == {"stored": 2, "rejected": 1}
    assert report.rejected[0].line == 3
    strike = next(i for i in store.records(Incident) if i.title == "Strike")
    assert (strike.kind, strike.when.edtf, strike.note) == ("Air strike", "2017-05", "Seen & told")


def test_waypoints_and_tracks_become_incidents(store, tmp_path):
    (tmp_path / "a.gpx").write_text(
        '<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="33.5" lon="38.5"><name>Crater</name>'
        '<time>2017-05-18T10:00:00Z</time><link href="https://example.org/1"/></wpt>'
        '<trk><name>Road</name><trkseg><trkpt lat="33" lon="38"/><trkpt lat="33.1" lon="38"/></trkseg></trk></gpx>'
    )
    assert import_file(store, tmp_path / "a.gpx").rows == {"stored": 2}
    found = {incident.title: incident for incident in store.records(Incident)}
    assert found["Crater"].when.edtf == "2017-05-18T10:00:00Z"
    assert found["Road"].where.position.uncertainty_m == pytest.approx(5_545, abs=5)


def test_a_spreadsheet_gives_dates_numbers_and_texts_as_one_would_type_them(tmp_path):
    shared = "<sst><si><t>title</t></si><si><r><t>Str</t></r><r><t>ike</t></r></si></sst>"
    sheet = (
        '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>date</t></is></c>'
        '<c r="D1" t="inlineStr"><is><t>n</t></is></c></row><row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" s="1"><v>42873</v></c>'
        '<c r="C3" s="2"><v>42873.5</v></c><c r="D3"><v>33.505800000000001</v></c><c r="E3" t="b"><v>1</v></c></row></sheetData></worksheet>'
    )
    parts = {
        "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/styles.xml": '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="d/m/yy h:mm"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>',
        "xl/sharedStrings.xml": shared,
        "xl/worksheets/sheet1.xml": sheet,
    }
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    assert read_sheets(path) == {
        "S": [
            (1, ["title", "date", "", "n", ""]),
            (3, ["Strike", "2017-05-18", "2017-05-18T12:00", "33.5058", "TRUE"]),
        ]
    }


def test_an_archive_that_unpacks_too_large_or_leaves_its_folder_is_refused(tmp_path, monkeypatch):
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.shp", bytes(50_000_000))
    with Archive(bomb) as opened, pytest.raises(FormatError, match="CONTESTED_MAX_UNPACKED_RATIO"):
        opened.read("a.shp")
    monkeypatch.setenv("CONTESTED_MAX_UNPACKED_BYTES", "1000")
    with Archive(bomb) as opened, pytest.raises(FormatError, match="CONTESTED_MAX_UNPACKED_BYTES"):
        opened.read("a.shp")
    for name in ("../a.shp", "/etc/a.shp", "C:\\a.shp", "inner.zip"):
        path = tmp_path / "bad.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name, b"x")
        with pytest.raises(FormatError, match=r"names a place outside|holds an archive"):
            Archive(path)


def test_formulas_of_our_own_tables_come_back_as_they_were(store, tmp_path):
    case = Case(
        info=CaseInfo(id="f", title="Formulas"),
        parties=(Party(id="p", name="=1+1", order=1, code="P", color="#4477aa", shape="circle"),),
        sources=(Source(id="s", title="@SUM(A1)", note="'quoted"), Source(id="t", title="-1")),
        incidents=(Incident(id="i", title="+cmd", note="\ttab"), Incident(id="j", title="'=x")),
    )
    export(case, tmp_path / "tables", name="csv")
    # A folder of ours has a table of claims; an export without claims has none.
    for table in ("parties", "sources", "incidents"):
        import_file(store, tmp_path / "tables" / f"{table}.csv")
    back = store.read_case()
    assert (back.parties, back.sources) == (case.parties, case.sources)
    assert [(i.id, i.title, i.note) for i in back.incidents] == [
        (i.id, i.title, i.note) for i in case.incidents
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_a_name_endings_and_says_nothing_of_a_strange_file(tmp_path, name):
    found = format_named(name)
    assert found.name == name
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in found.suffixes)
    strange = tmp_path / "strange.bin"
    strange.write_bytes(b"\x00\x01\x02 strange")
    assert found.sniff(strange, strange.read_bytes()) == 0.0


def test_a_format_is_named_in_any_case_or_by_an_ending():
    assert format_named("geojson").name == "GeoJSON"
    assert format_named("kmz").name == "KML"
    with pytest.raises(FormatError, match=r"no format 'docx'; there are"):
        format_named("docx")


def test_a_file_that_no_format_knows_is_told_what_to_do(tmp_path):
    (tmp_path / "a.bin").write_bytes(b"\x00\x01\x02")
    with pytest.raises(FormatError, match="say --as with one of"):
        guess_format(tmp_path / "a.bin")


def test_geojson_in_another_reference_system_or_without_features_is_handed_back(store, tmp_path):
    crs = {"type": "name", "properties": {"name": "EPSG:32637"}}
    feature = {"type": "Feature", "crs": crs, "properties": {"title": "A"}, "geometry": None}
    rows = [
        feature,
        {"type": "Point"},
        7,
        {
            "type": "Feature",
            "properties": {"title": "B"},
            "geometry": {"type": "Point", "coordinates": ["x", 1]},
        },
    ]
    (tmp_path / "a.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": rows}))
    report = import_file(store, tmp_path / "a.geojson")
    assert report.rows == {"rejected": 4}
    assert [row.line for row in report.rejected] == [1, 2, 3, 4]


def test_a_case_file_of_ours_is_read_from_a_copy_and_left_as_it_is(store, tmp_path):
    path = tmp_path / "other.gpkg"
    create_store(path, bundled_case("al-tanf"), command="new").close()
    before = path.read_bytes()
    import_file(store, path)
    assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["empty.gpkg", "other.gpkg"]
    with open_store(path) as reopened, pytest.raises(ContestedError):
        import_file(reopened, path)
