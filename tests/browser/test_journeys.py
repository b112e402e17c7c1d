"""What a reader does with the page of Al-Tanf: opened from disk, in a real browser, with the network off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from layers.case import Case

pytestmark = pytest.mark.browser

SU_22 = "#incident=i-2017-06-18-su22"


def until(page: Any, condition: str, arg: Any = None) -> None:
    """Wait for a condition; the page's policy forbids Playwright's own way, which evaluates a text in it."""
    for _ in range(120):
        if page.evaluate(condition, arg):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never came true: {condition} with {arg!r}")


def test_the_page_opens_quietly_and_asks_nothing_of_the_network(
    open_page: Callable[..., Any], al_tanf_page: Path
) -> None:
    opened = open_page(al_tanf_page)
    page = opened.page
    assert page.locator("h1").inner_text() == "Al-Tanf (At Tanf) deconfliction zone, south-east Syria"
    assert page.locator(".incident").count() > 10
    assert page.locator("path.zone-main.zone-line").count() == 1
    ours = ["openPage", "startPage", "LAYERS", "zoneLayer", "el", "map_contested", "case_page_contested"]
    assert page.evaluate("(names) => names.filter((name) => Object.hasOwn(window, name))", ours) == []
    opened.assert_quiet()


def test_every_incident_and_every_claim_can_be_reached_by_clicking_through_the_list(
    open_page: Callable[..., Any], al_tanf_page: Path, al_tanf: Case
) -> None:
    opened = open_page(al_tanf_page)
    seen_titles, seen_claims = opened.page.evaluate(
        """() => {
            const titles = [], claims = [];
            const count = document.querySelectorAll(".item").length;
            for (let index = 0; index < count; index += 1) {
                document.querySelectorAll(".item")[index].click();
                titles.push(document.querySelector(".card-title").textContent);
                claims.push(...[...document.querySelectorAll("#card [data-claim]")].map((claim) => claim.dataset.claim));
                document.querySelector(".back").click();
            }
            return [titles, claims];
        }"""
    )
    assert sorted(seen_titles) == sorted(incident.title for incident in al_tanf.incidents)
    assert len(seen_titles) == 73
    on_incidents = [claim.id for claim in al_tanf.claims if claim.subject_kind == "incident"]
    assert sorted(seen_claims) == sorted(on_incidents)
    elsewhere = opened.page.evaluate(
        """() => [...document.querySelectorAll("#zones [data-claim], #positions [data-claim]")].map((claim) => claim.dataset.claim)"""
    )
    assert sorted(elsewhere) == sorted({claim.id for claim in al_tanf.claims} - set(on_incidents))
    opened.assert_quiet()


def test_every_incident_with_a_place_can_be_reached_from_the_map(
    open_page: Callable[..., Any], al_tanf_page: Path, al_tanf: Case
) -> None:
    opened = open_page(al_tanf_page)
    page = opened.page
    page.locator("#outside button").click()
    rows = page.evaluate(
        """() => {
            const rows = new Set();
            const spots = [...document.querySelectorAll(".incident")].map((mark) => mark.dataset.rows);
            for (const spot of spots) {
                document.querySelector(`.incident[data-rows="${spot}"]`).click();
                for (const mark of document.querySelectorAll(".incident")) if (!mark.dataset.rows.includes(" ")) rows.add(mark.dataset.rows);
                document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
            }
            return [...rows];
        }"""
    )
    placed = sum(incident.where is not None for incident in al_tanf.incidents)
    assert len(rows) == placed
    opened.assert_quiet()


def test_each_partys_layer_switches_off_and_on(
    open_page: Callable[..., Any], al_tanf_page: Path, al_tanf: Case
) -> None:
    opened = open_page(al_tanf_page, after=SU_22)
    page = opened.page
    whole = page.evaluate(_STATE)
    for row, party in enumerate(al_tanf.parties):
        page.locator(f"#party-{row}").uncheck()
        shown = page.evaluate(_STATE)
        mentioned = [
            claim
            for claim in al_tanf.claims
            if claim.party == party.id and claim.subject == "i-2017-06-18-su22"
        ]
        hidden = page.locator("#card .voice.is-hidden").count()
        assert hidden == bool(mentioned)
        assert shown["claims"] == whole["claims"] - len(mentioned)
        page.locator(f"#party-{row}").check()
    assert page.evaluate(_STATE) == whole
    opened.assert_quiet()


_STATE = """() => ({
    segments: document.querySelectorAll(".incident .segment").length,
    claims: document.querySelectorAll("#card [data-claim]").length,
    spokes: document.querySelectorAll("path.spoke").length,
})"""


def test_switching_a_party_off_takes_its_places_and_spokes_off_the_map(
    open_page: Callable[..., Any], al_tanf_page: Path
) -> None:
    opened = open_page(al_tanf_page, after=SU_22)
    page = opened.page
    assert page.locator("path.spoke").count() >= 2
    assert page.locator(".claim-place").count() >= 3
    page.locator(".legend-all button").nth(1).click()
    assert page.locator("path.spoke").count() == 0
    assert page.locator(".claim-place").count() == 0
    assert page.locator(".incident-ghost").count() == page.locator(".incident").count() > 10
    opened.assert_quiet()


def test_zone_definitions_switch_and_their_names_stand_on_their_lines(
    open_page: Callable[..., Any], al_tanf_page: Path, al_tanf: Case
) -> None:
    opened = open_page(al_tanf_page)
    page = opened.page
    page.locator("#tab-zones").click()
    boxes = page.locator(".definition input")
    assert boxes.count() == len(al_tanf.zone_definitions)
    for index in range(boxes.count()):
        boxes.nth(index).check()
    assert page.locator("path.zone-line, path.zone-point").count() >= len(al_tanf.zone_definitions)
    assert page.locator("text.zone-label-main").text_content() == "55 km, as stated by US-led coalition"
    for index in range(boxes.count()):
        boxes.nth(index).uncheck()
    assert page.locator("path.zone-line, path.zone-point, text.zone-label").count() == 0
    opened.assert_quiet()


def test_the_drawn_ring_is_55_km_from_the_garrison_on_the_screen_too(
    open_page: Callable[..., Any], al_tanf_page: Path
) -> None:
    opened = open_page(al_tanf_page)
    box = opened.page.locator("path.zone-main.zone-line").bounding_box()
    # The garrison's mark is the one with the most incidents of a place that is known well.
    mark = opened.page.locator(".incident:not(.incident-area)").evaluate_all(
        """(marks) => {
            const fullest = marks.sort((a, b) => b.dataset.rows.split(" ").length - a.dataset.rows.split(" ").length)[0];
            const { x, y, width, height } = fullest.getBoundingClientRect();
            return { x, y, width, height };
        }"""
    )
    # Mercator stretches the northern half by less than 1 %: the middle of the mark lies at the ring's middle.
    assert box["x"] + box["width"] / 2 == pytest.approx(mark["x"] + mark["width"] / 2, abs=2)
    assert box["y"] + box["height"] / 2 == pytest.approx(mark["y"] + mark["height"] / 2, abs=3)
    opened.assert_quiet()


def test_the_page_can_be_walked_with_the_keyboard_alone(
    open_page: Callable[..., Any], al_tanf_page: Path
) -> None:
    opened = open_page(al_tanf_page)
    page = opened.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    for _ in range(3):  # from wherever the link led to the filter: tabs, then the search
        if page.evaluate("document.activeElement.id") == "filter":
            break
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "filter"
    page.keyboard.type("su-22")
    until(page, "document.querySelectorAll('.item').length < 20")
    for _ in range(8):  # past the help, the order, the table and the filters
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('item')"):
            break
    assert page.evaluate("document.activeElement.classList.contains('item')")
    page.keyboard.press("Enter")
    assert page.locator("#card").is_visible()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none" or page.evaluate(
        "document.activeElement === document.body"
    )
    page.keyboard.press("Escape")
    assert not page.locator("#card").is_visible()
    assert page.evaluate("document.activeElement.classList.contains('item')")
    page.locator("#tab-incidents").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#tab-zones").get_attribute("aria-selected") == "true"
    opened.assert_quiet()


def test_the_filter_finds_names_in_other_scripts_and_without_marks(
    open_page: Callable[..., Any], al_tanf_page: Path
) -> None:
    opened = open_page(al_tanf_page)
    page = opened.page
    for words, least in (("الركبان", 1), ("rukban", 5), ("Хмеймим nothing-like-it", 0)):
        page.locator("#filter").fill(words)
        until(page, "(words) => location.hash.includes('q=' + encodeURIComponent(words))", words)
        assert (page.locator(".item").count() >= least) if least else page.locator(".item").count() == 0
    page.locator("#filter").fill("")
    until(page, "document.querySelectorAll('.item').length === 73")
    opened.assert_quiet()


def test_an_address_opens_on_its_incident_and_follows_the_reader(
    open_page: Callable[..., Any], al_tanf_page: Path
) -> None:
    opened = open_page(al_tanf_page, after=SU_22)
    page = opened.page
    assert page.locator(".card-title").inner_text() == "US Navy F/A-18E shoots down a Syrian Su-22"
    page.locator(".step").nth(1).click()
    until(
        page,
        "(first) => location.hash.startsWith('#incident=i-20') && !location.hash.startsWith(first)",
        SU_22,
    )
    page.locator(".back").click()
    until(page, "!location.hash.includes('incident=')")
    opened.assert_quiet()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_the_map_is_above_and_everything_else_is_in_the_sheet(
    open_page: Callable[..., Any], al_tanf_page: Path, scheme: str
) -> None:
    opened = open_page(al_tanf_page, size=(390, 844), color_scheme=scheme, has_touch=True)
    page = opened.page
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    map_box, panel_box = page.locator(".map-frame").bounding_box(), page.locator(".panel").bounding_box()
    assert map_box["y"] < panel_box["y"]
    for tab in ("zones", "positions", "time", "parties", "about", "incidents"):
        page.locator(f"#tab-{tab}").tap()
        assert page.locator(f"#{tab}").is_visible()
    page.locator(".item").first.tap()
    assert page.locator("#card").is_visible()
    before = page.locator(".panel").bounding_box()["height"]
    page.locator("#handle").tap()
    assert page.locator(".panel").bounding_box()["height"] > before * 1.3
    opened.assert_quiet()


def test_source_links_go_only_to_web_addresses_and_tell_nobody_where_from(
    open_page: Callable[..., Any], al_tanf_page: Path
) -> None:
    opened = open_page(al_tanf_page, after=SU_22)
    links = opened.page.evaluate(
        "[...document.querySelectorAll('#card a')].map((a) => [a.getAttribute('href'), a.rel])"
    )
    assert links
    assert all(href.startswith(("http://", "https://")) for href, _ in links)
    assert all(rel == "noreferrer noopener" for _, rel in links)
