"""`contested map`: the interactive map, as one HTML file."""

from __future__ import annotations

from pathlib import Path

import click

from maps.cli import options, output
from maps.errors import PageError

_HTML = (b"<!doctype html", b"<html")


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
@click.pass_context
def command(
    ctx: click.Context, case: str | None, out: str | None, location: str | None, as_json: bool
) -> None:
    """Build the map of CASE as one HTML file that opens from disk, without a network.

    CASE is a bundled case (al-tanf), a case document or a case file; without it, the case file of --case.

    \b
    contested map al-tanf -o al-tanf.html
    contested map --case al-tanf.gpkg
    """
    from maps.build import write_page

    if case and ctx.get_parameter_source("location") is click.core.ParameterSource.COMMANDLINE:
        raise click.UsageError(
            f"two cases are named, {case} and {location}; name one, as CASE or with --case"
        )
    if out is not None:
        _require_page(Path(out))
    found = options.read_any_case(case or str(options.case_path(location)))
    path = Path(out or f"{found.info.id}.html")
    _require_page(path)
    fingerprint = write_page(found, path)
    value = {"page": str(path.resolve()), "bytes": path.stat().st_size, "fingerprint": fingerprint}
    if not as_json:
        output.note(
            f"{path.stat().st_size / 1000:.0f} kB, opens without a network; case fingerprint {fingerprint[:12]}"
        )
    output.show(value, as_json=as_json, text=lambda: str(path.resolve()))


def _require_page(path: Path) -> None:
    """Refuse to write a page over anything that is none: a case file, a document.

    Raises
    ------
    PageError
        If the name has another ending, or such a file is there.
    """
    if path.suffix.lower() not in {".html", ".htm"}:
        raise PageError(f"{path}: a page is one HTML file; give it a name that ends in .html")
    if not path.exists():
        return
    if not path.is_file():
        raise PageError(f"{path} is there and is no file; give the page another name")
    try:
        with path.open("rb") as file:
            start = file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    except OSError as error:
        raise PageError(
            f"{path} is there and cannot be read ({error.strerror}); give the page another name"
        ) from error
    if start and not start.startswith(_HTML):
        raise PageError(
            f"{path} is there and is no HTML page; give the page another name, or remove that file"
        )
