"""Whether the discs of each incident touch, and how far apart they lie, on whole columns.

Pairs are made within an incident only. The straight chord c through the Earth settles most of them without a
geodesic: the distance s along the ellipsoid is at least c, and at most 2 r asin(c / 2 r), where r = b^2 / a is the
smallest radius of curvature of the ellipsoid; a chord with c > 2 r is left to the exact way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.agreement.ranges import Tally

if TYPE_CHECKING:
    from layers.agreement.latest import Bools, Floats, Ints

EQUATOR_RADIUS_M = 6_378_137.0
FLATTENING = 1 / 298.257223563
LEAST_CURVATURE_RADIUS_M = EQUATOR_RADIUS_M * (1 - FLATTENING) ** 2
ROUNDING_M = 1e-3
"""Far above the rounding of chords, far below any stated distance: inside it, the exact way decides."""


def disc_tally(
    incident: Ints, lat: Floats, lon: Floats, radius_m: Floats, incidents: int
) -> tuple[Tally, Floats, Floats]:
    """Return how the discs of each incident touch, and the greatest distance between centres and between edges, in metres.

    Parameters
    ----------
    incident : int array of shape (n,)
        Codes from 0 up to `incidents`, ascending.
    lat, lon : float arrays of shape (n,)
        Degrees, WGS 84.
    radius_m : float array of shape (n,)

    Notes
    -----
    Geodesics after Karney (2013), through `geo.geodesy`, for the pairs that chords leave open, and for the widest of
    each incident.
    """
    import numpy as np

    count = np.bincount(incident, minlength=incidents).astype(np.int64)
    one, other = _pairs(incident, count)
    of_pair = incident[one]
    radii = radius_m[one] + radius_m[other]
    least, most = _distance_bounds(lat, lon, one, other)
    exact = (least <= radii) & (most > radii)
    centres = exact | _may_be_greatest(of_pair, least, most, incidents)
    edges = _may_be_greatest(of_pair, least - radii, most - radii, incidents)
    distance = np.full(len(one), np.nan)
    chosen = np.flatnonzero(centres | edges)
    distance[chosen] = _geodesics(lat, lon, one[chosen], other[chosen])
    known = np.isfinite(distance)
    touches = np.where(known, distance <= radii, most <= radii)
    tally = Tally(
        count=count,
        all_agree=np.bincount(of_pair[~touches], minlength=incidents) == 0,
        any_agree=np.bincount(of_pair[touches], minlength=incidents) > 0,
    )
    apart_m, gap_m = np.zeros(incidents), np.zeros(incidents)
    np.maximum.at(apart_m, of_pair[known], distance[known])
    np.maximum.at(gap_m, of_pair[known], (distance - radii)[known])
    return tally, apart_m, gap_m


def _pairs(incident: Ints, count: Ints) -> tuple[Ints, Ints]:
    """Return the places of all pairs within an incident, each once."""
    import numpy as np

    if not incident.size:
        return incident, incident
    ends = np.cumsum(count)[incident]
    following = ends - np.arange(len(incident)) - 1
    one = np.repeat(np.arange(len(incident)), following)
    firsts = np.repeat(np.cumsum(following) - following, following)
    return one, one + 1 + np.arange(len(one)) - firsts


def _distance_bounds(lat: Floats, lon: Floats, one: Ints, other: Ints) -> tuple[Floats, Floats]:
    import numpy as np

    phi, lam = np.radians(lat), np.radians(lon)
    eccentricity2 = FLATTENING * (2 - FLATTENING)
    normal = EQUATOR_RADIUS_M / np.sqrt(1 - eccentricity2 * np.sin(phi) ** 2)
    x, y = normal * np.cos(phi) * np.cos(lam), normal * np.cos(phi) * np.sin(lam)
    z = (1 - eccentricity2) * normal * np.sin(phi)
    chord = np.sqrt(sum((axis[one] - axis[other]) ** 2 for axis in (x, y, z)))
    half = chord / (2 * LEAST_CURVATURE_RADIUS_M)
    arc = 2 * LEAST_CURVATURE_RADIUS_M * np.arcsin(np.minimum(half, 1.0))
    most = np.where(half < 1, arc, np.inf)
    return np.asarray(chord - ROUNDING_M), np.asarray(most + ROUNDING_M)


def _may_be_greatest(of_pair: Ints, least: Floats, most: Floats, incidents: int) -> Bools:
    import numpy as np

    surely = np.full(incidents, -np.inf)
    np.maximum.at(surely, of_pair, least)
    return np.asarray(most >= surely[of_pair])


def _geodesics(lat: Floats, lon: Floats, one: Ints, other: Ints) -> Floats:
    import numpy as np

    from geo.geodesy import Points, distance_m

    if not one.size:
        return np.empty(0)
    return distance_m(Points(lat=lat[one], lon=lon[one]), Points(lat=lat[other], lon=lon[other]))
