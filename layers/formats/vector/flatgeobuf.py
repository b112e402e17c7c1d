"""FlatGeobuf: one layer a file."""

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

_MAGIC = b"fgb\x03fgb"


@dataclass(frozen=True, slots=True)
class FlatGeobufFormat:
    """Reads a FlatGeobuf file."""

    name: str = "FlatGeobuf"
    suffixes: tuple[str, ...] = (".fgb",)

    def sniff(self, path: Path, head: bytes) -> float:
        """Return how sure it is, by the first bytes."""
        return 0.9 if head.startswith(_MAGIC) else 0.0

    def read(self, path: Path, options: ImportOptions) -> Iterator[Item]:
        """Yield the records of each feature."""
        if not head_of(path).startswith(_MAGIC):
            raise FormatError(f"{path.name}: no FlatGeobuf file, by its first bytes")
        with copy_of(path) as copy:
            yield from items_of(path, copy.rename(copy.with_suffix(".fgb")), options)


FORMAT = FlatGeobufFormat()
