"""Flat rows are held against the records that the same cells give: one definition of what is valid, and of what it means."""

from __future__ import annotations

import csv
import io
import random
import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import ContestedError
from layers.case import Case
from layers.formats import flat
from layers.formats.acled import read_row
from layers.formats.fields import FIELDS
from layers.formats.flat_acled import plain_reader as acled_reader
from layers.formats.flat_csv import plain_reader as csv_reader
from layers.formats.flat_lines import lines_of
from layers.formats.named_rows import Origin, read_named
from layers.formats.reading import ImportOptions
from layers.gpkg.derived import derived_values
from layers.gpkg.packing import packed_rtree
from layers.log import fingerprint_line, ids_of, imported, packed_ids
from layers.records import CaseInfo, Claim, Incident

ZONE = "Asia/Damascus"
NOWHERE = Case(info=CaseInfo(id="c", title="Case", time_zone=ZONE))
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
ODD = st.sampled_from(
    ["", "nan", "NULL", "-", " x ", "a\nb", "x" * 200, "=1+1", "Удар", "'", '"q"', "\\", "\u2028", "7", "4-6"]
)
CELL = st.one_of(WORDS, ODD)

NAMED_CELLS = {
    "id": st.one_of(st.sampled_from(["", "e-1", "E0000001", "17", "a b", "x/y", "ö-123"]), WORDS),
    "title": st.one_of(st.just("Convoy struck"), CELL),
    "when": st.sampled_from(["", "2017-05-18", "2017-05~", "18 May 2017", "5/6/2017", "1527-01-01", "2017-05-18T10:00Z", "x"]),
    "time": st.sampled_from(["", "15:30", "noon"]),
    "lat": st.sampled_from(["33.5", "33.50583", "33", "33,5", "91.0", "0.0", "-0.0", "", "nan", "33.5e0", "1_0.5", "٣٣.٥"]),
    "lon": st.sampled_from(["38.6", "38.61778", "-38.5", "181.0", "0.0", "", "38.6 "]),
    "coordinates": st.sampled_from(["", "", "37S DT 64499 07431"]),
    "location": st.one_of(st.just("north of Tanf"), CELL),
    "uncertainty": st.sampled_from(["", "500", "5 km", "-1", "x"]),
    "precision": st.sampled_from(["", "2", "town"]),
    "party": st.sampled_from(["", "Syria", "US-led Coalition", "  ", "nan"]),
    "stance": st.sampled_from(["", "denies", "Asserts", "silent", "x"]),
    "stated": st.sampled_from(["", "2017-05-19", "x"]),
    "claim_id": st.sampled_from(["", "", "c-9"]),
    "killed": st.sampled_from(["", "4", "4-6", "x", "6-4"]),
    "source_url": st.sampled_from(["", "https://example.org/1", "javascript:x"]),
    "source_title": st.sampled_from(["", "SANA"]),
}  # fmt: skip
ACLED_CELLS = {
    "event_id_cnty": st.sampled_from(["SYR1234", "", "CIV 1", "X1", "a/b", "SYR-12.5"]),
    "event_date": st.sampled_from(["2017-05-18", "18 May 2017", "5/6/2017", "", "2999-01-01"]),
    "year": st.sampled_from(["2017", "", "2016"]),
    "time_precision": st.sampled_from(["1", "2", "3", "", "4"]),
    "event_type": st.sampled_from(["Battles", "", "nan"]),
    "sub_event_type": st.sampled_from(["Armed clash", ""]),
    "location": st.one_of(st.just("Tanf"), CELL),
    "admin1": st.sampled_from(["Homs", "", "Tanf"]),
    "country": st.sampled_from(["Syria", ""]),
    "latitude": st.sampled_from(["33.5", "33", "", "0", "nan", "95", "33,5"]),
    "longitude": st.sampled_from(["38.6", "38", "", "0", "200"]),
    "geo_precision": st.sampled_from(["1", "2", "3", "", "9"]),
    "source": st.sampled_from(["SOHR; Step News", "", "SANA", ";;"]),
    "notes": CELL,
    "fatalities": st.sampled_from(["0", "12", "", "x", "3.0", "-1"]),
    "civilian_targeting": st.sampled_from(["", "Civilian targeting"]),
    "timestamp": st.sampled_from(["1700000000", "1700086399", "", "x", "2023-11-14", "099999999"]),
    "inter1": st.sampled_from(["1", "State forces", "", "9"]),
    "actor1": CELL,
    "tags": CELL,
}


def expected(records):
    """What records put into a case, as a flat row would."""
    (incident,) = (record for record in records if isinstance(record, Incident))
    claim = next((record for record in records if isinstance(record, Claim)), None)
    geom, *span = derived_values(incident, NOWHERE, ZONE)
    return flat.flat_of(incident, claim, geom=geom, span=tuple(span))


def hold_against_records(found, read):
    if found is None:
        return
    row, shared = found
    records = read()  # a flat row is never made of what cannot be read
    assert row == expected(records)
    assert {record.id for record in shared} == {r.id for r in records if not isinstance(r, Incident | Claim)}
    incident, *claims = flat.records_of(row)
    lines = lines_of(row)
    assert lines[0].encode() == fingerprint_line(incident)
    assert [line.encode() for line in lines[1:] if line is not None] == [fingerprint_line(c) for c in claims]


@settings(max_examples=150, deadline=None)
@given(
    st.fixed_dictionaries(
        {}, optional=NAMED_CELLS | {name: CELL for name in FIELDS if name not in NAMED_CELLS}
    )
)
def test_a_flat_row_of_a_table_is_what_its_records_are(row):
    origin, options = Origin(key="file", title="file.csv"), ImportOptions()
    plain = csv_reader(tuple(row), origin, options, time_zone=ZONE)
    named = {name: cell for name, cell in row.items() if cell}
    hold_against_records(plain(list(row.values())), lambda: read_named(named, origin, options))


@settings(max_examples=150, deadline=None)
@given(st.fixed_dictionaries(ACLED_CELLS))
def test_a_flat_row_of_acled_is_what_its_records_are(row):
    options = ImportOptions()
    plain = acled_reader(tuple(row), options, time_zone=ZONE)
    hold_against_records(plain(list(row.values())), lambda: read_row(row, options))


def test_usual_rows_are_flat(capsys):
    row = {
        "id": "e-0001", "title": "Convoy struck", "when": "2017-05-18", "lat": "33.6803", "lon": "38.4116", "party": "Syria",
        "summary": "An aggression", "source_title": "SANA", "kind": "Air strike",
    }  # fmt: skip
    plain = csv_reader(tuple(row), Origin(key="f", title="f.csv"), ImportOptions(), time_zone=ZONE)
    assert plain(list(row.values())) is not None
    usual = dict.fromkeys(ACLED_CELLS, "") | {
        "event_id_cnty": "SYR1234", "event_date": "2017-05-18", "year": "2017", "time_precision": "1", "event_type": "Battles",
        "latitude": "33.5", "longitude": "38.6", "geo_precision": "1", "source": "SOHR",
    }  # fmt: skip
    assert acled_reader(tuple(usual), ImportOptions(), time_zone=ZONE)(list(usual.values())) is not None


def test_the_log_keeps_every_id_of_a_batch_in_order():
    packed = packed_ids({"incident": ["i-1", "ü"], "claim": ["c"]})
    line = imported({"incident": 2, "claim": 1}, packed, "0" * 64)
    assert ids_of(line) == [("incident", "i-1"), ("incident", "ü"), ("claim", "c")]


@pytest.mark.parametrize("count", [0, 1, 50, 51, 52, 102, 2_602, 9_000])
def test_a_packed_tree_is_sound_and_finds_what_lies_in_a_box(count):
    from layers.gpkg.blobs import point_blob

    draw = random.Random(count)
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE spot (fid INTEGER PRIMARY KEY, geom)")
    connection.execute("CREATE TABLE gpkg_contents (table_name, min_x, max_x, min_y, max_y)")
    connection.execute("INSERT INTO gpkg_contents (table_name) VALUES ('spot')")
    connection.execute("CREATE VIRTUAL TABLE rtree_spot_geom USING rtree(id, minx, maxx, miny, maxy)")
    points = {n * 3 + 1: (draw.uniform(-90, 90), draw.uniform(-180, 180)) for n in range(count)}
    connection.executemany(
        "INSERT INTO spot VALUES (?, ?)",
        [(n, point_blob(lat=lat, lon=lon)) for n, (lat, lon) in points.items()],
    )
    packed_rtree(connection, "spot")
    assert connection.execute("SELECT rtreecheck('rtree_spot_geom')").fetchone() == ("ok",)
    found = {
        n
        for (n,) in connection.execute(
            "SELECT id FROM rtree_spot_geom WHERE maxx >= 0 AND minx <= 40 AND maxy >= 0 AND miny <= 30"
        )
    }
    assert found >= {n for n, (lat, lon) in points.items() if 0 <= lon <= 40 and 0 <= lat <= 30}
    assert len(found) <= 1 + sum(
        1 for lat, lon in points.values() if -0.1 <= lon <= 40.1 and -0.1 <= lat <= 30.1
    )
    # It goes on as any other tree does.
    connection.execute("INSERT INTO rtree_spot_geom VALUES (1000000, 1, 1, 1, 1)")
    assert connection.execute("SELECT rtreecheck('rtree_spot_geom')").fetchone() == ("ok",)


def test_the_process_that_reads_a_large_file_gives_the_same_as_this_one(tmp_path, monkeypatch):
    from layers.formats.flat_worker import flat_batches

    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["id", "title", "date", "lat", "lon", "party"])
    writer.writerows(
        [f"e-{n:05}", "Strike", "2017-05-18" if n % 50 else "?", f"33.{n:05}", "38.5", "Syria"]
        for n in range(9_000)
    )
    path = tmp_path / "many.csv"
    path.write_text(text.getvalue())
    here = list(flat_batches(path, "CSV", ImportOptions(), time_zone=ZONE))
    monkeypatch.setattr("layers.formats.flat_worker._LARGE_BYTES", 0)
    there = list(flat_batches(path, "CSV", ImportOptions(), time_zone=ZONE))
    assert there == here
    assert sum(len(batch.others) for batch in here) == 180


def test_a_file_that_cannot_be_read_says_so_from_the_other_process_too(tmp_path, monkeypatch):
    from layers.formats.flat_worker import flat_batches

    monkeypatch.setattr("layers.formats.flat_worker._LARGE_BYTES", 0)
    path = tmp_path / "none.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(ContestedError, match="no column says what happened"):
        list(flat_batches(path, "CSV", ImportOptions(), time_zone=ZONE))
