"""Make a case file of many incidents through the library, for timing: `python benchmarks/big_case.py big.gpkg`.

Positions, times and words are drawn from a seed, so that every run gives the same records. A few parties, places and
zone definitions stand beside the incidents, so that `contested add` has something to check and to judge.
"""

from __future__ import annotations

import argparse
import random
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from geo.position import Position
from layers.case import Case
from layers.records import (
    CaseInfo,
    Construction,
    Incident,
    Location,
    Party,
    Place,
    When,
    Zone,
    ZoneDefinition,
)
from layers.store import create_store

KINDS = ("air strike", "artillery", "clash", "drone shot down", "movement")
CREATED = datetime(2026, 1, 1, tzinfo=UTC)


def big_case(count: int, *, seed: int = 1) -> Case:
    """Return a case with `count` incidents spread over 30-38 N, 35-43 E and ten years."""
    draw = random.Random(seed)  # no secret
    places = tuple(
        Place(
            id=f"place-{n}",
            name=f"Place {n}",
            position=Position(lat=draw.uniform(30, 38), lon=draw.uniform(35, 43), uncertainty_m=500.0),
        )
        for n in range(50)
    )
    center = Place(
        id="al-tanf", name="Al-Tanf", position=Position(lat=33.5058, lon=38.6178, uncertainty_m=500.0)
    )
    circle = Construction(kind="circle", center_place=center.id, radius_m=55_000.0)
    definition = ZoneDefinition(
        id="zone-55", zone="zone", name="55 km", stated_by="party-0", construction=circle
    )
    return Case(
        info=CaseInfo(id="big", title="A big case", time_zone="Asia/Damascus", center_place=center.id),
        parties=tuple(
            Party(id=f"party-{n}", name=f"Party {n}", order=n, code=f"P{n}", color="#4477aa", shape="circle")
            for n in range(10)
        ),
        places=(center, *places),
        zones=(Zone(id="zone", name="A zone"),),
        zone_definitions=(definition,),
        incidents=tuple(_incident(n, draw) for n in range(count)),
    )


def _incident(n: int, draw: random.Random) -> Incident:
    day = date(2015, 1, 1) + timedelta(days=draw.randrange(3650))
    at = Position(
        lat=round(draw.uniform(30, 38), 5), lon=round(draw.uniform(35, 43), 5), uncertainty_m=1_000.0
    )
    return Incident(
        id=f"i-{n:07}",
        title=f"Incident {n}",
        kind=draw.choice(KINDS),
        when=When(edtf=day.isoformat()),
        where=Location(text=f"{draw.randrange(5, 90)} km from a village", position=at),
        note="A description of about as many letters as reports have. " * 2,
    )


def main() -> None:
    """Make the file, and print how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--incidents", type=int, default=1_000_000)
    options = parser.parse_args()
    started = time.perf_counter()
    case = big_case(options.incidents)
    made = time.perf_counter()
    create_store(options.path, case, command="benchmark", at=CREATED).close()
    done = time.perf_counter()
    size_mb = options.path.stat().st_size / 1e6
    print(
        f"{options.incidents} incidents: records {made - started:.1f} s, file {done - made:.1f} s, {size_mb:.0f} MB"
    )


if __name__ == "__main__":
    main()
