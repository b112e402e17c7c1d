"""`contested source add`: put in a document that claims rest on."""

from __future__ import annotations

from typing import Any

import click

from layers.plain import to_plain
from layers.records import Grade, Source
from layers.store import Add
from maps.cli import options, output


@click.group("source")
def command() -> None:
    """Add the documents that claims rest on."""


@command.command("add")
@click.argument("source_id", metavar="ID")
@click.option("--title", required=True, metavar="TEXT", help="Its title.")
@click.option("--publisher", metavar="TEXT", help="Who published it.")
@click.option("--kind", metavar="TEXT", help="official statement, wire, newspaper, ...")
@click.option("--url", metavar="URL", help="Where it stands.")
@click.option("--archive-url", metavar="URL", help="Where a copy is kept.")
@click.option("--published", metavar="EDTF", help="When it was published.")
@click.option("--accessed", metavar="TEXT", help="When or how it was read.")
@click.option("--language", metavar="TAG", help="en, ar, ru, ...")
@click.option("--author", metavar="NAME", help="Who wrote it.")
@click.option("--sha256", metavar="HEX", help="Fingerprint of the kept copy; or give --file.")
@click.option(
    "--file",
    "kept_copy",
    type=click.Path(exists=True, dir_okay=False),
    help="The kept copy, to fingerprint; it is not stored.",
)
@options.choice("--derives-from", Source, multiple=True, help="A source that it repeats; may be repeated.")
@click.option("--grade", metavar="WORD", help="Your grade of it.")
@click.option(
    "--grade-scale",
    metavar="TEXT",
    default="A-D, fidelity to what the party said",
    show_default=True,
    help="The grade's scale.",
)
@click.option("--note", metavar="TEXT", help="A note of yours.")
@options.writing
@options.case_file
@options.as_json
def add(
    source_id: str, location: str | None, as_json: bool, dry_run: bool, by: str | None, **fields: Any
) -> None:
    """Add a source under ID.

    \b
    contested source add tass-2017-05-19 --title "..." --publisher TASS --published 2017-05-19 --language en --grade B
    """
    grade, scale = fields.pop("grade"), fields.pop("grade_scale")
    kept_copy, derives_from = fields.pop("kept_copy"), tuple(fields.pop("derives_from"))
    if kept_copy:
        fields["sha256"] = _fingerprint(kept_copy)
    source = Source(id=source_id, derives_from=derives_from, **fields)
    changes = [Add(record=source)]
    if grade:
        changes.append(
            Add(
                record=Grade(
                    id=f"grade-{source_id}",
                    subject_kind="source",
                    subject=source_id,
                    scale=scale,
                    value=grade,
                    by=by,
                )
            )
        )
    with options.open_case(location) as store:
        if not dry_run:
            store.write(changes, command=f"source add {source_id}", by=by)
    words = f"{source_id}  {'not stored (dry run)' if dry_run else 'stored'}"
    output.show(
        {"id": source_id, "stored": not dry_run, "source": to_plain(source)},
        as_json=as_json,
        text=lambda: words,
    )


def _fingerprint(path: str) -> str:
    import hashlib
    from pathlib import Path

    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
