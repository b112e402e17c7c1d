"""GeoPackages of others; a case file of ours is read by `layers.formats.case_file`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.errors import FormatError
from layers.formats.case_file import copy_of
from layers.formats.texts import head_of
from layers.formats.vector.reading import items_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from layers.formats.reading import ImportOptions, Item

_MAGIC = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class GeoPackageFormat:
    """Reads the layers of a GeoPackage, one after the other."""

    name: str = "GeoPackage"
    suffixes: tuple[str, ...] = (".gpkg",)

    def sniff(self, path: Path, head: bytes) -> float:
        """Return how sure it is, by the first bytes and the ending."""
        if not head.startswith(_MAGIC):
            return 0.0
        return 0.7 if head[68:72] == b"GPKG" or path.suffix.lower() == ".gpkg" else 0.3

    def read(self, path: Path, options: ImportOptions) -> Iterator[Item]:
        """Yield the records of each feature."""
        if not head_of(path).startswith(_MAGIC):
            raise FormatError(f"{path.name}: no GeoPackage; it is not an SQLite file")
        with copy_of(path) as copy:
            yield from items_of(path, copy.rename(copy.with_suffix(".gpkg")), options)


FORMAT = GeoPackageFormat()
