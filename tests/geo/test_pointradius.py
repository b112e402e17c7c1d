"""Worked examples of the point-radius publications, reproduced to 1 % or to their printed digits.

Sources, cited beside each test:
BP    Chapman and Wieczorek (2020), Georeferencing Best Practices, doi:10.15468/doc-gg7h-s853.
QRG   Zermoglio et al. (2020), Georeferencing Quick Reference Guide, doi:10.35035/e09p-h128.
GCM   Bloom et al. (2020), Georeferencing Calculator Manual, doi:10.35035/gdwq-3v93.
MaNIS Wieczorek (2001, revised 2015), MaNIS/HerpNET/ORNIS Georeferencing Guidelines, the method of Wieczorek, Guo and
      Hijmans (2004), doi:10.1080/13658810412331280211; its "Calculation Examples" were made with the Calculator.
"""

import math

import pytest

from geo.errors import LocalityError
from geo.pointradius import (
    GPS_ACCURACY_M,
    GPS_ACCURACY_UNDER_SELECTIVE_AVAILABILITY_M,
    METRES_PER_UNIT,
    WORST_UNKNOWN_DATUM_M,
    Heading,
    Sources,
    area,
    between_places,
    cell,
    coordinate_precision_m,
    coordinates,
    distance_along_path,
    distance_at_heading,
    distance_only,
    distance_uncertainty,
    heading_of_degrees,
    heading_of_point,
    heading_towards,
    map_accuracy_m,
    named_place,
    near_place,
    orthogonal_distances,
    unknown_datum_m,
)
from geo.pointradius.geodesics import inverse
from geo.position import Position

MILE_M = METRES_PER_UNIT["mi"]
SECOND_DEG = 1 / 3600
BAKERSFIELD = Position(lat=35.3733333, lon=-119.0177778)
# The guidelines read 79 m off their map of North America; later editions of the Calculator look up worst cases.
BAKERSFIELD_DATUM_M = 79


def seconds_m(position):
    return coordinate_precision_m(position, precision_deg=SECOND_DEG)


# --- coordinates -----------------------------------------------------------------------------------------------


def test_manis_coordinates_only_example_1_is_119_metres():
    found = coordinates(
        BAKERSFIELD,
        sources=Sources(coordinate_precision_m=seconds_m(BAKERSFIELD), datum_m=BAKERSFIELD_DATUM_M),
    )
    assert found.position.uncertainty_m == pytest.approx(119, abs=0.5)


def test_manis_coordinates_only_example_2_is_1446_metres():
    position = Position(lat=35.37, lon=-119.02)
    found = coordinates(
        position,
        sources=Sources(
            coordinate_precision_m=coordinate_precision_m(position, precision_deg=0.01),
            coordinate_source_m=12.2,  # USGS 1:24,000, 40 ft
        ),
    )
    assert found.position.uncertainty_m == pytest.approx(1446, abs=1)


def test_bp_coordinate_precision_example_is_1557_metres():
    # BP, "Uncertainty related to coordinate precision": 10.27, -123.6 to 0.01 degrees.
    assert coordinate_precision_m(Position(lat=10.27, lon=-123.6), precision_deg=0.01) == pytest.approx(
        1556.8, abs=0.1
    )


def test_bp_coordinate_precision_of_half_a_degree_is_78_kilometres():
    # BP, ibid.: 10.00000, -123.50000 shows no more than half a degree.
    assert coordinate_precision_m(Position(lat=10, lon=-123.5), precision_deg=0.5) == pytest.approx(
        77_870, rel=0.001
    )


@pytest.mark.parametrize(
    ("precision_deg", "at_0_m", "at_30_m", "at_60_m", "at_85_m"),
    [
        (1.0, 156_904, 146_962, 124_605, 112_109),
        (0.1, 15_691, 14_697, 12_461, 11_211),
        (0.01, 1570, 1470, 1247, 1122),
        (0.001, 157, 147, 125, 113),
        (0.0001, 16, 15, 13, 12),
        (1 / 60, 2615, 2450, 2077, 1869),
        (0.1 / 60, 262, 245, 208, 187),
        (0.01 / 60, 27, 25, 21, 19),
        (1 / 3600, 44, 41, 35, 32),
        (0.1 / 3600, 5, 5, 4, 4),
    ],
)
def test_bp_table_of_coordinate_precision(precision_deg, at_0_m, at_30_m, at_60_m, at_85_m):
    # BP and MaNIS print values rounded up to the metre.
    for lat, printed_m in ((0, at_0_m), (30, at_30_m), (60, at_60_m), (85, at_85_m)):
        found_m = coordinate_precision_m(Position(lat=lat, lon=0), precision_deg=precision_deg)
        assert found_m == pytest.approx(printed_m, abs=1.01)


# --- unknown datum, maps, receivers ----------------------------------------------------------------------------


def test_gcm_unknown_datum_at_latitude_0_longitude_0_is_5030_metres():
    # GCM, "Understanding uncertainty contributions".
    origin = Position(lat=0, lon=0)
    found = coordinates(origin, sources=Sources(datum_m=unknown_datum_m(origin)))
    assert found.position.uncertainty_m == pytest.approx(5030, abs=0.5)


@pytest.mark.parametrize(
    ("lat", "lon", "calculator_m"),
    # Values of the Calculator's grid of 2019, one of each regime of its worst datum.
    [
        (-90, 40, 3289),
        (-45, 40, 4996),
        (0, 40, 5083),
        (35, 40, 4043),
        (70, 40, 2657),
        (85, 40, 2798),
        (-20, 25, 5358),
    ],
)
def test_an_unknown_datum_is_worth_what_the_calculator_looks_up(lat, lon, calculator_m):
    assert unknown_datum_m(Position(lat=lat, lon=lon)) == pytest.approx(calculator_m, abs=2)


def test_no_unknown_datum_is_worth_more_than_the_published_worst_case():
    grid = [Position(lat=lat, lon=lon) for lat in range(-90, 91, 5) for lon in range(-180, 180, 5)]
    worst_m = max(unknown_datum_m(position) for position in grid)
    assert worst_m == pytest.approx(WORST_UNKNOWN_DATUM_M, abs=2)


def test_a_position_between_nodes_takes_the_value_of_the_nearest_one():
    assert unknown_datum_m(Position(lat=33.5, lon=38.6)) == unknown_datum_m(Position(lat=35, lon=40))


def test_a_map_of_unknown_quality_is_good_to_one_millimetre():
    # MaNIS, "map scale": 25 m at 1:25,000, 500 m at 1:500,000; QRG, "Measurement error": 24 m at 1:24,000.
    assert [map_accuracy_m(scale) for scale in (25_000, 500_000, 24_000)] == [25, 500, 24]


@pytest.mark.parametrize(
    ("scale", "printed_ft"),
    [
        (1200, 3.3),
        (2400, 6.7),
        (4800, 13.3),
        (10_000, 27.8),
        (12_000, 33.3),
        (24_000, 40.0),
        (25_000, 41.8),
        (63_360, 106),
        (100_000, 167),
        (250_000, 417),
    ],
)
def test_manis_table_of_usgs_map_accuracy(scale, printed_ft):
    # The row of 1:25,000 prints 41.8 ft where its own rule gives 41.7.
    assert map_accuracy_m(scale, usgs=True) / METRES_PER_UNIT["ft"] == pytest.approx(
        printed_ft, rel=0.01, abs=0.05
    )


@pytest.mark.parametrize(("millimetres", "miles"), [(0.1, 0.00149), (8, 0.1193), (67, 0.99916)])
def test_gcm_scale_converter_at_1_to_24_000(millimetres, miles):
    # GCM, "Calculation example" and "Calculating coordinates from a map".
    assert millimetres * map_accuracy_m(24_000) / MILE_M == pytest.approx(miles, abs=1e-5, rel=1e-3)


def test_gps_accuracy_changes_when_selective_availability_ended():
    # QRG and GCM, "GPS accuracy".
    assert (GPS_ACCURACY_M, GPS_ACCURACY_UNDER_SELECTIVE_AVAILABILITY_M) == (30, 100)


# --- distance precision ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "uncertainty"),
    [
        ("10.1", 0.05),
        ("10.25", 0.125),
        ("10.5", 0.25),
        ("10.6", 0.05),
        ("10.75", 0.125),
        ("10", 0.5),
        ("15", 0.5),
        ("30", 0.5),
        ("33", 0.5),
        ("100", 5),
        ("140", 5),
        ("200", 5),
        ("1000", 50),
        ("2000", 50),
    ],
)
def test_bp_table_of_offset_precision(number, uncertainty):
    # BP, table "Calculating uncertainty using the precision from a distance recording", all 14 rows.
    assert distance_uncertainty(number) == pytest.approx(uncertainty)


@pytest.mark.parametrize(
    ("number", "uncertainty"),
    [("10.5", 0.5), ("10.6", 0.1), ("10.75", 0.25), ("10", 5), ("140", 5), ("100", 50), ("2000", 500)],
)
def test_manis_examples_of_distance_precision(number, uncertainty):
    # MaNIS, "Uncertainty associated with distance precision", the older rule.
    assert distance_uncertainty(number, rule="2004") == pytest.approx(uncertainty)


@pytest.mark.parametrize(
    ("number", "precision"),
    # QRG and GCM, "Distance precision": 6 mi NE of Davis, 3.75 km W of Hamilton, 3.2 km SE of Lisbon.
    [
        ("6", 1),
        ("3.75", 0.25),
        ("3.2", 0.1),
        ("10 1/4", 0.25),
        ("1/2", 0.5),
        ("0.333", 1 / 3),
        ("2.125", 0.125),
    ],
)
def test_the_uncertainty_is_half_the_precision_that_is_shown(number, precision):
    assert distance_uncertainty(number) == pytest.approx(precision / 2)


def test_a_distance_number_that_is_none_is_refused():
    for text in ("", "ten", "-5", "1/0", "nan", "inf", "1e3", "1 2", "1 2 3/4"):
        with pytest.raises(LocalityError, match="not a distance number"):
            distance_uncertainty(text)


# --- named places, distance only -------------------------------------------------------------------------------


def test_manis_named_place_example_is_3119_metres():
    found = named_place(
        BAKERSFIELD,
        sources=Sources(
            extent_m=3000, coordinate_precision_m=seconds_m(BAKERSFIELD), datum_m=BAKERSFIELD_DATUM_M
        ),
    )
    assert found.position.uncertainty_m == pytest.approx(3119, abs=1)


def test_near_a_place_is_the_place_and_the_buffer():
    # QRG, "Feature - near a feature": the figure extends the boundary by 10 km.
    found = near_place(BAKERSFIELD, buffer_m=10_000, sources=Sources(extent_m=3000))
    assert found.position.uncertainty_m == 13_000


def test_manis_distance_only_example_is_7_589_miles():
    start = Position(lat=35.373, lon=-119.018)
    found = distance_only(
        start,
        distance_m=5 * MILE_M,
        distance_uncertainty_m=distance_uncertainty("5") * MILE_M,
        sources=Sources(
            extent_m=2 * MILE_M, coordinate_precision_m=coordinate_precision_m(start, precision_deg=0.001)
        ),
    )
    assert found.position.uncertainty_m / MILE_M == pytest.approx(7.589, abs=0.0006)
    assert found.position.uncertainty_m == pytest.approx(12_213, abs=1)


# --- along a path ----------------------------------------------------------------------------------------------


def test_manis_distance_along_a_path_example_is_2_712_miles():
    position = Position(lat=35.435, lon=-118.8016667)
    road = [position, Position(lat=35.5, lon=-118.8)]
    found = distance_along_path(
        road,
        start=position,
        distance_m=0,
        distance_uncertainty_m=distance_uncertainty("13") * MILE_M,
        sources=Sources(
            extent_m=2 * MILE_M,
            coordinate_precision_m=coordinate_precision_m(position, precision_deg=0.1 / 60),
            coordinate_source_m=50.9,  # USGS 1:100,000, 167 ft
            measurement_m=0.032 * MILE_M,
        ),
    )
    assert found.position.uncertainty_m / MILE_M == pytest.approx(2.712, abs=0.0006)
    assert found.position.uncertainty_m == pytest.approx(4365, abs=1)


def test_manis_six_kilometres_by_road_is_4_051_kilometres():
    # MaNIS, "Combinations of uncertainties: distances": 3 km extent, 1 km precision, 51 m map.
    start = Position(lat=35, lon=-119)
    found = distance_along_path(
        [start, Position(lat=35, lon=-118)],
        start=start,
        distance_m=6000,
        distance_uncertainty_m=1000,
        sources=Sources(extent_m=3000, coordinate_source_m=51),
    )
    assert found.position.uncertainty_m == pytest.approx(4051, abs=0.5)
    assert inverse(start, found.position).distance_m == pytest.approx(6000, abs=0.001)


# --- orthogonal directions -------------------------------------------------------------------------------------


def test_manis_orthogonal_example_is_2_781_miles_at_the_printed_position():
    start = Position(lat=35 + 25 / 60 + 4 / 3600, lon=-(118 + 58 / 60 + 54 / 3600))
    arguments = {
        "north_m": 3 * MILE_M,
        "east_m": 2 * MILE_M,
        "distance_uncertainty_m": distance_uncertainty("3") * MILE_M,
        "sources": Sources(
            extent_m=2 * MILE_M, coordinate_precision_m=seconds_m(start), datum_m=BAKERSFIELD_DATUM_M
        ),
    }
    found = orthogonal_distances(start, **arguments, offset="calculator")
    assert found.position.uncertainty_m / MILE_M == pytest.approx(2.781, abs=0.0006)
    assert found.position.uncertainty_m == pytest.approx(4475, abs=1)
    assert (found.position.lat, found.position.lon) == pytest.approx((35.4612939, -118.946227), abs=1e-7)
    geodesic = orthogonal_distances(start, **arguments)
    assert inverse(found.position, geodesic.position).distance_m < 0.01 * math.hypot(2, 3) * MILE_M


def test_bp_orthogonal_distances_of_whole_kilometres_are_707_metres():
    # BP, figure "orthogonal distances": 8 km E and 6 km N, precision 1 km.
    found = orthogonal_distances(
        BAKERSFIELD, north_m=6000, east_m=8000, distance_uncertainty_m=1000 * distance_uncertainty("6")
    )
    assert found.position.uncertainty_m == pytest.approx(707, abs=0.5)
    assert inverse(BAKERSFIELD, found.position).distance_m == pytest.approx(10_000, abs=0.001)


def test_gcm_coordinates_from_the_corner_of_a_map():
    # GCM, "Calculating coordinates from a map": 0.1193 mi S and 0.99916 mi W of 35 22' 30" N, 119 W is Bakersfield,
    # which the manual puts at 35 22' 24" N, 119 1' 4" W, to the second.
    corner = Position(lat=35 + 22.5 / 60, lon=-119)
    found = orthogonal_distances(
        corner, north_m=-0.1193 * MILE_M, east_m=-0.99916 * MILE_M, offset="calculator"
    )
    assert found.position.lat == pytest.approx(BAKERSFIELD.lat, abs=SECOND_DEG)
    assert found.position.lon == pytest.approx(BAKERSFIELD.lon, abs=SECOND_DEG)


# --- distance at a heading -------------------------------------------------------------------------------------


def ten_miles(start, point, sources, offset="calculator"):
    # Both examples give the distance a precision of 10 mi, the older rule, which contributes half of it.
    return distance_at_heading(
        start,
        distance_m=10 * MILE_M,
        distance_uncertainty_m=distance_uncertainty("10", rule="2004") * MILE_M,
        heading=heading_of_point(point),
        sources=sources,
        offset=offset,
    )


def test_manis_ten_miles_east_of_bakersfield_is_12_254_miles_at_the_printed_position():
    start = Position(lat=35 + 22 / 60 + 24 / 3600, lon=-(118 + 50 / 60 + 56 / 3600))
    sources = Sources(
        extent_m=2 * MILE_M, coordinate_precision_m=seconds_m(start), datum_m=BAKERSFIELD_DATUM_M
    )
    found = ten_miles(start, "E", sources)
    assert found.position.uncertainty_m / MILE_M == pytest.approx(12.254, abs=0.0006)
    assert found.position.uncertainty_m == pytest.approx(19_721, abs=1)
    # The start is printed to the second, 3e-4 degrees; the result agrees to half a metre.
    assert (found.position.lat, found.position.lon) == pytest.approx((35.3733333, -118.6717921), abs=5e-6)


def test_manis_ten_miles_east_north_east_of_bakersfield_is_7_491_miles_at_the_printed_position():
    start = Position(lat=35 + 24 / 60 + 21 / 3600, lon=-(118 + 51 / 60 + 25 / 3600))
    sources = Sources(
        extent_m=2 * MILE_M,
        coordinate_precision_m=seconds_m(start),
        coordinate_source_m=12.2,  # USGS 1:24,000, 40 ft
        measurement_m=0.007 * MILE_M,
    )
    found = ten_miles(start, "ENE", sources)
    assert found.position.uncertainty_m / MILE_M == pytest.approx(7.491, abs=0.0006)
    assert found.position.uncertainty_m == pytest.approx(12_055, abs=1)
    # The example is on NAD27, whose ellipsoid moves the point by a few metres.
    assert (found.position.lat, found.position.lon) == pytest.approx((35.4613445, -118.6932627), abs=5e-5)


def test_the_geodesic_and_the_calculator_lay_off_a_point_within_one_percent_of_each_other():
    start = Position(lat=35.3733333, lon=-118.8488889)
    for point in ("N", "NE", "E", "SE", "S", "SW", "W", "NW"):
        ours, theirs = (ten_miles(start, point, Sources(), offset) for offset in ("geodesic", "calculator"))
        assert inverse(ours.position, theirs.position).distance_m < 0.01 * 10 * MILE_M
        assert inverse(start, ours.position).distance_m == pytest.approx(10 * MILE_M, abs=1e-6)


def test_bp_ten_kilometres_north_east_is_3_90_kilometres_from_the_direction_alone():
    # BP, "Uncertainty related to heading", and MaNIS, "Combinations of uncertainties: distance and direction".
    found = distance_at_heading(BAKERSFIELD, distance_m=10_000, heading=heading_of_point("NE"))
    assert found.position.uncertainty_m == pytest.approx(3900, abs=5)


def test_manis_ten_kilometres_north_east_is_6_210_kilometres_with_all_sources():
    # MaNIS, ibid.: 3 km extent, 1 km distance, 79 m datum, 40 m coordinates.
    found = distance_at_heading(
        BAKERSFIELD,
        distance_m=10_000,
        distance_uncertainty_m=1000,
        heading=heading_of_point("NE"),
        sources=Sources(extent_m=3000, datum_m=79, coordinate_precision_m=40),
    )
    assert found.position.uncertainty_m == pytest.approx(6210, abs=1)


@pytest.mark.parametrize(
    ("point", "uncertainty_deg"), [("N", 45), ("NE", 22.5), ("NNE", 11.25), ("NbE", 5.625)]
)
def test_bp_table_of_heading_uncertainty(point, uncertainty_deg):
    # BP, table "Calculating uncertainty using the precision of the recorded direction"; NbE from the Calculator.
    assert heading_of_point(point).uncertainty_deg == uncertainty_deg


def test_gcm_a_direction_towards_a_landmark_is_turned_about():
    # GCM and QRG, "Direction": 327 degrees to Nubble Lighthouse is 147 degrees from it.
    assert heading_towards(heading_of_degrees(327)).azimuth_deg == 147


def test_a_heading_in_degrees_is_good_to_one_degree():
    # The Georeferencing Calculator's value for "degrees from N".
    assert heading_of_degrees(327) == Heading(text="327°", azimuth_deg=327, uncertainty_deg=1)


# --- between, areas, cells -------------------------------------------------------------------------------------


def test_between_two_places_reaches_the_centres_of_both():
    # QRG, "Feature - between two features".
    first, second = Position(lat=35.8, lon=38.5), Position(lat=35.6, lon=38.75)
    found = between_places(first, second)
    assert found.position.uncertainty_m == pytest.approx(inverse(first, second).distance_m / 2)
    for end in (first, second):
        assert inverse(found.position, end).distance_m == pytest.approx(
            found.position.uncertainty_m, abs=0.001
        )


@pytest.mark.parametrize(("side_mi", "radial_m"), [(6, 6828), (1, 1138), (0.5, 570)])
def test_qrg_radials_of_townships_sections_and_quarter_sections(side_mi, radial_m):
    # QRG, table of default geographic radials: PLSS township, section, 1/4 section.
    half_m = side_mi * MILE_M / 2
    corners = [
        orthogonal_distances(BAKERSFIELD, north_m=north * half_m, east_m=east * half_m).position
        for north, east in ((1, 1), (1, -1), (-1, -1), (-1, 1))
    ]
    found = area([Position(lat=corner.lat, lon=corner.lon) for corner in corners])
    assert found.position.uncertainty_m == pytest.approx(radial_m, rel=0.01)
    assert inverse(found.position, BAKERSFIELD).distance_m < 1


@pytest.mark.parametrize(("precision_m", "radial_m"), [(1, 0.707), (10, 7.07), (100, 71), (1000, 707)])
def test_qrg_radials_of_utm_grid_cells(precision_m, radial_m):
    # QRG, "Coordinates - UTM" (0.707 m) and the table of default geographic radials.
    corners = [
        orthogonal_distances(
            BAKERSFIELD, north_m=north * precision_m / 2, east_m=east * precision_m / 2
        ).position
        for north, east in ((1, 1), (1, -1), (-1, -1), (-1, 1))
    ]
    found = area([Position(lat=corner.lat, lon=corner.lon) for corner in corners])
    assert found.position.uncertainty_m == pytest.approx(radial_m, rel=0.01)


def test_qrg_quarter_degree_cell_at_the_equator():
    # QRG, the same table: 39 226 m is the coordinate precision of 0.25 degrees, the whole diagonal of the cell.
    assert coordinate_precision_m(Position(lat=0, lon=0), precision_deg=0.25) == pytest.approx(39_226, abs=1)
    whole_m = 2 * cell(south=-0.125, west=30, north=0.125, east=30.25).position.uncertainty_m
    assert whole_m == pytest.approx(39_226, rel=0.001)
