"""The rules of agreement, each on a case made for it."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.position import Position
from layers.agreement import FIELD_CLASSES, INCIDENT_CLASSES, compare
from layers.agreement.classes import field_class, incident_class
from layers.agreement.comparing import compare_claims
from layers.agreement.fields import FIELDS
from layers.agreement.frames import agreement_frame, agreement_of, field_agreement_frame
from layers.agreement.pairs import PARTY_PAIR_COLUMNS, party_pairs_frame
from layers.agreement.values import Category, Count, Denial, Disc, Time, Words, agree, opposed
from layers.case import Case
from layers.cases import bundled_case
from layers.errors import TimeError, UnknownIdError
from layers.records import (
    CaseInfo,
    Claim,
    Harm,
    Incident,
    Location,
    Party,
    Source,
    StatedValues,
    When,
)

# One degree of longitude on the equator of WGS 84: a * pi / 180, with a = 6,378,137 m (NGA.STND.0036)
DEGREE_ON_EQUATOR_KM = 111.31949079


def party(party_id, order):
    return Party(id=party_id, name=party_id, order=order, code=party_id[0], color="#4477aa", shape="disc")


PARTIES = tuple(party(f"party-{letter}", n) for n, letter in enumerate("abcd"))
SOURCES = (
    Source(id="s-1", title="One", published="2017-05-19"),
    Source(id="s-2", title="Two", published="2017-06-01"),
    Source(id="s-undated", title="Three"),
)


def case_of(*claims, **more):
    return Case(
        info=CaseInfo(id="c", title="A case", time_zone="Asia/Damascus"),
        parties=PARTIES,
        sources=SOURCES,
        incidents=(Incident(id="i", title="An incident"),),
        claims=claims,
        **more,
    )


def claim(
    who,
    n=1,
    *,
    stance="asserts",
    stated="2017-05-18",
    sources=("s-1",),
    supersedes=None,
    retracted=None,
    **values,
):
    return Claim(
        id=f"{who}-{n}",
        subject_kind="incident",
        subject="i",
        party=f"party-{who}",
        stance=stance,
        stated=stated,
        sources=sources,
        supersedes=supersedes,
        retracted=retracted,
        values=StatedValues(**values),
    )


def silence(who, n=1):
    return Claim(
        id=f"{who}-silent-{n}",
        subject_kind="incident",
        subject="i",
        party=f"party-{who}",
        stance="silent",
        searched_in="its agency",
        searched_until="2017-06-30",
    )


def at(lon, lat=0.0, uncertainty_m=None, text=None):
    return Location(position=Position(lat=lat, lon=lon, uncertainty_m=uncertainty_m), text=text)


def killed(low, high, best=None):
    return Harm(killed_low=low, killed_high=high, killed_best=best)


def classes(*claims, **options):
    found = compare(case_of(*claims), "i", **options)
    return {field.field: field.agreement for field in found.fields if field.agreement != "unstated"}


# Fields


def test_a_field_that_nobody_states_is_unstated():
    found = compare(case_of(), "i")
    assert {field.agreement for field in found.fields} == {"unstated"}
    assert (found.agreement, found.decided_by) == ("unstated", None)


def test_a_field_of_one_party_is_a_single_voice_however_often_it_speaks():
    assert classes(claim("a", 1, armed="yes"), claim("a", 2, armed="no")) == {"armed": "single voice"}


def test_equal_categories_agree():
    assert classes(claim("a", weapon="Air strike"), claim("b", weapon="air  STRIKE")) == {"weapon": "agreed"}


def test_two_of_three_make_partly():
    found = classes(claim("a", actor="party-c"), claim("b", actor="party-c"), claim("d", actor="party-a"))
    assert found == {"actor": "partly"}


def test_no_two_alike_are_disputed():
    assert classes(claim("a", weapon="drone"), claim("b", weapon="rocket"))["weapon"] == "disputed"


@pytest.mark.parametrize("field", ["occurred", "armed", "lawful", "inside_zone"])
def test_yes_against_no_is_disputed_even_where_others_agree(field):
    found = classes(claim("a", **{field: "yes"}), claim("b", **{field: "yes"}), claim("c", **{field: "no"}))
    assert found == {field: "disputed"}


def test_rejecting_the_zone_is_a_category_of_its_own():
    assert classes(claim("a", inside_zone="yes"), claim("b", inside_zone="denies-zone")) == {
        "inside_zone": "disputed"
    }
    assert classes(
        claim("a", inside_zone="yes"), claim("b", inside_zone="yes"), claim("c", inside_zone="denies-zone")
    ) == {"inside_zone": "partly"}
    assert classes(claim("a", inside_zone="denies-zone"), claim("b", inside_zone="denies-zone")) == {
        "inside_zone": "agreed"
    }


def test_times_agree_when_an_instant_lies_in_both():
    day = claim("a", when=When(edtf="2017-05-18"))
    assert classes(day, claim("b", when=When(edtf="2017-05-18T16:30+03:00"))) == {"when": "agreed"}
    assert classes(day, claim("b", when=When(edtf="2017-05-19"))) == {"when": "disputed"}
    assert classes(day, claim("b", when=When(edtf="2017-05-10/.."))) == {"when": "agreed"}


def test_days_are_those_of_the_case():
    # 23:30 UTC on the 17th is half past two on the 18th in Damascus.
    found = classes(claim("a", when=When(edtf="2017-05-18")), claim("b", when=When(edtf="2017-05-17T23:30Z")))
    assert found == {"when": "agreed"}


def test_the_gap_of_a_set_is_no_time_stated():
    found = compare(
        case_of(
            claim("a", when=When(edtf="[2017-05-17,2017-05-20]")), claim("b", when=When(edtf="2017-05-18"))
        ),
        "i",
    ).field("when")
    assert found.agreement == "disputed"
    assert found.spread.gap_hours == 0  # the days touch, though they have no instant in common


def test_hours_are_counted_between_the_nearest_ends():
    found = compare(
        case_of(
            claim("a", when=When(edtf="2017-06-18T12:00+03:00")),
            claim("b", when=When(edtf="2017-06-18T18:43+03:00")),
        ),
        "i",
    ).field("when")
    assert found.agreement == "disputed"
    assert found.spread.gap_hours == pytest.approx(6 + 42 / 60)  # from the end of 12:00 to 18:43
    assert found.spread.text == "6.7 hours between"


def test_places_agree_when_their_discs_touch():
    apart = compare(
        case_of(claim("a", where=at(0, uncertainty_m=50_000)), claim("b", where=at(1, uncertainty_m=50_000))),
        "i",
    ).field("where")
    assert apart.agreement == "disputed"
    assert apart.spread.apart_km == pytest.approx(DEGREE_ON_EQUATOR_KM, abs=1e-6)
    assert apart.spread.gap_km == pytest.approx(DEGREE_ON_EQUATOR_KM - 100, abs=1e-6)
    assert apart.differing == (("party-a", "party-b"),)
    touching = compare(
        case_of(claim("a", where=at(0, uncertainty_m=60_000)), claim("b", where=at(1, uncertainty_m=60_000))),
        "i",
    ).field("where")
    assert touching.agreement == "agreed"
    assert touching.spread.gap_km == 0
    assert touching.spread.text == "111.3 km apart, discs touch"


def test_a_place_without_uncertainty_is_taken_as_a_point_and_says_so():
    found = compare(case_of(claim("a", where=at(0)), claim("b", where=at(1, uncertainty_m=1000))), "i")
    assert found.field("where").agreement == "disputed"
    assert not found.field("where").spread.uncertainty_known


def test_counts_agree_when_their_ranges_have_a_number_in_common():
    assert classes(claim("a", harm=killed(36, 47)), claim("b", harm=killed(47, 60)))["killed"] == "agreed"
    assert classes(claim("a", harm=killed(36, 47)), claim("b", harm=killed(48, 60)))["killed"] == "disputed"


def test_a_count_without_an_upper_end_is_open():
    found = compare(case_of(claim("a", harm=killed(40, None)), claim("b", harm=killed(68, 68))), "i")
    assert found.field("killed").agreement == "agreed"
    assert found.field("killed").spread.text == "40 to 68 or more"
    assert (
        classes(claim("a", harm=killed(40, None)), claim("b", harm=killed(None, 39)))["killed"] == "disputed"
    )


def test_a_best_figure_alone_is_both_ends():
    found = classes(claim("a", harm=killed(None, None, best=22)), claim("b", harm=killed(23, None)))
    assert found["killed"] == "disputed"


def test_killed_and_injured_are_compared_apart():
    found = classes(
        claim("a", harm=Harm(killed_low=1, killed_high=1, injured_low=7, injured_high=7)),
        claim("b", harm=Harm(killed_low=1, killed_high=1, injured_low=2, injured_high=2)),
    )
    assert found == {"killed": "agreed", "injured": "disputed"}


def test_different_wordings_are_no_disagreement():
    found = classes(claim("a", target_text="a column"), claim("b", target_text="militiamen"))
    assert found == {"target": "not compared"}


def test_the_same_words_agree():
    found = classes(claim("a", target_text="A Column"), claim("b", target_text="a column"))
    assert found == {"target": "agreed"}


def test_words_beside_named_parties_are_left_out():
    found = compare(
        case_of(
            claim("a", actor="party-c"),
            claim("b", actor="party-c"),
            claim("d", actor_text="unknown aircraft"),
        ),
        "i",
    ).field("actor")
    assert found.agreement == "agreed"
    assert [vote.text for vote in found.votes] == ["party-c", "party-c", "unknown aircraft"]


def test_two_that_share_words_and_one_that_names_a_party_only_partly_agree_with_another_that_differs():
    named = (claim("a", actor="party-c"), claim("b", actor="party-d"))
    assert (
        classes(*named, claim("c", actor_text="gunmen"), claim("d", actor_text="gunmen"))["actor"] == "partly"
    )


def test_a_place_in_words_alone_cannot_be_compared():
    found = classes(claim("a", where=at(0)), claim("b", where=Location(text="somewhere in the desert")))
    assert found == {"where": "not compared"}


# Occurrence and responsibility


def test_asserting_is_not_read_as_occurrence_but_confirming_is():
    assert classes(claim("a", armed="yes"), claim("b", stance="confirms")) == {
        "armed": "single voice",
        "occurred": "single voice",
    }


def test_a_denial_of_the_occurrence_disputes_it():
    found = compare(
        case_of(
            claim("a", occurred="yes"), claim("b", occurred="yes"), claim("c", stance="denies", occurred="no")
        ),
        "i",
    )
    assert (found.agreement, found.decided_by) == ("disputed occurrence", "occurred")


def test_a_denial_without_an_actor_is_one_of_responsibility_where_another_names_the_speaker():
    found = compare(case_of(claim("a", occurred="yes", actor="party-b"), claim("b", stance="denies")), "i")
    assert (found.agreement, found.decided_by) == ("disputed responsibility", "actor")
    assert found.field("actor").vote_of("party-b").text == "not party-b"
    assert found.field("occurred").agreement == "single voice"


def test_a_denial_says_nothing_of_the_actor_where_nobody_names_the_speaker():
    assert classes(claim("a", actor="party-c"), claim("b", stance="denies")) == {"actor": "single voice"}


def test_a_denial_disputes_even_where_all_others_agree():
    found = classes(claim("a", actor="party-c"), claim("b", actor="party-c"), claim("c", stance="denies"))
    assert found == {"actor": "disputed"}


def test_naming_another_keeps_the_denial_beside_it():
    found = compare(
        case_of(
            claim("a", actor="party-c"),
            claim("b", actor="party-c"),
            claim("c", 1, stance="denies"),
            claim("c", 2, stated="2017-05-20", actor="party-d"),
        ),
        "i",
    ).field("actor")
    assert found.vote_of("party-c").text == "party-d, not party-c"
    assert found.agreement == "disputed"


def test_who_has_claimed_a_thing_and_later_denies_it_is_taken_at_the_later_word():
    claimed = claim("b", 1, stated="2017-05-18", actor="party-b")
    denied = claim("b", 2, stated="2017-05-19", stance="denies")
    accuser = claim("a", actor="party-b")
    assert classes(accuser, claimed, denied) == {"actor": "disputed"}
    admitted_later = replace(claimed, stated="2017-05-20")
    assert classes(accuser, admitted_later, denied) == {"actor": "agreed"}


# Incidents


@pytest.mark.parametrize(
    ("differing", "expected"),
    [
        ({"occurred"}, "disputed occurrence"),
        ({"actor"}, "disputed responsibility"),
        ({"lawful"}, "disputed legality"),
        ({"when"}, "disputed detail"),
        ({"inside_zone"}, "disputed detail"),
        ({"when", "lawful", "actor", "occurred"}, "disputed occurrence"),
        ({"when", "lawful", "actor"}, "disputed responsibility"),
        ({"when", "lawful"}, "disputed legality"),
    ],
)
def test_the_gravest_dispute_gives_an_incident_its_class(differing, expected):
    fields = {field.name: "disputed" if field.name in differing else "agreed" for field in FIELDS}
    assert incident_class(fields).agreement == expected
    assert incident_class(fields).decided_by in differing


def test_an_incident_is_agreed_where_two_agree_and_none_differ():
    found = compare(case_of(claim("a", occurred="yes", armed="no"), claim("b", occurred="yes")), "i")
    assert (found.agreement, found.decided_by) == ("agreed", "occurred")


def test_two_that_speak_of_different_things_are_no_agreement():
    found = compare(case_of(claim("a", occurred="yes"), claim("b", lawful="no")), "i")
    assert found.agreement == "single voice"
    assert found.speaking == ("party-a", "party-b")


def test_every_class_is_described():
    assert set(FIELD_CLASSES) == {"unstated", "single voice", "not compared", "agreed", "partly", "disputed"}
    assert list(INCIDENT_CLASSES)[:4] == [
        "disputed occurrence", "disputed responsibility", "disputed legality", "disputed detail",
    ]  # fmt: skip


# Silence


def test_silence_is_no_vote_and_keeps_where_and_until_when_was_searched():
    found = compare(case_of(claim("a", occurred="yes"), silence("b")), "i")
    assert found.field("occurred").agreement == "single voice"
    assert [(s.party, s.searched_in, s.searched_until) for s in found.silent] == [
        ("party-b", "its agency", "2017-06-30")
    ]
    assert found.unheard == ("party-c", "party-d")


def test_a_party_that_speaks_is_not_silent():
    found = compare(case_of(silence("a"), claim("a", occurred="yes")), "i")
    assert (found.speaking, found.silent) == (("party-a",), ())


# Statement clock


def test_the_latest_word_of_a_party_counts_and_the_earlier_ones_are_named():
    found = compare(
        case_of(
            claim("a", 2, stated="2017-05-18", weapon="drone"),
            claim("a", 1, stated="2017-05-20", weapon="rocket"),
            claim("b", weapon="rocket"),
        ),
        "i",
    ).field("weapon")
    vote = found.vote_of("party-a")
    assert (vote.text, vote.claim, vote.earlier, vote.changed) == ("rocket", "a-1", ("a-2",), True)
    assert found.agreement == "agreed"


def test_a_later_claim_that_does_not_speak_of_a_field_leaves_the_earlier_word_standing():
    found = classes(claim("a", 1, armed="yes"), claim("a", 2, stated="2017-06-01", lawful="yes"))
    assert found == {"armed": "single voice", "lawful": "single voice"}


def test_of_words_said_at_one_time_the_most_precise_counts_and_then_the_last_id():
    hour, day = When(edtf="2017-06-18T18:43+03:00"), When(edtf="2017-06-18")
    found = compare(case_of(claim("a", 1, when=hour), claim("a", 2, when=day)), "i")
    assert found.field("when").vote_of("party-a").text == "2017-06-18T18:43+03:00"
    found = compare(case_of(claim("a", 1, weapon="drone"), claim("a", 2, weapon="rocket")), "i")
    assert found.field("weapon").vote_of("party-a").text == "rocket"
    found = compare(case_of(claim("a", 1, actor="party-b"), claim("a", 2, actor_text="they")), "i")
    assert found.field("actor").vote_of("party-a").text == "party-b"


def test_a_claim_without_a_date_counts_as_said_when_its_first_source_appeared():
    undated = claim("a", 1, stated=None, sources=("s-2", "s-undated"), weapon="drone")
    dated = claim("a", 2, stated="2017-05-25", weapon="rocket")
    vote = compare(case_of(undated, dated), "i").field("weapon").vote_of("party-a")
    assert vote.text == "drone"  # its source is of 1 June
    never = replace(undated, sources=("s-undated",))
    assert compare(case_of(never, dated), "i").field("weapon").vote_of("party-a").text == "rocket"


def test_as_of_a_date_later_words_are_hidden():
    claims = (claim("a", 1, stated="2017-05-18", armed="yes"), claim("b", stated="2017-06-01", armed="no"))
    assert classes(*claims, as_of="2017-05-31") == {"armed": "single voice"}
    assert classes(*claims, as_of="2017-06-01") == {"armed": "disputed"}
    assert compare(case_of(*claims), "i", as_of="2017-05-31").later == ("b-1",)


def test_a_vague_statement_date_counts_from_its_first_day():
    claims = (claim("a", armed="yes"), claim("b", stated="2017-06", armed="no"))
    assert classes(*claims, as_of="2017-05-31") == {"armed": "single voice"}
    assert classes(*claims, as_of="2017-06-01") == {"armed": "disputed"}


def test_a_retraction_applies_from_its_own_date():
    claims = (claim("a", armed="yes", retracted="2017-05-20"), claim("b", armed="no"))
    assert classes(*claims, as_of="2017-05-19") == {"armed": "disputed"}
    assert classes(*claims, as_of="2017-05-20") == {"armed": "single voice"}
    assert classes(*claims) == {"armed": "single voice"}
    assert compare(case_of(*claims), "i").retracted == ("a-1",)


def test_a_claim_that_is_replaced_counts_in_no_field():
    first = claim("a", 1, armed="yes", lawful="yes")
    second = claim("a", 2, stated="2017-06-01", supersedes="a-1", armed="no")
    assert classes(first, second) == {"armed": "single voice"}
    assert classes(first, second, as_of="2017-05-31") == {"armed": "single voice", "lawful": "single voice"}
    assert compare(case_of(first, second), "i").superseded == ("a-1",)


def test_what_was_replaced_does_not_come_back_when_the_replacement_is_retracted():
    first = claim("a", 1, armed="yes")
    second = claim("a", 2, supersedes="a-1", armed="no", retracted="2017-06-01")
    found = compare(case_of(first, second), "i")
    assert (found.superseded, found.retracted, found.speaking) == (("a-1",), ("a-2",), ())


def test_only_the_parties_asked_for_are_compared():
    claims = (claim("a", armed="yes"), claim("b", armed="no"), claim("c", armed="yes"))
    found = compare(case_of(*claims), "i", parties=["party-a", "party-c"])
    assert found.field("armed").agreement == "agreed"
    assert found.unheard == ()


def test_what_does_not_exist_is_said():
    with pytest.raises(UnknownIdError, match="nowhere"):
        compare(case_of(), "nowhere")
    with pytest.raises(TimeError):
        compare(case_of(), "i", as_of="8 June 2017")


def test_a_comparison_needs_nothing_heavy():
    script = (
        "import sys\n"
        "from layers.agreement import compare\n"
        "from layers.cases import bundled_case\n"
        "compare(bundled_case('al-tanf'), 'i-2017-06-18-su22')\n"
        "print([m for m in ('numpy', 'pandas', 'shapely', 'pyproj', 'geopandas') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_a_comparison_is_plain_data_for_json():
    found = compare(
        case_of(
            claim("a", when=When(edtf="2017-05-18"), where=at(0, uncertainty_m=5)),
            claim("b", stance="denies", actor_text="They"),
            silence("c"),
        ),
        "i",
    )
    data = json.loads(json.dumps(found.as_data()))
    values = {field["field"]: [vote["value"] for vote in field["votes"]] for field in data["fields"]}
    assert values["where"] == [{"kind": "disc", "position": {"lat": 0.0, "lon": 0, "uncertainty_m": 5}}]
    assert values["actor"] == [{"kind": "words", "key": "they"}]
    assert data["silent"][0]["searched_in"] == "its agency"


# Frames


def test_an_incident_without_a_claim_has_its_row():
    case = case_of().with_records([Incident(id="another", title="Another")])
    found = agreement_frame(case)
    assert found["incident"].tolist() == ["another", "i"]
    assert found["agreement"].tolist() == ["unstated", "unstated"]
    assert found["speaking"].tolist() == [0, 0]
    assert len(field_agreement_frame(case)) == 2 * len(FIELDS)


def test_a_table_of_ones_own_needs_only_incident_and_party():
    pd = pytest.importorskip("pandas")
    table = pd.DataFrame({"incident": ["x", "x"], "party": ["a", "b"], "weapon": ["drone", None]})
    before = table.copy()
    found = agreement_of(table)
    pd.testing.assert_frame_equal(table, before)
    assert found[["agreement", "weapon"]].to_numpy().tolist() == [["single voice", "single voice"]]


def test_pairs_of_parties_count_agreement_and_silence_apart():
    case = case_of(
        claim("a", occurred="yes", actor="party-d", armed="yes", weapon="drone"),
        claim("b", occurred="yes", actor="party-c", armed="yes", weapon="rocket"),
        silence("c"),
    )
    found = party_pairs_frame(case).set_index(["party", "other", "group"])
    assert list(found.columns) == list(PARTY_PAIR_COLUMNS)[3:]
    both = found.loc[("party-a", "party-b")]
    assert both["agree"].to_dict() == {"occurrence": 1, "responsibility": 0, "legality": 0, "detail": 0}
    assert both["disputed"].to_dict() == {"occurrence": 0, "responsibility": 1, "legality": 0, "detail": 0}
    assert both["partly"].to_dict() == {"occurrence": 0, "responsibility": 0, "legality": 0, "detail": 1}
    assert both.loc["legality", "not_compared"] == 1
    assert found.loc[("party-a", "party-c", "detail"), ["both_speak", "one_silent"]].tolist() == [0, 1]
    assert found.loc[("party-a", "party-d", "detail"), "one_unheard"] == 1
    assert found.loc[("party-c", "party-d"), :].to_numpy().sum() == 0


# Properties


def values():
    times = st.tuples(st.integers(0, 20), st.integers(1, 20)).map(
        lambda t: Time(spans=((t[0], t[0] + t[1]),))
    )
    counts = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda t: Count(low=t[0], high=t[0] + t[1]))
    discs = st.tuples(st.floats(0, 1), st.floats(0, 50_000)).map(
        lambda t: Disc(position=Position(lat=0, lon=t[0], uncertainty_m=t[1]))
    )
    words = st.sampled_from("xyz").map(lambda key: Words(key=key))
    yes_no = st.sampled_from(["yes", "no", "denies-zone"]).map(lambda key: Category(key=key))
    parties = st.sampled_from("abc").map(lambda key: Category(key=key))
    denials = st.sampled_from("abc").map(lambda key: Denial(party=key))
    kinds = [times | words, counts, discs | words, yes_no, parties | words | denials]
    return st.sampled_from(kinds).flatmap(lambda kind: st.lists(kind, min_size=1, max_size=6))


@given(values(), st.randoms())
@settings(max_examples=150)
def test_the_order_of_votes_does_not_matter(votes, random):
    shuffled = votes.copy()
    random.shuffle(shuffled)
    assert field_class(shuffled) == field_class(votes)


@given(values(), st.integers(0, 5))
@settings(max_examples=150)
def test_one_more_voice_for_a_value_never_makes_a_field_disputed(votes, n):
    again = votes[n % len(votes)]
    if field_class(votes) != "disputed" and not isinstance(again, Denial):
        assert field_class([*votes, again]) != "disputed"


@given(values())
@settings(max_examples=150)
def test_classes_say_what_they_mean(votes):
    found = field_class(votes)
    pairs = [(one, other) for n, one in enumerate(votes) for other in votes[n + 1 :]]
    agreeing = [agree(one, other) for one, other in pairs]
    if found == "agreed":
        assert True in agreeing
        assert False not in agreeing
    if found == "partly":
        assert True in agreeing
    if found == "disputed":
        assert True not in agreeing or any(opposed(one, other) for one, other in pairs)
    if found in {"single voice", "not compared"}:
        assert set(agreeing) <= {None}


AL_TANF = bundled_case("al-tanf")


@given(st.randoms())
@settings(max_examples=20, deadline=None)
def test_the_order_of_claims_does_not_matter(random):
    case = AL_TANF
    incident = case.get(Incident, "i-2018-06-17-hari")
    claims = list(case.claims_about("incident", incident.id))
    before = compare_claims(incident, claims, case)
    random.shuffle(claims)
    after = compare_claims(incident, claims, case)
    assert after.fields == before.fields
    assert after.agreement == before.agreement


def test_adding_a_silence_changes_no_class():
    case = AL_TANF
    silences = [
        Claim(id=f"zz-{i.id}", subject_kind="incident", subject=i.id, party="turkey", stance="silent")
        for i in case.incidents
    ]
    more = case.with_records(silences)
    for incident in case.incidents:
        assert compare(more, incident.id).fields == compare(case, incident.id).fields
