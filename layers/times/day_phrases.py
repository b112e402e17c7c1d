"""Days as reports word them, read against the day of the report."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from layers.errors import TimeError
from layers.times import relative_days
from layers.times.named_days import (
    ONE_DAY,
    WEEKDAY,
    YEAR,
    Days,
    NamedDate,
    named_date,
    resolved,
    stretch,
    whole_month,
)
from layers.times.vocabulary import NUMBERS, ORDINALS

_COUNT = rf"[0-9]{{1,3}}|an?|{'|'.join(NUMBERS)}"
_ORDINAL = "|".join(ORDINALS)
_MONTH_EDTF = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
_YEAR_EDTF = re.compile(r"[0-9]{4}")
_DECADE_EDTF = re.compile(r"[0-9]{3}X")


def read_days(phrase: str, reference: date, whole: str) -> Days:
    """Read a phrase in plain form (`layers.times.vocabulary.plain`) as days, against the day of the report.

    A day or month without a year, and a weekday, is the last one on or before the reference day.

    Raises
    ------
    TimeError
        If it is no such phrase, or one that can be read in two ways; `whole` is the text shown.
    """
    for pattern, reader in _READERS:
        if match := pattern.fullmatch(phrase):
            return reader(match, reference, whole)
    named = named_date(phrase)
    if named is None:
        raise TimeError(
            f"{whole!r} cannot be read as a time: {phrase!r} is no date; write a date, a weekday or a month, or EDTF (2017-05-18)"
        )
    return resolved(named, reference, whole)


def _read_part(match: re.Match[str], reference: date, whole: str) -> Days:
    """Read "late May 2017", "mid 2017", "late 1990s": thirds of a month by days, of a year by months, of a decade by years."""
    period = read_days(match["period"], reference, whole)
    part, why = match["part"], f"'{match['part']}' of {period.edtf}, a third of it,"
    soft = {"early": "last", "mid": "first last", "late": "first"}[part]
    third = ("early", "mid", "late").index(part)
    if _MONTH_EDTF.fullmatch(period.edtf):
        last_day = (10, 20, period.last.day)[third]
        return stretch(
            period.first.replace(day=10 * third + 1), period.first.replace(day=last_day), why, soft=soft
        )
    year = period.first.year
    if _YEAR_EDTF.fullmatch(period.edtf):
        first, last = date(year, 4 * third + 1, 1), whole_month(date(year, 4 * third + 4, 1), "").last
        ends = f"{first:%Y-%m}", f"{last:%Y-%m}"
    elif _DECADE_EDTF.fullmatch(period.edtf):
        years = year + (0, 4, 7)[third], year + (3, 6, 9)[third]
        first, last = date(years[0], 1, 1), date(years[1], 12, 31)
        ends = f"{years[0]:04d}", f"{years[1]:04d}"
    else:
        raise TimeError(
            f"{whole!r}: '{part}' goes before a month, year or decade here, not before {match['period']!r}"
        )
    edtf = "/".join(
        end + ("~" if name in soft else "") for end, name in zip(ends, ("first", "last"), strict=True)
    )
    return Days(edtf=edtf, first=first, last=last, why=f"{why} read as {first} to {last}")


def _read_some_days(match: re.Match[str], reference: date, whole: str) -> Days:
    """Read "the first days of December", "last week of May", "second half of June"."""
    month = read_days(match["period"], reference, whole)
    if not _MONTH_EDTF.fullmatch(month.edtf):
        raise TimeError(
            f"{whole!r}: {match['which']!r} {match['unit']} needs a month behind it, not {match['period']!r}"
        )
    which, unit, length = match["which"], match["unit"], month.last.day
    order = 3 if which == "last" else ORDINALS.index(which)
    if unit == "half":
        if which not in {"first", "second"}:
            raise TimeError(f"{whole!r}: a month has a first and a second half")
        first, last = (1, 15) if order == 0 else (16, length)
    elif unit == "week":
        first, last = (length - 6, length) if which == "last" else (7 * order + 1, 7 * order + 7)
    elif which in {"first", "last"}:
        first, last = (1, 5) if which == "first" else (length - 4, length)
    else:
        raise TimeError(f"{whole!r}: a month has first days and last days")
    soft = ("" if first == 1 else "first ") + ("" if last == length else "last")
    why = f"'{which} {unit}{'s' if unit == 'day' else ''}' of {month.edtf}"
    return stretch(month.first.replace(day=first), month.first.replace(day=last), why, soft=soft)


def _read_week_of(match: re.Match[str], reference: date, whole: str) -> Days:
    days = read_days(match["day"], reference, whole)
    if not days.is_one_day:
        raise TimeError(f"{whole!r}: a week is named by one of its days, and {match['day']!r} is {days.edtf}")
    day = days.first
    monday = day - timedelta(days=day.weekday())
    return stretch(
        monday,
        day + timedelta(days=6),
        f"the week of {day}, that holds it or begins with it,",
        soft="first last",
    )


def _read_beside(match: re.Match[str], reference: date, whole: str) -> Days:
    """Read "before 3 May 1999", "by 20 June", "since 18 May", "in the days before 18 May"."""
    side, days = match["side"], read_days(match["day"], reference, whole)
    before, after = days.first - ONE_DAY, days.last + ONE_DAY
    if match["near"]:
        week = timedelta(days=6)
        first, last = (before - week, before) if side == "before" else (after, after + week)
        soft = "first" if side == "before" else "last"
        return stretch(first, last, f"{days.why}; 'the days {side}', up to seven of them,", soft=soft)
    edtf = {
        "before": f"../{before}",
        "by": f"../{days.last}",
        "to": f"../{days.last}",
        "after": f"{after}/..",
        "since": f"{days.first}/..",
    }[side]
    return Days(edtf=edtf, first=days.first, last=days.last, why=f"{days.why}; '{side}' it is {edtf}")


def _read_choice(match: re.Match[str], reference: date, whole: str) -> Days:
    """Read "17 to 18 June", "between 5 and 10 April", "17 or 18 June", "17 and 18 June"."""
    first, second = named_date(match["first"]), named_date(match["last"])
    if first is None or second is None:
        wrong = match["first"] if first is None else match["last"]
        raise TimeError(f"{whole!r} cannot be read as a time: {wrong!r} is no date")
    first, second = _completed(first, second)
    last = resolved(second, reference, whole)
    start = _start(first, second, last, reference, whole)
    why = f"{start.why}; {last.why}"
    link = "to" if match["between"] else match["link"]
    if link != "to":
        edtf = f"[{start.edtf},{last.edtf}]" if link == "or" else f"{{{start.edtf},{last.edtf}}}"
        return Days(edtf=edtf, first=min(start.first, last.first), last=max(start.last, last.last), why=why)
    if start.first > last.last:
        raise TimeError(f"{whole!r} ends, {last.edtf}, before it begins, {start.edtf}; turn the two round")
    return Days(edtf=f"{start.edtf}/{last.edtf}", first=start.first, last=last.last, why=why)


def _completed(first: NamedDate, second: NamedDate) -> tuple[NamedDate, NamedDate]:
    """Give each of two dates the month that only the other names: "17 to 18 june", "june 17 to 18"."""
    if first.month is None and first.year is None and first.day:
        first = replace(first, month=second.month)
    elif second.month is None and second.day:
        second = replace(second, month=first.month)
    if first.year is not None and second.year is None and second.month is not None:
        # What ends without naming its year ends within a year of its start.
        turned = (second.month, second.day or 0) < (first.month or 0, first.day or 0)
        second = replace(second, year=first.year + (1 if turned else 0))
    return first, second


def _start(first: NamedDate, second: NamedDate, last: Days, reference: date, whole: str) -> Days:
    """Resolve the first of two dates: the last such on or before the second, unless it names its year."""
    if first.year is not None or (second.weekday is not None and second.day is None):
        return resolved(first, last.first if second.weekday is not None else reference, whole)
    return resolved(first, last.last, whole)


_Reader = Callable[[re.Match[str], date, str], Days]
_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (rf"(?P<which>last|next|this) (?P<weekday>{WEEKDAY})", relative_days.read_weekday),
        (rf"(?:an?|some) (?:{WEEKDAY})(?: .+)?", relative_days.read_some_weekday),
        (r"today|yesterday|day before yesterday|tomorrow", relative_days.read_near_day),
        (r"(?P<which>last|this|earlier this) (?P<unit>week|month|year)", relative_days.read_unit),
        (
            rf"(?:within |over )?(?:past|last|previous|preceding) (?:(?P<count>{_COUNT}) )?(?P<unit>hour|day|week|month)s?",
            relative_days.read_past,
        ),
        (
            rf"(?P<count>{_COUNT}) (?P<unit>hour|day|week|month|year)s? (?:ago|earlier)",
            relative_days.read_ago,
        ),
        (rf"(?P<name>spring|summer|autumn|winter) (?P<year>{YEAR})", relative_days.read_group),
        (
            rf"(?P<name>(?:first|second) half|(?:{_ORDINAL}) quarter|q[1-4]) (?P<year>{YEAR})",
            relative_days.read_group,
        ),
        (r"(?P<decade>1[0-9]{2}|20[0-9])0s", relative_days.read_decade),
        (rf"(?P<which>{_ORDINAL}|last) (?:few )?(?P<unit>day|week|half)s? (?P<period>.+)", _read_some_days),
        (r"(?P<part>early|mid|late) (?P<period>.+)", _read_part),
        (r"week (?P<day>.+)", _read_week_of),
        (r"(?P<near>days )?(?P<side>before|after|by|since|to) (?P<day>.+)", _read_beside),
        (r"(?P<between>between) (?P<first>.+?) and (?P<last>.+)", _read_choice),
        (r"(?P<between>)(?:from )?(?P<first>.+?) (?P<link>to|and|or) (?P<last>.+)", _read_choice),
    )
)
