import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.constructions import Circle, Corridor, Line, PointSet, Polygon, Union
from geo.errors import GeodesyError
from geo.geodesy import destination
from geo.position import Position
from geo.shares import share_inside
from geo.verdicts import verdict, verdicts

GARRISON = Position(lat=33.50583, lon=38.61778)
ZONE = Circle(center=GARRISON, radius_m=55_000)
BORDER = (Position(lat=33.3747, lon=38.7936), Position(lat=33.3, lon=38.63), Position(lat=33.2, lon=38.42))
SQUARE = Polygon(
    ring=tuple(Position(lat=lat, lon=lon) for lat, lon in [(33, 38), (33, 39), (34, 39), (34, 38)])
)
ORDER = {"inside": 0, "possible": 1, "outside": 2}


def off(metres: float, uncertainty_m: float | None, azimuth: float = 315) -> Position:
    there = destination(GARRISON, azimuth_deg=azimuth, distance_m=metres)
    return Position(lat=there.lat, lon=there.lon, uncertainty_m=uncertainty_m)


@pytest.mark.parametrize(
    ("metres", "own_m", "definition_m", "status"),
    [
        (27_000, 5_000, 1_500, "inside"),
        (50_000, 5_000, 1_500, "possible"),
        (60_000, 5_000, 1_500, "possible"),
        (62_000, 5_000, 1_500, "outside"),
        (54_999, 0, 0, "inside"),
        (55_001, 0, 0, "outside"),
        (54_999, 2, 0, "possible"),
    ],
)
def test_the_rule_adds_both_uncertainties(metres, own_m, definition_m, status):
    found = verdict(off(metres, own_m), ZONE, definition_uncertainty_m=definition_m)
    assert found.status == status
    assert found.border_m == pytest.approx(metres - 55_000, abs=1e-3)
    assert found.uncertainty_m == own_m + definition_m
    assert found.uncertainty_known


def test_on_the_border_without_uncertainty_is_inside():
    # d + u <= 0: a border belongs to its zone
    here = destination(GARRISON, azimuth_deg=0, distance_m=1_000)
    on_it = Circle(center=GARRISON, radius_m=55_000 + verdict(here, ZONE).border_m)
    found = verdict(Position(lat=here.lat, lon=here.lon, uncertainty_m=0), on_it)
    assert abs(found.border_m) < 1e-8
    assert found.status == ("inside" if found.border_m <= 0 else "outside")
    assert verdict(Position(lat=33, lon=38, uncertainty_m=0), SQUARE).status == "inside"


def test_an_unstated_uncertainty_is_taken_as_none_and_flagged():
    found = verdict(off(27_000, None), ZONE)
    assert (found.status, found.uncertainty_m, found.uncertainty_known) == ("inside", 0, False)
    assert "no uncertainty is stated" in found.decided_by
    half = verdict(off(27_000, 1_000), ZONE, definition_uncertainty_m=None)
    assert (half.uncertainty_m, half.uncertainty_known) == (1_000, False)
    assert "a part is not stated" in half.decided_by


def test_the_reason_names_the_distance_and_the_uncertainty():
    assert verdict(off(27_000, 5_000), ZONE).decided_by == (
        "28.0 km inside the border, more than the uncertainty of 5.0 km"
    )
    assert verdict(off(55_400, 800), ZONE).decided_by == (
        "400 m outside the border, less than the uncertainty of 800 m"
    )


@pytest.mark.parametrize("zone", [Line(line=BORDER), PointSet(points=BORDER)])
def test_nothing_is_inside_a_line_or_a_set_of_points(zone):
    on_it = Position(lat=BORDER[0].lat, lon=BORDER[0].lon, uncertainty_m=1_000)
    found = verdict(on_it, zone)
    assert (found.status, found.share_inside) == ("possible", 0)
    assert "no inside" in found.decided_by
    away = Position(lat=34.5, lon=38.6, uncertainty_m=1_000)
    assert verdict(away, zone).status == "outside"
    columns = verdicts(zone, lat=[on_it.lat, away.lat], lon=[on_it.lon, away.lon], uncertainty_m=1_000)
    assert columns.status.tolist() == ["possible", "outside"]
    assert columns.share_inside.tolist() == [0, 0]


def test_the_share_is_that_of_the_locations_own_disc():
    # A definition that is unsure by 10 km does not widen the place where the location may be.
    found = verdict(off(50_000, 1_000), ZONE, definition_uncertainty_m=10_000)
    assert (found.status, found.share_inside) == ("possible", 1)


def test_a_disc_around_a_whole_zone_holds_it_as_a_share_of_area():
    small = Circle(center=off(3_000, None), radius_m=5_000)
    assert share_inside(small, GARRISON, radius_m=20_000) == pytest.approx(1 / 16, abs=1e-4)
    apart = Union(parts=(small, Circle(center=off(12_000, None, 90), radius_m=5_000)))
    assert share_inside(apart, GARRISON, radius_m=20_000) == pytest.approx(2 / 16, abs=2e-4)


def test_a_disc_wider_than_the_view_of_a_hemisphere_still_gets_a_share():
    found = verdict(off(27_000, 20_000_000), ZONE)
    assert found.status == "possible"
    assert 0 <= found.share_inside < 0.001


def test_a_corridor_narrower_than_the_disc_gets_its_area():
    corridor = Corridor(line=BORDER, half_width_m=100)
    middle = Position(lat=33.3, lon=38.63)
    # a strip of 200 m through the middle of a disc of 10 km: 200 * 20,000 / (pi 10,000^2), its bend aside
    assert share_inside(corridor, middle, radius_m=10_000) == pytest.approx(0.01273, abs=2e-4)


@pytest.mark.parametrize("definition_m", [-1, math.nan])
def test_a_definition_cannot_be_unsure_by_less_than_nothing(definition_m):
    with pytest.raises(GeodesyError, match="definition's uncertainty"):
        verdict(off(1_000, 0), ZONE, definition_uncertainty_m=definition_m)
    with pytest.raises(GeodesyError, match="definition's uncertainty"):
        verdicts(ZONE, lat=[33], lon=[38], uncertainty_m=0, definition_uncertainty_m=definition_m)


def test_a_column_with_an_uncertainty_below_0_is_refused_with_its_row():
    with pytest.raises(GeodesyError, match=r"-5\.0 m in row 1"):
        verdicts(ZONE, lat=[33, 33], lon=[38, 38], uncertainty_m=[1, -5])
    with pytest.raises(GeodesyError, match="do not fit"):
        verdicts(ZONE, lat=[33, 33], lon=[38, 38], uncertainty_m=[1, 2, 3])


def test_rows_without_location_have_no_verdict_and_unknown_uncertainty_is_flagged():
    found = verdicts(
        ZONE, lat=[33.5, math.nan, 33.5], lon=[38.6, 38.6, 38.6], uncertainty_m=[100, 100, math.nan]
    )
    assert found.status.tolist() == ["inside", "", "inside"]
    assert found.uncertainty_known.tolist() == [True, False, False]
    assert np.isnan(found.border_m).tolist() == [False, True, False]
    assert np.isnan(found.share_inside).tolist() == [False, True, False]


@pytest.mark.parametrize("zone", [ZONE, SQUARE, Corridor(line=BORDER, half_width_m=5_000), Line(line=BORDER)])
@settings(max_examples=25, deadline=None)
@given(
    st.floats(32, 35), st.floats(37, 40), st.one_of(st.none(), st.floats(0, 200_000)), st.floats(0, 30_000)
)
def test_one_location_and_a_column_get_the_same_verdict(zone, lat, lon, own_m, definition_m):
    one = verdict(
        Position(lat=lat, lon=lon, uncertainty_m=own_m), zone, definition_uncertainty_m=definition_m
    )
    many = verdicts(
        zone,
        lat=[lat],
        lon=[lon],
        uncertainty_m=math.nan if own_m is None else own_m,
        definition_uncertainty_m=definition_m,
    )
    if abs(abs(one.border_m) - one.uncertainty_m) > 1e-3:
        assert many.status[0] == one.status
    assert many.border_m[0] == pytest.approx(one.border_m, abs=1e-3)
    assert many.uncertainty_m[0] == pytest.approx(one.uncertainty_m)
    assert many.uncertainty_known[0] == one.uncertainty_known
    assert many.share_inside[0] == pytest.approx(one.share_inside, abs=1e-3)


@settings(max_examples=60, deadline=None)
@given(
    st.floats(0, 200_000), st.floats(0, 200_000), st.floats(0, 360), st.floats(0, 50_000), st.floats(0, 5_000)
)
def test_moving_outwards_never_turns_outside_to_inside(one_m, other_m, azimuth, own_m, definition_m):
    nearer, farther = sorted((one_m, other_m))
    first, second = (
        verdict(off(metres, own_m, azimuth), ZONE, definition_uncertainty_m=definition_m)
        for metres in (nearer, farther)
    )
    assert ORDER[first.status] <= ORDER[second.status]
    assert first.share_inside >= second.share_inside - 1e-9


@settings(max_examples=60, deadline=None)
@given(st.floats(0, 200_000), st.floats(0, 50_000), st.floats(0, 50_000), st.floats(0, 5_000))
def test_a_larger_uncertainty_never_makes_the_possible_certain(metres, one_m, other_m, definition_m):
    less, more = sorted((one_m, other_m))
    first, second = (
        verdict(off(metres, own_m), ZONE, definition_uncertainty_m=definition_m) for own_m in (less, more)
    )
    assert second.status in {first.status, "possible"}
