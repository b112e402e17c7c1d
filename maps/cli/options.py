"""Every option that commands share, once; and the way from a name on the command line to a case."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from layers.errors import CaseFileError, UnknownIdError
from layers.records import Party, Zone, ZoneDefinition
from maps.cli.values import edtf

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from layers.case import Case
    from layers.records import Record
    from layers.store import Store

F = TypeVar("F", bound="Callable[..., Any]")


def case_file(function: F) -> F:
    """Give a command the option `--case`, as `location`."""
    return click.option(
        "--case",
        "location",
        envvar="CONTESTED_CASE",
        metavar="FILE",
        help="The case file, or to read only a bundled case (al-tanf); else CONTESTED_CASE, else the only .gpkg file here.",
    )(function)


def as_json(function: F) -> F:
    """Give a command the option `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Answer in JSON, for programs.")(function)


def writing(function: F) -> F:
    """Give a command that writes the options `--by` and `--dry-run`."""
    function = click.option("--dry-run", is_flag=True, help="Check and show it all, but store nothing.")(
        function
    )
    return click.option(
        "--by", envvar="CONTESTED_BY", metavar="NAME", help="Who enters this, for the log; else CONTESTED_BY."
    )(function)


def as_of(function: F) -> F:
    """Give a command the option `--as-of`."""
    return click.option(
        "--as-of",
        callback=edtf,
        metavar="EDTF",
        help="Only what had been said, and not yet withdrawn, by the end of this date.",
    )(function)


def parties(function: F) -> F:
    """Give a command the option `--party`, as `parties`."""
    return choice("--party", Party, multiple=True, help="Only this party; may be repeated.", dest="parties")(
        function
    )


def zones(function: F) -> F:
    """Give a command the option `--zone`, as `zones`."""
    return choice(
        "--zone",
        ZoneDefinition,
        multiple=True,
        help="Only this zone or zone definition; may be repeated.",
        dest="zones",
    )(function)


def check_ids(case: Case, *, parties: Iterable[str] = (), zones: Iterable[str] = ()) -> None:
    """Refuse a `--party` or a `--zone` that the case does not know.

    Raises
    ------
    UnknownIdError
        If there is no such party, or neither a zone nor a zone definition of that id.
    """
    known = {
        "party": [party.id for party in case.parties],
        "zone or zone definition": [
            *(zone.id for zone in case.zones),
            *(d.id for d in case.zone_definitions),
        ],
    }
    for kind, option, asked in (("party", "--party", parties), ("zone or zone definition", "--zone", zones)):
        absent = next((record_id for record_id in asked if record_id not in known[kind]), None)
        if absent is not None:
            raise unknown(case.info.id, kind, absent, known[kind], option=option)


def stored_text(store: Store, *, dry_run: bool) -> str:
    """Return into which file something was stored, or that it was not."""
    return "not stored (dry run)" if dry_run else f"stored in {store.location}"


def require_known(store: Store, named: Mapping[str, tuple[type[Record], Iterable[str | None]]]) -> None:
    """Refuse ids on the command line that the case does not have, before anything else is said of them.

    Parameters
    ----------
    named : mapping of str to (record type, ids)
        By the option, or the word, that gave them.

    Raises
    ------
    UnknownIdError
        Naming the option, what is like the id, and how to list what there is.
    """
    for option, (record_type, record_ids) in named.items():
        for record_id in record_ids:
            if record_id is not None and not store.count(record_type, id=record_id):
                known = (record.id for record in store.records(record_type))
                raise unknown(store.location, record_type.KIND, record_id, known, option=option)


def require_known_zone(store: Store, zone: str | None) -> None:
    """Refuse a `--zone` that is neither a zone nor a zone definition of the case."""
    if zone is None or store.count(ZoneDefinition, id=zone) or store.count(Zone, id=zone):
        return
    known = [record.id for record_type in (Zone, ZoneDefinition) for record in store.records(record_type)]
    raise unknown(store.location, "zone or zone definition", zone, known, option="--zone")


def unknown(
    where: str, kind: str, record_id: str, known: Iterable[str], *, option: str | None = None
) -> UnknownIdError:
    """Return the error of an id that is not there: what is like it, and how to list what there is."""
    from layers.case import COLLECTIONS

    plural = COLLECTIONS.get(kind, "incidents" if "incident" in kind else "zone_definitions").replace(
        "_", "-"
    )
    given = f"{option}: " if option else ""
    return UnknownIdError(
        f"{given}{where} has no {kind} {record_id!r}; {suggestion(record_id, known)}list them with: contested list {plural}"
    )


def suggestion(record_id: str, known: Iterable[str]) -> str:
    """Return "did you mean ...? " with the ids that are like one, or nothing."""
    from difflib import get_close_matches

    like = get_close_matches(record_id, list(known), n=3)
    return f"did you mean {' or '.join(like)}? " if like else ""


def concerned(case: Case, zones: Collection[str]) -> set[str]:
    """Return the ids of the incidents that name one of these zones or zone definitions; of all, if none is asked for."""
    meant = {d.id for d in case.zone_definitions if d.id in zones or d.zone in zones}
    return {incident.id for incident in case.incidents if not zones or meant.intersection(incident.zones)}


def choice(name: str, record_type: type[Record], **settings: Any) -> Callable[[F], F]:
    """Return an option that takes the id of a record, and completes it from the case."""
    names = [name, *([settings.pop("dest")] if "dest" in settings else [])]
    return click.option(*names, metavar="ID", shell_complete=completer(record_type), **settings)


def record_argument(name: str, *record_types: type[Record], required: bool = True) -> Callable[[F], F]:
    """Return an argument that takes the id of a record of one of several kinds, completed from the case."""
    metavar = "ID" if required else "[ID]"
    return click.argument(name, metavar=metavar, required=required, shell_complete=completer(*record_types))


def case_path(location: str | None) -> Path:
    """Return the path of the case file that is meant.

    Raises
    ------
    CaseFileError
        If none is named and the folder has none, or more than one.
    """
    if location:
        return Path(location)
    found = sorted(Path().glob("*.gpkg"))
    if len(found) == 1:
        return found[0]
    seen = f"there are {len(found)} here" if found else "there is none here"
    raise CaseFileError(
        f"no case file named, and {seen}; say --case FILE or set CONTESTED_CASE, or make one with: contested new FILE"
    )


def open_case(location: str | None) -> Store:
    """Open the case file that is meant; a bundled case, named as such, is there to be read."""
    from layers.store import open_store

    path = case_path(location)
    if not path.exists():
        from layers.cases import bundled_case, bundled_cases

        if location in bundled_cases():
            from layers.memory import MemoryStore

            return MemoryStore(bundled_case(location))
    return open_store(path)


def read_case_of(location: str | None) -> Case:
    """Return the whole case that `--case` names: a case file, a case document or a bundled case."""
    return read_any_case(location or str(case_path(None)))


def short_names(case: Case) -> dict[str, str]:
    """Return the short English name of each party by id, in the fixed order of parties."""
    return {
        party.id: next((n.text for n in party.names if n.role == "short" and n.language == "en"), party.name)
        for party in case.parties
    }


def read_any_case(name: str) -> Case:
    """Return a case by the name of a bundled one, or the path of a case document or a case file.

    Raises
    ------
    CaseFileError
        If there is none of that name.
    """
    from layers.cases import bundled_case, bundled_cases

    path = Path(name)
    if name in bundled_cases() and not path.exists():
        return bundled_case(name)
    if path.suffix == ".json":
        from layers.document import read_document_file

        if not path.is_file():
            raise CaseFileError(f"{name}: no such file")
        return read_document_file(path)
    from layers.store import open_store

    with open_store(path) as store:
        return store.read_case()


def collections_of(case: Case) -> dict[str, tuple[Record, ...]]:
    """Return the records of a case by the plural of their kind, in words."""
    from layers.case import COLLECTIONS

    return {name.replace("_", " "): case.of_kind(kind) for kind, name in COLLECTIONS.items()}


def completer(*record_types: type[Record]) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """Return what completes an id from the case."""

    def complete(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
        location = ctx.params.get("location") or os.environ.get("CONTESTED_CASE")
        try:
            with open_case(location) as store:
                return [
                    record.id
                    for record_type in record_types
                    for record in store.records(record_type)
                    if record.id.startswith(incomplete)
                ]
        except CaseFileError:  # nothing to complete from; the command itself will say why
            return []

    return complete
