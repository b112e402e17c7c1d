"""The case file as a store: everything in and out, changes through the one door, refusals that change nothing."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.geodesy import distance_m
from geo.position import Position
from layers.case import Case
from layers.cases import bundled_case
from layers.document import write_document
from layers.errors import CaseFileError, DuplicateIdError, RecordError, SchemaVersionError, UnknownIdError
from layers.gpkg.blobs import register_functions
from layers.locating import locate
from layers.records import (
    CaseInfo,
    Claim,
    Construction,
    Harm,
    Incident,
    KnownPosition,
    Location,
    Name,
    Party,
    Place,
    Source,
    StatedValues,
    When,
    Zone,
    ZoneDefinition,
)
from layers.store import Add, Change, Remove, Replace, Store, create_store, open_store
from tests.strategies import cases

if TYPE_CHECKING:
    from collections.abc import Iterator

AT = datetime(2026, 1, 31, 12, tzinfo=UTC)
GARRISON = Position(lat=33.50583, lon=38.61778, uncertainty_m=500.0)


@pytest.fixture(scope="module")
def al_tanf() -> Case:
    return bundled_case("al-tanf")


@pytest.fixture
def small() -> Case:
    return Case(
        info=CaseInfo(id="small", title="A small case", center_place="tanf", time_zone="Asia/Damascus"),
        parties=(
            Party(id="us", name="United States", order=1, code="US", color="#4477aa", shape="circle"),
            Party(id="ru", name="Russia", order=2, code="RU", color="#ee6677", shape="square"),
        ),
        sources=(Source(id="s-1", title="Release"), Source(id="s-2", title="Report", derives_from=("s-1",))),
        places=(
            Place(id="tanf", name="Al-Tanf", position=GARRISON, names=(Name(text="التنف", language="ar"),)),
        ),
        zones=(Zone(id="z", name="The zone"),),
        zone_definitions=(
            ZoneDefinition(
                id="z-55",
                zone="z",
                name="55 km",
                stated_by="us",
                construction=Construction(kind="circle", center_place="tanf", radius_m=55_000.0),
            ),
        ),
        known_positions=(KnownPosition(id="k", name="Garrison", place="tanf"),),
        incidents=(
            Incident(id="i-1", title="Strike", when=When(edtf="2017-05-18"), where=Location(place="tanf")),
            Incident(id="i-2", title="Strike of nobody knows where"),
        ),
        claims=(
            Claim(
                id="c-1",
                subject_kind="incident",
                subject="i-1",
                party="us",
                stance="confirms",
                sources=("s-2", "s-1"),
            ),
            Claim(
                id="c-2",
                subject_kind="incident",
                subject="i-1",
                party="ru",
                stance="condemns",
                sources=("s-2",),
                values=StatedValues(
                    where=Location(position=Position(lat=33.7, lon=38.4)), harm=Harm(killed_low=0)
                ),
            ),
        ),
    )


@pytest.fixture
def store(tmp_path: Path, small: Case) -> Iterator[Store]:
    with create_store(tmp_path / "small.gpkg", small, command="new", at=AT) as opened:
        yield opened


def digest(path: Path) -> str:
    """The file as it is on the disk; never while it is open in this process."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_al_tanf_comes_back_from_its_case_file_equal_and_to_the_byte(al_tanf: Case, tmp_path: Path) -> None:
    with create_store(tmp_path / "al-tanf.gpkg", al_tanf, command="new") as store:
        back = store.read_case()
    assert back == al_tanf
    assert write_document(back) == write_document(al_tanf)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(cases())
def test_any_case_comes_back_from_its_case_file(case: Case) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        create_store(Path(folder) / "a.gpkg", case, command="new") as store,
    ):
        assert store.read_case() == case


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(cases())
def test_a_case_written_record_by_record_equals_one_written_whole(case: Case) -> None:
    with tempfile.TemporaryDirectory() as folder:
        whole, bit_by_bit = Path(folder) / "whole.gpkg", Path(folder) / "bits.gpkg"
        empty = Case(info=CaseInfo(id=case.info.id, title="Empty"))
        create_store(whole, case, command="new", at=AT).close()
        with create_store(bit_by_bit, empty, command="new", at=AT) as store:
            # Backwards, so that records name others that come later in the same write.
            store.write(
                [Replace(record=case.info), *(Add(record=record) for record in reversed([*case]))],
                command="import",
            )
            assert store.read_case() == case
        assert drawn(whole) == drawn(bit_by_bit)


def drawn(path: Path) -> list[tuple[object, ...]]:
    """What is worked out for maps and time sliders: geometries, first and last instants."""
    connection = sqlite3.connect(path)
    timed = ("incident", "claim", "known_position", "zone_definition")
    rows = [
        row
        for table in timed
        for row in connection.execute(f"SELECT id, geom, earliest, latest FROM {table} ORDER BY id")
    ]
    rows += connection.execute("SELECT id, geom FROM place ORDER BY id").fetchall()
    rows += connection.execute(
        "SELECT table_name, feature_count FROM gpkg_ogr_contents ORDER BY 1"
    ).fetchall()[:-3]
    connection.close()
    return [row for row in rows if row[0] != "log"]


def test_the_same_case_makes_the_same_bytes(small: Case, tmp_path: Path) -> None:
    for name in ("a.gpkg", "b.gpkg"):
        create_store(tmp_path / name, small, command="new", at=AT).close()
    assert digest(tmp_path / "a.gpkg") == digest(tmp_path / "b.gpkg")


def test_reading_does_not_change_the_file(store: Store, tmp_path: Path) -> None:
    store.close()
    before = digest(tmp_path / "small.gpkg")
    with open_store(tmp_path / "small.gpkg") as opened:
        opened.read_case()
        opened.near(Incident, GARRISON, 1e5)
        list(opened.log())
    assert digest(tmp_path / "small.gpkg") == before
    assert [path.name for path in tmp_path.iterdir()] == ["small.gpkg"]


def test_a_store_answers_as_the_case_does(al_tanf: Case, tmp_path: Path) -> None:
    with create_store(tmp_path / "a.gpkg", al_tanf, command="new") as store:
        assert store.info() == al_tanf.info
        for record in al_tanf:
            assert store.get(type(record), record.id) == record
        assert tuple(store.records(Party)) == al_tanf.parties
        assert tuple(store.records(Incident)) == al_tanf.incidents
        about = al_tanf.claims[0].subject
        assert tuple(store.records(Claim, subject_kind="incident", subject=about)) == al_tanf.claims_about(
            "incident", about
        )
        source = al_tanf.claims[0].sources[0]
        cited = tuple(claim for claim in al_tanf.claims if source in claim.sources)
        assert tuple(store.records(Claim, sources=source)) == cited
        assert store.count(Claim, sources=source) == len(cited)
        assert store.count(Claim) == len(al_tanf.claims)


def test_a_filter_by_what_is_no_column_is_refused_before_it_reaches_sql(store: Store) -> None:
    with pytest.raises(RecordError, match="no column 'nobody'"):
        list(store.records(Claim, nobody="x"))
    with pytest.raises(RecordError, match="has no column"):
        list(store.records(Claim, **{'party" = 1; --': "x"}))
    assert list(store.records(Claim, party="us' OR '1'='1")) == []


def test_a_write_makes_all_its_changes_in_one_entry_of_the_log(store: Store) -> None:
    incident = Incident(id="i-3", title="New", where=Location(place="new"))
    claim = Claim(
        id="c-3", subject_kind="incident", subject="i-3", party="ru", stance="asserts", sources=("s-3",)
    )
    entry = store.write(
        [
            Add(record=claim),
            Add(record=incident),
            Add(record=Place(id="new", name="New", position=Position(lat=33, lon=38))),
            Add(record=Source(id="s-3", title="Third")),
            Remove(record_type=Claim, record_id="c-1"),
            Replace(record=Party(id="us", name="USA", order=3, code="US", color="#000000", shape="star")),
        ],
        command="add",
        by="an analyst",
        at=AT,
    )
    assert entry.seq == 2
    assert [change["op"] for change in entry.changes] == ["add", "add", "add", "add", "remove", "replace"]
    assert entry.changes[-1]["before"]["name"] == "United States"
    assert store.get(Claim, "c-3") == claim
    assert store.count(Claim) == 2
    assert [party.id for party in store.records(Party)] == ["ru", "us"]


def test_a_replaced_record_keeps_its_row_number(store: Store, tmp_path: Path) -> None:
    before = (
        sqlite3.connect(tmp_path / "small.gpkg")
        .execute("SELECT fid FROM incident WHERE id = 'i-2'")
        .fetchone()
    )
    store.write([Replace(record=Incident(id="i-2", title="Found", zones=("z-55",)))], command="edit")
    after = (
        sqlite3.connect(tmp_path / "small.gpkg")
        .execute("SELECT fid, title FROM incident WHERE id = 'i-2'")
        .fetchone()
    )
    assert after == (*before, "Found")
    assert store.get(Incident, "i-2").zones == ("z-55",)


PLACE = Place(id="p", name="P", position=Position(lat=1, lon=1))
REFUSED: dict[str, tuple[list[Change], type[Exception], str]] = {
    "an id that is taken": ([Add(record=Incident(id="i-1", title="Twice"))], DuplicateIdError, "already has incident 'i-1'"),
    "a place that is not there": (
        [Add(record=PLACE), Add(record=Incident(id="n", title="N", where=Location(place="nowhere")))],
        RecordError,
        "incident n names place 'nowhere'",
    ),
    "a subject that is not there": (
        [Add(record=Claim(id="n", subject_kind="incident", subject="none", party="us", stance="silent"))],
        RecordError,
        "names incident 'none'",
    ),
    "a replaced record that is not there": ([Replace(record=Incident(id="n", title="N"))], UnknownIdError, "no incident 'n'"),
    "a removed record that is not there": ([Remove(record_type=Zone, record_id="n")], UnknownIdError, "no zone 'n'"),
    "a party that speaks": ([Remove(record_type=Party, record_id="ru")], RecordError, "since it is named by claim c-2;"),
    "a place where something lies": ([Remove(record_type=Place, record_id="tanf")], RecordError, "party|case info|known position|incident|zone definition"),
    "a source that is cited": ([Remove(record_type=Source, record_id="s-1")], RecordError, "is named by source s-2, claim c-1"),
    "the case itself": ([Remove(record_type=CaseInfo, record_id="small")], RecordError, "only replaced"),
    "text that is none": ([Add(record=Incident(id="n", title="\ud800"))], RecordError, "surrogate"),
    "a number that is too large": ([Add(record=Incident(id="n", title="N", where=Location(precision_code=10**30)))], RecordError, "too large"),
    "a record that somebody changed": (
        [Replace(record=Incident(id="i-2", title="Mine"), was=Incident(id="i-2", title="Old"))],
        RecordError,
        "changed by somebody else",
    ),
    "nothing": ([], RecordError, "nothing to write"),
}  # fmt: skip


@pytest.mark.parametrize("why", REFUSED)
def test_a_refused_write_leaves_every_byte_as_it_was(why: str, store: Store, tmp_path: Path) -> None:
    changes, error, says = REFUSED[why]
    store.close()
    path = tmp_path / "small.gpkg"
    before = digest(path)
    with open_store(path) as opened, pytest.raises(error, match=says):
        opened.write(changes, command="try")
    assert digest(path) == before
    assert [found.name for found in tmp_path.iterdir()] == ["small.gpkg"]


def test_a_command_or_an_instant_that_cannot_be_logged_is_refused(store: Store) -> None:
    change = [Add(record=Incident(id="n", title="N"))]
    with pytest.raises(RecordError, match="cannot be logged"):
        store.write(change, command="add \udcff")
    with pytest.raises(RecordError, match="does not say its zone"):
        store.write(change, command="add", at=datetime(2026, 1, 1))  # noqa: DTZ001
    assert store.count(Incident) == 2


@pytest.mark.parametrize("year", [1969, 2038, 9999])
def test_a_clock_that_is_wrong_keeps_nobody_from_writing(store: Store, year: int) -> None:
    store.write([Add(record=PLACE)], command="add", at=datetime(year, 12, 31, tzinfo=UTC))
    store.write([Remove(record_type=Place, record_id="p")], command="undo", at=AT)
    assert [entry.seq for entry in store.log()] == [1, 2, 3]


def test_what_rests_on_a_place_moves_with_it(store: Store, tmp_path: Path) -> None:
    there = Position(lat=34.0, lon=40.0, uncertainty_m=10.0)
    store.write([Replace(record=Place(id="tanf", name="Al-Tanf", position=there))], command="edit")
    assert [incident.id for incident in store.near(Incident, there, 1.0)] == ["i-1"]
    assert [held.id for held in store.near(KnownPosition, there, 1.0)] == ["k"]
    assert [zone.id for zone in store.near(ZoneDefinition, Position(lat=34.3, lon=40.0), 1.0)] == ["z-55"]
    assert store.near(ZoneDefinition, GARRISON, 1.0) == []


def test_what_rests_on_a_definition_moves_with_it(store: Store) -> None:
    union = ZoneDefinition(
        id="u",
        zone="z",
        name="Union",
        stated_by="ru",
        construction=Construction(kind="union", parts=("z-55",)),
    )
    twice = ZoneDefinition(
        id="uu",
        zone="z",
        name="Union of it",
        stated_by="ru",
        construction=Construction(kind="union", parts=("u",)),
    )
    store.write([Add(record=twice), Add(record=union)], command="zone")
    small = Construction(kind="circle", center_place="tanf", radius_m=1_000.0)
    store.write(
        [
            Replace(
                record=ZoneDefinition(id="z-55", zone="z", name="1 km", stated_by="us", construction=small)
            )
        ],
        command="zone",
    )
    connection = sqlite3.connect(store.location)
    boxes = connection.execute("SELECT maxx - minx FROM rtree_zone_definition_geom").fetchall()
    assert len(boxes) == 3
    assert all(width < 0.1 for (width,) in boxes)


def test_days_move_with_the_time_zone_of_the_case(store: Store) -> None:
    def earliest() -> object:
        return (
            sqlite3.connect(store.location)
            .execute("SELECT earliest FROM incident WHERE id = 'i-1'")
            .fetchone()[0]
        )

    assert earliest() == "2017-05-17T21:00:00.000Z"
    store.write([Replace(record=CaseInfo(id="small", title="A small case", time_zone="UTC"))], command="edit")
    assert earliest() == "2017-05-18T00:00:00.000Z"


@settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(
    st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), max_size=40),
    st.floats(-90, 90),
    st.one_of(st.floats(-180, 180), st.sampled_from((-180.0, 180.0, 179.99))),
    st.floats(0, 3e6),
)
def test_near_finds_what_measuring_every_distance_finds(
    points: list[tuple[float, float]], lat: float, lon: float, radius_m: float
) -> None:
    here = Position(lat=lat, lon=lon)
    places = tuple(
        Place(id=f"p-{n}", name="P", position=Position(lat=at, lon=along))
        for n, (at, along) in enumerate([*points, (lat, lon), (-lat, lon)])
    )
    case = Case(info=CaseInfo(id="c", title="C"), places=places)
    with (
        tempfile.TemporaryDirectory() as folder,
        create_store(Path(folder) / "a.gpkg", case, command="new") as store,
    ):
        found = store.near(Place, here, radius_m)
    expected = sorted((distance_m(here, place.position), place.id) for place in places)
    assert [place.id for place in found] == [place_id for metres, place_id in expected if metres <= radius_m]


def test_near_measures_incidents_from_where_they_are_located(al_tanf: Case, tmp_path: Path) -> None:
    with create_store(tmp_path / "a.gpkg", al_tanf, command="new") as store:
        found = {incident.id for incident in store.near(Incident, GARRISON, 60_000)}
        with pytest.raises(RecordError, match="a source has no position"):
            store.near(Source, GARRISON, 1.0)
    located = {incident.id: locate(incident.where, al_tanf) for incident in al_tanf.incidents}
    expected = {key for key, at in located.items() if at and distance_m(GARRISON, at) <= 60_000}
    assert found == expected
    assert len(expected) > 10


def test_a_moment_holds_while_others_write(store: Store) -> None:
    with open_store(store.location) as other, other.moment():
        assert other.count(Incident) == 2
        with pytest.raises(CaseFileError, match="nothing was changed"):
            open_store(store.location, wait_s=0.1).write([Add(record=PLACE)], command="add")
        assert other.count(Incident) == 2
    store.write([Add(record=PLACE)], command="add")


def test_a_snapshot_is_a_whole_case_file_of_its_own(store: Store, tmp_path: Path) -> None:
    copy = tmp_path / "copy.gpkg"
    store.snapshot(copy)
    with open_store(copy) as other:
        assert other.read_case() == store.read_case()
        assert [entry.hash for entry in other.log()] == [entry.hash for entry in store.log()]
    with pytest.raises(CaseFileError, match="exists already"):
        store.snapshot(copy)


def plain_sqlite(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    register_functions(connection)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_what_is_no_case_file_is_called_what_it_is(tmp_path: Path, small: Case) -> None:
    text, empty, table, other = (tmp_path / name for name in ("a.txt", "empty.gpkg", "b.db", "other.gpkg"))
    text.write_text(
        "Not a database, but long enough to look at it and find no header there. " * 20, encoding="utf-8"
    )
    empty.touch()
    plain_sqlite(table, "CREATE TABLE t (a)")
    plain_sqlite(other, "CREATE TABLE gpkg_contents (table_name TEXT)")
    newer = tmp_path / "newer.gpkg"
    create_store(newer, small, command="new").close()
    plain_sqlite(newer, "UPDATE contested_meta SET value = '99' WHERE key = 'schema_version'")
    for path, says in (
        (tmp_path / "none.gpkg", "there is no such file"),
        (tmp_path, "is a folder"),
        (text, "not an SQLite file"),
        (empty, "is empty, and no case file"),
        (table, "is an SQLite file, and no case file"),
        (other, "is a GeoPackage, and no case file"),
    ):
        with pytest.raises(CaseFileError, match=says) as caught:
            open_store(path)
        assert str(path) in str(caught.value)
    with pytest.raises(SchemaVersionError, match="schema 99, and this program reads"):
        open_store(newer)


def test_a_new_case_file_never_takes_the_place_of_another_file(tmp_path: Path, small: Case) -> None:
    taken = tmp_path / "taken.gpkg"
    taken.write_text("precious", encoding="utf-8")
    with pytest.raises(CaseFileError, match="exists already, and is left as it is"):
        create_store(taken, small, command="new")
    assert taken.read_text(encoding="utf-8") == "precious"
    with pytest.raises(CaseFileError, match="there is no folder"):
        create_store(tmp_path / "no" / "a.gpkg", small, command="new")
    assert [path.name for path in tmp_path.iterdir()] == ["taken.gpkg"]


def test_a_case_that_cannot_be_stored_leaves_no_file(tmp_path: Path) -> None:
    case = Case(info=CaseInfo(id="c", title="C"), zones=(Zone(id="z", name="\ud800"),))
    with pytest.raises(RecordError, match="surrogate"):
        create_store(tmp_path / "a.gpkg", case, command="new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name", ["a b.gpkg", "per%20cent?mode=ro#x.gpkg", "التنف.gpkg", "[brackets]*.gpkg", "--help.gpkg"]
)
def test_a_file_may_be_called_anything(tmp_path: Path, small: Case, name: str) -> None:
    with create_store(tmp_path / name, small, command="new") as store:
        store.write([Add(record=PLACE)], command="add")
    with open_store(tmp_path / name) as store:
        assert store.count(Place) == 2
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_row_that_others_spoiled_is_refused_by_name(store: Store, tmp_path: Path) -> None:
    store.close()
    plain_sqlite(tmp_path / "small.gpkg", "UPDATE claim SET stated = 'last Tuesday' WHERE id = 'c-1'")
    with open_store(tmp_path / "small.gpkg") as opened:
        with pytest.raises(RecordError, match="Claim c-1: stated 'last Tuesday' is no EDTF date"):
            opened.read_case()
        assert opened.get(Claim, "c-2").party == "ru"


def test_a_damaged_file_is_refused_and_never_read_wrongly(tmp_path: Path, al_tanf: Case) -> None:
    whole = tmp_path / "whole.gpkg"
    create_store(whole, al_tanf, command="new").close()
    content = whole.read_bytes()
    for n in range(12):
        damaged = tmp_path / f"damaged-{n}.gpkg"
        start = len(content) * n // 12 // 4096 * 4096
        damaged.write_bytes(content[:start] + b"\0" * 4096 + content[start + 4096 :])
        try:
            with open_store(damaged) as store:
                assert store.read_case() == al_tanf
        except (CaseFileError, RecordError) as error:
            assert str(error)  # noqa: PT017 # either way is right, but a traceback of SQLite is not


def test_changes_are_logged_as_they_are_stored(store: Store) -> None:
    entry = store.write([Add(record=PLACE)], command="place")
    assert json.loads(entry.changes_text)[0]["record"]["position"] == {"lat": 1.0, "lon": 1.0}
