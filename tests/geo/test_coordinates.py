"""One point in every notation, and the examples of the standards."""

import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.coordinates import Area, read_coordinates
from geo.errors import CoordinateError
from geo.position import Position

LAT, LON = 33.50583, 38.61778
"""The garrison at Al-Tanf, to five decimals."""

ONE_POINT = """
33.50583, 38.61778
33.50583,38.61778
33.50583 38.61778
33.50583; 38.61778
33.50583 / 38.61778
33.50583 | 38.61778
33.50583, 38.61778 (WGS 84)
WGS84: 33.50583 38.61778
+33.50583, +38.61778
(33.50583, 38.61778)
[33.50583, 38.61778]
33.50583° 38.61778°
33.50583º, 38.61778º
33.50583˚, 38.61778˚
33.50583∘, 38.61778∘
33.50583N 38.61778E
33.50583 N, 38.61778 E
33.50583°N 38.61778°E
N33.50583 E38.61778
N 33.50583, E 38.61778
33.50583n38.61778e
E38.61778 N33.50583
38.61778°E 33.50583°N
33.50583 north, 38.61778 east
33.50583 degrees north, 38.61778 degrees east
33,50583; 38,61778
33,50583 38,61778
33,50583° N 38,61778° E
lat 33.50583 lon 38.61778
lat: 33.50583, lng: 38.61778
lon=38.61778 lat=33.50583
Latitude: 33.50583 Longitude: 38.61778
long 38.61778, lat 33.50583
lat/lon: 33.50583, 38.61778
lon, lat: 38.61778, 33.50583
широта 33.50583, долгота 38.61778
33.50583 С, 38.61778 В
33,50583° с. ш. 38,61778° в. д.
خط العرض 33.50583 خط الطول 38.61778
33.50583 شمالاً، 38.61778 شرقاً
٣٣٫٥٠٥٨٣، ٣٨٫٦١٧٧٨
۳۳٫۵۰۵۸۳ ۳۸٫۶۱۷۷۸
３３．５０５８３，　３８．６１７７８
33°30′21″N 38°37′04″E
33°30'21"N, 38°37'04"E
33° 30' 21'' N, 38° 37' 04'' E
33º30’21”N 38º37’04”E
33 30 21 N 38 37 04 E
N33 30 21 E038 37 04
33:30:21N 38:37:04E
33-30-21N 038-37-04E
33.30.21N 38.37.04E
33d30m21sN 38d37m04sE
33deg 30min 21sec N 38deg 37min 04sec E
33°30′20.99″N 38°37′04.01″E
33°30′21″ с. ш. 38°37′04″ в. д.
lat 33°30'21" lon 38°37'04"
+33 30 21, +38 37 04
33°30.350′N 38°37.067′E
N33 30.35 E38 37.07
N 33° 30,350', E 38° 37,067'
33:30.35N 38:37.07E
333021N 0383704E
N333021 E0383704
333021N0383704E
333021N 383704E
3330.35N3837.07E
N33d30m21s E38d37m04s
33D 30M 21S N, 38D 37M 04S E
33D30M21SN 38D37M04SE
lat 33d30m21s lon 38d37m04s
33 degrees, 30 minutes, 21 seconds North, 38 degrees, 37 minutes and 4 seconds East
33°30'21"N - 38°37'04"E
33.50583N and 38.61778E
N: 33.50583 E: 38.61778
N=33.50583, E=38.61778
33.50583,N,38.61778,E
lat=33.50583&lon=38.61778
lat/lng: (33.50583,38.61778)
LatLng(33.50583, 38.61778)
LngLat(38.61778, 33.50583)
{"lat": 33.50583, "lng": 38.61778}
{lat: 33.50583, lng: 38.61778}
"33.50583, 38.61778"
Coordinates: 33°30′21″N 38°37′04″E
33°30′21″N 38°37′04″E﻿ / ﻿33.50583°N 38.61778°E﻿ / 33.50583; 38.61778
33°30'21" nord, 38°37'04" est
خط عرض 33.50583 شمالا وخط طول 38.61778 شرقا
3330.35N 03837.07E
3330.350,N,03837.067,E
+33.50583+038.61778/
+333021+0383704/
+3330.35+03837.07/
+33.50583+038.61778+700CRSWGS_84/
37S 464500 3707431
37 S 464500mE 3707431mN
37N 464500 3707431
37S 0464500 3707431
UTM 37S 464500 E 3707431 N
zone 37 north, E 464500, N 3707431
464500mE 3707431mN 37S
464500 3707431 37S
3707431mN 464500mE 37S
Easting: 464500 Northing: 3707431 Zone: 37S
zone 37 northern hemisphere, E 464500, N 3707431
37N/464500/3707431
MGRS=37SDT6449907430
37SDT6449907430
37S DT 64499 07430
37s dt 6449 0743
MGRS: 37SDT 644 074
37SDT6407
37SDT60
8G5WGJ49+84
8g5wgj49+84
8G5WGJ00+
geo:33.50583,38.61778
geo:33.50583,38.61778,700;crs=wgs84;u=25
POINT (38.61778 33.50583)
SRID=4326;POINT Z (38.61778 33.50583 700)
{"type": "Point", "coordinates": [38.61778, 33.50583]}
{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [38.61778, 33.50583, 700]}}
https://www.openstreetmap.org/?mlat=33.50583&mlon=38.61778#map=9/33.1/38.1
https://www.openstreetmap.org/#map=15/33.50583/38.61778
https://www.openstreetmap.org/search?query=33.50583%2C%2038.61778
https://www.google.com/maps/@33.50583,38.61778,15z
https://www.google.com/maps/@33.50583,38.61778,1234m/data=!3m1!1e3
https://www.google.com/maps/place/Al+Tanf/@33.1,38.1,9z/data=!3m1!4b1!8m2!3d33.50583!4d38.61778
https://www.google.com/maps/place/33%C2%B030'21.0%22N+38%C2%B037'04.0%22E/@33.1,38.1,17z
https://earth.google.com/web/@33.50583,38.61778,700a,1000d,35y,0h,0t,0r
https://maps.google.co.uk/?q=33.50583,38.61778
https://www.google.com/maps/dir/?api=1&destination=33.50583%2C38.61778
https://www.google.com/maps/dir//33.50583,38.61778/@33.1,38.1,12z
https://maps.google.com/maps?q=33.50583,38.61778+(Garrison)
https://maps.google.com/maps?q=Garrison@33.50583,38.61778
https://www.google.com/maps/place/8G5WGJ49%2B84
https://earth.google.com/web/search/33.50583,38.61778/@33.1,38.1,700a,1000d,35y,0h,0t,0r
https://plus.codes/8G5WGJ49+84
https://www.openstreetmap.org/?mlat=33.50583&amp;mlon=38.61778#map=9/33.1/38.1
https://www.openstreetmap.org/search?lat=33.50583&lon=38.61778#map=9/33.1/38.1
https://www.openstreetmap.org/export/embed.html?bbox=38.5,33.4,38.7,33.6&marker=33.50583%2C38.61778
https://www.bing.com/maps?q=33%C2%B030'21%22N+38%C2%B037'04%22E&cp=33.1~38.1
https://maps.apple.com/?sll=33.50583,38.61778&z=10
https://maps.google.com/maps?ll=33.50583,38.61778&z=12
https://www.bing.com/maps?cp=33.50583~38.61778&lvl=15
https://www.bing.com/maps?sp=point.33.50583_38.61778_Garrison
https://maps.apple.com/?ll=33.50583,38.61778&q=Garrison
https://maps.apple.com/place?coordinate=33.50583,38.61778
https://yandex.ru/maps/?ll=38.61778%2C33.50583&z=12
https://yandex.com/maps/?pt=38.61778,33.50583&z=12
https://yandex.com/maps/?whatshere%5Bpoint%5D=38.61778%2C33.50583&z=12
http://wikimapia.org/#lang=en&lat=33.50583&lon=38.61778&z=12&m=w
""".strip().splitlines()


def metres_between(first: Position, second: Position) -> float:
    """Distance by the sphere of equal radius; fine for the short distances asked here."""
    north_m = (first.lat - second.lat) * 111_195
    east_m = math.remainder(first.lon - second.lon, 360) * 111_195 * math.cos(math.radians(first.lat))
    return math.hypot(north_m, east_m)


@pytest.mark.parametrize("text", ONE_POINT)
def test_every_notation_of_one_point_agrees_within_its_own_precision(text: str) -> None:
    reading = read_coordinates(text)
    assert reading.text == text
    assert reading.position.uncertainty_m is not None
    # The true point is itself known to five decimals, 0.8 m.
    assert (
        metres_between(reading.position, Position(lat=LAT, lon=LON)) <= reading.position.uncertainty_m + 0.8
    )


def test_sixty_notations_and_more_are_tried() -> None:
    assert len(set(ONE_POINT)) >= 100


@pytest.mark.parametrize(
    ("text", "notation", "uncertainty_m"),
    [
        ("33.50583, 38.61778", "decimal degrees", 0.72),
        ("33.5, 38.6", "decimal degrees", 7235),
        ("33°30.35′N 38°37.07′E", "degrees and decimal minutes", 12.06),
        ("33°30′21″N 38°37′04″E", "degrees, minutes and seconds", 20.1),
        ("+33.5058+038.6178/", "ISO 6709", 7.23),
        ("37S 464500 3707431", "UTM", 0.71),
        ("Z 2000000 2000000", "UPS", 0.71),
        ("37SDT6407", "MGRS", 707),
        ("8G5WGJ49+84", "Plus Code", 9.04),
        ("geo:33.5,38.6;u=25", "geo URI", 25),
        ("POINT (38.61778 33.50583)", "WKT", 0.72),
        ('{"type": "Point", "coordinates": [38.61778, 33.50583]}', "GeoJSON", 0.72),
        ("https://maps.google.com/?q=33.50583,38.61778", "map link", 0.72),
    ],
)
def test_a_notation_is_named_and_implies_its_uncertainty(
    text: str, notation: str, uncertainty_m: float
) -> None:
    reading = read_coordinates(text)
    assert reading.notation == notation
    assert reading.position.uncertainty_m == pytest.approx(uncertainty_m, rel=0.01)


@pytest.mark.parametrize(
    "text",
    [
        "\u200e33.50583\u200e, \u200f38.61778",
        "\u206633.50583\u2069\u00a0\u206838.61778\u2069",
        "\ufeff33.50583,\u202f38.61778",
    ],
)
def test_marks_of_direction_and_special_blanks_are_ignored(text: str) -> None:
    reading = read_coordinates(text)
    assert (reading.position.lat, reading.position.lon) == (LAT, LON)


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        ("−33.5, −70.6", -33.5, -70.6),
        ("33°30′S 70°36′W", -33.5, -70.6),
        ("33.5 южной широты, 70.6 западной долготы", -33.5, -70.6),
        ("٣٣°٣٠′ جنوبا ٧٠°٣٦′ غربا", -33.5, -70.6),
        ("-0 30 00, -0 15 00", -0.5, -0.25),
        ("50 8.2914,-5 2.4447", 50.13819, -5.040745),
        ("S 27deg 15min 45.2sec E 18deg 32min 53.7sec", -27.262556, 18.54825),
        ("27.15.45,2S 18.32.53,4E", -27.262556, 18.548167),
        ("-27.15.45 18.32.53", -27.2625, 18.548056),
        ("33D30M21S 70D37M04W", -33.505833, -70.617778),
        ("33d30m21ss 70d37m04sw", -33.505833, -70.617778),
        ("MGRS 03JUN13", -24.989180, -166.832959),
        ("37 south 464500 6292569", -33.50583, 38.617784),
        ("33.5N -70.6", 33.5, -70.6),
        ("45°N 7°30'E", 45, 7.5),
        ("0, 0", 0, 0),
        ("90, 180", 90, 180),
        ("-90, -180", -90, -180),
    ],
)
def test_signs_and_hemispheres_are_kept(text: str, lat: float, lon: float) -> None:
    position = read_coordinates(text).position
    assert (position.lat, position.lon) == pytest.approx((lat, lon), abs=1e-6)


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        # ISO 6709:2008, annex H, and the places commonly given with it.
        ("+40-075/", 40, -75),
        ("+40.20361-075.00417/", 40.20361, -75.00417),
        ("+4012-07500/", 40.2, -75),
        ("+401213.1-0750015.1/", 40.203639, -75.004194),
        ("+27.5916+086.5640+8850CRSWGS_84/", 27.5916, 86.564),
        ("-90+000+2800CRSWGS_84/", -90, 0),
        # RFC 5870, sections 1, 3.4 and 6.
        ("geo:13.4125,103.8667", 13.4125, 103.8667),
        ("geo:48.2010,16.3695,183", 48.201, 16.3695),
        ("geo:48.198634,16.371648;crs=wgs84;u=40", 48.198634, 16.371648),
        ("geo:66,30;u=6.500;FOo=this%2dthat", 66, 30),
        ("geo:90,-22.43;crs=WGS84", 90, 0),
    ],
)
def test_the_examples_of_the_standards_are_read(text: str, lat: float, lon: float) -> None:
    position = read_coordinates(text).position
    assert (position.lat, position.lon) == pytest.approx((lat, lon), abs=1e-6)


@pytest.mark.parametrize(
    ("code", "south", "west", "north", "east"),
    [
        # github.com/google/open-location-code, test_data/decoding.csv (Apache-2.0), values quoted.
        ("7FG49Q00+", 20.35, 2.75, 20.4, 2.8),
        ("7FG49QCJ+2V", 20.37, 2.782125, 20.370125, 2.78225),
        ("7FG49QCJ+2VX", 20.3701, 2.78221875, 20.370125, 2.78225),
        ("8FVC2222+22", 47, 8, 47.000125, 8.000125),
        ("4VCPPQGP+Q9", -41.273125, 174.785875, -41.273, 174.786),
        ("62H20000+", 1, -180, 2, -179),
        ("22220000+", -90, -180, -89, -179),
    ],
)
def test_plus_codes_are_the_areas_of_their_specification(
    code: str, south: float, west: float, north: float, east: float
) -> None:
    cell = read_coordinates(code).cell
    assert cell is not None
    assert (cell.south, cell.west, cell.north, cell.east) == pytest.approx(
        (south, west, north, east), abs=1e-9
    )


def test_the_uncertainty_of_a_geo_uri_is_the_one_it_states() -> None:
    # RFC 5870, section 3.4.4: these two are equal, so trailing zeros do not count where `u` is given.
    assert read_coordinates("geo:66,30;u=6.500").position == read_coordinates("geo:66.0,30;u=6.5").position


def test_the_middle_of_a_view_is_wider_than_a_pin_and_says_so() -> None:
    pin = read_coordinates("https://www.openstreetmap.org/?mlat=33.50583&mlon=38.61778")
    near = read_coordinates("https://www.openstreetmap.org/#map=15/33.50583/38.61778")
    far = read_coordinates("https://www.openstreetmap.org/#map=9/33.50583/38.61778")
    widths_m = [reading.position.uncertainty_m or 0 for reading in (pin, near, far)]
    assert widths_m == sorted(widths_m)
    assert widths_m[2] == pytest.approx(64 * widths_m[1])
    assert pin.warnings == ()
    assert "middle of the view" in far.warnings[0]


def test_a_reading_outside_the_area_warns_with_both_distances() -> None:
    area = Area(center=Position(lat=LAT, lon=LON), radius_m=200_000)
    assert read_coordinates("33.4, 38.7", area=area).warnings == ()
    swapped = read_coordinates("38.61778, 33.50583", area=area)
    assert (swapped.position.lat, swapped.position.lon) == (38.61778, 33.50583)
    assert "km outside the area" in swapped.warnings[0]
    assert "swapped, 33.50583 N, 38.61778 E lies inside it" in swapped.warnings[0]
    flipped = read_coordinates("33.5 S, 38.6 E", area=area)
    assert "in the other hemisphere, 33.5 N, 38.6 E lies inside it" in flipped.warnings[0]


def test_the_case_far_in_the_south_makes_a_band_letter_s_an_error() -> None:
    southern = Area(center=Position(lat=-56.8, lon=38.4), radius_m=100_000)
    with pytest.raises(CoordinateError, match=r"band S, at 33\.50583 N.* southern hemisphere, at 56\.7757 S"):
        read_coordinates("37S 464500 3707431", area=southern)


@given(st.text(max_size=60))
def test_any_text_is_a_position_or_a_coordinate_error(text: str) -> None:
    try:
        reading = read_coordinates(text)
    except CoordinateError:
        return
    assert reading.text == text


FRAGMENTS = [
    *(
        "33",
        "38.6",
        "-33.5",
        "33,5",
        "60",
        "091",
        "333021",
        "0383704",
        "464500",
        "3707431",
        "1e5",
        ".5",
        "٣٣",
    ),
    *("°", "'", '"', "′", "''", "N", "S", "E", "W", "n", "s", "С", "В", "lat", "lon", "deg", "m", "s", "sN"),
    *(
        " ",
        "  ",
        ",",
        ", ",
        ";",
        "/",
        ":",
        "=",
        "-",
        "+",
        "(",
        ")",
        "[",
        "]",
        "37S",
        "DT",
        "6407",
        "MGRS",
        "UTM",
    ),
    *(
        "geo:",
        ";u=",
        "crs=wgs84",
        "POINT",
        "(",
        "Z",
        "SRID=4326;",
        "{",
        "}",
        '"type":',
        "https://maps.google.com/",
        "@",
    ),
    *(
        "?q=",
        "&ll=",
        "#map=",
        "!3d",
        "!4d",
        "%20",
        "~",
        "\u200f",
        "\u202e",
        "8G5WGJ49+84",
        "+33.5+038.6/",
        "NaN",
        "JAN",
    ),
]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join))
def test_any_mixture_of_fragments_is_a_position_or_a_coordinate_error(text: str) -> None:
    try:
        reading = read_coordinates(text)
    except CoordinateError:
        return
    assert math.isfinite(reading.position.uncertainty_m or 0)


@pytest.mark.parametrize(
    "piece",
    ["3", "33 ", "33.5,", "N", " ", "°", "'", "+", "-33", "(", "{", '{"a":', "[", "a", "POINT(", "1.", "33°30'", "٣",
     "geo:1,2;", "https://maps.google.com/?q=1&", "!3d1!4d1", "37S ", "/", "@1,1,", "\u200f", "33,5 ", "33-", "33 / 38 / ",
     "https://maps.google.com/?q=(", "{lat: 3,", "33d30m21s "],
)  # fmt: skip
@pytest.mark.parametrize("length", [9_990, 100_000])
def test_long_inputs_are_answered_at_once(piece: str, length: int) -> None:
    text = (piece * (length // len(piece) + 1))[:length]
    started = time.process_time()
    with pytest.raises(CoordinateError) as raised:
        read_coordinates(text)
    assert time.process_time() - started < 1
    assert len(str(raised.value)) < 1_000
