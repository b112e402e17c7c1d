"""CSV with a row of HXL tags under the header (Humanitarian Exchange Language 1.1), for sharing with responders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.exports.csv_folder import csv_text, table_about
from layers.exports.layered import write_each
from layers.exports.tables import Table, layer_table
from layers.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from layers.case import Case

TAGS: dict[str, dict[str, str]] = {
    "incidents": {
        "id": "#event+id",
        "title": "#event+name",
        "kind": "#event+type",
        "sub_kind": "#event+subtype",
        "when": "#date+occurred+edtf",
        "earliest": "#date+occurred+start",
        "latest": "#date+occurred+end",
        "location": "#loc+name+original",
        "place": "#loc+id",
        "uncertainty_m": "#geo+uncertainty+m",
        "parties": "#org+id+list",
        "claims": "#indicator+claims+num",
        "note": "#meta+note",
        "lat": "#geo+lat",
        "lon": "#geo+lon",
    },
    "claims": {
        "id": "#meta+id+claim",
        "subject_kind": "#meta+type+subject",
        "subject": "#event+id",
        "title": "#event+name",
        "party": "#org+id",
        "party_name": "#org+name",
        "stance": "#status+stance",
        "summary": "#description+claim",
        "stated": "#date+reported+edtf",
        "when": "#date+occurred+edtf",
        "earliest": "#date+occurred+start",
        "latest": "#date+occurred+end",
        "location": "#loc+name+original",
        "uncertainty_m": "#geo+uncertainty+m",
        "placed_by": "#meta+placed_by",
        "inside_zone": "#status+inside_zone",
        "killed_low": "#affected+killed+min",
        "killed_high": "#affected+killed+max",
        "injured_low": "#affected+injured+min",
        "injured_high": "#affected+injured+max",
        "sources": "#meta+source+id+list",
        "unverified": "#meta+unverified",
        "lat": "#geo+lat",
        "lon": "#geo+lon",
    },
    "places": {
        "id": "#loc+id",
        "name": "#loc+name",
        "kind": "#loc+type",
        "name_ar": "#loc+name+i_ar",
        "name_ru": "#loc+name+i_ru",
        "variants": "#loc+name+alt+list",
        "uncertainty_m": "#geo+uncertainty+m",
        "basis": "#meta+source",
        "lat": "#geo+lat",
        "lon": "#geo+lon",
    },
}
"""The columns of each table that are shared, with their tags."""


def write(case: Case, out: Path, *, layer: str | None = None) -> list[Path]:
    """Write incidents, claims and places into a folder, or one of them (incidents, if none is named) into a file.

    Raises
    ------
    CaseFileError
        If there is no such table, or something cannot be written.
    """
    from layers.exports import is_folder

    tables = {name: _tagged(layer_table(case, name)) for name in TAGS}
    wanted = layer or (None if is_folder(out) else "incidents")
    return write_each(
        case, out, tables.items(), ending=".hxl.csv", layer=wanted, write_part=_write, about=table_about
    )


def _tagged(table: Table) -> Table:
    tags = TAGS[table.name]
    columns = {column: meaning for column, meaning in table.columns.items() if column in tags}
    return Table(name=table.name, columns=columns, rows=table.rows)


def _write(path: Path, table: Table) -> Path:
    header, body = csv_text(table).split("\n", 1)
    tags = ",".join(TAGS[table.name][column] for column in table.columns)
    return write_whole(path, f"{header}\n{tags}\n{body}")
