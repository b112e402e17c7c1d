"""What holds for the readers of all named datasets: they account for every row, and what they read makes a case."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import ContestedError
from layers.case import Case
from layers.cases import bundled_case
from layers.formats import (
    acled,
    airwars,
    auto_archiver,
    cell_dates,
    cells,
    cir,
    gdelt,
    geoconfirmed,
    linked_places,
    timemap,
    ucdp,
)
from layers.formats.placemarks import Placemark
from layers.formats.reading import Accepted, ImportOptions
from layers.formats.registry import FORMATS, format_named, guess_format
from layers.formats.timemap_sources import Companions
from layers.records import CaseInfo, Claim, Incident, Party, Record
from layers.store import Add, create_store
from layers.times import bounds

OPTIONS = ImportOptions()
NAMED = ["ACLED", "UCDP GED", "GDELT events", "GDELT mentions", "Airwars", "TimeMap", "GeoConfirmed", "CIR", "auto-archiver",
         "Linked Places"]  # fmt: skip
VOICES = ["acled", "ucdp", "gdelt", "airwars", "timemap", "bellingcat", "geoconfirmed", "cir"]

ACLED = {
    "event_id_cnty": "SYR1", "event_date": "2017-05-18", "year": "2017", "time_precision": "1", "event_type": "Battles",
    "location": "Tanf", "latitude": "33.5", "longitude": "38.6", "geo_precision": "1", "source": "SOHR", "fatalities": "1",
}  # fmt: skip
UCDP = {
    "id": "1", "type_of_violence": "1", "date_prec": "1", "date_start": "2017-05-18", "date_end": "2017-05-18",
    "where_prec": "1", "latitude": "33.5", "longitude": "38.6", "best": "1", "source_office": "Reuters",
    "source_date": "2017-05-19", "source_headline": "Strike", "event_clarity": "1",
}  # fmt: skip
GDELT = {
    "GLOBALEVENTID": "1", "SQLDATE": "20170518", "EventRootCode": "19", "EventCode": "195", "ActionGeo_Type": "4",
    "ActionGeo_Lat": "33.5", "ActionGeo_Long": "38.6", "DATEADDED": "20170519000000", "SOURCEURL": "https://example.org/1",
}  # fmt: skip
MENTION = {
    "GLOBALEVENTID": "1",
    "MentionTimeDate": "20170519000000",
    "MentionIdentifier": "https://example.org/1",
}
AIRWARS = {
    "incident_code": "CS1", "date": "2017-05-18", "latitude": 33.5, "longitude": 38.6, "geolocation_accuracy": "Village",
    "civilians_killed_min": 1, "civilians_killed_max": 2, "grade": "fair", "sources": ["https://example.org/1"],
}  # fmt: skip
TIMEMAP = {
    "id": "CIV1", "description": "A strike.", "date": "5/18/2017", "location": "Tanf", "latitude": "33.5", "longitude": "38.6",
    "associations": ["a"], "sources": ["S1"],
}  # fmt: skip
API = TIMEMAP | {
    "filters": [{"key": "k", "value": "v"}],
    "sources": [{"id": "S1", "path": "https://example.org/1"}],
}
GEOCONFIRMED = {
    "id": "1", "date": "2022-05-06T16:20:00", "name": "Convoy", "description": "<b>x</b>", "coordinates": [33.5, 38.6],
    "originalSource": "https://example.org/1", "geolocation": "https://example.org/2",
}  # fmt: skip
CIR = {
    "type": "Feature", "geometry": {"type": "Point", "coordinates": [38.6, 33.5]},
    "properties": {"id": "UW1", "title": "Damage", "verifiedDate": "2022-03-01", "url": "https://example.org/1"},
}  # fmt: skip
PLACE = {
    "type": "Feature", "@id": "https://example.org/p1", "geometry": {"type": "Point", "coordinates": [38.6, 33.5]},
    "properties": {"title": "Tanf", "fclasses": ["P"]}, "names": [{"toponym": "Tanf", "lang": "en"}],
}  # fmt: skip
SHEET = {
    "link": "https://example.org/1",
    "archive_status": "success",
    "archive_date": "2023-05-02",
    "hash": "a" * 64,
}

Read = Callable[[Mapping[str, Any]], tuple[Record, ...]]
READERS: dict[str, tuple[dict[str, Any], Read]] = {
    "ACLED": (ACLED, lambda row: acled.read_row(row, OPTIONS)),
    "UCDP": (UCDP, lambda row: ucdp.read_row(row, OPTIONS)),
    "GDELT events": (
        dict.fromkeys(gdelt.EVENT_COLUMNS, "") | GDELT,
        lambda row: gdelt.read_event(row, OPTIONS),
    ),
    "GDELT mentions": (dict.fromkeys(gdelt.MENTION_COLUMNS, "") | MENTION, gdelt.read_mention),
    "Airwars": (AIRWARS, lambda row: airwars.read_incident(row, OPTIONS)),
    "TimeMap": (TIMEMAP, lambda row: timemap.read_member(row, Companions(), OPTIONS)),
    "Bellingcat": (API, lambda row: timemap.read_member(row, Companions(), OPTIONS)),
    "GeoConfirmed": (GEOCONFIRMED, lambda row: geoconfirmed.read_entry(row, OPTIONS)),
    "CIR": (CIR, lambda row: cir.read_feature(row, OPTIONS)),
    "Linked Places": (PLACE, lambda row: linked_places.read_feature(row, OPTIONS)),
    "auto-archiver": (SHEET, auto_archiver.read_row),
}

cell = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["", "NaN", "0", "-1", "1", "2", "3", "4", "1e308", "1e400", "33,5", "2017-05-18", "0000-00-00", "5/6/2017", "20170518",
         "99999999999999", "9" * 5000, "٣", "\x00", "\ud800", "http://", "https://a b", "<a href='x'>", "{{7*7}}", "=1+1"]
    ),
)  # fmt: skip
json_value = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), cell),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(cell, inner, max_size=3)),
    max_leaves=6,
)


@pytest.mark.parametrize("name", READERS)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_stands_in_the_cells_a_row_is_read_or_refused(name: str, data: st.DataObject) -> None:
    good, read = READERS[name]
    values = (
        cell if name in {"ACLED", "UCDP", "GDELT events", "GDELT mentions", "auto-archiver"} else json_value
    )
    keys = data.draw(st.lists(st.sampled_from(sorted(good)), min_size=1, max_size=3, unique=True))
    row = good | {key: data.draw(values) for key in keys}
    if name in {"CIR", "Linked Places"} and isinstance(row["properties"], dict):
        row["properties"] = good["properties"] | {key: data.draw(values) for key in good["properties"]}
    try:
        first = read(row)
    except ContestedError as error:
        assert str(error)  # noqa: PT017 # a refusal is one of the two right ends
    else:
        assert first == read(row)
        for record in first:
            if isinstance(record, Incident) and record.when and record.when.edtf:
                bounds(record.when.edtf, zone="UTC")


@pytest.mark.parametrize("name", READERS)
def test_what_a_reader_yields_is_whole_by_itself(name: str) -> None:
    good, read = READERS[name]
    records = {(record.KIND, record.id): record for record in read(good)}
    case = Case(info=CaseInfo(id="c", title="c")).with_records(records.values())
    assert all(claim.party in VOICES for claim in case.claims)
    assert all(claim.values.where == case.get(Incident, claim.subject).where for claim in case.claims)
    assert all(incident.where is None or incident.where.derivation for incident in case.incidents)


def test_all_datasets_together_fit_into_the_bundled_case_and_change_nothing_there() -> None:
    before = bundled_case("al-tanf")
    records = [record for good, read in READERS.values() for record in read(good)]
    after = before.with_records(records)
    assert len(after.parties) == len(before.parties) + len(VOICES)
    assert set(before.claims) <= set(after.claims)
    assert set(before.incidents) <= set(after.incidents)


def test_what_all_datasets_yield_is_stored_and_comes_back_equal(tmp_path: Path) -> None:
    records = {(record.KIND, record.id): record for good, read in READERS.values() for record in read(good)}
    with create_store(tmp_path / "c.gpkg", Case(info=CaseInfo(id="c", title="c")), command="new c") as store:
        store.write([Add(record=record) for record in records.values()], command="import")
        assert {(record.KIND, record.id): record for record in store.read_case()} == records


def test_no_two_voices_look_or_are_called_alike() -> None:
    parties = [
        record
        for good, read in READERS.values()
        for record in dict.fromkeys(read(good))
        if isinstance(record, Party)
    ]
    parties += bundled_case("al-tanf").parties
    for look in (
        lambda p: p.id,
        lambda p: p.code,
        lambda p: p.order,
        lambda p: (p.color, p.shape),
        lambda p: p.name,
    ):
        assert len({look(party) for party in parties}) == len({party.id for party in parties})


@given(lat=st.floats(-90, 90), lon=st.floats(-180, 180), places=st.integers(6, 12), comma=st.booleans())
def test_positions_are_read_to_a_millionth_of_a_degree(
    lat: float, lon: float, places: int, comma: bool
) -> None:
    written = [f"{value:.{places}f}" for value in (lat, lon)]
    if all(float(part) == 0 for part in written):
        return
    found = cells.position(*(part.replace(".", ",") if comma else part for part in written))
    assert found is not None
    assert found.lat == pytest.approx(lat, abs=1e-6)
    assert found.lon == pytest.approx(lon, abs=1e-6)


@given(date=st.dates(min_value=cell_dates.dt.date(1900, 1, 1), max_value=cell_dates.dt.date(2025, 12, 31)))
def test_a_day_is_the_same_in_every_way_of_writing_it(date: Any) -> None:
    ways = {
        date.isoformat(): None,
        f"{date} 00:00:00.000": None,
        f"{date:%d %B %Y}": None,
        f"{date:%d-%b-%Y}": None,
        f"{date:%B %d, %Y}": None,
        f"{date.month}/{date.day}/{date.year}": "month first",
        f"{date.day}/{date.month}/{date.year}": "day first",
        f"{date.month}/{date.day}/{date.year} 12:00:00 AM": None,
    }
    assert {cell_dates.day(written, "date", order=order) for written, order in ways.items()} == {date}


@pytest.mark.parametrize("name", NAMED)
def test_every_named_dataset_is_registered_before_the_plain_formats(name: str) -> None:
    form = format_named(name)
    assert form.name == name
    assert list(FORMATS).index(name) < list(FORMATS).index("CSV")


def as_table(rows: list[dict[str, Any]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def as_gdelt(columns: tuple[str, ...], row: dict[str, str]) -> str:
    return "\t".join(row.get(column, "") for column in columns) + "\n"


KML = "<kml><Document><name>GeoConfirmed</name></Document></kml>"
GUESSED = {
    "a.csv": ("ACLED", as_table([ACLED])),
    "b.csv": ("UCDP GED", as_table([UCDP])),
    "20170519.export.CSV": ("GDELT events", as_gdelt(gdelt.EVENT_COLUMNS, GDELT)),
    "20170519.mentions.CSV": (
        "GDELT mentions",
        as_gdelt(gdelt.MENTION_COLUMNS, MENTION | {"EventTimeDate": "20170519000000", "MentionType": "1"}),
    ),
    "a.json": ("Airwars", json.dumps([AIRWARS])),
    "events.json": ("TimeMap", json.dumps([TIMEMAP])),
    "api.json": ("TimeMap", json.dumps([API])),
    "sources.json": ("TimeMap", json.dumps({"S1": {"id": "S1", "paths": []}})),
    "b.json": ("GeoConfirmed", json.dumps([GEOCONFIRMED])),
    "c.kml": ("GeoConfirmed", KML),
    "d.geojson": ("CIR", json.dumps({"type": "FeatureCollection", "features": [CIR]})),
    "e.geojson": ("Linked Places", json.dumps({"type": "FeatureCollection", "features": [PLACE]})),
    "sheet.csv": ("auto-archiver", as_table([SHEET | {"archive_location": "x"}])),
}


@pytest.mark.parametrize("file", GUESSED)
def test_every_file_is_taken_for_what_it_is(file: str, tmp_path: Path) -> None:
    name, text = GUESSED[file]
    (tmp_path / file).write_text(text, encoding="utf-8")
    assert guess_format(tmp_path / file).format.name == name


def test_a_hostile_link_is_kept_as_words_and_never_as_a_link() -> None:
    records = gdelt.read_event(READERS["GDELT events"][0] | {"SOURCEURL": "javascript:alert(1)"}, OPTIONS)
    assert [source.url for source in records if source.KIND == "source"] == [gdelt.VOICE.url, None]


def test_markup_in_a_placemark_stays_words() -> None:
    placemark = Placemark(
        number=1, name="<script>alert(1)</script>", description="<script>alert(1)</script><b>x</b> {{ 7*7 }}"
    )
    records = geoconfirmed.read_placemark(placemark, OPTIONS)
    (claim,) = (record for record in records if isinstance(record, Claim))
    assert claim.summary == "x {{ 7*7 }}"


@pytest.mark.parametrize("size", [100_000])
def test_a_very_long_cell_is_read_or_refused_at_once(size: int, tmp_path: Path) -> None:
    import time

    for text in (
        "(" * size,
        "9" * size,
        "http://" * (size // 7),
        "<" * size,
        "; " * (size // 2),
        "-" * size,
        "a" + " " * size + "b",
    ):
        start = time.perf_counter()
        for good, read in READERS.values():
            for key in good:
                try:
                    read(good | {key: text})
                except ContestedError:
                    continue
        assert time.perf_counter() - start < 5


def test_lines_are_counted_in_a_file_with_line_breaks_in_its_cells(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, [*ACLED, "notes"])
        writer.writeheader()
        writer.writerow(ACLED | {"notes": "one\ntwo\nthree"})
        writer.writerow(ACLED | {"event_id_cnty": "SYR2", "geo_precision": "9"})
    items = list(acled.FORMAT.read(path, OPTIONS))
    assert [(type(item) is Accepted, item.line) for item in items] == [(True, 2), (False, 5)]


def test_rows_read_and_rows_handed_back_are_all_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(
        json.dumps(
            [
                TIMEMAP,
                {},
                None,
                [],
                TIMEMAP | {"date": "x"},
                "\ud800",
                TIMEMAP | {"description": "half \ud800"},
                API,
            ]
        )
    )
    items = list(timemap.FORMAT.read(path, OPTIONS))
    assert [item.line for item in items] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert "half a character" in items[6].reason
    assert items[6].text.encode()
    assert [type(item) is Accepted for item in items] == [
        True,
        False,
        False,
        False,
        False,
        False,
        False,
        True,
    ]
