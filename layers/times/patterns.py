"""Calendar dates with unspecified digits, and the stretches of time they may stand for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from layers.times.days import DAY_S, day_s, month_length, next_month

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Span: TypeAlias = tuple[int, int]

# Sub-year groupings of level 2, as (first month, months). Level 1 leaves the place of 21-24 open: they are read, as
# 25-28 are, as the meteorological seasons of the north. Seasons that begin late in a year end in the next.
_GROUPINGS = {
    **{code: (3 * (code - 21) + 3, 3) for code in range(21, 25)},
    **{code: (3 * (code - 25) + 3, 3) for code in range(25, 29)},
    **{code: ((3 * (code - 29) + 8) % 12 + 1, 3) for code in range(29, 33)},
    **{code: (3 * (code - 33) + 1, 3) for code in range(33, 37)},
    **{code: (4 * (code - 37) + 1, 4) for code in range(37, 40)},
    **{code: (6 * (code - 40) + 1, 6) for code in range(40, 42)},
}
_GROUPING_PRECISION = (("season", 32), ("quarter", 36), ("four months", 39), ("half-year", 41))
YEAR_PRECISIONS = ("year", "decade", "century", "millennium", "unknown")
# Beyond so many separate stretches or years, what is kept is the one from the first to the last of them.
SPANS_AT_MOST = 500
_YEARS_AT_MOST = 100


def spans_and_precision(year: str, month: str, day: str) -> tuple[tuple[Span, ...], str]:
    """Return the stretches that fit the digits of a date, `X` for any, and the unit it is written in.

    Parameters
    ----------
    year, month, day : str
        As `layers.times.dates.EdtfDate` has them.

    Returns
    -------
    tuple of (int, int)
        First and last second, the last not included, in order; empty if the calendar has no such date. Where there are
        very many, the one stretch from the first to the last.
    str
        "day", "month", "season", "year", "decade" and so on.

    Examples
    --------
    >>> spans, precision = spans_and_precision("2017", "XX", "18")
    >>> len(spans), precision
    (12, 'day')
    >>> spans_and_precision("2017", "02", "29")
    ((), 'day')
    """
    years = _years(year)
    if not month:
        return _merged((day_s(value), day_s(value + 1)) for value in years), _year_precision(year)
    if month.isdigit() and int(month) in _GROUPINGS:
        return _grouping(years, int(month), day)
    if not day:
        return _merged(_month_spans(years, _matching(month, 1, 12))), "month"
    return _day_spans(years, _matching(month, 1, 12), _matching(day, 1, 31)), "day"


def _grouping(years: list[int], code: int, day: str) -> tuple[tuple[Span, ...], str]:
    precision = next(name for name, last in _GROUPING_PRECISION if code <= last)
    first, months = _GROUPINGS[code]
    spans = ((day_s(year, first), day_s(*next_month(year, first, months))) for year in years)
    return ((), precision) if day else (_merged(spans), precision)


def _year_precision(year: str) -> str:
    """Return a decade for `201X`, and so on; a year where the unspecified digits are not the last ones."""
    digits = year.lstrip("-")
    trailing = len(digits) - len(digits.rstrip("X"))
    return YEAR_PRECISIONS[trailing]


def _matching(pattern: str, first: int, last: int) -> list[int]:
    """Return the numbers from first to last whose two digits fit a pattern such as `1X`."""
    if pattern == "XX":
        return list(range(first, last + 1))
    if "X" not in pattern:
        return [int(pattern)] if first <= int(pattern) <= last else []
    fits = re.compile(pattern.replace("X", "[0-9]"))
    return [number for number in range(first, last + 1) if fits.fullmatch(f"{number:02d}")]


def _years(pattern: str) -> list[int]:
    """Return the years that fit a pattern, in the order of time; `-0000` is no year."""
    digits = pattern.lstrip("-")
    years = [0]
    for digit in digits:
        choices = range(10) if digit == "X" else (int(digit),)
        years = [year * 10 + choice for year in years for choice in choices]
    if pattern.startswith("-"):
        return [-year for year in reversed(years) if year]
    return years


def _month_spans(years: Sequence[int], months: Sequence[int]) -> Iterator[Span]:
    for year in years:
        for month in months:
            yield day_s(year, month), day_s(*next_month(year, month))


def _day_spans(years: list[int], months: list[int], days: list[int]) -> tuple[Span, ...]:
    if len(days) == 31:
        return _merged(_month_spans(years, months))
    if len(years) <= _YEARS_AT_MOST:
        return _merged(_each_day(years, months, days))
    first = next(_each_day(years, months, days), None)
    last = next(_each_day(years[::-1], months[::-1], days[::-1]), None)
    return ((first[0], last[1]),) if first and last else ()


def _each_day(years: Sequence[int], months: Sequence[int], days: Sequence[int]) -> Iterator[Span]:
    for year in years:
        for month in months:
            length = month_length(year, month)
            for day in days:
                if day <= length:
                    start = day_s(year, month, day)
                    yield start, start + DAY_S


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Join spans that touch; where very many remain, return only their hull."""
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    if len(merged) > SPANS_AT_MOST:
        return ((merged[0][0], merged[-1][1]),)
    return tuple(merged)
