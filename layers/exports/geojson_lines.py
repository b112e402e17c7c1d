"""GeoJSON features one a line: what streams, greps and sorts well. No header, so the licence stands in the README beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers import rows
from layers.files import make_folder, write_whole
from layers.formats.geojson import among_others, features_of, text_of

if TYPE_CHECKING:
    from pathlib import Path

    from layers.case import Case


def write(case: Case, out: Path, *, layer: str | None = None) -> list[Path]:
    """Write the features of every layer, or of one, and return the path in a list.

    Raises
    ------
    CaseFileError
        If the file cannot be written.
    """
    lines = [
        text_of(found if layer else among_others(found, name)) + "\n"
        for name in rows.layer_names(layer)
        for found in features_of(case, name)
    ]
    make_folder(out.parent)
    return [write_whole(out, "".join(lines))]
