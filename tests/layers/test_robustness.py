"""Which findings rest on one source, one origin or one grade."""

import pytest

from geo.position import Position
from layers.agreement import compare
from layers.case import Case
from layers.cases import bundled_case
from layers.errors import RecordError
from layers.records import (
    CaseInfo,
    Claim,
    Construction,
    Grade,
    Incident,
    Location,
    Party,
    Place,
    Source,
    StatedValues,
    Zone,
    ZoneDefinition,
)
from layers.robustness import ROBUSTNESS_COLUMNS, falls, robustness_frame


def party(party_id, order):
    return Party(id=party_id, name=party_id, order=order, code="x", color="#4477aa", shape="disc")


def claim(claim_id, who, *sources, supersedes=None, unverified=False, **values):
    return Claim(
        id=claim_id,
        subject_kind="incident",
        subject="i",
        party=who,
        stance="asserts",
        stated="2017-05-18",
        sources=sources,
        supersedes=supersedes,
        unverified=unverified,
        values=StatedValues(**values),
    )


def case_of(*claims, grades=()):
    return Case(
        info=CaseInfo(id="c", title="A case"),
        parties=(party("a", 0), party("b", 1), party("c", 2)),
        sources=(
            Source(id="s1", title="S"),
            Source(id="s2", title="S"),
            Source(id="s3", title="S", derives_from=("s1",)),
        ),
        places=(Place(id="centre", name="Centre", position=Position(lat=0, lon=0, uncertainty_m=0)),),
        zones=(Zone(id="zone", name="Zone"),),
        zone_definitions=(
            ZoneDefinition(
                id="z",
                zone="zone",
                name="Z",
                stated_by="a",
                uncertainty_m=0,
                construction=Construction(kind="circle", center_place="centre", radius_m=100_000.0),
            ),
        ),
        incidents=(Incident(id="i", title="I", zones=("z",)),),
        claims=claims,
        grades=grades,
    )


def fallen(case, **options):
    return {
        (f.dropped, f.finding.kind, f.finding.claim or f.finding.what or "i"): (f.before, f.after)
        for f in falls(case, **options)
    }


def test_a_class_that_rests_on_one_source_falls_with_it():
    case = case_of(claim("c1", "a", "s1", armed="yes"), claim("c2", "b", "s2", armed="no"))
    assert fallen(case) == {
        ("s1", "incident class", "i"): ("disputed detail", "single voice"),
        ("s1", "field class", "armed"): ("disputed", "single voice"),
        ("s2", "incident class", "i"): ("disputed detail", "single voice"),
        ("s2", "field class", "armed"): ("disputed", "single voice"),
    }


def test_a_claim_with_another_source_stands():
    case = case_of(claim("c1", "a", "s1", "s2", armed="yes"), claim("c2", "b", "s1", "s2", armed="no"))
    assert fallen(case) == {}


def test_copies_of_one_origin_fall_together():
    case = case_of(claim("c1", "a", "s1", "s3", armed="yes"), claim("c2", "b", "s2", armed="no"))
    assert {dropped for dropped, _, _ in fallen(case)} == {"s2"}
    assert {dropped for dropped, _, _ in fallen(case, drop="origin")} == {"s1", "s2"}


def test_a_claim_without_a_source_never_falls():
    case = case_of(claim("c1", "a", unverified=True, armed="yes"), claim("c2", "b", "s1", armed="no"))
    assert fallen(case)["s1", "field class", "armed"] == ("disputed", "single voice")
    assert {dropped for dropped, _, _ in fallen(case)} == {"s1"}


def test_all_of_a_grade_are_left_out_claims_too():
    grades = (
        Grade(id="g1", subject_kind="source", subject="s1", scale="A-D", value="D"),
        Grade(id="g2", subject_kind="source", subject="s2", scale="A-D", value="D"),
        Grade(id="g3", subject_kind="claim", subject="c3", scale="A-D", value="A"),
    )
    case = case_of(
        claim("c1", "a", "s1", armed="yes"),
        claim("c2", "b", "s2", armed="no"),
        claim("c3", "c", "s1", "s3", lawful="no"),
        grades=grades,
    )
    found = fallen(case, drop="grade")
    assert found["A-D: D", "field class", "armed"] == ("disputed", "unstated")
    assert ("A-D: D", "field class", "lawful") not in found
    assert found["A-D: A", "field class", "lawful"] == ("single voice", "unstated")


def test_a_support_falls_with_the_location_it_rests_on():
    where = Location(position=Position(lat=0.1, lon=0, uncertainty_m=0))
    case = case_of(claim("c1", "a", "s1", where=where), claim("c2", "a", "s2", inside_zone="yes"))
    assert fallen(case)["s1", "support", "c2"] == ("supported", "open")
    assert fallen(case)["s2", "support", "c2"] == ("supported", None)


def test_what_was_replaced_comes_back_without_its_replacement():
    where = Location(position=Position(lat=0.1, lon=0, uncertainty_m=0))
    case = case_of(
        claim("c1", "a", "s1", where=where, inside_zone="yes"),
        claim("c2", "a", "s2", where=where, inside_zone="no", supersedes="c1"),
    )
    assert fallen(case)["s2", "support", "c1"] == (None, "supported")
    assert fallen(case)["s2", "support", "c2"] == ("contradicted", None)


def test_what_can_be_left_out_is_said():
    with pytest.raises(RecordError, match="source, origin, grade"):
        robustness_frame(case_of(), drop="party")


def test_findings_on_the_bundled_case_fall_as_they_do_when_claims_are_taken_out_by_hand():
    case = bundled_case("al-tanf")
    found = robustness_frame(case)
    assert list(found.columns) == list(ROBUSTNESS_COLUMNS)
    # The only source of Iraq's account of 7 August 2017 and of ISIS's claim; take both claims out by hand.
    source = "mee-2017-08-09"
    kept = tuple(c for c in case.claims if c.sources != (source,))
    assert len(case.claims) - len(kept) >= 2
    by_hand = compare(
        Case(**{name: getattr(case, name) for name in Case.__slots__ if name != "claims"}, claims=kept),
        "i-2017-08-07-kss",
    )
    rows = found[(found["dropped"] == source) & (found["incident"] == "i-2017-08-07-kss")].set_index("what")
    before = compare(case, "i-2017-08-07-kss")
    changed = {
        field.field: field.agreement
        for field in by_hand.fields
        if field.agreement != before.field(field.field).agreement
    }
    assert changed
    assert rows.loc[rows["finding"] == "field class", "after"].to_dict() == changed
