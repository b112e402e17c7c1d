"""What `where` answers, alone and line by line."""

import json

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
