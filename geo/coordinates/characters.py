"""One spelling for the many characters that people type and programs paste.

Reading starts here: digits of any script become 0 to 9, the dozen kinds of primes become ' and ", the kinds
of minus become -, invisible marks go. What is left is plain enough for short grammars.
"""

from __future__ import annotations

import re
import unicodedata

from geo.coordinates.reading import quoted
from geo.errors import CoordinateError

LONGEST_TEXT = 10_000
"""Characters; a GeoJSON feature or a map link may be long, a coordinate text is not longer than this."""

_SPELLINGS = {
    "°": "º˚∘⁰ᵒ°",
    "'": "′’‘‛ʹʼ´`ˊ＇",
    '"': "″”“‟ʺ˝＂〃",
    "-": "−﹣－–‒‐‑—",
    "+": "＋﹢",
    ",": "،，、",
    ";": "؛；",
    ":": "：∶",
    "/": "／∕",
    ".": "．٫",
}
# Marks that steer or join text without being text: ZWSP, ZWNJ, ZWJ, LRM, RLM, ALM, embeddings, isolates, word joiner, BOM,
# soft hyphen, Arabic tatweel and short vowels.
_IGNORED = [
    *range(0x200B, 0x2010),
    0x061C,
    0x202A,
    0x202B,
    0x202C,
    *range(0x2066, 0x206A),
    0x2060,
    0xFEFF,
    0x00AD,
    0x0640,
    *range(0x064B, 0x0653),
]
_MARK_IN_NUMBER = re.compile(r"(?<=\d)[" + "".join(map(chr, _IGNORED)) + r"](?=\d)")
# Overrides make text show in another order than it is stored in: what is seen would not be what is read.
_OVERRIDES = ("\u202d", "\u202e")

_TABLE: dict[int, str | None] = {
    **{ord(variant): plain for plain, variants in _SPELLINGS.items() for variant in variants},
    **dict.fromkeys(_IGNORED),
}


def plain(text: str) -> str:
    """Return a text with one spelling for every digit, sign, prime and separator.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The same, trimmed, with single spaces; letters stay as they are, except full-width ones.

    Raises
    ------
    CoordinateError
        If the text is empty, longer than `LONGEST_TEXT`, or holds a character that reverses its order.

    Examples
    --------
    >>> plain("٣٣٫٥° ، −３８．６°")
    '33.5° , -38.6°'
    """
    if len(text) > LONGEST_TEXT:
        raise CoordinateError(
            f"{quoted(text)}: {len(text):,} characters are too many for one position "
            f"(at most {LONGEST_TEXT:,}). Give the coordinates alone."
        )
    if not text.isascii():
        if any(override in text for override in _OVERRIDES):
            raise CoordinateError(
                f"{quoted(text)}: holds a character that makes it show in another order than it is read in "
                "(U+202D or U+202E). Type the coordinates again."
            )
        if _MARK_IN_NUMBER.search(text):
            raise CoordinateError(
                f"{quoted(text)}: an invisible mark stands between two digits, so that one number may be two. "
                "Type the coordinates again."
            )
        text = "".join(map(_plain_character, text.translate(_TABLE)))
    # Single spaces: the grammars' patterns then take linear time on any run of blanks.
    trimmed = " ".join(text.split())
    if not trimmed:
        raise CoordinateError(
            f"{quoted(text)}: there is no position in an empty text. Write one as in 33.50583, 38.61778."
        )
    return trimmed


def _plain_character(character: str) -> str:
    """Digits of every script as ASCII; full-width letters as plain ones."""
    if character.isascii():
        return character
    value = unicodedata.decimal(character, None)
    if value is not None:
        return str(value)
    if "！" <= character <= "～":
        return chr(ord(character) - 0xFEE0)
    return character
