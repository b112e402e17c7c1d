"""The records of a case as rows of the page: row numbers for ids, positions found, nothing dropped."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from layers.plain import to_plain
from maps.page_rows import (
    AssessmentRow,
    ClaimRow,
    GradeRow,
    IncidentRow,
    KnownPositionRow,
    PartyRow,
    PlaceRow,
    SourceRow,
    StatementRow,
    WhereRow,
)

if TYPE_CHECKING:
    from geo.position import Position
    from layers.records import Claim, Incident, Location, Party, StatedValues
    from maps.judging import Judging
    from maps.page_index import Rows

PLACES = 5  # decimals of a degree: about 1 m


def party_rows(rows: Rows) -> tuple[PartyRow, ...]:
    """Return the parties in their fixed order, with what each says counted."""
    said = Counter(claim.party for claim in rows.case.claims if claim.stance != "silent")
    silent = Counter(claim.party for claim in rows.case.claims if claim.stance == "silent")
    return tuple(
        PartyRow(
            id=party.id,
            name=party.name,
            short=short_name(party),
            code=party.code,
            color=party.color,
            shape=party.shape,
            observer=party.observer,
            description=party.description,
            names=party.names,
            claims=said[party.id],
            silent=silent[party.id],
        )
        for party in rows.case.parties
    )


def short_name(party: Party, language: str = "en") -> str:
    """Return the name of a party that fits a label: the short one in a language if it has one, else its name."""
    for name in party.names:
        if name.role == "short" and name.language == language:
            return name.text
    return party.name


def source_rows(rows: Rows, judging: Judging) -> tuple[SourceRow, ...]:
    """Return the sources."""
    return tuple(
        SourceRow(
            id=source.id,
            title=source.title,
            publisher=source.publisher,
            kind=source.kind,
            url=source.url,
            archive_url=source.archive_url,
            published=source.published,
            accessed=source.accessed,
            language=source.language,
            author=source.author,
            sha256=source.sha256,
            derives_from=rows.rows("source", source.derives_from),
            license=source.license,
            note=source.note,
            published_s=judging.published_s(source.published),
        )
        for source in rows.case.sources
    )


def place_rows(rows: Rows) -> tuple[PlaceRow, ...]:
    """Return the places."""
    return tuple(
        PlaceRow(
            id=place.id,
            name=place.name,
            kind=place.kind,
            lat=round(place.position.lat, PLACES),
            lon=round(place.position.lon, PLACES),
            uncertainty_m=place.position.uncertainty_m,
            names=place.names,
            basis=place.basis,
            source=rows.number("source", place.source),
            note=place.note,
        )
        for place in rows.case.places
    )


def position_rows(rows: Rows) -> tuple[KnownPositionRow, ...]:
    """Return the known positions."""
    return tuple(
        KnownPositionRow(
            id=position.id,
            name=position.name,
            place=rows.row("place", position.place),
            kind=position.kind,
            valid_from=position.valid_from,
            valid_to=position.valid_to,
            note=position.note,
        )
        for position in rows.case.known_positions
    )


def incident_rows(rows: Rows, judging: Judging) -> tuple[IncidentRow, ...]:
    """Return the incidents, those without a date or a place too."""
    return tuple(_incident_row(incident, rows, judging) for incident in rows.case.incidents)


def _incident_row(incident: Incident, rows: Rows, judging: Judging) -> IncidentRow:
    when = incident.when
    start, end = instants(when.edtf if when else None, rows)
    position = rows.locate(incident.where)
    lat, lon, uncertainty_m = _rounded(position)
    comparison = judging.comparisons[incident.id]
    return IncidentRow(
        id=incident.id,
        title=incident.title,
        kind=incident.kind,
        sub_kind=incident.sub_kind,
        edtf=when.edtf if when else None,
        date=when.date if when else None,
        precision=when.precision if when else None,
        time_local=when.time_local if when else None,
        time_zone=when.time_zone if when else None,
        start=start,
        end=end,
        where=_where_row(incident.where, rows),
        lat=lat,
        lon=lon,
        uncertainty_m=uncertainty_m,
        zones=rows.rows("zone definition", incident.zones),
        related=rows.rows("incident", incident.related),
        external_ids=incident.external_ids,
        note=incident.note,
        agreement=comparison.agreement,
        decided_by=comparison.decided_by,
        judged=judging.place_of(position),
        in_force=judging.in_force(incident),
    )


def claim_rows(rows: Rows, judging: Judging) -> tuple[ClaimRow, ...]:
    """Return the claims on incidents, zone definitions and known positions."""
    return tuple(_claim_row(claim, rows, judging) for claim in rows.case.claims)


def _claim_row(claim: Claim, rows: Rows, judging: Judging) -> ClaimRow:
    lat, lon, uncertainty_m = _rounded(rows.locate(claim.values.where))
    return ClaimRow(
        id=claim.id,
        subject_kind=claim.subject_kind,
        subject=rows.row(claim.subject_kind, claim.subject),
        party=rows.row("party", claim.party),
        stance=claim.stance,
        summary=claim.summary,
        stated=claim.stated,
        start=instants(claim.stated, rows)[0],
        sources=rows.rows("source", claim.sources),
        values=_stated(claim.values, rows),
        where=_where_row(claim.values.where, rows),
        lat=lat,
        lon=lon,
        uncertainty_m=uncertainty_m,
        speaker=claim.speaker,
        quote=claim.quote,
        quote_language=claim.quote_language,
        locator=claim.locator,
        supersedes=rows.number("claim", claim.supersedes),
        retracted=claim.retracted,
        searched_in=claim.searched_in,
        searched_until=claim.searched_until,
        confidence_note=claim.confidence_note,
        unverified=claim.unverified,
        reported_by_article=claim.reported_by_article,
        **judging.claim_columns(claim),
    )


def grade_rows(rows: Rows) -> tuple[GradeRow, ...]:
    """Return the grades."""
    return tuple(
        GradeRow(
            subject_kind=grade.subject_kind,
            subject=rows.row(grade.subject_kind, grade.subject),
            scale=grade.scale,
            value=grade.value,
            by=grade.by,
            date=grade.date,
            reason=grade.reason,
        )
        for grade in rows.case.grades
    )


def assessment_rows(rows: Rows) -> tuple[AssessmentRow, ...]:
    """Return the analyst's assessments."""
    return tuple(
        AssessmentRow(
            incident=rows.row("incident", assessment.incident),
            text=assessment.text,
            confidence=assessment.confidence,
            by=assessment.by,
            date=assessment.date,
            claims=rows.rows("claim", assessment.claims),
        )
        for assessment in rows.case.assessments
    )


def statement_rows(rows: Rows) -> tuple[StatementRow, ...]:
    """Return the statements of the article that the case grew from."""
    return tuple(
        StatementRow(
            number=statement.number,
            source=rows.row("source", statement.source),
            text=statement.text,
            recorded_in=statement.recorded_in,
            differs=statement.differs,
            compare=rows.rows("source", statement.compare),
        )
        for statement in sorted(rows.case.article_statements, key=lambda s: (s.source, s.number, s.id))
    )


def _stated(values: StatedValues, rows: Rows) -> dict[str, Any]:
    """Return the values that a claim gives, but for its place; parties by their rows."""
    plain: dict[str, Any] = to_plain(values)
    plain.pop("where", None)
    for field in ("actor", "target", "holder"):
        if field in plain:
            plain[field] = rows.row("party", plain[field])
    return plain


def _where_row(where: Location | None, rows: Rows) -> WhereRow | None:
    if where is None:
        return None
    offset = where.offset
    origin = offset.measured_from if offset else None
    return WhereRow(
        text=where.text,
        place=rows.number("place", where.place),
        distance_km=offset.distance_km if offset else None,
        bearing=offset.bearing if offset else None,
        measured_from=None if origin is None else rows.label(origin),
        derivation=where.derivation,
        precision_code=where.precision_code,
    )


def _rounded(position: Position | None) -> tuple[float | None, float | None, float | None]:
    if position is None:
        return None, None, None
    uncertainty_m = None if position.uncertainty_m is None else round(position.uncertainty_m)
    return round(position.lat, PLACES), round(position.lon, PLACES), uncertainty_m


def instants(edtf: str | None, rows: Rows) -> tuple[int | None, int | None]:
    """Return the first second that a time may mean and the one after its last, since 1970 in UTC; local days in the zone of the case."""
    if edtf is None:
        return None, None
    from layers.times import bounds

    found = bounds(edtf, zone=rows.case.info.time_zone)
    earliest, latest = found.earliest, found.latest
    return (
        None if earliest is None else int(earliest.timestamp()),
        None if latest is None else int(latest.timestamp()),
    )
