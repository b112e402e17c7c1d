"""Writes an offset in the words that `read_locality` reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.errors import LocalityError
from geo.pointradius.headings import COMPASS_POINTS

if TYPE_CHECKING:
    from geo.localities.locality import Language
    from geo.pointradius.distances import Unit

_UNITS: dict[Language, dict[Unit, str]] = {
    "en": {"km": "km", "m": "m", "mi": "miles", "nmi": "nautical miles", "yd": "yards", "ft": "feet"},
    "ar": {"km": "كم", "m": "متر", "mi": "ميل", "nmi": "ميل بحري", "yd": "ياردة", "ft": "قدم"},
    "ru": {"km": "км", "m": "м", "mi": "миль", "nmi": "морских миль", "yd": "ярдов", "ft": "футов"},
}
_ARABIC = {"N": "شمال", "S": "جنوب", "E": "شرق", "W": "غرب"}
_RUSSIAN = {"N": "север", "S": "юг", "E": "восток", "W": "запад"}
_RUSSIAN_LINK = {"N": "северо", "S": "юго", "E": "востоко", "W": "западо"}


def write_offset(number: str, unit: Unit, point: str, place: str, *, language: Language = "en") -> str:
    """Return the wording of a distance and heading from a place.

    Parameters
    ----------
    number : str
        The distance in digits, as its precision is to show.
    unit : Unit
        Its unit.
    point : str
        One of the 16 points of the compass: N, NNE, NE and so on.
    place : str
        Name of the origin, in the case the language asks for.
    language : Language
        "en", "ar" or "ru".

    Raises
    ------
    LocalityError
        If there is no such point.

    Examples
    --------
    >>> write_offset("27", "km", "NW", "al-Tanf")
    '27 km NW of al-Tanf'
    >>> write_offset("40", "km", "SW", "الرقة", language="ar")
    'على بعد 40 كم جنوب غرب الرقة'
    >>> write_offset("40", "km", "SW", "Ракки", language="ru")
    'в 40 км к юго-западу от Ракки'
    """
    if point not in COMPASS_POINTS or "b" in point:
        raise LocalityError(f"{point!r} is none of the 16 points of the compass: N, NNE, NE and so on to NNW")
    named = _UNITS[language][unit]
    if language == "ar":
        return f"على بعد {number} {named} {' '.join(_ARABIC[letter] for letter in point)} {place}"
    if language == "ru":
        links = "-".join(_RUSSIAN_LINK[letter] for letter in point[:-1])
        return f"в {number} {named} к {links}{'-' if links else ''}{_RUSSIAN[point[-1]]}у от {place}"
    return f"{number} {named} {point} of {place}"
