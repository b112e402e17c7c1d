"""CIR, the Centre for Information Resilience: verified footage as GeoJSON, in the newer and the older layout.

`verifiedDate` is the only date of the newer layout, and its name leaves open whether the event or its verification is meant:
it is read as uncertain ("2022-03-01?"). The older layout writes the day of the event at the head of the title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from layers.errors import FormatError
from layers.formats import cell_dates, cells
from layers.formats.objects import features_of, has_keys, object_items, point_of, renamed, require_feature
from layers.formats.precision import radius
from layers.formats.voices import CodedEvent, Voice, linked_source, location

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from layers.formats.reading import ImportOptions, Item
    from layers.records import Record

VOICE = Voice(
    key="cir",
    name="Centre for Information Resilience",
    code="CIR",
    color="#6f8f6f",
    shape="hexagon",
    order=907,
    publisher="Centre for Information Resilience",
    url="https://www.info-res.org",
    caution="Footage is verified, not the whole of an event; public points may be moved.",
)

FIELDS: dict[str, str] = {
    "id": "the entry's id: `cir-UW0001`; in older files, `ENTRY` in the description",
    "title": "title",
    "description": "the claim's summary",
    "verifiedDate": "when, as an uncertain day; in older files, the day at the head of `title`",
    "url": "source; in older files, `media_url` and the links of the description",
    "country": "wording of the location, with `province` and `city`",
    "geometry": "position, with the radius of the convention for verified points",
}
"""What each property becomes."""

_ENTRY = re.compile(r"ENTRY:\s*(\w{1,40})", re.ASCII)
_TITLE_DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class CirFormat:
    """Reads the GeoJSON of CIR's maps."""

    name: str = "CIR"
    suffixes: tuple[str, ...] = (".geojson", ".json")

    def sniff(self, path: Path, head: bytes) -> float:  # the door is one for all formats
        """Return how sure it is, by the names of the properties."""
        if has_keys(head, "features", "verifiedDate"):
            return 0.95
        return 0.9 if has_keys(head, "geojson", "features", "media_url") else 0.0

    def read(self, path: Path, options: ImportOptions) -> Iterator[Item]:
        """Yield an incident and CIR's claim for each feature."""
        yield from object_items(features_of(path), lambda feature: read_feature(feature, options))


def read_feature(feature: Mapping[str, Any], options: ImportOptions) -> tuple[Record, ...]:
    """Return the records of one feature.

    Raises
    ------
    FormatError
        If it has no id, or a value that cannot be read.
    """
    properties = renamed(require_feature(feature), options.columns)
    description = cells.text(properties.get("description"))
    external_id = _external_id(properties, feature, description)
    title = cells.text(properties.get("title")) or description or f"CIR {external_id}"
    edtf, date = _date(properties, title)
    places = [cells.text(properties.get(field)) for field in ("city", "province", "country")]
    found = point_of(feature.get("geometry"))
    links = dict.fromkeys(
        (*(link for link in (cells.link(properties.get("url")), cells.link(properties.get("media_url"))) if link),
         *cells.links_in(description))
    )  # fmt: skip
    event = CodedEvent(
        external_id=external_id,
        title=title,
        kind=cells.text(properties.get("category")),
        edtf=edtf,
        date=date,
        where=location(found, radius("CIR", "verified", options.precision_m), places),
        summary=description,
        sources=tuple(linked_source(VOICE, link, kind="footage") for link in links),
    )
    return event.records(VOICE)


def _external_id(properties: Mapping[str, Any], feature: Mapping[str, Any], description: str | None) -> str:
    given = cells.text(properties.get("id")) or cells.text(feature.get("id"))
    entry = _ENTRY.search((description or "")[:20_000])
    if given or entry:
        return given or (entry[1] if entry else "")
    raise FormatError("the feature has no id, and no ENTRY in its description; give it one")


def _date(properties: Mapping[str, Any], title: str) -> tuple[str | None, str | None]:
    verified = properties.get("verifiedDate")
    found = cell_dates.day(verified, "verifiedDate")
    if found is not None:
        return f"{found}?", cells.text(verified)
    head = _TITLE_DAY.match(title)
    found = cell_dates.day(head.group(), "title", order="day first") if head else None
    return (found.isoformat(), head.group()) if found and head else (None, None)


FORMAT = CirFormat()
