"""Each kind of record as rows with readable columns: what frames and exports are made of.

The names and meanings of the columns stand here and nowhere else: `INCIDENT_COLUMNS` and its kin. Rows are plain
values; `geometry` is a GeoJSON-like mapping on WGS 84, longitude first, or None where nothing can be placed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias, cast

from layers.errors import RecordError
from layers.locating import locate
from layers.plain import to_json, to_plain
from layers.records import KnownPosition, Place
from layers.times import bounds
from layers.zoning import construct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from shapely.geometry.base import BaseGeometry

    from geo.position import Position
    from layers.case import Case
    from layers.locating import Lookup
    from layers.records import Claim, Incident, ZoneDefinition

Row: TypeAlias = dict[str, Any]

INCIDENT_COLUMNS: dict[str, str] = {
    "id": "id of the incident",
    "title": "short neutral title",
    "kind": "kind of event",
    "sub_kind": "kind of event, narrower",
    "when": "when, as EDTF",
    "earliest": "first instant that `when` may mean, UTC",
    "latest": "last instant that `when` may mean, UTC",
    "time_local": "time of day as reported",
    "location": "wording of the location as given",
    "place": "id of the place it was put at",
    "uncertainty_m": "radius in metres within which the location is thought to lie",
    "parties": "ids of the parties that speak of it, in their fixed order",
    "claims": "number of claims about it",
    "zones": "ids of the zone definitions concerned",
    "note": "compiler's note",
}
CLAIM_COLUMNS: dict[str, str] = {
    "id": "id of the claim",
    "subject_kind": "incident, zone definition or known position",
    "subject": "id of what it is about",
    "title": "title or name of what it is about",
    "party": "id of the party whose account it is",
    "party_name": "neutral name of that party",
    "stance": "what the party does: asserts, denies, disputes, ... or silent",
    "summary": "what it says, paraphrased",
    "stated": "when it was said, as EDTF",
    "when": "when the event happened, as this claim states it; else as the incident has it",
    "earliest": "first instant that `when` may mean, UTC",
    "latest": "last instant that `when` may mean, UTC",
    "location": "wording of the location that it states",
    "uncertainty_m": "radius in metres within which the drawn location is thought to lie",
    "placed_by": "who places the geometry: party, incident, or nobody",
    "inside_zone": "whether it says inside the zone: yes, no, denies-zone",
    "actor": "who it says did it: party id, or words",
    "target": "against whom: party id, or words",
    "weapon": "with what, as stated",
    "killed_low": "lowest number killed that it states",
    "killed_high": "highest number killed that it states",
    "injured_low": "lowest number injured that it states",
    "injured_high": "highest number injured that it states",
    "harmed": "who was harmed, as stated",
    "lawful": "whether it calls the act lawful: yes, no",
    "holder": "of a known position: the party said to hold it",
    "sources": "ids of its sources",
    "unverified": "true where no statement was found in the pages read",
}
ZONE_DEFINITION_COLUMNS: dict[str, str] = {
    "id": "id of the zone definition",
    "zone": "id of the zone that it defines",
    "name": "name of the definition",
    "kind": "kind of zone",
    "stated_by": "id of the party that states it",
    "construction": "circle, corridor, polygon, side of line, parallel, union, line or points",
    "construction_terms": "how it is built, as JSON with the fields of the case document",
    "radius_m": "radius of a circle in metres, along the ellipsoid",
    "uncertainty_m": "how far in metres the true border may lie from the drawn one",
    "valid_from": "since when, as EDTF",
    "valid_to": "until when, as EDTF",
    "earliest": "first instant of its validity, UTC",
    "latest": "last instant of its validity, UTC",
    "recognised_by": "ids of the parties that assert or recognise it",
    "rejected_by": "ids of the parties that reject it",
    "basis": "what the definition rests on",
    "sources": "ids of its sources",
    "note": "compiler's note",
}
KNOWN_POSITION_COLUMNS: dict[str, str] = {
    "id": "id of the known position",
    "name": "its name",
    "kind": "garrison, outpost, camp, crossing, airbase, ...",
    "place": "id of its place",
    "valid_from": "since when, as EDTF",
    "valid_to": "until when, as EDTF",
    "holders": "party ids of those said to hold it",
    "uncertainty_m": "radius in metres within which it is thought to lie",
    "note": "compiler's note",
}
PLACE_COLUMNS: dict[str, str] = {
    "id": "id of the place",
    "name": "its name",
    "kind": "town, garrison, crossing, ...",
    "name_ar": "its name in Arabic",
    "name_ru": "its name in Russian",
    "variants": "other spellings",
    "uncertainty_m": "radius in metres within which it is thought to lie",
    "basis": "where its coordinates come from",
    "source": "id of the source of its coordinates",
    "note": "compiler's note",
}


def incident_rows(case: Case) -> Iterator[Row]:
    """Yield a row for each incident, with the columns of `INCIDENT_COLUMNS` and `geometry`."""
    order = {party.id: party.order for party in case.parties}
    claims_of: dict[str, list[Claim]] = {}
    for claim in case.claims:
        if claim.subject_kind == "incident":
            claims_of.setdefault(claim.subject, []).append(claim)
    for incident in case.incidents:
        claims = claims_of.get(incident.id, [])
        parties = sorted({claim.party for claim in claims}, key=order.__getitem__)
        yield incident_row(
            incident, parties=parties, claims=len(claims), lookup=case, time_zone=case.info.time_zone
        )


def incident_row(
    incident: Incident, *, parties: Iterable[str], claims: int, lookup: Lookup, time_zone: str
) -> Row:
    """Return the row of one incident.

    Parameters
    ----------
    parties : iterable of str
        Ids of the parties that speak of it, in their fixed order.
    claims : int
        How many claims there are about it.
    lookup : Lookup
        The case or store whose places it names.
    time_zone : str
        IANA name of the case's zone, for times of day that state none.
    """
    position = locate(incident.where, lookup)
    where, when = incident.where, incident.when
    return {
        "id": incident.id,
        "title": incident.title,
        "kind": incident.kind,
        "sub_kind": incident.sub_kind,
        **_times(when.edtf if when else None, time_zone),
        "time_local": when.time_local if when else None,
        "location": where.text if where else None,
        "place": where.place if where else None,
        "uncertainty_m": position.uncertainty_m if position else None,
        "parties": _joined(parties),
        "claims": claims,
        "zones": _joined(incident.zones),
        "note": incident.note,
        "geometry": _point(position),
    }


def claim_rows(case: Case, *, party: str | None = None) -> Iterator[Row]:
    """Yield a row for each claim, or for each of one party, with the columns of `CLAIM_COLUMNS` and `geometry`.

    A claim is drawn where its party places it; where the party names no place, at the incident's location, and
    `placed_by` says so. A claim on a zone definition has no geometry here: the definition has.
    """
    subjects = {kind: {record.id: record for record in case.of_kind(kind)} for kind in _SUBJECT_KINDS}
    names = {p.id: p.name for p in case.parties}
    for claim in case.claims:
        if party is None or claim.party == party:
            yield claim_row(
                claim,
                subjects[claim.subject_kind][claim.subject],
                party_name=names[claim.party],
                lookup=case,
                time_zone=case.info.time_zone,
            )


def claim_row(claim: Claim, subject: Any, *, party_name: str, lookup: Lookup, time_zone: str) -> Row:
    """Return the row of one claim, given the incident, zone definition or known position that it is about."""
    values, harm = claim.values, claim.values.harm
    position, placed_by = _placed(claim, subject, lookup)
    when = values.when.edtf if values.when else None
    if when is None and claim.subject_kind == "incident" and subject.when:
        when = subject.when.edtf
    return {
        "id": claim.id,
        "subject_kind": claim.subject_kind,
        "subject": claim.subject,
        "title": subject.title if claim.subject_kind == "incident" else subject.name,
        "party": claim.party,
        "party_name": party_name,
        "stance": claim.stance,
        "summary": claim.summary,
        "stated": claim.stated,
        **_times(when, time_zone),
        "location": values.where.text if values.where else None,
        "uncertainty_m": position.uncertainty_m if position else None,
        "placed_by": placed_by,
        "inside_zone": values.inside_zone,
        "actor": values.actor or values.actor_text,
        "target": values.target or values.target_text,
        "weapon": values.weapon,
        "killed_low": harm.killed_low if harm else None,
        "killed_high": harm.killed_high if harm else None,
        "injured_low": harm.injured_low if harm else None,
        "injured_high": harm.injured_high if harm else None,
        "harmed": harm.who if harm else None,
        "lawful": values.lawful,
        "holder": values.holder,
        "sources": _joined(claim.sources),
        "unverified": claim.unverified,
        "geometry": _point(position),
    }


def _placed(claim: Claim, subject: Any, lookup: Lookup) -> tuple[Position | None, str | None]:
    position = locate(claim.values.where, lookup)
    if position is not None:
        return position, "party"
    if claim.subject_kind == "incident":
        position = locate(subject.where, lookup)
    elif isinstance(subject, KnownPosition):
        position = lookup.get(Place, subject.place).position
    return position, "incident" if position else None


def zone_definition_rows(case: Case) -> Iterator[Row]:
    """Yield a row for each zone definition, with the columns of `ZONE_DEFINITION_COLUMNS` and `geometry`."""
    for definition in case.zone_definitions:
        claims = case.claims_about("zone definition", definition.id)
        span = f"{definition.valid_from or '..'}/{definition.valid_to or '..'}"
        times = _times(None if span == "../.." else span, case.info.time_zone)
        yield {
            "id": definition.id,
            "zone": definition.zone,
            "name": definition.name,
            "kind": definition.kind,
            "stated_by": definition.stated_by,
            "construction": definition.construction.kind,
            "construction_terms": to_json(to_plain(definition.construction)),
            "radius_m": definition.construction.radius_m,
            "uncertainty_m": definition.uncertainty_m,
            "valid_from": definition.valid_from,
            "valid_to": definition.valid_to,
            "earliest": times["earliest"],
            "latest": times["latest"],
            "recognised_by": _joined(_parties(claims, {"asserts", "recognises"}, case)),
            "rejected_by": _joined(_parties(claims, {"rejects"}, case)),
            "basis": definition.basis,
            "sources": _joined(definition.sources),
            "note": definition.note,
            "geometry": zone_geometry(definition, case),
        }


def known_position_rows(case: Case) -> Iterator[Row]:
    """Yield a row for each known position, with the columns of `KNOWN_POSITION_COLUMNS` and `geometry`."""
    for known in case.known_positions:
        position = case.get(Place, known.place).position
        claims = case.claims_about("known position", known.id)
        yield {
            "id": known.id,
            "name": known.name,
            "kind": known.kind,
            "place": known.place,
            "valid_from": known.valid_from,
            "valid_to": known.valid_to,
            "holders": _joined(dict.fromkeys(c.values.holder for c in claims if c.values.holder)),
            "uncertainty_m": position.uncertainty_m,
            "note": known.note,
            "geometry": _point(position),
        }


def place_rows(case: Case) -> Iterator[Row]:
    """Yield a row for each place, with the columns of `PLACE_COLUMNS` and `geometry`."""
    for place in case.places:
        in_language = {name.language: name.text for name in place.names if name.role == "name"}
        yield {
            "id": place.id,
            "name": place.name,
            "kind": place.kind,
            "name_ar": in_language.get("ar"),
            "name_ru": in_language.get("ru"),
            "variants": _joined(name.text for name in place.names if name.role == "variant"),
            "uncertainty_m": place.position.uncertainty_m,
            "basis": place.basis,
            "source": place.source,
            "note": place.note,
            "geometry": _point(place.position),
        }


def zone_geometry(definition: ZoneDefinition, case: Case) -> dict[str, Any]:
    """Return the drawn border of a definition: rings dense enough that no chord strays 1 m from the true line."""
    from shapely.geometry import mapping

    from geo.outlines import outline

    return dict(mapping(cast("BaseGeometry", outline(construct(definition, case)))))


_SUBJECT_KINDS = ("incident", "zone definition", "known position")

LAYERS: dict[str, tuple[dict[str, str], Callable[[Case], Iterator[Row]]]] = {
    "incidents": (INCIDENT_COLUMNS, incident_rows),
    "claims": (CLAIM_COLUMNS, claim_rows),
    "zone_definitions": (ZONE_DEFINITION_COLUMNS, zone_definition_rows),
    "known_positions": (KNOWN_POSITION_COLUMNS, known_position_rows),
    "places": (PLACE_COLUMNS, place_rows),
}
"""Every layer by name: its columns with their meaning, and what yields its rows."""


def layer_names(layer: str | None = None) -> tuple[str, ...]:
    """Return the names of all layers, or the one that is named.

    Raises
    ------
    RecordError
        If there is none of that name.
    """
    if layer is None:
        return tuple(LAYERS)
    if layer not in LAYERS:
        raise RecordError(f"{layer!r} is no layer; the layers are {', '.join(LAYERS)}")
    return (layer,)


def _point(position: Position | None) -> dict[str, Any] | None:
    return None if position is None else {"type": "Point", "coordinates": (position.lon, position.lat)}


def _joined(ids: Iterable[str]) -> str | None:
    return "; ".join(ids) or None


def _parties(claims: Iterable[Claim], stances: set[str], case: Case) -> list[str]:
    speaking = {claim.party for claim in claims if claim.stance in stances}
    return [party.id for party in case.parties if party.id in speaking]


def _times(edtf: str | None, time_zone: str) -> Row:
    if edtf is None:
        return {"when": None, "earliest": None, "latest": None}
    span = bounds(edtf, zone=time_zone)
    return {"when": edtf, "earliest": span.earliest, "latest": span.latest}


__all__ = [
    "CLAIM_COLUMNS", "INCIDENT_COLUMNS", "KNOWN_POSITION_COLUMNS", "LAYERS", "PLACE_COLUMNS", "ZONE_DEFINITION_COLUMNS",
    "Row", "claim_row", "claim_rows", "incident_row", "incident_rows", "known_position_rows", "layer_names", "place_rows", "zone_definition_rows", "zone_geometry",
]  # fmt: skip
