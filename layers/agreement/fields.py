"""The fields on which accounts are compared, in their fixed order, and what a difference in each of them bears on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["yes or no", "category", "party", "time", "place", "count"]
Level: TypeAlias = Literal["occurrence", "responsibility", "legality", "detail"]

LEVELS: tuple[Level, ...] = ("occurrence", "responsibility", "legality", "detail")
"""What a difference can bear on; the first that is in dispute decides the class of an incident."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of what claims state.

    Parameters
    ----------
    name : str
        As in the columns of `layers.agreement.table`.
    kind : str
        How two values are compared: see `layers.agreement.values`.
    level : str
        What a difference in it bears on.
    """

    name: str
    kind: Kind
    level: Level


FIELDS: tuple[Field, ...] = (
    Field(name="occurred", kind="yes or no", level="occurrence"),
    Field(name="when", kind="time", level="detail"),
    Field(name="where", kind="place", level="detail"),
    Field(name="actor", kind="party", level="responsibility"),
    Field(name="target", kind="party", level="detail"),
    Field(name="weapon", kind="category", level="detail"),
    Field(name="armed", kind="yes or no", level="detail"),
    Field(name="killed", kind="count", level="detail"),
    Field(name="injured", kind="count", level="detail"),
    Field(name="inside_zone", kind="yes or no", level="detail"),
    Field(name="lawful", kind="yes or no", level="legality"),
)
"""Every field, in the order in which it is shown."""

FIELD: dict[str, Field] = {field.name: field for field in FIELDS}
"""Every field by name."""
