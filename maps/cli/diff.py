"""`contested diff`: what differs between two versions of a case."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from layers.differences import differences
from maps.cli import options, output

if TYPE_CHECKING:
    from layers.differences import Differences


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
    output.show(found.as_data(), as_json=as_json, text=lambda: _text(found))
    sys.exit(1 if found else 0)


def _text(found: Differences) -> str:
    """Return the differences, wrapped, each line further in than the one it belongs to."""
    lines = []
    for line in found.lines():
        said = line.lstrip()
        indent = line[: len(line) - len(said)]
        lines.append(output.paragraph(said, indent=indent, hanging=f"{indent}    "))
    return "\n".join(lines) or "no difference"
