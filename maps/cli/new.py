"""`contested new`: make a case file."""

from __future__ import annotations

import click

from layers.case import Case
from layers.records import CaseInfo
from maps.cli import options, output


@click.command("new")
@click.argument("file", type=click.Path(dir_okay=False))
@click.option(
    "--from",
    "source",
    metavar="CASE",
    help="Start from a bundled case (al-tanf), a case document or a case file.",
)
@click.option("--id", "case_id", metavar="ID", help="Id of an empty case; else the file's name.")
@click.option("--title", metavar="TEXT", help="Title of an empty case; else its id.")
@click.option(
    "--time-zone", metavar="NAME", default="UTC", show_default=True, help="IANA zone of local times."
)
@click.option(
    "--by", envvar="CONTESTED_BY", metavar="NAME", help="Who makes it, for the log; else CONTESTED_BY."
)
@options.as_json
def command(
    file: str,
    source: str | None,
    case_id: str | None,
    title: str | None,
    time_zone: str,
    by: str | None,
    as_json: bool,
) -> None:
    """Make a case file at FILE, a GeoPackage that QGIS opens; it must not exist yet.

    \b
    contested new al-tanf.gpkg --from al-tanf
    contested new crossing.gpkg --title "The crossing, 2019" --time-zone Asia/Damascus
    """
    from pathlib import Path

    from layers.store import create_store

    if source:
        case = options.read_any_case(source)
    else:
        name = case_id or Path(file).stem
        case = Case(info=CaseInfo(id=name, title=title or name, time_zone=time_zone))
    with create_store(file, case, command=f"new {case.info.id}", by=by):
        pass
    counts = {kind: len(records) for kind, records in options.collections_of(case).items()}
    words = ", ".join(f"{count} {kind}" for kind, count in counts.items() if count) or "empty"
    output.show(
        {"file": file, "case": case.info.id, "counts": counts},
        as_json=as_json,
        text=lambda: f"{file}: {words}",
    )
