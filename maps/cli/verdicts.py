"""`contested verdicts`: what geometry says of stated locations, and of what claims say of inside and outside."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import click

from geo.lengths import length_text
from layers.assessing import verdict_rows
from layers.claimed_sides import claimed_side_rows
from layers.records import Incident
from maps.cli import options, output
from maps.cli.landing import FAR_M, IN_FORCE

if TYPE_CHECKING:
    from collections.abc import Iterable

COLUMNS = ("definition", "verdict", "border", "±", "share", "in force")
SIDE_COLUMNS = ("says", "geometry", "definition", "why", "claims")
SIDES = {"yes": "inside", "no": "outside", "denies-zone": "rejects the zone"}
"""What claims say of the zone, in words."""


@click.command("verdicts")
@options.record_argument("incident", Incident, required=False)
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

    The incident's own location comes first, then each party's. ± adds up the uncertainties of location and definition; a
    verdict is only given beyond it. Else it is "possible", with the share of the location's own disc that lies inside the
    drawn border; the definition's uncertainty is not in that share. Geometry judges places, never parties.

    \b
    contested verdicts i-2017-05-18-convoy-strike --zone al-tanf-zone
    contested verdicts --claimed --party us-coalition
    """
    case = options.read_case_of(location)
    options.check_ids(case, parties=parties, zones=zones)
    if incident is not None:
        case.get(Incident, incident)
    find = claimed_side_rows if claimed else verdict_rows
    rows = [
        row
        for row in find(case, zones=zones or None, parties=parties or None, as_of=as_of)
        if incident is None or row["incident"] == incident
    ]
    names = options.short_names(case)
    output.show(
        [_plain(row) for row in rows],
        as_json=as_json,
        text=lambda: _sides_text(rows, names) if claimed else _text(rows, names, fold=not zones),
    )
    if not as_json:
        output.note(
            output.counted(len(rows), "claim beside a definition", "claims beside definitions")
            if claimed
            else output.counted(len(rows), "verdict")
        )


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row for JSON, which has no NaN."""
    return {
        key: None if isinstance(value, float) and math.isnan(value) else value for key, value in row.items()
    }


def _by(rows: Iterable[dict[str, Any]], *keys: str) -> dict[tuple[Any, ...], list[dict[str, Any]]]:
    """Return rows under what they share, in the order in which that comes first."""
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(tuple(row[key] for key in keys), []).append(row)
    return groups


def claim_label(claim: str, incident: str) -> str:
    """Return what a claim's id has beyond the incident's, or all of it.

    Examples
    --------
    >>> claim_label("i-9-c02", "i-9"), claim_label("statement-7", "i-9")
    ('c02', 'statement-7')
    """
    return claim.removeprefix(f"{incident}-")


def _text(rows: list[dict[str, Any]], names: dict[str, str], *, fold: bool) -> str:
    parts = []
    for (incident,), found in _by(rows, "incident").items():
        parts.append(incident)
        told: list[str] = []
        for judged in _by(found, "party", "lat", "lon", "location_uncertainty_m").values():
            verdicts = [row for row, *_ in _by(judged, "definition").values()]
            far = [row["definition"] for row in verdicts if fold and _is_far(row)]
            near = [row for row in verdicts if row["definition"] not in far]
            lines = [_location_line(judged, names)]
            if near:
                width = output.terminal_width() - 2
                table = output.matrix([_row(row) for row in near], COLUMNS, width=width)
                lines.append(output.indented(table))
            if far:
                ids = f"the same {len(far)}" if far == told else ", ".join(far)
                line = f"outside by more than {length_text(FAR_M)}: {ids}"
                lines.append(output.paragraph(line, indent="  ", hanging="    "))
            told = far
            parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _is_far(row: dict[str, Any]) -> bool:
    return bool(row["status"] == "outside" and row["border_m"] > FAR_M)


def _location_line(rows: list[dict[str, Any]], names: dict[str, str]) -> str:
    """Return who states one location, in which claims, and in which words."""
    first = rows[0]
    who = names[first["party"]] if first["party"] else "(incident)"
    claims = [claim_label(row["claim"], row["incident"]) for row in rows if row["claim"]]
    said = f" {', '.join(dict.fromkeys(claims))}" if claims else ""
    wordings = "; ".join(dict.fromkeys(row["location"] for row in rows if row["location"]))
    radius_m = first["location_uncertainty_m"]
    # A no-break space keeps the sign with its number.
    unsure = "uncertainty not stated" if _missing(radius_m) else f"±\N{NO-BREAK SPACE}{length_text(radius_m)}"
    return output.paragraph(f"{who}{said}: {wordings}{', ' if wordings else ''}{unsure}", hanging="  ")


def _row(row: dict[str, Any]) -> dict[str, str]:
    unsure = "" if row["uncertainty_known"] else "?"
    return {
        "definition": row["definition"],
        "verdict": row["status"],
        "border": border_text(row["border_m"]),
        "±": f"{length_text(row['uncertainty_m'])}{unsure}",
        "share": share_text(row["share_inside"]) if row["status"] == "possible" else "",
        "in force": IN_FORCE[row["in_force"]],
    }


def _sides_text(rows: list[dict[str, Any]], names: dict[str, str]) -> str:
    """Return claims of inside and outside by incident and party, those with one outcome in one row."""
    parts = []
    for (incident,), found in _by(rows, "incident").items():
        parts.append(incident)
        for (party,), said in _by(found, "party").items():
            shown = [
                _side_row(alike) for alike in _by(said, "says", "definition", "support", "reason").values()
            ]
            table = output.matrix(shown, SIDE_COLUMNS, width=output.terminal_width() - 2)
            parts.append(f"{output.paragraph(names[party])}\n{output.indented(table)}")
    return "\n\n".join(parts)


def _side_row(alike: list[dict[str, Any]]) -> dict[str, str]:
    first = alike[0]
    return {
        "says": SIDES.get(first["says"], first["says"]),
        "geometry": first["support"],
        "definition": first["definition"] or "",
        "why": first["reason"],
        "claims": ", ".join(claim_label(row["claim"], row["incident"]) for row in alike),
    }


def _missing(value: float | None) -> bool:
    return value is None or math.isnan(value)


def border_text(border_m: float) -> str:
    """Return a signed distance to a border in words.

    Examples
    --------
    >>> border_text(-5200.0), border_text(146.0)
    ('5.2 km inside', '146 m outside')
    """
    return f"{length_text(abs(border_m))} {'inside' if border_m <= 0 else 'outside'}"


def share_text(share: float) -> str:
    """Return a share in per cent; what is almost nothing or almost all is not rounded to it.

    Examples
    --------
    >>> share_text(0.2), share_text(0.9996), share_text(0.001)
    ('20%', '>99%', '<1%')
    """
    if 0 < share < 0.01:
        return "<1%"
    return ">99%" if 0.99 < share < 1 else f"{share:.0%}"
