"""The rooms: imports go down, and the light parts stay light."""

import subprocess
import sys
from pathlib import Path

import pytest

from tools.import_direction import imported_packages, upward_imports

ROOT = Path(__file__).resolve().parent.parent
HEAVY = ("numpy", "shapely", "pyproj", "pandas", "geopandas", "pyogrio", "folium")


def test_imports_only_go_down() -> None:
    assert upward_imports() == []


def test_an_upward_import_is_found(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text("def late() -> None:\n    from maps.page import page_data\n")
    assert imported_packages(module) == {"maps"}


@pytest.mark.parametrize(
    "module",
    [
        "geo.coordinates",
        "geo.borders",
        "geo.verdicts",
        "layers.records",
        "layers.document",
        "layers.store",
        "layers.zoning",
        "layers.agreement",
        "layers.differences",
    ],
)
def test_what_adding_an_incident_needs_imports_nothing_heavy(module: str) -> None:
    script = f"import {module}, sys; print([name for name in {HEAVY!r} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    assert run.stdout.strip() == "[]"
