"""Columns of points against geodesic edges: the steps of `geo.borders.edges`, whole arrays at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from geo.borders.edges import AT_CORNER_M, MOST_STEPS, SETTLED_M
from geo.geodesy import geod
from geo.vectors import EQUATOR_RADIUS_M, FLATTENING, SHORTEST_PER_IMAGE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.borders.edges import EdgeBorder
    from geo.geodesy import Points

    Floats: TypeAlias = NDArray[np.float64]
    Integers: TypeAlias = NDArray[np.intp]

# Points times edges looked at together: 2 MB an array, so that a processor keeps it in its cache.
BLOCK = 250_000


def edge_distances_m(border: EdgeBorder, points: Points) -> Floats:
    """Return the distance of each point to its nearest edge, below 0 inside a closed border."""
    answer = np.full(len(points), np.nan)
    known = np.flatnonzero(np.isfinite(points.lat) & np.isfinite(points.lon))
    step = max(1, BLOCK // len(border.edges))
    table = _Table(border)
    for first in range(0, known.size, step):
        rows = known[first : first + step]
        answer[rows] = _block(border, table, points.lat[rows], points.lon[rows])
    return answer


class _Table:
    """The edges of a border as columns."""

    def __init__(self, border: EdgeBorder) -> None:
        edges = border.edges
        self.lat = np.array([edge.start.lat for edge in edges])
        self.lon = np.array([edge.start.lon for edge in edges])
        self.start = np.array([edge.start_vector for edge in edges])
        self.end = np.array([edge.end_vector for edge in edges])
        self.normal = np.array([edge.normal for edge in edges])
        self.ahead = np.array([edge.ahead for edge in edges])
        self.back = np.array([edge.back for edge in edges])
        end_lat = np.array([edge.end.lat for edge in edges])
        end_lon = np.array([edge.end.lon for edge in edges])
        self.azimuth, arrival, self.length = geod().inv(self.lon, self.lat, end_lon, end_lat)
        self.arc = np.arctan2((self.end * self.ahead).sum(1), (self.end * self.start).sum(1))
        before = np.array(border.before)
        after = np.array(border.after)
        # pyproj gives the direction back to the start, which is just what the angle at a corner needs
        self.angle_at_start = (self.azimuth - arrival[before]) % 360
        self.angle_at_end, self.azimuth_after = self.angle_at_start[after], self.azimuth[after]


class _Pairs(NamedTuple):
    """Points and edges to be looked at together, one pair a row."""

    image: Floats
    lat: Floats
    lon: Floats
    edge: Integers


def _block(border: EdgeBorder, table: _Table, lat: Floats, lon: Floats) -> Floats:
    images = _images(lat, lon)
    row, number = np.nonzero(_can_be_nearest(table, images, border.stray_rad))
    distance, along, azimuth, ahead = _nearest(table, _Pairs(images[row], lat[row], lon[row], number))
    order = np.lexsort((distance, row))
    # every row has a candidate, so that its first pair in this order is its nearest
    best = order[np.searchsorted(row[order], np.arange(lat.size))]
    if not border.closed:
        return distance[best]
    distance, along, azimuth, ahead = distance[best], along[best], azimuth[best], ahead[best]
    number = number[best]
    # The same three cases as EdgeBorder._is_inside.
    inside = np.where(
        along <= AT_CORNER_M,
        (table.azimuth[number] - azimuth) % 360 < table.angle_at_start[number],
        np.where(
            along >= table.length[number] - AT_CORNER_M,
            (table.azimuth_after[number] - azimuth) % 360 < table.angle_at_end[number],
            np.sin(np.radians(azimuth - ahead)) < 0,
        ),
    )
    return np.where(inside, -distance, distance)


def _images(lat: Floats, lon: Floats) -> Floats:
    phi, lam = np.radians(lat), np.radians(lon)
    beta = np.arctan2((1 - FLATTENING) * np.sin(phi), np.cos(phi))
    return np.column_stack((np.cos(beta) * np.cos(lam), np.cos(beta) * np.sin(lam), np.sin(beta)))


def _can_be_nearest(table: _Table, images: Floats, stray_rad: float) -> NDArray[np.bool_]:
    """Return, for each point and edge, whether the edge can be the point's nearest.

    Rough distances are compared as squares of chords: an arc sine for each point and edge would cost more
    than all the rest.
    """
    sine = images @ table.normal.T
    beside = (images @ table.ahead.T > 0) & (images @ table.back.T > 0)
    squared = sine * sine
    # Both ends count, though the next edge has one of them too: on the ellipsoid the foot may still be on
    # this edge.
    corner = 2 - 2 * np.maximum(images @ table.start.T, images @ table.end.T)
    rough = np.where(beside, 2 * squared / (1 + np.sqrt(np.maximum(1 - squared, 0))), corner)
    least = 2 * np.arcsin(np.sqrt(np.clip(rough.min(axis=1), 0, 4)) / 2)
    limit = np.minimum((least + 2 * stray_rad) / SHORTEST_PER_IMAGE + ROUNDING_RAD, np.pi)
    answer: NDArray[np.bool_] = rough <= ((2 * np.sin(limit / 2)) ** 2)[:, None]
    return answer


# What rounding makes of an angle near 0 that comes from the product of two unit vectors: sqrt(2 * 4e-16), on
# either side of a comparison.
ROUNDING_RAD = 6e-8


def _nearest(table: _Table, pairs: _Pairs) -> tuple[Floats, Floats, Floats, Floats]:
    """Return the columns of `Nearest` for pairs of a point and an edge."""
    foot = np.arctan2(
        (pairs.image * table.ahead[pairs.edge]).sum(1), (pairs.image * table.start[pairs.edge]).sum(1)
    )
    length = table.length[pairs.edge]
    along = np.clip(foot / table.arc[pairs.edge] * length, 0, length)
    distance, azimuth, ahead = np.empty(foot.size), np.empty(foot.size), np.empty(foot.size)
    moving = np.arange(foot.size)
    for _ in range(MOST_STEPS):
        edge = pairs.edge[moving]
        x_lon, x_lat, x_back = geod().fwd(
            table.lon[edge], table.lat[edge], table.azimuth[edge], along[moving]
        )
        to_point, _, metres = geod().inv(x_lon, x_lat, pairs.lon[moving], pairs.lat[moving])
        distance[moving], azimuth[moving], ahead[moving] = metres, to_point, x_back + 180
        turn = np.radians(to_point - x_back - 180)
        angle = metres / EQUATOR_RADIUS_M
        step = EQUATOR_RADIUS_M * np.arctan2(np.sin(angle) * np.cos(turn), np.cos(angle))
        moved = np.clip(along[moving] + step, 0, length[moving])
        far = np.abs(moved - along[moving]) >= SETTLED_M
        along[moving[far]] = moved[far]
        moving = moving[far]
        if moving.size == 0:
            break
    return distance, along, azimuth, ahead
