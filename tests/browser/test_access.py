"""axe finds nothing to object to, in every view, language and size."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

VIEWS = {
    "opening": "", "card": "incident=i-2017-06-18-su22", "drone": "incident=i-2017-06-20-shahed", "text": "text=1", "one party": "as=russia",
    "two parties": "two=russia,us-coalition", "zones": "tab=zones", "positions": "tab=positions", "about": "tab=about", "as of": "asof=2017-06-08",
    "search": "q=rukban", "table": "layout=table", "verify": "", "download": "", "cite": "incident=i-2017-06-18-su22",
}  # fmt: skip
SHEETS = ("verify", "download", "cite")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


DESK, PHONE = (1440, 900), (390, 844)


# Every view in each language, scheme and size, though not in every combination of the three: colours do not hang on the language.
@pytest.mark.parametrize(
    ("language", "scheme", "size"),
    [("en", "light", DESK), ("en", "dark", PHONE), ("ar", "light", PHONE), ("ru", "dark", DESK)],
)
def test_axe_finds_no_violation(
    browser: Browser, al_tanf_page: Path, axe: str, language: str, scheme: Any, size: tuple[int, int]
) -> None:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        offline=True,
        reduced_motion="reduce",
        color_scheme=scheme,
        bypass_csp=True,  # axe itself is a script that the page's policy would stop
    )
    page = context.new_page()
    page.goto(f"{al_tanf_page.as_uri()}#lang={language}")
    page.wait_for_selector("html.is-started", state="attached")
    page.evaluate(axe)
    found = []
    for view, address in VIEWS.items():
        page.evaluate("(hash) => { window.location.hash = hash; }", f"lang={language}&{address}")
        page.wait_for_timeout(150)
        if view in SHEETS:
            page.evaluate("(id) => document.getElementById(id).click()", f"tool-{view}")
            page.wait_for_selector("dialog[open]")
        violations = page.evaluate(
            "(rules) => axe.run(document, { runOnly: rules, resultTypes: ['violations'] }).then(({ violations }) => violations)",
            RULES,
        )
        found += [
            (view, violation["id"], node["html"][:120])
            for violation in violations
            for node in violation["nodes"]
            # Marks stand where the incidents were, and may overlap: the list leads to each of them as well (WCAG 2.5.8,
            # exceptions "equivalent" and "essential").
            if not (violation["id"] == "target-size" and "leaflet-marker-icon" in node["html"])
        ]
        page.keyboard.press("Escape")
    context.close()
    assert found == []
