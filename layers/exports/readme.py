"""The README that goes with every package: what is what, its licence, how to cite it, and its fingerprint."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from layers.case import COLLECTIONS
from layers.document import write_document
from layers.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from layers.case import Case

NAME = "README.md"

_WHAT_IT_SAYS = (
    "It says who says what about which place, when, and on what source; it does not say who is right. A party asserts, "
    "denies or is silent, and no claim overwrites another."
)
_HOW_TO_READ_IT = (
    "Positions are on WGS 84 (EPSG:4326). `uncertainty_m` is the radius in metres within which a location is thought to lie: "
    "a location is never a bare point. `when` is EDTF, as the source gives it; `earliest` and `latest` are the first instant that "
    "it may mean and the one just after the last, in UTC. What no source gives is empty: it is never 0, midnight or today."
)
_WHAT_IT_IS = "SHA-256 of the case document; the map and every other export of the same case print it too."


def readme(case: Case, contents: Mapping[str, str]) -> str:
    """Return the README of a package, as Markdown.

    Parameters
    ----------
    case : Case
        What the package holds.
    contents : mapping of str to str
        What each file, sheet or layer of it is.

    Examples
    --------
    >>> from layers.case import Case
    >>> from layers.records import CaseInfo
    >>> text = readme(Case(info=CaseInfo(id="t", title="Test")), {"incidents.csv": "one row an incident"})
    >>> print(text.splitlines()[0])
    # Test
    """
    info = case.info
    counts = ", ".join(
        f"{len(case.of_kind(kind)):,} {collection.replace('_', ' ')}"
        for kind, collection in COLLECTIONS.items()
        if case.of_kind(kind)
    )
    parts = [
        f"# {info.title}",
        info.scope,
        f"This package holds {counts or 'no records yet'}. {_WHAT_IT_SAYS}",
        _section("What is what", (f"- `{name}`: {about}" for name, about in contents.items())),
        _HOW_TO_READ_IT,
        _section("Read this first", [info.caution]),
        _section("What it cannot show", (f"- {limit}" for limit in info.limits)),
        _section("Licence", [info.license or "The case states no licence.", info.attribution]),
        _section("How to cite", [citation(case)]),
        _section("Fingerprint", [f"`{fingerprint(case)}`", _WHAT_IT_IS]),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def citation(case: Case) -> str:
    """Return how to cite a case: title, version, and the start of the fingerprint that names its state."""
    info = case.info
    version = f", version {info.version}" if info.version else ""
    return f"“{info.title}”, case {info.id}{version}, state {fingerprint(case)[:12]}. Made with Contested."


def fingerprint(case: Case) -> str:
    """Return the SHA-256 of the case document, in hexadecimal digits: what the page shows as well."""
    return hashlib.sha256(write_document(case).encode()).hexdigest()


def write_readme(case: Case, folder: Path, contents: Mapping[str, str]) -> Path:
    """Write the README into a folder, and return its path."""
    return write_whole(folder / NAME, readme(case, contents))


def _section(heading: str, lines: Iterable[str | None]) -> str | None:
    found = [line for line in lines if line]
    return f"## {heading}\n\n" + "\n".join(found) if found else None
