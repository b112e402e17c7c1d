"""The log: every write in it, every tampering found."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from geo.position import Position
from layers.case import Case
from layers.gpkg.blobs import register_functions
from layers.log import NO_HASH, fingerprint, verify_content, verify_log
from layers.records import CaseInfo, Incident, Place
from layers.store import Add, Remove, Replace, Store, create_store, open_store

if TYPE_CHECKING:
    from pathlib import Path

AT = datetime(2026, 1, 31, 12, 0, 0, 123_456, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A case with a log of five entries."""
    place = Place(id="p", name="P", position=Position(lat=33.0, lon=38.0))
    case = Case(info=CaseInfo(id="c", title="C"), places=(place,))
    where = tmp_path / "case.gpkg"
    with create_store(where, case, command="new", by="a", at=AT) as store:
        store.write([Add(record=Incident(id="i", title="First"))], command="add", by="b", at=AT)
        store.write([Replace(record=Incident(id="i", title="Second"))], command="edit", at=AT)
        store.write([Add(record=Incident(id="j", title="Third"))], command="add «التنف»", at=AT)
        store.write(
            [Remove(record_type=Incident, record_id="j"), Add(record=Incident(id="j", title="New"))],
            command="x",
            at=AT,
        )
    return where


def test_a_case_begins_with_an_entry_that_holds_its_fingerprint(path: Path) -> None:
    with open_store(path) as store:
        first = next(store.log())
    assert (first.seq, first.at, first.by, first.command) == (1, "2026-01-31T12:00:00.123Z", "a", "new")
    assert first.instant == datetime(2026, 1, 31, 12, 0, 0, 123_000, tzinfo=UTC)
    (change,) = first.changes
    assert (change["op"], change["holds"]) == ("create", {"place": 1})
    place = Place(id="p", name="P", position=Position(lat=33.0, lon=38.0))
    assert change["fingerprint"] == fingerprint(Case(info=CaseInfo(id="c", title="C"), places=(place,)))


def test_a_whole_log_has_no_fault(path: Path) -> None:
    with open_store(path) as store:
        assert verify_log(store) == []
        assert verify_content(store) is None


def test_the_chain_can_be_checked_with_what_the_docstring_says_alone(path: Path) -> None:
    previous = NO_HASH
    rows = sqlite3.connect(path).execute(
        'SELECT seq, "at", "by", "command", "changes", "previous", "hash" FROM log ORDER BY seq'
    )
    keys = ("seq", "at", "by", "command", "changes", "previous")
    for *row, digest in rows:
        text = json.dumps(dict(zip(keys, row, strict=True)), separators=(",", ":"), ensure_ascii=False)
        assert hashlib.sha256(text.encode()).hexdigest() == digest
        assert row[-1] == previous
        previous = digest


def test_the_log_keeps_what_was_before(path: Path) -> None:
    with open_store(path) as store:
        third = list(store.log())[2]
    (change,) = third.changes
    assert change["before"] == {"id": "i", "title": "First"}
    assert change["record"] == {"id": "i", "title": "Second"}


def tamper(path: Path, *statements: str) -> Store:
    """Change a case file past the door, as somebody with an SQLite shell could, triggers or not."""
    connection = sqlite3.connect(path)
    register_functions(connection)
    for statement in ("DROP TRIGGER log_keeps_its_entries", "DROP TRIGGER log_loses_no_entry", *statements):
        connection.execute(statement)
    connection.commit()
    connection.close()
    return open_store(path)


@pytest.mark.parametrize(
    ("statement", "seqs"),
    [
        ("UPDATE log SET \"by\" = 'someone else' WHERE seq = 3", [3]),
        ("UPDATE log SET \"by\" = 'someone' WHERE seq = 3", [3]),
        ("UPDATE log SET \"at\" = replace(\"at\", '2026', '2025') WHERE seq = 2", [2]),
        ("UPDATE log SET \"changes\" = replace(\"changes\", 'First', 'Fjrst') WHERE seq = 2", [2]),
        ("UPDATE log SET \"command\" = '' WHERE seq = 4", [4]),
        ("DELETE FROM log WHERE seq = 3", [4, 4]),
        ('UPDATE log SET "hash" = "previous" WHERE seq = 1', [1, 2]),
        ("UPDATE log SET seq = 9 WHERE seq = 5", [9, 9]),
    ],
)
def test_an_entry_changed_or_taken_out_breaks_the_chain(path: Path, statement: str, seqs: list[int]) -> None:
    with tamper(path, statement) as store:
        assert [fault.seq for fault in verify_log(store)] == seqs


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        (
            "UPDATE incident SET title = 'Quietly' WHERE id = 'i'",
            "incident i is not what entry 3 of the log made of it",
        ),
        ("DELETE FROM incident WHERE id = 'j'", "incident j is not what entry 5"),
        ("INSERT INTO incident (id, title) VALUES ('k', 'Slipped in')", "changed past the log"),
        ("UPDATE place SET position_lat = 33.1", "changed past the log"),
        ("UPDATE case_info SET title = 'Other'", "changed past the log"),
    ],
)
def test_a_record_changed_past_the_log_is_found(path: Path, statement: str, says: str) -> None:
    with tamper(path, statement) as store:
        assert verify_log(store) == []
        assert says in (verify_content(store) or "")


@pytest.mark.parametrize("statement", ["UPDATE log SET seq = 7 WHERE seq = 5", "DELETE FROM log"])
def test_the_file_itself_keeps_its_log_from_careless_hands(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="an entry of the log is never"):
        connection.execute(statement)
    connection.close()


def test_one_changed_letter_changes_the_fingerprint() -> None:
    one, other = (Case(info=CaseInfo(id="c", title=title)) for title in ("Title", "title"))
    assert fingerprint(one) != fingerprint(other)
    assert len(fingerprint(one)) == 64
