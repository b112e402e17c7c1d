"""Shapefiles: the .shp with what lies beside it, or a zip that holds them."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from layers.errors import FormatError
from layers.formats.limits import Archive
from layers.formats.texts import head_of
from layers.formats.vector.reading import items_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.formats.reading import ImportOptions, Item

_MAGIC = b"\x00\x00\x27\x0a"
_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")


@dataclass(frozen=True, slots=True)
class ShapefileFormat:
    """Reads shapefiles; their names of fields are cut at ten letters: `--map` says what they mean."""

    name: str = "Shapefile"
    suffixes: tuple[str, ...] = (".shp", ".zip")

    def sniff(self, path: Path, head: bytes) -> float:
        """Return how sure it is, by the first bytes, and by what a zip holds."""
        if head.startswith(_MAGIC):
            return 0.8
        return (
            0.8
            if head.startswith(b"PK\x03\x04") and b".shp" in head.lower() and path.suffix.lower() == ".zip"
            else 0.4
            if (head.startswith(b"PK\x03\x04") and path.suffix.lower() == ".zip")
            else 0.0
        )

    def read(self, path: Path, options: ImportOptions) -> Iterator[Item]:
        """Yield the records of each feature of each shapefile."""
        with tempfile.TemporaryDirectory(prefix="contested-") as name:
            folder = Path(name)
            if head_of(path).startswith(b"PK\x03\x04"):
                _unpack(path, folder)
            else:
                _copy(path, folder)
            for shapes in sorted(folder.glob("*.shp")):
                if not head_of(shapes).startswith(_MAGIC):
                    raise FormatError(f"{path.name}: its .shp is no shapefile, by its first bytes")
                yield from items_of(path, shapes, options)


def _unpack(path: Path, folder: Path) -> None:
    with Archive(path) as archive:
        names = [
            name
            for name in archive.names
            if name.lower().endswith(_PARTS) and not name.startswith("__MACOSX")
        ]
        stems = sorted({name.rpartition(".")[0] for name in names if name.lower().endswith(".shp")})
        if not stems:
            raise FormatError(f"{path.name}: holds no .shp file; unpack it, and import what is in it")
        for name in names:
            stem, _, ending = name.rpartition(".")
            if stem in stems:
                # Numbered, so that no name from the archive becomes a name on this disk.
                target = folder / f"{stems.index(stem):05}.{ending.lower()}"
                if not target.exists():
                    archive.unpack(name, target)


def _copy(path: Path, folder: Path) -> None:
    for beside in path.parent.iterdir():
        if beside.stem == path.stem and beside.suffix.lower() in _PARTS and beside.is_file():
            shutil.copyfile(beside, folder / f"00000{beside.suffix.lower()}")


FORMAT = ShapefileFormat()
