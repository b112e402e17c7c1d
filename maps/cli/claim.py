"""`contested claim`: add what a party says, or that no statement of it was found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from geo.errors import CoordinateError, LocalityError
from layers.errors import RecordError, UnknownIdError
from layers.plain import to_plain
from layers.records import (
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

if TYPE_CHECKING:
    from layers.store import Store

SUBJECT_TYPES = (Incident, ZoneDefinition, KnownPosition)


@click.command("claim")
@options.record_argument("subject", *SUBJECT_TYPES)
@options.choice("--party", Party, required=True, help="Who says it.")
@click.option(
    "--stance",
    required=True,
    metavar="WORD",
    help="asserts, confirms, denies, disputes, condemns, threatens or silent; of a zone definition asserts, recognises, rejects, ambiguous or silent.",
)
@click.option("--summary", metavar="TEXT", help="What it says, in your words.")
@click.option("--stated", metavar="EDTF", help="When it said so.")
@options.choice("--source", Source, multiple=True, help="What it rests on; may be repeated.")
@click.option("--speaker", metavar="NAME", help="Who spoke for the party.")
@click.option("--quote", metavar="TEXT", help="Its words, short.")
@click.option("--quote-language", metavar="TAG", help="Language of the quotation: en, ar, ru, ...")
@click.option("--occurred", metavar="yes|no", help="Whether it says that the event happened.")
@click.option("--when", metavar="EDTF", help="When, by this account.")
@click.option("--where", metavar="TEXT", help="Where, by this account: a wording, coordinates or a place.")
@options.choice("--place", Place, help="The place of the case that is meant; --where is then kept as words.")
@click.option("--actor", metavar="ID|TEXT", help="Who did it, by this account: a party, or words.")
@click.option("--target", metavar="ID|TEXT", help="To whom: a party, or words.")
@click.option("--weapon", metavar="TEXT", help="With what.")
@click.option("--killed", metavar="N|N-M", help="How many killed.")
@click.option("--injured", metavar="N|N-M", help="How many injured.")
@click.option("--inside", metavar="yes|no|denies-zone", help="Whether it says inside the zone.")
@click.option("--lawful", metavar="yes|no", help="Whether it calls the act lawful.")
@options.choice("--holder", Party, help="Of a known position: who holds it, by this account.")
@click.option(
    "--supersedes", metavar="ID", help="The earlier claim of the same party that this one replaces."
)
@click.option("--searched-in", metavar="TEXT", help="With stance silent: where a statement was looked for.")
@click.option("--searched-until", metavar="EDTF", help="With stance silent: until when.")
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
    contested claim i-2017-05-18-convoy-strike --party russia --stance condemns --source tass-2017-05-19
    contested claim z-55km --party iraq --stance silent --searched-in "Foreign ministry pages" --searched-until 2017-07
    """
    with options.open_case(location) as store:
        subject_kind = _kind_of(store, subject)
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
            searched_in=fields["searched_in"],
            searched_until=fields["searched_until"],
            entered_by=by,
        )
        if not dry_run:
            store.write([Add(record=claim)], command=f"claim {claim.id}", by=by)
        words = (
            f"{claim.id}  {claim.party} {claim.stance} {subject}{'  not stored (dry run)' if dry_run else ''}"
        )
        output.show(
            {"id": claim.id, "stored": not dry_run, "claim": to_plain(claim)},
            as_json=as_json,
            text=lambda: words,
        )


def _kind_of(store: Store, subject: str) -> Any:
    for record_type in SUBJECT_TYPES:
        if store.count(record_type, id=subject):
            return record_type.KIND
    raise UnknownIdError(
        f"no incident, zone definition or known position {subject!r}; list them with: contested list incidents"
    )


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
    low = int(match[1])
    return low, None if match[3] else int(match[2] or low)
