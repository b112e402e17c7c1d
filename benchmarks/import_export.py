"""Time `contested import` of many CSV rows against `ogr2ogr` CSV to GeoPackage: `python benchmarks/import_export.py`.

Both read the same file, drawn from a seed, one after the other, several times; what counts is the ratio within a run.
`--columns few` has ten columns and no party: one incident a row, which is what `ogr2ogr` stores. `--columns claims` adds a
party, so that each row is an incident, a claim and its link to a source, in two layers. `--columns acled` has the columns of
ACLED, and the records that its reader makes of them. Export has its own benchmark.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from datetime import date, timedelta
from pathlib import Path

from layers.case import Case
from layers.records import CaseInfo
from layers.store import create_store

WORDS = "forces of one side attacked positions near a village in the desert and withdrew before dawn; casualties unknown"
KINDS = ("Air strike", "Artillery", "Armed clash", "Movement")
SPEAKERS = ("Syria", "Russia", "Iran", "Coalition", "Opposition", "Islamic State")
ACLED = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region",
    "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source", "source_scale",
    "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
PLAIN = (
    "id",
    "date",
    "latitude",
    "longitude",
    "kind",
    "location",
    "title",
    "description",
    "uncertainty_m",
    "note",
)


def write_rows(path: Path, count: int, columns: str) -> None:
    """Write a CSV file of so many rows; the same each time."""
    draw = random.Random(1)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(ACLED if columns == "acled" else (*PLAIN, "party") if columns == "claims" else PLAIN)
        for n in range(count):
            writer.writerow(
                _acled(n, draw) if columns == "acled" else _plain(n, draw, spoken=columns == "claims")
            )


def _plain(n: int, draw: random.Random, *, spoken: bool) -> list[object]:
    day = date(2015, 1, 1) + timedelta(days=draw.randrange(3650))
    words = WORDS.split()
    draw.shuffle(words)
    row: list[object] = [
        f"E{n:07}", day.isoformat(), f"{draw.uniform(30, 38):.5f}", f"{draw.uniform(35, 43):.5f}", draw.choice(KINDS),
        f"near place {draw.randrange(900)}", f"Incident {n % 5000}", " ".join(words), draw.choice((500, 1000, 5000)), "",
    ]  # fmt: skip
    return [*row, draw.choice(SPEAKERS)] if spoken else row


def _acled(n: int, draw: random.Random) -> list[object]:
    day = date(2015, 1, 1) + timedelta(days=draw.randrange(3650))
    return [
        f"SYR{n}", day.isoformat(), day.year, draw.choice("1123"), "Political violence", "Battles", draw.choice(KINDS),
        draw.choice(SPEAKERS), "", "State forces", draw.choice(SPEAKERS), "", "Rebel group", "State forces-Rebel group", "",
        760, "Middle East", "Syria", "Homs", "Tadmor", "", f"Place {draw.randrange(800)}", f"{draw.uniform(30, 38):.4f}",
        f"{draw.uniform(35, 43):.4f}", draw.choice("1123"), draw.choice(("SOHR", "SANA", "SOHR; Step News")),
        "Other-National", f"On {day:%d %B %Y}, {WORDS} ({n}).", draw.randrange(5), "", 1_700_000_000 + n,
    ]  # fmt: skip


def run(arguments: list[str], folder: Path) -> tuple[float, float]:
    """Run a program; return its wall time in seconds and the most memory of it and its children together, in MiB."""
    started = time.perf_counter()
    process = subprocess.Popen(arguments, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    most = [0.0]
    watcher = threading.Thread(target=_watch, args=(process.pid, most), daemon=True)
    watcher.start()
    code = process.wait()
    took = time.perf_counter() - started
    if code:
        raise SystemExit(f"{arguments[0]} ended with {code}")
    return took, most[0]


def _watch(process: int, most: list[float]) -> None:
    while True:
        found = _memory_mib(process)
        if found == 0:
            return
        most[0] = max(most[0], found)
        time.sleep(0.1)


def _memory_mib(process: int) -> float:
    """Return the memory that a process and its children use, shared pages counted once (proportional set size)."""
    total = 0.0
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
        for one in (process, *map(int, children)):
            rollup = Path(f"/proc/{one}/smaps_rollup").read_text(encoding="ascii")
            total += (
                sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024
            )
    except (OSError, ProcessLookupError):
        return total
    return total


def main() -> None:
    """Time both, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument(
        "--columns", nargs="+", default=["few", "claims", "acled"], choices=["few", "claims", "acled"]
    )
    options = parser.parse_args()
    print(f"{options.rows:,} rows, median of {options.runs} runs, {os.cpu_count()} cores")
    print("columns  ogr2ogr s  contested s  ratio  ogr2ogr MiB  contested MiB")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for columns in options.columns:
            path = folder / "rows.csv"
            write_rows(path, options.rows, columns)
            ours, theirs = [], []
            for _ in range(options.runs):
                theirs.append(run(_ogr2ogr(path, folder), folder))
                ours.append(run(_contested(path, folder), folder))
            ratio = statistics.median(o[0] / t[0] for o, t in zip(ours, theirs, strict=True))
            print(
                f"{columns:7}  {statistics.median(t[0] for t in theirs):9.1f}  {statistics.median(o[0] for o in ours):11.1f}"
                f"  {ratio:5.2f}  {max(t[1] for t in theirs):11.0f}  {max(o[1] for o in ours):13.0f}"
            )


def _ogr2ogr(path: Path, folder: Path) -> list[str]:
    out = folder / "ogr.gpkg"
    out.unlink(missing_ok=True)
    program = shutil.which("ogr2ogr")
    if program is None:
        raise SystemExit("ogr2ogr is not installed: apt install gdal-bin")
    names = ["-oo", "X_POSSIBLE_NAMES=longitude", "-oo", "Y_POSSIBLE_NAMES=latitude", "-a_srs", "EPSG:4326"]
    return [program, "-f", "GPKG", str(out), str(path), *names]


def _contested(path: Path, folder: Path) -> list[str]:
    case = folder / "case.gpkg"
    case.unlink(missing_ok=True)
    create_store(case, Case(info=CaseInfo(id="big", title="Big")), command="new").close()
    return [
        sys.executable,
        "-c",
        "from maps.cli import main; main()",
        "import",
        str(path),
        "--case",
        str(case),
    ]


if __name__ == "__main__":
    main()
