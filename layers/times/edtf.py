"""Dates and times as sources give them, in EDTF, each with its earliest and latest instant.

The Extended Date/Time Format (Library of Congress, 4 February 2019, https://www.loc.gov/standards/datetime/; ISO
8601-2:2019): levels 0, 1 and 2. Three things are ours: a time of day may stop at the minute (`2017-06-20T00:30+03:00`), since
adding seconds would add a precision that nobody stated; a time of day may be qualified (`2017-04-08T00:00+03:00~`); and
the ends of an interval may have a time of day.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from layers.errors import TimeError
from layers.times.clocks import Zone, utc_span, zone_of
from layers.times.dates import EdtfDate, read_date
from layers.times.extent import Bounds
from layers.times.patterns import SPANS_AT_MOST, Span
from layers.times.refusals import refusal, shown

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["Bounds", "Edtf", "End", "bounds", "read_edtf"]

Kind: TypeAlias = Literal["date", "interval", "one of", "all of"]
End: TypeAlias = EdtfDate | Literal["open", "unknown"]
Qualifier: TypeAlias = Literal["uncertain", "approximate", "both"]

_PRECISIONS = (
    *("second", "minute", "day", "month", "season", "quarter", "four months", "half-year"),
    *("year", "decade", "century", "millennium", "unknown"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edtf:
    """A time as EDTF writes it.

    Parameters
    ----------
    text : str
        As written.
    kind : {"date", "interval", "one of", "all of"}
        "one of" is a set in square brackets, "all of" one in braces.
    members : tuple of (EdtfDate or "open" or "unknown", the same)
        First and last of each member; both the same object where the member is a single date. One member, unless the
        value is a set.
    """

    text: str
    kind: Kind
    members: tuple[tuple[End, End], ...]

    @property
    def dates(self) -> tuple[EdtfDate, ...]:
        """The dates of the text in the order written."""
        dates: list[EdtfDate] = []
        for first, last in self.members:
            dates.extend(
                end for end in ((first,) if first is last else (first, last)) if isinstance(end, EdtfDate)
            )
        return tuple(dates)

    @property
    def earliest(self) -> datetime | None:
        """`bounds(self).earliest`: the first instant, calendar days taken in UTC.

        Raises
        ------
        TimeError
            If the text has a time of day without a zone: use `bounds` with the zone of the case.
        """
        return bounds(self).earliest

    @property
    def latest(self) -> datetime | None:
        """`bounds(self).latest`: the instant just after the last, calendar days taken in UTC.

        Raises
        ------
        TimeError
            As `earliest`.
        """
        return bounds(self).latest

    @property
    def qualifier(self) -> Qualifier | None:
        """Whether any part is uncertain (?), approximate (~), or both (%). It widens no bound."""
        marks = frozenset().union(*(date.marks for date in self.dates))
        if len(marks) == 2:
            return "both"
        return None if not marks else "uncertain" if "?" in marks else "approximate"

    @property
    def precision(self) -> str:
        """The unit it is written in, from "second" to "unknown"; the coarsest where its dates differ."""
        return max((date.precision for date in self.dates), key=_PRECISIONS.index, default="unknown")

    @property
    def is_interval(self) -> bool:
        """Whether it has a start and an end."""
        return self.kind == "interval"

    @property
    def is_set(self) -> bool:
        """Whether it is a set, one of or all of."""
        return self.kind in {"one of", "all of"}

    @property
    def open_start(self) -> bool:
        """Whether it begins with `..`: no bound, or none that is of interest."""
        return self.members[0][0] == "open"

    @property
    def open_end(self) -> bool:
        """Whether it ends with `..`."""
        return self.members[-1][1] == "open"

    @property
    def unknown_start(self) -> bool:
        """Whether its start is left empty: there is one, and it is not known."""
        return self.members[0][0] == "unknown"

    @property
    def unknown_end(self) -> bool:
        """Whether its end is left empty: there is one, and it is not known."""
        return self.members[-1][1] == "unknown"

    @property
    def is_local(self) -> bool:
        """Whether it has a time of day without a zone."""
        return any(date.clock and date.offset_s is None for date in self.dates)


@lru_cache(maxsize=4096)
def read_edtf(text: str) -> Edtf:
    """Read a time in EDTF, strictly.

    Parameters
    ----------
    text : str
        EDTF of level 0, 1 or 2, without spaces around.

    Raises
    ------
    TimeError
        If it is none; the message names what is wrong, and what to write in its place.

    Notes
    -----
    The specification leaves the months of seasons open. Here 21 to 24 are, as 25 to 28, the meteorological seasons of
    the north: spring is March to May, winter is December to the February after.

    Examples
    --------
    >>> read_edtf("2017-05").latest.isoformat()
    '2017-06-01T00:00:00+00:00'
    >>> when = read_edtf("2017-05-18~/..")
    >>> when.qualifier, when.precision, when.open_end
    ('approximate', 'day', True)
    >>> read_edtf("18/05/2017")
    Traceback (most recent call last):
        ...
    layers.errors.TimeError: '18/05/2017' is not EDTF: write year, month, day: 2017-05-18
    """
    if text[:1] in {"[", "{"}:
        return _read_set(text)
    if "/" in text:
        return _read_interval(text)
    date = read_date(text, text)
    return Edtf(text=text, kind="date", members=((date, date),))


def _read_interval(text: str) -> Edtf:
    ends = text.split("/")
    if len(ends) != 2:
        raise refusal(text, text)
    if ends == ["", ""]:
        raise TimeError(f"{shown(text)} says nothing of either end; leave the time out")
    start, end = (_read_end(end, text) for end in ends)
    _require_order(start, end, text)
    return Edtf(text=text, kind="interval", members=((start, end),))


def _read_end(end: str, whole: str) -> End:
    if end == "":
        return "unknown"
    return "open" if end == ".." else read_date(end, whole)


def _require_order(start: End, end: End, whole: str) -> None:
    """Local and zoned times are compared only with a day to spare: no zone is further from UTC."""
    if not isinstance(start, EdtfDate) or not isinstance(end, EdtfDate):
        return
    slack_s = 0 if (start.offset_s is None) == (end.offset_s is None) else 86_400
    if end.spans[-1][1] <= start.spans[0][0] - slack_s:
        raise TimeError(
            f"{shown(whole)}: its end, {end.text}, lies before its start, {start.text}; turn them round"
        )


def _read_set(text: str) -> Edtf:
    closing = {"[": "]", "{": "}"}[text[0]]
    if not text.endswith(closing) or len(text) < 3:
        raise TimeError(
            f"{shown(text)} is not EDTF: a set opened with {text[0]!r} has members and ends with {closing!r}"
        )
    written = [member.removeprefix(" ") for member in text[1:-1].split(",")]
    members = tuple(_read_member(member, index, len(written), text) for index, member in enumerate(written))
    return Edtf(text=text, kind="one of" if text[0] == "[" else "all of", members=members)


def _read_member(member: str, index: int, count: int, whole: str) -> tuple[End, End]:
    first, dots, last = member.partition("..")
    if not dots:
        date = read_date(member, whole)
        return date, date
    if (not first and index) or (not last and index < count - 1) or not (first or last):
        raise TimeError(
            f"{shown(whole)} is not EDTF: in a set only the first member may begin with '..', only the last end with it"
        )
    start: End = read_date(first, whole) if first else "open"
    end: End = read_date(last, whole) if last else "open"
    _require_order(start, end, whole)
    return start, end


def bounds(value: Edtf | str, *, zone: Zone | None = None) -> Bounds:
    """Return the earliest and the latest instant that a value may mean, half-open: `latest` is just after it.

    Parameters
    ----------
    value : Edtf or str
        A time, or its EDTF text.
    zone : str or tzinfo, optional
        The zone in which dates, and times of day without a zone, are local: "Asia/Damascus", "+03:00". Without it, dates
        are days of UTC.

    Raises
    ------
    TimeError
        If the text is not EDTF, the zone is unknown, or a time of day has no zone and none is given.

    Notes
    -----
    Bounds are those of the text as written: `?`, `~` and `%` widen nothing, since EDTF gives them no width; they
    are flagged by `Edtf.qualifier`. Seasons, significant digits and gaps are as `read_edtf` says.

    Examples
    --------
    >>> day = bounds("2017-05-18", zone="Asia/Damascus")
    >>> day.earliest.isoformat(), day.latest.isoformat()
    ('2017-05-17T21:00:00+00:00', '2017-05-18T21:00:00+00:00')
    >>> bounds("2017-05-18/..").latest is None
    True
    """
    read = read_edtf(value) if isinstance(value, str) else value
    if zone is None and read.is_local:
        raise TimeError(
            f"{shown(read.text)} has a time of day without a zone; give the zone in which it is local"
        )
    return _bounds(read, zone)


@lru_cache(maxsize=4096)
def _bounds(value: Edtf, zone: Zone | None) -> Bounds:
    spans = [span for first, last in value.members for span in _member_spans(first, last, zone)]
    starts = [start for start, _ in spans]
    ends = [end for _, end in spans]
    start_s = None if None in starts else min(start for start in starts if start is not None)
    end_s = None if None in ends else max(end for end in ends if end is not None)
    kept = ((start_s, end_s),) if len(spans) > SPANS_AT_MOST else tuple(spans)
    return Bounds(start_s=start_s, end_s=end_s, spans=kept)


def _member_spans(first: End, last: End, zone: Zone | None) -> list[tuple[int | None, int | None]]:
    if first is last and isinstance(first, EdtfDate):
        return [_in_utc(span, first, zone) for span in first.spans]
    start = _in_utc(first.spans[0], first, zone)[0] if isinstance(first, EdtfDate) else None
    end = _in_utc(last.spans[-1], last, zone)[1] if isinstance(last, EdtfDate) else None
    return [(start, end)]


def _in_utc(span: Span, date: EdtfDate, zone: Zone | None) -> Span:
    if zone is None or date.offset_s is not None:
        return span
    return utc_span(*span, zone_of(zone))
