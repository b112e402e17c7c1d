"""`contested new`: make a case file."""

from __future__ import annotations

import click

from layers.case import COLLECTIONS, Case
from layers.records import CaseInfo
from maps.cli import options, output
from maps.cli.values import short_text


@click.command("new")
@click.argument("file", type=click.Path(dir_okay=False))
@click.option(
    "--from",
    "source",
    metavar="CASE",
    help="Start from a bundled case (al-tanf), a case document or a case file.",
)
@click.option(
    "--id", "case_id", metavar="ID", help="Id of the case; else that of --from, or the file's name."
)
@click.option(
    "--title", callback=short_text, metavar="TEXT", help="Title of the case; else that of --from, or the id."
)
@click.option("--time-zone", metavar="NAME", help="IANA zone of an empty case's local times; else UTC.")
@click.option(
    "--by", envvar="CONTESTED_BY", metavar="NAME", help="Who makes it, for the log; else CONTESTED_BY."
)
@options.as_json
def command(
    file: str,
    source: str | None,
    case_id: str | None,
    title: str | None,
    time_zone: str | None,
    by: str | None,
    as_json: bool,
) -> None:
    """Make a case file at FILE, a GeoPackage that QGIS opens; it must not exist yet.

    \b
    contested new al-tanf.gpkg --from al-tanf
    contested new mine.gpkg --from al-tanf --id mine --title "My copy of Al-Tanf"
    contested new crossing.gpkg --title "The crossing, 2019" --time-zone Asia/Damascus
    """
    from dataclasses import replace
    from pathlib import Path

    from layers.cases import bundled_cases
    from layers.soundness import require_sound
    from layers.store import create_store

    if source:
        if time_zone is not None:
            raise click.UsageError(
                "--time-zone is for an empty case: the dates of a case are days of the zone that it has"
            )
        case = options.read_any_case(source)
        info = replace(case.info, id=case_id or case.info.id, title=title or case.info.title)
        case = replace(case, info=info)
    else:
        name = case_id or Path(file).stem
        case = Case(info=CaseInfo(id=name, title=title or name, time_zone=time_zone or "UTC"))
    if source not in bundled_cases():
        require_sound((case.info, *case), case)
    with create_store(file, case, command=f"new {case.info.id}", by=by):
        pass
    counts = {kind: len(records) for kind, records in options.collections_of(case).items()}
    words = (
        ", ".join(
            output.counted_kind(len(case.of_kind(kind)), kind) for kind in COLLECTIONS if case.of_kind(kind)
        )
        or "empty"
    )
    output.show(
        {"file": file, "case": case.info.id, "counts": counts},
        as_json=as_json,
        text=lambda: f"{file}: {words}",
    )
