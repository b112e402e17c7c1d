"""`contested source add`: put in a document that claims rest on."""

from __future__ import annotations

from typing import Any

import click

from layers.entry import GRADE_SCALE, require_enterable
from layers.errors import RecordError
from layers.plain import to_plain
from layers.records import Grade, Source
from layers.store import Add
from maps.cli import options, output
from maps.cli.values import edtf, short_text, some_text


@click.group("source")
def command() -> None:
    """Add the documents that claims rest on."""


@command.command("add")
@click.argument("source_id", metavar="ID")
@click.option("--title", callback=short_text, required=True, metavar="TEXT", help="Its title.")
@click.option("--publisher", metavar="TEXT", help="Who published it.")
@click.option("--kind", metavar="TEXT", help="official statement, wire, newspaper, ...")
@click.option("--url", metavar="URL", help="Where it stands.")
@click.option("--archive-url", metavar="URL", help="Where a copy is kept.")
@click.option("--published", callback=edtf, metavar="EDTF", help="When it was published.")
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
@click.option(
    "--grade",
    callback=some_text,
    metavar="WORD",
    help="Your grade of it: A, B, C or D, or a word of --grade-scale.",
)
@click.option(
    "--grade-scale",
    metavar="TEXT",
    default=GRADE_SCALE,
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
    contested source add tass-2017-05-19 --title "Ministry on the strike" --publisher TASS --published 2017-05-19 \\
      --language en --url https://tass.com/ --grade B
    """
    grade, scale = fields.pop("grade"), fields.pop("grade_scale")
    kept_copy, derives_from = fields.pop("kept_copy"), tuple(fields.pop("derives_from"))
    if kept_copy:
        fields["sha256"] = _fingerprint(kept_copy, fields["sha256"])
    source = Source(id=source_id, derives_from=derives_from, **fields)
    changes = [Add(record=source)]
    if grade is not None:
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
    for change in changes:
        require_enterable(change.record)
    with options.open_case(location) as store:
        options.require_known(store, {"--derives-from": (Source, derives_from)})
        if not dry_run:
            store.write(changes, command=f"source add {source_id}", by=by)
        words = f"{source_id}  {options.stored_text(store, dry_run=dry_run)}"
    output.show(
        {"id": source_id, "stored": not dry_run, "case": store.location, "source": to_plain(source)},
        as_json=as_json,
        text=lambda: words,
    )


def _fingerprint(path: str, stated: str | None) -> str:
    """Return the SHA-256 of the kept copy, which must be the one that is stated, if one is."""
    import hashlib
    from pathlib import Path

    try:
        with Path(path).open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise RecordError(f"--file {path}: cannot be read ({error.strerror})") from error
    if stated is not None and stated.lower() != found:
        raise RecordError(
            f"--sha256 is not that of {path}, which has {found}; it is another copy, or one that was changed since"
        )
    return found
