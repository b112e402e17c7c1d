"""`contested text`: a case as a text to read."""

from __future__ import annotations

from pathlib import Path

import click

from maps.cli import options, output


@click.command("text")
@click.argument("case", required=False)
@click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file; else to stdout.",
)
@click.option("--language", default="en", show_default=True, help="Language of headings and sentences.")
@options.case_file
@options.as_json
def command(case: str | None, out: Path | None, language: str, location: str | None, as_json: bool) -> None:
    """Write CASE as Markdown: headings, tables and sentences, all that its page shows.

    CASE is a bundled case (al-tanf), a case document or a case file; without it, the case file of --case.

    \b
    contested text al-tanf | less
    contested text al-tanf --language ru -o al-tanf.md
    """
    from layers.files import write_whole
    from maps.text import case_text

    found = options.read_any_case(case or str(options.case_path(location)))
    text = case_text(found, language=language)
    if out is None and not as_json:
        click.echo(text, nl=False)
        return
    written = None if out is None else str(write_whole(out, text).resolve())
    value = {
        "case": found.info.id,
        "language": language,
        "text": text if out is None else None,
        "file": written,
    }
    output.show(value, as_json=as_json, text=lambda: str(written))
