"""UCDP GED: fatal events of organised violence, one row an event, 49 columns, with or without an HXL row.

Only events with a death are in it: a strike that killed nobody is absent, and absence is no denial. Sides a and b have no
order in fights between two groups; in violence against civilians, side a is the one that did it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from layers.errors import FormatError, RecordError
from layers.formats import cell_dates, cells
from layers.formats.coded_rows import CodedTable, share_of_columns
from layers.formats.precision import radius
from layers.formats.voices import CodedEvent, Voice, location, shortened
from layers.records import Harm, Source

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from geo.position import Position
    from layers.formats.reading import ImportOptions, Item
    from layers.records import Record

VOICE = Voice(
    key="ucdp",
    name="UCDP GED",
    code="UCD",
    color="#7f6b95",
    shape="diamond",
    order=902,
    publisher="Uppsala Conflict Data Program",
    url="https://ucdp.uu.se",
    caution="It holds fatal events only: that an event is not in it denies nothing.",
)

FIELDS: dict[str, str] = {
    "id": "the event's id: `ucdp-12345`",
    "date_start": "when, with `date_end`, `date_prec` and `event_clarity`",
    "date_prec": "1 the day, 2 and 3 some day between both dates, 4 the month, 5 the year",
    "event_clarity": "2, several events reported as one: both dates are an interval",
    "type_of_violence": "kind: 1 state-based, 2 non-state, 3 one-sided",
    "latitude": "position, with `longitude`; it must be the one of `geom_wkt` too",
    "longitude": "position, with `latitude`",
    "where_prec": "radius by the convention for places; kept as the precision code",
    "where_description": "wording of the location, with `where_coordinates`, `adm_2`, `adm_1` and `country`",
    "best": "killed, best figure, with `low` and `high`",
    "deaths_a": "who was harmed, with `deaths_b`, `deaths_civilians` and `deaths_unknown`",
    "side_a": "actor, in one-sided violence; else kept in the note",
    "side_b": "kept in the note",
    "source_headline": "sources, with `source_office` and `source_date`, one for each between semicolons",
    "source_article": "sources, where the three columns above are empty or do not match each other",
    "source_original": "where the sources say they have it from: the claim's confidence note",
    "conflict_name": "kept in the note, as `dyad_name` and the other codes",
}
"""What each column becomes; every other column that is filled is kept in the incident's note, if it is among `KEPT`."""

KEPT = (
    "relid", "code_status", "type_of_violence", "conflict_new_id", "conflict_name", "dyad_new_id", "dyad_name", "side_a",
    "side_a_new_id", "side_b", "side_b_new_id", "number_of_sources", "where_prec", "date_prec", "event_clarity", "adm_1",
    "adm_2", "priogrid_gid", "country_id", "region", "gwnoa", "gwnob",
)  # fmt: skip

NEEDED = (
    "id",
    "date_start",
    "date_end",
    "date_prec",
    "where_prec",
    "type_of_violence",
    "latitude",
    "longitude",
)

KINDS = {"1": "State-based violence", "2": "Non-state violence", "3": "One-sided violence"}

_POINT = re.compile(r"POINT ?\(\s*(-?[\d.]{1,20})\s+(-?[\d.]{1,20})\s*\)", re.IGNORECASE | re.ASCII)
_SAME_DEG = 1e-4


@dataclass(frozen=True, slots=True)
class UcdpFormat:
    """Reads UCDP GED files: CSV, TSV, XLSX, or the JSON of its interface."""

    name: str = "UCDP GED"
    suffixes: tuple[str, ...] = (".csv", ".tsv", ".txt", ".xlsx", ".json")

    def sniff(self, path: Path, head: bytes) -> float:
        """Return how sure it is, by the names of the columns."""
        return share_of_columns(path, head, NEEDED, {})

    def read(self, path: Path, options: ImportOptions) -> Iterator[Item]:
        """Yield an incident and UCDP's claim for each row."""
        table = CodedTable(path=path, options=options, synonyms={}, needed=NEEDED, dataset=self.name)
        yield from table.items(lambda row: read_row(row, options))


def read_row(row: Mapping[str, Any], options: ImportOptions) -> tuple[Record, ...]:
    """Return the records of one row, by the names of the columns in lower case.

    Raises
    ------
    FormatError
        If the row has no id, no dates, or values that cannot be read or contradict each other.
    """
    external_id = cells.text(row.get("id"))
    if external_id is None:
        raise FormatError("the row has no id; name the column of the event's id with --map")
    edtf, date = _edtf(row)
    found = _position(row)
    code = cells.text(row.get("where_prec"))
    names = [
        cells.text(row.get(column))
        for column in ("where_description", "where_coordinates", "adm_2", "adm_1", "country")
    ]
    violence = str(cells.whole(row.get("type_of_violence"), "type_of_violence"))
    if violence not in KINDS:
        raise FormatError(f"type_of_violence {violence!r} is none of 1, 2, 3; is another column named so?")
    event = CodedEvent(
        external_id=external_id,
        title=f"{KINDS[violence]}, {names[1] or names[0] or names[-1] or 'no place named'}",
        kind=KINDS[violence],
        edtf=edtf,
        date=date,
        date_precision=f"date_prec {cells.text(row.get('date_prec'))}",
        where=location(
            found, radius("UCDP GED", code, options.precision_m) if found and code else None, names
        ),
        summary=cells.text(row.get("dyad_name")),
        actor_text=cells.text(row.get("side_a")) if violence == "3" else None,
        target_text="civilians" if violence == "3" else None,
        harm=_harm(row),
        sources=_sources(
            *(cells.text(row.get(f"source_{part}")) for part in ("office", "date", "headline", "article"))
        ),
        codes={column: row.get(column) for column in KEPT},
        confidence_note=_origin(cells.text(row.get("source_original"))),
    )
    return event.records(VOICE)


def _edtf(row: Mapping[str, Any]) -> tuple[str, str]:
    start, end = (
        cell_dates.day(row.get("date_start"), "date_start"),
        cell_dates.day(row.get("date_end"), "date_end"),
    )
    if start is None or end is None:
        raise FormatError("date_start or date_end is empty; every UCDP event has both")
    if end < start:
        raise FormatError(f"date_end {end} lies before date_start {start}; are the columns swapped?")
    code, clarity = (
        cells.whole(row.get("date_prec"), "date_prec"),
        cells.whole(row.get("event_clarity"), "event_clarity"),
    )
    if code not in {1, 2, 3, 4, 5}:
        raise FormatError(
            f"date_prec {row.get('date_prec')!r} is none of 1 to 5; are date_prec and where_prec swapped?"
        )
    given = f"{start}" if start == end else f"{start} to {end}"
    return _edtf_of(start, end, code, aggregate=clarity == 2), given


def _edtf_of(start: dt.date, end: dt.date, code: int, *, aggregate: bool) -> str:
    if aggregate and start != end:
        return f"{start}/{end}"
    if code == 4 and (start == end or _is_whole(start, end, "%Y-%m")):
        return f"{start:%Y-%m}"
    if code == 5 and (start == end or _is_whole(start, end, "%Y")):
        return f"{start:%Y}"
    if start == end:
        # One date with a wider precision beside it: the day alone would say more than the coder did.
        return f"{start}" if code == 1 else f"{start}~"
    return f"[{start}..{end}]"


def _is_whole(start: dt.date, end: dt.date, unit: str) -> bool:
    """Tell whether two dates are the first and the last day of one month or year."""
    a_day = timedelta(days=1)
    inside = start.strftime(unit) == end.strftime(unit)
    return inside and (start - a_day).strftime(unit) != start.strftime(unit) != (end + a_day).strftime(unit)


def _position(row: Mapping[str, Any]) -> Position | None:
    found = cells.position(row.get("latitude"), row.get("longitude"))
    match = _POINT.fullmatch(cells.text(row.get("geom_wkt")) or "")
    if found and match:
        lon, lat = cells.number(match[1], "geom_wkt"), cells.number(match[2], "geom_wkt")
        if lon is None or lat is None or abs(lon - found.lon) > _SAME_DEG or abs(lat - found.lat) > _SAME_DEG:
            raise FormatError(
                f"latitude {found.lat} and longitude {found.lon} are not those of geom_wkt {match[0]!r}; if the two are"
                " swapped, name the columns with --map"
            )
    return found


def _harm(row: Mapping[str, Any]) -> Harm | None:
    low, best, high = (cells.whole(row.get(column), column) for column in ("low", "best", "high"))
    groups = {
        "side a": "deaths_a",
        "side b": "deaths_b",
        "civilians": "deaths_civilians",
        "unknown": "deaths_unknown",
    }
    counts = {group: cells.whole(row.get(column), column) for group, column in groups.items()}
    who = ", ".join(f"{group} {count}" for group, count in counts.items() if count)
    if low is best is high is None and not who:
        return None
    try:
        return Harm(killed_low=low, killed_best=best, killed_high=high, who=who or None)
    except RecordError as error:
        raise FormatError(
            f"low {low}, best {best}, high {high} do not rise; are the columns swapped?"
        ) from error


@lru_cache(maxsize=4096)
def _sources(
    office: str | None, date: str | None, headline: str | None, article: str | None
) -> tuple[Source, ...]:
    """Return a source for each report: the three columns hold as many parts, else the one that holds all is split."""
    columns = [[part.strip() for part in (column or "").split(";")] for column in (office, date, headline)]
    if headline and len({len(column) for column in columns}) == 1:
        reports = [each for each in zip(*columns, strict=True) if any(each)]
        return tuple(dict.fromkeys(_report(*each) for each in reports))
    parts = [part.strip().strip('"') for part in (article or headline or "").split(";")]
    return tuple(dict.fromkeys(_report("", "", part) for part in parts if part))


def _report(office: str, date: str, headline: str) -> Source:
    published, note = None, None
    try:
        published = cell_dates.day(date, "source_date")
    except FormatError:  # the words stay in the note
        note = f"dated {shortened(date, 60)}"
    return Source(
        id=f"{VOICE.key}-source-{cells.digest(office, date, headline)}",
        title=shortened(headline or office or date, 200),
        publisher=office or None,
        kind="report as named by a dataset",
        published=published.isoformat() if published else None,
        note=note,
    )


def _origin(words: str | None) -> str | None:
    return f"Sources say they have it from: {words}" if words else None


FORMAT = UcdpFormat()
