"""Days told by their distance from the day of the report, and the named parts of a year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from layers.errors import TimeError
from layers.times.named_days import ONE_DAY, Days, stretch, weekday_near, whole_month
from layers.times.vocabulary import ORDINALS, WEEKDAYS, number

if TYPE_CHECKING:
    import re


def read_weekday(match: re.Match[str], reference: date, whole: str) -> Days:
    """Read "last Monday" and "next Monday"; "this Monday" has two readings."""
    weekday = WEEKDAYS.index(match["weekday"])
    if match["which"] == "this":
        before, after = (
            weekday_near(weekday, reference, "on or before"),
            weekday_near(weekday, reference, "after"),
        )
        raise TimeError(f"{whole!r} is {before.edtf} or {after.edtf}; leave 'this' out, or write 'next'")
    return weekday_near(weekday, reference, "after" if match["which"] == "next" else "before")


def read_some_weekday(match: re.Match[str], reference: date, whole: str) -> Days:
    """Refuse "a Wednesday in October": a weekday that is not said to be the last one."""
    raise TimeError(
        f"{whole!r}, read against {reference}: {match[0]!r} may be any of several days; give the day or the month"
    )


def read_near_day(match: re.Match[str], reference: date, whole: str) -> Days:
    """Read "yesterday" and its like."""
    days = {"today": 0, "yesterday": -1, "day before yesterday": -2, "tomorrow": 1}[match[0]]
    day = reference + timedelta(days=days)
    return Days(edtf=day.isoformat(), first=day, last=day, why=f"'{match[0]}' of {reference} is {day}")


def read_unit(match: re.Match[str], reference: date, whole: str) -> Days:
    """Read "last week", "earlier this month", "this year"."""
    which, unit = match["which"], match["unit"]
    why = f"'{match[0]}' of {reference}"
    monday = reference - timedelta(days=reference.weekday())
    if which != "last":
        starts = {
            "week": monday,
            "month": reference.replace(day=1),
            "year": reference.replace(month=1, day=1),
        }
        # Where a week begins differs from country to country.
        return stretch(starts[unit], reference, why, soft="first" if unit == "week" else "")
    if unit == "week":
        return stretch(monday - timedelta(days=7), monday - ONE_DAY, why, soft="first last")
    if unit == "month":
        return whole_month(reference.replace(day=1) - ONE_DAY, why)
    return _whole_year(reference.year - 1, why)


def read_past(match: re.Match[str], reference: date, whole: str) -> Days:
    """Read "within the past 72 hours": a report gives its day only, so hours are rounded up to days."""
    count, unit = number(match["count"] or "one"), match["unit"]
    days = {"hour": -(-count // 24), "day": count, "week": 7 * count, "month": 31 * count}[unit]
    return stretch(reference - timedelta(days=days), reference, f"'{match[0]}' before the end of {reference}")


def read_ago(match: re.Match[str], reference: date, whole: str) -> Days:
    """Read "three days ago"; weeks, months and years are counted by, so they are approximate."""
    count, unit = number(match["count"]), match["unit"]
    why = f"'{match[0]}' from {reference}"
    if unit == "hour":
        return stretch(reference - timedelta(days=-(-count // 24)), reference, why)
    if unit == "day":
        day = reference - timedelta(days=count)
        return Days(edtf=day.isoformat(), first=day, last=day, why=f"{why} is {day}")
    if unit == "week":
        day = reference - timedelta(days=7 * count)
        return stretch(day - timedelta(days=3), day + timedelta(days=3), why, soft="first last")
    months = reference.year * 12 + reference.month - 1 - count * (12 if unit == "year" else 1)
    if unit == "year":
        return _approximate(_whole_year(months // 12, why), why)
    return _approximate(whole_month(date(months // 12, months % 12 + 1, 1), why), why)


def _whole_year(year: int, why: str) -> Days:
    return Days(edtf=f"{year:04d}", first=date(year, 1, 1), last=date(year, 12, 31), why=f"{why} is {year}")


def _approximate(days: Days, why: str) -> Days:
    return replace(days, edtf=f"{days.edtf}~", why=f"{why} is about {days.edtf}")


# The groupings of EDTF: name, code, first month, months.
_GROUPS = {
    "spring": (21, 3, 3),
    "summer": (22, 6, 3),
    "autumn": (23, 9, 3),
    **{f"{name} quarter": (33 + index, 3 * index + 1, 3) for index, name in enumerate(ORDINALS)},
    **{f"q{index + 1}": (33 + index, 3 * index + 1, 3) for index in range(4)},
    "first half": (40, 1, 6),
    "second half": (41, 7, 6),
}


def read_group(match: re.Match[str], reference: date, whole: str) -> Days:
    """Read "spring 2017", "second quarter of 2017", "first half of 2017" as the groupings that EDTF has for them."""
    year, name = int(match["year"]), match["name"]
    if name == "winter":
        raise TimeError(
            f"{whole!r} is January and February of {year} or the months from December {year} on; give the months"
        )
    code, month, months = _GROUPS[name]
    first, last = date(year, month, 1), whole_month(date(year, month + months - 1, 1), "").last
    return Days(edtf=f"{year}-{code}", first=first, last=last, why=f"'{match[0]}' read as {first} to {last}")


def read_decade(match: re.Match[str], reference: date, whole: str) -> Days:
    """Read "the 1990s"."""
    decade = match["decade"]
    return Days(
        edtf=f"{decade}X",
        first=date(int(decade) * 10, 1, 1),
        last=date(int(decade) * 10 + 9, 12, 31),
        why=f"the {decade}0s as given",
    )
