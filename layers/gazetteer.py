"""The places of a case by any of their names, in any of their scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layers.records import Place


LONGEST_NAME = 200


class Gazetteer:
    """The places of a case, ready to be found by name.

    Examples
    --------
    >>> from geo.position import Position
    >>> from layers.records import Name, Place
    >>> tanf = Place(id="tanf", name="Al-Tanf garrison", position=Position(lat=33.5, lon=38.6), names=(Name(text="at-Tanf"),))
    >>> gazetteer = Gazetteer([tanf])
    >>> [place.id for place in gazetteer.named("AL TANF")], gazetteer.named("Tanif")
    (['tanf'], [])
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self._by_id = {place.id: place for place in places}
        self._by_name: dict[str, dict[str, Place]] = {}
        for place in self._by_id.values():
            for name in names_of(place):
                self._by_name.setdefault(fold(name), {})[place.id] = place

    def named(self, text: str) -> list[Place]:
        """Return the places that a text names: by id, or by a name or variant that is equal once folded.

        An id that is equal is the only answer. Otherwise all that share the name are given, and nothing is chosen.
        """
        text = text.strip()
        if text in self._by_id:
            return [self._by_id[text]]
        # Folding a long text costs time, and no place has so long a name.
        key = fold(text) if len(text) <= LONGEST_NAME else ""
        return list(self._by_name.get(key, {}).values()) if key else []


def names_of(place: Place) -> list[str]:
    """Return every spelling of a place's name, the usual one first."""
    return [place.name, *(name.text for name in place.names)]
