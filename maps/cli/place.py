"""`contested place add`: put a place into the case's gazetteer."""

from __future__ import annotations

from typing import Any

import click

from geo.lengths import read_length_m
from layers.document import to_plain
from layers.errors import RecordError
from layers.records import Name, Place, Source
from layers.store import Add
from maps.cli import options, output
from maps.cli.landing import LocationReader, landing_text, look_around


@click.group("place")
def command() -> None:
    """Add places to the case's gazetteer."""


@command.command("add", context_settings=options.TAKES_NEGATIVE_NUMBERS)
@click.argument("place_id", metavar="ID")
@click.argument("where", nargs=-1, required=True)
@click.option("--name", required=True, metavar="TEXT", help="Its usual name.")
@click.option(
    "--name-in", multiple=True, metavar="LANG=TEXT", help="Its name in a language: ar=التنف; may be repeated."
)
@click.option("--variant", multiple=True, metavar="TEXT", help="Another spelling; may be repeated.")
@click.option("--kind", metavar="TEXT", help="town, garrison, crossing, ...")
@click.option(
    "--uncertainty",
    metavar="LENGTH",
    help="Radius that holds it, such as 2 km; else what the notation implies.",
)
@click.option("--basis", metavar="TEXT", help="Where the coordinates come from.")
@options.choice("--source", Source, help="Source of the coordinates.")
@click.option("--note", metavar="TEXT", help="A note of yours.")
@options.writing
@options.case_file
@options.as_json
def add(
    place_id: str,
    where: tuple[str, ...],
    location: str | None,
    as_json: bool,
    dry_run: bool,
    by: str | None,
    **fields: Any,
) -> None:
    """Add a place under ID, at coordinates in any usual notation.

    \b
    contested place add zaza 33.99 37.93 --name "Zaza checkpoint" --variant "Zazah" --uncertainty "7 km"
    """
    with options.open_case(location) as store:
        stated_m = read_length_m(fields["uncertainty"]) if fields["uncertainty"] else None
        landing = look_around(
            LocationReader(store).read(" ".join(where), uncertainty_m=stated_m), store, when=None
        )
        place = Place(
            id=place_id,
            name=fields["name"],
            position=landing.position,
            kind=fields["kind"],
            names=(
                *(_name_in(pair) for pair in fields["name_in"]),
                *(Name(text=v, role="variant") for v in fields["variant"]),
            ),
            basis=fields["basis"] or f"read from {landing.text!r}",
            source=fields["source"],
            note=fields["note"],
        )
        if not dry_run:
            store.write([Add(record=place)], command=f"place add {place_id}", by=by)
        for warning in landing.warnings:
            output.note(f"warning: {warning}")
        head = f"{place_id}  {'not stored (dry run)' if dry_run else 'stored'}"
        value = {"id": place_id, "stored": not dry_run, "place": to_plain(place), "where": landing.to_plain()}
        output.show(value, as_json=as_json, text=lambda: f"{head}\n{landing_text(landing, store)}")


def _name_in(pair: str) -> Name:
    language, equals, text = pair.partition("=")
    if not equals:
        raise RecordError(f"--name-in {pair!r} has no language; write it as in ar=التنف")
    return Name(text=text, language=language)
