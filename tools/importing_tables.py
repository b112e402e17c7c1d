"""The tables of `docs/importing.md`, made from what the readers say of themselves; the words around them are kept."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from layers.formats import (
    acled,
    airwars,
    auto_archiver,
    cir,
    gdelt,
    geoconfirmed,
    linked_places,
    timemap,
    ucdp,
)
from layers.formats.precision import CONVENTIONS, DATE_CONVENTIONS
from layers.formats.timemap_sources import SOURCE_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable

PATH = Path(__file__).resolve().parent.parent / "docs" / "importing.md"

FIELDS: dict[str, dict[str, str]] = {
    "acled": acled.FIELDS,
    "ucdp": ucdp.FIELDS,
    "gdelt": gdelt.FIELDS,
    "gdelt-mentions": gdelt.MENTION_FIELDS,
    "airwars": airwars.FIELDS,
    "timemap": timemap.FIELDS,
    "timemap-sources": SOURCE_FIELDS,
    "timemap-api": timemap.API_FIELDS,
    "geoconfirmed-json": geoconfirmed.FIELDS,
    "geoconfirmed-kml": geoconfirmed.KML_FIELDS,
    "cir": cir.FIELDS,
    "auto-archiver": auto_archiver.FIELDS,
    "linked-places": linked_places.FIELDS,
}


def importing_reference() -> str:
    """Return `docs/importing.md` with every table made anew."""
    tables = {name: _table(("in the file", "becomes"), fields.items()) for name, fields in FIELDS.items()}
    tables["precision"] = _table(
        ("dataset", "column", "code", "says", "radius", "where the figure comes from"),
        (
            (each.dataset, each.column, each.code, each.meaning, _length(each.uncertainty_m), each.origin)
            for each in CONVENTIONS
        ),
    )
    tables["dates"] = _table(
        ("dataset", "column", "code", "says", "18 May 2017 is read as"),
        ((each.dataset, each.column, each.code, each.meaning, f"`{each.edtf}`") for each in DATE_CONVENTIONS),
    )
    text = PATH.read_text(encoding="utf-8")
    for name, table in tables.items():
        marked = re.compile(rf"(<!-- table: {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        text, found = marked.subn(lambda match, table=table: f"{match[1]}{table}\n{match[2]}", text)
        if found != 1:
            message = f"docs/importing.md has {found} places for the table {name!r}, not one"
            raise ValueError(message)
    return text


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head)]
    for row in rows:
        first, *rest = row
        lines.append((f"`{first}`" if len(head) == 2 else first, *rest))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _length(metres: float) -> str:
    return f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
