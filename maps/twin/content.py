"""What the text twin says of a case: one sequence of blocks, in the order in which one would read it aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maps.twin.blocks import Heading, Items, Paragraph, Part, Picture, Table
from maps.twin.claims import claim_items
from maps.twin.incidents import incident_part
from maps.twin.inlines import Cites, Code, Far, Figure, Jump, Period, Said, Say, Spot, Word
from maps.twin.sources import source_items
from maps.twin.svg_map import svg_map

if TYPE_CHECKING:
    from maps.page import PageData
    from maps.page_rows import KnownPositionRow, PlaceRow, ZoneDefinitionRow
    from maps.twin.blocks import Block, Line
    from maps.twin.names import Naming
    from maps.words import Words

PARTS = ("map", "parties", "incidents", "zones", "positions", "places", "limits", "sources", "colophon")
"""The parts after the contents, in their order."""


def twin(data: PageData, naming: Naming, words: Words) -> tuple[Block, ...]:
    """Return the blocks of the text twin.

    Parameters
    ----------
    data : PageData
        What the page shows.
    naming : Naming
        The names of its parties, places and zones.
    words : Words
        Of the language that the drawn map is labelled in.
    """
    parts = {
        "map": _map(data, naming, words),
        "parties": _parties(data, naming),
        "incidents": _incidents(data, naming),
        "zones": _zones(data, naming),
        "positions": _positions(data, naming),
        "places": _places(data, naming),
        "limits": _limits(data),
        "sources": _sources(data, naming),
        "colophon": _colophon(data),
    }
    shown = [name for name in PARTS if parts[name]]
    contents = Items(
        items=tuple((Jump(anchor=f"t-{name}", text=Say(key=f"text.{name}")),) for name in shown),
        tone="contents",
    )
    return (
        contents,
        *(
            Part(anchor=f"t-{name}", blocks=(Heading(level=2, line=(Say(key=f"text.{name}"),)), *parts[name]))
            for name in shown
        ),
    )


def _map(data: PageData, naming: Naming, words: Words) -> tuple[Block, ...]:
    if not data.incidents and not data.zone_definitions:
        return ()
    about: Line = (Say(key="text.map.about"),)
    svg, said = svg_map(data, naming, words)
    if data.main.definition is None:
        return (Picture(svg=svg, said=said, description=about),)
    main = data.zone_definitions[data.main.definition]
    key = Say(
        key="text.map.main",
        values={
            "name": naming.of("zone_definitions", data.main.definition),
            "party": naming.of("parties", main.stated_by, short=True),
        },
    )
    return (Picture(svg=svg, said=said, description=(key, *about)),)


def _parties(data: PageData, naming: Naming) -> tuple[Block, ...]:
    if not data.parties:
        return ()
    head = ("text.name", "text.code", "text.names", "text.claims", "text.silences")
    rows = tuple(
        (
            (naming.of("parties", row),),
            (Code(text=party.code),),
            naming.others(party.names),
            (Figure(value=party.claims),),
            (Figure(value=party.silent),),
        )
        for row, party in enumerate(data.parties)
    )
    order = "parties.alphabetical" if data.alphabetical else "parties.fixed"
    return (Paragraph(line=(Say(key=order),)), Table(head=_heads(head), rows=rows))


def _incidents(data: PageData, naming: Naming) -> tuple[Block, ...]:
    if not data.incidents:
        return ()
    order = sorted(
        range(len(data.incidents)),
        key=lambda row: (
            data.incidents[row].start is None,
            data.incidents[row].start or 0,
            row,
        ),
    )
    return (
        Paragraph(line=(Say(key="text.heading", count=len(order)),)),
        *(incident_part(data, row, naming) for row in order),
    )


def _zones(data: PageData, naming: Naming) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for row, zone in enumerate(data.zones):
        blocks.append(Heading(level=3, line=(naming.of("zones", row),)))
        if zone.note:
            blocks.append(Paragraph(line=(Said(text=zone.note),)))
        for number, definition in enumerate(data.zone_definitions):
            if definition.zone == row:
                blocks.extend(_definition(data, number, definition, naming))
    return tuple(blocks)


def _definition(data: PageData, row: int, definition: ZoneDefinitionRow, naming: Naming) -> tuple[Block, ...]:
    built = Word(family="built", word=definition.built_as)
    shape = (
        Say(
            key="zones.circle",
            values={
                "radius": Far(metres=definition.radius_m),
                "center": naming.of("places", definition.center),
            },
        )
        if definition.radius_m and definition.center is not None
        else built
    )
    facts: Line = (
        Say(
            key="text.stated.by",
            values={"party": naming.of("parties", definition.stated_by, short=True)},
        ),
        Say(
            key="text.valid",
            values={"period": Period(start=definition.valid_from, end=definition.valid_to)},
        ),
    )
    drawn: list[Line] = [(shape,)]
    if definition.uncertainty_m:
        drawn.append((Say(key="zones.within", values={"distance": Far(metres=definition.uncertainty_m)}),))
    texts = [t for t in (definition.basis, definition.note, definition.drawn_note) if t]
    claims = claim_items(data, "zone definition", row, naming)
    return (
        Heading(level=4, line=(naming.of("zone_definitions", row),)),
        Items(items=(*((fact,) for fact in facts), *drawn), tone="facts"),
        *(Paragraph(line=(Said(text=text),)) for text in texts),
        *(
            (Paragraph(line=(Say(key="text.rests"), Cites(rows=definition.sources))),)
            if definition.sources
            else ()
        ),
        *((claims,) if claims.items else ()),
    )


def _positions(data: PageData, naming: Naming) -> tuple[Block, ...]:
    if not data.known_positions:
        return ()
    blocks: list[Block] = [Paragraph(line=(Say(key="positions.lead", count=len(data.known_positions)),))]
    for row, position in enumerate(data.known_positions):
        blocks.extend(_position(data, row, position, naming))
    return tuple(blocks)


def _position(data: PageData, row: int, position: KnownPositionRow, naming: Naming) -> tuple[Block, ...]:
    place = data.places[position.place]
    facts: list[Line] = [
        (naming.of("places", position.place), Spot(lat=place.lat, lon=place.lon)),
    ]
    if position.kind:
        facts.insert(0, (Word(family="kind", word=position.kind),))
    if position.valid_from or position.valid_to:
        held = Period(start=position.valid_from, end=position.valid_to)
        facts.append((Say(key="text.held", values={"period": held}),))
    claims = claim_items(data, "known position", row, naming)
    return (
        Heading(level=3, line=(Said(text=position.name),)),
        Items(items=tuple(facts), tone="facts"),
        *((Paragraph(line=(Said(text=position.note),)),) if position.note else ()),
        *((claims,) if claims.items else ()),
    )


def _places(data: PageData, naming: Naming) -> tuple[Block, ...]:
    if not data.places:
        return ()
    head = ("text.name", "text.kind", "text.names", "text.position", "text.known")
    rows = tuple(_place(place, row, naming) for row, place in enumerate(data.places))
    return (Table(head=_heads(head), rows=rows),)


def _place(place: PlaceRow, row: int, naming: Naming) -> tuple[Line, ...]:
    return (
        (naming.of("places", row),),
        (Word(family="kind", word=place.kind),) if place.kind else (),
        naming.others(place.names),
        (Spot(lat=place.lat, lon=place.lon),),
        (Far(metres=place.uncertainty_m),) if place.uncertainty_m is not None else (),
    )


def _limits(data: PageData) -> tuple[Block, ...]:
    items: list[Line] = [(Said(text=limit),) for limit in data.info.limits]
    items.append((Say(key="about.borders"),))
    caution = (Paragraph(line=(Said(text=data.info.caution),)),) if data.info.caution else ()
    return (*caution, Items(items=tuple(items)))


def _sources(data: PageData, naming: Naming) -> tuple[Block, ...]:
    return (source_items(data, naming),) if data.sources else ()


def _colophon(data: PageData) -> tuple[Block, ...]:
    info = data.info
    texts = [text for text in (info.scope, info.compiled_from) if text]
    rights = " · ".join(text for text in (info.attribution, info.license) if text)
    state: list[Line] = []
    if info.version:
        state.append((Say(key="header.version", values={"version": Code(text=info.version)}),))
    state.append((Say(key="about.fingerprint"), Code(text=data.fingerprint)))
    if info.period_start or info.period_end:
        state.insert(0, (Period(start=info.period_start, end=info.period_end),))
    return (
        *(Paragraph(line=(Said(text=text),)) for text in texts),
        *((Paragraph(line=(Said(text=rights),)),) if rights else ()),
        Paragraph(line=(Say(key="text.generated"),)),
        Paragraph(line=(Say(key="about.data"),)),
        Items(items=tuple(state), tone="facts"),
    )


def _heads(keys: tuple[str, ...]) -> tuple[Line, ...]:
    return tuple((Say(key=key),) for key in keys)
