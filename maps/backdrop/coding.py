"""Lines as short text: differences of whole numbers, in an alphabet that no template or markup can mistake.

A path of points is written as latitude and longitude times ten to the power of the precision, rounded; each
number as its difference from the one before (the first from 0); each difference folded to be positive
(0, -1, 1, -2 ... become 0, 1, 2, 3 ...) and cut in groups of five bits, lowest first. A group becomes one letter of
`ALPHABET`; 32 is added to it where more groups follow. This is the page's whole decoder:

    const decode = (text, precision) => {
      const points = [], scale = 10 ** precision, sum = [0, 0];
      for (let i = 0, axis = 0; i < text.length; axis ^= 1) {
        let value = 0, shift = 0, group;
        do { group = ALPHABET.indexOf(text[i++]); value += (group & 31) * 2 ** shift; shift += 5; } while (group > 31);
        sum[axis] += value % 2 ? -(value + 1) / 2 : value / 2;
        if (axis) points.push([sum[0] / scale, sum[1] / scale]);
      }
      return points;
    };
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.errors import ContestedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_VALUE_OF = {letter: value for value, letter in enumerate(ALPHABET)}


class BackdropError(ContestedError):
    """A backdrop file that cannot be read: it was changed, or made by another version."""


def encode(points: Iterable[tuple[float, float]], *, precision: int) -> str:
    """Return the points as one text.

    Parameters
    ----------
    points : iterable of (latitude, longitude)
        Degrees, WGS 84.
    precision : int
        Decimals to keep: 4 keeps a point within 8 m of where it was.

    Examples
    --------
    >>> encode([(33.5058, 38.6178), (33.5058, 38.6179)], precision=4)
    'ktuUkoyXAC'
    """
    letters: list[str] = []
    last = [0, 0]
    for point in points:
        for axis, degrees in enumerate(point):
            whole = round(degrees * 10**precision)
            letters.extend(_letters_of(whole - last[axis]))
            last[axis] = whole
    return "".join(letters)


def decode(text: str, *, precision: int) -> list[tuple[float, float]]:
    """Return the (latitude, longitude) points that `encode` wrote, in degrees.

    Raises
    ------
    BackdropError
        If the text has another letter in it, or stops within a point.

    Examples
    --------
    >>> decode("ktuUkoyXAC", precision=4)
    [(33.5058, 38.6178), (33.5058, 38.6179)]
    """
    differences = list(_differences_in(text))
    if len(differences) % 2:
        raise BackdropError(
            f"the path {text[:20]!r} stops after a latitude: the file is damaged, build it again"
        )
    scale = 10**precision
    points: list[tuple[float, float]] = []
    lat = lon = 0
    for lat_step, lon_step in zip(differences[::2], differences[1::2], strict=True):
        lat, lon = lat + lat_step, lon + lon_step
        points.append((lat / scale, lon / scale))
    return points


def _letters_of(difference: int) -> Iterator[str]:
    folded = -2 * difference - 1 if difference < 0 else 2 * difference
    while folded > 31:
        yield ALPHABET[32 + folded % 32]
        folded //= 32
    yield ALPHABET[folded]


def _differences_in(text: str) -> Iterator[int]:
    folded = shift = 0
    more = False
    for letter in text:
        if letter not in _VALUE_OF:
            raise BackdropError(f"{letter!r} is no letter of a path: the file is damaged, build it again")
        group = _VALUE_OF[letter]
        folded += (group & 31) << shift
        shift += 5
        more = group > 31
        if not more:
            yield -(folded + 1) // 2 if folded % 2 else folded // 2
            folded = shift = 0
    if more:
        raise BackdropError(
            f"the path {text[:20]!r} stops within a number: the file is damaged, build it again"
        )
