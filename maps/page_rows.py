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
    writes it, with 6 decimals (0.1 m). A ring inside another of the same definition is a hole.
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
    """An incident; without `lat` it is in the list and in no place of the map."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """What one party says; `subject` is a row of `incidents`, `zone_definitions` or `known_positions`.

    `values` holds the stated values that are given, with party rows for `actor`, `target` and `holder`; the claimed
    place is in `where`, and where it can be put on the map in `lat`, `lon` and `uncertainty_m`.
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
