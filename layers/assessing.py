"""What geometry says of a whole case: every stated location against every zone definition in force then.

A verdict is computed from a location, a definition and their uncertainties, and from nothing that a party says of
inside or outside; `layers.claimed_sides` sets the two beside each other. Zone definitions do not hang on the statement
clock: their validity is a matter of event time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.constructions import has_inside
from layers.agreement.comparing import statement_clock
from layers.agreement.fields import FIELD
from layers.agreement.statements import Reading, stated
from layers.agreement.values import Disc
from layers.locating import locate
from layers.zoning import construct, definitions_in_force

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from pandas import DataFrame

    from geo.constructions import Construction
    from geo.position import Position
    from geo.verdicts import Verdict
    from layers.case import Case
    from layers.records import Claim, Incident, ZoneDefinition
    from layers.zoning import Force

VERDICT_COLUMNS: dict[str, str] = {
    "incident": "id of the incident",
    "claim": "id of the claim that states the location; missing for the incident's own",
    "party": "id of the party that states it; missing for the incident's own",
    "location": "wording of the location as given",
    "lat": "degrees north, WGS 84",
    "lon": "degrees east",
    "location_uncertainty_m": "radius in metres within which the location is thought to lie; NaN where not stated",
    "zone": "id of the zone",
    "definition": "id of the zone definition",
    "stated_by": "id of the party that states the definition",
    "in_force": "yes, possibly, or rival: a rival reading of a zone that was in force then",
    "status": "inside, outside or possible",
    "border_m": "metres from the location to the border, below 0 inside",
    "uncertainty_m": "metres: the location's uncertainty and the definition's, added up",
    "uncertainty_known": "false where one of the two is not stated",
    "share_inside": "from 0 to 1: how much of the location's disc lies inside",
    "decided_by": "the reason in one line",
}
"""The columns of `verdicts_frame`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedLocation:
    """A location of an incident: its own, or the one that a claim states; `claim` tells them apart."""

    incident: Incident
    claim: Claim | None
    text: str | None
    position: Position


class Judge:
    """Verdicts under the definitions of a case, each computed once, many at a time.

    Parameters
    ----------
    case : Case
        Whose definitions and places are meant.
    """

    def __init__(self, case: Case) -> None:
        self._case = case
        self._constructions: dict[str, Construction] = {}
        self._verdicts: dict[tuple[str, Position], Verdict] = {}

    def definitions(self, incident: Incident) -> list[tuple[ZoneDefinition, Force]]:
        """Return the definitions that have an inside, and were in force at an incident's time or rival one that was."""
        when = incident.when.edtf if incident.when else None
        zone = self._case.info.time_zone
        found = definitions_in_force(self._case.zone_definitions, when, time_zone=zone)
        return [
            (definition, force) for definition, force in found if has_inside(self.construction(definition))
        ]

    def construction(self, definition: ZoneDefinition) -> Construction:
        """Return the geometry of a definition."""
        if definition.id not in self._constructions:
            self._constructions[definition.id] = construct(definition, self._case)
        return self._constructions[definition.id]

    def verdict(self, definition: ZoneDefinition, position: Position) -> Verdict:
        """Return the verdict on one position under one definition."""
        if (definition.id, position) not in self._verdicts:
            self.consider([(definition, position)])
        return self._verdicts[definition.id, position]

    def consider(self, questions: Iterable[tuple[ZoneDefinition, Position]]) -> None:
        """Compute the verdicts on many positions, all those under one definition at once."""
        asked: dict[str, dict[Position, None]] = {}
        by_id: dict[str, ZoneDefinition] = {}
        for definition, position in questions:
            if (definition.id, position) not in self._verdicts:
                asked.setdefault(definition.id, {})[position] = None
                by_id[definition.id] = definition
        for definition_id, positions in asked.items():
            found = self._judged(by_id[definition_id], list(positions))
            for position, verdict in zip(positions, found, strict=True):
                self._verdicts[definition_id, position] = verdict

    def _judged(self, definition: ZoneDefinition, positions: list[Position]) -> list[Verdict]:
        import numpy as np

        from geo.verdicts import Verdict, reasons, verdicts

        construction = self.construction(definition)
        found = verdicts(
            construction,
            lat=[position.lat for position in positions],
            lon=[position.lon for position in positions],
            uncertainty_m=np.array([position.uncertainty_m for position in positions], dtype=float),
            definition_uncertainty_m=definition.uncertainty_m,
        )
        return [
            Verdict(
                status=str(found.status[n]),  # type: ignore[arg-type] # one of the three, since the position is known
                border_m=float(found.border_m[n]),
                uncertainty_m=float(found.uncertainty_m[n]),
                uncertainty_known=bool(found.uncertainty_known[n]),
                share_inside=float(found.share_inside[n]),
                decided_by=reason,
            )
            for n, reason in enumerate(reasons(found, construction))
        ]


def stated_locations(
    case: Case, *, parties: Collection[str] | None = None, as_of: str | None = None
) -> Iterator[StatedLocation]:
    """Yield every location of every incident that can be placed: its own first, then those that claims state.

    Parameters
    ----------
    parties : collection of str, optional
        Ids of the parties whose claims are meant; all by default. The incident's own location is always there.
    as_of : str, optional
        EDTF: only claims that stand then.
    """
    clock = statement_clock(case, as_of=as_of)
    reading = Reading(lookup=case, time_zone=case.info.time_zone)
    claims_of: dict[str, list[Claim]] = {}
    for claim in sorted(clock.standing(case.claims).stand, key=lambda claim: claim.id):
        if claim.subject_kind == "incident" and (parties is None or claim.party in parties):
            claims_of.setdefault(claim.subject, []).append(claim)
    for incident in case.incidents:
        own = locate(incident.where, case)
        if incident.where is not None and own is not None:
            text = incident.where.text or incident.where.place
            yield StatedLocation(incident=incident, claim=None, text=text, position=own)
        for claim in claims_of.get(incident.id, []):
            found = stated(claim, FIELD["where"], reading)
            if found is not None and isinstance(found.value, Disc):
                position = found.value.position
                yield StatedLocation(incident=incident, claim=claim, text=found.text, position=position)


def verdict_rows(
    case: Case,
    *,
    zones: Collection[str] | None = None,
    parties: Collection[str] | None = None,
    as_of: str | None = None,
) -> list[dict[str, Any]]:
    """Return the rows of `verdicts_frame` as plain values; parameters and errors are the same."""
    judge = Judge(case)
    questions = [
        (located, definition, force)
        for located in stated_locations(case, parties=parties, as_of=as_of)
        for definition, force in judge.definitions(located.incident)
        if zones is None or definition.id in zones or definition.zone in zones
    ]
    judge.consider((definition, located.position) for located, definition, _ in questions)
    return [
        _row(located, definition, force, judge.verdict(definition, located.position))
        for located, definition, force in questions
    ]


def verdicts_frame(
    case: Case,
    *,
    zones: Collection[str] | None = None,
    parties: Collection[str] | None = None,
    as_of: str | None = None,
) -> DataFrame:
    """Return the verdict on every stated location under every zone definition in force then, and its rivals.

    Parameters
    ----------
    zones : collection of str, optional
        Ids of zones, or of zone definitions, to judge by; all by default.
    parties : collection of str, optional
        Ids of the parties whose stated locations are judged; all by default. The incident's own always is.
    as_of : str, optional
        EDTF: only locations that had been stated, and not withdrawn, by the end of it.

    Returns
    -------
    DataFrame
        One row for each location and definition, with the columns of `VERDICT_COLUMNS`: incidents by id, their own
        location first, then claims by id, definitions by id. What cannot be placed has no verdict, and no row.

    Raises
    ------
    TimeError
        If `as_of` is no EDTF.
    ConstructionError
        If a definition cannot be drawn.

    Examples
    --------
    >>> from layers.cases import bundled_case
    >>> found = verdicts_frame(bundled_case("al-tanf"), zones=["z-55km"], parties=["us-coalition"])
    >>> strike = found[found["claim"] == "i-2017-05-18-convoy-strike-c03"]
    >>> strike[["location", "status"]].values.tolist()
    [['Within 18 miles of al-Tanf', 'inside']]
    """
    import pandas as pd

    rows = verdict_rows(case, zones=zones, parties=parties, as_of=as_of)
    frame = pd.DataFrame(rows, columns=list(VERDICT_COLUMNS))
    return frame.astype(
        dict.fromkeys(
            ("lat", "lon", "location_uncertainty_m", "border_m", "uncertainty_m", "share_inside"), float
        )
    )


def _row(
    located: StatedLocation, definition: ZoneDefinition, force: Force, verdict: Verdict
) -> dict[str, Any]:
    claim, position = located.claim, located.position
    return {
        "incident": located.incident.id,
        "claim": claim.id if claim else None,
        "party": claim.party if claim else None,
        "location": located.text,
        "lat": position.lat,
        "lon": position.lon,
        "location_uncertainty_m": position.uncertainty_m,
        "zone": definition.zone,
        "definition": definition.id,
        "stated_by": definition.stated_by,
        "in_force": force,
        "status": verdict.status,
        "border_m": verdict.border_m,
        "uncertainty_m": verdict.uncertainty_m,
        "uncertainty_known": verdict.uncertainty_known,
        "share_inside": verdict.share_inside,
        "decided_by": verdict.decided_by,
    }
