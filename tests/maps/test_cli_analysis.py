"""The commands that compare, judge and weigh: what they say, to people and to programs."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from layers.agreement import compare
from layers.agreement.frames import AGREEMENT_COLUMNS
from layers.agreement.pairs import PARTY_PAIR_COLUMNS
from layers.assessing import VERDICT_COLUMNS, verdicts_frame
from layers.cases import bundled_case
from layers.claimed_sides import CLAIMED_SIDE_COLUMNS
from layers.document import write_document
from layers.origins import ORIGIN_COLUMNS
from layers.records import Claim, Incident
from layers.robustness import ROBUSTNESS_COLUMNS
from maps.cli.output import shown_width
from tests.conftest import Analyst

CONVOY = "i-2017-05-18-convoy-strike"
SU22 = "i-2017-06-18-su22"
SHAHED = "i-2017-06-20-shahed"

ANSWERS = [
    ("compare", CONVOY),
    ("compare", CONVOY, "--party", "russia", "--party", "us-coalition"),
    ("compare", "i-2017-06-19-russian-statement"),
    ("compare", SHAHED, "--as-of", "2017-06-20"),
    ("verdicts",),
    ("verdicts", CONVOY, "--zone", "al-tanf-zone"),
    ("verdicts", "--claimed"),
    ("agreement",),
    ("agreement", "--pairs"),
    ("origins",),
    ("origins", "--by", "claim"),
    ("origins", CONVOY),
    ("robustness", "--zone", "al-tanf-zone"),
    ("robustness", "--drop", "grade"),
    ("diff", "al-tanf", "changed.case.json"),
]
"""Every command of analysis in every shape of answer."""


@pytest.fixture
def bundled(analyst: Analyst, monkeypatch: pytest.MonkeyPatch) -> Analyst:
    """Someone who names the bundled case, in a folder with another version of it."""
    monkeypatch.setenv("CONTESTED_CASE", "al-tanf")
    case = bundled_case("al-tanf")
    incident = replace(
        case.get(Incident, CONVOY), title="A column was struck " + "and described at length " * 9
    )
    claim = replace(case.get(Claim, f"{CONVOY}-c12"), retracted="2017-05-20")
    changed = write_document(case.with_records([incident, claim]))
    (analyst.case.parent / "changed.case.json").write_text(changed, encoding="utf-8")
    return analyst


@pytest.mark.parametrize("width", [60, 80, 100])
@pytest.mark.parametrize("arguments", ANSWERS, ids=" ".join)
def test_no_line_is_wider_than_the_terminal(
    bundled: Analyst, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    ran = bundled.run(*arguments)
    assert ran.exit_code == (arguments[0] == "diff"), ran.stderr
    assert len(ran.stdout.splitlines()) > 3
    assert [line for line in ran.stdout.splitlines() if shown_width(line) > width] == []


@pytest.mark.parametrize("arguments", ANSWERS, ids=" ".join)
def test_programs_get_json_and_nothing_beside_it(bundled: Analyst, arguments: tuple[str, ...]) -> None:
    ran = bundled.run(*arguments, "--json")
    assert ran.stderr == ""
    assert ran.json
    json.dumps(ran.json, allow_nan=False)


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        (("verdicts", CONVOY), set(VERDICT_COLUMNS)),
        (("verdicts", CONVOY, "--claimed"), set(CLAIMED_SIDE_COLUMNS)),
        (("agreement", "--pairs"), set(PARTY_PAIR_COLUMNS)),
        (("origins",), set(ORIGIN_COLUMNS)),
        (("origins", "--by", "claim"), set(ORIGIN_COLUMNS)),
        (("robustness", SU22), set(ROBUSTNESS_COLUMNS)),
        (
            ("agreement",),
            {"incident", "title", "agreement", "decided_by", "speaking", "silent", "fields"},
        ),
    ],
    ids=str,
)
def test_the_keys_of_rows_stay(bundled: Analyst, arguments: tuple[str, ...], keys: set[str]) -> None:
    rows = bundled.run(*arguments, "--json").json
    assert rows
    assert all(row.keys() == keys for row in rows)


def test_the_keys_of_whole_answers_stay(bundled: Analyst) -> None:
    comparison = bundled.run("compare", SU22, "--json").json
    assert comparison.keys() == {
        "incident", "title", "agreement", "decided_by", "fields", "speaking", "silent", "unheard",
        "retracted", "superseded", "later", "as_of",
    }  # fmt: skip
    assert comparison["fields"][0].keys() == {"field", "agreement", "votes", "differing", "spread"}
    assert bundled.run("origins", SU22, "--json").json.keys() == {
        "subject", "sources", "origins", "roots", "tree",
    }  # fmt: skip
    differences = bundled.run("diff", "al-tanf", "changed.case.json", "--json").json
    assert differences.keys() == {"records", "retractions", "verdicts", "classes"}
    assert [gone["claim"] for gone in differences["retractions"]] == [f"{CONVOY}-c12"]


def test_agreement_says_what_the_frame_says(bundled: Analyst) -> None:
    row = next(row for row in bundled.run("agreement", "--json").json if row["incident"] == SU22)
    assert row["fields"].keys() == set(list(AGREEMENT_COLUMNS)[5:])


def test_the_class_of_the_first_strike_depends_on_the_day_one_asks(bundled: Analyst) -> None:
    def class_on(day: str) -> tuple[str, str]:
        found = bundled.run("compare", CONVOY, "--as-of", day, "--json").json
        return found["agreement"], found["decided_by"]

    assert class_on("2017-05-18") == ("disputed detail", "target")
    assert class_on("2017-05-19") == ("disputed legality", "lawful")
    assert "said later" in bundled.run("compare", CONVOY, "--as-of", "2017-05-18").stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("verdicts", CONVOY),
        ("verdicts", "--claimed"),
        ("agreement", "--pairs"),
        ("origins", "--by", "claim"),
        ("origins", SU22),
        ("robustness",),
    ],
    ids=" ".join,
)
def test_earlier_days_have_less_to_go_by(bundled: Analyst, arguments: tuple[str, ...]) -> None:
    def answered(*as_of: str) -> int:
        found = bundled.run(*arguments, *as_of, "--json").json
        return len(found["sources"] if isinstance(found, dict) else found)

    assert answered("--as-of", "2017-05-18") < answered("--as-of", "2018") <= answered()


def test_origins_leave_out_what_was_published_or_withdrawn_by_then(bundled: Analyst) -> None:
    sources = bundled.run("origins", SU22, "--as-of", "2017-06-18", "--json").json["sources"]
    assert "oir-2017-06-18-release" in sources
    assert "military-2018-09-10" not in sources
    rows = bundled.run("origins", "--as-of", "2017-06-18", "--json").json
    assert next(row["sources"] for row in rows if row["subject"] == SU22) == len(sources)


def test_a_party_narrows_every_answer_to_its_own_accounts(bundled: Analyst) -> None:
    one = ("--party", "us-coalition")
    rows = bundled.run("verdicts", CONVOY, *one, "--json").json
    assert {row["party"] for row in rows} == {None, "us-coalition"}
    sides = bundled.run("verdicts", "--claimed", *one, "--json").json
    assert {row["party"] for row in sides} == {"us-coalition"}
    classes = {row["agreement"] for row in bundled.run("agreement", *one, "--json").json}
    assert classes == {"single voice", "unstated"}
    case = bundled_case("al-tanf")
    own = [claim for claim in case.claims if claim.subject == SU22 and claim.party == "us-coalition"]
    assert set(bundled.run("origins", SU22, *one, "--json").json["sources"]) == {
        source for claim in own for source in claim.sources
    }
    falls = bundled.run("robustness", SU22, *one, "--json").json
    assert {row["before"] for row in falls if row["finding"] == "field class"} <= {"single voice", None}


def test_parties_are_compared_among_themselves(bundled: Analyst) -> None:
    two = ("--party", "russia", "--party", "syria-gov")
    case = bundled_case("al-tanf")
    for row in bundled.run("agreement", *two, "--json").json:
        found = compare(case, row["incident"], parties=["russia", "syria-gov"])
        assert (row["agreement"], row["speaking"]) == (found.agreement, list(found.speaking))
    pairs = bundled.run("agreement", "--pairs", *two, "--json").json
    assert {(row["party"], row["other"]) for row in pairs} == {("russia", "syria-gov")}
    three = bundled.run("agreement", "--pairs", *two, "--party", "us-coalition", "--json").json
    assert len({(row["party"], row["other"]) for row in three}) == 3
    one = bundled.run("agreement", "--pairs", "--party", "russia", "--json").json
    assert all("russia" in (row["party"], row["other"]) for row in one)


def test_a_zone_stands_for_all_its_definitions(bundled: Analyst) -> None:
    rows = bundled.run("verdicts", CONVOY, "--zone", "al-tanf-zone", "--json").json
    assert {row["zone"] for row in rows} == {"al-tanf-zone"}
    assert len({row["definition"] for row in rows}) > 5
    sides = bundled.run("verdicts", "--claimed", "--zone", "al-tanf-zone", "--json").json
    assert {"z-55km"} < {row["definition"] for row in sides}
    one = bundled.run("verdicts", "--claimed", "--zone", "z-55km", "--json").json
    assert {row["definition"] for row in one} == {"z-55km"}


@pytest.mark.parametrize("arguments", [("agreement",), ("origins",), ("robustness",), ("origins", "--by", "claim")], ids=" ".join)  # fmt: skip
def test_a_zone_narrows_to_the_incidents_that_concern_it(
    bundled: Analyst, arguments: tuple[str, ...]
) -> None:
    case = bundled_case("al-tanf")
    about = {claim.id: claim.subject for claim in case.claims}
    concerned = {incident.id for incident in case.incidents if "z-rukban-berm" in incident.zones}
    rows = bundled.run(*arguments, "--zone", "z-rukban-berm", "--json").json
    subjects = [row.get("incident") or row["subject"] for row in rows]
    assert subjects
    assert {about.get(subject, subject) for subject in subjects} <= concerned


@pytest.mark.parametrize(
    ("arguments", "unknown"),
    [
        (("compare", "i-none"), "i-none"),
        (("compare", CONVOY, "--party", "nobody"), "nobody"),
        (("verdicts", "i-none"), "i-none"),
        (("verdicts", "--party", "nobody"), "nobody"),
        (("verdicts", "--zone", "z-none"), "z-none"),
        (("agreement", "--party", "nobody"), "nobody"),
        (("agreement", "--pairs", "--zone", "z-none"), "z-none"),
        (("origins", "i-none"), "i-none"),
        (("origins", "--party", "nobody"), "nobody"),
        (("robustness", "i-none"), "i-none"),
        (("robustness", "--zone", "z-none"), "z-none"),
        (("compare", CONVOY, "--as-of", "next week"), "next week"),
        (("agreement", "--case", "al-tanff"), "al-tanff"),
        (("diff", "al-tanf", "none.gpkg"), "none.gpkg"),
    ],
    ids=str,
)
def test_what_the_case_does_not_know_is_bad_input(
    bundled: Analyst, arguments: tuple[str, ...], unknown: str
) -> None:
    ran = bundled.run(*arguments)
    assert ran.exit_code == 2
    assert unknown in ran.stderr
    assert ran.stdout == ""


def test_an_unknown_party_is_told_where_the_known_ones_are(bundled: Analyst) -> None:
    ran = bundled.run("verdicts", "--party", "nobody")
    assert (
        ran.stderr
        == "contested: --party: al-tanf has no party 'nobody'; list them with: contested list parties\n"
    )


def test_a_difference_is_a_finding_and_none_is_fine(bundled: Analyst) -> None:
    assert bundled.run("diff", "al-tanf", "al-tanf").stdout == "no difference\n"
    assert bundled.run("diff", "al-tanf", "al-tanf").exit_code == 0
    changed = bundled.run("diff", "al-tanf", "changed.case.json")
    assert changed.exit_code == 1
    assert f"~ claim {CONVOY}-c12 of russia on {CONVOY} retracted 2017-05-20" in changed.stdout
    assert bundled.run("diff", "al-tanf").exit_code == 2


def test_a_case_file_and_a_document_differ_from_the_bundled_case_in_nothing(bundled: Analyst) -> None:
    assert bundled.run("diff", "al-tanf", "al-tanf.gpkg").exit_code == 0


def test_what_rests_on_a_source_falls_with_it(bundled: Analyst) -> None:
    rows = bundled.run("robustness", SU22, "--json").json
    class_falls = [row for row in rows if row["finding"] == "incident class"]
    assert [(row["dropped"], row["before"], row["after"]) for row in class_falls] == [
        ("oir-2017-06-18-release", "disputed legality", "disputed detail")
    ]
    assert "rest on a single source" in bundled.run("robustness", SU22).stderr


@pytest.mark.parametrize("drop", ["source", "origin", "grade"])
def test_sources_origins_and_grades_can_be_left_out(bundled: Analyst, drop: str) -> None:
    case = bundled_case("al-tanf")
    known = {
        "source": {source.id for source in case.sources},
        "origin": {source.id for source in case.sources if not source.derives_from},
        "grade": {f"{grade.scale}: {grade.value}" for grade in case.grades},
    }
    rows = bundled.run("robustness", "--drop", drop, "--json").json
    assert rows
    assert {row["dropped"] for row in rows} <= known[drop]


def test_nothing_else_can_be_left_out(bundled: Analyst) -> None:
    assert bundled.run("robustness", "--drop", "party").exit_code == 2


@pytest.mark.parametrize(
    "named",
    [
        lambda analyst, patch: patch.setenv("CONTESTED_CASE", "al-tanf"),
        lambda analyst, patch: patch.setenv("CONTESTED_CASE", str(analyst.case)),
        lambda analyst, patch: None,
    ],
    ids=["bundled", "file", "the only file here"],
)
def test_the_case_may_be_bundled_or_a_file(
    analyst: Analyst,
    monkeypatch: pytest.MonkeyPatch,
    named: Callable[[Analyst, pytest.MonkeyPatch], None],
) -> None:
    named(analyst, monkeypatch)
    rows = analyst.run("verdicts", CONVOY, "--zone", "z-55km", "--json").json
    found = verdicts_frame(bundled_case("al-tanf"), zones=["z-55km"])
    assert [row["border_m"] for row in rows] == list(found.loc[found["incident"] == CONVOY, "border_m"])


def test_a_bundled_case_needs_no_file_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CONTESTED_CASE", "al-tanf")
    ran = Analyst(tmp_path / "none.gpkg").run_process("compare", SU22)
    assert ran.exit_code == 0
    assert list(tmp_path.iterdir()) == []


def test_one_location_in_two_wordings_is_judged_once(bundled: Analyst) -> None:
    text = bundled.run("verdicts", SU22, "--zone", "z-55km", "--party", "syria-gov").stdout
    assert "c07, c08: Al-Resafa area" in text.replace("\n  ", " ")
    assert text.count("z-55km") == 2  # the incident's own, and the one of the two claims


def test_definitions_far_away_are_named_in_one_line_unless_asked_for(bundled: Analyst) -> None:
    folded = bundled.run("verdicts", SU22, "--party", "syria-gov").stdout
    assert "outside by more than 100 km: z-55km" in folded
    assert "the same 14" in folded
    assert "km outside" in bundled.run("verdicts", SU22, "--zone", "z-55km").stdout


def test_claims_with_one_outcome_share_a_row(bundled: Analyst) -> None:
    text = bundled.run("verdicts", SHAHED, "--claimed").stdout
    assert text.count("c05, c06") == 1
    assert "rejects the zone" in text


def test_a_comparison_is_a_matrix_where_it_fits_and_a_list_where_it_does_not(
    bundled: Analyst, monkeypatch: pytest.MonkeyPatch
) -> None:
    two = ("--party", "russia", "--party", "us-coalition")
    monkeypatch.setenv("COLUMNS", "100")
    assert "field     Russia" in bundled.run("compare", SU22, *two).stdout
    monkeypatch.setenv("COLUMNS", "60")
    assert "where: disputed" in bundled.run("compare", SU22, *two).stdout


def test_control_characters_cannot_steer_the_terminal(bundled: Analyst) -> None:
    case = bundled_case("al-tanf")
    title = "red \x1b[31m alert"
    hostile = case.with_records([replace(case.get(Incident, SU22), title=title)])
    Path("hostile.case.json").write_text(write_document(hostile), encoding="utf-8")
    for arguments in (("compare", SU22), ("agreement",), ("diff", "al-tanf", "hostile.case.json")):
        case_option = () if arguments[0] == "diff" else ("--case", "hostile.case.json")
        shown = bundled.run(*arguments, *case_option).stdout
        assert "\x1b" not in shown
        assert "\N{REPLACEMENT CHARACTER}[31m" in shown
