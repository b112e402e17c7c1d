"""The words of the page in one language, from one flat catalogue: used when the page is built and by its script.

A text may hold `{name}` where a value goes in. A text that depends on a number has one entry a plural form, its key
ending in `.one`, `.few`, `.many` ... as CLDR names them; the number goes in as `{count}`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from maps.errors import CatalogueError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The catalogue of one language.

    Examples
    --------
    >>> words = Words(language="en", texts={"n.one": "{count} claim", "n.other": "{count} claims", "by": "by {who}"})
    >>> words("n", count=1), words("n", count=1200), words("by", who="SOHR")
    ('1 claim', '1,200 claims', 'by SOHR')
    """

    language: str
    texts: Mapping[str, str]

    @property
    def direction(self) -> str:
        """The direction of its script, "ltr" or "rtl"."""
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"

    def __call__(self, key: str, *, count: int | None = None, **values: str) -> str:
        """Return a text with its values put in.

        Raises
        ------
        CatalogueError
            If the catalogue has no such text.
        """
        form = key if count is None else f"{key}.{plural_form(self.language, count)}"
        text = self.texts.get(form) or self.texts.get(f"{key}.other")
        if text is None:
            raise CatalogueError(
                f"the catalogue of {self.language!r} has no text {form!r}; add it to maps/locales/{self.language}.json"
            )
        if count is not None:
            values["count"] = self.number(count)
        return re.sub(r"\{(\w+)\}", lambda match: values.get(match[1], match[0]), text)

    def number(self, value: float, decimals: int | None = None) -> str:
        r"""Return a number as the language writes it, with a number of decimals if one is given.

        Examples
        --------
        >>> words_of("en").number(12345.678, 1), words_of("ru").number(12345.5), words_of("ar").number(1200)
        ('12,345.7', '12\xa0345,5', '١٬٢٠٠')
        """
        text = f"{value:,.{decimals}f}" if decimals is not None else f"{value:,}"
        if decimals is None and text.endswith(".0"):
            text = text[:-2]
        signs = {",": self.texts.get("number.group", ","), ".": self.texts.get("number.decimal", ".")}
        return self.digits("".join(signs.get(sign, sign) for sign in text))

    def digits(self, text: str) -> str:
        """Return a text with its digits as the language writes them.

        Examples
        --------
        >>> words_of("ar").digits("18:43")
        '١٨:٤٣'
        """
        return text.translate(str.maketrans("0123456789", self.texts.get("number.digits", "0123456789")))

    def has(self, key: str) -> bool:
        """Return whether the catalogue has a text."""
        return key in self.texts


@cache
def words_of(language: str) -> Words:
    """Return the words of a language.

    Raises
    ------
    CatalogueError
        If there is no catalogue for it; the message names those that exist.
    """
    path = files("maps") / "locales" / f"{language}.json"
    if not re.fullmatch(r"[a-z]{2,3}", language) or not path.is_file():
        raise CatalogueError(
            f"there is no catalogue for language {language!r}; there is {', '.join(known_languages())}"
        )
    return Words(language=language, texts=json.loads(path.read_text(encoding="utf-8")))


@cache
def known_languages() -> tuple[str, ...]:
    """Return the languages that have a catalogue: English first, the others in the order of their codes.

    Examples
    --------
    >>> known_languages()
    ('en', 'ar', 'ru')
    """
    folder = files("maps") / "locales"
    found = {entry.name.removesuffix(".json") for entry in folder.iterdir() if entry.name.endswith(".json")}
    return tuple(sorted(found, key=lambda language: (language != "en", language)))


def plural_form(language: str, count: int) -> str:
    """Return the plural form that CLDR names for a whole number in a language.

    Examples
    --------
    >>> [plural_form("ru", count) for count in (1, 3, 11, 21)], plural_form("ar", 2)
    (['one', 'few', 'many', 'one'], 'two')
    """
    return _PLURALS.get(language, _one_or_other)(count)


def _one_or_other(count: int) -> str:
    return "one" if count == 1 else "other"


def _russian(count: int) -> str:
    last, last_two = count % 10, count % 100
    if last == 1 and last_two != 11:
        return "one"
    return "few" if 2 <= last <= 4 and not 12 <= last_two <= 14 else "many"


def _arabic(count: int) -> str:
    if count <= 2:
        return ("zero", "one", "two")[count]
    last_two = count % 100
    return "few" if 3 <= last_two <= 10 else "many" if last_two >= 11 else "other"


# Plural rules of CLDR for whole numbers.
_PLURALS: dict[str, Callable[[int], str]] = {"ar": _arabic, "ru": _russian}
