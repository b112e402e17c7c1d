"""One strict grammar for coordinates in every notation, and their formatting.

`read_coordinates` reads; `format_position` writes. What a text does not say is never made up: it is an error
that shows the readings there are.
"""

from geo.coordinates.area import Area
from geo.coordinates.formatting import (
    format_decimal_degrees,
    format_degrees_minutes,
    format_degrees_minutes_seconds,
    format_mgrs,
    format_plus_code,
    format_utm,
)
from geo.coordinates.notations import format_position
from geo.coordinates.reader import read_coordinates
from geo.coordinates.reading import Cell, Reading

__all__ = [
    "Area",
    "Cell",
    "Reading",
    "format_decimal_degrees",
    "format_degrees_minutes",
    "format_degrees_minutes_seconds",
    "format_mgrs",
    "format_plus_code",
    "format_position",
    "format_utm",
    "read_coordinates",
]
