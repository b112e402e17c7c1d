"""How each layer is drawn, by which of its columns: the styles of the package, and of the files beside which a `.qml` lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maps.qgis.styles import Category, Label, Style, category_per
from maps.qgis.symbols import GREY, INK, MARKERS, PALETTE, STANCES, Symbol, with_stance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layers.case import Case
    from layers.records import Party

_UNCERTAINTY = """CASE WHEN "uncertainty_m" IS NULL THEN 'unknown' WHEN "uncertainty_m" <= 500 THEN '500' WHEN "uncertainty_m" <= 2000 THEN '2000'
 WHEN "uncertainty_m" <= 5000 THEN '5000' WHEN "uncertainty_m" <= 20000 THEN '20000' ELSE 'more' END""".replace(
    "\n", ""
)
_UNCERTAINTY_STEPS = (
    ("500", "up to 500 m", "#08306b"),
    ("2000", "up to 2 km", "#2171b5"),
    ("5000", "up to 5 km", "#6baed6"),
    ("20000", "up to 20 km", "#bdd7e7"),
    ("more", "more than 20 km", "#eff3ff"),
)
_STATUSES = (
    ("inside", "inside the zone it concerns", Symbol(color="#b2182b", marker="circle")),
    ("possible", "possibly inside", Symbol(color="#ef8a62", marker="diamond", fill="half")),
    ("outside", "outside", Symbol(color="#2166ac", marker="square", fill="none")),
    ("no zone in force", "no zone in force then", Symbol(color=GREY, marker="triangle", fill="none")),
)
_AGREEMENTS = (
    ("disputed occurrence", Symbol(color="#762a83", marker="star", size_mm=4.2)),
    ("disputed responsibility", Symbol(color="#9970ab", marker="diamond", size_mm=3.8)),
    ("disputed legality", Symbol(color="#c2a5cf", marker="square", size_mm=3.4, outline=INK)),
    ("disputed detail", Symbol(color="#a6dba0", marker="triangle", size_mm=3.4, outline=INK)),
    ("agreed", Symbol(color="#1b7837", marker="circle")),
    ("single voice", Symbol(color=GREY, marker="circle", fill="none")),
    ("unstated", Symbol(color=GREY, marker="circle", fill="none", stroke="dot")),
)
_RELATIONS = ("states", "asserts", "recognises", "ambiguous", "rejects", "silent")
SMALL_TITLE = Label(expression='"title"', size_pt=7, smallest_scale=600_000)


def party_symbol(party: Party) -> Symbol:
    """Return the colour and shape of a party; a shape without an inside gets its filled twin."""
    shape = "cross_fill" if party.shape == "cross" else party.shape
    return Symbol(color=party.color, marker=shape if shape in MARKERS else "circle")


def by_party(parties: Iterable[Party], column: str, *, label: Label | None = None) -> Style:
    """Return the style that gives each party's features its colour and shape."""
    found = category_per((party.id, party.name, party_symbol(party)) for party in parties)
    return Style(name="By party", by=column, categories=found, other=Symbol(), label=label)


def by_stance(
    base: Symbol, *, name: str = "By stance", column: str = "stance", stances: Iterable[str] = STANCES
) -> Style:
    """Return the style that fills, crosses and strokes one colour as the stances are."""
    found = category_per((stance, stance, with_stance(stance, base)) for stance in stances)
    return Style(name=name, by=column, categories=found, other=base)


def by_kind(kinds: Iterable[str | None], *, label: Label | None = None) -> Style:
    """Return the style that gives each kind a colour of its own."""
    present = sorted({kind for kind in kinds if kind})[:100]
    found = category_per(
        (kind, kind, Symbol(color=PALETTE[n % len(PALETTE)])) for n, kind in enumerate(present)
    )
    return Style(name="By kind", by="kind", categories=found, other=Symbol(), label=label)


def by_uncertainty(*, other: str = "uncertainty not stated") -> Style:
    """Return the style that shows how surely a location is known: the paler, the less."""
    found = [
        Category(value=value, label=label, symbol=Symbol(color=color, outline=INK))
        for value, label, color in _UNCERTAINTY_STEPS
    ]
    unknown = Category(value="unknown", label=other, symbol=Symbol(color=GREY, fill="none", stroke="dot"))
    return Style(name="By uncertainty", by=_UNCERTAINTY, categories=(*found, unknown), other=Symbol())


def incident_styles(case: Case) -> tuple[Style, ...]:
    """Return the styles of incidents whose zone status and agreement are known: the first is the default."""
    kinds = by_kind((incident.kind for incident in case.incidents), label=SMALL_TITLE)
    agreements = category_per((value, value, symbol) for value, symbol in _AGREEMENTS)
    return (
        kinds,
        Style(name="By zone status", by="zone_status", categories=category_per(_STATUSES), other=Symbol()),
        Style(name="By agreement", by="agreement", categories=agreements, other=Symbol()),
        by_uncertainty(),
    )


def claim_styles(parties: Iterable[Party]) -> tuple[Style, ...]:
    """Return the styles of the claims of all parties."""
    return by_party(parties, "party"), by_stance(Symbol(color=INK)), by_uncertainty()


def party_claim_style(party: Party) -> Style:
    """Return the style of one party's claims: its colour and shape, filled as it asserts, denies or is silent."""
    return by_stance(party_symbol(party))


def party_zone_style(party: Party) -> Style:
    """Return the style of the zones of one party: solid where it states or recognises, crossed where it rejects."""
    return by_stance(
        Symbol(color=party.color, width_mm=0.6), name="By relation", column="relation", stances=_RELATIONS
    )


def zone_styles(parties: Iterable[Party]) -> tuple[Style, ...]:
    """Return the styles of zone definitions: by who states them."""
    label = Label(expression='"name"', size_pt=7, color="#555555")
    style = by_party(parties, "stated_by", label=label)
    dashed = tuple(
        Category(
            value=each.value,
            label=each.label,
            symbol=Symbol(color=each.symbol.color, stroke="dash", width_mm=0.6),
        )
        for each in style.categories
    )
    return (Style(name=style.name, by=style.by, categories=dashed, other=Symbol(stroke="dash"), label=label),)


def place_style(*, size_pt: float = 7.5) -> Style:
    """Return the style of places: a small mark and the name."""
    label = Label(expression='"name"', size_pt=size_pt, color="#444444", smallest_scale=2_000_000)
    mark = Symbol(color="#666666", size_mm=1.4, outline="#ffffff")
    return Style(name="Names", other=mark, label=label)


def position_style() -> Style:
    """Return the style of known positions: a hollow square, since who holds one is a claim, and the name."""
    label = Label(expression='"name"', size_pt=7, smallest_scale=500_000)
    mark = Symbol(color=INK, marker="square", size_mm=2.4, fill="none")
    return Style(name="Names", other=mark, label=label)


def disc_style() -> Style:
    """Return the style of uncertainty: the disc within which a location is thought to lie."""
    return Style(name="Discs", other=Symbol(color="#555555", fill="half", stroke="dot", width_mm=0.3))


def land_style() -> Style:
    """Return the style of land and water, which keeps their order of painting."""
    colors = (("sea", "#d6e3ea"), ("land", "#f6f3ec"), ("lake", "#c9dbe5"))
    found = category_per((kind, kind, Symbol(color=color, outline=color)) for kind, color in colors)
    return Style(name="Land and water", by="kind", categories=found, other=None)


def border_style() -> Style:
    """Return the style of the backdrop's lines; a border in dispute, or a line of control, is no solid line."""
    lines = (
        ("border boundary", "boundary", Symbol(color="#8a8378", width_mm=0.35)),
        ("border control", "line of control", Symbol(color="#8a8378", stroke="dash", width_mm=0.35)),
        ("border disputed", "disputed boundary", Symbol(color="#8a8378", stroke="dot", width_mm=0.4)),
        ("coast ", "coast", Symbol(color="#9fb6c2", width_mm=0.25)),
        ("river ", "river", Symbol(color="#a9c6d6", width_mm=0.3)),
        ("admin1 ", "province", Symbol(color="#d8d2c6", width_mm=0.2)),
    )
    by = "\"kind\" || ' ' || coalesce(\"status\", '')"
    return Style(name="Borders and rivers", by=by, categories=category_per(lines), other=None)
