"""The words of the page in one language, from one flat catalogue: used when the page is built and by its script.

A text may hold `{name}` where a value goes in. A text that depends on a number has one entry a plural form, its key
ending in `.one`, `.few`, `.many` ... as CLDR names them; the number goes in as `{count}`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
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
        form = key if count is None else f"{key}.{_PLURALS.get(self.language, _one_or_other)(count)}"
        text = self.texts.get(form) or self.texts.get(f"{key}.other")
        if text is None:
            raise CatalogueError(
                f"the catalogue of {self.language!r} has no text {form!r}; add it to maps/locales/{self.language}.json"
            )
        if count is not None:
            values["count"] = f"{count:,}"
        return re.sub(r"\{(\w+)\}", lambda match: values.get(match[1], match[0]), text)


def words_of(language: str) -> Words:
    """Return the words of a language.

    Raises
    ------
    CatalogueError
        If there is no catalogue for it; the message names those that exist.
    """
    folder = files("maps") / "locales"
    path = folder / f"{language}.json"
    if not re.fullmatch(r"[a-z]{2,3}", language) or not path.is_file():
        known = sorted(
            entry.name.removesuffix(".json") for entry in folder.iterdir() if entry.name.endswith(".json")
        )
        raise CatalogueError(f"there is no catalogue for language {language!r}; there is {', '.join(known)}")
    return Words(language=language, texts=json.loads(path.read_text(encoding="utf-8")))


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
