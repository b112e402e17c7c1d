"""UTM, UPS and MGRS against pyproj, pygeodesy and NGA's own C code (the mgrs package)."""

import math
import random

import mgrs as nga
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygeodesy.mgrs import parseMGRS
from pyproj import Transformer

from geo.coordinates import format_mgrs, format_utm, read_coordinates
from geo.coordinates.projection import degrees_from_ups, degrees_from_utm, ups_from_degrees, utm_from_degrees
from geo.errors import CoordinateError
from geo.position import Position


def metres_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Distance on a sphere by the chord, which is good at the poles too."""

    def unit(a: float, b: float) -> tuple[float, float, float]:
        a, b = math.radians(a), math.radians(b)
        return math.cos(a) * math.cos(b), math.cos(a) * math.sin(b), math.sin(a)

    return 6_371_000 * math.dist(unit(lat, lon), unit(other_lat, other_lon))


@pytest.mark.parametrize("zone", [1, 31, 37, 60])
@pytest.mark.parametrize("northern", [True, False])
def test_utm_agrees_with_pyproj_to_a_micrometre(zone: int, northern: bool) -> None:
    to_grid = Transformer.from_crs(4326, (32600 if northern else 32700) + zone, always_xy=True)
    chooser = random.Random(zone)
    for _ in range(50):
        lat = chooser.uniform(0, 84) if northern else chooser.uniform(-80, 0)
        lon = math.remainder(6 * zone - 183 + chooser.uniform(-4, 4), 360)
        easting_m, northing_m = to_grid.transform(lon, lat)
        ours = utm_from_degrees(lat, lon, zone=zone)
        assert ours == pytest.approx((easting_m, northing_m - (0 if northern else 1e7)), abs=1e-6)
        assert metres_between(*degrees_from_utm(*ours, zone=zone), lat, lon) < 1e-6


@pytest.mark.parametrize(("northern", "code"), [(True, 5041), (False, 5042)])
def test_ups_agrees_with_pyproj_to_a_micrometre(northern: bool, code: int) -> None:
    to_grid = Transformer.from_crs(4326, code, always_xy=True)
    chooser = random.Random(code)
    for _ in range(50):
        lat = chooser.uniform(79, 90) * (1 if northern else -1)
        lon = chooser.uniform(-180, 180)
        ours = ups_from_degrees(lat, lon, north=northern)
        assert ours == pytest.approx(to_grid.transform(lon, lat), abs=1e-6)
        assert metres_between(*degrees_from_ups(*ours, north=northern), lat, lon) < 1e-6


REGIONS = {
    "the globe": (-80, 84, -180, 180),
    "south-west Norway": (56, 64, 0, 12),
    "Svalbard": (72, 84, 0, 42),
    "the Arctic": (84, 90, -180, 180),
    "the Antarctic": (-90, -80, -180, 180),
    "the 180th meridian": (-80, 84, 179, 180),
    "the equator": (-1, 1, -180, 180),
}


@pytest.mark.parametrize("region", REGIONS)
def test_mgrs_is_written_as_nga_writes_it(region: str) -> None:
    south, north, west, east = REGIONS[region]
    chooser = random.Random(region)
    theirs_of = nga.MGRS()
    for _ in range(100):
        lat, lon = chooser.uniform(south, north), chooser.uniform(west, east)
        ours = format_mgrs(Position(lat=lat, lon=lon), digits=4).replace(" ", "")
        assert ours == theirs_of.toMGRS(lat, lon, MGRSPrecision=4).lstrip("0")


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("digits", [5, 3])
def test_mgrs_is_read_as_pygeodesy_reads_it(region: str, digits: int) -> None:
    south, north, west, east = REGIONS[region]
    chooser = random.Random(region)
    for _ in range(25):
        lat, lon = chooser.uniform(south, north), chooser.uniform(west, east)
        text = nga.MGRS().toMGRS(lat, lon, MGRSPrecision=digits)
        reading = read_coordinates(text)
        theirs = parseMGRS(text).toLatLon(center=True)
        assert reading.position.uncertainty_m is not None
        allowed_m = reading.position.uncertainty_m if reading.warnings else 0.01
        assert metres_between(reading.position.lat, reading.position.lon, theirs.lat, theirs.lon) <= allowed_m
        assert metres_between(reading.position.lat, reading.position.lon, lat, lon) <= (
            reading.position.uncertainty_m * 1.01 + 0.01
        )


@pytest.mark.parametrize(
    ("lat", "lon", "begins"),
    [
        (60.39, 5.32, "32V"),  # Bergen: six degrees would put it in zone 31
        (78.22, 15.63, "33X"),  # Longyearbyen
        (78.9, 8.0, "31X"),
        (78.9, 22.0, "35X"),
        (78.9, 40.0, "37X"),
        (84.0, 10.0, "33X"),  # 84 itself is UTM, as in GEOTRANS
        (-80.0, 10.0, "32C"),
        (84.0001, -10.0, "Y"),
        (90.0, 0.0, "Z AH"),
        (-80.0001, -10.0, "A"),
        (-90.0, 0.0, "B AN"),
        (0.0, 180.0, "1N"),
    ],
)
def test_exceptions_and_edges_of_the_grid_have_their_names(lat: float, lon: float, begins: str) -> None:
    assert format_mgrs(Position(lat=lat, lon=lon)).startswith(begins)
    assert format_utm(Position(lat=lat, lon=lon)).startswith(begins[0])


@pytest.mark.parametrize(
    ("text", "size_m"),
    [
        ("37SDT", 1e5),
        ("37SDT60", 1e4),
        ("37SDT6407", 1e3),
        ("37SDT644074", 100),
        ("37SDT64490743", 10),
        ("37SDT6449907430", 1),
    ],
)
def test_a_reference_is_a_cell_with_its_middle_and_half_diagonal(text: str, size_m: float) -> None:
    reading = read_coordinates(text)
    cell = reading.cell
    assert cell is not None
    assert reading.position.uncertainty_m == pytest.approx(size_m / math.sqrt(2))
    assert cell.south < reading.position.lat < cell.north
    assert cell.west < reading.position.lon < cell.east
    corners = [(corner.lat, corner.lon) for corner in cell.corners]
    assert len(corners) == 4
    for corner in corners:
        away_m = metres_between(*corner, reading.position.lat, reading.position.lon)
        # 0.6 percent: grid scale, and a sphere for the ellipsoid.
        assert away_m == pytest.approx(size_m / math.sqrt(2), rel=6e-3)


@pytest.mark.parametrize("text", ["31NGA", "32VKN", "31XFG", "37SFS", "38SKB"])
def test_a_square_that_the_edge_of_its_zone_cuts_has_its_middle_inside(text: str) -> None:
    reading = read_coordinates(text)
    cell = reading.cell
    assert cell is not None
    assert cell.south <= reading.position.lat <= cell.north
    assert cell.west <= reading.position.lon <= cell.east
    farthest_m = max(
        metres_between(corner.lat, corner.lon, reading.position.lat, reading.position.lon)
        for corner in cell.corners
    )
    assert reading.position.uncertainty_m == pytest.approx(farthest_m, rel=6e-3)


def test_a_letter_s_that_its_northing_confirms_is_the_band_and_says_what_else_it_could_be() -> None:
    reading = read_coordinates("37S 650134 3707504")
    assert reading.position.lat == pytest.approx(33.49654, abs=1e-5)
    assert "as the southern hemisphere it would be 56.75222 S" in reading.warnings[0]


def test_a_letter_s_whose_northing_is_not_in_the_band_is_the_southern_hemisphere() -> None:
    # Sydney, in zone 56: band H.
    by_hemisphere = read_coordinates("56S 334873 6252266").position
    assert by_hemisphere == read_coordinates("56H 334873 6252266").position
    assert by_hemisphere.lat == pytest.approx(-33.857, abs=1e-3)


def test_the_words_north_and_south_are_hemispheres() -> None:
    assert read_coordinates("37 north 464500 3707431").warnings == ()
    assert read_coordinates("37 south 464500 3707431").position.lat == pytest.approx(-56.7757, abs=1e-4)


def test_a_northing_of_six_digits_is_ups_far_from_the_pole() -> None:
    position = read_coordinates("B 2034941mE 999419mN").position
    assert (position.lat, position.lon) == pytest.approx((-81, 178), abs=1e-4)


def test_an_easting_beyond_its_zone_is_read_with_a_warning() -> None:
    assert "in zone 38" in read_coordinates("37N 850000 3707431").warnings[0]


@given(
    st.integers(1, 60),
    st.sampled_from("CDEFGHJKLMNPQRSTUVWX"),
    st.text("ABCDEFGHJKLMNPQRSTUVWXYZ", min_size=2, max_size=2),
)
def test_a_square_read_lies_in_its_zone_and_band(zone: int, band: str, square: str) -> None:
    try:
        reading = read_coordinates(f"{zone}{band}{square}")
    except CoordinateError:
        return
    assert reading.cell is not None
    assert format_mgrs(reading.position, digits=0) == f"{zone}{band} {square}"
