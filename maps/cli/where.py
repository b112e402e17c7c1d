"""`contested where`: what a location text means. Nothing is stored."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from geo.errors import ContestedError, LocalityError
from layers.errors import CaseFileError
from maps.cli import options, output
from maps.cli.landing import landing_text, look_around
from maps.cli.reading import LocationReader, error_text, several_text
from maps.cli.values import PlaceCommand, edtf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from layers.store import Store
    from maps.cli.landing import Landing


@click.command("where", cls=PlaceCommand)
@click.argument("text", nargs=-1, required=True)
@click.option(
    "--when", callback=edtf, metavar="EDTF", help="Judge by the zone definitions in force then; else by all."
)
@options.case_file
@options.as_json
def command(text: tuple[str, ...], when: str | None, location: str | None, as_json: bool) -> None:
    """Say what a location text means: coordinates in any notation, a place of the case, or a wording.

    A wording, in English, Arabic or Russian, is measured from the case's places, zones and lines; where it has several
    readings, all are shown, each with its derivation. With a case, its zones' verdicts and nearest places are added. TEXT
    may be given in several words.

    In the table of verdicts, ± adds up the uncertainties of location and definition. Share is that of the location's own disc
    that lies inside the drawn border, where the verdict is "possible"; the definition's uncertainty is not in it.

    A single "-" reads one text a line from standard input and answers one JSON object a line, in the same order: "input",
    "lat", "lon", "uncertainty_m" and "notation", or "input" and "error", which names all readings where there are several.
    The exit code is 0 either way.

    \b
    contested where "33°30′21″N 38°37′04″E"
    contested where "27 km NW of al-Tanf" --when 2017-05-18
    contested where "just outside the 55 km zone" --case al-tanf.gpkg
    contested where - < texts.txt > answers.jsonl
    """
    store = _store_if_any(location)
    try:
        if text == ("-",):
            for answer in answers(_lines(), LocationReader(store)):
                click.echo(answer)
            return
        readings = LocationReader(store).readings(" ".join(text))
        if store:
            readings = [look_around(reading, store, when=when) for reading in readings]
        for warning in dict.fromkeys(warning for reading in readings for warning in reading.warnings):
            output.note(f"warning: {warning}")
        output.show(_plain(readings), as_json=as_json, text=lambda: _text(readings, store))
    finally:
        if store:
            store.close()


def _plain(readings: Sequence[Landing]) -> dict[str, Any]:
    """Return the readings for programs; the one reading of most texts stands by itself too."""
    plain = [reading.to_plain() for reading in readings]
    return {**(plain[0] if len(plain) == 1 else {"input": readings[0].text}), "readings": plain}


def _text(readings: Sequence[Landing], store: Store | None) -> str:
    """Return the readings for people: numbered and compared first where there are several."""
    if len(readings) == 1:
        return f"{readings[0].heading}\n{landing_text(readings[0], store)}"
    each = [
        f"{number}  {reading.heading}\n{landing_text(reading, store)}"
        for number, reading in enumerate(readings, start=1)
    ]
    return "\n\n".join([several_text(readings), *each])


def answers(texts: Iterable[str], reader: LocationReader) -> Iterator[str]:
    """Yield one JSON object for each text: what it means, or why it means nothing."""
    for text in texts:
        try:
            landing, *others = reader.readings(text)
            if others:
                raise LocalityError(several_text([landing, *others], one_line=True))
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
