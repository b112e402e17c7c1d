"""GeoParquet 1.1: one file a layer and kind of geometry. Needs pyarrow, which `pip install 'contested[parquet]'` brings."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from layers.errors import CaseFileError
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
        If pyarrow is not there, a file is named without a layer, or something cannot be written.
    """
    if find_spec("pyarrow") is None:
        raise CaseFileError(
            f"{out}: GeoParquet needs pyarrow, which is not installed; get it with: pip install 'contested[parquet]'"
        )
    return write_each(
        case, out, typed_frames(case), ending=".parquet", layer=layer, write_part=_write, about=about
    )


def _write(path: Path, frame: GeoDataFrame) -> Path:
    with whole_file(path) as beside:
        frame.to_parquet(
            beside, index=False, compression="zstd", schema_version="1.1.0", write_covering_bbox=True
        )
    return path
