"""`contested add`: put an incident in, and see at once where it fell."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

import click

from layers.entry import require_enterable
from layers.plain import to_plain
from layers.records import INCIDENT_STANCES, Claim, Incident, Party, Source, When, ZoneDefinition
from layers.store import Add
from maps.cli import options, output
from maps.cli.landing import landing_text, look_around
from maps.cli.reading import LocationReader, choice_of, choosing, kept_location
from maps.cli.saying import refuse_spoken_silence, require_rested
from maps.cli.values import PlaceCommand, edtf, read_radius_m, read_when, reference, short_text, some_text

if TYPE_CHECKING:
    from layers.store import Store
    from maps.cli.landing import Landing


@click.command("add", cls=PlaceCommand)
@click.argument("where", nargs=-1, required=True)
@click.option(
    "--title",
    callback=short_text,
    required=True,
    metavar="TEXT",
    help="Short and neutral: what is said to have happened.",
)
@click.option(
    "--when",
    metavar="EDTF|TEXT",
    help="2017-05-18, 2017-05~, 2017-06-20T00:30+03:00, or with --reported 'early Tuesday'; left out where nobody says.",
)
@click.option(
    "--reported",
    callback=reference,
    metavar="DAY",
    help="Day of the report, against which a phrase in --when is read.",
)
@click.option("--kind", metavar="TEXT", help="Kind of event, such as Battles.")
@click.option("--sub-kind", metavar="TEXT", help="Narrower, such as Air strike.")
@click.option(
    "--uncertainty",
    metavar="LENGTH",
    help="Radius that holds the truth, such as 5 km; else what the notation implies.",
)
@click.option("--wording", metavar="TEXT", help="The location as the source words it, if not as typed here.")
@choosing
@options.choice("--zone", ZoneDefinition, multiple=True, help="Zone definition concerned; may be repeated.")
@click.option("--note", metavar="TEXT", help="A note of yours.")
@click.option("--id", "incident_id", metavar="ID", help="Else made from date and title.")
@options.choice("--party", Party, help="With a first claim: the party that says so.")
@click.option(
    "--stance",
    type=click.Choice(INCIDENT_STANCES),
    metavar="WORD",
    help=f"With --party: its stance, {', '.join(INCIDENT_STANCES[:-1])} or silent; else asserts.",
)
@options.choice("--source", Source, multiple=True, help="With --party: its source; may be repeated.")
@click.option("--stated", callback=edtf, metavar="EDTF", help="With --party: when it said so.")
@click.option("--speaker", metavar="NAME", help="With --party: who spoke for it.")
@click.option(
    "--summary", callback=some_text, metavar="TEXT", help="With --party: what it says, in your words."
)
@click.option("--unverified", is_flag=True, help="With --party and no --source: its claim has no source yet.")
@options.writing
@options.case_file
@options.as_json
def command(
    where: tuple[str, ...], location: str | None, as_json: bool, dry_run: bool, by: str | None, **fields: Any
) -> None:
    """Add an incident at WHERE: coordinates in any usual notation, a place of the case by id or name, or a wording.

    Prints its id, where it fell in degrees and MGRS, the nearest places, and a verdict for each zone definition in force
    then. A wording that can be read in several ways is refused, with all of them listed, until one is chosen. With
    --party, what that party says goes in by the same transaction.

    \b
    contested add "33°40′49″N 38°24′42″E" --when 2017-05-18 --title "Convoy struck on the highway"
    contested add 37SDT454268 --uncertainty "5 km" --title "Drone shot down" --when 2017-06-20
    contested add shahma --title "Leaflets dropped" --when 2017-05~
    contested add "27 km NW of al-Tanf" --origin al-tanf-garrison --title "Convoy struck" --when 2017-05-18
    contested add zakaf --title "Drone shot down" --when "early Tuesday" --reported 2017-06-21
    """
    text = " ".join(where)
    choice = choice_of(fields["reading"], fields["origin"])
    stated_m = read_radius_m("--uncertainty", fields["uncertainty"])
    _require_party(fields)
    with options.open_case(location) as store:
        options.require_known(
            store,
            {
                "--party": (Party, [fields["party"]]),
                "--source": (Source, fields["source"]),
                "--zone": (ZoneDefinition, fields["zone"]),
            },
        )
        if fields["party"]:
            require_rested(fields)
            refuse_spoken_silence(fields, ("speaker", "summary"))
        read = LocationReader(store).read(text, uncertainty_m=stated_m, choice=choice)
        when = read_when(fields["when"], reported=fields["reported"], time_zone=store.info().time_zone)
        landing = look_around(read, store, when=when.edtf if when else None)
        incident = _incident(store, landing, when, fields)
        claim = _first_claim(incident, by, fields)
        changes = [Add(record=incident), *([Add(record=claim)] if claim else [])]
        for change in changes:
            require_enterable(change.record)
        if not dry_run:
            store.write(changes, command=f"add {incident.id}", by=by)
        for warning in landing.warnings:
            output.note(f"warning: {warning}")
        value = {
            "id": incident.id,
            "stored": not dry_run,
            "case": store.location,
            "incident": to_plain(incident),
            "claim": to_plain(claim) if claim else None,
            "where": landing.to_plain(),
        }
        head = f"{incident.id}  {options.stored_text(store, dry_run=dry_run)}"
        output.show(value, as_json=as_json, text=lambda: f"{head}\n{landing_text(landing, store)}")


def _require_party(fields: dict[str, Any]) -> None:
    """Refuse what would describe a first claim that nobody makes."""
    needless = [
        name for name in ("stance", "source", "stated", "speaker", "summary", "unverified") if fields[name]
    ]
    if needless and not fields["party"]:
        raise click.UsageError(f"--{needless[0]} describes a first claim; say whose with --party")


def _incident(store: Store, landing: Landing, when: When | None, fields: dict[str, Any]) -> Incident:
    return Incident(
        id=fields["incident_id"] or new_id(store, when.edtf if when else None, fields["title"]),
        title=fields["title"],
        kind=fields["kind"],
        sub_kind=fields["sub_kind"],
        when=when,
        where=kept_location(landing, wording=fields["wording"], stated=bool(fields["uncertainty"])),
        zones=tuple(fields["zone"]),
        note=fields["note"],
    )


def _first_claim(incident: Incident, by: str | None, fields: dict[str, Any]) -> Claim | None:
    if not fields["party"]:
        return None
    return Claim(
        id=f"{incident.id}-c01",
        subject_kind="incident",
        subject=incident.id,
        party=fields["party"],
        stance=fields["stance"] or "asserts",
        stated=fields["stated"],
        sources=tuple(fields["source"]),
        summary=fields["summary"],
        speaker=fields["speaker"],
        unverified=fields["unverified"],
        entered_by=by,
    )


def new_id(store: Store, when: str | None, title: str) -> str:
    """Return an id that no incident of the case has, from the date as far as it is known and the title."""
    date = re.match(r"\d{4}(-\d{2}(-\d{2})?)?", when or "")
    base = "-".join(["i", *([date[0]] if date else []), slug(title)])
    found, number = base, 1
    while store.count(Incident, id=found):
        number += 1
        found = f"{base}-{number}"
    return found


def slug(title: str) -> str:
    """Return the first words of a title as part of an id; letters of any script stay.

    Examples
    --------
    >>> slug("Convoy struck on the Baghdad highway!"), slug("غارة جوية"), slug("?!")
    ('convoy-struck-on-the', 'غارة-جوية', 'incident')
    """
    plain = unicodedata.normalize("NFC", title).casefold()
    return "-".join(re.findall(r"[^\W_]+", plain)[:4])[:60] or "incident"
