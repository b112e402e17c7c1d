"""A case as page data: nothing dropped, references right, positions and counts as the case has them."""

from __future__ import annotations

import itertools
import json

import pytest
from geographiclib.geodesic import Geodesic

from geo.errors import ConstructionError
from geo.position import Position
from layers.case import COLLECTIONS, Case
from layers.cases import bundled_case
from layers.document import write_document
from layers.records import (
    CaseInfo,
    Claim,
    Construction,
    Incident,
    Location,
    Offset,
    Party,
    Place,
    Source,
    StatedValues,
    When,
    Zone,
    ZoneDefinition,
)
from maps.backdrop.coding import decode
from maps.page import PageData, page_data


@pytest.fixture(scope="module")
def case() -> Case:
    return bundled_case("al-tanf")


@pytest.fixture(scope="module")
def data(case: Case) -> PageData:
    return page_data(case)


def test_every_record_of_the_case_has_its_row(case: Case, data: PageData) -> None:
    assert [row.id for row in data.parties] == [party.id for party in case.parties]
    assert [row.id for row in data.sources] == [source.id for source in case.sources]
    assert [row.id for row in data.places] == [place.id for place in case.places]
    assert [row.id for row in data.zone_definitions] == [
        definition.id for definition in case.zone_definitions
    ]
    assert [row.id for row in data.known_positions] == [position.id for position in case.known_positions]
    assert [row.id for row in data.incidents] == [incident.id for incident in case.incidents]
    assert [row.id for row in data.claims] == [claim.id for claim in case.claims]
    assert len(data.grades) == len(case.grades)
    assert len(data.statements) == len(case.article_statements) == 13


def test_references_are_the_rows_of_what_they_name(case: Case, data: PageData) -> None:
    tables = {
        "incident": data.incidents,
        "zone definition": data.zone_definitions,
        "known position": data.known_positions,
    }
    for claim, row in zip(case.claims, data.claims, strict=True):
        assert data.parties[row.party].id == claim.party
        assert tables[row.subject_kind][row.subject].id == claim.subject
        assert tuple(data.sources[source].id for source in row.sources) == claim.sources
        if claim.values.actor is not None:
            assert data.parties[row.values["actor"]].id == claim.values.actor
    for definition, drawn in zip(case.zone_definitions, data.zone_definitions, strict=True):
        assert data.zones[drawn.zone].id == definition.zone
        assert data.parties[drawn.stated_by].id == definition.stated_by


def test_the_main_definition_is_the_one_most_spoken_of(data: PageData) -> None:
    assert data.main.zone is not None
    assert data.main.definition is not None
    assert data.zones[data.main.zone].id == "al-tanf-zone"
    assert data.zone_definitions[data.main.definition].id == "z-55km"


def test_the_ring_in_the_page_is_within_a_metre_of_55_km_everywhere(data: PageData) -> None:
    # GeographicLib (Karney 2013, doi:10.1007/s00190-012-0578-z) is exact to nanometres; the page promises 1 m.
    assert data.main.definition is not None
    definition = data.zone_definitions[data.main.definition]
    assert definition.center is not None
    center = data.places[definition.center]
    [ring] = definition.rings
    points = decode(ring, precision=6)
    assert points[0] == points[-1]
    for (lat, lon), (next_lat, next_lon) in itertools.pairwise(points):
        for at_lat, at_lon in ((lat, lon), ((lat + next_lat) / 2, (lon + next_lon) / 2)):
            distance_m = Geodesic.WGS84.Inverse(center.lat, center.lon, at_lat, at_lon)["s12"]
            assert distance_m == pytest.approx(55_000, abs=1)


def test_the_opening_view_holds_the_zone_with_room_around_it(data: PageData) -> None:
    view = data.view
    assert view.south < 33.0 < 34.0 < view.north
    assert view.west < 38.0 < 39.2 < view.east
    assert view.north - view.south < 3


def test_counts_are_those_of_the_case(case: Case, data: PageData) -> None:
    assert (data.counts.incidents, data.counts.parties, data.counts.sources) == (73, 15, 285)
    assert data.counts.claims == len(case.claims)
    assert data.counts.several == 62  # as the notes on the data say
    assert 0 < data.counts.opposed <= data.counts.several


def test_the_fingerprint_is_that_of_the_case_document(case: Case, data: PageData) -> None:
    import hashlib

    assert data.fingerprint == hashlib.sha256(write_document(case).encode()).hexdigest()


def test_the_data_block_is_json_and_says_what_it_is(data: PageData) -> None:
    block = json.loads(json.dumps(data.as_json(), allow_nan=False))
    assert (block["format"], block["version"]) == ("contested page data", 2)
    assert block["fingerprint"] == data.fingerprint
    assert all(
        block["records"][collection]["length"] == len(data.case.of_kind(kind))
        for kind, collection in COLLECTIONS.items()
        if data.case.of_kind(kind)
    )


def small_case(**changes: object) -> Case:
    records: dict[str, object] = {
        "info": CaseInfo(id="small", title="A small case"),
        "parties": (
            Party(id="a", name="Alpha", order=1, code="A", color="#332288", shape="circle"),
            Party(id="b", name="Beta", order=2, code="B", color="#aa4499", shape="square"),
        ),
        "sources": (Source(id="s", title="A page"),),
        "places": (Place(id="p", name="Place", position=Position(lat=33.5, lon=38.6, uncertainty_m=500)),),
        "incidents": (Incident(id="i", title="Something"),),
    }
    return Case(**{**records, **changes})  # type: ignore[arg-type]


def test_an_incident_without_date_and_place_keeps_its_row() -> None:
    [row] = page_data(small_case()).incidents
    assert (row.title, row.start, row.lat, row.where) == ("Something", None, None, None)


def test_an_empty_case_still_makes_a_page() -> None:
    data = page_data(Case(info=CaseInfo(id="empty", title="Nothing yet")))
    assert (data.main.zone, data.counts.incidents) == (None, 0)
    assert data.view.west < data.view.east


def test_a_case_without_zones_opens_on_its_incidents() -> None:
    incident = Incident(id="i", title="Something", where=Location(place="p"), when=When(edtf="2017-05"))
    data = page_data(small_case(incidents=(incident,)))
    assert data.view.south < 33.5 < data.view.north
    assert data.incidents[0].uncertainty_m == 500
    assert data.incidents[0].end is not None
    assert data.incidents[0].start is not None
    assert data.incidents[0].end - data.incidents[0].start == 31 * 86_400


def test_a_distance_is_told_from_the_name_of_what_it_is_measured_from() -> None:
    where = Location(offset=Offset(distance_km=27.0, bearing="NW", measured_from="p"))
    claim = Claim(
        id="c", subject_kind="incident", subject="i", party="a", stance="asserts", sources=("s",),
        values=StatedValues(where=where, target="b"),
    )  # fmt: skip
    [row] = page_data(small_case(claims=(claim,))).claims
    assert row.where is not None
    assert row.where.measured_from == "Place"
    assert row.lat == pytest.approx(33.67, abs=0.01)
    assert row.values == {"target": 1}


def test_a_definition_that_cannot_be_drawn_says_why() -> None:
    pole = Place(id="pole", name="Pole", position=Position(lat=89.95, lon=0.0))
    definition = ZoneDefinition(
        id="d", zone="z", name="Round the pole", stated_by="a",
        construction=Construction(kind="circle", center_place="pole", radius_m=55_000.0),
    )  # fmt: skip
    zoned = small_case(places=(pole,), zones=(Zone(id="z", name="Z"),), zone_definitions=(definition,))
    with pytest.raises(ConstructionError, match="pole"):
        page_data(zoned)
