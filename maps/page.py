"""A case as the data of a page: no markup, no Folium, nothing that is drawn yet.

`page_data(case)` computes everything the page shows; `PageData.as_json()` is what travels in the page's one data block:
the records of the case, whole, and beside them what is computed from them. `docs/page-format.md` describes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from maps.columns import record_table, to_table
from maps.counting import Counts, count, fingerprint
from maps.framing import MainZone, View, main_zone, opening_view
from maps.judging import Judging
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
    from layers.agreement.comparing import Comparison
    from layers.case import Case
    from layers.records import CaseInfo
    from maps.page_rows import (
        AssessmentRow,
        ClaimedSideRow,
        ClaimRow,
        GradeRow,
        IncidentRow,
        JudgedPlaceRow,
        KnownPositionRow,
        PartyRow,
        PlaceRow,
        SourceRow,
        StatementRow,
        ZoneDefinitionRow,
        ZoneRow,
    )

FORMAT = "contested page data"
FORMAT_VERSION = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PageData:
    """Everything a page shows of a case.

    Parameters
    ----------
    case : Case
        The case itself: its records travel whole, so that the page can give them back.
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
    parties, sources, places, zones, zone_definitions, known_positions, incidents, claims, grades, assessments, statements, judged_places, claimed_sides
        The tables; see `maps.page_rows` for each field.
    comparisons : tuple of Comparison
        What `layers.agreement` says of each incident, in their order: for the text twin; the script computes its own.
    """

    case: Case
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
    judged_places: tuple[JudgedPlaceRow, ...]
    claimed_sides: tuple[ClaimedSideRow, ...]
    comparisons: tuple[Comparison, ...]

    TABLES = (
        *("parties", "sources", "places", "zones", "zone_definitions", "known_positions"),
        *("incidents", "claims", "grades", "assessments", "statements"),
    )
    """The tables of records; the page's script makes their rows from `records` and `computed` of the data block."""

    COMPUTED: ClassVar[dict[str, tuple[str, ...]]] = {
        "parties": ("short", "claims", "silent"),
        "sources": ("published_s",),
        "zone_definitions": ("rings", "lines", "points", "start", "end", "has_inside"),
        "incidents": (
            *("start", "end", "lat", "lon", "uncertainty_m"),
            *("agreement", "decided_by", "judged", "in_force"),
        ),
        "claims": (
            *("start", "lat", "lon", "uncertainty_m"),
            *("said_s", "said_until_s", "retracted_s", "when_spans", "denies_part", "judged"),
        ),
    }
    """The columns of those tables that the records do not hold."""

    FINDINGS: ClassVar[tuple[str, ...]] = ("judged_places", "claimed_sides")
    """The tables that hold no records at all."""

    @property
    def info(self) -> CaseInfo:
        """What the case is about, its version and its limits."""
        return self.case.info

    def stated(self) -> dict[str, Any]:
        """Return what stands openly before the coded data block: what it is, and the fingerprint of its records."""
        return {"format": FORMAT, "version": FORMAT_VERSION, "fingerprint": self.fingerprint}

    def as_json(self) -> dict[str, Any]:
        """Return the data block, as `docs/page-format.md` describes it so that it can be read without this program.

        `case` and `records` are the case document, its lists as columns; the rest is computed from them.
        """
        from layers.case import COLLECTIONS
        from layers.plain import to_plain

        records = {name: record_table(self.case.of_kind(kind)) for kind, name in COLLECTIONS.items()}
        return {
            **self.stated(),
            "case": to_plain(self.case.info),
            "records": {name: table for name, table in records.items() if table["length"]},
            "computed": {
                name: to_table(getattr(self, name), columns) for name, columns in self.COMPUTED.items()
            },
            "counts": to_plain(self.counts),
            "main": {"zone": self.main.zone, "definition": self.main.definition},
            "view": to_plain(self.view),
            "alphabetical": self.alphabetical,
            **{name: to_table(getattr(self, name)) for name in self.FINDINGS},
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
    judging = Judging(rows)
    incidents = incident_rows(rows, judging)
    definitions = definition_rows(rows, judging)
    main = main_zone(case, rows)
    return PageData(
        case=case,
        fingerprint=fingerprint(case),
        counts=count(case, judging.comparisons.values()),
        main=main,
        view=opening_view(main, definitions, incidents),
        alphabetical=_is_alphabetical(case),
        parties=party_rows(rows),
        sources=source_rows(rows, judging),
        places=place_rows(rows),
        zones=zone_rows(rows),
        zone_definitions=definitions,
        known_positions=position_rows(rows),
        incidents=incidents,
        claims=claim_rows(rows, judging),
        grades=grade_rows(rows),
        assessments=assessment_rows(rows),
        statements=statement_rows(rows),
        judged_places=judging.place_rows(),
        claimed_sides=judging.side_rows(),
        comparisons=tuple(judging.comparisons[incident.id] for incident in case.incidents),
    )


def _is_alphabetical(case: Case) -> bool:
    names = [short_name(party).casefold() for party in case.parties]
    return names == sorted(names)
