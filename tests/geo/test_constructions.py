import dataclasses
import math

import pytest
import shapely

from geo.borders import border_distance_m
from geo.constructions import (
    Circle,
    Corridor,
    Line,
    Parallel,
    PointSet,
    Polygon,
    SideOfLine,
    Union,
    has_inside,
)
from geo.errors import ConstructionError
from geo.geodesy import area_m2
from geo.outlines import outline, outline_rings
from geo.position import Position


def at(lat: float, lon: float) -> Position:
    return Position(lat=lat, lon=lon)


def ring(*corners: tuple[float, float]) -> tuple[Position, ...]:
    return tuple(at(lat, lon) for lat, lon in corners)


COUNTRY = Polygon(ring=ring((37, 36), (37, 42), (33, 42), (33, 36)))
RIVER = ring((36.82, 38.01), (36.17, 38.25), (35.57, 39.93), (34.42, 41.0))
POST = Circle(center=at(33.3, 38.7), radius_m=5_000)


def test_constructions_are_values():
    assert len({POST, Circle(center=at(33.3, 38.7), radius_m=5_000)}) == 1
    with pytest.raises(dataclasses.FrozenInstanceError):
        POST.radius_m = 1


@pytest.mark.parametrize("radius_m", [0, -5, math.nan, math.inf, 6_000_000])
def test_a_circle_needs_a_radius_that_leaves_it_an_inside(radius_m):
    with pytest.raises(ConstructionError, match="radius"):
        Circle(center=at(33, 38), radius_m=radius_m)


@pytest.mark.parametrize("half_width_m", [0, -5, math.nan])
def test_a_corridor_needs_a_width(half_width_m):
    with pytest.raises(ConstructionError, match="half width"):
        Corridor(line=RIVER, half_width_m=half_width_m)


@pytest.mark.parametrize(
    "make", [lambda line: Line(line=line), lambda line: Corridor(line=line, half_width_m=1)]
)
def test_a_line_needs_two_positions_that_differ(make):
    with pytest.raises(ConstructionError, match="two positions or more, and 1"):
        make(ring((33, 38)))
    with pytest.raises(ConstructionError, match="equal neighbours at latitude 33"):
        make(ring((33, 38), (33, 38), (34, 38)))


def test_a_ring_may_be_closed_by_its_first_corner():
    corners = ring((33, 36), (33, 37), (34, 37))
    assert Polygon(ring=(*corners, corners[0])) == Polygon(ring=corners)


@pytest.mark.parametrize(
    ("corners", "reason"),
    [
        ([(33, 36), (34, 36)], "three corners"),
        ([(33, 36), (34, 36), (33, 36)], "three corners"),
        ([(33, 36), (34, 37), (34, 36), (33, 37)], "crosses itself: its edges 1 and 3"),
        ([(33, 36), (33, 38), (34, 37), (33, 37), (34, 36)], "crosses itself"),
        ([(0, 36), (0, 38), (1, 37.5), (0, 37.4), (0, 37.2), (1, 36)], "crosses itself"),
        ([(33, 36), (35, 36), (34, 36)], "doubles back"),
        ([(33, 36), (33, 36), (34, 37), (33, 37)], "equal neighbours"),
        ([(80, 0), (80, 90), (80, 180), (80, -90)], "pole"),
        ([(-70, 0), (-70, 120), (-70, -120)], "pole"),
        ([(89.95, 0), (80, 90), (80, 0)], "pole"),
        ([(0, 0), (0, 60), (40, 30)], "edge 1 of a polygon's ring is longer than 5,000 km"),
    ],
)
def test_a_ring_that_bounds_no_area_is_refused(corners, reason):
    with pytest.raises(ConstructionError, match=reason):
        Polygon(ring=ring(*corners))


def test_a_polygon_across_the_180th_meridian_is_right():
    fiji = Polygon(ring=ring((-16, 178), (-16, -179), (-19, -179), (-19, 178)))
    same = Polygon(ring=ring((-16, 8), (-16, 11), (-19, 11), (-19, 8)))
    for lon in (177, 178.5, 179.999, 180, -180, -179.5, -178):
        expected = border_distance_m(same, at(-17.2, (lon + 190) % 360))
        assert border_distance_m(fiji, at(-17.2, lon)) == pytest.approx(expected, abs=1e-6)


def test_an_outline_is_cut_at_the_180th_meridian():
    fiji = Polygon(ring=ring((-16, 178), (-16, -179), (-19, -179), (-19, 178)))
    drawn = outline(fiji)
    assert [tuple(round(x) for x in part.bounds) for part in drawn.geoms] == [
        (178, -19, 180, -16),
        (-180, -19, -179, -16),
    ]
    line = outline(Line(line=ring((-16, 178), (-17, -179))))
    assert [part.geom_type for part in line.geoms] == ["LineString", "LineString"]


def test_a_circle_over_a_pole_is_judged_rightly_and_refused_when_drawn():
    cap = Circle(center=at(89, 0), radius_m=500_000)
    assert border_distance_m(cap, at(90, 0)) < 0
    assert border_distance_m(cap, at(88, 180)) < 0
    with pytest.raises(ConstructionError, match="pole"):
        outline_rings(cap)


@pytest.mark.parametrize(
    ("side", "inside", "outside"),
    [
        ("west", (35, 38), (36.5, 41)),
        ("south", (35, 38), (36.5, 41)),
        ("east", (36.5, 41), (35, 38)),
        ("north", (36.5, 41), (35, 38)),
    ],
)
@pytest.mark.parametrize("order", [1, -1])
def test_a_compass_side_does_not_depend_on_the_lines_order(side, inside, outside, order):
    part = SideOfLine(line=RIVER[::order], side=side, outline=COUNTRY)
    assert border_distance_m(part, at(*inside)) < 0
    assert border_distance_m(part, at(*outside)) > 0
    assert border_distance_m(part, at(35, 35)) > 0  # on that side perhaps, but not in the country


def test_left_and_right_look_along_the_line():
    left = SideOfLine(line=RIVER, side="left", outline=COUNTRY)  # downstream, south-east
    assert border_distance_m(left, at(36.5, 41)) < 0
    assert SideOfLine(line=RIVER, side="right", outline=COUNTRY).is_left is False


def test_a_side_the_line_does_not_have_is_refused():
    along = ring((35, 35), (35.1, 43))
    with pytest.raises(ConstructionError, match="no east side"):
        SideOfLine(line=along, side="east", outline=COUNTRY)
    with pytest.raises(ConstructionError, match="'up'"):
        SideOfLine(line=along, side="up", outline=COUNTRY)


def test_the_two_sides_of_a_line_make_up_the_outline():
    areas = [
        sum(
            area_m2([at(lat, lon) for lon, lat in part[:-1]])
            for part in outline_rings(SideOfLine(line=RIVER, side=side, outline=COUNTRY))
        )
        for side in ("east", "west")
    ]
    assert sum(areas) == pytest.approx(area_m2(COUNTRY.ring), rel=1e-9)


def test_a_line_that_winds_across_its_outline_parts_it_more_than_once():
    # in at the north, out and in again through the west, out at the south
    winding = ring((38, 37), (35.5, 37), (35.4, 35), (34.6, 35), (34.5, 37), (32, 37))
    west = SideOfLine(line=winding, side="west", outline=COUNTRY)
    assert len(outline_rings(west)) == 2
    assert border_distance_m(west, at(36, 36.5)) < 0
    assert border_distance_m(west, at(34, 36.5)) < 0
    assert border_distance_m(west, at(35, 36.5)) > 0
    east = SideOfLine(line=winding, side="east", outline=COUNTRY)
    assert border_distance_m(east, at(35, 36.5)) < 0


@pytest.mark.parametrize("end", [(37, 38), (37.0000001, 38), (36.9999, 38), (36.99, 38)])
def test_a_line_may_end_on_its_outline_or_just_beside_it(end):
    # The outline's north edge is a geodesic that bows above 37 degrees, to 37.09 in the middle.
    part = SideOfLine(line=(at(*end), at(33.2, 38)), side="west", outline=COUNTRY)
    assert border_distance_m(part, at(35, 37)) < 0
    assert border_distance_m(part, at(35, 39)) > 0


def test_a_line_through_a_corner_of_its_outline_cuts_there():
    part = SideOfLine(line=ring((38, 35), (37, 36), (33, 42), (32, 43)), side="north", outline=COUNTRY)
    assert border_distance_m(part, at(36.5, 41)) < 0
    assert border_distance_m(part, at(33.5, 37)) > 0


def test_a_line_that_does_not_cross_its_outline_is_refused():
    beside = SideOfLine(line=ring((38, 36), (39, 42)), side="south", outline=COUNTRY)
    with pytest.raises(ConstructionError, match="does not cross its outline"):
        border_distance_m(beside, at(35, 38))


def test_a_line_that_crosses_itself_within_its_outline_is_refused():
    loop = ring((38, 38), (34, 38), (34, 40), (36, 40), (36, 37), (32, 37))
    with pytest.raises(ConstructionError, match="crosses itself"):
        border_distance_m(SideOfLine(line=loop, side="west", outline=COUNTRY), at(35, 38))


def test_a_parallel_divides_its_outline():
    north = Parallel(latitude_deg=36, side="north", outline=COUNTRY)
    south = Parallel(latitude_deg=36, side="south", outline=COUNTRY)
    assert border_distance_m(north, at(36.001, 39)) < 0 < border_distance_m(north, at(35.999, 39))
    assert border_distance_m(south, at(35.999, 39)) < 0 < border_distance_m(south, at(36.001, 39))
    [drawn] = outline_rings(north)
    assert sum(1 for _, lat in drawn[:-1] if lat == 36) == 2  # a parallel is straight on the map


def test_a_parallel_across_the_180th_meridian_is_right():
    fiji = Polygon(ring=ring((-16, 178), (-16, -179), (-19, -179), (-19, 178)))
    north = Parallel(latitude_deg=-17, side="north", outline=fiji)
    assert border_distance_m(north, at(-16.9, 180)) == pytest.approx(-11_066, abs=5)
    assert shapely.box(-180, -17, -179, -15).covers(outline(north).geoms[1].centroid)


@pytest.mark.parametrize(("latitude_deg", "side"), [(86, "north"), (math.nan, "north"), (36, "west")])
def test_a_parallel_needs_a_latitude_and_a_side(latitude_deg, side):
    with pytest.raises(ConstructionError, match="parallel"):
        Parallel(latitude_deg=latitude_deg, side=side, outline=COUNTRY)


def test_a_parallel_that_misses_its_outline_is_refused():
    with pytest.raises(ConstructionError, match="the parallel 10 does not cross"):
        border_distance_m(Parallel(latitude_deg=10, side="north", outline=COUNTRY), at(35, 38))


def test_a_union_is_taken_apart_and_holds_no_lines():
    assert Union(parts=(POST, Union(parts=(COUNTRY,)))).parts == (POST, COUNTRY)
    with pytest.raises(ConstructionError, match="one part or more"):
        Union(parts=())
    with pytest.raises(ConstructionError, match="a Line has no inside"):
        Union(parts=(POST, Line(line=RIVER)))


def test_lines_and_points_have_no_inside():
    assert not has_inside(Line(line=RIVER))
    assert not has_inside(PointSet(points=RIVER))
    assert has_inside(POST)
    with pytest.raises(ConstructionError, match="one point or more"):
        PointSet(points=())
    with pytest.raises(ConstructionError, match="no inside and so no rings"):
        outline_rings(Line(line=RIVER))


@pytest.mark.parametrize(
    ("zone", "kind"),
    [
        (POST, "Polygon"),
        (COUNTRY, "Polygon"),
        (SideOfLine(line=RIVER, side="west", outline=COUNTRY), "Polygon"),
        (Corridor(line=RIVER, half_width_m=5_000), "Polygon"),
        (Union(parts=(POST, Circle(center=at(35, 38), radius_m=9_000))), "MultiPolygon"),
        (Line(line=RIVER), "LineString"),
        (PointSet(points=RIVER), "MultiPoint"),
    ],
)
def test_outlines_are_valid_geometries_wound_as_geojson_wants_them(zone, kind):
    drawn = outline(zone)
    assert drawn.geom_type == kind
    assert drawn.is_valid
    if kind.endswith("Polygon"):
        assert drawn.equals_exact(shapely.orient_polygons(drawn), 0)


def test_a_corridor_that_closes_on_itself_keeps_its_hole():
    loop = ring((33, 38), (33, 38.5), (33.4, 38.5), (33.4, 38), (33.01, 38))
    corridor = Corridor(line=loop, half_width_m=2_000)
    assert len(outline(corridor).interiors) == 1
    assert len(outline(Union(parts=(corridor, POST))).geoms[0].interiors) == 1
    assert border_distance_m(corridor, at(33.2, 38.25)) > 0


def test_a_ring_is_wound_as_its_geodesics_run_and_not_as_its_corners_lie_on_a_map() -> None:
    from geo.borders import border_distance_m
    from geo.rings import is_counterclockwise

    # Long edges at high latitude: joined straight on a map, these corners turn the other way round.
    corners = [(-50.19, 14.51), (-75.36, -41.24), (-68.63, -17.93)]
    ring = tuple(Position(lat=lat, lon=lon) for lat, lon in corners)
    assert is_counterclockwise(ring) is not is_counterclockwise(ring[::-1])
    assert border_distance_m(Polygon(ring=ring), Position(lat=0, lon=0)) > 5_000_000
    assert border_distance_m(Polygon(ring=ring[::-1]), Position(lat=0, lon=0)) > 5_000_000
