"""`contested export`: the case in another format."""

from __future__ import annotations

from pathlib import Path

import click

from layers.errors import CaseFileError
from layers.exports import EXPORTS, export, export_named, export_of
from maps.cli import options, output

QGIS_ENDINGS = (".gpkg", ".qgz")

LAYERS = "incidents, claims, zone_definitions, known_positions or places"


class _Command(click.Command):
    """A command whose help lists the formats, which are imported only when asked for."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of formats."""
        rows = [
            ("qgis  .gpkg", "GeoPackage for QGIS: styles, relations, time, a project with a print sheet"),
            ("qgz  .qgz", "the same, with the project as a file beside it"),
        ]
        rows += [(f"{each.name}  {' '.join(each.endings)}", each.about) for each in EXPORTS]
        with formatter.section("Formats and endings"):
            formatter.write_dl(rows)


@click.command("export", cls=_Command)
@click.argument("case")
@click.argument("out", type=click.Path())
@click.option(
    "--as",
    "name",
    type=click.Choice(["qgis", "qgz", *(each.name for each in EXPORTS)]),
    metavar="FORMAT",
    help="The format, where the ending of OUT does not say it.",
)
@click.option("--layer", metavar="LAYER", help=f"One layer alone: {LAYERS}; in CSV, any table.")
@options.as_json
def command(case: str, out: str, name: str | None, layer: str | None, as_json: bool) -> None:
    """Write CASE to OUT; its ending, or --as, says the format.

    CASE is a bundled case (al-tanf), a case document or a case file. OUT is a file, or a folder for formats with one file
    a layer. A folder, or a name without an ending, gets GeoJSON with QGIS styles beside. Every package has a README.

    \b
    contested export al-tanf al-tanf/
    contested export al-tanf.gpkg al-tanf.xlsx
    contested export al-tanf.gpkg tables --as csv
    contested export al-tanf.gpkg claims.csv --layer claims
    contested export al-tanf.gpkg for-qgis.gpkg --as qgis
    """
    files = _written(case, Path(out), name, layer)
    output.show([str(file) for file in files], as_json=as_json, text=lambda: "\n".join(map(str, files)))


def _written(case: str, out: Path, name: str | None, layer: str | None) -> list[Path]:
    if name in {"qgis", "qgz"} or (name is None and out.suffix in QGIS_ENDINGS and not out.is_dir()):
        return _qgis_package(case, out, name, layer)
    found = export_named(name) if name else export_of(out)
    if found.name in {"geojson", "geojsonl"}:
        from layers.exports.geojson_stream import can_stream, stream

        files = (
            stream(Path(case), out, found.name, layer=layer) if can_stream(case, out, found.name) else None
        )
        if files is not None:
            return files
    read = options.read_any_case(case)
    files = export(read, out, name=found.name, layer=layer)
    if found.name == "geojson" and len(files) > 1:
        from maps.qgis import write_sidecars

        kinds = (incident.kind for incident in read.incidents)
        files += write_sidecars(files, parties=read.parties, kinds=kinds)
    return files


def _qgis_package(case: str, out: Path, name: str | None, layer: str | None) -> list[Path]:
    from maps.qgis import write_package

    if layer is not None:
        raise CaseFileError(f"{out}: a QGIS package holds all layers; leave --layer {layer} out")
    if out.suffix not in QGIS_ENDINGS:
        out = out.with_name(f"{out.name}.gpkg")
    return write_package(options.read_any_case(case), out, project_beside=name == "qgz")
