# ruff: noqa: S608 # the SQL is made of the constants below alone
"""Incidents and claims as texts of GeoJSON features, straight from the rows of a case file.

The quick way writes what `layers.rows` and `layers.formats.geojson` would, without making a record: SQLite quotes the texts.
It is for rows whose location has coordinates of its own, or none; where a place, a distance or a wording must be worked
out, the record is made after all. A test holds both ways to the same bytes.
"""

from __future__ import annotations

from json.encoder import encode_basestring  # the C function that json itself calls
from typing import TYPE_CHECKING, Any, Protocol

from layers import rows
from layers.formats.geojson import DECIMALS, among_others, feature, text_of
from layers.locating import Lookup
from layers.records import Claim, Incident, KnownPosition, ZoneDefinition

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from layers.records import CaseInfo, Record

_AT_A_TIME = 1_000
_NOBODY: list[str] = []


def _object(columns: Mapping[str, str]) -> str:
    """Return SQL for a JSON object: names, and the SQL of their values. SQLite writes it as compactly as `text_of`.

    Examples
    --------
    >>> _object({"id": "i.id", "note": "i.note"})
    "json_object('id', i.id, 'note', i.note)"
    """
    # One call is as quick as reading the columns; quoting each by itself takes twice as long.
    members = ", ".join(f"'{name}', {value}" for name, value in columns.items())
    return f"json_object({members})"


def _times(table: str) -> dict[str, str]:
    # A case file keeps milliseconds, which are always 0.
    return {
        "when": f"{table}.when_edtf",
        "earliest": f"substr({table}.earliest, 1, 19) || 'Z'",
        "latest": f"substr({table}.latest, 1, 19) || 'Z'",
    }


def _location(table: str) -> str:
    """Return SQL for a latitude, a longitude, a radius, and whether a place or a wording must be worked out."""
    said = ("text", "place", "offset_distance_km", "offset_measured_from")
    spoken = " OR ".join(f"{table}.where_{field} IS NOT NULL" for field in said)
    return (
        f"{table}.where_position_lat, {table}.where_position_lon, coalesce({table}.where_uncertainty_m,"
        f" {table}.where_position_uncertainty_m), {table}.where_position_lat IS NULL AND ({spoken})"
    )


def _unclear(table: str) -> str:
    """Return SQL that tells whether a time has no bounds in the file: it is wholly open, or was refused when written."""
    return f"{table}.when_edtf IS NOT NULL AND {table}.earliest IS NULL AND {table}.latest IS NULL"


def _either(table: str, other: str) -> dict[str, str]:
    """Return SQL for the times of one table, and those of another where it states none."""
    own, its = _times(table), _times(other)
    return {
        name: f"CASE WHEN {table}.when_edtf IS NULL THEN {its[name]} ELSE {own[name]} END" for name in own
    }


_INCIDENT_MEMBERS = {
    **{name: f"i.{name}" for name in ("id", "title", "kind", "sub_kind")},
    **_times("i"),
    "time_local": "i.when_time_local",
    "location": "i.where_text",
    "place": "i.where_place",
}
_INCIDENTS = (
    f"SELECT i.id, {_object(_INCIDENT_MEMBERS)}, {_object({'note': 'i.note'})},"
    f" {_unclear('i')}, {_location('i')} FROM incident i ORDER BY i.id"
)
_CLAIM_MEMBERS = {
    "id": "c.id",
    "subject_kind": "c.subject_kind",
    "subject": "c.subject",
    "title": "i.title",
    "party": "c.party",
    "party_name": "p.name",
    "stance": "c.stance",
    "summary": "c.summary",
    "stated": "c.stated",
    **_either("c", "i"),
    "location": "c.where_text",
}
_CLAIM_VALUES = {
    "inside_zone": "c.inside_zone",
    "actor": "coalesce(nullif(c.actor, ''), c.actor_text)",
    "target": "coalesce(nullif(c.target, ''), c.target_text)",
    "weapon": "c.weapon",
    "killed_low": "c.harm_killed_low",
    "killed_high": "c.harm_killed_high",
    "injured_low": "c.harm_injured_low",
    "injured_high": "c.harm_injured_high",
    "harmed": "c.harm_who",
    "lawful": "c.lawful",
    "holder": "c.holder",
}
_CLAIMS = (
    f"SELECT c.id, {_object(_CLAIM_MEMBERS)}, {_object(_CLAIM_VALUES)}, c.unverified,"
    f" c.subject_incident IS NULL OR {_unclear('c')} OR (c.when_edtf IS NULL AND {_unclear('i')}),"
    f" {_location('c')}, {_location('i')} FROM claim c JOIN party p ON p.id = c.party"
    " LEFT JOIN incident i ON i.id = c.subject_incident ORDER BY c.id"
)
_START = {
    (layer, alone): ('{"type":"Feature","id":"', "")
    if alone
    else (f'{{"type":"Feature","id":"{layer}/', f'"layer":"{layer}",')
    for layer in ("incidents", "claims")
    for alone in (True, False)
}
_SPEAKING = "SELECT subject_incident, party FROM claim WHERE subject_incident BETWEEN ? AND ?"
_CONCERNED = "SELECT incident, zone_definition FROM incident_zone WHERE incident BETWEEN ? AND ? ORDER BY incident, ordinal"
_CITED = "SELECT claim, source FROM claim_source WHERE claim BETWEEN ? AND ? ORDER BY claim, ordinal"
_SUBJECTS: dict[str, type[Record]] = {
    "incident": Incident,
    "zone definition": ZoneDefinition,
    "known position": KnownPosition,
}


class Records(Lookup, Protocol):
    """Where records are found by id, what the case is, and the names of its parties in their order."""

    info: CaseInfo
    names: dict[str, str]


def incident_texts(connection: sqlite3.Connection, records: Records, *, alone: bool) -> Iterator[str]:
    """Yield each incident as a feature, in canonical order; `alone` where no other layer is in the file."""
    start = _START["incidents", alone]
    order = {party: n for n, party in enumerate(records.names)}
    for chunk in _chunks(connection, _INCIDENTS):
        speaking, zones = _linked(connection, _SPEAKING, chunk), _linked(connection, _CONCERNED, chunk)
        for incident, members, note, unclear, *where in chunk:
            voices, concerned = speaking.get(incident, _NOBODY), zones.get(incident, _NOBODY)
            parties = sorted(set(voices), key=order.__getitem__) if len(voices) > 1 else voices
            if unclear or where[3]:
                yield _slow_incident(incident, parties, len(voices), records, alone=alone)
                continue
            geometry, uncertainty = _drawn(where)
            yield (
                f'{start[0]}{_inner(incident)}","geometry":{geometry},"properties":{{{start[1]}{members[1:-1]},"uncertainty_m":{uncertainty},'
                f'"parties":{_joined(parties)},"claims":{len(voices)},"zones":{_joined(concerned)},{note[1:]}}}'
            )


def claim_texts(connection: sqlite3.Connection, records: Records, *, alone: bool) -> Iterator[str]:
    """Yield each claim as a feature, in canonical order; `alone` where no other layer is in the file."""
    start = _START["claims", alone]
    for chunk in _chunks(connection, _CLAIMS):
        cited = _linked(connection, _CITED, chunk)
        for claim, members, values, unverified, unclear, *where in chunk:
            sources = cited.get(claim, _NOBODY)
            own, incident = where[:4], where[4:]
            placed_by = '"party"'
            if own[0] is None:
                own, placed_by = incident, "null" if incident[0] is None else '"incident"'
            if unclear or where[3] or own[3]:
                yield _slow_claim(claim, records, alone=alone)
                continue
            geometry, uncertainty = _drawn(own)
            yield (
                f'{start[0]}{_inner(claim)}","geometry":{geometry},"properties":{{{start[1]}{members[1:-1]},"uncertainty_m":{uncertainty},'
                f'"placed_by":{placed_by},{values[1:-1]},"sources":{_joined(sources)},"unverified":{"true" if unverified else "false"}}}}}'
            )


def _slow_incident(incident: str, parties: list[str], claims: int, records: Records, *, alone: bool) -> str:
    row = rows.incident_row(
        records.get(Incident, incident),
        parties=parties,
        claims=claims,
        lookup=records,
        time_zone=records.info.time_zone,
    )
    found = feature(row, rows.INCIDENT_COLUMNS)
    return text_of(found if alone else among_others(found, "incidents"))


def _slow_claim(claim_id: str, records: Records, *, alone: bool) -> str:
    claim = records.get(Claim, claim_id)
    row = rows.claim_row(
        claim,
        records.get(_SUBJECTS[claim.subject_kind], claim.subject),
        party_name=records.names[claim.party],
        lookup=records,
        time_zone=records.info.time_zone,
    )
    found = feature(row, rows.CLAIM_COLUMNS)
    return text_of(found if alone else among_others(found, "claims"))


def _chunks(connection: sqlite3.Connection, sql: str) -> Iterator[list[tuple[Any, ...]]]:
    cursor = connection.execute(sql)
    while chunk := cursor.fetchmany(_AT_A_TIME):
        yield chunk


def _linked(connection: sqlite3.Connection, sql: str, chunk: list[tuple[Any, ...]]) -> dict[str, list[str]]:
    """Return the members of each owner in a chunk, whose ids ascend."""
    members: dict[str, list[str]] = {}
    for owner, member in connection.execute(sql, (chunk[0][0], chunk[-1][0])):
        if owner in members:
            members[owner].append(member)
        else:
            members[owner] = [member]
    return members


def _drawn(where: list[Any]) -> tuple[str, str]:
    lat, lon, radius_m, _ = where
    if lat is None:
        return "null", "null"
    point = f'{{"type":"Point","coordinates":[{round(lon, DECIMALS)},{round(lat, DECIMALS)}]}}'
    return point, "null" if radius_m is None else repr(radius_m)


def _inner(text: str) -> str:
    """Return a text as JSON, without its quotation marks."""
    return encode_basestring(text)[1:-1]


def _joined(ids: list[str]) -> str:
    return encode_basestring("; ".join(ids)) if ids else "null"
