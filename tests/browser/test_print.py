"""On paper: the text with its map, legend, date and sources, or the evidence sheet of one incident."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from layers.case import Case

pytestmark = pytest.mark.browser


def printing(page: Any) -> None:
    """Let the page print, and stay as it is on paper."""
    page.evaluate("window.print = () => {}")
    page.locator("#tool-print").click()
    page.emulate_media(media="print")


def test_the_print_sheet_has_map_legend_scale_date_and_sources_and_no_controls(
    open_page: Callable[..., Any], al_tanf_page: Path, al_tanf: Case
) -> None:
    opened = open_page(al_tanf_page)
    page = opened.page
    printing(page)
    assert page.locator(".twin-map").is_visible()
    drawn = page.locator(".twin-map").text_content()
    assert "km" in drawn
    assert "Rival definitions" in drawn
    assert re.search(r"Printed \d+ \w+ \d{4}", page.locator("#print-note").inner_text())
    assert page.locator(".state").is_visible()
    assert page.locator(".sources li:visible").count() == len(al_tanf.sources)
    for control in (".stage", ".top-tools", ".contents", ".panel", ".skip"):
        assert not page.locator(control).first.is_visible(), control
    opened.assert_quiet()


def test_the_evidence_sheet_is_one_incident_with_the_sources_that_it_rests_on(
    open_page: Callable[..., Any], al_tanf_page: Path, al_tanf: Case
) -> None:
    opened = open_page(al_tanf_page, after="#incident=i-2017-06-18-su22")
    page = opened.page
    printing(page)
    claims = [claim for claim in al_tanf.claims if claim.subject == "i-2017-06-18-su22"]
    cited = {source for claim in claims for source in claim.sources}
    assert page.locator(".twin article:visible").count() == 1
    assert page.locator(".twin article:visible .claims li").count() == len(claims)
    listed = page.locator(".sources li:visible")
    assert listed.count() == len(cited)
    # The numbers are those that the claims name, though most of the list is not there.
    numbers = listed.evaluate_all("items => items.map((item) => [item.id, item.value])")
    assert all(item == f"s-{value}" for item, value in numbers)
    assert page.locator(".twin-map").is_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert not page.evaluate("document.body.classList.contains('is-sheet')")
    opened.assert_quiet()


@pytest.mark.parametrize("language", ["ar", "ru"])
def test_a_sheet_prints_in_the_readers_language(
    open_page: Callable[..., Any], al_tanf_page: Path, language: str
) -> None:
    opened = open_page(al_tanf_page, after=f"#incident=i-2017-06-18-su22&lang={language}")
    page = opened.page
    printing(page)
    said = page.locator(".twin article:visible").inner_text()
    assert {"ar": "١٨ حزيران ٢٠١٧", "ru": "18 июня 2017 г."}[language] in said
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440
    opened.assert_quiet()


def test_it_comes_out_as_pages_that_hold_every_incident(
    open_page: Callable[..., Any], al_tanf_page: Path, tmp_path: Path
) -> None:
    page = open_page(al_tanf_page).page
    page.pdf(path=str(tmp_path / "all.pdf"), format="A4", prefer_css_page_size=True)
    content = (tmp_path / "all.pdf").read_bytes()
    pages = max(int(count) for count in re.findall(rb"/Count (\d+)", content))
    assert 20 < pages < 140
