"""`contested list`: the records of a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from layers.case import COLLECTIONS
from layers.plain import to_plain
from layers.records import (
    INCIDENT_STANCES,
    RECORD_TYPES,
    ZONE_STANCES,
    Claim,
    Incident,
    Party,
    ZoneDefinition,
)
from layers.times import may_fall_in
from maps.cli import options, output
from maps.cli.claim import SUBJECT_TYPES
from maps.cli.values import edtf

if TYPE_CHECKING:
    from layers.store import Store

KINDS = {collection.replace("_", "-"): RECORD_TYPES[kind] for kind, collection in COLLECTIONS.items()}
COLUMNS: dict[str, tuple[str, ...]] = {
    "parties": ("id", "code", "name"),
    "sources": ("id", "published", "publisher", "title"),
    "places": ("id", "kind", "name"),
    "zones": ("id", "kind", "name"),
    "zone-definitions": ("id", "stated_by", "valid_from", "valid_to", "name"),
    "known-positions": ("id", "kind", "place", "name"),
    "incidents": ("id", "when", "title"),
    "claims": ("id", "party", "stance", "stated", "summary"),
    "grades": ("subject", "value", "scale"),
    "assessments": ("id", "incident", "text"),
    "article-statements": ("id", "recorded_in", "text"),
}


@click.command("list")
@click.argument("kind", type=click.Choice(list(KINDS)), metavar="KIND")
@options.choice(
    "--party", Party, help="Claims of this party, and incidents or definitions that it speaks of or states."
)
@options.choice("--zone", ZoneDefinition, help="Incidents that concern this zone or zone definition.")
@click.option(
    "--stance",
    type=click.Choice(list(dict.fromkeys(INCIDENT_STANCES + ZONE_STANCES))),
    metavar="WORD",
    help="Claims of this stance: asserts, denies, silent, ...",
)
@click.option("--about", metavar="ID", help="Claims about this incident, definition or position.")
@click.option(
    "--between", callback=edtf, metavar="EDTF", help="Incidents that may fall in this time: 2017-05/2017-06."
)
@options.case_file
@options.as_json
def command(kind: str, location: str | None, as_json: bool, **fields: str | None) -> None:
    """List the records of a KIND: parties, sources, places, zones, zone-definitions, known-positions, incidents, claims, ...

    \b
    contested list incidents --party russia --between 2017-05/2017-06
    contested list claims --about i-2017-06-18-su22
    """
    with options.open_case(location) as store:
        record_type: Any = KINDS[kind]
        _check(store, fields)
        records = [
            r
            for r in store.records(record_type, **_filters(record_type, fields))
            if _wanted(r, store, fields)
        ]
        rows = [_row(record) for record in records]
    columns = [column for column in COLUMNS[kind] if any(row.get(column) for row in rows)] or list(
        COLUMNS[kind]
    )
    output.show([to_plain(r) for r in records], as_json=as_json, text=lambda: output.table(rows, columns))
    if not as_json:
        output.note(output.counted(len(rows), record_type.KIND, kind.replace("-", " ")))


def _check(store: Store, fields: dict[str, str | None]) -> None:
    """Refuse to look for what the case does not know: an empty list would say that nobody spoke."""
    options.require_known(store, {"--party": (Party, [fields["party"]])})
    options.require_known_zone(store, fields["zone"])
    about = fields["about"]
    if about and not any(store.count(record_type, id=about) for record_type in SUBJECT_TYPES):
        known = (record.id for record_type in SUBJECT_TYPES for record in store.records(record_type))
        what = "incident, zone definition or known position"
        raise options.unknown(store.location, what, about, known, option="--about")


def _filters(record_type: Any, fields: dict[str, str | None]) -> dict[str, str]:
    """Return what the store itself can look for."""
    columns: dict[Any, dict[str, str]] = {
        Claim: {"party": "party", "stance": "stance", "about": "subject"},
        ZoneDefinition: {"party": "stated_by"},
    }
    taken = columns.get(record_type, {})
    late = {"party", "zone", "between"} if record_type is Incident else set()
    for option, value in fields.items():
        if value and option not in taken and option not in late:
            raise click.UsageError(f"--{option} does not narrow this list")
    return {column: value for option, column in taken.items() if (value := fields[option])}


def _wanted(record: Any, store: Any, fields: dict[str, str | None]) -> bool:
    if not isinstance(record, Incident):
        return True
    party, zone, between = fields["party"], fields["zone"], fields["between"]
    if (
        zone
        and zone not in record.zones
        and not any(store.get(ZoneDefinition, definition).zone == zone for definition in record.zones)
    ):
        return False
    if party and not store.count(Claim, subject=record.id, party=party):
        return False
    if not between:
        return True
    when = record.when.edtf if record.when else None
    return when is None or may_fall_in(when, between, zone=store.info().time_zone)


def _row(record: Any) -> dict[str, object]:
    row = {field: getattr(record, field, None) for column in COLUMNS.values() for field in column}
    if isinstance(record, Incident):
        row["when"] = record.when.edtf if record.when else None
    return row
