"""Every format: chosen by its ending, whole, the same bytes each time, and read by a program that is not ours."""

import csv
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from geojson_validator import validate_structure
from hypothesis import given
from hypothesis import strategies as st

from geo.position import Position
from layers.case import Case
from layers.cases import bundled_case
from layers.errors import CaseFileError, RecordError
from layers.exports import EXPORTS, export, export_of
from layers.exports.cells import plain_cell, safe_cell
from layers.exports.publication import published
from layers.exports.readme import fingerprint
from layers.exports.xlsx_book import LONGEST_CELL
from layers.records import CaseInfo, Claim, Incident, Location, Party, Source, StatedValues, When
from layers.rows import LAYERS

HOSTILE = (
    "=HYPERLINK(\"http://x\") </Data>]]> <script>alert('1')</script> & \x00\x0b\x1f طنف {{ 1 }} ${x}\r\nnext"
)

WITHOUT_PYARROW = [each for each in EXPORTS if each.name != "geoparquet"]


@pytest.fixture(scope="module")
def case() -> Case:
    return bundled_case("al-tanf")


@pytest.fixture(scope="module")
def hostile() -> Case:
    party = Party(id="p;1", name=HOSTILE, order=1, code="P", color="#4477aa", shape="cross")
    source = Source(id="s,1", title=HOSTILE, url="javascript:alert(1)")
    where = Location(text=HOSTILE, position=Position(lat=-0.00001, lon=179.9999999, uncertainty_m=0.5))
    placed = Incident(
        id='i"1', title=HOSTILE, kind=HOSTILE, when=When(edtf="2017-05-18T10:00+03:00"), where=where
    )
    said = StatedValues(when=When(edtf="2017-XX-18"), actor_text="-1")
    claim = Claim(
        id="c&1",
        subject_kind="incident",
        subject=placed.id,
        party=party.id,
        stance="denies",
        summary=HOSTILE,
        sources=(source.id,),
        values=said,
    )
    return Case(
        info=CaseInfo(id="hostile", title=HOSTILE, license=HOSTILE, time_zone="Asia/Damascus"),
        parties=(party,),
        sources=(source,),
        incidents=(placed, Incident(id="nowhere", title="@nowhere, at no time")),
        claims=(claim,),
    )  # fmt: skip


def target(each: object, folder: Path) -> Path:
    """A folder for what fills one, else a file."""
    name = each.name  # type: ignore[attr-defined]
    whole_file = name in {"geojson", "geojsonl"} or not each.layered  # type: ignore[attr-defined]
    return folder / f"out{each.endings[0]}" if whole_file else folder / name  # type: ignore[attr-defined]


def bytes_of(files: list[Path]) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in files}


@pytest.mark.parametrize("each", WITHOUT_PYARROW, ids=lambda each: each.name)
def test_a_case_gives_the_same_bytes_each_time_and_leaves_nothing_beside(
    each: object, case: Case, tmp_path: Path
) -> None:
    first = bytes_of(export(case, target(each, tmp_path / "a"), name=each.name))  # type: ignore[attr-defined]
    again = bytes_of(export(case, target(each, tmp_path / "b"), name=each.name))  # type: ignore[attr-defined]
    assert first == again
    written = {path.name for path in (tmp_path / "a").rglob("*") if path.is_file()}
    assert written == set(first)


@pytest.mark.parametrize("each", WITHOUT_PYARROW, ids=lambda each: each.name)
def test_hostile_texts_and_missing_values_go_through_every_format(
    each: object, hostile: Case, tmp_path: Path
) -> None:
    assert export(hostile, target(each, tmp_path), name=each.name)  # type: ignore[attr-defined]


@pytest.mark.parametrize("each", WITHOUT_PYARROW, ids=lambda each: each.name)
def test_an_empty_case_can_be_exported(each: object, tmp_path: Path) -> None:
    export(Case(info=CaseInfo(id="empty", title="Nothing yet")), target(each, tmp_path), name=each.name)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("name", "expected"), [
    ("a.geojson", "geojson"), ("a.GeoJSON", "geojson"), ("a.geojsonl", "geojsonl"), ("folder", "geojson"), ("a.case.json", "document"),
    ("a.timeline.json", "timeline"), ("a.lpf.json", "places"), ("a.hxl.csv", "hxl"), ("a.kmz", "kmz"), ("a.jsonld", "jsonld"),
])  # fmt: skip
def test_the_ending_says_the_format(name: str, expected: str) -> None:
    assert export_of(Path(name)).name == expected


def test_what_cannot_be_written_is_refused_by_name(case: Case, tmp_path: Path) -> None:
    with pytest.raises(CaseFileError, match=r"nothing writes \.docx; the endings are"):
        export(case, tmp_path / "a.docx")
    with pytest.raises(CaseFileError, match="'word' is no format"):
        export(case, tmp_path / "a", name="word")
    with pytest.raises(CaseFileError, match=r"one layer; name a folder instead.*--layer incidents or"):
        export(case, tmp_path / "a.csv")
    with pytest.raises(CaseFileError, match="nothing to write as layer 'people'"):
        export(case, tmp_path / "a.csv", layer="people")
    with pytest.raises(RecordError, match="'people' is no layer; the layers are incidents"):
        export(case, tmp_path / "a.geojson", layer="people")
    with pytest.raises(CaseFileError, match="kml always holds the whole case"):
        export(case, tmp_path / "a.kml", layer="claims")
    assert list(tmp_path.iterdir()) == []


def test_every_export_passes_the_rules_of_publication(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Case] = []

    def watching(found: Case) -> Case:
        asked.append(found)
        return published(found)

    monkeypatch.setattr("layers.exports.publication.published", watching)
    export(case, tmp_path / "a.gpx")
    assert asked == [case]


def test_one_layer_alone_goes_into_one_file(case: Case, tmp_path: Path) -> None:
    (path,) = export(case, tmp_path / "claims.csv", layer="claims")
    with path.open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == len(case.claims)
    (path,) = export(case, tmp_path / "claims.geojsonl", layer="claims")
    assert [json.loads(line)["id"] for line in path.read_text().splitlines()] == [c.id for c in case.claims]


def test_the_readme_says_what_is_what_licence_citation_and_fingerprint(case: Case, tmp_path: Path) -> None:
    files = export(case, tmp_path / "tables", name="csv")
    text = (tmp_path / "tables" / "README.md").read_text(encoding="utf-8")
    assert all(f"`{file.name}`" in text for file in files if file.suffix == ".csv")
    assert "CC BY 4.0" in text
    assert f"`{fingerprint(case)}`" in text
    assert "How to cite" in text


@given(st.text())
def test_a_safe_cell_is_never_a_formula_and_gives_its_text_back(text: str) -> None:
    assert not safe_cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert plain_cell(safe_cell(text)) == text


def test_tables_hold_every_record_and_numbers_stay_numbers(case: Case, tmp_path: Path) -> None:
    export(case, tmp_path, name="csv")
    rows = {}
    for path in tmp_path.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows[path.stem] = list(csv.DictReader(file))
    assert {name: len(found) for name, found in rows.items()} == {
        "incidents": 73, "claims": len(case.claims), "zone_definitions": 21, "known_positions": len(case.known_positions), "places": 81,
        "parties": 15, "sources": 285, "zones": 14, "grades": len(case.grades), "article_statements": len(case.article_statements),
    }  # fmt: skip
    place = next(row for row in rows["places"] if row["id"] == "al-tanf-garrison")
    assert (float(place["lat"]), float(place["lon"])) == pytest.approx((33.50583, 38.61778))


def test_formulas_are_defused_in_csv_and_xlsx(hostile: Case, tmp_path: Path) -> None:
    export(hostile, tmp_path / "csv", name="csv")
    with (tmp_path / "csv" / "incidents.csv").open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    assert row["title"].startswith("'=HYPERLINK")
    assert plain_cell(row["title"]) == HOSTILE
    (path,) = export(hostile, tmp_path / "a.xlsx")
    with zipfile.ZipFile(path) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if "sheet" in name]
    assert all("<f>" not in sheet and "<f " not in sheet for sheet in sheets)
    assert not any(re.search(r'<t xml:space="preserve">[=+@\t-]', sheet) for sheet in sheets)


def test_a_text_that_no_cell_can_hold_is_refused_not_cut(tmp_path: Path) -> None:
    long = Case(
        info=CaseInfo(id="t", title="T"), incidents=(Incident(id="i", title="x" * (LONGEST_CELL + 1)),)
    )
    with pytest.raises(CaseFileError, match=r"sheet incidents, cell B2: a text of 32,768 characters"):
        export(long, tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_geojson_lines_are_one_valid_feature_each(case: Case, tmp_path: Path) -> None:
    (path,) = export(case, tmp_path / "a.geojsonl")
    features = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(features) == sum(len(list(yield_rows(case))) for _, yield_rows in LAYERS.values())
    assert validate_structure({"type": "FeatureCollection", "features": features}) == {}


KML = "{http://www.opengis.net/kml/2.2}"
# OGC 07-147r2: the parts of a feature stand in this order.
KML_ORDER = (
    "name",
    "description",
    "TimeSpan",
    "styleUrl",
    "Style",
    "ExtendedData",
    "Point",
    "LineString",
    "Polygon",
    "MultiGeometry",
)


@pytest.mark.parametrize("which", ["case", "hostile"])
def test_kml_is_well_formed_in_the_schemas_order_with_spans_and_uncertainty(
    which: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    found: Case = request.getfixturevalue(which)
    (path,) = export(found, tmp_path / "a.kml")
    root = ET.parse(path).getroot()
    styles = {style.get("id") for style in root.iter(f"{KML}Style")}
    for placemark in root.iter(f"{KML}Placemark"):
        tags = [child.tag.removeprefix(KML) for child in placemark]
        assert tags == sorted(tags, key=KML_ORDER.index)
        assert placemark.findtext(f"{KML}styleUrl", "").removeprefix("#") in styles
    for coordinates in root.iter(f"{KML}coordinates"):
        for point in (coordinates.text or "").split():
            lon, lat = map(float, point.split(","))
            assert -180 <= lon <= 180
            assert -90 <= lat <= 90
    names = {data.get("name") for data in root.iter(f"{KML}Data")}
    assert {"uncertainty_m", "id", "layer", "when"} <= names
    assert [begin.text for begin in root.iter(f"{KML}begin")]
    assert "<script" not in path.read_text(encoding="utf-8")


def test_kml_has_a_folder_for_each_party_with_its_claims(case: Case, tmp_path: Path) -> None:
    (path,) = export(case, tmp_path / "a.kml")
    folders = {
        folder.findtext(f"{KML}name"): folder for folder in ET.parse(path).getroot().iter(f"{KML}Folder")
    }
    for party in case.parties:
        claims = sum(claim.party == party.id for claim in case.claims)
        zones = sum(definition.stated_by == party.id for definition in case.zone_definitions)
        assert len(folders[party.name].findall(f"{KML}Placemark")) == claims + zones


def test_a_kmz_begins_with_its_document_and_has_a_readme(case: Case, tmp_path: Path) -> None:
    (path,) = export(case, tmp_path / "a.kmz")
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == ["doc.kml", "README.md"]
        ET.fromstring(archive.read("doc.kml"))


GPX = "{http://www.topografix.com/GPX/1/1}"


def test_gpx_is_well_formed_and_counts_what_it_leaves_out(hostile: Case, case: Case, tmp_path: Path) -> None:
    (path,) = export(hostile, tmp_path / "a.gpx")
    root = ET.parse(path).getroot()
    assert len(root.findall(f"{GPX}wpt")) == 1
    assert "Left out for want of a location: 1." in root.findtext(f"{GPX}metadata/{GPX}desc", "")
    (path,) = export(case, tmp_path / "b.gpx")
    root = ET.parse(path).getroot()
    assert len(root.findall(f"{GPX}trk")) == 21
    order = ("name", "cmt", "desc", "src", "type")
    for waypoint in root.findall(f"{GPX}wpt"):
        tags = [child.tag.removeprefix(GPX) for child in waypoint]
        assert tags == sorted(tags, key=order.index)


def test_a_calendar_keeps_days_hours_and_what_has_no_date(hostile: Case, case: Case, tmp_path: Path) -> None:
    (path,) = export(case, tmp_path / "a.ics")
    content = path.read_bytes()
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    events = unfolded(content).split("BEGIN:VEVENT")[1:]
    assert len(events) == 73
    day = next(event for event in events if "UID:i-2017-05-18-convoy-strike@" in event)
    assert "DTSTART;VALUE=DATE:20170518\r\nDTEND;VALUE=DATE:20170519" in day
    (path,) = export(hostile, tmp_path / "b.ics")
    text = unfolded(path.read_bytes())
    assert "DTSTART:20170518T070000Z\r\nDTEND:20170518T070100Z" in text
    assert "BEGIN:VJOURNAL" in text


def unfolded(content: bytes) -> str:
    return content.replace(b"\r\n ", b"").decode()


def test_a_timeline_escapes_its_html_and_lists_what_has_no_date(hostile: Case, tmp_path: Path) -> None:
    (path,) = export(hostile, tmp_path / "a.timeline.json")
    timeline = json.loads(path.read_text(encoding="utf-8"))
    assert "@nowhere, at no time" in timeline["title"]["text"]["text"]
    (slide,) = timeline["events"]
    assert slide["start_date"] == {"year": 2017, "month": 5, "day": 18, "hour": 10, "minute": 0}
    assert "<script" not in path.read_text(encoding="utf-8")


def test_linked_places_have_names_in_languages_classes_and_times(case: Case, tmp_path: Path) -> None:
    (path,) = export(case, tmp_path / "a.lpf.json")
    collection = json.loads(path.read_text(encoding="utf-8"))
    features = {feature["@id"]: feature for feature in collection["features"]}
    assert len(features) == len(case.places) + len(case.known_positions) + len(case.zones)
    garrison = features["urn:contested:al-tanf:place:al-tanf-garrison"]
    assert {name.get("lang") for name in garrison["names"]} >= {None, "ar", "ru"}
    assert all(any("citations" in name for name in feature["names"]) for feature in features.values())
    spans = [span for f in features.values() for span in f.get("when", {}).get("timespans", [])]
    assert spans
    assert all("start" in span for span in spans)
    assert all(feature["fclasses"] and feature["properties"]["title"] for feature in features.values())
    assert any(
        "timespans" in shape.get("when", {})
        for f in features.values()
        for shape in f["geometry"].get("geometries", [])
    )


def test_json_ld_keeps_who_said_what_on_which_source(case: Case, tmp_path: Path) -> None:
    (path,) = export(case, tmp_path / "a.jsonld")
    graph = {node["id"]: node for node in json.loads(path.read_text(encoding="utf-8"))["@graph"]}
    claim = case.claims[0]
    node = graph[f"urn:contested:al-tanf:claim:{claim.id}"]
    assert node["type"] == ["schema:Claim", "prov:Entity"]
    assert node["author"] == node["wasAttributedTo"] == f"urn:contested:al-tanf:party:{claim.party}"
    named = {
        value
        for node in graph.values()
        for key in ("about", "author", "hadPrimarySource", "wasRevisionOf")
        for value in listed(node.get(key))
    }
    assert named <= set(graph)


def listed(value: object) -> list[str]:
    return value if isinstance(value, list) else [str(value)] if value else []


def test_hxl_tags_stand_under_the_header(case: Case, tmp_path: Path) -> None:
    (path,) = export(case, tmp_path / "a.hxl.csv")
    header, tags, *rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
    assert len(header) == len(tags)
    assert all(re.fullmatch(r"#[a-z]+(\+[a-z_]+)*", tag) for tag in tags)
    assert tags[header.index("lat")] == "#geo+lat"
    assert len(rows) >= len(case.incidents)


def test_geoparquet_without_pyarrow_says_how_to_get_it(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("layers.exports.geoparquet.find_spec", lambda _: None)
    with pytest.raises(CaseFileError, match=r"pip install 'contested\[parquet\]'"):
        export(case, tmp_path / "parquet", name="geoparquet")


@pytest.mark.system
@pytest.mark.parametrize(("name", "expected"), [
    ("a.kml", "Feature Count: 73"), ("a.kmz", "Feature Count: 73"), ("a.xlsx", "Feature Count: 73"), ("a.gpx", "Feature Count: 189"),
    ("a.geojsonl", "Feature Count: 731"), ("fgb/incidents.fgb", "Feature Count: 73"), ("fgb/zone_definitions_polygons.fgb", "Feature Count: 18"),
    ("csv/incidents.csv", "Feature Count: 73"), ("a.lpf.json", "Feature Count: 130"),
])  # fmt: skip
def test_gdal_reads_what_was_written(name: str, expected: str, case: Case, tmp_path: Path) -> None:
    ogrinfo = shutil.which("ogrinfo")
    assert ogrinfo, "GDAL's ogrinfo is missing; `make test` installs it on Debian"
    out = tmp_path / name
    fills_a_folder = out.parent != tmp_path
    export(
        case,
        out.parent if fills_a_folder else out,
        name={"fgb": "flatgeobuf", "csv": "csv"}.get(out.parent.name),
    )
    run = subprocess.run([ogrinfo, "-ro", "-so", "-al", out], capture_output=True, text=True, check=True)
    assert expected in run.stdout
    assert "ERROR" not in run.stderr


def test_the_docs_name_every_format_and_ending() -> None:
    text = (Path(__file__).resolve().parents[3] / "docs" / "exporting.md").read_text(encoding="utf-8")
    for each in EXPORTS:
        assert f"`{each.name}`" in text
        assert all(f"`{ending}`" in text for ending in each.endings), each.name
