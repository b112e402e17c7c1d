"""GPX: waypoints, routes and tracks as incidents; a line is the disc that holds it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from geo.errors import ContestedError
from layers.errors import FormatError
from layers.formats.features import Feature, records_of_feature
from layers.formats.geometries import position_of
from layers.formats.limits import limit, over_limit
from layers.formats.named_rows import Origin
from layers.formats.reading import Accepted, rejected
from layers.formats.texts import head_of
from layers.formats.xml import parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from layers.formats.reading import ImportOptions, Item

_POINTS = frozenset(("wpt", "rtept", "trkpt"))
_WHOLES = frozenset(("wpt", "rte", "trk"))
_FIELDS = {
    "name": "title",
    "desc": "summary",
    "cmt": "note",
    "time": "when",
    "type": "kind",
    "src": "source_title",
}
_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class GpxFormat:
    """Reads waypoints, routes and tracks."""

    name: str = "GPX"
    suffixes: tuple[str, ...] = (".gpx",)

    def sniff(self, path: Path, head: bytes) -> float:
        """Return how sure it is, by the first element."""
        return 0.8 if b"<gpx" in head[:4096] else 0.0

    def read(self, path: Path, options: ImportOptions) -> Iterator[Item]:
        """Yield the records of each waypoint, route and track."""
        head_of(path)
        origin = Origin.of(path)
        handler = _Wholes(path.name)
        with path.open("rb") as file:
            parse_xml(path.name, iter(lambda: file.read(_PIECE), b""), handler)
        for number, whole in enumerate(handler.found, start=1):
            try:
                yield Accepted(line=number, records=records_of_feature(whole.feature(), origin, options))
            except ContestedError as error:
                yield rejected(number, error, str(whole.properties))


@dataclass(slots=True)
class _Whole:
    """A waypoint, a route or a track."""

    properties: dict[str, Any] = field(default_factory=dict)
    points: list[list[float]] = field(default_factory=list)
    texts: str = ""

    def feature(self) -> Feature:
        """Return it as a feature."""
        kind = "Point" if len(self.points) == 1 else "LineString"
        coordinates: Any = self.points[0] if len(self.points) == 1 else self.points
        position = position_of({"type": kind, "coordinates": coordinates}) if self.points else None
        return Feature(properties=self.properties, position=position, number_text=self.texts)


class _Wholes:
    """Takes a GPX document and keeps what is in it."""

    def __init__(self, name: str) -> None:
        self.found: list[_Whole] = []
        self._name = name
        self._path: list[str] = []
        self._whole: _Whole | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _WHOLES and self._whole is None:
            if len(self.found) >= limit("ROWS"):
                raise over_limit(f"{self._name} has more waypoints", "ROWS")
            self._whole = _Whole()
        if tag in _POINTS and self._whole is not None:
            self._add_point(self._whole, attributes)
        if tag == "link" and self._whole is not None and len(self._path) == 2:
            self._whole.properties.setdefault("source_url", attributes.get("href", ""))
        self._path.append(tag)

    def end(self, tag: str, text: str) -> None:
        self._path.pop()
        if self._whole is None:
            return
        if tag in _FIELDS and self._path[-1:] and self._path[-1] in _WHOLES and text.strip():
            self._whole.properties.setdefault(_FIELDS[tag], text.strip())
        if tag in _WHOLES:
            self.found.append(self._whole)
            self._whole = None

    def _add_point(self, whole: _Whole, attributes: dict[str, str]) -> None:
        if len(whole.points) >= limit("POSITIONS"):
            raise over_limit(f"{self._name}: a track has more positions", "POSITIONS")
        lat, lon = attributes.get("lat", ""), attributes.get("lon", "")
        try:
            whole.points.append([float(lon), float(lat)])
        except ValueError as error:
            raise FormatError(f"{self._name}: {lat!r}, {lon!r} are no degrees; mend the point") from error
        whole.texts = whole.texts or f"{lon} {lat}"


FORMAT = GpxFormat()
