"""Strategies for Hypothesis: small cases in which every reference resolves, with text of every kind."""

from __future__ import annotations

from itertools import product
from typing import Any

from hypothesis import strategies as st

from geo.position import Position
from layers.case import Case
from layers.errors import RecordError
from layers.records import (
    INCIDENT_STANCES,
    ZONE_STANCES,
    ArticleStatement,
    Assessment,
    CaseInfo,
    Claim,
    Construction,
    Grade,
    Harm,
    Incident,
    KnownPosition,
    Location,
    Name,
    Offset,
    Party,
    Place,
    Source,
    StatedValues,
    When,
    Zone,
    ZoneDefinition,
)

EDTF = (
    "2017-05-18",
    "2017-05",
    "2017-05-18~/2017-05-20",
    "2016/..",
    "2017-06-20T00:30+03:00",
    "-0005",
    "XXXX",
)
HOSTILE = (
    "'); DROP TABLE incident; --",
    '"quoted" and \\backslash\\ and \ttab\nand a new line',
    "{{ 7 * 7 }} ${x} `y` <script>alert(1)</script>",
    "التنف\u200f ‎ 27 км 🛰️ e\u0301 \ufffe \x01 \x7f \u2028",
    "=1+1",
    " ",
    "",
)

words = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12),
)
some_words = st.one_of(st.none(), words)
titles = words.filter(lambda text: bool(text.strip()))
ids = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=8)
edtf = st.one_of(st.none(), st.sampled_from(EDTF))
metres = st.one_of(st.none(), st.floats(0, 1e7).map(abs), st.integers(0, 10**7))
degrees = st.floats(allow_nan=False, allow_infinity=False)
yes_no = st.sampled_from((None, "yes", "no"))
flags = st.booleans()


def _in_order(validity: tuple[str | None, str | None]) -> bool:
    try:
        KnownPosition(id="k", name="K", place="p", valid_from=validity[0], valid_to=validity[1])
    except RecordError:
        return False
    return True


validities = st.sampled_from([pair for pair in product((None, *EDTF), repeat=2) if _in_order(pair)])


def positions(
    south: float = -90, north: float = 90, west: float = -180, east: float = 180
) -> st.SearchStrategy[Position]:
    """Positions in a box, some with an uncertainty; no negative zero, which no file keeps."""
    return st.builds(
        Position,
        lat=st.floats(south, north).map(lambda value: value + 0.0),
        lon=st.floats(west, east).map(lambda value: value + 0.0),
        uncertainty_m=metres,
    )


@st.composite
def _boxes(draw: st.DrawFn) -> tuple[Position, ...]:
    """The corners of a box, which can be drawn."""
    south, north, west, east = (
        draw(st.floats(*limits)) for limits in ((30, 33), (34, 38), (35, 38), (39, 43))
    )
    return tuple(
        Position(lat=lat, lon=lon, uncertainty_m=draw(metres))
        for lat, lon in ((south, west), (south, east), (north, east), (north, west))
    )


def names() -> st.SearchStrategy[tuple[Name, ...]]:
    name = st.builds(
        Name,
        text=titles,
        language=st.sampled_from((None, "en", "ar", "zh-Hant")),
        role=st.sampled_from(("name", "short", "variant")),
    )
    return st.lists(name, max_size=3).map(tuple)


@st.composite
def harms(draw: st.DrawFn) -> Harm:
    figures = {}
    for what in ("killed", "injured"):
        rising = sorted(draw(st.lists(st.integers(0, 2**63 - 1), min_size=3, max_size=3)))
        for bound, figure in zip(("low", "best", "high"), rising, strict=True):
            figures[f"{what}_{bound}"] = figure if draw(flags) else None
    return Harm(**figures, who=draw(some_words))


whens = st.builds(
    When, edtf=edtf, date=some_words, precision=some_words, time_local=some_words, time_zone=some_words
)
offsets = st.builds(Offset, distance_km=metres, bearing=some_words, measured_from=some_words)


class _Known:
    """The ids drawn so far, to be named by the records drawn next."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.ids: dict[str, list[str]] = {}

    def new(self, kind: str, most: int = 3) -> list[str]:
        self.ids[kind] = self.draw(st.lists(ids, max_size=most, unique=True))
        return self.ids[kind]

    def one(self, kind: str) -> str:
        return self.draw(st.sampled_from(self.ids[kind]))

    def maybe(self, kind: str) -> str | None:
        return self.draw(
            st.one_of(st.none(), *([st.sampled_from(self.ids[kind])] if self.ids.get(kind) else []))
        )

    def some(self, kind: str) -> tuple[str, ...]:
        known = self.ids.get(kind)
        return tuple(self.draw(st.lists(st.sampled_from(known), max_size=3))) if known else ()

    def earlier(self, kind: str, record_id: str) -> tuple[str, ...]:
        """Some of those drawn before one: what goes round in a circle is refused."""
        before = self.ids[kind][: self.ids[kind].index(record_id)]
        return tuple(self.draw(st.lists(st.sampled_from(before), max_size=3))) if before else ()

    def location(self) -> Location | None:
        if self.draw(flags):
            return None
        return Location(
            text=self.draw(some_words),
            place=self.maybe("place"),
            offset=self.draw(st.one_of(st.none(), offsets)),
            position=self.draw(st.one_of(st.none(), positions())),
            uncertainty_m=self.draw(metres),
            precision_code=self.draw(st.one_of(st.none(), st.integers(1, 3))),
            derivation=self.draw(some_words),
        )

    def values(self) -> StatedValues:
        return StatedValues(
            occurred=self.draw(yes_no),
            when=self.draw(st.one_of(st.none(), whens)),
            where=self.location(),
            actor=self.maybe("party"),
            actor_text=self.draw(some_words),
            target=self.maybe("party"),
            weapon=self.draw(some_words),
            armed=self.draw(yes_no),
            harm=self.draw(st.one_of(st.none(), harms())),
            inside_zone=self.draw(st.sampled_from((None, "yes", "no", "denies-zone"))),
            holder=self.maybe("party"),
        )

    def construction(self) -> Construction:
        corners = _boxes()
        kind = self.draw(
            st.sampled_from(
                (
                    "polygon",
                    "line",
                    "corridor",
                    "parallel",
                    *(("circle",) if self.ids["place off the poles"] else ()),
                    *(("points",) if self.ids["place"] else ()),
                )
            )
        )
        given: dict[str, Any] = {"kind": kind, "note": self.draw(some_words)}
        if kind == "circle":
            given |= {
                "center_place": self.one("place off the poles"),
                "radius_m": self.draw(st.floats(1, 1e5)),
            }
        elif kind == "points":
            given |= {"places": (self.one("place"), *self.some("place"))}
        elif kind == "parallel":
            given |= {
                "latitude_deg": self.draw(st.floats(33.1, 33.9)),
                "side": "south",
                "outline": self.draw(corners),
            }
        else:
            given |= {"vertices": self.draw(corners), "half_width_m": self.draw(st.floats(1, 1e4))}
        return Construction(**given)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A case of a few records of each kind."""
    known = _Known(draw)
    parties = tuple(
        Party(id=i, name=draw(titles), order=draw(st.integers(-5, 5)), code="P", color="#4477aa", shape="circle", observer=draw(flags), description=draw(some_words), names=draw(names()))
        for i in known.new("party")
    )  # fmt: skip
    sources = tuple(
        Source(id=i, title=draw(titles), url=draw(some_words), published=draw(edtf), derives_from=known.earlier("source", i), note=draw(some_words))
        for i in known.new("source")
    )  # fmt: skip
    places = tuple(
        Place(id=i, name=draw(titles), position=draw(positions()), kind=draw(some_words), names=draw(names()), source=known.maybe("source"))
        for i in known.new("place")
    )  # fmt: skip
    known.ids["place off the poles"] = [place.id for place in places if abs(place.position.lat) < 80]
    zones = tuple(
        Zone(id=i, name=draw(titles), names=draw(names()), note=draw(some_words))
        for i in known.new("zone", 2)
    )
    definitions = tuple(
        ZoneDefinition(id=i, zone=known.one("zone"), name=draw(titles), stated_by=known.one("party"), construction=known.construction(), names=draw(names()), uncertainty_m=draw(metres), valid_from=(valid := draw(validities))[0], valid_to=valid[1], sources=known.some("source"))
        for i in (known.new("zone definition", 2) if zones and parties else ())
    )  # fmt: skip
    held = tuple(
        KnownPosition(
            id=i, name=draw(titles), place=known.one("place"), kind=draw(some_words), valid_from=draw(edtf)
        )
        for i in (known.new("known position", 2) if places else ())
    )
    incidents = tuple(
        Incident(id=i, title=draw(titles), kind=draw(some_words), when=draw(st.one_of(st.none(), whens)), where=known.location(), zones=known.some("zone definition"), related=known.some("incident"), external_ids=tuple(draw(st.lists(words, max_size=2))))
        for i in known.new("incident")
    )  # fmt: skip
    claims = tuple(
        _claim(known, i) for i in (known.new("claim") if parties and (incidents or definitions) else ())
    )
    graded = [kind for kind in ("source", "claim") if known.ids.get(kind)]
    grades = tuple(
        Grade(id=i, subject_kind=(kind := draw(st.sampled_from(graded))), subject=known.one(kind), scale="Admiralty", value="B2", date=draw(edtf))
        for i in (known.new("grade", 2) if graded else ())
    )  # fmt: skip
    assessments = tuple(
        Assessment(id=i, incident=known.one("incident"), text=draw(titles), claims=known.some("claim"))
        for i in (known.new("assessment", 2) if incidents else ())
    )
    statements = tuple(
        ArticleStatement(id=i, source=known.one("source"), number=draw(st.integers(-(2**63) + 1, 2**63 - 1)), text=draw(titles), recorded_in=draw(titles), compare=known.some("source"))
        for i in (known.new("article statement", 2) if sources else ())
    )  # fmt: skip
    info = CaseInfo(
        id=draw(ids),
        title=draw(titles),
        center_place=known.maybe("place"),
        time_zone=draw(st.sampled_from(("UTC", "Asia/Damascus", "+03:00"))),
        limits=tuple(draw(st.lists(words, max_size=2))),
        area_radius_m=draw(metres),
    )
    return Case(
        info=info,
        parties=parties,
        sources=sources,
        places=places,
        zones=zones,
        zone_definitions=definitions,
        known_positions=held,
        incidents=incidents,
        claims=claims,
        grades=grades,
        assessments=assessments,
        article_statements=statements,
    )


def _claim(known: _Known, claim_id: str) -> Claim:
    draw = known.draw
    kind = draw(
        st.sampled_from(
            [kind for kind in ("incident", "zone definition", "known position") if known.ids.get(kind)]
        )
    )
    return Claim(
        id=claim_id,
        subject_kind=kind,
        subject=known.one(kind),
        party=known.one("party"),
        stance=draw(st.sampled_from(ZONE_STANCES if kind == "zone definition" else INCIDENT_STANCES)),
        summary=draw(some_words),
        stated=draw(edtf),
        sources=known.some("source"),
        values=known.values() if draw(flags) else StatedValues(),
        quote=draw(some_words),
        supersedes=next(iter(known.earlier("claim", claim_id)), None),
        unverified=True,
        reported_by_article=draw(flags),
    )
