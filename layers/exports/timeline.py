"""The chronology for TimelineJS (https://timeline.knightlab.com/docs/json-format.html).

TimelineJS shows texts as HTML, so all of them are escaped. A slide needs a date: incidents whose time nobody gives are listed on
the title slide.
"""

from __future__ import annotations

from datetime import timedelta
from html import escape
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from layers.exports.chronology import chronology
from layers.exports.readme import citation
from layers.files import make_folder, write_whole
from layers.plain import to_json

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from layers.case import Case
    from layers.exports.chronology import Entry


def write(case: Case, out: Path) -> list[Path]:
    """Write the timeline as one JSON file, and return its path in a list.

    Raises
    ------
    CaseFileError
        If it cannot be written.
    """
    entries = chronology(case)
    zone = ZoneInfo(case.info.time_zone)
    dated = [_slide(entry, zone) for entry in entries if entry.earliest]
    undated = [entry for entry in entries if not entry.earliest]
    timeline = {"title": {"text": _title(case, undated)}, "events": dated, "scale": "human"}
    make_folder(out.parent)
    return [write_whole(out, to_json(timeline) + "\n")]


def _title(case: Case, undated: list[Entry]) -> dict[str, str]:
    parts = [case.info.scope, citation(case)]
    text = "".join(f"<p>{escape(part)}</p>" for part in parts if part)
    if undated:
        items = "".join(f"<li>{escape(entry.row['title'])}</li>" for entry in undated)
        text += f"<p>Without a date:</p><ul>{items}</ul>"
    return {"headline": escape(case.info.title), "text": text}


def _slide(entry: Entry, zone: ZoneInfo) -> dict[str, Any]:
    row = entry.row
    timed = "T" in row["when"]
    start = entry.earliest
    end = entry.latest
    last = end - timedelta(seconds=1) if end else None
    voices = "".join(f"<li>{escape(voice)}</li>" for voice in entry.voices)
    where = f"<p>{escape(row['location'])}</p>" if row["location"] else ""
    slide: dict[str, Any] = {
        "unique_id": row["id"],
        "start_date": _date(start, zone, timed=timed),
        "display_date": escape(entry.shown_when),
        "text": {"headline": escape(row["title"]), "text": f"{where}<ul>{voices}</ul>" if voices else where},
        "group": escape(row["kind"] or "of no stated kind"),
    }
    if last is not None and not timed:
        slide["end_date"] = _date(last, zone, timed=False)
    return slide


def _date(instant: datetime | None, zone: ZoneInfo, *, timed: bool) -> dict[str, int]:
    if instant is None:
        return {}
    local = instant.astimezone(zone)
    day = {"year": local.year, "month": local.month, "day": local.day}
    return {**day, "hour": local.hour, "minute": local.minute} if timed else day
