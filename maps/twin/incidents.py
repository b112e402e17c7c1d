"""One incident as text: what, when, where; who speaks and who is silent; the matrix; verdicts; claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.agreement.values import Category, Count, Denial, Time
from layers.origins import origins
from maps.judging import STATUS_LETTERS
from maps.twin.blocks import Heading, Items, Paragraph, Part, Table
from maps.twin.claims import claim_items, spot, where_piece
from maps.twin.inlines import Day, Far, Figure, Jump, Said, Say, Several, Word

if TYPE_CHECKING:
    from layers.agreement.comparing import Comparison, FieldComparison
    from layers.agreement.spreads import Spread
    from layers.agreement.votes import Vote
    from maps.page import PageData
    from maps.page_rows import IncidentRow
    from maps.twin.blocks import Block, Line
    from maps.twin.inlines import Piece
    from maps.twin.names import Naming

STATUS = {letter: status for status, letter in STATUS_LETTERS.items()}
FAR_M = 100_000
"""Outside a definition by more than this, a verdict is told in a sentence with all others like it."""
IN_FORCE = "yp"
"""Letters of `IncidentRow.in_force` for definitions in force at the time, surely or possibly."""


def incident_part(data: PageData, row: int, naming: Naming) -> Part:
    """Return the text of one incident."""
    incident, found = data.incidents[row], data.comparisons[row]
    blocks: list[Block] = [
        Heading(level=3, line=(Said(text=incident.title),)),
        Items(items=tuple(_facts(incident, naming)), tone="facts"),
        Paragraph(line=_voices(data, row, found, naming)),
    ]
    matrix = _matrix(data, found, naming)
    verdicts = _verdicts(data, incident, naming)
    claims = claim_items(data, "incident", row, naming)
    if matrix is not None:
        blocks.append(matrix)
    blocks += verdicts
    if claims.items:
        blocks += [
            Heading(level=4, line=(Say(key="card.claims", count=len(claims.items)),)),
            claims,
        ]
    for assessment in data.assessments:
        if assessment.incident == row:
            blocks += [
                Heading(level=4, line=(Say(key="card.assessment"),)),
                Paragraph(line=(Said(text=assessment.text),), tone="assessment"),
            ]
    if incident.note:
        blocks.append(Paragraph(line=(Say(key="card.note"), Said(text=f": {incident.note}"))))
    if incident.related:
        others = tuple(
            Jump(anchor=f"i-{other + 1}", text=Said(text=data.incidents[other].title))
            for other in incident.related
        )
        blocks.append(Paragraph(line=(Say(key="card.related"), Several(pieces=others))))
    return Part(anchor=f"i-{row + 1}", blocks=tuple(blocks), record=incident.id)


def _facts(incident: IncidentRow, naming: Naming) -> list[Line]:
    when = incident.edtf or incident.date
    facts: list[Line] = [(Say(key="text.when", values={"date": Day(edtf=when or "")}),)]
    kinds = [kind for kind in (incident.sub_kind, incident.kind) if kind]
    if kinds:
        facts.append((Several(pieces=tuple(Word(family="kind", word=kind) for kind in kinds)),))
    if incident.where is None:
        facts.append((Say(key="text.located.nowhere"),))
        return facts
    place = incident.where.place
    line: list[Piece] = [Say(key="text.located", values={"where": where_piece(incident.where, naming)})]
    if place is not None and incident.where.text:
        line.append(Say(key="text.placed", values={"place": naming.of("places", place)}))
    if incident.lat is not None and incident.lon is not None:
        line.append(spot(incident.lat, incident.lon, incident.uncertainty_m))
    facts.append(tuple(line))
    return facts


def _voices(data: PageData, row: int, found: Comparison, naming: Naming) -> Line:
    """Return the generated sentences: who speaks, who is silent, the class, and on how many origins it rests."""
    rows = {party.id: number for number, party in enumerate(data.parties)}

    def named(parties: tuple[str, ...]) -> Several:
        return Several(pieces=tuple(naming.of("parties", rows[party], short=True) for party in parties))

    line: list[Piece] = []
    if found.speaking:
        line.append(Say(key="text.speak", values={"parties": named(found.speaking)}))
    if found.silent:
        silent = tuple(silence.party for silence in found.silent)
        line.append(Say(key="text.silent", values={"parties": named(silent)}))
    said = Word(family="class", word=found.agreement)
    if found.decided_by is None:
        line.append(Say(key="text.class.none", values={"class": said}))
    else:
        decided = Word(family="field", word=found.decided_by)
        line.append(Say(key="text.class", values={"class": said, "field": decided}))
    cited = {
        data.sources[source].id
        for claim in data.claims
        if claim.subject_kind == "incident" and claim.subject == row
        for source in claim.sources
    }
    if cited:
        numbers: dict[str, Piece] = {
            "sources": Say(key="n.sources", count=len(cited)),
            "origins": Say(key="n.origins", count=origins(data.case, cited).count),
        }
        line.append(Say(key="text.origins", values=numbers))
    return tuple(line)


def _matrix(data: PageData, found: Comparison, naming: Naming) -> Table | None:
    """Return the fields by the parties that state any of them."""
    fields = [field for field in found.fields if field.votes]
    speaking = [
        (row, party.id)
        for row, party in enumerate(data.parties)
        if any(field.vote_of(party.id) for field in fields)
    ]
    if not fields:
        return None
    head: tuple[Line, ...] = (
        (Say(key="text.field"),),
        *((naming.of("parties", row, short=True),) for row, _ in speaking),
        (Say(key="text.accounts"),),
    )
    rows = tuple(
        (
            (Word(family="field", word=field.field),),
            *(_cell(data, field, field.vote_of(party), naming) for _, party in speaking),
            _together(field),
        )
        for field in fields
    )
    return Table(head=head, rows=rows)


def _cell(data: PageData, field: FieldComparison, vote: Vote | None, naming: Naming) -> Line:
    if vote is None:
        return ()
    value = vote.value
    parties = {party.id: row for row, party in enumerate(data.parties)}

    def not_us(party: str) -> Say:
        return Say(key="text.not", values={"party": naming.of("parties", parties[party], short=True)})

    match value:
        case Category(key=key, denies=denies) if field.field in {"actor", "target"} and key in parties:
            name = naming.of("parties", parties[key], short=True)
            return (Several(pieces=(name, not_us(denies))),) if denies else (name,)
        case Category(key=key) if field.field in {"occurred", "armed", "lawful"}:
            return (Word(family="yesno", word=key),)
        case Category(key=key) if field.field == "inside_zone":
            return (Word(family="inside", word=key),)
        case Denial(party=party):
            return (not_us(party),)
        case Count(low=low, high=high):
            return (_count(low, high),)
        case Time():
            when = next(c for c in data.claims if c.id == vote.claim).values.get("when") or {}
            return (Day(edtf=when["edtf"]),) if when.get("edtf") else (Said(text=vote.text),)
        case _:
            return (Said(text=vote.text),)


def _count(low: int | None, high: int | None) -> Piece:
    if low is not None and low == high:
        return Figure(value=low)
    values: dict[str, Piece] = {}
    if low is not None:
        values["low"] = Figure(value=low)
    if high is not None:
        values["high"] = Figure(value=high)
    key = "harm.range" if len(values) == 2 else "count.least" if high is None else "count.most"
    return Say(key=key, values=values)


def _together(field: FieldComparison) -> Line:
    said: list[Piece] = [Word(family="class", word=field.agreement)]
    if field.spread is not None and field.agreement != "agreed":
        spread = _spread(field.spread)
        if spread is not None:
            said.append(spread)
    return (Several(pieces=tuple(said)),)


def _spread(spread: Spread) -> Piece | None:
    if spread.apart_km is not None:
        return Say(key="text.spread.places", values={"apart": Far(metres=spread.apart_km * 1000)})
    if spread.gap_hours:
        return Say(key="text.spread.hours", values={"hours": Figure(value=round(spread.gap_hours, 1))})
    if spread.low is not None and spread.high is not None and spread.low != spread.high:
        return _count(spread.low, spread.high)
    return None


def _verdicts(data: PageData, incident: IncidentRow, naming: Naming) -> list[Block]:
    """Return what geometry says of the incident's own location: a row a definition in force then, far ones in a sentence."""
    if incident.judged is None:
        return []
    judged = data.judged_places[incident.judged]
    rows, far = [], []
    for number, (letter, border_m) in enumerate(zip(judged.status, judged.border_m, strict=True)):
        if letter not in STATUS or border_m is None or incident.in_force[number] not in IN_FORCE:
            continue
        name = naming.of("zone_definitions", number)
        if letter == "o" and border_m > FAR_M:
            far.append(name)
            continue
        stated_by = naming.of("parties", data.zone_definitions[number].stated_by, short=True)
        said = Word(family="verdict", word=STATUS[letter])
        rows.append(((name,), (stated_by,), (said,), (Far(metres=abs(border_m)),)))
    blocks: list[Block] = []
    if rows:
        head = ("text.definition", "zones.by", "text.status", "text.border")
        blocks.append(
            Table(
                head=tuple((Say(key=key),) for key in head),
                rows=tuple(rows),
                caption=(Say(key="text.verdicts"),),
            )
        )
    if far:
        values = {
            "distance": Far(metres=FAR_M),
            "names": Several(pieces=tuple(far), between="list.semicolon"),
        }
        blocks.append(Paragraph(line=(Say(key="text.verdicts.far", values=values),)))
    return blocks
