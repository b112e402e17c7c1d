"""How long the chords of a drawn line may be: short enough for the eye and for the check, and no shorter."""

from __future__ import annotations

import math

from geo.vectors import EQUATOR_RADIUS_M

# How far a chord may stray from the true line where a caller does not say: what rounding to 6 decimals adds
# (0.08 m) still leaves it below 1 m.
CHORD_TOLERANCE_M = 0.75


def chord_m(*, radius_m: float = math.inf, highest_lat: float, tolerance_m: float) -> float:
    """Return how long a chord may be, in metres, before it strays too far from the true line.

    Parameters
    ----------
    radius_m : float
        Radius of curvature of the true line; infinite for a geodesic.
    highest_lat : float
        Latitude in degrees, the farthest from the equator on the line.
    tolerance_m : float
        How far the middle of the chord may be off.

    Notes
    -----
    A chord of length L on a line of relative curvature k strays L^2 k / 8. The true line contributes 1 /
    radius. A line drawn straight on a map is itself curved against the geodesic: by tan(lat) sin(azimuth) / a
    in Mercator, and by tan(lat) sin(azimuth) (1 + cos(azimuth)^2) / a, at most 1.09 tan(lat) / a, on a map of
    equal degrees. So L = sqrt(8 tolerance / (1 / radius + 1.1 tan(lat) / a)).

    Examples
    --------
    >>> round(chord_m(radius_m=55_000, highest_lat=34, tolerance_m=0.75))
    573
    >>> round(chord_m(highest_lat=34, tolerance_m=0.75))
    7182
    """
    curvature = 1 / radius_m + 1.1 * math.tan(math.radians(abs(highest_lat))) / EQUATOR_RADIUS_M
    return math.sqrt(8 * tolerance_m / curvature) if curvature > 0 else EQUATOR_RADIUS_M / 10
