"""Records check themselves once, when made, and say what is wrong."""

import pytest

from geo.position import Position
from layers.errors import RecordError
from layers.records import (
    Claim,
    Construction,
    Harm,
    Incident,
    Location,
    Name,
    Offset,
    Party,
    Source,
    StatedValues,
    ZoneDefinition,
)


def claim(**changes: object) -> Claim:
    fields: dict[str, object] = {
        "id": "c1", "subject_kind": "incident", "subject": "i1", "party": "p1", "stance": "asserts", "sources": ("s1",),
    }  # fmt: skip
    return Claim(**{**fields, **changes})  # type: ignore[arg-type]


def test_a_claim_without_a_source_is_refused_unless_it_says_so() -> None:
    with pytest.raises(RecordError, match="c1: it has no source"):
        claim(sources=())
    assert claim(sources=(), unverified=True).unverified
    assert claim(sources=(), stance="silent").stance == "silent"


def test_a_stance_must_fit_its_subject() -> None:
    assert claim(subject_kind="zone definition", stance="rejects").stance == "rejects"
    with pytest.raises(RecordError, match="stance 'rejects' is none of asserts, confirms, denies"):
        claim(stance="rejects")
    with pytest.raises(RecordError, match="stance 'condemns' is none of asserts, recognises"):
        claim(subject_kind="zone definition", stance="condemns")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Incident(id="", title="x"), "an id has 1 to 120 characters"),
        (lambda: Incident(id="a b", title="x"), "no spaces"),
        (lambda: Incident(id="i1", title="  "), "title is empty"),
        (lambda: Name(text="x", language="English"), "no BCP 47 tag"),
        (
            lambda: Party(id="p", name="P", order=1, code="P", color="red", shape="circle"),
            "no colour such as",
        ),
        (lambda: Source(id="s", title="t", sha256="abc"), "64 hexadecimal digits"),
        (lambda: Source(id="s", title="t", published="18 May 2017"), "is no EDTF date"),
        (lambda: Harm(killed_low=5, killed_high=3), "must rise"),
        (lambda: Harm(injured_low=-1), "0 or more"),
        (lambda: Offset(distance_km=-4.0), "0 or more"),
        (lambda: Location(uncertainty_m=float("nan")), "0 or more"),
        (lambda: StatedValues(lawful="maybe"), "none of yes, no"),
        (lambda: Construction(kind="circle", center_place="x"), "a circle needs radius_m"),
        (lambda: Construction(kind="circle", center_place="x", radius_m=0.0), "not above 0"),
        (
            lambda: Construction(
                kind="side of line", line_of="z", side="up", outline=(Position(lat=1, lon=1),)
            ),
            "none of north",
        ),
    ],
)
def test_a_record_that_contradicts_itself_is_refused(make, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(RecordError, match=message):
        make()


def test_unknown_stays_unknown() -> None:
    definition = ZoneDefinition(
        id="z", zone="zone", name="Z", stated_by="p", construction=Construction(kind="points", places=("a",))
    )
    assert definition.uncertainty_m is None
    assert definition.valid_from is None
    assert Harm().killed_low is None
