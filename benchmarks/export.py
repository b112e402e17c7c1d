"""Export of many incidents as GeoJSON, against ogr2ogr in the same run: `python benchmarks/export.py [big.gpkg]`.

Each runs as a process of its own, in turns. Printed are seconds by the clock, seconds of processor time (what stays when
others use the machine too), and the most memory. Both write the same layer of the same case file to the same disk; ours
waits in addition until the file is safe there.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from big_case import CREATED, big_case

from layers.store import create_store

OURS = "from maps.cli import main; main(['export', {case!r}, {out!r}, '--layer', 'incidents'])"
SHARE, MOST_MIB = 0.5, 200


def run(command: list[str]) -> tuple[float, float, float]:
    """Run a command; return its seconds by the clock, its processor seconds and its most memory in MiB."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} ended with {status}")
    return time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    """Make the case file if there is none, run both, and print how they compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path, nargs="?")
    parser.add_argument("--incidents", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    ogr2ogr = shutil.which("ogr2ogr")
    if ogr2ogr is None:
        sys.exit("ogr2ogr is missing: it is in Debian's gdal-bin")
    with tempfile.TemporaryDirectory() as folder:
        case = options.path or Path(folder) / "big.gpkg"
        if not case.exists():
            create_store(case, big_case(options.incidents), command="benchmark", at=CREATED).close()
        with case.open("rb") as file:  # so that both read from memory
            while file.read(1 << 20):
                pass
        ours, theirs = [], []
        for turn in range(options.runs):
            out, other = Path(folder) / f"ours{turn}.geojson", Path(folder) / f"theirs{turn}.geojson"
            ours.append(run([sys.executable, "-c", OURS.format(case=str(case), out=str(out))]))
            theirs.append(run([ogr2ogr, "-f", "GeoJSON", str(other), str(case), "incident"]))
            print(
                f"turn {turn + 1}: contested {ours[-1][0]:.1f} s, ogr2ogr {theirs[-1][0]:.1f} s", flush=True
            )
            out.unlink()
            other.unlink()
    for name, runs in (("contested export", ours), ("ogr2ogr", theirs)):
        clock, processor, memory = (min(column) for column in zip(*runs, strict=True))
        print(f"{name:17} {clock:6.1f} s  {processor:6.1f} s of processor  {memory:5.0f} MiB")
    share = min(run[0] for run in ours) / min(run[0] for run in theirs)
    print(f"share of ogr2ogr's time: {share:.2f} (goal {SHARE}), memory goal {MOST_MIB} MiB")


if __name__ == "__main__":
    main()
