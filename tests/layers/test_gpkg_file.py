"""The case file as others meet it: the GeoPackage validator, GDAL, QGIS's styles, any SQLite shell."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from osgeo_utils.samples import validate_gpkg

from geo.position import Position
from layers.case import COLLECTIONS, Case
from layers.cases import bundled_case
from layers.gpkg.columns import GEOMETRY, table_name
from layers.gpkg.mapping import tables
from layers.gpkg.schema import SCHEMA_VERSION, registered_tables
from layers.gpkg.styles import qml
from layers.records import Incident, Location, Party
from layers.store import Add, Remove, Replace, create_store, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

AT = datetime(2026, 1, 31, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def al_tanf() -> Case:
    return bundled_case("al-tanf")


@pytest.fixture(scope="module")
def al_tanf_file(al_tanf: Case, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("case") / "al-tanf.gpkg"
    create_store(path, al_tanf, command="new", at=AT).close()
    return path


@pytest.fixture
def copy(al_tanf_file: Path, tmp_path: Path) -> Path:
    shutil.copy(al_tanf_file, tmp_path / "copy.gpkg")
    return tmp_path / "copy.gpkg"


@pytest.fixture
def shell(al_tanf_file: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(al_tanf_file)
    yield connection
    connection.close()


def faults(path: Path) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = validate_gpkg.check(
        str(path), extra_checks=True, warning_as_error=True, abort_at_first_error=False
    )
    return found


def test_the_geopackage_validator_finds_no_fault(al_tanf_file: Path) -> None:
    assert faults(al_tanf_file) == []


def test_the_validator_finds_none_after_changes_either(copy: Path) -> None:
    with open_store(copy) as store:
        where = Location(position=Position(lat=-80.0, lon=170.0))
        store.write(
            [
                Add(record=Incident(id="far", title="Far", where=where)),
                Add(record=Incident(id="no", title="No")),
            ],
            command="add",
        )
        store.write([Replace(record=Incident(id="no", title="No", where=where))], command="edit")
        store.write([Replace(record=Incident(id="far", title="Far"))], command="edit")
        store.write([Remove(record_type=Incident, record_id="far")], command="remove")
    assert faults(copy) == []
    connection = sqlite3.connect(copy)
    assert connection.execute("SELECT rtreecheck('rtree_incident_geom')").fetchone() == ("ok",)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    located = "SELECT count(*) FROM incident WHERE geom NOT NULL"
    assert (
        connection.execute(located).fetchone()
        == connection.execute("SELECT count(*) FROM rtree_incident_geom").fetchone()
    )
    assert connection.execute(
        "SELECT min_y, max_x FROM gpkg_contents WHERE table_name = 'incident'"
    ).fetchone() == (-80.0, 170.0)
    connection.close()


def test_the_counts_that_gdal_reads_are_right_also_after_changes(copy: Path) -> None:
    with open_store(copy) as store:
        store.write([Add(record=Incident(id=f"n-{n}", title="N")) for n in range(3)], command="add")
        store.write([Remove(record_type=Incident, record_id="n-1")], command="remove")
    connection = sqlite3.connect(copy)
    counts = dict(connection.execute("SELECT table_name, feature_count FROM gpkg_ogr_contents"))
    assert set(counts) == set(registered_tables())
    assert counts == {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in counts
    }
    connection.close()


def test_it_says_that_it_is_a_geopackage_of_version_1_4_and_a_case(shell: sqlite3.Connection) -> None:
    assert shell.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
    assert shell.execute("PRAGMA user_version").fetchone() == (10400,)
    assert shell.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    meta = dict(shell.execute("SELECT key, value FROM contested_meta"))
    assert meta == {"format": "contested case file", "schema_version": str(SCHEMA_VERSION)}
    assert {date for (date,) in shell.execute("SELECT last_change FROM gpkg_contents")} == {
        "2026-01-31T12:00:00.000Z"
    }


def test_every_column_is_described(shell: sqlite3.Connection) -> None:
    described = set(
        shell.execute("SELECT table_name, column_name FROM gpkg_data_columns WHERE description <> ''")
    )
    for table in tables():
        columns = {name for _, name, *_ in shell.execute(f'PRAGMA table_info("{table.name}")')}
        assert columns - {name for owner, name in described if owner == table.name} <= {
            "fid",
            "geom",
            "blank_parts",
        }


def test_the_allowed_words_of_a_column_are_listed(shell: sqlite3.Connection) -> None:
    words = shell.execute(
        "SELECT value FROM gpkg_data_column_constraints JOIN gpkg_data_columns USING (constraint_name)"
        " WHERE table_name = 'claim' AND column_name = 'stance'"
    )
    assert {"asserts", "denies", "silent"} <= {word for (word,) in words}


def test_the_schema_explains_itself_in_any_shell(shell: sqlite3.Connection) -> None:
    (sql,) = shell.execute("SELECT sql FROM sqlite_master WHERE name = 'claim'").fetchone()
    assert "-- What one party says about one subject." in sql
    assert (
        '"party" TEXT NOT NULL REFERENCES "party"(id) DEFERRABLE INITIALLY DEFERRED,  -- The party that says so.'
        in sql
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE claim SET party = 'nobody'",
        "UPDATE claim SET subject = 'nothing'",
        "DELETE FROM party",
        "INSERT INTO claim_source (claim, ordinal, source) SELECT id, 99, 'no-such-source' FROM claim LIMIT 1",
        "INSERT INTO name (party, place, ordinal, text, role) SELECT party.id, place.id, 0, 'x', 'name' FROM party, place LIMIT 1",
        "UPDATE claim SET stance = 'shouts'",
    ],
)
def test_the_file_itself_refuses_what_breaks_a_reference_or_a_rule(copy: Path, statement: str) -> None:
    connection = sqlite3.connect(copy, isolation_level=None)
    # Only to change rows here: the triggers of the R-tree call functions that a bare shell does not have.
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'rtree%'"
    ).fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError, match="constraint failed"):
        connection.execute(statement)
    connection.close()


def test_names_and_links_go_with_their_owner_and_keep_their_order(
    shell: sqlite3.Connection, al_tanf: Case
) -> None:
    claim = max(al_tanf.claims, key=lambda claim: len(claim.sources))
    rows = shell.execute("SELECT source FROM claim_source WHERE claim = ? ORDER BY ordinal", (claim.id,))
    assert tuple(source for (source,) in rows) == claim.sources
    party = max(al_tanf.parties, key=lambda party: len(party.names))
    rows = shell.execute("SELECT text, language FROM name WHERE party = ? ORDER BY ordinal", (party.id,))
    assert rows.fetchall() == [(name.text, name.language) for name in party.names]


def test_the_indexes_serve_the_questions_that_are_asked(shell: sqlite3.Connection) -> None:
    for sql in (
        "SELECT * FROM claim WHERE subject_incident = 'x'",
        "SELECT * FROM claim WHERE party = 'x'",
        "SELECT * FROM incident WHERE where_place = 'x'",
        "SELECT * FROM claim_source WHERE claim = 'x' ORDER BY ordinal",
        "SELECT * FROM claim_source WHERE source = 'x'",
        "SELECT * FROM name WHERE place = 'x'",
        "SELECT * FROM incident WHERE id = 'x'",
    ):
        plan = " ".join(row[3] for row in shell.execute(f"EXPLAIN QUERY PLAN {sql}"))
        assert "USING" in plan, f"{sql}: {plan}"
        assert "SCAN" not in plan, f"{sql}: {plan}"


def test_every_layer_has_a_style_that_qgis_takes_as_its_own(shell: sqlite3.Connection, al_tanf: Case) -> None:
    rows = shell.execute(
        "SELECT f_table_name, f_table_schema, f_geometry_column, useAsDefault, styleQML FROM layer_styles"
    ).fetchall()
    assert {row[0] for row in rows} == set(GEOMETRY)
    for _, schema, geometry, default, text in rows:
        assert (schema, geometry, default) == ("", "geom", 1)
        renderer = ET.fromstring(text).find("renderer-v2")
        assert renderer is not None
        symbols = {symbol.get("name") for symbol in renderer.iter("symbol")}
        assert symbols == {category.get("symbol") for category in renderer.iter("category")}
    by_party = next(text for name, *_, text in rows if name == "claim")
    categories = {
        category.get("value"): category.get("label") for category in ET.fromstring(by_party).iter("category")
    }
    assert categories == {party.id: party.name for party in al_tanf.parties} | {"": "other"}


def test_a_style_follows_its_party_and_leaves_a_users_own_alone(copy: Path, al_tanf: Case) -> None:
    connection = sqlite3.connect(copy)
    connection.execute(
        "INSERT INTO layer_styles (f_table_name, styleName, styleQML) VALUES ('claim', 'mine', '<qgis/>')"
    )
    connection.commit()
    first = al_tanf.parties[0]
    party = Party(
        id=first.id, name="New <name>", order=first.order, code=first.code, color="#123456", shape=first.shape
    )
    with open_store(copy) as store:
        store.write([Replace(record=party)], command="party")
    styles = dict(
        connection.execute("SELECT styleName, styleQML FROM layer_styles WHERE f_table_name = 'claim'")
    )
    connection.close()
    assert styles["mine"] == "<qgis/>"
    assert "New &lt;name&gt;" in styles["claim of the case"]
    assert "18,52,86," in styles["claim of the case"]


def test_no_text_can_break_a_style() -> None:
    hostile = '"/><script>&\x01\ud83d\ufffe'
    ET.fromstring(qml("party", [(hostile, hostile, "#4477aa", "circle")], label="name"))


@pytest.mark.system
def test_gdal_shows_the_layers_with_their_counts_and_extents(al_tanf_file: Path, al_tanf: Case) -> None:
    told = subprocess.run(
        ["ogrinfo", "-so", "-al", str(al_tanf_file)], capture_output=True, text=True, check=True
    ).stdout
    layers = {block.split("\n", 1)[0]: block for block in told.split("Layer name: ")[1:]}
    for kind in COLLECTIONS:
        assert f"Feature Count: {len(al_tanf.of_kind(kind))}\n" in layers[table_name(kind)]
    assert "Geometry: Point" in layers["incident"]
    assert "Extent: (35.9487" in layers["known_position"]
    assert 'ID["EPSG",4326]' in layers["zone_definition"]
    assert "unverified: Integer(Boolean) (0.0) NOT NULL" in layers["claim"]
    assert "earliest: DateTime" in layers["incident"]


@pytest.mark.system
def test_gdal_can_add_and_change_features_and_the_indexes_follow(copy: Path) -> None:
    source = copy.with_name("new.geojson")
    properties = {"id": "from-gdal", "title": "Drawn in a GIS"}
    geometry = {"type": "Point", "coordinates": [38.6, 33.5]}
    feature = {"type": "Feature", "properties": properties, "geometry": geometry}
    source.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    subprocess.run(
        ["ogr2ogr", "-append", "-f", "GPKG", str(copy), str(source), "-nln", "incident"],
        capture_output=True,
        check=True,
    )
    sql = "UPDATE claim SET summary = 'changed' WHERE fid = 1"
    subprocess.run(
        ["ogrinfo", "-q", str(copy), "-dialect", "SQLITE", "-sql", sql], capture_output=True, check=False
    )
    with open_store(copy) as store:
        assert store.get(Incident, "from-gdal").title == "Drawn in a GIS"
        assert "from-gdal" in {
            incident.id for incident in store.near(Incident, Position(lat=33.5, lon=38.6), 10.0)
        }
    assert faults(copy) == []


@pytest.mark.system
def test_a_snapshot_is_read_by_gdal_while_the_case_is_open(copy: Path, al_tanf: Case) -> None:
    import pyogrio

    with open_store(copy) as store:
        given_away = copy.with_name("given.gpkg")
        store.snapshot(given_away)
        frame = pyogrio.read_dataframe(given_away, layer="zone_definition")
    assert set(frame["id"]) == {definition.id for definition in al_tanf.zone_definitions}
    assert frame.crs == "EPSG:4326"
    assert frame.geometry.notna().all()
