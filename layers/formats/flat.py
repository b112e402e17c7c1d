"""A row of the plainest kind, an incident and what one party says of it, as one tuple instead of a dozen objects.

A million rows cannot each become records: making, checking and taking apart those costs ten times what SQLite needs to
store them. So a reader may hand on rows of which it is certain that they are valid as tuples in the order of `NAMES`;
every other row becomes records as usual, and is judged by them alone. What a tuple means is defined here by `records_of`,
and a test holds every reader's tuples against the records that the same row gives.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

from layers.formats.reading import Accepted
from layers.gpkg.mapping import table_of
from layers.gpkg.rows import Row, record_of, row_of
from layers.records import Claim, Incident

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.formats.reading import Rejected
    from layers.gpkg.rows import Value
    from layers.records import Record

R = TypeVar("R", Incident, Claim)

_INCIDENT_ONLY = ("title", "kind", "sub_kind", "external_ids", "note")
_WHEN = ("when_edtf", "when_date", "when_precision", "when_time_local", "when_time_zone")
_POSITION = ("where_position_lat", "where_position_lon", "where_position_uncertainty_m")
_WHERE = ("where_text", *_POSITION, "where_uncertainty_m", "where_precision_code", "where_derivation")
_SHARED = (*_WHEN, *_WHERE, "geom", "earliest", "latest")
HARM = tuple(f"harm_{what}_{bound}" for what in ("killed", "injured") for bound in ("low", "best", "high"))
_CLAIM_ONLY = (
    "claim_id", "party", "stance", "summary", "stated", "occurred", "actor_text", "target_text", "weapon", *HARM,
    "locator", "confidence_note",
)  # fmt: skip

NAMES: tuple[str, ...] = (*_INCIDENT_ONLY, "id", *_SHARED, *_CLAIM_ONLY, "sources")
"""What stands where in a flat row. `external_ids` is JSON; `claim_id` and all behind it are None where nobody speaks."""

FlatRow: TypeAlias = tuple[object, ...]
FlatColumns: TypeAlias = "tuple[tuple[Any, ...] | None, ...]"

EXTERNAL_IDS = NAMES.index("external_ids")
ID = NAMES.index("id")
PARTY = NAMES.index("party")
CLAIM_ID = NAMES.index("claim_id")
SOURCES = NAMES.index("sources")
GEOM = NAMES.index("geom")
INCIDENT_END = CLAIM_ID
"""An incident's columns are those before; a claim's those from `ID` on, with `SOURCES` left out."""

INCIDENT_COLUMNS = NAMES[:INCIDENT_END]
CLAIM_COLUMNS = ("subject", *_SHARED, "id", *NAMES[CLAIM_ID + 1 : SOURCES])
CLAIM_CONSTANTS: dict[str, object] = {
    "subject_kind": "incident",
    "unverified": 0,
    "reported_by_article": 0,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FlatBatch:
    """Rows read one after the other.

    Parameters
    ----------
    lines : list of int
        Number of each flat row in the file.
    columns : tuple of (tuple or None)
        The flat rows, column by column in the order of `NAMES`; None where no row has anything.
    others : list of Accepted or Rejected
        Rows among them that were not plain.
    shared : tuple of Record
        Parties and sources that the flat rows name, each with the first batch that names it.
    digest : str
        SHA-256 of the canonical lines of the flat rows' records: all incidents, then all claims.
    ids : str
        The ids of the flat rows' records in that order, packed as the log keeps them.
    """

    lines: list[int]
    columns: tuple[tuple[Any, ...] | None, ...]
    others: list[Accepted | Rejected]
    shared: tuple[Record, ...]
    digest: str
    ids: str

    @property
    def rows(self) -> list[FlatRow]:
        """The flat rows, one by one."""
        empty = (None,) * len(self.lines)
        return list(zip(*(empty if column is None else column for column in self.columns), strict=True))

    @property
    def speaking(self) -> int:
        """How many rows have a claim."""
        claims = self.columns[CLAIM_ID]
        return 0 if claims is None else len(claims) - claims.count(None)


def columns_of(rows: Sequence[FlatRow]) -> tuple[tuple[Any, ...] | None, ...]:
    """Return rows column by column, None for a column in which no row has anything."""
    if not rows:
        return (None,) * len(NAMES)
    count = len(rows)
    return tuple(None if column.count(None) == count else column for column in zip(*rows, strict=True))


def accepted_of(line: int, row: FlatRow, shared: tuple[Record, ...] = ()) -> Accepted:
    """Return a flat row as the records that it stands for."""
    return Accepted(line=line, records=(*shared, *records_of(row)))


def records_of(row: FlatRow) -> tuple[Incident] | tuple[Incident, Claim]:
    """Return the incident, and the claim if somebody speaks; they check themselves once more."""
    incident = _record(Incident, dict(zip(INCIDENT_COLUMNS, row, strict=False)), ((), ()))
    if row[CLAIM_ID] is None:
        return (incident,)
    sources = cast("tuple[str, ...]", row[SOURCES])
    given = dict(zip(CLAIM_COLUMNS, row[ID:SOURCES], strict=True)) | CLAIM_CONSTANTS
    return incident, _record(Claim, given, (tuple((source,) for source in sources),))


def flat_of(
    incident: Incident, claim: Claim | None, *, geom: bytes | None, span: tuple[str | None, str | None]
) -> FlatRow | None:
    """Return an incident and its claim as a flat row; None if they hold anything that a flat row has no room for.

    Parameters
    ----------
    geom, span
        What is derived: the point, and the first and last instant.
    """
    of_incident = _plain_values(incident, INCIDENT_COLUMNS)
    if of_incident is None:
        return None
    values: dict[str, object] = {**of_incident, "geom": geom, "earliest": span[0], "latest": span[1]}
    if claim is not None:
        of_claim = _plain_values(claim, (*CLAIM_COLUMNS, *CLAIM_CONSTANTS))
        if of_claim is None or any(of_claim[name] != values[name] for name in (*_WHEN, *_WHERE)):
            return None
        if of_claim["subject"] != incident.id or any(
            of_claim[name] != CLAIM_CONSTANTS[name] for name in CLAIM_CONSTANTS
        ):
            return None
        values |= {name: of_claim[name] for name in _CLAIM_ONLY[1:]} | {
            "claim_id": claim.id,
            "sources": claim.sources,
        }
    return tuple(values.get(name) for name in NAMES)


def _plain_values(record: Incident | Claim, columns: Sequence[str]) -> dict[str, object] | None:
    """Return a record's columns by name, if it has nothing but what a flat row holds."""
    row = row_of(record)
    named = dict(zip(table_of(type(record)).stored, row.values, strict=True))
    if any(value is not None and name not in columns for name, value in named.items()):
        return None
    return None if isinstance(record, Incident) and any(row.links) else named


def keys_of(rows: Sequence[FlatRow]) -> dict[str, list[str]]:
    """Return the ids of the rows' records by kind, in the order in which the digest takes them."""
    claims = [row[CLAIM_ID] for row in rows if row[CLAIM_ID] is not None]
    found = {Incident.KIND: [row[ID] for row in rows], Claim.KIND: claims}
    return {kind: ids for kind, ids in cast("dict[str, list[str]]", found).items() if ids}


def _record(
    record_type: type[R], given: dict[str, object], links: tuple[tuple[tuple[str, ...], ...], ...]
) -> R:
    columns = (given.get(name) for name in table_of(record_type).stored)
    return record_of(record_type, Row(values=cast("tuple[Value, ...]", tuple(columns)), links=links))
