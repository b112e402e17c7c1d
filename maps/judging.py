"""What Python computes of agreement and geometry, as columns that the page looks up.

The page computes again only what hangs on a control of the reader's: a date on the statement clock, or a choice of
parties. Its own rule for that is held to `layers.agreement` by tests/contract/agreement.json.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from layers.agreement.comparing import compare_all, statement_clock
from layers.agreement.fields import FIELD
from layers.agreement.statements import Reading, Stated, denies_its_part, stated
from layers.agreement.values import Time
from layers.assessing import Judge
from layers.claimed_sides import claimed_side_rows
from maps.page_rows import ClaimedSideRow, JudgedPlaceRow

if TYPE_CHECKING:
    from geo.position import Position
    from layers.agreement.comparing import Comparison
    from layers.records import Claim, Incident, ZoneDefinition
    from maps.page_index import Rows

FORCE_LETTERS = {"yes": "y", "possibly": "p", "rival": "r"}
"""How a definition stands at an incident's time, as letters of `IncidentRow.in_force`; "-" for not at all."""
STATUS_LETTERS = {"inside": "i", "outside": "o", "possible": "p"}
"""Verdicts as letters of `JudgedPlaceRow.status`; "-" for a definition without an inside."""


EPOCH_S = date(1970, 1, 1).toordinal() * 86_400
"""1970 on the count of `layers.times.bounds`; the page counts from there, as its browser does."""


class Judging:
    """Verdicts and agreement of a whole case, each computed once.

    Parameters
    ----------
    rows : Rows
        The case with its row numbers.
    """

    def __init__(self, rows: Rows) -> None:
        case = rows.case
        self._rows = rows
        self._judge = Judge(case)
        self._clock = statement_clock(case)
        self._reading = Reading(lookup=case, time_zone=case.info.time_zone)
        self.comparisons: dict[str, Comparison] = {found.incident: found for found in compare_all(case)}
        self._places: dict[Position, int] = {}
        stated_places = (claim.values.where for claim in case.claims if claim.subject_kind == "incident")
        for where in (*(incident.where for incident in case.incidents), *stated_places):
            position = rows.locate(where)
            if position is not None:
                self._places.setdefault(position, len(self._places))

    def place_of(self, position: Position | None) -> int | None:
        """Return the row of a location among the judged places."""
        return None if position is None else self._places.get(position)

    def in_force(self, incident: Incident) -> str:
        """Return one letter a zone definition, in the order of their rows: how it stands at an incident's time."""
        found = {d.id: FORCE_LETTERS[force] for d, force in self._judge.definitions(incident)}
        return "".join(found.get(d.id, "-") for d in self._rows.case.zone_definitions)

    def place_rows(self) -> tuple[JudgedPlaceRow, ...]:
        """Return every distinct stated location with its verdict under every definition that has an inside."""
        definitions = [d for d in self._rows.case.zone_definitions if self.has_inside(d)]
        self._judge.consider((d, position) for d in definitions for position in self._places)
        return tuple(self._place_row(position) for position in self._places)

    def has_inside(self, definition: ZoneDefinition) -> bool:
        """Tell whether a definition has an inside: lines and points have none."""
        from geo.constructions import has_inside

        return has_inside(self._judge.construction(definition))

    def side_rows(self) -> tuple[ClaimedSideRow, ...]:
        """Return what claims say of inside and outside beside what geometry says, one row a claim and definition."""
        return tuple(
            ClaimedSideRow(
                claim=self._rows.row("claim", row["claim"]),
                definition=self._rows.number("zone definition", row["definition"]),
                located_by=row["located_by"],
                chosen_as=row["chosen_as"],
                support=row["support"],
            )
            for row in claimed_side_rows(self._rows.case)
        )

    def claim_columns(self, claim: Claim) -> dict[str, Any]:
        """Return what the page needs to compare a claim as of any date: when it was said, withdrawn, and its times."""
        said_s, said_until_s = self._clock.said_s(claim)
        when = stated(claim, FIELD["when"], self._reading)
        return {
            "said_s": _finite(said_s),
            "said_until_s": _finite(said_until_s),
            "retracted_s": None
            if claim.retracted is None
            else _finite(self._clock.span_s(claim.retracted)[0]),
            "when_spans": _spans(when),
            "denies_part": denies_its_part(claim),
            "judged": self.place_of(self._rows.locate(claim.values.where)),
        }

    def published_s(self, edtf: str | None) -> int | None:
        """Return the first second at which a source may have been published."""
        return None if edtf is None else _finite(self._clock.span_s(edtf)[0])

    def _place_row(self, position: Position) -> JudgedPlaceRow:
        status = ""
        border_m: list[int | None] = []
        shares: list[float] = []
        for definition in self._rows.case.zone_definitions:
            if not self.has_inside(definition):
                status += "-"
                border_m.append(None)
                continue
            verdict = self._judge.verdict(definition, position)
            status += STATUS_LETTERS[verdict.status]
            border_m.append(round(verdict.border_m))
            if verdict.status == "possible":
                shares.append(round(verdict.share_inside, 3))
        return JudgedPlaceRow(
            lat=round(position.lat, 5),
            lon=round(position.lon, 5),
            uncertainty_m=None if position.uncertainty_m is None else round(position.uncertainty_m),
            status=status,
            border_m=tuple(border_m),
            shares=tuple(shares),
        )


def _spans(when: Stated | None) -> tuple[tuple[int | None, int | None], ...]:
    if when is None or not isinstance(when.value, Time):
        return ()
    return tuple((_since_1970(start), _since_1970(end)) for start, end in when.value.spans)


def _since_1970(seconds: int | None) -> int | None:
    return None if seconds is None else seconds - EPOCH_S


def _finite(seconds: float) -> int | None:
    return int(seconds) - EPOCH_S if abs(seconds) != float("inf") else None
