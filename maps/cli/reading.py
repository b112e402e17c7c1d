"""How a command reads a location text: coordinates, else a place of the case, else a wording; and which reading is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import click

from geo.coordinates import Area, read_coordinates
from geo.errors import ContestedError, CoordinateError, LocalityError
from geo.geodesy import distance_m
from geo.lengths import length_text
from layers.records import Location, Place
from maps.cli.landing import Landing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.localities import Georeference
    from layers.gazetteer import CaseGazetteer
    from layers.store import Store

F = TypeVar("F", bound="Callable[..., Any]")

_QUOTED = 80
_COMPARED = 3
"""Of so many earlier readings the distance is said; of more, only that to the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which reading of several is meant: by its number, or by the places that it is measured from."""

    number: int | None = None
    origins: tuple[str, ...] = ()

    def of(self, readings: Sequence[Landing]) -> list[Landing]:
        """Return the readings that are meant.

        Raises
        ------
        LocalityError
            If the choice leaves none.
        """
        if self.number is not None:
            if self.number > len(readings):
                raise LocalityError(
                    f"there is no reading {self.number} of {readings[0].text!r}: it has {len(readings)}"
                )
            return [readings[self.number - 1]]
        chosen = [reading for reading in readings if set(self.origins) <= set(reading.origins)]
        if not chosen:
            known = ", ".join(dict.fromkeys(origin for reading in readings for origin in reading.origins))
            raise LocalityError(
                f"{readings[0].text!r} has no reading from {' and '.join(self.origins)}; "
                f"{f'it has some from {known}' if known else 'it names no place'}"
            )
        return chosen


def choosing(function: F) -> F:
    """Give a command the options `--reading` and `--origin`, as `reading` and `origin`."""
    function = click.option(
        "--origin",
        multiple=True,
        metavar="ID",
        help="Where a wording has several readings: the place or zone definition it is measured from.",
    )(function)
    return click.option(
        "--reading",
        type=click.IntRange(min=1),
        metavar="N",
        help="Where a wording has several readings: the number of the one that is meant.",
    )(function)


def choice_of(reading: int | None, origin: tuple[str, ...]) -> Choice:
    """Return what `--reading` and `--origin` say."""
    if reading is not None and origin:
        raise click.UsageError("--reading and --origin both choose a reading; give one of them")
    return Choice(number=reading, origins=origin)


class LocationReader:
    """Reads location texts: coordinates in any notation, and with a case its places and wordings that lean on them."""

    def __init__(self, store: Store | None) -> None:
        self._store = store
        self._area = _area(store) if store else None

    @cached_property
    def gazetteer(self) -> CaseGazetteer:
        """The case's gazetteer, read only when a text is no coordinates."""
        from layers.gazetteer import CaseGazetteer, gazetteer_of

        return gazetteer_of(self._store) if self._store else CaseGazetteer(())

    def read(self, text: str, *, uncertainty_m: float | None = None, choice: Choice | None = None) -> Landing:
        """Return what a text means.

        Raises
        ------
        CoordinateError
            If it is coordinates that cannot be read, or that can be read in two ways.
        LocalityError
            If it is neither a place nor a wording that says where, or has several readings of which none was chosen.
        """
        readings = self.readings(text, uncertainty_m=uncertainty_m)
        chosen = choice.of(readings) if choice else readings
        if len(chosen) > 1:
            raise LocalityError(
                f"{several_text(readings)}\nChoose one with --reading N, or with --origin and the id of a place."
            )
        return chosen[0]

    def readings(self, text: str, *, uncertainty_m: float | None = None) -> list[Landing]:
        """Return every reading of a text, at least one; where a radius is stated, each has that.

        Raises
        ------
        CoordinateError, LocalityError
            As of `read`, but for the choice.
        """
        try:
            read = read_coordinates(text, area=self._area)
        except CoordinateError as error:
            found = self._places(text) or self._wording(text, error)
        else:
            found = [
                Landing(text=text, position=read.position, notation=read.notation, warnings=read.warnings)
            ]
        if uncertainty_m is None:
            return found
        return [replace(one, position=replace(one.position, uncertainty_m=uncertainty_m)) for one in found]

    def _places(self, text: str) -> list[Landing]:
        """Return the places of exactly this id or name; what else the name may be short for is a warning."""
        if self._store is None:
            return []
        named = self.gazetteer.named(text)
        landings = [_at_place(text, place) for place in named]
        if len(landings) != 1:
            return landings
        [landing] = landings
        others = [match for match in self.gazetteer.certain(text) if match.place_id != landing.place]
        if not others:
            return landings
        away = ", ".join(
            f"{match.name} ({match.place_id}), {length_text(distance_m(landing.position, match.position))} away"
            for match in others
        )
        warning = (
            f"{text!r} is the name of {self.gazetteer.label(named[0].id)}; it may also be short for {away}"
        )
        return [replace(landing, warnings=(warning,))]

    def _wording(self, text: str, error: CoordinateError) -> list[Landing]:
        """Return the readings of a text that is neither coordinates nor the name of a place."""
        if not any(character.isalpha() for character in text) or _COORDINATES.match(text.strip()):
            raise error
        from geo.localities import read_locality
        from layers.gazetteer import read_wording

        locality = read_locality(text)
        if locality.kind == "coordinates":
            raise error
        if self._store is None:
            raise LocalityError(
                f"{text[:_QUOTED]!r} is no coordinates; it is read as {locality.kind}, and without a case there is "
                "nothing to look a place up in: name one with --case"
            ) from error
        try:
            found = read_wording(locality, self.gazetteer)
        except LocalityError as unread:
            how = "" if locality.kind == "place" else f", and as {locality.kind} it has no reading"
            raise LocalityError(
                f"{text[:_QUOTED]!r} is no place of the case and no coordinates{how}: {unread} "
                "Places are found with: contested place find NAME"
            ) from unread
        return [self._landing(text, one) for one in found]

    def _landing(self, text: str, read: Georeference) -> Landing:
        if read.locality.kind == "place" and not read.origins[0].line:
            place = self.gazetteer.place(read.origins[0].place_id)
            if place is not None:
                return replace(_at_place(text, place), georeference=read)
        return Landing(
            text=text,
            warnings=(_SIDE,) if read.locality.kind == "edge" and read.locality.side else (),
            position=read.position,
            notation=_NOTATIONS.get(read.locality.kind, read.locality.kind),
            origins=tuple(match.place_id for match in read.origins),
            georeference=read,
        )


def kept_location(landing: Landing, *, wording: str | None = None, stated: bool = False) -> Location:
    """Return a location as it is kept: words as given, where they lie, and how that was worked out.

    Parameters
    ----------
    wording : str or None
        The words of the source, where they are not those that were read.
    stated : bool
        Whether the radius was stated, and so replaces what the place or the notation implies.
    """
    named = landing.place is not None and landing.georeference is None
    derivation = f"read as {landing.notation}"
    if landing.georeference:
        from layers.gazetteer import derivation_text

        derivation = f"read as {derivation_text(landing.georeference)}"
    return Location(
        text=wording or (None if named else landing.text),
        place=landing.place,
        position=None if landing.place else landing.position,
        uncertainty_m=landing.position.uncertainty_m if stated else None,
        derivation=derivation,
    )


_COORDINATES = re.compile(
    r"(?:(?:SRID=\d+;\s*)?(?:MULTI)?(?:POINT|LINESTRING|POLYGON)\s*Z?M?\s*\(|GEOMETRYCOLLECTION|geo:|https?://|\{"
    r"|\d{1,2}\s?[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?\d)",
    re.IGNORECASE,
)
"""How a text begins that no place is called: WKT, a link, GeoJSON, an MGRS reference. What is wrong with it as such is what
its writer needs to know."""

_NOTATIONS = {"near": "near a place", "edge": "inside or outside a zone", "between": "between two places"}

_SIDE = (
    "the wording itself says on which side of an edge it is; the disc round all that it leaves possible lies on both, so "
    "that no verdict on that zone follows from it"
)


def _at_place(text: str, place: Place) -> Landing:
    return Landing(text=text, position=place.position, notation="place", place=place.id, origins=(place.id,))


def several_text(readings: Sequence[Landing], *, one_line: bool = False) -> str:
    """Return the readings of a text, numbered, a line each or all in one, with the distances between them."""
    lines = [f"{readings[0].text[:_QUOTED]!r} has {len(readings)} readings:"]
    for number, reading in enumerate(readings, start=1):
        earlier = readings[: number - 1] if number - 1 <= _COMPARED else readings[:1]
        apart = ", ".join(
            f"{length_text(distance_m(other.position, reading.position))} from {n}"
            for n, other in enumerate(earlier, start=1)
        )
        lines.append(f"  {number}  {summary(reading)}{f'; {apart}' if apart else ''}")
    if one_line:
        return f"{lines[0]} {' | '.join(' '.join(line.split()) for line in lines[1:])}"
    return "\n".join(lines)


def summary(reading: Landing) -> str:
    """Return a reading in half a line: where, how sure, and from what."""
    known = reading.position.uncertainty_m
    spread = f"± {length_text(known)}" if known is not None else "uncertainty unknown"
    return f"{reading.position.lat:.4f}, {reading.position.lon:.4f} {spread}, {reading.heading}"


def error_text(error: ContestedError) -> str:
    """Return an error as one line, for an answer line of `where -`."""
    return " ".join(str(error).split())


def _area(store: Store) -> Area | None:
    info = store.info()
    if info.center_place is None or info.area_radius_m is None:
        return None
    return Area(center=store.get(Place, info.center_place).position, radius_m=info.area_radius_m)
