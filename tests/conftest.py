"""A case file of the bundled case, made once, and a way to run a command on a copy of it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import settings

from geo.errors import ContestedError
from layers.cases import bundled_case
from layers.store import create_store
from maps.cli import BAD_INPUT, group

# A busy machine is no fault of the code: time is measured in benchmarks. What CI tries is the same each time, so that it
# tells one change from another; elsewhere every run tries something new.
settings.register_profile("project", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("project")


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def json(self) -> Any:
        return json.loads(self.stdout)


@dataclass(frozen=True)
class Analyst:
    """Someone at the shell, with a case file in the current folder."""

    case: Path

    def run(self, *arguments: str, stdin: bytes | None = None) -> Ran:
        """Run a command in this process: as the console script does, error handling included."""
        result = CliRunner().invoke(
            group, list(arguments), input=stdin, prog_name="contested", catch_exceptions=True
        )
        if isinstance(result.exception, ContestedError):
            return Ran(BAD_INPUT, result.stdout, f"contested: {result.exception}\n")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout, result.stderr)

    def run_process(self, *arguments: str, stdin: bytes | None = None) -> Ran:
        """Run a command as a process of its own."""
        run = subprocess.run(
            [sys.executable, "-c", "from maps.cli import main; main()", *arguments],
            input=stdin,
            capture_output=True,
            cwd=self.case.parent,
            check=False,
        )
        return Ran(run.returncode, run.stdout.decode(), run.stderr.decode())

    @property
    def fingerprint(self) -> str:
        """What the case file's bytes are."""
        return hashlib.sha256(self.case.read_bytes()).hexdigest()


@pytest.fixture(scope="session")
def pristine_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("case") / "al-tanf.gpkg"
    with create_store(path, bundled_case("al-tanf"), command="new al-tanf"):
        pass
    return path


@pytest.fixture
def analyst(pristine_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Analyst:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CONTESTED_CASE", raising=False)
    return Analyst(Path(shutil.copy(pristine_case, tmp_path / "al-tanf.gpkg")))
