"""What the map and the sheet show first: the definition that most claims bear on, else where the incidents are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from layers.locating import locate
from layers.records import ZoneDefinition
from layers.rows import zone_geometry

if TYPE_CHECKING:
    from layers.case import Case

MARGIN = 0.35
"""Free space on each side, as a share of the height and width."""


class Extent(NamedTuple):
    """A box in degrees on WGS 84."""

    west: float
    south: float
    east: float
    north: float

    @property
    def center_lon(self) -> float:
        """The meridian in the middle."""
        return (self.west + self.east) / 2

    @property
    def center_lat(self) -> float:
        """The parallel in the middle."""
        return (self.south + self.north) / 2


def opening_extent(case: Case) -> Extent:
    """Return the box around the definition most spoken of; without one, around all incidents; else the whole Earth.

    Examples
    --------
    >>> from layers.cases import bundled_case
    >>> [round(edge, 1) for edge in opening_extent(bundled_case("al-tanf"))]
    [37.6, 32.7, 39.6, 34.3]
    """
    spoken = Counter(claim.subject for claim in case.claims if claim.subject_kind == "zone definition")
    if spoken:
        import shapely
        from shapely.geometry import shape

        most = min(spoken, key=lambda definition: (-spoken[definition], definition))
        west, south, east, north = shapely.bounds(
            shape(zone_geometry(case.get(ZoneDefinition, most), case))
        ).tolist()
        return _with_margin(west, south, east, north)
    positions = [found for incident in case.incidents if (found := locate(incident.where, case))]
    if not positions:
        return Extent(-180, -85, 180, 85)
    lons, lats = [found.lon for found in positions], [found.lat for found in positions]
    return _with_margin(min(lons), min(lats), max(lons), max(lats))


def _with_margin(west: float, south: float, east: float, north: float) -> Extent:
    wide, tall = max(east - west, 0.1) * MARGIN, max(north - south, 0.1) * MARGIN
    edges = (max(west - wide, -180), max(south - tall, -85), min(east + wide, 180), min(north + tall, 85))
    return Extent(*(round(edge, 4) for edge in edges))
