"""How records lie in tables: worked out from the records' own fields, so that none can be forgotten.

A field is a column. A nested value (a location, a time) is spread over columns that carry its name in front:
`where_text`, `where_place`. Ids in a tuple are rows of a link table, in order; names are rows of the table `name`. Other
tuples, such as the vertices of a polygon, are JSON in a text column. The same tables serve any SQL store.
"""

from __future__ import annotations

import types
import typing
from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from layers.gpkg.columns import Column, Group, Link, Table, subject_column, table_name
from layers.gpkg.descriptions import describe
from layers.plain import field_types
from layers.records import RECORD_TYPES, CaseInfo, Name, StatedValues

if TYPE_CHECKING:
    from typing import ClassVar, Protocol

    from layers.gpkg.columns import Member, SqlType

    class HasKind(Protocol):
        """Any record."""

        KIND: ClassVar[str]


_REFERS_TO: dict[tuple[str, str], str] = {
    ("CaseInfo", "center_place"): "place",
    ("CaseInfo", "seed_source"): "source",
    ("Source", "derives_from"): "source",
    ("Place", "source"): "source",
    ("Location", "place"): "place",
    ("ZoneDefinition", "zone"): "zone",
    ("ZoneDefinition", "stated_by"): "party",
    ("ZoneDefinition", "sources"): "source",
    ("Construction", "center_place"): "place",
    ("Construction", "line_of"): "zone definition",
    ("Construction", "parts"): "zone definition",
    ("Construction", "places"): "place",
    ("KnownPosition", "place"): "place",
    ("Incident", "zones"): "zone definition",
    ("Incident", "related"): "incident",
    ("Claim", "party"): "party",
    ("Claim", "sources"): "source",
    ("Claim", "supersedes"): "claim",
    ("StatedValues", "actor"): "party",
    ("StatedValues", "target"): "party",
    ("StatedValues", "holder"): "party",
    ("Assessment", "incident"): "incident",
    ("Assessment", "claims"): "claim",
    ("ArticleStatement", "source"): "source",
    ("ArticleStatement", "compare"): "source",
}
"""The kind of record that a field names; a test holds it against `layers.case.references`."""

# The values that a claim states are its columns by their own names: a reader looks for `harm_killed_low`.
_WITHOUT_PREFIX = {StatedValues}

_SQL_TYPES: dict[type, SqlType] = {str: "TEXT", int: "INTEGER", float: "DOUBLE", bool: "BOOLEAN"}


class _Spot(NamedTuple):
    """Where a field stands: its dotted path, the start of its columns' names, and whether all of it may be missing."""

    owner: str
    path: str = ""
    prefix: str = ""
    missing: bool = False


def table_of(record_type: type[HasKind]) -> Table:
    """Return the table of a record type.

    Examples
    --------
    >>> from layers.records import Assessment
    >>> table_of(Assessment).stored
    ('id', 'incident', 'text', 'confidence', 'by', 'date')
    >>> [link.table for link in table_of(Assessment).links]
    ['assessment_claim']
    """
    return _table(record_type.KIND)


@cache
def _table(kind: str) -> Table:
    record_type = RECORD_TYPES.get(kind, CaseInfo)
    name = table_name(kind)
    group = _group(record_type, "", _Spot(owner=name), optional=False)
    table = Table(name=name, record_type=record_type, group=group, description=describe(record_type.__name__))
    doubled = {column for column in table.stored if table.stored.count(column) > 1}
    assert not doubled, f"{name}: two fields share the columns {doubled}"  # noqa: S101 # our own mistake
    return table


@cache
def tables() -> tuple[Table, ...]:
    """Return every table of records, those named by others first."""
    return tuple(table_of(record_type) for record_type in (CaseInfo, *RECORD_TYPES.values()))


@cache
def referrers(kind: str) -> tuple[tuple[str, str, str], ...]:
    """Return where a kind of record can be named: table, column, and the table's column with the namer's id.

    Examples
    --------
    >>> referrers("assessment")
    ()
    >>> referrers("zone")
    (('zone_definition', 'zone', 'id'),)
    """
    found = []
    for table in tables():
        found += [(table.name, c.name, "id") for c in table.columns if c.refers_to == kind]
        found += [(table.name, subject_column(kind), "id")] if kind in table.subjects else []
        found += [(link.table, link.columns[0], link.owner) for link in table.links if link.refers_to == kind]
    return tuple(found)


def _group(record_type: type, field: str, spot: _Spot, *, optional: bool) -> Group:
    hints = field_types(record_type)
    inside = spot._replace(missing=spot.missing or optional)
    members = tuple(_member(record_type, f.name, hints[f.name], inside) for f in fields(record_type))
    return Group(field=field, path=spot.path, record_type=record_type, optional=optional, members=members)


def _member(record_type: type, field: str, hint: Any, spot: _Spot) -> Member:  # a type hint
    """Return the column, the link or the group of one field."""
    expected, optional = _without_none(hint)
    if is_dataclass(expected):
        nested = typing.cast("type", expected)
        prefix = spot.prefix if nested in _WITHOUT_PREFIX else f"{spot.prefix}{field}_"
        inner = spot._replace(path=f"{spot.path}.{field}".lstrip("."), prefix=prefix)
        return _group(nested, field, inner, optional=optional)
    column = Column(
        name=spot.prefix + field,
        field=field,
        sql_type="TEXT",
        required=not optional,
        not_null=not optional and not spot.missing,
        refers_to=_REFERS_TO.get((record_type.__name__, field)),
        description=describe(record_type.__name__, field),
    )
    if typing.get_origin(expected) is tuple:
        (item, _) = typing.get_args(expected)
        if item is Name or column.refers_to is not None:
            return _link(column, item, spot.owner)
        return column._replace(required=False, not_null=False, json_of=item)
    if typing.get_origin(expected) is Literal:
        return column._replace(choices=typing.get_args(expected))
    return column._replace(sql_type=_SQL_TYPES[expected])


def _link(column: Column, item: type, owner: str) -> Link:
    field = column.field
    if item is Name:
        table, columns = "name", tuple(f.name for f in fields(Name))
    else:
        target = table_name(column.refers_to or "")
        singular = field.removesuffix("s") if field != "derives_from" else field
        table = f"{owner}_{'source' if field == 'compare' else singular}"
        columns = (singular if target == owner else target,)
    return Link(
        table=table,
        field=field,
        owner=owner,
        columns=columns,
        refers_to=column.refers_to,
        description=column.description,
    )


def _without_none(hint: Any) -> tuple[Any, bool]:  # a type hint
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        (expected,) = (option for option in typing.get_args(hint) if option is not type(None))
        return expected, True
    return hint, False
