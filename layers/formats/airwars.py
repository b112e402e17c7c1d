"""Airwars-like JSON: an object an incident, with civilian harm from lowest to highest, a grade, and how well it is located.

Airwars publishes web pages and no list of columns; files come from whoever gathered them. A field is therefore known by any
of several names (`NAMES`), and `--map` names others. Names of victims are not taken over: only their number is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from layers.errors import FormatError, RecordError
from layers.formats import cell_dates, cells
from layers.formats.objects import has_keys, object_items, objects_of
from layers.formats.precision import CONVENTIONS, Radius, radius
from layers.formats.voices import CodedEvent, Voice, linked_source, location
from layers.records import Grade, Harm

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from geo.position import Position
    from layers.formats.reading import ImportOptions, Item
    from layers.records import Record, Source

VOICE = Voice(
    key="airwars",
    name="Airwars",
    code="AIR",
    color="#a1705c",
    shape="triangle",
    order=904,
    publisher="Airwars",
    url="https://airwars.org",
    caution="An incident is a time and place at which sources allege harm to civilians; records stay open to revision.",
)

NAMES: dict[str, tuple[str, ...]] = {
    "id": ("incident_code", "unique_reference_code", "code", "id", "reference"),
    "date": ("date", "incident_date", "event_date", "date_start"),
    "date_end": ("date_end", "end_date"),
    "title": ("title", "name"),
    "location": ("location", "location_name", "place", "address"),
    "region": ("region", "province", "governorate", "admin1"),
    "country": ("country", "country_name"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon", "lng", "long"),
    "coordinates": ("coordinates", "geolocation", "coords"),
    "accuracy": ("geolocation_accuracy", "accuracy", "geo_accuracy", "location_accuracy"),
    "belligerent": (
        "belligerent",
        "suspected_belligerent",
        "belligerents",
        "suspected_belligerents",
        "known_belligerent",
    ),
    "target": ("target", "suspected_target", "targeted"),
    "status": ("strike_status", "status"),
    "type": ("strike_type", "type", "event_type"),
    "killed_low": ("civilians_killed_min", "civilian_deaths_min", "killed_min", "civcas_min"),
    "killed_high": ("civilians_killed_max", "civilian_deaths_max", "killed_max", "civcas_max"),
    "injured_low": ("civilians_injured_min", "injured_min", "civilian_injuries_min"),
    "injured_high": ("civilians_injured_max", "injured_max", "civilian_injuries_max"),
    "children": ("children", "children_killed", "children_max"),
    "women": ("women", "women_killed", "women_max"),
    "men": ("men", "men_killed", "men_max"),
    "victims": ("victims", "named_victims"),
    "grade": ("grade", "civilian_harm_grade", "grading", "confirmation"),
    "summary": ("summary", "description", "assessment", "notes"),
    "sources": ("sources", "source", "links"),
    "media": ("media", "archived_media", "images"),
}
"""Names by which each field is known; the first that is filled counts."""

FIELDS: dict[str, str] = {
    "id": "the incident's code: `airwars-CS1234`",
    "date": "when, with `date_end` if there is one",
    "title": "title; else `type` with `location`",
    "location": "wording of the location, with `region` and `country`",
    "latitude": "position, with `longitude`; or both in `coordinates`, latitude first",
    "accuracy": "radius by the convention for places, by its words",
    "belligerent": "actor, in words",
    "target": "target, in words",
    "type": "kind",
    "status": "kept in the note",
    "killed_low": "killed, lowest figure, with `killed_high`",
    "injured_low": "injured, lowest figure, with `injured_high`",
    "children": "who was harmed, with `women` and `men`",
    "victims": "their number, in the note; names are not taken over",
    "grade": "a grade of the claim, on Airwars' own scale",
    "summary": "the claim's summary",
    "sources": "sources: links, or objects with `url`, `title`, `publisher`, `date`",
    "media": "sources, likewise",
}
"""What each field becomes."""

GRADES = ("confirmed", "fair", "weak", "contested", "discounted")

_PAIR = re.compile(r"\s*(-?\d{1,3}(?:\.\d{1,15})?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d{1,15})?)\s*", re.ASCII)
_RANGE = re.compile(r"(\d{1,6})\s*[-\u2013]\s*(\d{1,6})", re.ASCII)


@dataclass(frozen=True, slots=True)
class AirwarsFormat:
    """Reads a list of incidents, or an object that holds one under "incidents", "data" or "results"."""

    name: str = "Airwars"
    suffixes: tuple[str, ...] = (".json", ".jsonl", ".ndjson")

    def sniff(self, path: Path, head: bytes) -> float:
        """Return how sure it is, by the names of the fields."""
        code = any(has_keys(head, name) for name in NAMES["id"][:2])
        harm = any(
            has_keys(head, name) for name in (*NAMES["killed_low"], *NAMES["belligerent"], "strike_status")
        )
        return 0.9 if code and harm else 0.8 if harm and "airwars" in path.name.casefold() else 0.0

    def read(self, path: Path, options: ImportOptions) -> Iterator[Item]:
        """Yield an incident, Airwars' claim and its grade for each object."""
        yield from object_items(objects_of(path, "incidents"), lambda each: read_incident(each, options))


def read_incident(given: Mapping[str, Any], options: ImportOptions) -> tuple[Record, ...]:
    """Return the records of one incident.

    Raises
    ------
    FormatError
        If it has no code, or a value that cannot be read.
    """
    field = _fields(given, options)
    external_id = cells.text(field["id"])
    if external_id is None:
        raise FormatError(f"the incident has none of {', '.join(NAMES['id'])}; name its code with --map")
    start, end = cell_dates.day(field["date"], "date"), cell_dates.day(field["date_end"], "date_end")
    if start and end and end < start:
        raise FormatError(f"date_end {end} lies before date {start}; are the two swapped?")
    found = _position(field)
    names = [cells.text(field[name]) for name in ("location", "region", "country")]
    grade = cells.text(field["grade"])
    event = CodedEvent(
        external_id=external_id,
        title=_title(field, names, external_id),
        kind=cells.text(field["type"]),
        edtf=f"{start}/{end}" if start and end and end != start else start.isoformat() if start else None,
        date=cells.text(field["date"]),
        where=location(found, _radius(cells.text(field["accuracy"]), options) if found else None, names),
        summary=cells.text(field["summary"]),
        actor_text=_words(field["belligerent"]),
        target_text=_words(field["target"]),
        harm=_harm(field),
        sources=_sources(field),
        codes={
            "strike status": _words(field["status"]),
            "accuracy": field["accuracy"],
            "victims named": len(field["victims"]) if isinstance(field["victims"], list) else None,
        },
    )
    records = event.records(VOICE)
    return (*records, _grade(records[-1].id, grade)) if grade else records


def _fields(given: Mapping[str, Any], options: ImportOptions) -> dict[str, Any]:
    lowered = {key.strip().casefold().replace(" ", "_"): value for key, value in given.items()}
    named = {field: [column] for column, field in options.columns.items()}
    found: dict[str, Any] = {}
    for field, names in NAMES.items():
        candidates = (*(name.strip().casefold().replace(" ", "_") for name in named.get(field, ())), *names)
        found[field] = next(
            (lowered[name] for name in candidates if lowered.get(name) not in (None, "", [])), None
        )
    return found


def _title(field: Mapping[str, Any], names: list[str | None], external_id: str) -> str:
    if title := cells.text(field["title"]):
        return title
    return (
        ", ".join(word for word in (cells.text(field["type"]) or "Civilian harm alleged", names[0]) if word)
        or external_id
    )


def _position(field: Mapping[str, Any]) -> Position | None:
    if field["latitude"] is not None or field["longitude"] is not None:
        return cells.position(field["latitude"], field["longitude"])
    pair = field["coordinates"]
    if pair is None:
        return None
    if isinstance(pair, dict):
        return cells.position(
            pair.get("latitude", pair.get("lat")), pair.get("longitude", pair.get("lon", pair.get("lng")))
        )
    if isinstance(pair, list) and len(pair) == 2:
        return cells.position(*pair)
    if match := _PAIR.fullmatch((cells.text(pair) or "")[:100]):
        return cells.position(match[1], match[2])
    raise FormatError(f"coordinates {str(pair)[:80]!r} are no latitude and longitude in degrees")


def _radius(accuracy: str | None, options: ImportOptions) -> Radius:
    """Return the radius of the longest code that the words of the accuracy statement hold."""
    if accuracy is None:
        raise FormatError("the position has no accuracy statement; name its field with --map")
    words = accuracy.casefold()
    codes = [each.code for each in CONVENTIONS if each.dataset == "Airwars"]
    held = [code for code in (*codes, *options.precision_m) if code.casefold() in words]
    return radius("Airwars", max(held, key=len) if held else accuracy, options.precision_m)


def _words(value: Any) -> str | None:
    if isinstance(value, list):
        return ", ".join(word for each in value[:50] if (word := _words(each))) or None
    if isinstance(value, dict):
        return cells.text(value.get("name", value.get("title")))
    return cells.text(value)


def _harm(field: Mapping[str, Any]) -> Harm | None:
    killed, injured = _bounds(field, "killed"), _bounds(field, "injured")
    who = ", ".join(
        f"{group} {words}" for group in ("children", "women", "men") if (words := _words(field[group]))
    )
    if (*killed, *injured) == (None,) * 4 and not who:
        return None
    try:
        return Harm(
            killed_low=killed[0], killed_high=killed[1], injured_low=injured[0], injured_high=injured[1],
            who=f"civilians: {who}" if who else "civilians",
        )  # fmt: skip
    except RecordError as error:
        raise FormatError(
            f"killed {killed} or injured {injured} do not rise; are the columns swapped?"
        ) from error


def _bounds(field: Mapping[str, Any], what: str) -> tuple[int | None, int | None]:
    low, high = cells.text(field[f"{what}_low"]), cells.text(field[f"{what}_high"])
    if high is None and (match := _RANGE.fullmatch(low or "")):
        low, high = match[1], match[2]
    return cells.whole(low, f"{what}, lowest"), cells.whole(high, f"{what}, highest")


def _sources(field: Mapping[str, Any]) -> tuple[Source, ...]:
    found: list[Source] = []
    for kind in ("sources", "media"):
        given = field[kind]
        for each in given if isinstance(given, list) else [given]:
            address = each.get("url", each.get("link")) if isinstance(each, dict) else each
            words = each if isinstance(each, dict) else {}
            title = cells.text(words.get("title", words.get("name")))
            if (address := cells.text(address) or title) is None:
                continue
            published = cell_dates.day(words.get("date"), "date of a source")
            found.append(
                linked_source(
                    VOICE, address, title=title, publisher=cells.text(words.get("publisher")),
                    published=published.isoformat() if published else None,
                    kind="media" if kind == "media" else None,
                )
            )  # fmt: skip
    return tuple({source.id: source for source in found}.values())


def _grade(claim_id: str, value: str) -> Grade:
    if value.casefold() not in GRADES:
        raise FormatError(f"grade {value[:80]!r} is none of {', '.join(GRADES)}")
    return Grade(
        id=f"{claim_id}-grade",
        subject_kind="claim",
        subject=claim_id,
        scale="Airwars: civilian harm",
        value=value.casefold(),
        by="Airwars",
    )


FORMAT = AirwarsFormat()
