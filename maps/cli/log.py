"""`contested log`: who changed what, when, and by which command."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from layers.records import Incident, KnownPosition, ZoneDefinition
from maps.cli import options, output

if TYPE_CHECKING:
    from layers.log import LogEntry

COLUMNS = ("entry", "at", "by", "command", "changes")
_NAMED = 3
"""So many changes of an entry are named; of more, they are counted."""


@click.command("log")
@options.record_argument("record_id", Incident, ZoneDefinition, KnownPosition, required=False)
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, metavar="N", help="The newest N."
)
@options.case_file
@options.as_json
def command(record_id: str | None, limit: int, location: str | None, as_json: bool) -> None:
    """List what was written into the case, the newest first: all entries, or those that changed the record ID.

    Every entry is chained to the one before by its hash. With --json, each has its changes as they are kept, with the record
    as it was before. What an import brought is counted, not named.

    \b
    contested log
    contested log z-55km --json
    """
    with options.open_case(location) as store:
        entries = [entry for entry in store.log() if record_id is None or _concerns(entry, record_id)]
    shown = entries[: -limit - 1 : -1]
    output.show([_plain(entry) for entry in shown], as_json=as_json, text=lambda: _text(shown))
    if not as_json:
        total = output.counted(len(entries), "entry", "entries")
        output.note(total if len(shown) == len(entries) else f"{len(shown)} of {total}; --limit shows more")


def _concerns(entry: LogEntry, record_id: str) -> bool:
    return any(change["id"] == record_id for change in entry.changes)


def _plain(entry: LogEntry) -> dict[str, Any]:
    return {
        "entry": entry.seq,
        "at": entry.at,
        "by": entry.by,
        "command": entry.command,
        "changes": entry.changes,
        "previous": entry.previous,
        "hash": entry.hash,
    }


def _text(entries: list[LogEntry]) -> str:
    rows = [
        {
            "entry": entry.seq,
            "at": f"{entry.at[:16].replace('T', ' ')} UTC",
            "by": entry.by,
            "command": entry.command,
            "changes": changes_text(entry.changes),
        }
        for entry in entries
    ]
    columns = [column for column in COLUMNS if any(row[column] for row in rows)]
    return output.table(rows, columns) if rows else "nothing was written"


def changes_text(changes: list[dict[str, Any]]) -> str:
    """Return the changes of an entry in words: a few by name, more by number.

    Examples
    --------
    >>> changes_text([{"op": "add", "kind": "incident", "id": "i-1"}, {"op": "remove", "kind": "claim", "id": "c-1"}])
    'add incident i-1, remove claim c-1'
    >>> changes_text([{"op": "create", "kind": "case", "id": "c", "holds": {"incident": 73}}])
    'create with 73 incidents'
    """
    parts = []
    for change in changes:
        if "holds" in change:
            held = ", ".join(output.counted_kind(count, kind) for kind, count in change["holds"].items())
            parts.append(f"{change['op']}{f' with {held}' if held else ''}")
    named = [change for change in changes if "holds" not in change]
    if len(named) <= _NAMED:
        parts += [f"{change['op']} {change['kind']} {change['id']}" for change in named]
    else:
        counts = Counter((change["op"], change["kind"]) for change in named)
        parts += [f"{op} {output.counted_kind(count, kind)}" for (op, kind), count in counts.items()]
    return ", ".join(parts)
