"""`contested claim`: add what a party says, or that no statement of it was found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from geo.errors import CoordinateError, LocalityError
from layers.entry import require_enterable
from layers.errors import RecordError
from layers.plain import to_plain
from layers.records import (
    INCIDENT_STANCES,
    ZONE_STANCES,
    Claim,
    Harm,
    Incident,
    KnownPosition,
    Location,
    Party,
    Place,
    Source,
    StatedValues,
    When,
    ZoneDefinition,
)
from layers.store import Add
from maps.cli import options, output
from maps.cli.reading import LocationReader, choice_of, choosing, kept_location
from maps.cli.saying import refuse_spoken_silence, require_rested
from maps.cli.values import edtf, some_text

if TYPE_CHECKING:
    from layers.store import Store

SUBJECT_TYPES = (Incident, ZoneDefinition, KnownPosition)
YES_NO = click.Choice(["yes", "no"])
SPOKEN = (
    "summary", "speaker", "quote", "occurred", "when", "where", "place", "actor", "target", "weapon", "killed", "injured",
    "inside", "lawful", "holder",
)  # fmt: skip
"""Options of what somebody says, which a silence does not."""


@click.command("claim")
@options.record_argument("subject", *SUBJECT_TYPES)
@options.choice("--party", Party, required=True, help="Who says it.")
@click.option(
    "--stance",
    required=True,
    metavar="WORD",
    help="asserts, confirms, denies, disputes, condemns, threatens or silent; of a zone definition asserts, recognises, rejects, ambiguous or silent.",
)
@click.option("--summary", callback=some_text, metavar="TEXT", help="What it says, in your words.")
@click.option("--stated", callback=edtf, metavar="EDTF", help="When it said so.")
@options.choice("--source", Source, multiple=True, help="What it rests on; may be repeated.")
@click.option("--speaker", metavar="NAME", help="Who spoke for the party.")
@click.option("--quote", metavar="TEXT", help="Its words, short.")
@click.option("--quote-language", metavar="TAG", help="Language of the quotation: en, ar, ru, ...")
@click.option("--occurred", type=YES_NO, metavar="yes|no", help="Whether it says that the event happened.")
@click.option("--when", callback=edtf, metavar="EDTF", help="When, by this account.")
@click.option("--where", metavar="TEXT", help="Where, by this account: a wording, coordinates or a place.")
@options.choice("--place", Place, help="The place of the case that is meant; --where is then kept as words.")
@click.option("--actor", metavar="ID|TEXT", help="Who did it, by this account: a party, or words.")
@click.option("--target", metavar="ID|TEXT", help="To whom: a party, or words.")
@click.option("--weapon", metavar="TEXT", help="With what.")
@click.option("--killed", metavar="N|N-M", help="How many killed.")
@click.option("--injured", metavar="N|N-M", help="How many injured.")
@click.option(
    "--inside",
    type=click.Choice(["yes", "no", "denies-zone"]),
    metavar="yes|no|denies-zone",
    help="Whether it says inside the zone.",
)
@click.option("--lawful", type=YES_NO, metavar="yes|no", help="Whether it calls the act lawful.")
@options.choice("--holder", Party, help="Of a known position: who holds it, by this account.")
@click.option(
    "--supersedes", metavar="ID", help="The earlier claim of the same party that this one replaces."
)
@click.option("--unverified", is_flag=True, help="It has no source yet; in the place of --source.")
@click.option("--searched-in", metavar="TEXT", help="With stance silent: where a statement was looked for.")
@click.option("--searched-until", callback=edtf, metavar="EDTF", help="With stance silent: until when.")
@click.option("--id", "claim_id", metavar="ID", help="Else made from the subject's id.")
@choosing
@options.writing
@options.case_file
@options.as_json
def command(
    subject: str, location: str | None, as_json: bool, dry_run: bool, by: str | None, **fields: Any
) -> None:
    """Add a claim about ID: an incident, a zone definition or a known position.

    \b
    contested claim i-2017-05-18-convoy-strike --party russia --stance condemns --source tass-2017-06-07
    contested claim i-2017-06-18-su22 --party iran --stance asserts --killed 1 --unverified
    contested claim z-55km --party iraq --stance silent --searched-in "Foreign ministry pages" --searched-until 2017-07
    """
    with options.open_case(location) as store:
        subject_kind = _kind_of(store, subject)
        _check(store, subject_kind, fields)
        claim = Claim(
            id=fields["claim_id"] or _new_id(store, subject),
            subject_kind=subject_kind,
            subject=subject,
            party=fields["party"],
            stance=fields["stance"],
            summary=fields["summary"],
            stated=fields["stated"],
            sources=tuple(fields["source"]),
            values=_values(store, fields),
            speaker=fields["speaker"],
            quote=fields["quote"],
            quote_language=fields["quote_language"],
            supersedes=fields["supersedes"],
            unverified=fields["unverified"],
            searched_in=fields["searched_in"],
            searched_until=fields["searched_until"],
            entered_by=by,
        )
        require_enterable(claim)
        if not dry_run:
            store.write([Add(record=claim)], command=f"claim {claim.id}", by=by)
        words = f"{claim.id}  {claim.party} {claim.stance} {subject}  {options.stored_text(store, dry_run=dry_run)}"
        output.show(
            {"id": claim.id, "stored": not dry_run, "case": store.location, "claim": to_plain(claim)},
            as_json=as_json,
            text=lambda: words,
        )


def _check(store: Store, subject_kind: str, fields: dict[str, Any]) -> None:
    """Refuse unknown ids first, then words that the kind of subject does not take, then a claim that rests on nothing."""
    options.require_known(
        store,
        {
            "--party": (Party, [fields["party"]]),
            "--source": (Source, fields["source"]),
            "--place": (Place, [fields["place"]]),
            "--holder": (Party, [fields["holder"]]),
            "--supersedes": (Claim, [fields["supersedes"]]),
        },
    )
    allowed = ZONE_STANCES if subject_kind == ZoneDefinition.KIND else INCIDENT_STANCES
    if fields["stance"] not in allowed:
        raise RecordError(
            f"--stance {fields['stance']!r} is none of {', '.join(allowed)}, which a claim on {a_kind(subject_kind)} takes"
        )
    replaced = store.get(Claim, fields["supersedes"]) if fields["supersedes"] else None
    if replaced and replaced.party != fields["party"]:
        raise RecordError(
            f"--supersedes {replaced.id} is a claim of {replaced.party}; a party can only replace what it said itself"
        )
    require_rested(fields)
    refuse_spoken_silence(fields, SPOKEN)


def a_kind(kind: str) -> str:
    """Return a kind of record with its article.

    Examples
    --------
    >>> a_kind("incident"), a_kind("zone definition")
    ('an incident', 'a zone definition')
    """
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def _kind_of(store: Store, subject: str) -> Any:
    for record_type in SUBJECT_TYPES:
        if store.count(record_type, id=subject):
            return record_type.KIND
    known = (record.id for record_type in SUBJECT_TYPES for record in store.records(record_type))
    raise options.unknown(store.location, "incident, zone definition or known position", subject, known)


def _new_id(store: Store, subject: str) -> str:
    number = store.count(Claim, subject=subject) + 1
    while store.count(Claim, id=f"{subject}-c{number:02}"):
        number += 1
    return f"{subject}-c{number:02}"


def _values(store: Store, fields: dict[str, Any]) -> StatedValues:
    actor, actor_text = _party_or_words(store, fields["actor"])
    target, target_text = _party_or_words(store, fields["target"])
    where = _where(store, fields)
    killed, injured = read_count("--killed", fields["killed"]), read_count("--injured", fields["injured"])
    harm = None
    if killed or injured:
        (killed_low, killed_high), (injured_low, injured_high) = (
            killed or (None, None),
            injured or (None, None),
        )
        harm = Harm(
            killed_low=killed_low, killed_high=killed_high, injured_low=injured_low, injured_high=injured_high
        )
    return StatedValues(
        occurred=fields["occurred"],
        when=When(edtf=fields["when"]) if fields["when"] else None,
        where=where,
        actor=actor,
        actor_text=actor_text,
        target=target,
        target_text=target_text,
        weapon=fields["weapon"],
        harm=harm,
        inside_zone=fields["inside"],
        lawful=fields["lawful"],
        holder=fields["holder"],
    )


def _where(store: Store, fields: dict[str, Any]) -> Location | None:
    """Return the location by this account; words that say no place are kept as words."""
    text, place = fields["where"], fields["place"]
    if text is None or place is not None:
        return Location(text=text, place=place) if place else None
    reader, choice = LocationReader(store), choice_of(fields["reading"], fields["origin"])
    try:
        reader.readings(text)
    except (CoordinateError, LocalityError) as error:
        output.note(f"note: {text!r} is kept as words and not placed: {error}")
        return Location(text=text)
    return kept_location(reader.read(text, choice=choice), wording=text)


def _party_or_words(store: Store, text: str | None) -> tuple[str | None, str | None]:
    if text is None:
        return None, None
    return (text, None) if store.count(Party, id=text) else (None, text)


def read_count(option: str, text: str | None) -> tuple[int, int | None] | None:
    """Return the lowest and highest number of "6", "4-6" or "7+".

    Examples
    --------
    >>> read_count("--killed", "4-6"), read_count("--killed", "6"), read_count("--killed", "7+")
    ((4, 6), (6, 6), (7, None))
    """
    if text is None:
        return None
    match = re.fullmatch(r"([0-9]{1,7})(?:-([0-9]{1,7})|(\+))?", text.strip())
    if not match:
        raise RecordError(f"{option} {text!r} is no count; write 6, 4-6, or 7+ for at least seven")
    low, high = int(match[1]), None if match[3] else int(match[2] or match[1])
    if high is not None and high < low:
        raise RecordError(f"{option} {text!r}: the highest number comes last; write {high}-{low}")
    return low, high
