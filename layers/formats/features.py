"""Features with properties and a geometry, whatever file they come from, as records by the names of their properties."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from geo.position import Position
from layers.errors import FormatError
from layers.formats.fields import fields_of
from layers.formats.named_places import digits_radius_m
from layers.formats.named_rows import read_named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.formats.named_rows import Origin
    from layers.formats.reading import ImportOptions
    from layers.records import Record

_NUMBERS = re.compile(r"-?\d{1,3}(?:\.\d{1,20})?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """A feature.

    Parameters
    ----------
    id : str, int or None
        Its own id.
    properties : mapping
        Its properties: text, numbers, truths, or JSON.
    position : Position or None
        Where its geometry lies; without a radius for a point.
    number_text : str
        The first two numbers of a point as written, longitude first: their digits tell how precise they are.
    fallback : mapping
        Fields that the file's own structure fills where no property does: a folder's name as the kind.
    """

    id: Any = None
    properties: Mapping[str, Any]
    position: Position | None = None
    number_text: str = ""
    fallback: Mapping[str, str] = field(default_factory=dict)


def records_of_feature(feature: Feature, origin: Origin, options: ImportOptions) -> tuple[Record, ...]:
    """Return the records of a feature.

    Raises
    ------
    ContestedError
        If a property cannot be read.
    """
    columns = tuple(feature.properties)
    given = {column: name for column, name in options.columns.items() if column in columns}
    named: dict[str, Any] = {}
    for name, value in zip(fields_of(columns, given), feature.properties.values(), strict=True):
        if name is not None and value is not None:
            named[name] = _plain(value)
    for name, value in feature.fallback.items():
        if not named.get(name):
            named[name] = value
    if feature.id is not None and not named.get("id"):
        named["id"] = _plain(feature.id)
    position = feature.position
    if position is not None:
        for name in ("lat", "lon", "coordinates"):
            named.pop(name, None)
        if position.uncertainty_m is None and "uncertainty" not in named:
            position = _with_digits(position, feature.number_text)
    if not named:
        raise FormatError(
            f"no property says what happened; it has {', '.join(columns)[:300] or 'none'}. Name one with --map PROPERTY=title"
        )
    return read_named(named, origin, options, position=position)


def _with_digits(position: Position, number_text: str) -> Position:
    """Return a point with the radius that its digits leave open."""
    numbers = _NUMBERS.findall(number_text)[:2]
    if len(numbers) < 2:
        return position
    radius_m = digits_radius_m(position.lat, numbers[1], numbers[0])
    return Position(lat=position.lat, lon=position.lon, uncertainty_m=radius_m)


def _plain(value: Any) -> Any:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "; ".join(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value
