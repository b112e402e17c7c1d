"""How a zone definition is built, in words, and how large it is."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from geo.coordinates import format_position
from geo.errors import ContestedError
from geo.lengths import length_text
from layers.records import Place

if TYPE_CHECKING:
    from layers.records import Construction, ZoneDefinition
    from layers.store import Store


def construction_text(stated: Construction, store: Store) -> str:
    """Return how a zone is built, for people: with the radius as written, and in metres."""
    count = len(stated.vertices)
    match stated.kind:
        case "circle":
            center = store.get(Place, stated.center_place or "")
            spot = format_position(center.position, "decimal degrees")
            return f"circle around {center.name} ({center.id}) at {spot}, {_radius_text(stated)}"
        case "corridor":
            return f"corridor of {length_text(stated.half_width_m or 0)} on each side of a line of {count} positions"
        case "polygon":
            return f"polygon of {count} corners"
        case "line":
            return f"line of {count} positions"
        case "side of line":
            return f"what lies {stated.side} of the line of {stated.line_of}, within {_outline_text(stated)}"
        case "parallel":
            return f"what lies {stated.side} of the parallel at {stated.latitude_deg:g}°, within {_outline_text(stated)}"
        case "union":
            return f"{', '.join(stated.parts)} joined"
    return f"the places {', '.join(stated.places)}"


def _radius_text(stated: Construction) -> str:
    """Return the radius in metres, and as written."""
    written = f', written as "{stated.radius_text}"' if stated.radius_text else ""
    return f"radius {stated.radius_m or 0:,.0f} m{written}"


def _outline_text(stated: Construction) -> str:
    return f"{stated.outline_name or 'an outline'} of {len(stated.outline)} corners"


def area_text(definition: ZoneDefinition, store: Store) -> str | None:
    """Return the area in square kilometres, None of what has no inside or cannot be drawn.

    Rings are dense enough for drawing, so that the area of a circle comes out right to some hundredths of a per cent.
    """
    from geo.constructions import Line, PointSet
    from geo.geodesy import area_m2
    from geo.outlines import outline_rings
    from geo.position import Position
    from layers.zoning import construct

    try:
        construction = construct(definition, store)
        if isinstance(construction, Line | PointSet):
            return None
        rings = outline_rings(construction)
    except ContestedError:  # `show` is also there to see what is wrong with a definition
        return None
    total_m2 = 0.0
    for ring in rings:
        positions = [Position(lat=lat, lon=(lon + 180) % 360 - 180) for lon, lat in ring]
        total_m2 += area_m2(positions) * (1 if _is_counterclockwise(ring) else -1)
    km2 = total_m2 / 1e6
    return f"{km2:,.0f} km²" if km2 >= 100 else f"{km2:.3g} km²"


def _is_counterclockwise(ring: list[tuple[float, float]]) -> bool:
    """Tell an outer ring from a hole, by the sign of its area on the plane of the map."""
    twice = sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring))
    return twice > 0
