"""Where a location text fell: in every usual notation, from the nearest places, and under each zone definition."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from geo.coordinates import Area, format_position, read_coordinates
from geo.errors import ContestedError, CoordinateError
from geo.geodesy import compass_name, inverse
from geo.lengths import length_text
from layers.gazetteer import Gazetteer
from layers.records import Party, Place, ZoneDefinition
from layers.zoning import zone_verdicts
from maps.cli.output import table, terminal_width

if TYPE_CHECKING:
    from geo.position import Position
    from layers.store import Store
    from layers.zoning import ZoneVerdict

NEAREST = 3
SEARCH_RADII_M = (50_000.0, 150_000.0, 500_000.0)
FAR_M = 100_000.0
"""Beyond it, a zone that a location is outside of is named and no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Landing:
    """A location as read, and what a case says of that spot."""

    text: str
    position: Position
    notation: str
    place: str | None = None
    warnings: tuple[str, ...] = ()
    nearest: tuple[tuple[Place, float, float], ...] = ()
    verdicts: tuple[ZoneVerdict, ...] = ()

    def to_plain(self) -> dict[str, Any]:
        """Return it for programs."""
        plain: dict[str, Any] = {
            "input": self.text,
            "lat": self.position.lat,
            "lon": self.position.lon,
            "uncertainty_m": self.position.uncertainty_m,
            "notation": self.notation,
            "place": self.place,
            "formats": {notation: format_position(self.position, notation) for notation in SHOWN},
            "warnings": list(self.warnings),
        }
        plain["nearest"] = [
            {"place": place.id, "distance_m": round(metres), "azimuth_deg": round(azimuth, 1)}
            for place, metres, azimuth in self.nearest
        ]
        plain["verdicts"] = [
            {
                "definition": found.definition.id,
                "stated_by": found.definition.stated_by,
                "in_force": found.in_force,
                "status": found.verdict.status,
                "border_m": round(found.verdict.border_m, 1),
                "uncertainty_m": found.verdict.uncertainty_m,
                "share_inside": round(found.verdict.share_inside, 4),
                "decided_by": found.verdict.decided_by,
            }
            for found in self.verdicts
        ]
        return plain


SHOWN = ("decimal degrees", "degrees, minutes and seconds", "MGRS")


class LocationReader:
    """Reads location texts: coordinates in any notation, and the places of a case where there is one."""

    def __init__(self, store: Store | None) -> None:
        self._store = store
        self._area = _area(store) if store else None

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        """The case's places, read only when a text is no coordinates."""
        return Gazetteer(self._store.records(Place) if self._store else ())

    def read(self, text: str, *, uncertainty_m: float | None = None) -> Landing:
        """Return what a text means.

        Raises
        ------
        CoordinateError
            If it is neither coordinates nor a place, or names several places; the message shows what it may mean.
        """
        try:
            read = read_coordinates(text, area=self._area)
        except CoordinateError as error:
            place = self._place(text, error)
            landing = Landing(text=text, position=place.position, notation="place", place=place.id)
        else:
            landing = Landing(
                text=text, position=read.position, notation=read.notation, warnings=read.warnings
            )
        if uncertainty_m is None:
            return landing
        return replace(landing, position=replace(landing.position, uncertainty_m=uncertainty_m))

    def _place(self, text: str, error: CoordinateError) -> Place:
        named = self._gazetteer.named(text)
        if len(named) == 1:
            return named[0]
        if named:
            options = "; ".join(f"{place.id} ({place.name})" for place in named)
            raise CoordinateError(
                f"{text!r} names {len(named)} places of the case: {options}; give the id of the one meant"
            )
        if self._store is None or any(character.isdigit() for character in text):
            raise error
        raise CoordinateError(
            f"{text[:80]!r} is no place of the case and no coordinates; list the places with: contested list places"
        ) from error


def _area(store: Store) -> Area | None:
    info = store.info()
    if info.center_place is None or info.area_radius_m is None:
        return None
    return Area(center=store.get(Place, info.center_place).position, radius_m=info.area_radius_m)


def look_around(landing: Landing, store: Store, *, when: str | None) -> Landing:
    """Return the landing with the nearest places of the case, and a verdict for each zone definition in force."""
    here = landing.position
    around = _places_around(here, store)
    nearest = [(place, inverse(place.position, here)) for place in around if place.id != landing.place][
        :NEAREST
    ]
    definitions = list(store.records(ZoneDefinition))
    verdicts = zone_verdicts(here, definitions, store, when=when, time_zone=store.info().time_zone)
    distances = tuple((place, float(c.distance_m), float(c.azimuth_deg)) for place, c in nearest)
    return replace(landing, nearest=distances, verdicts=tuple(verdicts))


def _places_around(here: Position, store: Store) -> list[Place]:
    """Return the places around a position, nearest first: a wider circle only where the narrower one has too few."""
    found: list[Place] = []
    for radius_m in SEARCH_RADII_M:
        found = store.near(Place, here, radius_m)
        if len(found) > NEAREST:
            break
    return found


def landing_text(landing: Landing, store: Store | None) -> str:
    """Return a landing for people."""
    known = landing.position.uncertainty_m
    spread = f"± {length_text(known)}" if known is not None else "uncertainty unknown"
    lines = ["   ".join([*(format_position(landing.position, notation) for notation in SHOWN), spread])]
    if landing.nearest:
        lines += ["", *(_distance_line(place, metres, azimuth) for place, metres, azimuth in landing.nearest)]
    if landing.verdicts and store:
        lines += ["", _verdicts_text(landing.verdicts, store)]
    elif store and store.count(ZoneDefinition):
        lines += ["", "no zone definition was in force then"]
    return "\n".join(lines)


def _distance_line(place: Place, metres: float, azimuth_deg: float) -> str:
    if metres < 1:
        return f"at {place.name}"
    return (
        f"{length_text(metres)} {compass_name(azimuth_deg, points=16)} of {place.name} ({azimuth_deg:.0f}°)"
    )


_VERDICT_COLUMNS = ("verdict", "border", "±", "share", "in force", "stated by", "definition")
_RANK = {"inside": 0, "possible": 1, "outside": 2}


def _verdicts_text(verdicts: tuple[ZoneVerdict, ...], store: Store) -> str:
    """Return a table of what is near, inside first, and one line for all that is far outside."""
    far = [
        found for found in verdicts if found.verdict.status == "outside" and found.verdict.border_m > FAR_M
    ]
    near = [found for found in verdicts if found not in far]
    near.sort(key=lambda found: (_RANK[found.verdict.status], abs(found.verdict.border_m)))
    parts = [table([_verdict_row(found, store) for found in near], _VERDICT_COLUMNS)] if near else []
    if far:
        names = ", ".join(found.definition.id for found in far)
        parts.append(textwrap.fill(f"outside by more than {length_text(FAR_M)}: {names}", terminal_width()))
    return "\n".join(parts)


def _verdict_row(found: ZoneVerdict, store: Store) -> dict[str, str]:
    judged, definition = found.verdict, found.definition
    return {
        "verdict": judged.status,
        "border": f"{length_text(abs(judged.border_m))} {'inside' if judged.border_m <= 0 else 'outside'}",
        "±": length_text(judged.uncertainty_m)
        if judged.uncertainty_known
        else f"{length_text(judged.uncertainty_m)}?",
        "share": f"{judged.share_inside:.0%}" if judged.status == "possible" else "",
        "in force": {"yes": "yes", "possibly": "perhaps", "rival": "rival reading"}[found.in_force],
        "stated by": short_name(store.get(Party, definition.stated_by)),
        "definition": definition.id,
    }


def short_name(party: Party) -> str:
    """Return a party's short English name, or its name."""
    return next(
        (name.text for name in party.names if name.role == "short" and name.language == "en"), party.name
    )


def error_text(error: ContestedError) -> str:
    """Return an error as one line, for an answer line of `where -`."""
    return " ".join(str(error).split())
