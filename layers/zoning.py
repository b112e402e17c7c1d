"""Zones of a case against locations: which definitions are in force, and what geometry says under each.

A zone has rival definitions. Where one of them is in force, its rivals are judged too and marked as such, so that a
reader sees what follows from each reading of one and the same zone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geo.constructions import (
    Circle,
    Corridor,
    Line,
    Parallel,
    PointSet,
    Polygon,
    SideOfLine,
    Union,
    has_inside,
)
from layers.errors import RecordError
from layers.records import Place, ZoneDefinition
from layers.times import in_force

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from geo.constructions import Area, Construction
    from geo.position import Position
    from geo.verdicts import Verdict
    from layers.locating import Lookup
    from layers.records import Construction as StatedConstruction

Force = Literal["yes", "possibly", "rival"]
"""Whether a definition was in force: surely, possibly, or only as a rival reading of a zone that was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneVerdict:
    """What geometry says of one location under one zone definition."""

    definition: ZoneDefinition
    in_force: Force
    verdict: Verdict


def construct(definition: ZoneDefinition, lookup: Lookup) -> Construction:
    """Return the geometry of a definition, its places and parts looked up in the case.

    Raises
    ------
    RecordError
        If it is built from another definition that is no line, or has no inside.
    UnknownIdError
        If it names a place or a definition that does not exist.
    ConstructionError
        If it cannot be drawn.
    """
    stated = definition.construction
    return _BUILDERS[stated.kind](stated, lookup)


def definitions_in_force(
    definitions: Iterable[ZoneDefinition], when: str | None, *, time_zone: str | None = None
) -> list[tuple[ZoneDefinition, Force]]:
    """Return the definitions in force at a time, and their rivals, in the order they came.

    Parameters
    ----------
    when : str or None
        EDTF; None where nobody knows, and then every definition is possibly in force.
    time_zone : str or None
        IANA name of the zone whose calendar days are meant.

    Raises
    ------
    TimeError
        If `when` is no EDTF.
    """
    definitions = list(definitions)
    states = {d.id: in_force(d.valid_from, d.valid_to, when, zone=time_zone) for d in definitions}
    zones = {d.zone for d in definitions if states[d.id] != "no"}
    found: list[tuple[ZoneDefinition, Force]] = []
    for definition in definitions:
        state = states[definition.id]
        if state != "no":
            found.append((definition, state))
        elif definition.zone in zones:
            found.append((definition, "rival"))
    return found


def zone_verdicts(
    position: Position,
    definitions: Iterable[ZoneDefinition],
    lookup: Lookup,
    *,
    when: str | None = None,
    time_zone: str | None = None,
) -> list[ZoneVerdict]:
    """Return the verdict on one location under every definition that has an inside and is in force, and its rivals.

    Parameters
    ----------
    position : Position
        With its uncertainty in metres; WGS 84.
    definitions : iterable of ZoneDefinition
        All that might apply; those out of force at `when` are left out.
    """
    from geo.verdicts import verdict

    verdicts = []
    for definition, state in definitions_in_force(definitions, when, time_zone=time_zone):
        construction = construct(definition, lookup)
        if has_inside(construction):
            judged = verdict(position, construction, definition_uncertainty_m=definition.uncertainty_m)
            verdicts.append(ZoneVerdict(definition=definition, in_force=state, verdict=judged))
    return verdicts


def _place_position(place: str | None, lookup: Lookup) -> Position:
    if place is None:
        raise RecordError("a construction names no place where it needs one")
    return lookup.get(Place, place).position


def _circle(stated: StatedConstruction, lookup: Lookup) -> Construction:
    return Circle(center=_place_position(stated.center_place, lookup), radius_m=stated.radius_m or 0.0)


def _corridor(stated: StatedConstruction, _: Lookup) -> Construction:
    return Corridor(line=stated.vertices, half_width_m=stated.half_width_m or 0.0)


def _polygon(stated: StatedConstruction, _: Lookup) -> Construction:
    return Polygon(ring=stated.vertices)


def _line(stated: StatedConstruction, _: Lookup) -> Construction:
    return Line(line=stated.vertices)


def _side_of_line(stated: StatedConstruction, lookup: Lookup) -> Construction:
    other = lookup.get(ZoneDefinition, stated.line_of or "")
    if other.construction.kind != "line":
        raise RecordError(
            f"zone definition {other.id} is a {other.construction.kind}, not a line; a side needs a line"
        )
    return SideOfLine(
        line=other.construction.vertices, side=stated.side or "north", outline=Polygon(ring=stated.outline)
    )


def _parallel(stated: StatedConstruction, _: Lookup) -> Construction:
    side: Literal["north", "south"] = "south" if stated.side == "south" else "north"
    return Parallel(latitude_deg=stated.latitude_deg or 0.0, side=side, outline=Polygon(ring=stated.outline))


def _union(stated: StatedConstruction, lookup: Lookup) -> Construction:
    parts: list[Area] = []
    for part in stated.parts:
        area = construct(lookup.get(ZoneDefinition, part), lookup)
        if isinstance(area, Line | PointSet):
            raise RecordError(f"zone definition {part} has no inside and cannot be part of a union")
        parts.append(area)
    return Union(parts=tuple(parts))


def _points(stated: StatedConstruction, lookup: Lookup) -> Construction:
    return PointSet(points=tuple(_place_position(place, lookup) for place in stated.places))


_BUILDERS: dict[str, Callable[[StatedConstruction, Lookup], Construction]] = {
    "circle": _circle,
    "corridor": _corridor,
    "polygon": _polygon,
    "line": _line,
    "side of line": _side_of_line,
    "parallel": _parallel,
    "union": _union,
    "points": _points,
}
