"""The case file among processes: locks, killed writers, read-only files, full disks, light imports."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from layers.case import Case
from layers.errors import CaseFileError
from layers.gpkg.files import new_file
from layers.log import verify_content, verify_log
from layers.records import CaseInfo, Incident, Place
from layers.store import Add, create_store, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    where = tmp_path / "case.gpkg"
    create_store(where, Case(info=CaseInfo(id="c", title="C")), command="new").close()
    return where


@pytest.fixture
def holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the write lock until it is told to stop."""
    code = (
        "import sqlite3, sys\n"
        "c = sqlite3.connect(sys.argv[1], isolation_level=None); c.execute('BEGIN IMMEDIATE')\n"
        "print('held', flush=True); sys.stdin.read()"
    )
    process = start(code, path, stdin=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def start(code: str, *arguments: object, stdin: int | None = None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT,
    )  # fmt: skip


def test_a_writer_that_waits_in_vain_is_told_who_holds_the_file(
    path: Path, holder: subprocess.Popen[str]
) -> None:
    started = time.monotonic()
    with open_store(path, wait_s=0.3) as store:
        with pytest.raises(
            CaseFileError, match="is being written by another program; nothing was changed"
        ) as caught:
            store.write([Add(record=Incident(id="i", title="I"))], command="add")
        assert 0.25 < time.monotonic() - started < 5
        assert store.count(Incident) == 0  # readers are not kept out
    if sys.platform == "linux":
        assert f"process {holder.pid}" in str(caught.value)


def test_nobody_else_gets_the_lock_while_a_write_is_under_way(path: Path) -> None:
    """Nothing that this process does beside an open store may drop its lock."""
    code = (
        "import sqlite3, sys\n"
        "c = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=0.2)\n"
        "try:\n    c.execute('BEGIN IMMEDIATE'); print('got it')\n"
        "except sqlite3.OperationalError as error:\n    print(error)"
    )
    with open_store(path) as store, store.moment():
        connection = store._connection  # type: ignore[attr-defined]
        connection.rollback()
        connection.execute("BEGIN IMMEDIATE")
        store.count(Incident)
        store.info()
        store.read_case()
        assert start(code, path).communicate()[0] == "database is locked\n"
        connection.rollback()
    assert start(code, path).communicate()[0] == "got it\n"


WRITER = """
import sys
from layers.records import Incident
from layers.store import Add, open_store
who, count = sys.argv[2], int(sys.argv[3])
with open_store(sys.argv[1]) as store:
    for n in range(count):
        store.write([Add(record=Incident(id=f"{who}-{n}", title="I"))], command="add", by=who)
        print(f"{who}-{n}", flush=True)
"""


def test_eight_writers_at_once_store_everything_and_the_chain_holds(path: Path) -> None:
    writers = [start(WRITER, path, f"w{n}", 20) for n in range(8)]
    printed = [line for writer in writers for line in writer.communicate()[0].split()]
    assert [writer.returncode for writer in writers] == [0] * 8
    assert len(printed) == 160
    with open_store(path) as store:
        assert {incident.id for incident in store.records(Incident)} == set(printed)
        assert verify_log(store) == []
        assert verify_content(store) is None
        assert sum(1 for _ in store.log()) == 161
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_a_writer_killed_at_any_moment_loses_nothing_it_has_acknowledged(path: Path) -> None:
    acknowledged: set[str] = set()
    for n in range(12):
        writer = start(WRITER, path, f"k{n}", 100_000)
        assert writer.stdout is not None
        acknowledged.add(writer.stdout.readline().strip())
        time.sleep(0.013 * n)
        writer.send_signal(signal.SIGKILL)
        acknowledged |= set(writer.communicate()[0].split("\n")[:-1])
        with open_store(path) as store:
            stored = {incident.id for incident in store.records(Incident)}
            assert acknowledged <= stored
            assert len(stored) <= len(acknowledged) + n + 1
            assert verify_log(store) == []
            assert verify_content(store) is None
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


IN_THE_MIDDLE = """
import os, sys
from geo.position import Position
from layers.records import Place
from layers.store import open_store
store = open_store(sys.argv[1])
connection = store._connection
connection.execute("PRAGMA cache_size = 10")  # so that pages reach the disk before the commit
connection.execute("BEGIN IMMEDIATE")
connection.executemany(
    "INSERT INTO source (id, title, note) VALUES (?, 'S', ?)", [(f"s-{n}", "x" * 2000) for n in range(2000)]
)
print("in the middle", flush=True)
os.kill(os.getpid(), 9)
"""


def test_a_transaction_killed_with_half_its_pages_on_the_disk_is_taken_back(path: Path) -> None:
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    process = start(IN_THE_MIDDLE, path)
    assert process.communicate()[0] == "in the middle\n"
    assert process.returncode == -signal.SIGKILL
    assert path.with_name("case.gpkg-journal").exists()
    with open_store(path) as store:
        assert store.read_case() == Case(info=CaseInfo(id="c", title="C"))
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert [found.name for found in path.parent.iterdir()] == [path.name]


CREATOR = """
import sys
from layers.cases import bundled_case
from layers.store import create_store
case = bundled_case("al-tanf")
print("start", flush=True)
create_store(sys.argv[1], case, command="new")
"""


def test_a_creation_that_is_killed_leaves_no_file_and_the_next_one_cleans_up(tmp_path: Path) -> None:
    path = tmp_path / "new.gpkg"
    for n in range(6):
        process = start(CREATOR, path)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.03 * n)
        process.kill()
        process.communicate()
        if path.exists():  # it was sooner than the signal: then it is whole
            open_store(path).read_case()
            path.unlink()
    create_store(path, Case(info=CaseInfo(id="c", title="C")), command="new").close()
    assert [found.name for found in tmp_path.iterdir()] == ["new.gpkg"]


def test_a_new_file_of_a_process_that_still_runs_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / f".a.gpkg.{os.getppid()}.part"
    other.touch()
    with new_file(tmp_path / "a.gpkg") as part:
        part.write_text("whole", encoding="utf-8")
    assert {found.name for found in tmp_path.iterdir()} == {"a.gpkg", other.name}


def test_of_two_who_make_the_same_file_the_second_is_refused(tmp_path: Path) -> None:
    second = new_file(tmp_path / "a.gpkg")
    second.__enter__().write_text("mine", encoding="utf-8")
    (tmp_path / "a.gpkg").write_text("theirs", encoding="utf-8")
    with pytest.raises(CaseFileError, match="exists already"):
        second.__exit__(None, None, None)
    assert (tmp_path / "a.gpkg").read_text(encoding="utf-8") == "theirs"
    assert [found.name for found in tmp_path.iterdir()] == ["a.gpkg"]


def test_a_file_left_in_wal_mode_is_one_piece_again_after_a_write(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    with open_store(path) as store:
        store.write([Add(record=Incident(id="i", title="I"))], command="add")
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    connection.close()
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_a_file_open_elsewhere_in_wal_mode_can_still_be_written(path: Path) -> None:
    gis = sqlite3.connect(path)
    gis.execute("PRAGMA journal_mode = WAL")
    gis.execute("BEGIN")
    gis.execute("SELECT * FROM incident").fetchall()
    with open_store(path, wait_s=0.2) as store:
        store.write([Add(record=Incident(id="i", title="I"))], command="add")
        assert store.count(Incident) == 1
    gis.close()


AS_NOBODY = """
import os, sys
from layers.errors import CaseFileError
from layers.records import Incident
from layers.store import Add, create_store, open_store
from layers.gpkg import creating, files, store, writing
from layers.case import Case
from layers.records import CaseInfo
if os.getuid() == 0:
    os.setuid(65534)
path, new = sys.argv[1:]
for attempt in (
    lambda: open_store(path).write([Add(record=Incident(id="i", title="I"))], command="add"),
    lambda: create_store(new, Case(info=CaseInfo(id="c", title="C")), command="new"),
):
    try:
        attempt()
        print("done")
    except CaseFileError as error:
        print(error)
"""


@pytest.mark.skipif(os.name != "posix", reason="the rights of POSIX")
def test_a_file_or_a_folder_that_is_read_only_is_named_as_such(path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder)
        shutil.copy(path, there / "a.gpkg")
        (there / "a.gpkg").chmod(0o444)
        there.chmod(0o555)
        said = start(AS_NOBODY, there / "a.gpkg", there / "new.gpkg").communicate()
        there.chmod(0o755)
        assert sorted(found.name for found in there.iterdir()) == ["a.gpkg"]
    assert said[1] == ""
    first, second = said[0].splitlines()
    assert "is read-only for you; nothing was changed" in first
    assert "new.gpkg cannot be made: Permission denied" in second


TOO_LARGE = """
import resource, sys
from layers.errors import CaseFileError
from layers.records import Source
from layers.store import Add, open_store
with open_store(sys.argv[1]) as store:
    limit = int(sys.argv[2]) + 20_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        store.write([Add(record=Source(id=f"s-{n}", title="S", note="x" * 1000)) for n in range(500)], command="add")
    except CaseFileError as error:
        print(error)
"""


@pytest.mark.skipif(os.name != "posix", reason="the limits of POSIX")
def test_a_disk_that_takes_no_more_ends_in_a_refusal_and_the_file_is_as_it_was(path: Path) -> None:
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    out, err = start(TOO_LARGE, path, path.stat().st_size).communicate()
    assert err == ""
    assert "nothing was changed" in out
    with open_store(path) as store:
        assert store.read_case() == Case(info=CaseInfo(id="c", title="C"))
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


HEAVY = {
    "numpy",
    "pandas",
    "shapely",
    "pyproj",
    "geopandas",
    "pyogrio",
    "folium",
    "jinja2",
    "geographiclib",
    "mgrs",
}

LIGHT = """
import sys
from geo.position import Position
from layers.records import Claim, Incident, Location, When
from layers.store import Add, open_store
with open_store(sys.argv[1]) as store:
    where = Location(text="at the crossing", position=Position(lat=33.5, lon=38.6))
    incident = Incident(id="i", title="I", when=When(edtf="2017-05-18"), where=where)
    store.write([Add(record=incident)], command="add")
    store.get(Incident, "i")
    list(store.records(Claim, subject="i"))
print(*sys.modules)
"""


def test_adding_an_incident_imports_nothing_heavy(path: Path) -> None:
    out, err = start(LIGHT, path).communicate()
    assert err == ""
    assert HEAVY.isdisjoint(out.split())


def test_near_needs_no_array_library_for_a_few_places(path: Path) -> None:
    code = LIGHT.replace(
        "print(*sys.modules)",
        "    store.near(Incident, Position(lat=33.5, lon=38.7), 5e4)\nprint(*sys.modules)",
    )
    out, err = start(code, path).communicate()
    assert err == ""
    assert (HEAVY - {"geographiclib"}).isdisjoint(out.split())
    with open_store(path) as store:
        assert store.count(Place) == 0


@pytest.mark.system
def test_the_change_is_on_the_disk_before_the_id_is_printed(path: Path, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    calls = "fdatasync,fsync,unlink,write"
    command = [
        "strace",
        "-f",
        "-e",
        f"trace={calls}",
        "-o",
        str(trace),
        sys.executable,
        "-c",
        WRITER,
        str(path),
        "w",
        "1",
    ]
    subprocess.run(command, check=True, capture_output=True, env=ENVIRONMENT)
    lines = trace.read_text(encoding="utf-8", errors="replace").splitlines()
    printed = next(n for n, line in enumerate(lines) if 'write(1, "w-0' in line)
    unlinked = next(n for n, line in enumerate(lines) if "gpkg-journal" in line and "unlink" in line)
    synced = [n for n, line in enumerate(lines) if "sync(" in line]
    assert any(n < unlinked for n in synced)
    assert any(
        unlinked < n < printed for n in synced
    )  # the folder: that the journal has ended must not be lost either


ONE = """
import sys
from layers.errors import CaseFileError
from layers.records import Incident
from layers.store import Add, open_store
try:
    with open_store(sys.argv[1]) as store:
        store.write([Add(record=Incident(id="i", title="I"))], command="add")
    print("done")
except CaseFileError as error:
    print(error)
"""


@pytest.mark.system
@pytest.mark.parametrize(("call", "error"), [("fsync,fdatasync", "EIO"), ("pwrite64", "ENOSPC")])
def test_a_disk_that_fails_at_any_moment_gets_a_truthful_answer(path: Path, call: str, error: str) -> None:
    for n in range(1, 7):
        copy = path.with_name(f"copy-{n}.gpkg")
        shutil.copy(path, copy)
        inject = ["-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={n}"]
        command = ["strace", "-f", "-o", os.devnull, *inject, sys.executable, "-c", ONE, str(copy)]
        said = subprocess.run(command, check=True, capture_output=True, text=True, env=ENVIRONMENT).stdout
        with open_store(copy) as store:
            stored = store.count(Incident)
            assert verify_content(store) is None
        assert stored == ("nothing was changed" not in said), f"{call} {n}: {said}"
        assert stored or said != "done\n"
