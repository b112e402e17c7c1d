"""Writing a file whole: a reader sees the old one or the new one, never half of either."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from layers.errors import CaseFileError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


_SQLITE = b"SQLite format 3\x00"


def write_whole(path: Path, text: str) -> Path:
    """Write a text beside its target, make sure that it is on disk, and put it in place; return the path.

    Raises
    ------
    CaseFileError
        If the folder is missing, the file cannot be written, or a database stands there: a text never takes the place
        of a case file.
    """
    if path.is_file():
        with path.open("rb") as there:
            if there.read(len(_SQLITE)) == _SQLITE:
                raise CaseFileError(
                    f"{path} is a case file or another database, and stays; choose another name"
                )
    return write_whole_bytes(path, text.encode())


def write_whole_bytes(path: Path, content: bytes) -> Path:
    """Do the same for bytes."""
    with whole_file(path) as beside:
        beside.write_bytes(content)
    return path


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a path to write to, with the target's ending; what was written there then takes the target's place.

    For writers that stream, or that open the file themselves. An error inside leaves the target as it was.

    Raises
    ------
    CaseFileError
        If the folder is missing, or the file cannot be written.
    """
    import tempfile  # only those who write files pay for it
    from pathlib import Path

    folder: Path | None = None
    try:
        folder = Path(tempfile.mkdtemp(dir=path.parent, prefix="."))
        beside = folder / path.name
        yield beside
        _sync(beside)
        beside.chmod(0o644)
        beside.replace(path)
        # The new name lasts through a power cut, where the system can sync a folder.
        if os.name == "posix":
            _sync(path.parent)
    except OSError as error:
        raise CaseFileError(f"{path}: cannot be written ({error.strerror}); choose another place") from error
    finally:
        if folder is not None:
            for left in folder.iterdir():
                left.unlink()
            folder.rmdir()


def make_folder(folder: Path) -> Path:
    """Make a folder, and those above it, and return it.

    Raises
    ------
    CaseFileError
        If it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CaseFileError(
            f"{folder}: cannot be written ({error.strerror}); choose another folder"
        ) from error
    return folder


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
