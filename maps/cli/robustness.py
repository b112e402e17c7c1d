"""`contested robustness`: which findings fall when a source, an origin or a grade is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import click

from layers.records import Incident
from layers.robustness import falls
from maps.cli import options, output
from maps.cli.verdicts import claim_label

if TYPE_CHECKING:
    from layers.robustness import Drop, Fall

COLUMNS = ("incident", "finding", "before", "without")


@click.command("robustness")
@options.record_argument("incident", Incident, required=False)
@click.option(
    "--drop",
    type=click.Choice(["source", "origin", "grade"]),
    default="source",
    show_default=True,
    help="What is left out at a time: one source, one origin with all that derives from it, or all of a grade.",
)
@options.as_of
@options.parties
@options.zones
@options.case_file
@options.as_json
def command(
    incident: str | None,
    drop: str,
    as_of: str | None,
    parties: tuple[str, ...],
    zones: tuple[str, ...],
    location: str | None,
    as_json: bool,
) -> None:
    """Show which findings would change if one source were left out: classes of incidents and fields, and supports.

    Of the incident ID, or of all. Each is computed anew without the source; a finding that is not listed stands without any one
    of them. With --party only the accounts of those parties count; with --zone, incidents that concern it.

    \b
    contested robustness i-2017-06-18-su22
    contested robustness --drop grade --zone al-tanf-zone
    """
    case = options.read_case_of(location)
    options.check_ids(case, parties=parties, zones=zones)
    meant = options.concerned(case, zones)
    if incident is not None:
        meant &= {case.get(Incident, incident).id}
    found = falls(case, drop=cast("Drop", drop), incidents=meant, parties=parties or None, as_of=as_of)
    output.show([_plain(fall) for fall in found], as_json=as_json, text=lambda: _text(found))
    if not as_json:
        resting = len({fall.finding for fall in found})
        output.note(f"{output.counted(resting, 'finding rests', 'findings rest')} on a single {drop}")


def _plain(fall: Fall) -> dict[str, Any]:
    return {
        "dropped": fall.dropped,
        "finding": fall.finding.kind,
        "incident": fall.finding.incident,
        "claim": fall.finding.claim,
        "what": fall.finding.what,
        "before": fall.before,
        "after": fall.after,
    }


def _text(found: list[Fall]) -> str:
    """Return what falls, under what is left out."""
    parts = []
    for dropped in dict.fromkeys(fall.dropped for fall in found):
        rows = [_row(fall) for fall in found if fall.dropped == dropped]
        table = output.matrix(rows, COLUMNS, width=output.terminal_width() - 2)
        parts.append(f"{output.paragraph(f'without {dropped}', hanging='  ')}\n{output.indented(table)}")
    return "\n\n".join(parts)


def _row(fall: Fall) -> dict[str, str]:
    about = fall.finding
    what = (about.what or "no definition").replace("_", " ")
    finding = {
        "incident class": "class",
        "field class": f"class of {what}",
        "support": f"support of {claim_label(about.claim or '', about.incident)} by {about.what or 'no definition'}",
    }[about.kind]
    return {
        "incident": about.incident,
        "finding": finding,
        "before": fall.before or "not there",
        "without": fall.after or "nothing left",
    }
