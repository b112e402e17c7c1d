"""Independent origins are counted, not links."""

import pytest

from layers.case import Case
from layers.cases import bundled_case
from layers.errors import RecordError, UnknownIdError
from layers.origins import ORIGIN_COLUMNS, OriginNode, origins, origins_frame
from layers.records import CaseInfo, Claim, Incident, Party, Source

PARTY = Party(id="p", name="P", order=0, code="p", color="#4477aa", shape="disc")


def source(source_id, *derives_from, published=None):
    return Source(id=source_id, title=source_id, derives_from=derives_from, published=published)


def claim(claim_id, *sources, stated="2017-05-18", **more):
    return Claim(
        id=claim_id,
        subject_kind="incident",
        subject="i",
        party="p",
        stance="asserts",
        stated=stated,
        sources=sources,
        **more,
    )


def case_of(*sources, claims=()):
    return Case(
        info=CaseInfo(id="c", title="A case"),
        parties=(PARTY,),
        sources=sources,
        incidents=(Incident(id="i", title="I"), Incident(id="j", title="J")),
        claims=claims,
    )


def test_sources_that_derive_from_nothing_are_origins_of_their_own():
    found = origins(case_of(source("a"), source("b")), ["b", "a"])
    assert (found.count, found.roots) == (2, ("a", "b"))


def test_copies_of_one_report_are_one_origin():
    case = case_of(source("wire"), source("x", "wire"), source("y", "x"))
    found = origins(case, ["x", "y"])
    assert (found.count, found.roots) == (1, ("wire",))
    copy = OriginNode(source="y", cited=True)
    assert found.tree == (
        OriginNode(
            source="wire", cited=False, derived=(OriginNode(source="x", cited=True, derived=(copy,)),)
        ),
    )


def test_a_source_that_draws_on_two_adds_no_third_and_stands_under_both():
    case = case_of(source("a"), source("b"), source("both", "a", "b"))
    found = origins(case, ["both"])
    assert found.roots == ("a", "b")
    both = (OriginNode(source="both", cited=True),)
    assert [node.derived for node in found.tree] == [both, both]


def test_no_source_has_no_origin():
    assert origins(case_of(source("a")), []).count == 0


def test_a_circle_is_an_error_that_names_it():
    case = case_of(source("a", "c"), source("b", "a"), source("c", "b"))
    with pytest.raises(RecordError, match="a from c from b from a"):
        origins(case, ["a"])


def test_a_web_of_derivations_is_walked_once():
    # Two sources a level, each drawing on both below: were every path walked, that would be 2 to the power of 60.
    sources = [source("l00", "root"), source("r00", "root"), source("root")]
    for n in range(1, 61):
        below = (f"l{n - 1:02d}", f"r{n - 1:02d}")
        sources += [source(f"l{n:02d}", *below), source(f"r{n:02d}", *below)]
    case = case_of(*sources)
    assert origins(case, [s.id for s in case.sources]).roots == ("root",)


def test_an_unknown_source_is_said():
    with pytest.raises(UnknownIdError, match="'z'"):
        origins(case_of(source("a")), ["z"])


def test_sources_published_later_are_left_out():
    case = case_of(source("a", published="2017-05-18"), source("b", published="2017-06"), source("undated"))
    ids = ["a", "b", "undated"]
    assert origins(case, ids, as_of="2017-05-31").roots == ("a", "undated")
    assert origins(case, ids, as_of="2017-06-01").roots == ("a", "b", "undated")


def test_incidents_and_claims_have_their_counts():
    case = case_of(
        source("a"),
        source("b", "a"),
        source("c", published="2018"),
        claims=(claim("c1", "a", "b"), claim("c2", "c"), claim("c3", "b", retracted="2017-05-19")),
    )
    found = origins_frame(case)
    assert list(found.columns) == list(ORIGIN_COLUMNS)
    assert found.to_numpy().tolist() == [["i", 3, 2, "a; c"], ["j", 0, 0, ""]]
    assert origins_frame(case, as_of="2017-05-18").to_numpy().tolist()[0] == ["i", 2, 1, "a"]
    by_claim = origins_frame(case, by="claim")
    assert by_claim.to_numpy().tolist() == [["c1", 2, 1, "a"], ["c2", 1, 1, "c"]]


def test_the_reissue_and_the_relay_of_a_release_are_one_origin():
    case = bundled_case("al-tanf")
    found = origins_frame(case).set_index("subject").loc["i-2017-06-18-su22"]
    assert found["origins"] < found["sources"]
    assert "oir-2017-06-18-release" in found["roots"].split("; ")
    assert "usn-2017-06-18" not in found["roots"].split("; ")
