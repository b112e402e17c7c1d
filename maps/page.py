"""A case as the data of a page: no markup, no Folium, nothing that is drawn yet.

`page_data(case)` computes everything the page shows; `PageData.as_json()` is what travels in the page's one data block.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maps.columns import to_table
from maps.counting import Counts, count, fingerprint
from maps.framing import MainZone, View, main_zone, opening_view
from maps.page_index import Rows
from maps.page_tables import (
    assessment_rows,
    claim_rows,
    grade_rows,
    incident_rows,
    party_rows,
    place_rows,
    position_rows,
    short_name,
    source_rows,
    statement_rows,
)
from maps.zone_tables import definition_rows, zone_rows

if TYPE_CHECKING:
    from layers.case import Case
    from layers.records import CaseInfo
    from maps.page_rows import (
        AssessmentRow,
        ClaimRow,
        GradeRow,
        IncidentRow,
        KnownPositionRow,
        PartyRow,
        PlaceRow,
        SourceRow,
        StatementRow,
        ZoneDefinitionRow,
        ZoneRow,
    )

FORMAT = "contested page data"
FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PageData:
    """Everything a page shows of a case.

    Parameters
    ----------
    info : CaseInfo
        What the case is about, its version and its limits.
    fingerprint : str
        SHA-256 of the case document, in hexadecimal digits.
    counts : Counts
        What the header and the opening sentence say.
    main : MainZone
        The zone that the map opens on, and its definition that is drawn strongest.
    view : View
        What the map shows first.
    alphabetical : bool
        Whether the fixed order of the parties is that of their names, which the page then says.
    parties, sources, places, zones, zone_definitions, known_positions, incidents, claims, grades, assessments, statements
        The tables; see `maps.page_rows` for each field.
    """

    info: CaseInfo
    fingerprint: str
    counts: Counts
    main: MainZone
    view: View
    alphabetical: bool
    parties: tuple[PartyRow, ...]
    sources: tuple[SourceRow, ...]
    places: tuple[PlaceRow, ...]
    zones: tuple[ZoneRow, ...]
    zone_definitions: tuple[ZoneDefinitionRow, ...]
    known_positions: tuple[KnownPositionRow, ...]
    incidents: tuple[IncidentRow, ...]
    claims: tuple[ClaimRow, ...]
    grades: tuple[GradeRow, ...]
    assessments: tuple[AssessmentRow, ...]
    statements: tuple[StatementRow, ...]

    TABLES = (
        *("parties", "sources", "places", "zones", "zone_definitions", "known_positions"),
        *("incidents", "claims", "grades", "assessments", "statements"),
    )

    def as_json(self) -> dict[str, Any]:
        """Return the data block: `format`, `version`, `case`, `counts`, `main`, `view`, `alphabetical`, and the tables.

        Tables are coded as `maps.columns` says. The block is documented so that it can be read without this program.
        """
        from layers.plain import to_plain

        return {
            "format": FORMAT,
            "version": FORMAT_VERSION,
            "case": {**to_plain(self.info), "fingerprint": self.fingerprint},
            "counts": to_plain(self.counts),
            "main": {"zone": self.main.zone, "definition": self.main.definition},
            "view": to_plain(self.view),
            "alphabetical": self.alphabetical,
            **{name: to_table(getattr(self, name)) for name in self.TABLES},
        }


def page_data(case: Case) -> PageData:
    """Return what a page shows of a case.

    Parameters
    ----------
    case : Case
        Any case, an empty one too.

    Raises
    ------
    ConstructionError
        If a zone definition cannot be drawn; the message names what is wrong with it.

    Examples
    --------
    >>> from layers.case import Case
    >>> from layers.records import CaseInfo
    >>> page_data(Case(info=CaseInfo(id="empty", title="Nothing yet"))).counts.incidents
    0
    """
    rows = Rows(case)
    incidents = incident_rows(rows)
    definitions = definition_rows(rows)
    main = main_zone(case, rows)
    return PageData(
        info=case.info,
        fingerprint=fingerprint(case),
        counts=count(case),
        main=main,
        view=opening_view(main, definitions, incidents),
        alphabetical=_is_alphabetical(case),
        parties=party_rows(rows),
        sources=source_rows(rows),
        places=place_rows(rows),
        zones=zone_rows(rows),
        zone_definitions=definitions,
        known_positions=position_rows(rows),
        incidents=incidents,
        claims=claim_rows(rows),
        grades=grade_rows(rows),
        assessments=assessment_rows(rows),
        statements=statement_rows(rows),
    )


def _is_alphabetical(case: Case) -> bool:
    names = [short_name(party).casefold() for party in case.parties]
    return names == sorted(names)
