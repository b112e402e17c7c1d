"""A page back to its case: equal to the byte, or a refusal that says what is wrong."""

from __future__ import annotations

import base64
import json
import re
import subprocess
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from geo.position import Position
from layers.case import Case
from layers.cases import bundled_case
from layers.document import write_document
from layers.records import (
    CaseInfo,
    Construction,
    Incident,
    Location,
    Party,
    Place,
    Source,
    Zone,
    ZoneDefinition,
)
from maps.build import build_page, write_page
from maps.columns import table_rows
from maps.errors import PageError
from maps.packing import CODING, packed, unpacked
from maps.page_reading import page_block, read_page

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="module")
def page() -> str:
    return build_page(bundled_case("al-tanf"))


def test_the_case_document_comes_back_equal_to_the_byte(page: str) -> None:
    case = read_page(page)
    assert case == bundled_case("al-tanf")
    assert write_document(case) == write_document(bundled_case("al-tanf"))


@pytest.mark.parametrize("language", ["ar", "ru"])
def test_the_language_of_a_page_changes_nothing_of_its_case(language: str) -> None:
    assert read_page(build_page(bundled_case("al-tanf"), language=language)) == bundled_case("al-tanf")


def test_awkward_values_come_back_as_they_were() -> None:
    case = Case(
        info=CaseInfo(id="awkward", title="</script><!-- \u2028 \u202e", area_radius_m=1e-7, limits=("", 'a\tb\n"c\\d\x7f')),
        parties=(Party(id="a", name="Alpha", order=-3, code="A", color="#332288", shape="circle"),),
        sources=(Source(id="s", title="\U0001f6f0 e\u0301", derives_from=()),),
        places=(
            Place(id="p", name="Exact", position=Position(lat=33.123456789012345, lon=-1e-5, uncertainty_m=1e16)),
            Place(id="q", name="Whole", position=Position(lat=33, lon=38)),
        ),
        zones=(Zone(id="z", name="Zone"),),
        zone_definitions=(
            # Whole numbers where floats belong: a document writes them as floats.
            ZoneDefinition(id="d", zone="z", name="Round", stated_by="a", construction=Construction(kind="circle", center_place="p", radius_m=2000), uncertainty_m=5),
        ),
        incidents=(Incident(id="i", title="Something", where=Location(text="near", uncertainty_m=0)),),
    )  # fmt: skip
    assert read_page(build_page(case)) == case


def test_a_block_can_be_read_by_hand_as_its_description_says(page: str) -> None:
    start = page.index('id="case-data">') + len('id="case-data">')
    block = json.loads(page[start : page.index("</script>", start)])
    assert block["coding"] == CODING
    inner = json.loads(zlib.decompress(base64.b64decode(block["data"])))
    claims = inner["records"]["claims"]
    assert claims["length"] == len(bundled_case("al-tanf").claims)
    stances = claims["stance"]
    assert stances["of"][stances["at"][0]] == bundled_case("al-tanf").claims[0].stance


def altered(page: str, change: Callable[[dict[str, object]], None]) -> str:
    start = page.index('id="case-data">') + len('id="case-data">')
    end = page.index("</script>", start)
    block = json.loads(page[start:end])
    inner = unpacked(block)
    change(inner)
    stated = {key: value for key, value in block.items() if key not in {"coding", "data"}}
    return page[:start] + json.dumps(packed(inner, **stated)) + page[end:]


def test_records_that_were_changed_afterwards_are_refused(page: str) -> None:
    def rename(inner: dict[str, object]) -> None:
        inner["records"]["incidents"]["title"][0] = "Another title"  # type: ignore[index]

    with pytest.raises(PageError, match="changed after the page was built"):
        read_page(altered(page, rename))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<html></html>", "no data block"),
        ('<script id="case-data">{"format": "x"}</script>', "is no"),
        ('<script id="case-data">{</script>', "cannot be read"),
        ('<script id="case-data">[]</script>', "is no"),
        ('<script id="case-data">{"format": "contested page data", "version": 99}</script>', "version 99"),
        ('<script id="case-data">{"format": "contested page data", "version": 2, "coding": "x"}</script>', "coding"),
        (f'<script id="case-data">{{"format": "contested page data", "version": 2, "coding": "{CODING}", "data": "eJwDAA=="}}</script>', "cannot be read"),
        (f'<script id="case-data">{{"format": "contested page data", "version": 2, "coding": "{CODING}", "data": "AAAA"}}</script>', "damaged"),
    ],
)  # fmt: skip
def test_what_is_no_page_is_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(PageError, match=reason):
        read_page(text, name="some.html")


@pytest.mark.parametrize("part", ["case", "records"])
def test_a_block_that_lacks_a_part_is_refused(page: str, part: str) -> None:
    with pytest.raises(PageError, match="damaged"):
        read_page(altered(page, lambda inner: inner.pop(part) and None))


def test_a_block_is_found_however_a_browser_saved_the_page(page: str) -> None:
    saved = page.replace(
        '<script type="application/json" id="case-data">', '<SCRIPT id=case-data type="application/json">'
    )
    assert page_block(saved) == page_block(page)


def test_the_command_gives_the_document_back(analyst: Any, tmp_path: Path) -> None:
    write_page(bundled_case("al-tanf"), tmp_path / "page.html")
    ran = analyst.run("read", "page.html")
    assert ran.exit_code == 0
    assert ran.stdout == write_document(bundled_case("al-tanf"))
    assert "match the page's fingerprint" in ran.stderr
    ran = analyst.run("read", "page.html", "-o", "back.json", "--json")
    assert ran.json["claims"] == len(bundled_case("al-tanf").claims)
    assert (tmp_path / "back.json").read_text(encoding="utf-8") == write_document(bundled_case("al-tanf"))
    (tmp_path / "other.html").write_text("<p>Nothing</p>")
    ran = analyst.run("read", "other.html")
    assert (ran.exit_code, "no data block" in ran.stderr) == (2, True)


def test_the_line_in_the_docs_reads_a_page(page: str, tmp_path: Path) -> None:
    docs = (Path(__file__).parents[2] / "docs" / "page-format.md").read_text(encoding="utf-8")
    [line] = re.findall(r"```sh\n(python3 .*)\n```", docs)
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    run = subprocess.run(["sh", "-c", line], capture_output=True, cwd=tmp_path, check=True)
    assert json.loads(run.stdout)["case"]["id"] == "al-tanf"


def test_the_tables_in_the_docs_are_read_as_the_docs_say() -> None:
    docs = (Path(__file__).parents[2] / "docs" / "page-format.md").read_text(encoding="utf-8")
    table, rows = (json.loads(block) for block in re.findall(r"```json\n(.*?)\n```", docs, re.DOTALL))
    assert table_rows(table) == rows
