from __future__ import annotations

import csv
import subprocess
import sys
import time
from pathlib import Path

from layers.records import Incident
from layers.store import open_store

TEXT = (
    "id,title,date,lat,lon,party,summary,source,kind\n"
    "e-0001,Convoy struck,2017-05-18,33.6803,38.4116,Coalition,We struck it,OIR release,Air strike\n"
    "e-0002,When,5/6/2017,33.6803,38.4116,Syria,x,SANA,\n"
)


def written(analyst, text: str = TEXT, name: str = "strikes.csv") -> str:
    path = Path(analyst.case).with_name(name)
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_the_format_is_said_on_stderr_and_the_counts_add_up_on_stdout(analyst):
    ran = analyst.run("import", written(analyst))
    assert ran.exit_code == 0
    assert ran.stderr.startswith("reading as CSV (by its name and first bytes, ")
    first = ran.stdout.splitlines()[0]
    assert first == "CSV: read 2 = stored 1 + linked 0 + unchanged 0 + changed 0 + rejected 1"
    assert "line 3: date '5/6/2017' can be read as" in ran.stdout


def test_programs_get_the_same_counts_with_stable_keys(analyst):
    value = analyst.run("import", written(analyst), "--json").json
    assert list(value) == [
        "format", "guess", "written", "read", "stored", "linked", "unchanged", "changed", "rejected", "records",
        "possible_duplicates", "duplicates", "changes", "rejections", "log",
    ]  # fmt: skip
    assert value["read"] == sum(
        value[key] for key in ("stored", "linked", "unchanged", "changed", "rejected")
    )
    assert value["written"] is True
    again = analyst.run("import", written(analyst), "--json").json
    assert (again["stored"], again["unchanged"], again["written"]) == (0, 1, False)


def test_a_dry_run_says_so_and_leaves_every_byte(analyst):
    before = analyst.fingerprint
    ran = analyst.run("import", written(analyst), "--dry-run")
    assert "stored 1" in ran.stdout
    assert "(dry run: nothing was written)" in ran.stdout
    assert analyst.fingerprint == before


def test_rejected_rows_go_to_the_report_with_line_and_reason(analyst):
    report = analyst.case.with_name("rejected.csv")
    analyst.run("import", written(analyst), "--report", str(report))
    header, row = csv.reader(report.read_text(encoding="utf-8").splitlines())
    assert header == ["line", "reason", "row"]
    assert row[0] == "3"
    assert row[2].startswith("e-0002,When")


def test_the_report_never_overwrites_the_file_or_the_case(analyst):
    path = written(analyst)
    before = analyst.fingerprint
    for taken in (path, str(analyst.case)):
        assert analyst.run("import", path, "--report", taken).exit_code == 2
    assert Path(path).read_text(encoding="utf-8") == TEXT
    assert analyst.fingerprint == before


def test_columns_can_be_mapped_and_precision_codes_given_a_radius(analyst):
    text = "Was,Wann,lat,lon,precision\nStrike,2017-05-18,33.5,38.5,town\n"
    path = written(analyst, text)
    ran = analyst.run(
        "import", path, "--map", "Was=title", "--map", "Wann=date", "--precision", "town=5 km", "--json"
    )  # fmt: skip
    assert ran.json["stored"] == 1
    with open_store(analyst.case) as store:
        (found,) = [incident for incident in store.records(Incident) if incident.title == "Strike"]
    assert found.where.uncertainty_m == 5000.0


def test_wrong_use_is_said_in_one_line_with_exit_code_2(analyst):
    path = written(analyst)
    before = analyst.fingerprint
    for arguments in (
        ["import", "nowhere.csv"],
        ["import", path, "--as", "docx"],
        ["import", path, "--map", "title"],
        ["import", path, "--map", "nothing=title"],
        ["import", path, "--map", "title=nothing"],
        ["import", path, "--precision", "1=-5"],
        ["import", path, "--report", "/nowhere/at/all.csv"],
        ["import", str(analyst.case)],
    ):
        ran = analyst.run(*arguments)
        assert ran.exit_code == 2, arguments
        assert "Traceback" not in ran.stderr
    assert analyst.fingerprint == before


def test_duplicates_are_told_and_linked_on_request(analyst):
    analyst.run(
        "add",
        "33.685 N 38.41 E",
        "--title",
        "Convoy struck here",
        "--when",
        "2019-01-05",
        "--kind",
        "Air strike",
        "--id",
        "mine",
    )
    text = TEXT.replace("2017-05-18", "2019-01-05")
    told = analyst.run("import", written(analyst, text), "--dry-run", "--json").json
    assert told["possible_duplicates"] == 1
    assert told["duplicates"][0]["incident"] == "mine"
    linked = analyst.run("import", written(analyst, text), "--link-duplicates", "--json").json
    assert (linked["linked"], linked["stored"]) == (1, 0)


def test_the_formats_are_listed(analyst):
    listed = analyst.run("import", "--formats").stdout
    for name in ("ACLED", "UCDP GED", "GeoJSON", "KML", "XLSX", "Shapefile", "case document"):
        assert name in listed


def test_a_small_table_is_imported_without_loading_what_it_does_not_need(analyst):
    heavy = ("numpy", "shapely", "pyproj", "pandas", "geopandas", "pyogrio", "folium")
    code = (
        "import sys\nfrom maps.cli import group\n"
        f"group.main({['import', written(analyst), '--case', str(analyst.case)]!r}, standalone_mode=False)\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert ran.stdout.splitlines()[-1] == "[]"


def test_an_import_that_is_killed_leaves_the_case_as_it_was_and_can_be_repeated(analyst):
    rows = "".join(f"k-{n:05},Strike,2017-05-18,33.{n:05},38.5,Syria,x,SANA,\n" for n in range(20_000))
    path = written(analyst, TEXT.splitlines()[0] + "\n" + rows, "many.csv")
    with open_store(analyst.case) as store:
        before = store.read_case()
    code = "from maps.cli import main; main()"
    arguments = [sys.executable, "-c", code, "import", path, "--case", str(analyst.case)]
    journal = analyst.case.with_name(f"{analyst.case.name}-journal")
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None and not journal.exists():
        time.sleep(0.005)
    process.kill()
    process.wait()
    with open_store(analyst.case) as store:
        assert store.read_case() == before
    assert subprocess.run(arguments, capture_output=True, check=True).stdout.startswith(
        b"CSV: read 20,000 = stored 20,000"
    )
    assert not journal.exists()
