"""Bringing files of other formats into a case: every row ends as stored, linked, unchanged, changed or rejected.

A row is known by its ids, which come from the file: bringing a file in again adds nothing, and says what it has changed. What
the case has and the file does not speak of stays as it is. An incident near one that the case has already, in place and
time, is proposed as its double with the reasons, and made one with it only on request.
"""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeAlias

from layers.doubles import DoubleFinder
from layers.errors import FormatError
from layers.formats.flat import FlatBatch, accepted_of
from layers.formats.flat_reader import part_of
from layers.formats.limits import limit, over_limit
from layers.formats.reading import Accepted, ImportOptions, Rejected
from layers.formats.registry import Guess, format_named, guess_format
from layers.formats.texts import head_of
from layers.import_reports import ImportReport
from layers.matching import Matcher, Outcome
from layers.records import Claim, Incident
from layers.store import Add, Replace

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from layers.formats.reading import Format
    from layers.gpkg.bulk import Bulk
    from layers.gpkg.store import GeoPackageStore
    from layers.records import Record
    from layers.store import Change

LOGGED_AT_MOST = 5_000
"""Rows of an import whose records the log keeps in full; of a larger one it keeps ids and fingerprints."""

_RETRIED_AT_ONCE = 100


def import_file(
    store: GeoPackageStore,
    path: Path,
    *,
    format_name: str | None = None,
    options: ImportOptions | None = None,
    link_doubles: bool = False,
    dry_run: bool = False,
    by: str | None = None,
    at: datetime | None = None,
    on_guess: Callable[[Guess], None] = lambda _: None,
    on_rejected: Callable[[Rejected], None] = lambda _: None,
    on_rows: Callable[[int], None] = lambda _: None,
) -> ImportReport:
    r"""Bring a file into a case in one transaction: all rows that can be read, or, if an error leaves here, none.

    Parameters
    ----------
    store : GeoPackageStore
        The case.
    path : Path
        The file.
    format_name : str or None
        Its format, of `layers.formats.registry.FORMATS`; guessed, if None.
    options : ImportOptions or None
        What the one who imports decides.
    link_doubles : bool
        Whether an incident near one of the case becomes one with it.
    dry_run : bool
        Find out what would become of each row, and write nothing.
    by, at
        As of `Store.write`.
    on_guess, on_rejected, on_rows : callable
        Told of the format, of each row that is handed back, and of how many rows were done since the last time.

    Raises
    ------
    FormatError
        If the file as a whole cannot be read, or no format knows it.
    CaseFileError
        If the case file cannot be written.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from layers.case import Case
    >>> from layers.records import CaseInfo
    >>> from layers.store import create_store
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "strikes.csv"
    ...     _ = file.write_text("title,date,lat,lon\nStrike,2017-05-18,33.5,38.4\nStrike,18 May,33.5,38.4\n")
    ...     case = Case(info=CaseInfo(id="c", title="Case"))
    ...     with create_store(Path(folder) / "case.gpkg", case, command="new") as store:
    ...         report = import_file(store, file)
    >>> report.format, dict(report.rows)
    ('CSV', {'stored': 1, 'rejected': 1})
    """
    if path.exists() and path.samefile(store.location):
        raise FormatError(f"{path} is the case itself; name the file that is to be brought in")
    guess = _guess(path, format_name)
    on_guess(guess)
    report = ImportReport(format=guess.format.name, why=guess.why)
    run = _Run(
        store=store,
        report=report,
        whole=bool(getattr(guess.format, "whole", False)),
        link_doubles=link_doubles,
        on_rejected=on_rejected,
        on_rows=on_rows,
    )
    command = f"import {path.name} as {guess.format.name}"
    # Copies and other processes end with the reading, also where an error ends it.
    with closing(_batches(path, guess.format, options or ImportOptions(), store.info().time_zone)) as batches:
        first, rest = _first(batches)
        if rest is None:
            changes = run.changes(first)
            if changes and not dry_run:
                report.entry = store.write(changes, command=command, by=by, at=at)
            return report
        with suppress(_NothingKept):
            with store.bulk(command=command, expected=2 * rows_of(path), by=by, at=at) as bulk:
                run.into(bulk, chain(first, rest))
                if dry_run or bulk.is_empty:
                    raise _NothingKept
            report.entry = store.last_entry()
    return report


class _NothingKept(Exception):  # noqa: N818 # no error: it takes the transaction back
    """Leaves a write whose outcome is known, and that was not asked for."""


def rows_of(path: Path) -> int:
    """Return roughly how many rows a file has, from its size and its first lines."""
    if path.is_dir():
        return 0
    head = head_of(path)
    lines = head.count(b"\n") or 1
    return path.stat().st_size * lines // len(head)


def _guess(path: Path, format_name: str | None) -> Guess:
    if format_name is None:
        return guess_format(path)
    head_of(path)
    return Guess(format=format_named(format_name), certainty=1.0, why="as asked for")


Batch: TypeAlias = FlatBatch | list[Accepted | Rejected]


def _batches(path: Path, found: Format, options: ImportOptions, time_zone: str) -> Generator[Batch]:
    """Yield a file's rows: flat where the format can, else a thousand items at a time."""
    from layers.formats.flat_worker import flat_batches, reads_flat

    if reads_flat(path, found.name, options):
        yield from flat_batches(path, found.name, options, time_zone=time_zone)
        return
    items = iter(found.read(path, options))
    read, most = 0, limit("ROWS")
    while batch := list(islice(items, 1_000)):
        read += len(batch)
        if read > most:
            raise over_limit(f"{path.name} has more rows", "ROWS")
        yield batch


def _first(batches: Iterator[Batch]) -> tuple[list[Batch], Iterator[Batch] | None]:
    """Return the first batches, and the others if together they are more than the log keeps in full."""
    first: list[Batch] = []
    rows = 0
    for batch in batches:
        first.append(batch)
        rows += len(batch) if isinstance(batch, list) else len(batch.lines) + len(batch.others)
        if rows > LOGGED_AT_MOST:
            return first, batches
    return first, None


@dataclass(slots=True, kw_only=True)
class _Run:
    """One file on its way into a case."""

    store: GeoPackageStore
    report: ImportReport
    whole: bool
    link_doubles: bool
    on_rejected: Callable[[Rejected], None]
    on_rows: Callable[[int], None]
    waiting: list[Accepted] = field(default_factory=list)

    def changes(self, batches: Iterable[Batch]) -> list[Change]:
        """Match all rows of a small file, and return what is to be written."""
        matcher = self._matcher()
        outcomes = [outcome for batch in batches for outcome in self._outcomes(matcher, _items(batch))]
        outcomes += self._late(matcher)
        added: list[Change] = [Add(record=record) for outcome in outcomes for record in outcome.added]
        changed: dict[tuple[str, str], Change] = {
            (after.KIND, after.id): Replace(record=after)
            for outcome in outcomes
            for _, after in outcome.replaced
        }
        return [*added, *changed.values()]

    def into(self, bulk: Bulk, batches: Iterable[Batch]) -> None:
        """Match the rows of a large file batch by batch, and put in what is new."""
        matcher = self._matcher(bulk)
        for batch in batches:
            if isinstance(batch, list):
                self._put(bulk, self._outcomes(matcher, batch))
            else:
                self._put_flat(bulk, matcher, batch)
            matcher.forget()
        self._put(bulk, self._late(matcher))

    def _put_flat(self, bulk: Bulk, matcher: Matcher, batch: FlatBatch) -> None:
        """Put in flat rows: those that are surely new at once, those that are there as they are not at all, others one by one."""
        suspects = matcher.suspects(batch)
        new = part_of(batch, [n for n in range(len(batch.lines)) if n not in suspects]) if suspects else batch
        if bulk.add_flat(new):
            self._count_flat(new)
            left = sorted(suspects)
        else:
            bulk.add_missing(batch.shared)
            same, known = bulk.compared(batch.rows)
            self.report.rows["unchanged"] += len(same)
            self.on_rows(len(same))
            left = [n for n in range(len(batch.lines)) if n not in same]
            fresh = part_of(batch, [n for n in left if n not in known and n not in suspects])
            if bulk.add_flat(fresh):
                self._count_flat(fresh)
                left = sorted((known - same) | (suspects - same))
        rows = batch.rows if left else []
        slow = [accepted_of(batch.lines[n], rows[n], batch.shared) for n in left]
        self._put(bulk, self._outcomes(matcher, [*slow, *batch.others]))

    def _matcher(self, bulk: Bulk | None = None) -> Matcher:
        doubles = DoubleFinder(self.store) if not self.whole and self.store.count(Incident) else None
        return Matcher(
            self.store, doubles=doubles, link_doubles=self.link_doubles, whole=self.whole, bulk=bulk
        )

    def _outcomes(self, matcher: Matcher, items: Iterable[Accepted | Rejected]) -> list[Outcome]:
        outcomes = []
        for item in items:
            found = item if isinstance(item, Rejected) else matcher.match(item)
            if found is None:
                assert isinstance(item, Accepted)  # noqa: S101 # only a row that was read can wait
                self.waiting.append(item)
            elif isinstance(found, Rejected):
                self._reject(found)
            else:
                self._count(found)
                outcomes.append(found)
                if found.added and 0 < len(self.waiting) <= _RETRIED_AT_ONCE:
                    # What waits for this record goes before those who would bring it along by name alone.
                    waiting, self.waiting = self.waiting, []
                    outcomes += self._outcomes(matcher, waiting)
        return outcomes

    def _late(self, matcher: Matcher) -> list[Outcome]:
        """Match the rows that named what came behind them, until none is left that can be."""
        outcomes: list[Outcome] = []
        while self.waiting:
            waiting, self.waiting = self.waiting, []
            found = self._outcomes(matcher, waiting)
            outcomes += found
            if len(self.waiting) == len(waiting):
                for row in self.waiting:
                    self._reject(matcher.unresolved(row))
                break
        return outcomes

    def _put(self, bulk: Bulk, outcomes: Iterable[Outcome]) -> None:
        added: list[Record] = []
        for outcome in outcomes:
            added += outcome.added
            bulk.change([Replace(record=after) for _, after in outcome.replaced])
        if added:
            bulk.add_records(added)

    def _count_flat(self, batch: FlatBatch) -> None:
        if not batch.lines:
            return
        self.report.rows["stored"] += len(batch.lines)
        self.report.records[Incident.KIND] += len(batch.lines)
        if batch.speaking:
            self.report.records[Claim.KIND] += batch.speaking
        self.on_rows(len(batch.lines))

    def _count(self, outcome: Outcome) -> None:
        self.report.count(outcome)
        self.on_rows(1)

    def _reject(self, row: Rejected) -> None:
        self.report.reject(row)
        self.on_rejected(row)
        self.on_rows(1)


def _items(batch: Batch) -> list[Accepted | Rejected]:
    if isinstance(batch, list):
        return batch
    flat = [accepted_of(line, row, batch.shared) for line, row in zip(batch.lines, batch.rows, strict=True)]
    return sorted([*flat, *batch.others], key=lambda item: item.line)
