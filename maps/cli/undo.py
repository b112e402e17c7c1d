"""`contested undo`: take back what one entry of the log wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from layers.errors import RecordError
from layers.plain import from_plain
from layers.records import RECORD_TYPES, CaseInfo
from layers.store import Add, Remove, Replace
from maps.cli import options, output
from maps.cli.log import changes_text

if TYPE_CHECKING:
    from layers.log import LogEntry
    from layers.records import Record
    from layers.store import Change, Store


@click.command("undo")
@click.argument("number", metavar="[ENTRY]", type=click.IntRange(min=1), required=False)
@options.writing
@options.case_file
@options.as_json
def command(number: int | None, dry_run: bool, by: str | None, location: str | None, as_json: bool) -> None:
    """Take back what the newest entry of the log wrote, or the entry of a number.

    What was added is removed, what was changed or removed comes back. The log loses nothing: this is a new entry. Refused where a record has been changed since, or is named by another. Undone
    twice, it is done again.

    \b
    contested undo --dry-run
    """
    with options.open_case(location) as store:
        entry = _entry(store, number)
        changes = taken_back(entry)
        if not dry_run:
            store.write(changes, command=f"undo {entry.seq}", by=by)
        done = [_plain(change) for change in changes]
        value = {"entry": entry.seq, "changes": done, "stored": not dry_run, "case": store.location}
        head = f"entry {entry.seq} ({entry.command}) {'would be' if dry_run else 'is'} taken back"
        text = f"{head}: {changes_text(done)}  {options.stored_text(store, dry_run=dry_run)}"
        output.show(value, as_json=as_json, text=lambda: output.paragraph(text, hanging="  "))


def _entry(store: Store, number: int | None) -> LogEntry:
    entries = list(store.log())
    if not entries:
        raise RecordError(f"{store.location}: nothing was written that could be taken back")
    if number is None:
        return entries[-1]
    if number > len(entries):
        raise RecordError(f"the log has no entry {number}; it has {len(entries)}: contested log")
    return entries[number - 1]


def taken_back(entry: LogEntry) -> list[Change]:
    """Return the changes that take an entry back, the last first.

    Raises
    ------
    RecordError
        If it is the beginning of the case or an import, whose records the log does not keep one by one.
    """
    changes: list[Change] = []
    for change in reversed(entry.changes):
        if change["op"] not in {"add", "replace", "remove"}:
            what = "the beginning of the case" if change["op"] == "create" else "an import of many records"
            raise RecordError(
                f"entry {entry.seq} of the log is {what}, which cannot be taken back; take single records out with: contested remove ID"
            )
        record_type = CaseInfo if change["kind"] == CaseInfo.KIND else RECORD_TYPES[change["kind"]]
        before = _record(record_type, change.get("before"))
        after = _record(record_type, change.get("record"))
        if before is None:
            changes.append(Remove(record_type=record_type, record_id=change["id"], was=after))
        elif after is None:
            changes.append(Add(record=before))
        else:
            changes.append(Replace(record=before, was=after))
    return changes


def _record(record_type: type[Record], plain: object) -> Record | None:
    return None if plain is None else from_plain(record_type, plain)


def _plain(change: Change) -> dict[str, Any]:
    if isinstance(change, Remove):
        return {"op": "remove", "kind": change.record_type.KIND, "id": change.record_id}
    op = "add" if isinstance(change, Add) else "replace"
    return {"op": op, "kind": change.record.KIND, "id": change.record.id}
