"""What the page computes for itself, held to Python: agreement as of a date, standing, origins, days, distances, verdicts.

Where a rule changes on purpose, write the file anew: CONTESTED_WRITE_CONTRACT=1 pytest tests/maps/test_agreement_contract.py
"""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import Any

from geographiclib.geodesic import Geodesic

from geo.coordinates import format_position
from geo.geodesy import destination
from geo.position import Position
from geo.verdicts import verdict
from layers.agreement import Comparison, compare, party_pairs
from layers.agreement.fields import FIELDS
from layers.case import Case
from layers.cases import bundled_case
from layers.origins import OriginNode, origins
from layers.recognition import recognition_frame
from layers.records import (
    CaseInfo,
    Claim,
    Construction,
    Harm,
    Incident,
    Location,
    Party,
    Place,
    Source,
    StatedValues,
    When,
    Zone,
    ZoneDefinition,
)
from layers.times import bounds
from layers.zoning import construct
from maps.judging import EPOCH_S
from maps.page import page_data

CONTRACT = Path(__file__).parents[1] / "contract" / "agreement.json"
AS_OF = (None, "2017-06-10", "2017-06-18", "2017-07")
ZONE = "Asia/Damascus"


def generated_case(seed: int = 7) -> Case:
    """A case made by lot: every field, every stance, dates of every precision, retractions and corrections."""
    lot = random.Random(seed)
    parties = tuple(
        Party(
            id=letter, name=f"Party {letter}", order=n, code=letter.upper(), color="#332288", shape="circle"
        )
        for n, letter in enumerate("abcde")
    )
    sources = tuple(
        Source(
            id=f"s{n:02}",
            title=f"Source {n}",
            published=lot.choice([None, "2017-06", f"2017-06-{10 + n}"]),
            derives_from=tuple(
                sorted({f"s{lot.randrange(n):02}" for _ in range(lot.choice([0, 0, 1, 2])) if n})
            ),
        )
        for n in range(16)
    )
    places = tuple(
        Place(
            id=f"p{n}", name=f"Place {n}", position=Position(lat=33 + n / 9, lon=38 + n / 7, uncertainty_m=u)
        )
        for n, u in enumerate((None, 500.0, 5_000.0, 25_000.0, 60_000.0))
    )
    incidents = tuple(
        Incident(id=f"i{n:02}", title=f"Incident {n}", when=When(edtf="2017-06"), where=Location(place="p1"))
        for n in range(12)
    )
    definition = ZoneDefinition(
        id="z1", zone="z", name="Round", stated_by="a", uncertainty_m=1500.0,
        construction=Construction(kind="circle", center_place="p1", radius_m=55_000.0),
    )  # fmt: skip
    claims: list[Claim] = []
    for n in range(150):
        earlier = [c for c in claims if c.subject_kind == "incident"]
        replaced = lot.choice(earlier) if earlier and lot.random() < 0.12 else None
        claims.append(_claim(lot, f"c{n:03}", replaced, incidents))
    for n in range(20):
        party, stance = (
            lot.choice("abcde"),
            lot.choice(["asserts", "recognises", "rejects", "ambiguous", "silent"]),
        )
        claims.append(
            Claim(
                id=f"d{n:02}", subject_kind="zone definition", subject="z1", party=party, stance=stance,  # type: ignore[arg-type]
                stated=f"2017-06-{lot.randrange(1, 30):02}", sources=("s01",),
            )
        )  # fmt: skip
    return Case(
        info=CaseInfo(id="lot", title="A case made by lot", time_zone=ZONE),
        parties=parties, sources=sources, places=places, incidents=incidents, claims=tuple(claims),
        zones=(Zone(id="z", name="Zone"),), zone_definitions=(definition,),
    )  # fmt: skip


def _claim(
    lot: random.Random, claim_id: str, replaced: Claim | None, incidents: tuple[Incident, ...]
) -> Claim:
    day = lot.randrange(1, 29)
    stated = lot.choice([None, "2017-06", "2017", f"2017-06-{day:02}", f"2017-06-{day:02}T18:43+03:00"])
    party = replaced.party if replaced and lot.random() < 0.7 else lot.choice("abcde")
    stance = lot.choice(
        ["asserts", "asserts", "confirms", "denies", "disputes", "condemns", "threatens", "silent"]
    )
    return Claim(
        id=claim_id, subject_kind="incident", subject=replaced.subject if replaced else lot.choice(incidents).id,
        party=party, stance=stance, stated=stated,  # type: ignore[arg-type]
        sources=tuple(sorted({f"s{lot.randrange(16):02}" for _ in range(lot.choice([1, 1, 2, 3]))})),
        supersedes=replaced.id if replaced else None,
        retracted=lot.choice([None] * 6 + [f"2017-06-{min(day + 2, 30):02}"]) if stated else None,
        values=StatedValues() if stance == "silent" else _values(lot, day),
    )  # fmt: skip


def _values(lot: random.Random, day: int) -> StatedValues:
    def maybe(*choices: Any) -> Any:
        return lot.choice((None, *choices))

    harm = maybe(
        Harm(killed_low=2, killed_high=6), Harm(killed_best=4), Harm(killed_low=5), Harm(injured_high=3), Harm(killed_low=1, killed_best=2, killed_high=8)
    )  # fmt: skip
    when = maybe(
        When(edtf=f"2017-06-{day:02}"), When(edtf="2017-06"), When(edtf=f"2017-06-{day:02}T18:43+03:00"),
        When(edtf="2017-06-08/2017-06-11"), When(edtf="2017-06-18/.."), When(date="at  Dusk"), When(date="at dusk"),
        When(edtf="[2017-06-05,2017-06-18]"),
    )  # fmt: skip
    where = maybe(
        *(Location(place=f"p{n}") for n in range(5)),
        Location(text="in the  Desert"),
        Location(text="in the desert"),
    )
    return StatedValues(
        occurred=maybe("yes", "no", "yes"), when=when, where=where, harm=harm,
        actor=maybe(*"abc"), actor_text=maybe("gunmen", "Straße", "STRASSE"), target=maybe(*"de"),
        weapon=maybe("Drone", "drone", "artillery"), armed=maybe("yes", "no"),
        inside_zone=maybe("yes", "no", "denies-zone"), lawful=maybe("yes", "no"),
    )  # fmt: skip


def contract() -> dict[str, Any]:
    case = generated_case()
    chosen: tuple[tuple[str, ...] | None, ...] = (None, ("a", "b"), ("c",))
    return {
        "block": page_data(case).as_json(),
        "fields": [[field.name, field.kind, field.level] for field in FIELDS],
        "comparisons": [
            {"as_of": as_of, "parties": parties, **_told(compare(case, incident.id, as_of=as_of, parties=parties))}
            for as_of in AS_OF
            for parties in chosen
            for incident in case.incidents
        ],
        "recognition": [
            {"as_of": as_of, **dict(zip(("definition", "party", "recognition", "claim"), row, strict=True))}
            for as_of in AS_OF
            for row in recognition_frame(case, as_of=as_of)[["definition", "party", "recognition", "claim"]]
            .astype(object)
            .where(lambda frame: frame.notna(), None)
            .values.tolist()
        ],
        "pairs": [{"as_of": as_of, **row} for as_of in (None, "2017-06-10") for row in party_pairs(case, as_of=as_of)],
        "origins": [
            {"as_of": as_of, "sources": list(cited), "tree": [_branch(root) for root in origins(case, cited, as_of=as_of).tree]}
            for as_of in AS_OF
            for cited in (("s05",), ("s03", "s09", "s15"), tuple(source.id for source in case.sources))
        ],
        "days": [
            [date, zone, span.start_s - EPOCH_S, span.end_s - EPOCH_S]
            for date in ("2017", "2017-06", "2017-06-08", "2017-03-30", "2017-03-31", "2017-10-26", "2017-10-27", "2024-12-31")
            for zone in (ZONE, "UTC", "America/New_York", "Europe/Moscow")
            for span in [bounds(date, zone=zone)]
            if span.start_s is not None and span.end_s is not None
        ],
        "inverses": [_inverse(*ends) for ends in _ENDS],
        "grids": [
            [lat, lon, format_position(Position(lat=lat, lon=lon), "MGRS")]
            for lat, lon in ((33.50583, 38.61778), (33.5, 41.99999), (33.5, 42.0), (-33.9, 18.4), (60.4, 5.3), (78.2, 15.6), (0.0, -0.00001), (-0.5, 6.2))
        ],
        "angles": [
            [lat, lon, format_position(Position(lat=lat, lon=lon), "degrees, minutes and seconds")]
            for lat, lon in ((33.50583, 38.61778), (-33.99999, -0.00001), (0.0, 180.0), (59.999999, 5.5))
        ],
        "sides": _sides(),
    }  # fmt: skip


_ENDS = (
    (33.50583, 38.61778, 33.51, 38.62), (33.50583, 38.61778, 35.9, 39.0), (33.5, 38.6, 33.5, 38.6), (0.0, 0.0, 0.0, 90.0),
    (-41.3, 174.8, 21.3, -157.8), (89.9, 10.0, 89.9, -170.0), (10.0, 179.5, 10.0, -179.5),
)  # fmt: skip


def _inverse(lat1: float, lon1: float, lat2: float, lon2: float) -> list[float]:
    found = Geodesic.WGS84.Inverse(lat1, lon1, lat2, lon2)
    return [lat1, lon1, lat2, lon2, found["s12"], found["azi1"] % 360]


def _sides() -> list[dict[str, Any]]:
    """Points around each kind of border of Al-Tanf, with the signed distance to it and the verdict."""
    case = bundled_case("al-tanf")
    drawn = {row.id: row for row in page_data(case).zone_definitions}
    found = []
    for definition_id in ("z-55km", "z-claim-34mi-wide", "z-astana-homs", "z-us-overflight-1mi"):
        definition = next(d for d in case.zone_definitions if d.id == definition_id)
        construction = construct(definition, case)
        row = drawn[definition_id]
        points = []
        for distance_m, azimuth_deg in (
            (0, 0),
            (20_000, 45),
            (54_000, 135),
            (56_000, 200),
            (90_000, 300),
            (250_000, 350),
        ):
            at = destination(
                Position(lat=33.50583, lon=38.61778), azimuth_deg=azimuth_deg, distance_m=float(distance_m)
            )
            position = Position(lat=round(at.lat, 5), lon=round(at.lon, 5), uncertainty_m=2_000.0)
            judged = verdict(position, construction, definition_uncertainty_m=definition.uncertainty_m)
            points.append([position.lat, position.lon, judged.border_m, judged.status])
        found.append(
            {
                "rings": list(row.rings), "lines": list(row.lines), "uncertainty_m": definition.uncertainty_m,
                "location_uncertainty_m": 2_000.0, "points": points,
            }
        )  # fmt: skip
    return found


def _told(found: Comparison) -> dict[str, Any]:
    return {
        "incident": found.incident,
        "agreement": found.agreement,
        "decided_by": found.decided_by,
        "speaking": list(found.speaking),
        "silent": [silence.party for silence in found.silent],
        "retracted": sorted(found.retracted),
        "superseded": sorted(found.superseded),
        "later": sorted(found.later),
        "fields": [
            {
                "agreement": field.agreement,
                "votes": [[vote.party, vote.claim, vote.changed] for vote in field.votes],
                "differing": [list(pair) for pair in field.differing],
                "spread": None if field.spread is None else [
                    _rounded(field.spread.apart_km), _rounded(field.spread.gap_km), _rounded(field.spread.gap_hours), field.spread.low, field.spread.high,
                ],
            }
            for field in found.fields
        ],
    }  # fmt: skip


def _rounded(value: float | None) -> float | None:
    return None if value is None or value == float("inf") else round(value, 4)


def _branch(node: OriginNode) -> dict[str, Any]:
    return {"source": node.source, "cited": node.cited, "derived": [_branch(child) for child in node.derived]}


def test_the_contract_is_what_python_computes() -> None:
    text = (
        json.dumps(contract(), ensure_ascii=False, separators=(",", ":")).replace('{"as_of"', '\n{"as_of"')
        + "\n"
    )
    if os.environ.get("CONTESTED_WRITE_CONTRACT"):
        CONTRACT.write_text(text, encoding="utf-8")
    assert json.loads(text) == json.loads(CONTRACT.read_text(encoding="utf-8"))
