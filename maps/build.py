"""A case to a page on disk, in one call."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from layers.exports.publication import published
from maps.errors import PageError
from maps.page import page_data
from maps.render import render_page

if TYPE_CHECKING:
    from layers.case import Case


def build_page(case: Case, *, language: str = "en") -> str:
    """Return the page of a case as one HTML text; the same case gives the same bytes.

    Raises
    ------
    ConstructionError
        If a zone definition cannot be drawn.
    CatalogueError
        If the language has no catalogue.
    """
    return render_page(page_data(published(case)), language=language)


def write_page(case: Case, path: str | Path, *, language: str = "en") -> str:
    """Write the page of a case to a file, whole or not at all, and return the case's fingerprint.

    Raises
    ------
    PageError
        If the file cannot be written; one that was there stays as it was.
    """
    target = Path(path)
    data = page_data(published(case))
    text = render_page(data, language=language)
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    except OSError as error:
        raise PageError(
            f"{target}: cannot be written ({error.strerror}); name a folder that exists and may be written to"
        ) from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(target)
    except OSError as error:
        Path(temporary).unlink(missing_ok=True)
        raise PageError(
            f"{target}: cannot be written ({error.strerror}); free some space, or name another place"
        ) from error
    return data.fingerprint


def _umask() -> int:
    """Return the mask for new files, which the system tells only when it is set."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
