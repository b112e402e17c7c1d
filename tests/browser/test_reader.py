"""What a reader asks of the page: whose account, when, what is found, what geometry says, and a link to all of it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from geo.coordinates import format_position
from geo.position import Position
from layers.agreement import compare, compare_all
from layers.assessing import verdict_rows
from layers.origins import origins
from layers.recognition import recognition_frame
from layers.times import bounds
from maps.build import write_page
from maps.judging import EPOCH_S

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from layers.case import Case

pytestmark = pytest.mark.browser

SU_22 = "i-2017-06-18-su22"
DRONE = "i-2017-06-20-shahed"
AS_OF = "2017-06-08"

LISTED = """() => Object.fromEntries([...document.querySelectorAll(".incident-list section")].map((section) => [
    section.querySelector(".class-sign")?.className.replace("class-sign class-", "") ?? section.querySelector("h2").firstChild.textContent,
    [...section.querySelectorAll(".item")].map((item) => item.querySelector(".item-title").textContent)]))"""


def until(page: Any, condition: str, arg: Any = None) -> None:
    """Wait for a condition; the page's policy forbids Playwright's own way, which evaluates a text in it."""
    for _ in range(120):
        if page.evaluate(condition, arg):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never came true: {condition} with {arg!r}")


def titles_by_class(case: Case, *, as_of: str | None = None) -> dict[str, set[str]]:
    end_s = None if as_of is None else (bounds(as_of, zone=case.info.time_zone).end_s or 0)
    found: dict[str, set[str]] = {}
    for comparison in compare_all(case, as_of=as_of):
        when = next(i.when for i in case.incidents if i.id == comparison.incident)
        start_s = bounds(when.edtf, zone=case.info.time_zone).start_s if when and when.edtf else None
        if end_s is not None and start_s is not None and start_s >= end_s:
            continue  # it had not happened
        if end_s is not None and not (comparison.speaking or comparison.silent or comparison.retracted):
            continue  # nothing had been said of it
        found.setdefault(comparison.agreement.replace("disputed ", "").replace(" ", "-"), set()).add(
            comparison.title
        )
    return found


@pytest.mark.parametrize("as_of", [None, AS_OF, "2017-06-18", "2018-01-01"])
def test_the_list_is_grouped_by_the_classes_that_python_finds_as_of_any_date(
    open_page: Callable[..., Any], al_tanf_page: Path, al_tanf: Case, as_of: str | None
) -> None:
    opened = open_page(al_tanf_page, after=f"#asof={as_of}" if as_of else "")
    listed = opened.page.evaluate(LISTED)
    assert {name: set(titles) for name, titles in listed.items()} == titles_by_class(al_tanf, as_of=as_of)
    order = ["occurrence", "responsibility", "legality", "detail", "agreed", "single-voice", "unstated"]
    assert list(listed) == [name for name in order if name in listed]
    opened.assert_quiet()


def test_the_matrix_shows_every_vote_every_difference_and_every_silence(
    open_page: Callable[..., Any], al_tanf_page: Path, al_tanf: Case
) -> None:
    opened = open_page(al_tanf_page)
    for comparison in compare_all(al_tanf):
        opened.page.evaluate("(id) => { location.hash = `incident=${id}`; }", comparison.incident)
        until(
            opened.page,
            "(title) => document.querySelector('.card-title')?.textContent === title",
            comparison.title,
        )
        seen = opened.page.evaluate(
            """() => ({
                votes: document.querySelectorAll(".matrix .cell").length,
                differing: document.querySelectorAll(".matrix .cell-differs").length,
                silent: document.querySelectorAll(".matrix .cell-silent").length,
                parties: document.querySelectorAll(".matrix-party").length,
                rows: document.querySelectorAll(".matrix tbody tr").length,
            })"""
        )
        stated = [field for field in comparison.fields if field.votes]
        assert seen == {
            "votes": sum(len(field.votes) for field in stated),
            "differing": sum(len({party for pair in field.differing for party in pair}) for field in stated),
            "silent": len(comparison.silent),
            "parties": len(comparison.speaking) + len(comparison.silent),
            "rows": max(1, len(stated)) if comparison.speaking or comparison.silent else 0,
        }, comparison.incident
    opened.assert_quiet()


def test_a_cell_of_the_matrix_leads_to_its_statement(
    open_page: Callable[..., Any], al_tanf_page: Path, al_tanf: Case
) -> None:
    opened = open_page(al_tanf_page, after=f"#incident={SU_22}")
    vote = compare(al_tanf, SU_22).field("lawful").votes[0]
    opened.page.locator(".matrix tbody tr").last.locator(".cell").first.click()
    assert opened.page.evaluate("document.activeElement.dataset.claim") == vote.claim
    opened.assert_quiet()


def test_the_card_shows_the_verdicts_of_python_for_every_location_and_definition(
    open_page: Callable[..., Any], al_tanf_page: Path, al_tanf: Case
) -> None:
    rows = verdict_rows(al_tanf)
    opened = open_page(al_tanf_page)
    for incident in (SU_22, DRONE, "i-2017-05-18-convoy-strike", "i-2017-06-06-second-strike"):
        ours = [row for row in rows if row["incident"] == incident]
        if not ours:
            continue
        opened.page.evaluate("(id) => { location.hash = `incident=${id}`; }", incident)
        until(
            opened.page,
            "(id) => document.querySelector('#card .record-id code')?.textContent === id",
            incident,
        )
        seen = opened.page.evaluate(
            """() => [...document.querySelectorAll("#card .gauge")].flatMap((gauge) => [...gauge.querySelectorAll(".gauge-row")].map((row) => [
                gauge.querySelector(".gauge-name > span:not(.tag)").textContent, row.className.match(/is-(\\w+)/)[1]]))"""
        )
        names = {definition.id: definition.name for definition in al_tanf.zone_definitions}
        wanted = {
            (
                names[row["definition"]],
                row["status"],
                round(row["lat"], 5),
                round(row["lon"], 5),
                row["location_uncertainty_m"],
            )
            for row in ours
        }
        assert sorted(map(tuple, seen)) == sorted((name, status) for name, status, *_ in wanted)
    opened.assert_quiet()


def test_sources_stand_under_their_origins(
    open_page: Callable[..., Any], al_tanf_page: Path, al_tanf: Case
) -> None:
    opened = open_page(al_tanf_page, after=f"#incident={SU_22}")
    cited = {source for claim in al_tanf.claims_about("incident", SU_22) for source in claim.sources}
    found = origins(al_tanf, cited)
    assert opened.page.locator(".origin-tree > li").count() == found.count
    assert opened.page.locator(".origin-tree .origin:not(.is-uncited)").count() >= len(cited)
    opened.page.locator(".origins > summary").click()
    assert opened.page.locator(".origin").first.is_visible()
    opened.assert_quiet()


def test_as_told_by_one_party_only_its_account_is_left(
    open_page: Callable[..., Any], al_tanf_page: Path, al_tanf: Case
) -> None:
    opened = open_page(al_tanf_page)
    page = opened.page
    page.locator("[data-mode=as].mode").click()
    russia = next(n for n, party in enumerate(al_tanf.parties) if party.id == "russia")
    page.locator("select.lens-one").select_option(str(russia))
    until(page, "(part) => decodeURIComponent(location.hash).includes(part)", "as=russia")
    told = {found.incident for found in compare_all(al_tanf) if "russia" in found.speaking}
    silent = {found.incident for found in compare_all(al_tanf) if "russia" in [s.party for s in found.silent]}
    counts = [int(text) for text in page.locator(".incident-list .year .count").all_inner_texts()]
    headings = [text.split("\n")[0] for text in page.locator(".incident-list .year").all_inner_texts()]
    shown = dict(zip(headings, counts, strict=True))
    assert shown.get("Told", 0) + shown.get("Rejected", 0) == len(told)
    assert shown.get("On record as silent", 0) == len(silent)
    assert sum(counts) == len(al_tanf.incidents)
    assert page.locator(".party input:checked").count() == 1
    assert page.locator(".incident-hollow").count() > 0
    assert page.locator("#announce").inner_text() == "Shown as told by Russia."
    page.locator("[data-mode=all].mode").click()
    until(page, "(part) => !decodeURIComponent(location.hash).includes(part)", "as=")
    opened.assert_quiet()


def test_a_zone_that_a_party_rejects_stays_as_a_ghost_that_says_so(
    open_page: Callable[..., Any], al_tanf_page: Path, al_tanf: Case
) -> None:
    frame = recognition_frame(al_tanf, as_of=AS_OF).set_index(["definition", "party"])
    assert frame.loc[("z-55km", "russia"), "recognition"] == "rejects"
    opened = open_page(al_tanf_page, after=f"#as=russia&asof={AS_OF}")
    page = opened.page
    assert page.locator("path.zone-main.zone-line.zone-rejected").count() == 1
    until(page, "document.querySelector('text.zone-label-main').textContent.endsWith('rejected by Russia')")
    opened.assert_quiet()


def test_two_parties_compared_show_where_they_differ_and_how_often(
    open_page: Callable[..., Any], al_tanf_page: Path, al_tanf: Case
) -> None:
    opened = open_page(al_tanf_page, after="#two=russia,us-coalition")
    page = opened.page
    both = [compare(al_tanf, i.id, parties=("russia", "us-coalition")) for i in al_tanf.incidents]
    differing = {found.title for found in both if any(field.differing for field in found.fields)}
    tagged = page.evaluate(
        "[...document.querySelectorAll('.item')].filter((item) => item.querySelector('.tag-differs')).map((item) => item.querySelector('.item-title').textContent)"
    )
    assert set(tagged) == differing
    assert page.locator(".pair-table tbody tr").count() == 4
    speaking = sum(len(found.speaking) == 2 for found in both)
    assert f"Both speak on {speaking} incidents." in page.locator(".pair").inner_text()
    assert page.locator("path.joined").count() > 0
    assert page.locator(".incident-differs").count() > 0
    opened.assert_quiet()


def test_what_had_not_been_said_is_hidden_in_the_trail_and_counted(
    open_page: Callable[..., Any], al_tanf_page: Path, al_tanf: Case
) -> None:
    opened = open_page(al_tanf_page, after=f"#incident={SU_22}&asof=2017-06-18")
    later = compare(al_tanf, SU_22, as_of="2017-06-18").later
    assert later
    assert opened.page.locator("#card [data-claim]").count() == len(
        al_tanf.claims_about("incident", SU_22)
    ) - len(later)
    assert str(len(later)) in opened.page.locator("#card .later").inner_text()
    opened.assert_quiet()


def test_the_range_narrows_the_list_by_mouse_and_by_keyboard(
    open_page: Callable[..., Any], al_tanf_page: Path, al_tanf: Case
) -> None:
    opened = open_page(al_tanf_page)
    page = opened.page
    page.locator(".range-to").focus()
    for _ in range(3):
        page.keyboard.press("PageDown")
    until(page, "(part) => decodeURIComponent(location.hash).includes(part)", "time=/")
    assert page.locator(".item").count() < len(al_tanf.incidents)
    page.locator(".active-tag").first.click()
    assert page.locator(".item").count() == len(al_tanf.incidents)
    box = page.locator(".time-picture").bounding_box()
    page.mouse.move(box["x"] + 90, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + 160, box["y"] + 30, steps=4)
    page.mouse.up()
    page.wait_for_timeout(60)
    found = re.search(r"time=(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)", unquote(page.evaluate("location.hash")))
    assert found
    zone = al_tanf.info.time_zone
    start_s, end_s = bounds(found[1], zone=zone).start_s, bounds(found[2], zone=zone).end_s
    assert start_s is not None
    assert end_s is not None
    spans = [bounds(i.when.edtf, zone=zone) for i in al_tanf.incidents if i.when and i.when.edtf]
    wanted = sum((s.start_s or 0) < end_s and (s.end_s or EPOCH_S * 2) > start_s for s in spans)
    assert page.locator(".item").count() == wanted
    opened.assert_quiet()


def test_play_moves_on_and_stops_at_the_end(open_page: Callable[..., Any], al_tanf_page: Path) -> None:
    opened = open_page(al_tanf_page, after="#clock=statement")
    page = opened.page
    page.locator(".play").click()
    until(page, "location.hash.includes('asof=')")
    assert page.locator(".play").get_attribute("aria-label") == "Pause"
    first = page.evaluate("location.href")
    until(page, "(before) => location.href !== before && location.hash.includes('asof=')", first)
    page.locator(".play").click()
    assert page.locator(".play").get_attribute("aria-label") == "Play"
    opened.assert_quiet()


def test_undated_and_unplaced_incidents_wait_in_the_tray(
    open_page: Callable[..., Any], al_tanf: Case, tmp_path: Path
) -> None:
    import dataclasses

    loose = [
        dataclasses.replace(i, where=None) if n == 3 else dataclasses.replace(i, when=None) if n == 7 else i
        for n, i in enumerate(al_tanf.incidents)
    ]
    case = dataclasses.replace(al_tanf, incidents=tuple(loose))
    path = tmp_path / "loose.html"
    write_page(case, path)
    opened = open_page(path, after="#time=2017-06/2017-06")
    page = opened.page
    assert page.locator(".tray").inner_text() == "2 without place or date"
    page.locator(".tray").click()
    assert sorted(page.locator(".item-title").all_inner_texts()) == sorted(loose[n].title for n in (3, 7))
    until(page, "(part) => decodeURIComponent(location.hash).includes(part)", "tray=1")
    opened.assert_quiet()


def test_filters_show_live_counts_and_can_be_taken_away_one_by_one(
    open_page: Callable[..., Any], al_tanf_page: Path
) -> None:
    opened = open_page(al_tanf_page)
    page = opened.page
    page.locator(".filters > summary").click()
    for facet in ("class disputed legality", "stance condemns"):
        chip = page.locator(f'[data-facet="{facet}"]')
        promised = int(chip.locator(".count").inner_text())
        chip.click()
        assert page.locator(".item").count() == promised > 0
        assert page.evaluate("document.activeElement.dataset.facet") == facet
    assert page.locator(".active-tag").count() == 2
    page.locator(".active-tag").first.click()
    assert page.locator(".active-tag").count() == 1
    until(page, "(part) => !decodeURIComponent(location.hash).includes(part)", "class=")
    opened.assert_quiet()


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        (
            "party:russia stance:condemns",
            lambda claim: claim.party == "russia" and claim.stance == "condemns",
        ),
        ("الروسية OR", None),
        ("party:الأردن", lambda claim: claim.party == "jordan"),
        ("party:Россия", lambda claim: claim.party == "russia"),
    ],
)
def test_search_terms_find_parties_in_three_scripts(
    open_page: Callable[..., Any],
    al_tanf_page: Path,
    al_tanf: Case,
    query: str,
    wanted: Callable[[Any], bool] | None,
) -> None:
    opened = open_page(al_tanf_page)
    opened.page.locator("#filter").fill(query)
    until(opened.page, "document.querySelectorAll('.item').length < 73")
    subjects = [c.subject for c in al_tanf.claims if c.subject_kind == "incident" and wanted and wanted(c)]
    shown = opened.page.locator(".item").count()
    if "stance" in query:  # the two terms need not hold of one claim
        assert shown >= len(set(subjects)) > 0
    else:
        assert shown == len(set(subjects))
    opened.assert_quiet()


def test_the_table_sorts_by_each_column_and_points_at_the_map(
    open_page: Callable[..., Any], al_tanf_page: Path, al_tanf: Case
) -> None:
    opened = open_page(al_tanf_page, after="#layout=table")
    page = opened.page
    assert page.locator(".incidents-table tbody tr").count() == len(al_tanf.incidents)
    page.locator('[data-sort="title"]').click()
    titles = page.locator(".incidents-table tbody .link").all_inner_texts()
    assert titles == page.evaluate("(titles) => [...titles].sort((a, b) => a.localeCompare(b))", titles)
    page.locator('[data-sort="title"]').click()
    assert page.locator(".incidents-table tbody .link").all_inner_texts() == titles[::-1]
    assert page.locator('th[aria-sort="descending"]').count() == 1
    assert page.evaluate("document.activeElement.dataset.sort") == "title"
    page.locator('[data-sort="border"]').click()
    page.locator(".incidents-table tbody tr").first.hover()
    assert page.locator(".incident-pointed").count() == 1
    opened.assert_quiet()


def test_only_what_is_in_view_is_listed_when_asked_for(
    open_page: Callable[..., Any], al_tanf_page: Path, al_tanf: Case
) -> None:
    opened = open_page(al_tanf_page, after="#inview=1")
    page = opened.page
    outside = int(re.search(r"\d+", page.locator("#outside").inner_text())[0])  # type: ignore[index]
    assert page.locator(".item").count() == len(al_tanf.incidents) - outside
    opened.assert_quiet()


def test_a_click_on_the_ground_tells_the_position_and_the_verdicts_there(
    open_page: Callable[..., Any], al_tanf_page: Path
) -> None:
    opened = open_page(al_tanf_page)
    page = opened.page
    box = page.locator(".leaflet-container").bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.62, box["y"] + box["height"] * 0.93)
    page.wait_for_selector("#ruler:not([hidden])")
    until(page, "location.hash.includes('spot=')")
    lat, lon = map(
        float, re.search(r"spot=([\d.]+),([\d.]+)", unquote(page.evaluate("location.hash"))).groups()
    )  # type: ignore[union-attr]
    told = page.locator(".spot-position").inner_text()
    at = Position(lat=lat, lon=lon)
    grid = format_position(at, "MGRS")
    assert grid[:6] in told
    # The address keeps five decimals, about a metre.
    assert format_position(at, "degrees, minutes and seconds")[:8] in told
    assert page.locator(".spot-verdicts li").count() > 3
    page.keyboard.press("Escape")
    assert page.locator("#ruler").is_hidden()
    opened.assert_quiet()


def test_a_line_is_measured_with_the_mouse_and_with_the_keyboard(
    open_page: Callable[..., Any], al_tanf_page: Path
) -> None:
    opened = open_page(al_tanf_page)
    page = opened.page
    page.locator(".ruler-button").press("Enter")
    page.get_by_text("Add the map’s middle").click()
    box = page.locator(".leaflet-container").bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.92)
    assert re.search(r"^[\d.]+ km · [\d.]+ mi · [\d.]+ nmi$", page.locator(".ruler-sum").inner_text())
    assert page.locator("path.ruler-line").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("path.ruler-line").count() == 0
    opened.assert_quiet()


VIEW = "#incident=i-2017-06-18-su22&two=russia,us-coalition&q=su-22&stance=condemns&asof=2018-01-01&clock=statement&time=2017-05/2017-12&within=must&focus=1&sort=-date&layout=table&spot=33.68000,38.41000&map=34.5000,38.5000,7.5"
SEEN = """() => ({
    title: document.querySelector(".card-title")?.textContent, mode: document.body.dataset.mode, tags: [...document.querySelectorAll(".active-tag bdi")].map((tag) => tag.textContent),
    rows: [...document.querySelectorAll(".incidents-table tbody tr")].map((row) => row.dataset.incident), pressed: [...document.querySelectorAll("[aria-pressed=true]")].map((button) => button.textContent),
    spot: document.querySelector(".spot-position")?.textContent, query: document.querySelector("#filter").value, marks: [...document.querySelectorAll(".incident")].map((mark) => mark.dataset.rows).sort(),
})"""


def test_a_link_opens_exactly_the_view_that_it_was_taken_from(
    open_page: Callable[..., Any], al_tanf_page: Path
) -> None:
    opened = open_page(al_tanf_page, after=VIEW)
    seen = opened.page.evaluate(SEEN)
    assert seen["mode"] == "two"
    assert seen["title"].endswith("Su-22")
    assert len(seen["tags"]) == 4
    opened.page.wait_for_timeout(60)
    link = opened.page.evaluate("location.hash")
    assert sorted(link[1:].split("&")) == sorted(VIEW[1:].split("&"))
    again = open_page(al_tanf_page, after=link)
    assert again.page.evaluate(SEEN) == seen
    opened.assert_quiet()
    again.assert_quiet()


def test_a_damaged_link_opens_what_it_can(
    open_page: Callable[..., Any], al_tanf_page: Path, al_tanf: Case
) -> None:
    opened = open_page(
        al_tanf_page, after="#incident=gone&as=nobody&asof=x&map=a,b&q=%E0%A4%A&time=//&hidden=zz&spot=1"
    )
    assert opened.page.locator("body[data-mode=all]").count() == 1
    opened.page.locator("#filter").fill("")
    until(opened.page, f"document.querySelectorAll('.item').length === {len(al_tanf.incidents)}")
    opened.assert_quiet()


def test_a_place_known_worse_than_ten_kilometres_is_an_area_and_never_a_pin(
    open_page: Callable[..., Any], al_tanf_page: Path
) -> None:
    opened = open_page(al_tanf_page)
    page = opened.page
    assert page.locator("path.disc-area").count() > 5
    assert page.locator(".incident-area").count() > 2
    for mark in page.locator(".incident-area").all():
        label = mark.get_attribute("aria-label") or ""
        assert "wide area" in label or "incidents here" in label
    opened.assert_quiet()


def test_every_control_has_a_name_and_can_be_reached_by_the_tab_key(
    open_page: Callable[..., Any], al_tanf_page: Path
) -> None:
    opened = open_page(al_tanf_page, after="#two=russia,us-coalition&stance=condemns")
    page = opened.page
    page.evaluate("document.querySelector('.filters').open = true")
    wanted = page.evaluate(
        """() => [...document.querySelectorAll("button, input, select, summary, a[href], [tabindex='0']")]
            .filter((control) => control.checkVisibility() && !control.disabled && control.tabIndex >= 0)
            .map((control, index) => { control.dataset.walk = index; return [index, control.accessibleName ?? control.getAttribute("aria-label") ?? control.textContent.trim() ?? ""]; })"""
    )
    reached = set()
    for _ in range(len(wanted) + 40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.dataset?.walk ?? ''"))
    missing = [name for index, name in wanted if str(index) not in reached]
    assert json.dumps(missing) == "[]"
    opened.assert_quiet()
