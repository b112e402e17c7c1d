"""Texts that are no position, or can be read in two ways: each is an error that says so."""

import pytest

from geo.coordinates import read_coordinates
from geo.errors import CoordinateError

REFUSED = [
    # nothing, or too little
    ("", "empty text"),
    ("   ", "empty text"),
    ("33.5", "partner is missing"),
    ("33.5 N", "partner is missing"),
    ("33.5,", "partner is missing"),
    ("33°30'21\"N", "partner is missing"),
    ("lat 33.5", "partner is missing"),
    ("N, E", "no number"),
    ("+-33.5, 38.6", "inside an angle"),
    ("+ -33.5", "stands apart"),
    ("+-33.5", "partner is missing"),
    ("lat 33,5", "decimal comma"),
    ("33,5°", "decimal comma"),
    (".5.5", "no meaning"),
    ("1e5N", "exponent or as east"),
    ("37S4645003707431", "no"),
    ("33.5\u200f38.6", "invisible mark"),
    ("al-Tanf", "no meaning"),
    # too much
    ("33.5, 38.6, 120", "3 parts"),
    ("33.5 38.6 120", "3 numbers"),
    ("33 30 21 5 N 38 37 04 E", "too many for one angle"),
    ("33.5, 38.6 near the base", "no meaning"),
    ("33.5, 38.6!", "no meaning"),
    ("33.5, 38.6.", "no meaning"),
    ("about 33.5, 38.6", "no meaning"),
    # out of range
    ("98.6, 33.5", "write 33.5 N, 98.6 E"),
    ("33.5, 218.6", "write 33.5 N, 141.4 W"),
    ("33.5, 400", "not between -180 and 180"),
    ("91 N, 38 E", "latitude 91"),
    ("90°00'01\"N 38°00'00\"E", "latitude 90.0002"),
    ("33°60'N 38°37'E", "minutes 60 are not below 60"),
    ("33°30'60\"N 38°37'04\"E", "seconds 60 are not below 60"),
    ("336021N 0383704E", "minutes 60"),
    ("+336021+0383704/", "minutes 60"),
    # two readings
    ("33°30'21\" 38°37'04\"", "33.50583333 N, 38.61777778 W"),
    ("33 30.35 38 37.07", "without hemispheres"),
    ("12:30 13:45", "without hemispheres"),
    ("+33 6 12 34 56 07", "without hemispheres"),
    ("33.5 N, 38.6", "33.5 N, 38.6 E or as 33.5 N, 38.6 W"),
    ("33.5, 38.6 E", "33.5 N, 38.6 E or as 33.5 S, 38.6 E"),
    ("-33.5 S, 38.6 E", "read as S or as N"),
    ("-33.5 N, 38.6 E", "read as N or as S"),
    ("+33.5 S, 38.6 E", "read as S or as N"),
    ("33.5 N, 38.6 O", "west (ouest, oeste) or east (Ost)"),
    ("33.5 ش، 38.6 ق", "in two ways"),
    ("33d30m21s 70d37m04w", "as seconds or as south"),
    ("33,505, 38,617", "33.505, 38.617"),
    ("33,5, 38,6, ", "3 parts|4 parts|5 parts"),
    ("33,505833,38,617778", "33.505833, 38.617778"),
    ("37 464500 3707431", "33.50583 N, 38.61778 E or as 56.7757 S"),
    ("13 JAN 2017", "as a date"),
    ("31 deg 22", "as a word"),
    # contradictions
    ("33.5 N, 38.6 S", "both numbers are called latitude"),
    ("33.5 E, 38.6 W", "both numbers are called longitude"),
    ("lat 33.5, lat 38.6", "both numbers are called latitude"),
    ("lat 33.5 E, lon 38.6", "both latitude and longitude"),
    ("33.5 N S, 38.6 E", "one number"),
    # mixed formats, misplaced marks
    ("33.5N 38°37'04\"E", "different formats"),
    ("333021N 38.6E", "different formats"),
    ("33.5°30'N 38°37'E", "have decimals"),
    ("33'30°N 38°37'E", "not clear"),
    ("33 -30 21 N, 38 37 04 E", "one side of the separator"),
    ("(33.5) (38.6)", "brackets"),
    ("(33.5, 38.6]", "brackets"),
    ("33.5, - 38.6", "stands apart"),
    ("33.5 — 38.6", "stands apart"),
    ("33.5-38.6", "neither a separator nor a sign"),
    ("33.5N – 38.6", "no hemisphere"),
    ("33.5 and 38.6", "may join any two"),
    ("33.5 & 38.6", "may join any two"),
    ("33°30′21″N 38°37′04″E / 34.50583°N 38.61778°E", "states two positions"),
    ("12-30 -13-45", "without hemispheres"),
    ("27.15.45 18.32.53", "without hemispheres"),
    # packed digits
    ("333021, 0383704", "packed"),
    ("3330 03837", "packed"),
    ("33302N 0383704E", "no packed latitude"),
    ("333021N 38370E", "minutes 70"),
    ("333021N 3837E", "different formats"),
    # no coordinates at all
    ("nan, nan", "no meaning"),
    ("inf, 38.6", "no meaning"),
    ("0x21, 0x26", "no meaning"),
    ("3.35e1, 3.86e1", "exponent or as east"),
    ("2017-05-18", "neither a separator nor a sign"),
    ("18.05.2017", "partner"),
    ("192.168.1.1", "partner"),
    ("12/31", "a date"),
    ("12/31/2017", "3 parts"),
    ("33.5, 38.6 ED50", "no meaning"),
    ("+963 11 2334567", "3 numbers"),
    ("+1 555 0100", "3 numbers"),
    ("\u202e33.5, 38.6", "another order"),
    # ISO 6709
    ("+33.5+38.6/", "3, 5 or 7 digits"),
    ("+33.5+0383704/", "different formats"),
    ("+33.5058+038.6178CRSNAD27/", "reference system"),
    # grids
    ("61S 464500 3707431", "zone 61"),
    ("0S 464500 3707431", "zone 0"),
    ("37I 464500 3707431", "band I"),
    ("37T 464500 3707431", "in band S, not T"),
    ("32X 500000 8500000", "does not exist"),
    ("37S 964500 3707431", "between 100000 and 900000"),
    ("37N 464500 9900000", "outside UTM"),
    ("Z 3500000 2000000", "outside UPS"),
    ("Y 2100000 2000000", "half Z, not Y"),
    ("37S", "whole grid zone"),
    ("37SKT1212", "no square KT"),
    ("37SIT1212", "no square IT"),
    ("37SDT644", "do not halve"),
    ("37SDT 644 07", "3 digits of easting and 2 of northing"),
    ("37SDT123456123456", "do not halve"),
    ("32XNH1212", "does not exist"),
    ("61SDT6407", "zone 61"),
    ("37ADT6407", "no band A"),
    ("ZDH1212", "no square DH"),
    ("GJ49+84", "short Plus Code"),
    ("GJ49+84 Rutba", "short Plus Code"),
    ("8G5WGJ49+8", "no valid Plus Code"),
    ("8G5WGJ00+84", "no valid Plus Code"),
    # URIs and formats
    ("geo:33.5", "no geo URI"),
    ("geo:33.5,38.6;crs=nad27", "crs=nad27"),
    ("geo:33.5,38.6;u=-5", "u=-5"),
    ("geo:98.6,33.5", "latitude 98.6"),
    ("geo:0,0?q=Rutba", "asks a map to search"),
    ("geo:33.5,38.6?q=34.5,39.6", "asks a map to search"),
    ("POINT EMPTY", "empty geometry"),
    ("POINT (33.5 98.6)", "write 33.5 N, 98.6 E"),
    ("POINT (38.6)", "2 or 3 numbers"),
    ("POINT (38.6, 33.5)", "numbers"),
    ("SRID=3857;POINT (4297000 3960000)", "SRID 3857"),
    ("LINESTRING (1 2, 3 4)", "no WKT point"),
    ('{"type": "Point"', "no JSON"),
    ('{"type": "Point", "coordinates": []}', "longitude, latitude"),
    ('{"type": "Point", "coordinates": [NaN, 33.5]}', "NaN is no number"),
    ('{"type": "Point", "coordinates": [true, false]}', "longitude, latitude"),
    ('{"type": "Point", "coordinates": [1, 2], "coordinates": [3, 4]}', "given twice"),
    ('{"type": "LineString", "coordinates": [[1, 2], [3, 4]]}', "where a GeoJSON Point"),
    ('{"type": "Feature", "geometry": null}', "where a GeoJSON Point"),
    # links
    ("https://example.org/?q=33.5,38.6", "not known here"),
    ("https://google.com.example.org/maps/@33.5,38.6,9z", "not known here"),
    ("https://goo.gl/maps/abc", "must be opened first"),
    ("///filled.count.soap", "what3words"),
    ("https://what3words.com/filled.count.soap", "not known here"),
    ("https://www.google.com/maps/place/Damascus", "no position"),
    ("https://maps.google.com/?q=Damascus", "searches for 'Damascus'"),
    ("https://www.google.com/maps/dir/33.5,38.6/34.5,39.6/", "more than one"),
    ("https://yandex.ru/maps/?pt=38.6,33.5~39.6,34.5", "more than one"),
    ("https://www.openstreetmap.org/?mlat=98.6&mlon=33.5", "latitude 98.6"),
]


@pytest.mark.parametrize(("text", "telling"), REFUSED)
def test_a_malformed_or_ambiguous_text_is_an_error_that_says_why(text: str, telling: str) -> None:
    with pytest.raises(CoordinateError) as raised:
        read_coordinates(text)
    assert any(part in str(raised.value) for part in telling.split("|"))


def test_every_error_shows_the_text_it_is_about() -> None:
    for text, _ in REFUSED:
        with pytest.raises(CoordinateError) as raised:
            read_coordinates(text)
        assert str(raised.value).startswith(("'", '"'))


def test_more_than_sixty_texts_are_refused() -> None:
    assert len({text for text, _ in REFUSED}) >= 100
