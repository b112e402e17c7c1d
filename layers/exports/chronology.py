"""The incidents of a case in the order of time, those without a time last: what calendars and timelines are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.rows import claim_rows, incident_rows
from layers.times.show import in_words

if TYPE_CHECKING:
    from datetime import datetime

    from layers.case import Case
    from layers.rows import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One incident: its row, when it may have been, and one line for each thing that is said of it.

    Parameters
    ----------
    row : Row
        With the columns of `layers.rows.INCIDENT_COLUMNS`.
    earliest, latest : datetime or None
        The first instant, and the one just after the last, in UTC; None where nobody says or an end is open.
    voices : tuple of str
        "Russia denies: ...", one a claim, parties in their fixed order.
    """

    row: Row
    earliest: datetime | None
    latest: datetime | None
    voices: tuple[str, ...]

    @property
    def shown_when(self) -> str:
        """When, for people."""
        return in_words(self.row["when"]) if self.row["when"] else "time unknown"


def chronology(case: Case) -> list[Entry]:
    """Return every incident, those that may have been first coming first."""
    order = {party.id: party.order for party in case.parties}
    said: dict[str, list[Row]] = {}
    for row in claim_rows(case):
        if row["subject_kind"] == "incident":
            said.setdefault(row["subject"], []).append(row)
    entries = []
    for row in incident_rows(case):
        claims = sorted(said.get(row["id"], []), key=lambda claim: (order[claim["party"]], claim["id"]))
        voices = tuple(map(_voice, claims))
        entries.append(Entry(row=row, earliest=row["earliest"], latest=row["latest"], voices=voices))
    return sorted(entries, key=_in_time)


def _voice(claim: Row) -> str:
    says = f"{claim['party_name']} {'is silent' if claim['stance'] == 'silent' else claim['stance']}"
    return f"{says}: {claim['summary']}" if claim["summary"] else says


def _in_time(entry: Entry) -> tuple[bool, str, str, str]:
    first, last = (when.isoformat() if when else "" for when in (entry.earliest, entry.latest))
    return (not (first or last), first or last, last, entry.row["id"])
