"""Each party's one vote on a field: its latest claim on it that stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.agreement.statements import Stated, denies_its_part, stated
from layers.agreement.values import Category, Denial, Words, agree, width

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layers.agreement.fields import Field
    from layers.agreement.standing import StatementClock
    from layers.agreement.statements import Reading
    from layers.agreement.values import Value
    from layers.records import Claim, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """What one party says on one field.

    Parameters
    ----------
    party, claim, stance, text : str
        Who says it, in which claim, with which stance; the value as a short text.
    value : Value
        The value that is compared, see `layers.agreement.values`.
    said : str or None
        When it was said, as EDTF.
    earlier : tuple of str
        Ids of the party's other claims on the field that stand, which this one came after.
    changed : bool
        Whether one of those does not agree with this one: the party has said different things.
    """

    party: str
    claim: str
    stance: Stance
    text: str
    value: Value
    said: str | None = None
    earlier: tuple[str, ...] = ()
    changed: bool = False


def votes(claims: Iterable[Claim], field: Field, reading: Reading, clock: StatementClock) -> tuple[Vote, ...]:
    """Return the votes of all parties on a field, in the order of party ids.

    Parameters
    ----------
    claims : iterable of Claim
        Those that stand, on one incident.

    Notes
    -----
    The latest is the one said last by the start of its statement time, then by its end. Of those said at one time the
    one counts that says most: one that can be compared before one in words alone, then the narrowest (18:43 before
    18 June), then the one with the last id.

    A party that denies its part, where another party's vote names it as the actor, votes "not us"; if it names another
    as well, that stands with the denial beside it; if it has named itself, the later of the two counts.
    """
    said: dict[str, list[tuple[Claim, Stated]]] = {}
    for claim in claims:
        value = stated(claim, field, reading)
        if value is not None:
            said.setdefault(claim.party, []).append((claim, value))
    for ours in said.values():
        ours.sort(key=lambda pair: _order(pair[0], pair[1], clock))
    latest = {party: ours[-1] for party, ours in said.items()}
    if field.name == "actor":
        _put_denials(latest, claims, clock)
    return tuple(_vote(*latest[party], said.get(party, [])) for party in sorted(latest))


def _order(claim: Claim, value: Stated, clock: StatementClock) -> tuple[float, float, bool, float, str]:
    words = isinstance(value.value, Words)
    return (*clock.said_s(claim), not words, -width(value.value), claim.id)


def _put_denials(
    latest: dict[str, tuple[Claim, Stated]], claims: Iterable[Claim], clock: StatementClock
) -> None:
    """Put the latest denial of each party that another names as the actor beside what it says of the actor itself."""
    denials = {claim.party: claim for claim in sorted(claims, key=clock.order) if denies_its_part(claim)}
    named = {(s, v.value.key) for s, (_, v) in latest.items() if isinstance(v.value, Category)}
    accused = {actor for speaker, actor in named if speaker != actor}
    for party in accused & set(denials):
        own_claim, own = latest.get(party, (None, None))
        not_us = Stated(value=Denial(party=party), text=f"not {party}")
        if own_claim is None or own is None or not isinstance(own.value, Category):
            latest[party] = (denials[party], not_us)
        elif own.value.key != party:
            both = Category(key=own.value.key, denies=party)
            latest[party] = (own_claim, Stated(value=both, text=f"{own.text}, {not_us.text}"))
        elif clock.said_s(denials[party]) > clock.said_s(own_claim):
            latest[party] = (denials[party], not_us)


def _vote(claim: Claim, value: Stated, ours: list[tuple[Claim, Stated]]) -> Vote:
    before = [(other, said) for other, said in ours if other.id != claim.id]
    return Vote(
        party=claim.party,
        claim=claim.id,
        stance=claim.stance,
        text=value.text,
        value=value.value,
        said=claim.stated,
        earlier=tuple(other.id for other, _ in before),
        changed=any(agree(value.value, said.value) is False for _, said in before),
    )
