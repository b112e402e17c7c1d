"""The other commands, as an analyst meets them, and what all of them share."""

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from layers.records import Claim, Place, Source, ZoneDefinition
from layers.store import open_store
from maps.cli import COMMANDS
from tests.conftest import Analyst

HEAVY = ("numpy", "shapely", "pyproj", "pandas", "geopandas", "pyogrio", "folium")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("add", "33.68 38.41", "--title", "x", "--when", "2017-05-18", "--case", "al-tanf.gpkg"),
        ("where", "33.68 38.41", "--case", "al-tanf.gpkg"),
        ("list", "incidents", "--case", "al-tanf.gpkg"),
        ("show", "i-2017-06-20-shahed", "--case", "al-tanf.gpkg"),
        ("claim", "z-55km", "--party", "iraq", "--stance", "silent", "--case", "al-tanf.gpkg"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_quick_commands_import_nothing_heavy(analyst: Analyst, arguments: tuple[str, ...]) -> None:
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "from maps.cli import main; main()", *arguments],
        capture_output=True,
        text=True,
        cwd=analyst.case.parent,
        check=False,
    )
    imported = {line.rpartition("|")[2].strip() for line in run.stderr.splitlines()}
    assert "maps.cli" in imported
    assert imported.isdisjoint(HEAVY)
    assert run.returncode == 0, run.stderr


def test_every_command_has_help_and_help_lists_them_all(analyst: Analyst) -> None:
    listed = analyst.run("--help").stdout
    for name, (_, line) in COMMANDS.items():
        assert line in listed
        assert "Usage: contested" in analyst.run(name, "--help").stdout


def test_an_unknown_command_and_no_command_are_wrong_use(analyst: Analyst) -> None:
    assert analyst.run("frobnicate").exit_code == 2
    assert analyst.run().exit_code == 2


def test_a_project_error_is_one_line_without_a_traceback(analyst: Analyst) -> None:
    ran = analyst.run_process("show", "i-none")
    assert ran.exit_code == 2
    assert ran.stderr.startswith("contested: no record has the id 'i-none'")
    assert len(ran.stderr.splitlines()) == 1


def test_the_only_case_in_the_folder_is_found_and_two_are_not_guessed_between(analyst: Analyst) -> None:
    assert analyst.run("list", "parties").exit_code == 0
    (analyst.case.parent / "other.gpkg").write_bytes(b"")
    ran = analyst.run("list", "parties")
    assert ran.exit_code == 2
    assert "there are 2 here; say --case FILE" in ran.stderr


def test_a_file_that_is_no_case_is_refused_as_such(analyst: Analyst, tmp_path: Path) -> None:
    for content in (b"", b"not a database", b"SQLite format 3\x00" + bytes(100)):
        other = tmp_path / "other.bin"
        other.write_bytes(content)
        ran = analyst.run("list", "parties", "--case", str(other))
        assert ran.exit_code == 2
        assert "other.bin" in ran.stderr
        assert other.read_bytes() == content


def test_a_new_case_can_be_empty_and_grow(analyst: Analyst, tmp_path: Path) -> None:
    case = ("--case", "mine.gpkg")
    assert analyst.run("new", "mine.gpkg", "--title", "A crossing").exit_code == 0
    assert (
        analyst.run(
            "source", "add", "s1", "--title", "A page", "--url", "https://example.org", "--grade", "B", *case
        ).exit_code
        == 0
    )
    assert (
        analyst.run(
            "place", "add", "post", "33.5 38.6", "--name", "The post", "--name-in", "ar=المخفر", *case
        ).exit_code
        == 0
    )
    assert analyst.run("add", "المخفر", "--title", "Shots", "--when", "2019-02", *case).exit_code == 0
    listed = analyst.run("list", "incidents", *case)
    assert "i-2019-02-shots" in listed.stdout
    assert listed.stderr == "1 incident\n"
    with open_store(tmp_path / "mine.gpkg") as store:
        assert store.get(Source, "s1").url == "https://example.org"
        assert store.get(Place, "post").names[0].text == "المخفر"


def test_claims_take_every_stated_value(analyst: Analyst) -> None:
    values = ("--killed", "4-6", "--injured", "7+", "--inside", "denies-zone", "--actor", "us-coalition", "--target", "a convoy",
              "--lawful", "no", "--where", "near Shahma", "--place", "shahma", "--when", "2017-05-17", "--stated", "2017-05-19")  # fmt: skip
    ran = analyst.run(
        "claim", "i-2017-05-18-convoy-strike", "--party", "iran", "--stance", "condemns", "--source", "tass-2017-06-07", *values, "--json"
    )  # fmt: skip
    with open_store(analyst.case) as store:
        claim = store.get(Claim, ran.json["id"])
    assert claim.values.harm is not None
    assert (claim.values.harm.killed_low, claim.values.harm.killed_high) == (4, 6)
    assert (claim.values.harm.injured_low, claim.values.harm.injured_high) == (7, None)
    assert (claim.values.actor, claim.values.target_text) == ("us-coalition", "a convoy")
    assert claim.values.inside_zone == "denies-zone"
    assert claim.values.where is not None
    assert claim.values.where.place == "shahma"


def test_silence_is_a_claim_with_a_search_and_no_source(analyst: Analyst) -> None:
    ran = analyst.run(
        "claim",
        "z-55km",
        "--party",
        "iraq",
        "--stance",
        "silent",
        "--searched-in",
        "ministry pages",
        "--searched-until",
        "2017-07",
    )
    assert ran.exit_code == 0
    assert "iraq silent z-55km" in ran.stdout


def test_a_zone_definition_is_built_and_rivals_an_old_one(analyst: Analyst) -> None:
    ran = analyst.run(
        "zone", "add", "z-40mi", "--name", "40 miles", "--stated-by", "press", "--zone", "al-tanf-zone",
        "--circle-around", "al-walid-crossing", "--radius", "40 mi", "--uncertainty", "2 km",
    )  # fmt: skip
    assert "circle of 64.4 km around Al-Walid" in ran.stdout
    with open_store(analyst.case) as store:
        definition = store.get(ZoneDefinition, "z-40mi")
    assert definition.construction.radius_text == "40 mi"
    assert definition.construction.radius_m == pytest.approx(64373.76)


@pytest.mark.parametrize(
    ("way", "kind"),
    [
        (("--polygon", "33.2 38.1; 33.4 38.1; 33.4 38.4"), "polygon"),
        (("--line", "33.2 38.1; 33.4 38.4"), "line"),
        (("--line", "33.2 38.1; 33.4 38.4", "--radius", "5 km"), "corridor"),
        (("--parallel", "34", "--side", "north", "--within", "33 38; 33 39; 35 39; 35 38"), "parallel"),
        (
            ("--side-of", "z-euphrates-line", "--side", "west", "--within", "34 37; 34 42; 37.2 42; 37.2 37"),
            "side of line",
        ),
        (("--join", "z-astana-homs", "--join", "z-astana-ghouta"), "union"),
    ],
)
def test_zones_are_built_in_every_way(analyst: Analyst, way: tuple[str, ...], kind: str) -> None:
    ran = analyst.run("zone", "add", "z1", "--name", "Z", "--stated-by", "russia", *way, "--json")
    assert ran.exit_code == 0, ran.stderr
    assert ran.json["zone_definition"]["construction"]["kind"] == kind


def test_a_polygon_may_come_from_a_geojson_file(analyst: Analyst, tmp_path: Path) -> None:
    ring = [[38.1, 33.2], [38.4, 33.2], [38.4, 33.4], [38.1, 33.2]]
    (tmp_path / "area.geojson").write_text(json.dumps({"type": "Polygon", "coordinates": [ring]}))
    ran = analyst.run(
        "zone", "add", "z1", "--name", "Z", "--stated-by", "russia", "--polygon", "area.geojson", "--json"
    )
    assert ran.json["zone_definition"]["construction"]["vertices"][0] == {"lat": 33.2, "lon": 38.1}


def test_lists_are_narrowed_by_party_zone_stance_and_time(analyst: Analyst) -> None:
    assert len(analyst.run("list", "incidents", "--json").json) == 73
    assert len(analyst.run("list", "claims", "--party", "sdf", "--json").json) > 4
    june = analyst.run("list", "incidents", "--between", "2017-06-18/2017-06-20", "--json").json
    assert "i-2017-06-18-su22" in {incident["id"] for incident in june}
    assert all("2017-06" in incident["id"] for incident in june)
    silent = analyst.run("list", "claims", "--stance", "silent", "--json").json
    assert {claim["stance"] for claim in silent} == {"silent"}
    both = analyst.run("list", "incidents", "--zone", "z-rukban-berm", "--party", "jordan", "--json").json
    assert both


def test_showing_an_incident_groups_its_claims_by_party_and_judges_its_place(analyst: Analyst) -> None:
    text = analyst.run("show", "i-2017-06-18-su22").stdout
    order = [
        text.index(name)
        for name in ("Independent press", "Russian Federation", "Syrian government", "United States")
    ]
    assert order == sorted(order)
    assert "40 km south-west of Raqqa" in text
    assert "z-euphrates" not in text.split("stated by")[0]
    assert len(analyst.run("show", "i-2017-06-18-su22", "--json").json["claims"]) > 10


def test_a_case_travels_as_a_document_and_comes_back_equal(analyst: Analyst, tmp_path: Path) -> None:
    assert analyst.run("export", "al-tanf.gpkg", "copy.case.json").exit_code == 0
    assert analyst.run("new", "again.gpkg", "--from", "copy.case.json").exit_code == 0
    assert analyst.run("export", "again.gpkg", "again.case.json").exit_code == 0
    assert (tmp_path / "copy.case.json").read_bytes() == (tmp_path / "again.case.json").read_bytes()


def test_geojson_goes_to_a_folder_or_one_file(analyst: Analyst, tmp_path: Path) -> None:
    files = analyst.run("export", "al-tanf.gpkg", "out", "--json").json
    assert "out/incidents.geojson" in files
    assert all((tmp_path / file).is_file() for file in files)
    assert analyst.run("export", "al-tanf.gpkg", "all.geojson").stdout == "all.geojson\n"


def test_a_read_only_case_in_a_read_only_folder_can_be_read_and_stays_as_it_is(analyst: Analyst) -> None:
    before = analyst.fingerprint
    analyst.case.chmod(stat.S_IRUSR)
    analyst.case.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        assert len(analyst.run("list", "parties", "--json").json) == 15
        assert analyst.fingerprint == before
    finally:
        analyst.case.parent.chmod(stat.S_IRWXU)


def test_control_characters_of_a_case_cannot_steer_the_terminal(analyst: Analyst) -> None:
    assert analyst.run("add", "shahma", "--title", "red \x1b[31m alert", "--id", "i-esc").exit_code == 0
    shown = analyst.run("show", "i-esc").stdout
    assert "\x1b" not in shown
    assert "red \N{REPLACEMENT CHARACTER}[31m alert" in shown
