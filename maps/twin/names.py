"""The names of parties, places, zones and zone definitions, in every language that a case gives them in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maps.twin.inlines import Name, Said, Several

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from layers.records import Name as RecordedName
    from maps.page import PageData
    from maps.twin.blocks import Line


class Naming:
    """Names of the rows of a page; `maps/static/js/names.js` chooses by the same rule.

    Parameters
    ----------
    data : PageData
        The tables whose rows are named.
    """

    def __init__(self, data: PageData) -> None:
        self._data = data

    def of(self, table: str, row: int, *, short: bool = False) -> Name:
        """Return the name of one row: of a party, the short one if it is asked for."""
        record = getattr(self._data, table)[row]
        own = record.short if short else record.name
        texts = names_by_language(record.names, short=short)
        return Name(table="short" if short else table, row=row, texts={**texts, "": texts.get("en", own)})

    def others(self, names: Sequence[RecordedName]) -> Line:
        """Return the names of a record in other languages, each in its own."""
        found = [n for n in names if n.role == "name" and n.language]
        if not found:
            return ()
        return (Several(pieces=tuple(Said(text=n.text, language=n.language) for n in found)),)


def names_by_language(names: Sequence[RecordedName], *, short: bool = False) -> Mapping[str, str]:
    """Return the first name in each language: a short one before a full one, where a short one is asked for.

    Examples
    --------
    >>> from layers.records import Name
    >>> names = (Name(text="Исламская Республика Иран", language="ru"), Name(text="Иран", language="ru", role="short"))
    >>> names_by_language(names), names_by_language(names, short=True)
    ({'ru': 'Исламская Республика Иран'}, {'ru': 'Иран'})
    """
    wanted = ("short", "name") if short else ("name",)
    found: dict[str, str] = {}
    for role in wanted:
        for name in names:
            if name.role == role and name.language:
                found.setdefault(name.language, name.text)
    return found
