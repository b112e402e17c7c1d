"""The pieces of a sentence: words of the catalogue with values in them, and texts of the case.

A piece can be read in a language (`Piece.read`). Words of the catalogue can also be said again in another one by the
page's script (`Piece.spec`): `maps/static/js/sayings.js` reads what is written here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from maps.dates import date_words, distance_words, period_words, position_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maps.words import Words

CONTENT_LANGUAGE = "en"
"""The language in which records are written, where they name no other."""

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"


class Piece:
    """One piece; every kind of it says how it is read, and what the script needs to say it again."""

    __slots__ = ()

    def read(self, words: Words, *, isolate: bool = False) -> str:
        """Return it as plain text in a language; with `isolate`, its direction cannot touch the text around it."""
        raise NotImplementedError

    def spec(self) -> list[Any]:
        """Return what the script says it by: a list whose first item tells which kind it is."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Said(Piece):
    """A text of the case, in its own language; it stays what it is whatever language the page is read in."""

    text: str
    language: str | None = CONTENT_LANGUAGE

    def read(self, words: Words, *, isolate: bool = False) -> str:
        """Return the text as it stands."""
        return isolated(self.text) if isolate else self.text

    def spec(self) -> list[Any]:
        """Return `["t", text]`."""
        return ["t", self.text]


@dataclass(frozen=True, slots=True, kw_only=True)
class Code(Piece):
    """An id or a hash, which is read from left to right in every language."""

    text: str

    def read(self, words: Words, *, isolate: bool = False) -> str:
        """Return the text as it stands."""
        return isolated(self.text) if isolate else self.text

    def spec(self) -> list[Any]:
        """Return `["t", text]`."""
        return ["t", self.text]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark(Piece):
    """A sign between pieces."""

    text: str

    def read(self, words: Words, *, isolate: bool = False) -> str:
        """Return the sign."""
        return self.text

    def spec(self) -> list[Any]:
        """Return `["t", sign]`."""
        return ["t", self.text]


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Piece):
    """The name of a party, place, zone or zone definition, which may have one in the reader's language.

    `table` and `row` say whose; `texts` holds the names by language, with that of the record under "".
    """

    table: str
    row: int
    texts: Mapping[str, str]

    def read(self, words: Words, *, isolate: bool = False) -> str:
        """Return the name in the language if there is one, else as the record gives it."""
        name = self.texts.get(words.language) or self.texts[""]
        return isolated(name) if isolate else name

    def spec(self) -> list[Any]:
        """Return `["n", table, row]`."""
        return ["n", self.table, self.row]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Piece):
    """A time, as EDTF."""

    edtf: str

    def read(self, words: Words, *, isolate: bool = False) -> str:
        """Return the time in words."""
        return date_words(self.edtf, words)

    def spec(self) -> list[Any]:
        """Return `["d", edtf]`."""
        return ["d", self.edtf]


@dataclass(frozen=True, slots=True, kw_only=True)
class Period(Piece):
    """From one time to another, either of which may be missing."""

    start: str | None
    end: str | None

    def read(self, words: Words, *, isolate: bool = False) -> str:
        """Return the period in words."""
        return period_words(self.start, self.end, words)

    def spec(self) -> list[Any]:
        """Return `["r", start, end]`."""
        return ["r", self.start, self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Far(Piece):
    """A length in metres."""

    metres: float

    def read(self, words: Words, *, isolate: bool = False) -> str:
        """Return the length with its unit."""
        return distance_words(self.metres, words)

    def spec(self) -> list[Any]:
        """Return `["m", metres]`."""
        return ["m", self.metres]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot(Piece):
    """A position, degrees on WGS 84."""

    lat: float
    lon: float

    def read(self, words: Words, *, isolate: bool = False) -> str:
        """Return the position in decimal degrees."""
        return position_words(self.lat, self.lon, words)

    def spec(self) -> list[Any]:
        """Return `["p", lat, lon]`."""
        return ["p", self.lat, self.lon]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Piece):
    """A number."""

    value: float

    def read(self, words: Words, *, isolate: bool = False) -> str:
        """Return the number as the language writes it."""
        return words.number(self.value)

    def spec(self) -> list[Any]:
        """Return `["f", value]`."""
        return ["f", self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Digits(Piece):
    """Digits that are no quantity, such as a year."""

    text: str

    def read(self, words: Words, *, isolate: bool = False) -> str:
        """Return the digits as the language writes them."""
        return words.digits(self.text)

    def spec(self) -> list[Any]:
        """Return `["g", digits]`."""
        return ["g", self.text]


@dataclass(frozen=True, slots=True, kw_only=True)
class Say(Piece):
    """A text of the catalogue with its values; `count` chooses the plural form.

    Examples
    --------
    >>> from maps.words import words_of
    >>> Say(key="text.when", values={"date": Day(edtf="2017-06")}).read(words_of("ru"))
    'Когда: июнь 2017 г.'
    """

    key: str
    values: Mapping[str, Piece] = field(default_factory=dict)
    count: int | None = None

    def read(self, words: Words, *, isolate: bool = False) -> str:
        """Return the text with its values put in."""
        values = {name: value.read(words, isolate=isolate) for name, value in self.values.items()}
        return words(self.key, count=self.count, **values)

    def spec(self) -> list[Any]:
        """Return `["s", key]`, then the values by name if there are any, then the count."""
        spec: list[Any] = ["s", self.key]
        if self.values or self.count is not None:
            spec.append({name: value.spec() for name, value in self.values.items()})
        return spec if self.count is None else [*spec, self.count]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word(Piece):
    """A word of a vocabulary that cases may extend: the catalogue's if it has one, else the word as given."""

    family: str
    word: str

    def read(self, words: Words, *, isolate: bool = False) -> str:
        """Return the word."""
        key = f"{self.family}.{self.word}"
        return words(key) if words.has(key) else self.word

    def spec(self) -> list[Any]:
        """Return `["w", family, word]`."""
        return ["w", self.family, self.word]


@dataclass(frozen=True, slots=True, kw_only=True)
class Several(Piece):
    """Several pieces, parted as the language parts them: by commas, or as `between` says."""

    pieces: tuple[Piece, ...]
    between: str = "list.comma"

    def read(self, words: Words, *, isolate: bool = False) -> str:
        """Return the pieces in a row."""
        return words(self.between).join(piece.read(words, isolate=isolate) for piece in self.pieces)

    def spec(self) -> list[Any]:
        """Return `["l", key of what parts them, pieces ...]`."""
        return ["l", self.between, *(piece.spec() for piece in self.pieces)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Piece):
    """An address of the web, shown as a text."""

    address: str
    text: Piece

    def read(self, words: Words, *, isolate: bool = False) -> str:
        """Return its text."""
        return self.text.read(words, isolate=isolate)

    def spec(self) -> list[Any]:
        """Return that of its text."""
        return self.text.spec()


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump(Piece):
    """A way to another part of the same text."""

    anchor: str
    text: Piece

    def read(self, words: Words, *, isolate: bool = False) -> str:
        """Return its text."""
        return self.text.read(words, isolate=isolate)

    def spec(self) -> list[Any]:
        """Return that of its text."""
        return self.text.spec()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cites(Piece):
    """Numbers of sources in square brackets, each leading to its source; `rows` are those of the table."""

    rows: tuple[int, ...]

    def read(self, words: Words, *, isolate: bool = False) -> str:
        """Return the numbers, which are those of the list of sources in every language."""
        return f"[{', '.join(str(row + 1) for row in self.rows)}]"

    def spec(self) -> list[Any]:
        """Return `["t", numbers]`."""
        return ["t", f"[{', '.join(str(row + 1) for row in self.rows)}]"]


def isolated(text: str) -> str:
    """Return a text between signs that keep its direction to itself."""
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"
