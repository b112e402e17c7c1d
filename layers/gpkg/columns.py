"""Tables, columns and links: the words in which `mapping` says how records lie in SQL.

Named tuples, not our usual dataclasses: Python makes a class of them in a tenth of the time, and every `contested add` pays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from layers.records import CaseInfo, Claim, Grade

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.records import Record

SqlType = Literal["TEXT", "INTEGER", "DOUBLE", "BOOLEAN"]

SUBJECT_KINDS: dict[type[Record], tuple[str, ...]] = {
    Claim: ("incident", "zone definition", "known position"),
    Grade: ("source", "claim"),
}
"""Records with a `subject`, whose kind stands in `subject_kind`."""

GEOMETRY: dict[str, str] = {
    "incident": "POINT",
    "claim": "POINT",
    "place": "POINT",
    "known_position": "POINT",
    "zone_definition": "GEOMETRY",
}
"""Tables that are layers of a map, and the type of their `geom`."""

TIMED: dict[str, tuple[str, str]] = {
    "incident": ("when_edtf", "when_edtf"),
    "claim": ("when_edtf", "when_edtf"),
    "known_position": ("valid_from", "valid_to"),
    "zone_definition": ("valid_from", "valid_to"),
}
"""Tables with `earliest` and `latest`, and the columns from which these are worked out."""

BLANKS = "blank_parts"
"""The column that names nested values which are there but state nothing, such as a location without a word."""


class Column(NamedTuple):
    """One column: the field it holds, its SQL type, and what is allowed in it.

    A field that is required of a value that may be missing, such as the latitude of a position, can be NULL.
    """

    name: str
    field: str
    sql_type: SqlType
    required: bool
    not_null: bool
    refers_to: str | None
    description: str
    json_of: Any = None
    choices: tuple[str, ...] = ()


class Link(NamedTuple):
    """A field of many: a table of its own, with the owner's id, the place in the order, and the members' columns."""

    table: str
    field: str
    owner: str
    columns: tuple[str, ...]
    refers_to: str | None
    description: str


class Group(NamedTuple):
    """A record, or a value nested in it, as the columns, links and groups of its fields, in their order."""

    field: str
    path: str
    record_type: type
    optional: bool
    members: tuple[Member, ...]


Member: TypeAlias = Column | Link | Group


class Table:
    """The table of one kind of record.

    Attributes
    ----------
    columns : tuple of Column
        The columns of its fields, in order.
    links : tuple of Link
        The tables of its fields of many.
    has_blanks : bool
        Whether a nested value can be there and yet state nothing, so that a column must say so.
    stored : tuple of str
        The names of the columns that hold a record, in the order of a row.
    """

    def __init__(self, name: str, record_type: type[Record], group: Group, description: str) -> None:
        self.name = name
        self.record_type = record_type
        self.group = group
        self.description = description
        members = tuple(_walk(group))
        self.columns = tuple(member for member in members if isinstance(member, Column))
        self.links = tuple(member for member in members if isinstance(member, Link))
        self.has_blanks = any(isinstance(member, Group) and member.optional for member in members)
        self.stored = (*(column.name for column in self.columns), *((BLANKS,) if self.has_blanks else ()))

    @property
    def geometry(self) -> str | None:
        """The type of its geometry, if it is a layer."""
        return GEOMETRY.get(self.name)

    @property
    def derived(self) -> tuple[str, ...]:
        """The columns that are worked out from others, for maps and searches; they hold nothing of the record's own."""
        return (
            *(("geom",) if self.geometry else ()),
            *(("earliest", "latest") if self.name in TIMED else ()),
        )

    @property
    def order(self) -> tuple[str, ...]:
        """The columns of the canonical order."""
        return ("order", "id") if self.name == "party" else ("id",)

    @property
    def subjects(self) -> tuple[str, ...]:
        """The kinds that its `subject` may be of."""
        return SUBJECT_KINDS.get(self.record_type, ())


def table_name(kind: str) -> str:
    """Return the table of a kind of record.

    Examples
    --------
    >>> table_name("zone definition"), table_name("case")
    ('zone_definition', 'case_info')
    """
    return "case_info" if kind == CaseInfo.KIND else kind.replace(" ", "_")


def subject_column(kind: str) -> str:
    """Return the generated column that names a subject of one kind, so that SQL can hold the reference."""
    return f"subject_{table_name(kind)}"


def _walk(group: Group) -> Iterator[Member]:
    for member in group.members:
        yield member
        if isinstance(member, Group):
            yield from _walk(member)
