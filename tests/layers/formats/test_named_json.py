"""Airwars-like JSON, CIR's GeoJSON, Linked Places and auto-archiver sheets, by hand from what is known of them."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from layers.errors import FormatError
from layers.formats import airwars, auto_archiver, cir, linked_places
from layers.formats.reading import Accepted, ImportOptions, Item, Rejected
from layers.formats.texts import head_of
from layers.records import Claim, Grade, Incident, Place, Source

AIRWARS: dict[str, Any] = {
    "incident_code": "CS1234",
    "date": "2017-05-18",
    "location": "At Tanf",
    "province": "Homs",
    "country": "Syria",
    "latitude": "33.505833",
    "longitude": "38.617778",
    "geolocation_accuracy": "Nearby landmark",
    "suspected_belligerent": ["US-led Coalition"],
    "strike_status": "Likely strike",
    "strike_type": "Airstrike",
    "civilians_killed_min": 2,
    "civilians_killed_max": "4",
    "civilians_injured_min": 1,
    "civilians_injured_max": 3,
    "children": "1-2",
    "women": 1,
    "victims": [{"name": "a name", "age": 40}],
    "grade": "Fair",
    "summary": "Sources allege that civilians were harmed.",
    "sources": [
        {"url": "https://example.org/a", "title": "Report", "date": "2017-05-19"},
        "https://example.org/b",
    ],
    "media": ["https://example.org/picture"],
}
CIR_FEATURE: dict[str, Any] = {
    "type": "Feature",
    "geometry": {"type": "Point", "coordinates": [36.265144, 50.003414]},
    "properties": {
        "id": "UW0001",
        "title": "Damage in Kharkiv",
        "description": "Footage shows damage.",
        "verifiedDate": "2022-03-01T00:00:00",
        "url": "https://example.org/post",
        "country": "Ukraine",
        "province": "Kharkiv",
        "city": "Kharkiv",
    },
}
PLACE: dict[str, Any] = {
    "@id": "https://example.org/places/p_12345",
    "type": "Feature",
    "properties": {"title": "At Tanf", "ccodes": ["SY"], "fclasses": ["P"]},
    "geometry": {"type": "Point", "coordinates": [38.65, 33.4833], "certainty": "less-certain"},
    "names": [
        {"toponym": "At Tanf", "lang": "en", "citations": [{"label": "a map"}]},
        {"toponym": "التنف", "lang": "ar"},
        {"toponym": "Tanf", "lang": "?!"},
    ],
    "types": [{"identifier": "aat:300008375", "label": "town"}],
    "when": {"timespans": [{"start": {"earliest": "1930", "latest": "1940"}, "end": {"in": "2017"}}]},
    "links": [{"type": "exactMatch", "identifier": "https://example.org/same"}],
    "descriptions": [{"value": "A crossing.", "lang": "en"}],
}
SHEET = {
    "link": "https://example.org/post/1",
    "archive status": "wayback: success",
    "destination folder": "a-folder",
    "archive location": "https://archive.example.org/1.html",
    "archive date": "2023-05-02T12:34:56.123456+00:00",
    "upload timestamp": "2017-05-18T10:00:00+00:00",
    "upload title": "A post",
    "text content": "Words of the post",
    "hash": "SHA-256:" + "A" * 64,
    "perceptual hashes": "",
    "wacz": "a.wacz",
    "replaywebpage": "https://replay.example.org/?source=1",
}


def put(path: Path, value: object) -> Path:
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def read(form: Any, path: Path, **options: Any) -> list[Item]:
    return list(form.read(path, ImportOptions(**options)))


def only(items: list[Item], kind: type) -> list:
    return [
        record
        for item in items
        if isinstance(item, Accepted)
        for record in item.records
        if isinstance(record, kind)
    ]


# Airwars


@pytest.mark.parametrize(
    "wrap", [lambda one: [one], lambda one: {"incidents": [one]}], ids=["list", "object"]
)
def test_an_airwars_incident_keeps_harm_grade_and_accuracy(wrap: Any, tmp_path: Path) -> None:
    path = put(tmp_path / "a.json", wrap(AIRWARS))
    assert airwars.FORMAT.sniff(path, head_of(path)) > 0.8
    items = read(airwars.FORMAT, path)
    (incident,), (claim,), (grade,) = only(items, Incident), only(items, Claim), only(items, Grade)
    assert incident.id == "airwars-CS1234"
    assert incident.where.uncertainty_m == 500
    assert incident.where.position.lat == pytest.approx(33.505833, abs=1e-9)
    harm = claim.values.harm
    assert (harm.killed_low, harm.killed_high, harm.injured_low, harm.injured_high) == (2, 4, 1, 3)
    assert harm.who == "civilians: children 1-2, women 1"
    assert claim.values.actor_text == "US-led Coalition"
    assert (grade.subject, grade.value) == (claim.id, "fair")
    assert len(claim.sources) == 4


def test_names_of_victims_are_not_taken_over_but_their_number_is(tmp_path: Path) -> None:
    items = read(airwars.FORMAT, put(tmp_path / "a.json", [AIRWARS]))
    assert "a name" not in str(items)
    assert "victims named 1" in only(items, Incident)[0].note


def test_one_incident_a_line_and_other_names_of_fields_are_read(tmp_path: Path) -> None:
    other = {
        "code": "CS2",
        "date": "2017-05-19",
        "coords": "33.5, 38.6",
        "how": "within 1km (via Coalition)",
        "killed_min": "2-4",
    }
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, (AIRWARS, other))))
    items = read(airwars.FORMAT, path, columns={"how": "accuracy"})
    incident, claim = only(items, Incident)[1], only(items, Claim)[1]
    assert (incident.where.position.lat, incident.where.uncertainty_m) == (33.5, 1000)
    assert (claim.values.harm.killed_low, claim.values.harm.killed_high) == (2, 4)


AIRWARS_TRAPS: dict[str, tuple[dict[str, Any], str]] = {
    "no code": ({"incident_code": None}, "name its code with --map"),
    "grade": ({"grade": "certain"}, "grade 'certain' is none of"),
    "accuracy": ({"geolocation_accuracy": "somewhere"}, "Airwars has no accuracy 'somewhere'"),
    "no accuracy": ({"geolocation_accuracy": ""}, "no accuracy statement"),
    "harm": ({"civilians_killed_min": 9}, "do not rise"),
    "year": ({"date": "1527-01-01"}, "lies before 1900"),
}


@pytest.mark.parametrize(("change", "reason"), AIRWARS_TRAPS.values(), ids=AIRWARS_TRAPS)
def test_an_airwars_incident_that_cannot_be_read_is_handed_back(
    change: dict[str, Any], reason: str, tmp_path: Path
) -> None:
    items = read(airwars.FORMAT, put(tmp_path / "a.json", [AIRWARS, AIRWARS | change]))
    assert [type(item) for item in items] == [Accepted, Rejected]
    assert reason in items[1].reason


# CIR


def test_a_cir_feature_keeps_its_date_as_uncertain(tmp_path: Path) -> None:
    path = put(tmp_path / "a.geojson", {"type": "FeatureCollection", "features": [CIR_FEATURE]})
    assert cir.FORMAT.sniff(path, head_of(path)) > 0.9
    items = read(cir.FORMAT, path)
    (incident,), (claim,) = only(items, Incident), only(items, Claim)
    assert incident.id == "cir-UW0001"
    assert incident.when.edtf == "2022-03-01?"
    assert (incident.where.position.lat, incident.where.position.lon) == (50.003414, 36.265144)
    assert incident.where.uncertainty_m == 1_000
    assert incident.where.text == "Kharkiv, Ukraine"
    assert claim.party == "cir"
    assert [source.url for source in only(items, Source) if source.id != "cir"] == [
        "https://example.org/post"
    ]


def test_the_older_layout_of_cir_has_id_and_links_in_its_words(tmp_path: Path) -> None:
    old = {
        "type": "Feature",
        "geometry": {"type": "LineString", "coordinates": [[36.2, 50.0], [36.3, 50.1]]},
        "properties": {
            "title": "01/03/2022: column seen",
            "description": "ENTRY: UW0002\nLINK: https://example.org/1 BRIEF",
            "media_url": "https://example.org/media",
        },
    }
    path = put(tmp_path / "a.json", {"geojson": {"type": "FeatureCollection", "features": [old]}})
    assert cir.FORMAT.sniff(path, head_of(path)) > 0.8
    items = read(cir.FORMAT, path)
    (incident,) = only(items, Incident)
    assert (incident.id, incident.when.edtf, incident.where.position.lat) == (
        "cir-UW0002",
        "2022-03-01",
        50.0,
    )
    links = {source.url for source in only(items, Source)}
    assert {"https://example.org/1", "https://example.org/media"} <= links


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"geometry": {"type": "Point", "coordinates": [50.0, 136.2]}}, "latitude 136.2"),
        ({"geometry": {"type": "Polygon", "coordinates": []}}, "not a point"),
        ({"properties": {"title": "no id"}}, "has no id"),
        ({"type": "Thing"}, "no GeoJSON feature"),
    ],
)
def test_a_cir_feature_that_cannot_be_read_is_handed_back(
    change: dict[str, Any], reason: str, tmp_path: Path
) -> None:
    items = read(cir.FORMAT, put(tmp_path / "a.json", {"features": [CIR_FEATURE, CIR_FEATURE | change]}))
    assert [type(item) for item in items] == [Accepted, Rejected]
    assert reason in items[1].reason


# Linked Places


def test_a_linked_place_keeps_its_names_in_their_languages(tmp_path: Path) -> None:
    path = put(tmp_path / "a.jsonld", {"type": "FeatureCollection", "@context": "x", "features": [PLACE]})
    assert linked_places.FORMAT.sniff(path, head_of(path)) > 0.9
    (place,) = only(read(linked_places.FORMAT, path), Place)
    assert place.id.startswith("lp-p_12345-")
    assert [(name.text, name.language) for name in place.names] == [
        ("At Tanf", "en"),
        ("التنف", "ar"),
        ("Tanf", None),
    ]
    assert (place.position.lat, place.position.lon, place.position.uncertainty_m) == (33.4833, 38.65, 5_000)
    assert place.kind == "town"
    assert "when: 1930/2017" in place.note
    assert "certainty: less-certain" in place.note


def test_the_extent_of_a_linked_place_becomes_its_radius(tmp_path: Path) -> None:
    ring = [[38.0, 33.0], [38.2, 33.0], [38.2, 33.2], [38.0, 33.2], [38.0, 33.0]]
    wide = PLACE | {
        "geometry": {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "coordinates": [ring]}]}
    }
    (place,) = only(read(linked_places.FORMAT, put(tmp_path / "a.json", {"features": [wide]})), Place)
    assert (place.position.lat, place.position.lon) == pytest.approx((33.1, 38.1), abs=1e-9)
    # At 33 N a tenth of a degree is 11.09 km of latitude and 9.35 km of longitude on WGS 84: 14.50 km to a corner.
    assert place.position.uncertainty_m == pytest.approx(14_500, abs=20)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"geometry": None}, "no geometry"),
        ({"@id": None}, "no @id"),
        ({"geometry": {"type": "Point", "coordinates": ["x", 1]}}, "no number"),
        ({"properties": {}, "names": []}, "neither a title nor a name"),
    ],
)
def test_a_linked_place_that_cannot_be_read_is_handed_back(
    change: dict[str, Any], reason: str, tmp_path: Path
) -> None:
    items = read(linked_places.FORMAT, put(tmp_path / "a.json", {"features": [PLACE, PLACE | change]}))
    assert [type(item) for item in items] == [Accepted, Rejected]
    assert reason in items[1].reason


# auto-archiver


def sheet(path: Path, *rows: dict[str, str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [name.title() for name in SHEET])
        writer.writeheader()
        writer.writerows({name.title(): value for name, value in row.items()} for row in rows)
    return path


def test_an_archived_link_becomes_a_source_with_its_copy_and_hash(tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", SHEET)
    assert auto_archiver.FORMAT.sniff(path, head_of(path)) > 0.9
    (source,) = only(read(auto_archiver.FORMAT, path), Source)
    assert source.url == "https://example.org/post/1"
    assert source.archive_url == "https://archive.example.org/1.html"
    assert source.sha256 == "a" * 64
    assert source.accessed == "2023-05-02T12:34:56+00:00"
    assert source.published == "2017-05-18T10:00:00+00:00"
    assert "archive status: wayback: success" in source.note


def test_other_hashes_and_copies_on_a_disk_stay_in_the_note(tmp_path: Path) -> None:
    row = SHEET | {
        "hash": "SHA3-512:" + "b" * 128,
        "archive location": "./archived/1.html",
        "replaywebpage": "",
    }
    (source,) = only(read(auto_archiver.FORMAT, sheet(tmp_path / "a.csv", row)), Source)
    assert source.sha256 is None
    assert source.archive_url is None
    assert "archive location: ./archived/1.html" in source.note
    assert "hash: SHA3-512:bbb" in source.note


def test_what_is_no_link_of_the_web_never_becomes_one(tmp_path: Path) -> None:
    row = SHEET | {
        "link": "javascript:alert(1)",
        "archive location": "file:///etc/passwd",
        "replaywebpage": "data:x",
    }
    (source,) = only(read(auto_archiver.FORMAT, sheet(tmp_path / "a.csv", row)), Source)
    assert (source.url, source.archive_url) == (None, None)


def test_a_row_without_a_link_is_handed_back(tmp_path: Path) -> None:
    items = read(auto_archiver.FORMAT, sheet(tmp_path / "a.csv", SHEET, SHEET | {"link": ""}))
    assert [type(item) for item in items] == [Accepted, Rejected]
    assert items[1].line == 3


# All of them


@pytest.mark.parametrize("form", [airwars.FORMAT, cir.FORMAT, linked_places.FORMAT])
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"   ", "no JSON"),
        (b'{"features": [', "no JSON"),
        (b'[{"id": 1}, {', "no JSON"),
        (b"\xff\xfe\x00", "text"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "git-lfs pointer"),
        (b"[" * 100_000, "nested"),
        (b'[{"a": ' + b"[" * 300 + b"]" * 300 + b"}]", "nested"),
    ],
)
def test_a_broken_file_is_refused_as_a_whole(form: Any, content: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content)
    with pytest.raises(FormatError, match=reason):
        read(form, path)
