"""The text twin in the browser: without scripts, in the place of the map, in step with filters; and the tools beside it."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from layers.document import write_document
from layers.rows import CLAIM_COLUMNS, claim_rows
from maps.counting import fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

    from layers.case import Case

pytestmark = pytest.mark.browser


def test_without_scripts_everything_can_be_read(browser: Browser, al_tanf_page: Path, al_tanf: Case) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(al_tanf_page.as_uri())
    text = page.locator("#text")
    assert text.is_visible()
    assert page.locator(".noscript").is_visible()
    assert page.locator(".twin-map").is_visible()
    assert not page.locator(".stage").is_visible()
    shown = text.inner_text()
    for incident in al_tanf.incidents:
        assert incident.title in shown
    page.locator('.contents a[href="#t-sources"]').click()
    assert page.locator("#t-sources h2").bounding_box()["y"] < 400
    context.close()


def test_the_text_view_takes_the_place_of_the_map_and_gives_it_back(
    open_page: Callable[..., Any], al_tanf_page: Path
) -> None:
    opened = open_page(al_tanf_page)
    page = opened.page
    assert not page.locator("#text").is_visible()
    page.locator("#tool-text").click()
    assert page.locator("#text").is_visible()
    assert not page.locator(".stage").is_visible()
    assert page.evaluate("document.activeElement.id") == "text-title"
    assert "text=1" in page.url
    page.locator('.contents a[href="#t-zones"]').click()
    assert page.evaluate("document.activeElement.id") == "t-zones"
    assert "text=1" in page.url
    page.locator("#tool-text").click()
    assert page.locator(".incident").first.is_visible()
    opened.assert_quiet()


def test_the_text_view_shows_what_the_filters_leave(
    open_page: Callable[..., Any], al_tanf_page: Path
) -> None:
    opened = open_page(al_tanf_page, after="#q=su-22&text=1")
    page = opened.page
    shown = page.locator(".twin article:visible").count()
    assert 0 < shown < 73
    page.locator("#tool-text").click()
    assert page.locator(".item").count() == shown
    opened.assert_quiet()


def test_verify_computes_the_fingerprint_that_the_commands_print(
    open_page: Callable[..., Any], al_tanf_page: Path, al_tanf: Case
) -> None:
    opened = open_page(al_tanf_page)
    page = opened.page
    page.locator("#tool-verify").click()
    page.wait_for_selector(".verify-result.is-same")
    assert page.locator(".tool-sheet .hash").all_inner_texts() == [fingerprint(al_tanf)] * 2
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "tool-verify"
    opened.assert_quiet()


def test_verify_says_so_where_the_records_were_changed(
    open_page: Callable[..., Any], al_tanf_page: Path, al_tanf: Case, tmp_path: Path
) -> None:
    changed = al_tanf_page.read_text(encoding="utf-8").replace(fingerprint(al_tanf), "0" * 64)
    path = tmp_path / "changed.html"
    path.write_text(changed, encoding="utf-8")
    page = open_page(path).page
    page.locator("#tool-verify").click()
    page.wait_for_selector(".verify-result.is-different")


def downloaded(page: Any, number: int) -> tuple[str, str]:
    page.locator("#tool-download").click()
    with page.expect_download() as waiting:
        page.locator(".ways button").nth(number).click()
    page.keyboard.press("Escape")
    return waiting.value.suggested_filename, waiting.value.path().read_text(encoding="utf-8")


def test_what_is_published_can_be_taken_away(
    open_page: Callable[..., Any], al_tanf_page: Path, al_tanf: Case
) -> None:
    opened = open_page(al_tanf_page, after="#lang=ru")
    name, text = downloaded(opened.page, 0)
    assert (name, text) == (f"al-tanf-{al_tanf.info.version}.json", write_document(al_tanf))
    name, text = downloaded(opened.page, 1)
    collection = json.loads(text)
    assert name.endswith(".geojson")
    assert len(collection["features"]) == len(al_tanf.incidents) + len(al_tanf.claims)
    assert all(
        feature["geometry"] is None or feature["geometry"]["type"] == "Point"
        for feature in collection["features"]
    )
    name, text = downloaded(opened.page, 2)
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    shared = [
        column
        for column in rows[0]
        if column in CLAIM_COLUMNS and column not in {"lat", "lon", "uncertainty_m", "unverified"}
    ]
    assert len(shared) > 20
    for row, wanted in zip(rows, claim_rows(al_tanf), strict=True):
        for column in shared:
            told = "" if wanted[column] is None else str(wanted[column])
            assert row[column] in {told, f"'{told}"}, (row["id"], column)
    opened.assert_quiet()


def test_a_citation_names_what_is_cited_and_opens_it_again(
    open_page: Callable[..., Any], al_tanf_page: Path, al_tanf: Case
) -> None:
    opened = open_page(al_tanf_page, after="#incident=i-2017-06-18-su22")
    page = opened.page
    page.locator("#tool-cite").click()
    texts = page.locator(".tool-sheet textarea").evaluate_all("boxes => boxes.map((box) => box.value)")
    assert len(texts) == 8
    assert "US Navy F/A-18E shoots down a Syrian Su-22" in texts[0]
    assert fingerprint(al_tanf) in texts[0]
    assert json.loads(texts[2])[0]["container-title"] == al_tanf.info.title
    assert texts[3].endswith("#incident=i-2017-06-18-su22")
    assert json.loads(texts[6])[0]["title"] == al_tanf.info.title
    opened.assert_quiet()
    again = open_page(al_tanf_page, after="#" + texts[3].split("#")[1])
    assert again.page.locator(".card-title").inner_text() == "US Navy F/A-18E shoots down a Syrian Su-22"


def test_the_tools_are_reached_on_a_phone_and_by_keyboard(
    open_page: Callable[..., Any], al_tanf_page: Path
) -> None:
    opened = open_page(al_tanf_page, size=(390, 844))
    page = opened.page
    assert not page.locator("#tool-text").is_visible()
    page.locator("#more").focus()
    page.keyboard.press("Enter")
    assert page.locator("#more").get_attribute("aria-expanded") == "true"
    page.locator("#tool-text").focus()
    page.keyboard.press("Enter")
    assert page.locator("#text").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    opened.assert_quiet()
