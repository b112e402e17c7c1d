"""Names of places: folded so that spellings meet, and ranked where they do not.

Folding makes one key of "At Tanf", "al-Tanf" and "Tanf", of "التنف" and "ٱلتَّنْف", and of "Эт-Танф" and "Эт-Танфа". It
does not transliterate: a Latin, an Arabic and a Cyrillic spelling meet in the gazetteer, which stores all three.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LATIN_ARTICLES = frozenset(
    [
        "al",
        "el",
        "ul",
        "an",
        "en",
        "ar",
        "er",
        "as",
        "es",
        "ash",
        "esh",
        "at",
        "et",
        "ad",
        "ed",
        "az",
        "ez",
        "adh",
        "the",
    ],
)
CYRILLIC_ARTICLES = frozenset(
    [
        "аль",
        "эль",
        "ал",
        "эл",
        "ан",
        "эн",
        "ен",
        "ар",
        "эр",
        "ер",
        "ас",
        "эс",
        "ес",
        "аш",
        "эш",
        "еш",
        "ат",
        "эт",
        "ет",
        "ад",
        "эд",
        "ед",
        "аз",
        "эз",
        "ез",
    ],
)

# Letters that writers and keyboards exchange: forms of alef, ya and kaf, and the feminine ending.
_ARABIC_LETTERS = str.maketrans(
    {"ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ة": "ه", "ە": "ه", "ۀ": "ه", "ٱ": "ا", "گ": "ك", "ـ": None}
)
_SILENT = dict.fromkeys(map(ord, "'’‘ʼʻʿʾ`´ʹ′ʺ\"“”«»„ءьъ"), None)
_LETTER_OR_DIGIT = re.compile(r"[^\W_]+")
_LETTER_AND_NUMBER = re.compile(r"\b([^\W\d_]) (?=\d)")
_CYRILLIC = re.compile("[а-я]")

# Case endings of nouns and adjectives in the singular; what is left is a stem that all cases share. The short i is
# a plain one by then: its breve went with the other marks.
_RUSSIAN_ENDING = re.compile(
    "(?:ого|его|ому|ему|ои|еи|ою|ею|ом|ем|ым|им|ую|юю|ая|яя|ое|ее|ые|ие|ии|ия|ию|ыи|[аеиоуыэюя])$"
)
_SHORTEST_STEM = 3


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return the key of a name: what is left when spelling habits are taken away.

    Case, accents, vowel marks, hyphens and apostrophes go; forms of one Arabic letter become one; articles go in all
    three scripts (al-, at-, الـ, Эт-) unless nothing else is left; Russian case endings go.

    Examples
    --------
    >>> fold("At Tanf") == fold("al-Tanf") == fold("TANF") == "tanf"
    True
    >>> fold("دير الزور") == fold("دَيْر ٱلزُّور")
    True
    >>> fold("Эт-Танфа") == fold("Эт-Танф"), fold("Ракки") == fold("Ракка")
    (True, True)
    >>> fold("T-2") == fold("T2")
    True
    >>> fold("Deir ez-Zor") == fold("Dayr az-Zawr")
    False
    """
    words = _words(name)
    kept = [word for word in words if word not in LATIN_ARTICLES and word not in CYRILLIC_ARTICLES] or words
    return _LETTER_AND_NUMBER.sub(r"\1", " ".join(_bare(word) for word in kept))


def _words(name: str) -> list[str]:
    """Return the words of a name in lower case, without marks."""
    decomposed = unicodedata.normalize("NFKD", name.translate(_SILENT).translate(_ARABIC_LETTERS))
    # A mark is dropped, not replaced: it must not cut a word in two.
    letters = "".join(char for char in decomposed if unicodedata.category(char) not in {"Mn", "Cf"})
    return _LETTER_OR_DIGIT.findall(letters.casefold().translate(_ARABIC_LETTERS).translate(_SILENT))


def _bare(word: str) -> str:
    """Return a word without the Arabic article and the Russian case ending."""
    if word.startswith("ال") and len(word) >= 5:
        return word[2:]
    if _CYRILLIC.search(word):
        stem = _RUSSIAN_ENDING.sub("", word)
        return stem if len(stem) >= _SHORTEST_STEM else word
    return word


def similarity(first: str, second: str) -> float:
    """Return how alike two names are once folded, from 0 to 100; 100 is the same key.

    Notes
    -----
    The normalised indel similarity of RapidFuzz, of the keys as they are and with their words sorted.

    Examples
    --------
    >>> similarity("al-Tanf", "At Tanf")
    100.0
    >>> similarity("Tanaf", "Tanf") > 85 > similarity("Tanf", "Palmyra")
    True
    """
    return _similarity(fold(first), fold(second))


def _similarity(first: str, second: str) -> float:
    if first == second:
        return 100.0
    from rapidfuzz import fuzz

    # Below 100 by design: only an equal key may count as certain.
    alike = max(
        fuzz.ratio(first, second), fuzz.token_sort_ratio(first, second), _without_spaces(first, second)
    )
    return min(alike, 99.0)


def _without_spaces(first: str, second: str) -> float:
    from rapidfuzz import fuzz

    return fuzz.ratio(first.replace(" ", ""), second.replace(" ", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedName:
    """A name that may be meant: whose it is, how alike it is from 0 to 100, and whether that is certain."""

    key: str
    name: str
    score: float
    certain: bool


def rank_names(
    query: str, names: Mapping[str, Iterable[str]], *, limit: int = 8, at_least: float = 60.0
) -> list[RankedName]:
    """Return the entries whose names are most like a query, best first, one line an entry.

    Parameters
    ----------
    query : str
        The name as someone wrote it.
    names : mapping of str to iterable of str
        All names of each entry, variants and scripts together, by the entry's id.
    limit : int
        How many to return at most; the certain ones are always returned.
    at_least : float
        The least score, from 0 to 100, that is worth showing.

    Returns
    -------
    list of RankedName
        `certain` is true where the folded names are equal, and for nothing else: a score of 90 has been seen for a
        place in another country.

    Examples
    --------
    >>> places = {"garrison": ["Al-Tanf garrison", "At Tanf"], "palmyra": ["Palmyra", "Tadmur"]}
    >>> [(found.key, found.certain) for found in rank_names("al-tanf", places)]
    [('garrison', True)]
    >>> [(found.key, found.certain) for found in rank_names("Palmira", places)]
    [('palmyra', False)]
    """
    wanted = fold(query)
    if not wanted:
        return []
    ranked = []
    for key, variants in names.items():
        scored = [(_similarity(wanted, fold(name)), name) for name in variants]
        score, name = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
        if score >= at_least:
            ranked.append(RankedName(key=key, name=name, score=score, certain=score == 100.0))
    ranked.sort(key=lambda found: (-found.score, found.key))
    certain = sum(found.certain for found in ranked)
    return ranked[: max(limit, certain)]
