"""A case holds its records in canonical order, with unique ids and nothing that points nowhere."""

import pytest

from layers.case import Case
from layers.errors import DuplicateIdError, RecordError, UnknownIdError
from layers.records import CaseInfo, Claim, Incident, Party, Source

INFO = CaseInfo(id="test", title="Test")


def party(party_id: str, order: int) -> Party:
    return Party(id=party_id, name=party_id, order=order, code="X", color="#112233", shape="circle")


def test_parties_keep_their_order_and_all_others_are_sorted_by_id() -> None:
    case = Case(
        info=INFO,
        parties=(party("a", 2), party("z", 1)),
        incidents=(Incident(id="i2", title="second"), Incident(id="i1", title="first")),
    )
    assert [p.id for p in case.parties] == ["z", "a"]
    assert [i.id for i in case.incidents] == ["i1", "i2"]


def test_an_id_is_used_once_within_a_kind() -> None:
    with pytest.raises(DuplicateIdError, match="incident id 'i1'"):
        Case(info=INFO, incidents=(Incident(id="i1", title="a"), Incident(id="i1", title="b")))


def test_a_reference_must_lead_somewhere() -> None:
    lost = Claim(id="c1", subject_kind="incident", subject="i9", party="p", stance="denies", sources=("s",))
    with pytest.raises(RecordError, match="claim c1 names incident 'i9', which is not in the case"):
        Case(info=INFO, parties=(party("p", 1),), sources=(Source(id="s", title="S"),), claims=(lost,))


def test_records_are_found_by_kind_and_id() -> None:
    case = Case(info=INFO, incidents=(Incident(id="i1", title="first"),))
    assert case.get(Incident, "i1").title == "first"
    with pytest.raises(UnknownIdError, match="no incident 'i2'"):
        case.get(Incident, "i2")


def test_putting_records_in_leaves_the_old_case_as_it_was() -> None:
    case = Case(info=INFO, incidents=(Incident(id="i1", title="first"),))
    changed = case.with_records([Incident(id="i1", title="renamed"), Incident(id="i2", title="new")])
    assert [i.title for i in changed.incidents] == ["renamed", "new"]
    assert [i.title for i in case.incidents] == ["first"]
