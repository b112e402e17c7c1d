"""`contested origins`: how many independent origins stand behind what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, cast

import click

from layers.agreement.comparing import statement_clock
from layers.origins import origin_rows, origins
from layers.records import Claim, Incident, KnownPosition, Source, ZoneDefinition
from maps.cli import options, output

if TYPE_CHECKING:
    from layers.case import Case
    from layers.origins import OriginNode, Origins

COLUMNS = ("sources", "origins", "subject")


@click.command("origins")
@options.record_argument("record_id", Incident, ZoneDefinition, KnownPosition, required=False)
@click.option(
    "--by",
    type=click.Choice(["incident", "claim"]),
    default=None,
    help="A table with a row for each incident (as without an ID), or for each claim, of the ID or of all.",
)
@options.as_of
@options.parties
@options.zones
@options.case_file
@options.as_json
def command(
    record_id: str | None,
    by: str | None,
    as_of: str | None,
    parties: tuple[str, ...],
    zones: tuple[str, ...],
    location: str | None,
    as_json: bool,
) -> None:
    """Count the sources behind each incident or claim, and the independent origins among them.

    With the ID of an incident, a definition, a position or a claim, the tree: which source derives from which. Origins are
    counted as far as the case knows what derives from what; what it does not know counts as an origin of its own.

    \b
    contested origins i-2017-06-18-su22 --party us-coalition
    contested origins --by claim --zone al-tanf-zone
    """
    case = options.read_case_of(location)
    options.check_ids(case, parties=parties, zones=zones)
    claims = _claims(case, record_id, parties) if record_id else None
    if claims is None or by:
        meant = options.concerned(case, zones)
        about = {claim.id: claim.subject for claim in case.claims}
        rows = [
            row
            for row in _rows(case, by or "incident", parties=parties, as_of=as_of)
            if (not zones or about.get(row["subject"], row["subject"]) in meant)
            and (claims is None or row["subject"] in {record_id, *(claim.id for claim in claims)})
        ]
        output.show(rows, as_json=as_json, text=lambda: output.table(rows, COLUMNS))
        return
    stand = statement_clock(case, as_of=as_of).standing(claims).stand
    published = _published(case, as_of)
    cited = sorted({source for claim in stand for source in claim.sources} & published)
    found = origins(case, cited, as_of=as_of)
    value = {
        "subject": record_id,
        "sources": cited,
        "origins": found.count,
        "roots": list(found.roots),
        "tree": [_plain(node) for node in found.tree],
    }
    output.show(value, as_json=as_json, text=lambda: _text(cited, found, case))


def _rows(case: Case, by: str, *, parties: tuple[str, ...], as_of: str | None) -> list[dict[str, Any]]:
    chosen = cast("Literal['incident', 'claim']", by)  # click has checked the word
    rows = origin_rows(case, by=chosen, parties=parties or None, as_of=as_of)
    return [row for row in rows if row["sources"] or not parties]


def _published(case: Case, as_of: str | None) -> set[str]:
    clock = statement_clock(case, as_of=as_of)
    return {s.id for s in case.sources if s.published is None or clock.has_come(s.published)}


def _claims(case: Case, record_id: str, parties: tuple[str, ...]) -> list[Claim]:
    """Return the claim of this id, or the claims about it, of the parties meant."""
    found = [claim for claim in case.claims if record_id in (claim.id, claim.subject)]
    if not found:
        case.get(Incident, record_id)
    return [claim for claim in found if not parties or claim.party in parties]


def _plain(node: OriginNode) -> dict[str, Any]:
    return {"source": node.source, "cited": node.cited, "derived": [_plain(child) for child in node.derived]}


def _text(cited: list[str], found: Origins, case: Case) -> str:
    head = f"{output.counted(len(cited), 'source')}, {output.counted(found.count, 'independent origin')}"
    return "\n".join([head, *(line for node in found.tree for line in _lines(node, case))])


def _lines(node: OriginNode, case: Case, depth: int = 0) -> list[str]:
    source = case.get(Source, node.source)
    told = ", ".join(filter(None, [source.publisher, source.published]))
    aside = "" if node.cited else "  (not cited itself)"
    indent = "   " * depth
    line = output.paragraph(
        f"{'└─ ' if depth else ''}{source.id}  {told}{aside}", indent=indent, hanging=f"{indent}     "
    )
    return [line, *(row for child in node.derived for row in _lines(child, case, depth + 1))]
