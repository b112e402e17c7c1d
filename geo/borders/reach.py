"""How far constructions reach, roughly: enough to know that two stay clear of each other."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from geo.constructions import Circle, Corridor, Polygon
from geo.vectors import EQUATOR_RADIUS_M, SHORTEST_PER_IMAGE, dot, unit, unit_vector

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.constructions import SimpleArea
    from geo.position import Position
    from geo.vectors import Vector

# Above what the longest edge, 0.78 rad, strays from its great circle: f / 4 * 0.78^2 = 0.0005
SLACK_RAD = 0.001


def may_meet(one: SimpleArea, other: SimpleArea) -> bool:
    """Tell whether two constructions can have a point in common; "no" is sure, "yes" is not.

    Examples
    --------
    >>> from geo.position import Position
    >>> near = Circle(center=Position(lat=33.5, lon=38.6), radius_m=55_000)
    >>> far = Circle(center=Position(lat=35.5, lon=38.6), radius_m=55_000)
    >>> may_meet(near, near), may_meet(near, far)
    (True, False)
    """
    (center, radius), (other_center, other_radius) = _cap(one), _cap(other)
    return math.acos(max(-1.0, min(1.0, dot(center, other_center)))) <= radius + other_radius + SLACK_RAD


def _cap(area: SimpleArea) -> tuple[Vector, float]:
    """Return the middle and the radius, in radians, of a cap of the auxiliary sphere that holds an area."""
    match area:
        case Circle():
            return unit_vector(area.center.lat, area.center.lon), _image_rad(area.radius_m)
        case Corridor():
            center, radius = _cap_of(area.line)
            return center, radius + _image_rad(area.half_width_m)
        case Polygon():
            return _cap_of(area.ring)
        case _:
            return _cap_of(area.outline.ring)


def _image_rad(metres: float) -> float:
    return metres / (EQUATOR_RADIUS_M * SHORTEST_PER_IMAGE)


def _cap_of(corners: Sequence[Position]) -> tuple[Vector, float]:
    images = [unit_vector(corner.lat, corner.lon) for corner in corners]
    x, y, z = (math.fsum(axis) for axis in zip(*images, strict=True))
    center = unit((x, y, z))
    return center, max(math.acos(max(-1.0, min(1.0, dot(center, image)))) for image in images)
