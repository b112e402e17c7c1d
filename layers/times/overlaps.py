"""Whether uncertain times meet: may they, must they, and was a definition in force then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from layers.times.edtf import Bounds, Edtf, bounds

if TYPE_CHECKING:
    from layers.times.clocks import Zone

Time: TypeAlias = Edtf | str
InForce: TypeAlias = Literal["yes", "possibly", "no"]


def overlaps(one: Time, other: Time, *, zone: Zone | None = None) -> bool:
    """Return whether two times have an instant in common, by their bounds as written.

    Parameters
    ----------
    one, other : Edtf or str
        Times, or their EDTF texts. Open and unknown ends reach without limit; the gaps of a set are kept.
    zone : str or tzinfo, optional
        As in `bounds`.

    Raises
    ------
    TimeError
        As `bounds`.

    Examples
    --------
    >>> overlaps("2017-06-18", "2017-06-18T15:43Z"), overlaps("2017-06-18", "2017-06-19")
    (True, False)
    >>> overlaps("[2017-05-18,2017-05-20]", "2017-05-19")
    False
    """
    spans = bounds(other, zone=zone).spans
    return any(_meet(a, b) for a in bounds(one, zone=zone).spans for b in spans)


def may_fall_in(value: Time, window: Time, *, zone: Zone | None = None) -> bool:
    """Return whether a time may fall in a window: whether they overlap.

    Parameters, errors and rules are those of `overlaps`.

    Examples
    --------
    >>> may_fall_in("2017-05", "2017-05-10/2017-05-20")
    True
    """
    return overlaps(value, window, zone=zone)


def must_fall_in(value: Time, window: Time, *, zone: Zone | None = None) -> bool:
    """Return whether a time falls in a window wherever in its bounds it lies.

    Parameters, errors and rules are those of `overlaps`. A value with an open or unknown end must fall only in a window that is
    open on that side. Bounds are as written: an approximate or uncertain value is not widened.

    Examples
    --------
    >>> must_fall_in("2017-05-18", "2017-05"), must_fall_in("2017-05", "2017-05-18")
    (True, False)
    """
    spans = bounds(window, zone=zone).spans
    return all(any(_within(a, b) for b in spans) for a in bounds(value, zone=zone).spans)


def in_force(
    valid_from: Time | None, valid_to: Time | None, at: Time | None, *, zone: Zone | None = None
) -> InForce:
    """Return whether what is valid from one time to another was in force at a third.

    Parameters
    ----------
    valid_from, valid_to : Edtf or str or None
        The moment it came into force and the moment it ceased, each known only within its bounds; None where there is no such
        bound.
    at : Edtf or str or None
        The time asked about; None where nobody knows it.
    zone : str or tzinfo, optional
        As in `bounds`.

    Returns
    -------
    {"yes", "possibly", "no"}
        "yes" if in force for every instant that `at` may mean, wherever in their bounds the two moments lie;
        "no" if for none; else "possibly".

    Raises
    ------
    TimeError
        As `bounds`.

    Examples
    --------
    >>> in_force("2017-05-06", None, "2017-06-18"), in_force("2017-05-06", None, "2017-05-05")
    ('yes', 'no')
    >>> in_force("2017-05-06", "2018-05-06", "2017-05-06")
    'possibly'
    """
    start = _span_of(valid_from, zone)
    end = _span_of(valid_to, zone)
    when = _span_of(at, zone)
    started = valid_from is None or _not_after(start.end_s, when.start_s)
    lasted = valid_to is None or _not_after(when.end_s, end.start_s)
    if started and lasted:
        return "yes"
    not_yet = valid_from is not None and _not_after(when.end_s, start.start_s)
    no_more = valid_to is not None and _not_after(end.end_s, when.start_s)
    return "no" if not_yet or no_more else "possibly"


def _span_of(value: Time | None, zone: Zone | None) -> Bounds:
    if value is None:
        return Bounds(start_s=None, end_s=None, spans=((None, None),))
    return bounds(value, zone=zone)


def _not_after(one_s: int | None, other_s: int | None) -> bool:
    """Whether an end surely lies at or before a start; an open one gives no surety."""
    return one_s is not None and other_s is not None and one_s <= other_s


def _meet(one: tuple[int | None, int | None], other: tuple[int | None, int | None]) -> bool:
    (start, end), (other_start, other_end) = one, other
    return (start is None or other_end is None or start < other_end) and (
        other_start is None or end is None or other_start < end
    )


def _within(inner: tuple[int | None, int | None], outer: tuple[int | None, int | None]) -> bool:
    starts = outer[0] is None or (inner[0] is not None and inner[0] >= outer[0])
    return starts and (outer[1] is None or (inner[1] is not None and inner[1] <= outer[1]))
