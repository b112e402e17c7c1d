"""What the page's script receives, table by table: one frozen row type for each.

References between tables are row numbers (`ClaimRow.party` is a row of `parties`); ids stand beside them where a
reader may want to cite. None means that the record does not say. Angles are degrees on WGS 84, rounded to 0.00001
(about 1 m); lengths are metres; `start` and `end` are seconds since 1970 in UTC, `end` not included.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from layers.records import Name

Names: TypeAlias = "tuple[Name, ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRow:
    """A party, in the fixed order of the case; `claims` counts what it says, `silent` its recorded silences."""

    id: str
    name: str
    short: str
    code: str
    color: str
    shape: str
    observer: bool
    description: str | None
    names: Names
    claims: int
    silent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A source; `url` is shown as a link only where it is http or https, which the script checks again."""

    id: str
    title: str
    publisher: str | None
    kind: str | None
    url: str | None
    archive_url: str | None
    published: str | None
    accessed: str | None
    language: str | None
    author: str | None
    sha256: str | None
    derives_from: tuple[int, ...]
    license: str | None
    note: str | None
    published_s: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """A place of the case."""

    id: str
    name: str
    kind: str | None
    lat: float
    lon: float
    uncertainty_m: float | None
    names: Names
    basis: str | None
    source: int | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneRow:
    """A zone, which rival definitions define."""

    id: str
    name: str
    kind: str | None
    names: Names
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneDefinitionRow:
    """A definition as drawn.

    `rings` are closed outlines, `lines` open ones, `points` single points: each a text as `maps.backdrop.coding`
    writes it, with 6 decimals (0.1 m). A ring inside another of the same definition is a hole. `start` and `end` are
    those of its validity; `has_inside` is false for lines and points.
    """

    id: str
    zone: int
    name: str
    kind: str | None
    names: Names
    stated_by: int
    built_as: str
    radius_m: float | None
    radius_text: str | None
    center: int | None
    uncertainty_m: float | None
    valid_from: str | None
    valid_to: str | None
    start: int | None
    end: int | None
    has_inside: bool
    basis: str | None
    sources: tuple[int, ...]
    note: str | None
    drawn_note: str | None
    rings: tuple[str, ...]
    lines: tuple[str, ...]
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPositionRow:
    """A place held or used; who holds it is said by claims."""

    id: str
    name: str
    place: int
    kind: str | None
    valid_from: str | None
    valid_to: str | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhereRow:
    """A location in its own words: the wording, the place it names, and the distance and direction it gives."""

    text: str | None
    place: int | None
    distance_km: float | None
    bearing: str | None
    measured_from: str | None
    derivation: str | None
    precision_code: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRow:
    """An incident; without `lat` it is in the list and in no place of the map.

    `agreement` and `decided_by` are its class and the field that decided it, after `layers.agreement`; `judged` is the
    row of its location among `judged_places`; `in_force` has one letter a zone definition: y in force at its time, p
    possibly, r a rival reading of a zone that was, - none of these.
    """

    id: str
    title: str
    kind: str | None
    sub_kind: str | None
    edtf: str | None
    date: str | None
    precision: str | None
    time_local: str | None
    time_zone: str | None
    start: int | None
    end: int | None
    where: WhereRow | None
    lat: float | None
    lon: float | None
    uncertainty_m: float | None
    zones: tuple[int, ...]
    related: tuple[int, ...]
    external_ids: tuple[str, ...]
    note: str | None
    agreement: str
    decided_by: str | None
    judged: int | None
    in_force: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """What one party says; `subject` is a row of `incidents`, `zone_definitions` or `known_positions`.

    `values` holds the stated values that are given, with party rows for `actor`, `target` and `holder`; the claimed
    place is in `where`, and where it can be put on the map in `lat`, `lon` and `uncertainty_m`, with its row among
    `judged_places`.

    `said_s` and `said_until_s` are the first and the last second at which it may have been said, by its own date or that
    of its first source; `retracted_s` the first at which it may have been withdrawn. `when_spans` are the stretches of a
    stated time. `denies_part` marks a denial that names no actor and does not deny the occurrence.
    """

    id: str
    subject_kind: str
    subject: int
    party: int
    stance: str
    summary: str | None
    stated: str | None
    start: int | None
    sources: tuple[int, ...]
    values: dict[str, Any]
    where: WhereRow | None
    lat: float | None
    lon: float | None
    uncertainty_m: float | None
    speaker: str | None
    quote: str | None
    quote_language: str | None
    locator: str | None
    supersedes: int | None
    retracted: str | None
    searched_in: str | None
    searched_until: str | None
    confidence_note: str | None
    unverified: bool
    reported_by_article: bool
    said_s: int | None
    said_until_s: int | None
    retracted_s: int | None
    when_spans: tuple[tuple[int | None, int | None], ...]
    denies_part: bool
    judged: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeRow:
    """A judgement on a source or a claim, with its scale."""

    subject_kind: str
    subject: int
    scale: str
    value: str
    by: str | None
    date: str | None
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentRow:
    """The analyst's own view of an incident, shown apart from the claims."""

    incident: int
    text: str
    confidence: str | None
    by: str | None
    date: str | None
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """A statement of the article that a case grew from."""

    number: int
    source: int
    text: str
    recorded_in: str
    differs: str | None
    compare: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedPlaceRow:
    """A distinct stated location, and what geometry says of it under each zone definition.

    `status` has one letter a definition, in the order of their rows: i inside, o outside, p possible, - no inside.
    `border_m` has the signed distance to each border, below 0 inside; `shares` how much of the location's disc lies
    inside, for those that are possible, in their order.
    """

    lat: float
    lon: float
    uncertainty_m: int | None
    status: str
    border_m: tuple[int | None, ...]
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedSideRow:
    """A claim of inside or outside beside what geometry says of it: supported, contradicted or open."""

    claim: int
    definition: int | None
    located_by: str | None
    chosen_as: str | None
    support: str
