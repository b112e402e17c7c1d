"""Classes of agreement: of a field, from the votes on it; of an incident, from its fields."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Literal, TypeAlias

from layers.agreement.fields import FIELDS, LEVELS
from layers.agreement.values import agree, opposed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from layers.agreement.values import Value

FieldClass: TypeAlias = Literal["unstated", "single voice", "not compared", "agreed", "partly", "disputed"]
IncidentClass: TypeAlias = Literal[
    "disputed occurrence",
    "disputed responsibility",
    "disputed legality",
    "disputed detail",
    "agreed",
    "single voice",
    "unstated",
]

FIELD_CLASSES: dict[FieldClass, str] = {
    "unstated": "no party states it",
    "single voice": "one party states it",
    "not compared": "two or more state it, in words of which no two are the same: wordings are no disagreement",
    "agreed": "all that can be compared agree",
    "partly": "some pair agrees, some does not",
    "disputed": "no pair agrees, or one asserts what another denies",
}
"""Every class of a field, with its rule."""

INCIDENT_CLASSES: dict[IncidentClass, str] = {
    "disputed occurrence": "parties differ on whether it occurred",
    "disputed responsibility": "parties differ on who did it",
    "disputed legality": "parties differ on whether it was lawful",
    "disputed detail": "parties differ on when, where, against whom, with what, how many, or on the zone",
    "agreed": "two or more state the same field, and nowhere do any differ",
    "single voice": "no field is stated by two parties in a way that can be compared",
    "unstated": "no party states any field",
}
"""Every class of an incident, with its rule, the strongest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The class of an incident, and the field that decided it; None where no party states any."""

    agreement: IncidentClass
    decided_by: str | None


def field_class(values: Sequence[Value]) -> FieldClass:
    """Return the class of a field from the votes on it, one for each party that states it.

    Only pairs that can be compared count; a vote that can be compared with no other is left out.

    Examples
    --------
    >>> from layers.agreement.values import Category, Count
    >>> field_class([Category(key="isis"), Category(key="isis"), Category(key="israel")])
    'partly'
    >>> field_class([Category(key="yes"), Category(key="yes"), Category(key="no")])
    'disputed'
    >>> field_class([Count(low=36, high=47), Count(low=40, high=None), Count(low=44, high=60)])
    'agreed'
    """
    if len(values) < 2:
        return "single voice" if values else "unstated"
    pairs = {(i, j): agree(values[i], values[j]) for i, j in combinations(range(len(values)), 2)}
    compared = {n for pair, found in pairs.items() if found is not None for n in pair}
    if not compared:
        return "not compared"
    if any(opposed(values[i], values[j]) for i, j in pairs):
        return "disputed"
    found_among = [found for (i, j), found in pairs.items() if i in compared and j in compared]
    if all(found_among):
        return "agreed"
    return "partly" if any(found_among) else "disputed"


def incident_class(classes: Mapping[str, FieldClass]) -> Decision:
    """Return the class of an incident from those of its fields, and the field that decided.

    A field on which some differ and some agree is in dispute too. Of several fields on one level one that is disputed
    decides before one that is partly so, and then the first in the order of `layers.agreement.fields.FIELDS`.

    Examples
    --------
    >>> incident_class({"occurred": "agreed", "where": "partly", "killed": "disputed"})
    Decision(agreement='disputed detail', decided_by='killed')
    >>> incident_class({"occurred": "agreed", "where": "single voice"})
    Decision(agreement='agreed', decided_by='occurred')
    """
    for level in LEVELS:
        fields = [field.name for field in FIELDS if field.level == level]
        for found in ("disputed", "partly"):
            for name in fields:
                if classes.get(name) == found:
                    return Decision(agreement=_DISPUTED[level], decided_by=name)
    for found, agreement in _UNDISPUTED:
        for field in FIELDS:
            if classes.get(field.name) == found:
                return Decision(agreement=agreement, decided_by=field.name)
    return Decision(agreement="unstated", decided_by=None)


_DISPUTED: dict[str, IncidentClass] = {
    "occurrence": "disputed occurrence",
    "responsibility": "disputed responsibility",
    "legality": "disputed legality",
    "detail": "disputed detail",
}
_UNDISPUTED: tuple[tuple[FieldClass, IncidentClass], ...] = (
    ("agreed", "agreed"),
    ("not compared", "single voice"),
    ("single voice", "single voice"),
)
