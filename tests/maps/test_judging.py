"""Agreement and verdicts as the page receives them: those of the library, row for row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from layers.agreement import compare_all
from layers.assessing import verdict_rows
from layers.cases import bundled_case
from layers.claimed_sides import claimed_side_rows
from maps.judging import FORCE_LETTERS, STATUS_LETTERS
from maps.page import PageData, page_data

if TYPE_CHECKING:
    from layers.case import Case


@pytest.fixture(scope="module")
def case() -> Case:
    return bundled_case("al-tanf")


@pytest.fixture(scope="module")
def data(case: Case) -> PageData:
    return page_data(case)


def test_every_incident_has_the_class_and_the_field_that_the_library_finds(
    case: Case, data: PageData
) -> None:
    found = [(comparison.agreement, comparison.decided_by) for comparison in compare_all(case)]
    assert [(row.agreement, row.decided_by) for row in data.incidents] == found
    assert sum(data.counts.agreement.values()) == len(case.incidents)


def test_every_verdict_of_the_library_is_in_the_page(case: Case, data: PageData) -> None:
    definitions = {row.id: number for number, row in enumerate(data.zone_definitions)}
    incidents = {row.id: row for row in data.incidents}
    claims = {row.id: row for row in data.claims}
    for row in verdict_rows(case):
        stated = incidents[row["incident"]] if row["claim"] is None else claims[row["claim"]]
        assert stated.judged is not None
        place, number = data.judged_places[stated.judged], definitions[row["definition"]]
        assert place.status[number] == STATUS_LETTERS[row["status"]]
        assert place.border_m[number] == round(row["border_m"])
        assert incidents[row["incident"]].in_force[number] == FORCE_LETTERS[row["in_force"]]
        if row["status"] == "possible":
            share = place.shares[place.status[:number].count("p")]
            assert share == pytest.approx(row["share_inside"], abs=0.001)


def test_a_definition_without_an_inside_has_no_verdict(data: PageData) -> None:
    for number, definition in enumerate(data.zone_definitions):
        for place in data.judged_places:
            assert (
                (place.status[number] == "-")
                == (not definition.has_inside)
                == (place.border_m[number] is None)
            )


def test_what_claims_say_of_the_side_stands_beside_what_geometry_says(case: Case, data: PageData) -> None:
    rows = claimed_side_rows(case)
    assert [data.claims[side.claim].id for side in data.claimed_sides] == [row["claim"] for row in rows]
    assert [side.support for side in data.claimed_sides] == [row["support"] for row in rows]


def test_times_of_statements_count_from_1970(case: Case, data: PageData) -> None:
    claim = next(row for row in data.claims if row.stated == "2017-06-18")
    assert claim.said_s == 1_497_733_200  # 18 June 2017, 00:00 in Damascus, then three hours ahead of UTC
    assert claim.said_until_s == claim.said_s + 86_400
