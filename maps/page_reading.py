"""A page back to its case: the data block of a page holds every record whole."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from maps.columns import table_rows
from maps.errors import PageError

if TYPE_CHECKING:
    from pathlib import Path

    from layers.case import Case

BLOCK = re.compile(r"<script\b[^>]*\bid=[\"']?case-data\b[^>]*>(.*?)</script", re.DOTALL | re.IGNORECASE)
"""Where the data block stands: its writer leaves no "<" in it, so that it ends where the element ends."""


def read_page(text: str, *, name: str = "page") -> Case:
    """Return the case that a page was built from, checked against the fingerprint that the page states.

    Parameters
    ----------
    text : str
        The page as HTML.
    name : str
        What messages call it.

    Raises
    ------
    PageError
        If the text holds no data block, one of another version, or one whose records are not those that the
        fingerprint was taken of.

    Examples
    --------
    >>> from layers.case import Case
    >>> from layers.records import CaseInfo
    >>> from maps.build import build_page
    >>> case = Case(info=CaseInfo(id="empty", title="Nothing yet"))
    >>> read_page(build_page(case)) == case
    True
    """
    from layers.errors import DocumentError
    from maps.counting import fingerprint

    block = page_block(text, name=name)
    try:
        case = _case(block, name)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise PageError(
            f"{name}: its data block is damaged ({error!r}); get the page again from where it was published"
        ) from error
    except DocumentError as error:
        raise PageError(f"{name}: {error}; get the page again from where it was published") from error
    found = fingerprint(case)
    if found != block.get("fingerprint"):
        raise PageError(
            f"{name}: its records have the fingerprint {found[:12]} and it states {str(block.get('fingerprint'))[:12]}: "
            "they were changed after the page was built; get the page again from where it was published"
        )
    return case


def read_page_file(path: Path) -> Case:
    """Return the case of a page on disk.

    Raises
    ------
    PageError
        If it cannot be read as a page.
    """
    try:
        return read_page(path.read_text(encoding="utf-8"), name=path.name)
    except OSError as error:
        raise PageError(f"{path}: cannot be read ({error.strerror}); name a page that is there") from error
    except UnicodeDecodeError as error:
        raise PageError(f"{path.name}: not UTF-8 text ({error}); a page of Contested is") from error


def page_block(text: str, *, name: str = "page") -> dict[str, Any]:
    """Return the data block of a page, as `docs/page-format.md` describes it.

    Raises
    ------
    PageError
        If the text holds no data block, or one of another version or coding.
    """
    from maps.packing import unpacked
    from maps.page import FORMAT, FORMAT_VERSION

    found = BLOCK.search(text)
    if found is None:
        raise PageError(
            f"{name}: it holds no data block (an element with the id case-data); name a page that `contested map` built"
        )
    try:
        block = json.loads(found[1])
        if not isinstance(block, dict) or block.get("format") != FORMAT:
            raise PageError(
                f'{name}: its data block is no "{FORMAT}"; name a page that `contested map` built'
            )
        if block.get("version") != FORMAT_VERSION:
            raise PageError(
                f"{name}: version {block.get('version')!r} of the data block; this program reads {FORMAT_VERSION}. "
                "docs/page-format.md says how to read it by hand"
            )
        return {**unpacked(block), "fingerprint": block.get("fingerprint")}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise PageError(
            f"{name}: its data block cannot be read ({error}); get the page again from where it was published"
        ) from error


def _case(block: dict[str, Any], name: str) -> Case:
    from layers.document import FORMAT, FORMAT_VERSION, read_document

    document = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "case": block["case"],
        **{collection: table_rows(table) for collection, table in block["records"].items()},
    }
    return read_document(json.dumps(document), name=name)
