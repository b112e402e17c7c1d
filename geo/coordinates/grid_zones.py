"""The zones and bands of UTM: which one a point lies in, and where each ends.

Notes
-----
NGA.STND.0037 (2014), "The Universal Grids and the Transverse Mercator and Polar Stereographic Map
Projections", section 7 and appendix B: sixty zones of 6 degrees, twenty bands of 8, band X of 12; zone 32 widened over
south-west Norway in band V; zones 31, 33, 35 and 37 widened over Svalbard in band X, where 32, 34 and 36 do
not exist. Latitude 84 itself belongs to band X and latitude -80 to band C, as in NGA's own GEOTRANS.
"""

from __future__ import annotations

import math

BANDS = "CDEFGHJKLMNPQRSTUVWX"
SOUTHERN_LIMIT_DEG, NORTHERN_LIMIT_DEG = -80, 84

# Zone and band to west and east in degrees, where they are not six degrees wide.
_WIDENED = {
    (31, "V"): (0, 3),
    (32, "V"): (3, 12),
    (31, "X"): (0, 9),
    (33, "X"): (9, 21),
    (35, "X"): (21, 33),
    (37, "X"): (33, 42),
}
_ABSENT = frozenset({(32, "X"), (34, "X"), (36, "X")})


def is_polar(lat: float) -> bool:
    """Tell whether a latitude in degrees belongs to UPS and not to UTM.

    Examples
    --------
    >>> is_polar(84), is_polar(84.001), is_polar(-80)
    (False, True, False)
    """
    return not SOUTHERN_LIMIT_DEG <= lat <= NORTHERN_LIMIT_DEG


def band_of(lat: float) -> str:
    """Return the band letter of a latitude from -80 to 84 degrees; the southern edge of a band belongs to it.

    Examples
    --------
    >>> band_of(33.5), band_of(-0.001), band_of(84)
    ('S', 'M', 'X')
    """
    # Eighths of the latitude, not of its sum with 80: -1e-20 + 80 is 80, which would be band N.
    return BANDS[min(math.floor(lat / 8) + 10, len(BANDS) - 1)]


def zone_of(lat: float, lon: float) -> int:
    """Return the UTM zone of a point, with the exceptions of Norway and Svalbard; 180 degrees is zone 1.

    Examples
    --------
    >>> zone_of(33.5, 38.6), zone_of(60, 4), zone_of(78, 10), zone_of(0, 180)
    (37, 32, 33, 1)
    """
    zone = math.floor((lon + 180) / 6) % 60 + 1
    band = band_of(lat)
    if band in "VX":
        for (widened, its_band), (west, east) in _WIDENED.items():
            if its_band == band and west <= lon < east:
                return widened
    return zone


def exists(zone: int, band: str) -> bool:
    """Tell whether there is such a zone in such a band.

    Examples
    --------
    >>> exists(37, "S"), exists(32, "X"), exists(61, "S"), exists(37, "I")
    (True, False, False, False)
    """
    return 1 <= zone <= 60 and len(band) == 1 and band in BANDS and (zone, band) not in _ABSENT


def bounds(zone: int, band: str) -> tuple[float, float, float, float]:
    """Return south, west, north and east in degrees of a zone within a band that exists.

    Examples
    --------
    >>> bounds(32, "V")
    (56, 3, 64, 12)
    """
    south = SOUTHERN_LIMIT_DEG + 8 * BANDS.index(band)
    north = NORTHERN_LIMIT_DEG if band == "X" else south + 8
    west, east = _WIDENED.get((zone, band), (6 * zone - 186, 6 * zone - 180))
    return south, west, north, east
