"""What every table and column of a case file holds, in one sentence: read in QGIS, and in the schema itself."""

from __future__ import annotations

from functools import cache

_TEXTS = """
CaseInfo: What the case is about, how it was gathered, and what it cannot show.
CaseInfo.title: Title of the case.
CaseInfo.scope: What belongs to the case and what does not.
CaseInfo.period_start: First day covered, as EDTF.
CaseInfo.period_end: Last day covered, as EDTF.
CaseInfo.focus: The time looked at most closely, as EDTF.
CaseInfo.center_place: The place in the middle of the case's area.
CaseInfo.area_radius_m: Radius of the case's area around it, in metres.
CaseInfo.time_zone: IANA name of the zone whose calendar days are meant.
CaseInfo.seed_source: The source that the case grew from.
CaseInfo.compiled_from: What the case was compiled from.
CaseInfo.caution: What a reader should be wary of.
CaseInfo.limits: What the case cannot show, one sentence each, as a JSON list.
CaseInfo.version: Version of the case's data.
CaseInfo.license: Licence of the case's data.
CaseInfo.attribution: How to credit the case.

Party: Who speaks.
Party.name: Neutral name.
Party.order: Place in the fixed order of parties.
Party.code: Short code shown beside colour and shape.
Party.color: Colour, as #rrggbb.
Party.shape: Shape of its symbol.
Party.observer: Whether it reports and is no party to the events.
Party.description: Who it is, in neutral words.
Party.names: Its names in its languages.

Source: A document: where it was published, when, and what it derives from.
Source.title: Title of the document.
Source.publisher: Who published it.
Source.kind: Kind of document.
Source.url: Where it is found.
Source.archive_url: Where a copy is kept.
Source.published: When it was published, as EDTF.
Source.accessed: When it was read.
Source.language: Its language.
Source.author: Who wrote it.
Source.sha256: SHA-256 of a kept copy, in hexadecimal digits.
Source.derives_from: The sources that it rests on, so that origins and not links are counted.
Source.license: Its licence.
Source.note: Note.

Place: A gazetteer entry.
Place.name: Usual name.
Place.kind: Kind of place.
Place.names: Its names with language, and variants seen in sources.
Place.basis: What its position rests on.
Place.source: The source of its position.
Place.sensitivity: Whether its position should be withheld or generalised in public.
Place.note: Note.

Zone: What rival definitions define.
Zone.name: Neutral name.
Zone.kind: Kind of zone.
Zone.names: Its names with language, and variants seen in sources.
Zone.note: Note.

ZoneDefinition: One way in which a zone is said to run.
ZoneDefinition.zone: The zone that it defines.
ZoneDefinition.name: Name of the definition.
ZoneDefinition.stated_by: The party that states it.
ZoneDefinition.kind: Kind of definition.
ZoneDefinition.names: Its names with language, and variants seen in sources.
ZoneDefinition.uncertainty_m: How far its border may lie from where it is drawn, in metres.
ZoneDefinition.valid_from: When it began to apply, as EDTF.
ZoneDefinition.valid_to: When it ceased to apply, as EDTF.
ZoneDefinition.basis: What it rests on.
ZoneDefinition.sources: The sources that state it.
ZoneDefinition.note: Note.

Construction.kind: How it is built: circle, corridor, polygon, side of line, parallel, union, line or points.
Construction.center_place: The place at the centre of a circle.
Construction.radius_m: Radius of a circle along geodesics, in metres.
Construction.radius_text: The radius as written.
Construction.vertices: Vertices in order, as a JSON list of lat and lon on WGS 84.
Construction.half_width_m: Half the width of a corridor, in metres.
Construction.line_of: The definition whose line divides the outline.
Construction.side: The side of the line or of the parallel that is meant.
Construction.latitude_deg: Latitude of a parallel, in degrees north.
Construction.outline: Outer limit, as a JSON list of lat and lon on WGS 84.
Construction.outline_name: Name of the outer limit.
Construction.outline_source: Where the outer limit comes from.
Construction.parts: The definitions that a union joins.
Construction.places: The places of a set of points.
Construction.note: Note on the construction.

KnownPosition: A place held or used for a time; who holds it is a claim.
KnownPosition.name: Neutral name.
KnownPosition.place: The place where it lies.
KnownPosition.kind: Kind of position.
KnownPosition.valid_from: When it began to be held or used, as EDTF.
KnownPosition.valid_to: When it ceased to be, as EDTF.
KnownPosition.note: Note.

Incident: The neutral anchor of an event; what happened is said by claims.
Incident.title: Short neutral title.
Incident.kind: Kind of incident.
Incident.sub_kind: Finer kind of incident.
Incident.zones: The zone definitions that it has to do with.
Incident.related: Other incidents that it has to do with.
Incident.external_ids: Its ids in other collections, as a JSON list.
Incident.note: Note.

Claim: What one party says about one subject.
Claim.subject_kind: Kind of subject: incident, zone definition or known position.
Claim.subject: Id of what it is about.
Claim.party: The party that says so.
Claim.stance: What the party does: asserts, confirms, denies, disputes, condemns, threatens, recognises, rejects, ambiguous or silent.
Claim.summary: What it says, in neutral words.
Claim.stated: When it was said, as EDTF.
Claim.sources: The sources in which it is found.
Claim.speaker: Who spoke for the party.
Claim.quote: The words themselves.
Claim.quote_language: Language of the quote.
Claim.locator: Where in the source it stands.
Claim.supersedes: The earlier claim that it replaces.
Claim.retracted: When it was taken back, as EDTF.
Claim.searched_in: Where a statement was looked for and not found.
Claim.searched_until: Until when it was looked for, as EDTF.
Claim.confidence_note: The compiler's remark on how sure the record is.
Claim.unverified: Whether no source has been found for it yet.
Claim.reported_by_article: Whether only the seed article reports it.
Claim.entered_by: Who entered it.

StatedValues.occurred: Whether the event took place, as this party says: yes or no.
StatedValues.actor: The party said to have acted.
StatedValues.actor_text: The actor in words, where no single party is named.
StatedValues.target: The party said to have been the target.
StatedValues.target_text: The target in words, where no single party is named.
StatedValues.weapon: Weapon or means, as stated.
StatedValues.armed: Whether the target was armed, as stated: yes or no.
StatedValues.inside_zone: Whether it was inside the zone, as stated: yes, no, or denies-zone.
StatedValues.lawful: Whether it was lawful, as stated: yes or no.
StatedValues.holder: The party said to hold the position.

When.edtf: When it is said to have happened, as EDTF.
When.date: The date as given.
When.precision: How precise the date is.
When.time_local: The local time as given.
When.time_zone: The time zone as given.

Location.text: The wording as given.
Location.place: The place that it names.
Location.uncertainty_m: Radius within which the truth is thought to lie, in metres.
Location.precision_code: The compiler's precision: 1 exact or near, 2 area, 3 wider region.
Location.derivation: How the position was worked out.

Offset.distance_km: Distance as reported, in kilometres.
Offset.bearing: Direction as reported.
Offset.measured_from: What it was measured from: a place or a zone definition.

Position.lat: Latitude on WGS 84, in degrees north.
Position.lon: Longitude on WGS 84, in degrees east.
Position.uncertainty_m: Radius of the disc that holds the truth, in metres.

Harm.killed_low: Killed, lowest figure.
Harm.killed_best: Killed, best figure.
Harm.killed_high: Killed, highest figure.
Harm.injured_low: Injured, lowest figure.
Harm.injured_best: Injured, best figure.
Harm.injured_high: Injured, highest figure.
Harm.who: Who they were, as stated.

Grade: A judgement on a source or a claim; grades are never averaged.
Grade.subject_kind: Kind of what is graded: source or claim.
Grade.subject: Id of what is graded.
Grade.scale: The scale.
Grade.value: The value on the scale.
Grade.by: Who judged.
Grade.date: When, as EDTF.
Grade.reason: Why.

Assessment: The analyst's own view of an incident, kept apart from claims.
Assessment.incident: The incident.
Assessment.text: The view.
Assessment.confidence: How sure the analyst is.
Assessment.by: Who assessed.
Assessment.date: When, as EDTF.
Assessment.claims: The claims that it rests on.

ArticleStatement: A statement of the article that the case grew from, and where it is recorded.
ArticleStatement.source: The article.
ArticleStatement.number: Number of the statement.
ArticleStatement.text: The statement.
ArticleStatement.recorded_in: Where in the case it is recorded.
ArticleStatement.differs: How better sources differ.
ArticleStatement.compare: The sources to compare it with.

Name: A name of a party, a place, a zone or a zone definition.
Name.text: The name.
Name.language: Its language, as a BCP 47 tag.
Name.role: What it is: the usual name, a short one for labels, or a variant.
"""


@cache
def _texts() -> dict[str, str]:
    return dict(line.split(": ", 1) for line in _TEXTS.splitlines() if line)


def describe(record_type: str, field: str | None = None) -> str:
    """Return what a kind of record, or one of its fields, holds.

    Examples
    --------
    >>> describe("Claim", "party")
    'The party that says so.'
    >>> describe("Zone", "id")
    'Id; it never changes.'
    """
    if field == "id":
        return "Id; it never changes."
    return _texts()[record_type if field is None else f"{record_type}.{field}"]
