"""GeoConfirmed's KML, KMZ and older JSON, by hand from their known shape."""

import json
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from layers.errors import FormatError
from layers.formats.geoconfirmed import FORMAT
from layers.formats.markup import words_of_html
from layers.formats.placemarks import placemarks_of
from layers.formats.reading import Accepted, ImportOptions, Item, Rejected
from layers.formats.texts import head_of
from layers.records import Claim, Incident, Source

KML = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2">
<Document><name>GeoConfirmed - Ukraine</name>
<Style id="s1"><IconStyle><Icon><href>icons/0288D1_10_False.png</href></Icon></IconStyle></Style>
<StyleMap id="m1"><Pair><key>normal</key><styleUrl>#s1</styleUrl></Pair></StyleMap>
<Folder><name>2022</name>
<Folder><name>May</name>
<Placemark id="4ec87853-5bac-44d0-1473-08dabc42150c">
  <name>Convoy on the road</name>
  <description><![CDATA[Seen <b>here</b>.<br><a href="https://example.org/p?a=1&amp;b=2">source</a>
  https://twitter.com/GeoConfirmed/status/1579567301963440128]]></description>
  <TimeStamp><when>2022-05-06T16:20:00</when></TimeStamp>
  <styleUrl>#m1</styleUrl>
  <ExtendedData><Data name="gear"><value>truck</value></Data></ExtendedData>
  <Point><coordinates>36.265144,50.003414,0</coordinates></Point>
</Placemark>
<Placemark>
  <name>7 May 2022 Bridge</name>
  <description>https://twitter.com/GeoConfirmed/status/1579567301963440999</description>
  <Point><coordinates>36.3,50.1</coordinates></Point>
</Placemark>
</Folder></Folder></Document></kml>"""

ENTRY: dict[str, Any] = {
    "id": "4ec87853",
    "date": "2022-05-06T16:20:00",
    "name": "Convoy on the road",
    "description": "Seen here.",
    "coordinates": [50.003414, 36.265144],
    "originalSource": "https://example.org/p",
    "geolocation": "https://twitter.com/GeoConfirmed/status/1579567301963440128",
}


def put(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def kmz(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "."), text)
    return path


def read(path: Path, **options: Any) -> list[Item]:
    return list(FORMAT.read(path, ImportOptions(**options)))


def only(items: list[Item], kind: type) -> list:
    return [
        record
        for item in items
        if isinstance(item, Accepted)
        for record in item.records
        if isinstance(record, kind)
    ]


@pytest.mark.parametrize("packed", [False, True], ids=["kml", "kmz"])
def test_placemarks_become_incidents_with_their_proof_as_a_source(packed: bool, tmp_path: Path) -> None:
    path = kmz(tmp_path / "a.kmz", doc__kml=KML, icon__png="x") if packed else put(tmp_path / "a.kml", KML)
    assert FORMAT.sniff(path, head_of(path)) > 0.8
    items = read(path)
    one, other = only(items, Incident)
    assert one.id == "geoconfirmed-4ec87853-5bac-44d0-1473-08dabc42150c"
    assert other.id == "geoconfirmed-1579567301963440999"
    assert (one.where.position.lat, one.where.position.lon) == (50.003414, 36.265144)
    assert one.where.uncertainty_m == 100
    assert (one.when.edtf, one.when.time_local) == ("2022-05-06", "16:20")
    assert other.when.edtf == "2022-05-07"
    assert one.note == "As coded by GeoConfirmed: folder 2022 / May; icon 0288D1_10_False.png; gear truck"
    claim = only(items, Claim)[0]
    assert claim.summary.startswith("Seen here. source (https://example.org/p?a=1&b=2)")
    links = {source.url: source.kind for source in only(items, Source) if source.id in claim.sources}
    assert links["https://example.org/p?a=1&b=2"] == "footage"
    assert links["https://twitter.com/GeoConfirmed/status/1579567301963440128"] == "proof"


def test_a_list_of_entries_writes_latitude_first(tmp_path: Path) -> None:
    path = put(tmp_path / "a.json", json.dumps([ENTRY]))
    assert FORMAT.sniff(path, head_of(path)) > 0.9
    (incident,) = only(read(path), Incident)
    assert (incident.where.position.lat, incident.where.position.lon) == (50.003414, 36.265144)


def test_folders_of_placemarks_write_longitude_first(tmp_path: Path) -> None:
    folders = [
        {"name": "A. ABOUT", "mapDataPlacemarks": [{"name": "how to read the map", "coordinates": [30, 50]}]},
        {"name": "2022", "mapDataPlacemarks": [ENTRY | {"coordinates": [36.265144, 50.003414]}]},
        {"name": "empty", "mapDataPlacemarks": None},
    ]
    path = put(tmp_path / "a.json", json.dumps({"mapDataFolders": folders}))
    assert FORMAT.sniff(path, head_of(path)) > 0.9
    about, event = read(path)
    assert isinstance(about, Rejected)
    assert "explains the map" in about.reason
    (incident,) = only([event], Incident)
    assert incident.where.position.lat == 50.003414


def test_the_order_of_coordinates_is_settled_by_map(tmp_path: Path) -> None:
    path = put(tmp_path / "a.json", json.dumps([ENTRY]))
    (incident,) = only(read(path, columns={"coordinates": "lon,lat"}), Incident)
    assert incident.where.position.lat == 36.265144


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"date": "1527-05-06T00:00:00"}, "lies before 1900"),
        ({"date": "1579567301963440128"}, "is no date"),
        ({"coordinates": [150.0, 36.2]}, "latitude 150.0"),
        ({"coordinates": "50, 36"}, "no pair of numbers"),
    ],
)
def test_an_entry_that_cannot_be_read_is_handed_back(
    change: dict[str, Any], reason: str, tmp_path: Path
) -> None:
    items = read(put(tmp_path / "a.json", json.dumps([ENTRY, ENTRY | change])))
    assert [type(item) for item in items] == [Accepted, Rejected]
    assert reason in items[1].reason


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("<Point><coordinates>x,y</coordinates></Point>", "longitude|latitude"),
        ("<LineString><coordinates>x,y 1,2</coordinates></LineString>", "no number"),
        (
            "<Polygon><outerBoundaryIs><LinearRing><coordinates>1,2 3,4 1,2</coordinates></LinearRing></outerBoundaryIs></Polygon>",
            "not a point",
        ),
        ("<TimeStamp><when>1527</when></TimeStamp>", "no date"),
    ],
)
def test_a_placemark_that_cannot_be_read_is_handed_back(broken: str, reason: str, tmp_path: Path) -> None:
    text = KML.replace(
        "</Folder></Folder>", f"<Placemark><name>x</name>{broken}</Placemark></Folder></Folder>"
    )
    items = read(put(tmp_path / "a.kml", text))
    assert [type(item) for item in items] == [Accepted, Accepted, Rejected]
    assert items[2].line == 3
    assert any(word in items[2].reason for word in reason.split("|"))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('<!DOCTYPE x [<!ENTITY a "b">]><kml>&a;</kml>', "document type"),
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd"><kml/>', "document type"),
        ("<kml><Document>", "no readable XML"),
        ("<kml>" + "<Folder>" * 400, "nested"),
        ('<?xml version="1.0" encoding="no-such"?><kml></kml>', "no readable XML"),
        ("", "is empty"),
    ],
)
def test_what_is_broken_or_not_safe_is_refused_as_a_whole(text: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=reason):
        list(placemarks_of(put(tmp_path / "a.kml", text)))


def test_an_archive_without_a_map_or_that_unpacks_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(FormatError, match=r"no \.kml"):
        list(placemarks_of(kmz(tmp_path / "a.kmz", readme__txt="x")))
    bomb = kmz(tmp_path / "b.kmz", doc__kml="<kml>" + " " * 30_000_000 + "</kml>")
    with pytest.raises(FormatError, match="unpacks to more"):
        list(placemarks_of(bomb))


def test_geometries_of_every_kind_are_kept_longitude_first(tmp_path: Path) -> None:
    ring = "<LinearRing><coordinates>0,0 1,0 1,1 0,0</coordinates></LinearRing>"
    shapes = (
        f"<MultiGeometry><Point><coordinates>1,2</coordinates></Point><Polygon><outerBoundaryIs>{ring}</outerBoundaryIs>"
        f"<innerBoundaryIs>{ring}</innerBoundaryIs></Polygon></MultiGeometry>"
    )
    text = f"<kml><Placemark>{shapes}</Placemark><Placemark><LineString><coordinates>1,2\n3,4</coordinates></LineString></Placemark></kml>"
    many, line = placemarks_of(put(tmp_path / "a.kml", text))
    assert many.geometry is not None
    point, polygon = many.geometry["geometries"]
    assert point == {"type": "Point", "coordinates": [1.0, 2.0]}
    assert [len(ring) for ring in polygon["coordinates"]] == [4, 4]
    assert line.geometry == {"type": "LineString", "coordinates": [[1.0, 2.0], [3.0, 4.0]]}


@pytest.mark.parametrize(
    "hostile",
    [
        "<" * 100_000,
        "<!--" * 25_000,
        "<a href=" * 12_000,
        "&#x" * 30_000,
        "<![CDATA[" * 10_000,
        "<style></script>" * 5_000,
        "<style></style>" * 5_000,
    ],
)
def test_words_of_hostile_markup_take_no_longer_than_their_length_warrants(hostile: str) -> None:
    start = time.process_time()
    words_of_html(hostile)
    assert time.process_time() - start < 1.0
