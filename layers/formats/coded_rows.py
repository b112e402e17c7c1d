"""Tables of named datasets: columns known by the dataset's own names, by those of its older files, or by `--map`."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from geo.errors import ContestedError
from layers.errors import FormatError
from layers.formats.limits import limit, over_limit
from layers.formats.objects import has_keys, json_line, objects_of, require_object
from layers.formats.reading import Accepted, Rejected, rejected
from layers.formats.tables import columns_of, read_table
from layers.formats.texts import encoding_of, head_of, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from layers.formats.reading import ImportOptions, Item
    from layers.records import Record

    ReadRow = Callable[[Mapping[str, Any]], tuple[Record, ...]]

_LIST_KEYS = ("data", "Result", "result", "results", "rows", "events")


def plain_name(column: str) -> str:
    r"""Return a column's name as datasets are compared by: without case, blanks or a mark of byte order.

    Examples
    --------
    >>> plain_name("\ufeffEvent Date ")
    'event_date'
    """
    return "_".join(column.replace("\ufeff", "").strip().casefold().split())


def share_of_columns(path: Path, head: bytes, wanted: Sequence[str], synonyms: Mapping[str, str]) -> float:
    """Return how sure it is that a file is of a dataset, by how many of its columns are there: 0 below four in five."""
    found = {synonyms.get(name, name) for name in map(plain_name, _columns(path, head))}
    here = sum(1 for column in wanted if column in found or (not found and has_keys(head, column)))
    share = here / len(wanted)
    return round(0.97 * share, 2) if share >= 0.8 else 0.0


def _columns(path: Path, head: bytes) -> tuple[str, ...]:
    if head.startswith(b"PK\x03\x04"):
        if path.suffix.lower() != ".xlsx":
            return ()
        try:
            return read_table(path).columns
        except ContestedError:  # whoever reads it says what is wrong with it
            return ()
    if text_of(head).lstrip()[:1] in {"{", "["}:
        return ()
    return columns_of(head)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedTable:
    """A table of a dataset: CSV, TSV, XLSX, or JSON with an object a row.

    Parameters
    ----------
    path : Path
        The file.
    options : ImportOptions
        Its `columns` come before all other names.
    synonyms : mapping of str to str
        Plain names of older files to those of today.
    needed : sequence of str
        Columns without which no row can be read.
    dataset : str
        Its name, for messages.
    """

    path: Path
    options: ImportOptions
    synonyms: Mapping[str, str]
    needed: Sequence[str]
    dataset: str

    def items(self, read: ReadRow) -> Iterator[Item]:
        """Yield what `read` makes of each row, by plain names of columns, or the row handed back.

        Raises
        ------
        FormatError
            If the file is no table, or a column that is needed is not there.
        """
        if text_of(head_of(self.path)).lstrip()[:1] in {"{", "["}:
            yield from self._from_json(read)
            return
        table = read_table(self.path)
        names = self.names_of(table.columns)
        for row in table.rows:
            if isinstance(row, Rejected):
                yield row
                continue
            line, cells = row
            try:
                yield Accepted(line=line, records=read(dict(zip(names, cells, strict=True))))
            except ContestedError as error:
                yield rejected(line, error, ",".join(cells))

    def _from_json(self, read: ReadRow) -> Iterator[Item]:
        for number, value in objects_of(self.path, *_LIST_KEYS):
            try:
                row = require_object(value)
                names = self.names_of(tuple(row))
                yield Accepted(line=number, records=read(dict(zip(names, row.values(), strict=True))))
            except ContestedError as error:
                yield rejected(number, error, json_line(value))

    def names_of(self, columns: tuple[str, ...]) -> tuple[str, ...]:
        """Return the field that each column of a file holds.

        Raises
        ------
        FormatError
            If a column that `--map` names, or that is needed, is not there.
        """
        plain = [plain_name(column) for column in columns]
        mapped = {plain_name(column): plain_name(field) for column, field in self.options.columns.items()}
        for column in mapped:
            if column not in plain:
                raise FormatError(
                    f"{self.path.name} has no column {column!r} to --map; it has {_shown(columns)}"
                )
        taken = set(mapped.values())
        names: list[str] = []
        for name in plain:
            field = mapped.get(name) or self.synonyms.get(name, name)
            if name not in mapped and (field in taken or (name in self.synonyms and field in plain)):
                field = f"{name} (not read)"  # --map, or the name of today, comes before it
            taken.add(field)
            names.append(field)
        missing = [field for field in self.needed if field not in names]
        if missing:
            raise FormatError(
                f"{self.path.name} has no column {', '.join(missing)}, which {self.dataset} files have; it has"
                f" {_shown(columns)}. Name the column with --map COLUMN={missing[0]}, or the format with --as"
            )
        return tuple(names)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamelessTable:
    """A table with tabs between the cells, no quotes and no row of names: its columns are known by their number.

    Parameters
    ----------
    path : Path
        The file.
    dataset : str
        Its name, for messages.
    generations : sequence of sequence of str
        The columns of each generation of files; their numbers differ.
    """

    path: Path
    dataset: str
    generations: Sequence[tuple[str, ...]]

    def items(self, read: ReadRow) -> Iterator[Item]:
        """Yield what `read` makes of each row, or the row handed back.

        Raises
        ------
        FormatError
            If the file is no text.
        """
        by_number = {len(columns): columns for columns in self.generations}
        for number, (line, written) in enumerate(self._lines(), start=1):
            if number > limit("ROWS"):
                raise over_limit(f"{self.path.name} has more rows", "ROWS")
            found = written.split("\t")
            columns = by_number.get(len(found))
            try:
                if columns is None:
                    numbers = " or ".join(str(number) for number in by_number)
                    raise FormatError(
                        f"{len(found)} cells between tabs, where {self.dataset} has {numbers}"
                    )  # one way to hand back
                row: dict[str, Any] = dict.fromkeys(self.generations[0], "")
                row.update(zip(columns, found, strict=True))
                yield Accepted(line=line, records=read(row))
            except ContestedError as error:
                yield rejected(line, error, written)

    def _lines(self) -> Iterator[tuple[int, str]]:
        longest = limit("CELL_CHARACTERS")
        encoding = encoding_of(self.path)
        with self.path.open(encoding=encoding, newline="\n") as file:
            for line in count(1):
                try:
                    written = file.readline(longest + 2)
                except UnicodeDecodeError as error:
                    raise FormatError(
                        f"{self.path.name}: not {encoding} ({error}); save it as UTF-8"
                    ) from error
                if not written:
                    return
                if len(written) > longest:
                    raise over_limit(f"{self.path.name}, line {line}: has more characters", "CELL_CHARACTERS")
                if written.strip():
                    yield line, written.rstrip("\r\n")


def first_line(head: bytes) -> str:
    """Return the first line of a file."""
    return text_of(head).split("\n", 1)[0].rstrip("\r")


def _shown(columns: tuple[str, ...]) -> str:
    return ", ".join(columns)[:300]
