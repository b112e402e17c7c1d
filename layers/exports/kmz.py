"""KMZ: the KML document zipped as `doc.kml`, with a README beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.exports.kml import document
from layers.exports.markup import zipped
from layers.exports.readme import NAME, readme
from layers.files import make_folder, write_whole_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from layers.case import Case


def write(case: Case, out: Path) -> list[Path]:
    """Write the case as one KMZ file, and return its path in a list.

    Raises
    ------
    CaseFileError
        If it cannot be written.
    """
    make_folder(out.parent)
    text = readme(case, {"doc.kml": "the case as KML, a folder for each party"})
    return [write_whole_bytes(out, zipped({"doc.kml": document(case), NAME: text}))]
