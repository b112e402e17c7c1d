"""Every format that a case can be written in: one table, and `export`, which chooses by the name of the file.

Each format is a module with `write(case, out) -> list[Path]`; none is imported before it is asked for. All of them get
what `layers.exports.publication.published` lets through. What only QGIS wants is written a room higher, by `maps.qgis`.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

from layers.errors import CaseFileError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from layers.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """One format.

    Parameters
    ----------
    name : str
        What `--as` takes.
    endings : tuple of str
        Ends of file names that mean it, the first one being usual.
    about : str
        What is written, in one line.
    module : str
        Where its `write` stands.
    layered : bool
        Whether it can write one layer alone.
    """

    name: str
    endings: tuple[str, ...]
    about: str
    module: str
    layered: bool = False


EXPORTS: tuple[Export, ...] = (
    Export(name="document", endings=(".case.json",), module="layers.exports.case_document",
           about="the case document: text, canonical order, lossless"),
    Export(name="timeline", endings=(".timeline.json",), module="layers.exports.timeline",
           about="the chronology for TimelineJS"),
    Export(name="places", endings=(".lpf.json",), module="layers.exports.linked_places",
           about="the gazetteer as Linked Places 1.3 (GeoJSON-T)"),
    Export(name="geojson", endings=(".geojson", ".json"), module="layers.formats.geojson", layered=True,
           about="GeoJSON, RFC 7946; a folder has one file a layer and kind of geometry"),
    Export(name="geojsonl", endings=(".geojsonl", ".ndjson", ".geojsonseq"), module="layers.exports.geojson_lines", layered=True,
           about="GeoJSON features, one a line"),
    Export(name="hxl", endings=(".hxl.csv",), module="layers.exports.hxl", layered=True,
           about="incidents as CSV with a row of HXL tags; a folder has claims and zones too"),
    Export(name="csv", endings=(".csv",), module="layers.exports.csv_folder", layered=True,
           about="a folder of CSV tables, formula-safe"),
    Export(name="xlsx", endings=(".xlsx",), module="layers.exports.xlsx_book",
           about="a workbook, one sheet a table, formula-safe"),
    Export(name="kml", endings=(".kml",), module="layers.exports.kml",
           about="KML 2.2, a folder a party, with time spans"),
    Export(name="kmz", endings=(".kmz",), module="layers.exports.kmz", about="the same, zipped, with a README"),
    Export(name="flatgeobuf", endings=(".fgb",), module="layers.exports.flatgeobuf", layered=True,
           about="a folder of FlatGeobuf layers"),
    Export(name="geoparquet", endings=(".parquet",), module="layers.exports.geoparquet", layered=True,
           about="a folder of GeoParquet layers (needs pyarrow)"),
    Export(name="jsonld", endings=(".jsonld",), module="layers.exports.jsonld",
           about="schema.org claims with PROV-O provenance, as JSON-LD"),
    Export(name="ical", endings=(".ics",), module="layers.exports.icalendar",
           about="the chronology as iCalendar"),
    Export(name="gpx", endings=(".gpx",), module="layers.exports.gpx",
           about="waypoints and zone borders for a GPS receiver"),
)  # fmt: skip
"""Every format, those with the longer ending first where one ends like another."""


def export(case: Case, out: Path, *, name: str | None = None, layer: str | None = None) -> list[Path]:
    """Write a case and return the files written.

    Parameters
    ----------
    case : Case
        What is written, as far as the rules of publication let it through.
    out : Path
        A file, whose ending says the format, or a folder.
    name : str or None
        The format by its name in `EXPORTS`, where the ending does not say it.
    layer : str or None
        One layer of `layers.rows.LAYERS` alone.

    Raises
    ------
    CaseFileError
        If no format has that name or ending, it cannot write one layer alone, or a file cannot be written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from pathlib import Path
    >>> from layers.cases import bundled_case
    >>> with TemporaryDirectory() as folder:
    ...     [path.name for path in export(bundled_case("al-tanf"), Path(folder) / "al-tanf.kml")]
    ['al-tanf.kml']
    """
    from layers.exports.publication import published

    found = export_named(name) if name else export_of(out)
    write = writer_of(found)
    if layer is None:
        return write(published(case), out)
    if not found.layered:
        raise CaseFileError(f"{out}: {found.name} always holds the whole case; leave --layer {layer} out")
    return write(published(case), out, layer=layer)


def export_named(name: str) -> Export:
    """Return a format by its name.

    Raises
    ------
    CaseFileError
        If there is none of that name.
    """
    for found in EXPORTS:
        if found.name == name:
            return found
    raise CaseFileError(f"{name!r} is no format to export to; choose {', '.join(e.name for e in EXPORTS)}")


def export_of(out: Path) -> Export:
    """Return the format that a file's ending means; a folder, or a name without an ending, means GeoJSON.

    Raises
    ------
    CaseFileError
        If no format has that ending.

    Examples
    --------
    >>> from pathlib import Path
    >>> export_of(Path("al-tanf.hxl.csv")).name, export_of(Path("al-tanf.csv")).name, export_of(Path("al-tanf")).name
    ('hxl', 'csv', 'geojson')
    """
    if is_folder(out):
        return export_named("geojson")
    for found in EXPORTS:
        if out.name.lower().endswith(found.endings):
            return found
    endings = ", ".join(ending for e in EXPORTS for ending in e.endings)
    raise CaseFileError(
        f"{out}: nothing writes {out.suffix}; the endings are {endings}; or name a folder, or say --as FORMAT"
    )


def writer_of(found: Export) -> Callable[..., list[Path]]:
    """Import a format's module, and return what writes it."""
    return cast("Callable[..., list[Path]]", import_module(found.module).write)


def is_folder(out: Path) -> bool:
    """Tell whether a name means a folder: one that is there, or a name without an ending."""
    return out.is_dir() or not out.suffix
