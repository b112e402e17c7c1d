"""Areas bound by edges, drawn in the plane of longitude and latitude so finely that few points are in doubt.

An edge that is a geodesic becomes a chain of straight chords, which stray from it by less than `STRAY_M`.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

import numpy as np
import shapely

from geo.borders.cutting import rings_of
from geo.constructions import Parallel, Polygon, SideOfLine
from geo.geodesy import geod
from geo.screening.bounds import SMALLEST_RADIUS_M
from geo.screening.columns import spread
from geo.vectors import EQUATOR_RADIUS_M, FLATTENING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from shapely import MultiPolygon

    from geo.position import Position

    Floats: TypeAlias = NDArray[np.float64]

EdgedArea: TypeAlias = Polygon | SideOfLine | Parallel
Edges: TypeAlias = Literal["geodesic", "planar"]

# How far a chord is meant to stray at most, and how far from the chords a point is measured exactly. The proof needs
# less than the half of what lies between them.
STRAY_M = 0.5
DOUBT_M = 1.0
# Nearer to a pole, a chord in longitude and latitude is no likeness of a geodesic.
HIGHEST_LAT = 89.95
# Rounding in the plane is below 1e-12 degrees.
PLANAR_DOUBT_DEG = 1e-9


class Drawing(NamedTuple):
    """The rings of one area, in one place of the plane."""

    area: int
    """The number of the area."""
    rings: list[Floats]
    """Closed, of shape (n, 2): longitudes without a jump, and latitudes, in degrees."""
    doubt_deg: tuple[float, float]
    """How far from its chords, in longitude and in latitude, points may be in doubt."""

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north, with all that is in doubt."""
        corners = np.concatenate(self.rings)
        (west, south), (east, north) = corners.min(axis=0), corners.max(axis=0)
        lon, lat = self.doubt_deg
        return float(west - lon), float(south - lat), float(east + lon), float(north + lat)

    def shape(self) -> MultiPolygon:
        """Return the area as prepared by Shapely: its rings lie beside each other."""
        shape = shapely.MultiPolygon([shapely.Polygon(ring) for ring in self.rings])
        shapely.prepare(shape)
        return shape


def drawings(area: EdgedArea, *, number: int, edges: Edges) -> list[Drawing] | None:
    """Draw an area between -180 and 180 degrees, or return None where it comes too close to a pole for that.

    An area across the 180th meridian is drawn whole on either side of the plane, a turn apart: nothing is cut.
    """
    rings = [area.ring] if isinstance(area, Polygon) else rings_of(area)
    drawn = []
    for ring in rings:
        corners = _unwrapped(ring)
        if edges == "geodesic":
            dense = _dense(corners)
            if dense is None:
                return None
            corners = dense
        drawn.append(corners)
    highest = max(float(np.abs(corners[:, 1]).max()) for corners in drawn)
    lat_doubt = PLANAR_DOUBT_DEG
    if edges == "geodesic":
        lat_doubt += np.degrees(2 * DOUBT_M / SMALLEST_RADIUS_M)
    lon_doubt = lat_doubt / max(np.cos(np.radians(min(highest + 2 * lat_doubt, 90.0))), 1e-6)
    return list(_placed(Drawing(number, drawn, (float(lon_doubt), float(lat_doubt)))))


def _placed(drawing: Drawing) -> Iterator[Drawing]:
    """Yield a drawing moved by every number of turns that brings a part of it to between -180 and 180 degrees."""
    west, _, east, _ = drawing.bounds
    for turn in range(int(np.ceil((-180 - east) / 360)), int(np.floor((180 - west) / 360)) + 1):
        # where no turn is needed, rings keep their every bit
        yield drawing._replace(rings=[ring + np.array((360.0 * turn, 0.0)) for ring in drawing.rings])


def _unwrapped(ring: Sequence[Position]) -> Floats:
    """Return a ring, closed, each longitude the short way from the one before."""
    corners = np.array([(corner.lon, corner.lat) for corner in itertools.chain(ring, ring[:1])], dtype=float)
    # in whole turns, so that longitudes that need none keep their every bit
    corners[1:, 0] -= 360 * np.cumsum(np.round(np.diff(corners[:, 0]) / 360))
    return corners


def _dense(corners: Floats) -> Floats | None:
    """Return a ring with points along its geodesic edges, as many as hold the stray below `STRAY_M`.

    A chord of length L strays L^2 k / 8, where k = 1.1 tan(latitude) / a bounds the curvature of a geodesic in this plane.
    """
    (lon, lat), (end_lon, end_lat) = corners[:-1].T, corners[1:].T
    azimuth, back_azimuth, length = geod().inv(lon, lat, end_lon, end_lat)
    highest = _highest_lat(lat, end_lat, azimuth, back_azimuth)
    if highest.max() > HIGHEST_LAT:
        return None
    curvature = 1.1 * np.tan(np.radians(highest)) / EQUATOR_RADIUS_M
    count = np.maximum(np.ceil(length * np.sqrt(curvature / (8 * STRAY_M))), 1).astype(int)
    if count.max() == 1:
        return corners
    edge, step = spread(np.zeros(count.size, dtype=int), count)
    along = length[edge] * step / count[edge]
    lons, lats, _ = geod().fwd(lon[edge], lat[edge], azimuth[edge], along)
    lons += 360 * np.round((lon[edge] - lons) / 360)
    at_corner = step == 0
    lons[at_corner], lats[at_corner] = lon[edge[at_corner]], lat[edge[at_corner]]
    return np.concatenate((np.column_stack((lons, lats)), corners[-1:]))


def _highest_lat(lat: Floats, end_lat: Floats, azimuth: Floats, back_azimuth: Floats) -> Floats:
    """Return the latitudes farthest from the equator, without sign, that geodesics reach, in degrees."""
    ends = np.maximum(np.abs(lat), np.abs(end_lat))
    # Clairaut: cos(beta) sin(azimuth) is the same all along, so that its value is the cosine at the highest point
    beta = np.arctan((1 - FLATTENING) * np.tan(np.radians(lat)))
    at_most = np.arccos(np.clip(np.abs(np.sin(np.radians(azimuth))) * np.cos(beta), 0, 1))
    turning_point = np.degrees(np.arctan(np.tan(at_most) / (1 - FLATTENING)))
    # which lies between the ends only if both see the other to the north, or both to the south
    turns = np.cos(np.radians(azimuth)) * np.cos(np.radians(back_azimuth)) > -1e-9
    highest: Floats = np.where(turns, np.maximum(turning_point, ends), ends)
    return highest
