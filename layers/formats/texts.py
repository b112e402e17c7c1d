"""The text of a file from outside: its encoding found, and what is no data at all refused by name."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from layers.errors import FormatError

if TYPE_CHECKING:
    from pathlib import Path

_PIECE = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LFS = b"version https://git-lfs.github.com/spec/"
_BINARY = {
    b"PK\x03\x04": "a zip archive (XLSX, KMZ or zip)",
    b"SQLite format 3\0": "an SQLite file or GeoPackage",
    b"\x1f\x8b": "compressed with gzip; unpack it first",
    b"%PDF": "a PDF; copy its table into a spreadsheet",
    b"\xd0\xcf\x11\xe0": "an old Excel file (.xls); save it as .xlsx or CSV",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"PAR1": "a Parquet file; export it as CSV or GeoJSON first",
    b"fgb\x03": "a FlatGeobuf file",
}


def head_of(path: Path, size: int = 1 << 16) -> bytes:
    """Return the first bytes of a file; a folder has none.

    Raises
    ------
    FormatError
        If there is no such file, it cannot be read, is empty, or only stands for a file that is elsewhere.
    """
    if path.is_dir():
        return b""
    if not path.is_file():
        raise FormatError(
            f"{path}: {'is no ordinary file' if path.exists() else 'there is no such file'}; name a file to import"
        )
    try:
        with path.open("rb") as file:
            head = file.read(size)
    except OSError as error:
        raise FormatError(f"{path}: cannot be read ({error.strerror}); mend its rights") from error
    if not head:
        raise FormatError(f"{path.name} is empty; get the file again")
    if head.startswith(_LFS):
        raise FormatError(
            f"{path.name}: this is a git-lfs pointer, not the file; fetch it with `git lfs pull`"
        )
    return head


def encoding_of(path: Path) -> str:
    """Return the encoding of a text file: by its mark, else UTF-8 if all of it is, else Windows-1252.

    Raises
    ------
    FormatError
        If the file is no text.
    """
    head = head_of(path)
    for magic, what in _BINARY.items():
        if head.startswith(magic):
            raise FormatError(f"{path.name}: not a text file but {what}")
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    if b"\0" in head[:4096]:
        raise FormatError(f"{path.name}: not a text file; its first bytes are binary")
    return "utf-8" if _decodes(path, "utf-8") else _other_encoding(path)


def _other_encoding(path: Path) -> str:
    if _decodes(path, "cp1252"):
        return "cp1252"
    raise FormatError(f"{path.name}: neither UTF-8 nor Windows-1252 text; save it as UTF-8")


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def text_of(head: bytes) -> str:
    """Return the first bytes of a file as text, for a look at it; a broken end is left out.

    Examples
    --------
    >>> text_of(codecs.BOM_UTF8 + "a,b".encode())
    'a,b'
    """
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode({"utf-8-sig": "utf-8"}.get(encoding, f"{encoding}-le"), "ignore")
    return head.decode("utf-8", "ignore")


def read_text(path: Path) -> str:
    """Return the text of a whole file, which may have at most the limit of `DOCUMENT_BYTES`.

    Raises
    ------
    FormatError
        If it is larger, or no text.
    """
    from layers.formats.limits import limit, over_limit

    encoding = encoding_of(path)
    if path.stat().st_size > limit("DOCUMENT_BYTES"):
        raise over_limit(f"{path.name} has more bytes", "DOCUMENT_BYTES")
    try:
        return path.read_text(encoding=encoding)
    except (UnicodeDecodeError, OSError) as error:
        raise FormatError(f"{path.name}: cannot be read as text ({error}); save it as UTF-8") from error


def is_plain_text(path: Path) -> bool:
    """Tell whether a file looks like a text that is neither JSON nor XML.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder) / "a.csv"
    ...     _ = file.write_text("id,date")
    ...     is_plain_text(file)
    True
    """
    head = head_of(path, 4096)
    starts = (b"PK\x03\x04", b"SQLite format 3\0")
    return not head.startswith(starts) and text_of(head).lstrip()[:1] not in {"{", "[", "<"}
