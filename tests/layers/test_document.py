"""The case document is lossless both ways, in canonical order, and refuses what it cannot read."""

import json
from pathlib import Path

import pytest

from layers.case import Case
from layers.cases import bundled_case
from layers.document import read_document, write_document, write_document_file
from layers.errors import CaseFileError, DocumentError
from layers.records import CaseInfo, Harm, Incident, When
from layers.store import create_store


def test_the_bundled_case_survives_the_round_trip_byte_for_byte() -> None:
    case = bundled_case("al-tanf")
    text = write_document(case)
    assert read_document(text) == case
    assert write_document(read_document(text)) == text


def test_one_changed_field_is_one_changed_line() -> None:
    before = write_document(Case(info=CaseInfo(id="x", title="Before"))).splitlines()
    after = write_document(Case(info=CaseInfo(id="x", title="After"))).splitlines()
    assert [(a, b) for a, b in zip(before, after, strict=True) if a != b] == [
        (' "title": "Before"', ' "title": "After"')
    ]


def test_zero_and_empty_text_are_kept_apart_from_unknown() -> None:
    assert read_document(write_document(Case(info=CaseInfo(id="x", title="t", scope="")))).info.scope == ""
    assert read_document(write_document(Case(info=CaseInfo(id="x", title="t")))).info.scope is None
    assert json.loads('{"low": 0}')["low"] == Harm(killed_low=0).killed_low


def with_part(**parts: object) -> str:
    base = json.loads(
        write_document(Case(info=CaseInfo(id="x", title="t"), incidents=(Incident(id="i1", title="one"),)))
    )
    return json.dumps({**base, **parts})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not JSON"),
        ("[1", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "not a case document"),
        ('{"format": "geojson"}', "not a case document"),
        ('{"format": "contested case document", "version": 99}', "version 99"),
        (with_part(surprise=[]), "unknown part 'surprise'"),
        (with_part(incidents={}), "incidents: should be a list"),
        (with_part(incidents=[{"id": "i1"}]), r"incidents\[0\] \(i1\): Incident lacks 'title'"),
        (with_part(incidents=[{"id": "i1", "title": "x", "colour": 1}]), "unknown field 'colour'"),
        (with_part(incidents=[{"id": "i1", "title": 5}]), "title should be str, not 5"),
        (with_part(incidents=[{"id": "i1", "title": "x", "when": {"edtf": "May 2017"}}]), "is no EDTF date"),
        (
            with_part(incidents=[{"id": "i1", "title": "x", "where": {"position": {"lat": 95, "lon": 0}}}]),
            "latitude 95",
        ),
        (
            with_part(incidents=[{"id": "i1", "title": "x", "where": {"uncertainty_m": float("nan")}}]),
            "not JSON",
        ),
        (
            with_part(incidents=[{"id": "i1", "title": "x", "where": {"precision_code": True}}]),
            "should be int, not True",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(text: str, message: str) -> None:
    with pytest.raises(DocumentError, match=message):
        read_document(text, name="test.json")


def test_nested_records_are_read_back_as_records() -> None:
    case = Case(
        info=CaseInfo(id="x", title="t"), incidents=(Incident(id="i", title="T", when=When(edtf="2017-05~")),)
    )
    when = read_document(write_document(case)).incidents[0].when
    assert when == When(edtf="2017-05~")


def test_a_document_never_takes_the_place_of_a_case_file(tmp_path: Path) -> None:
    case = Case(info=CaseInfo(id="x", title="t"))
    target = tmp_path / "x.gpkg"
    with create_store(target, case, command="new"):
        pass
    before = target.read_bytes()
    with pytest.raises(CaseFileError, match="is a case file or another database, and stays"):
        write_document_file(case, target)
    assert target.read_bytes() == before
