"""What makes the corners of a line or a ring fit for a construction, and which way its sides lie."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

from geo.errors import ConstructionError
from geo.rings import ring_fault
from geo.vectors import turn_deg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.position import Position

LONGEST_EDGE_M = 5_000_000.0


def checked_line(line: Sequence[Position], what: str) -> tuple[Position, ...]:
    """Return the positions of a line as a tuple, or say why they are none.

    Raises
    ------
    ConstructionError
        If there are fewer than two, two neighbours are equal, an edge is longer than 5,000 km, or a pole is near.

    Examples
    --------
    >>> from geo.position import Position
    >>> checked_line([Position(lat=33, lon=38)], "a line")
    Traceback (most recent call last):
        ...
    geo.errors.ConstructionError: a line needs two positions or more, and 1 were given
    """
    line = tuple(line)
    if len(line) < 2:
        raise ConstructionError(f"{what} needs two positions or more, and {len(line)} were given")
    _check_edges(line, list(itertools.pairwise(line)), what)
    return line


def checked_ring(ring: Sequence[Position]) -> tuple[Position, ...]:
    """Return the corners of a polygon's ring as a tuple, not closed, or say why they bound no area.

    Raises
    ------
    ConstructionError
        As for `checked_line`, and if the ring crosses or touches itself or goes around a pole.

    Examples
    --------
    >>> from geo.position import Position
    >>> corners = [Position(lat=33, lon=38), Position(lat=33, lon=39), Position(lat=34, lon=39)]
    >>> len(checked_ring([*corners, corners[0]]))
    3
    """
    ring = tuple(ring)
    if len(ring) > 1 and _same_place(ring[0], ring[-1]):
        ring = ring[:-1]
    if len(ring) < 3:
        raise ConstructionError(f"a polygon needs three corners or more, and {len(ring)} were given")
    _check_edges(ring, list(zip(ring, (*ring[1:], ring[0]), strict=True)), "a polygon's ring")
    fault = ring_fault(ring)
    if fault is not None:
        raise ConstructionError(f"a polygon's ring {fault}")
    return ring


def is_left_side(line: tuple[Position, ...], side: str) -> bool:
    """Tell whether a side is to the left along a line, from the way the line's ends lie to each other.

    Raises
    ------
    ConstructionError
        If the side is no compass word, "left" or "right", or the line runs along it.

    Examples
    --------
    >>> from geo.position import Position
    >>> northwards = (Position(lat=33, lon=38), Position(lat=34, lon=38))
    >>> is_left_side(northwards, "west"), is_left_side(northwards[::-1], "west")
    (True, False)
    """
    if side in {"left", "right"}:
        return side == "left"
    ways = {"north": (0, 1), "south": (0, -1), "east": (1, 0), "west": (-1, 0)}
    if side not in ways:
        raise ConstructionError(
            f"side {side!r} of a line is none of 'north', 'south', 'east', 'west', 'left', 'right'"
        )
    east = north = 0.0
    for start, end in itertools.pairwise(line):
        east += turn_deg(start.lon, end.lon) * math.cos(math.radians((start.lat + end.lat) / 2))
        north += end.lat - start.lat
    way_east, way_north = ways[side]
    leftward = -north * way_east + east * way_north
    if abs(leftward) < math.sin(math.radians(10)) * math.hypot(east, north) or leftward == 0:
        raise ConstructionError(
            f"the ends of this line lie within 10 degrees of the {side} of each other, so that it has no {side} side; "
            "name another compass word, or 'left' or 'right' as seen along it"
        )
    return leftward > 0


def _same_place(first: Position, second: Position) -> bool:
    return first.lat == second.lat and turn_deg(first.lon, second.lon) == 0


def _check_edges(points: Sequence[Position], edges: list[tuple[Position, Position]], what: str) -> None:
    for point in points:
        # A pole has no longitude, so that nothing that passes through one can be drawn or wound around.
        if abs(point.lat) > 89.9:
            raise ConstructionError(f"{what} comes within 0.1 degree of a pole, at latitude {point.lat}")
    for number, (start, end) in enumerate(edges, start=1):
        if _same_place(start, end):
            raise ConstructionError(
                f"{what} has two equal neighbours at latitude {start.lat}, longitude {start.lon} (edge {number}); "
                "leave one out"
            )
        if _rough_distance_m(start, end) > LONGEST_EDGE_M:
            raise ConstructionError(
                f"edge {number} of {what} is longer than 5,000 km; add positions along it"
            )


def _rough_distance_m(start: Position, end: Position) -> float:
    """Distance on a sphere, within 0.6 %: enough to refuse what is far too long."""
    start_phi, end_phi = math.radians(start.lat), math.radians(end.lat)
    half_lon = math.radians(end.lon - start.lon) / 2
    h = (
        math.sin((end_phi - start_phi) / 2) ** 2
        + math.cos(start_phi) * math.cos(end_phi) * math.sin(half_lon) ** 2
    )
    return 2 * 6_371_009 * math.asin(min(1.0, math.sqrt(h)))
