"""GeoJSON that passes an RFC 7946 validator, keeps ids, and opens in GDAL with the right counts and fields."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from geojson_validator import validate_geometries, validate_structure

from layers.case import Case
from layers.cases import bundled_case
from layers.errors import CaseFileError
from layers.formats.geojson import write
from layers.records import CaseInfo, Incident
from layers.rows import LAYERS


@pytest.fixture(scope="module")
def case() -> Case:
    return bundled_case("al-tanf")


@pytest.fixture(scope="module")
def folder(case: Case, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("geojson") / "al-tanf"
    write(case, out)
    return out


def load(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def test_every_file_is_valid_rfc_7946(folder: Path) -> None:
    for path in folder.glob("*.geojson"):
        collection = load(path)
        located = {**collection, "features": [f for f in collection["features"] if f["geometry"]]}
        assert validate_structure(collection) == {}, path.name
        findings = validate_geometries(located)
        assert findings["invalid"] == {}, path.name
        assert "crs" not in collection


def test_each_layer_is_whole_with_stable_ids_and_one_kind_of_geometry(case: Case, folder: Path) -> None:
    ids: dict[str, list[str]] = {}
    for path in folder.glob("*.geojson"):
        features = load(path)["features"]
        kinds = {
            feature["geometry"]["type"].removeprefix("Multi") for feature in features if feature["geometry"]
        }
        assert len(kinds) <= 1, path.name
        layer = next(name for name in LAYERS if path.name.startswith(name))
        ids.setdefault(layer, []).extend(feature["id"] for feature in features)
    assert sorted(ids["incidents"]) == [i.id for i in case.incidents]
    assert sorted(ids["claims"]) == [c.id for c in case.claims]
    assert sorted(ids["zone_definitions"]) == [z.id for z in case.zone_definitions]


def test_two_exports_are_equal_byte_for_byte(case: Case, folder: Path, tmp_path: Path) -> None:
    for path in write(case, tmp_path / "again"):
        assert path.read_bytes() == (folder / path.name).read_bytes()


def test_one_file_holds_all_layers(case: Case, tmp_path: Path) -> None:
    (path,) = write(case, tmp_path / "all.geojson")
    features = load(path)["features"]
    assert list(dict.fromkeys(feature["properties"]["layer"] for feature in features)) == list(LAYERS)
    assert len({feature["id"] for feature in features}) == len(features)


def test_an_incident_without_a_place_is_kept_with_a_null_geometry(tmp_path: Path) -> None:
    case = Case(info=CaseInfo(id="t", title="T"), incidents=(Incident(id="i1", title="Nobody says where"),))
    write(case, tmp_path)
    (feature,) = load(tmp_path / "incidents.geojson")["features"]
    assert feature["geometry"] is None
    assert feature["id"] == "i1"


def test_a_target_that_cannot_be_written_is_refused_and_leaves_nothing(case: Case, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(CaseFileError, match="cannot be written"):
        write(case, blocked / "out")
    assert blocked.read_text() == "in the way"


@pytest.mark.system
def test_gdal_opens_it_with_counts_and_fields(folder: Path) -> None:
    ogrinfo = shutil.which("ogrinfo")
    assert ogrinfo, "GDAL's ogrinfo is missing; `make test` installs it on Debian"
    run = subprocess.run(
        [ogrinfo, "-so", "-al", folder / "incidents.geojson"], capture_output=True, text=True, check=True
    )
    assert "Feature Count: 73" in run.stdout
    assert "Geometry: Point" in run.stdout
    assert "id: String" in run.stdout
    assert "earliest: DateTime" in run.stdout
    assert run.stderr == ""
