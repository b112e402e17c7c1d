"""MGRS references: a square of 1 m to 100 km, as an area and its middle."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from geo.coordinates import grid, grid_zones
from geo.coordinates.projection import metres_per_degree
from geo.coordinates.reading import Cell, Reading, quoted
from geo.errors import CoordinateError
from geo.position import Position

if TYPE_CHECKING:
    from collections.abc import Iterable

_LEAD = r"(?:mgrs\s*[:=]?\s*)?"
_REFERENCE = re.compile(
    rf"{_LEAD}(?P<zone>\d{{1,2}})?(?P<gap>\s?)(?P<band>[a-z])\s?(?P<square>[a-z]{{2}})\s?(?P<digits>[\d ]*)",
    re.IGNORECASE,
)
_ZONE_ALONE = re.compile(rf"{_LEAD}\d{{1,2}}\s?[a-z]", re.IGNORECASE)
_MONTHS = frozenset({"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"})
_ANGLE_WORDS = frozenset({"deg", "min", "sec", "lat", "lon", "lng"})
_YEAR = re.compile(r"(?:19|20)?\d\d")

Point = tuple[float, float]


def mgrs_match(plain_text: str) -> re.Match[str] | None:
    """Return the match of what is written as an MGRS reference, or None.

    Examples
    --------
    >>> mgrs_match("37S DT 64499 07431")["square"]
    'DT'
    >>> mgrs_match("33.5 N, 38.6 E") is None
    True
    """
    match = _REFERENCE.fullmatch(plain_text)
    if match and match["zone"] is None and match["band"].upper() not in "ABYZ":
        return None
    return match


def is_zone_alone(plain_text: str) -> bool:
    """Tell whether a text is only a zone and a band, as "37S"."""
    return _ZONE_ALONE.fullmatch(plain_text) is not None


def read_mgrs(match: re.Match[str], *, text: str) -> Reading:
    """Return the reading of an MGRS reference: the middle of its square, and the square.

    A square that the edge of its zone or band cuts is the part inside; the position is the middle of that part.

    Parameters
    ----------
    match : re.Match
        From `mgrs_match`.
    text : str
        The text as given.

    Raises
    ------
    CoordinateError
        If there is no such square, or the digits do not halve into easting and northing.

    Examples
    --------
    >>> reading = read_mgrs(mgrs_match("37SDT6407"), text="37SDT6407")
    >>> round(reading.position.lat, 3), round(reading.position.lon, 3), round(reading.position.uncertainty_m)
    (33.506, 38.618, 707)
    """
    band, square = match["band"].upper(), match["square"].upper()
    _refuse_dates(match, text)
    east_digits, north_digits = _digits(match["digits"], text)
    plane, corner = _square(match["zone"], band, square, text)
    size_m = grid.SQUARE_M // 10 ** len(east_digits)
    easting_m = corner.easting_m + size_m * int(east_digits or 0)
    northing_m = corner.northing_m + size_m * int(north_digits or 0)
    if not plane.zone:
        return _polar_reading(plane, easting_m, northing_m, size_m, text)
    return _zone_reading(plane, band, easting_m, northing_m, size_m, text)


def _refuse_dates(match: re.Match[str], text: str) -> None:
    """Refuse "13 JAN 2017" and "31 deg 22", which happen to be squares too."""
    letters = (match["band"] + match["square"]).casefold()
    digits = match["digits"].replace(" ", "")
    together = match["band"] + match["square"] in text and not match[0].lower().startswith("mgrs")
    if together and match["zone"] and letters in _MONTHS and _YEAR.fullmatch(digits):
        raise CoordinateError(
            f"{quoted(text)}: can be read as a date, or as the MGRS square {match['zone']}{match['band']} "
            f"{match['square']}. Write the square with spaces, as in 37S DT 64 07."
        )
    if together and letters in _ANGLE_WORDS and not (match["band"] + match["square"]).isupper():
        raise CoordinateError(
            f"{quoted(text)}: {letters!r} can be read as a word, or as an MGRS band and square. "
            "Write MGRS in capitals, and an angle with N, S, E or W."
        )


def _digits(written: str, text: str) -> tuple[str, str]:
    """Halve the digits into easting and northing."""
    pieces = written.split()
    joined = "".join(pieces)
    if len(pieces) == 2 and len(pieces[0]) != len(pieces[1]):
        raise CoordinateError(
            f"{quoted(text)}: {len(pieces[0])} digits of easting and {len(pieces[1])} of northing; "
            "MGRS has as many of each."
        )
    if len(joined) % 2 or len(joined) > 10 or len(pieces) > 2:
        raise CoordinateError(
            f"{quoted(text)}: {len(joined)} digits do not halve into easting and northing of 0 to 5 digits each."
        )
    return joined[: len(joined) // 2], joined[len(joined) // 2 :]


def _square(zone_text: str | None, band: str, square: str, text: str) -> tuple[grid.Plane, grid.Corner]:
    """Find the 100 km square, or say which part of its name is wrong."""
    if zone_text is None:
        corner = grid.polar_corner(band, *square)
        if corner is None:
            raise CoordinateError(f"{quoted(text)}: there is no square {square} in the polar area {band}.")
        return grid.Plane(0, north=band in "YZ"), corner
    zone = int(zone_text)
    if not 1 <= zone <= 60:
        raise CoordinateError(f"{quoted(text)}: there is no zone {zone}; zones go from 1 to 60.")
    if band not in grid_zones.BANDS:
        raise CoordinateError(
            f"{quoted(text)}: there is no band {band} in a zone; bands go from C to X, without I and O, and A, B, "
            "Y and Z are the poles, written without a zone."
        )
    if not grid_zones.exists(zone, band):
        raise CoordinateError(f"{quoted(text)}: zone {zone} does not exist in band {band} (Svalbard).")
    corner = grid.zone_corner(zone, band, *square)
    if corner is None:
        raise CoordinateError(
            f"{quoted(text)}: there is no square {square} in {zone}{band}. Check the letters."
        )
    return grid.Plane(zone, north=band >= "N"), corner


def _zone_reading(
    plane: grid.Plane, band: str, easting_m: float, northing_m: float, size_m: float, text: str
) -> Reading:
    """Read a square on UTM, cut to its zone and band."""
    centre_lon = 6 * plane.zone - 183
    outline = _outline(plane, easting_m, northing_m, size_m, parts=1)
    limits = grid_zones.bounds(plane.zone, band)
    whole = [(lat, centre_lon + math.remainder(lon - centre_lon, 360)) for lat, lon in outline]
    lat, lon = plane.degrees(easting_m + size_m / 2, northing_m + size_m / 2)
    if _inside(whole, limits):
        cell = _cell(whole)
        position = Position(lat=lat, lon=lon, uncertainty_m=size_m / math.sqrt(2))
        return Reading(position=position, notation="MGRS", text=text, cell=cell)
    fine = _outline(plane, easting_m, northing_m, size_m, parts=16)
    cut = _clipped([(lat, centre_lon + math.remainder(lon - centre_lon, 360)) for lat, lon in fine], limits)
    if len(cut) < 3:
        position = Position(lat=lat, lon=lon, uncertainty_m=size_m / math.sqrt(2))
        warning = f"this square lies outside {plane.zone}{band}; it is read all the same"
        return Reading(position=position, notation="MGRS", text=text, cell=_cell(whole), warnings=(warning,))
    middle = _middle(cut)
    position = Position(
        lat=middle[0],
        lon=_wrapped(middle[1]),
        uncertainty_m=min(_reach_m(middle, cut), size_m * math.sqrt(2)),
    )
    warning = (
        f"the edge of {plane.zone}{band} cuts this square; the position is the middle of the part inside"
    )
    return Reading(position=position, notation="MGRS", text=text, cell=_cell(cut), warnings=(warning,))


def _polar_reading(
    plane: grid.Plane, easting_m: float, northing_m: float, size_m: float, text: str
) -> Reading:
    """Read a square on UPS, which is never cut."""
    outline = _outline(plane, easting_m, northing_m, size_m, parts=1)
    lat, lon = plane.degrees(easting_m + size_m / 2, northing_m + size_m / 2)
    # Seen from the middle, so that the 180th meridian is -180 for a western square, and a pole has no longitude.
    around = [
        (corner_lat, lon if abs(corner_lat) == 90 else lon + math.remainder(corner_lon - lon, 360))
        for corner_lat, corner_lon in outline
    ]
    position = Position(lat=lat, lon=lon, uncertainty_m=size_m / math.sqrt(2))
    return Reading(position=position, notation="MGRS", text=text, cell=_cell(around))


def _outline(
    plane: grid.Plane, easting_m: float, northing_m: float, size_m: float, *, parts: int
) -> list[Point]:
    """Latitude and longitude along the four sides, counter-clockwise from the south-west."""
    corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]
    points = []
    for (east, north), (next_east, next_north) in zip(corners, corners[1:] + corners[:1], strict=True):
        for part in range(parts):
            share = part / parts
            points.append(
                plane.degrees(
                    easting_m + size_m * (east + share * (next_east - east)),
                    northing_m + size_m * (north + share * (next_north - north)),
                )
            )
    return points


def _inside(points: Iterable[Point], limits: tuple[float, float, float, float]) -> bool:
    south, west, north, east = limits
    return all(south <= lat <= north and west <= lon <= east for lat, lon in points)


def _clipped(points: list[Point], limits: tuple[float, float, float, float]) -> list[Point]:
    """Cut a polygon to south, west, north, east, side by side (Sutherland and Hodgman 1974)."""
    south, west, north, east = limits
    for axis, limit, keep_above in ((0, south, True), (1, west, True), (0, north, False), (1, east, False)):
        kept: list[Point] = []
        for before, here in zip(points[-1:] + points[:-1], points, strict=True):
            here_in = here[axis] >= limit if keep_above else here[axis] <= limit
            before_in = before[axis] >= limit if keep_above else before[axis] <= limit
            if here_in != before_in:
                share = (limit - before[axis]) / (here[axis] - before[axis])
                other = before[1 - axis] + share * (here[1 - axis] - before[1 - axis])
                kept.append((limit, other) if axis == 0 else (other, limit))
            if here_in:
                kept.append(here)
        points = kept
    return points


def _middle(points: list[Point]) -> Point:
    """Give the centroid of a polygon, which for a sliver along a parallel lies inside where a box's middle does not."""
    first_lat, first_lon = points[0]
    doubled_area = lat_moment = lon_moment = 0.0
    for (lat, lon), (next_lat, next_lon) in zip(points, points[1:] + points[:1], strict=True):
        # Counted from the first corner, or small squares would drown in rounding.
        y, x, next_y, next_x = lat - first_lat, lon - first_lon, next_lat - first_lat, next_lon - first_lon
        cross = x * next_y - next_x * y
        doubled_area += cross
        lat_moment += (y + next_y) * cross
        lon_moment += (x + next_x) * cross
    if abs(doubled_area) < 1e-18:  # a sliver thinner than a millimetre
        return first_lat, first_lon
    return first_lat + lat_moment / (3 * doubled_area), first_lon + lon_moment / (3 * doubled_area)


def _reach_m(middle: Point, points: list[Point]) -> float:
    """Metres from the middle to the farthest point of the outline, flat: a square is small."""
    lat_m, lon_m = metres_per_degree(middle[0])
    return max(math.hypot((lat - middle[0]) * lat_m, (lon - middle[1]) * lon_m) for lat, lon in points)


def _cell(points: list[Point]) -> Cell:
    lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
    return Cell(
        south=min(lats),
        west=_wrapped(min(lons)),
        north=max(lats),
        east=_wrapped(max(lons)),
        corners=tuple(Position(lat=lat, lon=_wrapped(lon)) for lat, lon in points),
    )


def _wrapped(lon: float) -> float:
    return lon if -180 <= lon <= 180 else math.remainder(lon, 360)
