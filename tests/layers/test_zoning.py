"""Which definitions are in force, what they look like on the ground, and what follows for a location under each."""

import pytest

from geo.constructions import Circle
from geo.position import Position
from layers.case import Case
from layers.cases import bundled_case
from layers.errors import RecordError, UnknownIdError
from layers.records import CaseInfo, Construction, Party, Zone, ZoneDefinition
from layers.zoning import construct, definitions_in_force, zone_verdicts


@pytest.fixture(scope="module")
def case() -> Case:
    return bundled_case("al-tanf")


def test_the_coalitions_circle_lies_around_the_garrison(case: Case) -> None:
    circle = construct(case.get(ZoneDefinition, "z-55km"), case)
    assert isinstance(circle, Circle)
    assert circle.radius_m == 55_000
    assert circle.center.lat == pytest.approx(33.50583)


def test_rivals_of_a_zone_in_force_are_given_and_marked(case: Case) -> None:
    found = {d.id: force for d, force in definitions_in_force(case.zone_definitions, "2017-05-18")}
    assert found["z-55km"] == "yes"
    assert found["z-claim-34mi-wide"] == "rival"  # stated on 8 June 2017
    assert found["z-claim-30mi"] == "possibly"  # stated on that very day
    assert "z-ru-west-euphrates" not in found  # declared on 19 June 2017


def test_an_unknown_time_leaves_every_definition_possible(case: Case) -> None:
    assert len(definitions_in_force(case.zone_definitions, None)) == 21


def test_the_same_place_is_inside_under_one_definition_and_outside_under_another(case: Case) -> None:
    northwest_30_km = Position(lat=33.696, lon=38.389, uncertainty_m=500.0)
    verdicts = {
        v.definition.id: v.verdict
        for v in zone_verdicts(northwest_30_km, case.zone_definitions, case, when="2017-05-18")
    }
    assert verdicts["z-55km"].status == "inside"
    assert verdicts["z-claim-34mi-wide"].status == "outside"
    assert "z-euphrates-line" not in verdicts  # a line has no inside


def minimal(*definitions: ZoneDefinition) -> Case:
    return Case(
        info=CaseInfo(id="t", title="T"),
        parties=(Party(id="p", name="P", order=1, code="P", color="#112233", shape="circle"),),
        zones=(Zone(id="zone", name="Z"),),
        zone_definitions=definitions,
    )


def definition(record_id: str, construction: Construction) -> ZoneDefinition:
    return ZoneDefinition(id=record_id, zone="zone", name=record_id, stated_by="p", construction=construction)


SQUARE = tuple(
    Position(lat=lat, lon=lon) for lat, lon in ((33.0, 38.0), (33.0, 39.0), (34.0, 39.0), (34.0, 38.0))
)


def test_a_side_needs_a_line_and_a_union_needs_areas() -> None:
    square = definition("square", Construction(kind="polygon", vertices=SQUARE))
    line = definition("line", Construction(kind="line", vertices=SQUARE[:2]))
    side = definition(
        "side", Construction(kind="side of line", line_of="square", side="west", outline=SQUARE)
    )
    union = definition("union", Construction(kind="union", parts=("square", "line")))
    case = minimal(square, line, side, union)
    with pytest.raises(RecordError, match="square is a polygon, not a line"):
        construct(side, case)
    with pytest.raises(RecordError, match="line has no inside"):
        construct(union, case)


def test_a_circle_around_an_unknown_place_is_refused() -> None:
    lost = definition("lost", Construction(kind="circle", center_place="nowhere", radius_m=1000.0))
    with pytest.raises(UnknownIdError, match="no place 'nowhere'"):
        construct(lost, minimal())
