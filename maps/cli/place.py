"""`contested place`: find a place in the case's gazetteer or the world's, or put one into the case's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from layers.errors import RecordError
from layers.plain import to_plain
from layers.records import Name, Place, Source
from layers.store import Add
from maps.cli import options, output
from maps.cli.landing import landing_text, look_around
from maps.cli.place_find import find
from maps.cli.reading import LocationReader, choice_of, choosing
from maps.cli.values import PlaceCommand, read_radius_m

if TYPE_CHECKING:
    from layers.gazetteer.world import WorldPlace
    from maps.cli.landing import Landing


@click.group("place")
def command() -> None:
    """Find places, or add them to the case's gazetteer."""


command.add_command(find)


@command.command("add", cls=PlaceCommand)
@click.argument("place_id", metavar="ID")
@click.argument("where", nargs=-1)
@click.option(
    "--name", metavar="TEXT", help="Its usual name; with --from-world the name that GeoNames gives."
)
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
@choosing
@click.option(
    "--from-world",
    type=click.IntRange(min=1),
    metavar="GEONAMEID",
    help="Position and names from GeoNames, in place of WHERE.",
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
    """Add a place under ID, at coordinates in any usual notation, or at a wording that places it.

    \b
    contested place add desert-post 33.99 37.93 --name "Desert post" --name-in ar=المخفر --uncertainty "7 km"
    contested place add sinjar --from-world 448149 --kind town --uncertainty "3 km"
    """
    choice = choice_of(fields["reading"], fields["origin"])
    world = _from_world(where, fields)
    stated_m = read_radius_m("--uncertainty", fields["uncertainty"])
    with options.open_case(location) as store:
        options.require_known(store, {"--source": (Source, [fields["source"]])})
        text = " ".join(where) if world is None else f"{world.position.lat} {world.position.lon}"
        read = LocationReader(store).read(text, uncertainty_m=stated_m, choice=choice)
        if world is not None:
            # GeoNames does not say how wide a place is, and the digits of its coordinates do not either.
            read = replace(read, position=replace(world.position, uncertainty_m=stated_m))
        landing = look_around(read, store, when=None)
        place = Place(
            id=place_id,
            name=fields["name"] or (world.name if world else ""),
            position=landing.position,
            kind=fields["kind"],
            names=_names(fields, world),
            basis=fields["basis"] or _basis(landing, world),
            source=fields["source"],
            note=fields["note"],
        )
        if not dry_run:
            store.write([Add(record=place)], command=f"place add {place_id}", by=by)
        for warning in landing.warnings:
            output.note(f"warning: {warning}")
        head = f"{place_id}  {options.stored_text(store, dry_run=dry_run)}"
        value = {
            "id": place_id,
            "stored": not dry_run,
            "case": store.location,
            "place": to_plain(place),
            "where": landing.to_plain(),
        }
        output.show(value, as_json=as_json, text=lambda: f"{head}\n{landing_text(landing, store)}")


def _from_world(where: tuple[str, ...], fields: dict[str, Any]) -> WorldPlace | None:
    """Return the place of GeoNames that is asked for, or None where the command says where itself."""
    geoname_id = fields["from_world"]
    if (geoname_id is None) == (not where):
        raise click.UsageError("say where the place is: with WHERE, or with --from-world; one of them")
    if geoname_id is None:
        if not fields["name"]:
            raise click.UsageError("Missing option '--name'.")
        return None
    from layers.gazetteer.world import world_gazetteer

    return world_gazetteer().get(geoname_id)


def _names(fields: dict[str, Any], world: WorldPlace | None) -> tuple[Name, ...]:
    stated = [
        *(name_in(pair) for pair in fields["name_in"]),
        *(Name(text=variant, role="variant") for variant in fields["variant"]),
    ]
    others = world.names if world else ()
    known = {fields["name"] or (world.name if world else None), *(name.text for name in stated)}
    return (*stated, *(Name(text=name, role="variant") for name in others if name not in known))


def _basis(landing: Landing, world: WorldPlace | None) -> str:
    if world is None:
        return f"read from {landing.text!r}"
    from layers.gazetteer.world import CREDIT

    return f"{CREDIT}, id {world.geoname_id}"


def name_in(pair: str) -> Name:
    """Return the name that `--name-in` gives.

    Raises
    ------
    RecordError
        If the language is missing, or no BCP 47 tag.
    """
    language, equals, text = pair.partition("=")
    if not equals:
        raise RecordError(f"--name-in {pair!r} has no language; write it as in ar=التنف")
    return Name(text=text, language=language)
