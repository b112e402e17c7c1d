"""New files that appear whole or not at all, and never over another."""

from __future__ import annotations

import contextlib
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from layers.errors import CaseFileError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Give a path beside `path` to write to; what was written there is synced and then bears the right name.

    Raises
    ------
    CaseFileError
        If `path` exists, before or at the end, or its folder does not, or cannot be written to.
    """
    _require_free(path)
    if not path.parent.is_dir():
        raise CaseFileError(f"{path}: there is no folder {path.parent}; make it first")
    _sweep(path)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        try:
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        except OSError as error:
            raise CaseFileError(
                f"{path} cannot be made: {error.strerror}; choose another folder, or mend its rights"
            ) from error
        yield part
        _sync(part)
        _publish(part, path)
        _sync(path.parent)
    finally:
        for leftover in (part, part.with_name(f"{part.name}-journal")):
            leftover.unlink(missing_ok=True)


def _require_free(path: Path) -> None:
    if path.exists():
        raise CaseFileError(
            f"{path} exists already, and is left as it is; choose another name, or move it away"
        )


def _publish(part: Path, path: Path) -> None:
    try:
        os.link(part, path)  # unlike a rename, it never takes the place of another file
    except FileExistsError:
        _require_free(path)
        raise
    except OSError:  # a file system without links, such as that of a memory stick
        _require_free(path)
        part.rename(path)


def _sync(path: Path) -> None:
    try:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if path.is_dir():  # some file systems sync no folders
            return
        raise CaseFileError(
            f"{path} could not be written to the disk: {error.strerror}; see to the disk"
        ) from error


def _sweep(path: Path) -> None:
    """Remove what processes that were killed left of this file."""
    for part in path.parent.iterdir():
        process, dot, _ = part.name.removeprefix(f".{path.name}.").partition(".part")
        if dot and process.isdigit() and not _runs(int(process)):
            with contextlib.suppress(OSError):
                part.unlink()


def _runs(process: int) -> bool:
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
