"""What a row of a file is to a case: new, the same as before, changed, or an incident that the case has by another id."""

from __future__ import annotations

import json
from dataclasses import MISSING, dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from layers.case import references
from layers.formats.flat import EXTERNAL_IDS, ID
from layers.formats.reading import Accepted, Rejected, rejected
from layers.plain import to_json, to_plain
from layers.records import (
    RECORD_TYPES,
    Assessment,
    Claim,
    Grade,
    Incident,
    KnownPosition,
    Party,
    Place,
    Record,
    Source,
    Zone,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from layers.doubles import Double, DoubleFinder
    from layers.formats.flat import FlatBatch
    from layers.gpkg.bulk import Bulk
    from layers.gpkg.store import GeoPackageStore

R = TypeVar("R", bound=Record)

_SHARED = (Party, Source, Place, Zone)
"""Records that rows bring along; those of the case stay as the case has them."""

_SAID_AT_MOST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What becomes of a row.

    Parameters
    ----------
    line : int
        Its number in the file.
    ending : {"stored", "linked", "unchanged", "changed"}
        How it ends.
    added : tuple of Record
        Records that are new.
    replaced : tuple of (Record, Record)
        Records that change: as they are, and as they become.
    said : tuple of str
        Each change in words.
    double : Double or None
        An incident of the case that may be the same.
    """

    line: int
    ending: Literal["stored", "linked", "unchanged", "changed"]
    added: tuple[Record, ...] = ()
    replaced: tuple[tuple[Record, Record], ...] = ()
    said: tuple[str, ...] = ()
    double: Double | None = None


class Matcher:
    """Holds the rows of one file against a case.

    Parameters
    ----------
    store : GeoPackageStore
        The case.
    doubles : DoubleFinder or None
        Looks for incidents of the case that may be the same; None where the case has none.
    link_doubles : bool
        Whether the most likely double is taken for the same incident.
    whole : bool
        Whether the records of the file are the case's own, whole: what they leave out, they take away.
    bulk : Bulk or None
        The write in which rows that were matched before are put in already.
    """

    def __init__(
        self,
        store: GeoPackageStore,
        *,
        doubles: DoubleFinder | None,
        link_doubles: bool,
        whole: bool,
        bulk: Bulk | None = None,
    ) -> None:
        self._store = store
        self._doubles = doubles
        self._link_doubles = link_doubles
        self._whole = whole
        self._bulk = bulk
        self._external = store.external_ids()
        self._now: dict[tuple[str, str], Record] = {}
        self._standing: dict[tuple[str, str], Record | None] = {}
        self._lines: dict[tuple[str, str], int] = {}

    def forget(self) -> None:
        """Leave behind what was matched so far: it is in the store."""
        self._now.clear()
        self._lines.clear()

    def suspects(self, batch: FlatBatch) -> set[int]:
        """Return the numbers of the flat rows that may have a double, or be known by another id."""
        found = self._doubles.suspects(batch) if self._doubles is not None else set()
        if self._external:
            ids = batch.columns[ID] or ()
            external = batch.columns[EXTERNAL_IDS] or (None,) * len(ids)
            found |= {
                n
                for n, (record_id, text) in enumerate(zip(ids, external, strict=True))
                if record_id in self._external
                or (text and any(e in self._external for e in json.loads(text)))
            }
        return found

    def match(self, row: Accepted) -> Outcome | Rejected | None:
        """Return what becomes of a row; None if it names a record that is not there yet."""
        records, linked, double = self._joined(row.records)
        missing = self._missing(records)
        if missing is not None:
            return None
        added: list[Record] = []
        replaced: list[tuple[Record, Record]] = []
        for record in dict.fromkeys(records):
            key = (record.KIND, record.id)
            known = self._get(type(record), record.id)
            if known is None:
                added.append(record)
            elif self._came_now(key) and known != record and not isinstance(record, _SHARED):
                if self._merged(known, record) != known:
                    return self._twice(row, record)
            elif (merged := self._merged(known, record)) != known:
                replaced.append((known, merged))
        for record in added:
            self._now[record.KIND, record.id] = record
            self._lines[record.KIND, record.id] = row.line
        for _, after in replaced:
            self._now[after.KIND, after.id] = after
        return Outcome(
            line=row.line,
            ending=_ending(added, replaced, linked=linked),
            added=tuple(added),
            replaced=tuple(replaced),
            said=tuple(difference(before, after) for before, after in replaced),
            double=double,
        )

    def unresolved(self, row: Accepted) -> Rejected:
        """Return a row handed back because it names what neither the case nor the file has."""
        kind, record_id = self._missing(row.records) or ("record", "?")
        reason = f"names {kind} {record_id!r}, which neither the case nor the file has; add it first, or mend the id"
        return rejected(row.line, reason, to_json([to_plain(record) for record in row.records]))

    def _joined(self, records: Sequence[Record]) -> tuple[Sequence[Record], bool, Double | None]:
        """Return a row's records with those of its incidents that the case has by another id put in its place."""
        joins: dict[str, str] = {}
        proposal: Double | None = None
        newly = False
        for incident in records:
            if (
                not isinstance(incident, Incident)
                or self._whole
                or self._get(Incident, incident.id) is not None
            ):
                continue
            known = next(
                (self._external[e] for e in (*incident.external_ids, incident.id) if e in self._external),
                None,
            )
            if known is None and self._doubles is not None:
                double = self._doubles.find(incident)
                proposal = double or proposal
                known = double.incident if double is not None and self._link_doubles else None
                newly = newly or known is not None
            if known is not None:
                joins[incident.id] = known
        if not joins:
            return records, False, proposal
        return [self._moved(record, joins) for record in records], newly, proposal

    def _moved(self, record: Record, joins: dict[str, str]) -> Record:
        if isinstance(record, Incident) and record.id in joins:
            known = self._get(Incident, joins[record.id])
            assert known is not None  # noqa: S101 # it is where its id was found
            external_ids = tuple(dict.fromkeys((*known.external_ids, *(record.external_ids or (record.id,)))))
            self._external |= dict.fromkeys(external_ids, known.id)
            return replace(known, external_ids=external_ids)
        if isinstance(record, Claim) and record.subject_kind == "incident" and record.subject in joins:
            return replace(record, subject=joins[record.subject])
        if isinstance(record, Assessment) and record.incident in joins:
            return replace(record, incident=joins[record.incident])
        return record

    def _merged(self, known: R, record: R) -> R:
        """Return a record as it becomes: what the file says, and what the case has that the file does not speak of."""
        if isinstance(record, _SHARED) and not self._whole:
            return known
        if self._whole:
            return record
        said = {
            f.name: value
            for f in fields(record)
            if (value := getattr(record, f.name)) != f.default or f.default is MISSING
        }
        if isinstance(known, Incident):
            said["external_ids"] = tuple(dict.fromkeys((*known.external_ids, *said.get("external_ids", ()))))
        return replace(known, **said)

    def _missing(self, records: Sequence[Record]) -> tuple[str, str] | None:
        own = {(record.KIND, record.id) for record in records}
        for record in records:
            for key in references(record):
                if key not in own and self._get(RECORD_TYPES[key[0]], key[1]) is None:
                    return key
        return None

    def _get(self, record_type: type[R], record_id: str) -> R | None:
        key = (record_type.KIND, record_id)
        if key in self._now:
            return cast("R", self._now[key])
        if record_type in {Incident, Claim, Grade, KnownPosition}:
            return self._stored(record_type, record_id)
        if self._standing.get(key) is None:
            self._standing[key] = self._stored(record_type, record_id)
        return cast("R | None", self._standing[key])

    def _stored(self, record_type: type[R], record_id: str) -> R | None:
        return (
            self._store.get(record_type, record_id) if self._store.count(record_type, id=record_id) else None
        )

    def _came_now(self, key: tuple[str, str]) -> bool:
        return key in self._lines or (self._bulk is not None and self._bulk.came_now(*key))

    def _twice(self, row: Accepted, record: Record) -> Rejected:
        line = self._lines.get((record.KIND, record.id))
        where = f"of line {line}" if line else "of a line before"
        reason = f"has the {record.KIND} id {record.id!r} {where}, but says something else; give it an id of its own"
        return rejected(row.line, reason, to_json([to_plain(r) for r in row.records]))


def difference(before: Record, after: Record) -> str:
    """Return in words what changes in a record.

    Examples
    --------
    >>> difference(Incident(id="i", title="Strike"), Incident(id="i", title="Strike", kind="air strike"))
    'incident i: kind None -> "air strike"'
    """
    parts = [
        f"{f.name} {_shown(getattr(before, f.name))} -> {_shown(getattr(after, f.name))}"
        for f in fields(before)
        if getattr(before, f.name) != getattr(after, f.name)
    ]
    return f"{before.KIND} {before.id}: {'; '.join(parts)}"[:_SAID_AT_MOST]


def _shown(value: Any) -> str:
    return "None" if value is None else to_json(to_plain(value))


def _ending(
    added: Iterable[Record], replaced: Sequence[object], *, linked: bool
) -> Literal["stored", "linked", "unchanged", "changed"]:
    if linked:
        return "linked"
    types = {type(record) for record in added}
    if types & {Incident, Claim}:
        return "stored"
    if not types:
        return "changed" if replaced else "unchanged"
    return "stored" if not replaced else "changed"
