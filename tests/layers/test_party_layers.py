"""A layer for each party: whole, on WGS 84, placed where the party places it, and free to change."""

import pytest
from geopandas import GeoDataFrame

from layers.case import Case
from layers.cases import bundled_case
from layers.party_layers import ZONE_RELATION_COLUMNS, frame, party_layers, party_positions, party_zones
from layers.rows import CLAIM_COLUMNS, LAYERS, ZONE_DEFINITION_COLUMNS


@pytest.fixture(scope="module")
def case() -> Case:
    return bundled_case("al-tanf")


@pytest.fixture(scope="module")
def claims(case: Case) -> dict[str, GeoDataFrame]:
    return party_layers(case)


def test_each_party_has_a_layer_and_no_claim_is_lost(case: Case, claims: dict[str, GeoDataFrame]) -> None:
    assert list(claims) == [party.id for party in case.parties]
    assert sorted(claim for layer in claims.values() for claim in layer["id"]) == [
        claim.id for claim in case.claims
    ]


def test_columns_and_crs_are_as_documented(case: Case, claims: dict[str, GeoDataFrame]) -> None:
    for layer in claims.values():
        assert list(layer.columns) == [*CLAIM_COLUMNS, "geometry"]
        assert layer.crs.to_epsg() == 4326
    for name, (columns, _) in LAYERS.items():
        assert list(frame(case, name).columns) == [*columns, "geometry"]


def test_a_party_that_names_no_place_is_drawn_at_the_incident_and_the_layer_says_so(
    claims: dict[str, GeoDataFrame],
) -> None:
    russia = claims["russia"].set_index("id")
    assert russia.loc["i-2017-06-18-su22-c13", "placed_by"] == "party"
    first = claims["us-coalition"].set_index("id").loc["i-2016-06-16-russian-strike-c01"]
    assert first["placed_by"] == "incident"
    assert first.geometry.x == pytest.approx(38.61778)


def test_the_same_zone_is_stated_by_one_party_and_rejected_by_another(case: Case) -> None:
    zones = party_zones(case)
    assert list(zones["russia"].columns) == [*ZONE_DEFINITION_COLUMNS, *ZONE_RELATION_COLUMNS, "geometry"]
    relation = {party: set(layer.loc[layer["id"] == "z-55km", "relation"]) for party, layer in zones.items()}
    assert relation["us-coalition"] == {"states", "recognises"}
    assert relation["russia"] == {"rejects", "ambiguous"}
    assert relation["iraq"] == set()


def test_a_party_may_say_nothing_of_a_kind(case: Case) -> None:
    empty = party_zones(case)["israel"]
    assert len(empty) == 0
    assert empty.crs.to_epsg() == 4326


def test_known_positions_are_claims_with_a_holder(case: Case) -> None:
    held = [layer for layer in party_positions(case).values() if len(layer)]
    assert held
    assert all((layer["subject_kind"] == "known position").all() for layer in held)


def test_changing_a_frame_changes_nothing_else(case: Case) -> None:
    first = frame(case, "incidents")
    first.loc[0, "title"] = "changed"
    assert frame(case, "incidents").loc[0, "title"] != "changed"
