"""The records of a case: who says what about which place, when, and on what source.

Every record is frozen and checks itself once, when it is made; afterwards it is trusted. None means that the source
does not say: it never becomes 0, midnight or today. Ids come from the data and stay. Dates are EDTF texts (see
`layers.times`), positions are WGS 84. What one record says of another is an id; `layers.case.Case` checks that it exists.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar, Literal, get_args

from geo.position import Position  # noqa: TC001 # the document reads fields by their types
from geo.values import Value
from layers.errors import RecordError
from layers.times.edtf import bounds, read_edtf

SubjectKind = Literal["incident", "zone definition", "known position"]
Stance = Literal[
    "asserts",
    "confirms",
    "denies",
    "disputes",
    "condemns",
    "threatens",
    "recognises",
    "rejects",
    "ambiguous",
    "silent",
]
YesNo = Literal["yes", "no"]
InsideZone = Literal["yes", "no", "denies-zone"]
ConstructionKind = Literal[
    "circle", "corridor", "polygon", "side of line", "parallel", "union", "line", "points"
]
Side = Literal["north", "south", "east", "west"]
NameRole = Literal["name", "short", "variant"]

INCIDENT_STANCES: tuple[Stance, ...] = (
    "asserts", "confirms", "denies", "disputes", "condemns", "threatens", "silent",
)  # fmt: skip
ZONE_STANCES: tuple[Stance, ...] = ("asserts", "recognises", "rejects", "ambiguous", "silent")

_ID = re.compile(r"[^\s\x00-\x1f\x7f]{1,120}")
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""A BCP 47 tag, as far as its shape goes."""


def _require_id(record: object, record_id: str) -> None:
    if not _ID.fullmatch(record_id):
        raise RecordError(
            f"{type(record).__name__} id {record_id!r}: an id has 1 to 120 characters and no spaces; use letters, digits and hyphens"
        )


def _require_text(record: object, **texts: str) -> None:
    for field, text in texts.items():
        if not text.strip():
            raise RecordError(f"{_label(record)}: {field} is empty; write it, or leave the record out")


def _require_one_of(record: object, field: str, value: str | None, allowed: tuple[str, ...]) -> None:
    if value is not None and value not in allowed:
        raise RecordError(f"{_label(record)}: {field} {value!r} is none of {', '.join(allowed)}")


def _require_dates(record: object, **dates: str | None) -> None:
    for field, text in dates.items():
        if text is None:
            continue
        try:
            read_edtf(text)
        except Exception as error:
            raise RecordError(f"{_label(record)}: {field} {text!r} is no EDTF date: {error}") from error


def _require_order(record: object, *, valid_from: str | None, valid_to: str | None) -> None:
    """Refuse what ends before it begins: it would never be in force. Which zone its days are of makes no difference."""
    if valid_from is None or valid_to is None:
        return
    begins, ends = bounds(valid_from, zone="UTC").earliest, bounds(valid_to, zone="UTC").latest
    if begins is not None and ends is not None and begins >= ends:
        raise RecordError(
            f"{_label(record)}: it is valid from {valid_from} to {valid_to}, which ends before it begins; swap the two, or mend one"
        )


def _require_distance(record: object, **distances: float | None) -> None:
    for field, value in distances.items():
        if value is not None and not 0 <= value < float("inf"):
            raise RecordError(f"{_label(record)}: {field} {value} is not a number of 0 or more")


def _label(record: object) -> str:
    record_id = getattr(record, "id", None)
    return f"{type(record).__name__} {record_id}" if record_id else type(record).__name__


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Name(Value):
    """A name in one language: the usual one, a short one for labels, or a variant seen in sources."""

    text: str
    language: str | None = None
    role: NameRole = "name"

    def __post_init__(self) -> None:
        _require_text(self, text=self.text)
        _require_one_of(self, "role", self.role, get_args(NameRole))
        if self.language is not None and not LANGUAGE_TAG.fullmatch(self.language):
            raise RecordError(
                f"Name {self.text!r}: language {self.language!r} is no BCP 47 tag such as en, ar or ru"
            )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class When(Value):
    """When something is said to have happened.

    `edtf` is what is computed with; `date`, `precision`, `time_local` and `time_zone` are the words it was read from.
    """

    edtf: str | None = None
    date: str | None = None
    precision: str | None = None
    time_local: str | None = None
    time_zone: str | None = None

    def __post_init__(self) -> None:
        _require_dates(self, edtf=self.edtf)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Offset(Value):
    """A distance and a direction from somewhere, as reported: "27 km north-west of the garrison"."""

    distance_km: float | None = None
    bearing: str | None = None
    measured_from: str | None = None

    def __post_init__(self) -> None:
        _require_distance(self, distance_km=self.distance_km)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Location(Value):
    """Where something is said to be: the wording as given, and what it was read as. Never a bare pin.

    Parameters
    ----------
    text : str or None
        The wording as given.
    place : str or None
        Id of the place it names.
    offset : Offset or None
        Distance and direction from a place or a zone definition, as reported.
    position : Position or None
        Where the wording was read to lie, if it gives coordinates of its own.
    uncertainty_m : float or None
        Radius in metres within which the truth is thought to lie; it replaces the place's own.
    precision_code : int or None
        The compiler's geographic precision: 1 exact or near, 2 area, 3 wider region.
    derivation : str or None
        How the position came about: a notation, or a method with its steps.
    """

    text: str | None = None
    place: str | None = None
    offset: Offset | None = None
    position: Position | None = None
    uncertainty_m: float | None = None
    precision_code: int | None = None
    derivation: str | None = None

    def __post_init__(self) -> None:
        _require_distance(self, uncertainty_m=self.uncertainty_m)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Harm(Value):
    """How many people are said to have been killed and injured: lowest, best and highest figure, and who they were."""

    killed_low: int | None = None
    killed_best: int | None = None
    killed_high: int | None = None
    injured_low: int | None = None
    injured_best: int | None = None
    injured_high: int | None = None
    who: str | None = None

    def __post_init__(self) -> None:
        for what in ("killed", "injured"):
            figures = [getattr(self, f"{what}_{bound}") for bound in ("low", "best", "high")]
            stated = [figure for figure in figures if figure is not None]
            if any(figure < 0 for figure in stated) or stated != sorted(stated):
                raise RecordError(f"Harm: {what} {figures} (low, best, high) must rise and be 0 or more")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class StatedValues(Value):
    """What a claim states, field by field; None where it does not say.

    `actor`, `target` and `holder` are party ids; `actor_text` and `target_text` keep words that name no single party.
    """

    occurred: YesNo | None = None
    when: When | None = None
    where: Location | None = None
    actor: str | None = None
    actor_text: str | None = None
    target: str | None = None
    target_text: str | None = None
    weapon: str | None = None
    armed: YesNo | None = None
    harm: Harm | None = None
    inside_zone: InsideZone | None = None
    lawful: YesNo | None = None
    holder: str | None = None

    def __post_init__(self) -> None:
        for field in ("occurred", "armed", "lawful"):
            _require_one_of(self, field, getattr(self, field), get_args(YesNo))
        _require_one_of(self, "inside_zone", self.inside_zone, get_args(InsideZone))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Construction(Value):
    """How a zone definition is built, in the terms of the case: places and definitions by id.

    `layers.zoning.construct` turns it into a `geo.constructions.Construction`, which knows only the Earth.

    Parameters
    ----------
    kind : str
        circle, corridor, polygon, side of line, parallel, union, line or points.
    center_place, radius_m
        Of a circle; `radius_text` keeps the radius as written ("34 miles").
    vertices : tuple of Position
        Of a polygon, a corridor or a line, in order; a polygon is closed by itself.
    half_width_m : float or None
        Of a corridor, on each side of its line.
    line_of : str or None
        Id of the zone definition whose line divides `outline`; `side` says which part is meant.
    latitude_deg : float or None
        Of a parallel, which divides `outline` likewise.
    outline : tuple of Position
        The outer limit of a side of a line or of a parallel, with its name and origin beside it.
    parts : tuple of str
        Ids of the zone definitions that a union joins.
    places : tuple of str
        Ids of the places of a point set.
    """

    kind: ConstructionKind
    center_place: str | None = None
    radius_m: float | None = None
    radius_text: str | None = None
    vertices: tuple[Position, ...] = ()
    half_width_m: float | None = None
    line_of: str | None = None
    side: Side | None = None
    latitude_deg: float | None = None
    outline: tuple[Position, ...] = ()
    outline_name: str | None = None
    outline_source: str | None = None
    parts: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    note: str | None = None

    NEEDS: ClassVar[dict[str, tuple[str, ...]]] = {
        "circle": ("center_place", "radius_m"),
        "corridor": ("vertices", "half_width_m"),
        "polygon": ("vertices",),
        "side of line": ("line_of", "side", "outline"),
        "parallel": ("latitude_deg", "side", "outline"),
        "union": ("parts",),
        "line": ("vertices",),
        "points": ("places",),
    }

    def __post_init__(self) -> None:
        _require_one_of(self, "kind", self.kind, tuple(self.NEEDS))
        _require_one_of(self, "side", self.side, get_args(Side))
        for field in self.NEEDS[self.kind]:
            if getattr(self, field) in (None, ()):
                raise RecordError(f"Construction: a {self.kind} needs {field}")
        if self.radius_m is not None and not 0 < self.radius_m < float("inf"):
            raise RecordError(f"Construction: radius_m {self.radius_m} is not above 0 m")
        if self.kind == "parallel" and self.side not in {"north", "south"}:
            raise RecordError(
                f"Construction: a parallel has a north and a south side, and no {self.side} side"
            )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class CaseInfo(Value):
    """What a case is about, how it was gathered, and what it cannot show."""

    KIND: ClassVar[str] = "case"

    id: str
    title: str
    scope: str | None = None
    period_start: str | None = None
    period_end: str | None = None
    focus: str | None = None
    center_place: str | None = None
    area_radius_m: float | None = None
    time_zone: str = "UTC"
    seed_source: str | None = None
    compiled_from: str | None = None
    caution: str | None = None
    limits: tuple[str, ...] = ()
    version: str | None = None
    license: str | None = None
    attribution: str | None = None

    def __post_init__(self) -> None:
        _require_id(self, self.id)
        _require_text(self, title=self.title)
        _require_dates(self, period_start=self.period_start, period_end=self.period_end, focus=self.focus)
        _require_distance(self, area_radius_m=self.area_radius_m)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Party(Value):
    """Who speaks: a neutral name, and a colour, a shape and a code so that no meaning hangs on colour alone."""

    KIND: ClassVar[str] = "party"

    id: str
    name: str
    order: int
    code: str
    color: str
    shape: str
    observer: bool = False
    description: str | None = None
    names: tuple[Name, ...] = ()

    def __post_init__(self) -> None:
        _require_id(self, self.id)
        _require_text(self, name=self.name, code=self.code, shape=self.shape)
        if not re.fullmatch(r"#[0-9a-f]{6}", self.color):
            raise RecordError(f"{_label(self)}: color {self.color!r} is no colour such as #4477aa")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Source(Value):
    """A document: where it was published, when, in which language, and what it derives from."""

    KIND: ClassVar[str] = "source"

    id: str
    title: str
    publisher: str | None = None
    kind: str | None = None
    url: str | None = None
    archive_url: str | None = None
    published: str | None = None
    accessed: str | None = None
    language: str | None = None
    author: str | None = None
    sha256: str | None = None
    derives_from: tuple[str, ...] = ()
    license: str | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        _require_id(self, self.id)
        _require_text(self, title=self.title)
        _require_dates(self, published=self.published)
        if self.sha256 is not None and not re.fullmatch(r"[0-9a-f]{64}", self.sha256):
            raise RecordError(f"{_label(self)}: sha256 {self.sha256!r} is not 64 hexadecimal digits")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Place(Value):
    """A gazetteer entry: names with language and variants, position with uncertainty, and where that came from."""

    KIND: ClassVar[str] = "place"

    id: str
    name: str
    position: Position
    kind: str | None = None
    names: tuple[Name, ...] = ()
    basis: str | None = None
    source: str | None = None
    sensitivity: str | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        _require_id(self, self.id)
        _require_text(self, name=self.name)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Zone(Value):
    """What rival definitions define: one zone, under one neutral name."""

    KIND: ClassVar[str] = "zone"

    id: str
    name: str
    kind: str | None = None
    names: tuple[Name, ...] = ()
    note: str | None = None

    def __post_init__(self) -> None:
        _require_id(self, self.id)
        _require_text(self, name=self.name)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ZoneDefinition(Value):
    """One way in which a zone is said to run: stated by a party, valid for a time, built by a construction.

    Who recognises or rejects it is a claim.
    """

    KIND: ClassVar[str] = "zone definition"

    id: str
    zone: str
    name: str
    stated_by: str
    construction: Construction
    kind: str | None = None
    names: tuple[Name, ...] = ()
    uncertainty_m: float | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    basis: str | None = None
    sources: tuple[str, ...] = ()
    note: str | None = None

    def __post_init__(self) -> None:
        _require_id(self, self.id)
        _require_text(self, name=self.name)
        _require_dates(self, valid_from=self.valid_from, valid_to=self.valid_to)
        _require_order(self, valid_from=self.valid_from, valid_to=self.valid_to)
        _require_distance(self, uncertainty_m=self.uncertainty_m)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class KnownPosition(Value):
    """A place held or used for a time: a garrison, an outpost, a camp. Who holds it is a claim."""

    KIND: ClassVar[str] = "known position"

    id: str
    name: str
    place: str
    kind: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        _require_id(self, self.id)
        _require_text(self, name=self.name)
        _require_dates(self, valid_from=self.valid_from, valid_to=self.valid_to)
        _require_order(self, valid_from=self.valid_from, valid_to=self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Incident(Value):
    """The neutral anchor of an event: a short title, a kind, when, and where or nowhere."""

    KIND: ClassVar[str] = "incident"

    id: str
    title: str
    kind: str | None = None
    sub_kind: str | None = None
    when: When | None = None
    where: Location | None = None
    zones: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    external_ids: tuple[str, ...] = ()
    note: str | None = None

    def __post_init__(self) -> None:
        _require_id(self, self.id)
        _require_text(self, title=self.title)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Claim(Value):
    """What one party says about one subject, when it said so, and on what source."""

    KIND: ClassVar[str] = "claim"

    id: str
    subject_kind: SubjectKind
    subject: str
    party: str
    stance: Stance
    summary: str | None = None
    stated: str | None = None
    sources: tuple[str, ...] = ()
    values: StatedValues = StatedValues()
    speaker: str | None = None
    quote: str | None = None
    quote_language: str | None = None
    locator: str | None = None
    supersedes: str | None = None
    retracted: str | None = None
    searched_in: str | None = None
    searched_until: str | None = None
    confidence_note: str | None = None
    unverified: bool = False
    reported_by_article: bool = False
    entered_by: str | None = None

    def __post_init__(self) -> None:
        _require_id(self, self.id)
        _require_one_of(self, "subject_kind", self.subject_kind, get_args(SubjectKind))
        allowed = ZONE_STANCES if self.subject_kind == "zone definition" else INCIDENT_STANCES
        _require_one_of(self, "stance", self.stance, allowed)
        _require_dates(self, stated=self.stated, retracted=self.retracted, searched_until=self.searched_until)
        if not self.sources and self.stance != "silent" and not self.unverified:
            raise RecordError(f"{_label(self)}: it has no source; name one, or mark the claim as unverified")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Grade(Value):
    """A judgement on a source or a claim, with its scale. Grades are never averaged."""

    KIND: ClassVar[str] = "grade"

    id: str
    subject_kind: Literal["source", "claim"]
    subject: str
    scale: str
    value: str
    by: str | None = None
    date: str | None = None
    reason: str | None = None

    def __post_init__(self) -> None:
        _require_id(self, self.id)
        _require_one_of(self, "subject_kind", self.subject_kind, ("source", "claim"))
        _require_text(self, scale=self.scale, value=self.value)
        _require_dates(self, date=self.date)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Assessment(Value):
    """The analyst's own view of an incident: boxed off, never mixed with claims."""

    KIND: ClassVar[str] = "assessment"

    id: str
    incident: str
    text: str
    confidence: str | None = None
    by: str | None = None
    date: str | None = None
    claims: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _require_id(self, self.id)
        _require_text(self, text=self.text)
        _require_dates(self, date=self.date)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ArticleStatement(Value):
    """A statement of an article that a case grew from, where it is recorded, and how better sources differ."""

    KIND: ClassVar[str] = "article statement"

    id: str
    source: str
    number: int
    text: str
    recorded_in: str
    differs: str | None = None
    compare: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _require_id(self, self.id)
        _require_text(self, text=self.text)


Record = (
    CaseInfo | Party | Source | Place | Zone | ZoneDefinition | KnownPosition | Incident | Claim | Grade | Assessment
    | ArticleStatement
)  # fmt: skip

RECORD_TYPES: dict[str, type[Record]] = {
    record_type.KIND: record_type
    for record_type in (
        Party, Source, Place, Zone, ZoneDefinition, KnownPosition, Incident, Claim, Grade, Assessment, ArticleStatement,
    )
}  # fmt: skip
