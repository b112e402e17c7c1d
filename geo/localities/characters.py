"""One spelling for the characters of three scripts, so that the grammars need no other."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.localities.locality import Language

_DASHES = "‐‑‒–—―−﹣－"
_QUOTES = {"’": "'", "‘": "'", "ʼ": "'", "′": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "″": '"'}
_FRACTIONS = {
    "½": " 1/2", "¼": " 1/4", "¾": " 3/4", "⅓": " 1/3", "⅔": " 2/3", "⅛": " 1/8", "⅜": " 3/8", "⅝": " 5/8", "⅞": " 7/8"
}  # fmt: skip
_ONE_FOR_ONE = str.maketrans(
    {
        **dict.fromkeys(_DASHES, "-"),
        **_QUOTES,
        **_FRACTIONS,
        "٫": ".",
        "٬": None,
        "،": ",",
        "؛": ";",
        "ـ": None,
        "º": "°",
        "˚": "°",
        "∘": "°",
        "⁄": "/",
        "∕": "/",
    }
)
_SPACES = re.compile(r"\s+")
_ARABIC_VOWELS = re.compile("[\u064b-\u0652\u0670]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_ARABIC = re.compile("[\u0600-\u06ff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")


def plain(text: str) -> str:
    """Return a wording in plain characters: ASCII digits, dashes, quotes and spaces; no marks that do not show.

    Examples
    --------
    >>> plain("جنوب غرب الرقّة بـ ٤٠٫٥ كم")
    'جنوب غرب الرقة ب 40.5 كم'
    >>> plain("10½ miles – north‑west")
    '10 1/2 miles - north-west'
    """
    swapped = text.translate(_ONE_FOR_ONE)
    visible = "".join(
        _ascii_digit(char) for char in swapped if unicodedata.category(char) != "Cf" or char.isspace()
    )
    return _SPACES.sub(" ", _ARABIC_VOWELS.sub("", visible)).strip(" .;,")


def _ascii_digit(char: str) -> str:
    return str(unicodedata.decimal(char)) if char.isdecimal() else char


def languages_of(text: str) -> tuple[Language, ...]:
    """Return the languages whose script a text uses, the most used first: Arabic, Russian, and English for Latin.

    Examples
    --------
    >>> languages_of("27 km NW of التنف")
    ('en', 'ar')
    """
    counts: dict[Language, int] = {
        "en": len(_LATIN.findall(text)),
        "ar": len(_ARABIC.findall(text)),
        "ru": len(_CYRILLIC.findall(text)),
    }
    used = sorted((language for language in counts if counts[language]), key=lambda name: -counts[name])
    return tuple(used) or ("en",)
