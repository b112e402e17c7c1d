"""`contested near`: what the case has near a location, with what is not known of either taken into account."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

import click

from geo.geodesy import compass_name, inverse
from geo.lengths import length_text
from layers.locating import locate
from layers.records import Claim, Incident, KnownPosition, Party, Place, ZoneDefinition
from maps.cli import options, output
from maps.cli.reading import LocationReader, choice_of, choosing, summary
from maps.cli.values import PlaceCommand, read_radius_m

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.position import Position
    from geo.verdicts import Verdict
    from layers.store import Store
    from maps.cli.landing import Landing

KINDS: dict[str, type[Any]] = {
    "incidents": Incident,
    "places": Place,
    "positions": KnownPosition,
    "claims": Claim,
}
WIDEST_M = 500_000.0
"""A record less sure of where it lies than this is near nothing, and is not looked at."""

COLUMNS = ("distance", "towards", "within", "±", "zone", "kind", "id", "what")


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A record near a location: how far from it, in which direction, and whether it is surely within the distance."""

    record: Any
    position: Position
    distance_m: float
    azimuth_deg: float
    within: Literal["surely", "possibly"]
    verdict: Verdict | None = None

    def to_plain(self) -> dict[str, Any]:
        """Return it for programs."""
        plain = {
            "kind": self.record.KIND,
            "id": self.record.id,
            "what": what(self.record),
            "lat": self.position.lat,
            "lon": self.position.lon,
            "uncertainty_m": self.position.uncertainty_m,
            "distance_m": round(self.distance_m),
            "azimuth_deg": round(self.azimuth_deg, 1),
            "within": self.within,
        }
        if self.verdict:
            plain["verdict"] = self.verdict.status
            plain["border_m"] = round(self.verdict.border_m, 1)
            plain["share_inside"] = round(self.verdict.share_inside, 4)
        return plain


@click.command("near", cls=PlaceCommand)
@click.argument("where", nargs=-1, required=True)
@click.option(
    "--within", metavar="LENGTH", default="50 km", show_default=True, help="How far: 40km, 25 miles."
)
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(list(KINDS)),
    multiple=True,
    default=("incidents",),
    show_default=True,
    help="Which records; may be repeated.",
)
@options.choice(
    "--party",
    Party,
    help="Incidents that it speaks of, claims that it makes, positions that it is said to hold.",
)
@options.choice("--zone", ZoneDefinition, help="Say where each record lies by this zone definition.")
@choosing
@options.case_file
@options.as_json
def command(
    where: tuple[str, ...],
    within: str,
    kinds: tuple[str, ...],
    party: str | None,
    zone: str | None,
    reading: int | None,
    origin: tuple[str, ...],
    location: str | None,
    as_json: bool,
) -> None:
    """List the records near WHERE, the nearest first: coordinates in any notation, a place of the case, or a wording.

    A record is surely within the distance if it is so wherever it and WHERE truly lie, and possibly if it may be.

    \b
    contested near al-tanf-garrison --within 40km --party russia
    contested near "33.49 N 38.65 E" --within "25 miles" --kind claims --kind places
    """
    if party and "places" in kinds:
        raise click.UsageError("--party does not narrow places: a place is nobody's")
    within_m = read_radius_m("--within", within) or 0.0
    choice = choice_of(reading, origin)
    with options.open_case(location) as store:
        options.require_known(store, {"--party": (Party, [party]), "--zone": (ZoneDefinition, [zone])})
        here = LocationReader(store).read(" ".join(where), choice=choice)
        found = neighbours(here.position, within_m, store, kinds=kinds, party=party, zone=zone)
    for warning in here.warnings:
        output.note(f"warning: {warning}")
    value = {"where": here.to_plain(), "within_m": within_m, "records": [one.to_plain() for one in found]}
    output.show(value, as_json=as_json, text=lambda: _text(found))
    if not as_json:
        output.note(_closing(found, here, within_m))


def neighbours(
    here: Position,
    within_m: float,
    store: Store,
    *,
    kinds: tuple[str, ...],
    party: str | None = None,
    zone: str | None = None,
) -> list[Neighbour]:
    """Return the records that surely or possibly lie within a distance of a position, the nearest first.

    A record at distance d lies surely within r if d + u <= r and possibly if d - u <= r, with u the sum of both
    uncertainties. Where one of them is unknown it is taken as 0, and nothing is sure.

    Parameters
    ----------
    within_m : float
        Metres along the ellipsoid.
    kinds : tuple of str
        Which of `KINDS`.
    party, zone : str or None
        As the options of the command.
    """
    definition = store.get(ZoneDefinition, zone) if zone else None
    if party is not None:
        store.get(Party, party)
    reach_m = within_m + (here.uncertainty_m or 0.0) + WIDEST_M
    found = []
    for kind in dict.fromkeys(kinds):
        for record in store.near(KINDS[kind], here, reach_m):
            position = _position(record, store)
            if position is None or (party and not _concerns(record, party, store)):
                continue
            near = _neighbour(record, here, position, within_m)
            if near is not None:
                found.append(near)
    if definition is not None:
        found = list(_judged(found, definition, store))
    return sorted(found, key=lambda one: (one.distance_m, one.record.id))


def _neighbour(record: Any, here: Position, position: Position, within_m: float) -> Neighbour | None:
    course = inverse(here, position)
    apart_m = float(course.distance_m)
    unsure_m = (here.uncertainty_m or 0.0) + (position.uncertainty_m or 0.0)
    if apart_m - unsure_m > within_m:
        return None
    known = here.uncertainty_m is not None and position.uncertainty_m is not None
    return Neighbour(
        record=record,
        position=position,
        distance_m=apart_m,
        azimuth_deg=float(course.azimuth_deg),
        within="surely" if known and apart_m + unsure_m <= within_m else "possibly",
    )


def _judged(found: list[Neighbour], definition: ZoneDefinition, store: Store) -> Iterator[Neighbour]:
    from geo.verdicts import verdict
    from layers.zoning import construct

    construction = construct(definition, store)
    for near in found:
        judged = verdict(near.position, construction, definition_uncertainty_m=definition.uncertainty_m)
        yield replace(near, verdict=judged)


def _position(record: Any, store: Store) -> Position | None:
    if isinstance(record, Place):
        return record.position
    if isinstance(record, KnownPosition):
        return store.get(Place, record.place).position
    return locate(record.values.where if isinstance(record, Claim) else record.where, store)


def _concerns(record: Any, party: str, store: Store) -> bool:
    """Tell whether a record has to do with a party, as the option `--party` says."""
    if isinstance(record, Claim):
        return record.party == party
    if isinstance(record, Incident):
        return store.count(Claim, subject=record.id, party=party) > 0
    if isinstance(record, KnownPosition):
        return any(claim.values.holder == party for claim in store.records(Claim, subject=record.id))
    return False


def what(record: Any) -> str:
    """Return what a record is, in the words that are shown."""
    if isinstance(record, Incident):
        when = record.when.edtf if record.when and record.when.edtf else ""
        return f"{when}  {record.title}".strip()
    if isinstance(record, Claim):
        return f"{record.party} {record.stance}: {record.summary or record.quote or ''}".strip()
    return str(record.name)


def _text(found: list[Neighbour]) -> str:
    rows: list[dict[str, object]] = [
        {
            "distance": length_text(near.distance_m),
            "towards": compass_name(near.azimuth_deg, points=16) if near.distance_m >= 1 else "",
            "within": near.within,
            "±": length_text(near.position.uncertainty_m)
            if near.position.uncertainty_m is not None
            else "unknown",
            "zone": _zone_text(near.verdict),
            "kind": near.record.KIND,
            "id": near.record.id,
            "what": what(near.record),
        }
        for near in found
    ]
    several = len({row["kind"] for row in rows}) > 1
    columns = [column for column in COLUMNS if (column != "kind" or several) and any(r[column] for r in rows)]
    return output.table(rows, columns) if rows else "nothing of that kind is near"


def _zone_text(verdict: Verdict | None) -> str:
    if verdict is None:
        return ""
    return f"possible {verdict.share_inside:.0%}" if verdict.status == "possible" else verdict.status


def _closing(found: list[Neighbour], here: Landing, within_m: float) -> str:
    surely = sum(near.within == "surely" for near in found)
    return f"{surely} surely and {len(found) - surely} possibly within {length_text(within_m)} of {summary(here)}"
