"""The files of a TimeMap, and Bellingcat's api.json, by hand from their published schemas."""

import json
from pathlib import Path

import pytest

from layers.formats.reading import Accepted, ImportOptions, Item, Rejected
from layers.formats.texts import head_of
from layers.formats.timemap import FORMAT
from layers.records import Claim, Incident, Source

EVENT = {
    "id": "CIV0001",
    "description": "A strike on a convoy is shown in footage.",
    "date": "5/18/2017",
    "time": "14:30",
    "time_precision": "hour",
    "location": "Tanf, Syria",
    "latitude": "33.505833",
    "longitude": "38.617778",
    "type": "Strike",
    "category": "Military",
    "associations": ["weapon-air"],
    "sources": ["S1", "S2"],
    "comments": "",
    "time_display": "",
}
SOURCES = {
    "S1": {
        "id": "S1",
        "title": "Post of a witness",
        "thumbnail": "",
        "paths": ["https://example.org/post/1", "media/1.mp4"],
        "type": "Video",
        "description": "",
        "author": "someone",
        "date": "5/19/2017",
    }
}
ASSOCIATIONS = [
    {
        "id": "weapon-air",
        "title": "Air strike",
        "desc": "",
        "mode": "FILTER",
        "filter_paths": ["Weapon", "Air"],
    }
]
API_EVENT = {
    "id": "CIV0001",
    "date": "05/06/2022",
    "latitude": "50.003414",
    "longitude": "36.265144",
    "location": "Kharkiv, Ukraine",
    "description": "Damage to a building.",
    "sources": [{"id": "SRC1", "path": "https://example.org/s/1", "description": "A post"}],
    "filters": [{"key": "Type of area affected", "value": "Residential"}],
}


def put(path: Path, value: object) -> Path:
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def read(path: Path, **options: object) -> list[Item]:
    return list(FORMAT.read(path, ImportOptions(**options)))  # type: ignore[arg-type]


def only(items: list[Item], kind: type) -> list:
    return [
        record
        for item in items
        if isinstance(item, Accepted)
        for record in item.records
        if isinstance(record, kind)
    ]


def test_events_are_read_with_the_sources_and_labels_beside_them(tmp_path: Path) -> None:
    put(tmp_path / "sources.json", SOURCES)
    put(tmp_path / "associations.json", ASSOCIATIONS)
    path = put(tmp_path / "events.json", [EVENT])
    assert FORMAT.sniff(path, head_of(path)) > 0.8
    items = read(path)
    (incident,), (claim,) = only(items, Incident), only(items, Claim)
    assert incident.id == "timemap-CIV0001"
    assert incident.when.edtf == "2017-05-18"
    assert incident.when.time_local == "14:30"
    assert (incident.where.position.lat, incident.where.position.lon) == pytest.approx(
        (33.505833, 38.617778), abs=1e-9
    )
    assert incident.where.uncertainty_m == 300
    assert "generalised before publication" in incident.where.derivation
    assert "labels Air strike" in incident.note
    sources = {source.id: source for source in only(items, Source)}
    assert claim.sources == ("timemap", "timemap-source-S1", "timemap-source-S2")
    assert sources["timemap-source-S1"].url == "https://example.org/post/1"
    assert sources["timemap-source-S1"].published == "2017-05-19"
    assert sources["timemap-source-S2"].title == "TimeMap source S2"


def test_events_alone_keep_the_ids_of_their_sources_and_labels(tmp_path: Path) -> None:
    items = read(put(tmp_path / "events.json", [EVENT]))
    assert only(items, Claim)[0].sources == ("timemap", "timemap-source-S1", "timemap-source-S2")
    assert "labels weapon-air" in only(items, Incident)[0].note


def test_nothing_is_read_through_a_link_beside_the_events(tmp_path: Path) -> None:
    elsewhere = put(tmp_path / "elsewhere.json", SOURCES)
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "sources.json").symlink_to(elsewhere)
    items = read(put(tmp_path / "map" / "events.json", [EVENT]))
    assert {source.url for source in only(items, Source) if source.id != "timemap"} == {None}


@pytest.mark.parametrize("value", [SOURCES, list(SOURCES.values())], ids=["mapping", "list"])
def test_sources_are_read_on_their_own(value: object, tmp_path: Path) -> None:
    path = put(tmp_path / "sources.json", value)
    assert FORMAT.sniff(path, head_of(path)) > 0.8
    (source,) = only(read(path), Source)
    assert (source.id, source.kind, source.author) == ("timemap-source-S1", "Video", "someone")
    assert source.note == "files: media/1.mp4"


def test_labels_on_their_own_are_handed_back_with_what_to_do(tmp_path: Path) -> None:
    path = put(tmp_path / "associations.json", ASSOCIATIONS)
    assert FORMAT.sniff(path, head_of(path)) > 0.8
    (item,) = read(path)
    assert isinstance(item, Rejected)
    assert "import events.json" in item.reason


def test_the_api_of_bellingcat_is_read_month_first_and_as_generalised(tmp_path: Path) -> None:
    path = put(tmp_path / "api.json", [API_EVENT])
    assert FORMAT.sniff(path, head_of(path)) > 0.8
    items = read(path)
    (incident,), (claim,) = only(items, Incident), only(items, Claim)
    assert incident.id == "bellingcat-CIV0001"
    assert incident.when.edtf == "2022-05-06"
    assert incident.where.uncertainty_m == 300
    assert claim.party == "bellingcat"
    assert "Type of area affected Residential" in incident.note
    assert [source.url for source in only(items, Source) if source.id == "bellingcat-source-SRC1"] == [
        "https://example.org/s/1"
    ]


def test_an_event_without_place_or_date_stays(tmp_path: Path) -> None:
    bare = EVENT | {"date": "", "latitude": "", "longitude": "", "location": ""}
    (incident,) = only(read(put(tmp_path / "events.json", [bare])), Incident)
    assert incident.when is None or incident.when.edtf is None
    assert incident.where is None


def test_an_event_without_an_id_gets_the_same_one_each_time(tmp_path: Path) -> None:
    path = put(tmp_path / "events.json", [EVENT | {"id": ""}])
    assert only(read(path), Incident) == only(read(path), Incident)
    assert only(read(path), Incident)[0].id.startswith("timemap-")


TRAPS = {
    "month 18": ({"date": "18/5/2017"}, "no day of the calendar"),
    "half a position": ({"latitude": ""}, "no latitude"),
    "year 1527": ({"date": "5/18/1527"}, "lies before 1900"),
    "nothing": ({"id": "", "description": ""}, "neither an id nor a description"),
}


@pytest.mark.parametrize(("change", "reason"), TRAPS.values(), ids=TRAPS)
def test_an_event_that_cannot_be_read_is_handed_back(
    change: dict[str, str], reason: str, tmp_path: Path
) -> None:
    items = read(put(tmp_path / "events.json", [EVENT, EVENT | change, "no object"]))
    assert [type(item) for item in items] == [Accepted, Rejected, Rejected]
    assert [item.line for item in items] == [1, 2, 3]
    assert reason in items[1].reason
