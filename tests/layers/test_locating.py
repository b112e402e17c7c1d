"""Where a location lies: own coordinates, a named place, a distance and direction, an inferred place, words alone."""

from pathlib import Path

import pytest

from geo.geodesy import distance_m
from geo.position import Position
from layers.case import Case
from layers.cases import bundled_case
from layers.gazetteer import gazetteer_of
from layers.locating import locate, names_place, readings_of
from layers.records import Claim, Location, Offset, Place
from layers.store import open_store


@pytest.fixture(scope="module")
def case() -> Case:
    return bundled_case("al-tanf")


@pytest.fixture(scope="module")
def garrison(case: Case) -> Position:
    return case.get(Place, "al-tanf-garrison").position


def placed(case: Case, **fields: object) -> Position | None:
    return locate(Location(**fields), case)  # type: ignore[arg-type]


def test_no_location_is_no_position(case: Case) -> None:
    assert locate(None, case) is None
    assert placed(case, text="somewhere in the desert") is None


def test_own_coordinates_come_first(case: Case) -> None:
    position = Position(lat=33.9, lon=38.2, uncertainty_m=100.0)
    assert placed(case, place="shahma", position=position) == position


def test_a_stated_uncertainty_replaces_the_places_own(case: Case, garrison: Position) -> None:
    assert garrison.uncertainty_m == 1500
    found = placed(case, place="al-tanf-garrison", uncertainty_m=5000.0)
    assert found == Position(lat=garrison.lat, lon=garrison.lon, uncertainty_m=5000.0)


def test_a_place_named_in_the_wording_comes_before_the_offset(case: Case) -> None:
    offset = Offset(distance_km=64.0, measured_from="al-walid-crossing")
    named = placed(case, text="Shahma, 40 miles from the Tanf border area", place="shahma", offset=offset)
    assert named == case.get(Place, "shahma").position


def test_a_distance_and_direction_come_before_an_inferred_place(case: Case, garrison: Position) -> None:
    offset = Offset(distance_km=29.0, bearing="NW", measured_from="al-tanf-garrison")
    found = placed(case, text="Within 29 km of the installation", place="shahma", offset=offset)
    assert found is not None
    assert distance_m(garrison, found) == pytest.approx(29_000, abs=1)
    assert found.uncertainty_m is not None
    # 29 km seen under 22.5 degrees to either side is 11 km across: the radius cannot be smaller.
    assert found.uncertainty_m > 11_000


def test_a_distance_alone_leaves_a_disc_around_its_origin(case: Case, garrison: Position) -> None:
    found = placed(
        case,
        text="A position 20 km from Al-Tanf",
        offset=Offset(distance_km=20.0, measured_from="al-tanf-garrison"),
    )
    assert found is not None
    assert (found.lat, found.lon) == (garrison.lat, garrison.lon)
    assert found.uncertainty_m is not None
    assert found.uncertainty_m > 20_000


def test_a_direction_alone_is_no_point(case: Case) -> None:
    offset = Offset(bearing="E", measured_from="al-tanf-garrison")
    assert placed(case, text="East of the base", offset=offset) is None


def test_a_distance_from_a_river_or_a_line_is_not_measured_from_a_point(case: Case) -> None:
    river = Offset(distance_km=8.0, bearing="E", measured_from="euphrates")
    assert placed(case, text="8 km east of the line", offset=river) is None
    line = Offset(distance_km=2.0, bearing="N", measured_from="z-tabqa-resafa-arc")
    assert (
        placed(case, text="2 km north of the line", place="jadin", offset=line)
        == case.get(Place, "jadin").position
    )


def test_the_same_event_lies_apart_by_each_account(case: Case) -> None:
    def place_of(claim: str) -> Position:
        found = locate(case.get(Claim, claim).values.where, case)
        assert found is not None
        return found

    coalition = place_of("i-2017-05-18-convoy-strike-c02")
    analyst = place_of("i-2017-05-18-convoy-strike-c10")
    assert distance_m(coalition, analyst) > 1_000


def test_names_are_found_in_whole_words_only(case: Case) -> None:
    zaza = case.get(Place, "zaza")
    assert names_place("near the ZAZA checkpoint", zaza)
    assert not names_place("in Zazawi", zaza)
    assert not names_place(None, zaza)


@pytest.mark.parametrize(
    ("text", "origin", "apart_m", "uncertainty_m"),
    [
        ("27 km NW of the Rukban camp", "rukban-camp", 27_000, None),
        ("near Zakaf", "zakaf", 0, 25_000),
        ("в 40 км юго-западнее Ракки", "raqqa", 40_000, None),
        ("جنوب غرب الرقة بـ 40 كم", "raqqa", 40_000, None),
    ],
)
def test_words_alone_give_a_point_where_they_have_one_reading(
    case: Case, text: str, origin: str, apart_m: float, uncertainty_m: float | None
) -> None:
    found = placed(case, text=text)
    assert found is not None
    assert distance_m(case.get(Place, origin).position, found) == pytest.approx(apart_m, abs=1)
    assert found.uncertainty_m is not None
    if uncertainty_m is not None:
        assert found.uncertainty_m == pytest.approx(uncertainty_m)


@pytest.mark.parametrize(
    "text",
    [
        "27 km NW of al-Tanf",  # from the garrison, or from the crossing
        "Zakaf, 60 km north-east of the camp",  # two clauses
        "Zakaf, where nobody lives; 5 km from Atlantis",
        "5 km from Palmira",  # like a place, and not certain
        "33 30 21 38 37 04 12",
        "somewhere in the desert",
        "",
    ],
)
def test_words_of_several_readings_or_none_stay_words(case: Case, text: str) -> None:
    assert placed(case, text=text) is None


def test_words_beside_a_place_or_an_offset_change_nothing(case: Case) -> None:
    text = "5 km north of the Rukban camp"
    shahma = case.get(Place, "shahma").position
    assert placed(case, text=text, place="shahma") == shahma
    assert placed(case, text=text, offset=Offset(bearing="E", measured_from="al-tanf-garrison")) is None


def test_a_store_finds_names_in_the_gazetteer_that_is_passed(pristine_case: Path) -> None:
    where = Location(text="near Zakaf")
    with open_store(pristine_case) as store:
        assert locate(where, store) is None
        found = locate(where, store, gazetteer=gazetteer_of(store))
    assert found is not None
    assert found.uncertainty_m == 25_000


def test_all_readings_of_a_claim_stand_side_by_side(case: Case) -> None:
    where = case.get(Claim, "i-2017-06-14-zakaf-c01").values.where
    assert where is not None
    assert where.text == "Zakf, 60-70 km north-east of Tanf"
    readings = readings_of(where, case)
    assert [(one.how, one.origins) for one in readings] == [
        ("place", ("zakaf",)),
        ("offset", ("al-tanf-garrison",)),
        ("wording", ("zakaf",)),
        ("wording", ("al-tanf-garrison",)),
        ("wording", ("al-walid-crossing",)),
    ]
    offset, worded = readings[1].position, readings[3].position
    assert distance_m(offset, worded) < 1
    assert "distance precision" in (readings[3].derivation or "")


def test_readings_have_the_coordinates_too_and_nothing_where_nothing_is_said(case: Case) -> None:
    position = Position(lat=33.9, lon=38.2, uncertainty_m=100.0)
    [own] = readings_of(Location(text="xyzzy", position=position, derivation="read as MGRS"), case)
    assert (own.how, own.position, own.derivation) == ("coordinates", position, "read as MGRS")
    assert readings_of(None, case) == []
    assert readings_of(Location(text="somewhere"), case) == []
