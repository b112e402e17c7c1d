"""What is written is read again as the same place, and never claims more digits than are known."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.coordinates import (
    format_decimal_degrees,
    format_degrees_minutes,
    format_degrees_minutes_seconds,
    format_mgrs,
    format_plus_code,
    format_position,
    format_utm,
    read_coordinates,
)
from geo.errors import CoordinateError
from geo.position import Position

NOTATIONS = [
    "decimal degrees",
    "degrees and decimal minutes",
    "degrees, minutes and seconds",
    "UTM",
    "MGRS",
    "Plus Code",
]
GARRISON = Position(lat=33.50583, lon=38.61778)

# Down to 1e-12 and up to the edges, where rounding carries.
latitudes = st.floats(-90, 90, allow_nan=False) | st.sampled_from(
    [-90.0, -80.0, 0.0, 59.999999, 83.9999999, 84.0, 90.0]
)
longitudes = st.floats(-180, 180, allow_nan=False) | st.sampled_from(
    [-180.0, -0.0, 2.9999999, 179.9999999, 180.0]
)
positions = st.builds(lambda lat, lon: Position(lat=lat, lon=lon), latitudes, longitudes)


def metres_between(first: Position, second: Position) -> float:
    """Distance on a sphere by the chord, which is good at the poles too."""

    def unit(position: Position) -> tuple[float, float, float]:
        lat, lon = math.radians(position.lat), math.radians(position.lon)
        return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)

    return 6_371_000 * math.dist(unit(first), unit(second))


@pytest.mark.parametrize("notation", NOTATIONS)
@given(position=positions)
def test_a_position_written_is_read_within_the_precision_of_its_notation(
    notation: str, position: Position
) -> None:
    text = format_position(position, notation)
    reading = read_coordinates(text)
    assert reading.notation in {notation, "UPS"}
    assert reading.position.uncertainty_m is not None
    # 1 percent: grid scale, and a sphere for the ellipsoid.
    assert metres_between(position, reading.position) <= reading.position.uncertainty_m * 1.01 + 1e-3


@pytest.mark.parametrize("notation", NOTATIONS)
@given(position=positions, uncertainty_m=st.floats(0.01, 60_000))
def test_a_text_as_known_never_shows_more_precision_than_is_known(
    notation: str, position: Position, uncertainty_m: float
) -> None:
    known = Position(lat=position.lat, lon=position.lon, uncertainty_m=uncertainty_m)
    read_m = read_coordinates(format_position(known, notation, as_known=True)).position.uncertainty_m
    coarsest_m = {"UTM": 0.7}.get(notation, 60_000)
    assert read_m is not None
    if abs(position.lat) < 60:
        # A square cut by its zone's edge is smaller than its digits say; the digits are what is chosen.
        cut = 0.0 if notation == "MGRS" else 0.97
        assert read_m >= min(uncertainty_m, coarsest_m) * cut


@given(position=positions, digits=st.integers(0, 9))
def test_decimal_degrees_return_to_the_last_digit(position: Position, digits: int) -> None:
    read = read_coordinates(format_decimal_degrees(position, digits=digits)).position
    assert (read.lat, abs(read.lon)) == pytest.approx(
        (position.lat, abs(position.lon)), abs=0.500001 / 10**digits
    )


@given(position=positions, digits=st.integers(0, 4))
def test_minutes_and_seconds_never_reach_sixty(position: Position, digits: int) -> None:
    for text in (
        format_degrees_minutes(position, digits=digits),
        format_degrees_minutes_seconds(position, digits=digits),
    ):
        assert all(float(number) < 60 for number in re.findall(r"([\d.]+)[′″]", text))


@pytest.mark.parametrize(
    ("lat", "lon", "written"),
    [
        (59.99999999, -0.99999999, "60°00′00.0″N 1°00′00.0″W"),
        (-33.99998, 179.99999, "33°59′59.9″S 180°00′00.0″E"),
        (0.0, 0.0, "0°00′00.0″N 0°00′00.0″E"),
        (-90.0, -180.0, "90°00′00.0″S 180°00′00.0″W"),
        (33.50583, 38.61778, "33°30′21.0″N 38°37′04.0″E"),
    ],
)
def test_rounding_carries_into_minutes_and_degrees(lat: float, lon: float, written: str) -> None:
    assert format_degrees_minutes_seconds(Position(lat=lat, lon=lon)) == written


@pytest.mark.parametrize(
    ("notation", "written"),
    [
        ("decimal degrees", "33.50583°N 38.61778°E"),
        ("degrees and decimal minutes", "33°30.350′N 38°37.067′E"),
        ("degrees, minutes and seconds", "33°30′21.0″N 38°37′04.0″E"),
        ("UTM", "37S 464500mE 3707431mN"),
        ("MGRS", "37S DT 64499 07430"),
        ("Plus Code", "8G5WGJ49+84"),
    ],
)
def test_each_notation_has_its_form(notation: str, written: str) -> None:
    assert format_position(GARRISON, notation) == written


@pytest.mark.parametrize(
    ("uncertainty_m", "decimal", "seconds", "square"),
    [
        (0.5, "33.50583°N 38.61778°E", "33°30′21.0″N 38°37′04.0″E", "37S DT 64499 07430"),
        (20, "33.506°N 38.618°E", "33°30′21″N 38°37′04″E", "37S DT 644 074"),
        (1_000, "33.5°N 38.6°E", "33°30′N 38°37′E", "37S DT 6 0"),
        (30_000, "34°N 39°E", "34°N 39°E", "37S DT"),
    ],
)
def test_digits_follow_what_is_known(uncertainty_m: float, decimal: str, seconds: str, square: str) -> None:
    position = Position(lat=GARRISON.lat, lon=GARRISON.lon, uncertainty_m=uncertainty_m)
    assert format_position(position, "decimal degrees", as_known=True) == decimal
    assert format_position(position, "degrees, minutes and seconds", as_known=True) == seconds
    assert format_position(position, "MGRS", as_known=True) == square


@pytest.mark.parametrize(
    "text", ["33.50583°N 38.61778°E", "33°30.350′N 38°37.067′E", "33°30′21″N 38°37′04″E"]
)
def test_a_text_read_and_written_as_known_is_the_same_text(text: str) -> None:
    reading = read_coordinates(text)
    assert format_position(reading.position, reading.notation, as_known=True) == text


def test_without_an_uncertainty_the_default_digits_hold() -> None:
    assert format_position(GARRISON, "MGRS", as_known=True) == format_mgrs(GARRISON)


def test_utm_can_carry_decimals_of_a_metre() -> None:
    assert format_utm(GARRISON, digits=2) == "37S 464499.63mE 3707430.95mN"


def test_what_no_notation_has_is_an_error() -> None:
    with pytest.raises(CoordinateError, match="no notation"):
        format_position(GARRISON, "morse")
    with pytest.raises(CoordinateError, match="0 to 5"):
        format_mgrs(GARRISON, digits=6)
    with pytest.raises(CoordinateError, match="does not exist"):
        format_plus_code(GARRISON, length=9)


@pytest.mark.parametrize("lat", [90.0, 89.99999999999999, 89.9999999999])
@pytest.mark.parametrize("length", [10, 15])
def test_a_plus_code_just_short_of_the_pole_is_one_of_the_last_row(lat: float, length: int) -> None:
    # The openlocationcode package answers 89.99999999999999 with FF222222+22, beyond the pole.
    code = format_plus_code(Position(lat=lat, lon=0.0), length=length)
    assert code.startswith("CFX2X2X2+X2")
    assert read_coordinates(code).cell.north == pytest.approx(90, abs=1e-9)
