"""`contested verdicts`: what geometry says of stated locations, and of what claims say of inside and outside."""

from __future__ import annotations

import math
from typing import Any

import click

from geo.lengths import length_text
from layers.assessing import verdict_rows
from layers.claimed_sides import claimed_side_rows
from layers.records import Incident
from maps.cli import options, output

COLUMNS = ("located by", "verdict", "border", "±", "share", "in force", "definition")
SIDE_COLUMNS = ("claim", "says", "geometry", "border", "definition", "reason")


@click.command("verdicts")
@click.argument("incident", metavar="[ID]", required=False)
@options.as_of
@options.parties
@options.zones
@click.option(
    "--claimed",
    is_flag=True,
    help="Instead: what claims say of inside and outside, and whether geometry supports it.",
)
@options.case_file
@options.as_json
def command(
    incident: str | None,
    as_of: str | None,
    parties: tuple[str, ...],
    zones: tuple[str, ...],
    claimed: bool,
    location: str | None,
    as_json: bool,
) -> None:
    """Judge every stated location, of one incident or of all, by every zone definition in force then and its rivals.

    The incident's own location comes first, then each party's. Geometry judges places, never parties.

    \b
    contested verdicts i-2017-05-18-convoy-strike --zone al-tanf-zone
    contested verdicts --claimed --party us-coalition
    """
    case = options.read_case_of(location)
    if incident is not None:
        case.get(Incident, incident)
    if claimed:
        rows = claimed_side_rows(case, parties=parties or None, as_of=as_of)
        rows = [row for row in rows if not zones or row["definition"] in zones]
    else:
        rows = verdict_rows(case, zones=zones or None, parties=parties or None, as_of=as_of)
    rows = [row for row in rows if incident is None or row["incident"] == incident]
    output.show(
        [_plain(row) for row in rows],
        as_json=as_json,
        text=lambda: _text(rows, options.short_names(case), claimed=claimed),
    )
    if not as_json:
        output.note(f"{len(rows)} verdicts")


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row for JSON, which has no NaN."""
    return {
        key: None if isinstance(value, float) and math.isnan(value) else value for key, value in row.items()
    }


def _text(rows: list[dict[str, Any]], names: dict[str, str], *, claimed: bool) -> str:
    if claimed:
        return output.table([_side_row(row) for row in rows], SIDE_COLUMNS)
    parts = []
    for incident in dict.fromkeys(row["incident"] for row in rows):
        own = [_row(row, names) for row in rows if row["incident"] == incident]
        parts.append(f"{incident}\n{output.table(own, COLUMNS)}")
    return "\n\n".join(parts)


def _row(row: dict[str, Any], names: dict[str, str]) -> dict[str, str]:
    unsure = "" if row["uncertainty_known"] else "?"
    return {
        "located by": names[row["party"]] if row["party"] else "(incident)",
        "verdict": row["status"],
        "border": border_text(row["border_m"]),
        "±": f"{length_text(row['uncertainty_m'])}{unsure}",
        "share": f"{row['share_inside']:.0%}" if row["status"] == "possible" else "",
        "in force": row["in_force"],
        "definition": row["definition"],
    }


def _side_row(row: dict[str, Any]) -> dict[str, str]:
    border_m = row["border_m"]
    return {
        "claim": row["claim"],
        "says": row["says"],
        "geometry": row["support"],
        "border": "" if border_m is None or math.isnan(border_m) else border_text(border_m),
        "definition": row["definition"] or "",
        "reason": row["reason"],
    }


def border_text(border_m: float) -> str:
    """Return a signed distance to a border in words.

    Examples
    --------
    >>> border_text(-5200.0), border_text(146.0)
    ('5.2 km inside', '146 m outside')
    """
    return f"{length_text(abs(border_m))} {'inside' if border_m <= 0 else 'outside'}"
