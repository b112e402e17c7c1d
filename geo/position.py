"""A point on the Earth, and how far from it the truth may lie."""

from __future__ import annotations

import math
from dataclasses import dataclass

from geo.errors import CoordinateError


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A point on WGS 84, in degrees, and how far from it the truth may lie, in metres.

    Parameters
    ----------
    lat : float
        Degrees north, from -90 to 90.
    lon : float
        Degrees east, from -180 to 180.
    uncertainty_m : float or None
        Radius in metres of the disc that holds the truth; None where nothing is known of it.

    Raises
    ------
    CoordinateError
        If a value is out of its range or not a number.

    Examples
    --------
    >>> Position(lat=33.50583, lon=38.61778, uncertainty_m=1500)
    Position(lat=33.50583, lon=38.61778, uncertainty_m=1500.0)
    >>> Position(lat=133.5, lon=38.6)
    Traceback (most recent call last):
        ...
    geo.errors.CoordinateError: latitude 133.5 is not between -90 and 90 degrees
    """

    lat: float
    lon: float
    uncertainty_m: float | None = None

    def __post_init__(self) -> None:
        if not -90 <= self.lat <= 90:
            raise CoordinateError(f"latitude {self.lat} is not between -90 and 90 degrees")
        if not -180 <= self.lon <= 180:
            raise CoordinateError(f"longitude {self.lon} is not between -180 and 180 degrees")
        if self.uncertainty_m is not None and not 0 <= self.uncertainty_m < math.inf:
            raise CoordinateError(
                f"an uncertainty of {self.uncertainty_m} m is not a distance of 0 m or more"
            )
        # One way to write each value, whatever it was given as: 33 is 33.0, and -0.0 is 0.0.
        for name in ("lat", "lon", "uncertainty_m"):
            value = getattr(self, name)
            if value is not None:
                object.__setattr__(self, name, float(value) + 0.0)
