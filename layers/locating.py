"""Where a location lies: the wording's own coordinates, a distance and direction from a place, or the place it names.

A location never becomes a bare pin: what comes back carries the radius within which the truth is thought to lie.
Words alone are read as they stand (`geo.localities`), and placed only where they have exactly one reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

from geo.errors import CoordinateError, LocalityError
from geo.position import Position
from layers.errors import UnknownIdError
from layers.records import Place, Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.pointradius import Heading
    from layers.gazetteer import CaseGazetteer
    from layers.records import Location, Offset

R = TypeVar("R", bound=Record)

NO_POINT_KINDS = frozenset({"river", "road", "border", "line"})
"""Kinds of places that are lines: a distance from one of them is no distance from a point."""


class Lookup(Protocol):
    """Whatever finds a record by its id: a case, or a store."""

    def get(self, record_type: type[R], record_id: str) -> R:
        """Return one record, or raise `UnknownIdError`."""
        ...


How = Literal["coordinates", "place", "offset", "wording"]
"""What a reading of a location rests on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationReading:
    """One way to read a location: what it rests on, where that lies, and from which places it was worked out."""

    how: How
    position: Position
    origins: tuple[str, ...] = ()
    derivation: str | None = None


def locate(
    where: Location | None, lookup: Lookup, *, gazetteer: CaseGazetteer | None = None
) -> Position | None:
    """Return where a location lies, with its uncertainty in metres on WGS 84; None where it cannot be placed.

    Coordinates of its own come first. A place that the wording names comes before a distance and a direction; a
    distance and a direction come before a place that the compiler inferred. A distance alone gives the disc around
    its origin that it leaves possible. A direction alone gives no point. Where there is nothing but words, they are
    read against the gazetteer, and give a point if they have exactly one reading.

    Parameters
    ----------
    where : Location or None
        The location as recorded.
    lookup : Lookup
        The case or store whose places it names.
    gazetteer : CaseGazetteer, optional
        Where words alone are looked up; of a `Case`, its own by default. Nothing else can be searched by name, so that
        with any other lookup words alone give no point unless it is passed.

    Raises
    ------
    UnknownIdError
        If a place that it names does not exist.
    """
    if where is None:
        return None
    position = _located(where, lookup)
    if position is None and where.text and where.place is None and where.offset is None:
        position = _by_words(where.text, gazetteer or _own_gazetteer(lookup))
    if position is None or where.uncertainty_m is None:
        return position
    return Position(lat=position.lat, lon=position.lon, uncertainty_m=where.uncertainty_m)


def _located(where: Location, lookup: Lookup) -> Position | None:
    if where.position is not None:
        return where.position
    place = lookup.get(Place, where.place) if where.place else None
    if place is not None and names_place(where.text, place):
        return place.position
    from_offset = offset_position(where.offset, lookup) if where.offset else None
    if from_offset is not None and (place is None or _has_direction(where.offset)):
        return from_offset
    return place.position if place else None


def readings_of(
    where: Location | None, lookup: Lookup, *, gazetteer: CaseGazetteer | None = None
) -> list[LocationReading]:
    """Return every way to read a location, for comparison: none is chosen, and none is left out.

    Its own coordinates, the place that was put to it, its distance and direction, and each reading of its words; the
    first three as the case has them, the last as `layers.gazetteer.read_wording` reads them.

    Parameters
    ----------
    where, lookup, gazetteer
        As of `locate`.

    Raises
    ------
    UnknownIdError
        If a place that it names does not exist.
    """
    return [] if where is None else list(_readings(where, lookup, gazetteer or _own_gazetteer(lookup)))


def _readings(where: Location, lookup: Lookup, gazetteer: CaseGazetteer | None) -> Iterator[LocationReading]:
    if where.position is not None:
        yield LocationReading(how="coordinates", position=where.position, derivation=where.derivation)
    if where.place is not None:
        yield LocationReading(
            how="place", position=lookup.get(Place, where.place).position, origins=(where.place,)
        )
    if where.offset is not None:
        position = offset_position(where.offset, lookup)
        if position is not None and where.offset.measured_from is not None:
            yield LocationReading(how="offset", position=position, origins=(where.offset.measured_from,))
    if where.text and gazetteer is not None:
        from layers.gazetteer import derivation_text, read_wording

        try:
            found = read_wording(where.text, gazetteer, offers=False)
        except (LocalityError, CoordinateError):  # words that say nothing a map could show are no reading
            return
        for one in found:
            yield LocationReading(
                how="wording",
                position=one.position,
                origins=tuple(match.place_id for match in one.origins),
                derivation=derivation_text(one),
            )


def _own_gazetteer(lookup: Lookup) -> CaseGazetteer | None:
    """Return the gazetteer of a case, or of what is made of one and keeps it as `case`."""
    from layers.case import Case

    case = getattr(lookup, "case", lookup)
    if not isinstance(case, Case):
        return None
    from layers.gazetteer import gazetteer_of

    return gazetteer_of(case)


def _by_words(text: str, gazetteer: CaseGazetteer | None) -> Position | None:
    """Return where words lie that have exactly one reading; each wording is read once a gazetteer."""
    if gazetteer is None:
        return None
    if text not in gazetteer.positions:
        gazetteer.positions[text] = _only_reading(text, gazetteer)
    return gazetteer.positions[text]


def _only_reading(text: str, gazetteer: CaseGazetteer) -> Position | None:
    from geo.localities import read_locality
    from layers.gazetteer import read_wording

    try:
        locality = read_locality(text)
        # Of several clauses each says where; which of them to take is for a person to say.
        if locality.others or locality.unread:
            return None
        found = read_wording(locality, gazetteer, offers=False)
    except (LocalityError, CoordinateError):  # said, and not to be placed: it stays in words
        return None
    return found[0].position if len(found) == 1 else None


def names_place(text: str | None, place: Place) -> bool:
    """Tell whether a wording names a place, by its name or a variant, in whole words.

    Examples
    --------
    >>> shahma = Place(id="shahma", name="Shahma (on the highway)", position=Position(lat=33.65, lon=38.3))
    >>> names_place("Near Shahma, 40 miles from the crossing", shahma), names_place("Within 29 km", shahma)
    (True, False)
    """
    if not text:
        return False
    words = [place.name, *(name.text for name in place.names)]
    spellings = {re.sub(r"\s*\(.*?\)", "", word).strip().casefold() for word in words} - {""}
    return any(re.search(rf"(?<!\w){re.escape(spelling)}(?!\w)", text.casefold()) for spelling in spellings)


def offset_position(offset: Offset, lookup: Lookup) -> Position | None:
    """Return what a distance and direction from a place mean, by the point-radius method.

    None where there is no distance, or where its origin is a zone or a line and not a point.
    """
    if offset.distance_km is None or offset.measured_from is None:
        return None
    try:
        origin = lookup.get(Place, offset.measured_from)
    except UnknownIdError:  # measured from a zone definition: a distance from a line
        return None
    if origin.kind in NO_POINT_KINDS:
        return None
    return _point_radius(origin.position, offset.distance_km, offset.bearing)


def _point_radius(origin: Position, distance_km: float, bearing: str | None) -> Position:
    from geo.pointradius import distance_at_heading, distance_only, distance_uncertainty

    # A distance may have been converted from miles: its decimals are no sign of precision, whole kilometres are.
    precision_m = 1000.0 * distance_uncertainty(f"{max(1, round(distance_km))}")
    distance_m = 1000.0 * distance_km
    if bearing is None:
        found = distance_only(origin, distance_m=distance_m, distance_uncertainty_m=precision_m)
    else:
        found = distance_at_heading(
            origin, distance_m=distance_m, heading=_heading(bearing), distance_uncertainty_m=precision_m
        )
    return found.position


def _heading(bearing: str) -> Heading:
    from geo.pointradius import heading_of_degrees, heading_of_point

    return (
        heading_of_degrees(float(bearing))
        if bearing.replace(".", "", 1).isdigit()
        else heading_of_point(bearing)
    )


def _has_direction(offset: Offset | None) -> bool:
    return offset is not None and offset.bearing is not None and offset.distance_km is not None
