"""Changing records, taking them out, undoing, and putting parties in; and what is refused before it is stored."""

import subprocess
import sys
from pathlib import Path

import pytest

from layers.document import read_document_file
from layers.log import verify_content, verify_log
from layers.records import Claim, Incident, Party, Source, StatedValues, Zone, ZoneDefinition
from layers.store import open_store
from tests.conftest import Analyst

SU22 = "i-2017-06-18-su22"
LAST_CLAIM = "i-2017-06-20-shahed-c20"


def test_a_field_is_changed_and_the_log_keeps_what_it_was(analyst: Analyst) -> None:
    ran = analyst.run("change", SU22, "--set", "title=Jet shot down", "--clear", "note", "--by", "A. Analyst")
    assert ran.exit_code == 0, ran.stderr
    assert ran.stdout.startswith(f"incident {SU22}  stored in al-tanf.gpkg\n")
    assert "→ Jet shot down" in ran.stdout
    with open_store(analyst.case) as store:
        assert store.get(Incident, SU22).title == "Jet shot down"
        assert store.get(Incident, SU22).note is None
        entry = list(store.log())[-1]
        assert entry.by == "A. Analyst"
        assert entry.changes[0]["before"]["title"].startswith("US Navy")
        assert verify_log(store) == []
        assert verify_content(store) is None


@pytest.mark.parametrize(
    ("record_id", "setting", "found"),
    [
        (SU22, "when=2017-06-18T18:43+03:00", ("when", "edtf", "2017-06-18T18:43+03:00")),
        (SU22, "where=shahma", ("where", "place", "shahma")),
        (SU22, "zones=z-55km, z-rukban-berm", ("zones", None, ["z-55km", "z-rukban-berm"])),
        ("z-55km", "uncertainty_m=2 km", ("uncertainty_m", None, 2000.0)),
        ("russia", "observer=yes", ("observer", None, True)),
        ("al-tanf-garrison", "position.lat=33.5", ("position", "lat", 33.5)),
        ("i-2017-06-18-su22-c01", "values.harm.killed_low=0", ("values", "harm", {"killed_low": 0})),
    ],
)
def test_fields_of_every_type_are_set(
    analyst: Analyst, record_id: str, setting: str, found: tuple[str, str | None, object]
) -> None:
    record = analyst.run("change", record_id, "--set", setting, "--json").json["record"]
    outer, inner, value = found
    assert (record[outer] if inner is None else record[outer][inner]) == value


@pytest.mark.parametrize(
    ("arguments", "telling"),
    [
        (("change", SU22), "--set FIELD=VALUE"),
        (("change", SU22, "--set", "titel=x"), "there is no field 'titel'; the fields are id, title"),
        (("change", SU22, "--set", "title"), "write FIELD=VALUE"),
        (("change", SU22, "--set", "title="), "title is empty"),
        (("change", SU22, "--set", f"title={'x' * 301}"), "301 characters"),
        (("change", SU22, "--set", "id=other"), "an id stays what it is"),
        (("change", SU22, "--set", "when=noon"), "noon"),
        (("change", SU22, "--set", "zones=z-none"), "z-none"),
        (("change", "z-55km", "--set", "construction=circle"), "construction.radius_m"),
        (("change", "z-55km", "--set", "uncertainty_m=wide"), "'wide' is no length"),
        (("change", "z-55km", "--set", "valid_to=2001"), "ends before it begins"),
        (("change", "z-55km", "--set", "construction.kind=union"), "needs parts"),
        (("change", "russia", "--set", "observer=maybe"), "neither yes nor no"),
        (("change", "russia", "--set", "names=Rus"), "parts that cannot be given here"),
        (("change", "al-tanf", "--set", "time_zone=Mars/Base"), "no time zone is named"),
        (("change", "tass-2017-06-07", "--set", "derives_from=tass-2017-06-07"), "cannot derive from itself"),
        (("change", "tass-2017-06-07", "--set", "url=javascript:alert(1)"), "no address"),
        (("change", "i-none", "--set", "title=x"), "no record has the id"),
        (
            ("change", SU22, "--set", f"title={'US Navy F/A-18E shoots down a Syrian Su-22'}"),
            "like that already",
        ),
        (("remove", "z-55km"), "since it is named by incident"),
        (("remove", SU22), "claim i-2017-06-18-su22-c01"),
        (("remove", "al-tanf"), "cannot be removed"),
        (("remove", "i-none"), "no record has the id"),
        (("undo",), "the beginning of the case"),
        (("undo", "7"), "the log has no entry 7"),
        (("party", "add", "russia", "--name", "Other"), "already has party 'russia'"),
        (("party", "add", "x", "--name", "X", "--code", "RU"), "is that of russia"),
        (("party", "add", "x", "--name", "X", "--color", "red"), "is no colour"),
        (
            ("party", "add", "x", "--name", "X", "--color", "#AA4499", "--shape", "square"),
            "the mark of russia",
        ),
        (("party", "add", "x", "--name", "X", "--shape", "blob"), "--shape"),
    ],
    ids=lambda value: " ".join(value)[:70] if isinstance(value, tuple) else None,
)
def test_what_cannot_be_changed_is_told_and_nothing_is_stored(
    analyst: Analyst, arguments: tuple[str, ...], telling: str
) -> None:
    before = analyst.fingerprint
    ran = analyst.run(*arguments)
    assert ran.exit_code == 2
    assert telling in ran.stderr
    assert analyst.fingerprint == before


def test_records_are_removed_together_and_come_back_with_undo(analyst: Analyst) -> None:
    claims = [claim["id"] for claim in analyst.run("list", "claims", "--about", SU22, "--json").json]
    named = analyst.run("remove", SU22, *claims)
    if named.exit_code == 2:  # grades and views of an incident name it too
        pytest.fail(named.stderr)
    with open_store(analyst.case) as store:
        assert store.count(Incident, id=SU22) == 0
        assert verify_content(store) is None
    assert analyst.run("undo").exit_code == 0
    with open_store(analyst.case) as store:
        assert store.count(Claim, subject=SU22) == len(claims)
        assert verify_content(store) is None


def test_undo_is_refused_where_the_record_was_changed_since(analyst: Analyst) -> None:
    analyst.run("change", SU22, "--set", "title=First")
    analyst.run("change", SU22, "--set", "title=Second")
    ran = analyst.run("undo", "2")
    assert ran.exit_code == 2
    assert "look at it again" in ran.stderr
    assert analyst.run("undo").exit_code == 0
    assert analyst.run("undo", "2").exit_code == 0
    with open_store(analyst.case) as store:
        assert store.get(Incident, SU22).title.startswith("US Navy")


def test_a_dry_run_changes_nothing(analyst: Analyst) -> None:
    analyst.run("change", SU22, "--set", "title=First")
    before = analyst.fingerprint
    for words in (
        ("change", SU22, "--set", "title=x"),
        ("remove", LAST_CLAIM),
        ("undo",),
        ("party", "add", "x", "--name", "X"),
    ):
        ran = analyst.run(*words, "--dry-run")
        assert ran.exit_code == 0, ran.stderr
        assert "dry run" in ran.stdout
    assert analyst.fingerprint == before


def test_the_log_lists_the_newest_first_and_one_records_own(analyst: Analyst) -> None:
    analyst.run("change", SU22, "--set", "title=First")
    analyst.run("remove", LAST_CLAIM)
    rows = analyst.run("log", "--json").json
    assert [row["command"] for row in rows] == [f"remove {LAST_CLAIM}", f"change {SU22}", "new al-tanf"]
    own = analyst.run("log", SU22)
    assert f"replace incident {SU22}" in own.stdout
    assert own.stderr == "1 entry\n"
    assert analyst.run("log", "--limit", "1").stderr == "1 of 3 entries; --limit shows more\n"


def test_a_zone_and_its_definition_of_one_id_are_told_apart(analyst: Analyst) -> None:
    made = analyst.run(
        "zone", "add", "z1", "--name", "Z", "--stated-by", "russia", "--circle-around", "shahma", "--radius", "5 km"
    )  # fmt: skip
    assert "z1  circle of 5.0 km around Shahma" in made.stdout
    shown = analyst.run("show", "z1")
    assert "kind of record  zone definition" in shown.stdout
    assert "radius 5,000 m" in shown.stdout
    assert "kind of record  zone\n" in shown.stdout
    assert [also["kind"] for also in analyst.run("show", "z1", "--json").json["also"]] == ["zone"]
    assert "say which with --kind" in analyst.run("remove", "z1").stderr
    assert analyst.run("remove", "z1", "--kind", "zone definition").exit_code == 0
    assert analyst.run("remove", "z1").exit_code == 0
    with open_store(analyst.case) as store:
        assert store.count(Zone, id="z1") == store.count(ZoneDefinition, id="z1") == 0


def test_a_party_takes_its_place_and_a_mark_of_its_own(analyst: Analyst) -> None:
    ran = analyst.run(
        "party",
        "add",
        "france",
        "--name",
        "French Republic",
        "--short",
        "France",
        "--name-in",
        "ar=فرنسا",
        "--json",
    )
    assert ran.exit_code == 0, ran.stderr
    with open_store(analyst.case) as store:
        parties = list(store.records(Party))
    names = [party.id for party in parties]
    assert names[:2] == ["france", "iran"]
    assert [party.order for party in parties] == list(range(1, 17))
    marks = [(party.color, party.shape) for party in parties]
    assert len(set(marks)) == len({party.code for party in parties}) == 16
    assert parties[0].color not in {party.color for party in parties[1:]}
    assert (parties[0].code, parties[0].names[-1].language) == ("FR", "ar")
    assert analyst.run("claim", "z-55km", "--party", "france", "--stance", "silent").exit_code == 0
    assert analyst.run("map", "al-tanf.gpkg", "-o", "page.html").exit_code == 0


def test_parties_fill_an_empty_case_in_the_order_of_their_short_names(analyst: Analyst) -> None:
    case = ("--case", "mine.gpkg")
    analyst.run("new", "mine.gpkg")
    for name in ("beta", "gamma", "alpha", "al-beta"):
        assert analyst.run("party", "add", name, "--name", name, *case).exit_code == 0
    with open_store(analyst.case.parent / "mine.gpkg") as store:
        parties = list(store.records(Party))
    assert [party.id for party in parties] == ["al-beta", "alpha", "beta", "gamma"]
    assert len({party.code for party in parties}) == len({party.color for party in parties}) == 4


def test_a_case_of_very_many_parties_still_tells_them_apart(analyst: Analyst) -> None:
    for number in range(12):
        assert analyst.run("party", "add", f"group-{number}", "--name", f"Group {number}").exit_code == 0
    with open_store(analyst.case) as store:
        parties = list(store.records(Party))
    assert len({(party.color, party.shape) for party in parties}) == len(parties) == 27
    assert len({party.code for party in parties}) == 27


@pytest.mark.parametrize("name", ["al-tanf.gpkg", "page.txt", "page", "notes.html"])
def test_a_page_is_never_written_over_anything_else(analyst: Analyst, name: str) -> None:
    (analyst.case.parent / "notes.html").write_text("my notes", encoding="utf-8")
    target = analyst.case.parent / name
    before = target.read_bytes() if target.exists() else None
    ran = analyst.run("map", "al-tanf", "-o", name)
    assert ran.exit_code == 2
    assert name in ran.stderr
    assert (target.read_bytes() if target.exists() else None) == before


def test_a_page_is_written_over_a_page(analyst: Analyst) -> None:
    for _ in range(2):
        assert analyst.run("map", "al-tanf", "-o", "page.html").exit_code == 0


def test_two_cases_named_for_one_page_are_refused(analyst: Analyst) -> None:
    ran = analyst.run("map", "al-tanf", "--case", "al-tanf.gpkg")
    assert ran.exit_code == 2
    assert "two cases are named" in ran.stderr


REFUSED = [
    (("zone", "add", "z1", "--name", "Z", "--stated-by", "russia", "--parallel", "50", "--side", "north", "--within", "33 38; 33 39; 35 39; 35 38"), "cannot be drawn"),
    (("zone", "add", "z1", "--name", "Z", "--stated-by", "russia", "--parallel", "34", "--side", "east", "--within", "33 38; 33 39; 35 39; 35 38"), "--side east"),
    (("zone", "add", "z1", "--name", "Z", "--stated-by", "russia", "--join", "z-55km"), "--join needs two"),
    (("zone", "add", "z1", "--name", "Z", "--stated-by", "russia", "--join", "z-55km", "--join", "z-55km"), "--join needs two"),
    (("zone", "add", "z1", "--name", "Z", "--stated-by", "russia", "--circle-around", "shahma", "--radius", "5 km", "--from", "2018", "--to", "2017"), "ends before it begins"),
    (("zone", "add", "z1", "--name", "Z", "--stated-by", "russia", "--circle-around", "shahma", "--radius", "0 km"), "--radius '0 km'"),
    (("zone", "add", "z1", "--name", "Z", "--stated-by", "russia", "--circle-around", "shama", "--radius", "5 km"), "did you mean shahma"),
    (("zone", "add", "z1", "--name", "Z", "--stated-by", "russia", "--polygon", "nope.geojson"), "--polygon nope.geojson: cannot be read (No such file or directory)"),
    (("zone", "add", "z1", "--name", "Z", "--stated-by", "russia", "--polygon", "33 38; 33 39; 35 39", "--side", "west"), "--side means nothing with --polygon"),
    (("new", "m.gpkg", "--time-zone", "Mars/Base"), "no time zone is named 'Mars/Base'"),
    (("new", "m.gpkg", "--from", "al-tanf", "--time-zone", "UTC"), "--time-zone is for an empty case"),
    (("claim", SU22, "--party", "iran", "--stance", "silent", "--summary", "Calls it a crime"), "a silence states nothing"),
    (("claim", SU22, "--party", "iran", "--stance", "silent", "--killed", "3"), "a silence states nothing"),
    (("claim", SU22, "--party", "rusia", "--stance", "asserts"), "--party: al-tanf.gpkg has no party 'rusia'; did you mean russia?"),
    (("claim", SU22, "--party", "iran", "--stance", "asserts", "--place", "shama"), "--place: al-tanf.gpkg has no place 'shama'"),
    (("claim", SU22, "--party", "iran", "--stance", "asserts", "--supersedes", "nope"), "--supersedes: al-tanf.gpkg has no claim 'nope'"),
    (("claim", SU22, "--party", "iran", "--stance", "asserts", "--supersedes", "i-2017-06-18-su22-c01", "--source", "tass-2017-06-07"), "what it said itself"),
    (("claim", SU22, "--party", "iran", "--stance", "asserts", "--source", "tass-2017-06-07", "--quote-language", "Russian"), "BCP 47"),
    (("add", "33.5 38.6", "--title", "x", "--stance", "denies"), "--stance describes a first claim"),
    (("add", "33.5 38.6", "--title", "x", "--speaker", "A. Minister"), "--speaker describes a first claim"),
    (("add", "33.5 38.6", "--title", "x" * 301), "--title has 301 characters"),
    (("add", "33.5 38.6", "--title", "x", "--uncertainty", "0 km"), "--uncertainty '0 km'"),
    (("add", "33.5", "38.6", "--titel", "x"), "Did you mean"),
    (("add", "33.5 38.6", "--title", "x", "-x"), "No such option '-x'"),
    (("source", "add", "s1", "--title", "S", "--file", "al-tanf.gpkg", "--sha256", "0" * 64), "--sha256 is not that of al-tanf.gpkg"),
    (("source", "add", "s1", "--title", "S", "--url", "ftp://example.org"), "no address"),
    (("source", "add", "s1", "--title", "S", "--language", "English"), "BCP 47"),
    (("source", "add", "s1", "--title", "S", "--grade", ""), "--grade is empty"),
    (("source", "add", "s1", "--title", "S", "--grade", "E"), "none of A, B, C and D"),
    (("source", "add", "s1", "--title", "S", "--derives-from", "nope"), "--derives-from: al-tanf.gpkg has no source 'nope'"),
    (("list", "claims", "--party", "rusia"), "did you mean russia"),
    (("list", "claims", "--about", "nope"), "--about: al-tanf.gpkg has no incident"),
    (("list", "claims", "--stance", "nope"), "--stance"),
    (("list", "incidents", "--zone", "nope"), "--zone: al-tanf.gpkg has no zone"),
    (("list", "incidents", "--between", "noon"), "--between"),
    (("near", "shahma", "--zone", "nope"), "--zone: al-tanf.gpkg has no zone definition 'nope'"),
    (("where", "37S DT 64499 0743"), "5 digits of easting and 4 of northing"),
    (("where", "POINT(38.6 133)"), "latitude 133"),
    (("where", "POINT(38.6"), "is no WKT point"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "telling"),
    REFUSED,
    ids=lambda value: " ".join(value)[:90] if isinstance(value, tuple) else None,
)
def test_input_that_would_be_lost_or_do_harm_is_refused(
    analyst: Analyst, arguments: tuple[str, ...], telling: str
) -> None:
    before = analyst.fingerprint
    ran = analyst.run(*arguments)
    assert ran.exit_code == 2
    assert telling in ran.stderr
    assert "RecordError" not in ran.stderr
    assert analyst.fingerprint == before
    assert not (analyst.case.parent / "m.gpkg").exists()


def test_a_case_document_that_goes_round_in_a_circle_becomes_no_case_file(analyst: Analyst) -> None:
    analyst.run("export", "al-tanf", "bad.case.json")
    path = analyst.case.parent / "bad.case.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace(
            '"id": "tass-2017-06-07"', '"id": "tass-2017-06-07", "derives_from": ["tass-2017-06-07"]', 1
        ),
        encoding="utf-8",
    )
    assert read_document_file(path).get(Source, "tass-2017-06-07").derives_from
    ran = analyst.run("new", "bad.gpkg", "--from", "bad.case.json")
    assert ran.exit_code == 2
    assert "cannot derive from itself" in ran.stderr
    assert not (analyst.case.parent / "bad.gpkg").exists()


def test_a_claim_without_a_source_is_stored_as_unverified_when_said_so(analyst: Analyst) -> None:
    made = analyst.run("claim", SU22, "--party", "iran", "--stance", "asserts", "--unverified", "--json").json
    assert made["claim"]["unverified"] is True
    both = (
        "add",
        "shahma",
        "--title",
        "x",
        "--party",
        "iran",
        "--unverified",
        "--speaker",
        "A. Minister",
        "--json",
    )
    claim = analyst.run(*both).json["claim"]
    assert (claim["unverified"], claim["speaker"], claim["stance"]) == (True, "A. Minister", "asserts")
    silent = analyst.run("claim", SU22, "--party", "turkey", "--stance", "silent", "--json").json
    with open_store(analyst.case) as store:
        assert store.get(Claim, silent["id"]).values == StatedValues()


def test_a_copy_of_a_case_gets_the_id_and_the_title_that_are_given(analyst: Analyst) -> None:
    assert analyst.run("new", "m.gpkg", "--from", "al-tanf", "--id", "mine", "--title", "Mine").exit_code == 0
    with open_store(analyst.case.parent / "m.gpkg") as store:
        info = store.info()
    assert (info.id, info.title, info.time_zone) == ("mine", "Mine", "Asia/Damascus")


def test_what_is_stored_is_told_into_which_file(analyst: Analyst) -> None:
    for words in (
        ("add", "shahma", "--title", "x"),
        ("claim", "z-55km", "--party", "iraq", "--stance", "silent"),
        ("source", "add", "s1", "--title", "S"),
        ("place", "add", "p1", "33.5", "38.6", "--name", "P"),
        ("zone", "add", "z1", "--name", "Z", "--stated-by", "russia", "--line", "33 38; 34 39"),
        ("party", "add", "x", "--name", "X"),
    ):
        assert "stored in al-tanf.gpkg" in analyst.run(*words).stdout


def test_a_zone_is_as_good_a_filter_as_its_definitions(analyst: Analyst) -> None:
    def ids(zone: str) -> set[str]:
        return {row["id"] for row in analyst.run("list", "incidents", "--zone", zone, "--json").json}

    assert ids("al-tanf-zone") >= ids("z-55km") != set()


@pytest.mark.parametrize(
    ("record_id", "shown"),
    [
        ("al-tanf-garrison", ("33.50583°N 38.61778°E", "33°30′21.0″N", "37S DT 64499 07430", "± 1.5 km")),
        ("z-55km", ("circle around Al-Tanf garrison (al-tanf-garrison)", "radius 55,000 m", "km²", "from 2016 to 2024-12", "± 1.5 km")),
        ("z-claim-34mi-wide", ("radius 27,359 m", 'written as "34 miles wide"')),
        ("z-euphrates-line", ("line of 22 positions", "from 2017-11 to now")),
        ("z-ru-west-euphrates", ("west of the line of z-euphrates-line", "km²")),
        ("al-tanf-zone", ("z-claim-crossing-centred",)),
    ],
)  # fmt: skip
def test_showing_says_where_a_place_lies_and_how_a_zone_runs(
    analyst: Analyst, record_id: str, shown: tuple[str, ...]
) -> None:
    text = " ".join(analyst.run("show", record_id).stdout.split())
    for part in shown:
        assert part in text


def test_the_area_of_a_circle_is_that_of_the_ellipsoid(analyst: Analyst) -> None:
    # pi r^2 on the plane is 9,503.3 km2; the curvature of the Earth takes less than 0.1 % away.
    text = analyst.run("show", "z-55km").stdout
    assert "9,503 km²" in text


@pytest.mark.parametrize("width", ["40", "60", "80"])
@pytest.mark.parametrize("words", [("list", "incidents"), ("list", "claims", "--party", "sdf"), ("where", "33.7 38.4"), ("verdicts", SU22), ("robustness", SU22)])  # fmt: skip
def test_ids_are_never_broken_over_two_lines(
    analyst: Analyst, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    narrow = analyst.run(*words).stdout.split()
    monkeypatch.setenv("COLUMNS", "400")
    wide = analyst.run(*words).stdout.split()
    ids = {word.rstrip(",") for word in wide if word.startswith(("i-2", "z-"))}
    assert ids
    assert ids <= {word.rstrip(",") for word in narrow}


def test_the_words_for_being_in_force_are_the_same_everywhere(analyst: Analyst) -> None:
    shown = analyst.run("where", "33.7 38.4", "--when", "2017-05-18").stdout
    judged = analyst.run("verdicts", "i-2017-05-18-convoy-strike").stdout
    for text in (shown, judged):
        assert "rival reading" in text
        assert "perhaps" not in text
    assert "definition's uncertainty is not in" in " ".join(analyst.run("where", "--help").stdout.split())
    assert "definition's uncertainty is not in" in " ".join(analyst.run("verdicts", "--help").stdout.split())


def test_a_line_of_several_readings_names_them_all_in_one_line(analyst: Analyst) -> None:
    ran = analyst.run("where", "-", stdin=b"27 km NW of al-Tanf\n33.5 38.6\n")
    assert ran.exit_code == 0
    first, second = ran.stdout.splitlines()
    assert "has 2 readings: 1 33.6778" in first
    assert " | 2 " in first
    assert '"lat": 33.5' in second


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
@pytest.mark.parametrize("words", [("list", "claims"), ("list", "claims", "--json"), ("--help",)])
def test_an_answer_that_cannot_be_written_is_one_sentence(analyst: Analyst, words: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(
            [sys.executable, "-c", "from maps.cli import main; main()", *words],
            stdout=full, stderr=subprocess.PIPE, cwd=analyst.case.parent, check=False, text=True,
        )  # fmt: skip
    assert run.returncode == 2
    assert "the answer could not be written (No space left on device)" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("words", [("list", "claims", "--json"), ("--help",)])
def test_a_pipe_that_is_closed_early_is_no_error(analyst: Analyst, words: tuple[str, ...]) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", "from maps.cli import main; main()", *words],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=analyst.case.parent, text=True,
    ) as run:  # fmt: skip
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.close()
        said = run.stderr.read()
    assert run.returncode == 0
    assert said == ""
