"""Our own case document: every record of it, whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.document import FORMAT as FORMAT_NAME
from layers.document import read_document
from layers.formats.reading import Accepted
from layers.formats.texts import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from layers.formats.reading import ImportOptions, Item


@dataclass(frozen=True, slots=True)
class DocumentFormat:
    """Reads case documents; what the case is about stays as the case has it."""

    name: str = "case document"
    suffixes: tuple[str, ...] = (".case.json",)
    whole: bool = True

    def sniff(self, path: Path, head: bytes) -> float:
        """Return how sure it is, by the name of the format in the first lines."""
        return 1.0 if f'"{FORMAT_NAME}"'.encode() in head[:200] else 0.0

    def read(self, path: Path, options: ImportOptions) -> Iterator[Item]:
        """Yield each record; lines count records."""
        case = read_document(read_text(path), name=path.name)
        for number, record in enumerate(case, start=1):
            yield Accepted(line=number, records=(record,))


FORMAT = DocumentFormat()
