"""`contested map`: the interactive map, as one HTML file."""

from __future__ import annotations

from pathlib import Path

import click

from maps.cli import options, output


@click.command("map")
@click.argument("case", required=False)
@click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(dir_okay=False),
    help="Where to; else the case's name with .html.",
)
@options.case_file
@options.as_json
def command(case: str | None, out: str | None, location: str | None, as_json: bool) -> None:
    """Build the map of CASE as one HTML file that opens from disk, without a network.

    CASE is a bundled case (al-tanf), a case document or a case file; without it, the case file of --case.

    \b
    contested map al-tanf -o al-tanf.html
    """
    from maps.build import write_page

    found = options.read_any_case(case or str(options.case_path(location)))
    path = Path(out or f"{found.info.id}.html")
    fingerprint = write_page(found, path)
    value = {"page": str(path.resolve()), "bytes": path.stat().st_size, "fingerprint": fingerprint}
    if not as_json:
        output.note(
            f"{path.stat().st_size / 1000:.0f} kB, opens without a network; case fingerprint {fingerprint[:12]}"
        )
    output.show(value, as_json=as_json, text=lambda: str(path.resolve()))
