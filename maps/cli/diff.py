"""`contested diff`: what differs between two versions of a case."""

from __future__ import annotations

import sys

import click

from layers.differences import differences
from maps.cli import options, output


@click.command("diff")
@click.argument("before")
@click.argument("after")
@options.as_json
def command(before: str, after: str, as_json: bool) -> None:
    """Show what differs from the case BEFORE to the case AFTER, for people.

    Records added, changed and removed, claims retracted, verdicts and classes that are others now. Each may be a case file,
    a case document or a bundled case. Exit code 1 if anything differs, 0 if nothing does.

    \b
    contested diff al-tanf al-tanf.gpkg
    """
    found = differences(options.read_any_case(before), options.read_any_case(after))
    output.show(found.as_data(), as_json=as_json, text=lambda: "\n".join(found.lines()) or "no difference")
    sys.exit(1 if found else 0)
