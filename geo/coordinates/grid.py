"""The letters of MGRS: which 100 km square they name, and on which projection.

Notes
-----
NGA.STND.0037 (2014), section 10 and appendix C: columns repeat every three zones; rows repeat every 2,000 km and
start at F in even zones; the polar squares leave out the letters D, E, M, N, V and W. Only the AA scheme of
WGS 84 is known here, not the AL scheme of older datums.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from geo.coordinates import grid_zones
from geo.coordinates.projection import degrees_from_ups, degrees_from_utm

SQUARE_M = 100_000
_COLUMNS = ("ABCDEFGH", "JKLMNPQR", "STUVWXYZ")
_ROWS = "ABCDEFGHJKLMNPQRSTUV"
_EVEN_ROWS_START = 5
_ROWS_CYCLE_M = 2_000_000


class _PolarHalf(NamedTuple):
    """Half of a polar area: its columns and rows, and the easting and northing where they begin."""

    columns: str
    rows: str
    west_m: int
    south_m: int
    north: bool


_POLAR = {
    "A": _PolarHalf("JKLPQRSTUXYZ", "ABCDEFGHJKLMNPQRSTUVWXYZ", 800_000, 800_000, north=False),
    "B": _PolarHalf("ABCFGHJKLPQR", "ABCDEFGHJKLMNPQRSTUVWXYZ", 2_000_000, 800_000, north=False),
    "Y": _PolarHalf("RSTUXYZ", "ABCDEFGHJKLMNP", 1_300_000, 1_300_000, north=True),
    "Z": _PolarHalf("ABCFGHJ", "ABCDEFGHJKLMNP", 2_000_000, 1_300_000, north=True),
}


class Corner(NamedTuple):
    """The south-west corner of a square: metres on UTM (north counted from the equator) or UPS."""

    easting_m: float
    northing_m: float


class Plane(NamedTuple):
    """The plane a square lies on: a UTM zone, or UPS at a pole where `zone` is 0."""

    zone: int
    north: bool

    def degrees(self, easting_m: float, northing_m: float) -> tuple[float, float]:
        """Return latitude and longitude in degrees of a point on the plane."""
        if self.zone:
            return degrees_from_utm(easting_m, northing_m, zone=self.zone)
        return degrees_from_ups(easting_m, northing_m, north=self.north)


def polar_corner(half: str, column: str, row: str) -> Corner | None:
    """Return the corner of a polar square, or None where there is no such square.

    Examples
    --------
    >>> polar_corner("Z", "A", "H"), polar_corner("Z", "D", "H")
    (Corner(easting_m=2000000, northing_m=2000000), None)
    """
    names = _POLAR[half]
    if column not in names.columns or row not in names.rows:
        return None
    corner = Corner(
        names.west_m + SQUARE_M * names.columns.index(column),
        names.south_m + SQUARE_M * names.rows.index(row),
    )
    lats = [
        abs(degrees_from_ups(corner.easting_m + east, corner.northing_m + north, north=names.north)[0])
        for east in (0, SQUARE_M)
        for north in (0, SQUARE_M)
    ]
    limit_deg = grid_zones.NORTHERN_LIMIT_DEG if names.north else -grid_zones.SOUTHERN_LIMIT_DEG
    return corner if max(lats) > limit_deg else None


def polar_letters(easting_m: float, northing_m: float, *, north: bool) -> str:
    """Return half, column and row of a UPS point, as in "ZAH"."""
    half = ("YZ" if north else "AB")[easting_m >= 2_000_000]
    names = _POLAR[half]
    column = names.columns[int((easting_m - names.west_m) // SQUARE_M)]
    return half + column + names.rows[int((northing_m - names.south_m) // SQUARE_M)]


@lru_cache(maxsize=4096)
def zone_corner(zone: int, band: str, column: str, row: str) -> Corner | None:
    """Return the corner of a square in a zone and band, or None where no part of it lies there.

    Remembered for a while: the squares of a case are few, and each costs some inverse projections.

    Examples
    --------
    >>> zone_corner(37, "S", "D", "T")
    Corner(easting_m=400000, northing_m=3700000)
    >>> zone_corner(37, "S", "K", "T") is None
    True
    """
    columns = _COLUMNS[(zone - 1) % 3]
    if column not in columns or row not in _ROWS:
        return None
    easting_m = SQUARE_M * (columns.index(column) + 1)
    row_number = (_ROWS.index(row) - (0 if zone % 2 else _EVEN_ROWS_START)) % len(_ROWS)
    for cycle in range(-5, 5):
        northing_m = row_number * SQUARE_M + cycle * _ROWS_CYCLE_M
        if _touches(zone, band, easting_m, northing_m):
            return Corner(easting_m, northing_m)
    return None


def zone_letters(easting_m: float, northing_m: float, *, zone: int) -> str:
    """Return column and row of a UTM point, north counted from the equator, as in "DT"."""
    column = _COLUMNS[(zone - 1) % 3][int(easting_m // SQUARE_M) - 1]
    offset = 0 if zone % 2 else _EVEN_ROWS_START
    return column + _ROWS[(int(northing_m // SQUARE_M) + offset) % len(_ROWS)]


def _touches(zone: int, band: str, easting_m: float, northing_m: float) -> bool:
    """Whether any part of a 100 km square lies in a zone and band."""
    south, west, north, east = grid_zones.bounds(zone, band)
    # A degree of latitude is never under 110 km: most of the ten candidates fall here, cheaply.
    if not south * 111_700 - 600_000 < northing_m < north * 111_700 + 600_000:
        return False
    centre = 6 * zone - 183
    points = []
    for part in range(5):
        for along in (0, SQUARE_M):
            step_m = part * SQUARE_M / 4
            points.append(degrees_from_utm(easting_m + along, northing_m + step_m, zone=zone))
            points.append(degrees_from_utm(easting_m + step_m, northing_m + along, zone=zone))
    lats = [lat for lat, _ in points]
    lons = [centre + (lon - centre + 180) % 360 - 180 for _, lon in points]
    return max(lats) > south and min(lats) < north and max(lons) > west and min(lons) < east
