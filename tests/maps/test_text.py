"""The text twin: all that a case holds, as headings, tables and sentences, in HTML and in Markdown."""

from __future__ import annotations

import html
import itertools
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from layers.case import Case
from layers.cases import bundled_case
from layers.records import CaseInfo, Claim, Incident, Party, Source
from maps.build import build_page
from maps.page import PageData, page_data
from maps.text import case_text
from maps.twin.content import twin
from maps.twin.html import HtmlWriter
from maps.twin.names import Naming
from maps.words import known_languages, words_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def data() -> PageData:
    return page_data(bundled_case("al-tanf"))


@pytest.fixture(scope="module")
def written(data: PageData) -> str:
    writer = HtmlWriter(words_of("en"))
    return writer.blocks(twin(data, Naming(data), words_of("en")))


def plain(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


def test_every_text_of_the_case_stands_in_the_twin(data: PageData, written: str) -> None:
    text = plain(written)
    case = data.case
    texts = [
        *(incident.title for incident in case.incidents),
        *(claim.summary for claim in case.claims if claim.summary),
        *(claim.confidence_note for claim in case.claims if claim.confidence_note),
        *(source.title for source in case.sources),
        *(party.name for party in case.parties),
        *(place.name for place in case.places),
        *(definition.name for definition in case.zone_definitions),
        *(name.text for place in case.places for name in place.names if name.role == "name"),
        *(position.name for position in case.known_positions),
        *case.info.limits,
    ]
    missing = [wanted for wanted in texts if wanted not in text]
    assert missing == []
    links = re.findall(r'href="(https?://[^"]+)"', written)
    assert {html.unescape(link) for link in links} >= {
        s.url for s in case.sources if s.url and s.url.startswith("http")
    }


def test_every_claim_is_under_its_subject_with_its_party_stance_and_sources(
    data: PageData, written: str
) -> None:
    for row, incident in enumerate(data.incidents):
        article = written[written.index(f'<article id="i-{row + 1}"') :].split("</article>", maxsplit=1)[0]
        claims = [claim for claim in data.claims if claim.subject_kind == "incident" and claim.subject == row]
        listed = article.split('<ul class="claims">')[1].split("</ul>")[0] if claims else ""
        assert listed.count("<li>") == len(claims), incident.id
        for claim in claims:
            assert words_of("en")(f"stance.{claim.stance}") in listed
            assert all(f'href="#s-{source + 1}"' in listed for source in claim.sources)


def test_headings_step_down_one_level_at_a_time_and_anchors_are_unique_and_reached(written: str) -> None:
    levels = [2, *(int(level) for level in re.findall(r"<h([1-6])", written))]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    anchors = re.findall(r' id="([^"]+)"', written)
    assert len(set(anchors)) == len(anchors)
    assert set(re.findall(r'href="#([^"]+)"', written)) <= set(anchors)


class Checker(HTMLParser):
    """Notes elements that are left open and may not be."""

    MAY_STAY_OPEN = frozenset({"li", "td", "th", "tr", "thead", "tbody"})
    EMPTY = frozenset({"circle", "path", "rect"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.MAY_STAY_OPEN | self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.MAY_STAY_OPEN | self.EMPTY and (not self.open or self.open.pop() != tag):
            self.wrong.append(tag)


def test_the_markup_is_well_formed_but_for_end_tags_that_may_be_left_out(written: str) -> None:
    checker = Checker()
    checker.feed(written)
    assert (checker.open, checker.wrong) == ([], [])


def test_sentences_are_made_of_counts_that_can_be_counted_again(data: PageData, written: str) -> None:
    article = plain(
        written[written.index('data-record="i-2017-06-18-su22"') :].split("</article>", maxsplit=1)[0]
    )
    row = next(n for n, incident in enumerate(data.incidents) if incident.id == "i-2017-06-18-su22")
    claims = [claim for claim in data.claims if claim.subject_kind == "incident" and claim.subject == row]
    cited = {source for claim in claims for source in claim.sources}
    assert f"What is said: {len(claims)} claims" in article
    assert f"{len(cited)} sources" in article
    assert data.comparisons[row].decided_by is not None
    assert "Accounts: disputed" in article


@pytest.mark.parametrize("language", known_languages())
def test_markdown_has_the_same_headings_as_the_page_and_every_incident(language: str) -> None:
    text = case_text(bundled_case("al-tanf"), language=language)
    words = words_of(language)
    titles = re.findall(r"^## (.+)$", text, re.MULTILINE)
    parts = ("map", "parties", "incidents", "zones", "positions", "places", "limits", "sources", "colophon")
    assert [title.replace("\\", "") for title in titles] == [words(f"text.{part}") for part in parts]
    assert len(re.findall(r"^### ", text, re.MULTILINE)) >= len(bundled_case("al-tanf").incidents)
    assert "\t" not in text
    assert case_text(bundled_case("al-tanf"), language=language) == text


HOSTILE = (
    "<script>alert(1)</script>",
    "# heading",
    "| cell | cell |",
    "[link](javascript:alert(1))",
    "`code` *strong* _em_ ~~gone~~",
    "a\n\n# b",
    "' data-s='[]' x='",
    '"><img src=x onerror=alert(2)>',
    "\u202eabc",
    "&lt;b&gt; {{7*7}} ${x}",
)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_texts_are_text_in_both(hostile: str) -> None:
    case = Case(
        info=CaseInfo(id="hostile", title=hostile, limits=(hostile,)),
        parties=(Party(id="a", name=hostile, order=1, code=hostile, color="#332288", shape="circle"),),
        sources=(Source(id="s", title=hostile, publisher=hostile, url="javascript:alert(1)", author=hostile, language="en"),),
        incidents=(Incident(id="i", title=hostile, kind=hostile, note=hostile),),
        claims=(Claim(id="c", subject_kind="incident", subject="i", party="a", stance="asserts", sources=("s",), summary=hostile),),
    )  # fmt: skip
    page = build_page(case)
    body = page[page.index('<section class="twin"') : page.index("<dialog")]
    assert not re.search(r"<(script|img|b)\b", body)
    assert "javascript:" not in re.sub(r">[^<]*<", "><", body)
    assert html.unescape(body).count(hostile) >= 5
    text = case_text(case)
    assert re.findall(r"^# .*$", text, re.MULTILINE) == [text.splitlines()[0]]
    assert not re.search(r"(?<!\\)<(?!https?://)", text)
    assert not re.search(r"(?<!\\)\]\(javascript", text)
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert all(len(re.findall(r"(?<!\\)\|", line)) in {4, 6} for line in rows)


def test_an_empty_case_has_a_twin_too() -> None:
    text = case_text(Case(info=CaseInfo(id="empty", title="Nothing yet")))
    assert text.startswith("# Nothing yet")
    assert "## Incidents" not in text


def test_the_command_writes_the_text_in_a_language(analyst: Any, tmp_path: Path) -> None:
    ran = analyst.run("text", "al-tanf", "--language", "ru")
    assert ran.exit_code == 0
    assert "## Инциденты" in ran.stdout
    ran = analyst.run("text", "al-tanf", "-o", "case.md", "--json")
    assert ran.json["file"] == str(tmp_path / "case.md")
    assert (tmp_path / "case.md").read_text(encoding="utf-8") == case_text(bundled_case("al-tanf"))
    ran = analyst.run("text", "al-tanf", "--language", "xx")
    assert (ran.exit_code, "en, ar, ru" in ran.stderr) == (2, True)
