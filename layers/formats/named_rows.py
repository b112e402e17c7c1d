"""A row by its fields as records: an incident, and the claim of the party that the row names, with its source.

Without a party nobody speaks: the row is an incident alone, and its summary and source are kept in the note.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from geo.names import fold
from layers.errors import FormatError, TimeError
from layers.formats import cells
from layers.formats.cell_dates import EARLIEST_YEAR, day
from layers.formats.named_places import location_of
from layers.records import (
    INCIDENT_STANCES,
    Claim,
    Harm,
    Incident,
    Location,
    Party,
    Source,
    StatedValues,
    When,
)
from layers.times import read_edtf

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from geo.position import Position
    from layers.formats.reading import ImportOptions
    from layers.records import Record

_TITLE_AT_MOST = 160
_RANGE = re.compile(r"(\d{1,9})\s?(?:-|–|to)\s?(\d{1,9})", re.ASCII)
_PALETTE = ("#4477aa", "#aa3377", "#228833", "#997700", "#66ccee", "#994455", "#6699cc", "#bbbbbb")
_ORDER = 500
_PLAIN = re.compile(r"[+-]?\d{1,3}(?:\.\d{1,15})?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The file that rows come from: it gives short ids their first part, and speaks for rows that name no source."""

    key: str
    title: str

    @classmethod
    def of(cls, path: Path) -> Origin:
        """Return the origin of a file: its name without the ending, in letters and digits."""
        key = "-".join(re.findall(r"[^\W_]+", path.stem.casefold()))[:40] or "file"
        return cls(key=key, title=path.name)

    def source(self) -> Source:
        """Return the file as a source."""
        return Source(id=f"file-{self.key}", title=self.title, kind="imported file")


def read_named(
    row: Mapping[str, Any], origin: Origin, options: ImportOptions, *, position: Position | None = None
) -> tuple[Record, ...]:
    """Return the records of a row.

    Parameters
    ----------
    row : mapping of str to text or number
        The cells by the names of `layers.formats.fields.FIELDS`.
    origin : Origin
        The file.
    options : ImportOptions
        What the one who imports decides.
    position : Position or None
        Where the row's geometry lies, if it has one.

    Raises
    ------
    ContestedError
        If a cell cannot be read.
    """
    where, when = location_of(row, options, position), _when(row)
    summary, kind = cells.text(row.get("summary")), cells.text(row.get("kind"))
    title = _title(row, summary, kind, where)
    incident_id, external_ids = _ids(row, origin, title, when, where)
    party = cells.text(row.get("party"))
    source = _source(row)
    incident = Incident(
        id=incident_id,
        title=title,
        kind=kind,
        sub_kind=cells.text(row.get("sub_kind")),
        when=when,
        where=where,
        external_ids=external_ids,
        note=cells.text(row.get("note")) if party else _note(row, summary, source),
    )
    if party is None:
        return (*([source] if source else []), incident)
    source = source or origin.source()
    speaker = party_named(party)
    return speaker, source, incident, _claim(row, incident, speaker, source, summary)


def _claim(
    row: Mapping[str, Any], incident: Incident, speaker: Party, source: Source, summary: str | None
) -> Claim:
    stance = (cells.text(row.get("stance")) or "asserts").casefold()
    if stance not in INCIDENT_STANCES or stance == "silent":
        raise FormatError(
            f"stance {stance!r} is none of {', '.join(s for s in INCIDENT_STANCES if s != 'silent')}"
        )
    stated = _date(row.get("stated"), "stated")
    killed, injured = _figures(row.get("killed"), "killed"), _figures(row.get("injured"), "injured")
    values = StatedValues(
        occurred="yes" if stance in {"asserts", "confirms"} else None,
        when=incident.when,
        where=incident.where,
        actor_text=cells.text(row.get("actor")),
        target_text=cells.text(row.get("target")),
        weapon=cells.text(row.get("weapon")),
        harm=_harm(killed, injured),
    )
    own = cells.text(row.get("claim_id"))
    return Claim(
        id=cells.id_part(own) if own else f"{incident.id[:90]}-{speaker.id[:28]}",
        subject_kind="incident",
        subject=incident.id,
        party=speaker.id,
        stance=stance,
        summary=summary,
        stated=stated,
        sources=(source.id,),
        values=values,
    )


def _title(row: Mapping[str, Any], summary: str | None, kind: str | None, where: Location | None) -> str:
    title = cells.text(row.get("title"))
    if title is None:
        place = where.text if where else None
        title = f"{kind}, {place}" if kind and place else kind or summary or place
    if title is None:
        raise FormatError(
            "nothing says what happened: no title, kind, summary or location; name the column with --map"
        )
    line = " ".join(title.split())
    return line if len(line) <= _TITLE_AT_MOST else f"{line[: _TITLE_AT_MOST - 1].rstrip()}…"


def _ids(
    row: Mapping[str, Any], origin: Origin, title: str, when: When | None, where: Location | None
) -> tuple[str, tuple[str, ...]]:
    at = where.position if where else None
    placed = placed_text(at.lat, at.lon) if at else (where.text if where else None)
    return ids_of(
        cells.text(row.get("id")), origin, title=title, edtf=when.edtf if when else None, placed=placed
    )


def placed_text(lat: float, lon: float) -> str:
    """Return a position as it counts in the id of a row that has none of its own."""
    return f"{lat!r} {lon!r}"


def ids_of(
    given: str | None, origin: Origin, *, title: str, edtf: str | None, placed: str | None
) -> tuple[str, tuple[str, ...]]:
    """Return an incident's id and external ids: the row's own, or one made of what happened, when and where.

    Examples
    --------
    >>> origin = Origin(key="strikes", title="strikes.csv")
    >>> ids_of("17", origin, title="Strike", edtf=None, placed=None)
    ('strikes-17', ('strikes:17',))
    >>> ids_of(None, origin, title="Strike", edtf="2017-05-18", placed=None)
    ('row-e92671a39c028935', ())
    """
    if given is None:
        return f"row-{cells.digest(title, edtf, placed)}", ()
    # A number is an id within its file only.
    short = given.isdigit() or len(given) < 4
    return (
        (f"{origin.key}-{cells.id_part(given)}", (f"{origin.key}:{given}",))
        if short
        else (cells.id_part(given), ())
    )


def _when(row: Mapping[str, Any]) -> When | None:
    given = cells.text(row.get("when"))
    time = cells.text(row.get("time"))
    if given is None:
        return None
    edtf = _date(given, "date")
    return When(edtf=edtf, date=given if given != edtf else None, time_local=time)


def _date(value: Any, field: str) -> str | None:
    given = cells.text(value)
    return None if given is None else _dated(given, field)


@lru_cache(maxsize=65_536)
def _dated(given: str, field: str) -> str:
    """Return a date as EDTF; a time of day after it counts if it says its zone."""
    try:
        read = read_edtf(given)
    except TimeError:
        found = day(given, field)
        assert found is not None  # noqa: S101 # there is text
        return found.isoformat()
    if read.precision == "unknown":
        return given
    try:
        first = read.earliest
    except TimeError:  # a time of day without a zone, which the case's zone will settle
        return given
    if first is not None and first.year < EARLIEST_YEAR:
        raise FormatError(f"{field} {given[:80]!r} lies before {EARLIEST_YEAR}; mend it, or leave it empty")
    if first is not None and len(given) == 10:
        day(given, field)  # the future is told there
    return given


def _figures(value: Any, field: str) -> tuple[int | None, int | None, int | None]:
    written = cells.text(value)
    if written is not None and (match := _RANGE.fullmatch(written)):
        low, high = int(match[1]), int(match[2])
        return low, None, high
    return None, cells.whole(value, field), None


def _harm(killed: tuple[int | None, ...], injured: tuple[int | None, ...]) -> Harm | None:
    if not any(figure is not None for figure in (*killed, *injured)):
        return None
    return Harm(
        killed_low=killed[0],
        killed_best=killed[1],
        killed_high=killed[2],
        injured_low=injured[0],
        injured_best=injured[1],
        injured_high=injured[2],
    )


def _note(row: Mapping[str, Any], summary: str | None, source: Source | None) -> str | None:
    named = source and (
        f"Source: {source.title}, {source.url}"
        if source.url and source.url != source.title
        else f"Source: {source.title}"
    )
    parts = [summary, cells.text(row.get("note")), named]
    return "\n".join(part for part in parts if part) or None


@lru_cache(maxsize=4096)
def party_named(name: str) -> Party:
    """Return a party by its name, for a case that does not have it yet; its id is the name in letters and digits.

    Examples
    --------
    >>> party = party_named("US-led Coalition")
    >>> party.id, party.code
    ('us-led-coalition', 'ULC')
    """
    words = re.findall(r"[^\W_]+", fold(name)) or ["party"]
    key = "-".join(words)[:80]
    code = "".join(word[0] for word in words)[:4].upper() if len(words) > 1 else words[0][:3].upper()
    color = _PALETTE[int(cells.digest(key)[:8], 16) % len(_PALETTE)]
    return Party(id=key, name=" ".join(name.split()), order=_ORDER, code=code, color=color, shape="circle")


def _source(row: Mapping[str, Any]) -> Source | None:
    title, url = cells.text(row.get("source_title")), cells.text(row.get("source_url"))
    publisher = cells.text(row.get("source_publisher"))
    if title is None and url is None and publisher is None:
        return None
    if url is None and title is not None and cells.link(title):
        url = title
    published = _date(row.get("source_published"), "source_published")
    return _sourced(title, url, publisher, published)


@lru_cache(maxsize=65_536)
def _sourced(title: str | None, url: str | None, publisher: str | None, published: str | None) -> Source:
    first = url.split()[0].rstrip(";,") if url else None
    link = cells.link(first) if first else None
    return Source(
        id=f"source-{cells.digest(url or '', '' if url else title, '' if url else publisher)}",
        title=title or publisher or url or "",
        publisher=publisher,
        url=link,
        published=published,
        note=f"Links: {url}" if url and url != link else None,
    )
