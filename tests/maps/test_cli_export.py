"""`contested export`: formats by ending or by name, refusals in one line, and round trips that give the bytes back."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from layers.case import Case
from layers.cases import bundled_case
from layers.document import write_document_file
from layers.exports import EXPORTS
from layers.gpkg.connection import raw_connection
from tests.conftest import Analyst


@pytest.fixture
def empty(tmp_path: Path) -> str:
    """A case of the same title and licence, with nothing in it."""
    info = replace(bundled_case("al-tanf").info, center_place=None, seed_source=None)
    write_document_file(Case(info=info), tmp_path / "empty.case.json")
    return "empty.case.json"


@pytest.mark.parametrize(
    "ending",
    [
        "geojson",
        "geojsonl",
        "kml",
        "kmz",
        "xlsx",
        "gpx",
        "ics",
        "jsonld",
        "lpf.json",
        "timeline.json",
        "hxl.csv",
    ],
)
def test_one_file_is_written_and_named(ending: str, analyst: Analyst) -> None:
    ran = analyst.run("export", "al-tanf.gpkg", f"new/out.{ending}")
    assert (ran.exit_code, ran.stdout) == (0, f"new/out.{ending}\n")
    assert (analyst.case.parent / "new" / f"out.{ending}").stat().st_size > 1000


@pytest.mark.parametrize(("arguments", "words"), [
    (("a.docx",), "nothing writes .docx"),
    (("a.csv",), "name a folder instead, or one of them: --layer incidents or"),
    (("a.kml", "--layer", "claims"), "kml always holds the whole case"),
    (("a.gpkg", "--layer", "claims"), "a QGIS package holds all layers"),
    (("a.geojson", "--layer", "people"), "'people' is no layer; the layers are incidents"),
    (("a", "--as", "word"), "'word' is not one of 'qgis', 'qgz', 'document'"),
])  # fmt: skip
def test_what_cannot_be_is_refused_with_what_to_do(
    arguments: tuple[str, ...], words: str, analyst: Analyst
) -> None:
    before = sorted(path.name for path in analyst.case.parent.iterdir())
    ran = analyst.run("export", "al-tanf.gpkg", *arguments)
    assert ran.exit_code == 2
    assert words in ran.stderr
    assert sorted(path.name for path in analyst.case.parent.iterdir()) == before


def test_the_help_lists_every_format(analyst: Analyst) -> None:
    text = analyst.run("export", "--help").stdout
    assert all(each.name in text and each.endings[0] in text for each in EXPORTS)
    assert "qgis  .gpkg" in text


@pytest.mark.parametrize("ending", ["geojson", "geojsonl", "kml"])
def test_export_import_and_export_again_give_the_same_bytes(
    ending: str, empty: str, analyst: Analyst
) -> None:
    folder = analyst.case.parent
    assert analyst.run("export", "al-tanf.gpkg", f"first.{ending}").exit_code == 0
    assert analyst.run("new", "again.gpkg", "--from", empty).exit_code == 0
    ran = analyst.run("import", f"first.{ending}", "--case", "again.gpkg")
    assert ran.exit_code == 0, ran.stderr
    assert analyst.run("export", "again.gpkg", f"second.{ending}").exit_code == 0
    assert (folder / f"first.{ending}").read_bytes() == (folder / f"second.{ending}").read_bytes()


def test_tables_come_back_as_they_went(empty: str, analyst: Analyst) -> None:
    assert analyst.run("export", "al-tanf.gpkg", "first", "--as", "csv").exit_code == 0
    assert analyst.run("new", "again.gpkg", "--from", empty).exit_code == 0
    ran = analyst.run("import", "first", "--case", "again.gpkg")
    assert ran.exit_code == 0, ran.stderr
    assert analyst.run("export", "again.gpkg", "second", "--as", "csv").exit_code == 0
    for path in (analyst.case.parent / "first").glob("*.csv"):
        assert path.read_bytes() == (analyst.case.parent / "second" / path.name).read_bytes(), path.name


def test_what_is_edited_in_a_package_comes_back_under_its_id(analyst: Analyst) -> None:
    case = ("--case", "al-tanf.gpkg")
    assert analyst.run("export", "al-tanf.gpkg", "package.gpkg").exit_code == 0
    unchanged = analyst.run("import", "package.gpkg", *case)
    assert unchanged.exit_code == 0
    assert "stored 0 + linked 0" in unchanged.stdout
    assert "changed 0 + rejected 0" in unchanged.stdout
    with closing(raw_connection(Path("package.gpkg"), wait_s=1)) as connection:
        connection.execute(
            "UPDATE incident SET note = 'Edited in QGIS' WHERE id = 'i-2017-05-18-convoy-strike'"
        )
    edited = analyst.run("import", "package.gpkg", *case)
    assert edited.exit_code == 0
    assert "changed 1 + rejected 0" in edited.stdout
    assert "Edited in QGIS" in analyst.run("show", "i-2017-05-18-convoy-strike", *case).stdout
