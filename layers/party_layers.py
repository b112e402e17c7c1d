"""A layer for each party, as GeoDataFrames: what it claims, where it places it, which zones it states or rejects.

All frames are on WGS 84 (EPSG:4326), in canonical order, with the columns documented in `layers.rows`. They are new
at each call; changing one changes nothing else.

Examples
--------
>>> from layers.cases import bundled_case
>>> layers_of = party_layers(bundled_case("al-tanf"))
>>> list(layers_of)[:3], len(layers_of)
(['iran', 'iran-aligned', 'iraq'], 15)
>>> layers_of["russia"].crs.to_epsg()
4326
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers import rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geopandas import GeoDataFrame

    from layers.case import Case

ZONE_RELATION_COLUMNS: dict[str, str] = {
    "relation": "what the party does: states, or its stance: asserts, recognises, rejects, ambiguous, silent",
    "claim": "id of the claim that says so; none where the party states the definition",
    "said": "when it said so, as EDTF",
    "summary": "what it said, paraphrased",
}
"""What `party_zones` adds to the columns of `layers.rows.ZONE_DEFINITION_COLUMNS`."""


def frame(case: Case, layer: str) -> GeoDataFrame:
    """Return one layer of a case: incidents, claims, zone_definitions, known_positions or places.

    Raises
    ------
    KeyError
        If there is no such layer; `layers.rows.LAYERS` has them all.

    Examples
    --------
    >>> from layers.cases import bundled_case
    >>> len(frame(bundled_case("al-tanf"), "incidents"))
    73
    """
    columns, yield_rows = rows.LAYERS[layer]
    return _frame(yield_rows(case), columns)


def party_layers(case: Case) -> dict[str, GeoDataFrame]:
    """Return, for each party in its fixed order, its claims as points where it places them.

    Columns are those of `layers.rows.CLAIM_COLUMNS`. Where the party names no place, the point is the incident's own
    and `placed_by` is "incident"; claims on zone definitions have no geometry here, see `party_zones`.
    """
    return {
        party.id: _frame(rows.claim_rows(case, party=party.id), rows.CLAIM_COLUMNS) for party in case.parties
    }


def party_zones(case: Case) -> dict[str, GeoDataFrame]:
    """Return, for each party in its fixed order, the zone definitions it states, recognises, rejects or passes over.

    A definition appears once for each statement of the party on it; geometry is the drawn border. Columns are those of
    `layers.rows.ZONE_DEFINITION_COLUMNS` and `ZONE_RELATION_COLUMNS`.
    """
    definitions = {row["id"]: row for row in rows.zone_definition_rows(case)}
    related: dict[str, list[rows.Row]] = {party.id: [] for party in case.parties}
    for row in definitions.values():
        related[row["stated_by"]].append(
            {**row, "relation": "states", "claim": None, "said": None, "summary": row["basis"]}
        )
    for claim in case.claims:
        if claim.subject_kind == "zone definition":
            related[claim.party].append(
                {
                    **definitions[claim.subject],
                    "relation": claim.stance,
                    "claim": claim.id,
                    "said": claim.stated,
                    "summary": claim.summary,
                }
            )
    columns = {**rows.ZONE_DEFINITION_COLUMNS, **ZONE_RELATION_COLUMNS}
    return {party: _frame(party_rows, columns) for party, party_rows in related.items()}


def party_positions(case: Case) -> dict[str, GeoDataFrame]:
    """Return, for each party in its fixed order, its claims on who held which known position.

    Columns are those of `layers.rows.CLAIM_COLUMNS`; `holder` is the party said to hold it.
    """
    return {
        party: claims[claims["subject_kind"] == "known position"].reset_index(drop=True)
        for party, claims in party_layers(case).items()
    }


def _frame(records: Iterable[rows.Row], columns: dict[str, str]) -> GeoDataFrame:
    import numpy as np
    from geopandas import GeoDataFrame
    from shapely.geometry import shape

    records = list(records)
    drawn = np.array([row["geometry"] and shape(row["geometry"]) for row in records], dtype=object)
    data = {column: [row[column] for row in records] for column in columns}
    return GeoDataFrame(data, geometry=drawn, crs="EPSG:4326")
