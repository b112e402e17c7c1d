"""`contested where`: what a location text means. Nothing is stored."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from geo.errors import ContestedError
from layers.errors import CaseFileError
from maps.cli import options, output
from maps.cli.landing import LocationReader, error_text, landing_text, look_around

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from layers.store import Store


@click.command("where", context_settings=options.TAKES_NEGATIVE_NUMBERS)
@click.argument("text", nargs=-1, required=True)
@click.option("--when", metavar="EDTF", help="Judge by the zone definitions in force then; else by all.")
@options.case_file
@options.as_json
def command(text: tuple[str, ...], when: str | None, location: str | None, as_json: bool) -> None:
    """Say what a location text means: coordinates in any notation, or a place of the case.

    With a case, its zones' verdicts and nearest places are added. TEXT may be given in several words. A single "-" reads
    one text a line from standard input and answers one JSON object a line, in the same order.

    \b
    contested where "33°30′21″N 38°37′04″E"
    contested where 37SDT6449907431 --case al-tanf.gpkg
    contested where - < texts.txt > answers.jsonl
    """
    store = _store_if_any(location)
    try:
        if text == ("-",):
            for answer in answers(_lines(), LocationReader(store)):
                click.echo(answer)
            return
        landing = LocationReader(store).read(" ".join(text))
        if store:
            landing = look_around(landing, store, when=when)
        for warning in landing.warnings:
            output.note(f"warning: {warning}")
        output.show(
            landing.to_plain(),
            as_json=as_json,
            text=lambda: f"{landing.notation}\n{landing_text(landing, store)}",
        )
    finally:
        if store:
            store.close()


def answers(texts: Iterable[str], reader: LocationReader) -> Iterator[str]:
    """Yield one JSON object for each text: what it means, or why it means nothing."""
    for text in texts:
        try:
            landing = reader.read(text)
            answer: dict[str, object] = {
                "input": text,
                "lat": landing.position.lat,
                "lon": landing.position.lon,
                "uncertainty_m": landing.position.uncertainty_m,
                "notation": landing.notation,
            }
        except ContestedError as error:
            answer = {"input": text, "error": error_text(error)}
        yield json.dumps(answer, ensure_ascii=False)


def _lines() -> Iterator[str]:
    for line in sys.stdin.buffer:
        yield line.rstrip(b"\r\n").decode("utf-8", errors="replace")


def _store_if_any(location: str | None) -> Store | None:
    if location:
        return options.open_case(location)
    try:
        return options.open_case(None)
    except CaseFileError:  # no case here: the text alone is read
        return None
