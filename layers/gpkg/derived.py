"""What a map and a time slider need, worked out from records: where each is drawn, and the bounds of its time.

These columns hold nothing of a record's own. They are filled by the writer, and filled again when a place, another
definition or the time zone that they rest on changes. What cannot be drawn (a ring over a pole) is kept all the same, without a shape.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar, cast

from geo.errors import ContestedError
from layers.errors import TimeError, UnknownIdError
from layers.gpkg.blobs import point_blob
from layers.locating import locate
from layers.records import CaseInfo, Claim, Incident, KnownPosition, Place, Record, ZoneDefinition

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime

    from shapely.geometry.base import BaseGeometry

    from layers.locating import Lookup
    from layers.times.edtf import Bounds

R = TypeVar("R", bound=Record)
Key = tuple[type[Record], str]


class Remembered:
    """A lookup that asks for each record once, for the length of one write."""

    def __init__(self, lookup: Lookup, known: Iterable[Record] = ()) -> None:
        self._lookup = lookup
        self._known: dict[Key, Record] = {(type(record), record.id): record for record in known}

    def get(self, record_type: type[R], record_id: str) -> R:
        """Return a record, or raise `UnknownIdError`."""
        key = cast("Key", (record_type, record_id))
        if key not in self._known:
            self._known[key] = self._lookup.get(record_type, record_id)
        return cast("R", self._known[key])


def derived_values(record: Record, lookup: Lookup, time_zone: str) -> tuple[bytes | str | None, ...]:
    """Return the values of `Table.derived`: a shape, and the first and last instant in UTC, as far as there are any.

    Examples
    --------
    >>> from layers.case import Case
    >>> from layers.records import When
    >>> case = Case(info=CaseInfo(id="c", title="Case"))
    >>> derived_values(Incident(id="i", title="Strike", when=When(edtf="2017-05-18")), case, "Asia/Damascus")
    (None, '2017-05-17T21:00:00.000Z', '2017-05-18T21:00:00.000Z')
    """
    if isinstance(record, Incident):
        when = record.when.edtf if record.when else None
        return _point(record, lookup), *_span(when, when, time_zone)
    if isinstance(record, Claim):
        when = record.values.when.edtf if record.values.when else None
        return _point(record, lookup), *_span(when, when, time_zone)
    if isinstance(record, KnownPosition):
        return _point(record, lookup), *_span(record.valid_from, record.valid_to, time_zone)
    if isinstance(record, ZoneDefinition):
        return _shape(record, lookup), *_span(record.valid_from, record.valid_to, time_zone)
    if isinstance(record, Place):
        return (_point(record, lookup),)
    return ()


def dependents(connection: sqlite3.Connection, changed: set[Key]) -> set[Key]:
    """Return the records, beyond the changed ones, whose derived values rest on them."""
    found: set[Key] = set()
    waiting = list(changed)
    while waiting:
        record_type, record_id = waiting.pop()
        for dependent, sql in _RESTS_ON.get(record_type, ()):
            keys = {(dependent, key) for (key,) in connection.execute(sql, {"id": record_id})}
            waiting += keys - found - changed
            found |= keys
    return found - changed


_RESTS_ON: dict[type[Record], tuple[tuple[type[Record], str], ...]] = {
    Place: (
        (Incident, "SELECT id FROM incident WHERE where_place = :id"),
        (Incident, "SELECT id FROM incident WHERE where_offset_measured_from = :id"),
        (Claim, "SELECT id FROM claim WHERE where_place = :id"),
        (Claim, "SELECT id FROM claim WHERE where_offset_measured_from = :id"),
        (KnownPosition, "SELECT id FROM known_position WHERE place = :id"),
        (ZoneDefinition, "SELECT id FROM zone_definition WHERE construction_center_place = :id"),
        (ZoneDefinition, "SELECT zone_definition FROM zone_definition_place WHERE place = :id"),
    ),
    ZoneDefinition: (
        (ZoneDefinition, "SELECT id FROM zone_definition WHERE construction_line_of = :id"),
        (ZoneDefinition, "SELECT zone_definition FROM zone_definition_part WHERE part = :id"),
    ),
    # Calendar days are those of the case's zone.
    CaseInfo: (
        (Incident, "SELECT id FROM incident"),
        (Claim, "SELECT id FROM claim"),
        (KnownPosition, "SELECT id FROM known_position"),
        (ZoneDefinition, "SELECT id FROM zone_definition"),
    ),
}


def _point(record: Incident | Claim | KnownPosition | Place, lookup: Lookup) -> bytes | None:
    if isinstance(record, Place):
        position = record.position
    elif isinstance(record, KnownPosition):
        position = lookup.get(Place, record.place).position
    else:
        where = record.where if isinstance(record, Incident) else record.values.where
        try:
            found = locate(where, lookup)
        except UnknownIdError:
            raise
        except ContestedError:  # a distance or a bearing that cannot be read: told when it is asked for
            found = None
        if found is None:
            return None
        position = found
    return point_blob(lat=position.lat, lon=position.lon)


def _shape(definition: ZoneDefinition, lookup: Lookup) -> bytes | None:
    from geo.outlines import outline
    from layers.gpkg.blobs import shape_blob
    from layers.zoning import construct

    try:
        return shape_blob(cast("BaseGeometry", outline(construct(definition, lookup))))
    except UnknownIdError:
        raise
    except ContestedError:
        return None


def _span(first: str | None, last: str | None, time_zone: str) -> tuple[str | None, str | None]:
    try:
        earliest = _bounds(first, time_zone).earliest if first else None
        latest = _bounds(last, time_zone).latest if last else None
    except TimeError:  # a local time of day in a case whose zone is unknown: told when it is asked for
        return None, None
    return _instant(earliest), _instant(latest)


@lru_cache(maxsize=4096)
def _bounds(edtf: str, time_zone: str) -> Bounds:
    from layers.times import bounds

    return bounds(edtf, zone=time_zone)


def _instant(instant: datetime | None) -> str | None:
    return (
        None if instant is None else instant.isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"
    )
