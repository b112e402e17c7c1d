"""Rows of any text table as flat rows, group of columns by group of columns, all read by `layers.formats.named_rows`.

What fields mean stands there. Only the parts that differ from row to row are put in here: id, title, position, words; a row
with anything unusual in it is left to `read_named` as a whole.
"""

from __future__ import annotations

import re
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from geo.errors import ContestedError
from layers.errors import FormatError
from layers.formats import cells
from layers.formats.fields import FIELDS, fields_of
from layers.formats.flat_reader import FlatReader
from layers.formats.groups import Group, degrees_of
from layers.formats.named_places import digits_radius_m
from layers.formats.named_rows import Origin, ids_of, placed_text, read_named
from layers.formats.reading import Accepted, Rejected, rejected
from layers.formats.tables import read_table
from layers.gpkg.blobs import point_blob

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from layers.formats.flat import FlatRow
    from layers.formats.reading import ImportOptions
    from layers.records import Record

    Plain = Callable[[list[str]], tuple[FlatRow, tuple[Record, ...]] | None]

_PROBE = {
    "id": "probe-1",  # seven characters, which a claim's id begins with
    "title": "probe",
    "lat": "1.5",
    "lon": "1.5",
}
_SPOKEN = {**_PROBE, "party": "probe"}
_NUMBER = re.compile(r"-?\d{1,3}\.\d{1,15}", re.ASCII)
_PLAIN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,59}", re.ASCII)
_READ = tuple(FIELDS)
_TITLE_AT_MOST = 160


def flat_reader(path: Path, options: ImportOptions, *, time_zone: str) -> FlatReader:
    """Return what reads a text table to flat rows.

    Parameters
    ----------
    path, options
        As of `Format.read`.
    time_zone : str
        The zone whose calendar days the case means.
    """
    table = read_table(path)
    origin = Origin.of(path)
    fields = fields_of(table.columns, options.columns)
    if not {"title", "kind", "summary", "location"} & set(fields):
        raise FormatError(
            f"{path.name}: no column says what happened; it has {', '.join(table.columns)[:300]}. Name one with --map COLUMN=title"
        )

    def thorough(line: int, row: list[str]) -> Accepted | Rejected:
        named = {field: cell for field, cell in zip(fields, row, strict=True) if field and cell}
        try:
            return Accepted(line=line, records=read_named(named, origin, options))
        except ContestedError as error:
            return rejected(line, error, ",".join(row))

    return FlatReader(table.rows, plain_reader(fields, origin, options, time_zone=time_zone), thorough)


def plain_reader(  # noqa: C901 # the one loop that a million rows go through
    fields: tuple[str | None, ...], origin: Origin, options: ImportOptions, *, time_zone: str
) -> Plain:
    """Return the function from the cells of a row to its flat row, or None where `read_named` must look at it.

    Parameters
    ----------
    fields : tuple of str or None
        The field that each column holds, as of `layers.formats.fields.fields_of`.
    """
    place = {field: n for n, field in enumerate(fields) if field}
    cells_of = itemgetter(
        *(place.get(field, -1) for field in _READ)
    )  # what is not there is the empty cell behind the row
    words_of = _Words()
    digits: dict[tuple[float, int, int], float] = {}

    def read(row: Mapping[str, str]) -> tuple[Record, ...]:
        return read_named({name: cell for name, cell in row.items() if cell}, origin, options)

    def group(columns: tuple[str, ...], names: tuple[str, ...], probe: Mapping[str, str] = _PROBE) -> Group:
        return Group(read, columns, names, probe=probe, time_zone=time_zone)

    dates = group(("when", "time"), ("when_edtf", "when_date", "when_time_local", "earliest", "latest"))
    radii = group(
        ("uncertainty", "precision"), ("where_uncertainty_m", "where_precision_code", "where_derivation")
    )
    speakers = group(("party", "stance"), ("claim_id", "party", "stance", "occurred"), _SPOKEN)
    sources = group(
        ("source_title", "source_url", "source_publisher", "source_published"), ("sources",), _SPOKEN
    )
    stamps = group(("stated",), ("stated",), _SPOKEN)
    harms = group(
        ("killed", "injured"),
        tuple(f"harm_{what}_{bound}" for what in ("killed", "injured") for bound in ("low", "best", "high")),
        _SPOKEN,
    )
    shared = _Shared(speakers, sources)

    def plain(row: list[str]) -> tuple[FlatRow, tuple[Record, ...]] | None:
        row.append("")
        (
            given_id, title, day, time, lat, lon, coordinates, words, uncertainty, precision, kind, sub_kind, party, stance,
            summary, stated, own_claim, actor, target, weapon, killed, injured, source, url, publisher, published, note,
        ) = cells_of(row)  # fmt: skip
        row.pop()
        if coordinates or own_claim or not _NUMBER.fullmatch(lat) or not _NUMBER.fullmatch(lon):
            return None
        at = degrees_of(lat, lon)
        dated, radius = dates[day, time], radii[uncertainty, precision]
        if (
            at is None
            or dated is None
            or radius is None
            or not 4 < len(title) <= _TITLE_AT_MOST
            or title != " ".join(title.split())
        ):
            return None
        edtf, date, time_local, earliest, latest = dated
        lat_deg, lon_deg = at
        if len(given_id) > 3 and _PLAIN_ID.fullmatch(given_id) and not given_id.isdigit():
            record_id, external = given_id, None
        elif not given_id or _PLAIN_ID.fullmatch(given_id):
            placed = placed_text(lat_deg, lon_deg)
            record_id, named = ids_of(words_of[given_id], origin, title=title, edtf=edtf, placed=placed)
            external = f'["{named[0]}"]' if named else None
        else:
            return None
        precise = (round(lat_deg, 1), lat.find(".") - len(lat), lon.find(".") - len(lon))
        digits_m = digits.get(precise)
        if digits_m is None:
            digits_m = digits[precise] = digits_radius_m(lat_deg, lat, lon)
        before = title, words_of[kind], words_of[sub_kind], external
        where = (
            record_id, edtf, date, None, time_local, None, words_of[words], lat_deg, lon_deg, digits_m, *radius,
            point_blob(lat=lat_deg, lon=lon_deg), earliest, latest,
        )  # fmt: skip
        said = cells.text(summary)
        if words_of[party] is None:
            if source or url or publisher or published:
                return None
            notes = [part for part in (said, cells.text(note)) if part]
            return (*before, "\n".join(notes) or None, *where, *_SILENT), ()
        spoken, sourced, stamped = (
            speakers[party, stance],
            sources[source, url, publisher, published],
            stamps[stated],
        )
        harmed = harms[killed, injured]
        if spoken is None or sourced is None or stamped is None or harmed is None or len(record_id) > 90:
            return None
        claim_id, speaker, taken, occurred = spoken
        claim = (
            record_id + claim_id[7:], speaker, taken, said, stamped[0], occurred, words_of[actor], words_of[target],
            words_of[weapon], *harmed, None, None, sourced[0],
        )  # fmt: skip
        records = shared[(party, stance), (source, url, publisher, published)]
        return (*before, words_of[note], *where, *claim), records

    return plain


class _Words(dict[str, "str | None"]):
    """What cells say as words, the short ones kept."""

    def __missing__(self, cell: str) -> str | None:
        found = cells.text(cell)
        if len(cell) < 60 and len(self) < 50_000:
            self[cell] = found
        return found


_SILENT: tuple[Any, ...] = (None,) * 18


class _Shared(dict[Any, "tuple[Record, ...]"]):
    """The party and the source of each pair of groups of cells, always the same tuple for the same pair."""

    def __init__(self, speakers: Group, sources: Group) -> None:
        super().__init__()
        self._speakers = speakers
        self._sources = sources

    def __missing__(self, key: Any) -> tuple[Record, ...]:
        spoken, sourced = key
        records = (
            *(record for record in self._speakers.records[spoken] if record.KIND == "party"),
            *(record for record in self._sources.records[sourced] if record.KIND == "source"),
        )
        if len(self) < 100_000:
            self[key] = records
        return records
