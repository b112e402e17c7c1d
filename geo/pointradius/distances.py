"""Units of length, and what the digits of a stated distance say of its precision."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from geo.errors import LocalityError
from geo.lengths import METRES_PER_UNIT, Unit

__all__ = ["METRES_PER_UNIT", "DistanceRule", "Unit", "distance_uncertainty", "parse_distance_number"]

DistanceRule = Literal["2020", "2004"]

# Decimals that stand for the simple fractions people measure in; 10.25 may have been written down as 10 1/4.
_SIMPLE_FRACTIONS: dict[str, int] = {"5": 2, "25": 4, "75": 4, "125": 8, "375": 8, "625": 8, "875": 8}
_THIRDS = ("33", "333", "3333", "66", "666", "6666", "67", "667", "6667")


def distance_uncertainty(number: str, *, rule: DistanceRule = "2020") -> float:
    """Return the uncertainty that the digits of a distance imply, in the unit the distance is stated in.

    Parameters
    ----------
    number : str
        The number as written: ``"10"``, ``"10.5"``, ``"10 1/4"``, ``"1/2"``. Digits and sign only, decimal point.
    rule : {"2020", "2004"}
        "2020": half of the precision; the precision of a whole number is 1, or from 100 on the power of ten below
        its own (100 for 2000), as far as its trailing zeros go; that of a fraction is 1 over its denominator.
        "2004": the older rule, for comparison: 1 over the denominator, 1 for a whole number, and half the power
        of ten of the trailing zeros (5 for 10 and 140, 500 for 2000).

    Raises
    ------
    LocalityError
        If the text is not a number of 0 or more.

    Notes
    -----
    Chapman and Wieczorek (2020), doi:10.15468/doc-gg7h-s853, "Uncertainty related to offset precision", whose table
    the rule "2020" reproduces; Wieczorek (2001), MaNIS/HerpNET/ORNIS Georeferencing Guidelines, and Wieczorek et al.
    (2004) for the older one. Decimals that are simple fractions (.5, .25, .75, .33, eighths) are taken for them.

    Examples
    --------
    >>> [distance_uncertainty(number) for number in ("10.1", "10.25", "10.5", "10", "140", "2000")]
    [0.05, 0.125, 0.25, 0.5, 5.0, 50.0]
    >>> [distance_uncertainty(number, rule="2004") for number in ("10.5", "10.6", "10", "2000")]
    [0.5, 0.1, 5.0, 500.0]
    """
    value, denominator = parse_distance_number(number)
    if denominator > 1:
        return (0.5 if rule == "2020" else 1.0) / denominator
    digits = str(int(value))
    trailing_zeros = len(digits) - len(digits.rstrip("0")) if value else 0
    if rule == "2004":
        return 0.5 * 10.0**trailing_zeros if trailing_zeros else 1.0
    return 0.5 * 10.0 ** max(0, min(trailing_zeros, len(digits) - 2))


def parse_distance_number(number: str) -> tuple[float, int]:
    """Return the value of a number as written, and the denominator of the precision it shows.

    Raises
    ------
    LocalityError
        If the text is not a number of 0 or more.

    Examples
    --------
    >>> parse_distance_number("10 1/4"), parse_distance_number("10.6"), parse_distance_number("27")
    ((10.25, 4), (10.6, 10), (27.0, 1))
    """
    parts = number.split()
    try:
        if "/" in number:
            fraction = Fraction(parts[-1])
            whole = int(parts[0]) if len(parts) == 2 else 0
            value, denominator = float(whole + fraction), int(parts[-1].split("/")[1])
        else:
            value, denominator = float(number), _decimal_denominator(number)
    except (ValueError, ZeroDivisionError, IndexError) as error:
        raise _not_a_number(number) from error
    if not number.replace(".", "").replace("/", "").replace(" ", "").isdecimal() or len(parts) > 2:
        raise _not_a_number(number)
    return value, denominator


def _not_a_number(number: str) -> LocalityError:
    return LocalityError(f"{number!r} is not a distance number; write digits, as in 27, 10.5 or 10 1/4")


def _decimal_denominator(number: str) -> int:
    decimals = number.partition(".")[2]
    if not decimals:
        return 1
    if decimals in _THIRDS:
        return 3
    simple = _SIMPLE_FRACTIONS.get(decimals.rstrip("0"))
    return simple or 10 ** len(decimals)
