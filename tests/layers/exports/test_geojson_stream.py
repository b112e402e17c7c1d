"""GeoJSON straight from a case file has the bytes that the case itself gives, whatever it holds, and needs little memory."""

import subprocess
import sys
from pathlib import Path

import pytest

from geo.position import Position
from layers.case import Case
from layers.cases import bundled_case
from layers.errors import CaseFileError
from layers.exports import export
from layers.exports.geojson_stream import can_stream, stream
from layers.records import (
    CaseInfo,
    Claim,
    Harm,
    Incident,
    Location,
    Offset,
    Party,
    Place,
    Source,
    StatedValues,
    When,
)
from layers.store import create_store

TEXTS = ("plain", 'quoted " \\ / \b\f\n\r\t\x00\x01\x1f\x7f', "طنف \u2028\u2029 🗺", "", " ")
POSITIONS = (
    Position(lat=33.5, lon=38.25, uncertainty_m=500.0),
    Position(lat=-0.00001234567, lon=179.99999999, uncertainty_m=0.1),
    Position(lat=1e-9, lon=-1e-9),
    Position(lat=33.123456789012345, lon=38.00000005, uncertainty_m=1e22),
)
TIMES = (
    "2017-05-18", "2017-06-20T00:30+03:00", "2017-06-20T00:30", "2017-12-01/2017-12-05~", "2017-05-XX", "2017-05-18/..", "0001", "XXXX",
)  # fmt: skip


def wide_case() -> Case:
    """Every kind of location, time and text that a row may hold, on incidents and on claims."""
    village = Place(
        id="village", name="Village", position=Position(lat=33.25, lon=38.5, uncertainty_m=2000.0)
    )
    places = [
        None, Location(), Location(text="somewhere"), Location(place="village"), Location(text="near Village", place="village"),
        Location(offset=Offset(distance_km=27.0, bearing="NW", measured_from="village")), Location(uncertainty_m=3.0),
        *(Location(text=text, position=position) for text, position in zip(TEXTS, POSITIONS, strict=False)),
        Location(position=POSITIONS[0], uncertainty_m=12345.678),
    ]  # fmt: skip
    times = [None, When(), *(When(edtf=edtf, time_local="00:30") for edtf in TIMES)]
    parties = tuple(
        Party(id=f"p{n}", name=f"Party {text!r}", order=9 - n, code=f"P{n}", color="#4477aa", shape="circle")
        for n, text in enumerate(TEXTS)
    )
    incidents = tuple(
        Incident(id=f"i{n:03}" + ("é", '"')[n % 2], title=f"t{TEXTS[n % 5]}", kind=TEXTS[n % 5] or None, where=places[n % len(places)],
                 when=times[n % len(times)], note=TEXTS[(n + 1) % 5], related=(), zones=())
        for n in range(len(places) * len(times))
    )  # fmt: skip
    claims = tuple(
        Claim(
            id=f"c{n:04}", subject_kind="incident", subject=incidents[n % len(incidents)].id, party=parties[n % 5].id, stance="asserts",
            summary=TEXTS[n % 5], sources=("s1", "s2")[: n % 3], unverified=n % 3 == 0,
            values=StatedValues(
                when=times[(n + 3) % len(times)], where=places[(n * 7) % len(places)], actor="p1" if n % 2 else None, actor_text=TEXTS[n % 5],
                harm=Harm(killed_low=0, killed_high=n) if n % 4 else None,
            ),
        )
        for n in range(len(incidents) + 20)
    )  # fmt: skip
    return Case(
        info=CaseInfo(id="wide", title="Wide", time_zone="Asia/Damascus", license='a "b"'),
        parties=parties,
        places=(village,),
        sources=(Source(id="s1", title="S"), Source(id="s2", title="S")),
        incidents=incidents,
        claims=claims,
    )


@pytest.mark.parametrize(
    "make", [wide_case, lambda: bundled_case("al-tanf"), lambda: Case(info=CaseInfo(id="none", title="None"))]
)
@pytest.mark.parametrize("name", ["geojson", "geojsonl"])
@pytest.mark.parametrize("layer", [None, "incidents", "claims", "places"])
def test_streaming_gives_the_bytes_of_the_case(
    make: object, name: str, layer: str | None, tmp_path: Path
) -> None:
    case: Case = make()  # type: ignore[operator]
    path = tmp_path / "case.gpkg"
    create_store(path, case, command="test").close()
    assert can_stream(str(path), tmp_path / f"a.{name}", name)
    (streamed,) = stream(path, tmp_path / f"a.{name}", name, layer=layer) or []
    (written,) = export(case, tmp_path / f"b.{name}", layer=layer)
    assert streamed.read_bytes() == written.read_bytes()


def test_a_broken_case_file_leaves_no_half_of_an_export(tmp_path: Path) -> None:
    path, out = tmp_path / "case.gpkg", tmp_path / "a.geojson"
    create_store(path, bundled_case("al-tanf"), command="test").close()
    content = bytearray(path.read_bytes())
    content[len(content) // 4 : len(content) // 2] = bytes(len(content) // 4)
    path.write_bytes(content)
    out.write_text("the old one")
    with pytest.raises(CaseFileError):
        stream(path, out, "geojson")
    assert out.read_text() == "the old one"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.geojson", "case.gpkg"]


def test_streaming_imports_nothing_heavy() -> None:
    script = "import layers.exports.geojson_stream, sys; print([n for n in ('numpy', 'shapely', 'pandas', 'pyproj') if n in sys.modules])"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
