"""Tables that are made for the map, beside the records of a case file: drawn where a reader looks for things.

The records' own tables are what is edited; these are worked out from them, are called `map_...`, and are made anew by the
next export.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layers import rows
from layers.assessing import VERDICT_COLUMNS, stated_locations, verdict_rows
from layers.party_layers import ZONE_RELATION_COLUMNS
from maps.qgis.discs import drawn_discs
from maps.qgis.scenery import scenery_tables
from maps.qgis.writing import MadeTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.case import Case
    from layers.rows import Row
    from maps.qgis.extent import Extent

STATE_COLUMNS: dict[str, str] = {
    "zone_status": "what geometry says of its location under the zone definitions it concerns, else all in force: inside, possible, outside",
    "agreement": "what comparing the parties' stated values says",
    "decided_by": "the field that decided that",
    "speaking": "number of parties with a claim that stands",
    "silent": "number of parties searched for without a statement found",
}
DISC_COLUMNS: dict[str, str] = {
    "incident": "id of the incident",
    "claim": "id of the claim that states the location; empty for the incident's own",
    "party": "id of the party that states it; empty for the incident's own",
    "location": "wording of the location as given",
    "uncertainty_m": "radius in metres: the truth is thought to lie in this disc",
    "earliest": "first instant that the incident's time may mean, UTC",
    "latest": "instant just after the last that it may mean, UTC",
}


def made_tables(case: Case, extent: Extent) -> list[MadeTable]:
    """Return every table that the map needs and the case file does not have."""
    verdicts = verdict_rows(case)
    return [
        MadeTable(
            name="map_incident",
            about="Incidents with their zone status and the agreement of accounts.",
            columns={**rows.INCIDENT_COLUMNS, **STATE_COLUMNS},
            geometry="POINT",
            rows=list(_incidents(case, verdicts)),
        ),
        MadeTable(
            name="map_claim",
            about="Claims where their party places them, else at the incident's location, as `placed_by` says.",
            columns=rows.CLAIM_COLUMNS,
            geometry="POINT",
            rows=list(rows.claim_rows(case)),
        ),
        *_zone_tables(case),
        MadeTable(
            name="map_uncertainty",
            about="The disc within which each location is thought to lie.",
            columns=DISC_COLUMNS,
            geometry="POLYGON",
            rows=list(_discs(case)),
        ),
        MadeTable(
            name="map_verdict",
            about="What geometry says of each location under each zone definition in force then.",
            columns=VERDICT_COLUMNS,
            geometry="",
            rows=[{**row, "geometry": None} for row in verdicts],
        ),
        *(
            MadeTable(name=name, about=about, columns=columns, geometry=geometry, rows=found)
            for name, about, columns, geometry, found in scenery_tables(extent)
        ),
    ]


def _incidents(case: Case, verdicts: list[dict[str, Any]]) -> Iterator[Row]:
    from layers.agreement.frames import agreement_frame

    own: dict[str, list[dict[str, Any]]] = {}
    for verdict in verdicts:
        if verdict["claim"] is None and verdict["in_force"] != "rival":
            own.setdefault(verdict["incident"], []).append(verdict)
    states = {row["incident"]: row for row in agreement_frame(case).to_dict("records")}
    for row, incident in zip(rows.incident_rows(case), case.incidents, strict=True):
        state = states[incident.id]
        status = _zone_status(own.get(incident.id, []), incident.zones) if row["geometry"] else "not placed"
        counted = {name: int(state[name]) for name in ("speaking", "silent")}
        decided_by = state["decided_by"] if isinstance(state["decided_by"], str) else None
        yield {
            **row,
            "zone_status": status,
            "agreement": str(state["agreement"]),
            "decided_by": decided_by,
            **counted,
        }


def _zone_status(verdicts: list[dict[str, Any]], concerned: tuple[str, ...]) -> str:
    """Return the strongest verdict under the definitions that an incident concerns, else under all in force.

    Examples
    --------
    >>> far, near = {"definition": "a", "status": "outside"}, {"definition": "b", "status": "inside"}
    >>> _zone_status([far, near], ("a",)), _zone_status([far, near], ()), _zone_status([], ())
    ('outside', 'inside', 'no zone in force')
    """
    own = [verdict for verdict in verdicts if verdict["definition"] in concerned]
    found = {verdict["status"] for verdict in own or verdicts}
    return next(
        (status for status in ("inside", "possible", "outside") if status in found), "no zone in force"
    )


def _zone_tables(case: Case) -> Iterator[MadeTable]:
    definitions = {row["id"]: row for row in rows.zone_definition_rows(case)}
    kinds = {
        "area": ("Polygon", "MULTIPOLYGON"),
        "line": ("LineString", "MULTILINESTRING"),
        "points": ("Point", "MULTIPOINT"),
    }
    for name, (single, several) in kinds.items():
        yield MadeTable(
            name=f"map_zone_{name}",
            about=f"Zone definitions that are drawn as {name}.",
            columns=rows.ZONE_DEFINITION_COLUMNS,
            geometry=several,
            rows=[
                {**row, "geometry": _several(row["geometry"])}
                for row in definitions.values()
                if row["geometry"] and row["geometry"]["type"].removeprefix("Multi") == single
            ],
        )
    yield MadeTable(
        name="map_party_zone",
        about="Zone definitions by what each party does with them: states, recognises, rejects, passes over.",
        columns={**rows.ZONE_DEFINITION_COLUMNS, **ZONE_RELATION_COLUMNS, "party": "id of the party"},
        geometry="MULTIPOLYGON",
        rows=[row for row in _party_zones(case, definitions) if row["geometry"]["type"] == "MultiPolygon"],
    )


def _party_zones(case: Case, definitions: dict[str, Row]) -> Iterator[Row]:
    drawn = {
        name: {**row, "geometry": _several(row["geometry"])}
        for name, row in definitions.items()
        if row["geometry"]
    }
    for row in drawn.values():
        yield {
            **row,
            "relation": "states",
            "claim": None,
            "said": None,
            "summary": row["basis"],
            "party": row["stated_by"],
        }
    for claim in case.claims:
        if claim.subject_kind == "zone definition" and claim.subject in drawn:
            said = {
                "relation": claim.stance,
                "claim": claim.id,
                "said": claim.stated,
                "summary": claim.summary,
            }
            yield {**drawn[claim.subject], **said, "party": claim.party}


def _several(geometry: dict[str, Any]) -> dict[str, Any]:
    if geometry["type"].startswith("Multi"):
        return geometry
    return {"type": f"Multi{geometry['type']}", "coordinates": [geometry["coordinates"]]}


def _discs(case: Case) -> Iterator[Row]:
    """Yield the disc of every located statement whose radius is known, the widest first, so that none hides another."""
    times = {row["id"]: row for row in rows.incident_rows(case)}
    found = [located for located in stated_locations(case) if located.position.uncertainty_m]
    found.sort(key=lambda located: -(located.position.uncertainty_m or 0))
    for located, disc in zip(found, drawn_discs([located.position for located in found]), strict=True):
        claim = located.claim
        yield {
            "incident": located.incident.id,
            "claim": claim.id if claim else None,
            "party": claim.party if claim else None,
            "location": located.text,
            "uncertainty_m": located.position.uncertainty_m,
            "earliest": times[located.incident.id]["earliest"],
            "latest": times[located.incident.id]["latest"],
            "geometry": disc,
        }
