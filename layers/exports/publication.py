"""The one place for the rules of publication: what is generalised, and what is withheld.

Every export and the page pass through `published` before anything is written. There are no rules yet: a case comes out
as it went in. What streams a case file without making records of it asks `published_as_stored` first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from layers.case import Case
    from layers.records import CaseInfo


def published(case: Case) -> Case:
    """Return what of a case may be published.

    Examples
    --------
    >>> from layers.cases import bundled_case
    >>> case = bundled_case("al-tanf")
    >>> published(case) is case
    True
    """
    return case


def published_as_stored(info: CaseInfo) -> bool:
    """Tell whether `published` would leave every record of a case as it is, so that rows may go out unread."""
    return bool(info.id)
