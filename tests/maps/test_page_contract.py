"""The file that both sides of the page are held to: Python writes it here, the script's own tests read it.

Where the page data change on purpose, write the file anew: CONTESTED_WRITE_CONTRACT=1 pytest tests/maps/test_page_contract.py
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from geographiclib.geodesic import Geodesic
from playwright._impl._driver import compute_driver_executable

from geo.position import Position
from layers.case import Case
from layers.records import (
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
from maps.backdrop.coding import decode, encode
from maps.columns import plain, says_something
from maps.page import PageData, page_data
from maps.words import words_of

CONTRACT = Path(__file__).parents[1] / "contract" / "page.json"
SCRIPT_TESTS = Path(__file__).parents[1] / "js"


def contract_case() -> Case:
    """A case small enough to read, with every kind of record and the awkward values: none, nothing, zero, three scripts."""
    place = Position(lat=33.50583, lon=38.61778, uncertainty_m=1500.0)
    return Case(
        info=CaseInfo(id="contract", title="A case of everything", period_start="2017", limits=("None.",), version="1"),
        parties=(
            Party(id="a", name="Alpha", order=1, code="A", color="#332288", shape="circle", observer=True),
            Party(
                id="b", name="Beta, in full", order=2, code="B", color="#aa4499", shape="square",
                names=(Name(text="Beta", language="en", role="short"), Name(text="بيتا", language="ar")),
            ),
        ),
        sources=(
            Source(id="s1", title="A page", url="https://example.org/1", published="2017-06-18", language="en"),
            Source(id="s2", title="صفحة", derives_from=("s1",), language="ar", note="</script>"),
        ),
        places=(
            Place(id="p", name="Garrison", position=place, kind="garrison", names=(Name(text="Гарнизон", language="ru"),)),
            Place(id="q", name="Nowhere exact", position=Position(lat=-0.5, lon=-179.5)),
        ),
        zones=(Zone(id="z", name="Zone"),),
        zone_definitions=(
            ZoneDefinition(
                id="d1", zone="z", name="Round", stated_by="a", valid_from="2016", sources=("s1",),
                construction=Construction(kind="circle", center_place="p", radius_m=2000.0, radius_text="2 km"),
            ),
            ZoneDefinition(
                id="d2", zone="z", name="Points", stated_by="b", construction=Construction(kind="points", places=("p", "q")),
            ),
        ),
        known_positions=(KnownPosition(id="k", name="The garrison", place="p", kind="garrison"),),
        incidents=(
            Incident(id="i1", title="Dated and placed", kind="Battles", when=When(edtf="2017-06-18"), where=Location(place="p")),
            Incident(id="i2", title="Neither", related=("i1",), zones=("d1",)),
        ),
        claims=(
            Claim(
                id="c1", subject_kind="incident", subject="i1", party="b", stance="asserts", sources=("s1", "s2"),
                stated="2017-06-19", summary="It happened", values=StatedValues(
                    occurred="yes", actor="a", harm=Harm(killed_low=0, killed_high=3),
                    where=Location(text="27 km NW", offset=Offset(distance_km=27.0, bearing="NW", measured_from="p")),
                ),
            ),
            Claim(id="c2", subject_kind="incident", subject="i1", party="a", stance="silent", unverified=True),
            Claim(id="c3", subject_kind="zone definition", subject="d1", party="b", stance="rejects", sources=("s2",)),
            Claim(id="c4", subject_kind="known position", subject="k", party="a", stance="asserts", sources=("s1",),
                  values=StatedValues(holder="b")),
        ),
        grades=(Grade(id="g", subject_kind="source", subject="s1", scale="A-D", value="B"),),
    )  # fmt: skip


def contract() -> dict[str, Any]:
    data = page_data(contract_case())
    words = words_of("en")
    cases: list[tuple[str, int | None, dict[str, str]]] = [
        ("n.claims", 1, {}), ("n.claims", 12_345, {}), ("distance.km", None, {"value": "55"}),
    ]  # fmt: skip
    return {
        "page": data.as_json(),
        "rows": {table: [_row(row) for row in getattr(data, table)] for table in PageData.TABLES},
        "paths": [
            {"text": text, "precision": precision, "points": [list(point) for point in decode(text, precision=precision)]}
            for text, precision in (
                ("ktuUkoyXAC", 4),
                (encode([(-55.000001, 179.999999), (0, 0), (85, -180)], precision=6), 6),
                (data.zone_definitions[0].rings[0][:0] or encode([(33.5, 38.6)], precision=2), 2),
            )
        ],
        "geodesics": [
            [lat, lon, azimuth, distance, found["lat2"], found["lon2"]]
            for lat, lon, azimuth, distance in (
                (33.50583, 38.61778, 0.0, 55_000.0), (33.50583, 38.61778, 137.0, 70_000.0),
                (-41.3, 174.8, 270.0, 1_000_000.0), (0.0, 0.0, 45.0, 10.0), (69.0, -30.0, 359.0, 250_000.0),
            )
            for found in [Geodesic.WGS84.Direct(lat, lon, azimuth, distance)]
        ],
        "words": {
            "language": "en",
            "texts": {key: text for key, text in words.texts.items() if key.startswith(("n.claims.", "distance.", "number."))},
            "cases": [
                {
                    "key": key,
                    "values": {**values, **({} if count is None else {"count": count})},
                    "text": words(key, count=count, **values),
                }
                for key, count, values in cases
            ],
        },
    }  # fmt: skip


def _row(row: Any) -> dict[str, Any]:
    values = {name: plain(getattr(row, name)) for name in row.__dataclass_fields__}
    return {name: value if says_something(value) else None for name, value in values.items()}


def test_the_contract_is_what_the_page_data_say() -> None:
    text = json.dumps(contract(), ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("CONTESTED_WRITE_CONTRACT"):
        CONTRACT.write_text(text, encoding="utf-8")
    assert json.loads(text) == json.loads(CONTRACT.read_text(encoding="utf-8"))


def test_the_scripts_own_tests_pass() -> None:
    node, _ = compute_driver_executable()  # the one that the browser tests bring along: no other is needed
    tests = sorted(str(path) for path in SCRIPT_TESTS.glob("*.test.js"))
    run = subprocess.run([node, "--test", *tests], capture_output=True, text=True, timeout=120, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
