"""One incident, field by field and party by party: who says what, where they differ, by how much, and who is silent."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from layers.agreement.classes import field_class, incident_class
from layers.agreement.fields import FIELDS
from layers.agreement.plain import plain
from layers.agreement.spreads import spread_of
from layers.agreement.standing import StatementClock, as_of_seconds
from layers.agreement.statements import Reading
from layers.agreement.values import agree
from layers.agreement.votes import votes
from layers.records import Incident

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from layers.agreement.classes import FieldClass, IncidentClass
    from layers.agreement.fields import Field
    from layers.agreement.spreads import Spread
    from layers.agreement.votes import Vote
    from layers.case import Case
    from layers.records import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A party of which no statement was found: searched in what, until when. It is no vote, and no agreement."""

    party: str
    claim: str
    searched_in: str | None = None
    searched_until: str | None = None

    @property
    def text(self) -> str:
        """The silence in one line.

        Examples
        --------
        >>> Silence(party="iran", claim="c", searched_in="IRNA and Tasnim", searched_until="2017-06-30").text
        'no statement found, searched in IRNA and Tasnim, until 2017-06-30'
        """
        searched = f", searched in {self.searched_in}" if self.searched_in else ""
        return (
            f"no statement found{searched}{f', until {self.searched_until}' if self.searched_until else ''}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldComparison:
    """One field of an incident.

    Parameters
    ----------
    field : str
        Its name, see `layers.agreement.fields`.
    agreement : str
        Its class, see `layers.agreement.classes.FIELD_CLASSES`.
    votes : tuple of Vote
        One for each party that states it, in the order of the parties.
    differing : tuple of (str, str)
        Pairs of party ids whose values can be compared and do not agree.
    spread : Spread or None
        How far apart they lie; None where that has no meaning.
    """

    field: str
    agreement: FieldClass
    votes: tuple[Vote, ...] = ()
    differing: tuple[tuple[str, str], ...] = ()
    spread: Spread | None = None

    def vote_of(self, party: str) -> Vote | None:
        """Return what one party says on it."""
        return next((vote for vote in self.votes if vote.party == party), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All fields of one incident, and the class that follows from them.

    Parameters
    ----------
    incident, title : str
        Id and title of the incident.
    agreement : str
        Its class, see `layers.agreement.classes.INCIDENT_CLASSES`.
    decided_by : str or None
        The field that decided the class.
    fields : tuple of FieldComparison
        All fields, in their fixed order.
    speaking : tuple of str
        Parties with a claim that stands, in their fixed order, whether or not it states one of the fields.
    silent : tuple of Silence
        Parties searched for without a statement found, that do not speak.
    unheard : tuple of str
        Parties of the case of which nothing at all is recorded here.
    retracted, superseded, later : tuple of str
        Ids of claims that do not count: withdrawn, replaced, or said after the date asked for.
    as_of : str or None
        The date on the statement clock.
    """

    incident: str
    title: str
    agreement: IncidentClass
    decided_by: str | None
    fields: tuple[FieldComparison, ...]
    speaking: tuple[str, ...] = ()
    silent: tuple[Silence, ...] = ()
    unheard: tuple[str, ...] = ()
    retracted: tuple[str, ...] = ()
    superseded: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    as_of: str | None = None

    def field(self, name: str) -> FieldComparison:
        """Return one field by its name.

        Raises
        ------
        KeyError
            If there is no such field.
        """
        found = {field.field: field for field in self.fields}
        return found[name]

    def as_data(self) -> dict[str, Any]:
        """Return everything as plain values for JSON; a compared value has its `kind` beside its parts.

        Examples
        --------
        >>> from layers.cases import bundled_case
        >>> data = compare(bundled_case("al-tanf"), "i-2017-08-07-kss").as_data()
        >>> killed = next(field for field in data["fields"] if field["field"] == "killed")
        >>> killed["votes"][0]["value"]
        {'kind': 'count', 'low': 36, 'high': 47}
        """
        data: dict[str, Any] = plain(self)
        return data


def compare(
    case: Case, incident_id: str, *, as_of: str | None = None, parties: Collection[str] | None = None
) -> Comparison:
    """Compare what the parties say about one incident.

    Parameters
    ----------
    case : Case
    incident_id : str
    as_of : str, optional
        EDTF: only what had been said, withdrawn and replaced by the end of it, see `layers.agreement.standing`.
    parties : collection of str, optional
        Ids of the parties to compare; all by default.

    Raises
    ------
    UnknownIdError
        If the case has no such incident.
    TimeError
        If `as_of` is no EDTF.

    Examples
    --------
    >>> from layers.cases import bundled_case
    >>> found = compare(bundled_case("al-tanf"), "i-2017-06-20-shahed")
    >>> found.field("when").agreement, [vote.party for vote in found.field("when").votes]
    ('agreed', ['press', 'us-coalition'])
    >>> [silence.party for silence in found.silent]
    ['iran', 'syria-gov']
    """
    incident = case.get(Incident, incident_id)
    claims = case.claims_about("incident", incident_id)
    return compare_claims(incident, claims, case, as_of=as_of, parties=parties)


def compare_all(
    case: Case, *, as_of: str | None = None, parties: Collection[str] | None = None
) -> Iterator[Comparison]:
    """Yield the comparison of each incident of a case, in the order of their ids; see `compare`."""
    claims_of: dict[str, list[Claim]] = {}
    for claim in case.claims:
        if claim.subject_kind == "incident":
            claims_of.setdefault(claim.subject, []).append(claim)
    for incident in case.incidents:
        yield compare_claims(incident, claims_of.get(incident.id, []), case, as_of=as_of, parties=parties)


def compare_claims(
    incident: Incident,
    claims: Iterable[Claim],
    case: Case,
    *,
    as_of: str | None = None,
    parties: Collection[str] | None = None,
) -> Comparison:
    """Compare given claims on an incident; parties, places and dates of sources are looked up in the case.

    Parameters, errors and rules are those of `compare`; claims need not be all, nor those of the case.
    """
    order = [party.id for party in case.parties if parties is None or party.id in parties]
    clock = statement_clock(case, as_of=as_of)
    found = clock.standing(claim for claim in claims if claim.party in order)
    spoken = [claim for claim in found.stand if claim.stance != "silent"]
    speaking = {claim.party for claim in spoken}
    silent = {c.party: c for c in found.stand if c.stance == "silent" and c.party not in speaking}
    reading = Reading(lookup=case, time_zone=case.info.time_zone)
    fields = tuple(_compare_field(field, spoken, order, reading, clock) for field in FIELDS)
    decision = incident_class({field.field: field.agreement for field in fields})
    return Comparison(
        incident=incident.id,
        title=incident.title,
        agreement=decision.agreement,
        decided_by=decision.decided_by,
        fields=fields,
        speaking=tuple(party for party in order if party in speaking),
        silent=tuple(_silence(silent[party]) for party in order if party in silent),
        unheard=tuple(party for party in order if party not in speaking and party not in silent),
        retracted=tuple(claim.id for claim in found.retracted),
        superseded=tuple(claim.id for claim in found.superseded),
        later=tuple(claim.id for claim in found.later),
        as_of=as_of,
    )


def statement_clock(case: Case, *, as_of: str | None = None) -> StatementClock:
    """Return the statement clock of a case, up to a date."""
    return StatementClock(
        time_zone=case.info.time_zone,
        published={source.id: source.published for source in case.sources},
        as_of_s=as_of_seconds(as_of, time_zone=case.info.time_zone),
    )


def _compare_field(
    field: Field, claims: Iterable[Claim], order: list[str], reading: Reading, clock: StatementClock
) -> FieldComparison:
    cast = sorted(votes(claims, field, reading, clock), key=lambda vote: order.index(vote.party))
    values = [vote.value for vote in cast]
    return FieldComparison(
        field=field.name,
        agreement=field_class(values),
        votes=tuple(cast),
        differing=tuple(
            (one.party, other.party)
            for one, other in combinations(cast, 2)
            if agree(one.value, other.value) is False
        ),
        spread=spread_of(values),
    )


def _silence(claim: Claim) -> Silence:
    return Silence(
        party=claim.party,
        claim=claim.id,
        searched_in=claim.searched_in,
        searched_until=claim.searched_until,
    )
