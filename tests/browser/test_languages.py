"""The page in three languages: switched without a reload, mirrored where the script runs from the right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from maps.build import write_page
from maps.words import known_languages, words_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from layers.case import Case

pytestmark = pytest.mark.browser

SU_22 = "#incident=i-2017-06-18-su22"


def switch(page: Any, language: str) -> None:
    page.locator(f'[data-language="{language}"]').click()
    page.wait_for_function(f'document.documentElement.lang === "{language}"')


def test_a_language_is_switched_without_a_reload_and_back_again(
    open_page: Callable[..., Any], al_tanf_page: Path
) -> None:
    opened = open_page(al_tanf_page, after=SU_22)
    page = opened.page
    page.evaluate("document.body.dataset.stays = 'yes'")
    english = page.locator("#card").inner_text()
    header = page.locator(".top").inner_text()
    for language, incidents in (("ar", "الحوادث"), ("ru", "Инциденты"), ("ar", "الحوادث")):
        switch(page, language)
        assert page.locator("#tab-incidents").inner_text().startswith(incidents)
        assert page.locator("#card").is_visible()
        assert f"lang={language}" in page.url
        assert page.locator(f'[data-language="{language}"]').get_attribute("aria-pressed") == "true"
    switch(page, "en")
    assert page.locator("#card").inner_text() == english
    assert page.locator(".top").inner_text() == header
    assert "lang=" not in page.url
    assert page.evaluate("document.body.dataset.stays") == "yes"
    opened.assert_quiet()


@pytest.mark.parametrize("language", ["ar", "ru"])
def test_an_address_opens_in_its_language_as_the_switch_would_show_it(
    open_page: Callable[..., Any], al_tanf_page: Path, language: str
) -> None:
    switched = open_page(al_tanf_page, after=SU_22)
    switch(switched.page, language)
    opened = open_page(al_tanf_page, after=f"{SU_22}&lang={language}")
    for part in (".top", "#parties", "#card", "#tabs", "#text"):
        assert opened.page.locator(part).text_content() == switched.page.locator(part).text_content(), part
    opened.assert_quiet()
    switched.assert_quiet()


def test_an_unknown_language_in_an_address_leaves_the_page_as_it_was_built(
    open_page: Callable[..., Any], al_tanf_page: Path
) -> None:
    opened = open_page(al_tanf_page, after="#lang=xx")
    assert opened.page.locator("html").get_attribute("lang") == "en"
    assert opened.page.locator("#tab-incidents").inner_text().startswith("Incidents")
    opened.assert_quiet()


@pytest.mark.parametrize("size", [(1440, 900), (820, 1180), (390, 844)])
def test_arabic_mirrors_the_page_and_leaves_the_map_as_it_is(
    open_page: Callable[..., Any], al_tanf_page: Path, size: tuple[int, int]
) -> None:
    opened = open_page(al_tanf_page, after="#lang=ar", size=size)
    page = opened.page
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.evaluate("getComputedStyle(document.querySelector('.leaflet-container')).direction") == "ltr"
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    if size[0] > 900:
        map_box, panel_box = page.locator(".map-frame").bounding_box(), page.locator(".panel").bounding_box()
        assert panel_box["x"] < map_box["x"]
        legend, zoom = (
            page.locator("#parties").bounding_box(),
            page.locator(".leaflet-control-zoom").bounding_box(),
        )
        assert legend["x"] > zoom["x"] + zoom["width"]
        zone = page.locator("path.zone-main.zone-line").bounding_box()
        assert zone["x"] + zone["width"] <= legend["x"] + 2
    opened.assert_quiet()


def test_names_follow_the_language_and_what_was_recorded_keeps_its_own(
    open_page: Callable[..., Any], al_tanf_page: Path, al_tanf: Case
) -> None:
    opened = open_page(al_tanf_page, after=f"{SU_22}&lang=ar")
    page = opened.page
    assert page.locator(".card-title").inner_text() == "US Navy F/A-18E shoots down a Syrian Su-22"
    assert page.evaluate("document.querySelector('.card-title').closest('[lang]').lang") == "en"
    assert page.evaluate("getComputedStyle(document.querySelector('.card-title')).direction") == "ltr"
    shown = page.locator("#parties").inner_text()
    for party in al_tanf.parties:
        short = next(n.text for n in party.names if n.language == "ar" and n.role == "short")
        assert short in shown
    assert "١٨ حزيران ٢٠١٧" in page.locator("#card").inner_text()
    opened.assert_quiet()


@pytest.mark.parametrize("language", ["ar", "ru"])
def test_a_search_finds_names_of_every_script_whatever_the_language(
    open_page: Callable[..., Any], al_tanf_page: Path, language: str
) -> None:
    opened = open_page(al_tanf_page, after=f"#lang={language}")
    page = opened.page
    counts = []
    for words in ("الركبان", "Rukban", "Рукбан"):
        page.locator("#filter").fill(words)
        page.wait_for_timeout(300)
        counts.append(page.locator(".item").count())
    assert all(count > 0 for count in counts), counts
    opened.assert_quiet()


@pytest.mark.parametrize("language", ["ar", "ru"])
def test_no_english_word_of_the_interface_is_left(
    open_page: Callable[..., Any], al_tanf_page: Path, language: str
) -> None:
    opened = open_page(al_tanf_page, after=f"#lang={language}")
    page = opened.page
    english, own = words_of("en").texts, words_of(language).texts
    # Whole texts of the interface, without values in them, that differ between the languages.
    telling = {
        text
        for key, text in english.items()
        if own.get(key) not in {text, None} and "{" not in text and len(text) > 3
    }
    for tab in ("incidents", "zones", "positions", "about"):
        page.locator(f"#tab-{tab}").click()
        found = page.evaluate(
            """() => {
                const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                const texts = [];
                for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                    const holder = node.parentElement;
                    if (holder.closest("script, style, .twin, [data-language], .credits")) continue;
                    if (holder.closest("[lang]").lang === "en") continue;
                    texts.push(node.textContent.trim());
                }
                for (const named of document.querySelectorAll("[aria-label], [title], [placeholder]")) {
                    for (const name of ["aria-label", "title", "placeholder"]) texts.push(named.getAttribute(name) ?? "");
                }
                return texts;
            }"""
        )
        assert sorted(set(found) & telling) == [], tab
    opened.assert_quiet()


@pytest.mark.parametrize("language", ["ar", "ru"])
def test_a_page_can_be_built_in_another_language_from_the_start(
    open_page: Callable[..., Any], al_tanf: Case, al_tanf_page: Path, tmp_path: Path, language: str
) -> None:
    path = tmp_path / f"{language}.html"
    write_page(al_tanf, path, language=language)
    built = open_page(path)
    asked = open_page(al_tanf_page, after=f"#lang={language}")
    for part in (".top", "#parties", "#tabs"):
        assert plain(built.page.locator(part).text_content()) == plain(
            asked.page.locator(part).text_content()
        )
    assert twin_text(built.page) == twin_text(asked.page)
    built.assert_quiet()


def twin_text(page: Any) -> str:
    """Return what the text twin says, without its map, on which names find room where they can."""
    return plain(
        page.evaluate(
            """() => {
                const twin = document.getElementById("text").cloneNode(true);
                for (const part of twin.querySelectorAll("noscript, svg")) part.remove();
                return twin.textContent;
            }"""
        )
    )


def plain(text: str) -> str:
    """Return a text without signs of direction, which elements do as well."""
    return re.sub(r"[\u2068\u2069]|\s+", "", text)


def test_every_language_is_offered_by_its_own_name(open_page: Callable[..., Any], al_tanf_page: Path) -> None:
    opened = open_page(al_tanf_page)
    buttons = opened.page.locator("[data-language]")
    assert buttons.all_inner_texts() == ["English", "العربية", "Русский"]
    assert [button.get_attribute("lang") for button in buttons.all()] == list(known_languages())
