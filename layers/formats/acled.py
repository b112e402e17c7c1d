"""ACLED: political violence and protest, one row an event, in all generations of its columns.

In March 2023 `event_id_no_cnty`, `data_id` and `iso3` went and `disorder_type`, `civilian_targeting` and `tags` came; older
files write the columns in capitals or cut at ten characters. A row is known by `event_id_cnty` in all of them. ACLED
says that the order of actor1 and actor2 has no meaning: neither is read as the one who did it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from layers.errors import FormatError
from layers.formats import cell_dates, cells
from layers.formats.coded_rows import CodedTable, share_of_columns
from layers.formats.precision import radius
from layers.formats.voices import CodedEvent, Voice, location, named_source
from layers.records import Harm

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from layers.formats.reading import ImportOptions, Item
    from layers.records import Location, Record, Source

VOICE = Voice(
    key="acled",
    name="ACLED",
    code="ACL",
    color="#5b7f95",
    shape="square",
    order=901,
    publisher="Armed Conflict Location & Event Data",
    url="https://acleddata.com",
    caution="Rows are revised after publication; its terms ask for the date of access and for what was changed.",
)

FIELDS: dict[str, str] = {
    "event_id_cnty": "the event's id: `acled-SYR1234`; without it, `data_id` or `event_id_no_cnty`",
    "event_date": "when, with `time_precision`",
    "time_precision": "1 the day, 2 that day and three on either side, 3 the month",
    "event_type": "kind of the incident",
    "sub_event_type": "sub-kind of the incident, and its title with `location`",
    "location": "wording of the location, with `admin1` to `admin3` and `country`",
    "latitude": "position, with `longitude`",
    "longitude": "position, with `latitude`",
    "geo_precision": "radius by the convention for places; kept as the precision code",
    "source": "sources by the publisher's name, one for each name between semicolons",
    "notes": "the claim's summary",
    "fatalities": "killed, best figure",
    "timestamp": "when ACLED last changed the row: the claim's date",
    "civilian_targeting": "target: civilians, if it says so",
    "actor1": "kept in the note, as `actor2`, `inter1` and the other codes: who did it is not said",
}
"""What each column becomes; every other column that is filled is kept in the incident's note, if it is among `KEPT`."""

KEPT = (
    "disorder_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction",
    "civilian_targeting", "time_precision", "geo_precision", "source_scale", "iso", "iso3", "region", "tags", "data_id",
    "event_id_no_cnty",
)  # fmt: skip

SYNONYMS: dict[str, str] = {
    "event_id_c": "event_id_cnty",
    "event_id_n": "event_id_no_cnty",
    "time_preci": "time_precision",
    "geo_precis": "geo_precision",
    "geo_precisi": "geo_precision",
    "sub_event_": "sub_event_type",
    "ally_actor_1": "assoc_actor_1",
    "ally_actor_2": "assoc_actor_2",
    "assoc_acto": "assoc_actor_1",
    "assoc_ac_1": "assoc_actor_2",
    "interactio": "interaction",
    "source_sca": "source_scale",
    "admin_1": "admin1",
    "admin_2": "admin2",
    "admin_3": "admin3",
    "source_url": "source",
}

PLACE = ("location", "admin3", "admin2", "admin1", "country")
"""Columns that name the place, from near to far."""

NEEDED = ("event_date", "event_type", "latitude", "longitude", "geo_precision", "time_precision")

INTER: dict[str, str] = {
    "1": "state forces",
    "2": "rebel group",
    "3": "political militia",
    "4": "identity militia",
    "5": "rioters",
    "6": "protesters",
    "7": "civilians",
    "8": "external or other forces",
}
"""The numbers of inter1 and inter2 in older files; newer ones write words."""


@dataclass(frozen=True, slots=True)
class AcledFormat:
    """Reads ACLED files: CSV, TSV, XLSX, or the JSON of its interface."""

    name: str = "ACLED"
    suffixes: tuple[str, ...] = (".csv", ".tsv", ".txt", ".xlsx", ".json")

    def sniff(self, path: Path, head: bytes) -> float:
        """Return how sure it is, by the names of the columns."""
        return share_of_columns(path, head, ("event_id_cnty", *NEEDED), SYNONYMS)

    def read(self, path: Path, options: ImportOptions) -> Iterator[Item]:
        """Yield an incident and ACLED's claim for each row."""
        table = CodedTable(path=path, options=options, synonyms=SYNONYMS, needed=NEEDED, dataset=self.name)
        yield from table.items(lambda row: read_row(row, options))


def read_row(row: Mapping[str, Any], options: ImportOptions) -> tuple[Record, ...]:
    """Return the records of one row, by the names of the columns in lower case.

    Raises
    ------
    FormatError
        If the row has no id, no date, or a value that cannot be read.
    """
    external_id = _external_id(row)
    title, kind, sub_kind = kinds_of(row)
    event = CodedEvent(
        external_id=external_id,
        title=title or f"ACLED {external_id}",
        kind=kind,
        sub_kind=sub_kind,
        edtf=edtf_of(row),
        date=cells.text(row.get("event_date")),
        date_precision=f"time_precision {cells.text(row.get('time_precision'))}",
        where=where_of(row, options),
        summary=cells.text(row.get("notes")),
        stated=stated_of(row.get("timestamp")),
        target_text=target_of(row),
        harm=harm_of(row),
        sources=sources_of(cells.text(row.get("source"))),
        codes=codes_of(row),
    )
    return event.records(VOICE)


def kinds_of(row: Mapping[str, Any]) -> tuple[str | None, str | None, str | None]:
    """Return title, kind and sub-kind."""
    kind, sub_kind = cells.text(row.get("event_type")), cells.text(row.get("sub_event_type"))
    words = (sub_kind or kind, cells.text(row.get("location")))
    return ", ".join(word for word in words if word) or None, kind, sub_kind


def where_of(row: Mapping[str, Any], options: ImportOptions) -> Location | None:
    """Return the position, its radius, and the names of the place."""
    found = cells.position(row.get("latitude"), row.get("longitude"))
    code = cells.text(row.get("geo_precision"))
    size = radius("ACLED", code, options.precision_m) if found and code else None
    return location(found, size, [cells.text(row.get(column)) for column in PLACE])


def _external_id(row: Mapping[str, Any]) -> str:
    for column in ("event_id_cnty", "data_id", "event_id_no_cnty"):
        if found := cells.text(row.get(column)):
            return found
    raise FormatError("the row has no event_id_cnty; name the column of the event's id with --map")


def edtf_of(row: Mapping[str, Any]) -> str:
    """Return the date as wide as `time_precision` makes it.

    Raises
    ------
    FormatError
        If there is no date, it is not in the year beside it, or the precision is none of 1, 2, 3.
    """
    found = cell_dates.day(row.get("event_date"), "event_date")
    if found is None:
        raise FormatError("event_date is empty; every ACLED event has one")
    year = cells.whole(row.get("year"), "year")
    if year is not None and year != found.year:
        raise FormatError(
            f"event_date {row.get('event_date')!r} is not in the year {year} beside it; mend one of them"
        )
    code = cells.whole(row.get("time_precision"), "time_precision")
    if code == 1:
        return found.isoformat()
    if code == 2:  # dated to the middle of the stretch
        return f"[{found - dt.timedelta(days=3)}..{found + dt.timedelta(days=3)}]"
    if code == 3:
        return f"{found:%Y-%m}"
    raise FormatError(
        f"time_precision {row.get('time_precision')!r} is none of 1, 2, 3; is another column named so?"
    )


def stated_of(value: Any) -> str | None:
    """Return the day of ACLED's time stamp: seconds since 1970, or a date in words."""
    written = cells.text(value)
    if written is None:
        return None
    if written.isascii() and written.isdigit() and 8 < len(written) < 12:
        return dt.datetime.fromtimestamp(int(written), dt.UTC).date().isoformat()
    found = cell_dates.day(written, "timestamp")
    return found.isoformat() if found else None


def target_of(row: Mapping[str, Any]) -> str | None:
    """Return "civilians" where the row says that they were the target."""
    said = (cells.text(row.get("civilian_targeting")) or "").casefold()
    return "civilians" if said in {"civilian targeting", "civilians targeted"} else None


def harm_of(row: Mapping[str, Any]) -> Harm | None:
    """Return the number of the killed; ACLED gives one figure."""
    killed = cells.whole(row.get("fatalities"), "fatalities")
    return None if killed is None else Harm(killed_best=killed)


def codes_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns that only the note keeps; numbers of older files with their meaning."""
    return {column: _code(column, row.get(column)) for column in KEPT}


def _code(column: str, value: Any) -> Any:
    if column in {"inter1", "inter2"}:
        written = cells.text(value)
        return f"{written} ({INTER[written]})" if written in INTER else written
    return value


@lru_cache(maxsize=4096)
def sources_of(names: str | None) -> tuple[Source, ...]:
    """Return a source for each publisher between semicolons."""
    parts = (name.strip() for name in (names or "").split(";"))
    return tuple(named_source(VOICE, name) for name in dict.fromkeys(parts) if name)


FORMAT = AcledFormat()
