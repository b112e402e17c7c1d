"""The statuses of `geo.verdicts`, for columns of points against constructions of every kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from geo.borders import border_distances_m
from geo.constructions import (
    Circle,
    Parallel,
    Polygon,
    SideOfLine,
    has_inside,
)
from geo.errors import GeodesyError
from geo.screening.circles import within_distance
from geo.screening.columns import Columns
from geo.screening.discs import near_rows
from geo.screening.polygons import PolygonIndex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    from geo.constructions import Construction
    from geo.screening.bounds import Bound

    Statuses: TypeAlias = NDArray[np.int8]

INSIDE, POSSIBLE, OUTSIDE, NOWHERE = 1, 0, -1, -2
# Points measured one by one together: 8 MB a column.
BATCH = 1_000_000


def statuses(
    constructions: Sequence[Construction], *, lat: ArrayLike, lon: ArrayLike, uncertainty_m: ArrayLike
) -> Statuses:
    """Return what `geo.screening.screen` returns."""
    columns = Columns(lat=lat, lon=lon)
    uncertainty = _uncertainty(uncertainty_m, len(columns))
    answer = np.full((len(constructions), len(columns)), OUTSIDE, dtype=np.int8)
    edged = []
    for number, construction in enumerate(constructions):
        if isinstance(construction, Circle):
            _screen_circle(construction, columns, uncertainty, answer[number])
        elif isinstance(construction, Polygon | SideOfLine | Parallel) and not np.any(uncertainty):
            edged.append((number, construction))
        else:
            _screen_measured(construction, columns, uncertainty, answer[number])
    if edged:
        found = PolygonIndex([area for _, area in edged]).hits(lat=columns.lat, lon=columns.lon)
        numbers = np.array([number for number, _ in edged])
        answer[numbers[found.polygon], found.point] = INSIDE
    answer[:, ~(np.isfinite(columns.lat) & np.isfinite(columns.lon))] = NOWHERE
    return answer


def _uncertainty(uncertainty_m: ArrayLike, count: int) -> Bound:
    stated: NDArray[np.float64] = np.asarray(uncertainty_m, dtype=float)
    stated = np.where(np.isnan(stated), 0.0, stated)
    wrong = np.flatnonzero(~((stated >= 0) & (stated < np.inf)))
    if wrong.size:
        row = int(wrong[0])
        raise GeodesyError(
            f"an uncertainty of {stated.flat[row]} m in row {row} is not a distance of 0 m or more"
        )
    if stated.ndim == 0:
        return float(stated)
    if stated.shape != (count,):
        raise GeodesyError(f"uncertainties do not fit the positions: {stated.shape} are not {(count,)}")
    return stated


def _screen_circle(circle: Circle, columns: Columns, uncertainty: Bound, answer: Statuses) -> None:
    """Write statuses: inside if distance <= radius - u, outside if distance > radius + u."""
    center, radius = circle.center, circle.radius_m
    inside = within_distance(center, radius_m=radius - uncertainty, columns=columns)
    if np.any(uncertainty):
        answer[within_distance(center, radius_m=radius + uncertainty, columns=columns)] = POSSIBLE
    answer[inside] = INSIDE


def _screen_measured(
    construction: Construction, columns: Columns, uncertainty: Bound, answer: Statuses
) -> None:
    """Write statuses from distances to the border, for the points near enough to be other than outside."""
    areal = has_inside(construction)
    rows = near_rows(construction, columns, uncertainty)
    for first in range(0, rows.size, BATCH):
        some = rows[first : first + BATCH]
        border = border_distances_m(construction, lat=columns.lat[some], lon=columns.lon[some])
        own = uncertainty[some] if isinstance(uncertainty, np.ndarray) else uncertainty
        answer[some] = np.select(
            [(border + own <= 0) & areal, border - own > 0], [INSIDE, OUTSIDE], default=POSSIBLE
        )
