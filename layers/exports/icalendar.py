"""The chronology as iCalendar (RFC 5545): an event for each incident, over all the days on which it may have been.

A day or more is an all-day event in the days of the case's time zone, a time of day an event in UTC. An incident whose time
nobody gives is a journal entry without a date, so that it is not lost. The bytes are the same each time: no clock is asked.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from layers.exports.chronology import chronology
from layers.exports.markup import without_controls
from layers.exports.readme import citation
from layers.files import make_folder, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from layers.case import Case
    from layers.exports.chronology import Entry

_OCTETS = 75
# RFC 5545 wants a stamp on each event; a real one would differ from export to export.
_STAMP = "19700101T000000Z"


def write(case: Case, out: Path) -> list[Path]:
    """Write the calendar, and return its path in a list.

    Raises
    ------
    CaseFileError
        If it cannot be written.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Contested//chronology//EN", "CALSCALE:GREGORIAN"]
    lines += [f"X-WR-CALNAME:{_text(case.info.title)}", f"X-WR-CALDESC:{_text(citation(case))}"]
    for entry in chronology(case):
        lines += _component(entry, case)
    lines.append("END:VCALENDAR")
    make_folder(out.parent)
    return [write_whole(out, "".join(f"{folded(line)}\r\n" for line in lines))]


def folded(line: str) -> str:
    r"""Return a line broken after at most 75 octets, never inside a character.

    Examples
    --------
    >>> [len(part.encode()) for part in folded("SUMMARY:" + "ط" * 60).split("\r\n")]
    [74, 55]
    """
    parts, part = [], ""
    for character in line:
        if len((part + character).encode()) > _OCTETS:
            parts.append(part)
            part = " "  # a continued line begins with a space, which counts
        part += character
    return "\r\n".join([*parts, part])


def _component(entry: Entry, case: Case) -> list[str]:
    row = entry.row
    kind = "VEVENT" if entry.earliest else "VJOURNAL"
    description = "\n".join([f"When: {entry.shown_when}", *entry.voices])
    lines = [f"BEGIN:{kind}", f"UID:{_text(row['id'])}@{_text(case.info.id)}.contested", f"DTSTAMP:{_STAMP}"]
    lines += _days(entry, ZoneInfo(case.info.time_zone))
    lines += [f"SUMMARY:{_text(row['title'])}", f"DESCRIPTION:{_text(description)}"]
    if row["kind"]:
        lines.append(f"CATEGORIES:{_text(row['kind'])}")
    if kind == "VEVENT":  # a journal entry has no place in RFC 5545
        lines += list(_where(entry))
    return [*lines, f"END:{kind}"]


def _where(entry: Entry) -> Iterator[str]:
    if entry.row["location"]:
        yield f"LOCATION:{_text(entry.row['location'])}"
    if entry.row["geometry"]:
        lon, lat = entry.row["geometry"]["coordinates"]
        yield f"GEO:{lat:.6f};{lon:.6f}"


def _days(entry: Entry, zone: ZoneInfo) -> list[str]:
    start, end = entry.earliest, entry.latest
    if start is None:
        return []
    if "T" in entry.row["when"]:
        return [f"DTSTART:{_utc(start)}", f"DTEND:{_utc(end or start)}", "TRANSP:TRANSPARENT"]
    first = start.astimezone(zone).date()
    # The end is not part of an event; an open one leaves the first day alone.
    last = end.astimezone(zone).date() if end else first + timedelta(days=1)
    return [f"DTSTART;VALUE=DATE:{first:%Y%m%d}", f"DTEND;VALUE=DATE:{last:%Y%m%d}", "TRANSP:TRANSPARENT"]


def _utc(instant: datetime) -> str:
    return f"{instant:%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    plain = without_controls(text).replace("\r\n", "\n").replace("\r", "\n")
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
