"""`contested party add`: put in somebody who speaks."""

from __future__ import annotations

import colorsys
import re
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any

import click

from layers.errors import RecordError
from layers.plain import to_plain
from layers.records import Name, Party
from layers.store import Add, Replace
from maps.cli import options, output
from maps.cli.place import name_in
from maps.cli.values import some_text

if TYPE_CHECKING:
    from collections.abc import Sequence

SHAPES = ("circle", "square", "triangle", "diamond", "pentagon", "hexagon", "star", "cross")
"""What the map, the print sheet and QGIS can draw."""

COLORS = (
    "#332288", "#117733", "#882255", "#e69f00", "#56b4e9", "#cc6677", "#44aa99", "#aa4499", "#999933", "#994f00", "#6699cc",
    "#7a6c9d", "#ddaa33", "#777777", "#4d3b2f", "#0072b2", "#d55e00", "#009e73",
)  # fmt: skip
"""Colours that stay apart for colour-blind readers, as far as so many can: after Paul Tol's and Okabe and Ito's sets. None is
the red or the green of a flag or a warning."""


@click.group("party")
def command() -> None:
    """Add parties: those who speak."""


@command.command("add")
@click.argument("party_id", metavar="ID")
@click.option(
    "--name", callback=some_text, required=True, metavar="TEXT", help="Its neutral name, in English."
)
@click.option(
    "--short",
    callback=some_text,
    metavar="TEXT",
    help="A short name, for labels; parties stand in its order.",
)
@click.option(
    "--name-in", multiple=True, metavar="LANG=TEXT", help="Its name in a language: ar=روسيا; may be repeated."
)
@click.option("--code", metavar="CODE", help="1 to 3 letters for marks; else made from its id.")
@click.option("--color", metavar="#RRGGBB", help="Its colour; else one that is free.")
@click.option(
    "--shape", type=click.Choice(SHAPES), metavar="SHAPE", help=f"{', '.join(SHAPES)}; else one that is free."
)
@click.option(
    "--observer", is_flag=True, help="It watches and reports, and takes no part: press, monitors, the UN."
)
@click.option("--description", callback=some_text, metavar="TEXT", help="Who that is.")
@options.writing
@options.case_file
@options.as_json
def add(
    party_id: str, location: str | None, as_json: bool, dry_run: bool, by: str | None, **fields: Any
) -> None:
    """Add a party under ID. Parties stand in the alphabetical order of their short names, which ranks nobody.

    \b
    contested party add france --name "French Republic" --short France --name-in ar=فرنسا
    """
    with options.open_case(location) as store:
        parties = list(store.records(Party))
        color, shape = _look(parties, fields["color"], fields["shape"])
        party = Party(
            id=party_id,
            name=fields["name"],
            order=0,
            code=_code(parties, party_id, fields["code"]),
            color=color,
            shape=shape,
            observer=fields["observer"],
            description=fields["description"],
            names=_names(fields),
        )
        place = _place_among(parties, party)
        party = replace(party, order=place)
        moved = [
            Replace(record=replace(other, order=number), was=other)
            for other, number in _moved(parties, place)
        ]
        if not dry_run:
            store.write([Add(record=party), *moved], command=f"party add {party_id}", by=by)
        value = {
            "id": party_id,
            "stored": not dry_run,
            "case": store.location,
            "party": to_plain(party),
            "moved": [change.record.id for change in moved],
        }
        words = f"{party_id}  {party.code}, {party.shape} {party.color}, number {place}  {options.stored_text(store, dry_run=dry_run)}"
        output.show(value, as_json=as_json, text=lambda: words)


def _names(fields: dict[str, Any]) -> tuple[Name, ...]:
    short = [Name(text=fields["short"], language="en", role="short")] if fields["short"] else []
    return (*short, *(name_in(pair) for pair in fields["name_in"]))


def sort_name(party: Party) -> str:
    """Return what a party is sorted by: its short English name, or its name."""
    short = next((n.text for n in party.names if n.role == "short" and n.language == "en"), party.name)
    return short.casefold()


def _place_among(parties: Sequence[Party], party: Party) -> int:
    """Return the number before that of the first party whose name comes later; whoever arranged them otherwise keeps that."""
    later = next((other for other in parties if sort_name(other) > sort_name(party)), None)
    if later is not None:
        return later.order
    return parties[-1].order + 1 if parties else 1


def _moved(parties: Sequence[Party], place: int) -> list[tuple[Party, int]]:
    """Return the parties that make room for a number, with their new ones; no more than must."""
    moved = []
    taken = place
    for party in parties:
        if party.order == taken:
            taken += 1
            moved.append((party, taken))
    return moved


def _code(parties: Sequence[Party], party_id: str, stated: str | None) -> str:
    taken = {party.code for party in parties}
    if stated is not None:
        if not re.fullmatch(r"\w{1,3}", stated):
            raise RecordError(f"--code {stated!r} is no mark; give 1 to 3 letters or digits")
        holder = next((party.id for party in parties if party.code == stated), None)
        if holder:
            raise RecordError(f"--code {stated!r} is that of {holder}; choose another")
        return stated
    words = [word for word in re.split(r"[\W_]+", party_id.upper()) if word] or ["P"]
    letters = "".join(words)
    initials = "".join(word[0] for word in words[:2])
    candidates = [initials] if len(words) > 1 else []
    candidates += [letters[0] + letter for letter in letters[1:]] + [letters[:3]]
    candidates += [f"{letters[0]}{number}" for number in range(1, 100)]
    return next(code for code in candidates if len(code) > 1 and code not in taken)


def _look(parties: Sequence[Party], color: str | None, shape: str | None) -> tuple[str, str]:
    """Return colour and shape: those stated, else ones that no party has, together at least."""
    taken = {(party.color, party.shape) for party in parties}
    if color is not None and not re.fullmatch(r"#[0-9a-fA-F]{6}", color):
        raise RecordError(f"--color {color!r} is no colour such as #4477aa")
    color = color.lower() if color else None
    if color and shape:
        holder = next((party.id for party in parties if (party.color, party.shape) == (color, shape)), None)
        if holder:
            raise RecordError(f"--color {color} with --shape {shape} is the mark of {holder}; choose another")
        return color, shape
    used = [party.color for party in parties]
    free = [one for one in (*COLORS, *_hues()) if one not in used]
    seldom = sorted(SHAPES, key=lambda one: sum(party.shape == one for party in parties))
    colors = [color] if color else free
    shapes = [shape] if shape else seldom
    return next((pair for pair in product(colors, shapes) if pair not in taken), (colors[0], shapes[0]))


def _hues() -> list[str]:
    """Return further colours, dark enough to be seen on the map, for cases of very many parties."""
    hues = []
    for n in range(64):
        red, green, blue = colorsys.hls_to_rgb(n * 0.618034 % 1, 0.32 + 0.13 * (n % 3) / 2, 0.55)
        hues.append(f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}")
    return hues
