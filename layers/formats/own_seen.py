"""What a file of our own exports is known to hold beforehand, where it has no table of parties."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from layers.formats.named_rows import party_named
from layers.records import Party

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What else a file is known to hold: its parties by id, and the ids of its places."""

    parties: Mapping[str, Party] = field(default_factory=dict)
    places: frozenset[str] = frozenset()


def stub_party(party: str, name: str | None, order: int | None) -> Party:
    """Return a party of which nothing is known but its id, perhaps its name, and perhaps its place among the others."""
    stub = party_named(name or party)
    order = stub.order if order is None else order
    return Party(
        id=party, name=name or party, order=order, code=stub.code, color=stub.color, shape=stub.shape
    )


class RowsSeen:
    """The rows of a file of ours that has no table of parties: their names, and the order that lists of them keep.

    Examples
    --------
    >>> seen = RowsSeen()
    >>> seen.see("incidents", {"parties": "russia; syria"})
    >>> seen.see("claims", {"parties": "syria; iran", "party": "iran", "party_name": "Iran"})
    >>> [(party.id, party.name, party.order) for party in seen.beside().parties.values()]
    [('russia', 'russia', 1), ('syria', 'syria', 2), ('iran', 'Iran', 3)]
    """

    def __init__(self) -> None:
        self._names: dict[str, str | None] = {}
        self._before: dict[str, set[str]] = {}
        self._places: set[str] = set()

    def see(self, layer: str | None, row: Mapping[str, Any]) -> None:
        """Take notice of a row."""
        if layer == "places":
            self._places.add(str(row.get("id")))
        for column in ("parties", "recognised_by", "rejected_by"):
            listed = str(row.get(column) or "").split("; ")
            for first, second in itertools.pairwise(filter(None, listed)):
                self._before.setdefault(second, set()).add(first)
            self._names |= {party: self._names.get(party) for party in listed if party}
        for column in ("party", "stated_by", "holder"):
            party = row.get(column)
            if isinstance(party, str) and party:
                self._names[party] = self._names.get(party) or (
                    row.get("party_name") if column == "party" else None
                )

    def beside(self) -> Beside:
        """Return the parties, in an order that no list speaks against and by id where none speaks for one, and the places."""
        found: dict[str, Party] = {}
        left = sorted(self._names)
        while left:
            ready = next((party for party in left if not self._before.get(party, set()) & set(left)), left[0])
            left.remove(ready)
            found[ready] = stub_party(ready, self._names[ready], len(found) + 1)
        return Beside(parties=found, places=frozenset(self._places))
