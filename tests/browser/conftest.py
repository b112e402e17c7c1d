"""One browser for all journeys, with the network off, and a record of everything a page should not do."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from layers.cases import bundled_case
from maps.build import write_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from layers.case import Case

CHROMIUM = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": shutil.which("chromium"), "args": list(CHROMIUM)}


@pytest.fixture(scope="session")
def al_tanf() -> Case:
    return bundled_case("al-tanf")


@pytest.fixture(scope="session")
def al_tanf_page(al_tanf: Case, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "al-tanf.html"
    write_page(al_tanf, path)
    return path


@dataclass
class Opened:
    """A page in the browser, and what it did that it should not do."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def assert_quiet(self) -> None:
        assert self.complaints == []
        assert [url for url in self.requests if not url.startswith(("file:", "data:", "blob:"))] == []


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Opened]]:
    contexts = []

    def opening(
        path: Path, *, size: tuple[int, int] = (1440, 900), after: str = "", **options: Any
    ) -> Opened:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, offline=True, reduced_motion="reduce", **options
        )
        contexts.append(context)
        page = context.new_page()
        opened = Opened(page=page)
        page.on("request", lambda request: opened.requests.append(request.url))
        page.on("console", lambda message: opened.complaints.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: opened.complaints.append(f"error: {error.message}"))
        page.on(
            "dialog", lambda dialog: (opened.complaints.append(f"dialog: {dialog.message}"), dialog.dismiss())
        )
        page.goto(path.as_uri() + after)
        page.wait_for_selector("html.is-started", state="attached")
        return opened

    yield opening
    for context in contexts:
        context.close()
