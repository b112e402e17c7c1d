"""What a claim states on each field, as a value that can be compared and a text that can be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.agreement.values import Category, Count, Disc, Time, Value, Words, words_key
from layers.locating import locate
from layers.times import bounds

if TYPE_CHECKING:
    from collections.abc import Callable

    from layers.agreement.fields import Field
    from layers.locating import Lookup
    from layers.records import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a claim states on one field: a value to compare, and a short text for readers."""

    value: Value
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What is needed to read a claim: the case or store whose places it names, and the zone of its calendar days."""

    lookup: Lookup
    time_zone: str


def stated(claim: Claim, field: Field, reading: Reading) -> Stated | None:
    """Return what a claim states on a field; None where it says nothing of it, or is a silence.

    A claim that confirms an incident says that it occurred; beyond that, nothing is read into a stance. A denial of
    one's own part is no value of its own: see `layers.agreement.votes`.

    Raises
    ------
    UnknownIdError
        If its location names a place that does not exist.
    TimeError
        If its time cannot be read.
    """
    if claim.stance == "silent":
        return None
    return _READERS[field.name](claim, reading)


def denies_its_part(claim: Claim) -> bool:
    """Tell whether a claim denies something other than the occurrence, and names no actor.

    Where another party names the speaker as the actor, this is a denial of responsibility.
    """
    values = claim.values
    bare = values.actor is None and not values.actor_text
    return claim.stance == "denies" and values.occurred != "no" and bare


def count_range(low: int | None, best: int | None, high: int | None) -> tuple[int | None, int | None] | None:
    """Return the lowest and the highest figure, None where open; None for all where no figure is stated.

    A best figure alone is both; it closes no end that a source left open ("at least 40").

    Examples
    --------
    >>> count_range(None, 22, None), count_range(40, None, None), count_range(None, None, None)
    ((22, 22), (40, None), None)
    """
    if low is None and high is None:
        return None if best is None else (best, best)
    return low, high


def count_text(low: int | None, high: int | None) -> str:
    """Return a range in words.

    Examples
    --------
    >>> count_text(36, 47), count_text(40, None), count_text(None, 5), count_text(3, 3)
    ('36 to 47', 'at least 40', 'at most 5', '3')
    """
    if low is None or high is None:
        return f"at least {low}" if low is not None else f"at most {high}"
    return f"{low}" if low == high else f"{low} to {high}"


def _category(text: str | None) -> Stated | None:
    return None if text is None else Stated(value=Category(key=words_key(text)), text=text)


def _occurred(claim: Claim, _: Reading) -> Stated | None:
    return _category(claim.values.occurred or ("yes" if claim.stance == "confirms" else None))


def _when(claim: Claim, reading: Reading) -> Stated | None:
    when = claim.values.when
    if when is None:
        return None
    words = when.time_local or when.date
    if when.edtf is None:
        return Stated(value=Words(key=words_key(words)), text=words) if words else None
    spans = bounds(when.edtf, zone=reading.time_zone).spans
    return Stated(value=Time(spans=spans), text=when.edtf)


def _where(claim: Claim, reading: Reading) -> Stated | None:
    where = claim.values.where
    if where is None:
        return None
    position = locate(where, reading.lookup)
    if position is not None:
        text = where.text or where.place or f"{position.lat:.5f}, {position.lon:.5f}"
        return Stated(value=Disc(position=position), text=text)
    return Stated(value=Words(key=words_key(where.text)), text=where.text) if where.text else None


def _party(party: str | None, words: str | None) -> Stated | None:
    if party is not None:
        return Stated(value=Category(key=party), text=party)
    return Stated(value=Words(key=words_key(words)), text=words) if words else None


def _count(claim: Claim, what: str) -> Stated | None:
    harm = claim.values.harm
    found = harm and count_range(*(getattr(harm, f"{what}_{bound}") for bound in ("low", "best", "high")))
    if not found:
        return None
    low, high = found
    who = f" ({harm.who})" if harm and harm.who else ""
    return Stated(value=Count(low=low, high=high), text=f"{count_text(low, high)}{who}")


_READERS: dict[str, Callable[[Claim, Reading], Stated | None]] = {
    "occurred": _occurred,
    "when": _when,
    "where": _where,
    "actor": lambda claim, _: _party(claim.values.actor, claim.values.actor_text),
    "target": lambda claim, _: _party(claim.values.target, claim.values.target_text),
    "weapon": lambda claim, _: _category(claim.values.weapon),
    "armed": lambda claim, _: _category(claim.values.armed),
    "killed": lambda claim, _: _count(claim, "killed"),
    "injured": lambda claim, _: _count(claim, "injured"),
    "inside_zone": lambda claim, _: _category(claim.values.inside_zone),
    "lawful": lambda claim, _: _category(claim.values.lawful),
}
