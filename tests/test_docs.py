"""What the docs say is what the program does."""

import doctest
import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import Analyst
from tools.make_docs import GENERATED

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("path", GENERATED)
def test_generated_docs_are_fresh(path: str) -> None:
    assert (ROOT / path).read_text(encoding="utf-8") == GENERATED[path](), "run: make docs"


def readme_commands() -> list[str]:
    blocks = re.findall(r"```console\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    return [
        line.removeprefix("$ ")
        for block in blocks
        for line in block.splitlines()
        if line.startswith("$ contested ")
    ]


def test_the_readme_shows_commands() -> None:
    assert len(readme_commands()) >= 4


def test_the_readmes_session_runs_as_shown(analyst: Analyst) -> None:
    analyst.case.unlink()
    for command in readme_commands():
        ran = analyst.run(*shlex.split(command, comments=True)[1:])
        assert ran.exit_code == 0, f"{command}\n{ran.stderr}"


def test_the_notebook_page_runs_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = doctest.testfile(str(ROOT / "docs/python.md"), module_relative=False, encoding="utf-8")
    assert ran.attempted > 60
    assert ran.failed == 0


def test_every_command_named_in_the_findings_runs(analyst: Analyst, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs/findings.md").read_text(encoding="utf-8")
    named = {" ".join(command.split()) for command in re.findall(r"`contested ([^`]+)`", page)}
    assert len(named) > 8
    monkeypatch.setenv("CONTESTED_CASE", "al-tanf")
    for command in named:
        ran = analyst.run(*shlex.split(command))
        assert ran.exit_code == 0, f"{command}\n{ran.stderr}"


def test_no_placeholder_is_left_in_the_findings() -> None:
    page = (ROOT / "docs/findings.md").read_text(encoding="utf-8")
    assert "{" not in page
    assert "nan" not in page.split()


def test_links_between_the_docs_lead_somewhere() -> None:
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
