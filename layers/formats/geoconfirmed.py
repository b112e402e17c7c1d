"""GeoConfirmed: geolocated footage, as the KML or KMZ of its maps, or the JSON of its older ones.

The older JSON has two layouts. A list of entries writes latitude first; folders of placemarks (`mapDataFolders`) write
longitude first. `--map coordinates=lat,lon` or `coordinates=lon,lat` settles it for files of another kind. Dates have no
zone, and a time of day is kept beside the day, not in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any

from geo.errors import ContestedError
from layers.errors import FormatError
from layers.formats import cell_dates, cells
from layers.formats.markup import words_of_html
from layers.formats.objects import has_keys, listed, object_items, objects_of, point_of, renamed
from layers.formats.placemarks import is_kml, kml_head, placemarks_of
from layers.formats.precision import radius
from layers.formats.reading import Accepted, rejected
from layers.formats.voices import CodedEvent, Voice, linked_source, location, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from geo.position import Position
    from layers.formats.placemarks import Placemark
    from layers.formats.reading import ImportOptions, Item
    from layers.records import Record

VOICE = Voice(
    key="geoconfirmed",
    name="GeoConfirmed",
    code="GEO",
    color="#4f8f8f",
    shape="circle",
    order=908,
    publisher="GeoConfirmed",
    url="https://geoconfirmed.org",
    caution="Volunteers geolocate footage: where it was taken is checked, what it is said to show is not always.",
)

FIELDS: dict[str, str] = {
    "id": "the entry's id: `geoconfirmed-...`; else that of its proof in `description`; else made from name and position",
    "date": "when, the day; a time of day is kept beside it, for its zone is not given",
    "name": "title",
    "description": "the claim's summary, without markup; its links become sources",
    "coordinates": "position, with the radius of the convention for geolocated points",
    "originalSource": "source",
    "geolocation": "source: the proof",
}
"""What each member of the JSON becomes."""
KML_FIELDS: dict[str, str] = {
    "id": "the placemark's id, or `id` in its ExtendedData; else that of its proof; else made from name and position",
    "TimeStamp": "when; else a date at the head of the name",
    "name": "title",
    "description": "the claim's summary, without markup; its links become sources",
    "Point": "position, with the radius of the convention for geolocated points",
    "Folder": "kept in the note",
    "styleUrl": "the name of the icon is kept in the note: its colour and sign are GeoConfirmed's own coding",
    "ExtendedData": "kept in the note",
}
"""What each element of a placemark becomes."""

_PROOF = re.compile(
    r"https?://(?:www\.)?(?:twitter|x)\.com/GeoConfirmed/status/(\d{5,25})", re.IGNORECASE | re.ASCII
)
_NAME_DAY = re.compile(r"\s*(\d{4}-\d{1,2}-\d{1,2}|\d{1,2} [A-Za-z]{3,9}\.? \d{4})\b", re.ASCII)
_ORDERS = {"lat,lon": (0, 1), "lon,lat": (1, 0)}
_ABOUT_FOLDERS = ("A.", "B.")


@dataclass(frozen=True, slots=True)
class GeoConfirmedFormat:
    """Reads GeoConfirmed's KML, KMZ, and both layouts of its older JSON."""

    name: str = "GeoConfirmed"
    suffixes: tuple[str, ...] = (".kml", ".kmz", ".json")

    def sniff(self, path: Path, head: bytes) -> float:
        """Return how sure it is, by the names of the members, or by its name in a KML file."""
        if has_keys(head, "mapDataFolders") or has_keys(head, "originalSource", "geolocation", "coordinates"):
            return 0.95
        if is_kml(path, head) and (
            b"geoconfirmed" in kml_head(path, head).lower() or "geoconfirmed" in path.name.casefold()
        ):
            return 0.9
        return 0.0

    def read(self, path: Path, options: ImportOptions) -> Iterator[Item]:
        """Yield an incident and GeoConfirmed's claim for each placemark or entry."""
        from layers.formats.texts import head_of

        if is_kml(path, head_of(path)):
            yield from _from_kml(path, options)
        else:
            yield from object_items(_entries(path), lambda entry: read_entry(entry, options))


def _from_kml(path: Path, options: ImportOptions) -> Iterator[Item]:
    for placemark in placemarks_of(path):
        try:
            yield Accepted(line=placemark.number, records=read_placemark(placemark, options))
        except ContestedError as error:
            words = f"{placemark.name or ''}: {placemark.description or ''}"
            yield rejected(placemark.number, error, words)


def read_placemark(placemark: Placemark, options: ImportOptions) -> tuple[Record, ...]:
    """Return the records of one placemark.

    Raises
    ------
    FormatError
        If its geometry is no point, or its date or position cannot be read.
    """
    _require_event(*placemark.folders[-1:])
    extended = renamed(placemark.data, _fields(options))
    data = {name.casefold(): value for name, value in extended.items()}
    given = placemark.when or placemark.begin or data.get("date")
    if given is None and (head := _NAME_DAY.match(placemark.name or "")):
        given = head[1]
    icon = (placemark.icon or placemark.style or "").rsplit("/", 1)[-1]
    return _event(
        external_id=cells.text(placemark.id) or cells.text(data.get("id")),
        name=placemark.name,
        description=placemark.description,
        date=given,
        position=point_of(placemark.geometry),
        links=(),
        options=options,
        codes={
            "folder": " / ".join(placemark.folders),
            "icon": icon,
            **{name: value for name, value in extended.items() if name.casefold() not in {"id", "date"}},
        },
    )


def read_entry(entry: Mapping[str, Any], options: ImportOptions) -> tuple[Record, ...]:
    """Return the records of one entry of JSON.

    Raises
    ------
    FormatError
        If its date or position cannot be read.
    """
    _require_event(cells.text(entry.get(_FOLDER)))
    entry = renamed(entry, _fields(options))
    links = [
        cells.text(each) for field in ("originalSource", "geolocation") for each in listed(entry.get(field))
    ]
    return _event(
        external_id=cells.text(entry.get("id")),
        name=cells.text(entry.get("name")),
        description=cells.text(entry.get("description")),
        date=cells.text(entry.get("date")),
        position=_position(entry, options),
        links=tuple(link for link in links if link),
        options=options,
        codes={"folder": entry.get(_FOLDER), "icon": entry.get("icon")},
    )


_FOLDER = "\0folder"
"""The key under which the walk over folders leaves the folder's name with each placemark."""


def _fields(options: ImportOptions) -> dict[str, str]:
    """Return the names that `--map` gives, without the order of coordinates."""
    return {
        column: field for column, field in options.columns.items() if field.replace(" ", "") not in _ORDERS
    }


def _require_event(folder: str | None = None) -> None:
    if folder and folder.startswith(_ABOUT_FOLDERS):
        raise FormatError(f"folder {folder[:80]!r} explains the map: this is a note, no event")


def _entries(path: Path) -> Iterator[tuple[int, Any]]:
    """Yield the entries of a list, or the placemarks of all folders."""
    number = 0
    for _, value in objects_of(path, "mapDataFolders"):
        if not isinstance(value, dict) or "mapDataPlacemarks" not in value:
            number += 1
            yield number, value
            continue
        folder = cells.text(value.get("name")) or ""
        for each in listed(value.get("mapDataPlacemarks")):
            number += 1
            yield number, {**each, _FOLDER: folder} if isinstance(each, dict) else each


def _position(entry: Mapping[str, Any], options: ImportOptions) -> Position | None:
    pair = entry.get("coordinates")
    if pair is None or pair == []:
        return None
    if not isinstance(pair, list) or len(pair) < 2:
        raise FormatError(f"coordinates {str(pair)[:80]!r} are no pair of numbers")
    usual = "lon,lat" if _FOLDER in entry else "lat,lon"
    order = options.columns.get("coordinates", usual).replace(" ", "")
    if order not in _ORDERS:
        raise FormatError(f"--map coordinates={order!r} is neither lat,lon nor lon,lat")
    lat, lon = _ORDERS[order]
    return cells.position(pair[lat], pair[lon])


def _event(
    *,
    external_id: str | None,
    name: str | None,
    description: str | None,
    date: str | None,
    position: Position | None,
    links: tuple[str, ...],
    options: ImportOptions,
    codes: Mapping[str, Any],
) -> tuple[Record, ...]:
    words = words_of_html(description)
    links = tuple(dict.fromkeys((*links, *cells.links_in(unescape(description or "")))))
    proof = _PROOF.search(" ".join((*links, description or ""))[:50_000])
    day = cell_dates.day(date, "date")
    if external_id is None and proof is None and name is None and position is None:
        raise FormatError("it has neither an id nor a name nor a position; give it one of them")
    spot = f"{position.lat:.6f} {position.lon:.6f}" if position else None
    made = external_id or (proof[1] if proof else cells.digest(name, date, spot))
    event = CodedEvent(
        external_id=made,
        title=shortened(name or words or f"GeoConfirmed {made}", 160),
        edtf=day.isoformat() if day else None,
        date=cells.text(date),
        time_local=cell_dates.clock(date),
        where=location(position, radius("GeoConfirmed", "geolocated", options.precision_m), ()),
        summary=words,
        sources=tuple(
            linked_source(VOICE, link, kind="proof" if _PROOF.match(link) else "footage") for link in links
        ),
        codes=codes,
    )
    return event.records(VOICE)


FORMAT = GeoConfirmedFormat()
