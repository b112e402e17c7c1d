"""Time the Al-Tanf page in headless Chromium: `python benchmarks/page.py`.

Prints its size, the time from navigation to the first complete picture, and how long a change of perspective takes.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from layers.cases import bundled_case
from maps.build import write_page

RUNS = 9
SWITCHES = """async () => {
    const spent = [];
    for (let round = 0; round < 4; round += 1) {
        for (const mode of ["as", "two", "all"]) {
            const start = performance.now();
            document.querySelector(`[data-mode=${mode}].mode`).click();
            void document.body.offsetHeight;
            spent.push(performance.now() - start);
            await new Promise((done) => setTimeout(done, 150));
        }
    }
    return spent;
}"""
FIRST_PICTURE = """() => new Promise((done) => {
    const look = () => document.documentElement.classList.contains("is-started")
        ? requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())))
        : setTimeout(look, 5);
    look();
})"""


def first_picture_ms(browser: Browser, page: Path) -> float:
    """Return the milliseconds from navigation to the frame after the page has started."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    opened = context.new_page()
    opened.goto(page.as_uri(), wait_until="commit")
    spent: float = opened.evaluate(FIRST_PICTURE)
    context.close()
    return spent


def main() -> None:
    """Build the page, time it, and print the table."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        page = Path(folder) / "al-tanf.html"
        write_page(bundled_case("al-tanf"), page)
        print(f"{page.stat().st_size / 1000:8.0f} kB  the page, at most 1200")
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        pictures = [first_picture_ms(browser, page) for _ in range(RUNS + 1)][1:]
        print(f"{statistics.median(pictures):8.0f} ms  first complete picture, median; at most 1000")
        opened = browser.new_page(viewport={"width": 1440, "height": 900})
        opened.goto(page.as_uri())
        opened.wait_for_selector("html.is-started", state="attached")
        print(
            f"{statistics.median(opened.evaluate(SWITCHES)):8.0f} ms  a change of perspective, median; at most 100"
        )
        browser.close()


if __name__ == "__main__":
    main()
