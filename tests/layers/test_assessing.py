"""Verdicts over whole cases, what claims say of inside and outside beside them, and who recognises which zone."""

from dataclasses import replace

import pandas as pd
import pytest

from geo.position import Position
from layers.assessing import VERDICT_COLUMNS, verdicts_frame
from layers.case import Case
from layers.cases import bundled_case
from layers.claimed_sides import CLAIMED_SIDE_COLUMNS, claimed_sides_frame
from layers.locating import locate
from layers.recognition import RECOGNITION_COLUMNS, recognition_frame
from layers.records import (
    CaseInfo,
    Claim,
    Construction,
    Incident,
    Location,
    Party,
    Place,
    Source,
    StatedValues,
    When,
    Zone,
    ZoneDefinition,
)
from layers.zoning import zone_verdicts

# The meridian arc of WGS 84 from 0 to 1 degree north: a (1 - e2) / (1 - e2 sin2)^1.5, integrated by Simpson's rule
DEGREE_NORTH_M = 110_574.389


def party(party_id, order):
    return Party(id=party_id, name=party_id, order=order, code="x", color="#4477aa", shape="disc")


def circle(definition_id, radius_m, *, stated_by="a", valid_from=None, valid_to=None, uncertainty_m=0.0):
    return ZoneDefinition(
        id=definition_id,
        zone="zone",
        name=definition_id,
        stated_by=stated_by,
        construction=Construction(kind="circle", center_place="centre", radius_m=radius_m),
        valid_from=valid_from,
        valid_to=valid_to,
        uncertainty_m=uncertainty_m,
    )


def at(lat, uncertainty_m=0.0):
    return Location(text=f"{lat} north", position=Position(lat=lat, lon=0.0, uncertainty_m=uncertainty_m))


def claim(claim_id, who="a", *, where=None, inside_zone=None, stated="2017-05-18", **more):
    return Claim(
        id=claim_id,
        subject_kind="incident",
        subject="i",
        party=who,
        stance=more.pop("stance", "asserts"),
        stated=stated,
        sources=("s",),
        values=StatedValues(where=where, inside_zone=inside_zone),
        **more,
    )


def case_of(*claims, where=None, zones=("near",), definitions=None, when="2017-05-18"):
    definitions = definitions or (circle("near", 100_000.0), circle("wide", 120_000.0, stated_by="b"))
    return Case(
        info=CaseInfo(id="c", title="A case"),
        parties=(party("a", 0), party("b", 1), party("c", 2)),
        sources=(Source(id="s", title="S"),),
        places=(Place(id="centre", name="Centre", position=Position(lat=0.0, lon=0.0, uncertainty_m=0.0)),),
        zones=(Zone(id="zone", name="Zone"),),
        zone_definitions=definitions,
        incidents=(Incident(id="i", title="I", when=When(edtf=when), where=where, zones=zones),),
        claims=claims,
    )


def statuses(frame):
    return {
        (row.claim or "own", row.definition): row.status
        for row in frame.replace({float("nan"): None}).itertuples()
    }


# Verdicts


def test_every_location_is_judged_under_every_definition():
    case = case_of(claim("c1", where=at(1.0)), claim("c2", where=at(0.1)), where=at(2.0))
    found = verdicts_frame(case)
    assert list(found.columns) == list(VERDICT_COLUMNS)
    assert statuses(found) == {
        ("own", "near"): "outside",
        ("own", "wide"): "outside",
        ("c1", "near"): "outside",
        ("c1", "wide"): "inside",
        ("c2", "near"): "inside",
        ("c2", "wide"): "inside",
    }
    border_m = found.loc[(found["claim"] == "c1") & (found["definition"] == "near"), "border_m"].item()
    assert border_m == pytest.approx(DEGREE_NORTH_M - 100_000, abs=1e-2)


def test_uncertainty_of_location_and_definition_makes_a_verdict_possible():
    case = case_of(
        claim("c1", where=at(1.0, 6_000.0)),
        claim("c2", where=at(1.0, 4_000.0)),
        definitions=(circle("near", 100_000.0, uncertainty_m=5_000.0),),
    )
    found = verdicts_frame(case)
    assert statuses(found) == {("c1", "near"): "possible", ("c2", "near"): "outside"}
    assert found["uncertainty_m"].tolist() == [11_000.0, 9_000.0]
    assert found["decided_by"].tolist() == [
        "10.6 km outside the border, less than the uncertainty of 11.0 km",
        "10.6 km outside the border, more than the uncertainty of 9.0 km",
    ]


def test_what_cannot_be_placed_has_no_verdict():
    case = case_of(claim("c1", where=Location(text="in the desert")), claim("c2"))
    assert verdicts_frame(case).empty


def test_definitions_out_of_force_are_judged_as_rivals_only():
    definitions = (
        circle("near", 100_000.0, valid_from="2016"),
        circle("wide", 120_000.0, valid_from="2018"),
    )
    case = case_of(where=at(1.0), definitions=definitions)
    found = verdicts_frame(case).set_index("definition")["in_force"]
    assert found.to_dict() == {"near": "yes", "wide": "rival"}
    assert verdicts_frame(case_of(where=at(1.0), definitions=definitions, when="2015")).empty


def test_zones_parties_and_dates_narrow_the_rows():
    case = case_of(
        claim("c1", "a", where=at(0.1)), claim("c2", "b", where=at(0.2), stated="2017-06-01"), where=at(2.0)
    )
    assert len(verdicts_frame(case)) == 6
    assert len(verdicts_frame(case, zones=["zone"])) == 6
    assert set(statuses(verdicts_frame(case, zones=["wide"]))) == {
        ("own", "wide"),
        ("c1", "wide"),
        ("c2", "wide"),
    }
    assert set(statuses(verdicts_frame(case, zones=["near"], parties=["b"]))) == {
        ("own", "near"),
        ("c2", "near"),
    }
    assert set(statuses(verdicts_frame(case, zones=["near"], as_of="2017-05-31"))) == {
        ("own", "near"),
        ("c1", "near"),
    }


def test_retracted_locations_are_not_judged():
    assert verdicts_frame(case_of(claim("c1", where=at(0.1), retracted="2017-05-19"))).empty


def test_columns_give_what_single_verdicts_give_on_the_bundled_case():
    case = bundled_case("al-tanf")
    found = verdicts_frame(case).set_index(["incident", "definition"])
    own = found[found["claim"].isna()]
    incident = case.get(Incident, "i-2017-06-06-strike")
    single = zone_verdicts(
        locate(incident.where, case),
        case.zone_definitions,
        case,
        when="2017-06-06",
        time_zone="Asia/Damascus",
    )
    assert single
    for expected in single:
        row = own.loc[(incident.id, expected.definition.id)]
        assert row["status"] == expected.verdict.status
        assert row["in_force"] == expected.in_force
        assert row["border_m"] == pytest.approx(expected.verdict.border_m, abs=1e-3)
        assert row["share_inside"] == pytest.approx(expected.verdict.share_inside, abs=1e-9)
        assert row["decided_by"] == expected.verdict.decided_by


# What claims say of inside and outside


@pytest.mark.parametrize(
    ("says", "lat", "support"),
    [
        ("yes", 0.1, "supported"),
        ("no", 0.1, "contradicted"),
        ("yes", 2.0, "contradicted"),
        ("no", 2.0, "supported"),
        ("denies-zone", 0.1, "open"),
        ("denies-zone", 2.0, "open"),
    ],
)
def test_a_claims_word_is_set_beside_the_verdict(says, lat, support):
    found = claimed_sides_frame(case_of(claim("c1", where=at(lat), inside_zone=says)))
    assert list(found.columns) == list(CLAIMED_SIDE_COLUMNS)
    assert found[["definition", "located_by", "support"]].to_numpy().tolist() == [["near", "claim", support]]


def test_a_possible_verdict_leaves_a_claim_open_and_says_why():
    found = claimed_sides_frame(case_of(claim("c1", where=at(1.0, 20_000.0), inside_zone="yes")))
    assert found[["support", "reason"]].to_numpy().tolist() == [
        ["open", "possible: 10.6 km outside the border, less than the uncertainty of 20.0 km"]
    ]


def test_without_a_location_a_claim_stays_open():
    found = claimed_sides_frame(case_of(claim("c1", inside_zone="yes")))
    assert found[["support", "reason"]].to_numpy().tolist() == [["open", "no location that can be placed"]]
    assert found["status"].isna().all()


def test_the_partys_own_location_comes_before_the_incidents():
    case = case_of(claim("c1", inside_zone="yes"), claim("c2", where=at(2.0)), where=at(0.1))
    found = claimed_sides_frame(case)
    assert found[["located_by", "support"]].to_numpy().tolist() == [["party", "contradicted"]]
    found = claimed_sides_frame(case_of(claim("c1", inside_zone="yes"), where=at(0.1)))
    assert found[["located_by", "support"]].to_numpy().tolist() == [["incident", "supported"]]


def test_the_definition_that_the_incident_names_judges():
    found = claimed_sides_frame(case_of(claim("c1", "b", where=at(1.0), inside_zone="yes"), zones=("near",)))
    assert found[["definition", "chosen_as", "support"]].to_numpy().tolist() == [
        ["near", "named by the incident", "contradicted"]
    ]


def test_where_the_incident_names_none_the_partys_own_judges_and_then_all():
    by_b = claimed_sides_frame(case_of(claim("c1", "b", where=at(1.0), inside_zone="yes"), zones=()))
    assert by_b[["definition", "chosen_as", "support"]].to_numpy().tolist() == [
        ["wide", "stated by the party", "supported"]
    ]
    by_c = claimed_sides_frame(case_of(claim("c1", "c", where=at(1.0), inside_zone="yes"), zones=()))
    assert by_c[["definition", "chosen_as", "support"]].to_numpy().tolist() == [
        ["near", "in force", "contradicted"],
        ["wide", "in force", "supported"],
    ]


def test_where_no_definition_was_in_force_a_claim_stays_open():
    case = case_of(
        claim("c1", where=at(0.1), inside_zone="yes"), definitions=(circle("near", 1e5, valid_from="2020"),)
    )
    found = claimed_sides_frame(case)
    assert found["reason"].tolist() == ["no zone definition with an inside was in force"]
    assert found["definition"].isna().all()


def test_verdicts_never_change_the_case():
    case = case_of(claim("c1", where=at(2.0), inside_zone="yes"))
    before = replace(case)
    claimed_sides_frame(case)
    assert case == before


# Recognition


def stand(claim_id, who, stance, stated, definition="near"):
    return Claim(
        id=claim_id,
        subject_kind="zone definition",
        subject=definition,
        party=who,
        stance=stance,
        stated=stated,
        sources=("s",),
    )


def recognition(case, **options):
    found = recognition_frame(case, **options)
    assert list(found.columns) == list(RECOGNITION_COLUMNS)
    near = found[found["definition"] == "near"]
    return dict(zip(near["party"], near["recognition"], strict=True))


def test_a_partys_latest_stand_on_a_zone_counts():
    case = case_of(stand("r1", "b", "rejects", "2017-06-07"), stand("r2", "b", "ambiguous", "2018-10-28"))
    assert recognition(case) == {"a": "states", "b": "ambiguous", "c": "unknown"}
    assert recognition(case, as_of="2017-12-31")["b"] == "rejects"
    assert recognition(case, as_of="2017-06-06")["b"] == "unknown"
    changed = recognition_frame(case).set_index(["definition", "party"])["changed"]
    assert changed["near", "b"]
    assert not changed["near", "a"]


def test_silence_on_a_zone_is_not_ignorance_and_yields_to_any_word():
    case = case_of(
        stand("r1", "b", "silent", "2017-07-01"),
        stand("r2", "c", "silent", "2019"),
        stand("r3", "c", "recognises", "2018"),
    )
    assert recognition(case) == {"a": "states", "b": "silent", "c": "recognises"}


def test_a_definitions_author_can_reject_it_later():
    assert recognition(case_of(stand("r1", "a", "rejects", "2018")))["a"] == "rejects"


def test_frames_are_new_at_each_call():
    case = case_of(claim("c1", where=at(0.1)))
    first = verdicts_frame(case)
    first["status"] = "changed"
    pd.testing.assert_frame_equal(verdicts_frame(case), verdicts_frame(case))
    assert verdicts_frame(case)["status"].tolist() == ["inside", "inside"]
