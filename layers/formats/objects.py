"""JSON from outside, object by object: from a list, from a list inside an object, or one after the other.

Only one object is held, and the stretch of text around it. What no JSON has but programs write, NaN, is read as nothing.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TextIO

from geo.errors import ContestedError
from layers.errors import FormatError
from layers.formats import cells
from layers.formats.limits import limit, over_limit, require_depth
from layers.formats.reading import Accepted, rejected
from layers.formats.texts import encoding_of, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from geo.position import Position
    from layers.formats.reading import Item
    from layers.records import Record

_BLANK = " \t\r\n"
_PIECE = 1 << 20
_LONGEST_NUMBER = 4_400  # as long as a number of JSON may be in Python, and some
_BEHIND = frozenset(",]}" + _BLANK)


def has_keys(head: bytes, *keys: str) -> bool:
    """Tell whether the first bytes of a file are JSON and name all keys.

    Examples
    --------
    >>> has_keys(b'[{"id": 1, "date"', "id", "date"), has_keys(b'id,date', "id")
    (True, False)
    """
    start = text_of(head).lstrip()
    return start[:1] in {"{", "["} and all(f'"{key}"' in start for key in keys)


def objects_of(path: Path, *keys: str) -> Iterator[tuple[int, Any]]:
    """Yield each value of a JSON file with its number, from 1.

    The values are those of the outermost list; or of the list under one of `keys` in the outermost object, however deep in
    objects alone; or, where there is none, the outermost values themselves, one after the other.

    Raises
    ------
    FormatError
        If it is no JSON, or exceeds a limit.
    """
    with path.open(encoding=encoding_of(path)) as file:
        reader = _Reader(path.name, file)
        for number, value in enumerate(reader.values(frozenset(keys)), start=1):
            if number > limit("ROWS"):
                raise over_limit(f"{path.name} has more objects", "ROWS")
            require_depth(value, f"{path.name}, object {number},")
            yield number, value
    if not reader.found_any:
        raise FormatError(f"{path.name}: holds no JSON value; get the file again")


def features_of(path: Path) -> Iterator[tuple[int, Any]]:
    """Yield each feature of a GeoJSON file with its number, from 1; see `objects_of`."""
    yield from objects_of(path, "features")


class _Reader:
    """Walks over a JSON text as far as its lists, and decodes what is in them one by one, a stretch of the file at a time."""

    def __init__(self, name: str, file: TextIO) -> None:
        self._name = name
        self._file = file
        self._text = ""
        self._at = 0
        self._kept_from: int | None = None
        self._lines = 1
        self._all_read = False
        self._longest = limit("DOCUMENT_BYTES") // 8
        self._decoder = json.JSONDecoder(parse_constant=lambda _: None)
        self.found_any = False

    def values(self, keys: frozenset[str]) -> Iterator[Any]:
        while self._next() is not None:
            self.found_any = True
            if self._next() == "[":
                yield from self._list()
                continue
            if keys and self._next() == "{":
                self._kept_from = self._at
                entered = self._enter(keys)
                if entered:
                    self._kept_from = None
                    yield from self._list()
                    return  # what stands behind the list says nothing of its values
                self._at, self._kept_from = self._kept_from, None
            yield self._value()

    def _enter(self, keys: frozenset[str]) -> bool:
        """Go to the list under one of the keys; False where this object has none, and the place is lost."""
        for _ in range(limit("DEPTH")):
            descends = self._seek(keys)
            if descends is not None:
                return descends
        return False

    def _seek(self, keys: frozenset[str]) -> bool | None:
        """Read the members of one object: True at a list, None inside a member that is an object, False at the end."""
        self._at += 1
        while (mark := self._next()) not in {None, "}"}:
            if mark == ",":
                self._at += 1
                continue
            key = self._value()
            if self._next() != ":":
                raise self._error("a colon is missing")
            self._at += 1
            if key in keys and self._next() == "[":
                return True
            if key in _HOLDERS and self._next() == "{":
                return None
            self._value()
        return False

    def _list(self) -> Iterator[Any]:
        self._at += 1
        while (mark := self._next()) != "]":
            if mark is None:
                raise self._error("the list is cut off")
            if mark == ",":
                self._at += 1
                continue
            yield self._value()
        self._at += 1

    def _next(self) -> str | None:
        """Go to the next sign that is no blank, and return it; None at the end of the file."""
        while True:
            text, at = self._text, self._at
            while at < len(text) and text[at] in _BLANK:
                at += 1
            self._at = at
            if at < len(text):
                return text[at]
            if not self._read_on():
                return None

    def _read_on(self) -> bool:
        """Read as much again as is held, and let go of what was walked over; False at the end of the file."""
        start = self._at if self._kept_from is None else self._kept_from
        self._lines += self._text.count("\n", 0, start)
        held = self._text[start:]
        try:
            more = "" if self._all_read else self._file.read(max(_PIECE, len(held)))
        except UnicodeDecodeError as error:
            raise FormatError(f"{self._name}: cannot be read as text ({error}); save it as UTF-8") from error
        self._all_read = not more
        self._text, self._at = held + more, self._at - start
        self._kept_from = None if self._kept_from is None else 0
        return not self._all_read

    def _value(self) -> Any:
        self._next()
        while True:
            self._require_small()
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except RecursionError as error:
                raise over_limit(f"{self._name} is nested more deeply", "DEPTH") from error
            except ValueError as error:
                if self._read_on():
                    continue
                raise self._error(str(error)[:200]) from error
            # A number may go on behind the stretch that is held: 0.5 cut to "0." reads as 0.
            cut = isinstance(value, int | float) and len(self._text) - end < _LONGEST_NUMBER
            if cut and self._text[end : end + 1] not in _BEHIND and self._read_on():
                continue
            self._at = end
            return value

    def _require_small(self) -> None:
        """Refuse an object that would take too much memory: one character of it may take thirty."""
        held = len(self._text) - self._at
        brackets = (
            self._text.count("[", self._at) + self._text.count("{", self._at) if held > 4 * _PIECE else 0
        )
        most = 2 * limit("POSITIONS")
        if held > self._longest or brackets > most:
            raise FormatError(
                f"{self._name}, line {self._line()}: one object is longer than {self._longest:,} characters, or holds more than"
                f" {most:,} lists and objects; if it is what you expect, set CONTESTED_MAX_DOCUMENT_BYTES and"
                " CONTESTED_MAX_POSITIONS higher"
            )

    def _line(self) -> int:
        return self._lines + self._text.count("\n", 0, self._at)

    def _error(self, what: str) -> FormatError:
        return FormatError(f"{self._name}, line {self._line()}: no JSON ({what}); get the file again")


_HOLDERS = frozenset(("geojson", "data", "result"))
"""Keys whose object may hold the list that is looked for."""


def object_items(
    numbered: Iterable[tuple[int, Any]], read: Callable[[Mapping[str, Any]], tuple[Record, ...]]
) -> Iterator[Item]:
    """Yield what `read` makes of each object, or the object handed back."""
    for number, value in numbered:
        try:
            yield Accepted(line=number, records=read(require_object(value)))
        except ContestedError as error:
            yield rejected(number, error, json_line(value))


def require_object(value: Any) -> Mapping[str, Any]:
    """Return a value of JSON that is an object of real text.

    Raises
    ------
    FormatError
        If it is another value, or holds half a character: JSON can write one, and nothing can keep it.
    """
    if not isinstance(value, dict):
        raise FormatError("it is no object with fields; is the file of another format?")
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise FormatError(
            "it holds half a character (an escape between \\ud800 and \\udfff alone); mend the text"
        ) from error
    return value


def renamed(given: Mapping[str, Any], columns: Mapping[str, str]) -> Mapping[str, Any]:
    """Return an object with the fields of other names under those that `--map` gives; a field so named comes first.

    Examples
    --------
    >>> renamed({"lat": 1, "latitude": 2, "b": 3}, {"lat": "latitude"})
    {'b': 3, 'latitude': 1}
    """
    if not columns:
        return given
    taken = {field: given[column] for column, field in columns.items() if column in given}
    kept = {key: value for key, value in given.items() if key not in columns and key not in taken}
    return {**kept, **taken}


def json_line(value: Any) -> str:
    """Return a value as JSON on one line, for a report: cut where it is long, half characters as question marks."""
    return json.dumps(value, ensure_ascii=False)[:4000].encode("utf-8", "replace").decode()


def require_feature(feature: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the properties of a GeoJSON feature.

    Raises
    ------
    FormatError
        If it is none.
    """
    properties = feature.get("properties")
    if feature.get("type") != "Feature" or not (properties is None or isinstance(properties, dict)):
        raise FormatError("it is no GeoJSON feature with properties; is the file of another format?")
    return properties or {}


def point_of(geometry: Any) -> Position | None:
    """Return the position of a GeoJSON point, longitude first, or of the first vertex of a line; None of no geometry.

    Raises
    ------
    FormatError
        If it is another geometry, or has no two numbers.

    Examples
    --------
    >>> point_of({"type": "Point", "coordinates": [38.61, 33.5]})
    Position(lat=33.5, lon=38.61, uncertainty_m=None)
    """
    if geometry is None:
        return None
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind == "LineString" and isinstance(coordinates, list) and coordinates:
        coordinates = coordinates[0]
    elif kind != "Point":
        raise FormatError(f"its geometry is {str(kind)[:40]!r}, not a point; import it as GeoJSON")
    if coordinates == [] or coordinates is None:
        return None
    if not isinstance(coordinates, list) or not 2 <= len(coordinates) <= 4:
        raise FormatError(f"coordinates {str(coordinates)[:80]!r} are no longitude and latitude")
    return cells.position(coordinates[1], coordinates[0])


def listed(value: Any) -> list[Any]:
    """Return the members of a list, or a single value as the only one; nothing as an empty list."""
    if isinstance(value, list):
        return value
    return [] if value is None or value == "" else [value]
