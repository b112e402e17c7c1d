"""How records become rows, and rows records."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from geo.position import Position
from layers.case import Case, references
from layers.errors import RecordError
from layers.gpkg.columns import Column, Group, Link
from layers.gpkg.mapping import table_of, tables
from layers.gpkg.rows import as_stored, record_of, row_of
from layers.records import (
    RECORD_TYPES,
    Claim,
    Construction,
    Harm,
    Incident,
    Location,
    Offset,
    Place,
    StatedValues,
    When,
    Zone,
    ZoneDefinition,
)
from tests.strategies import cases


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(cases())
def test_every_record_comes_back_from_its_row(case: Case) -> None:
    for record in (case.info, *case):
        row = row_of(record)
        assert record_of(type(record), row) == record
        assert as_stored(record, row) == record


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(cases())
def test_the_columns_name_the_same_records_as_the_records_do(case: Case) -> None:
    for record in (case.info, *case):
        assert sorted(named_by_columns(record)) == sorted(references(record))


def named_by_columns(record: Any) -> list[tuple[str, str]]:
    table, row = table_of(type(record)), row_of(record)
    found = [
        (column.refers_to, value)
        for column, value in zip(table.columns, row.values, strict=False)
        if column.refers_to and value is not None
    ]
    found += [
        (link.refers_to, part[0])
        for link, parts in zip(table.links, row.links, strict=True)
        for part in parts
        if link.refers_to
    ]
    if table.subjects:
        found.append((record.subject_kind, record.subject))
    return found


def test_no_field_of_a_record_is_without_a_place_in_the_tables() -> None:
    def holds(group: Group, record_type: type) -> None:
        assert [member.field for member in group.members] == [field.name for field in fields(record_type)]
        for member in group.members:
            if isinstance(member, Group):
                holds(member, member.record_type)
            else:
                assert isinstance(member, Column | Link)
                assert member.description.endswith(".")

    for table in tables():
        holds(table.group, table.record_type)
    assert {table.record_type for table in tables()} >= set(RECORD_TYPES.values())


def test_columns_have_the_names_a_reader_looks_for() -> None:
    assert {"harm_killed_low", "where_text", "where_place", "when_edtf", "inside_zone"} <= set(
        table_of(Claim).stored
    )
    assert {"where_position_lat", "where_offset_bearing"} <= set(table_of(Incident).stored)
    assert {link.table for link in table_of(ZoneDefinition).links} == {
        "name", "zone_definition_source", "zone_definition_part", "zone_definition_place",
    }  # fmt: skip


@pytest.mark.parametrize(
    "values",
    [
        StatedValues(),
        StatedValues(where=Location()),
        StatedValues(where=Location(offset=Offset())),
        StatedValues(where=Location(text="")),
        StatedValues(when=When(), harm=Harm()),
        StatedValues(harm=Harm(killed_low=0)),
        StatedValues(where=Location(position=Position(lat=0.0, lon=0.0))),
    ],
)
def test_nothing_said_an_empty_text_and_zero_stay_three_things(values: StatedValues) -> None:
    claim = Claim(id="c", subject_kind="incident", subject="i", party="p", stance="silent", values=values)
    assert record_of(Claim, row_of(claim)) == claim


@pytest.mark.parametrize(
    ("record", "says"),
    [
        (Zone(id="z", name="Z", note=5), "note 5 should be str"),  # type: ignore[arg-type]
        (Zone(id="z", name="Z", note="\ud83d"), "half a surrogate"),
        (Incident(id="i", title="I", external_ids=("a", "b"), zones=(7,)), "7 among its zones"),  # type: ignore[arg-type]
        (Incident(id="i", title="I", where=Location(precision_code=2**63)), "too large"),
        (Incident(id="i", title="I", where=Location(precision_code=True)), "should be int"),
        (Place(id="p", name="P", position=None), "position is missing"),  # type: ignore[arg-type]
        (
            ZoneDefinition(
                id="d",
                zone="z",
                name="D",
                stated_by="p",
                construction=Construction(
                    kind="circle", center_place="a", radius_m=1.0, half_width_m=float("nan")
                ),
            ),
            "half_width_m nan is not a finite number",
        ),
    ],
)
def test_a_value_that_fits_no_column_is_refused_by_name(record: Any, says: str) -> None:
    with pytest.raises(RecordError, match=says):
        row_of(record)


def test_whole_metres_are_read_back_as_the_floats_they_are_stored_as() -> None:
    place = Place(id="p", name="P", position=Position(lat=33, lon=-0.0, uncertainty_m=500))
    stored = as_stored(place, row_of(place))
    assert repr(stored.position) == "Position(lat=33.0, lon=0.0, uncertainty_m=500.0)"
    assert stored == place


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("external_ids", "not json", "holds no JSON list"),
        ("title", None, "title"),
        ("where_precision_code", "x", "no INTEGER"),
    ],
)
def test_a_row_spoiled_by_others_is_named_with_its_column(column: str, value: Any, says: str) -> None:
    row = row_of(Incident(id="i-7", title="I", where=Location(text="x")))
    table = table_of(Incident)
    spoiled = row._replace(
        values=tuple(value if name == column else v for name, v in zip(table.stored, row.values, strict=True))
    )
    with pytest.raises(RecordError, match=f"i-7.*{says}"):
        record_of(Incident, spoiled)
