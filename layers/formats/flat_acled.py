"""ACLED rows as flat rows, group of columns by group of columns, all read by `layers.formats.acled.read_row`.

What ACLED's columns mean stands there. Only the parts that differ from row to row are put in here: id, position, notes,
and the note that keeps the codes; a row with anything unusual in it is left to `read_row` as a whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.errors import ContestedError
from layers.formats import acled, cells
from layers.formats.coded_rows import CodedTable
from layers.formats.flat_reader import FlatReader
from layers.formats.groups import Group, degrees_of
from layers.formats.reading import Accepted, Rejected, rejected
from layers.formats.tables import read_table
from layers.formats.voices import note_of_codes
from layers.gpkg.blobs import point_blob

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from layers.formats.flat import FlatRow
    from layers.formats.reading import ImportOptions
    from layers.records import Record

    Plain = Callable[[list[str]], tuple[FlatRow, tuple[Record, ...]] | None]

_PROBE: dict[str, str] = {
    "event_id_cnty": "X1",
    "event_date": "2017-05-18",
    "time_precision": "1",
    "event_type": "Battles",
    "latitude": "1",
    "longitude": "1",
    "geo_precision": "1",
}
_DATED = ("when_edtf", "when_date", "when_precision", "earliest", "latest")
_RADIUS = ("where_uncertainty_m", "where_precision_code", "where_derivation")
_PLAIN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")


def flat_reader(path: Path, options: ImportOptions, *, time_zone: str) -> FlatReader:
    """Return what reads a file of ACLED to flat rows.

    Parameters
    ----------
    path, options
        As of `Format.read`.
    time_zone : str
        The zone whose calendar days the case means.
    """
    table = read_table(path)
    coded = CodedTable(
        path=path, options=options, synonyms=acled.SYNONYMS, needed=acled.NEEDED, dataset=acled.FORMAT.name
    )
    names = coded.names_of(table.columns)

    def thorough(line: int, row: list[str]) -> Accepted | Rejected:
        try:
            return Accepted(line=line, records=acled.read_row(dict(zip(names, row, strict=True)), options))
        except ContestedError as error:
            return rejected(line, error, ",".join(row))

    plain = plain_reader(names, options, time_zone=time_zone)
    return FlatReader(table.rows, plain, thorough)


def plain_reader(names: tuple[str, ...], options: ImportOptions, *, time_zone: str) -> Plain:
    """Return the function from the cells of a row to its flat row, or None where `read_row` must look at it.

    Parameters
    ----------
    names : tuple of str
        The field that each column holds, as of `CodedTable.names_of`.
    """
    place = {name: n for n, name in enumerate(names)}
    cell_of = [
        place.get(name, -1) for name in _READ
    ]  # a column that is not there is the empty cell behind the row

    def group(columns: tuple[str, ...], fields: tuple[str, ...]) -> Group:
        return Group(
            lambda row: acled.read_row(row, options), columns, fields, probe=_PROBE, time_zone=time_zone
        )

    dates = group(("event_date", "year", "time_precision"), _DATED)
    radii = group(("geo_precision",), _RADIUS)
    places = group(("location", "admin3", "admin2", "admin1", "country"), ("where_text",))
    kinds = group(("event_type", "sub_event_type", "location"), ("title", "kind", "sub_kind"))
    sources = group(("source",), ("sources", "party", "stance", "occurred"))
    targets = group(("civilian_targeting",), ("target_text",))
    deaths = group(("fatalities",), ("harm_killed_best",))
    stamps = group(("timestamp",), ("stated",))
    notes = _Notes(names)

    def plain(row: list[str]) -> tuple[FlatRow, tuple[Record, ...]] | None:
        row = [*row, ""]
        (
            external_id, day, year, day_code, kind, sub_kind, where, admin3, admin2, admin1, country, lat, lon,
            radius_code, source, said, killed, targeting, stamp,
        ) = (row[n] for n in cell_of)  # fmt: skip
        at = degrees_of(lat, lon)
        dated, radius, kinded = dates[day, year, day_code], radii[radius_code], kinds[kind, sub_kind, where]
        sourced, killing, stated = sources[source], deaths[killed], stamps[_day_of(stamp)]
        placed, target = places[where, admin3, admin2, admin1, country], targets[targeting]
        if (
            at is None or dated is None or radius is None or kinded is None or sourced is None or killing is None
            or stated is None or placed is None or target is None or not _PLAIN_ID.fullmatch(external_id)
            or not (kinded[1] or kinded[2]) or len(external_id) < 5
        ):  # fmt: skip
            return None
        edtf, date, precision, earliest, latest = dated
        uncertainty_m, code, derivation = radius
        title, kind_text, sub_kind_text = kinded
        named, party, stance, occurred = sourced
        record_id = f"acled-{external_id}"
        flat_row = (
            title, kind_text, sub_kind_text, f'["acled:{external_id}"]', notes.of(row),
            record_id, edtf, date, precision, None, None,
            placed[0], at[0], at[1], None, uncertainty_m, code, derivation, point_blob(lat=at[0], lon=at[1]), earliest, latest,
            f"{record_id}-coding", party, stance, cells.text(said), stated[0], occurred, None, target[0], None,
            None, killing[0], None, None, None, None, f"ACLED {external_id}", None, named,
        )  # fmt: skip
        return flat_row, sources.records[source]

    return plain


def _day_of(stamp: str) -> str:
    """Return the first second of a stamp's day, in the place of each second of it; other stamps as they are."""
    if 8 < len(stamp) < 12 and stamp.isascii() and stamp.isdigit():
        return str(int(stamp) // 86_400 * 86_400).zfill(len(stamp))
    return stamp


_READ = (
    "event_id_cnty", "event_date", "year", "time_precision", "event_type", "sub_event_type", "location", "admin3", "admin2",
    "admin1", "country", "latitude", "longitude", "geo_precision", "source", "notes", "fatalities", "civilian_targeting",
    "timestamp",
)  # fmt: skip


class _Notes:
    """The note that keeps the codes of a row, each column's part made once for each cell."""

    def __init__(self, names: tuple[str, ...]) -> None:
        at: Mapping[str, int] = {name: n for n, name in enumerate(names)}
        self._columns = [(at[name], _Parts(name)) for name in acled.KEPT if name in at]
        head = note_of_codes(acled.VOICE, {"x": "y"}) or ""
        self._head = head.removesuffix("x y")

    def of(self, row: list[str]) -> str | None:
        parts = [part for n, parts in self._columns if (part := parts[row[n]])]
        return self._head + "; ".join(parts) if parts else None


class _Parts(dict[str, str]):
    """What a column puts into the note, by its cell; nothing where the cell says nothing."""

    def __init__(self, column: str) -> None:
        super().__init__()
        self._column = column

    def __missing__(self, cell: str) -> str:
        written = cells.text(cell)
        if self._column in {"inter1", "inter2"} and written in acled.INTER:
            written = f"{written} ({acled.INTER[written]})"
        part = f"{self._column} {written}" if written else ""
        if len(self) < 50_000:
            self[cell] = part
        return part
