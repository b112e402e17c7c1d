"""GDELT: events coded by machine from news reports, and the mentions of each; tab-separated, without a row of names.

The actors of an event are ordered: actor 1 does, actor 2 is done to. Points are centroids of places that a program found
in a text, and `ActionGeo_Type` is the only hint of their precision. Mentions tell when a report first named an event; they
become sources, never claims.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from layers.errors import FormatError
from layers.formats import cell_dates, cells
from layers.formats.coded_rows import NamelessTable, first_line
from layers.formats.precision import radius
from layers.formats.voices import CodedEvent, Voice, linked_source, location, note_of_codes
from layers.records import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from layers.formats.reading import ImportOptions, Item
    from layers.records import Record

VOICE = Voice(
    key="gdelt",
    name="GDELT",
    code="GDE",
    color="#8a8a5c",
    shape="pentagon",
    order=903,
    publisher="The GDELT Project",
    url="https://www.gdeltproject.org",
    caution="Coded by machine from news reports: one report may become several events, and errors are common.",
)

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code", "Type2Code",
    "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")

EVENT_COLUMNS: tuple[str, ...] = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor{n}{part}" for n in (1, 2) for part in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"{who}Geo_{part}" for who in ("Actor1", "Actor2", "Action") for part in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
"""The 61 columns of version 2."""

EVENT_COLUMNS_1: tuple[str, ...] = tuple(column for column in EVENT_COLUMNS if "ADM2Code" not in column)
"""The 58 columns of version 1."""

MENTION_COLUMNS: tuple[str, ...] = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier", "SentenceID",
    "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence", "MentionDocLen", "MentionDocTone",
    "MentionDocTranslationInfo", "Extras",
)  # fmt: skip

FIELDS: dict[str, str] = {
    "GLOBALEVENTID": "the event's id: `gdelt-410412347`",
    "SQLDATE": "when",
    "EventRootCode": "kind, in the words of CAMEO's twenty root codes",
    "EventCode": "sub-kind: the CAMEO code",
    "Actor1Name": "actor, in words",
    "Actor2Name": "target, in words",
    "ActionGeo_Lat": "position, with `ActionGeo_Long`",
    "ActionGeo_Long": "position, with `ActionGeo_Lat`",
    "ActionGeo_Type": "radius by the convention for places; kept as the precision code",
    "ActionGeo_FullName": "wording of the location",
    "SOURCEURL": "the report as a source",
    "DATEADDED": "when GDELT added the event: the claim's date",
    "QuadClass": "kept in the note, as the other codes",
}
MENTION_FIELDS: dict[str, str] = {
    "GLOBALEVENTID": "kept in the source's note: the event that the report mentions",
    "MentionTimeDate": "published",
    "MentionSourceName": "publisher",
    "MentionIdentifier": "link, if it is one of http or https; else title",
    "MentionType": "kind of the source",
    "Confidence": "kept in the source's note, as `EventTimeDate` and `SentenceID`",
}

KEPT = (
    "Actor1Code", "Actor1CountryCode", "Actor1Type1Code", "Actor2Code", "Actor2CountryCode", "Actor2Type1Code",
    "IsRootEvent", "EventBaseCode", "QuadClass", "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone",
    "ActionGeo_CountryCode", "ActionGeo_ADM1Code", "ActionGeo_ADM2Code", "ActionGeo_FeatureID",
)  # fmt: skip

ROOT_CODES: dict[str, str] = {
    "01": "Public statement", "02": "Appeal", "03": "Intent to co-operate", "04": "Consultation",
    "05": "Diplomatic co-operation", "06": "Material co-operation", "07": "Aid", "08": "Yielding", "09": "Investigation",
    "10": "Demand", "11": "Disapproval", "12": "Rejection", "13": "Threat", "14": "Protest", "15": "Show of force",
    "16": "Reduced relations", "17": "Coercion", "18": "Assault", "19": "Fight", "20": "Mass violence",
}  # fmt: skip
"""CAMEO's root codes, in our words."""

QUAD_CLASSES = {
    "1": "verbal co-operation", "2": "material co-operation", "3": "verbal conflict", "4": "material conflict",
}  # fmt: skip
MENTION_TYPES = {
    "1": "web page",
    "2": "citation only",
    "3": "CORE",
    "4": "DTIC",
    "5": "JSTOR",
    "6": "non-textual source",
}


@dataclass(frozen=True, slots=True)
class GdeltEventsFormat:
    """Reads GDELT event files of 61 or 58 columns, named .CSV though tabs stand between the columns."""

    name: str = "GDELT events"
    suffixes: tuple[str, ...] = (".csv", ".tsv", ".txt")

    def sniff(self, path: Path, head: bytes) -> float:
        """Return how sure it is: by the number of columns and the numbers in the first."""
        found = first_line(head).split("\t")
        looks = len(found) in {61, 58} and found[0].isdigit() and found[1].isdigit() and len(found[1]) == 8
        return 0.95 if looks else 0.0

    def read(self, path: Path, options: ImportOptions) -> Iterator[Item]:
        """Yield an incident and GDELT's claim for each row."""
        _require_no_map(options)
        table = NamelessTable(path=path, dataset=self.name, generations=(EVENT_COLUMNS, EVENT_COLUMNS_1))
        yield from table.items(lambda row: read_event(row, options))


@dataclass(frozen=True, slots=True)
class GdeltMentionsFormat:
    """Reads GDELT mentions: each row becomes a source that says which event it mentions."""

    name: str = "GDELT mentions"
    suffixes: tuple[str, ...] = (".csv", ".tsv", ".txt")

    def sniff(self, path: Path, head: bytes) -> float:
        """Return how sure it is: by the number of columns and the moments in the second and third."""
        found = first_line(head).split("\t")
        looks = len(found) in {15, 16} and all(cell.isdigit() for cell in found[:4]) and len(found[2]) == 14
        return 0.95 if looks else 0.0

    def read(self, path: Path, options: ImportOptions) -> Iterator[Item]:  # the door is one for all formats
        """Yield a source for each row."""
        _require_no_map(options)
        # The last column is empty, and some programs drop its tab.
        table = NamelessTable(
            path=path, dataset=self.name, generations=(MENTION_COLUMNS, MENTION_COLUMNS[:-1])
        )
        yield from table.items(read_mention)


def read_event(row: Mapping[str, Any], options: ImportOptions) -> tuple[Record, ...]:
    """Return the records of one event.

    Raises
    ------
    FormatError
        If the row has no id, no date, or values that cannot be read.
    """
    external_id = cells.text(row["GLOBALEVENTID"])
    if external_id is None or not external_id.isdigit():
        raise FormatError(
            f"GLOBALEVENTID {external_id!r} is no number; GDELT files have no row of names and tabs between columns"
        )
    edtf = cell_dates.instant(row["SQLDATE"], "SQLDATE")
    if edtf is None:
        raise FormatError("SQLDATE is empty; every GDELT event has one")
    name, code = cells.text(row["ActionGeo_FullName"]), cells.text(row["ActionGeo_Type"])
    found = cells.position(row["ActionGeo_Lat"], row["ActionGeo_Long"]) if code != "0" else None
    root = cells.text(row["EventRootCode"]) or ""
    kind = ROOT_CODES.get(root.zfill(2))
    if kind is None:
        raise FormatError(
            f"EventRootCode {root!r} is none of CAMEO's 01 to 20; is the file cut or are columns missing?"
        )
    added = cell_dates.instant(row["DATEADDED"], "DATEADDED")
    report = cells.text(row["SOURCEURL"])
    event = CodedEvent(
        external_id=external_id,
        title=f"{kind}, {name or 'no place named'}",
        kind=kind,
        sub_kind=f"CAMEO {cells.text(row['EventCode']) or root}",
        edtf=edtf,
        date=cells.text(row["SQLDATE"]),
        where=location(
            found, radius("GDELT", code, options.precision_m) if found and code else None, (name,)
        ),
        stated=added,
        actor_text=cells.text(row["Actor1Name"]),
        target_text=cells.text(row["Actor2Name"]),
        sources=(linked_source(VOICE, report, kind="news report"),) if report else (),
        codes={column: _code(column, row.get(column)) for column in KEPT},
    )
    return event.records(VOICE)


def read_mention(row: Mapping[str, Any]) -> tuple[Record, ...]:
    """Return the report that mentions an event, as a source.

    Raises
    ------
    FormatError
        If the row names no event or no report, or has no moment that can be read.
    """
    event, report = cells.text(row["GLOBALEVENTID"]), cells.text(row["MentionIdentifier"])
    if event is None or not event.isdigit():
        raise FormatError(
            f"GLOBALEVENTID {event!r} is no number; GDELT files have no row of names and tabs between columns"
        )
    if report is None:
        raise FormatError("MentionIdentifier is empty; it names the report")
    kind = cells.text(row["MentionType"])
    note = note_of_codes(
        VOICE,
        {
            "mentions event": event,
            "event seen first": cell_dates.instant(row["EventTimeDate"], "EventTimeDate"),
            "confidence in percent": row["Confidence"],
            "sentence": row["SentenceID"],
            "translation": row["MentionDocTranslationInfo"],
        },
    )
    source = linked_source(VOICE, report)
    return (
        Source(
            id=f"{VOICE.key}-{event}-mention-{cells.digest(report, cells.text(row['SentenceID']))}",
            title=source.title,
            publisher=cells.text(row["MentionSourceName"]),
            kind=MENTION_TYPES.get(kind or "", "report"),
            url=source.url,
            published=cell_dates.instant(row["MentionTimeDate"], "MentionTimeDate"),
            note=note,
        ),
    )


def _require_no_map(options: ImportOptions) -> None:
    if options.columns:
        raise FormatError("GDELT files have no names of columns, so none can be mapped; leave --map out")


def _code(column: str, value: Any) -> Any:
    written = cells.text(value)
    return (
        f"{written} ({QUAD_CLASSES[written]})"
        if column == "QuadClass" and written in QUAD_CLASSES
        else written
    )


FORMAT = GdeltEventsFormat()
