"""Days, months and years that a phrase names, each as one reading with the reason for it."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from layers.errors import TimeError
from layers.times.vocabulary import MONTHS, WEEKDAYS

MONTH = "|".join(MONTHS)
WEEKDAY = "|".join(WEEKDAYS)
YEAR = r"1[0-9]{3}|20[0-9]{2}"
ONE_DAY = timedelta(days=1)
_DAY = r"0?[1-9]|[12][0-9]|3[01]"
_DAY_FIRST = re.compile(
    rf"(?:(?P<weekday>{WEEKDAY})(?: |$))?(?:(?P<day>{_DAY})(?: |$))?(?:(?P<month>{MONTH})(?: |$))?(?P<year>{YEAR})?"
)
_MONTH_FIRST = re.compile(
    rf"(?:(?P<weekday>{WEEKDAY}) )?(?P<month>{MONTH}) (?P<day>{_DAY})(?: (?P<year>{YEAR}))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """A reading of the days of a phrase.

    Parameters
    ----------
    edtf : str
        The days in EDTF.
    first, last : date
        The first and the last of them; the same where the phrase means one day.
    why : str
        How they were found: a part of a sentence.
    """

    edtf: str
    first: date
    last: date
    why: str

    @property
    def is_one_day(self) -> bool:
        """Whether the phrase means one day, to which a time of day can be put."""
        return self.edtf == self.first.isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedDate:
    """The parts of a date as a phrase names them; None where it leaves them out."""

    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None


def named_date(phrase: str) -> NamedDate | None:
    """Return the parts of a date that a phrase in plain form names; None if it is no plain date."""
    match = _DAY_FIRST.fullmatch(phrase) or _MONTH_FIRST.fullmatch(phrase)
    if not phrase or match is None:
        return None
    return NamedDate(
        weekday=WEEKDAYS.index(match["weekday"]) if match["weekday"] else None,
        day=int(match["day"]) if match["day"] else None,
        month=MONTHS.index(match["month"]) + 1 if match["month"] else None,
        year=int(match["year"]) if match["year"] else None,
    )


def resolved(named: NamedDate, reference: date, whole: str) -> Days:
    """Return the days of a date; where it leaves its year out, the last such on or before the reference day.

    Raises
    ------
    TimeError
        If the calendar has no such day, or a weekday stated with it is another one; `whole` is the text shown.
    """
    if named.day is None:
        return _without_day(named, reference, whole)
    if named.month is None:
        raise TimeError(f"{whole!r} cannot be read as a time: day {named.day} has no month; name it")
    if named.year is not None:
        day = _day(named.year, named.month, named.day, whole)
        why = f"{day} as given"
    else:
        day = _last_such_day(named.month, named.day, reference, whole)
        why = f"{named.day} {MONTHS[named.month - 1].title()} on or before {reference} is {day}"
    if named.weekday is not None and day.weekday() != named.weekday:
        stated, found = WEEKDAYS[named.weekday].title(), WEEKDAYS[day.weekday()].title()
        raise TimeError(f"{whole!r}: {day} is a {found}, not a {stated}; one of the two is wrong")
    return Days(edtf=day.isoformat(), first=day, last=day, why=why)


def _without_day(named: NamedDate, reference: date, whole: str) -> Days:
    if named.weekday is not None:
        if named.month or named.year:
            raise TimeError(
                f"{whole!r}: a weekday with a month or year, but no day, may be any of several days; give the day"
            )
        return weekday_near(named.weekday, reference, "on or before")
    if named.month is None:
        year = named.year or reference.year
        return Days(
            edtf=f"{year:04d}", first=date(year, 1, 1), last=date(year, 12, 31), why=f"{year} as given"
        )
    year = named.year or (reference.year if named.month <= reference.month else reference.year - 1)
    name = MONTHS[named.month - 1].title()
    why = (
        f"{name} {year} as given" if named.year else f"the last {name} begun by {reference} is that of {year}"
    )
    last = date(year, named.month, calendar.monthrange(year, named.month)[1])
    return Days(edtf=f"{year:04d}-{named.month:02d}", first=last.replace(day=1), last=last, why=why)


def _day(year: int, month: int, day: int, whole: str) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise TimeError(f"{whole!r}: {MONTHS[month - 1].title()} {year} has no day {day}") from error


def _last_such_day(month: int, day: int, reference: date, whole: str) -> date:
    """Return the last day of this name up to the reference; 29 February may be up to eight years back."""
    for year in range(reference.year, max(reference.year - 9, 0), -1):
        if day <= calendar.monthrange(year, month)[1] and date(year, month, day) <= reference:
            return date(year, month, day)
    raise TimeError(f"{whole!r}: {MONTHS[month - 1].title()} has no day {day}")


def weekday_near(weekday: int, reference: date, side: str) -> Days:
    """Return the weekday (0 is Monday) next to a day, `side` "before" it, "after" it, or "on or before" it."""
    back = (reference.weekday() - weekday) % 7
    if side == "before":
        day = reference - timedelta(days=back or 7)
    elif side == "after":
        day = reference + timedelta(days=7 - back)
    else:
        day = reference - timedelta(days=back)
    why = f"{WEEKDAYS[weekday].title()} {side} {reference} is {day}"
    return Days(edtf=day.isoformat(), first=day, last=day, why=why)


def stretch(first: date, last: date, why: str, *, soft: str = "") -> Days:
    """Return a stretch of days; `soft` names its vague ends: "first", "last" or both."""
    start = f"{first}~" if "first" in soft else f"{first}"
    end = f"{last}~" if "last" in soft else f"{last}"
    return Days(edtf=f"{start}/{end}", first=first, last=last, why=f"{why} read as {first} to {last}")


def whole_month(day: date, why: str) -> Days:
    """Return the month that holds a day."""
    last = day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return Days(edtf=f"{day:%Y-%m}", first=day.replace(day=1), last=last, why=f"{why} is {day:%Y-%m}")
