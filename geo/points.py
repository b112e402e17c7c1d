"""Columns of positions, and what lies between two of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from geo.errors import GeodesyError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Points:
    """Columns of latitudes and longitudes on WGS 84, in degrees. NaN stays NaN: no location, no answer.

    Parameters
    ----------
    lat, lon : array-like of shape (n,) or scalar
        Degrees north and east; scalars are spread over the other column.

    Raises
    ------
    GeodesyError
        If the shapes do not fit each other, or a latitude lies beyond 90 degrees.

    Examples
    --------
    >>> Points(lat=[33.5, 34.0], lon=38.6).lon
    array([38.6, 38.6])
    >>> Points(lat=[91.0], lon=[38.6])
    Traceback (most recent call last):
        ...
    geo.errors.GeodesyError: latitude 91.0 in row 0 is not between -90 and 90 degrees
    """

    lat: Floats
    lon: Floats

    def __init__(self, *, lat: ArrayLike, lon: ArrayLike) -> None:
        import numpy as np

        try:
            lats, lons = np.broadcast_arrays(np.asarray(lat, dtype=float), np.asarray(lon, dtype=float))
        except ValueError as error:
            raise GeodesyError(f"latitudes and longitudes do not fit each other: {error}") from None
        lats, lons = np.atleast_1d(lats), np.atleast_1d(lons)
        beyond = np.flatnonzero(np.abs(lats) > 90)
        if beyond.size:
            row = int(beyond[0])
            raise GeodesyError(f"latitude {lats.flat[row]} in row {row} is not between -90 and 90 degrees")
        object.__setattr__(self, "lat", np.ascontiguousarray(lats))
        object.__setattr__(self, "lon", np.ascontiguousarray(lons))

    def __len__(self) -> int:
        return len(self.lat)


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The geodesic from one position to another: metres, and degrees east of north at its start and its end.

    Each is a float, or an array of shape (n,) where one of the two ends was `Points`.
    """

    distance_m: float | Floats
    azimuth_deg: float | Floats
    arrival_azimuth_deg: float | Floats
