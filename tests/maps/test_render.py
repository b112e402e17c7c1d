"""Page data as one HTML: the same bytes each time, nothing foreign in it, no text of a case as markup."""

from __future__ import annotations

import dataclasses
import html
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layers.case import Case
from layers.cases import bundled_case
from layers.records import CaseInfo
from maps import assets
from maps.build import build_page, write_page
from maps.errors import CatalogueError, PageError
from maps.packing import CODING
from maps.page import page_data
from maps.page_reading import page_block
from maps.render import folium_frame, json_block, render_page
from maps.words import words_of

if TYPE_CHECKING:
    from pathlib import Path


class Parsed(HTMLParser):
    """The elements of a page, and the texts of its scripts and styles, as an HTML parser sees them."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, dict[str, str | None], str]] = []
        self.open = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in {"script", "style", "title"}:
            self.texts.append((tag, dict(attrs), ""))
        self.open = tag

    def handle_endtag(self, tag: str) -> None:
        self.open = ""

    def handle_data(self, data: str) -> None:
        if self.open in {"script", "style", "title"}:
            tag, attributes, before = self.texts.pop()
            self.texts.append((tag, attributes, before + data))

    def attributes(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def text() -> str:
    return build_page(bundled_case("al-tanf"))


@pytest.fixture(scope="module")
def parsed(text: str) -> Parsed:
    return Parsed(text)


def test_two_builds_are_equal_byte_for_byte(text: str) -> None:
    assert build_page(bundled_case("al-tanf")) == text


def test_a_build_is_the_same_in_another_process_locale_time_zone_and_hash_seed(text: str) -> None:
    code = (
        "import hashlib; from layers.cases import bundled_case; from maps.build import build_page;"
        "print(hashlib.sha256(build_page(bundled_case('al-tanf')).encode()).hexdigest())"
    )
    settings_of_another = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7", "PYTHONUTF8": "0"}
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **settings_of_another},
    )
    import hashlib

    assert run.stdout.strip() == hashlib.sha256(text.encode()).hexdigest()


def test_the_page_is_light_enough_to_mail(text: str) -> None:
    assert len(text.encode()) <= 1_200_000


def test_the_policy_comes_first_and_its_hashes_are_those_of_the_scripts_and_styles(
    text: str, parsed: Parsed
) -> None:
    first = parsed.attributes("meta")[0]
    assert first["http-equiv"] == "Content-Security-Policy"
    assert text.index('<meta charset="utf-8">') < 1024
    policy = dict(part.split(" ", 1) for part in str(first["content"]).split("; "))
    assert policy["default-src"] == policy["base-uri"] == policy["form-action"] == "'none'"
    assert policy["img-src"] == "data: blob:"
    for kind in ("script", "style"):
        texts = [
            body
            for tag, attributes, body in parsed.texts
            if tag == kind and attributes.get("type") != "application/json"
        ]
        assert policy[f"{kind}-src"].split() == [assets.csp_hash(body) for body in texts]
    assert "unsafe" not in str(first["content"])


def test_no_element_asks_for_anything_and_none_has_an_inline_style_or_handler(parsed: Parsed) -> None:
    for tag, attributes in parsed.elements:
        assert tag not in {"link", "iframe", "object", "embed", "base", "form", "img"}
        for name, value in attributes.items():
            assert not name.startswith("on"), (tag, name)
            assert name not in {"src", "srcset", "style", "background"}, (tag, name)
            assert name != "href" or str(value).startswith(("#", "https://", "http://"))


def test_the_markup_says_its_language_title_and_landmarks_before_any_script(
    text: str, parsed: Parsed
) -> None:
    [page] = parsed.attributes("html")
    assert (page["lang"], page["dir"]) == ("en", "ltr")
    assert [body for tag, _, body in parsed.texts if tag == "title"] == [
        "Al-Tanf (At Tanf) deconfliction zone, south-east Syria"
    ]
    assert {"header", "main", "nav"} <= {tag for tag, _ in parsed.elements}
    assert "user-scalable" not in text.split("<style>", maxsplit=1)[0]
    static = html.unescape(re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", text, flags=re.DOTALL))
    assert "73 incidents" in static
    assert re.search(r"Accounts differ on \d+ of 73 incidents", static)


def test_the_data_block_says_what_it_is_and_holds_the_page_data(text: str, parsed: Parsed) -> None:
    [block] = [body for _, attributes, body in parsed.texts if attributes.get("id") == "case-data"]
    data = page_data(bundled_case("al-tanf"))
    stated = {name: value for name, value in json.loads(block).items() if name != "data"}
    assert stated == {**data.stated(), "coding": CODING}
    assert page_block(text) == json.loads(json.dumps(data.as_json()))


def test_folium_makes_the_map_and_its_layers_with_names_that_never_change() -> None:
    view = page_data(bundled_case("al-tanf")).view
    element, script = folium_frame(view)
    assert element == '<div class="folium-map" id="map_contested" ></div>'
    assert re.findall(r"LAYERS\.(\w+)\(case_page_contested\)", script) == [
        "backdropLayer", "zoneLayer", "claimLayer", "incidentLayer", "labelLayer",
    ]  # fmt: skip
    assert script.count(".addTo(map_contested)") == 5
    assert folium_frame(view) == (element, script)


def test_the_elements_leave_other_maps_of_the_process_alone() -> None:
    import folium

    folium_frame(page_data(bundled_case("al-tanf")).view)
    assert folium.Map.default_js[0][0] == "leaflet"
    assert folium.Map.default_css


HOSTILE = (
    "</script><script>alert(1)</script>",
    "{{7*7}}",
    "${title}$csp$$",
    "<!--",
    "a\u2028b",
    '"><img onerror=x>',
    "]]>",
    "&lt;b&gt;",
)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_title_is_text(hostile: str) -> None:
    text = build_page(Case(info=CaseInfo(id="hostile", title=hostile, version=hostile, limits=(hostile,))))
    parsed = Parsed(text)
    assert [body for tag, _, body in parsed.texts if tag == "title"] == [hostile]
    assert len(parsed.attributes("script")) == 4
    assert "img" not in {tag for tag, _ in parsed.elements}
    assert page_block(text)["case"]["limits"] == [hostile]


@settings(max_examples=200, deadline=None)
@given(
    st.recursive(
        st.text() | st.integers() | st.none(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=8,
    )
)
def test_any_json_stands_in_a_script_element_whole(value: Any) -> None:
    block = json_block(value)
    assert json.loads(block) == value
    assert not set("<\u2028\u2029") & set(block)


def test_every_word_that_the_script_asks_for_is_in_the_catalogue() -> None:
    texts = words_of("en").texts
    script = assets.linked_modules("main.js")
    asked = (
        set(re.findall(r'words\(\s*"([\w.]+)"', script))
        | set(re.findall(r'\? "([a-z]+\.[\w.]+)" : "', script))
        | set(re.findall(r'" : "([a-z]+\.[\w.]+)"\)?', script))
    )
    assert len(asked) > 60
    missing = sorted(key for key in asked if key not in texts and f"{key}.other" not in texts)
    assert missing == []


def test_a_language_without_a_catalogue_is_refused_with_those_there_are() -> None:
    with pytest.raises(CatalogueError, match=r"'xx'; there is .*en"):
        build_page(Case(info=CaseInfo(id="empty", title="Nothing")), language="xx")
    with pytest.raises(CatalogueError, match="no text"):
        words_of("en")("no.such.key")


def test_a_page_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    case = Case(info=CaseInfo(id="empty", title="Nothing yet"))
    path = tmp_path / "page.html"
    assert write_page(case, path) == page_data(case).fingerprint
    assert path.read_text(encoding="utf-8") == build_page(case)
    assert [entry.name for entry in tmp_path.iterdir()] == ["page.html"]
    with pytest.raises(PageError, match="cannot be written"):
        write_page(case, tmp_path / "no such folder" / "page.html")
    path.unlink()
    path.mkdir()
    with pytest.raises(PageError, match="cannot be written"):
        write_page(case, path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["page.html"]


def test_a_changed_case_has_another_fingerprint() -> None:
    data = page_data(Case(info=CaseInfo(id="empty", title="Nothing yet")))
    other = page_data(Case(info=CaseInfo(id="empty", title="Nothing yet.")))
    assert data.fingerprint != other.fingerprint
    assert data.fingerprint[:12] in render_page(data)
    assert render_page(dataclasses.replace(data, fingerprint=other.fingerprint)) != render_page(data)
