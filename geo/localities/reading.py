"""Reads a locality wording: what kind it is, and its places, distances and headings, in English, Arabic or Russian."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from geo.errors import CoordinateError, LocalityError
from geo.localities.arabic import ARABIC
from geo.localities.characters import languages_of, plain
from geo.localities.english import ENGLISH
from geo.localities.grammar import ends_of_road, matches
from geo.localities.lexicon import DISTANCE
from geo.localities.locality import Locality
from geo.localities.quantities import mask_distances, read_heading
from geo.localities.russian import RUSSIAN
from geo.names import LATIN_ARTICLES
from geo.pointradius.headings import heading_between

if TYPE_CHECKING:
    from geo.localities.lexicon import Lexicon
    from geo.localities.locality import Kind, Language, Side, StatedDistance
    from geo.localities.quantities import Masked
    from geo.pointradius.headings import Heading

LEXICONS: dict[Language, Lexicon] = {"en": ENGLISH, "ar": ARABIC, "ru": RUSSIAN}
LONGEST = 400
"""Characters a wording may have; longer ones are sentences, not localities."""

_HOW_TO_WRITE = (
    "Write it as a place (al-Tanf), near a place (near Zakaf), a distance and heading (27 km NW of al-Tanf), a "
    "distance (40 miles from the crossing), a heading (north of Tabqa), between two places, on a road between two "
    "places, inside or outside a zone, or as coordinates"
)


def read_locality(text: str) -> Locality:
    """Return what a locality wording says, without looking anything up.

    Parameters
    ----------
    text : str
        The wording, in English, Arabic or Russian, or coordinates in any notation.

    Raises
    ------
    LocalityError
        If the text has no reading, with the ways it could be written; if it is empty or longer than 400 characters.

    Examples
    --------
    >>> found = read_locality("about 18 miles (29 km) north-west of the base")
    >>> found.kind, found.origins, found.headings[0].azimuth_deg, found.modifiers
    ('distance and heading', ('the base',), 315.0, ('about',))
    >>> [(distance.low, distance.unit) for distance in (found.distances[0], *found.distances[0].also)]
    [(18.0, 'mi'), (29.0, 'km')]
    >>> read_locality("جنوب غرب الرقة بـ 40 كم").origins, read_locality("в 40 км юго-западнее Ракки").origins
    (('الرقة',), ('Ракки',))
    """
    words = plain(text)
    if not words:
        raise LocalityError("the locality is empty. " + _HOW_TO_WRITE + ".")
    if len(words) > LONGEST:
        raise LocalityError(
            f"a locality of {len(words)} characters is too long; give the words that say where"
        )
    if _is_coordinates(words):
        return Locality(text=text, kind="coordinates")
    found = [reading for language in languages_of(words) if (reading := _read(words, LEXICONS[language]))]
    if not found:
        raise LocalityError(f"{text!r} cannot be read as a locality. {_HOW_TO_WRITE}.")
    # A name may be in another script than the words round it, which then make sense in one language only.
    return replace(next((reading for reading in found if reading.kind != "place"), found[0]), text=text)


def _read(words: str, lexicon: Lexicon) -> Locality | None:
    masked = mask_distances(words, lexicon)
    return _read_clause(masked, lexicon) or _read_clauses(masked, lexicon)


def _is_coordinates(words: str) -> bool:
    """Return whether a text is coordinates, ambiguous ones included, since those have a message of their own."""
    if not re.search(r"\d", words):
        return bool(re.match(r"(?:geo:|https?://)", words, re.IGNORECASE))
    from geo.coordinates import read_coordinates

    try:
        read_coordinates(words)
    except CoordinateError:
        # Two numbers and hardly a word: whoever wrote that meant coordinates; but "27-29 km N of T2" is an offset.
        is_worded = re.search(r"[^\W\d_]{3}|\b(?:of|km|mi)\b|\d ?(?:km|mi|км|كم|كلم)\b", words)
        return bool(re.search(r"\d\D+\d", words)) and not is_worded
    return True


def _read_clauses(wording: Masked, lexicon: Lexicon) -> Locality | None:
    """Return a wording of several clauses: its first offset, with the others beside it."""
    read: list[Locality] = []
    unread: list[str] = []
    for clause in re.finditer(r"[^,; ][^,;]*", wording.text):
        part = wording.part(*clause.span())
        found = _read_clause(part, lexicon)
        if found:
            read.append(found)
        else:
            unread.append(part.words.strip())
    named = [clause for clause in read if clause.kind == "place"]
    offsets = [clause for clause in read if clause.kind != "place"]
    if not offsets:
        return None if unread else _read_place(wording, lexicon)
    # "Zakf, 60 km NE of Tanf": each clause says where, the named place most precisely of all.
    first, *rest = [*named, *offsets]
    return replace(first, others=tuple(rest), unread=tuple(unread))


def _read_clause(wording: Masked, lexicon: Lexicon) -> Locality | None:
    for kind, match in matches(wording.text, lexicon):
        found = _locality(_Clause(wording, match, lexicon), kind)
        if found is not None:
            return found
    return None if re.search("[,;]", wording.text) else _read_place(wording, lexicon)


def _read_place(wording: Masked, lexicon: Lexicon) -> Locality | None:
    """Return a bare place name, unless there is a distance in it that nothing could be made of."""
    name = re.sub(rf"^{lexicon.lead}", "", wording.text, flags=re.IGNORECASE) or wording.text
    if DISTANCE in name and not re.fullmatch(lexicon.zone, name, re.IGNORECASE):
        return None
    if not re.search(r"[^\W\d_]", name):
        return None
    whole = wording.part(len(wording.text) - len(name), len(wording.text))
    return Locality(
        text=wording.words, kind="place", language=lexicon.language, origins=(_name(whole.words),)
    )


class _Clause(NamedTuple):
    """A clause that a pattern matches, and what its groups hold."""

    wording: Masked
    match: re.Match[str]
    lexicon: Lexicon

    def part(self, group: str) -> Masked | None:
        """Return what a group holds, distances and all, or None where it is not in the pattern or holds nothing."""
        if not self.match.re.groupindex.get(group) or not self.match.group(group):
            return None
        return self.wording.part(*self.match.span(group))

    def has(self, group: str) -> bool:
        return self.part(group) is not None

    @property
    def distances(self) -> tuple[StatedDistance, ...]:
        parts = (self.part("d1"), self.part("d2"))
        return tuple(part.distances[0][0] for part in parts if part)

    @property
    def headings(self) -> tuple[Heading, ...]:
        parts = (self.part("h1"), self.part("h2"))
        return tuple(read_heading(part.text, self.lexicon) for part in parts if part)

    @property
    def origins(self) -> tuple[str, ...]:
        parts = (self.part("p1"), self.part("p2"))
        return tuple(_name(part.words) for part in parts if part)

    @property
    def modifiers(self) -> tuple[str, ...]:
        names: dict[str, None] = {}
        for part in (self.part("d1"), self.part("d2")):
            names.update(dict.fromkeys(part.distances[0][1] if part else ()))
        via = self.part("via") or self.part("via2") or self.part("via3")
        if via:
            by_road = re.fullmatch(self.lexicon.by_road, via.text, re.IGNORECASE)
            names["by road" if by_road else "by air"] = None
        if self.has("just"):
            names["just"] = None
        return tuple(names)

    def misread(self) -> bool:
        """Return whether a distance was left over in the name of a place, so that the pattern was the wrong one."""
        parts = [part for part in (self.part("p1"), self.part("p2")) if part and part.distances]
        return not all(re.fullmatch(self.lexicon.zone, part.text, re.IGNORECASE) for part in parts)


def _locality(clause: _Clause, kind: Kind) -> Locality | None:
    """Return the locality that a matched clause makes, or None where another pattern should be tried."""
    if clause.misread():
        return None
    if kind == "path":
        return _path(clause)
    headings = clause.headings
    if len(headings) == 2 and kind != "orthogonal distances":
        headings = (heading_between(headings[0], headings[1]),)
    side: Side | None = "inside" if clause.has("inside") else "outside" if clause.has("outside") else None
    return Locality(
        text=clause.wording.words,
        kind=kind,
        language=clause.lexicon.language,
        origins=clause.origins,
        distances=clause.distances,
        headings=headings,
        modifiers=clause.modifiers,
        side=side,
    )


def _path(clause: _Clause) -> Locality | None:
    """Return a locality on a road: with the offset that stands beside it, or between the ends it names."""
    found = Locality(
        text=clause.wording.words,
        kind="path",
        language=clause.lexicon.language,
        origins=clause.origins,
        distances=clause.distances,
        headings=clause.headings[:1],
        modifiers=clause.modifiers,
    )
    road = clause.part("road")
    if road is None:
        return found
    rest = clause.part("rest")
    if rest:
        offset = _read_clause(rest, clause.lexicon)
        if offset is None or offset.kind not in {"distance", "distance and heading", "path"}:
            return None
        return replace(offset, text=found.text, kind="path", path=_name(road.words))
    ends = ends_of_road(clause.lexicon).fullmatch(road.text)
    names = tuple(_name(name) for name in ends.groups() if name) if ends else ()
    # "the al-Tanf road" leads to one place: the hyphen belongs to its article.
    names = () if names and names[0].casefold() in LATIN_ARTICLES else names
    return replace(found, origins=names, path=_name(road.words))


def _name(text: str) -> str:
    return text.strip(" .,;:()\"'")
