"""The dates of a compiled record, written as columns, coded as one EDTF text."""

from __future__ import annotations

import datetime as dt
import re

from layers.errors import TimeError
from layers.times.edtf import read_edtf
from layers.times.overlaps import must_fall_in

_CLOCK = re.compile(
    r"(?P<about>about |around |circa |c\. ?)?(?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9])"
)
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_OFFSET = re.compile(r"UTC(?:(?P<sign>[+-])(?P<hours>[0-9]{1,2})(?::(?P<minutes>[0-5][0-9]))?)?(?![0-9])")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLAUSE = re.compile(r"[,;]")
# What a note may say before the time itself; nothing that would turn its meaning.
_BEFORE_TIME = frozenset(("told", "said", "reported", "published", "statements", "a", "an", "that", "some"))
# A day of the year that a note names may lie after the date: it is looked for up to half a year on.
_HALF_YEAR = dt.timedelta(days=183)
_UNITS = {"year": 4, "month": 7, "day": 10, "minute": 10}


def edtf_of_report(
    date: str, precision: str | None = None, time_local: str | None = None, time_zone: str | None = None
) -> str:
    """Return the EDTF text of a date, its precision, a local time of day and a zone, each as a record words it.

    Parameters
    ----------
    date : str
        EDTF, most often YYYY-MM-DD, YYYY-MM or YYYY.
    precision : str, optional
        "year", "month", "day", "minute" or "approximate", with any note in brackets behind it. Of an approximate date the
        note is read as `layers.times.phrases` reads it, if it can be and holds the date: else the date is marked `~`.
    time_local : str, optional
        A time of day as worded: "00:30", "about 23:30", "08:55 and 14:55", "18:43 (coalition) / noon (army)". It counts
        only where the precision is "minute".
    time_zone : str, optional
        A zone that begins with its distance from UTC: "UTC+3 (Syria summer time)". Else the time stays local.

    Returns
    -------
    str
        EDTF, never more precise than any of the four: where accounts of the time of day differ, or are worded otherwise, only
        the day; where two times are joined by "and", the set of both.

    Raises
    ------
    TimeError
        If the date is not EDTF, or the precision none of those words.

    Examples
    --------
    >>> edtf_of_report("2017-06-20", "minute", "00:30", "UTC+3 (Syria summer time)")
    '2017-06-20T00:30+03:00'
    >>> edtf_of_report("2017-05-18", "day", "16:30 (Syrian account)", "UTC+3 (Syria summer time)")
    '2017-05-18'
    >>> edtf_of_report("2017-06-18", "minute", "18:43 (coalition) / noon (Syrian army)", "UTC+3")
    '2017-06-18'
    >>> edtf_of_report("2017-05-17", "approximate (in the days before 18 May)")
    '2017-05-11~/2017-05-17'
    >>> edtf_of_report("2017-05-29", "approximate (reported that Monday)")
    '2017-05-29~'
    """
    read_edtf(date)
    unit = (precision or "").partition("(")[0].strip().lower()
    if not unit:
        return date
    if unit == "approximate":
        return _approximate(date, (precision or "").partition("(")[2].rstrip(")"))
    if unit not in _UNITS:
        raise TimeError(f"date precision {precision!r} is none of year, month, day, minute, approximate")
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", date):
        return date
    day = date[: _UNITS[unit]]
    times = _times_of_day(time_local or "") if unit == "minute" and len(day) == 10 else []
    offset = _offset(time_zone or "")
    coded = [f"{day}T{clock}{offset}{mark}" for clock, mark in times]
    return day if not coded else coded[0] if len(coded) == 1 else "{" + ",".join(coded) + "}"


def _approximate(date: str, note: str) -> str:
    """Return the stretch of days that a note speaks of, or the date marked approximate."""
    marked = f"{date}~" if date[-1].isdigit() else date
    if not _DAY.fullmatch(date):
        return marked
    from layers.times.phrases import read_phrase
    from layers.times.vocabulary import WEEKDAYS

    words = _CLAUSE.split(note)[0].split()
    while words and words[0].lower() in _BEFORE_TIME.union(WEEKDAYS):
        del words[0]
    day = dt.date.fromisoformat(date)
    for reference in (day, day + _HALF_YEAR):
        try:
            edtf = read_phrase(" ".join(words), reference=reference).edtf
        except TimeError:
            continue
        if edtf != date and "T" not in edtf and ".." not in edtf and must_fall_in(date, edtf):
            return edtf
    return marked


def _times_of_day(wording: str) -> list[tuple[str, str]]:
    """Return the times that a wording states without contradiction, each with its mark; none where it is not so plain."""
    matches = [_CLOCK.fullmatch(part) for part in _BRACKETS.sub("", wording).strip().split(" and ")]
    return [
        (f"{match['hour']}:{match['minute']}", "~" if match["about"] else "")
        for match in matches
        if match and all(matches)
    ]


def _offset(time_zone: str) -> str:
    match = _OFFSET.match(time_zone)
    if match is None:
        return ""
    if not match["sign"] or not (int(match["hours"]) or int(match["minutes"] or 0)):
        return "Z"
    return f"{match['sign']}{int(match['hours']):02d}:{match['minutes'] or '00'}"
