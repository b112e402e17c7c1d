"""`contested robustness`: which findings fall when a source, an origin or a grade is left out."""

from __future__ import annotations

from typing import Any

import click

from layers.robustness import falls
from maps.cli import options, output

COLUMNS = ("left out", "finding", "incident", "what", "before", "without")


@click.command("robustness")
@click.option(
    "--drop",
    type=click.Choice(["source", "origin", "grade"]),
    default="source",
    show_default=True,
    help="What is left out at a time: one source, one origin with all that derives from it, or all of a grade.",
)
@options.as_of
@options.case_file
@options.as_json
def command(drop: str, as_of: str | None, location: str | None, as_json: bool) -> None:
    """Show which findings would change if one source were left out: classes of incidents and fields, and supports."""
    case = options.read_case_of(location)
    rows: list[dict[str, Any]] = [
        {
            "dropped": fall.dropped,
            "finding": fall.finding.kind,
            "incident": fall.finding.incident,
            "claim": fall.finding.claim,
            "what": fall.finding.what,
            "before": fall.before,
            "after": fall.after,
        }
        for fall in falls(case, drop=drop, as_of=as_of)  # type: ignore[arg-type] # click has checked the word
    ]
    shown = [{**row, "left out": row["dropped"], "without": row["after"] or "nothing left"} for row in rows]
    output.show(rows, as_json=as_json, text=lambda: output.table(shown, COLUMNS))
    if not as_json:
        resting = len({(row["finding"], row["incident"], row["what"]) for row in rows})
        output.note(f"{resting} findings rest on a single {drop}")
