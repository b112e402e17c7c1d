"""Hostile texts in every field of a case are shown as text, and nothing of them runs."""

from __future__ import annotations

import dataclasses
import typing
from typing import Any

import pytest

from layers.case import COLLECTIONS, Case
from layers.plain import field_types
from maps.build import write_page

if typing.TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from layers.records import Record

pytestmark = pytest.mark.browser

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "<!--<script>",
    "<img src=x onerror=alert(3)>",
    "{{7*7}}",
    "{{ cycler.__init__.__globals__.os.system('true') }}",
    "{% raw %}",
    "${alert(4)}",
    "$title $csp ${title}",
    "`${alert(5)}`",
    "javascript:alert(6)",
    '" onmouseover=alert(7) x="',
    "' onfocus=alert(8) autofocus '",
    "]]>--></style></title><svg onload=alert(9)>",
    "\u202eabc\u202c \u2066\u200f\u061c",
    "line\u2028separators\u2029here",
    "ﷺ \U0001f6f0\ufe0f e\u0301 \u0000".replace("\u0000", ""),
    "W" * 400,
)

# Fields that a record checks: ids, dates, colours and vocabularies take no free text.
CHECKED = {
    *("id", "edtf", "stated", "retracted", "searched_until", "valid_from", "valid_to", "published", "date"),
    *(
        "period_start",
        "period_end",
        "focus",
        "color",
        "sha256",
        "language",
        "role",
        "stance",
        "subject_kind",
        "side",
    ),
    *("occurred", "armed", "lawful", "inside_zone", "time_zone", "shape"),
}
REFERENCES = {
    *(
        "zone",
        "place",
        "stated_by",
        "subject",
        "party",
        "sources",
        "supersedes",
        "incident",
        "claims",
        "source",
    ),
    *(
        "center_place",
        "line_of",
        "parts",
        "places",
        "actor",
        "target",
        "holder",
        "zones",
        "related",
        "compare",
    ),
    *("derives_from", "seed_source"),
}


@dataclasses.dataclass
class Poison:
    """Puts the next hostile text into each free field, so that every text stands in many fields."""

    used: int = 0

    def record(self, record: Any) -> Any:
        changes: dict[str, Any] = {}
        hints = field_types(type(record))
        for field in dataclasses.fields(record):
            value = getattr(record, field.name)
            if dataclasses.is_dataclass(value):
                changes[field.name] = self.record(value)
            elif isinstance(value, tuple) and value and dataclasses.is_dataclass(value[0]):
                changes[field.name] = tuple(self.record(item) for item in value)
            elif field.name in CHECKED | REFERENCES or (
                type(record).__name__ == "Construction" and field.name == "kind"
            ):
                continue
            elif isinstance(value, tuple):
                changes[field.name] = tuple(self.text() if isinstance(item, str) else item for item in value)
            elif str in (hints[field.name], *typing.get_args(hints[field.name])):
                changes[field.name] = self.text()
        return dataclasses.replace(record, **changes)

    def text(self) -> str:
        self.used += 1
        return HOSTILE[self.used % len(HOSTILE)]


@pytest.fixture(scope="module")
def hostile_case(al_tanf: Case) -> Case:
    poison = Poison()
    kept: dict[str, tuple[Record, ...]] = {
        collection: tuple(poison.record(record) for record in al_tanf.of_kind(kind))
        for kind, collection in COLLECTIONS.items()
    }
    case = Case(info=poison.record(al_tanf.info), **kept)  # type: ignore[arg-type]
    assert poison.used > 5_000
    return case


def test_hostile_texts_in_every_field_are_shown_as_text_and_nothing_runs(
    open_page: Callable[..., Any], hostile_case: Case, tmp_path: Path
) -> None:
    path = tmp_path / "hostile.html"
    write_page(hostile_case, path)
    opened = open_page(path)
    page = opened.page
    shown = page.evaluate(
        """() => {
            const shown = [];
            const count = document.querySelectorAll(".item").length;
            for (let index = 0; index < count; index += 1) {
                document.querySelectorAll(".item")[index].click();
                shown.push(document.querySelector("#card").textContent);
                document.querySelector(".back").click();
            }
            for (const id of ["zones", "positions", "about", "parties"]) shown.push(document.getElementById(id).textContent);
            return shown;
        }"""
    )
    assert len(shown) == len(hostile_case.incidents) + 4
    everything = "\n".join(shown)
    for text in HOSTILE:
        assert text in everything, f"{text!r} is not shown as it stands"
    for mark in page.locator(".incident").all():
        mark.dispatch_event("mouseover")
        mark.dispatch_event("mouseout")
    assert page.locator("script").count() == 4
    assert (
        page.evaluate(
            "document.querySelectorAll('img[onerror], svg[onload], [onmouseover], [onfocus]').length"
        )
        == 0
    )
    assert page.locator("h1").inner_text() == hostile_case.info.title
    opened.assert_quiet()
