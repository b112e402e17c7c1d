"""`contested agreement`: where the accounts of a whole case agree, and where they do not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from layers.agreement import INCIDENT_CLASSES, compare_all, party_pairs
from layers.agreement.fields import LEVELS
from maps.cli import options, output

if TYPE_CHECKING:
    from layers.agreement import Comparison
    from layers.case import Case

COLUMNS = ("decided by", "speak", "silent", "incident", "title")
PAIR_COLUMNS = {
    "group": "on",
    "agree": "agree",
    "partly": "partly",
    "disputed": "differ",
    "not_compared": "not compared",
}
"""The columns of the table of pairs, and their short heads."""


@click.command("agreement")
@click.option("--pairs", is_flag=True, help="Instead: how often each two parties agree.")
@options.as_of
@options.parties
@options.zones
@options.case_file
@options.as_json
def command(
    pairs: bool,
    as_of: str | None,
    parties: tuple[str, ...],
    zones: tuple[str, ...],
    location: str | None,
    as_json: bool,
) -> None:
    """Class every incident by its accounts, the most disputed first.

    A class comes from comparing what parties state, field by field; silence is counted apart and never as agreement. There is
    no score. With --party only the accounts of those parties are compared; with --zone, on incidents that concern it.

    \b
    contested agreement --as-of 2017-06-08
    contested agreement --party russia --party us-coalition --zone al-tanf-zone
    contested agreement --pairs --party russia
    """
    case = options.read_case_of(location)
    options.check_ids(case, parties=parties, zones=zones)
    incidents = options.concerned(case, zones)
    if pairs:
        _show_pairs(case, incidents, as_of=as_of, parties=parties, as_json=as_json)
        return
    found = [
        comparison
        for comparison in compare_all(case, as_of=as_of, parties=parties or None)
        if comparison.incident in incidents and (comparison.speaking or not parties)
    ]
    rank = {name: n for n, name in enumerate(INCIDENT_CLASSES)}
    found.sort(key=lambda comparison: rank[comparison.agreement])
    data = [_plain(comparison) for comparison in found]
    output.show(data, as_json=as_json, text=lambda: _text(found))
    if not as_json:
        counts = Counter(comparison.agreement for comparison in found)
        output.note(", ".join(f"{counts[name]} {name}" for name in INCIDENT_CLASSES if counts[name]))


def _plain(comparison: Comparison) -> dict[str, Any]:
    return {
        "incident": comparison.incident,
        "title": comparison.title,
        "agreement": comparison.agreement,
        "decided_by": comparison.decided_by,
        "speaking": list(comparison.speaking),
        "silent": [silence.party for silence in comparison.silent],
        "fields": {field.field: field.agreement for field in comparison.fields},
    }


def _text(found: list[Comparison]) -> str:
    """Return the incidents under their classes."""
    parts = []
    for name in INCIDENT_CLASSES:
        rows = [_row(comparison) for comparison in found if comparison.agreement == name]
        if rows:
            table = output.matrix(rows, COLUMNS, width=output.terminal_width() - 2)
            parts.append(f"{name}\n{output.indented(table)}")
    return "\n\n".join(parts)


def _row(comparison: Comparison) -> dict[str, object]:
    return {
        "decided by": (comparison.decided_by or "").replace("_", " "),
        "speak": len(comparison.speaking),
        "silent": len(comparison.silent),
        "incident": comparison.incident,
        "title": comparison.title,
    }


def _show_pairs(
    case: Case, incidents: set[str], *, as_of: str | None, parties: tuple[str, ...], as_json: bool
) -> None:
    """Show all pairs that speak of one incident; of one party, its pairs; of several, the pairs among them."""
    rows = [
        row
        for row in party_pairs(case, incidents=incidents, as_of=as_of)
        if row["both_speak"]
        and sum(row[end] in parties for end in ("party", "other")) >= min(2, len(parties))
    ]
    output.show(rows, as_json=as_json, text=lambda: _pairs_text(rows, options.short_names(case)))
    if not as_json:
        pairs = output.counted(len(rows) // len(LEVELS), "pair of parties speaks", "pairs of parties speak")
        output.note(f"{pairs} of one incident or more")


def _pairs_text(rows: list[dict[str, Any]], names: dict[str, str]) -> str:
    parts = []
    for n in range(0, len(rows), len(LEVELS)):
        found = rows[n : n + len(LEVELS)]
        first = found[0]
        spoken = f"both speak on {first['both_speak']}, one is silent on {first['one_silent']}"
        head = f"{names[first['party']]} and {names[first['other']]}: {spoken}"
        table = output.table(
            [{shown: row[column] for column, shown in PAIR_COLUMNS.items()} for row in found],
            list(PAIR_COLUMNS.values()),
        )
        parts.append(f"{output.paragraph(head, hanging='  ')}\n{output.indented(table)}")
    return "\n\n".join(parts)
