"""What differs between two versions of a case, in order, for people and for programs."""

import json
from dataclasses import replace

from geo.position import Position
from layers.case import Case
from layers.cases import bundled_case
from layers.differences import ClassChange, Differences, FieldChange, Retraction, VerdictFlip, differences
from layers.records import (
    CaseInfo,
    Claim,
    Construction,
    Harm,
    Incident,
    Location,
    Party,
    Place,
    Source,
    StatedValues,
    Zone,
    ZoneDefinition,
)


def party(party_id, order):
    return Party(id=party_id, name=party_id, order=order, code="x", color="#4477aa", shape="disc")


def claim(claim_id, who, **values):
    return Claim(
        id=claim_id,
        subject_kind="incident",
        subject="i",
        party=who,
        stance="asserts",
        summary=f"{who} says so",
        sources=("s",),
        values=StatedValues(**values),
    )


CASE = Case(
    info=CaseInfo(id="c", title="A case"),
    parties=(party("a", 0), party("b", 1)),
    sources=(Source(id="s", title="A source"),),
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
    incidents=(
        Incident(
            id="i",
            title="I",
            where=Location(position=Position(lat=1.0, lon=0, uncertainty_m=20_000), text="north"),
        ),
    ),
    claims=(claim("c1", "a", armed="yes"), claim("c2", "b", armed="yes", harm=Harm(killed_low=1))),
)


def changed(**records):
    return replace(CASE, **records)


def test_equal_cases_do_not_differ():
    assert not differences(CASE, replace(CASE))
    assert list(differences(CASE, CASE).lines()) == []


def test_records_added_and_removed_are_named_with_their_title():
    added = CASE.with_records([Incident(id="j", title="Another")])
    assert list(differences(CASE, added).lines()) == ["+ incident j: Another"]
    assert list(differences(added, CASE).lines()) == ["- incident j: Another"]


def test_a_changed_record_names_each_field_by_its_path():
    second = replace(CASE.claims[1], values=StatedValues(armed="yes", harm=Harm(killed_low=2)), stated="2017")
    found = differences(CASE, changed(claims=(CASE.claims[0], second)))
    (change,) = found.records
    assert change.fields == (
        FieldChange(field="stated", before=None, after="2017"),
        FieldChange(field="values.harm.killed_low", before=1, after=2),
    )
    assert list(found.lines()) == [
        "~ claim c2: b says so",
        "    stated: not given -> 2017",
        "    values.harm.killed_low: 1 -> 2",
    ]


def test_a_change_of_the_case_itself_comes_first():
    found = differences(
        CASE, replace(CASE.with_records([Incident(id="j", title="J")]), info=CaseInfo(id="c", title="B"))
    )
    assert [change.kind for change in found.records] == ["case", "incident"]


def test_a_retraction_is_named_apart_and_may_change_a_class():
    second = replace(CASE.claims[1], retracted="2017-06-09")
    found = differences(CASE, changed(claims=(CASE.claims[0], second)))
    assert found.retractions == (Retraction(claim="c2", party="b", subject="i", retracted="2017-06-09"),)
    assert found.classes == (
        ClassChange(incident="i", field=None, before="agreed", after="single voice"),
        ClassChange(incident="i", field="armed", before="agreed", after="single voice"),
        ClassChange(incident="i", field="killed", before="single voice", after="unstated"),
    )
    assert list(found.lines())[-4:] == [
        "~ claim c2 of b on i retracted 2017-06-09",
        "~ class of i: agreed -> single voice",
        "~ class of armed of i: agreed -> single voice",
        "~ class of killed of i: single voice -> unstated",
    ]


def test_a_verdict_flips_when_a_location_is_known_better():
    better = Location(position=Position(lat=1.0, lon=0, uncertainty_m=500), text="north")
    found = differences(CASE, changed(incidents=(replace(CASE.incidents[0], where=better),)))
    assert found.verdicts == (
        VerdictFlip(incident="i", claim=None, definition="z", before="possible", after="outside"),
    )


def test_a_verdict_flips_when_the_definition_changes():
    wider = replace(
        CASE.zone_definitions[0],
        construction=Construction(kind="circle", center_place="centre", radius_m=2e5),
    )
    found = differences(CASE, changed(zone_definitions=(wider,)))
    assert [flip.after for flip in found.verdicts] == ["inside"]


def test_differences_are_plain_data_for_json():
    found = differences(CASE, changed(claims=CASE.claims[:1]))
    data = json.loads(json.dumps(found.as_data()))
    assert list(data) == ["records", "retractions", "verdicts", "classes"]
    assert data["records"] == [
        {"what": "removed", "kind": "claim", "id": "c2", "label": "b says so", "fields": []}
    ]
    assert data["classes"][0] == {"incident": "i", "field": None, "before": "agreed", "after": "single voice"}
    assert Differences().as_data() == {"records": [], "retractions": [], "verdicts": [], "classes": []}


def test_the_order_of_versions_matters_and_both_ways_mirror_each_other():
    after = changed(claims=CASE.claims[:1])
    there, back = differences(CASE, after), differences(after, CASE)
    assert [(c.incident, c.field, c.before, c.after) for c in there.classes] == [
        (c.incident, c.field, c.after, c.before) for c in back.classes
    ]


def test_the_bundled_case_differs_from_itself_without_a_source_in_readable_lines():
    case = bundled_case("al-tanf")
    gone = replace(case.get(Claim, "i-2017-08-07-kss-c01"), retracted="2017-08-09")
    lines = list(differences(case, case.with_records([gone])).lines())
    assert "~ class of i-2017-08-07-kss: disputed responsibility -> disputed detail" not in lines
    assert "~ claim i-2017-08-07-kss-c01 of iran-aligned on i-2017-08-07-kss retracted 2017-08-09" in lines
    assert "~ class of actor of i-2017-08-07-kss: disputed -> agreed" in lines
