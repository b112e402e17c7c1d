"""Names for records outside their case: URNs that stay the same from export to export."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from layers.case import Case


def urn(case: Case, kind: str, record_id: str) -> str:
    """Return a name for a record that no other case uses.

    Examples
    --------
    >>> from layers.case import Case
    >>> from layers.records import CaseInfo
    >>> urn(Case(info=CaseInfo(id="al-tanf", title="T")), "place", "al tanf/1")
    'urn:contested:al-tanf:place:al%20tanf%2F1'
    """
    return ":".join(["urn", "contested", *(quote(part, safe="") for part in (case.info.id, kind, record_id))])
