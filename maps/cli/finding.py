"""The record that an id on the command line means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from layers.errors import UnknownIdError
from layers.records import RECORD_TYPES, CaseInfo, Incident, KnownPosition, ZoneDefinition
from maps.cli import options

if TYPE_CHECKING:
    from layers.records import Record
    from layers.store import Store

SPOKEN_OF = (Incident, ZoneDefinition, KnownPosition)
"""What claims are about."""

KIND_NAMES = (CaseInfo.KIND, *RECORD_TYPES)


def records_of(store: Store, record_id: str) -> list[Record]:
    """Return the records of an id, those that claims are about first: a zone and its definition may share one.

    Raises
    ------
    UnknownIdError
        If there is none.
    """
    types = sorted(RECORD_TYPES.values(), key=lambda record_type: record_type not in SPOKEN_OF)
    found: list[Record] = [
        store.get(record_type, record_id) for record_type in types if store.count(record_type, id=record_id)
    ]
    if found:
        return found
    known = (record.id for record_type in SPOKEN_OF for record in store.records(record_type))
    meant = options.suggestion(record_id, known)
    raise UnknownIdError(
        f"no record has the id {record_id!r}; {meant}list what there is with: contested list incidents"
    )


def the_record(store: Store, record_id: str, kind: str | None) -> Record:
    """Return the one record that is meant; the case itself by its own id.

    Raises
    ------
    UnknownIdError
        If there is none.
    UsageError
        If there are several, and no kind is given.
    """
    if kind == CaseInfo.KIND:
        return _the_case(store, record_id)
    if kind is not None:
        return store.get(RECORD_TYPES[kind], record_id)
    try:
        found = records_of(store, record_id)
    except UnknownIdError:
        if record_id == store.info().id:
            return store.info()
        raise
    if len(found) > 1:
        kinds = " and ".join(record.KIND for record in found)
        raise click.UsageError(
            f'{record_id} is the id of {len(found)} records: {kinds}; say which with --kind "{found[0].KIND}"'
        )
    return found[0]


def _the_case(store: Store, record_id: str) -> CaseInfo:
    info = store.info()
    if info.id != record_id:
        raise UnknownIdError(f"{store.location} is the case {info.id!r}, not {record_id!r}")
    return info
