"""What the map shows first: the zone that the case is about, or else where its incidents are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maps.backdrop.coding import decode
from maps.zone_tables import DRAWN_DECIMALS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from layers.case import Case
    from maps.page_index import Rows
    from maps.page_rows import IncidentRow, ZoneDefinitionRow

MARGIN = 0.45
"""Free space around the zone on each side, as a share of its height and width."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MainZone:
    """Rows of the zone that the case is about and of its definition that is drawn strongest; None where it has none."""

    zone: int | None = None
    definition: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A box in degrees on WGS 84, which does not cross the 180th meridian."""

    south: float
    west: float
    north: float
    east: float


def main_zone(case: Case, rows: Rows) -> MainZone:
    """Return the zone with the most rival definitions, and its definition on which the most claims bear.

    What is drawn strongest follows from counts alone: how often a definition is spoken of, for or against. Ties go to
    the first id.
    """
    if not case.zone_definitions:
        return MainZone()
    rivals = Counter(definition.zone for definition in case.zone_definitions)
    zone = min(rivals, key=lambda zone_id: (-rivals[zone_id], zone_id))
    bearing = Counter(claim.subject for claim in case.claims if claim.subject_kind == "zone definition")
    definitions = [d.id for d in case.zone_definitions if d.zone == zone]
    definition = min(definitions, key=lambda definition_id: (-bearing[definition_id], definition_id))
    return MainZone(zone=rows.number("zone", zone), definition=rows.number("zone definition", definition))


def opening_view(
    main: MainZone, definitions: Sequence[ZoneDefinitionRow], incidents: Sequence[IncidentRow]
) -> View:
    """Return the box around the main definition with a margin; without one, around all incidents; else the world."""
    points = list(_points(definitions[main.definition])) if main.definition is not None else []
    if not points:
        points = [(i.lat, i.lon) for i in incidents if i.lat is not None and i.lon is not None]
    if not points:
        return View(south=-55, west=-170, north=75, east=170)
    lats, lons = zip(*points, strict=True)
    tall = max(max(lats) - min(lats), 0.05) * MARGIN
    wide = max(max(lons) - min(lons), 0.05) * MARGIN
    return View(
        south=round(max(min(lats) - tall, -85), 4),
        west=round(max(min(lons) - wide, -180), 4),
        north=round(min(max(lats) + tall, 85), 4),
        east=round(min(max(lons) + wide, 180), 4),
    )


def _points(definition: ZoneDefinitionRow) -> Iterator[tuple[float, float]]:
    for coded in (*definition.rings, *definition.lines, *definition.points):
        yield from decode(coded, precision=DRAWN_DECIMALS)
