"""`contested origins`: how many independent origins stand behind what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from layers.origins import origin_rows, origins
from layers.records import Incident, Source
from maps.cli import options, output

if TYPE_CHECKING:
    from layers.case import Case
    from layers.origins import OriginNode


@click.command("origins")
@click.argument("record_id", metavar="[ID]", required=False)
@options.as_of
@options.case_file
@options.as_json
def command(record_id: str | None, as_of: str | None, location: str | None, as_json: bool) -> None:
    """Count the sources behind each incident, and the independent origins among them.

    With the ID of an incident or a claim, the tree: which source derives from which. Origins are counted as far as the case
    knows what derives from what; what it does not know counts as an origin of its own.
    """
    case = options.read_case_of(location)
    if record_id is None:
        rows = origin_rows(case, by="incident", as_of=as_of)
        columns = ("sources", "origins", "subject", "roots")
        output.show(rows, as_json=as_json, text=lambda: output.table(rows, columns[:3]))
        return
    cited = sorted(_cited(case, record_id))
    found = origins(case, cited, as_of=as_of)
    value = {
        "subject": record_id,
        "sources": cited,
        "origins": found.count,
        "roots": list(found.roots),
        "tree": [_plain(n) for n in found.tree],
    }
    head = f"{len(cited)} sources, {found.count} independent origins"
    output.show(
        value,
        as_json=as_json,
        text=lambda: "\n".join([head, *(line for n in found.tree for line in _lines(n, case))]),
    )


def _cited(case: Case, record_id: str) -> set[str]:
    claims = [c for c in case.claims if record_id in (c.id, c.subject)]
    if not claims:
        case.get(Incident, record_id)
    return {source for claim in claims for source in claim.sources}


def _plain(node: OriginNode) -> dict[str, Any]:
    return {"source": node.source, "cited": node.cited, "derived": [_plain(child) for child in node.derived]}


def _lines(node: OriginNode, case: Case, depth: int = 0) -> list[str]:
    source = case.get(Source, node.source)
    told = ", ".join(filter(None, [source.publisher, source.published]))
    aside = "" if node.cited else "  (not cited itself)"
    line = f"{'   ' * depth}{'└─ ' if depth else ''}{source.id}  {output.safe(told)}{aside}"
    return [line, *(row for child in node.derived for row in _lines(child, case, depth + 1))]
