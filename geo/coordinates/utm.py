"""UTM and UPS: a zone or a pole, an easting and a northing in metres.

The letter after a UTM zone is read as its band, which is how NATO and NGA write it. Only N and S can also stand for a
hemisphere. N means the northern hemisphere either way. S is band S (32 to 40 degrees north) where the
northing lies in that band, with a warning that names the southern reading; where it does not, S can only be the
southern hemisphere. "north" and "south" written out are always hemispheres, and a case's area that holds
only the southern reading makes the text an error.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.coordinates import grid_zones
from geo.coordinates.projection import (
    UTM_FALSE_NORTHING_SOUTH_M,
    degrees_from_ups,
    degrees_from_utm,
)
from geo.coordinates.reading import Reading, half_unit, pair_text, quoted
from geo.errors import CoordinateError
from geo.position import Position

if TYPE_CHECKING:
    from geo.coordinates.area import Area

# Hand-held receivers write the easting with a zero in front.
_EASTING = r"(?P<easting>0?\d{6}(?:\.\d+)?)"
_NORTHING = r"(?P<northing>\d{1,8}(?:\.\d+)?)"
_BETWEEN = r"\s*[,;/]?\s*(?<!\d)"
_METRES = r"(?:\s*m)?\.?"
_ZONE = r"(?P<zone>\d{1,2})\s*(?P<letter>north(?:ern)?|south(?:ern)?|[a-z])?(?:\s*hemisphere)?"
_LEAD = r"(?:utm\s*:?\s*)?(?:zone\s*:?\s*)?"
_VALUES = (
    rf"{_EASTING}{_METRES}\s*e?{_BETWEEN}{_NORTHING}{_METRES}\s*n?",
    rf"e\s*[:=]?\s*{_EASTING}{_METRES}{_BETWEEN}n\s*[:=]?\s*{_NORTHING}{_METRES}",
    rf"n\s*[:=]?\s*{_NORTHING}{_METRES}{_BETWEEN}e\s*[:=]?\s*{_EASTING}{_METRES}",
    rf"easting\s*[:=]?\s*{_EASTING}{_METRES}{_BETWEEN}northing\s*[:=]?\s*{_NORTHING}{_METRES}",
    rf"{_NORTHING}{_METRES}\s*n{_BETWEEN}{_EASTING}{_METRES}\s*e",
)
# Without a letter the zone's digits must not run into the next number, or packed angles would look like UTM.
_APART = r"(?:\s*[,;:/]\s*|\s)"
_SIX_DIGITS = re.compile(r"\d{6}")
# A band's edge is a parallel, and a rounded northing may fall short of it: some 10 metres.
_BAND_SLACK_DEG = 1e-4
# UPS reaches half a degree into UTM, so that the two overlap (NGA.STND.0037, section 7).
_UPS_LIMITS_DEG = (83.5, -79.5)


def utm_match(plain_text: str) -> re.Match[str] | None:
    """Return the match of a UTM text, or None.

    Examples
    --------
    >>> utm_match("37S 650134 3707504")["letter"]
    'S'
    >>> utm_match("33.5, 38.6") is None
    True
    """
    if _SIX_DIGITS.search(plain_text) is None:
        return None
    return next((match for match in (form.fullmatch(plain_text) for form in _utm_forms()) if match), None)


@lru_cache(maxsize=1)
def _utm_forms() -> tuple[re.Pattern[str], ...]:
    """Compile the forms of UTM: zone first, then zone last. It takes 5 ms, which most texts never need."""
    forms = (
        *(rf"{_LEAD}{_ZONE}(?:{_APART}|(?<=[a-z])){values}" for values in _VALUES),
        *(rf"(?:utm\s*:?\s*)?{values}{_APART}(?:utm\s*)?(?:zone\s*:?\s*)?{_ZONE}" for values in _VALUES),
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


@lru_cache(maxsize=1)
def _ups_form() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?P<ups>ups)\s*:?\s*)?(?P<letter>[abyz]|n(?:orth)?|s(?:outh)?)\s*[,;:]?\s*"
        rf"(?P<easting>\d{{6,7}}(?:\.\d+)?){_METRES}\s*e?{_BETWEEN}(?P<northing>\d{{6,7}}(?:\.\d+)?){_METRES}\s*n?",
        re.IGNORECASE,
    )


def ups_match(plain_text: str) -> re.Match[str] | None:
    """Return the match of a UPS text, or None; N and S alone count only after the word UPS.

    Examples
    --------
    >>> ups_match("Z 2000000mE 2000000mN")["letter"]
    'Z'
    """
    if _SIX_DIGITS.search(plain_text) is None:
        return None
    match = _ups_form().fullmatch(plain_text)
    return match if match and (match["ups"] or match["letter"] in "abyzABYZ") else None


def read_utm(match: re.Match[str], *, text: str, area: Area | None = None) -> Reading:
    """Return the reading of a UTM text.

    Parameters
    ----------
    match : re.Match
        From `utm_match`.
    text : str
        The text as given.
    area : Area or None
        Where the case lies; it can show that S was meant as the southern hemisphere.

    Raises
    ------
    CoordinateError
        If zone, band, easting and northing do not fit together, or the hemisphere is missing.

    Examples
    --------
    >>> reading = read_utm(utm_match("37S 650134 3707504"), text="37S 650134 3707504")
    >>> round(reading.position.lat, 5), round(reading.position.lon, 5)
    (33.49654, 40.61619)
    """
    zone, letter = int(match["zone"]), (match["letter"] or "").upper()
    easting_m, northing_m = float(match["easting"]), float(match["northing"])
    _check_zone(zone, letter, easting_m, text)
    if not letter:
        north, south = (
            _degrees(easting_m, northing_m, zone, southern=southern) for southern in (False, True)
        )
        raise CoordinateError(
            f"{quoted(text)}: UTM zone {zone} without band or hemisphere can be read as {_pair(north)} or as "
            f"{_pair(south)}. Write the band, as in 37S 464500 3707431."
        )
    southern, warnings = _hemisphere(zone, letter, easting_m, northing_m, text=text, area=area)
    lat, lon = _degrees(easting_m, northing_m, zone, southern=southern)
    if grid_zones.is_polar(round(lat, 4)) or (southern and lat > _BAND_SLACK_DEG):
        raise CoordinateError(
            f"{quoted(text)}: a northing of {northing_m:.10g} m lies at latitude {lat:.4f}, outside UTM, which goes "
            "from 80 S to 84 N. Check its digits."
        )
    _check_band(letter, lat, southern, text)
    clamped = min(max(lat, -80.0), 84.0)
    if grid_zones.zone_of(clamped, lon) != zone and not _on_edge(lat, lon, zone):
        warnings.append(
            f"this easting lies outside zone {zone}, in zone {grid_zones.zone_of(clamped, lon)}; it is read all the same"
        )
    uncertainty_m = (half_unit(match["easting"]) ** 2 + half_unit(match["northing"]) ** 2) ** 0.5
    position = Position(lat=lat, lon=lon, uncertainty_m=uncertainty_m)
    return Reading(position=position, notation="UTM", text=text, warnings=tuple(warnings))


def read_ups(match: re.Match[str], *, text: str) -> Reading:
    """Return the reading of a UPS text: pole, easting and northing.

    Raises
    ------
    CoordinateError
        If the point lies outside UPS, or on the other side of the pole than its letter says.

    Examples
    --------
    >>> read_ups(ups_match("Z 2000000 2000000"), text="").position.lat
    90.0
    """
    letter = match["letter"].upper()[0]
    easting_m, northing_m = float(match["easting"]), float(match["northing"])
    north = letter in "NYZ"
    lat, lon = degrees_from_ups(easting_m, northing_m, north=north)
    if (north and lat < _UPS_LIMITS_DEG[0]) or (not north and lat > _UPS_LIMITS_DEG[1]):
        raise CoordinateError(
            f"{quoted(text)}: lies at latitude {lat:.3f}, outside UPS, which begins at 84 N and 80 S. Check the digits."
        )
    if (letter in "AY" and easting_m > 2_000_000) or (letter in "BZ" and easting_m < 2_000_000):
        other = {"A": "B", "B": "A", "Y": "Z", "Z": "Y"}[letter]
        raise CoordinateError(
            f"{quoted(text)}: an easting of {easting_m:.10g} m lies in the half {other}, not {letter}. Check both."
        )
    uncertainty_m = (half_unit(match["easting"]) ** 2 + half_unit(match["northing"]) ** 2) ** 0.5
    position = Position(lat=lat, lon=lon, uncertainty_m=uncertainty_m)
    return Reading(position=position, notation="UPS", text=text)


def _check_zone(zone: int, letter: str, easting_m: float, text: str) -> None:
    if not 1 <= zone <= 60:
        raise CoordinateError(f"{quoted(text)}: there is no UTM zone {zone}; zones go from 1 to 60.")
    if len(letter) == 1 and letter not in grid_zones.BANDS:
        raise CoordinateError(
            f"{quoted(text)}: there is no UTM band {letter}; bands go from C to X, without I and O."
        )
    if letter and len(letter) == 1 and letter not in "NS" and not grid_zones.exists(zone, letter):
        raise CoordinateError(f"{quoted(text)}: zone {zone} does not exist in band {letter} (Svalbard).")
    if not 100_000 <= easting_m <= 900_000:
        raise CoordinateError(
            f"{quoted(text)}: an easting of {easting_m:.10g} m is not between 100000 and 900000. Check its digits."
        )


def _hemisphere(
    zone: int, letter: str, easting_m: float, northing_m: float, *, text: str, area: Area | None
) -> tuple[bool, list[str]]:
    """Tell whether the northing counts in the south, and warn where S can be read in two ways."""
    if letter != "S":
        return letter.startswith("SOUTH") or (len(letter) == 1 and letter < "N"), []
    band, hemisphere = (
        _degrees(easting_m, northing_m, zone, southern=southern) for southern in (False, True)
    )
    if not 32 - _BAND_SLACK_DEG <= band[0] < 40 + _BAND_SLACK_DEG:
        return True, ["S is read as the southern hemisphere, since the northing does not lie in band S"]
    if area is not None and area.holds(*hemisphere) and not area.holds(*band):
        raise CoordinateError(
            f"{quoted(text)}: S can be read as band S, at {_pair(band)}, or as the southern hemisphere, at "
            f"{_pair(hemisphere)}, where the case lies. Write the band, or the word south."
        )
    return False, [f"S is read as the band; as the southern hemisphere it would be {_pair(hemisphere)}"]


def _check_band(letter: str, lat: float, southern: bool, text: str) -> None:
    """Refuse a northing outside the band that the letter names, where it names one."""
    if len(letter) > 1 or letter == "N" or (letter == "S" and southern):
        return
    south, _, north, _ = grid_zones.bounds(31, letter)
    if not south - _BAND_SLACK_DEG <= lat <= north + _BAND_SLACK_DEG:
        raise CoordinateError(
            f"{quoted(text)}: the northing lies at latitude {lat:.4f}, in band {grid_zones.band_of(lat)}, not {letter}. "
            "Check band and northing."
        )


def _degrees(easting_m: float, northing_m: float, zone: int, *, southern: bool) -> tuple[float, float]:
    offset_m = UTM_FALSE_NORTHING_SOUTH_M if southern else 0
    return degrees_from_utm(easting_m, northing_m - offset_m, zone=zone)


def _on_edge(lat: float, lon: float, zone: int) -> bool:
    """Whether a point lies within some metres of the edge of a zone, so that rounding may have moved it."""
    return any(grid_zones.zone_of(lat, lon + step) == zone for step in (-_BAND_SLACK_DEG, _BAND_SLACK_DEG))


def _pair(degrees: tuple[float, float]) -> str:
    return pair_text(round(degrees[0], 5), round(degrees[1], 5))
