"""What belongs to what: the relations of the project, and the tabs of forms that show them."""

from __future__ import annotations

from dataclasses import dataclass

from maps.qgis.fields import Related


def qgis_id(layer_id: str) -> str:
    """Return a layer's id in the project: QGIS makes up another for one of ten characters or fewer."""
    return f"contested_{layer_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Rows of `child` belong to rows of `parent`: `column` holds the parent's `key`."""

    id: str
    name: str
    child: str
    parent: str
    column: str
    key: str = "id"


RELATIONS: tuple[Relation, ...] = (
    Relation(id="claims_of_incident", name="Claims on an incident", child="claim", parent="incident", column="subject_incident"),
    Relation(id="claims_of_drawn_incident", name="Claims on a drawn incident", child="claim", parent="map_incident", column="subject_incident"),
    Relation(id="verdicts_of_drawn_incident", name="Verdicts on a drawn incident", child="map_verdict", parent="map_incident", column="incident"),
    Relation(id="sources_of_claim", name="Sources of a claim", child="claim_source", parent="claim", column="claim"),
    Relation(id="sources_of_drawn_claim", name="Sources of a drawn claim", child="claim_source", parent="map_claim", column="claim"),
    Relation(id="claims_of_source", name="Claims that rest on a source", child="claim_source", parent="source", column="source"),
    Relation(id="claims_of_party", name="Claims of a party", child="claim", parent="party", column="party"),
    Relation(id="claims_of_definition", name="Claims on a zone definition", child="claim", parent="zone_definition", column="subject_zone_definition"),
    Relation(id="definitions_of_zone", name="Definitions of a zone", child="zone_definition", parent="zone", column="zone"),
    Relation(id="assessments_of_incident", name="Assessments of an incident", child="assessment", parent="incident", column="incident"),
)  # fmt: skip
"""What belongs to what; claims and sources are joined through `claim_source`."""

RELATED: dict[str, tuple[Related, ...]] = {
    "incident": (Related(tab="Claims", relation="claims_of_incident"), Related(tab="Assessments", relation="assessments_of_incident")),
    "map_incident": (Related(tab="Claims", relation="claims_of_drawn_incident"), Related(tab="Verdicts", relation="verdicts_of_drawn_incident")),
    "claim": (Related(tab="Sources", relation="sources_of_claim", through="claims_of_source"),),
    "map_claim": (Related(tab="Sources", relation="sources_of_drawn_claim", through="claims_of_source"),),
    "source": (Related(tab="Claims", relation="claims_of_source", through="sources_of_claim"),),
    "party": (Related(tab="Claims", relation="claims_of_party"),),
    "zone": (Related(tab="Definitions", relation="definitions_of_zone"),),
    "zone_definition": (Related(tab="Claims", relation="claims_of_definition"),),
}  # fmt: skip
