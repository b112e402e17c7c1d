"""Reading a large file to flat rows in a process of its own, while this one stores what was read.

The other process is this module, run by the same Python; rows come through its standard output. It is our own code and our own
data on both ends of the pipe, so rows are passed on as `marshal` and `pickle` write them.
"""

from __future__ import annotations

import contextlib
import gc
import marshal
import os
import pickle
import subprocess
import sys
from pathlib import Path
from queue import Full, Queue
from threading import Thread
from typing import IO, TYPE_CHECKING, Any, cast

from geo.errors import ContestedError
from layers.errors import FormatError
from layers.formats.flat import FlatBatch
from layers.formats.own_rows import layer_of
from layers.formats.tables import columns_of
from layers.formats.texts import head_of, is_plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.formats.flat_reader import FlatReader
    from layers.formats.reading import ImportOptions

FLAT_READERS: dict[str, str] = {
    "ACLED": "layers.formats.flat_acled",
    "CSV": "layers.formats.flat_csv",
}
"""Formats with a `flat_reader`, and the module that holds it."""

BATCH_ROWS = 4_000
_LARGE_BYTES = 8_000_000
_WAIT_S = 5.0
_AHEAD = 4


def reads_flat(path: Path, format_name: str, options: ImportOptions) -> bool:
    """Tell whether a file of a format can be read to flat rows."""
    if format_name not in FLAT_READERS or not path.is_file() or not is_plain_text(path):
        return False
    return format_name != "CSV" or bool(options.columns) or layer_of(columns_of(head_of(path))) is None


def flat_batches(
    path: Path, format_name: str, options: ImportOptions, *, time_zone: str
) -> Iterator[FlatBatch]:
    """Yield a file's rows in batches; a large file is read by another process.

    Parameters
    ----------
    path : Path
        The file.
    format_name : str
        One of `FLAT_READERS`.
    options : ImportOptions
        As of `Format.read`.
    time_zone : str
        The zone whose calendar days the case means.

    Raises
    ------
    FormatError
        If the file as a whole cannot be read.
    """
    if path.stat().st_size < _LARGE_BYTES:
        yield from _reader(path, format_name, options, time_zone).batches(BATCH_ROWS)
        return
    task = pickle.dumps((str(path), format_name, options, time_zone))
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}
    process = subprocess.Popen(  # noqa: S603 # this Python, and a module of ours
        [sys.executable, "-m", __name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        pipesize=1 << 20,
    )
    try:
        to_worker, from_worker = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
        with to_worker:
            to_worker.write(task)
        yield from _received(from_worker, path)
    finally:
        process.kill()
        process.wait()
        from_worker.close()


def _received(stream: IO[bytes], path: Path) -> Iterator[FlatBatch]:
    """Yield batches; a thread takes them from the pipe ahead, so that the other process need not wait while this one stores."""
    ahead: Queue[tuple[bytes, bytes] | None] = Queue(maxsize=_AHEAD)
    Thread(target=_take, args=(stream, ahead), daemon=True).start()
    while True:
        parts = ahead.get()
        if parts is None:
            raise FormatError(
                f"{path.name}: reading stopped in the middle; is the memory full? Nothing was stored"
            )
        lines, columns = marshal.loads(parts[0])  # noqa: S302 # written by our own process
        rest = pickle.loads(parts[1])  # noqa: S301 # written by our own process
        if isinstance(rest, Exception):
            raise rest
        if rest is None:
            return
        yield FlatBatch(lines=lines, columns=columns, **rest)


def _take(stream: IO[bytes], ahead: Queue[tuple[bytes, bytes] | None]) -> None:
    with contextlib.suppress(ValueError):  # the pipe was closed: nobody wants the rest
        while len(sizes := stream.read(16)) == 16:
            size, rest_size = int.from_bytes(sizes[:8], "big"), int.from_bytes(sizes[8:], "big")
            ahead.put((stream.read(size), stream.read(rest_size)))
    with contextlib.suppress(Full):
        ahead.put(None, timeout=_WAIT_S)


def _reader(path: Path, format_name: str, options: ImportOptions, time_zone: str) -> FlatReader:
    from importlib import import_module

    module = import_module(FLAT_READERS[format_name])
    return cast("FlatReader", module.flat_reader(path, options, time_zone=time_zone))


def _send(stream: IO[bytes], rows: Any, rest: object) -> None:
    parts = marshal.dumps(rows), pickle.dumps(rest)
    stream.write(b"".join(len(part).to_bytes(8, "big") for part in parts))
    for part in parts:
        stream.write(part)


def _work() -> None:
    """Read the task from the standard input, and write batches to the standard output."""
    gc.disable()  # rows hold no cycles, and looking for them takes a fifth of the time
    path, format_name, options, time_zone = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 # from our own process
    out = sys.stdout.buffer
    try:
        for batch in _reader(Path(path), format_name, options, time_zone).batches(BATCH_ROWS):
            rest = {"others": batch.others, "shared": batch.shared, "digest": batch.digest, "ids": batch.ids}
            _send(out, (batch.lines, batch.columns), rest)
        _send(out, ([], []), None)
    except ContestedError as error:
        _send(out, ([], []), error)
    out.flush()


if __name__ == "__main__":
    with contextlib.suppress(
        BrokenPipeError, KeyboardInterrupt
    ):  # the one who reads has ended: nothing is left to do
        _work()
