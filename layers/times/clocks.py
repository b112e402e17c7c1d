"""Local clock readings of a time zone, as instants of UTC.

A zone is named as the IANA database names it ("Asia/Damascus"), or by its distance from UTC ("+03:00", "UTC").
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import TypeAlias

from layers.errors import TimeError
from layers.times.days import datetime_of, second_of

Zone: TypeAlias = str | tzinfo

_OFFSET = re.compile(
    r"(?:UTC|GMT)? ?(?P<sign>[+\-\u2212])(?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-5][0-9]))?"
)
_NO_ZONE = timedelta(0)


def zone_of(zone: Zone) -> tzinfo:
    """Return the time zone that a text names.

    Parameters
    ----------
    zone : str or tzinfo
        An IANA name ("Asia/Damascus"), "UTC", "Z", or an offset ("+03:00", "UTC+3").

    Raises
    ------
    TimeError
        If no zone has this name.

    Examples
    --------
    >>> zone_of("UTC+3")
    datetime.timezone(datetime.timedelta(seconds=10800))
    >>> zone_of("Asia/Palmyra")
    Traceback (most recent call last):
        ...
    layers.errors.TimeError: no time zone is named 'Asia/Palmyra'; give an IANA name (Asia/Damascus) or an offset (+03:00)
    """
    return _zone_named(zone) if isinstance(zone, str) else zone


@lru_cache(maxsize=64)
def _zone_named(name: str) -> tzinfo:
    if name in {"UTC", "GMT", "Z"}:
        return UTC
    if (offset := _OFFSET.fullmatch(name)) and int(offset["hours"]) < 24:
        distance = timedelta(hours=int(offset["hours"]), minutes=int(offset["minutes"] or 0))
        return timezone(distance if offset["sign"] == "+" else -distance)
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:  # unknown, malformed, or a folder of the database
        raise TimeError(
            f"no time zone is named {name!r}; give an IANA name (Asia/Damascus) or an offset (+03:00)"
        ) from error


def utc_span(start_s: int, end_s: int, zone: tzinfo) -> tuple[int, int]:
    """Return the instants at which a local clock may show from `start_s` up to, not including, `end_s`.

    Where clocks are put back, a reading that comes twice spans both; where they are put forward, a reading that never
    came spans what either offset makes of it. So nothing is made more precise than the clock was.

    Parameters
    ----------
    start_s, end_s : int
        Seconds of `layers.times.days`, on the local clock.
    zone : tzinfo
        The zone of the clock.

    Returns
    -------
    tuple of int
        The seconds in UTC, first included, last not.

    Examples
    --------
    >>> from layers.times.days import day_s
    >>> start, end = utc_span(day_s(2017, 10, 26), day_s(2017, 10, 27), zone_of("Asia/Damascus"))
    >>> datetime_of(start).isoformat(), (end - start) // 3600
    ('2017-10-25T21:00:00+00:00', 25)
    """
    if zone is UTC:
        return start_s, end_s
    starts, ends = _instants(start_s, zone), _instants(end_s - 1, zone)
    if starts and ends:
        return min(starts), max(ends) + 1
    start = min(starts) if starts else _change_after(start_s, zone)
    end = max(ends) + 1 if ends else _change_after(end_s - 1, zone)
    if start < end:
        return start, end
    readings = [_instant(second, zone, fold) for second in (start_s, end_s - 1) for fold in (0, 1)]
    return min(readings), max(readings) + 1


def _instant(local_s: int, zone: tzinfo, fold: int) -> int:
    """Return the instant of a local reading; outside the years of `datetime` the zone is taken as at their edge."""
    offset = datetime_of(_inside(local_s)).replace(tzinfo=zone, fold=fold).utcoffset() or _NO_ZONE
    return local_s - round(offset.total_seconds())


def _instants(local_s: int, zone: tzinfo) -> set[int]:
    """Return the instants at which the clock really showed a reading: one, two, or none."""
    found = {_instant(local_s, zone, fold) for fold in (0, 1)}
    if len(found) == 1:
        return found
    return {instant for instant in found if _local(instant, zone) == local_s}


def _local(instant_s: int, zone: tzinfo) -> int:
    offset = datetime_of(_inside(instant_s)).astimezone(zone).utcoffset() or _NO_ZONE
    return instant_s + round(offset.total_seconds())


def _inside(second: int) -> int:
    """Move a second to where `datetime` can hold its local reading: a zone is never more than a day from UTC."""
    first = second_of(datetime(1, 1, 3, tzinfo=UTC))
    last = second_of(datetime(9999, 12, 29, tzinfo=UTC))
    return min(max(second, first), last)


def _change_after(local_s: int, zone: tzinfo) -> int:
    """Return the instant of the change of offset that skipped a local reading, by halving."""
    low, high = sorted(_instant(local_s, zone, fold) for fold in (0, 1))
    low, high = min(low, high - 1), max(high, low + 1)
    before = _local(low, zone) - low
    while high - low > 1:
        middle = (low + high) // 2
        if _local(middle, zone) - middle == before:
            low = middle
        else:
            high = middle
    return high
