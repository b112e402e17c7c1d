"""Adding incidents: what is printed, what is stored, and what is refused without a trace."""

import subprocess
import sys

import pytest

from geo.position import Position
from layers.records import Claim, Incident, Location
from layers.store import open_store
from tests.conftest import Analyst

ADD = ("add", "33°40'48.6\"N 38°24'41.4\"E", "--title", "Convoy struck", "--when", "2017-05-18")


def test_adding_prints_where_the_point_fell_and_stores_it(analyst: Analyst) -> None:
    ran = analyst.run(*ADD, "--uncertainty", "5 km", "--zone", "z-55km")
    assert ran.exit_code == 0
    assert ran.stdout.startswith("i-2017-05-18-convoy-struck  stored in al-tanf.gpkg\n")
    for part in ("33°40′48.6″N 38°24′41.4″E", "37S DT", "± 5.0 km", "km ENE of Shahma", "z-55km", "inside"):
        assert part in ran.stdout
    with open_store(analyst.case) as store:
        stored = store.get(Incident, "i-2017-05-18-convoy-struck")
    assert stored.where is not None
    assert stored.where.text == "33°40'48.6\"N 38°24'41.4\"E"
    assert stored.where.position is not None
    assert stored.where.position.lat == pytest.approx(33.680167, abs=1e-6)
    assert stored.where.uncertainty_m == 5000
    assert stored.zones == ("z-55km",)


def test_the_answer_for_programs_has_the_same_facts(analyst: Analyst) -> None:
    answer = analyst.run(*ADD, "--json").json
    assert answer["id"] == "i-2017-05-18-convoy-struck"
    assert answer["stored"] is True
    verdicts = {verdict["definition"]: verdict for verdict in answer["where"]["verdicts"]}
    assert verdicts["z-55km"]["status"] == "inside"
    assert verdicts["z-55km"]["border_m"] == pytest.approx(-27_800, abs=100)
    assert verdicts["z-claim-34mi-wide"]["in_force"] == "rival"
    assert answer["where"]["nearest"][0]["place"] == "shahma"


def test_a_place_of_the_case_will_do_and_keeps_its_own_uncertainty(analyst: Analyst) -> None:
    answer = analyst.run("add", "SHAHMA", "--title", "Leaflets", "--json").json
    assert answer["incident"]["where"] == {"place": "shahma", "derivation": "read as place"}
    assert answer["where"]["uncertainty_m"] == 12_000
    assert answer["id"] == "i-leaflets"


def test_negative_coordinates_need_no_escape(analyst: Analyst) -> None:
    ran = analyst.run("add", "-33.5", "38.6", "--title", "Far south", "--dry-run")
    assert ran.exit_code == 0
    assert "in the other hemisphere, 33.5 N, 38.6 E lies inside it" in ran.stderr


def test_outside_the_cases_area_both_readings_are_shown_with_their_distances(analyst: Analyst) -> None:
    ran = analyst.run("add", "38.41 33.68", "--title", "Swapped", "--dry-run")
    assert "38.41 N, 33.68 E lies 103 km outside" in ran.stderr
    assert "swapped, 33.68 N, 38.41 E lies inside it" in ran.stderr


def test_ids_never_collide(analyst: Analyst) -> None:
    ids = [analyst.run(*ADD, "--json").json["id"] for _ in range(3)]
    assert ids == [
        "i-2017-05-18-convoy-struck",
        "i-2017-05-18-convoy-struck-2",
        "i-2017-05-18-convoy-struck-3",
    ]


def test_a_dry_run_shows_all_and_changes_nothing(analyst: Analyst) -> None:
    before = analyst.fingerprint
    ran = analyst.run(*ADD, "--dry-run")
    assert "not stored (dry run)" in ran.stdout
    assert "z-55km" in ran.stdout
    assert analyst.fingerprint == before


def test_a_first_claim_goes_in_with_the_incident_and_both_are_logged_as_one(analyst: Analyst) -> None:
    claim = (
        "--party",
        "russia",
        "--stance",
        "condemns",
        "--source",
        "tass-2017-06-07",
        "--summary",
        "Calls it illegal",
    )
    assert analyst.run(*ADD, *claim, "--by", "A. Analyst").exit_code == 0
    with open_store(analyst.case) as store:
        stored = store.get(Claim, "i-2017-05-18-convoy-struck-c01")
        entries = list(store.log())
    assert (stored.party, stored.stance, stored.entered_by) == ("russia", "condemns", "A. Analyst")
    assert entries[-1].command == "add i-2017-05-18-convoy-struck"
    assert entries[-1].by == "A. Analyst"
    assert len(entries) == 2


def test_what_was_typed_is_kept_as_given(analyst: Analyst) -> None:
    wording = "٣٣٫٦٨ ٣٨٫٤١"
    answer = analyst.run("add", wording, "--title", "Arabic digits", "--json").json
    assert answer["incident"]["where"]["text"] == wording
    assert answer["incident"]["where"]["position"]["lat"] == pytest.approx(33.68)


WORDED = ("add", "27 km NW of al-Tanf", "--title", "Convoy struck", "--when", "2017-05-18")


def test_a_wording_of_several_readings_is_refused_with_all_of_them_and_nothing_is_stored(
    analyst: Analyst,
) -> None:
    before = analyst.fingerprint
    ran = analyst.run(*WORDED)
    assert ran.exit_code == 2
    for part in (
        "2 readings",
        "al-tanf-garrison",
        "al-walid-crossing",
        "30.7 km from 1",
        "--reading N",
        "--origin",
    ):
        assert part in ran.stderr
    assert ran.stdout == ""
    assert analyst.fingerprint == before


@pytest.mark.parametrize("choice", [("--reading", "1"), ("--origin", "al-tanf-garrison")])
def test_a_reading_is_chosen_by_its_number_or_its_origin(choice: tuple[str, str], analyst: Analyst) -> None:
    answer = analyst.run(*WORDED, *choice, "--json").json
    where = answer["incident"]["where"]
    assert where["text"] == "27 km NW of al-Tanf"
    assert where["position"]["lat"] == pytest.approx(33.67779, abs=1e-5)
    assert where["position"]["uncertainty_m"] == pytest.approx(11_100, abs=1)
    for part in (
        "distance and heading, from Al-Tanf garrison (al-tanf-garrison)",
        "Uncertainty 11100 m: position of the origin 1500 m, distance precision 500 m, direction 9100 m",
        "Assumed: ",
    ):
        assert part in where["derivation"]
    assert answer["where"]["origins"] == ["al-tanf-garrison"]
    verdicts = {verdict["definition"]: verdict["status"] for verdict in answer["where"]["verdicts"]}
    assert verdicts["z-55km"] == "inside"
    assert verdicts["z-claim-34mi-wide"] == "possible"


def test_what_a_wording_was_read_as_is_kept_in_the_case_file(analyst: Analyst) -> None:
    ran = analyst.run("add", "в", "40", "км", "юго-западнее", "Ракки", "--title", "Jet shot down")
    assert ran.exit_code == 0
    assert "distance precision 500 m" in ran.stdout
    with open_store(analyst.case) as store:
        where = store.get(Incident, "i-jet-shot-down").where
        [near] = [r for r in store.near(Incident, RAQQA_SW, 1_000) if r.id == "i-jet-shot-down"]
    assert near.where == where
    assert where is not None
    assert where.text == "в 40 км юго-западнее Ракки"
    assert where.position is not None
    assert where.position.uncertainty_m == pytest.approx(16_117, abs=1)


RAQQA_SW = Position(lat=35.6975, lon=38.6954)


def test_a_word_for_a_place_is_kept_with_the_place(analyst: Analyst) -> None:
    where = analyst.run("add", "the camp", "--title", "x", "--json").json["incident"]["where"]
    assert where["place"] == "rukban-camp"
    assert where["text"] == "the camp"
    assert "position" not in where


def test_a_stated_uncertainty_replaces_that_of_a_wording(analyst: Analyst) -> None:
    ran = analyst.run(*WORDED, "--origin", "al-tanf-garrison", "--uncertainty", "2 km", "--json")
    assert ran.json["incident"]["where"]["uncertainty_m"] == 2_000
    assert ran.json["where"]["uncertainty_m"] == 2_000


def test_adding_by_coordinates_does_not_import_what_reads_wordings(analyst: Analyst) -> None:
    heavy = (
        "geo.localities",
        "geo.pointradius",
        "layers.gazetteer",
        "rapidfuzz",
        "numpy",
        "shapely",
        "pyproj",
    )
    code = (
        "import sys\n"
        "from maps.cli import group\n"
        f"group.main({list(ADD)!r}, standalone_mode=False)\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=analyst.case.parent, check=True
    )
    assert run.stdout.splitlines()[-1] == "[]"


BAD = [
    (("add", "133.5 38.6", "--title", "x"), "latitude 133.5"),
    (("add", "33.5", "--title", "x"), "33.5"),
    (("add", "33 61 00 N 38 37 04 E", "--title", "x"), "61"),
    (("add", "nowhere at all", "--title", "x"), "no place of the case"),
    (("add", "", "--title", "x"), "no"),
    (("add", "27 km NW of al-Tanf", "--title", "x", "--reading", "3"), "there is no reading 3"),
    (("add", "27 km NW of al-Tanf", "--title", "x", "--reading", "0"), "--reading"),
    (("add", "27 km NW of al-Tanf", "--title", "x", "--origin", "raqqa"), "no reading from raqqa"),
    (("add", "33.5 38.6", "--title", "x", "--origin", "raqqa"), "names no place"),
    (("add", "Tanf", "--title", "x", "--reading", "1", "--origin", "tanf"), "give one of them"),
    (("add", "27 km NW of Palmira", "--title", "x"), "Did you mean Palmyra"),
    (("add", "27 km NW", "--title", "x"), "cannot be read as a locality"),
    (("add", "29-27 km from the camp", "--title", "x"), "runs downwards"),
    (("add", "33.5 38.6"), "--title"),
    (("add", "33.5 38.6", "--title", " "), "title is empty"),
    (("add", "33.5 38.6", "--title", "x", "--when", "May 2017"), "--when"),
    (("add", "33.5 38.6", "--title", "x", "--when", "2017-13-45"), "--when"),
    (("add", "33.5 38.6", "--title", "x", "--uncertainty", "5"), "write a number and a unit"),
    (("add", "33.5 38.6", "--title", "x", "--uncertainty", "-5 km"), "is no length"),
    (("add", "33.5 38.6", "--title", "x", "--id", "i-2017-06-20-shahed"), "i-2017-06-20-shahed"),
    (("add", "33.5 38.6", "--title", "x", "--id", "two words"), "no spaces"),
    (("add", "33.5 38.6", "--title", "x", "--zone", "z-none"), "z-none"),
    (("add", "33.5 38.6", "--title", "x", "--party", "mars", "--source", "tass-2017-06-07"), "mars"),
    (("add", "33.5 38.6", "--title", "x", "--party", "russia", "--source", "none"), "none"),
    (("add", "33.5 38.6", "--title", "x", "--party", "russia"), "has no source; name one with --source"),
    (
        (
            "add",
            "33.5 38.6",
            "--title",
            "x",
            "--party",
            "russia",
            "--stance",
            "lies",
            "--source",
            "tass-2017-06-07",
        ),
        "lies",
    ),
    (("add", "33.5 38.6", "--title", "x", "--source", "tass-2017-06-07"), "--party"),
    (("add", "33.5 38.6", "--title", "x", "--frobnicate", "1"), "No such option '--frobnicate'"),
    (("claim", "i-none", "--party", "russia", "--stance", "denies", "--source", "tass-2017-06-07"), "i-none"),
    (
        (
            "claim",
            "i-2017-06-20-shahed",
            "--party",
            "russia",
            "--stance",
            "recognises",
            "--source",
            "tass-2017-06-07",
        ),
        "recognises",
    ),
    (
        ("claim", "i-2017-06-20-shahed", "--party", "russia", "--stance", "denies"),
        "has no source; name one with --source",
    ),
    (
        (
            "claim",
            "i-2017-06-20-shahed",
            "--party",
            "russia",
            "--stance",
            "denies",
            "--source",
            "tass-2017-06-07",
            "--killed",
            "many",
        ),
        "--killed 'many'",
    ),
    (
        (
            "claim",
            "i-2017-06-20-shahed",
            "--party",
            "russia",
            "--stance",
            "denies",
            "--source",
            "tass-2017-06-07",
            "--killed",
            "6-4",
        ),
        "--killed '6-4': the highest number comes last",
    ),
    (
        (
            "claim",
            "i-2017-06-20-shahed",
            "--party",
            "russia",
            "--stance",
            "denies",
            "--source",
            "tass-2017-06-07",
            "--stated",
            "soon",
        ),
        "soon",
    ),
    (("source", "add", "tass-2017-06-07", "--title", "again"), "tass-2017-06-07"),
    (("source", "add", "s1", "--title", "t", "--published", "18/05/2017"), "18/05/2017"),
    (("source", "add", "s1", "--title", "t", "--derives-from", "s0"), "s0"),
    (("place", "add", "shahma", "33.5 38.6", "--name", "again"), "shahma"),
    (("place", "add", "p1", "33.5 38.6", "--name", "P", "--name-in", "arabic"), "--name-in"),
    (("zone", "add", "z1", "--name", "Z", "--stated-by", "russia"), "in one way"),
    (
        ("zone", "add", "z1", "--name", "Z", "--stated-by", "russia", "--circle-around", "shahma"),
        "--circle-around needs --radius",
    ),
    (
        (
            "zone",
            "add",
            "z1",
            "--name",
            "Z",
            "--stated-by",
            "russia",
            "--circle-around",
            "mars",
            "--radius",
            "5 km",
        ),
        "mars",
    ),
    (
        ("zone", "add", "z1", "--name", "Z", "--stated-by", "russia", "--polygon", "33 38; 34 39"),
        "three corners",
    ),
    (
        (
            "zone",
            "add",
            "z1",
            "--name",
            "Z",
            "--stated-by",
            "russia",
            "--polygon",
            "33 38; 34 39; 34 38; 33 39",
        ),
        "crosses itself",
    ),
    (("list", "incidents", "--between", "summer"), "summer"),
    (("list", "claims", "--zone", "z-55km"), "does not narrow"),
    (("show", "i-none"), "i-none"),
    (("where", "33.5 38.6", "--when", "noon"), "noon"),
    (("map", "nowhere.gpkg"), "nowhere.gpkg"),
    (("map", "nowhere.json"), "no such file"),
    (("export", "al-tanf", "out.docx"), "nothing writes .docx"),
    (("new", "al-tanf.gpkg", "--from", "al-tanf"), "al-tanf.gpkg"),
    (("new", "missing/folder/x.gpkg"), "missing"),
    (("new", "x.gpkg", "--from", "crimea"), "crimea"),
]


@pytest.mark.parametrize(
    ("arguments", "telling"),
    BAD,
    ids=lambda value: " ".join(value)[:60] if isinstance(value, tuple) else None,
)
def test_bad_input_is_named_with_exit_code_2_and_changes_nothing(
    analyst: Analyst, arguments: tuple[str, ...], telling: str
) -> None:
    before = analyst.fingerprint
    ran = analyst.run(*arguments)
    assert ran.exit_code == 2
    assert telling in ran.stderr
    assert ran.stdout == ""
    assert "Traceback" not in ran.stderr
    assert analyst.fingerprint == before
    assert [path.name for path in analyst.case.parent.iterdir()] == ["al-tanf.gpkg"]


def test_a_location_can_be_stored_and_read_back(analyst: Analyst) -> None:
    analyst.run(*ADD)
    with open_store(analyst.case) as store:
        where = store.get(Incident, "i-2017-05-18-convoy-struck").where
    assert isinstance(where, Location)
    assert where.derivation == "read as degrees, minutes and seconds"


def test_a_reports_phrase_is_read_against_the_day_of_the_report_and_its_reading_kept(
    analyst: Analyst,
) -> None:
    said = ("add", "zakaf", "--title", "Drone", "--when", "early Tuesday")
    when = analyst.run(*said, "--reported", "2017-06-21", "--json").json["incident"]["when"]
    assert when["date"] == "early Tuesday"
    assert when["edtf"].startswith("2017-06-20T00:00+03:00/")
    assert "Tuesday on or before 2017-06-21 is 2017-06-20" in when["precision"]
    alone = analyst.run(*said)
    assert alone.exit_code == 2
    assert "needs the day of the report: --reported" in alone.stderr
    assert analyst.run(*said, "--reported", "summer").exit_code == 2


def test_a_time_of_day_is_shown_on_the_local_clock_and_in_utc(analyst: Analyst) -> None:
    assert "00:30 local (19 June, 21:30 UTC)" in analyst.run("show", "i-2017-06-20-shahed").stdout
