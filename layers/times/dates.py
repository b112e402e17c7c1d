"""One date of EDTF, with or without a time of day, and the stretches of time it may stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from layers.errors import TimeError
from layers.times.days import DAY_S, day_s
from layers.times.patterns import YEAR_PRECISIONS, Span, spans_and_precision
from layers.times.refusals import refusal, shown

_QUALIFIERS = {"": frozenset(""), "?": frozenset("?"), "~": frozenset("~"), "%": frozenset("?~")}
_Q = "[?~%]?"
_DATE = re.compile(
    rf"(?P<year_left>{_Q})(?P<year>-?[0-9X]{{4}})(?:S(?P<digits>[1-9]))?(?P<year_right>{_Q})"
    rf"(?:-(?P<month_left>{_Q})(?P<month>[0-9X]{{2}})(?P<month_right>{_Q})"
    rf"(?:-(?P<day_left>{_Q})(?P<day>[0-9X]{{2}})(?P<day_right>{_Q})"
    rf"(?P<time>T(?P<hour>[0-9]{{2}}):(?P<minute>[0-9]{{2}})(?::(?P<second>[0-9]{{2}}))?"
    rf"(?P<offset>Z|[+-][0-9]{{2}}(?::[0-9]{{2}})?)?(?P<time_right>{_Q}))?)?)?"
)
_LONG_YEAR = re.compile(
    r"Y(?P<year>-?[1-9][0-9]{0,39})(?:E(?P<exponent>[0-9]{1,2}))?(?:S(?P<digits>[1-9][0-9]?))?(?P<right>[?~%]?)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EdtfDate:
    """One date, or date and time, of an EDTF text.

    Parameters
    ----------
    text : str
        As written.
    year, month, day : str
        The digits as written, `X` where unspecified; empty where the text does not go so far. `month` may be the code
        of a season or another grouping (21 to 41).
    clock : str
        The time of day as written, "00:30" or "00:30:15"; empty if none.
    offset_s : int or None
        Seconds that the time of day is ahead of UTC; None where it is local, or where there is none.
    precision : str
        The unit the date is written in: "second", "minute", "day", "month", "season", "quarter", "four months",
        "half-year", "year", "decade", "century", "millennium", "unknown" (`XXXX`).
    year_marks, month_marks, day_marks : frozenset of str
        "?" (uncertain) and "~" (approximate), for each part that they qualify. Marks on a time of day count for the day.
    spans : tuple of (int, int)
        The separate stretches it may lie in, in order, in seconds of `layers.times.days`: first included, last not.
        Of UTC where there is an offset, else of the local clock.
    estimate : int or None
        The year that a number with significant digits (`1950S2`) is around.
    """

    text: str
    year: str
    month: str = ""
    day: str = ""
    clock: str = ""
    offset_s: int | None = None
    precision: str
    year_marks: frozenset[str] = frozenset()
    month_marks: frozenset[str] = frozenset()
    day_marks: frozenset[str] = frozenset()
    spans: tuple[Span, ...]
    estimate: int | None = None

    @property
    def marks(self) -> frozenset[str]:
        """All marks of all parts together."""
        return self.year_marks | self.month_marks | self.day_marks


def read_date(text: str, whole: str) -> EdtfDate:
    """Read one date of the EDTF text `whole`.

    Raises
    ------
    TimeError
        If it is none; the message names the feature where it is a known one that EDTF has not.
    """
    if match := _DATE.fullmatch(text):
        if match["digits"]:
            return _with_significant_digits(text, whole, match)
        return _with_time(text, whole, match) if match["time"] else _calendar_date(text, whole, match)
    if match := _LONG_YEAR.fullmatch(text):
        return _long_year(text, whole, match)
    raise refusal(text, whole)


def _marks(match: re.Match[str]) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the marks of year, month and day: one on the left is for its part, one on the right for all before it too."""
    right_of_day = _QUALIFIERS[match["day_right"] or ""] | _QUALIFIERS[match["time_right"] or ""]
    right_of_month = _QUALIFIERS[match["month_right"] or ""] | right_of_day
    right_of_year = _QUALIFIERS[match["year_right"] or ""] | right_of_month
    return (
        _QUALIFIERS[match["year_left"]] | right_of_year,
        (_QUALIFIERS[match["month_left"] or ""] | right_of_month) if match["month"] else frozenset(),
        (_QUALIFIERS[match["day_left"] or ""] | right_of_day) if match["day"] else frozenset(),
    )


def _calendar_date(text: str, whole: str, match: re.Match[str]) -> EdtfDate:
    year, month, day = match["year"], match["month"] or "", match["day"] or ""
    if year == "-0000":
        raise TimeError(
            f"{shown(whole)}: there is no year -0000; the year before 1 is 0000, the one before that -0001"
        )
    year_marks, month_marks, day_marks = _marks(match)
    spans, precision = spans_and_precision(year, month, day)
    if not spans:
        raise TimeError(f"{shown(whole)}: the calendar has no date {text!r}; check its month and day")
    return EdtfDate(
        text=text,
        year=year,
        month=month,
        day=day,
        precision=precision,
        year_marks=year_marks,
        month_marks=month_marks,
        day_marks=day_marks,
        spans=spans,
    )


def _with_time(text: str, whole: str, match: re.Match[str]) -> EdtfDate:
    inner = [
        match[name]
        for name in ("year_left", "year_right", "month_left", "month_right", "day_left", "day_right")
    ]
    if any(inner):
        raise TimeError(
            f"{shown(whole)}: a date with a time of day is qualified as a whole, at its end: 2017-06-20T00:30Z~"
        )
    if "X" in match["year"] + match["month"] + match["day"]:
        raise TimeError(
            f"{shown(whole)}: a time of day needs a whole date before it, without X; write the date alone"
        )
    spans, _ = spans_and_precision(match["year"], match["month"], match["day"])
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    # 24:00 is the midnight at the end of the day, and nothing may follow it.
    if not spans or hour * 3600 + minute * 60 + second > DAY_S or minute > 59 or second > 59:
        raise TimeError(
            f"{shown(whole)}: there is no such date or time of day as {text!r}; 23:59:59 is the last second"
        )
    offset_s = _offset_s(match["offset"], whole)
    start = spans[0][0] + hour * 3600 + minute * 60 + second - (offset_s or 0)
    marks = _QUALIFIERS[match["time_right"]]
    return EdtfDate(
        text=text,
        year=match["year"],
        month=match["month"],
        day=match["day"],
        clock=match["time"][1:9] if match["second"] else match["time"][1:6],
        offset_s=offset_s,
        precision="second" if match["second"] else "minute",
        day_marks=marks,
        spans=((start, start + (1 if match["second"] else 60)),),
    )


def _offset_s(offset: str | None, whole: str) -> int | None:
    if offset is None:
        return None
    if offset == "Z":
        return 0
    hours, minutes = int(offset[1:3]), int(offset[4:] or 0)
    distance_s = (hours * 3600 + minutes * 60) * (1 if offset[0] == "+" else -1)
    if minutes > 59 or not -12 * 3600 <= distance_s <= 14 * 3600 or offset in {"-00", "-00:00"}:
        raise TimeError(
            f"{shown(whole)}: {offset!r} is no distance from UTC, which is -12:00 to +14:00; write Z for UTC itself"
        )
    return distance_s


def _with_significant_digits(text: str, whole: str, match: re.Match[str]) -> EdtfDate:
    if match["month"] or "X" in match["year"] or match["year_left"]:
        raise TimeError(f"{shown(whole)}: significant digits (S) belong to a year alone, without X: 1950S2")
    return _year_of_digits(text, whole, int(match["year"]), int(match["digits"]), match["year_right"])


def _long_year(text: str, whole: str, match: re.Match[str]) -> EdtfDate:
    year = int(match["year"]) * 10 ** int(match["exponent"] or 0)
    if abs(year) <= 9999:
        raise TimeError(
            f"{shown(whole)}: Y is for years of more than four digits; write {_four_digits(year)}"
        )
    return _year_of_digits(text, whole, year, int(match["digits"] or 0), match["right"])


def _year_of_digits(text: str, whole: str, year: int, digits: int, mark: str) -> EdtfDate:
    """Return a year, or all that share its first significant digits: 1950S2 is 1900 to 1999."""
    written = max(len(str(abs(year))), 4)
    if digits > written:
        raise TimeError(
            f"{shown(whole)}: the year has {written} digits, so {digits} of them cannot be significant"
        )
    size = 10 ** (written - digits) if digits else 1
    lowest = abs(year) // size * size
    first, last = (lowest, lowest + size - 1) if year >= 0 else (-(lowest + size - 1), -lowest)
    return EdtfDate(
        text=text,
        year=_four_digits(year),
        precision="year" if size == 1 else YEAR_PRECISIONS[min(len(str(size)) - 1, 4)],
        year_marks=_QUALIFIERS[mark],
        spans=((day_s(first), day_s(last + 1)),),
        estimate=year if digits else None,
    )


def _four_digits(year: int) -> str:
    return f"{year:05d}" if year < 0 else f"{year:04d}"
