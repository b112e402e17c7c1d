"""A case in memory answers as its case file does, and takes no change."""

from pathlib import Path

import pytest

from geo.position import Position
from layers.cases import bundled_case
from layers.errors import CaseFileError, RecordError
from layers.memory import MemoryStore
from layers.records import RECORD_TYPES, Claim, Incident, KnownPosition, Place, ZoneDefinition
from layers.store import create_store

FILTERS = [
    (Claim, {"party": "russia", "stance": "denies"}),
    (Claim, {"subject": "z-55km"}),
    (Claim, {"sources": "seed-article"}),
    (Incident, {"zones": "z-rukban-berm"}),
    (Incident, {"where_place": "zakaf"}),
    (ZoneDefinition, {"stated_by": "press"}),
    (Claim, {"where_place": "resafa"}),
    (Claim, {"inside_zone": "denies-zone"}),
]


def test_it_answers_as_the_case_file_does(tmp_path: Path) -> None:
    case = bundled_case("al-tanf")
    memory = MemoryStore(case)
    here = Position(lat=33.6, lon=38.5)
    with create_store(tmp_path / "c.gpkg", case, command="new") as store:
        assert memory.info() == store.info()
        for record_type in RECORD_TYPES.values():
            assert memory.count(record_type) == store.count(record_type)
        for record_type, equal in FILTERS:
            found = list(memory.records(record_type, **equal))
            assert found == list(store.records(record_type, **equal)), equal
            assert found, equal
        for record_type in (Place, Incident, KnownPosition):
            near = {record.id for record in memory.near(record_type, here, 60_000)}
            assert near == {record.id for record in store.near(record_type, here, 60_000)}
            assert near
        assert memory.read_case() == store.read_case()


def test_it_takes_no_change_and_says_what_to_do() -> None:
    store = MemoryStore(bundled_case("al-tanf"))
    with pytest.raises(CaseFileError, match=r"contested new al-tanf\.gpkg --from al-tanf"):
        store.write([], command="add")
    assert list(store.log()) == []


def test_an_unknown_column_is_refused() -> None:
    with pytest.raises(RecordError, match="no column 'colour'"):
        MemoryStore(bundled_case("al-tanf")).count(Incident, colour="red")
