"""Days and seconds counted as plain integers, for years that `datetime` cannot hold.

Everything here is the proleptic Gregorian calendar of ISO 8601, where year 0 comes before year 1. Seconds are counted
as `datetime.date.toordinal` counts days: 0001-01-01T00:00 is second 86,400. Leap seconds are not counted.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

DAY_S = 86_400
_DAYS_BEFORE_MONTH = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_FIRST = datetime(1, 1, 1, tzinfo=UTC)
_LAST = datetime.max.replace(tzinfo=UTC)
FIRST_S = DAY_S
LAST_S = _LAST.toordinal() * DAY_S + DAY_S - 1


def is_leap(year: int) -> bool:
    """Return whether February has 29 days in `year`, which may be negative.

    Examples
    --------
    >>> is_leap(0), is_leap(1900), is_leap(-4)
    (True, False, True)
    """
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """Return the number of days of a month, 1 to 12.

    Examples
    --------
    >>> month_length(2016, 2), month_length(2017, 2)
    (29, 28)
    """
    if month == 2:
        return 29 if is_leap(year) else 28
    return 30 if month in {4, 6, 9, 11} else 31


def day_number(year: int, month: int = 1, day: int = 1) -> int:
    """Return the number of a day, where 0001-01-01 is 1; as `date.toordinal`, for any year.

    Examples
    --------
    >>> from datetime import date
    >>> day_number(2017, 5, 18) == date(2017, 5, 18).toordinal()
    True
    >>> day_number(0, 12, 31)
    0
    """
    before = year - 1
    number = before * 365 + before // 4 - before // 100 + before // 400
    leap_day = 1 if month > 2 and is_leap(year) else 0
    return number + _DAYS_BEFORE_MONTH[month - 1] + leap_day + day


def day_s(year: int, month: int = 1, day: int = 1) -> int:
    """Return the second at which a day begins."""
    return day_number(year, month, day) * DAY_S


def next_month(year: int, month: int, months: int = 1) -> tuple[int, int]:
    """Return year and month, so many months on.

    Examples
    --------
    >>> next_month(2017, 12)
    (2018, 1)
    """
    count = year * 12 + month - 1 + months
    return count // 12, count % 12 + 1


def datetime_of(second: int) -> datetime:
    """Return the aware UTC datetime of a second, held to what `datetime` can hold.

    Before the year 1 it is 0001-01-01T00:00, and after 9999 it is the last microsecond of 9999: `fits` tells.

    Examples
    --------
    >>> datetime_of(day_s(2017, 5, 18)).isoformat()
    '2017-05-18T00:00:00+00:00'
    >>> datetime_of(day_s(170_000_002)).isoformat()
    '9999-12-31T23:59:59.999999+00:00'
    """
    if second < FIRST_S:
        return _FIRST
    if second > LAST_S:
        return _LAST
    return _FIRST + timedelta(seconds=second - FIRST_S)


def second_of(moment: datetime) -> int:
    """Return the second of an aware datetime; fractions are cut off."""
    utc = moment.astimezone(UTC)
    return utc.toordinal() * DAY_S + utc.hour * 3600 + utc.minute * 60 + utc.second


def fits(second: int) -> bool:
    """Return whether `datetime` can hold a second."""
    return FIRST_S <= second <= LAST_S
