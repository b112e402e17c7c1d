"""Where a location text fell: in every usual notation, from the nearest places, and under each zone definition."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from geo.coordinates import format_position
from geo.geodesy import compass_name, inverse
from geo.lengths import length_text
from layers.records import Party, Place, ZoneDefinition
from layers.zoning import zone_verdicts
from maps.cli.output import paragraph, safe, table, terminal_width

if TYPE_CHECKING:
    from geo.localities import Georeference
    from geo.position import Position
    from layers.store import Store
    from layers.zoning import ZoneVerdict

NEAREST = 3
SEARCH_RADII_M = (50_000.0, 150_000.0, 500_000.0)
FAR_M = 100_000.0
"""Beyond it, a zone that a location is outside of is named and no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Landing:
    """A location as read, and what a case says of that spot.

    `origins` are the ids of the places and zone definitions that it was worked out from; `georeference` is how.
    """

    text: str
    position: Position
    notation: str
    place: str | None = None
    origins: tuple[str, ...] = ()
    georeference: Georeference | None = None
    warnings: tuple[str, ...] = ()
    nearest: tuple[tuple[Place, float, float], ...] = ()
    verdicts: tuple[ZoneVerdict, ...] = ()

    @property
    def heading(self) -> str:
        """The notation, or how a wording is read and from where: "distance and heading from Tower 22 (tower-22)"."""
        if self.georeference is None:
            return f"{self.notation} {self.place}" if self.place else self.notation
        named = " and ".join(f"{match.name} ({match.place_id})" for match in self.georeference.origins)
        return f"{self.notation}{' from ' if named else ''}{named}"

    def to_plain(self) -> dict[str, Any]:
        """Return it for programs."""
        plain: dict[str, Any] = {
            "input": self.text,
            "lat": self.position.lat,
            "lon": self.position.lon,
            "uncertainty_m": self.position.uncertainty_m,
            "notation": self.notation,
            "place": self.place,
            "origins": list(self.origins),
            "derivation": _plain_derivation(self.georeference) if self.georeference else None,
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


def _plain_derivation(georeference: Georeference) -> dict[str, Any]:
    derivation = georeference.derivation
    return {
        "method": derivation.method,
        "contributions": [
            {"source": source, "metres": round(metres, 1)} for source, metres in derivation.contributions
        ],
        "formula": derivation.formula,
        "assumptions": list(derivation.assumptions),
    }


SHOWN = ("decimal degrees", "degrees, minutes and seconds", "MGRS")


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
    if landing.georeference:
        lines += _derivation_lines(landing.georeference)
    if landing.nearest:
        lines += ["", *(_distance_line(place, metres, azimuth) for place, metres, azimuth in landing.nearest)]
    if landing.verdicts and store:
        lines += ["", _verdicts_text(landing.verdicts, store)]
    elif store and store.count(ZoneDefinition):
        lines += ["", "no zone definition was in force then"]
    return "\n".join(lines)


def _derivation_lines(georeference: Georeference) -> list[str]:
    derivation = georeference.derivation
    parts = ", ".join(f"{source} {length_text(metres)}" for source, metres in derivation.contributions)
    notes = [f"± from {parts}" if parts else "", *derivation.assumptions]
    return [
        textwrap.fill(safe(note), terminal_width(), subsequent_indent="  ", break_on_hyphens=False)
        for note in notes
        if note
    ]


def _distance_line(place: Place, metres: float, azimuth_deg: float) -> str:
    if metres < 1:
        return f"at {place.name}"
    return (
        f"{length_text(metres)} {compass_name(azimuth_deg, points=16)} of {place.name} ({azimuth_deg:.0f}°)"
    )


_VERDICT_COLUMNS = ("verdict", "border", "±", "share", "in force", "stated by", "definition")
IN_FORCE = {"yes": "yes", "possibly": "possibly", "rival": "rival reading"}
"""Whether a definition was in force, in the words of every table."""

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
        parts.append(paragraph(f"outside by more than {length_text(FAR_M)}: {names}", hanging="  "))
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
        "in force": IN_FORCE[found.in_force],
        "stated by": short_name(store.get(Party, definition.stated_by)),
        "definition": definition.id,
    }


def short_name(party: Party) -> str:
    """Return a party's short English name, or its name."""
    return next(
        (name.text for name in party.names if name.role == "short" and name.language == "en"), party.name
    )
