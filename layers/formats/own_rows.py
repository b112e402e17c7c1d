"""Rows that our own exports wrote, by the columns of `layers.rows` and of the records, back as records.

Nothing that a row holds is lost, and what it only names (a party, a source, a zone) comes with it by name alone, for a case
that does not have it; if the case has it, or another file of the export brings it, that counts.
"""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any, cast

from geo.position import Position
from layers import rows
from layers.case import COLLECTIONS
from layers.errors import FormatError
from layers.formats import cells
from layers.formats.own_seen import Beside, stub_party
from layers.plain import field_types, from_plain
from layers.records import (
    RECORD_TYPES,
    Claim,
    Construction,
    Harm,
    Incident,
    KnownPosition,
    Location,
    Name,
    Offset,
    Party,
    Place,
    Source,
    StatedValues,
    When,
    Zone,
    ZoneDefinition,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from layers.records import Record

KINDS = {name: kind for kind, name in COLLECTIONS.items()}
ORDER = ("parties", "sources", "zones", "places", "zone_definitions", "known_positions", "incidents", "claims",
         "grades", "assessments", "article_statements")  # fmt: skip
"""Tables in the order in which they are best read: what others name comes first."""


_NEVER_ELSEWHERE = {
    "incidents": ("time_local", "parties", "claims", "earliest"),
    "claims": ("subject_kind", "subject", "party_name", "placed_by"),
    "zone_definitions": ("zone", "stated_by", "construction", "recognised_by"),
    "known_positions": ("place", "holders", "valid_from"),
    "places": ("name_ar", "name_ru", "variants", "basis"),
}


def layer_of(columns: Iterable[str]) -> str | None:
    """Return which of our tables has these columns, if any.

    Examples
    --------
    >>> layer_of(["id", "title", "when", "earliest", "time_local", "parties", "claims", "lat", "lon"])
    'incidents'
    >>> layer_of(["id", "title", "date"]) is None
    True
    """
    there = set(columns)
    for layer, needed in _NEVER_ELSEWHERE.items():
        if there.issuperset(("id", *needed)):
            return layer
    for kind in ("party", "source", "zone", "grade", "assessment", "article statement"):
        record_type = RECORD_TYPES[kind]
        if there == {field.name for field in fields(record_type)}:
            return COLLECTIONS[kind]
    return None


def read_own(
    layer: str, row: Mapping[str, Any], position: Position | None, *, beside: Beside | None = None
) -> tuple[Record, ...]:
    """Return the records of a row.

    Parameters
    ----------
    layer : str
        Its table: of `layers.rows.LAYERS`, or another collection of `layers.case.Case`.
    row : mapping of str to value
        The cells by their columns, as text or as JSON has them; empty cells are None or "".
    position : Position or None
        Where it is drawn.
    beside : Beside or None
        What else is known of the file: an actor or a target that is one of its parties is that party, not words.

    Raises
    ------
    ContestedError
        If the row is none that an export wrote.
    """
    given = {name: value for name, value in row.items() if value is not None and value != ""}
    if "id" not in given:
        raise FormatError("the row has no id; a row of our own exports has one")
    reader = _READERS.get(layer)
    if reader is not None:
        return tuple(reader(_Cells(given, beside or Beside()), position))
    return (_record(layer, given),)


class _Cells(dict[str, Any]):
    """The cells of a row that say something."""

    def __init__(self, given: Mapping[str, Any], beside: Beside) -> None:
        super().__init__(given)
        self.parties = beside.parties
        self.places = beside.places

    def text(self, name: str) -> str | None:
        value = self.get(name)
        return value if isinstance(value, str) else None if value is None else cells.text(value)

    def ids(self, name: str) -> tuple[str, ...]:
        return tuple(part for part in (self.text(name) or "").split("; ") if part)

    def party(self, party: str, name: str | None) -> Party:
        """Return a party as known, or by its name alone."""
        return self.parties.get(party) or stub_party(party, name, None)

    def number(self, name: str) -> float | None:
        return cells.number(self.get(name), name)

    def whole(self, name: str) -> int | None:
        return cells.whole(self.get(name), name)

    def truth(self, name: str) -> bool:
        return str(self.get(name, "")).strip().casefold() in {"true", "1", "yes"}


def _incident(row: _Cells, position: Position | None) -> Iterable[Record]:
    place = row.text("place")
    if place is not None and position is not None and place not in row.places:
        yield Place(id=place, name=place, position=position)
    yield Incident(
        id=row["id"],
        title=row.text("title") or "",
        kind=row.text("kind"),
        sub_kind=row.text("sub_kind"),
        when=_when(row),
        where=_where(row, position, place=place),
        zones=row.ids("zones"),
        note=row.text("note"),
    )


def _claim(row: _Cells, position: Position | None) -> Iterable[Record]:
    party = row.text("party") or ""
    yield row.party(party, row.text("party_name"))
    sources = row.ids("sources")
    yield from (Source(id=source, title=source) for source in sources)
    drawn = position if row.text("placed_by") == "party" else None
    actor, target, holder = row.text("actor"), row.text("target"), row.text("holder")
    figures = {name: row.whole(name) for name in ("killed_low", "killed_high", "injured_low", "injured_high")}
    who = row.text("harmed")
    harm = Harm(**figures, who=who) if who or any(value is not None for value in figures.values()) else None
    values: dict[str, Any] = {
        "when": _when(row),
        "where": _where(row, drawn, place=None),
        "actor" if actor in row.parties else "actor_text": actor,
        "target" if target in row.parties else "target_text": target,
        "weapon": row.text("weapon"),
        "inside_zone": row.text("inside_zone"),
        "lawful": row.text("lawful"),
        "holder": holder,
        "harm": harm,
    }
    if holder:
        yield row.party(holder, None)
    yield Claim(
        id=row["id"],
        subject_kind=row.text("subject_kind"),  # type: ignore[arg-type] # the record checks it
        subject=row.text("subject") or "",
        party=party,
        stance=row.text("stance"),  # type: ignore[arg-type] # the record checks it
        summary=row.text("summary"),
        stated=row.text("stated"),
        sources=sources,
        values=StatedValues(**values),
        unverified=row.truth("unverified"),
    )


def _zone_definition(row: _Cells, position: Position | None) -> Iterable[Record]:
    terms = row.get("construction_terms")
    if terms is None:
        raise FormatError(
            f"zone definition {row['id']} has no construction_terms; export it anew, and import that"
        )
    if isinstance(terms, str):
        try:
            terms = json.loads(terms)
        except (ValueError, RecursionError) as error:
            raise FormatError(
                f"zone definition {row['id']}: construction_terms is no JSON ({error})"
            ) from error
    zone, stated_by = row.text("zone") or "", row.text("stated_by") or ""
    yield Zone(id=zone, name=zone)
    yield row.party(stated_by, None)
    yield from (Source(id=source, title=source) for source in row.ids("sources"))
    yield ZoneDefinition(
        id=row["id"],
        zone=zone,
        name=row.text("name") or "",
        kind=row.text("kind"),
        stated_by=stated_by,
        construction=from_plain(Construction, terms),
        uncertainty_m=row.number("uncertainty_m"),
        valid_from=row.text("valid_from"),
        valid_to=row.text("valid_to"),
        basis=row.text("basis"),
        sources=row.ids("sources"),
        note=row.text("note"),
    )


def _known_position(row: _Cells, position: Position | None) -> Iterable[Record]:
    place = row.text("place") or ""
    if position is not None and place not in row.places:
        at = Position(lat=position.lat, lon=position.lon, uncertainty_m=row.number("uncertainty_m"))
        yield Place(id=place, name=place, position=at)
    yield KnownPosition(
        id=row["id"],
        name=row.text("name") or "",
        place=place,
        kind=row.text("kind"),
        valid_from=row.text("valid_from"),
        valid_to=row.text("valid_to"),
        note=row.text("note"),
    )


def _place(row: _Cells, position: Position | None) -> Iterable[Record]:
    if position is None:
        raise FormatError(f"place {row['id']} has no position; a place has one")
    source = row.text("source")
    if source:
        yield Source(id=source, title=source)
    names = [Name(text=text, language=code) for code in ("ar", "ru") if (text := row.text(f"name_{code}"))]
    names += [Name(text=text, role="variant") for text in row.ids("variants")]
    yield Place(
        id=row["id"],
        name=row.text("name") or "",
        position=Position(lat=position.lat, lon=position.lon, uncertainty_m=row.number("uncertainty_m")),
        kind=row.text("kind"),
        names=tuple(names),
        basis=row.text("basis"),
        source=source,
        note=row.text("note"),
    )


_READERS: dict[str, Callable[[_Cells, Position | None], Iterable[Record]]] = {
    "incidents": _incident,
    "claims": _claim,
    "zone_definitions": _zone_definition,
    "known_positions": _known_position,
    "places": _place,
}
assert set(_READERS) == set(rows.LAYERS)  # noqa: S101 # a layer cannot be forgotten


def _when(row: _Cells) -> When | None:
    edtf, time_local = row.text("when"), row.text("time_local")
    return When(edtf=edtf, time_local=time_local) if edtf or time_local else None


def _where(row: _Cells, position: Position | None, *, place: str | None) -> Location | None:
    words, radius_m = row.text("location"), row.number("uncertainty_m")
    if position is None:
        # The export found no place for these words: an empty offset keeps them from being looked up anew.
        return (
            Location(text=words, place=place, offset=None if place else Offset()) if words or place else None
        )
    at = Position(lat=position.lat, lon=position.lon, uncertainty_m=radius_m)
    return Location(text=words, place=place, position=at)


def _record(layer: str, given: Mapping[str, Any]) -> Record:
    """Return a record of a table that has its fields as columns."""
    record_type = RECORD_TYPES[KINDS[layer]]
    hints = field_types(cast("type", record_type))
    plain = {name: _value(hints[name], value, name) for name, value in given.items() if name in hints}
    return from_plain(record_type, plain)


def _value(hint: Any, value: Any, name: str) -> Any:  # a type hint, JSON
    kind = str(hint)
    if not isinstance(value, str):
        return value
    if kind.startswith("tuple"):
        return json.loads(value) if value[:1] == "[" else value.split("; ")
    if "bool" in kind:
        return value.strip().casefold() in {"true", "1"}
    if "int" in kind:
        return cells.whole(value, name)
    return cells.number(value, name) if "float" in kind else value
