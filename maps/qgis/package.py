# names in SQL are those of the code; values are always parameters
"""The QGIS package: a case file with the layers of the map, styles for all of them, and a project that opens finished.

It stays a case file: the records' tables are those of every other, so what QGIS edits in them comes back with `import`. Its
dates are fixed, so that the same case gives the same bytes.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from layers.errors import CaseFileError
from layers.exports.cells import instant
from layers.exports.markup import zipped
from layers.exports.publication import published
from layers.exports.readme import citation, readme
from layers.files import make_folder, whole_file, write_whole, write_whole_bytes
from layers.store import create_store
from maps.backdrop import backdrop_for
from maps.qgis.extent import opening_extent
from maps.qgis.plan import Layer, layers_of
from maps.qgis.project import Project, project_xml
from maps.qgis.qml import qml
from maps.qgis.tables import made_tables
from maps.qgis.writing import write_tables

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from layers.case import Case
    from maps.qgis.extent import Extent

MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""The date of every package: a real one would differ from export to export."""

_OWNER = "contested package"
_AT = instant(MADE).replace("Z", ".000Z")


def write_package(case: Case, out: Path, *, project_beside: bool = False) -> list[Path]:
    """Write a case as a GeoPackage that QGIS opens styled, with a project inside and a README beside it.

    Parameters
    ----------
    case : Case
        What is written, as far as the rules of publication let it through.
    out : Path
        The GeoPackage; it must not exist. With a `.qgz` ending, the GeoPackage gets the same name.
    project_beside : bool
        Whether the project is written as a `.qgz` file as well, which opens by a double click.

    Raises
    ------
    CaseFileError
        If the GeoPackage exists, or something cannot be written.
    """
    case = published(case)
    package = out.with_suffix(".gpkg") if out.suffix == ".qgz" else out
    if package.exists():
        raise CaseFileError(
            f"{package} exists already, and may be somebody's case file: choose another name, or move it away"
        )
    make_folder(package.parent)
    extent = opening_extent(case)
    with whole_file(package) as beside:
        create_store(beside, case, command="export --as qgis", at=MADE).close()
        connection = sqlite3.connect(beside)
        try:
            write_tables(connection, made_tables(case, extent), at=_AT)
            layers = layers_of(case, lambda table: _columns(connection, table))
            _write_styles(connection, layers)
            project = _project(case, package.name, layers, extent)
            text = project_xml(project)
            _store_project(connection, package.stem, text)
            connection.commit()
            connection.execute("VACUUM")
        finally:
            connection.close()
    files = [package, write_whole(package.with_suffix(".README.md"), project.abstract)]
    if project_beside or out.suffix == ".qgz":
        files.append(write_whole_bytes(package.with_suffix(".qgz"), zipped({f"{package.stem}.qgs": text})))
    return files


def _project(case: Case, data: str, layers: Sequence[Layer], extent: Extent) -> Project:
    credits_ = "; ".join(backdrop_for(extent.south, extent.west, extent.north, extent.east).credits)
    licence = f"Licence: {case.info.license}. " if case.info.license else ""
    return Project(
        info=case.info,
        data=f"./{data}",
        layers=layers,
        extent=extent,
        span=_span(case),
        abstract=readme(case, _contents(data)),
        credit=f"{citation(case)} {licence}{case.info.attribution or ''}. Backdrop: {credits_}; its borders take no side.",
    )


def _contents(data: str) -> dict[str, str]:
    return {
        data: "GeoPackage 1.4. Open the project inside it from QGIS's Browser panel; the layers open styled by themselves too",
        "group Accounts": "incidents by kind, zone status, agreement or uncertainty (right click, Styles); all claims; places",
        "group Parties": "each party's claims, and the zones as it sees them: solid where it asserts, crossed where it denies",
        "group Zone definitions": "rival definitions, dashed, in the colour of who states them",
        "group Records: edit here": "the case's own tables; edits come back with `contested import`, ids kept",
        "tables map_...": "made for the map from the records; read-only, and made anew by the next export",
    }


def _columns(connection: sqlite3.Connection, table: str) -> tuple[str, ...]:
    """Return a table's columns as QGIS counts them: without the geometry, generated ones included."""
    rows = connection.execute("SELECT name FROM pragma_table_xinfo(?) WHERE name <> ?", (table, "geom"))
    return tuple(name for (name,) in rows)


def _write_styles(connection: sqlite3.Connection, layers: Sequence[Layer]) -> None:
    """Put every style of every table into `layer_styles`, each table's first one as its default."""
    connection.execute("DELETE FROM layer_styles WHERE owner = 'contested'")
    done: set[tuple[str, str]] = set()
    for layer in layers:
        if layer.where:  # a style of one party's rows is no style of the whole table
            continue
        for style in layer.styles:
            if (layer.table, style.name) in done:
                continue
            first = not any(table == layer.table for table, _ in done)
            done.add((layer.table, style.name))
            connection.execute(
                "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML, styleSLD,"
                " useAsDefault, description, owner, update_time) VALUES ('', '', ?, 'geom', ?, ?, '', ?, ?, ?, ?)",
                (
                    layer.table,
                    style.name,
                    qml(layer.look, style),
                    int(first),
                    f"{layer.title}: {style.name.lower()}",
                    _OWNER,
                    _AT,
                ),
            )


def _store_project(connection: sqlite3.Connection, name: str, text: str) -> None:
    """Put the project into the table that QGIS reads: a zip as hexadecimal text, not as bytes."""
    content = zipped({f"{name}.qgs": text}).hex()
    metadata = {"last_modified_time": MADE.strftime("%Y-%m-%dT%H:%M:%S"), "last_modified_user": "contested"}
    connection.execute("CREATE TABLE qgis_projects (name TEXT PRIMARY KEY, metadata BLOB, content BLOB)")
    connection.execute("INSERT INTO qgis_projects VALUES (?, ?, ?)", (name, json.dumps(metadata), content))


def _span(case: Case) -> tuple[datetime, datetime] | None:
    from layers.rows import incident_rows

    rows = list(incident_rows(case))
    starts = [row["earliest"] for row in rows if row["earliest"]]
    ends = [row["latest"] for row in rows if row["latest"]]
    return (min(starts), max(ends)) if starts and ends else None
