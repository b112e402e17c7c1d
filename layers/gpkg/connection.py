"""Opening a case file with SQLite, one transaction at a time, and what SQLite's errors mean to a person."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from layers.errors import CaseFileError, SchemaVersionError
from layers.gpkg.blobs import register_functions
from layers.gpkg.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator


def connect(path: Path, *, wait_s: float) -> sqlite3.Connection:
    """Open a case file that exists.

    Raises
    ------
    CaseFileError
        If it is no case file; the message says what it is instead.
    SchemaVersionError
        If its tables are of another version.
    """
    if not path.exists():
        raise CaseFileError(f"{path}: there is no such file; make a case with `contested new {path}`")
    if not path.is_file():
        raise CaseFileError(f"{path} is a folder or a device, and no case file")
    with explained(path):
        connection = raw_connection(path, wait_s=wait_s)
        try:
            _require_case(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def raw_connection(path: Path, *, wait_s: float) -> sqlite3.Connection:
    """Open an SQLite file with our rules, without asking what is in it.

    Autocommit, so that a transaction begins and ends where the code says so. The rollback journal with synchronous EXTRA: the
    change is on the disk, and the journal's end too, before a command prints an id. FULL leaves that to the next sync of
    the folder, and a power cut just after a commit would undo it.
    """
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=wait_s, isolation_level=None
    )
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute("PRAGMA foreign_keys = ON")
    register_functions(connection)
    return connection


@contextmanager
def reading(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """See one moment of the file inside; within a moment already held, that one."""
    if connection.in_transaction:
        yield
        return
    with explained(path):
        connection.execute("BEGIN")
    try:
        with explained(path):
            yield
    finally:
        if connection.in_transaction:
            connection.rollback()


@contextmanager
def writing(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Hold the write lock inside; leaving commits, an error takes everything back.

    Raises
    ------
    CaseFileError
        If the lock cannot be had, or something cannot be written.
    """
    assert not connection.in_transaction, "a write inside a moment: leave it first"  # noqa: S101 # our own mistake
    with explained(path):
        _leave_wal(connection)
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.rollback()
            raise


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into one sentence that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise CaseFileError(explanation(path, error)) from error


def explanation(path: Path, error: sqlite3.Error) -> str:
    """Return what an error of SQLite means for the one who uses the file."""
    name = getattr(error, "sqlite_errorname", "") or ""
    for start, text in _MEANINGS.items():
        if name.startswith(start):
            return f"{path} {text}{lock_holders(path) if start == 'SQLITE_BUSY' else ''}"
    return f"{path} cannot be used: {error}"


_MEANINGS = {
    "SQLITE_BUSY": "is being written by another program; nothing was changed: try again, or close it there",
    "SQLITE_READONLY": "is read-only for you; nothing was changed: give yourself the right to write it, or work on a copy",
    "SQLITE_FULL": "does not fit on the disk, which is full; nothing was changed: make room and try again",
    "SQLITE_IOERR": "could not be read or written: the disk reports an error; nothing was changed: see to the disk, or work on a copy",
    "SQLITE_CANTOPEN": "cannot be opened or written beside: look at the rights of the file and of its folder",
    "SQLITE_NOTADB": "is no case file: it is not an SQLite file; an existing text or table is brought in with `contested import`",
    "SQLITE_CORRUPT": "is damaged; go back to a copy, or save what can be read with `contested export`",
}


def lock_holders(path: Path) -> str:
    """Return who holds locks on a file, as far as the system tells (Linux does), as the end of a sentence."""
    holders = []
    try:
        inode = path.stat().st_ino
        for line in Path("/proc/locks").read_text(encoding="ascii").splitlines():
            _, _, kind, access, process, place, *_ = line.split()
            if kind == "ADVISORY" and access == "WRITE" and place.endswith(f":{inode}") and process != "-1":
                name = Path(f"/proc/{process}/comm").read_text(encoding="utf-8", errors="replace").strip()
                holders.append(f"{name}, process {process}")
    except (OSError, ValueError):  # another system, or the process has ended meanwhile
        return ""
    return f" (it is held by {' and '.join(dict.fromkeys(holders))})" if holders else ""


def _require_case(connection: sqlite3.Connection, path: Path) -> None:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "contested_meta" not in tables:
        what = "a GeoPackage" if "gpkg_contents" in tables else "an SQLite file" if tables else "empty"
        raise CaseFileError(
            f"{path} is {what}, and no case file; make a case with `contested new`, then bring others' data in with `contested import`"
        )
    meta = dict(connection.execute('SELECT "key", "value" FROM contested_meta'))
    if meta.get("schema_version") != str(SCHEMA_VERSION):
        raise SchemaVersionError(
            f"{path} is a case file of schema {meta.get('schema_version')}, and this program reads {SCHEMA_VERSION}; "
            "use the version of the program that made it to export a case document, and make a new case from that"
        )


def _leave_wal(connection: sqlite3.Connection) -> None:
    """Bring a file that QGIS left in WAL mode back to one piece, unless it is open there now."""
    (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    if mode == "wal":
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
