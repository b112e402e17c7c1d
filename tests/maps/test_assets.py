"""The page's scripts and styles: Leaflet as published, and a linker that refuses what it cannot link rightly."""

from __future__ import annotations

import base64
import hashlib
import re
from importlib.resources import files

import pytest

from maps import assets
from maps.errors import AssetError


def test_leaflet_is_version_1_9_4_as_published() -> None:
    # SHA-256 of leaflet@1.9.4 dist/leaflet.js and dist/leaflet.css, as the npm registry serves them.
    folder = files("js_lib_leaflet") / "static" / "js_lib_leaflet"
    for name, digest in assets.LEAFLET_SHA256.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    assert "Leaflet 1.9.4" in assets.leaflet_script()[:200]


def test_leaflets_style_asks_for_no_file() -> None:
    addresses = re.findall(r"url\(([^)]*)\)", assets.leaflet_style())
    assert len(addresses) == 4
    assert all(
        address.startswith("data:image/png;base64,") for address in addresses if address != "#default#VML"
    )


def test_nothing_in_scripts_and_styles_ends_their_element_or_names_a_source_map() -> None:
    for text in (assets.leaflet_script(), assets.linked_modules("main.js")):
        assert "</script" not in text.lower()
        assert "sourceMappingURL" not in text
    for text in (assets.leaflet_style(), assets.page_style()):
        assert "</style" not in text.lower()
        assert "\r" not in text  # a browser would hash it without


def test_our_scripts_put_in_text_and_never_markup() -> None:
    folder = files("maps") / "static" / "js"
    scripts = [entry for entry in folder.iterdir() if entry.name.endswith(".js")]
    assert len(scripts) > 20
    for script in scripts:
        code = re.sub(r"//[^\n]*|/\*.*?\*/", "", script.read_text(encoding="utf-8"), flags=re.DOTALL)
        for forbidden in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
            "window.L",
        ):
            assert forbidden not in code, f"{forbidden} in {script.name}"


def test_no_module_of_the_page_is_left_out() -> None:
    linked = assets.linked_modules("main.js")
    folder = files("maps") / "static" / "js"
    for entry in folder.iterdir():
        if entry.name.endswith(".js"):
            assert f"// {entry.name}\n" in linked


def test_a_module_stands_after_all_that_it_imports_and_once() -> None:
    modules = {
        "main.js": 'import { two } from "./two.js";\nimport { one } from "./one.js";\none(two);\n',
        "two.js": 'import { one } from "./one.js";\nexport const two = one(1);\n',
        "one.js": "export function one(x) {\n  return x;\n}\n",
    }
    linked = assets.linked_modules("main.js", modules.__getitem__)
    assert re.findall(r"// (\w+\.js)", linked) == ["one.js", "two.js", "main.js"]
    assert "import" not in linked
    assert "export" not in linked


@pytest.mark.parametrize(
    ("modules", "reason"),
    [
        ({"main.js": 'import x from "./x.js";\n'}, "cannot be linked"),
        ({"main.js": 'import * as x from "./x.js";\n'}, "cannot be linked"),
        ({"main.js": "export default 1;\n"}, "cannot be linked"),
        ({"main.js": "const a = 1;\nexport { a };\n"}, "cannot be linked"),
        ({"main.js": "const { a } = b;\n"}, "cannot be linked"),
        ({"main.js": 'import { a } from "./x.js";\n', "x.js": "const a = 1;\n"}, "does not export"),
        ({"main.js": 'import { a } from "./x.js";\nconst b = 2;\n', "x.js": "export const a = 1;\nconst b = 1;\n"}, "both have"),
        ({"main.js": 'import { a } from "./x.js";\n', "x.js": 'import { b } from "./main.js";\nexport const a = 1;\n'}, "circle"),
    ],
)  # fmt: skip
def test_what_cannot_be_linked_rightly_is_refused(modules: dict[str, str], reason: str) -> None:
    with pytest.raises(AssetError, match=reason):
        assets.linked_modules("main.js", modules.__getitem__)


def test_a_missing_module_is_named() -> None:
    with pytest.raises(AssetError, match=r"nowhere\.js"):
        assets.read_script("nowhere.js")


def test_the_hash_of_a_script_is_that_of_its_bytes() -> None:
    digest = base64.b64encode(hashlib.sha256("päge".encode()).digest()).decode()
    assert assets.csp_hash("päge") == f"'sha256-{digest}'"
