"""`contested show`: a record with everything said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from geo.coordinates import format_position
from geo.lengths import length_text
from layers.locating import locate
from layers.plain import to_plain
from layers.records import Claim, Incident, KnownPosition, Party, Place, Source, When, Zone, ZoneDefinition
from layers.times.show import local_and_utc
from maps.cli import options, output
from maps.cli.finding import SPOKEN_OF, records_of
from maps.cli.landing import SHOWN, Landing, landing_text, look_around
from maps.cli.zone_text import area_text, construction_text

if TYPE_CHECKING:
    from geo.position import Position
    from layers.records import Record
    from layers.store import Store


@click.command("show")
@options.record_argument("record_id", Incident, ZoneDefinition, KnownPosition)
@options.case_file
@options.as_json
def command(record_id: str, location: str | None, as_json: bool) -> None:
    """Show the record of this ID, whatever its kind, and what is said of it.

    Of an incident, its claims by party, and where it lies by every zone definition; of a place, its coordinates; of a zone
    definition, how it is built, its area and when it was in force. Where records of two kinds share an id, both are shown.

    \b
    contested show i-2017-06-18-su22
    contested show z-55km
    contested show al-tanf-garrison
    """
    with options.open_case(location) as store:
        records = records_of(store, record_id)
        shown = [_shown(record, store) for record in records]
        value = shown[0] | ({"also": shown[1:]} if shown[1:] else {})
        output.show(
            value, as_json=as_json, text=lambda: "\n\n".join(_text(r, store, len(records)) for r in records)
        )


def _shown(record: Record, store: Store) -> dict[str, Any]:
    """Return a record, the claims about it and where it lies, for programs."""
    landing = _landing(record, store)
    value = {
        "kind": record.KIND,
        "record": to_plain(record),
        "claims": [to_plain(claim) for claim in _claims(record, store)],
    }
    return value | ({"where": landing.to_plain()} if landing else {})


def _claims(record: Record, store: Store) -> list[Claim]:
    """Return the claims about a record, by party and time."""
    if not isinstance(record, SPOKEN_OF):
        return []
    order = {party.id: party.order for party in store.records(Party)}
    about = (claim for claim in store.records(Claim, subject=record.id) if claim.subject_kind == record.KIND)
    return sorted(about, key=lambda claim: (order[claim.party], claim.stated or "", claim.id))


def _landing(record: Record, store: Store) -> Landing | None:
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


def _text(record: Record, store: Store, count: int) -> str:
    plain = {name: value for name, value in to_plain(record).items() if not isinstance(value, dict | list)}
    if count > 1:
        plain = {"kind of record": record.KIND} | plain
    parts = [output.facts(plain | _more(record, store))]
    landing = _landing(record, store)
    if landing:
        parts.append(landing_text(landing, store))
    names = {party.id: party.name for party in store.records(Party)}
    party = None
    for claim in _claims(record, store):
        head = "" if claim.party == party else f"{names[claim.party]}\n"
        party = claim.party
        parts.append(head + _claim_text(claim, store))
    return "\n\n".join(parts)


def _when_text(when: When | None, store: Store) -> str | None:
    """Return a time in words, on the local clock and in UTC, with the words it was read from."""
    if when is None or when.edtf is None:
        return None
    told = when.time_local or (when.date if when.date != when.edtf and when.precision else None)
    text = local_and_utc(when.edtf, zone=store.info().time_zone)
    return f"{text} ({told})" if told else text


def _more(record: Record, store: Store) -> dict[str, object]:
    """Return what the plain fields of a record do not say, in words."""
    match record:
        case Incident():
            when, where = record.when, record.where
            return {
                "when": _when_text(when, store),
                "location": (where.text or where.place) if where else None,
                "zones": record.zones,
                "related": record.related,
            }
        case Place():
            return {"position": _position_text(record.position), "names": _names(record)}
        case Zone():
            return {
                "names": _names(record),
                "definitions": tuple(d.id for d in store.records(ZoneDefinition, zone=record.id)),
            }
        case KnownPosition():
            return {"position": _position_text(store.get(Place, record.place).position)}
        case ZoneDefinition():
            unsure = record.uncertainty_m
            return {
                "uncertainty_m": None,
                "valid_from": None,
                "valid_to": None,
                "construction": construction_text(record.construction, store),
                "border": f"± {length_text(unsure)}" if unsure is not None else "uncertainty not stated",
                "area": area_text(record, store),
                "in force": _validity_text(record),
                "names": _names(record),
                "sources": record.sources,
            }
        case Source():
            return {"derives from": record.derives_from}
        case Party():
            return {"names": _names(record)}
        case Claim():
            said = to_plain(record.values)
            where = record.values.where
            return {
                **{field: value for field, value in said.items() if not isinstance(value, dict | list)},
                "when": record.values.when.edtf if record.values.when else None,
                "where": (where.text or where.place) if where else None,
                "sources": record.sources,
            }
    return {}


def _names(record: Place | Zone | ZoneDefinition | Party) -> tuple[str, ...]:
    return tuple(f"{name.text} ({name.language})" if name.language else name.text for name in record.names)


def _position_text(position: Position) -> str:
    known = position.uncertainty_m
    spread = f"± {length_text(known)}" if known is not None else "uncertainty unknown"
    return " · ".join([*(format_position(position, notation) for notation in SHOWN), spread])


def _validity_text(definition: ZoneDefinition) -> str:
    if definition.valid_from is None and definition.valid_to is None:
        return "at any time"
    return f"from {definition.valid_from or 'the beginning'} to {definition.valid_to or 'now'}"


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
    return output.indented(output.facts(facts, width=output.terminal_width() - 2))
