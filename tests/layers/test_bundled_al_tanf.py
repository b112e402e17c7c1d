"""The bundled Al-Tanf case is whole: its counts, its links, and what its limits say."""

from collections import Counter

import pytest

from layers.case import Case
from layers.cases import bundled_case
from layers.errors import CaseFileError
from layers.locating import locate
from layers.records import Incident
from layers.zoning import construct


@pytest.fixture(scope="module")
def case() -> Case:
    return bundled_case("al-tanf")


def test_nothing_of_the_archive_is_missing(case: Case) -> None:
    assert len(case.parties) == 15
    assert len(case.sources) == 285
    assert len(case.places) == 81
    assert len(case.zone_definitions) == 21
    assert len(case.incidents) == 73
    assert Counter(claim.subject_kind for claim in case.claims)["incident"] == 378
    assert Counter(claim.subject_kind for claim in case.claims)["zone definition"] == 81
    assert len(case.article_statements) == 13
    assert sum(claim.reported_by_article for claim in case.claims) == 8
    assert sum(not claim.sources for claim in case.claims if claim.subject_kind == "incident") == 24


def test_the_grades_are_those_of_the_archive(case: Case) -> None:
    assert Counter(grade.value for grade in case.grades if grade.subject_kind == "source") == {
        "A": 8,
        "B": 118,
        "C": 106,
        "D": 53,
    }


def test_parties_stand_in_the_alphabetical_order_of_their_short_names(case: Case) -> None:
    short = [
        next(n.text for n in party.names if n.role == "short" and n.language == "en")
        for party in case.parties
    ]
    assert short == sorted(short, key=str.casefold)


def test_no_two_parties_share_colour_and_shape_or_code(case: Case) -> None:
    assert len({(party.color, party.shape) for party in case.parties}) == 15
    assert len({party.color for party in case.parties}) == 15
    assert len({party.code for party in case.parties}) == 15


def test_every_definition_can_be_built(case: Case) -> None:
    kinds = Counter(type(construct(definition, case)).__name__ for definition in case.zone_definitions)
    assert kinds == {
        "Circle": 10,
        "Polygon": 5,
        "Line": 2,
        "SideOfLine": 1,
        "Corridor": 1,
        "Union": 1,
        "PointSet": 1,
    }


def test_every_incident_has_a_place_with_its_uncertainty(case: Case) -> None:
    for incident in case.incidents:
        position = locate(incident.where, case)
        assert position is not None
        assert position.uncertainty_m


def test_times_of_day_are_kept_only_where_one_is_stated_for_the_event(case: Case) -> None:
    drone = case.get(Incident, "i-2017-06-20-shahed").when
    fighter = case.get(Incident, "i-2017-06-18-su22").when
    assert drone is not None
    assert drone.edtf == "2017-06-20T00:30+03:00"
    assert fighter is not None
    assert fighter.edtf == "2017-06-18"  # 18:43 or noon: the parties differ, so the anchor keeps the day


def test_its_limits_travel_with_it(case: Case) -> None:
    limits = " ".join(case.info.limits)
    assert "not evidence" in limits
    assert "31 km apart" in limits
    assert case.info.license == "CC BY 4.0"


def test_an_unknown_bundled_case_is_refused() -> None:
    with pytest.raises(CaseFileError, match="no case 'crimea' is bundled; there is al-tanf"):
        bundled_case("crimea")
