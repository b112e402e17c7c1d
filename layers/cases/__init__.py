"""The bundled cases, by name: documents that walk the same road as a user's own."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from layers.document import read_document
from layers.errors import CaseFileError

if TYPE_CHECKING:
    from layers.case import Case

_BUNDLED = {"al-tanf": "al_tanf"}


def bundled_cases() -> tuple[str, ...]:
    """Return the names of the bundled cases.

    Examples
    --------
    >>> bundled_cases()
    ('al-tanf',)
    """
    return tuple(_BUNDLED)


def bundled_case(name: str) -> Case:
    """Return a bundled case.

    Raises
    ------
    CaseFileError
        If no case of this name is bundled.

    Examples
    --------
    >>> bundled_case("al-tanf").info.title
    'Al-Tanf (At Tanf) deconfliction zone, south-east Syria'
    """
    if name not in _BUNDLED:
        raise CaseFileError(f"no case {name!r} is bundled; there is {', '.join(_BUNDLED)}")
    document = files("layers.cases") / _BUNDLED[name] / "case.json"
    return read_document(document.read_text(encoding="utf-8"), name=f"{name} (bundled)")
