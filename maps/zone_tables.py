"""Zones and their definitions as rows, drawn along geodesics by `geo.outlines`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from maps.backdrop.coding import encode
from maps.page_rows import ZoneDefinitionRow, ZoneRow
from maps.page_tables import instants

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.constructions import Construction
    from layers.records import ZoneDefinition
    from maps.judging import Judging
    from maps.page_index import Rows

DRAWN_DECIMALS = 6  # 0.1 m: far below the 1 m within which a ring follows the true line

Coded: TypeAlias = "tuple[str, ...]"


def zone_rows(rows: Rows) -> tuple[ZoneRow, ...]:
    """Return the zones."""
    return tuple(
        ZoneRow(id=zone.id, name=zone.name, kind=zone.kind, names=zone.names, note=zone.note)
        for zone in rows.case.zones
    )


def definition_rows(rows: Rows, judging: Judging) -> tuple[ZoneDefinitionRow, ...]:
    """Return the zone definitions as drawn."""
    return tuple(_definition_row(definition, rows, judging) for definition in rows.case.zone_definitions)


def _definition_row(definition: ZoneDefinition, rows: Rows, judging: Judging) -> ZoneDefinitionRow:
    from layers.zoning import construct

    stated = definition.construction
    rings, lines, points = _drawn(construct(definition, rows))
    return ZoneDefinitionRow(
        id=definition.id,
        zone=rows.row("zone", definition.zone),
        name=definition.name,
        kind=definition.kind,
        names=definition.names,
        stated_by=rows.row("party", definition.stated_by),
        built_as=stated.kind,
        radius_m=stated.radius_m,
        radius_text=stated.radius_text,
        center=rows.number("place", stated.center_place),
        uncertainty_m=definition.uncertainty_m,
        valid_from=definition.valid_from,
        valid_to=definition.valid_to,
        start=instants(definition.valid_from, rows)[0],
        end=instants(definition.valid_to, rows)[1],
        has_inside=judging.has_inside(definition),
        basis=definition.basis,
        sources=rows.rows("source", definition.sources),
        note=definition.note,
        drawn_note=stated.note or stated.outline_source,
        rings=rings,
        lines=lines,
        points=points,
    )


def _drawn(construction: Construction) -> tuple[Coded, Coded, Coded]:
    """Return the rings, open lines and single points of a construction, coded."""
    from geo.constructions import Line, PointSet
    from geo.outlines import outline, outline_rings

    if isinstance(construction, PointSet):
        return (), (), tuple(_coded([(p.lon, p.lat)]) for p in construction.points)
    if isinstance(construction, Line):
        drawn: Any = outline(construction)
        return (), tuple(_coded(part.coords) for part in getattr(drawn, "geoms", (drawn,))), ()
    return tuple(_coded(ring) for ring in outline_rings(construction)), (), ()


def _coded(points: Iterable[tuple[float, float]]) -> str:
    return encode(((lat, lon) for lon, lat in points), precision=DRAWN_DECIMALS)
