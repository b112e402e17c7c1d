"""The offline backdrop: its coding, its size, and what is known of the ground from elsewhere."""

from __future__ import annotations

import itertools
import json
import struct
import subprocess
import sys
from importlib.resources import files

import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st

from maps.backdrop import Backdrop, Shape, backdrop_for
from maps.backdrop.coding import ALPHABET, BackdropError, decode, encode

AL_TANF = (33.505833, 38.617778)
POINTS = st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), max_size=30)


@pytest.fixture(scope="module")
def levant() -> Backdrop:
    return backdrop_for(32, 35, 38, 43)


def shapes(backdrop: Backdrop, kind: str, *, tier: str = "levant", **wanted: object) -> list[Shape]:
    return [
        shape
        for shape in backdrop.shapes
        if shape.kind == kind
        and shape.tier == tier
        and all(getattr(shape, k) == v for k, v in wanted.items())
    ]


def nearest_km(found: list[Shape], lat: float, lon: float) -> float:
    """Distance to the nearest of many points along the lines, on WGS 84; exact enough at 100 m a step."""
    best = float("inf")
    for path in (path for shape in found for path in shape.points()):
        for (lat1, lon1), (lat2, lon2) in itertools.pairwise(path):
            steps = 1 + int(max(abs(lat2 - lat1), abs(lon2 - lon1)) / 0.001)
            for step in range(steps + 1):
                at = (lat1 + (lat2 - lat1) * step / steps, lon1 + (lon2 - lon1) * step / steps)
                if abs(at[0] - lat) < 0.5 and abs(at[1] - lon) < 0.5:
                    best = min(best, Geodesic.WGS84.Inverse(lat, lon, *at, Geodesic.DISTANCE)["s12"] / 1000)
    return best


@given(POINTS, st.integers(0, 6))
def test_a_path_comes_back_rounded_to_its_precision(
    points: list[tuple[float, float]], precision: int
) -> None:
    text = encode(points, precision=precision)
    assert set(text) <= set(ALPHABET)
    found = decode(text, precision=precision)
    assert len(found) == len(points)
    for (lat, lon), (lat_found, lon_found) in zip(points, found, strict=True):
        assert (lat_found, lon_found) == pytest.approx((lat, lon), abs=0.5001 * 10**-precision)


@pytest.mark.parametrize("text", ["A", "AAh", "A<AA"])
def test_a_damaged_path_is_an_error(text: str) -> None:
    with pytest.raises(BackdropError):
        decode(text, precision=4)


def test_the_alphabet_holds_nothing_that_json_markup_or_a_template_could_mistake() -> None:
    assert len(set(ALPHABET)) == 64
    assert all(letter.isalnum() or letter in "-_" for letter in ALPHABET)


def test_al_tanf_is_20_to_21_km_from_the_nearest_border(levant: Backdrop) -> None:
    # Measured on four other border sets: 20.05 to 20.98 km.
    assert 20.0 < nearest_km(shapes(levant, "border"), *AL_TANF) < 21.0


def test_the_euphrates_passes_its_towns(levant: Backdrop) -> None:
    # Town centres to about a kilometre; the source is a map at 1:3 million, and a town has its size.
    towns = {"Deir ez-Zor": (35.34, 40.14), "Abu Kamal": (34.45, 40.92), "Raqqa": (35.95, 39.01)}
    euphrates = shapes(levant, "river", name="Euphrates")
    for town, at in towns.items():
        assert nearest_km(euphrates, *at) < 4, town


def test_the_golan_heights_lie_between_a_disputed_and_a_control_line(levant: Backdrop) -> None:
    (claim,) = shapes(levant, "border", between=("GOL", "ISR"))
    (truce,) = shapes(levant, "border", between=("SYR", "UND"))
    assert (claim.status, truce.status) == ("disputed", "control")
    mean_lon = [
        sum(lon for path in s.points() for _, lon in path) / sum(map(len, s.points())) for s in (claim, truce)
    ]
    assert mean_lon[0] < 35.78 < mean_lon[1]  # the middle of the heights


def test_every_border_says_its_status_and_no_other_shape_does(levant: Backdrop) -> None:
    for shape in levant.shapes:
        assert (shape.status in {"boundary", "control", "disputed"}) == (shape.kind == "border")


@pytest.mark.parametrize(
    ("one", "other", "status"),
    [
        ("IRQ", "SYR", "boundary"),
        ("JOR", "SYR", "boundary"),
        ("SYR", "TUR", "boundary"),
        ("ISR", "PSX", "control"),
        ("ISR", "LBN", "control"),
        ("CYB", "CYN", "control"),
    ],
)
def test_a_border_of_the_region_names_the_pair_it_divides(
    levant: Backdrop, one: str, other: str, status: str
) -> None:
    assert [shape.status for shape in shapes(levant, "border", between=(one, other))] == [status]


def test_every_point_lies_in_its_tier(levant: Backdrop) -> None:
    inside = {"world": (-90, -180, 90, 180), "around": (21, 20, 46, 62), "levant": (30.5, 33, 39, 45.5)}
    for shape in levant.shapes:
        south, west, north, east = inside[shape.tier]
        for lat, lon in (point for path in shape.points() for point in path):
            assert south - 0.001 <= lat <= north + 0.001
            assert west - 0.001 <= lon <= east + 0.001


def test_areas_are_closed(levant: Backdrop) -> None:
    for shape in levant.shapes:
        if shape.kind in {"sea", "land", "lake"}:
            assert all(path[0] == path[-1] and len(path) > 3 for path in shape.points()), shape.kind


def test_a_finer_tier_covers_the_coarser_one_before_it_draws(levant: Backdrop) -> None:
    kinds = [(shape.tier, shape.kind) for shape in levant.shapes]
    for tier in ("around", "levant"):
        first = next(index for index, (of, _) in enumerate(kinds) if of == tier)
        assert kinds[first : first + 2] == [(tier, "sea"), (tier, "land")]
    assert {shape.kind for shape in levant.shapes if shape.above_relief} == {
        "coast",
        "border",
        "admin1",
        "river",
    }


def test_a_country_has_one_label_at_each_zoom_in_three_scripts(levant: Backdrop) -> None:
    for zoom in range(2, 12):
        shown = [label.code for label in levant.labels if label.least_zoom <= zoom <= label.most_zoom]
        assert len(shown) == len(set(shown))
    codes = {label.code for label in levant.labels}
    assert codes > {"SYR", "IRQ", "JOR", "TUR", "LBN", "ISR", "PSX", "SAU", "IRN", "CYP"}
    for label in levant.labels:
        assert set(label.names) == {"en", "ar", "ru"}
        assert all(label.names.values())


def test_the_relief_is_a_webp_of_the_shape_its_mercator_bounds_ask_for(levant: Backdrop) -> None:
    relief = levant.relief
    assert relief is not None
    assert relief.bounds.as_corners() == [[30.5, 33.0], [39.0, 45.5]]
    assert relief.bounds.holds(*AL_TANF)
    riff, _, webp, chunk = struct.unpack_from("<4sI4s4s", relief.image)
    assert (riff, webp, chunk) == (b"RIFF", b"WEBP", b"VP8 ")
    width, height = (value & 0x3FFF for value in struct.unpack_from("<HH", relief.image, 26))
    # Web Mercator: 30.5 and 39 degrees north are at 0.559408 and 0.740290 earth radii, 12.5 degrees are 0.218166 wide.
    assert height / width == pytest.approx((0.740290 - 0.559408) / 0.218166, rel=0.002)


def test_the_files_stay_small() -> None:
    size = {
        path.name: len(path.read_bytes()) for path in files("maps.backdrop").iterdir() if "." in path.name
    }
    assert size["levant-relief.webp"] <= 70_000
    assert size["world.json"] <= 40_000
    assert size["world.json"] + size["levant.json"] + size["levant-relief.webp"] <= 150_000


def test_a_case_elsewhere_gets_the_world_only() -> None:
    sahel = backdrop_for(10, -5, 20, 5)
    assert {shape.tier for shape in sahel.shapes} == {"world"}
    assert sahel.relief is None
    assert sahel.as_page_data()["relief"] is None
    assert sahel.credits == ("Made with Natural Earth",)


def test_page_data_is_json_and_the_same_each_time(levant: Backdrop) -> None:
    text = json.dumps(levant.as_page_data())
    assert text == json.dumps(backdrop_for(32, 35, 38, 43).as_page_data())
    assert "<" not in text
    assert "{{" not in text


def test_an_extent_without_area_is_an_error() -> None:
    with pytest.raises(BackdropError, match="no extent lies between"):
        backdrop_for(38, 35, 32, 43)


def test_reading_the_backdrop_needs_the_standard_library_only() -> None:
    script = (
        "import sys; before = set(sys.modules); from maps.backdrop import backdrop_for; backdrop_for(32, 35, 38, 43); "
        "tops = {name.partition('.')[0] for name in set(sys.modules) - before}; "
        "print(sorted(tops - set(sys.stdlib_module_names) - {'maps', 'geo'}))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
