"""FlatGeobuf: one file a layer and kind of geometry, with its spatial index, for big data on the web and on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.exports.frames import typed_frames
from layers.exports.layered import write_each
from layers.files import whole_file
from layers.formats.geojson import about

if TYPE_CHECKING:
    from pathlib import Path

    from geopandas import GeoDataFrame

    from layers.case import Case


def write(case: Case, out: Path, *, layer: str | None = None) -> list[Path]:
    """Write every layer into a folder, or one into a file; return the files.

    Raises
    ------
    CaseFileError
        If a file is named without a layer, or something cannot be written.
    """
    return write_each(
        case, out, typed_frames(case), ending=".fgb", layer=layer, write_part=_write, about=about
    )


def _write(path: Path, frame: GeoDataFrame) -> Path:
    # A feature without geometry has no place in a spatial index: a layer with one goes without, and keeps it.
    indexed = "NO" if frame.geometry.isna().any() else "YES"
    with whole_file(path) as beside:
        frame.to_file(beside, driver="FlatGeobuf", layer=path.stem, SPATIAL_INDEX=indexed)
    return path
