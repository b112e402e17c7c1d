"""`contested change`: set fields of a record, or empty them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from geo.errors import ContestedError
from layers.entry import require_enterable
from layers.errors import RecordError
from layers.plain import to_plain
from layers.records import Incident, KnownPosition, ZoneDefinition
from layers.store import Replace
from maps.cli import options, output
from maps.cli.fields import changed
from maps.cli.finding import KIND_NAMES, the_record
from maps.cli.reading import LocationReader, choice_of, choosing, kept_location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.records import Location, Record


@click.command("change")
@options.record_argument("record_id", Incident, ZoneDefinition, KnownPosition)
@click.option(
    "--set",
    "given",
    multiple=True,
    metavar="FIELD=VALUE",
    help="Give a field another value; may be repeated.",
)
@click.option(
    "--clear", "cleared", multiple=True, metavar="FIELD", help="Let a field say nothing; may be repeated."
)
@click.option(
    "--kind", type=click.Choice(KIND_NAMES), metavar="KIND", help="Where records of two kinds share the ID."
)
@choosing
@options.writing
@options.case_file
@options.as_json
def command(
    record_id: str,
    given: tuple[str, ...],
    cleared: tuple[str, ...],
    kind: str | None,
    reading: int | None,
    origin: tuple[str, ...],
    dry_run: bool,
    by: str | None,
    location: str | None,
    as_json: bool,
) -> None:
    """Change fields of the record ID, of any kind; the log keeps the record as it was, and `contested undo` brings it back.

    Fields have the names that `contested show ID --json` shows; one inside another is written with a dot. A location is read as
    by `contested add`, a time is EDTF, several ids are parted by commas. The case itself has the case's id. A party that has
    changed its mind is another matter: that is a new claim, with --supersedes.

    \b
    contested change i-2017-06-18-su22 --set title="US Navy jet shoots down a Syrian Su-22"
    contested change i-2017-06-18-su22 --set when=2017-06-18T18:43+03:00 --set "where=40 km SW of Raqqa" --dry-run
    contested change z-55km --set uncertainty_m="2 km" --clear note
    contested change i-2017-06-18-su22-c01 --set values.harm.killed_low=0
    """
    if not given and not cleared:
        raise click.UsageError("say what changes, with --set FIELD=VALUE or --clear FIELD")
    with options.open_case(location) as store:
        before = the_record(store, record_id, kind)

        def read_place(text: str) -> Location:
            return kept_location(LocationReader(store).read(text, choice=choice_of(reading, origin)))

        with _told_of(before):
            after = changed(before, given, cleared, read_place=read_place)
            require_enterable(after)
        if after == before:
            raise RecordError(f"{before.KIND} {record_id} is like that already; nothing changes")
        if not dry_run:
            store.write([Replace(record=after, was=before)], command=f"change {record_id}", by=by)
        value = {
            "id": after.id,
            "kind": after.KIND,
            "stored": not dry_run,
            "case": store.location,
            "before": to_plain(before),
            "record": to_plain(after),
        }
        head = f"{after.KIND} {after.id}  {options.stored_text(store, dry_run=dry_run)}"
        lines = [output.paragraph(line, indent="  ", hanging="    ") for line in _differences(before, after)]
        output.show(value, as_json=as_json, text=lambda: "\n".join([head, *lines]))


@contextmanager
def _told_of(record: Record) -> Iterator[None]:
    """Let an error name the record, since the words of a field do not."""
    try:
        yield
    except ContestedError as error:
        told = str(error)
        raise RecordError(told if record.id in told else f"{record.KIND} {record.id}: {told}") from error


def _differences(before: Record, after: Record) -> list[str]:
    """Return each field that is another now, as "title: before -> after"."""
    old, new = _flat(to_plain(before)), _flat(to_plain(after))
    return [
        f"{path}: {old.get(path, 'nothing')} → {new.get(path, 'nothing')}"
        for path in dict.fromkeys([*old, *new])
        if old.get(path) != new.get(path)
    ]


def _flat(plain: dict[str, object], prefix: str = "") -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in plain.items():
        if isinstance(value, dict):
            found |= _flat(value, f"{prefix}{name}.")
        else:
            found[f"{prefix}{name}"] = ", ".join(map(str, value)) if isinstance(value, list) else value
    return found
