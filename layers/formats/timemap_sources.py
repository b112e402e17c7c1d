"""The sources of a TimeMap, its labels, and the two voices that its files speak with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from layers.errors import FormatError
from layers.formats import cell_dates, cells
from layers.formats.objects import listed, objects_of
from layers.formats.voices import Voice, shortened
from layers.records import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

VOICE = Voice(
    key="timemap",
    name="TimeMap",
    code="TIM",
    color="#5f7fa8",
    shape="cross",
    order=905,
    publisher="the makers of a TimeMap",
    url="https://github.com/forensic-architecture/timemap",
    caution="Points of a public map may have been moved before publication.",
)
BELLINGCAT = Voice(
    key="bellingcat",
    name="Bellingcat",
    code="BEL",
    color="#8c5f7f",
    shape="star",
    order=906,
    publisher="Bellingcat",
    url="https://ukraine.bellingcat.com",
    caution="Points are moved before publication; 150 m is stated for them before that.",
)

SOURCE_FIELDS: dict[str, str] = {
    "id": "the source's id: `timemap-source-SRC1`",
    "title": "title; else the beginning of `description`, else the link",
    "url": "link; else the first of `paths` that is one",
    "paths": "kept in the note, where they are no link",
    "type": "kind",
    "author": "author",
    "date": "published",
    "description": "kept in the note, as `notes`",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Companions:
    """What stands beside the events: sources and labels by their ids."""

    sources: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def read_source(given: Mapping[str, Any], voice: Voice) -> Source:
    """Return a source of `sources.json`, of a datasheet or of an event.

    Raises
    ------
    FormatError
        If it has no id.
    """
    paths = [path for each in listed(given.get("paths")) if (path := cells.text(each))]
    links = [path for path in (cells.text(given.get("url")), *paths) if path and cells.link(path)]
    source_id = cells.text(given.get("id")) or (cells.digest(links[0]) if links else None)
    if source_id is None:
        raise FormatError("the source has no id; give it one")
    description, title = (
        cells.text(given.get("description") or given.get("desc")),
        cells.text(given.get("title")),
    )
    published, dated = _published(given.get("date"))
    kept = {
        "dated": dated,
        "description": description if title else None,
        "files": ", ".join(path for path in paths if not cells.link(path)),
        "also at": ", ".join(links[1:]),
        "notes": cells.text(given.get("notes")),
    }
    return Source(
        id=f"{voice.key}-source-{cells.id_part(source_id)}",
        title=shortened(title or description or (links[0] if links else source_id), 200),
        kind=cells.text(given.get("type")),
        url=links[0] if links else None,
        author=cells.text(given.get("author")),
        published=published,
        note="; ".join(f"{name}: {value}" for name, value in kept.items() if value) or None,
    )


def _published(given: Any) -> tuple[str | None, str | None]:
    """Return a source's date, or the words that are none: an event is not lost for the date of its source."""
    try:
        found = cell_dates.day(given, "date", order="month first")
    except FormatError:
        return None, shortened(cells.text(given) or "", 60)
    return found.isoformat() if found else None, None


def label_of(label_id: Any, companions: Companions) -> str | None:
    """Return the title of a label, or its id where the title is not known."""
    if isinstance(label_id, dict):  # newer servers write the label itself
        return cells.text(label_id.get("title", label_id.get("id")))
    named = cells.text(label_id)
    return cells.text(companions.labels.get(named or "", {}).get("title")) or named


def source_named(source_id: Any, companions: Companions) -> Source | None:
    """Return the source that an event names by its id, or one that knows no more than the id."""
    if isinstance(source_id, dict):
        return read_source(source_id, VOICE)
    named = cells.text(source_id)
    if named is None:
        return None
    found = companions.sources.get(named, {"title": f"TimeMap source {named}"})
    return read_source({**found, "id": named}, VOICE)


def members_of(path: Path) -> Iterator[tuple[int, Any]]:
    """Yield the objects of a list, or of a mapping from id to object, or of all lists of one file."""
    number = 0
    for _, value in objects_of(path):
        for each in _opened(value):
            number += 1
            yield number, each


def _opened(value: Any) -> Iterator[Any]:
    if (
        not isinstance(value, dict)
        or not value
        or not all(isinstance(part, dict | list) for part in value.values())
    ):
        yield value
        return
    for key, part in value.items():
        if isinstance(part, list):
            yield from part
        elif part and all(isinstance(each, dict) for each in part.values()):
            yield from _opened(part)
        else:
            yield {"id": key, **part}


def companions_beside(path: Path) -> Companions:
    """Return the sources and labels of `sources.json` and `associations.json` in the folder of a file."""
    found: dict[str, dict[str, Mapping[str, Any]]] = {"sources": {}, "associations": {}}
    for name, by_id in found.items():
        beside = path.with_name(f"{name}.json")
        # Only files of these two names in the same folder, and no links that lead out of it.
        if beside != path and beside.is_file() and not beside.is_symlink():
            by_id.update(
                {
                    cells.text(each.get("id")) or "": each
                    for _, each in members_of(beside)
                    if isinstance(each, dict)
                }
            )
    return Companions(sources=found["sources"], labels=found["associations"])
