"""A gazetteer of a list of places in memory, such as those of a case."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from geo.localities.gazetteer import Match
from geo.names import fold, rank_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.position import Position

# Words that say what a place is, not what it is called, in the three languages. Words of one line mean the same sort.
_SORTS = {
    "base": "base garrison outpost installation facility airbase airfield fort military army "
    "قاعدة حامية مطار معسكر موقع база гарнизон аванпост форпост объект аэродром авиабаза",
    "camp": "camp refugee displaced مخيم اللاجئين лагерь беженцев",
    "crossing": "crossing post checkpoint area gate معبر منفذ حدودي переход пограничный кпп погранпереход",
    "town": "city town village settlement governorate مدينة بلدة قرية город деревня село посёлок поселок населенный пункт",
    "zone": "zone area limit limits radius region exclusion deconfliction security perimeter edge boundary "
    "منطقة نطاق عدم التضارب зона граница периметр безопасности километровая",
    "border": "border frontier boundary حدود граница",
    "road": "road highway motorway route طريق дорога трасса шоссе",
    "river": "river نهر река",
    "line": "line خط линия",
}
_LINES = frozenset({"border", "road", "river", "line"})
_IGNORED = frozenset({"of", "the", "in", "from", "near", "called"})
_POSSESSIVE = re.compile(r"['’]s?\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A gazetteer entry.

    Parameters
    ----------
    place_id : str
        Its id.
    names : tuple of str
        All names and variants, in all scripts; the first is the one to show.
    position : Position
        Its centre, WGS 84, with the uncertainty of the centre.
    kind : str
        What it is, in English: "garrison", "border crossing", "town", "zone", "road".
    extent_m : float or None
        From the centre to its furthest point.
    edge_radius_m : float or None
        Radius, if it is a circular zone.
    line, outline : tuple of Position
        Vertices, if it is a line or an area.
    """

    place_id: str
    names: tuple[str, ...]
    position: Position
    kind: str = ""
    extent_m: float | None = None
    edge_radius_m: float | None = None
    line: tuple[Position, ...] = ()
    outline: tuple[Position, ...] = ()


class PlaceList:
    """A gazetteer of places held in memory.

    A name is certain where, once folded, it is a place's name; or where the two differ only in words for the sort of
    place, as long as the sorts agree: "Tanf" is Al-Tanf garrison and the Tanf crossing, "Tanf crossing" only the
    latter, and "the crossing" every crossing of the list.

    Parameters
    ----------
    places : iterable of Place
        In the order in which equals are to be listed.

    Examples
    --------
    >>> from geo.position import Position
    >>> here = Position(lat=33.5, lon=38.6)
    >>> places = PlaceList([
    ...     Place(place_id="garrison", names=("Al-Tanf garrison",), position=here, kind="garrison"),
    ...     Place(place_id="crossing", names=("Tanf crossing",), position=here, kind="border crossing"),
    ... ])
    >>> [match.place_id for match in places.find("at-Tanf")]
    ['garrison', 'crossing']
    >>> [match.place_id for match in places.find("the base")]
    ['garrison']
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = {place.place_id: place for place in places}
        self._sorts = {place.place_id: _sorts_of(place) for place in self._places.values()}
        self._by_key: dict[str, list[str]] = {}
        self._by_core: dict[tuple[str, ...], list[str]] = {}
        for place_id, place in self._places.items():
            for name in _names(place):
                self._by_key.setdefault(fold(name), []).append(place_id)
                self._by_core.setdefault(_taken_apart(name)[0], []).append(place_id)

    def find(self, name: str) -> list[Match]:
        """Return all places a name certainly means; where there is none, those with the most similar names."""
        wanted = _POSSESSIVE.sub("", name)
        certain = self._certain(wanted)
        if certain:
            return [_match(self._places[key], name=self._places[key].names[0]) for key in certain]
        # Words such as "city of" are what two spellings of one place differ in most: they are left out of the ranking.
        names = {key: (*place.names, *map(_core, place.names)) for key, place in self._places.items()}
        return [
            _match(self._places[found.key], name=found.name, score=min(found.score, 99.0), certain=False)
            for found in rank_names(_core(wanted), names)
        ]

    def _certain(self, wanted: str) -> dict[str, None]:
        """Return the ids of the places a name means, the ones of exactly that name first."""
        core, sorts = _taken_apart(wanted)
        exact = self._by_key.get(fold(wanted), []) if fold(wanted) else []
        # A full name that says the sort of place leaves nothing open; a bare one may be short for a longer.
        if (exact and sorts) or not (core or sorts):
            return dict.fromkeys(exact)
        alike = self._by_core.get(core, []) if core else list(self._places)
        alike = [key for key in alike if not sorts or sorts & self._sorts[key]]
        if core and "zone" in sorts:
            alike += self._zones_called(core)
        return dict.fromkeys((*exact, *sorted(alike, key=list(self._places).index)))

    def _zones_called(self, core: tuple[str, ...]) -> list[str]:
        """Return the zones whose name holds these words: "the 55 km zone" is the Al-Tanf 55 km deconfliction zone."""
        zones = [place for place in self._places.values() if place.edge_radius_m is not None]
        return [
            zone.place_id
            for zone in zones
            if any(set(core) <= set(_taken_apart(name)[0]) for name in _names(zone))
        ]


def _match(place: Place, *, name: str, score: float = 100.0, certain: bool = True) -> Match:
    return Match(
        place_id=place.place_id,
        name=name,
        position=place.position,
        extent_m=place.extent_m,
        score=score,
        certain=certain,
        edge_radius_m=place.edge_radius_m,
        line=place.line,
        outline=place.outline,
    )


@cache
def _sorts_by_word() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for sort, words in _SORTS.items():
        for word in words.split():
            found.setdefault(fold(word), set()).add(sort)
    return {word: frozenset(sorts) for word, sorts in found.items()}


def _names(place: Place) -> Iterable[str]:
    """Yield the names of a place; of "Al-Walid / At Tanf crossing" each side too, of "Tabqa (al-Thawra)" the first."""
    for name in place.names:
        yield name
        if "(" in name:
            yield name.partition("(")[0]
        if "/" in name:
            yield from (part.strip() for part in name.split("/"))


def _core(name: str) -> str:
    return " ".join(_taken_apart(name)[0]) or name


@lru_cache(maxsize=65536)
def _taken_apart(name: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the words of a name that are its own, and the sorts of place that the others stand for."""
    by_word = _sorts_by_word()
    words = [word for word in fold(name).split() if word not in _IGNORED]
    core = tuple(word for word in words if word not in by_word)
    named = [by_word[word] for word in words if word in by_word]
    return core, frozenset().union(*named)


def _sorts_of(place: Place) -> frozenset[str]:
    """Return the sorts of place that a place is: as its kind and its first name say, and its geometry confirms."""
    named = _taken_apart(place.kind)[1] | _taken_apart(place.names[0])[1]
    if place.line:
        return named & _LINES | {"line"}
    # A border crossing is no border: what is called a line or a zone must have one.
    bounded = place.edge_radius_m is not None or bool(place.outline)
    return named - _LINES - {"zone"} | (frozenset({"zone"}) if bounded else frozenset())
