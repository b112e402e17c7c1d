"""`contested remove`: take records out."""

from __future__ import annotations

import click

from layers.errors import RecordError
from layers.records import CaseInfo, Incident, KnownPosition, ZoneDefinition
from layers.store import Remove
from maps.cli import options, output
from maps.cli.finding import KIND_NAMES, the_record


@click.command("remove")
@click.argument(
    "record_ids",
    metavar="ID...",
    nargs=-1,
    required=True,
    shell_complete=options.completer(Incident, ZoneDefinition, KnownPosition),
)
@click.option(
    "--kind", type=click.Choice(KIND_NAMES), metavar="KIND", help="Where records of two kinds share an ID."
)
@options.writing
@options.case_file
@options.as_json
def command(
    record_ids: tuple[str, ...],
    kind: str | None,
    dry_run: bool,
    by: str | None,
    location: str | None,
    as_json: bool,
) -> None:
    """Take the records of these IDs out of the case, all in one transaction; the log keeps them.

    Refused while any other record names one of them, and then that is said by which. What a party has withdrawn is not removed:
    it was said. Give its claim the date, with `contested change ID --set retracted=DATE`.

    \b
    contested remove i-2017-06-20-shahed-c20
    contested remove i-2017-05-18-convoy-strike --dry-run
    """
    with options.open_case(location) as store:
        records = [the_record(store, record_id, kind) for record_id in dict.fromkeys(record_ids)]
        if any(isinstance(record, CaseInfo) for record in records):
            raise RecordError("what the case is about cannot be removed, only changed")
        if not dry_run:
            changes = [Remove(record_type=type(r), record_id=r.id, was=r) for r in records]
            store.write(changes, command=f"remove {' '.join(record.id for record in records)}", by=by)
        removed = [{"kind": record.KIND, "id": record.id} for record in records]
        value = {"removed": removed, "stored": not dry_run, "case": store.location}
        done = "would be removed (dry run)" if dry_run else f"removed from {store.location}"
        lines = [f"{record.KIND} {record.id}  {done}" for record in records]
        output.show(value, as_json=as_json, text=lambda: "\n".join(lines))
