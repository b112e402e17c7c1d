"""`contested export`: the case in another format."""

from __future__ import annotations

from pathlib import Path

import click

from layers.errors import CaseFileError
from maps.cli import options, output


@click.command("export")
@click.argument("case")
@click.argument("out", type=click.Path())
@options.as_json
def command(case: str, out: str, as_json: bool) -> None:
    """Write CASE to OUT; its ending says the format.

    CASE is a bundled case (al-tanf), a case document or a case file. A folder, or a name without an ending, gets one GeoJSON
    file for each layer and kind of geometry, as QGIS wants it; NAME.geojson gets all features in one file; NAME.case.json
    gets the case document.

    \b
    contested export al-tanf al-tanf/
    contested export al-tanf.gpkg al-tanf.geojson
    contested export al-tanf.gpkg al-tanf.case.json
    """
    found = options.read_any_case(case)
    path = Path(out)
    if path.name.endswith(".case.json"):
        from layers.document import write_document_file

        files = [write_document_file(found, path)]
    elif path.suffix in {"", ".geojson"} or path.is_dir():
        from layers.formats.geojson import export_geojson

        files = export_geojson(found, path)
    else:
        raise CaseFileError(
            f"{out}: nothing writes {path.suffix}; write a folder, NAME.geojson or NAME.case.json"
        )
    output.show([str(file) for file in files], as_json=as_json, text=lambda: "\n".join(map(str, files)))
