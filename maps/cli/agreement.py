"""`contested agreement`: where the accounts of a whole case agree, and where they do not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from layers.agreement import INCIDENT_CLASSES, compare_all, party_pairs
from maps.cli import options, output

if TYPE_CHECKING:
    from layers.agreement import Comparison

COLUMNS = ("class", "decided by", "speak", "silent", "incident", "title")
PAIR_COLUMNS = {
    "party": "party",
    "other": "other",
    "group": "on",
    "both_speak": "both",
    "agree": "agree",
    "partly": "partly",
    "disputed": "differ",
    "not_compared": "open",
    "one_silent": "silent",
}
"""The columns of the table of pairs, and their short heads."""


@click.command("agreement")
@click.option("--pairs", is_flag=True, help="Instead: how often each two parties agree.")
@options.as_of
@options.parties
@options.case_file
@options.as_json
def command(
    pairs: bool, as_of: str | None, parties: tuple[str, ...], location: str | None, as_json: bool
) -> None:
    """Class every incident by its accounts, the most disputed first.

    A class comes from comparing what parties state, field by field; silence is counted apart and never as agreement. There is
    no score.

    \b
    contested agreement --as-of 2017-06-08
    contested agreement --pairs --party russia --party us-coalition
    """
    case = options.read_case_of(location)
    names = options.short_names(case)
    if pairs:
        rows = [
            row
            for row in party_pairs(case, as_of=as_of)
            if row["both_speak"] and all(party in (row["party"], row["other"]) for party in parties[:2])
        ]
        output.show(
            rows,
            as_json=as_json,
            text=lambda: output.table([_pair(row, names) for row in rows], list(PAIR_COLUMNS.values())),
        )
        return
    found = [c for c in compare_all(case, as_of=as_of) if set(parties) <= set(c.speaking)]
    rank = {name: n for n, name in enumerate(INCIDENT_CLASSES)}
    found.sort(key=lambda comparison: rank[comparison.agreement])
    data = [_plain(comparison) for comparison in found]
    output.show(data, as_json=as_json, text=lambda: output.table([_row(c) for c in found], COLUMNS))
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


def _row(comparison: Comparison) -> dict[str, object]:
    return {
        "class": comparison.agreement,
        "decided by": (comparison.decided_by or "").replace("_", " "),
        "speak": len(comparison.speaking),
        "silent": len(comparison.silent),
        "incident": comparison.incident,
        "title": comparison.title,
    }


def _pair(row: dict[str, Any], names: dict[str, str]) -> dict[str, object]:
    shown = {**row, "party": names[row["party"]], "other": names[row["other"]]}
    return {head: shown[column] for column, head in PAIR_COLUMNS.items()}
