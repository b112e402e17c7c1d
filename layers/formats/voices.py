"""A dataset is a voice: what it codes of an incident is a claim of its own party, never mixed into others' claims.

A row becomes an incident, the neutral anchor, and one claim that states the same values in the name of the dataset.
Should the incident turn out to be one that the case has already, the claim can move there and loses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from layers.errors import FormatError
from layers.formats.cells import digest, id_part, link, text
from layers.records import Claim, Incident, Location, Party, Source, StatedValues, When

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.position import Position
    from layers.formats.precision import Radius
    from layers.records import Harm, Record

_TITLE_AT_MOST = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A dataset that speaks in a case: how its party is called and drawn, and where the dataset is published.

    Parameters
    ----------
    key : str
        Id of the party and of the source, and the first part of every id: "acled".
    name : str
        Neutral name of the party.
    code, color, shape : str
        As of `Party`.
    order : int
        Behind the parties of the conflict, which come first.
    publisher, url : str
        Who publishes the dataset, and where.
    caution : str
        What the dataset cannot show: the note of its source.
    """

    key: str
    name: str
    code: str
    color: str
    shape: str
    order: int
    publisher: str
    url: str
    caution: str

    def standing(self) -> tuple[Party, Source]:
        """Return the party as which the dataset speaks, an observer, and the dataset as a source."""
        return _standing(self)


@lru_cache(maxsize=64)
def _standing(voice: Voice) -> tuple[Party, Source]:
    party = Party(
        id=voice.key,
        name=voice.name,
        order=voice.order,
        code=voice.code,
        color=voice.color,
        shape=voice.shape,
        observer=True,
        description=f"A dataset; its coding of an incident is its own claim. {voice.caution}",
    )
    source = Source(
        id=voice.key,
        title=voice.name,
        publisher=voice.publisher,
        kind="dataset",
        url=voice.url,
        note=voice.caution,
    )
    return party, source


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedEvent:
    """What a dataset says of one event, ready to become records.

    Parameters
    ----------
    external_id : str
        The dataset's own id.
    title, kind, sub_kind, summary, stated
        As of `Incident` and `Claim`.
    edtf, date, date_precision : str or None
        When, in EDTF, and the words and the code that it was read from.
    time_local : str or None
        Time of day as given, where its zone is not.
    where : Location or None
        One location for incident and claim.
    sources : tuple of Source
        What the dataset names as its sources; the dataset itself is always one.
    codes : mapping of str to str
        Columns and codes that no field holds: kept in the incident's note.
    """

    external_id: str
    title: str
    kind: str | None = None
    sub_kind: str | None = None
    edtf: str | None = None
    date: str | None = None
    date_precision: str | None = None
    time_local: str | None = None
    where: Location | None = None
    summary: str | None = None
    stated: str | None = None
    actor_text: str | None = None
    target_text: str | None = None
    weapon: str | None = None
    harm: Harm | None = None
    sources: tuple[Source, ...] = ()
    codes: Mapping[str, Any] | None = None
    confidence_note: str | None = None

    def records(self, voice: Voice) -> tuple[Record, ...]:
        """Return the party, the sources, the incident and the claim."""
        part = id_part(self.external_id)
        incident_id = f"{voice.key}-{part}"
        when = None
        if self.edtf or self.date:
            when = When(
                edtf=self.edtf, date=self.date, precision=self.date_precision, time_local=self.time_local
            )
        incident = Incident(
            id=incident_id,
            title=shortened(self.title, _TITLE_AT_MOST),
            kind=self.kind,
            sub_kind=self.sub_kind,
            when=when,
            where=self.where,
            external_ids=(f"{voice.key}:{self.external_id}",),
            note=note_of_codes(voice, self.codes),
        )
        claim = Claim(
            id=f"{incident_id}-coding",
            subject_kind="incident",
            subject=incident_id,
            party=voice.key,
            stance="asserts",
            summary=self.summary,
            stated=self.stated,
            sources=(voice.key, *(source.id for source in self.sources)),
            values=StatedValues(
                occurred="yes",
                when=when,
                where=self.where,
                actor_text=self.actor_text,
                target_text=self.target_text,
                weapon=self.weapon,
                harm=self.harm,
            ),
            locator=f"{voice.name} {self.external_id}",
            confidence_note=self.confidence_note,
        )
        return (*voice.standing(), *self.sources, incident, claim)


def shortened(words: str, at_most: int) -> str:
    """Return a text on one line, with an ellipsis where it was cut.

    Examples
    --------
    >>> shortened("Shelling of a crossing", 12)
    'Shelling of…'
    """
    line = " ".join(words[: 4 * at_most].split())
    return line if len(line) <= at_most else f"{line[: at_most - 1].rstrip()}…"


def note_of_codes(voice: Voice, codes: Mapping[str, Any] | None) -> str | None:
    """Return a note that keeps columns and codes as the dataset wrote them; None where all are empty."""
    kept = [f"{column} {words}" for column, value in (codes or {}).items() if (words := text(value))]
    return f"As coded by {voice.name}: {'; '.join(kept)}" if kept else None


def location(
    position: Position | None, radius: Radius | None, words: Iterable[str | None], *, note: str | None = None
) -> Location | None:
    """Return a location of a position, the radius of its precision code, and the names of the place from near to far.

    None where there are neither numbers nor names.

    Raises
    ------
    FormatError
        If there is a position, but no radius: nothing is a bare pin.
    """
    names = list(dict.fromkeys(name for name in words if name))
    if position is None and not names:
        return None
    if position is None:
        return Location(text=", ".join(names), derivation=note)
    if radius is None:
        raise FormatError("the position has no precision code; name its column with --map")
    return Location(
        text=", ".join(names) or None,
        position=position,
        uncertainty_m=radius.uncertainty_m,
        precision_code=radius.code,
        derivation=f"{radius.derivation}; {note}" if note else radius.derivation,
    )


def named_source(voice: Voice, name: str) -> Source:
    """Return the source that a dataset names by its publisher alone: one for all rows that name it."""
    return Source(
        id=f"{voice.key}-source-{digest(name.casefold())}",
        title=shortened(name, 200),
        publisher=shortened(name, 200),
        kind="publisher as named by a dataset",
        note=f"{voice.name} names the publisher, not the article",
    )


def linked_source(
    voice: Voice,
    address: str,
    *,
    title: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    kind: str | None = None,
    note: str | None = None,
) -> Source:
    """Return the source behind an address: one for all rows that link it. Only http and https become a link."""
    url = link(address)
    return Source(
        id=f"{voice.key}-source-{digest(address.strip())}",
        title=shortened(title or address, 200),
        publisher=publisher,
        kind=kind,
        url=url,
        published=published,
        note=note,
    )
