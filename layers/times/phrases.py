"""Times as reports word them, read against the day of the report: "early Tuesday", "noon local time", "late May 2017".

Nothing is made more precise than its wording, and every reading comes with its derivation, for a person to check. What can be read
in two ways is an error that shows both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from layers.errors import TimeError
from layers.times.clock_phrases import CLOCK, clock_text, minute_of_day, moment_of, require_no_year
from layers.times.day_phrases import read_days
from layers.times.edtf import bounds, read_edtf
from layers.times.named_days import ONE_DAY, Days
from layers.times.vocabulary import plain

if TYPE_CHECKING:
    from layers.times.clocks import Zone

# Parts of a day: from minute, to minute after midnight, and which of the two is vague.
_PARTS = {
    "before dawn": (0, 360, "last"),
    "early hours": (0, 360, "last"),
    "small hours": (0, 360, "last"),
    "early morning": (180, 540, "both"),
    "late morning": (540, 720, "first"),
    "morning": (300, 720, "first"),
    "dawn": (180, 420, "both"),
    "early afternoon": (720, 900, "last"),
    "late afternoon": (900, 1080, "both"),
    "afternoon": (720, 1080, "last"),
    "early evening": (1020, 1200, "both"),
    "late evening": (1200, 1440, "first"),
    "evening": (1020, 1440, "first"),
    "dusk": (960, 1200, "both"),
    "late night": (1200, 1800, "both"),
    "overnight": (1080, 1800, "both"),
    "night": (1080, 1800, "both"),
    "tonight": (1080, 1800, "both"),
    "early": (0, 360, "last"),
    "late": (1080, 1440, "first"),
}
_PART = re.compile(rf"\b(?P<part>{'|'.join(_PARTS)})\b(?: hours)?(?: local time| local)?")
# "early Tuesday morning": the part of the day is one, though the day stands inside it.
_SPLIT_PART = re.compile(r"^(early|late) (.+) (morning|afternoon|evening|night)$")
_LENGTH_AT_MOST = 200
_NIGHTS = frozenset({"overnight", "night"})
_DAYTIME = _PARTS.keys() - {"early", "late"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedPhrase:
    """A phrase of a report, and what it was read as.

    Parameters
    ----------
    text : str
        The phrase as given.
    edtf : str
        What it means, in EDTF.
    derivation : str
        How it was read, as a sentence.
    zone : str or tzinfo or None
        The zone in which its days, and times without a zone, are local.
    """

    text: str
    edtf: str
    derivation: str
    zone: Zone | None = None

    @property
    def earliest(self) -> datetime | None:
        """The first instant that it may mean, in UTC: see `layers.times.bounds`."""
        return bounds(self.edtf, zone=self.zone).earliest

    @property
    def latest(self) -> datetime | None:
        """The instant just after the last that it may mean, in UTC: see `layers.times.bounds`."""
        return bounds(self.edtf, zone=self.zone).latest


def read_phrase(text: str, *, reference: date, zone: Zone | None = None) -> DatedPhrase:
    """Read a time as a report words it.

    Parameters
    ----------
    text : str
        EDTF, or a phrase in English: a date, weekday, month, a stretch of them, with or without a time or part of the
        day. Dates, weekdays and the commonest other words may be Arabic or Russian.
    reference : date
        The day of the report, against which "Tuesday", "18 May" and "yesterday" are read: the last such on or before it.
    zone : str or tzinfo, optional
        The zone of local times: "Asia/Damascus". Without it they stay local, without a distance from UTC.

    Raises
    ------
    TimeError
        If the phrase cannot be read, or in two ways; the message shows both.

    Notes
    -----
    Vague words have fixed readings, their vague ends marked `~`: "early", of a day, 00:00 to 06:00; "dawn" 03:00 to
    07:00; "morning" 05:00 to noon; "evening" 17:00 to midnight; "night" 18:00 to 06:00 of the next day; "early", "mid" and "late", of a
    month, the days 1 to 10, 11 to 20, and from 21 on.

    Examples
    --------
    >>> from datetime import date
    >>> read_phrase("early Tuesday", reference=date(2017, 6, 21), zone="Asia/Damascus").edtf
    '2017-06-20T00:00+03:00/2017-06-20T05:59+03:00~'
    >>> read_phrase("late May 2017", reference=date(2017, 6, 21)).derivation
    "'late' of 2017-05, a third of it, read as 2017-05-21 to 2017-05-31"
    >>> read_phrase("May 2017", reference=date(2022, 9, 14)).edtf
    '2017-05'
    """
    try:
        return DatedPhrase(text=text, edtf=read_edtf(text).text, derivation="EDTF as given", zone=zone)
    except TimeError:
        edtf, derivation = _read_words(text, reference, zone)
    return DatedPhrase(text=text, edtf=read_edtf(edtf).text, derivation=derivation, zone=zone)


def _read_words(text: str, reference: date, zone: Zone | None) -> tuple[str, str]:
    if not text.strip() or len(text) > _LENGTH_AT_MOST:
        raise TimeError(f"a phrase of time has 1 to {_LENGTH_AT_MOST} characters, not {len(text)}")
    if isinstance(reference, datetime):
        reference = reference.date()
    phrase = _SPLIT_PART.sub(r"\2 \1 \3", plain(text))
    try:
        return _read(phrase, reference, zone, text)
    except (ValueError, OverflowError) as error:
        raise TimeError(f"{text!r}, read against {reference}, lies outside the years 1 to 9999") from error


def _read(phrase: str, reference: date, zone: Zone | None, whole: str) -> tuple[str, str]:
    """Return EDTF and derivation of a phrase in plain form."""
    if phrase.startswith("possibly "):
        edtf, why = _read(phrase.removeprefix("possibly "), reference, zone, whole)
        return _marked(edtf, "?"), why
    if match := CLOCK.search(phrase):
        return _read_clock(match, phrase, reference, zone, whole)
    if match := _part_of_day(phrase, reference):
        return _read_part(match, phrase, reference, zone, whole)
    if phrase.startswith("about "):
        edtf, why = _read(phrase.removeprefix("about "), reference, zone, whole)
        return _marked(edtf, "~"), why
    days = read_days(phrase, reference, whole)
    return days.edtf, days.why


def _marked(edtf: str, mark: str) -> str:
    """Mark a date, or both ends of an interval, as approximate or uncertain."""
    parts = re.split(r"([\[\]{},/])", edtf)
    return "".join(_marked_date(part, mark) if part[:1].isdigit() else part for part in parts)


def _marked_date(date_text: str, mark: str) -> str:
    if date_text[-1] in {mark, "%"}:
        return date_text
    return f"{date_text[:-1]}%" if date_text[-1] in "?~" else date_text + mark


def _around(match: re.Match[str], phrase: str) -> str:
    """Return what is left of a phrase without a match in it."""
    return " ".join(f"{phrase[: match.start()]} {phrase[match.end() :]}".split())


def _one_day(phrase: str, reference: date, whole: str) -> Days:
    """Read what stands beside a time of day; a report that names no day means its own."""
    if phrase in {"", "this"}:
        why = f"no day is named, so {reference} is taken"
        return Days(edtf=reference.isoformat(), first=reference, last=reference, why=why)
    if phrase.startswith("about "):
        raise TimeError(f"{whole!r}: an approximate day cannot carry a time of day; give the day alone")
    days = read_days(phrase, reference, whole)
    if not days.is_one_day:
        raise TimeError(f"{whole!r}: a time of day needs one day beside it, and {phrase!r} is {days.edtf}")
    return days


def _read_clock(
    match: re.Match[str], phrase: str, reference: date, zone: Zone | None, whole: str
) -> tuple[str, str]:
    rest = _around(match, phrase)
    require_no_year(match, rest, whole)
    days = _one_day(rest, reference, whole)
    minute, vague = minute_of_day(match, days.first, whole)
    near = match["near"]
    if near in {"before", "after"}:
        raise TimeError(
            f"{whole!r}: '{near}' a time of day has no other end; write both: {days.edtf}T00:00/{days.edtf}T12:00"
        )
    utc = match["zone"] in {"gmt", "z"}
    moment = moment_of(days.first, minute, "UTC" if utc else zone)
    shown = f"{clock_text(minute)} {'UTC' if utc else 'local'}"
    mark = "~" if near or vague else ""
    reason = f"'{match[0].strip()}' read as {'about ' if mark else ''}{shown}"
    return moment + mark, f"{days.why}; {reason}"


def _part_of_day(phrase: str, reference: date) -> re.Match[str] | None:
    """Find a part of the day; "early" and "late" are one only before a single day, else a part of a month or year."""
    for match in _PART.finditer(phrase):
        if match["part"] in _DAYTIME:
            return match
        try:
            if read_days(_around(match, phrase), reference, phrase).is_one_day:
                return match
        except TimeError:
            continue
    return None


def _read_part(
    match: re.Match[str], phrase: str, reference: date, zone: Zone | None, whole: str
) -> tuple[str, str]:
    part, rest = match["part"], _around(match, phrase)
    start_minute, end_minute, soft = _PARTS[part]
    first, last, why = _nights(part, rest, reference, whole)
    start = moment_of(first, start_minute, zone) + ("~" if soft in {"first", "both"} else "")
    end = moment_of(last, end_minute - 1, zone) + ("~" if soft in {"last", "both"} else "")
    end_shown = end_minute - 1440 if end_minute > 1440 else end_minute
    clock = f"{clock_text(start_minute)}-{clock_text(end_shown)}"
    following = " of the next day" if end_minute > 1440 else ""
    return f"{start}/{end}", f"{why}; '{match[0].strip()}' read as {clock}{following} local"


def _nights(part: str, rest: str, reference: date, whole: str) -> tuple[date, date, str]:
    """Return the days on which the first and the last night of a phrase begin."""
    if (part in _NIGHTS and rest == "last") or (part == "overnight" and not rest):
        before = reference - ONE_DAY
        return before, before, f"the night before {reference} is that of {before}"
    if part in _NIGHTS and (days := _two_days(rest, reference, whole)):
        if days.last - days.first != ONE_DAY:
            raise TimeError(
                f"{whole!r}: a night is between two days that follow each other, and {rest!r} is {days.edtf}"
            )
        return days.first, days.first, f"the night between {days.first} and {days.last}"
    day = _one_day(rest, reference, whole)
    if part == "overnight":
        return day.first - ONE_DAY, day.first, f"{day.why}; the night before it or after it"
    return day.first, day.first, day.why


def _two_days(rest: str, reference: date, whole: str) -> Days | None:
    if re.search(r"\bto\b|\bbetween\b", rest) is None:
        return None
    days = read_days(rest, reference, whole)
    return days if len(days.edtf) >= 21 else None
