"""Localities in the words of press reports: read, looked up in a gazetteer, and georeferenced.

>>> from geo.localities import read_locality
>>> read_locality("27 km NW of al-Tanf").kind
'distance and heading'
"""

from geo.localities.choices import Assumptions
from geo.localities.gazetteer import Gazetteer, Match
from geo.localities.georeferencing import Georeference, georeference
from geo.localities.locality import Kind, Language, Locality, Side, StatedDistance
from geo.localities.places import Place, PlaceList
from geo.localities.reading import read_locality
from geo.localities.writing import write_offset

__all__ = [
    "Assumptions",
    "Gazetteer",
    "Georeference",
    "Kind",
    "Language",
    "Locality",
    "Match",
    "Place",
    "PlaceList",
    "Side",
    "StatedDistance",
    "georeference",
    "read_locality",
    "write_offset",
]
