"""Time the commands as whole processes, beside what one would otherwise run: `python benchmarks/commands.py`.

Prints a row for each command with its median and the ratio to its yardstick, all taken in turn in one run. The case file
of 1,000,000 incidents is made once, under build/.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
BIG = ROOT / "build" / "big.gpkg"
PAGE = ROOT / "build" / "timed.html"
PEER = ROOT / "build" / "sqlite-utils"
RUNS = 11

CONTESTED = str(BIN / "contested")
PYTHON = sys.executable
ADD = [CONTESTED, "add", "33.68 38.41", "--when", "2017-05-18", "--title", "Timed", "--case", str(BIG)]
CLICK = [PYTHON, "-c", "import click"]
FOLIUM = [PYTHON, "-c", "import folium, geopandas"]


def peer() -> list[str] | None:
    """Return the command that inserts one row with sqlite-utils, set up in an environment of its own."""
    if not PEER.exists():
        subprocess.run([PYTHON, "-m", "venv", PEER], check=True)
        subprocess.run([PEER / "bin" / "python", "-m", "pip", "install", "-q", "sqlite-utils"], check=True)
    return [
        "sh",
        "-c",
        f'echo \'{{"title": "Timed"}}\' | {PEER}/bin/sqlite-utils insert {PEER}/rows.db incidents -',
    ]


def medians(commands: dict[str, list[str]]) -> dict[str, float]:
    """Return the median wall time of each command in seconds, the commands taken in turn."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(RUNS + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(seconds[1:]) for name, seconds in times.items()}


def main() -> None:
    """Time everything and print the table."""
    BIG.parent.mkdir(exist_ok=True)
    if not BIG.exists():
        subprocess.run([PYTHON, str(ROOT / "benchmarks" / "big_case.py"), str(BIG)], check=True)
    commands = {
        "import click": CLICK,
        "import folium, geopandas": FOLIUM,
        "contested --help": [CONTESTED, "--help"],
        "contested add, 1,000,000 incidents": ADD,
        "contested map al-tanf": [CONTESTED, "map", "al-tanf", "-o", str(PAGE)],
    }
    if shutil.which("sh") and (insert := peer()):
        commands["sqlite-utils insert"] = insert
    found = medians(commands)
    yardsticks = {
        "contested --help": ("import click", 4.0),
        "contested add, 1,000,000 incidents": ("import click", 3.0),
        "contested map al-tanf": ("import folium, geopandas", 3.0),
    }
    for name, seconds in found.items():
        print(f"{seconds * 1000:8.0f} ms  {name}")
    for name, (yardstick, at_most) in yardsticks.items():
        print(f"{found[name] / found[yardstick]:8.2f} x   {name} / {yardstick}, at most {at_most:g}")
    if "sqlite-utils insert" in found:
        ratio = found["contested add, 1,000,000 incidents"] / found["sqlite-utils insert"]
        print(f"{ratio:8.2f} x   contested add / sqlite-utils insert, at most 1")


if __name__ == "__main__":
    main()
