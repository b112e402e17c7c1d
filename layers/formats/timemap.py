"""TimeMap: the files of its maps (`events`, `sources`, `associations`), Bellingcat's `api.json`, and its datasheet as XLSX.

Events name their sources and labels by id. `sources.json` and `associations.json` are looked for beside the file, as an
event file has no other way to say where they are; a source that is not found there keeps its id alone. Dates are written
month first. Points of a public map are moved a little before publication: the convention's radius allows for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from layers.errors import FormatError
from layers.formats import cell_dates, cells
from layers.formats.objects import has_keys, listed, object_items, renamed
from layers.formats.precision import radius
from layers.formats.timemap_sources import (
    BELLINGCAT,
    VOICE,
    Companions,
    companions_beside,
    label_of,
    members_of,
    read_source,
    source_named,
)
from layers.formats.voices import CodedEvent, Voice, location, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from layers.formats.reading import ImportOptions, Item
    from layers.records import Record, Source

FIELDS: dict[str, str] = {
    "id": "the event's id: `timemap-CIV0001`; without one, made from date, place and description",
    "description": "the claim's summary, and its beginning the title",
    "date": "when, month first (M/D/YYYY) or as YYYY-MM-DD",
    "time": "time of day as given; its zone is not",
    "time_precision": "kept as the precision of the date",
    "location": "wording of the location",
    "latitude": "position, with `longitude` and the radius of the convention for public points",
    "longitude": "position, with `latitude`",
    "category": "kind",
    "associations": "kept in the note, by the titles in `associations.json`",
    "sources": "sources, by their ids in `sources.json`",
    "comments": "the claim's confidence note",
    "type": "kept in the note, as `category_full` and `time_display`",
}
"""What each field of an event becomes."""
API_FIELDS: dict[str, str] = {
    "id": "the event's id: `bellingcat-CIV0001`",
    "date": "when, month first",
    "latitude": "position, with `longitude` and the radius of the convention for public points",
    "longitude": "position, with `latitude`",
    "location": "wording of the location",
    "description": "the claim's summary, and its beginning the title",
    "sources": "sources, each with its `id`, `path` and `description`",
    "filters": "kept in the note, each with its `key` and `value`",
}

_EVENT_KEYS = (
    ("description", "associations"),
    ("description", "latitude", "sources"),
    ("time_display", "latitude"),
)


@dataclass(frozen=True, slots=True)
class TimemapFormat:
    """Reads any one of the files of a TimeMap, and the datasheet that holds them all."""

    name: str = "TimeMap"
    suffixes: tuple[str, ...] = (".json", ".xlsx")

    def sniff(self, path: Path, head: bytes) -> float:
        """Return how sure it is, by the names of the fields, or of the sheets."""
        if has_keys(head, "filters", "sources", "latitude") or has_keys(head, "filter_paths", "mode"):
            return 0.9
        if any(has_keys(head, *keys) for keys in _EVENT_KEYS) or has_keys(head, "paths", "id"):
            return 0.85
        from layers.formats.timemap_sheets import is_datasheet

        return 0.95 if is_datasheet(path, head) else 0.0

    def read(self, path: Path, options: ImportOptions) -> Iterator[Item]:
        """Yield the records of each event or source; a label alone is handed back."""
        if path.suffix.lower() == ".xlsx":
            from layers.formats.timemap_sheets import read_datasheet

            yield from read_datasheet(path, options)
            return
        companions = companions_beside(path)
        yield from object_items(members_of(path), lambda each: read_member(each, companions, options))


def read_member(
    each: Mapping[str, Any], companions: Companions, options: ImportOptions
) -> tuple[Record, ...]:
    """Return the records of one object, whichever file it is of.

    Raises
    ------
    FormatError
        If it is a label, or of none of the files, or has a value that cannot be read.
    """
    each = renamed(each, options.columns)
    if "filters" in each:
        return read_api_event(each, options)
    if "paths" in each:
        return (read_source(each, VOICE),)
    if "mode" in each or "filter_paths" in each:
        raise FormatError("an association only labels events: import events.json, with this file beside it")
    if "description" in each or "latitude" in each:
        return read_event(each, companions, options)
    raise FormatError("it is neither an event nor a source of a TimeMap; say with --as what the file is")


def read_event(
    event: Mapping[str, Any], companions: Companions, options: ImportOptions
) -> tuple[Record, ...]:
    """Return the records of one event of `events.json` or of a datasheet.

    Raises
    ------
    FormatError
        If it has neither id nor description, or a value that cannot be read.
    """
    labels = [
        label_of(each, companions) for each in listed(event.get("associations") or event.get("filters"))
    ]
    sources = [source_named(each, companions) for each in listed(event.get("sources"))]
    return _event(
        event,
        VOICE,
        options,
        sources=tuple({source.id: source for source in sources if source}.values()),
        codes={
            "labels": ", ".join(label for label in labels if label),
            "type": event.get("type"),
            "category_full": event.get("category_full"),
            "time_display": event.get("time_display"),
        },
    )


def read_api_event(event: Mapping[str, Any], options: ImportOptions) -> tuple[Record, ...]:
    """Return the records of one event of Bellingcat's `api.json`.

    Raises
    ------
    FormatError
        If it has neither id nor description, or a value that cannot be read.
    """
    sources = [
        read_source({**each, "paths": [each.get("path")]}, BELLINGCAT)
        for each in listed(event.get("sources"))
        if isinstance(each, dict)
    ]
    filters = {
        f"{cells.text(each.get('key'))}": each.get("value")
        for each in listed(event.get("filters"))
        if isinstance(each, dict)
    }
    return _event(
        event,
        BELLINGCAT,
        options,
        sources=tuple({source.id: source for source in sources}.values()),
        codes=filters,
    )


def _event(
    event: Mapping[str, Any],
    voice: Voice,
    options: ImportOptions,
    *,
    sources: tuple[Source, ...],
    codes: Mapping[str, Any],
) -> tuple[Record, ...]:
    description, date = cells.text(event.get("description")), cells.text(event.get("date"))
    place = cells.text(event.get("location"))
    external_id = cells.text(event.get("id"))
    if external_id is None and description is None:
        raise FormatError("the event has neither an id nor a description; give it one of them")
    found = cells.position(event.get("latitude"), event.get("longitude"))
    day = cell_dates.day(date, "date", order="month first")
    coded = CodedEvent(
        external_id=external_id or cells.digest(date, place, description),
        title=shortened(description, 100) if description else f"{voice.name} {external_id}",
        kind=cells.text(event.get("category")),
        edtf=day.isoformat() if day else None,
        date=date,
        date_precision=cells.text(event.get("time_precision")),
        time_local=cells.text(event.get("time")),
        where=location(
            found,
            radius("TimeMap", "public", options.precision_m),
            (place,),
            note="generalised before publication" if found else None,
        ),
        summary=description,
        sources=sources,
        codes=codes,
        confidence_note=cells.text(event.get("comments")),
    )
    return coded.records(voice)


FORMAT = TimemapFormat()
