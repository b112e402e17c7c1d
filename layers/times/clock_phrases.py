"""Times of day as reports word them: "18:43 local", "0030 local time", "6:43 pm", "noon"."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from layers.errors import TimeError
from layers.times.clocks import zone_of
from layers.times.named_days import MONTH

if TYPE_CHECKING:
    from layers.times.clocks import Zone

CLOCK = re.compile(
    r"(?:(?P<near>(?:shortly|just|soon) (?:before|after)|about|before|after) )?(?<![\w:])"
    r"(?:(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-5][0-9])(?: ?(?P<half>[ap]m))?(?![0-9.:])"
    r"|(?P<plain_hour>[0-9]{1,2}) ?(?P<plain_half>[ap]m)\b"
    r"|(?P<figures>[0-2][0-9][0-5][0-9]) ?(?=h\b|hrs\b|hours\b|local\b|gmt\b|z\b)"
    r"|(?P<word>noon|midnight)\b)"
    r"(?: ?(?:hours|hrs|h)\b)?(?: ?(?P<zone>local time|local|gmt|z)\b)?"
)
_YEAR_LIKE = re.compile(r"19[0-9]{2}|20[0-9]{2}")
_MONTH_WITHOUT_YEAR = re.compile(rf".*\b(?:{MONTH})\b(?!.*\b[0-9]{{4}}\b).*")


def require_no_year(match: re.Match[str], rest: str, whole: str) -> None:
    """Refuse four figures that may be the year of the date beside them: "18 May 2017 local time"."""
    figures = match["figures"]
    if figures and _YEAR_LIKE.fullmatch(figures) and _MONTH_WITHOUT_YEAR.fullmatch(rest):
        clock = f"{figures[:2]}:{figures[2:]}"
        raise TimeError(f"{whole!r}: {figures} is the year {figures} or {clock}; write a time with a colon")


def minute_of_day(match: re.Match[str], day: date, whole: str) -> tuple[int, bool]:
    """Return the minute, and whether it is vague: a time stated to the hour has no stated minute."""
    if match["word"] == "midnight":
        raise TimeError(
            f"{whole!r}: midnight is the start of {day} or its end; write 00:00 with the day that it begins"
        )
    if match["word"]:
        return 720, True
    if match["figures"]:
        hour, minute, half = int(match["figures"][:2]), int(match["figures"][2:]), None
    else:
        hour = int(match["hour"] or match["plain_hour"])
        minute, half = int(match["minute"] or 0), match["half"] or match["plain_half"]
    if half and 1 <= hour <= 12:
        return (hour % 12 + (12 if half == "pm" else 0)) * 60 + minute, match["plain_hour"] is not None
    if half or hour > 23:
        raise TimeError(f"{whole!r}: there is no such time of day as {match[0].strip()!r}")
    if match["hour"] and len(match["hour"]) == 1:
        raise TimeError(
            f"{whole!r} is 0{hour}:{minute:02d} or {hour + 12}:{minute:02d}; write two digits, or am or pm"
        )
    return hour * 60 + minute, False


def moment_of(day: date, minute: int, zone: Zone | None) -> str:
    """Return the EDTF of a local minute of a day, with its distance from UTC where the zone gives a single one."""
    moment = datetime.combine(day, time()) + timedelta(minutes=minute)
    text = moment.isoformat(timespec="minutes")
    if zone is None:
        return text
    place = zone_of(zone)
    offsets = {moment.replace(tzinfo=place, fold=fold).utcoffset() for fold in (0, 1)}
    offset_s = {round(offset.total_seconds()) for offset in offsets if offset is not None}
    if len(offset_s) != 1 or next(iter(offset_s)) % 60:
        return text
    minutes = offset_s.pop() // 60
    if zone == "UTC" or not minutes:
        return f"{text}Z"
    return f"{text}{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def clock_text(minute: int) -> str:
    """Return a minute of the day as a clock shows it."""
    return f"{minute // 60:02d}:{minute % 60:02d}"
