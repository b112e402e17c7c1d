"""Findings on the Al-Tanf case, checked by hand against what its sources are recorded to say.

The ten are those that the compilers of the case named as its most telling disagreements.
"""

import pytest

from layers.agreement import compare
from layers.cases import bundled_case

CASE = bundled_case("al-tanf")


def field(incident, name, **options):
    return compare(CASE, incident, **options).field(name)


def says(incident, name):
    return {vote.party: vote.text for vote in field(incident, name).votes}


def test_the_su22_fell_at_noon_or_at_18_43_and_lawfully_or_not():
    when = field("i-2017-06-18-su22", "when")
    assert when.vote_of("us-coalition").text == "2017-06-18T18:43+03:00"
    assert when.vote_of("syria-gov").text == "2017-06-18T12:00+03:00"
    assert ("syria-gov", "us-coalition") in when.differing
    assert field("i-2017-06-18-su22", "actor").agreement == "agreed"
    lawful = field("i-2017-06-18-su22", "lawful")
    assert lawful.agreement == "disputed"
    assert ("russia", "us-coalition") in lawful.differing


def test_the_pilot_was_recovered_by_one_side_or_held_by_the_other():
    found = compare(CASE, "i-2017-06-19-pilot")
    assert (found.agreement, found.decided_by) == ("disputed responsibility", "actor")
    assert says("i-2017-06-19-pilot", "actor")["syria-gov"] == "syria-gov"
    assert says("i-2017-06-19-pilot", "actor")["iran-aligned"] == "sdf"
    assert [silence.party for silence in found.silent] == ["sdf"]


def test_of_the_statement_of_19_june_nobody_denies_that_it_was_made():
    # Who said what in it differs within one party, the ministry and a senator: that is no difference between parties.
    assert field("i-2017-06-19-russian-statement", "occurred").agreement == "agreed"


def test_the_drone_of_20_june_was_outside_or_no_zone_is_recognised():
    inside = field("i-2017-06-20-shahed", "inside_zone")
    assert says("i-2017-06-20-shahed", "inside_zone")["us-coalition"] == "no"
    assert says("i-2017-06-20-shahed", "inside_zone")["russia"] == "denies-zone"
    assert ("russia", "us-coalition") in inside.differing
    assert inside.vote_of("us-coalition").changed  # the seed article has its officials say "in the area"
    silent = [silence.party for silence in compare(CASE, "i-2017-06-20-shahed").silent]
    assert silent == ["iran", "syria-gov"]


def test_the_strike_of_18_may_differs_on_its_law_and_not_on_who_struck():
    found = compare(CASE, "i-2017-05-18-convoy-strike")
    assert (found.agreement, found.decided_by) == ("disputed legality", "lawful")
    assert found.field("actor").agreement == "agreed"
    assert says("i-2017-05-18-convoy-strike", "killed")["syria-gov"].startswith("8")
    assert says("i-2017-05-18-convoy-strike", "killed")["sohr"].startswith("8")
    assert "syria-gov" not in says("i-2017-05-18-convoy-strike", "inside_zone")  # Damascus names no zone


def test_the_strike_of_6_june_lies_over_100_km_from_the_crossing_or_near_the_base():
    where = field("i-2017-06-06-strike", "where")
    assert ("sohr", "us-coalition") in where.differing
    assert where.spread.gap_km > 0
    assert says("i-2017-06-06-strike", "inside_zone")["russia"] == "denies-zone"


def test_the_militia_of_7_august_was_struck_by_the_coalition_or_by_isis():
    found = compare(CASE, "i-2017-08-07-kss")
    actors = says("i-2017-08-07-kss", "actor")
    assert actors["iran-aligned"] == "us-coalition"
    assert actors["us-coalition"] == "not us-coalition"
    assert actors["iraq"] == actors["isis"] == "isis"
    assert (found.agreement, found.field("actor").agreement) == ("disputed responsibility", "disputed")
    spread = found.field("killed").spread
    assert (spread.low, spread.high) == (36, 68)


def test_al_hari_was_struck_by_the_us_or_by_israel_which_keeps_silent():
    found = compare(CASE, "i-2018-06-17-hari")
    actors = says("i-2018-06-17-hari", "actor")
    assert actors["syria-gov"] == actors["iran-aligned"] == "us-coalition"
    assert actors["us-coalition"] == "israel, not us-coalition"
    assert found.field("actor").agreement == "disputed"
    assert [silence.party for silence in found.silent] == ["israel"]
    assert found.field("killed").spread.high == 55


def test_the_clash_of_21_june_2018_had_a_strike_or_none():
    found = compare(CASE, "i-2018-06-21-clash")
    assert says("i-2018-06-21-clash", "actor")["sohr"] == "us-coalition"
    assert says("i-2018-06-21-clash", "actor")["syria-gov"] == "opposition"
    assert ("sohr", "us-coalition") in found.field("killed").differing
    assert (found.field("killed").spread.low, found.field("killed").spread.high) == (0, 1)


def test_amman_placed_tower_22_in_syria_first_and_in_jordan_when_it_withdrew_that():
    found = compare(CASE, "i-2024-01-28-tower22")
    assert found.field("where").agreement == "agreed"
    assert found.field("where").vote_of("jordan").claim == "i-2024-01-28-tower22-c04"
    assert {*found.retracted, *found.superseded} == {"i-2024-01-28-tower22-c03"}


@pytest.mark.parametrize(
    ("as_of", "speaking"),
    [
        ("2017-06-17", ()),
        ("2017-06-18", ("press", "russia", "syria-gov", "us-coalition")),
    ],
)
def test_the_downing_of_18_june_is_spoken_of_from_that_day_on(as_of, speaking):
    # One claim has no date of its own and no dated source; it counts as said before all others.
    found = compare(CASE, "i-2017-06-18-su22", as_of=as_of)
    undated = {c.party for c in CASE.claims_about("incident", "i-2017-06-18-su22") if c.stated is None}
    assert set(speaking) <= set(found.speaking) <= set(speaking) | undated
