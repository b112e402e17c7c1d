"""A case: one documented situation, all its records together, every reference resolved."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

from layers.errors import DuplicateIdError, RecordError, UnknownIdError
from layers.records import (
    ArticleStatement,
    Assessment,
    CaseInfo,
    Claim,
    Grade,
    Incident,
    KnownPosition,
    Party,
    Place,
    Record,
    Source,
    Zone,
    ZoneDefinition,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

R = TypeVar("R", bound=Record)

COLLECTIONS: dict[str, str] = {
    "party": "parties",
    "source": "sources",
    "place": "places",
    "zone": "zones",
    "zone definition": "zone_definitions",
    "known position": "known_positions",
    "incident": "incidents",
    "claim": "claims",
    "grade": "grades",
    "assessment": "assessments",
    "article statement": "article_statements",
}
"""The attribute of `Case` that holds the records of each kind, in the order in which they are written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One documented situation. Each kind is in canonical order: parties in theirs, all others by id.

    Raises
    ------
    DuplicateIdError
        If two records of one kind share an id.
    RecordError
        If a record names another that is not in the case.
    """

    info: CaseInfo
    parties: tuple[Party, ...] = ()
    sources: tuple[Source, ...] = ()
    places: tuple[Place, ...] = ()
    zones: tuple[Zone, ...] = ()
    zone_definitions: tuple[ZoneDefinition, ...] = ()
    known_positions: tuple[KnownPosition, ...] = ()
    incidents: tuple[Incident, ...] = ()
    claims: tuple[Claim, ...] = ()
    grades: tuple[Grade, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    article_statements: tuple[ArticleStatement, ...] = ()

    def __post_init__(self) -> None:
        for kind, collection in COLLECTIONS.items():
            records = getattr(self, collection)
            object.__setattr__(self, collection, tuple(sorted(records, key=canonical_key)))
            doubled = [record_id for record_id, n in Counter(r.id for r in records).items() if n > 1]
            if doubled:
                raise DuplicateIdError(
                    f"{kind} id {doubled[0]!r} is used {len(doubled) + 1} times or more; ids are unique within a kind"
                )
        known = {kind: {record.id for record in self.of_kind(kind)} for kind in COLLECTIONS}
        for record in (self.info, *self):
            for kind, record_id in references(record):
                if record_id not in known[kind]:
                    label = f"{record.KIND} {record.id}"
                    raise RecordError(
                        f"{label} names {kind} {record_id!r}, which is not in the case; add it first, or mend the id"
                    )

    def __iter__(self) -> Iterator[Record]:
        """Every record but the case's own, kind by kind."""
        for kind in COLLECTIONS:
            yield from self.of_kind(kind)

    def of_kind(self, kind: str) -> tuple[Record, ...]:
        """Return the records of one kind, such as "zone definition"."""
        return cast("tuple[Record, ...]", getattr(self, COLLECTIONS[kind]))

    def get(self, record_type: type[R], record_id: str) -> R:
        """Return one record by its id.

        Raises
        ------
        UnknownIdError
            If the case has no such record.
        """
        for record in self.of_kind(record_type.KIND):
            if record.id == record_id:
                return cast("R", record)
        raise UnknownIdError(f"{self.info.id} has no {record_type.KIND} {record_id!r}")

    def claims_about(self, subject_kind: str, subject: str) -> tuple[Claim, ...]:
        """Return the claims about one subject, in canonical order."""
        return tuple(c for c in self.claims if c.subject_kind == subject_kind and c.subject == subject)

    def with_records(self, records: Iterable[Record]) -> Case:
        """Return a case with the given records put in: new ones added, those with a known id replaced."""
        merged = {kind: {record.id: record for record in self.of_kind(kind)} for kind in COLLECTIONS}
        info = self.info
        for record in records:
            if isinstance(record, CaseInfo):
                info = record
            else:
                merged[record.KIND][record.id] = record
        return Case(info=info, **{COLLECTIONS[kind]: tuple(by_id.values()) for kind, by_id in merged.items()})  # type: ignore[arg-type]


def canonical_key(record: Record) -> tuple[int, str]:
    """Return the sort key of a record within its kind: parties in their fixed order, all others by id."""
    return (record.order if isinstance(record, Party) else 0, record.id)


def references(record: Record) -> Iterator[tuple[str, str]]:
    """Yield (kind, id) of every record that this one names."""
    named = _NAMED.get(type(record))
    for kind, record_id in named(record) if named else ():
        if record_id is not None:
            yield kind, record_id


Named: TypeAlias = "Iterable[tuple[str, str | None]]"


def _each(kind: str, record_ids: Iterable[str]) -> list[tuple[str, str | None]]:
    return [(kind, record_id) for record_id in record_ids]


def _named_by_case(info: CaseInfo) -> Named:
    return [("place", info.center_place), ("source", info.seed_source)]


def _named_by_definition(definition: ZoneDefinition) -> Named:
    construction = definition.construction
    return [
        ("zone", definition.zone),
        ("party", definition.stated_by),
        ("place", construction.center_place),
        ("zone definition", construction.line_of),
        *_each("source", definition.sources),
        *_each("zone definition", construction.parts),
        *_each("place", construction.places),
    ]


def _named_by_incident(incident: Incident) -> Named:
    place = incident.where.place if incident.where else None
    return [("place", place), *_each("zone definition", incident.zones), *_each("incident", incident.related)]


def _named_by_claim(claim: Claim) -> Named:
    values = claim.values
    return [
        (claim.subject_kind, claim.subject),
        ("party", claim.party),
        ("party", values.actor),
        ("party", values.target),
        ("party", values.holder),
        ("place", values.where.place if values.where else None),
        ("claim", claim.supersedes),
        *_each("source", claim.sources),
    ]


_NAMED: dict[type, Callable[[Any], Named]] = {
    CaseInfo: _named_by_case,
    Source: lambda source: _each("source", source.derives_from),
    Place: lambda place: [("source", place.source)],
    ZoneDefinition: _named_by_definition,
    KnownPosition: lambda known: [("place", known.place)],
    Incident: _named_by_incident,
    Claim: _named_by_claim,
    Grade: lambda grade: [(grade.subject_kind, grade.subject)],
    Assessment: lambda view: [("incident", view.incident), *_each("claim", view.claims)],
    ArticleStatement: lambda statement: [("source", statement.source), *_each("source", statement.compare)],
}

assert {"info", *COLLECTIONS.values()} == {field.name for field in fields(Case)}  # noqa: S101 # a kind cannot be forgotten
