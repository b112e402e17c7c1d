"""The page's own scripts and styles, and Leaflet from its package, as texts that can stand inside one file.

Scripts are ES modules as real files. A page opened from disk cannot import its neighbours, so they are linked: put one
after another, each after those that it imports from, in one module. That takes a strict form: imports
`import { a, b } from "./x.js";` and exports `export function`, `export const`, `export class`, at the start of a line,
and no top-level name used twice.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from maps.errors import AssetError

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.resources.abc import Traversable

LEAFLET_SHA256 = {
    "leaflet.js": "db49d009c841f5ca34a888c96511ae936fd9f5533e90d8b2c4d57596f4e5641a",
    "leaflet.css": "a7837102824184820dfa198d1ebcd109ff6d0ff9a2672a074b9a1b4d147d04c6",
}
"""Leaflet 1.9.4 as published; a build refuses any other bytes."""

_IMPORT = re.compile(r'import \{ ([\w$, ]+) \} from "\./([\w-]+\.js)";\n')
_EXPORT = re.compile(r"export (?=(?:async )?function |const |class )")
_TOP_LEVEL = re.compile(r"^(?:async )?(?:function\*?|const|let|var|class) ([\w$]+)", re.MULTILINE)
_DOC_COMMENT = re.compile(r"/\*\*.*?\*/ ?", re.DOTALL)
_DESTRUCTURED = re.compile(r"^(?:const|let|var) [\[{]", re.MULTILINE)


def linked_modules(entry: str, read: Callable[[str], str] | None = None) -> str:
    r"""Return a module and all that it imports, as one text without imports and exports.

    Parameters
    ----------
    entry : str
        File name of the module to start from.
    read : callable, optional
        Returns the text of a file name; by default the page's own scripts.

    Raises
    ------
    AssetError
        If a module is missing, imports itself in a circle, imports what is not exported, uses another form of import
        or export, or shares a top-level name with another.

    Examples
    --------
    >>> modules = {"main.js": 'import { one } from "./one.js";\nlog(one);\n', "one.js": "export const one = 1;\n"}
    >>> print(linked_modules("main.js", modules.__getitem__), end="")
    // one.js
    const one = 1;
    // main.js
    log(one);
    """
    linked: dict[str, str] = {}
    _link(entry, read or read_script, linked, ())
    owners: dict[str, str] = {}
    for name, text in linked.items():
        for found in _TOP_LEVEL.findall(text):
            if owners.setdefault(found, name) != name:
                raise AssetError(f"{name} and {owners[found]} both have a top-level {found!r}; rename one")
    return "".join(f"// {name}\n{text}" for name, text in linked.items())


def without_comments(script: str) -> str:
    r"""Return linked modules without their comments and indents, a third shorter; the sources keep both.

    Only comments that stand on lines of their own, and those that open with two stars, are taken out; a line within a
    text in backquotes stays as it is.

    Examples
    --------
    >>> print(without_comments("// why\n/** @param {any} a */\nfunction f(a) {\n  return /** @type {any} */ (a);\n}\n"), end="")
    function f(a) {
    return (a);
    }
    """
    kept = []
    within_text = False
    for line in _DOC_COMMENT.sub("", script).split("\n"):
        stripped = line if within_text else line.strip()
        if within_text or (stripped and not stripped.startswith("//")):
            kept.append(stripped)
        within_text ^= line.count("`") % 2 == 1
    return "\n".join(kept) + "\n"


def without_css_comments(style: str) -> str:
    r"""Return a style sheet without its comments, indents, empty lines, and the spaces that it can do without.

    Examples
    --------
    >>> print(without_css_comments("/* Quiet. */\n@media print {\n  p { color: black; }\n}\n"), end="")
    @media print{
    p{color:black}
    }
    """
    lines = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL).split("\n")
    kept = "".join(f"{line.strip()}\n" for line in lines if line.strip())
    return re.sub(r"(?<=[\w)%\"']) \{ ?|(?<=[\w-]): (?=[^{}]*\})|; ?(?=\})| (?=\})|; ", _shortened, kept)


def _shortened(match: re.Match[str]) -> str:
    found = match[0].strip()
    return "" if found == ";" and match.string[match.end() : match.end() + 1] in {"}", " "} else found


def read_script(name: str) -> str:
    """Return the text of one of the page's own modules."""
    return _read(files("maps") / "static" / "js" / name)


def page_style() -> str:
    """Return the page's own style sheets, in the order of their names, as one text."""
    folder = files("maps") / "static" / "css"
    sheets = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".css")), key=lambda entry: entry.name
    )
    return without_css_comments("".join(_read(sheet) for sheet in sheets))


@cache
def leaflet_script() -> str:
    """Return Leaflet's script, checked against its hash, without the link to its source map."""
    text = _pinned("leaflet.js")
    return re.sub(r"\n?//# sourceMappingURL=.*\s*$", "\n", text).replace("</script", r"<\/script")


@cache
def leaflet_style() -> str:
    """Return Leaflet's style sheet, checked against its hash, with its pictures inside as data."""
    return re.sub(
        r"url\(([\w./-]+\.png)\)", lambda match: f"url({_picture(match[1])})", _pinned("leaflet.css")
    )


def csp_hash(text: str) -> str:
    """Return the source expression that allows one inline script or style in a Content-Security-Policy.

    Examples
    --------
    >>> csp_hash("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _link(name: str, read: Callable[[str], str], linked: dict[str, str], above: tuple[str, ...]) -> None:
    if name in linked:
        return
    if name in above:
        raise AssetError(
            f"{' imports '.join((*above[above.index(name) :], name))}: a circle; move what they share into a module of its own"
        )
    text = read(name)
    for names, origin in _IMPORT.findall(text):
        _link(origin, read, linked, (*above, name))
        _check_exports(names, origin, read(origin), name)
    body = _EXPORT.sub("", _IMPORT.sub("", text))
    wrong = re.search(r"^\s*(?:import|export)\b[^\n]*", body, re.MULTILINE) or _DESTRUCTURED.search(body)
    if wrong:
        raise AssetError(
            f'{name}: {wrong[0].strip()!r} cannot be linked; write import {{ a }} from "./x.js"; on one line, '
            "export function, const or class, and one name in each top-level declaration"
        )
    linked[name] = body if body.endswith("\n") else body + "\n"


def _check_exports(names: str, origin: str, text: str, importer: str) -> None:
    exported = set(re.findall(r"^export (?:async )?(?:function\*?|const|class) ([\w$]+)", text, re.MULTILINE))
    for wanted in (part.strip() for part in names.split(",")):
        if wanted and wanted not in exported:
            raise AssetError(f"{importer} imports {wanted!r}, which {origin} does not export")


def _leaflet() -> Traversable:
    return files("js_lib_leaflet") / "static" / "js_lib_leaflet"


def _pinned(name: str) -> str:
    content = (_leaflet() / name).read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    if digest != LEAFLET_SHA256[name]:
        raise AssetError(
            f"{name} of django-js-lib-leaflet has SHA-256 {digest}, not that of Leaflet 1.9.4; install version 1.9.4.1"
        )
    # A browser reads CRLF as LF, and a hash in the page's policy is taken of what it reads.
    return content.decode().replace("\r\n", "\n")


def _picture(relative: str) -> str:
    content = _leaflet().joinpath(*relative.split("/")).read_bytes()
    return f"data:image/png;base64,{base64.b64encode(content).decode()}"


def _read(path: Traversable) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise AssetError(f"the page's file {path.name} is missing; install the package again") from error
