"""Writing a file whole: a reader sees the old one or the new one, never half of either."""

from __future__ import annotations

import os
from pathlib import Path

from layers.errors import CaseFileError


def write_whole(path: Path, text: str) -> Path:
    """Write a text beside its target, make sure that it is on disk, and put it in place; return the path.

    Raises
    ------
    CaseFileError
        If the folder is missing, or the file cannot be written.
    """
    import tempfile  # only those who write files pay for it

    beside: str | None = None
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="", dir=path.parent, prefix=".", delete=False
        ) as file:
            beside = file.name
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(0o644)
        Path(beside).replace(path)
        beside = None
        _sync_folder(path.parent)
    except OSError as error:
        raise CaseFileError(f"{path}: cannot be written ({error.strerror}); choose another place") from error
    finally:
        if beside is not None:
            Path(beside).unlink(missing_ok=True)
    return path


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system has such a call for folders."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
