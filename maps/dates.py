"""Dates, distances and positions in words: the same as the page's script writes, `maps/static/js/format.js`.

Both are held to tests/contract/words.json. Months, orders and digits come from the catalogues alone, so that a page
reads the same in every browser.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from maps.words import Words

_DATE = re.compile(
    r"(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T(\d\d:\d\d)(?::\d\d)?(Z|[+-]\d\d(?::?\d\d)?)?)?([?~%])?"
)
_MARKS = {"?": "date.uncertain", "~": "date.approximate", "%": "date.both"}


def date_words(edtf: str | None, words: Words) -> str:
    """Return an EDTF date in words; a form that is not read here is shown as it is written.

    Examples
    --------
    >>> from maps.words import words_of
    >>> date_words("2017-06-18", words_of("ru")), date_words("2017-05~", words_of("en"))
    ('18 июня 2017 г.', 'about May 2017')
    """
    if not edtf:
        return words("date.none")
    ends = edtf.split("/")
    if len(ends) == 2:
        start, end = (None if end in {"", ".."} else end for end in ends)
        return period_words(start, end, words)
    return _one_date(edtf, words)


def period_words(start: str | None, end: str | None, words: Words) -> str:
    """Return when something held: from one date to another, either of which may be missing."""
    if not start and not end:
        return words("period.none")
    if start and start == end:
        return _one_date(start, words)
    # "from" is a word of Python, and so no name for an argument
    since: dict[str, Any] = {"from": _one_date(start, words)} if start else {}
    if start and end:
        return words("period.both", to=_one_date(end, words), **since)
    if start:
        return words("period.from", **since)
    return words("period.to", to=_one_date(end or "", words))


def distance_words(metres: float, words: Words) -> str:
    """Return a length in the units that a reader takes in at once.

    Examples
    --------
    >>> from maps.words import words_of
    >>> [distance_words(metres, words_of("en")) for metres in (850, 2540, 54_700)]
    ['850 m', '2.5 km', '55 km']
    """
    if metres < 1000:
        return words("distance.m", value=words.number(_rounded(metres)))
    km = metres / 1000
    value = _rounded(km * 10) / 10 if km < 10 else _rounded(km)
    return words("distance.km", value=words.number(value))


def position_words(lat: float, lon: float, words: Words) -> str:
    """Return a position in decimal degrees with its hemispheres."""
    return words(
        "position",
        lat=words.number(abs(lat), 4),
        ns=words("compass.S" if lat < 0 else "compass.N"),
        lon=words.number(abs(lon), 4),
        ew=words("compass.W" if lon < 0 else "compass.E"),
    )


def _one_date(edtf: str, words: Words) -> str:
    match = _DATE.fullmatch(edtf)
    if match is None:
        return edtf
    year, month, day, clock, zone, mark = match.groups()
    text = _calendar(year, month, day, words)
    if clock:
        key, shown = ("date.time.zone", "" if zone == "Z" else _zone(zone)) if zone else ("date.time", "")
        text = words(key, date=text, time=words.digits(clock), zone=words.digits(shown))
    return words(_MARKS[mark], date=text) if mark else text


def _calendar(year: str, month: str | None, day: str | None, words: Words) -> str:
    shown = words.digits(year.lstrip("0") or "0")
    if month is None or not 1 <= int(month) <= 12:
        return words("date.year", year=shown)
    if day is None:
        return words("date.month", month=words(f"month.alone.{int(month)}"), year=shown)
    return words("date.day", day=words.digits(str(int(day))), month=words(f"month.{int(month)}"), year=shown)


def _zone(zone: str) -> str:
    """+03:00 as +3, for "UTC+3"."""
    return re.sub(r":?00$", "", re.sub(r"^([+-])0", r"\1", zone))


def _rounded(value: float) -> int:
    """Return the nearest whole number, halves up as JavaScript has it."""
    return math.floor(value + 0.5)
