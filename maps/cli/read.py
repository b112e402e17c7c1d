"""`contested read`: the case that a page was built from."""

from __future__ import annotations

from pathlib import Path

import click

from maps.cli import options, output


@click.command("read")
@click.argument("page", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the document to this file; else to stdout.",
)
@options.as_json
def command(page: Path, out: Path | None, as_json: bool) -> None:
    """Get the case back from PAGE, as a case document equal to the one that the page was built from.

    The records are checked against the fingerprint that the page states.

    \b
    contested read al-tanf.html -o al-tanf.json
    """
    from layers.document import write_document, write_document_file
    from maps.counting import fingerprint
    from maps.page_reading import read_page_file

    case = read_page_file(page)
    digest = fingerprint(case)
    if out is None and not as_json:
        click.echo(write_document(case), nl=False)
    else:
        written = None if out is None else str(write_document_file(case, out).resolve())
        value = {
            "case": case.info.id,
            "document": written,
            "fingerprint": digest,
            "incidents": len(case.incidents),
            "claims": len(case.claims),
        }
        output.show(value, as_json=as_json, text=lambda: str(written))
    if not as_json:
        output.note(f"{case.info.id}: the records match the page's fingerprint {digest[:12]}")
