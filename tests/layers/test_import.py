from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from geo.errors import ContestedError
from geo.geodesy import distance_m
from geo.position import Position
from layers.case import Case
from layers.errors import FormatError
from layers.formats.reading import ImportOptions
from layers.gpkg.blobs import register_functions
from layers.gpkg.store import GeoPackageStore
from layers.importing import import_file
from layers.log import verify_content, verify_log
from layers.records import CaseInfo, Claim, Incident, Location, Party, Source, When
from layers.store import Add, Replace, create_store, open_store

HEADER = "id,title,date,lat,lon,party,summary,source,kind\n"
CREW = "e-0001,Convoy struck,2017-05-18,33.6803,38.4116,Coalition,We struck it,OIR release,Air strike\n"
OTHER = "e-0001,Convoy struck,2017-05-18,33.6803,38.4116,Syria,An aggression,SANA,Air strike\n"


@pytest.fixture
def store(tmp_path: Path) -> GeoPackageStore:
    case = Case(info=CaseInfo(id="c", title="Case", time_zone="Asia/Damascus"))
    opened = create_store(tmp_path / "case.gpkg", case, command="new")
    assert isinstance(opened, GeoPackageStore)
    return opened


@pytest.fixture(autouse=True)
def thousands_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("layers.importing.LOGGED_AT_MOST", 1_000)


def written(tmp_path: Path, text: str | bytes, name: str = "strikes.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def many(count: int, *, start: int = 0) -> str:
    rows = [
        f"m-{n:05},Strike {n % 7},2017-{n % 12 + 1:02}-{n % 28 + 1:02},{33 + n % 999 / 1000:.4f},{38 + n % 997 / 1000:.4f},"
        f'{"Coalition" if n % 2 else "Syria"},"said ""{n}"", and more",SANA,Air strike\n'
        for n in range(start, start + count)
    ]
    return HEADER + "".join(rows)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_each_party_of_an_incident_gets_its_claim_with_its_source(store, tmp_path):
    report = import_file(store, written(tmp_path, HEADER + CREW + OTHER))
    assert report.rows == {"stored": 2}
    (incident,) = store.records(Incident)
    assert (incident.id, incident.when) == ("e-0001", When(edtf="2017-05-18"))
    assert round(incident.where.position.uncertainty_m or 0) == 7  # what four decimals leave open
    claims = {claim.party: claim for claim in store.records(Claim)}
    assert set(claims) == {"coalition", "syria"}
    assert claims["syria"].summary == "An aggression"
    assert store.get(Source, claims["syria"].sources[0]).title == "SANA"
    assert verify_log(store) == []
    assert verify_content(store) is None


def test_importing_again_adds_nothing_and_writes_nothing(store, tmp_path):
    path = written(tmp_path, HEADER + CREW + OTHER)
    import_file(store, path)
    before = digest(Path(store.location))
    assert import_file(store, path).rows == {"unchanged": 2}
    assert digest(Path(store.location)) == before


def test_a_changed_row_is_told_logged_and_leaves_alone_what_it_does_not_speak_of(store, tmp_path):
    import_file(store, written(tmp_path, HEADER + CREW))
    incident = store.get(Incident, "e-0001")
    store.write([Replace(record=replace(incident, note="seen by an analyst"))], command="edit")
    report = import_file(store, written(tmp_path, HEADER + CREW.replace("We struck it", "We struck two")))
    assert report.rows == {"changed": 1}
    assert report.changes == ['claim e-0001-coalition: summary "We struck it" -> "We struck two"']
    assert store.get(Incident, "e-0001").note == "seen by an analyst"
    assert list(store.log())[-1].changes[0]["before"]["summary"] == "We struck it"
    assert verify_content(store) is None


def test_a_row_that_says_otherwise_under_the_same_id_is_rejected(store, tmp_path):
    report = import_file(store, written(tmp_path, HEADER + CREW + CREW.replace("We struck it", "No")))
    assert report.rows == {"stored": 1, "rejected": 1}
    assert "line 3" not in report.rejected[0].reason
    assert "of line 2, but says something else" in report.rejected[0].reason


def test_every_row_ends_in_one_way_and_the_counts_add_up(store, tmp_path):
    bad = (
        "e-2,Ambiguous,5/6/2017,33.5,38.5,Syria,x,SANA,\n"
        "e-3,Old,1527-03-01,33.5,38.5,Syria,x,SANA,\n"
        "e-4,Swapped,2017-05-18,138.5,33.5,Syria,x,SANA,\n"
        "e-5,Short\n"
        "e-6,Stance,2017-05-18,nan,38.5,Syria,x,SANA,\n"
        ",,,,,,,,\n"
    )
    report = import_file(store, written(tmp_path, HEADER + CREW + bad))
    assert report.read == 7
    assert report.rows == {"stored": 1, "rejected": 6}
    assert [row.line for row in report.rejected] == [3, 4, 5, 6, 7, 8]


def test_a_dry_run_tells_everything_and_leaves_every_byte(store, tmp_path):
    before = digest(Path(store.location))
    small = import_file(store, written(tmp_path, HEADER + CREW), dry_run=True)
    large = import_file(store, written(tmp_path, many(1_500), "large.csv"), dry_run=True)
    assert (small.rows, large.rows) == ({"stored": 1}, {"stored": 1_500})
    assert digest(Path(store.location)) == before
    assert store.count(Incident) == 0


def test_a_large_file_is_stored_as_row_by_row_with_counts_and_a_fingerprint_in_the_log(tmp_path):
    path = written(tmp_path, many(1_500))
    cases = []
    for name, at_most in (("bulk", 1_000), ("single", 10_000)):
        empty = Case(info=CaseInfo(id="c", title="Case"))
        with (
            create_store(tmp_path / f"{name}.gpkg", empty, command="new") as store,
            pytest.MonkeyPatch.context() as patch,
        ):
            patch.setattr("layers.importing.LOGGED_AT_MOST", at_most)
            assert import_file(store, path).rows == {"stored": 1_500}
            assert verify_log(store) == []
            assert verify_content(store) is None
            cases.append(store.read_case())
            lines = list(store.log())[-1].changes
            kinds = {line["op"] for line in lines}
            assert kinds == ({"import"} if name == "bulk" else {"add"})
            if name == "bulk":
                assert sum(line["holds"].get("incident", 0) for line in lines) == 1_500
    assert cases[0] == cases[1]


def test_importing_a_large_file_again_adds_nothing_and_finds_the_one_change(store, tmp_path):
    path = written(tmp_path, many(1_500))
    import_file(store, path)
    assert import_file(store, path).rows == {"unchanged": 1_500}
    path.write_text(
        path.read_text().replace('said ""1321""', 'said ""now""') + many(10, start=7_000).removeprefix(HEADER)
    )
    assert import_file(store, path).rows == {"unchanged": 1_499, "changed": 1, "stored": 10}
    assert verify_content(store) is None


def test_a_record_changed_past_the_log_after_a_bulk_import_comes_to_light(store, tmp_path):
    import_file(store, written(tmp_path, many(1_500)))
    store.close()
    with sqlite3.connect(store.location) as connection:
        register_functions(connection)
        connection.execute("UPDATE claim SET summary = 'other' WHERE id = 'm-00007-coalition'")
    connection.close()
    with open_store(store.location) as reopened:
        assert "imported" in (verify_content(reopened) or "")


def test_after_a_bulk_import_trees_counts_and_references_are_whole(store, tmp_path):
    import_file(store, written(tmp_path, many(1_500)))
    store.close()
    with sqlite3.connect(store.location) as connection:
        for layer in ("incident", "claim"):
            assert connection.execute(f"SELECT rtreecheck('rtree_{layer}_geom')").fetchone() == ("ok",)
            count = f"SELECT feature_count FROM gpkg_ogr_contents WHERE table_name = '{layer}'"
            assert connection.execute(count).fetchone() == (1_500,)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        triggers = connection.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").fetchone()
    connection.close()
    fresh = Path(store.location).with_name("fresh.gpkg")
    create_store(fresh, Case(info=CaseInfo(id="f", title="Fresh")), command="new").close()
    with sqlite3.connect(fresh) as connection:
        assert (
            connection.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").fetchone()
            == triggers
        )
    connection.close()


def test_what_was_imported_in_bulk_is_found_near_a_place(store, tmp_path):
    import_file(store, written(tmp_path, many(1_500)))
    at = Position(lat=33.5, lon=38.5)
    found = {incident.id for incident in store.near(Incident, at, 5_000)}
    exact = {i.id for i in store.records(Incident) if distance_m(at, i.where.position) <= 5_000}
    assert found == exact != set()


def test_an_error_in_the_middle_of_a_large_file_leaves_the_case_as_it_was(store, tmp_path, monkeypatch):
    monkeypatch.setenv("CONTESTED_MAX_ROWS", "1400")
    before = digest(Path(store.location))
    with pytest.raises(FormatError, match="CONTESTED_MAX_ROWS"):
        import_file(store, written(tmp_path, many(1_500)))
    assert digest(Path(store.location)) == before
    assert import_file(store, written(tmp_path, HEADER + CREW)).rows == {"stored": 1}


def existing(store: GeoPackageStore) -> None:
    store.write(
        [
            Add(record=Party(id="us", name="US", order=1, code="US", color="#4477aa", shape="circle")),
            Add(record=Incident(
                id="i-2017-05-18-convoy", title="Convoy struck", kind="Air strike", when=When(edtf="2017-05-18"),
                where=Location(position=Position(lat=33.69, lon=38.41, uncertainty_m=5_000)),
            )),
        ],
        command="add",
    )  # fmt: skip


def test_a_near_duplicate_is_proposed_with_its_reasons_and_kept_apart(store, tmp_path):
    existing(store)
    report = import_file(store, written(tmp_path, HEADER + CREW))
    assert report.rows == {"stored": 1}
    (double,) = report.doubles
    assert (double.new, double.incident) == ("e-0001", "i-2017-05-18-convoy")
    assert any("km apart" in reason for reason in double.reasons)
    assert "both Air strike" in double.reasons
    assert store.count(Incident) == 2


def test_on_request_a_near_duplicate_is_linked_and_stays_so(store, tmp_path):
    existing(store)
    path = written(tmp_path, HEADER + CREW)
    assert import_file(store, path, link_doubles=True).rows == {"linked": 1}
    assert store.get(Incident, "i-2017-05-18-convoy").external_ids == ("e-0001",)
    (claim,) = store.records(Claim)
    assert claim.subject == "i-2017-05-18-convoy"
    assert store.count(Incident) == 1
    assert import_file(store, path).rows == {"unchanged": 1}


def test_a_large_file_has_the_same_duplicates_as_row_by_row(store, tmp_path, monkeypatch):
    existing(store)
    path = written(
        tmp_path, many(1_500) + CREW + CREW.replace("e-0001", "e-0002").replace("33.6803", "33.6890")
    )
    large = import_file(store, path, dry_run=True)
    monkeypatch.setattr("layers.importing.LOGGED_AT_MOST", 10_000)
    assert large.rows == {"stored": 1_502}
    assert large.doubles == import_file(store, path, dry_run=True).doubles
    assert {double.new for double in large.doubles} >= {"e-0001", "e-0002"}


def test_incidents_far_away_or_on_another_day_are_no_duplicates(store, tmp_path):
    existing(store)
    far = CREW.replace("33.6803", "34.6803")
    later = CREW.replace("e-0001", "e-0002").replace("2017-05-18", "2017-05-25")
    assert import_file(store, written(tmp_path, HEADER + far + later)).doubles_found == 0


def test_columns_are_known_by_many_names_or_by_the_map(store, tmp_path):
    path = written(
        tmp_path, "Название;Дата;Широта;Долгота;Übersicht\nУдар;2017-05-18;33,5;38,5;Text\n", "a.csv"
    )
    options = ImportOptions(columns={"Übersicht": "note"})
    import_file(store, path, options=options)
    (incident,) = store.records(Incident)
    assert (incident.title, incident.note) == ("Удар", "Text")
    assert incident.where.position.lat == 33.5


@pytest.mark.parametrize("place", ["33°30′21″N 38°37′04″E", "37S DT 64499 07431", "33.5058, 38.6178"])
def test_coordinates_in_any_notation_are_read(store, tmp_path, place):
    import_file(store, written(tmp_path, f'title,date,coordinates\nStrike,2017-05-18,"{place}"\n'))
    (incident,) = store.records(Incident)
    assert incident.where.position.lat == pytest.approx(33.5058, abs=2e-3)
    assert incident.where.position.lon == pytest.approx(38.6178, abs=2e-3)


def test_without_a_party_nobody_speaks_and_nothing_is_lost(store, tmp_path):
    text = "title,date,lat,lon,description,source,url\nStrike,2017-05-18,33.5,38.5,Words,SANA,https://example.org/1\n"
    import_file(store, written(tmp_path, text))
    (incident,) = store.records(Incident)
    assert store.count(Claim) == 0
    assert incident.note == "Words\nSource: SANA, https://example.org/1"


@pytest.mark.parametrize(
    "encoded",
    [
        "\ufefftitle,date\r\nÉtat,2017-05-18\r\n".encode(),
        "title,date\nÉtat,2017-05-18\n".encode("cp1252"),
        "title\tdate\nÉtat\t2017-05-18\n".encode("utf-16"),
        "sep=;\ntitle;date\nÉtat;2017-05-18\n".encode(),
        "title,date\n#event+title,#date+occurred\nÉtat,2017-05-18\n".encode(),
        "\n\ntitle,date\n\nÉtat,2017-05-18".encode(),
    ],
)
def test_encodings_delimiters_and_tags_below_the_header_make_no_difference(store, tmp_path, encoded):
    report = import_file(store, written(tmp_path, encoded), format_name="csv")
    assert report.rows == {"stored": 1}
    assert [incident.title for incident in store.records(Incident)] == ["État"]


HOSTILE = {
    "empty.csv": b"",
    "pointer.csv": b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n",
    "binary.csv": bytes(range(256)) * 8,
    "picture.csv": b"\x89PNG\r\n\x1a\n" + bytes(64),
    "headless.csv": b"\n\n\n",
    "wordless.csv": b"a,b\n1,2\n",
    "broken.geojson": b'{"type": "FeatureCollection", "features": [{"type": "Feature"',
    "deep.geojson": b'{"type":"FeatureCollection","features":[' + b"[" * 100_000,
    "laughs.kml": b'<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><kml><name>&b;</name></kml>',
    "outside.gpx": b'<?xml version="1.0"?><!DOCTYPE gpx SYSTEM "file:///etc/passwd"><gpx></gpx>',
    "nozip.xlsx": b"PK\x03\x04" + bytes(100),
    "nofgb.fgb": b"fgb\x03fgb\x00" + bytes(200),
    "nogpkg.gpkg": b"SQLite format 3\0" + bytes(500),
    "other.case.json": b'{"format": "contested case document", "version": 99}',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_data_is_refused_by_name_and_changes_nothing(store, tmp_path, name):
    path = written(tmp_path, HOSTILE[name], name)
    before = digest(Path(store.location))
    with pytest.raises(ContestedError) as refusal:
        import_file(store, path, format_name=None if path.suffix != ".csv" else "csv")
    assert name.split(".")[0] in str(refusal.value) or "column" in str(refusal.value)
    assert digest(Path(store.location)) == before


def test_the_case_itself_is_not_opened_twice(store):
    with pytest.raises(FormatError, match="is the case itself"):
        import_file(store, Path(store.location))
