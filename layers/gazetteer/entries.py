"""The places, zones and lines of a case as the entries of a gazetteer that knows only the Earth."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo import pointradius
from geo.constructions import Line, PointSet, SideOfLine
from geo.errors import ContestedError
from geo.localities import Match, PlaceList
from geo.localities import Place as Entry
from geo.position import Position
from geo.rings import unwrapped_longitudes
from geo.vectors import EQUATOR_RADIUS_M, unit_vector
from layers.records import Place, ZoneDefinition
from layers.zoning import construct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geo.constructions import Construction
    from layers.locating import Lookup
    from layers.records import Zone

LINE_KINDS = frozenset({"river", "road", "border", "line"})
"""Kinds of places that are lines: without one, nothing can be measured from them."""

ZONE = "zone"
"""The first name of a zone's entry: what sort of thing it is, whatever its name says ("US reading of the base")."""

_RINGED = frozenset({"polygon", "corridor", "side of line", "parallel"})
_MANY_VERTICES = 60
_POSSESSIVE = re.compile(r"['’]s?\b")
_WITHIN = re.compile(r" ?,| in ", re.IGNORECASE)


def names_of(place: Place) -> list[str]:
    """Return every spelling of a place's name, the usual one first."""
    return [place.name, *(name.text for name in place.names)]


def straight_m(start: Position, end: Position) -> float:
    """Return the metres straight through the Earth, within 0.4 %: enough to say which of two places is nearer."""
    return EQUATOR_RADIUS_M * math.dist(unit_vector(start.lat, start.lon), unit_vector(end.lat, end.lon))


def definition_entries(
    definitions: Iterable[ZoneDefinition], zones: Mapping[str, Zone], lookup: Lookup
) -> Iterator[Entry]:
    """Yield an entry for each definition that has one edge or one line; unions and sets of points have neither.

    Its shape is only sketched: `match_of` works out what a wording needs once one means it. Each bears the names of its zone beside its own, so that a wording that names the zone finds all rival definitions.
    """
    for definition in definitions:
        zone = zones.get(definition.zone)
        names = [definition.name, *(name.text for name in definition.names)]
        names += [zone.name, *(name.text for name in zone.names)] if zone else []
        # "34 miles wide" is a "34-mile zone" too.
        names += [name.replace("miles", "mile") for name in names if "miles" in name]
        entry = _definition_entry(definition, tuple(dict.fromkeys(names)), lookup)
        if entry is not None:
            yield entry


def _definition_entry(definition: ZoneDefinition, names: tuple[str, ...], lookup: Lookup) -> Entry | None:
    stated = definition.construction
    if stated.kind == "circle":
        center = lookup.get(Place, stated.center_place or "").position
        # How far the border may be off holds what its centre may be off: it is counted once.
        known = center.uncertainty_m if definition.uncertainty_m is None else definition.uncertainty_m
        return Entry(
            place_id=definition.id,
            names=(ZONE, *names),
            kind=ZONE,
            position=Position(lat=center.lat, lon=center.lon, uncertainty_m=known),
            edge_radius_m=stated.radius_m,
        )
    if stated.kind == "line":
        return Entry(
            place_id=definition.id,
            names=names,
            kind="line",
            position=stated.vertices[0],
            line=stated.vertices,
        )
    if stated.kind in _RINGED:
        return Entry(
            place_id=definition.id,
            names=(ZONE, *names),
            kind=ZONE,
            position=(stated.vertices or stated.outline)[0],
            outline=stated.vertices or stated.outline,
        )
    return None


def shown_name(entry: Entry) -> str:
    """Return the name of an entry that is shown."""
    return entry.names[1] if entry.names[0] == ZONE and len(entry.names) > 1 else entry.names[0]


def spellings_of(entry: Entry) -> list[str]:
    """Return the names of an entry, and what is left of each without what stands in brackets."""
    names = entry.names[1:] if entry.names[0] == ZONE else entry.names
    bare = (name.partition("(")[0].strip() for name in names)
    return list(dict.fromkeys((*names, *filter(None, bare))))


def match_of(entry: Entry, lookup: Lookup) -> Match:
    """Return an entry as what a name means: with its true outline, and the centre and extent of an area or a line."""
    match = Match(
        place_id=entry.place_id,
        name=shown_name(entry),
        position=entry.position,
        edge_radius_m=entry.edge_radius_m,
        line=entry.line,
    )
    if entry.line:
        held = pointradius.path(entry.line).position
        return replace(match, position=replace(held, uncertainty_m=None), extent_m=held.uncertainty_m)
    if not entry.outline:
        return match
    definition = lookup.get(ZoneDefinition, entry.place_id)
    ring = ring_of(definition, lookup)
    if not ring:
        return match
    held = pointradius.area(ring).position
    position = replace(held, uncertainty_m=definition.uncertainty_m)
    return replace(match, position=position, extent_m=held.uncertainty_m, outline=ring)


def ring_of(definition: ZoneDefinition, lookup: Lookup) -> tuple[Position, ...]:
    """Return the one ring that bounds a definition; () where it has several parts, or cannot be drawn.

    A ring of many vertices is thinned, by no more than the definition's own uncertainty or 1 km: to find the circle
    round a ring takes the square of their number.
    """
    if definition.construction.kind == "polygon":
        ring = definition.construction.vertices
    else:
        try:
            rings = _rings(construct(definition, lookup))
        except (
            ContestedError
        ):  # what cannot be drawn has no edge to measure from, and its name still means it
            rings = []
        ring = tuple(rings[0]) if len(rings) == 1 else ()
    return ring if len(ring) <= _MANY_VERTICES else _thinned(ring, definition.uncertainty_m or 1000.0)


def _rings(construction: Construction) -> list[list[Position]]:
    if isinstance(construction, SideOfLine):
        from geo.borders.cutting import rings_of

        return rings_of(construction)
    if isinstance(construction, Line | PointSet):
        return []
    from geo.outlines import outline_rings

    # A ring over the 180th meridian runs on past it.
    return [
        [Position(lat=lat, lon=(lon + 180) % 360 - 180) for lon, lat in ring[:-1]]
        for ring in outline_rings(construction, tolerance_m=1000.0)
    ]


def _thinned(ring: tuple[Position, ...], within_m: float) -> tuple[Position, ...]:
    """Return a ring without the vertices that move it by less than a distance; a degree is at most 111.7 km long."""
    from shapely import LineString

    lons = unwrapped_longitudes(ring)
    line = LineString([(lon, vertex.lat) for lon, vertex in zip(lons, ring, strict=True)])
    kept = line.simplify(within_m / 111_700)
    return tuple(Position(lat=lat, lon=(lon + 180) % 360 - 180) for lon, lat in kept.coords)


def place_entries(places: Iterable[Place], lines: Mapping[str, Entry]) -> Iterator[Entry]:
    """Yield an entry for each place; a river, road or border has the line of the case that is called as it is."""
    known = CertainList(lines.values())
    for place in places:
        names = names_of(place)
        # "Euphrates river in Syria" is the Euphrates river.
        names += [short for name in names if (short := _WITHIN.split(name, maxsplit=1)[0]) not in {"", name}]
        kind = place.kind or ""
        line = _line_called(names, lines, known) if kind in LINE_KINDS else ()
        yield Entry(
            place_id=place.id,
            names=tuple(dict.fromkeys(names)),
            kind=kind,
            position=place.position,
            line=line,
        )


def _line_called(
    names: Iterable[str], lines: Mapping[str, Entry], known: CertainList
) -> tuple[Position, ...]:
    for name in names:
        found = known.certain(name)
        if len(found) == 1:
            return lines[found[0]].line
    return ()


class CertainList(PlaceList):
    """A list of places that answers what is certain, and ranks nothing: ranking takes a hundred times as long."""

    def certain(self, name: str) -> list[str]:
        """Return the ids of all that a name certainly means."""
        return list(self._certain(_POSSESSIVE.sub("", name)))
