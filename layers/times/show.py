"""Times put into English words, and local time shown together with UTC."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.times.clocks import zone_of
from layers.times.days import DAY_S, FIRST_S, datetime_of, fits
from layers.times.edtf import Edtf, End, bounds, read_edtf

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from layers.times.clocks import Zone
    from layers.times.dates import EdtfDate

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SEASONS = ("spring", "summer", "autumn", "winter")
_ORDINALS = ("first", "second", "third", "fourth")
_MARKS = {
    frozenset("?"): "possibly ",
    frozenset("~"): "about ",
    frozenset("?~"): "possibly about ",
}
_DOUBTS = {
    frozenset("?"): "uncertain",
    frozenset("~"): "approximate",
    frozenset("?~"): "uncertain and approximate",
}


def in_words(value: Edtf | str) -> str:
    """Return a time in English words, no more precise and no vaguer than it is.

    Parameters
    ----------
    value : Edtf or str
        A time, or its EDTF text.

    Raises
    ------
    TimeError
        If the text is not EDTF.

    Examples
    --------
    >>> in_words("2017-05-18~"), in_words("2017-05-XX")
    ('about 18 May 2017', 'some day in May 2017')
    >>> in_words("2017-05-18/.."), in_words("[2017-06-17,2017-06-18]")
    ('from 18 May 2017 on', '17 June 2017 or 18 June 2017')
    >>> in_words("2017-06-20T00:30+03:00")
    '20 June 2017, 00:30 (UTC+3)'
    """
    return _in_words(read_edtf(value) if isinstance(value, str) else value, _date)


def local_and_utc(value: Edtf | str, *, zone: Zone) -> str:
    """Return a time in words, its time of day both on the local clock and in UTC.

    Parameters
    ----------
    value : Edtf or str
        A time, or its EDTF text; where it has no time of day, its days are local and are shown alone.
    zone : str or tzinfo
        The zone of the local clock.

    Raises
    ------
    TimeError
        If the text is not EDTF, or the zone unknown.

    Examples
    --------
    >>> local_and_utc("2017-06-18T18:43+03:00", zone="Asia/Damascus")
    '18 June 2017, 18:43 local (15:43 UTC)'
    >>> local_and_utc("2017-06-19T21:30Z~", zone="Asia/Damascus")
    'about 20 June 2017, 00:30 local (19 June, 21:30 UTC)'
    >>> local_and_utc("2017-05", zone="Asia/Damascus")
    'May 2017'
    """
    read = read_edtf(value) if isinstance(value, str) else value
    return _in_words(read, lambda date: _both_clocks(date, zone) if date.clock else _date(date))


def _in_words(value: Edtf, say: Callable[[EdtfDate], str]) -> str:
    """Put a time into words, each date as `say` says it."""
    if value.kind == "interval":
        return _range(*value.members[0], say, among=False)
    members = [_range(*member, say, among=True) for member in value.members]
    last_word = " and " if value.kind == "all of" else " or "
    return last_word.join([", ".join(members[:-1]), members[-1]]) if len(members) > 1 else members[0]


def _both_clocks(date: EdtfDate, zone: Zone) -> str:
    """Return one time of day on both clocks; one that comes twice or never on the local clock is shown as written."""
    found = bounds(date.text, zone=zone)
    lasts_s = 1 if date.precision == "second" else 60
    if found.start_s is None or found.end_s is None or found.end_s - found.start_s != lasts_s:
        return _date(date)
    if not fits(found.start_s - DAY_S) or not fits(found.start_s + DAY_S):
        return _date(date)
    utc = datetime_of(found.start_s)
    local = utc.astimezone(zone_of(zone))
    form = "%H:%M:%S" if date.precision == "second" else "%H:%M"
    utc_day = "" if utc.date() == local.date() else f"{utc.day} {_MONTHS[utc.month - 1]}, "
    mark = _MARKS.get(date.day_marks, "")
    return f"{mark}{_day(local)}, {local.strftime(form)} local ({utc_day}{utc.strftime(form)} UTC)"


def _day(moment: datetime) -> str:
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def _range(first: End, last: End, say: Callable[[EdtfDate], str], *, among: bool) -> str:
    """Return a range in words, as an interval or, without "from", `among` the members of a set."""
    if not isinstance(first, str) and not isinstance(last, str):
        if first is last:
            return say(first)
        if say is _date and first.clock and last.clock and _same_day(first, last):
            return f"{_date(first, bare=True)} to {_clock(last)}"
        return f"{'' if among else 'from '}{say(first)} to {say(last)}"
    start = "an unknown start" if isinstance(first, str) else say(first)
    end = "an unknown end" if isinstance(last, str) else say(last)
    if first == last == "open":
        return "at any time"
    if last == "open":
        return f"{start} or later" if among else f"from {start} on"
    if first == "open":
        return f"{end} or earlier" if among else f"until {end}"
    return f"from {start} to {end}"


def _same_day(first: EdtfDate, last: EdtfDate) -> bool:
    return (first.year, first.month, first.day, first.offset_s) == (
        last.year,
        last.month,
        last.day,
        last.offset_s,
    )


def _date(date: EdtfDate, *, bare: bool = False) -> str:
    """Return a date in words; `bare` without the zone of its time of day."""
    text = _unmarked(date) + (f", {date.clock}" if date.clock else "")
    if date.clock and not bare:
        text += f" ({_zone_name(date.offset_s)})"
    stated = (
        [date.year_marks]
        + ([date.month_marks] if date.month else [])
        + ([date.day_marks] if date.day else [])
    )
    if date.clock or len(set(stated)) == 1:
        return _MARKS.get(date.marks if date.clock else stated[0], "") + text
    doubts = [
        f"{name} {_DOUBTS[marks]}"
        for name, marks in zip(("year", "month", "day"), stated, strict=False)
        if marks
    ]
    return f"{text} ({', '.join(doubts)})"


def _clock(date: EdtfDate) -> str:
    return f"{_MARKS.get(date.day_marks, '')}{date.clock} ({_zone_name(date.offset_s)})"


def _zone_name(offset_s: int | None) -> str:
    if offset_s is None:
        return "local"
    if not offset_s:
        return "UTC"
    hours, minutes = divmod(abs(offset_s) // 60, 60)
    return f"UTC{'+' if offset_s > 0 else '-'}{hours}" + (f":{minutes:02d}" if minutes else "")


def _unmarked(date: EdtfDate) -> str:
    if date.estimate is not None:
        first, last = date.spans[0]
        return f"some year from {_year_at(first)} to {_year_at(last - 1)}, estimated {_year(date.year)}"
    year = _year(date.year)
    if not date.month:
        return year
    if date.month.isdigit() and int(date.month) > 12:
        return _grouping(int(date.month), year)
    of_year = f"of a year in {year}" if "X" in date.year and date.year != "XXXX" else f"of {year}"
    if date.month == "XX" and date.day in {"", "XX"}:
        return f"some {'day' if date.day else 'month'} {of_year.replace('of', 'in', 1)}"
    if not date.month.isdigit():
        month = "some month" if date.month == "XX" else f"some month {date.month}"
        return f"{_day_words(date.day)}{month} {of_year}"
    month = _MONTHS[int(date.month) - 1]
    whole = f"{month} {of_year}" if "X" in date.year else f"{month} {year}"
    if date.day == "XX":
        return f"some day in {whole}"
    return f"{date.day.lstrip('0')} {whole}" if date.day.isdigit() else f"{_day_words(date.day)}{whole}"


def _day_words(day: str) -> str:
    """Return a day that may be unspecified, before the month that it is of."""
    if not day:
        return ""
    if day == "XX":
        return "some day of "
    return f"day {day.lstrip('0') if day.isdigit() else day} of "


def _year(text: str) -> str:
    """Return a year in words: years before 1 as BCE, since year 0 is 1 BCE."""
    if text == "XXXX":
        return "an unknown year"
    if text[:3].isdigit() and text.endswith("X"):
        return f"the {text[:3]}0s"
    if "X" in text:
        known = text.rstrip("X")
        if "X" in known or known.startswith("-"):
            return f"the years {text}"
        return f"the years {known.ljust(4, '0')} to {known.ljust(4, '9')}"
    number = int(text)
    return str(number) if number > 0 else f"{1 - number} BCE"


def _year_at(second: int) -> str:
    """Return the year that holds a second; one that `datetime` cannot hold by whole cycles of 400 years."""
    cycles, rest = divmod(second - FIRST_S, 146_097 * DAY_S)
    return _year(str(datetime_of(rest + FIRST_S).year + 400 * cycles))


def _grouping(code: int, year: str) -> str:
    if code <= 24:
        return f"{_SEASONS[code - 21]} {year}"
    if code <= 32:
        return f"{_SEASONS[(code - 25) % 4]} {year} ({'northern' if code <= 28 else 'southern'} hemisphere)"
    if code <= 36:
        return f"the {_ORDINALS[code - 33]} quarter of {year}"
    if code <= 39:
        return f"the {_ORDINALS[code - 37]} four months of {year}"
    return f"the {_ORDINALS[code - 40]} half of {year}"
