"""What changed between two versions of a case, and what follows from it: verdicts that flipped, classes that changed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from layers.agreement.comparing import compare_all
from layers.agreement.plain import plain
from layers.assessing import verdict_rows
from layers.case import COLLECTIONS
from layers.plain import to_plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.agreement.comparing import Comparison
    from layers.case import Case
    from layers.records import Record

LONGEST_SHOWN = 200
"""Characters of a value in a line of `Differences.lines`; `as_data` has it whole."""

What: TypeAlias = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field of a record: its value before and after, as JSON has it; None where it was not given."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChange:
    """A record that was added, removed or changed; `label` is its title, name or summary, of the later version."""

    what: What
    kind: str
    id: str
    label: str
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Retraction:
    """A claim that its party has withdrawn since."""

    claim: str
    party: str
    subject: str
    retracted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictFlip:
    """A location whose verdict under a definition is another now; `claim` is None for the incident's own location."""

    incident: str
    claim: str | None
    definition: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassChange:
    """An incident whose class is another now; or one of its fields, if `field` is given."""

    incident: str
    field: str | None
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """All that differs between two versions of a case, in the order of kinds and ids.

    Parameters
    ----------
    records : tuple of RecordChange
        Records added, removed and changed.
    retractions : tuple of Retraction
        Claims retracted since; each is a changed record too, unless it was added as retracted.
    verdicts : tuple of VerdictFlip
        Only locations and definitions that are in both versions.
    classes : tuple of ClassChange
        Only incidents that are in both versions; an incident before its fields.
    """

    records: tuple[RecordChange, ...] = ()
    retractions: tuple[Retraction, ...] = ()
    verdicts: tuple[VerdictFlip, ...] = ()
    classes: tuple[ClassChange, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.records or self.retractions or self.verdicts or self.classes)

    def as_data(self) -> dict[str, list[dict[str, Any]]]:
        """Return everything as plain values for JSON, with the keys of the classes above."""
        data: dict[str, list[dict[str, Any]]] = plain(self)
        return data

    def lines(self) -> Iterator[str]:
        """Yield one readable line for each difference: + added, - removed, ~ changed.

        Examples
        --------
        >>> flip = VerdictFlip(incident="i-9", claim=None, definition="z", before="possible", after="inside")
        >>> list(Differences(verdicts=(flip,)).lines())
        ['~ verdict on i-9 under z: possible -> inside']
        """
        for change in self.records:
            yield f"{_MARKS[change.what]} {change.kind} {change.id}: {change.label}"
            for field in change.fields:
                yield f"    {field.field}: {_shown(field.before)} -> {_shown(field.after)}"
        for gone in self.retractions:
            yield f"~ claim {gone.claim} of {gone.party} on {gone.subject} retracted {gone.retracted}"
        for flip in self.verdicts:
            where = f"{flip.incident} ({flip.claim})" if flip.claim else flip.incident
            yield f"~ verdict on {where} under {flip.definition}: {flip.before} -> {flip.after}"
        for found in self.classes:
            what = f"{found.field} of {found.incident}" if found.field else found.incident
            yield f"~ class of {what}: {found.before} -> {found.after}"


def differences(before: Case, after: Case) -> Differences:
    """Return what differs between two versions of a case.

    Raises
    ------
    ConstructionError
        If a zone definition of either cannot be drawn.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from layers.cases import bundled_case
    >>> from layers.records import Claim
    >>> case = bundled_case("al-tanf")
    >>> claim = replace(case.get(Claim, "i-2017-08-07-kss-c02"), retracted="2017-08-09")
    >>> for line in differences(case, case.with_records([claim])).lines():
    ...     print(line)
    ~ claim i-2017-08-07-kss-c02: No coalition strikes there at that time
        retracted: not given -> 2017-08-09
    ~ claim i-2017-08-07-kss-c02 of us-coalition on i-2017-08-07-kss retracted 2017-08-09
    ~ class of actor of i-2017-08-07-kss: disputed -> partly
    """
    if before == after:
        return Differences()
    return Differences(
        records=tuple(_record_changes(before, after)),
        retractions=tuple(_retractions(before, after)),
        verdicts=tuple(_flips(before, after)),
        classes=tuple(_class_changes(before, after)),
    )


_MARKS: dict[What, str] = {"added": "+", "removed": "-", "changed": "~"}


def _record_changes(before: Case, after: Case) -> Iterator[RecordChange]:
    if before.info != after.info:
        yield _change("changed", after.info, _field_changes(before.info, after.info))
    for kind in COLLECTIONS:
        old = {record.id: record for record in before.of_kind(kind)}
        new = {record.id: record for record in after.of_kind(kind)}
        for record_id in sorted(old.keys() | new.keys()):
            if record_id not in old:
                yield _change("added", new[record_id])
            elif record_id not in new:
                yield _change("removed", old[record_id])
            elif old[record_id] != new[record_id]:
                yield _change("changed", new[record_id], _field_changes(old[record_id], new[record_id]))


def _change(what: What, record: Record, changes: tuple[FieldChange, ...] = ()) -> RecordChange:
    texts = (getattr(record, name, None) for name in ("title", "name", "summary", "text", "value"))
    label = next((text for text in texts if text), record.id)
    return RecordChange(what=what, kind=record.KIND, id=record.id, label=label, fields=changes)


def _field_changes(old: Record, new: Record) -> tuple[FieldChange, ...]:
    """Return the fields that differ, those of a claim's values and other parts by their path: values.harm.killed_low."""
    before, after = _flat(to_plain(old)), _flat(to_plain(new))
    return tuple(
        FieldChange(field=path, before=before.get(path), after=after.get(path))
        for path in sorted(before.keys() | after.keys())
        if before.get(path) != after.get(path)
    )


def _flat(plain: dict[str, Any], path: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in plain.items():
        if isinstance(value, dict):
            found |= _flat(value, f"{path}{key}.")
        else:
            found[f"{path}{key}"] = value
    return found


def _retractions(before: Case, after: Case) -> Iterator[Retraction]:
    known = {claim.id for claim in before.claims if claim.retracted is not None}
    for claim in after.claims:
        if claim.retracted is not None and claim.id not in known:
            yield Retraction(
                claim=claim.id, party=claim.party, subject=claim.subject, retracted=claim.retracted
            )


def _flips(before: Case, after: Case) -> Iterator[VerdictFlip]:
    old = {_about(row): row["status"] for row in verdict_rows(before)}
    for row in verdict_rows(after):
        was = old.get(_about(row))
        if was is not None and was != row["status"]:
            incident, claim, definition = _about(row)
            yield VerdictFlip(
                incident=incident, claim=claim, definition=definition, before=was, after=row["status"]
            )


def _about(row: dict[str, Any]) -> tuple[str, str | None, str]:
    return row["incident"], row["claim"], row["definition"]


def _class_changes(before: Case, after: Case) -> Iterator[ClassChange]:
    old = {found.incident: _classes(found) for found in compare_all(before)}
    for found in compare_all(after):
        was = old.get(found.incident, {})
        for field, now in _classes(found).items():
            if was.get(field, now) != now:
                yield ClassChange(incident=found.incident, field=field, before=was[field], after=now)


def _classes(found: Comparison) -> dict[str | None, str]:
    return {None: found.agreement, **{field.field: field.agreement for field in found.fields}}


def _shown(value: object) -> str:
    """Return a value for a line: whole where it is short, its beginning and end where it is not."""
    if value is None:
        return "not given"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return (
        text
        if len(text) <= LONGEST_SHOWN
        else f"{text[: LONGEST_SHOWN // 2]} … {text[-LONGEST_SHOWN // 4 :]}"
    )
