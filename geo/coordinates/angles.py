"""One angle: half of a pair, from its words to degrees."""

from __future__ import annotations

from typing import NamedTuple

from geo.coordinates.reading import half_unit, quoted
from geo.coordinates.tokens import HEMISPHERES, ROLES, Axis, Token
from geo.errors import CoordinateError

# A longitude below 100 degrees is often written without its leading zero; 4 and 6 digits tell that it was.
_PACKED_DIGITS: dict[Axis, tuple[int, ...]] = {"latitude": (4, 6), "longitude": (5, 7, 4, 6)}
_PACKED_FORM = {"latitude": "DDMM or DDMMSS", "longitude": "DDDMM or DDDMMSS"}


class Angle(NamedTuple):
    """One angle as written.

    Parameters
    ----------
    degrees : float
        Its size, without sign.
    half_unit_deg : float
        Half the unit of its last digit, in degrees.
    level : int
        1 for degrees alone, 2 with minutes, 3 with seconds.
    fraction : bool
        Whether the last number has decimals.
    axis : "latitude", "longitude" or None
        What a letter or a label says; None where nothing does.
    letter : str or None
        N, S, E or W.
    labelled : bool
        Whether "lat" or "lon" stands with it.
    sign : str
        "+", "-" or "".
    packed, hyphened : bool
        Digits run together; parts joined by hyphens.
    """

    degrees: float
    half_unit_deg: float
    level: int
    fraction: bool
    axis: Axis | None
    letter: str | None
    labelled: bool
    sign: str
    packed: bool
    hyphened: bool

    @property
    def signed_degrees(self) -> float:
        """Degrees with the sign that the letter or the sign gives; unsigned is positive."""
        negative = self.sign == "-" or (self.letter is not None and HEMISPHERES[self.letter][1] < 0)
        return -self.degrees if negative else self.degrees


def angle_from(words: list[Token], text: str) -> Angle:
    r"""Return the angle that the words of half a pair say.

    Parameters
    ----------
    words : list of Token
        At least one number, with what belongs to it.
    text : str
        The whole text as given, for messages.

    Raises
    ------
    CoordinateError
        If the words say no angle, or contradict each other.

    Examples
    --------
    >>> from geo.coordinates.tokens import tokens_of
    >>> angle_from(tokens_of("33°30.6' S"), "").signed_degrees
    -33.51
    """
    if not any(word.kind in {"number", "dotted"} for word in words):
        raise CoordinateError(
            f"{quoted(text)}: {quoted(' '.join(word.written for word in words))} holds no number, where one is due."
        )
    letter, axis, labelled = _hemisphere(words, text)
    sign = _sign(words, letter, text)
    parts, hyphened = _parts(words, text)
    packed = letter is not None and len(parts) == 1 and len(parts[0].partition(".")[0]) > 3
    if packed:
        parts = _unpacked(parts[0], HEMISPHERES[letter or "N"][0], text)
    _check_parts(parts, text)
    degrees = sum(float(part) / 60**power for power, part in enumerate(parts))
    return Angle(
        degrees=degrees,
        half_unit_deg=half_unit(parts[-1]) / 60 ** (len(parts) - 1),
        level=len(parts),
        fraction="." in parts[-1],
        axis=axis,
        letter=letter,
        labelled=labelled,
        sign=sign,
        packed=packed,
        hyphened=hyphened,
    )


def _hemisphere(words: list[Token], text: str) -> tuple[str | None, Axis | None, bool]:
    """Give the letter, the axis it or a label names, and whether a label does."""
    letters = [word for word in words if word.kind == "hemisphere"]
    labels = {word.meaning for word in words if word.kind == "label"}
    if len(letters) > 1:
        raise CoordinateError(
            f"{quoted(text)}: {letters[0].written} and {letters[1].written} stand with one number. "
            "Write one hemisphere letter for each of the two."
        )
    axes: set[str] = set(labels)
    if letters:
        axes.add(HEMISPHERES[letters[0].meaning][0])
    if len(axes) > 1:
        raise CoordinateError(
            f"{quoted(text)}: one number is called both latitude and longitude. Write lat with N or S, lon with E or W."
        )
    axis: Axis | None = None
    if axes:
        axis = "latitude" if "latitude" in axes else "longitude"
    return (letters[0].meaning if letters else None), axis, bool(labels)


def _sign(words: list[Token], letter: str | None, text: str) -> str:
    """Give the sign, which stands first and does not quarrel with the letter."""
    signs = [index for index, word in enumerate(words) if word.kind == "sign"]
    if not signs:
        return ""
    numbers = [index for index, word in enumerate(words) if word.kind in {"number", "dotted"}]
    if len(signs) > 1 or signs[0] > numbers[0]:
        raise CoordinateError(
            f"{quoted(text)}: a sign stands inside an angle. Write it once, before the degrees, as in -38 37 04."
        )
    sign = words[signs[0]].meaning
    if letter is not None and (sign == "-" or letter in "SW"):
        other = {"N": "S", "S": "N", "E": "W", "W": "E"}[letter]
        raise CoordinateError(
            f"{quoted(text)}: the sign {sign!r} and the letter {letter} stand together, which can be read as "
            f"{letter} or as {other}. Write one of the two, without the sign."
        )
    return sign


def _parts(words: list[Token], text: str) -> tuple[list[str], bool]:
    """Give the numbers as written, degrees first, and whether hyphens joined them."""
    parts: list[str] = []
    units: list[str | None] = []
    joiners: list[str] = []
    for word in words:
        if word.kind == "number":
            parts.append(word.meaning)
            units.append(None)
        elif word.kind == "dotted":
            parts.extend(_dotted(word, text))
            units.extend([None] * (len(parts) - len(units)))
            joiners.append(".")
        elif word.kind == "unit":
            if not parts or units[-1] is not None:
                raise CoordinateError(f"{quoted(text)}: {word.written!r} follows no number.")
            units[-1] = word.meaning
        elif word.kind in {"colon", "join"}:
            joiners.append(word.meaning)
    if len(parts) > 3:
        raise CoordinateError(f"{quoted(text)}: {len(parts)} numbers are too many for one angle.")
    for number, unit, role in zip(parts, units, ROLES, strict=False):
        if unit not in {None, role}:
            raise CoordinateError(
                f"{quoted(text)}: {number} is marked as {unit} where {role} are due. Write 33°30'21\"."
            )
    _check_joiners(words, joiners, len(parts), text)
    return parts, "-" in joiners


def _dotted(word: Token, text: str) -> list[str]:
    """27.15.45 or 27.15.45.2 as degrees, minutes and seconds."""
    parts = word.meaning.split(".")
    if len(parts) > 4:
        raise CoordinateError(f"{quoted(text)}: {quoted(word.written)} is no number.")
    return [*parts[:2], ".".join(parts[2:])]


def _check_joiners(words: list[Token], joiners: list[str], count: int, text: str) -> None:
    """All gaps between the numbers are joined alike, or none is; a joiner stands between numbers."""
    if not joiners:
        return
    inner = [word.kind for word in words if word.kind in {"number", "colon", "join", "dotted"}]
    alternating = all(
        (kind in {"number", "dotted"}) == (index % 2 == 0) for index, kind in enumerate(inner)
    ) and inner[-1] in {"number", "dotted"}
    enough = joiners == ["."] or (len(joiners) == count - 1 and "." not in joiners)
    if not alternating or not enough or len(set(joiners)) > 1 or "+" in joiners:
        raise CoordinateError(
            f"{quoted(text)}: the parts of an angle are joined in different ways. Write 33:30:21 or 33°30'21\"."
        )


def _unpacked(written: str, axis: Axis, text: str) -> list[str]:
    """333021.5 as 33, 30 and 21.5."""
    whole, point, decimals = written.partition(".")
    if len(whole) not in _PACKED_DIGITS[axis]:
        raise CoordinateError(
            f"{quoted(text)}: {len(whole)} digits are no packed {axis}, which has {_PACKED_FORM[axis]}. "
            "Fill up with zeros, as in 333021N 0383704E."
        )
    degree_digits = 2 if len(whole) % 2 == 0 else 3
    parts = [whole[:degree_digits], whole[degree_digits : degree_digits + 2], whole[degree_digits + 2 :]]
    parts = [part for part in parts if part]
    parts[-1] += point + decimals
    return parts


def _check_parts(parts: list[str], text: str) -> None:
    """Only the last number has decimals; minutes and seconds are below 60; degrees are not packed digits."""
    for part, role in zip(parts[:-1], ROLES, strict=False):
        if "." in part:
            raise CoordinateError(
                f"{quoted(text)}: {role} {part} have decimals, yet another number follows in the same angle. "
                "Only the last number of an angle has decimals; two angles need a comma or N, S, E, W."
            )
    for part, role in zip(parts[1:], ROLES[1:], strict=False):
        if float(part) >= 60:
            raise CoordinateError(f"{quoted(text)}: {role} {part[:20]} are not below 60.")
    if len(parts[0].partition(".")[0]) > 3:
        raise CoordinateError(
            f"{quoted(text)}: {parts[0][:20]} has too many digits for degrees. If it is packed degrees, minutes and "
            "seconds, add the hemispheres, as in 333021N 0383704E; if it is a UTM grid value, add zone and band."
        )
