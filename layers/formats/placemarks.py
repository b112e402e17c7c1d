"""The placemarks of KML and KMZ, one after the other: names, words, folders, times, data, geometry.

The file is not trusted: a document type, an entity, deep nesting or an archive that unpacks too large is refused. Nothing
that it links is opened: network links, icons and styles from elsewhere stay words.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias
from xml.parsers import expat

from layers.errors import FormatError
from layers.formats.limits import Archive, limit, over_limit
from layers.formats.texts import head_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

Geometry: TypeAlias = "dict[str, Any]"

_PIECE = 1 << 16
_HELD = frozenset(
    (
        "name", "description", "address", "styleUrl", "when", "begin", "end", "value", "SimpleData", "coordinates", "href",
    )
)  # fmt: skip
_SIMPLE = frozenset(("Point", "LineString", "LinearRing", "Polygon"))
_OUTLINES = frozenset(("outerBoundaryIs", "innerBoundaryIs"))


@dataclass(slots=True, kw_only=True)
class Placemark:
    """A placemark, as it stands in the file.

    Parameters
    ----------
    number : int
        Its place in the file, from 1.
    id, name, description, address, style, icon : str or None
        As written; `description` may be HTML. `icon` is the reference of its style's icon, if the style came before.
    folders : tuple of str
        Names of the folders around it, the outermost first.
    when, begin, end : str or None
        Of its TimeStamp or TimeSpan.
    data : dict of str to str
        Its ExtendedData, of either kind.
    geometry : mapping or None
        As GeoJSON has it, longitude first, in degrees, unchecked; a GeometryCollection where there are several.
    """

    number: int
    id: str | None = None
    name: str | None = None
    description: str | None = None
    address: str | None = None
    style: str | None = None
    icon: str | None = None
    folders: tuple[str, ...] = ()
    when: str | None = None
    begin: str | None = None
    end: str | None = None
    data: dict[str, str] = field(default_factory=dict)
    geometry: Geometry | None = None


def is_kml(path: Path, head: bytes) -> bool:
    """Tell whether a file is KML, or a KMZ by its name and first bytes."""
    if head.startswith(b"PK\x03\x04"):
        return path.suffix.lower() == ".kmz"
    return b"<kml" in head[:4096] or b":kml" in head[:4096]


def kml_head(path: Path, head: bytes, size: int = 1 << 16) -> bytes:
    """Return the first bytes of the KML in a file: those of a KMZ's main document, else those of the file itself."""
    if not is_kml(path, head) or not head.startswith(b"PK\x03\x04"):
        return head
    try:
        with (
            zipfile.ZipFile(path) as archive,
            archive.open(_main_document(path, archive.namelist())) as member,
        ):
            return member.read(size)
    except Exception:  # whoever reads it says what is wrong with it
        return b""


def placemarks_of(path: Path) -> Iterator[Placemark]:
    """Yield the placemarks of a KML file, or of the main document of a KMZ.

    Raises
    ------
    FormatError
        If it is neither, is broken, is not safe to read, or exceeds a limit.
    """
    found: list[Placemark] = []
    reader = _Reader(path.name, found)
    count = 0
    for piece in _pieces(path):
        reader.feed(piece)
        for placemark in found:
            count += 1
            if count > limit("ROWS"):
                raise over_limit(f"{path.name} has more placemarks", "ROWS")
            yield placemark
        found.clear()
    reader.feed(b"", last=True)
    yield from found


def _pieces(path: Path) -> Iterator[bytes]:
    if head_of(path).startswith(b"PK\x03\x04"):
        with Archive(path) as archive:
            document = archive.read(_main_document(path, archive.names))
        for start in range(0, len(document), _PIECE):
            yield document[start : start + _PIECE]
        return
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def _main_document(path: Path, members: Sequence[str]) -> str:
    names = [name for name in members if name.lower().endswith(".kml")]
    if not names:
        raise FormatError(f"{path.name}: holds no .kml file; is it another archive?")
    return next((name for name in names if name.lower() == "doc.kml"), names[0])


class _Reader:
    """Takes a KML document piece by piece, and puts each finished placemark on a list."""

    def __init__(self, name: str, found: list[Placemark]) -> None:
        self._name = name
        self._found = found
        self._number = 0
        self._path: list[str] = []
        self._folders: list[str] = []
        self._placemark: Placemark | None = None
        self._text: list[str] | None = None
        self._length = 0
        self._datum: str | None = None
        self._style: str | None = None
        self._icons: dict[str, str] = {}
        self._geometries: list[Geometry] = []
        self._rings: list[list[list[Any]]] = []
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.EntityDeclHandler = self._refuse

    def feed(self, piece: bytes, *, last: bool = False) -> None:
        try:
            self._parser.Parse(piece, last)
        except expat.ExpatError as error:
            raise FormatError(f"{self._name}: no readable XML ({error}); get the file again") from error
        except (ValueError, LookupError, UnicodeError) as error:  # an encoding that is not known
            raise FormatError(f"{self._name}: no readable XML ({error}); save it as UTF-8") from error

    def _refuse(self, *_: object) -> None:
        raise FormatError(
            f"{self._name}: it declares a document type or entities, which KML has not; it is not read"
        )

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rsplit(":", 1)[-1]
        self._path.append(tag)
        if len(self._path) > limit("DEPTH"):
            raise over_limit(f"{self._name} is nested more deeply", "DEPTH")
        if tag == "Folder":
            self._folders.append("")
        elif tag in {"Style", "StyleMap"} and self._placemark is None:
            self._style = attributes.get("id")
        elif tag == "Placemark":
            self._number += 1
            self._placemark = Placemark(
                number=self._number,
                id=attributes.get("id"),
                folders=tuple(name for name in self._folders if name),
            )
        elif tag in {"Data", "SimpleData"}:
            self._datum = attributes.get("name")
        if tag in _HELD:
            self._text, self._length = [], 0

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._length += len(text)
            # Coordinates are counted as positions; 64 characters hold three long numbers.
            most = limit("POSITIONS") * 64 if self._path[-1] == "coordinates" else limit("CELL_CHARACTERS")
            if self._length > most:
                raise over_limit(f"{self._name}: {self._path[-1]} has more characters", "CELL_CHARACTERS")
            self._text.append(text)

    def _end(self, tag: str) -> None:
        tag = tag.rsplit(":", 1)[-1]
        text = "".join(self._text).strip() if self._text is not None and tag in _HELD else None
        if tag in _HELD:
            self._text = None
        self._path.pop()
        parent = self._path[-1] if self._path else ""
        if tag == "Folder":
            self._folders.pop()
        elif tag == "name" and parent == "Folder" and self._placemark is None:
            self._folders[-1] = text or ""
        elif tag == "href" and parent == "Icon" and self._style and text:
            self._icons.setdefault(f"#{self._style}", text)
        elif tag == "styleUrl" and self._style and text and self._placemark is None:
            if text in self._icons:
                self._icons.setdefault(f"#{self._style}", self._icons[text])
        elif self._placemark is not None:
            self._end_in_placemark(self._placemark, tag, parent, text)
        if tag in {"Style", "StyleMap"} and self._placemark is None:
            self._style = None

    def _end_in_placemark(self, placemark: Placemark, tag: str, parent: str, text: str | None) -> None:
        if tag == "Placemark":
            self._finish(placemark)
        elif tag in {"value", "SimpleData"} and self._datum:
            placemark.data.setdefault(self._datum, text or "")
        elif tag == "Data":
            self._datum = None
        elif tag == "coordinates":
            self._rings.append(self._coordinates(text or ""))
        elif tag in _SIMPLE and not (tag == "LinearRing" and parent in _OUTLINES):
            self._end_geometry(tag)
        elif text and parent in {"Placemark", "TimeStamp", "TimeSpan"}:
            attribute = "style" if tag == "styleUrl" else tag
            if hasattr(placemark, attribute) and getattr(placemark, attribute) is None:
                setattr(placemark, attribute, text)

    def _end_geometry(self, tag: str) -> None:
        rings, self._rings = self._rings, []
        if not rings or not rings[0]:
            return
        coordinates: Any = rings if tag == "Polygon" else rings[0][0] if tag == "Point" else rings[0]
        kind = "LineString" if tag == "LinearRing" else tag
        self._geometries.append({"type": kind, "coordinates": coordinates})

    def _coordinates(self, text: str) -> list[list[Any]]:
        tuples = text.split()
        if len(tuples) > limit("POSITIONS"):
            raise over_limit(f"{self._name}: a geometry has more positions", "POSITIONS")
        try:
            return [[float(part) for part in each.split(",") if part] for each in tuples]
        except ValueError:
            # Kept as words: whoever reads the placemark hands it back with its number.
            return [[text[:80], ""]]

    def _finish(self, placemark: Placemark) -> None:
        geometries, self._geometries, self._rings = self._geometries, [], []
        if geometries:
            collection = {"type": "GeometryCollection", "geometries": geometries}
            placemark.geometry = geometries[0] if len(geometries) == 1 else collection
        placemark.icon = self._icons.get(placemark.style or "")
        self._found.append(placemark)
        self._placemark = None
