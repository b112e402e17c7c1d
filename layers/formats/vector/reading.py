"""Features of a file through the process that opens it with GDAL, as records."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import IO, TYPE_CHECKING, Any, cast

from geo.errors import ContestedError
from layers.errors import FormatError
from layers.formats.features import Feature, records_of_feature
from layers.formats.geometries import position_of
from layers.formats.limits import limit, over_limit
from layers.formats.named_rows import Origin
from layers.formats.own_rows import layer_of, read_own
from layers.formats.reading import Accepted, rejected

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from layers.formats.reading import ImportOptions, Item
    from layers.records import Record

_WORKER = "layers.formats.vector.worker"
_LONGEST_LINE = 256 << 20


def items_of(path: Path, copy: Path, options: ImportOptions) -> Iterator[Item]:
    """Yield the records of each feature of a file.

    Parameters
    ----------
    path : Path
        The file, for names.
    copy : Path
        What GDAL opens.
    options : ImportOptions
        What the one who imports decides.

    Raises
    ------
    FormatError
        If GDAL cannot read it.
    """
    origin = Origin.of(path)
    for number, feature in enumerate(_features(path, copy), start=1):
        try:
            yield Accepted(line=number, records=_records(feature, origin, options))
        except ContestedError as error:
            yield rejected(number, error, json.dumps(feature["properties"], ensure_ascii=False))


def _records(feature: dict[str, Any], origin: Origin, options: ImportOptions) -> tuple[Record, ...]:
    properties = feature["properties"]
    layer = layer_of(properties)
    if layer is not None:
        return read_own(
            layer, properties, None if layer == "zone_definitions" else position_of(feature["geometry"])
        )
    found = Feature(properties=properties, position=position_of(feature["geometry"]))
    return records_of_feature(found, origin, options)


def _features(path: Path, copy: Path) -> Iterator[dict[str, Any]]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}
    process = subprocess.Popen(  # noqa: S603 # this Python, a module of ours, and a name that we gave
        [sys.executable, "-m", _WORKER, str(copy)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    lines = cast("IO[bytes]", process.stdout)
    try:
        count = 0
        while line := lines.readline(_LONGEST_LINE):
            count += 1
            if count > limit("ROWS"):
                raise over_limit(f"{path.name} has more features", "ROWS")
            try:
                feature = json.loads(line)
            except ValueError as error:
                raise FormatError(f"{path.name}: feature {count} is too large to be read") from error
            if "error" in feature:
                raise FormatError(
                    f"{path.name}: GDAL cannot read it ({feature['error']}); get the file again"
                )
            yield feature
        if process.wait() != 0:
            raise FormatError(
                f"{path.name}: GDAL broke off after {count} features; the file is damaged, or too large for it"
            )
    finally:
        process.kill()
        process.wait()
        lines.close()
