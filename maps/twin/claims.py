"""Claims as list items: who says what, when, with which place, on what source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maps.twin.blocks import Items
from maps.twin.inlines import Cites, Day, Far, Figure, Mark, Said, Say, Spot, Word

if TYPE_CHECKING:
    from maps.page import PageData
    from maps.page_rows import ClaimRow, WhereRow
    from maps.twin.blocks import Line
    from maps.twin.inlines import Piece
    from maps.twin.names import Naming

DOT = Mark(text="·")


def claim_items(data: PageData, subject_kind: str, subject: int, naming: Naming) -> Items:
    """Return the claims on one subject as a list, parties in their order, each party's by date."""
    claims = sorted(
        (claim for claim in data.claims if (claim.subject_kind, claim.subject) == (subject_kind, subject)),
        key=lambda claim: (claim.party, claim.start is None, claim.start or 0),
    )
    return Items(items=tuple(_claim(claim, naming) for claim in claims), tone="claims")


def _claim(claim: ClaimRow, naming: Naming) -> Line:
    line: list[Piece] = [
        naming.of("parties", claim.party, short=True),
        DOT,
        Word(family="stance", word=claim.stance),
        DOT,
    ]
    if claim.stated:
        line += [Day(edtf=claim.stated), DOT]
    if claim.retracted:
        line += [Say(key="claim.retracted", values={"date": Day(edtf=claim.retracted)}), DOT]
    line += [*_words_of(claim), *_silence(claim), *_place(claim, naming)]
    if claim.confidence_note:
        line.append(Said(text=claim.confidence_note))
    if claim.unverified and claim.stance != "silent":
        line.append(Say(key="claim.unverified"))
    if claim.reported_by_article:
        line.append(Say(key="claim.article"))
    if claim.sources:
        line.append(Cites(rows=claim.sources))
    return tuple(line)


def _words_of(claim: ClaimRow) -> list[Piece]:
    line: list[Piece] = []
    if claim.summary:
        line.append(Said(text=claim.summary))
    if claim.quote:
        line.append(Said(text=f"“{claim.quote}”", language=claim.quote_language))
    if claim.speaker:
        line += [Say(key="claim.speaker"), Said(text=claim.speaker)]
    return line


def _silence(claim: ClaimRow) -> list[Piece]:
    if claim.stance != "silent":
        return []
    line: list[Piece] = [Say(key="claim.silent")]
    if claim.searched_in:
        until = Day(edtf=claim.searched_until or "")
        searched: dict[str, Piece] = {"where": Said(text=claim.searched_in), "until": until}
        line.append(Say(key="claim.searched", values=searched))
    return line


def _place(claim: ClaimRow, naming: Naming) -> list[Piece]:
    if claim.where is None:
        return []
    line: list[Piece] = [Say(key="text.claim.place", values={"where": where_piece(claim.where, naming)})]
    if claim.lat is not None and claim.lon is not None:
        line.append(spot(claim.lat, claim.lon, claim.uncertainty_m))
    return line


def spot(lat: float, lon: float, uncertainty_m: float | None) -> Say:
    """Return where something is put, and within what distance."""
    at: dict[str, Piece] = {"position": Spot(lat=lat, lon=lon)}
    if not uncertainty_m:
        return Say(key="text.located.exact", values=at)
    return Say(key="text.located.at", values={**at, "distance": Far(metres=uncertainty_m)})


def where_piece(where: WhereRow, naming: Naming) -> Piece:
    """Return a location in its own words, or else by its place and offset."""
    if where.text:
        return Said(text=where.text)
    if where.distance_km is None:
        return naming.of("places", where.place) if where.place is not None else Said(text="")
    origin: Piece = (
        Said(text=where.measured_from)
        if where.measured_from
        else naming.of("places", where.place)
        if where.place is not None
        else Said(text="")
    )
    values: dict[str, Piece] = {"km": Figure(value=where.distance_km), "origin": origin}
    if not where.bearing:
        return Say(key="where.distance", values=values)
    return Say(key="where.offset", values={**values, "bearing": bearing(where.bearing)})


def bearing(text: str) -> Piece:
    """Return a direction: a point of the compass by its name, degrees as they stand."""
    try:
        float(text)
    except ValueError:
        return Word(family="bearing", word=text)
    return Said(text=f"{text}°", language=None)
