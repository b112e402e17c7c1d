"""What a file from outside may cost: limits, each named in its message and raised by an environment variable."""

from __future__ import annotations

import os
import zipfile
from typing import TYPE_CHECKING, Self

from layers.errors import FormatError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LIMITS: dict[str, int] = {
    "ROWS": 1_000_000,
    "CELL_CHARACTERS": 1_048_576,
    "UNPACKED_BYTES": 209_715_200,
    "UNPACKED_RATIO": 200,
    "ARCHIVE_ENTRIES": 10_000,
    "DEPTH": 256,
    "POSITIONS": 1_000_000,
    "DOCUMENT_BYTES": 209_715_200,
}
"""Every limit: rows of an import, characters of a cell, bytes that an archive may unpack to and how many times its own
size that may be, its entries, nesting of JSON and XML, positions of one geometry, bytes of a document read as a whole."""

_PIECE = 1 << 16


def limit(name: str) -> int:
    """Return a limit; the environment variable `CONTESTED_MAX_<name>` sets another.

    Examples
    --------
    >>> limit("ROWS")
    1000000
    """
    text = os.environ.get(f"CONTESTED_MAX_{name}")
    if text is None:
        return LIMITS[name]
    if not text.isascii() or not text.isdecimal():
        raise FormatError(f"CONTESTED_MAX_{name} is {text!r}; set it to a whole number")
    return int(text)


def over_limit(what: str, name: str) -> FormatError:
    """Return the error of something that exceeds a limit.

    Examples
    --------
    >>> print(over_limit("events.csv has more rows", "ROWS"))
    events.csv has more rows than the limit of 1,000,000; if it is what you expect, set CONTESTED_MAX_ROWS higher
    """
    return FormatError(
        f"{what} than the limit of {limit(name):,}; if it is what you expect, set CONTESTED_MAX_{name} higher"
    )


class Archive:
    """A zip archive whose members are read into memory, everything counted: headers lie about sizes.

    Raises
    ------
    FormatError
        If it is no archive, has too many entries, holds an archive, or a name that leaves its folder.
    """

    def __init__(self, path: Path, *, holds_archives: bool = False) -> None:
        self._path = path
        self._left = limit("UNPACKED_BYTES")
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise FormatError(
                f"{path.name}: no readable zip archive ({error}); get the file again"
            ) from error
        infos = self._zip.infolist()
        if len(infos) > limit("ARCHIVE_ENTRIES"):
            raise over_limit(f"{path.name} has more entries", "ARCHIVE_ENTRIES")
        self._infos = {info.filename: info for info in infos if not info.is_dir()}
        for name, info in self._infos.items():
            _require_harmless(path, name, info, holds_archives=holds_archives)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the members, in their order."""
        return tuple(self._infos)

    def read(self, name: str) -> bytes:
        """Return a member's bytes.

        Raises
        ------
        FormatError
            If it is encrypted or damaged, or unpacks to more than is allowed.
        """
        parts: list[bytes] = []
        self._unpack(name, parts.append)
        return b"".join(parts)

    def unpack(self, name: str, path: Path) -> None:
        """Write a member to a new file, under the same limits as `read`."""
        with path.open("xb") as file:
            self._unpack(name, file.write)

    def _unpack(self, name: str, take: Callable[[bytes], object]) -> None:
        info = self._infos[name]
        allowed = min(self._left, max(_PIECE * 16, info.compress_size * limit("UNPACKED_RATIO")))
        size = 0
        try:
            with self._zip.open(info) as member:
                while size <= allowed and (piece := member.read(_PIECE)):
                    size += len(piece)
                    take(piece)
        except Exception as error:  # zipfile, zlib and lzma each have errors of their own
            reason = f"{self._path.name}, {name}: cannot be unpacked ({error}); get the file again"
            raise FormatError(reason) from error
        if size > allowed:
            raise self._too_large(name)
        self._left -= size

    def _too_large(self, name: str) -> FormatError:
        if self._left < self._infos[name].compress_size * limit("UNPACKED_RATIO"):
            return over_limit(f"{self._path.name}, {name}: unpacks to more bytes", "UNPACKED_BYTES")
        return over_limit(f"{self._path.name}, {name}: unpacks to more times its size", "UNPACKED_RATIO")

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _require_harmless(path: Path, name: str, info: zipfile.ZipInfo, *, holds_archives: bool) -> None:
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\0" in name:
        raise FormatError(
            f"{path.name}: its member {name!r} names a place outside the archive; it is not read"
        )
    if info.external_attr >> 16 & 0o170000 == 0o120000:
        raise FormatError(f"{path.name}: its member {name!r} is a link; it is not read")
    if not holds_archives and name.lower().endswith(
        (".zip", ".kmz", ".xlsx", ".gz", ".7z", ".rar", ".tar", ".bz2", ".xz")
    ):
        raise FormatError(f"{path.name}: holds an archive, {name!r}; unpack it and import what you need")


def require_depth(value: object, what: str) -> None:
    """Raise `FormatError` if JSON is nested more deeply than is allowed."""
    deepest = limit("DEPTH")
    level, depth = [value], 0
    while level:
        depth += 1
        if depth > deepest:
            raise over_limit(f"{what} is nested more deeply", "DEPTH")
        level = [
            part
            for item in level
            if isinstance(item, dict | list)
            for part in (item.values() if isinstance(item, dict) else item)
            if isinstance(part, dict | list)
        ]
