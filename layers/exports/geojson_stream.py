"""GeoJSON straight from a case file into one file: the bytes of `layers.formats.geojson`, without the case in memory.

Incidents and claims, of which there may be millions, go from rows to text one by one (`feature_texts`). All other layers
are small, and go the usual way.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from layers import rows
from layers.case import Case
from layers.errors import CaseFileError
from layers.exports import is_folder
from layers.exports.feature_texts import claim_texts, incident_texts
from layers.exports.publication import published_as_stored
from layers.files import make_folder, whole_file
from layers.formats.geojson import among_others, features_of, head, text_of
from layers.gpkg.connection import connect, reading
from layers.gpkg.reading import read_many, read_one, require_one
from layers.records import (
    CaseInfo,
    Claim,
    KnownPosition,
    Party,
    Place,
    Record,
    Source,
    Zone,
    ZoneDefinition,
)
from layers.store import WAIT_S

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

R = TypeVar("R", bound=Record)

FORMATS = ("geojson", "geojsonl")

_FILE_BUFFER = 1 << 20


def can_stream(case: str, out: Path, name: str) -> bool:
    """Tell whether a case is a case file, and what is asked for one file that can be streamed from it."""
    path = Path(case)
    return name in FORMATS and not is_folder(out) and path.suffix == ".gpkg" and path.is_file()


def stream(path: Path, out: Path, name: str, *, layer: str | None = None) -> list[Path] | None:
    """Write a case file as one file of GeoJSON, or of GeoJSON lines, and return its path in a list.

    Parameters
    ----------
    path : Path
        The case file.
    out, layer
        As of `layers.formats.geojson.write`.
    name : str
        "geojson" or "geojsonl".

    Returns
    -------
    list of Path or None
        None, and nothing is written, where the rules of publication change what is stored.

    Raises
    ------
    CaseFileError
        If the case file cannot be read, or something cannot be written.
    """
    names = rows.layer_names(layer)
    connection = connect(path, wait_s=WAIT_S)
    try:
        with reading(connection, path):
            source = _Source(connection, path)
            if not published_as_stored(source.info):
                return None
            make_folder(out.parent)
            features = (text for each in names for text in source.features(each, alone=layer is not None))
            with (
                whole_file(out) as beside,
                beside.open("w", _FILE_BUFFER, encoding="utf-8", newline="") as file,
            ):
                if name == "geojsonl":
                    file.writelines(f"{text}\n" for text in features)
                else:
                    file.write(text_of(head(source.info))[:-1] + ',"features":[' + next(features, ""))
                    file.writelines(f",{text}" for text in features)
                    file.write("]}\n")
    finally:
        connection.close()
    return [out]


class _Source:
    """A case file at one moment: its layers as texts of features, and its records by id."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._location = str(path)
        self._known: dict[tuple[type[Record], str], Record] = {}
        info = next(read_many(connection, CaseInfo, {}), None)
        if info is None:
            raise CaseFileError(f"{path} does not say what the case is about; go back to a copy")
        self.info = info
        self.names = {party.id: party.name for party in read_many(connection, Party, {})}

    def get(self, record_type: type[R], record_id: str) -> R:
        """Return a record by its id; places are kept, since many locations name the same ones."""
        key = cast("tuple[type[Record], str]", (record_type, record_id))
        if key in self._known:
            return cast("R", self._known[key])
        found = require_one(
            read_one(self._connection, record_type, record_id), record_type, record_id, self._location
        )
        if record_type is Place:
            self._known[key] = found
        return found

    def features(self, layer: str, *, alone: bool) -> Iterator[str]:
        """Yield the features of one layer, as they stand alone or in one file with those of other layers."""
        texts = {"incidents": incident_texts, "claims": claim_texts}.get(layer)
        if texts is not None:
            yield from texts(self._connection, self, alone=alone)
        else:
            for found in features_of(self._small(), layer):
                yield text_of(found if alone else among_others(found, layer))

    def _small(self) -> Case:
        """Return the case without its incidents and what is said of them."""
        connection = self._connection
        claims = [
            claim
            for kind in ("zone definition", "known position")
            for claim in read_many(connection, Claim, {"subject_kind": kind})
        ]
        there = {claim.id for claim in claims}
        return Case(
            info=self.info,
            parties=tuple(read_many(connection, Party, {})),
            sources=tuple(read_many(connection, Source, {})),
            places=tuple(read_many(connection, Place, {})),
            zones=tuple(read_many(connection, Zone, {})),
            zone_definitions=tuple(read_many(connection, ZoneDefinition, {})),
            known_positions=tuple(read_many(connection, KnownPosition, {})),
            # A claim may take the place of one on an incident, which is not here; no column says so.
            claims=tuple(c for c in claims if c.supersedes is None or c.supersedes in there),
        )
