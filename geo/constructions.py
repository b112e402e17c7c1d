"""How a zone is built: circle, corridor, polygon, side of a line, parallel, union; and lines and points.

A construction says what a party stated ("55 km around the garrison", "west of the river") in the words of
geometry, and nothing is computed before somebody asks. Edges of polygons, lines and outlines are geodesics on
WGS 84, not straight lines on a map: over 100 km at 34 degrees north the two differ by 132 m. A parallel
follows its parallel.

Each value checks itself once, when made. What cannot be answered rightly is refused here: a ring around a
pole, an edge longer than 5,000 km. Crossing the 180th meridian is allowed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from geo.construction_checks import checked_line, checked_ring, is_left_side
from geo.errors import ConstructionError
from geo.values import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.position import Position

# Above it, the far side of a circle nears its centre's antipode, where "inside" loses its plain meaning.
LARGEST_RADIUS_M = 5_000_000.0

LineSide: TypeAlias = Literal["north", "south", "east", "west", "left", "right"]
ParallelSide: TypeAlias = Literal["north", "south"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Circle(Value):
    """All points at most `radius_m` from `center`, along geodesics on WGS 84.

    Parameters
    ----------
    center : Position
        The centre; its own uncertainty is not looked at (give it to the verdict).
    radius_m : float
        Metres, above 0 and at most 5,000 km.

    Raises
    ------
    ConstructionError
        If the radius is out of its range.

    Examples
    --------
    >>> from geo.position import Position
    >>> Circle(center=Position(lat=33.50583, lon=38.61778), radius_m=55_000).radius_m
    55000
    >>> Circle(center=Position(lat=33.5, lon=38.6), radius_m=0)
    Traceback (most recent call last):
        ...
    geo.errors.ConstructionError: a circle's radius of 0 m is not above 0 and at most 5,000 km
    """

    center: Position
    radius_m: float

    def __post_init__(self) -> None:
        if not 0 < self.radius_m <= LARGEST_RADIUS_M:
            raise ConstructionError(
                f"a circle's radius of {self.radius_m} m is not above 0 and at most 5,000 km"
            )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Line(Value):
    """A line of geodesic edges. It has no inside: a location is on it, within its uncertainty, or off it.

    Parameters
    ----------
    line : tuple of Position
        Two or more positions, in order, no two neighbours equal.

    Raises
    ------
    ConstructionError
        If there are fewer than two positions, two neighbours are equal, or an edge is longer than 5,000 km.

    Examples
    --------
    >>> from geo.position import Position
    >>> len(Line(line=(Position(lat=35.74, lon=38.4), Position(lat=35.68, lon=38.58))).line)
    2
    """

    line: tuple[Position, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "line", checked_line(self.line, "a line"))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Corridor(Value):
    """All points at most `half_width_m` from a line of geodesic edges; its ends are round.

    Parameters
    ----------
    line : tuple of Position
        Two or more positions, in order, no two neighbours equal.
    half_width_m : float
        Metres to either side of the line, above 0 and at most 5,000 km.

    Raises
    ------
    ConstructionError
        If the line is no line, or the half width is out of its range.

    Examples
    --------
    >>> from geo.position import Position
    >>> berm = (Position(lat=33.3747, lon=38.7936), Position(lat=33.2, lon=38.42))
    >>> Corridor(line=berm, half_width_m=5_000).half_width_m
    5000
    """

    line: tuple[Position, ...]
    half_width_m: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "line", checked_line(self.line, "a corridor's line"))
        if not 0 < self.half_width_m <= LARGEST_RADIUS_M:
            raise ConstructionError(
                f"a corridor's half width of {self.half_width_m} m is not above 0 and at most 5,000 km"
            )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Polygon(Value):
    """All points within a ring of geodesic edges, wound either way.

    Parameters
    ----------
    ring : tuple of Position
        Three or more positions. A last position equal to the first is left out: the ring closes itself.

    Raises
    ------
    ConstructionError
        If there are fewer than three positions, the ring crosses or touches itself, has no area, goes around
        a pole, or has an edge longer than 5,000 km.

    Examples
    --------
    >>> from geo.position import Position
    >>> corners = [(33.6, 36.35), (33.6, 36.52), (33.47, 36.52), (33.47, 36.37)]
    >>> len(Polygon(ring=tuple(Position(lat=lat, lon=lon) for lat, lon in corners)).ring)
    4
    >>> bow = [(33.6, 36.3), (33.4, 36.5), (33.6, 36.5), (33.4, 36.3)]
    >>> Polygon(ring=tuple(Position(lat=lat, lon=lon) for lat, lon in bow))
    Traceback (most recent call last):
        ...
    geo.errors.ConstructionError: a polygon's ring crosses itself: its edges 1 and 3 meet; list its corners in order
    """

    ring: tuple[Position, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "ring", checked_ring(self.ring))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class SideOfLine(Value):
    """The part of an outline on one side of a line that cuts it: "west of the river, within the country".

    A line that ends inside the outline is prolonged to it, straight on along its first or last edge. Parts of
    the line outside the outline are left out.

    Parameters
    ----------
    line : tuple of Position
        Two or more positions, in order.
    side : {"north", "south", "east", "west", "left", "right"}
        A compass word does not depend on the order of the line's positions; "left" and "right" look along it.
    outline : Polygon
        What is cut, often a country.

    Raises
    ------
    ConstructionError
        If the side is no such word, or does not tell the sides apart: a line whose ends lie within 10 degrees
        of due east and west of each other has no east side. That the line cuts the outline is found when it
        is first measured or drawn.

    Examples
    --------
    >>> from geo.position import Position
    >>> corners = [(37, 36), (37, 42), (33, 42), (33, 36)]
    >>> country = Polygon(ring=tuple(Position(lat=lat, lon=lon) for lat, lon in corners))
    >>> river = (Position(lat=36.82, lon=38.01), Position(lat=34.42, lon=41.0))
    >>> SideOfLine(line=river, side="west", outline=country).is_left
    False
    >>> SideOfLine(line=river[::-1], side="west", outline=country).is_left
    True
    """

    line: tuple[Position, ...]
    side: LineSide
    outline: Polygon

    def __post_init__(self) -> None:
        object.__setattr__(self, "line", checked_line(self.line, "a dividing line"))
        is_left_side(self.line, self.side)

    @property
    def is_left(self) -> bool:
        """Whether the side lies to the left of one who walks along the line."""
        return is_left_side(self.line, self.side)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Parallel(Value):
    """The part of an outline north or south of a parallel of latitude. The border follows the parallel.

    Parameters
    ----------
    latitude_deg : float
        Degrees north, between -85 and 85.
    side : {"north", "south"}
        The part that is meant.
    outline : Polygon
        What is cut.

    Raises
    ------
    ConstructionError
        If the latitude or the side is out of its range. That the parallel cuts the outline is found when it
        is first measured or drawn.

    Examples
    --------
    >>> from geo.position import Position
    >>> corners = [(37, 41), (37, 48), (30, 48), (30, 41)]
    >>> country = Polygon(ring=tuple(Position(lat=lat, lon=lon) for lat, lon in corners))
    >>> Parallel(latitude_deg=36, side="north", outline=country).latitude_deg
    36
    """

    latitude_deg: float
    side: ParallelSide
    outline: Polygon

    def __post_init__(self) -> None:
        if not -85 <= self.latitude_deg <= 85:
            raise ConstructionError(f"a parallel at {self.latitude_deg} degrees is not between -85 and 85")
        if self.side not in {"north", "south"}:
            raise ConstructionError(f"side {self.side!r} of a parallel is neither 'north' nor 'south'")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Union(Value):
    """All points that are in one part or more; parts may overlap.

    Parameters
    ----------
    parts : tuple of constructions with an inside
        Circles, corridors, polygons, sides of lines, parallels; unions among them are taken apart.

    Raises
    ------
    ConstructionError
        If there is no part, or one without an inside (a line, a set of points).

    Examples
    --------
    >>> from geo.position import Position
    >>> post = Circle(center=Position(lat=33.3, lon=38.7), radius_m=5_000)
    >>> len(Union(parts=(post, Union(parts=(post,)))).parts)
    2
    """

    parts: tuple[SimpleArea, ...]

    def __init__(self, *, parts: Sequence[Area]) -> None:
        parts = tuple(parts)
        if not parts:
            raise ConstructionError("a union needs one part or more, and none was given")
        for part in parts:
            if isinstance(part, Line | PointSet):
                raise ConstructionError(
                    f"a {type(part).__name__} has no inside and cannot be part of a union; "
                    "make it a corridor or circles"
                )
        object.__setattr__(self, "parts", tuple(_flat(parts)))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class PointSet(Value):
    """Single points, such as two exit checkpoints. They have no inside.

    Parameters
    ----------
    points : tuple of Position
        One position or more.

    Raises
    ------
    ConstructionError
        If there is no position.

    Examples
    --------
    >>> from geo.position import Position
    >>> len(PointSet(points=(Position(lat=33.6, lon=38.3), Position(lat=33.9, lon=38.9))).points)
    2
    """

    points: tuple[Position, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "points", tuple(self.points))
        if not self.points:
            raise ConstructionError("a set of points needs one point or more, and none was given")


SimpleArea: TypeAlias = Circle | Corridor | Polygon | SideOfLine | Parallel
Area: TypeAlias = SimpleArea | Union
Construction: TypeAlias = Area | Line | PointSet


def has_inside(construction: Construction) -> bool:
    """Tell whether a location can be inside: not of a line, nor of a set of points.

    Examples
    --------
    >>> from geo.position import Position
    >>> has_inside(PointSet(points=(Position(lat=33.6, lon=38.3),)))
    False
    """
    return not isinstance(construction, Line | PointSet)


def _flat(parts: Sequence[Area]) -> Iterator[SimpleArea]:
    for part in parts:
        if isinstance(part, Union):
            yield from part.parts
        else:
            yield part
