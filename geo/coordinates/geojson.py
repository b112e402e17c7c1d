"""GeoJSON points: a Point, or a Feature that holds one; longitude first (RFC 7946)."""

from __future__ import annotations

from typing import NoReturn

from geo.coordinates.reading import Reading, quoted
from geo.coordinates.wkt import axes_reading
from geo.errors import CoordinateError

_WGS84 = frozenset(
    {"urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:OGC::CRS84", "urn:ogc:def:crs:EPSG::4326", "EPSG:4326"}
)


class _Number(str):
    """A JSON number as written, for its digits say how precise it is."""

    __slots__ = ()


def read_geojson(text: str) -> Reading:
    """Return the reading of a GeoJSON Point or of a Feature with a Point; its height is not kept.

    Parameters
    ----------
    text : str
        The text as given: JSON is read as it stands, before any change of characters.

    Raises
    ------
    CoordinateError
        If it is no JSON, no Point, has other than two or three numbers, or another reference system.

    Examples
    --------
    >>> read_geojson('{"type": "Point", "coordinates": [38.61778, 33.50583]}').position.lat
    33.50583
    """
    value = _parsed(text)
    _check_reference_system(value, text)
    if isinstance(value, dict) and value.get("type") == "Feature":
        value = value.get("geometry")
    if not isinstance(value, dict) or value.get("type") != "Point":
        kind = value.get("type") if isinstance(value, dict) else value
        raise CoordinateError(
            f"{quoted(text)}: holds {quoted(str(kind))} where a GeoJSON Point, or a Feature with a Point, is due."
        )
    _check_reference_system(value, text)
    numbers = value.get("coordinates")
    if (
        not isinstance(numbers, list)
        or len(numbers) not in {2, 3}
        or not all(isinstance(number, _Number) for number in numbers)
    ):
        raise CoordinateError(
            f"{quoted(text)}: a Point's coordinates are [longitude, latitude] or with a height."
        )
    return axes_reading(str(numbers[0]), str(numbers[1]), notation="GeoJSON", text=text)


def _parsed(text: str) -> object:
    """Parse JSON, keeping numbers as written; a key given twice could be read in two ways."""
    import json

    def refuse_constant(name: str) -> NoReturn:
        raise CoordinateError(f"{quoted(text)}: {name} is no number.")

    def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
        if len({key for key, _ in pairs}) != len(pairs):
            raise CoordinateError(
                f"{quoted(text)}: a key is given twice, so that it can be read in two ways."
            )
        return dict(pairs)

    try:
        value: object = json.loads(
            text.strip().removeprefix("\ufeff"),
            parse_float=_Number,
            parse_int=_Number,
            parse_constant=refuse_constant,
            object_pairs_hook=unique,
        )
    except (ValueError, RecursionError) as error:
        raise CoordinateError(f"{quoted(text)}: begins as GeoJSON and is no JSON: {error}") from error
    return value


def _check_reference_system(value: object, text: str) -> None:
    """Refuse the `crs` member of older GeoJSON where it names another system."""
    crs = value.get("crs") if isinstance(value, dict) else None
    if crs is None:
        return
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if name not in _WGS84:
        raise CoordinateError(
            f"{quoted(text)}: the reference system {quoted(str(name))} is not read. Convert to WGS 84."
        )
