"""Every format that can be imported, by name; none is loaded before it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

from layers.errors import FormatError
from layers.formats.texts import head_of

if TYPE_CHECKING:
    from pathlib import Path

    from layers.formats.reading import Format

FORMATS: dict[str, str] = {
    "case file": "layers.formats.case_file",
    "case document": "layers.formats.document",
    "ACLED": "layers.formats.acled",
    "UCDP GED": "layers.formats.ucdp",
    "GDELT events": "layers.formats.gdelt",
    "GDELT mentions": "layers.formats.gdelt_mentions",
    "Airwars": "layers.formats.airwars",
    "TimeMap": "layers.formats.timemap",
    "GeoConfirmed": "layers.formats.geoconfirmed",
    "CIR": "layers.formats.cir",
    "auto-archiver": "layers.formats.auto_archiver",
    "Linked Places": "layers.formats.linked_places",
    "GeoJSON": "layers.formats.geojson_reader",
    "KML": "layers.formats.kml",
    "GPX": "layers.formats.gpx",
    "GeoPackage": "layers.formats.vector.geopackage",
    "FlatGeobuf": "layers.formats.vector.flatgeobuf",
    "Shapefile": "layers.formats.vector.shapefile",
    "tables": "layers.formats.own_tables",
    "CSV": "layers.formats.csv",
    "XLSX": "layers.formats.xlsx_rows",
}
"""The module that holds each format as `FORMAT`. Where two are equally sure of a file, the earlier is taken."""

_SURE_ENOUGH = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """Which format a file seems to have.

    Parameters
    ----------
    format : Format
        The most likely one.
    certainty : float
        How sure it is, from 0 to 1.
    why : str
        What speaks for it, and the runner-up if there is one.
    """

    format: Format
    certainty: float
    why: str


def format_named(name: str) -> Format:
    """Return a format by its name, in any case of letters; a suffix such as "kmz" names it too.

    Raises
    ------
    FormatError
        If there is none.

    Examples
    --------
    >>> format_named("csv").name
    'CSV'
    """
    wanted = _folded(name)
    for known in FORMATS:
        if _folded(known) == wanted:
            return _load(known)
    for known in reversed(FORMATS):
        if f".{name.lower().lstrip('.')}" in _load(known).suffixes:
            return _load(known)
    raise FormatError(f"no format {name!r}; there are {', '.join(FORMATS)}")


def guess_format(path: Path) -> Guess:
    """Return the format that a file seems to have, by its name and its first bytes.

    Raises
    ------
    FormatError
        If there is no such file, or no format knows it.
    """
    head = head_of(path)
    found = sorted(
        ((_load(name).sniff(path, head), -n, name) for n, name in enumerate(FORMATS)), reverse=True
    )
    certainty, _, name = found[0]
    if certainty < _SURE_ENOUGH:
        raise FormatError(
            f"{path.name}: no known format by its name or its first bytes; say --as with one of {', '.join(FORMATS)}"
        )
    second = f"; next {found[1][2]}, {found[1][0]:.0%}" if found[1][0] >= _SURE_ENOUGH else ""
    return Guess(
        format=_load(name), certainty=certainty, why=f"by its name and first bytes, {certainty:.0%}{second}"
    )


def _load(name: str) -> Format:
    return cast("Format", import_module(FORMATS[name]).FORMAT)


def _folded(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())
