"""Records that would make a case unusable are refused by the door, whatever command brings them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from geo.position import Position
from layers.case import Case
from layers.cases import bundled_case
from layers.entry import require_enterable
from layers.errors import RecordError
from layers.records import (
    CaseInfo,
    Claim,
    Construction,
    Grade,
    Incident,
    KnownPosition,
    Source,
    StatedValues,
    ZoneDefinition,
)
from layers.soundness import require_sound
from layers.store import Add, Replace, Store, create_store, open_store

CLAIM = "i-2017-06-18-su22-c01"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "al-tanf.gpkg"
    with create_store(path, bundled_case("al-tanf"), command="new"):
        pass
    return path


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with open_store(path) as opened:
        yield opened


def box(south: float, west: float, north: float, east: float) -> tuple[Position, ...]:
    corners = ((south, west), (south, east), (north, east), (north, west))
    return tuple(Position(lat=lat, lon=lon) for lat, lon in corners)


def definition(record_id: str, **construction: object) -> ZoneDefinition:
    return ZoneDefinition(
        id=record_id,
        zone="al-tanf-zone",
        name="Z",
        stated_by="russia",
        construction=Construction(**construction),
    )


@pytest.mark.parametrize(
    ("construction", "why"),
    [
        (
            {
                "kind": "parallel",
                "latitude_deg": 50.0,
                "side": "north",
                "outline": box(33, 38, 35, 39),
            },
            "z cannot be drawn",
        ),
        (
            {
                "kind": "side of line",
                "line_of": "z-euphrates-line",
                "side": "west",
                "outline": box(50, 0, 51, 1),
            },
            "z cannot be drawn",
        ),
        ({"kind": "polygon", "vertices": tuple(box(33, 38, 35, 39)[n] for n in (0, 2, 1, 3))}, "crosses"),
        ({"kind": "union", "parts": ("z", "z-55km")}, "cannot be built from itself"),
        ({"kind": "union", "parts": ("z-55km", "z-euphrates-line")}, "has no inside"),
    ],
)
def test_a_zone_that_cannot_be_drawn_is_not_stored(
    store: Store, construction: dict[str, object], why: str
) -> None:
    with pytest.raises(RecordError, match=why):
        store.write([Add(record=definition("z", **construction))], command="zone add z")
    assert store.count(ZoneDefinition, id="z") == 0


def test_a_line_is_not_changed_so_that_a_zone_beside_it_cannot_be_drawn(store: Store) -> None:
    line = store.get(ZoneDefinition, "z-euphrates-line")
    away = Construction(kind="line", vertices=(Position(lat=50, lon=0), Position(lat=51, lon=1)))
    with pytest.raises(RecordError, match="z-ru-west-euphrates cannot be drawn"):
        store.write([Replace(record=replace(line, construction=away))], command="change")
    assert store.get(ZoneDefinition, "z-euphrates-line") == line


def test_nothing_comes_back_to_itself(store: Store) -> None:
    a, b = Source(id="a", title="A", derives_from=("b",)), Source(id="b", title="B", derives_from=("a",))
    with pytest.raises(RecordError, match="source a cannot derive from itself, as it would by way of b"):
        store.write([Add(record=a), Add(record=b)], command="source add")
    claim = store.get(Claim, CLAIM)
    with pytest.raises(RecordError, match="cannot replace itself"):
        store.write([Replace(record=replace(claim, supersedes=claim.id))], command="claim")
    # One source through two others is no circle.
    tree = [Source(id="a", title="A"), *(Source(id=i, title=i, derives_from=("a",)) for i in "bc")]
    store.write(
        [Add(record=one) for one in (*tree, Source(id="d", title="D", derives_from=("b", "c")))],
        command="source add",
    )


def test_a_case_with_a_circle_becomes_no_file(tmp_path: Path) -> None:
    case = Case(info=CaseInfo(id="c", title="C"), sources=(Source(id="a", title="A", derives_from=("a",)),))
    with pytest.raises(RecordError, match="cannot derive from itself"):
        create_store(tmp_path / "c.gpkg", case, command="new")
    assert list(tmp_path.iterdir()) == []


def test_the_time_zone_of_a_case_is_one_that_exists(store: Store) -> None:
    with pytest.raises(RecordError, match="no time zone is named 'Mars/Base'"):
        store.write([Replace(record=replace(store.info(), time_zone="Mars/Base"))], command="change")


def test_the_bundled_case_is_sound() -> None:
    case = bundled_case("al-tanf")
    require_sound((case.info, *case), case)
    for record in case:
        require_enterable(record)


@pytest.mark.parametrize(("valid_from", "valid_to"), [("2018", "2017"), ("2017-06-19", "2017-06-18")])
def test_what_ends_before_it_begins_is_no_record(valid_from: str, valid_to: str) -> None:
    with pytest.raises(RecordError, match="ends before it begins"):
        KnownPosition(id="k", name="K", place="p", valid_from=valid_from, valid_to=valid_to)


@pytest.mark.parametrize(
    ("valid_from", "valid_to"), [("2017-06-18", "2017-06-18"), ("2017", "2017-05"), ("2017-05", None)]
)
def test_what_may_last_a_moment_is_one(valid_from: str, valid_to: str | None) -> None:
    assert KnownPosition(id="k", name="K", place="p", valid_from=valid_from, valid_to=valid_to)


def test_a_parallel_has_no_east() -> None:
    with pytest.raises(RecordError, match="no east side"):
        Construction(kind="parallel", latitude_deg=34.0, side="east", outline=box(33, 38, 35, 39))


@pytest.mark.parametrize(
    ("record", "why"),
    [
        (Incident(id="i", title="x" * 301), "301 characters"),
        (Source(id="s", title="S", url="javascript:alert(1)"), "no address"),
        (Source(id="s", title="S", archive_url="web.archive.org/x"), "no address"),
        (Source(id="s", title="S", language="English"), "BCP 47"),
        (
            Grade(
                id="g",
                subject_kind="source",
                subject="s",
                scale="A-D, fidelity to what the party said",
                value="E",
            ),
            "A, B, C and D",
        ),
        (
            Claim(
                id="c",
                subject_kind="incident",
                subject="i",
                party="p",
                stance="silent",
                values=StatedValues(occurred="yes"),
            ),
            "states nothing",
        ),
    ],
)
def test_slips_of_the_keyboard_are_told(record: Incident | Source | Grade | Claim, why: str) -> None:
    with pytest.raises(RecordError, match=why):
        require_enterable(record)


def test_another_scale_has_grades_of_its_own() -> None:
    require_enterable(Grade(id="g", subject_kind="source", subject="s", scale="Admiralty", value="B2"))
