"""What is asked of a record that a person enters by hand, beyond what every record must hold.

Data of others comes as it is, with titles of any length and languages of any spelling. Where somebody sits at the keyboard,
a slip can be mended at once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layers.errors import RecordError
from layers.records import LANGUAGE_TAG, Claim, Grade, Incident, Source, StatedValues

if TYPE_CHECKING:
    from layers.records import Record

LONGEST_TITLE = 300
"""Characters of a title: it stands in lists, on cards and in the heads of tables."""

GRADE_SCALE = "A-D, fidelity to what the party said"
"""The scale of a grade that names none."""

_ADDRESS = re.compile(r"(?:https?|ipfs)://[^\s/?#]+\S*|(?:ark|doi|hdl|urn):\S+", re.IGNORECASE)


def require_enterable(record: Record) -> None:
    """Refuse what nobody means to enter.

    Raises
    ------
    RecordError
        If a title is longer than 300 characters, an address is no link, a language is no BCP 47 tag, a grade is not on its
        scale, or a silence states something.

    Examples
    --------
    >>> require_enterable(Source(id="s", title="A page", url="javascript:alert(1)"))
    Traceback (most recent call last):
        ...
    layers.errors.RecordError: url 'javascript:alert(1)' is no address; write it as in https://example.org/page
    """
    match record:
        case Incident():
            _require_short(record.title)
        case Source():
            _require_short(record.title)
            _require_address("url", record.url)
            _require_address("archive url", record.archive_url)
            _require_language("language", record.language)
        case Claim():
            _require_language("quote language", record.quote_language)
            if record.stance == "silent" and record.values != StatedValues():
                raise RecordError(
                    "a silence states nothing; leave out what it would state, or say with another stance what the party says"
                )
        case Grade():
            _require_on_scale(record)


def _require_short(title: str) -> None:
    if len(title) > LONGEST_TITLE:
        raise RecordError(
            f"the title has {len(title)} characters, and {LONGEST_TITLE} are the most; put the rest into a note"
        )


def _require_address(field: str, address: str | None) -> None:
    if address is not None and not _ADDRESS.fullmatch(address):
        raise RecordError(f"{field} {address!r} is no address; write it as in https://example.org/page")


def _require_language(field: str, tag: str | None) -> None:
    if tag is not None and not LANGUAGE_TAG.fullmatch(tag):
        raise RecordError(f"{field} {tag!r} is no BCP 47 tag; write it as in en, ar, ru or zh-Hant")


def _require_on_scale(grade: Grade) -> None:
    if grade.scale == GRADE_SCALE and grade.value not in {"A", "B", "C", "D"}:
        raise RecordError(
            f"grade {grade.value!r} is none of A, B, C and D; for another scale, name it with --grade-scale"
        )
