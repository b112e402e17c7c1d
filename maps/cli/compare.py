"""`contested compare`: the accounts of one incident, field by field and party by party."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from layers.agreement import compare
from layers.records import Incident
from layers.times.show import in_words
from maps.cli import options, output

if TYPE_CHECKING:
    from layers.agreement import Comparison, FieldComparison
    from layers.case import Case

NARROWEST_CELL = 13
DIFFERS = "≠"


@click.command("compare")
@options.record_argument("incident", Incident)
@options.as_of
@options.parties
@options.case_file
@options.as_json
def command(
    incident: str, as_of: str | None, parties: tuple[str, ...], location: str | None, as_json: bool
) -> None:
    """Compare what the parties say of the incident ID: a matrix of fields by parties.

    A value marked with ≠ does not agree with another party's. A party's latest statement that stands counts; silence is no
    vote. No party is right here: the class says only where accounts differ.

    \b
    contested compare i-2017-06-18-su22
    contested compare i-2017-05-18-convoy-strike --party russia --party us-coalition --as-of 2017-06
    """
    case = options.read_case_of(location)
    options.check_ids(case, parties=parties)
    found = compare(case, incident, as_of=as_of, parties=parties or None)
    output.show(found.as_data(), as_json=as_json, text=lambda: comparison_text(found, case))


def comparison_text(found: Comparison, case: Case) -> str:
    """Return a comparison for people: as a matrix where the terminal is wide enough, else field by field."""
    names = options.short_names(case)
    stated = [field for field in found.fields if field.votes]
    voices = [party for party in names if any(field.vote_of(party) for field in stated)]
    decided = f", decided by {_words(found.decided_by)}" if found.decided_by else ""
    parts = [f"{output.paragraph(found.title)}\n{found.incident}", f"{found.agreement}{decided}"]
    width = output.terminal_width()
    if stated and len(voices) * (NARROWEST_CELL + 2) + 40 <= width:
        rows = [_matrix_row(field, voices, names) for field in stated]
        columns = ["field", *(names[party] for party in voices), "class", "spread"]
        parts.append(output.matrix(rows, columns, width=width))
    else:
        parts += [_field_text(field, names) for field in stated]
    parts += _others(found, names)
    return "\n\n".join(parts)


def _words(field: str | None) -> str:
    return (field or "").replace("_", " ")


def _cell(field: FieldComparison, party: str) -> str:
    vote = field.vote_of(party)
    if vote is None:
        return "-"
    text = in_words(vote.text) if field.field == "when" else vote.text
    return f"{DIFFERS} {text}" if any(party in pair for pair in field.differing) else text


def _matrix_row(field: FieldComparison, voices: list[str], names: dict[str, str]) -> dict[str, str]:
    cells = {names[party]: _cell(field, party) for party in voices}
    return {
        "field": _words(field.field),
        **cells,
        "class": field.agreement,
        "spread": field.spread.text if field.spread else "",
    }


def _field_text(field: FieldComparison, names: dict[str, str]) -> str:
    spread = f" · {field.spread.text}" if field.spread and field.spread.text else ""
    said = {names[vote.party]: _cell(field, vote.party) for vote in field.votes}
    lines = output.facts(said, width=output.terminal_width() - 2).splitlines()
    head = output.paragraph(f"{_words(field.field)}: {field.agreement}{spread}", hanging="  ")
    return "\n".join([head, *(f"  {line}" for line in lines)])


def _others(found: Comparison, names: dict[str, str]) -> list[str]:
    parts = []
    if found.silent:
        silent = (f"{names[silence.party]}: {silence.text}" for silence in found.silent)
        parts.append("\n".join(output.paragraph(line, hanging="  ") for line in silent))
    counted = {
        "speak without stating a field": [
            party for party in found.speaking if not any(field.vote_of(party) for field in found.fields)
        ],
        "nothing recorded of": list(found.unheard),
    }
    lines = {words: ", ".join(names[party] for party in who) for words, who in counted.items() if who}
    lines |= {
        words: ", ".join(claims)
        for words, claims in (
            ("retracted", found.retracted),
            ("replaced", found.superseded),
            ("said later", found.later),
        )
        if claims
    }
    return [*parts, output.facts(lines)] if lines else parts
