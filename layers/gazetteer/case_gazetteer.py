"""The gazetteer of a case: its places by every name and script, its zones with their edges, its lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from geo.names import fold
from layers.case import Case
from layers.errors import UnknownIdError
from layers.gazetteer.entries import (
    ZONE,
    CertainList,
    definition_entries,
    match_of,
    names_of,
    place_entries,
    shown_name,
    spellings_of,
    straight_m,
)
from layers.records import Place, Record, Zone, ZoneDefinition

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.localities import Match
    from geo.position import Position
    from layers.store import Store

R = TypeVar("R", bound=Record)

LONGEST_NAME = 200
OFFERED = 5
LEAST_SCORE = 60.0
"""Below it, two names are no more alike than any two of one language."""

_CASES_KEPT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that a name may mean: the name that matched, its score from 0 to 100, and whether that is certain."""

    place: Place
    name: str
    score: float
    certain: bool


class CaseGazetteer:
    """The places and zone definitions of a case, found by name; a `geo.localities.Gazetteer`.

    Parameters
    ----------
    places : iterable of Place
        All places of the case.
    zones, definitions : iterable
        Its zones and their definitions.
    center : Position, optional
        Where the case lies: of places that a word such as "the base" means, the nearest to it stands first.

    Examples
    --------
    >>> from geo.position import Position
    >>> from layers.records import Name
    >>> tanf = Place(id="tanf", name="Al-Tanf garrison", position=Position(lat=33.5, lon=38.6), names=(Name(text="at-Tanf"),))
    >>> gazetteer = CaseGazetteer([tanf])
    >>> [place.id for place in gazetteer.named("AL TANF")], gazetteer.named("Tanif")
    (['tanf'], [])
    >>> [match.place_id for match in gazetteer.find("the garrison")]
    ['tanf']
    >>> [(match.place_id, match.certain) for match in gazetteer.find("Tanif")]
    [('tanf', False)]
    """

    def __init__(
        self,
        places: Iterable[Place],
        *,
        zones: Iterable[Zone] = (),
        definitions: Iterable[ZoneDefinition] = (),
        center: Position | None = None,
    ) -> None:
        ordered = list(places)
        if center is not None:
            ordered.sort(key=lambda place: straight_m(center, place.position))
        self._lookup = _Records(places=ordered, definitions=definitions)
        entries = list(
            definition_entries(
                self._lookup.definitions.values(), {zone.id: zone for zone in zones}, self._lookup
            )
        )
        lines = {entry.place_id: entry for entry in entries if entry.line}
        entries = [*place_entries(ordered, lines), *entries]
        self._entries = {entry.place_id: entry for entry in entries}
        self._list = CertainList(entries)
        self._by_name: dict[str, dict[str, Place]] = {}
        for place in ordered:
            for name in names_of(place):
                self._by_name.setdefault(fold(name), {})[place.id] = place
        self._matches: dict[str, Match] = {}
        self._folded: list[str] = []
        self._owners: list[str] = []
        self.positions: dict[str, Position | None] = {}
        """Where wordings were found to lie, so that a case read many times over reads each wording once."""

    def named(self, text: str) -> list[Place]:
        """Return the places that a text names: by id, or by a name or variant that is equal once folded.

        An id that is equal is the only answer. Otherwise all that share the name are given, and nothing is chosen.
        """
        text = text.strip()
        if text in self._lookup.places:
            return [self._lookup.places[text]]
        # Folding a long text costs time, and no place has so long a name.
        key = fold(text) if len(text) <= LONGEST_NAME else ""
        return list(self._by_name.get(key, {}).values()) if key else []

    def certain(self, name: str) -> list[Match]:
        """Return what a name certainly means: places, zone definitions, and coordinates written as a name."""
        name = name.strip()
        if name in self._entries:
            return [self._match(name)]
        found = self._list.certain(name) if len(name) <= LONGEST_NAME else []
        # "Tanf" is short for places called so; a zone called so takes the word zone to be meant.
        places = [key for key in found if self._entries[key].kind != ZONE]
        of_kind = [key for key in places if self._is_of_kind(key, name)]
        return [self._match(key) for key in of_kind or places or found] or _coordinates(name)

    def find(self, name: str) -> Sequence[Match]:
        """Return what a name certainly means; where that is nothing, the entries with the most similar names."""
        return self.certain(name) or [
            replace(self._match(key), name=spelling, score=score, certain=False)
            for key, spelling, score in self._similar(name, limit=OFFERED)
        ]

    def ranked(self, name: str, *, limit: int = 10) -> list[Candidate]:
        """Return the places of the case that a name may mean, best first: the certain ones, then those alike.

        Parameters
        ----------
        name : str
            A name as someone wrote it, or an id.
        limit : int
            How many to return at most; the certain ones are always returned.
        """
        exact = {place.id: 100.0 for place in self.named(name)}
        certain = [match.place_id for match in self.certain(name) if match.place_id in self._lookup.places]
        sure = list(dict.fromkeys((*exact, *certain)))
        found = [
            Candidate(place=self._lookup.places[key], name=self._best(key, name), score=100.0, certain=True)
            for key in sure
        ]
        alike = [
            Candidate(place=self._lookup.places[key], name=spelling, score=score, certain=False)
            for key, spelling, score in self._similar(name, limit=limit + len(found))
            if key in self._lookup.places and key not in sure
        ]
        return [*found, *alike[: max(0, limit - len(found))]]

    def place(self, place_id: str) -> Place | None:
        """Return a place of the case by its id, or None."""
        return self._lookup.places.get(place_id)

    def label(self, place_id: str) -> str:
        """Return the name and id of an entry, as they are shown: "Al-Tanf garrison (al-tanf-garrison)"."""
        return f"{shown_name(self._entries[place_id])} ({place_id})"

    def _match(self, key: str) -> Match:
        if key not in self._matches:
            self._matches[key] = match_of(self._entries[key], self._lookup)
        return self._matches[key]

    def _is_of_kind(self, key: str, name: str) -> bool:
        """Tell whether a bare word for a sort of place is the very word of a place's kind: "the crossing"."""
        words = set(fold(name).split())
        return bool(words) and words <= set(fold(self._entries[key].kind).split())

    def _best(self, key: str, name: str) -> str:
        from geo.names import similarity

        return max(spellings_of(self._entries[key]), key=lambda spelling: similarity(name, spelling))

    def _similar(self, name: str, *, limit: int) -> list[tuple[str, str, float]]:
        """Return ids, spellings and scores of the entries whose names are most alike, best first."""
        from rapidfuzz import fuzz, process

        from geo.names import rank_names

        wanted = fold(name[:LONGEST_NAME])
        if not wanted:
            return []
        if not self._folded:
            for key, entry in self._entries.items():
                for spelling in spellings_of(entry):
                    self._folded.append(fold(spelling))
                    self._owners.append(key)
        # A first pass in one call: ranking every name by every measure takes a hundred times as long.
        keys: dict[str, None] = {}
        for scorer in (fuzz.ratio, fuzz.token_set_ratio):
            near = process.extract(wanted, self._folded, scorer=scorer, limit=4 * limit, score_cutoff=50.0)
            keys.update(dict.fromkeys(self._owners[number] for _, _, number in near))
        names = {key: spellings_of(self._entries[key]) for key in keys}
        ranked = rank_names(name, names, limit=limit, at_least=LEAST_SCORE)
        return [(found.key, found.name, min(found.score, 99.0)) for found in ranked]


class _Records:
    """The places and zone definitions of a case by their ids: a `layers.locating.Lookup`."""

    def __init__(self, *, places: Iterable[Place], definitions: Iterable[ZoneDefinition]) -> None:
        self.places = {place.id: place for place in places}
        self.definitions = {definition.id: definition for definition in definitions}

    def get(self, record_type: type[R], record_id: str) -> R:
        """Return one record by its id."""
        found = (self.places if record_type is Place else self.definitions).get(record_id)
        if not isinstance(found, record_type):
            raise UnknownIdError(f"the gazetteer has no {record_type.KIND} {record_id!r}")
        return found


def _coordinates(name: str) -> list[Match]:
    """Return coordinates that stand where a name would: "5 km north of 33.5 N 38.6 E"."""
    if sum(character.isdecimal() for character in name) < 4:
        return []
    from geo.coordinates import read_coordinates
    from geo.errors import CoordinateError

    try:
        position = read_coordinates(name).position
    except CoordinateError:  # then it is a name like any other, and nothing is called so
        return []
    from geo.localities import Match

    return [Match(place_id=name, name=name, position=position)]


_remembered: dict[int, tuple[Case, CaseGazetteer]] = {}


def gazetteer_of(records: Case | Store) -> CaseGazetteer:
    """Return the gazetteer of a case; of the last few cases it is remembered, since a case never changes.

    Parameters
    ----------
    records : Case or Store
        A store is read anew each time.
    """
    if not isinstance(records, Case):
        return _of_store(records)
    known = _remembered.get(id(records))
    if known is None:
        info = records.info
        center = records.get(Place, info.center_place).position if info.center_place else None
        made = CaseGazetteer(
            records.places, zones=records.zones, definitions=records.zone_definitions, center=center
        )
        # The case is kept with it, so that its identity stays its own.
        known = records, made
        while len(_remembered) >= _CASES_KEPT:
            _remembered.pop(next(iter(_remembered)))
        _remembered[id(records)] = known
    return known[1]


def _of_store(store: Store) -> CaseGazetteer:
    with store.moment():
        info = store.info()
        center = store.get(Place, info.center_place).position if info.center_place else None
        return CaseGazetteer(
            store.records(Place),
            zones=store.records(Zone),
            definitions=store.records(ZoneDefinition),
            center=center,
        )
