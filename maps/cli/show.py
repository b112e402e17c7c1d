"""`contested show`: a record with everything said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from layers.errors import UnknownIdError
from layers.locating import locate
from layers.plain import to_plain
from layers.records import (
    RECORD_TYPES,
    Claim,
    Incident,
    KnownPosition,
    Party,
    Source,
    ZoneDefinition,
)
from maps.cli import options, output
from maps.cli.landing import Landing, landing_text, look_around

if TYPE_CHECKING:
    from layers.store import Store

SPOKEN_OF = (Incident, ZoneDefinition, KnownPosition)


@click.command("show")
@options.record_argument("record_id", Incident, ZoneDefinition, KnownPosition)
@options.case_file
@options.as_json
def command(record_id: str, location: str | None, as_json: bool) -> None:
    """Show the record of this ID; of an incident, its claims by party, and where it lies by every zone definition."""
    with options.open_case(location) as store:
        record = find(store, record_id)
        claims = list(store.records(Claim, subject=record_id)) if isinstance(record, SPOKEN_OF) else []
        parties = {party.id: party for party in store.records(Party)}
        claims.sort(key=lambda claim: (parties[claim.party].order, claim.stated or "", claim.id))
        landing = _landing(record, store)
        value = {
            "kind": record.KIND,
            "record": to_plain(record),
            "claims": [to_plain(claim) for claim in claims],
        }
        if landing:
            value["where"] = landing.to_plain()
        output.show(value, as_json=as_json, text=lambda: _text(record, claims, landing, parties, store))


def find(store: Store, record_id: str) -> Any:
    """Return the record of an id, whatever its kind.

    Raises
    ------
    UnknownIdError
        If there is none.
    """
    for record_type in RECORD_TYPES.values():
        if store.count(record_type, id=record_id):
            return store.get(record_type, record_id)
    raise UnknownIdError(
        f"no record has the id {record_id!r}; list what there is with: contested list incidents"
    )


def _landing(record: Any, store: Store) -> Landing | None:
    if not isinstance(record, Incident):
        return None
    position = locate(record.where, store)
    if position is None:
        return None
    text = (record.where.text if record.where else None) or ""
    landing = Landing(
        text=text, position=position, notation="incident", place=record.where.place if record.where else None
    )
    return look_around(landing, store, when=record.when.edtf if record.when else None)


def _text(
    record: Any, claims: list[Claim], landing: Landing | None, parties: dict[str, Party], store: Store
) -> str:
    plain = {name: value for name, value in to_plain(record).items() if not isinstance(value, dict | list)}
    if isinstance(record, Incident) and record.when:
        when = record.when
        plain["when"] = " ".join(
            filter(None, [when.edtf, f"({when.time_local})" if when.time_local else None])
        )
    if isinstance(record, Incident) and record.where:
        plain["location"] = record.where.text or record.where.place
    parts = [output.facts(plain)]
    if landing:
        parts.append(landing_text(landing, store))
    party = None
    for claim in claims:
        head = "" if claim.party == party else f"{parties[claim.party].name}\n"
        party = claim.party
        parts.append(head + _claim_text(claim, store))
    return "\n\n".join(parts)


def _claim_text(claim: Claim, store: Store) -> str:
    sources = [store.get(Source, source) for source in claim.sources]
    told = ", ".join(f"{s.publisher or s.title} {s.published or ''}".strip() for s in sources)
    facts = {
        claim.stance: claim.summary or claim.quote or "",
        "stated": claim.stated,
        "where": claim.values.where.text if claim.values.where else None,
        "inside zone": claim.values.inside_zone,
        "source": told or ("none found" if claim.unverified else None),
        "id": claim.id,
    }
    return "\n".join(
        f"  {line}" for line in output.facts(facts, width=output.terminal_width() - 2).splitlines()
    )
