"""The log: who changed what, when, by which command, each entry chained to the one before it by its hash.

The hash of an entry is the SHA-256 of one line of JSON in UTF-8: its `seq`, `at`, `by`, `command`, `changes` (itself
the text of a JSON list) and `previous`, in this order, without spaces. So no entry can be altered, put in or taken
out of the middle without a break that anyone can find with nothing but this paragraph. Whoever rewrites every entry up to
the end can still make a whole chain: to exclude that, keep the last hash somewhere else.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from layers.case import COLLECTIONS
from layers.errors import RecordError
from layers.plain import canonical_json, to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layers.case import Case
    from layers.records import Record
    from layers.store import Store

NO_HASH = "0" * 64
"""What the first entry has in the place of the hash before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One write: all its changes, and the hash that chains it to the one before.

    Parameters
    ----------
    seq : int
        Its number, from 1.
    at : str
        When it was written, in UTC to the millisecond: `2026-01-31T12:00:00.000Z`.
    by : str or None
        Who asked for it.
    command : str
        What was asked for.
    changes_text : str
        The changes as JSON, as they are hashed.
    previous, hash : str
        SHA-256 in hexadecimal digits, of the entry before and of this one.
    """

    seq: int
    at: str
    by: str | None
    command: str
    changes_text: str
    previous: str
    hash: str

    @property
    def changes(self) -> list[dict[str, Any]]:
        """The changes: `op`, `kind`, `id`, `record` as it became, and `before`, as it was."""
        return cast("list[dict[str, Any]]", json.loads(self.changes_text))

    @property
    def instant(self) -> datetime:
        """When it was written, as an aware datetime."""
        return datetime.fromisoformat(self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFault:
    """Where the chain breaks, and how."""

    seq: int
    fault: str


def next_entry(
    last: LogEntry | None, changes: list[dict[str, Any]], *, command: str, by: str | None, at: datetime | None
) -> LogEntry:
    """Return the entry that follows the last one.

    Raises
    ------
    RecordError
        If `at` does not say its zone.

    Examples
    --------
    >>> entry = next_entry(None, [], command="new", by=None, at=datetime(2026, 1, 31, 12, tzinfo=UTC))
    >>> entry.seq, entry.at, entry.hash[:12]
    (1, '2026-01-31T12:00:00.000Z', '4689eedd27b9')
    """
    seq, previous = (last.seq + 1, last.hash) if last else (1, NO_HASH)
    entry = {
        "seq": seq,
        "at": instant_text(at or datetime.now(UTC)),
        "by": by,
        "command": command,
        "changes": json.dumps(changes, ensure_ascii=False, allow_nan=False, separators=(",", ":")),
        "previous": previous,
    }
    digest = entry_hash(entry)
    changes_text = entry.pop("changes")
    return LogEntry(**entry, changes_text=changes_text, hash=digest)  # type: ignore[arg-type]


def entry_hash(entry: dict[str, object]) -> str:
    """Return the SHA-256 of an entry's parts, in hexadecimal digits."""
    text = json.dumps(entry, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def instant_text(instant: datetime) -> str:
    """Return an aware datetime as text, in UTC to the millisecond.

    Examples
    --------
    >>> instant_text(datetime(2026, 1, 31, 12, tzinfo=UTC))
    '2026-01-31T12:00:00.000Z'
    """
    if instant.tzinfo is None:
        raise RecordError(f"the instant {instant} does not say its zone; give it one, such as UTC")
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def added(record: Record) -> dict[str, Any]:
    """Return the log's line for a record put in."""
    return {"op": "add", "kind": record.KIND, "id": record.id, "record": to_plain(record)}


def replaced(before: Record, record: Record) -> dict[str, Any]:
    """Return the log's line for a record put in the place of another."""
    return {
        "op": "replace",
        "kind": record.KIND,
        "id": record.id,
        "record": to_plain(record),
        "before": to_plain(before),
    }


def removed(before: Record) -> dict[str, Any]:
    """Return the log's line for a record taken out."""
    return {"op": "remove", "kind": before.KIND, "id": before.id, "before": to_plain(before)}


def created(info: Record, counts: dict[str, int], digest: str) -> dict[str, Any]:
    """Return the log's line for a case that begins: how many records of each kind, and the fingerprint of all."""
    return {
        "op": "create",
        "kind": "case",
        "id": info.id,
        "record": to_plain(info),
        "holds": {kind: count for kind, count in counts.items() if count},
        "fingerprint": digest,
    }


def imported(holds: dict[str, int], ids: str, digest: str) -> dict[str, Any]:
    """Return the log's line for many new records at once.

    Parameters
    ----------
    holds : dict of str to int
        How many records of each kind.
    ids : str
        Their ids, as of `packed_ids`, in the order in which their lines went into the digest.
    digest : str
        SHA-256 of the records' lines, as of `fingerprint_line`.

    Examples
    --------
    >>> line = imported({"incident": 2}, packed_ids({"incident": ["i-1", "i-2"]}), "0" * 64)
    >>> line["holds"], ids_of(line)
    ({'incident': 2}, [('incident', 'i-1'), ('incident', 'i-2')])
    """
    return {"op": "import", "kind": "case", "id": "", "holds": holds, "ids": ids, "fingerprint": digest}


def packed_ids(ids: dict[str, list[str]]) -> str:
    """Return the ids of each kind as one text: one a line, packed with zlib, in base 64."""
    import zlib
    from base64 import b64encode

    text = "\n".join(record_id for of_kind in ids.values() for record_id in of_kind)
    return b64encode(zlib.compress(text.encode(), 1)).decode("ascii")


def ids_of(line: dict[str, Any]) -> list[tuple[str, str]]:
    """Return kind and id of every record that an import's line put in, in order."""
    import zlib
    from base64 import b64decode

    parts = iter(zlib.decompress(b64decode(line["ids"])).decode().split("\n"))
    return [(kind, next(parts)) for kind, count in line["holds"].items() for _ in range(count)]


def fingerprint(case: Case) -> str:
    """Return the SHA-256 of a case: of every record's kind and canonical JSON, one a line, in canonical order.

    Examples
    --------
    >>> from layers.case import Case
    >>> from layers.records import CaseInfo
    >>> fingerprint(Case(info=CaseInfo(id="empty", title="Nothing yet")))[:12]
    '1c4f03f069ef'
    """
    digest = hashlib.sha256()
    for record in (case.info, *case):
        digest.update(fingerprint_line(record))
    return digest.hexdigest()


def fingerprint_line(record: Record) -> bytes:
    """Return what one record puts into the fingerprint of its case."""
    return f"{record.KIND}\t{canonical_json(record)}\n".encode()


def verify_log(store: Store) -> list[LogFault]:
    """Return every break in the chain of a store's log; none, if it is whole."""
    faults = []
    seq, previous = 0, NO_HASH
    for entry in store.log():
        parts = {
            "seq": entry.seq,
            "at": entry.at,
            "by": entry.by,
            "command": entry.command,
            "changes": entry.changes_text,
            "previous": entry.previous,
        }
        if entry.seq != seq + 1:
            faults.append(
                LogFault(seq=entry.seq, fault=f"the entry after {seq} is {entry.seq}: one is missing")
            )
        if entry.previous != previous:
            faults.append(LogFault(seq=entry.seq, fault="it does not follow the entry before it"))
        if entry_hash(parts) != entry.hash:
            faults.append(
                LogFault(seq=entry.seq, fault="its hash is not that of its content: it was altered")
            )
        seq, previous = entry.seq, entry.hash
    return faults


def verify_content(store: Store) -> str | None:
    """Return what speaks against the records being what the log says; None, if nothing does.

    All changes are taken back in memory, the last first; what is left must be the case that the first entry saw begin.
    A record changed by any other way than `Store.write` comes to light here.
    """
    with store.moment():
        case = store.read_case()
        entries = list(store.log())
    if not entries:
        return "the log is empty"
    now: dict[tuple[str, str], object] = {
        (record.KIND, record.id): to_plain(record) for record in (case.info, *case)
    }
    for entry in reversed(entries[1:]):
        for change in reversed(entry.changes):
            if change["op"] == "import":
                keys = ids_of(change)
                lines = (
                    (kind, json.dumps(now.pop((kind, key), None), ensure_ascii=False)) for kind, key in keys
                )
                if _digest(lines) != change["fingerprint"]:
                    return (
                        f"the records that entry {entry.seq} of the log imported are not what it made of them"
                    )
                continue
            key = (change["kind"], change["id"])
            if now.pop(key, None) != change.get("record"):
                return f"{key[0]} {key[1]} is not what entry {entry.seq} of the log made of it"
            if "before" in change:
                now[key] = change["before"]
    first = entries[0].changes[0]
    if _digest(_in_order(now)) != first["fingerprint"]:
        return "the records are not those that the log saw put in: one was changed past the log"
    return None


def _in_order(plain: dict[tuple[str, str], Any]) -> Iterable[tuple[str, str]]:
    kinds = ["case", *COLLECTIONS]
    keys = sorted(
        plain,
        key=lambda key: (kinds.index(key[0]), plain[key].get("order", 0) if key[0] == "party" else 0, key[1]),
    )
    return ((kind, json.dumps(plain[kind, record_id], ensure_ascii=False)) for kind, record_id in keys)


def _digest(lines: Iterable[tuple[str, str]]) -> str:
    digest = hashlib.sha256()
    for kind, text in lines:
        digest.update(f"{kind}\t{text}\n".encode())
    return digest.hexdigest()
