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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=["desk", "phone"])
@pytest.mark.parametrize("language", ["en", "ar", "ru"])
def test_axe_finds_no_violation(
    browser: Browser, al_tanf_page: Path, axe: str, language: str, size: tuple[int, int], scheme: Any
) -> None:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        offline=True,
        reduced_motion="reduce",
        color_scheme=scheme,
        bypass_csp=True,  # axe itself is a script that the page's policy would stop
    )
    found = []
    for view, address in VIEWS.items():
        page = context.new_page()
        page.goto(f"{al_tanf_page.as_uri()}#{'&'.join(filter(None, [address, f'lang={language}']))}")
        page.wait_for_selector("html.is-started", state="attached")
        if view in SHEETS:
            if size[0] < 900:
                page.locator("#more").click()
            page.locator(f"#tool-{view}").click()
        page.evaluate(axe)
        violations = page.evaluate(
            "(rules) => axe.run(document, { runOnly: rules }).then(({ violations }) => violations)", RULES
        )
        found += [(view, v["id"], [node["html"][:120] for node in v["nodes"][:3]]) for v in violations]
        page.close()
    context.close()
    assert found == []
