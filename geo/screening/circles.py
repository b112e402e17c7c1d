"""Which points of a column lie within a distance of a centre: box, chord, and the exact inverse for the ring left."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from geo.geodesy import Points, distance_m
from geo.screening.bounds import E2, box_around, chord_bounds_m2
from geo.vectors import EQUATOR_RADIUS_M

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.position import Position
    from geo.screening.bounds import Bound, Box
    from geo.screening.columns import Columns

    Floats: TypeAlias = NDArray[np.float64]
    Integers: TypeAlias = NDArray[np.intp]


def within_distance(center: Position, *, radius_m: Bound, columns: Columns) -> NDArray[np.bool_]:
    """Tell of each point whether its geodesic distance from a centre is at most `radius_m`.

    Parameters
    ----------
    center : Position
        The centre.
    radius_m : float or array of shape (n,)
        Metres; one for all points, or one for each. Below 0, nothing is within.
    columns : Columns
        The points.

    Examples
    --------
    >>> from geo.position import Position
    >>> from geo.screening.columns import Columns
    >>> columns = Columns(lat=[33.6, 33.6], lon=38.6)
    >>> within_distance(Position(lat=33.5, lon=38.6), radius_m=np.array([11_000, 12_000]), columns=columns)
    array([False,  True])
    """
    answer = np.zeros(len(columns), dtype=bool)
    largest_m = float(np.max(radius_m, initial=0.0))
    box, chords = box_around(center, largest_m), _Chords(center)
    bounds = chord_bounds_m2(radius_m)
    with np.errstate(invalid="ignore"):  # an infinite longitude is no location
        for rows, lat, lon in columns.blocks():
            near = _in_box(center, box, lat, lon)
            if near.size == 0:
                continue
            inner, outer, radius = (_of_rows(value, rows, near) for value in (*bounds, radius_m))
            lat_near, lon_near = lat[near], lon[near]
            chord_m2 = chords.squared_m2(lat_near, lon_near)
            within = chord_m2 < inner
            ring = np.flatnonzero(~within & (chord_m2 <= outer))
            if ring.size:
                metres = distance_m(center, Points(lat=lat_near[ring], lon=lon_near[ring]))
                within[ring] = metres <= _of_ring(radius, ring)
            answer[rows.start + near] = within
    return answer


def _of_rows(value: Bound, rows: slice, near: Integers) -> Bound:
    return value[rows][near] if isinstance(value, np.ndarray) and value.ndim else value


def _of_ring(value: Bound, ring: Integers) -> Bound:
    return value[ring] if isinstance(value, np.ndarray) and value.ndim else value


def _in_box(center: Position, box: Box, lat: Floats, lon: Floats) -> Integers:
    """Return the rows that lie in a box, whichever way around the Earth their longitudes are counted."""
    rows = np.flatnonzero((lat >= center.lat - box.lat_deg) & (lat <= center.lat + box.lat_deg))
    if rows.size == 0 or math.isinf(box.lon_deg):
        return rows
    away = np.abs((lon if rows.size == lat.size else lon[rows]) - center.lon)
    # A turn or more away may be near after all: the chord, of one period with the longitude, will tell.
    near = (away <= box.lon_deg) | (away >= 360 - box.lon_deg)
    return rows[near]


class _Chords:
    """Straight lines through the Earth, from one point."""

    def __init__(self, center: Position) -> None:
        self.lon = center.lon
        [self.from_axis], [self.height] = _meridian_plane(np.array([center.lat]))

    def squared_m2(self, lat: Floats, lon: Floats) -> Floats:
        """Return squares of lengths, by differences: a chord of a metre is as exact as a long one."""
        from_axis, height = _meridian_plane(lat)
        away = lon - self.lon
        # fmod is exact, where the sine of a large angle is not; fmax passes over NaN
        if np.fmax.reduce(np.abs(away), initial=0.0) > 720:
            away = np.fmod(np.fmod(lon, 360) - self.lon, 360)
        away *= math.pi / 360
        np.sin(away, out=away)
        away *= away
        away *= from_axis
        away *= 4 * self.from_axis
        from_axis -= self.from_axis
        from_axis *= from_axis
        height -= self.height
        height *= height
        away += from_axis
        away += height
        return away


def _meridian_plane(lat: Floats) -> tuple[Floats, Floats]:
    """Return the distances of points from the Earth's axis and from the plane of the equator, in metres."""
    phi = lat * (math.pi / 180)
    sine = np.sin(phi)
    np.cos(phi, out=phi)
    normal = sine * sine
    normal *= -E2
    normal += 1
    np.sqrt(normal, out=normal)
    np.divide(EQUATOR_RADIUS_M, normal, out=normal)
    phi *= normal
    sine *= normal
    sine *= 1 - E2
    return phi, sine
