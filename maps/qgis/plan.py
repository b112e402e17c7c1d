"""Which layers the package opens with, in which groups, and what belongs to what.

Two kinds of layers: the records of the case, in their own tables, which are what one edits; and layers made for the map, which
are read-only and made anew by the next export.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.gpkg.columns import GEOMETRY
from layers.gpkg.mapping import tables
from layers.records import RECORD_TYPES
from maps.qgis import looks
from maps.qgis.fields import ValueMap, ValueRelation, Widget
from maps.qgis.qml import Look
from maps.qgis.relations import RELATED, qgis_id
from maps.qgis.symbols import INK, Symbol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from layers.case import Case
    from layers.gpkg.columns import Table
    from maps.qgis.styles import Style

RECORDS = "Records: edit here"
PARTIES = "Parties"
ACCOUNTS = "Accounts"
ZONES = "Zone definitions"
BACKDROP = "Backdrop, for orientation only"

_TITLES = {
    "case_info": "About the case",
    "party": "Parties",
    "source": "Sources",
    "place": "Places",
    "zone": "Zones",
    "zone_definition": "Zone definitions",
    "known_position": "Known positions",
    "incident": "Incidents",
    "claim": "Claims",
    "grade": "Grades",
    "assessment": "Assessments",
    "article_statement": "Article statements",
    "claim_source": "Sources of claims",
}
_NAMED_BY = {"case_info": "title", "incident": "title", "source": "title", "claim": "summary"}
_PARTY_COLUMNS = frozenset({"party", "stated_by", "actor", "target", "holder"})
_PLACE_COLUMNS = frozenset({"place", "where_place", "center_place", "construction_center_place"})
_TIPS = {
    "map_incident": ("when", "kind", "location", "uncertainty_m", "parties", "zone_status", "agreement"),
    "map_claim": (
        "party_name",
        "stance",
        "summary",
        "stated",
        "when",
        "placed_by",
        "uncertainty_m",
        "sources",
    ),
    "map_zone": ("stated_by", "valid_from", "valid_to", "recognised_by", "rejected_by", "uncertainty_m"),
    "map_party_zone": ("relation", "summary", "said", "valid_from", "valid_to"),
    "map_uncertainty": ("incident", "party", "location", "uncertainty_m"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One layer of the project.

    Parameters
    ----------
    id : str
        What relations and forms call it.
    title : str
        What the user reads.
    table : str
        Its table in the GeoPackage.
    groups : tuple of str
        The groups it stands in, the outermost first.
    styles : tuple of Style
        The first is what it opens with.
    where : str
        SQL that picks its rows; empty for all.
    wkb : str
        Type of geometry as QGIS calls it: "Point", "MultiPolygon", ...; "NoGeometry" for a table.
    """

    id: str
    title: str
    table: str
    groups: tuple[str, ...]
    look: Look
    styles: tuple[Style, ...]
    wkb: str
    where: str = ""
    visible: bool = False
    editable: bool = False

    @property
    def qgis_id(self) -> str:
        """The layer's id in the project."""
        return qgis_id(self.id)


def layers_of(case: Case, columns_of: Callable[[str], tuple[str, ...]]) -> list[Layer]:
    """Return every layer, in the order of the tree: what is drawn on top comes first.

    Parameters
    ----------
    columns_of : callable
        Gives the columns of a table, without its geometry, in the order in which QGIS counts them.
    """
    plan = _Plan(case, columns_of)
    return [*plan.accounts(), *plan.parties(), *plan.zones(), *plan.records(), *plan.backdrop()]


class _Plan:
    def __init__(self, case: Case, columns_of: Callable[[str], tuple[str, ...]]) -> None:
        self._case = case
        self._columns_of = columns_of
        self._party_names = ValueMap(values=tuple((party.id, party.name) for party in case.parties))
        self._places = ValueRelation(layer_id=qgis_id("place"), layer_name="Places", key="id", shown="name")

    def accounts(self) -> Iterator[Layer]:
        case = self._case
        yield self._made(
            "map_incident", "Incidents", (ACCOUNTS,), looks.incident_styles(case), "Point", visible=True
        )
        yield self._made(
            "map_claim", "Claims of all parties", (ACCOUNTS,), looks.claim_styles(case.parties), "Point"
        )
        # Two layers may draw one table: here known positions and places are for looking at, below for editing.
        yield self._record(
            "known_position", ACCOUNTS, "drawn_position", (looks.position_style(),), visible=True
        )
        yield self._record("place", ACCOUNTS, "drawn_place", (looks.place_style(),), visible=True)
        yield self._made(
            "map_uncertainty", "Uncertainty of locations", (ACCOUNTS,), (looks.disc_style(),), "Polygon"
        )

    def parties(self) -> Iterator[Layer]:
        for party in self._case.parties:
            where = f"\"party\" = '{party.id.replace(chr(39), chr(39) * 2)}'"
            groups = (PARTIES, party.name)
            n = f"party_{party.order}_{party.code}"
            yield self._made(
                "map_claim", "Its claims", groups, (looks.party_claim_style(party),), "Point", where=where, layer_id=f"{n}_claims"
            )  # fmt: skip
            yield self._made(
                "map_party_zone", "Zones as it sees them", groups, (looks.party_zone_style(party),), "MultiPolygon",
                where=where, layer_id=f"{n}_zones",
            )  # fmt: skip

    def zones(self) -> Iterator[Layer]:
        styles = looks.zone_styles(self._case.parties)
        for kind, wkb, title in (
            ("points", "MultiPoint", "as points"),
            ("line", "MultiLineString", "as lines"),
            ("area", "MultiPolygon", "as areas"),
        ):
            yield self._made(
                f"map_zone_{kind}", f"Definitions drawn {title}", (ZONES,), styles, wkb, visible=True
            )

    def records(self) -> Iterator[Layer]:
        order = ["incident", "claim", "known_position", "place", "zone_definition"]
        found = {table.name: table for table in tables()}
        for name in [*order, *(name for name in found if name not in order)]:
            yield self._record(name, RECORDS, name, self._record_styles(name), editable=True)
        yield self._table("claim_source", (RECORDS,), "claim")
        yield self._table("map_verdict", (RECORDS,), "decided_by", title="Verdicts (made)")

    def backdrop(self) -> Iterator[Layer]:
        yield self._made(
            "map_backdrop_line",
            "Borders and rivers",
            (BACKDROP,),
            (looks.border_style(),),
            "MultiLineString",
            visible=True,
        )
        yield self._made(
            "map_backdrop_area",
            "Land and water",
            (BACKDROP,),
            (looks.land_style(),),
            "MultiPolygon",
            visible=True,
        )

    def _record_styles(self, table: str) -> tuple[Style, ...]:
        case = self._case
        return {
            "incident": (looks.by_kind(incident.kind for incident in case.incidents),),
            "claim": (looks.by_party(case.parties, "party"), looks.by_stance(Symbol(color=INK))),
            "known_position": (looks.position_style(),),
            "place": (looks.place_style(),),
            "zone_definition": looks.zone_styles(case.parties),
        }.get(table, ())

    def _record(
        self,
        name: str,
        group: str,
        layer_id: str,
        styles: tuple[Style, ...],
        *,
        visible: bool = False,
        editable: bool = False,
    ) -> Layer:
        table = next(table for table in tables() if table.name == name)
        geometry = "" if not table.geometry else "Polygon" if name == "zone_definition" else "Point"
        look = Look(
            title=_NAMED_BY.get(name, "name" if name in GEOMETRY or name in {"party", "zone"} else "id"),
            columns=self._columns_of(name),
            geometry=geometry,
            tip=tuple(column for column in ("kind", "stance", "party", "note") if column in table.stored),
            widgets=self._widgets(self._columns_of(name), table),
            hidden=("blank_parts",),
            related=RELATED.get(name, ()) if editable else (),
            timed="earliest" in table.derived,
        )
        wkb = {"": "NoGeometry", "Point": "Point", "Polygon": "Polygon"}[geometry]
        return Layer(
            id=layer_id, title=_TITLES[name], table=name, groups=(group,), look=look, styles=styles, wkb=wkb, visible=visible,
            editable=editable,
        )  # fmt: skip

    def _made(
        self, table: str, title: str, groups: tuple[str, ...], styles: tuple[Style, ...], wkb: str, *,
        visible: bool = False, where: str = "", layer_id: str = "",
    ) -> Layer:  # fmt: skip
        columns = self._columns_of(table)
        tip = next((tip for start, tip in _TIPS.items() if table.startswith(start)), ())
        name = next(column for column in ("title", "name", "location", "kind") if column in columns)
        look = Look(
            title=name,
            columns=columns,
            geometry={"Point": "Point", "LineString": "Line", "Polygon": "Polygon"}[
                wkb.removeprefix("Multi")
            ],
            tip=tip,
            widgets=self._widgets(columns, None),
            related=RELATED.get(table, ()) if not where else (),
            timed="earliest" in columns,
        )
        return Layer(
            id=layer_id or table, title=title, table=table, groups=groups, look=look, styles=styles, wkb=wkb, where=where,
            visible=visible,
        )  # fmt: skip

    def _table(self, table: str, groups: tuple[str, ...], name: str, *, title: str = "") -> Layer:
        columns = self._columns_of(table)
        look = Look(title=name, columns=columns, geometry="", widgets=self._widgets(columns, None))
        return Layer(
            id=table,
            title=title or _TITLES[table],
            table=table,
            groups=groups,
            look=look,
            styles=(),
            wkb="NoGeometry",
            editable=not title,
        )

    def _widgets(self, columns: tuple[str, ...], table: Table | None) -> dict[str, Widget]:
        widgets: dict[str, Widget] = {}
        for column in columns:
            if column in _PARTY_COLUMNS:
                widgets[column] = self._party_names
            elif column in _PLACE_COLUMNS:
                widgets[column] = self._places
        for choice in table.columns if table else ():
            if choice.choices:
                widgets[choice.name] = ValueMap(values=tuple((value, value) for value in choice.choices))
        return widgets


assert set(_TITLES) >= {table.name for table in tables()}, "a kind of record has no title"  # noqa: S101 # our own mistake
assert len(RECORD_TYPES) + 1 == len(tables())  # noqa: S101
