"""The rows of a file in batches of flat rows, and of whatever else is among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.formats.flat import FlatBatch, columns_of, keys_of
from layers.formats.flat_lines import digest_of
from layers.formats.reading import Accepted, Rejected
from layers.log import packed_ids

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from layers.formats.flat import FlatRow
    from layers.records import Record


class FlatReader:
    """How one file is read to flat rows: a format makes one for a file, from its header.

    Parameters
    ----------
    lines : iterator
        The rows of the file as cells, or handed back.
    plain : callable
        Returns the flat row of some cells and the records that it names, or None where the row is not plain.
    thorough : callable
        Reads the cells of a row that is not plain, by the format's own definition.
    """

    def __init__(
        self,
        lines: Iterator[tuple[int, list[str]] | Rejected],
        plain: Callable[[list[str]], tuple[FlatRow, tuple[Record, ...]] | None],
        thorough: Callable[[int, list[str]], Accepted | Rejected],
    ) -> None:
        self._lines = lines
        self._plain = plain
        self._thorough = thorough

    def batches(self, size: int) -> Iterator[FlatBatch]:
        """Yield the rows of the file, `size` lines at a time."""
        named: dict[int, tuple[Record, ...]] = {}
        while True:
            lines: list[int] = []
            rows: list[FlatRow] = []
            others: list[Accepted | Rejected] = []
            shared: list[Record] = []
            for _, line in zip(range(size), self._lines, strict=False):
                if isinstance(line, Rejected):
                    others.append(line)
                    continue
                found = self._plain(line[1])
                if found is None:
                    others.append(self._thorough(*line))
                    continue
                row, records = found
                lines.append(line[0])
                rows.append(row)
                # Readers hand on the same tuple again and again; hashing its records would cost more than all else.
                if id(records) not in named:
                    named[id(records)] = records
                    shared += records
            if not rows and not others:
                return
            yield FlatBatch(
                lines=lines,
                columns=columns_of(rows),
                others=others,
                shared=tuple(dict.fromkeys(shared)),
                digest=digest_of(rows),
                ids=packed_ids(keys_of(rows)),
            )


def part_of(batch: FlatBatch, numbers: Sequence[int]) -> FlatBatch:
    """Return some of a batch's flat rows, by their numbers, as a batch of their own."""
    every = batch.rows
    rows = [every[n] for n in numbers]
    return FlatBatch(
        lines=[batch.lines[n] for n in numbers],
        columns=columns_of(rows),
        others=[],
        shared=batch.shared,
        digest=digest_of(rows),
        ids=packed_ids(keys_of(rows)),
    )
