"""What a record must not do to the records around it: go round in a circle, be a zone that nobody can draw.

A record checks alone what it can know alone. What takes others to see is checked here, before it is stored: once it is in,
every page and every verdict would fail on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.errors import ContestedError
from layers.errors import RecordError, TimeError, UnknownIdError
from layers.records import CaseInfo, Claim, Record, Source, ZoneDefinition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from layers.locating import Lookup


def require_sound(records: Iterable[Record], lookup: Lookup) -> None:
    """Refuse records that would make their case unusable.

    Parameters
    ----------
    records : iterable of Record
        What is new or changed; what they name must be in `lookup`, and so must they.
    lookup : Lookup
        The case as it would be.

    Raises
    ------
    RecordError
        If a source derives from itself, a zone definition is built from itself or cannot be drawn, a claim replaces
        itself, be it by way of others, or the case's time zone is unknown.

    Examples
    --------
    >>> from layers.case import Case
    >>> case = Case(
    ...     info=CaseInfo(id="c", title="Case"),
    ...     sources=(Source(id="a", title="A", derives_from=("b",)), Source(id="b", title="B", derives_from=("a",))),
    ... )
    >>> require_sound(case.sources, case)
    Traceback (most recent call last):
        ...
    layers.errors.RecordError: source a cannot derive from itself, as it would by way of b
    """
    records = list(records)
    require_no_circles(records, lookup)
    for record in records:
        if isinstance(record, CaseInfo):
            _require_known_zone(record)
        elif isinstance(record, ZoneDefinition):
            require_drawable(record, lookup)


def require_no_circles(records: Iterable[Record], lookup: Lookup) -> None:
    """Refuse records that come back to themselves: the part of `require_sound` that no reader could live with.

    Raises
    ------
    RecordError
        As of `require_sound`.
    """
    for record in records:
        match record:
            case Source():
                _require_no_circle(record, lookup, lambda source: source.derives_from, "derive from")
            case Claim():
                _require_no_circle(record, lookup, _replaced, "replace")
            case ZoneDefinition():
                _require_no_circle(record, lookup, _built_from, "be built from")


def require_drawable(definition: ZoneDefinition, lookup: Lookup) -> None:
    """Refuse a zone definition whose border or outline cannot be worked out.

    Raises
    ------
    RecordError
        With the reason: a line that does not cross its outline, a ring that crosses itself.
    """
    from geo.borders import border_of
    from geo.outlines import outline
    from layers.zoning import construct

    try:
        construction = construct(definition, lookup)
        border_of(construction)
        outline(construction)
    except ContestedError as error:
        raise RecordError(f"zone definition {definition.id} cannot be drawn: {error}") from error


def _require_known_zone(info: CaseInfo) -> None:
    from layers.times.clocks import zone_of

    try:
        zone_of(info.time_zone)
    except TimeError as error:
        raise RecordError(f"case {info.id}: {error}") from error


def _replaced(claim: Claim) -> tuple[str, ...]:
    return (claim.supersedes,) if claim.supersedes else ()


def _built_from(definition: ZoneDefinition) -> tuple[str, ...]:
    stated = definition.construction
    return (*([stated.line_of] if stated.line_of else []), *stated.parts)


def _require_no_circle(
    record: Record, lookup: Lookup, named_by: Callable[[Any], tuple[str, ...]], verb: str
) -> None:
    """Follow what a record names, and what that names, and refuse to come back to it."""
    waiting: list[tuple[str, tuple[str, ...]]] = [(named, ()) for named in named_by(record)]
    seen: set[str] = set()
    while waiting:
        record_id, way = waiting.pop()
        if record_id == record.id:
            by_way_of = f", as it would by way of {' and '.join(way)}" if way else ""
            raise RecordError(f"{record.KIND} {record.id} cannot {verb} itself{by_way_of}")
        if record_id not in seen:
            seen.add(record_id)
            try:
                other = lookup.get(type(record), record_id)
            except UnknownIdError:  # that is told by whoever asks whether all that is named is there
                continue
            waiting += [(named, (*way, record_id)) for named in named_by(other)]
