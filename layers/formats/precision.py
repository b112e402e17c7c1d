"""What the precision codes of named datasets are read as: metres around a point, and days around a date.

Few datasets state a radius for a code: most figures are conventions of this project, chosen so that the disc holds what
the code's definition allows in most cases. Each is named in `Location.derivation` of what was read with it, and can be
set anew for one import. The original code stays in `Location.precision_code`, or in the note.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from layers.errors import FormatError

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Convention:
    """What one code of one column says, and the radius that it is read as.

    Parameters
    ----------
    dataset, column, code : str
        Whose code it is, and where it stands.
    meaning : str
        What the code says, in short.
    uncertainty_m : float
        Radius in metres of the disc that is thought to hold the truth.
    origin : str
        Where the figure comes from.
    """

    dataset: str
    column: str
    code: str
    meaning: str
    uncertainty_m: float
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DateConvention:
    """What one code of a column of date precision says, and the EDTF that a date is read as with it."""

    dataset: str
    column: str
    code: str
    meaning: str
    edtf: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Radius:
    """A radius in metres and the sentence that says where it comes from."""

    uncertainty_m: float
    derivation: str
    code: int | None


_TOWN = "convention: a town with its outskirts; the point may be any part of it"
_UNIT_2 = "convention: reaches the edge of most second-level units from their centroid"
_UNIT_1 = "convention: reaches the edge of most first-level units from their centroid, the large ones of deserts too"
_COUNTRY = "convention: reaches the border of most countries from their centroid"
_WORDED = "convention: the size of what the words name"

_ROWS: tuple[tuple[str, str, str, str, float, str], ...] = (
    ("ACLED", "geo_precision", "1", "a named town, with its coordinates", 5_000, _TOWN),
    ("ACLED", "geo_precision", "2", "part of a region, or near a town: coded to that town", 25_000,
     "convention: a day's surroundings of a town; ACLED states no radius"),
    ("ACLED", "geo_precision", "3", "a larger region, a natural feature, or the provincial capital", 100_000,
     "convention: from a capital to the edge of most provinces; ACLED states no radius"),
    ("UCDP GED", "where_prec", "1", "exact location", 5_000, _TOWN),
    ("UCDP GED", "where_prec", "2", "limited area around a place", 25_000,
     "the codebook speaks of about 25 km"),
    ("UCDP GED", "where_prec", "3", "centroid of the second-level unit", 100_000, _UNIT_2),
    ("UCDP GED", "where_prec", "4", "centroid of the first-level unit", 200_000, _UNIT_1),
    ("UCDP GED", "where_prec", "5", "fuzzy area between or beyond units, or a representative point", 200_000,
     "convention: as a first-level unit"),
    ("UCDP GED", "where_prec", "6", "centroid of the country", 500_000, _COUNTRY),
    ("UCDP GED", "where_prec", "7", "water or international airspace", 200_000,
     "convention: as a first-level unit"),
    ("GDELT", "ActionGeo_Type", "1", "country", 500_000, _COUNTRY),
    ("GDELT", "ActionGeo_Type", "2", "state of the United States", 300_000,
     "convention: reaches the edge of most states from their centroid"),
    ("GDELT", "ActionGeo_Type", "3", "city or landmark in the United States", 25_000,
     "convention: a centroid found by machine in a text"),
    ("GDELT", "ActionGeo_Type", "4", "city or landmark elsewhere", 25_000,
     "convention: a centroid found by machine in a text"),
    ("GDELT", "ActionGeo_Type", "5", "first-level unit elsewhere", 200_000, _UNIT_1),
    ("TimeMap", "none", "public", "a point of a public map, moved a little before publication", 300,
     "150 m stated for the Bellingcat map before points are moved, and as much again for the move"),
    ("GeoConfirmed", "none", "geolocated", "a point found by comparing footage with imagery", 100,
     "convention: footage is matched to buildings and roads; no radius is stated"),
    ("CIR", "none", "verified", "a verified point of a public map", 1_000,
     "convention: public points may be moved off homes; no radius is stated"),
    ("Airwars", "accuracy", "exact location", "exact location", 100, _WORDED),
    ("Airwars", "accuracy", "within 100m", "within 100 m", 100, "as stated"),
    ("Airwars", "accuracy", "within 1km", "within 1 km", 1_000, "as stated"),
    ("Airwars", "accuracy", "nearby landmark", "a landmark near by", 500, _WORDED),
    ("Airwars", "accuracy", "street", "a street", 1_000, _WORDED),
    ("Airwars", "accuracy", "military base", "a military base", 2_000, _WORDED),
    ("Airwars", "accuracy", "neighbourhood", "a neighbourhood or area", 2_000, _WORDED),
    ("Airwars", "accuracy", "village", "a village", 2_000, _WORDED),
    ("Airwars", "accuracy", "town", "a town", 5_000, _TOWN),
    ("Airwars", "accuracy", "city", "a city", 15_000, _WORDED),
    ("Airwars", "accuracy", "subdistrict", "a subdistrict", 30_000, _WORDED),
    ("Airwars", "accuracy", "district", "a district", 100_000, _UNIT_2),
    ("Airwars", "accuracy", "province", "a province or governorate", 200_000, _UNIT_1),
    ("Linked Places", "fclasses", "S", "site", 1_000, _WORDED),
    ("Linked Places", "fclasses", "P", "populated place", 5_000, _TOWN),
)  # fmt: skip

CONVENTIONS: tuple[Convention, ...] = tuple(
    Convention(
        dataset=dataset, column=column, code=code, meaning=meaning, uncertainty_m=float(metres), origin=origin
    )
    for dataset, column, code, meaning, metres, origin in _ROWS
)
"""Every code that stands for a radius, dataset by dataset."""

DATE_CONVENTIONS: tuple[DateConvention, ...] = tuple(
    DateConvention(dataset=dataset, column=column, code=code, meaning=meaning, edtf=edtf)
    for dataset, column, code, meaning, edtf in (
        ("ACLED", "time_precision", "1", "the day as stated", "2017-05-18"),
        (
            "ACLED",
            "time_precision",
            "2",
            "some day of a week or so, dated to its middle",
            "[2017-05-15..2017-05-21]",
        ),
        ("ACLED", "time_precision", "3", "some day of the month, dated to its middle", "2017-05"),
        ("UCDP GED", "date_prec", "1", "the day", "2017-05-18"),
        (
            "UCDP GED",
            "date_prec",
            "2",
            "two to six days: from date_start to date_end",
            "[2017-05-16..2017-05-19]",
        ),
        ("UCDP GED", "date_prec", "3", "a week: from date_start to date_end", "[2017-05-15..2017-05-21]"),
        ("UCDP GED", "date_prec", "4", "a month: from date_start to date_end", "2017-05"),
        ("UCDP GED", "date_prec", "5", "a year or more: from date_start to date_end", "2017"),
    )
)
"""Every code of date precision, with what 18 May 2017 would be read as."""

_BY_CODE = {(each.dataset, each.code.casefold()): each for each in CONVENTIONS}


def radius(dataset: str, code: str, overrides: Mapping[str, float]) -> Radius:
    """Return what a precision code is read as.

    Parameters
    ----------
    dataset : str
        As in `CONVENTIONS`.
    code : str
        As in the file; case does not matter.
    overrides : mapping of str to float
        Code to metres, in the place of the convention's.

    Raises
    ------
    FormatError
        If the dataset has no such code.

    Examples
    --------
    >>> radius("ACLED", "2", {}).uncertainty_m, radius("ACLED", "2", {"2": 8_000.0}).uncertainty_m
    (25000.0, 8000.0)
    >>> radius("ACLED", "2", {}).derivation
    "ACLED geo_precision 2 (part of a region, or near a town: coded to that town) read as 25 km; convention: a day's surroundings of a town; ACLED states no radius"
    >>> radius("ACLED", "7", {})
    Traceback (most recent call last):
        ...
    layers.errors.FormatError: ACLED has no geo_precision '7', only 1, 2, 3; are two columns swapped? Name them with --map, or give the code a radius with --precision 7=METRES
    """
    key = code.strip().casefold()
    if key.endswith(".0") and key[:-2].isdigit():  # as programs write a whole number in a column with gaps
        key = key[:-2]
    set_anew = overrides.get(key, overrides.get(code.strip())) if overrides else None
    return _radius(dataset, key, set_anew)


@lru_cache(maxsize=1024)
def _radius(dataset: str, key: str, set_anew: float | None) -> Radius:
    found = _BY_CODE.get((dataset, key))
    number = int(key) if key.isascii() and key.isdigit() and len(key) < 6 else None
    if set_anew is not None:
        return Radius(
            uncertainty_m=set_anew,
            derivation=f"{dataset} precision {key} read as {_length(set_anew)}; set for this import",
            code=number,
        )
    if found is None:
        known = [each for each in CONVENTIONS if each.dataset == dataset]
        raise FormatError(
            f"{dataset} has no {known[0].column} {key[:80]!r}, only {', '.join(each.code for each in known)}; are two columns"
            f" swapped? Name them with --map, or give the code a radius with --precision {key[:80]}=METRES"
        )
    named = (
        f"{dataset} {found.column} {found.code} ({found.meaning})"
        if found.column != "none"
        else f"{dataset}: {found.meaning},"
    )
    return Radius(
        uncertainty_m=found.uncertainty_m,
        derivation=f"{named} read as {_length(found.uncertainty_m)}; {found.origin}",
        code=number,
    )


def _length(metres: float) -> str:
    return f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
