"""Where a case lies, so that a reading far from it is noticed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.coordinates.reading import pair_text
from geo.errors import CoordinateError

if TYPE_CHECKING:
    from geo.position import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A disc in which the positions of a case are expected.

    Parameters
    ----------
    center : Position
        Its middle.
    radius_m : float
        Metres along the ellipsoid, above 0.

    Raises
    ------
    CoordinateError
        If the radius is not above 0.

    Examples
    --------
    >>> from geo.position import Position
    >>> al_tanf = Area(center=Position(lat=33.5, lon=38.6), radius_m=200_000)
    >>> al_tanf.holds(33.4, 38.7), al_tanf.holds(38.6, 33.5)
    (True, False)
    """

    center: Position
    radius_m: float

    def __post_init__(self) -> None:
        if not 0 < self.radius_m < float("inf"):
            raise CoordinateError(f"an area's radius of {self.radius_m} m is not above 0")

    def distance_m(self, lat: float, lon: float) -> float:
        """Return the metres from the area's edge to a point in degrees; 0 inside."""
        # geographiclib answers one question without pyproj's 80 ms of import; here, since most readings need no area.
        from geographiclib.geodesic import Geodesic

        line = Geodesic.WGS84.Inverse(self.center.lat, self.center.lon, lat, lon, Geodesic.DISTANCE)
        return max(0.0, float(line["s12"]) - self.radius_m)

    def holds(self, lat: float, lon: float) -> bool:
        """Tell whether a point in degrees lies in the area, its edge included."""
        return self.distance_m(lat, lon) == 0


def area_warnings(position: Position, area: Area, *, swappable: bool) -> tuple[str, ...]:
    """Return what to say of a reading outside the area: its distance, and that of the likely other readings.

    Parameters
    ----------
    position : Position
        The reading.
    area : Area
        Where the case lies.
    swappable : bool
        Whether the notation has two axes that can be swapped; a grid reference has none.

    Returns
    -------
    tuple of str
        Empty inside the area, else one sentence.

    Examples
    --------
    >>> from geo.position import Position
    >>> al_tanf = Area(center=Position(lat=33.5, lon=38.6), radius_m=200_000)
    >>> area_warnings(Position(lat=38.6, lon=33.5), al_tanf, swappable=True)
    ('38.6 N, 33.5 E lies 529 km outside the area; with latitude and longitude swapped, 33.5 N, 38.6 E lies inside it',)
    """
    outside_m = area.distance_m(position.lat, position.lon)
    if outside_m == 0:
        return ()
    parts = [f"{pair_text(position.lat, position.lon)} lies {_kilometres(outside_m)} outside the area"]
    nearest_m = outside_m
    if swappable and abs(position.lon) <= 90:
        swapped_m = area.distance_m(position.lon, position.lat)
        nearest_m = min(nearest_m, swapped_m)
        swapped = pair_text(position.lon, position.lat)
        parts.append(f"with latitude and longitude swapped, {swapped} lies {_where(swapped_m)}")
    flips = [(-position.lat, position.lon), (position.lat, -position.lon), (-position.lat, -position.lon)]
    flipped_m, flipped = min((area.distance_m(lat, lon), (lat, lon)) for lat, lon in flips)
    if swappable and flipped_m < nearest_m:
        parts.append(f"in the other hemisphere, {pair_text(*flipped)} lies {_where(flipped_m)}")
    return ("; ".join(parts),)


def _where(outside_m: float) -> str:
    return "inside it" if outside_m == 0 else f"{_kilometres(outside_m)} outside it"


def _kilometres(distance_m: float) -> str:
    return f"{distance_m / 1000:,.0f} km" if distance_m >= 10_000 else f"{distance_m / 1000:.1f} km"
