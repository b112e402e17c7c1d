"""Where a location lies: own coordinates, then a named place, then a distance and direction, then an inferred place."""

import pytest

from geo.geodesy import distance_m
from geo.position import Position
from layers.case import Case
from layers.cases import bundled_case
from layers.locating import locate, names_place
from layers.records import Claim, Location, Offset, Place


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
