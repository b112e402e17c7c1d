"""Two angles: which words belong to which, and which of the two is the latitude.

The rules, in the order they decide:

- Letters and labels say which axis a number is on, in either order. Without them latitude comes first.
- Where one number has a hemisphere letter, the other has one too, or a sign.
- Degrees and minutes without any letter or label need a sign, since a lost letter leaves the same text.
- The parts of an angle go down from degrees to seconds, only the last has decimals, and both angles are written
  alike, unless letters and marks leave no doubt.
- A comma between digits is a decimal comma or a separator, whichever makes a pair; where a bare text would
  use commas as both, it is refused.
"""

from __future__ import annotations

import re
from dataclasses import replace

from geo.coordinates.angles import Angle, angle_from
from geo.coordinates.halves import EXAMPLE, halves_of, without_brackets, without_header
from geo.coordinates.reading import Reading, checked_position, pair_text, quoted, rounding_m
from geo.coordinates.tokens import Axis, Token, tokens_of
from geo.errors import CoordinateError

NOTATIONS = {
    1: "decimal degrees",
    2: "degrees and decimal minutes",
    3: "degrees, minutes and seconds",
}
_TIGHT_COMMA = re.compile(r"(?<=\d),(?=\d)")
_CHAINED_COMMAS = re.compile(r"\d,\d+,\d")
_FOUR_BETWEEN_COMMAS = re.compile(r"([+-]?\d+),(\d+),\s*([+-]?\d+),(\d+)")
_DOTTED = re.compile(r"\d+\.\d+\.\d+")
_WHOLE_WITH_SLASH = re.compile(r"(\d+) ?/ ?(\d+)")
_EXPONENT = re.compile(r"\d[eE][+-]?\d{1,3}(?![\d.])")
# "N33E038" puts its letters first, which an exponent cannot.
_TILE = re.compile(r"[NS] ?\d", re.IGNORECASE)
# Receivers and tables put a comma between number and letter.
_NMEA = re.compile(r"(\d{1,6}(?:\.\d+)?), ?([NS]), ?(\d{1,7}(?:\.\d+)?), ?([EW])", re.IGNORECASE)


def read_pair(plain_text: str, *, text: str) -> Reading:
    """Return the reading of a pair of angles: decimal degrees, with minutes, or with seconds.

    Parameters
    ----------
    plain_text : str
        The text after `characters.plain`.
    text : str
        The text as given.

    Raises
    ------
    CoordinateError
        If the text is no pair of angles, or can be read in two ways.

    Examples
    --------
    >>> read_pair("33,5 38,6", text="33,5 38,6").position.lon
    38.6
    >>> read_pair("33.5 N 38.6", text="33.5 N 38.6")
    Traceback (most recent call last):
        ...
    geo.errors.CoordinateError: '33.5 N 38.6': the longitude has no hemisphere and can be read as 33.5 N, 38.6 E or as 33.5 N, 38.6 W. Add the letter.
    """
    slashed = _WHOLE_WITH_SLASH.fullmatch(plain_text)
    if slashed:
        raise CoordinateError(
            f"{quoted(text)}: can be read as a date, a fraction, or a position. "
            f"If you mean a position, write {slashed[1][:20]}, {slashed[2][:20]}."
        )
    if _EXPONENT.search(plain_text) and not _TILE.match(plain_text):
        raise CoordinateError(
            f"{quoted(text)}: an 'e' between digits can be read as an exponent or as east. Put a space around the letter."
        )
    nmea = _NMEA.fullmatch(plain_text)
    if nmea:
        plain_text = " ".join(nmea.groups())
    if not _TIGHT_COMMA.search(plain_text):
        return _read_words(plain_text, text)
    _refuse_commas_of_two_kinds(plain_text, text)
    as_separators = _attempt(plain_text, text)
    as_decimals = _attempt(_with_decimal_points(plain_text), text)
    if isinstance(as_separators, Reading) and isinstance(as_decimals, Reading):
        raise CoordinateError(
            f"{quoted(text)}: the commas can be read in two ways, as {_shown(as_decimals)} or as "
            f"{_shown(as_separators)}. Write decimals with points."
        )
    if isinstance(as_separators, Reading) and "." not in plain_text:
        as_separators = _whole_numbers(as_separators, plain_text, text)
    for outcome in (as_separators, as_decimals):
        if isinstance(outcome, Reading):
            return outcome
    # Both are errors; the one about commas as they stand is the one that the text shows.
    raise as_separators if isinstance(as_separators, CoordinateError) else CoordinateError(quoted(text))


def _whole_numbers(reading: Reading, plain_text: str, text: str) -> Reading:
    """Warn of "33,38", which is a pair unless its comma is a decimal one; refuse it where marks make that likely."""
    if re.search(r"[^\d,;|/+\-() \[\]]", plain_text):
        raise CoordinateError(
            f"{quoted(text)}: the comma can be read as a decimal comma, so that one number is no position, or as "
            f"the separator of {_shown(reading)}. Write a space after a separating comma."
        )
    warning = f"the comma is read as a separator, {_shown(reading)}, not as a decimal comma"
    return replace(reading, warnings=(*reading.warnings, warning))


def _attempt(plain_text: str | None, text: str) -> Reading | CoordinateError | None:
    """Give the reading, or the error that reading ended in; None where there is no such reading to try."""
    if plain_text is None:
        return None
    try:
        return _read_words(plain_text, text)
    except CoordinateError as error:
        return error


def _with_decimal_points(plain_text: str) -> str | None:
    """Turn decimal commas into points, where the text can have decimal commas at all."""
    without_dotted = _DOTTED.sub("", plain_text)
    if "." in re.sub(r"[^\d.]\.|\.(?!\d)", "", without_dotted) or _CHAINED_COMMAS.search(plain_text):
        return None
    with_points = _TIGHT_COMMA.sub(".", plain_text)
    is_bare = re.search(r"[^\d.,+\- ]", with_points) is None
    return None if is_bare and "," in with_points else with_points


def _refuse_commas_of_two_kinds(plain_text: str, text: str) -> None:
    """Refuse "33,505, 38,617": nothing but the spacing would tell a decimal comma from a separator."""
    match = _FOUR_BETWEEN_COMMAS.fullmatch(plain_text)
    if match:
        lat_whole, lat_decimals, lon_whole, lon_decimals = match.groups()
        raise CoordinateError(
            f"{quoted(text)}: commas are used for decimals and between the numbers, or these are four numbers. "
            f"If you mean {lat_whole}.{lat_decimals}, {lon_whole}.{lon_decimals}, write it so, with points."
        )


def _shown(reading: Reading) -> str:
    return pair_text(reading.position.lat, reading.position.lon)


def _read_words(plain_text: str, text: str) -> Reading:
    """Read a text whose commas are settled."""
    words = tokens_of(plain_text)
    if words and words[0].kind == "label":  # "lat/lng: (33.5, 38.6)"
        words, order = without_header(words)
        words = without_brackets(words, text)
    else:
        words, order = without_header(without_brackets(words, text))
    if not any(word.kind in {"number", "dotted"} for word in words):
        raise CoordinateError(f"{quoted(text)}: no number stands in it. {EXAMPLE}")
    first_words, second_words = halves_of(words, text)
    first, second = angle_from(first_words, text), angle_from(second_words, text)
    lat, lon = _by_axis(first, second, order, text)
    _check_match(lat, lon, text)
    _check_separator(words, lat, lon, text)
    return _reading(lat, lon, text, swappable=lat.axis is None and lon.axis is None)


def _reading(lat: Angle, lon: Angle, text: str, *, swappable: bool) -> Reading:
    position = checked_position(
        text,
        lat=lat.signed_degrees,
        lon=lon.signed_degrees,
        uncertainty_m=rounding_m(
            min(lat.degrees, 90), lat_half_deg=lat.half_unit_deg, lon_half_deg=lon.half_unit_deg
        ),
        order="latitude first" if swappable else None,
    )
    return Reading(position=position, notation=NOTATIONS[max(lat.level, lon.level)], text=text)


def _by_axis(first: Angle, second: Angle, order: tuple[Axis, Axis], text: str) -> tuple[Angle, Angle]:
    """Say which angle is the latitude."""
    if first.axis is not None and first.axis == second.axis:
        raise CoordinateError(
            f"{quoted(text)}: both numbers are called {first.axis}. One needs N or S, the other E or W."
        )
    first_axis = first.axis
    if first_axis is None and second.axis is not None:
        first_axis = "longitude" if second.axis == "latitude" else "latitude"
    return (first, second) if (first_axis or order[0]) == "latitude" else (second, first)


def _check_match(lat: Angle, lon: Angle, text: str) -> None:
    """Refuse angles that are written in different ways, or whose hemisphere was lost."""
    coarse, fine = (lat, lon) if lat.level <= lon.level else (lon, lat)
    lettered = lat.letter is not None and lon.letter is not None
    # Packed digits of two lengths are likely a digit lost, and then every part after it is wrong.
    mixed_levels = lat.level != lon.level and (coarse.fraction or not lettered or lat.packed)
    if mixed_levels or lat.packed != lon.packed:
        raise CoordinateError(
            f"{quoted(text)}: the two numbers are in different formats, {NOTATIONS[coarse.level]} and "
            f"{NOTATIONS[fine.level]}. Write both alike."
        )
    if lettered or (lat.labelled and lon.labelled):
        return
    if lat.letter is not None or lon.letter is not None:
        _check_partner(lat, lon, text)
        return
    if lat.hyphened or lon.hyphened or (fine.level > 1 and not _signs_tell(lat, lon)):
        north, east = lat.degrees, lon.degrees
        raise CoordinateError(
            f"{quoted(text)}: degrees and minutes without hemispheres can be read as {pair_text(north, east)}, or as "
            f"{pair_text(north, -east)}, {pair_text(-north, east)} or {pair_text(-north, -east)}. "
            "Add N or S, E or W, or signs."
        )


def _check_separator(words: list[Token], lat: Angle, lon: Angle, text: str) -> None:
    """Refuse "33.5 and 38.6", which may be a range or a list; letters or labels make it a pair."""
    joining = [word for word in words if word.kind == "separator" and word.meaning not in ",;/|"]
    if joining and (lat.axis is None or lon.axis is None):
        raise CoordinateError(
            f"{quoted(text)}: {joining[0].written!r} between bare numbers may join any two. Write a comma, as in "
            f"{pair_text(lat.signed_degrees, lon.signed_degrees)}."
        )


def _signs_tell(lat: Angle, lon: Angle) -> bool:
    """Whether signs replace the letters: both have one, or one is negative."""
    return (lat.sign != "" and lon.sign != "") or "-" in (lat.sign, lon.sign)


def _check_partner(lat: Angle, lon: Angle, text: str) -> None:
    """Where one number has its letter, the other has one, a sign or a label."""
    bare, axis = (lon, "longitude") if lat.letter else (lat, "latitude")
    if bare.sign or bare.labelled:
        return
    here = pair_text(lat.signed_degrees, lon.signed_degrees)
    if axis == "longitude":
        there = pair_text(lat.signed_degrees, -lon.signed_degrees)
    else:
        there = pair_text(-lat.signed_degrees, lon.signed_degrees)
    raise CoordinateError(
        f"{quoted(text)}: the {axis} has no hemisphere and can be read as {here} or as {there}. Add the letter."
    )
