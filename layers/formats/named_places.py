"""Where a row by its fields puts an incident: never a bare pin, but with the radius that it states or that its digits leave."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from geo.coordinates import read_coordinates
from geo.coordinates.reading import half_unit, rounding_m
from geo.errors import CoordinateError
from geo.lengths import read_length_m
from geo.position import Position
from layers.formats import cells
from layers.records import Location

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.formats.reading import ImportOptions


def location_of(row: Mapping[str, Any], options: ImportOptions, position: Position | None) -> Location | None:
    """Return where a row puts it: by numbers, by coordinates in any notation, or in words; a geometry comes before all."""
    words = cells.text(row.get("location"))
    found = _located(row, words) if position is None else (position, None)
    radius_m = _uncertainty(row.get("uncertainty"))
    code = cells.text(row.get("precision"))
    derivation = found[1] if found else None
    if code is not None and code in options.precision_m:
        radius_m = options.precision_m[code]
        derivation = f"{f'{derivation}; ' if derivation else ''}precision {code} read as {radius_m:g} m, set for this import"
    if found is None and words is None:
        return None
    return Location(
        text=words,
        position=found[0] if found else None,
        uncertainty_m=radius_m,
        precision_code=int(code)
        if code is not None and code.isascii() and code.isdigit() and len(code) < 6
        else None,
        derivation=derivation,
    )


def _located(row: Mapping[str, Any], words: str | None) -> tuple[Position, str | None] | None:
    lat, lon = cells.text(row.get("lat")), cells.text(row.get("lon"))
    if lat is not None and lon is not None and not _is_number(lat + lon):
        reading = read_coordinates(f"{lat}, {lon}")
        return reading.position, f"read as {reading.notation}"
    at = cells.position(lat, lon)
    if at is not None and lat is not None and lon is not None:
        radius_m = digits_radius_m(at.lat, lat.replace(",", "."), lon.replace(",", "."))
        return Position(lat=at.lat, lon=at.lon, uncertainty_m=radius_m), "read as decimal degrees"
    coordinates = cells.text(row.get("coordinates"))
    if coordinates is not None:
        reading = read_coordinates(coordinates)
        return reading.position, f"read as {reading.notation}"
    if words is not None and any(c.isdigit() for c in words):
        try:
            reading = read_coordinates(words)
        except CoordinateError:  # words with a number in them
            return None
        return reading.position, f"read as {reading.notation}"
    return None


def digits_radius_m(lat_deg: float, lat: str, lon: str) -> float:
    """Return the radius in metres that the digits of two numbers leave open, never below 0.1 m.

    Examples
    --------
    >>> round(digits_radius_m(33.5, "33.5", "38.6")), round(digits_radius_m(33.505833, "33.505833", "38.617778"), 1)
    (7235, 0.1)
    """
    halves = half_unit(lat.lstrip("+-")), half_unit(lon.lstrip("+-"))
    return max(0.1, round(_rounding_m(round(lat_deg, 1), *halves), 1))


@lru_cache(maxsize=65_536)
def _rounding_m(lat_deg: float, lat_half_deg: float, lon_half_deg: float) -> float:
    return rounding_m(lat_deg, lat_half_deg=lat_half_deg, lon_half_deg=lon_half_deg)


def _is_number(text: str) -> bool:
    return not any(c.isalpha() or c in "°'\"′″º" for c in text)


def _uncertainty(value: Any) -> float | None:
    written = cells.text(value)
    if written is None:
        return None
    if written[-1].isdigit() and all(c.isdigit() or c in ".,+" for c in written):
        found = cells.number(written, "uncertainty")
        if found is not None and found >= 0:
            return found
    return read_length_m(written)
