"""Sheets of auto-archiver: each archived link becomes a source with its kept copy, its hash and its dates.

A hash is taken over as sha256 only where it is one: sheets may hold others, which stay in the note with their names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from layers.errors import FormatError
from layers.formats import cell_dates, cells
from layers.formats.coded_rows import CodedTable, share_of_columns
from layers.formats.voices import shortened
from layers.records import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from layers.formats.reading import ImportOptions, Item
    from layers.records import Record

FIELDS: dict[str, str] = {
    "link": "the source's link; its id is made from it",
    "upload title": "title; else the beginning of `text content`, else the link",
    "upload timestamp": "published",
    "archive location": "link of the kept copy, if it is one of http or https; else kept in the note",
    "archive date": "accessed",
    "hash": "sha256, if it is one; else kept in the note",
    "replaywebpage": "link of the kept copy, where `archive location` is none",
    "archive status": "kept in the note, as `destination folder`, `screenshot`, `thumbnail`, `wacz` and `perceptual hashes`",
}
"""What each column becomes."""

KEPT = ("archive_status", "destination_folder", "screenshot", "thumbnail", "wacz", "perceptual_hashes")
NEEDED = ("link", "archive_status")
_TELLING = ("link", "archive_status", "archive_location", "archive_date")

_SHA256 = re.compile(r"(?:sha-?256\s*[:=~]?\s*)?([0-9a-fA-F]{64})", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class AutoArchiverFormat:
    """Reads the sheet that auto-archiver fills, as CSV, TSV or XLSX."""

    name: str = "auto-archiver"
    suffixes: tuple[str, ...] = (".csv", ".tsv", ".xlsx")

    def sniff(self, path: Path, head: bytes) -> float:
        """Return how sure it is, by the names of the columns."""
        return share_of_columns(path, head, _TELLING, {})

    def read(self, path: Path, options: ImportOptions) -> Iterator[Item]:
        """Yield a source for each row with a link."""
        table = CodedTable(path=path, options=options, synonyms={}, needed=NEEDED, dataset=self.name)
        yield from table.items(read_row)


def read_row(row: Mapping[str, Any]) -> tuple[Record, ...]:
    """Return the source of one row, by plain names of the columns.

    Raises
    ------
    FormatError
        If it has no link, or a date that cannot be read.
    """
    address = cells.text(row.get("link"))
    if address is None:
        raise FormatError("the row has no link; write what was archived")
    words = cells.text(row.get("upload_title")) or cells.text(row.get("text_content")) or address
    written_hash = cells.text(row.get("hash"))
    found_hash = _SHA256.fullmatch(written_hash or "")
    copy, place = _copy(row)
    notes = {"archive location": place, "hash": None if found_hash else written_hash}
    notes |= {column.replace("_", " "): cells.text(row.get(column)) for column in KEPT}
    url = cells.link(address)
    return (
        Source(
            id=f"archive-{cells.digest(address)}",
            title=shortened(words, 200),
            kind="archived page",
            url=url,
            archive_url=copy,
            published=cell_dates.moment(row.get("upload_timestamp"), "upload timestamp"),
            accessed=cell_dates.moment(row.get("archive_date"), "archive date"),
            sha256=found_hash[1].lower() if found_hash else None,
            note="; ".join(f"{column}: {value}" for column, value in notes.items() if value) or None,
        ),
    )


def _copy(row: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """Return the link of the kept copy, and where it lies if that is no link."""
    given = cells.text(row.get("archive_location"))
    copy = cells.link(given)
    return copy or cells.link(row.get("replaywebpage")), given if copy is None else None


FORMAT = AutoArchiverFormat()
