"""The case document, among the other formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.document import write_document_file
from layers.files import make_folder

if TYPE_CHECKING:
    from pathlib import Path

    from layers.case import Case


def write(case: Case, out: Path) -> list[Path]:
    """Write the case document, and return its path in a list."""
    make_folder(out.parent)
    return [write_document_file(case, out)]
