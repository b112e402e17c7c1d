"""Columns of points as they come: checked and cut block by block, never copied whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from geo.errors import GeodesyError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64]
    Integers: TypeAlias = NDArray[np.intp]

# Points looked at together: a dozen columns of them stay in the processor's cache.
BLOCK = 32_768


class Columns:
    """Latitudes and longitudes in degrees, spread over each other.

    Raises
    ------
    GeodesyError
        If the shapes do not fit each other or are not columns; from `blocks`, if a latitude lies beyond 90 degrees.
    """

    def __init__(self, *, lat: ArrayLike, lon: ArrayLike) -> None:
        try:
            lats, lons = np.broadcast_arrays(np.asarray(lat, dtype=float), np.asarray(lon, dtype=float))
        except ValueError as error:
            raise GeodesyError(f"latitudes and longitudes do not fit each other: {error}") from None
        self.lat, self.lon = np.atleast_1d(lats), np.atleast_1d(lons)
        if self.lat.ndim != 1:
            raise GeodesyError(
                f"latitudes and longitudes of shape {self.lat.shape} are no columns; ravel them first"
            )

    def __len__(self) -> int:
        return len(self.lat)

    def blocks(self) -> Iterator[tuple[slice, Floats, Floats]]:
        """Yield rows, latitudes and longitudes, one block after the other."""
        for first in range(0, len(self), BLOCK):
            rows = slice(first, min(first + BLOCK, len(self)))
            lat = self.lat[rows]
            # NaN fails both comparisons, and only then is the block looked at row by row
            if not (lat.min() >= -90 and lat.max() <= 90):
                self._check(lat, first)
            yield rows, lat, self.lon[rows]

    def _check(self, lat: Floats, first: int) -> None:
        beyond = np.flatnonzero(np.abs(lat) > 90)
        if beyond.size:
            row = int(beyond[0])
            raise GeodesyError(f"latitude {lat[row]} in row {first + row} is not between -90 and 90 degrees")


def spread(first: NDArray[np.integer[Any]], count: NDArray[np.integer[Any]]) -> tuple[Integers, Integers]:
    """Return, for ranges of `count` numbers from `first` on, each range's row and each number, one after the other.

    Examples
    --------
    >>> spread(np.array([5, 9]), np.array([2, 1]))
    (array([0, 0, 1]), array([5, 6, 9]))
    """
    row = np.repeat(np.arange(count.size), count)
    number = np.arange(row.size) + np.repeat(first - (np.cumsum(count) - count), count)
    return row, number


def within_180(lon: Floats) -> Floats:
    """Return longitudes moved by whole turns to between -180 and 180 degrees.

    Examples
    --------
    >>> within_180(np.array([180.0, -180.0, 190.5]))
    array([ 180. , -180. , -169.5])
    """
    # NaN fails both comparisons; what has no longitude stays so
    if lon.size == 0 or (lon.min() >= -180 and lon.max() <= 180):
        return lon
    with np.errstate(invalid="ignore"):
        turned: Floats = lon - 360 * np.round(lon / 360)
    return turned
