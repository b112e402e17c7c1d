"""What `where` answers, alone and line by line."""

import json
import time

import pytest

from tests.conftest import Analyst


def lines(stdout: str) -> list[dict]:
    return [json.loads(line) for line in stdout.splitlines()]


def test_without_a_case_the_text_alone_is_read(analyst: Analyst) -> None:
    analyst.case.unlink()
    answer = analyst.run("where", "37SDT6449907431", "--json").json
    assert answer["notation"] == "MGRS"
    assert answer["verdicts"] == []
    assert abs(answer["lat"] - 33.50583) < 1e-5


def test_with_a_case_its_zones_and_places_answer_too(analyst: Analyst) -> None:
    ran = analyst.run("where", "33.7 N 38.4 E", "--when", "2017-05-18")
    assert "of Al-Tanf garrison" in ran.stdout
    assert "z-55km" in ran.stdout
    assert "outside by more than 100 km: z-astana-ghouta" in ran.stdout


def test_lines_are_answered_in_order_with_exactly_the_keys_promised(analyst: Analyst) -> None:
    texts = [
        "33.50583, 38.61778",
        "",
        "nonsense",
        "37SDT6449907431",
        "133 33",
        "shahma",
        '{"type":"Point","coordinates":[38.6,33.5]}',
    ]
    ran = analyst.run("where", "-", stdin="\n".join(texts).encode())
    assert ran.exit_code == 0
    answers = lines(ran.stdout)
    assert [answer["input"] for answer in answers] == texts
    for answer in answers:
        assert set(answer) in ({"input", "lat", "lon", "uncertainty_m", "notation"}, {"input", "error"})
    assert ["error" in answer for answer in answers] == [False, True, True, False, True, False, False]
    assert answers[5]["notation"] == "place"


def test_a_line_that_is_not_utf_8_is_an_error_and_not_the_end(analyst: Analyst) -> None:
    answers = lines(analyst.run("where", "-", stdin=b"\xff\xfe33.5\n33.5 38.6\r\n").stdout)
    assert "error" in answers[0]
    assert answers[1]["input"] == "33.5 38.6"
    assert answers[1]["lat"] == 33.5


def test_an_answer_with_an_error_is_one_line_whatever_was_asked(analyst: Analyst) -> None:
    ran = analyst.run("where", "-", stdin=("x" * 100_000 + "\n\x1b[31m\n").encode())
    assert len(ran.stdout.splitlines()) == 2
    assert all("error" in answer for answer in lines(ran.stdout))


def test_every_reading_of_a_wording_is_shown_with_its_derivation_and_verdicts(analyst: Analyst) -> None:
    ran = analyst.run("where", "27 km NW of al-Tanf", "--when", "2017-05-18")
    assert ran.exit_code == 0
    assert "has 2 readings" in ran.stdout
    for part in (
        "1  33.6778, 38.4119 ± 11.1 km",
        "from Al-Tanf garrison",
        "2  33.605",
        "from Al-Walid",
        "30.7 km from 1",
    ):
        assert part in ran.stdout
    assert ran.stdout.count("verdict") == 2
    assert ran.stdout.count("± from position of the origin") == 2


def test_programs_get_a_list_of_readings(analyst: Analyst) -> None:
    answer = analyst.run("where", "27 km NW of al-Tanf", "--json").json
    assert set(answer) == {"input", "readings"}
    garrison, crossing = answer["readings"]
    assert garrison["origins"] == ["al-tanf-garrison"]
    assert crossing["origins"] == ["al-walid-crossing"]
    assert garrison["notation"] == "distance and heading"
    parts = {part["source"]: part["metres"] for part in garrison["derivation"]["contributions"]}
    assert parts["distance precision"] == 500
    assert abs(sum(parts.values()) - garrison["uncertainty_m"]) < 1
    assert garrison["verdicts"]


def test_one_reading_stands_by_itself_as_before(analyst: Analyst) -> None:
    for text in ("33.5 N 38.6 E", "shahma", "27 km NW of the Rukban camp"):
        answer = analyst.run("where", text, "--json").json
        assert {
            "input",
            "lat",
            "lon",
            "uncertainty_m",
            "notation",
            "place",
            "formats",
            "warnings",
            "nearest",
            "verdicts",
        } < set(answer)
        [reading] = answer["readings"]
        assert reading.items() <= answer.items()


@pytest.mark.parametrize(
    "text",
    [
        "40 km south-west of Raqqa",
        "جنوب غرب الرقة بـ 40 كم",
        "в 40 км юго-западнее Ракки",
    ],
)
def test_the_same_wording_lies_at_one_place_in_three_languages(text: str, analyst: Analyst) -> None:
    answer = analyst.run("where", text, "--json").json
    assert (round(answer["lat"], 4), round(answer["lon"], 4)) == (35.6975, 38.6954)
    assert round(answer["uncertainty_m"]) == 16_117


def test_the_edge_of_a_zone_says_that_no_verdict_on_it_follows(analyst: Analyst) -> None:
    ran = analyst.run("where", "just outside the 55 km zone", "--json")
    assert [one["origins"] for one in ran.json["readings"]] == [["z-55km"], ["z-claim-crossing-centred"]]
    assert "no verdict on that zone follows from it" in ran.stderr
    assert ran.stderr.count("warning") == 1


def test_a_name_that_may_be_short_for_another_says_so(analyst: Analyst) -> None:
    ran = analyst.run("where", "Tanf", "--json")
    assert ran.json["place"] == "al-tanf-garrison"
    assert (
        "may also be short for Al-Walid / At Tanf border crossing (al-walid-crossing), 30.8 km away"
        in ran.stderr
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("27 km NW of Palmira", "Did you mean Palmyra (palmyra, 86)"),
        ("Palmira", "Did you mean Palmyra"),
        ("nowhere at all", "no place of the case"),
        ("27 km NW", "cannot be read as a locality"),
        ("outside the 55 km zone", "no outer limit"),
        ("133.5 38.6", "latitude 133.5"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_may_be_meant(text: str, told: str, analyst: Analyst) -> None:
    ran = analyst.run("where", text)
    assert ran.exit_code == 2
    assert told in ran.stderr


def test_without_a_case_a_wording_asks_for_one(analyst: Analyst) -> None:
    analyst.case.unlink()
    ran = analyst.run("where", "27 km NW of al-Tanf")
    assert ran.exit_code == 2
    assert "read as distance and heading" in ran.stderr
    assert "--case" in ran.stderr


def test_lines_of_wordings_are_answered_and_several_readings_are_an_error_that_lists_them(
    analyst: Analyst,
) -> None:
    texts = ["27 km NW of the Rukban camp", "27 km NW of al-Tanf", "near Zakaf", "near Palmira"]
    answers = lines(analyst.run("where", "-", stdin="\n".join(texts).encode()).stdout)
    assert [answer.get("notation") for answer in answers] == [
        "distance and heading",
        None,
        "near a place",
        None,
    ]
    for answer in answers:
        assert set(answer) in ({"input", "lat", "lon", "uncertainty_m", "notation"}, {"input", "error"})
    for part in ("2 readings", "al-tanf-garrison", "al-walid-crossing", "30.7 km from 1"):
        assert part in answers[1]["error"]
    assert "Did you mean" in answers[3]["error"]


def test_two_thousand_mixed_lines_take_a_tenth_of_what_twenty_thousand_may(analyst: Analyst) -> None:
    texts = []
    for number in range(500):
        texts += [
            f"33.{number:03} 38.6",
            f"{number + 1} km NW of al-Tanf",
            f"в {number + 1} км юго-западнее Ракки",
            f"nonsense {number}",
        ]
    started = time.perf_counter()
    ran = analyst.run_process("where", "-", stdin="\n".join(texts).encode())
    assert time.perf_counter() - started < 4
    assert len(ran.stdout.splitlines()) == len(texts)
