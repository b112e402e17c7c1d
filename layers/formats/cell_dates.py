"""Dates as datasets write them, read without guessing: what can be read in two ways is refused, with what to write instead."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Any, Literal, TypeAlias

from layers.errors import FormatError
from layers.formats.cells import text

DateOrder: TypeAlias = Literal["month first", "day first"]

EARLIEST_YEAR = 1900
"""An incident dated before is refused: it is a slip of the pen or of a program."""

_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTHS = {
    name[:length]: number for number, name in enumerate(_MONTH_NAMES, start=1) for length in (3, len(name))
}
_MONTHS["sept"] = 9
_ISO_DAY = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}:\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?",
    re.ASCII,
)
_WORDED_DAY = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})\.?,?[ -](\d{4})", re.ASCII)
_WORDED_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})", re.ASCII)
_SLASHED_DAY = re.compile(
    r"(\d{1,2})([/.])(\d{1,2})\2(\d{4})(?: (\d{1,2}:\d{2})(?::\d{2})?(?: ?([AP]M))?)?",
    re.ASCII | re.IGNORECASE,
)


def day(
    value: Any, field: str, *, order: DateOrder | None = None, since: int = EARLIEST_YEAR
) -> dt.date | None:
    """Return the day that a cell gives; None where it says nothing.

    Parameters
    ----------
    value : str or None
        "2017-05-18" (a time of day after it is left aside), "18 May 2017", "18-May-2017", "May 18, 2017", or with slashes or
        dots in the order given.
    field : str
        How the column is called, for the message.
    order : {"month first", "day first"}, optional
        Of "5/6/2017", where the dataset has one. Without it, only dates that can be read in one way are.
    since : int
        The first year that is thinkable.

    Raises
    ------
    FormatError
        If it is no date, can be read in two ways, or lies before `since` or in the future.

    Examples
    --------
    >>> day("18 May 2017", "event_date"), day("5/6/2017", "date", order="month first")
    (datetime.date(2017, 5, 18), datetime.date(2017, 5, 6))
    >>> day("5/6/2017", "date")
    Traceback (most recent call last):
        ...
    layers.errors.FormatError: date '5/6/2017' can be read as 2017-05-06 and as 2017-06-05; write it as YYYY-MM-DD
    >>> day("1527-03-01", "date")
    Traceback (most recent call last):
        ...
    layers.errors.FormatError: date '1527-03-01' lies before 1900; mend it, or leave it empty
    """
    written = text(value)
    return None if written is None else _day(written, field, order, since)


@lru_cache(maxsize=4096)
def _day(written: str, field: str, order: DateOrder | None, since: int) -> dt.date:
    parts = _parts(written, field, order)
    if parts is None:
        raise FormatError(f"{field} {written[:80]!r} is no date; write it as YYYY-MM-DD")
    try:
        found = dt.date(*parts)
    except ValueError as error:
        raise FormatError(
            f"{field} {written[:80]!r} is no day of the calendar; write it as YYYY-MM-DD"
        ) from error
    if found.year < since:
        raise FormatError(f"{field} {written[:80]!r} lies before {since}; mend it, or leave it empty")
    # A day of grace: where the event happened it may be tomorrow already.
    if found > dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1):
        raise FormatError(f"{field} {written[:80]!r} lies in the future; mend it, or leave it empty")
    return found


def _parts(written: str, field: str, order: DateOrder | None) -> tuple[int, int, int] | None:
    if len(written) > 40:
        return None
    if match := _ISO_DAY.fullmatch(written):
        return int(match[1]), int(match[2]), int(match[3])
    if (match := _WORDED_DAY.fullmatch(written)) and match[2].casefold() in _MONTHS:
        return int(match[3]), _MONTHS[match[2].casefold()], int(match[1])
    if (match := _WORDED_MONTH_FIRST.fullmatch(written)) and match[1].casefold() in _MONTHS:
        return int(match[3]), _MONTHS[match[1].casefold()], int(match[2])
    if match := _SLASHED_DAY.fullmatch(written):
        return _slashed(written, match, field, order)
    return None


def _slashed(written: str, match: re.Match[str], field: str, order: DateOrder | None) -> tuple[int, int, int]:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    # Dots, and a clock of 24 hours, tell nothing; AM and PM are written where the month comes first.
    if order is None and match[6]:
        order = "month first"
    if order is None:
        if first == second or second > 12:
            order = "month first"
        elif first > 12:
            order = "day first"
        else:
            raise FormatError(
                f"{field} {written!r} can be read as {year}-{first:02d}-{second:02d} and as {year}-{second:02d}-{first:02d};"
                " write it as YYYY-MM-DD"
            )
    return (year, first, second) if order == "month first" else (year, second, first)


def clock(value: Any) -> str | None:
    """Return the time of day in an ISO text, or None where there is none, or only the midnight that programs fill in.

    Examples
    --------
    >>> clock("2022-10-10T16:20:00"), clock("2022-10-10T00:00:00"), clock("2022-10-10")
    ('16:20', None, None)
    """
    written = text(value)
    match = _ISO_DAY.fullmatch(written) if written and len(written) <= 40 else None
    if match is None or match[4] is None or match[4].zfill(5) == "00:00":
        return None
    return match[4].zfill(5) + (match[6] or "")


def moment(value: Any, field: str) -> str | None:
    """Return the EDTF of an ISO date: with its time of day where a zone stands behind it, else the day alone.

    Raises
    ------
    FormatError
        As of `day`.

    Examples
    --------
    >>> moment("2023-05-02T12:34:56.123456+00:00", "archive date"), moment("2023-05-02 12:34", "archive date")
    ('2023-05-02T12:34:56+00:00', '2023-05-02')
    """
    found = day(value, field)
    if found is None:
        return None
    match = _ISO_DAY.fullmatch(text(value) or "")
    if match is None or match[4] is None or match[6] is None:
        return found.isoformat()
    zone = match[6] if len(match[6]) != 5 else f"{match[6][:3]}:{match[6][3:]}"
    seconds = f":{match[5]}" if match[5] else ""
    return f"{found}T{match[4].zfill(5)}{seconds}{zone}"


def instant(value: Any, field: str) -> str | None:
    """Return the EDTF of 14 digits of UTC, or of 8 digits of a day, as machines write them; None where the cell says nothing.

    Raises
    ------
    FormatError
        If it is neither, or no moment of the calendar.

    Examples
    --------
    >>> instant("20170518031500", "DATEADDED"), instant("20170518", "SQLDATE")
    ('2017-05-18T03:15:00Z', '2017-05-18')
    """
    written = text(value)
    if written is None:
        return None
    pattern = {14: "%Y%m%d%H%M%S", 8: "%Y%m%d"}.get(len(written))
    if pattern is None or not (written.isascii() and written.isdigit()):
        raise FormatError(f"{field} {written[:80]!r} is no date of 8 or 14 digits, such as 20170518")
    try:
        found = dt.datetime.strptime(written, pattern).replace(tzinfo=dt.UTC)
    except ValueError as error:
        raise FormatError(f"{field} {written!r} is no moment of the calendar") from error
    day(found.date().isoformat(), field)
    return found.strftime("%Y-%m-%dT%H:%M:%SZ") if len(written) == 14 else found.date().isoformat()
