"""UCDP GED files of 49 columns, by hand from the codebook's list."""

import csv
import json
from pathlib import Path

import pytest

from layers.formats.reading import Accepted, ImportOptions, Item, Rejected
from layers.formats.texts import head_of
from layers.formats.ucdp import FORMAT
from layers.records import Claim, Incident, Source

COLUMNS = [
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id",
    "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id",
    "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources",
    "source_article", "source_office", "source_date", "source_headline", "source_original",
    "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2", "latitude", "longitude",
    "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec",
    "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best",
    "high", "low", "gwnoa", "gwnob",
]  # fmt: skip

EVENT = {
    "id": "231456",
    "relid": "SYR-2017-1-11973-12",
    "year": "2017",
    "active_year": "1",
    "code_status": "Clear",
    "type_of_violence": "1",
    "conflict_new_id": "13604",
    "conflict_name": "Syria: Islamic State",
    "dyad_name": "Government of Syria - IS",
    "side_a": "Government of Syria",
    "side_b": "IS",
    "number_of_sources": "2",
    "source_article": '"Reuters,2017-05-19,Strike near Tanf";"AFP,2017-05-20,Convoy hit"',
    "source_office": "Reuters;AFP",
    "source_date": "2017-05-19;2017-05-20",
    "source_headline": "Strike near Tanf;Convoy hit",
    "source_original": "SOHR",
    "where_prec": "2",
    "where_coordinates": "At Tanf",
    "where_description": "27 km from At Tanf",
    "adm_1": "Hims governorate",
    "adm_2": "Tadmur district",
    "latitude": "33.505833",
    "longitude": "38.617778",
    "geom_wkt": "POINT (38.617778 33.505833)",
    "priogrid_gid": "177798",
    "country": "Syria",
    "country_id": "652",
    "region": "Middle East",
    "event_clarity": "1",
    "date_prec": "1",
    "date_start": "2017-05-18 00:00:00.000",
    "date_end": "2017-05-18 00:00:00.000",
    "deaths_a": "0",
    "deaths_b": "4",
    "deaths_civilians": "2",
    "deaths_unknown": "0",
    "best": "6",
    "high": "8",
    "low": "5",
    "gwnoa": "652",
}
TAGS = {column: f"#{column.replace('_', '+')}" for column in COLUMNS}


def written(path: Path, *rows: dict[str, str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows([row.get(column, "") for column in COLUMNS] for row in rows)
    return path


def read(path: Path, **options: object) -> list[Item]:
    return list(FORMAT.read(path, ImportOptions(**options)))  # type: ignore[arg-type]


def only(items: list[Item], kind: type) -> list:
    return [
        record
        for item in items
        if isinstance(item, Accepted)
        for record in item.records
        if isinstance(record, kind)
    ]


def test_the_49_columns_are_known_and_read(tmp_path: Path) -> None:
    path = written(tmp_path / "ged.csv", EVENT)
    assert len(COLUMNS) == 49
    assert FORMAT.sniff(path, head_of(path)) > 0.9
    items = read(path)
    (incident,), (claim,) = only(items, Incident), only(items, Claim)
    assert incident.id == "ucdp-231456"
    assert incident.external_ids == ("ucdp:231456",)
    assert (incident.where.position.lat, incident.where.position.lon) == pytest.approx(
        (33.505833, 38.617778), abs=1e-9
    )
    assert incident.where.text == "27 km from At Tanf, At Tanf, Tadmur district, Hims governorate, Syria"
    harm = claim.values.harm
    assert (harm.killed_low, harm.killed_best, harm.killed_high) == (5, 6, 8)
    assert harm.who == "side b 4, civilians 2"
    assert claim.party == "ucdp"
    assert claim.confidence_note == "Sources say they have it from: SOHR"


def test_a_row_of_hxl_tags_is_no_row(tmp_path: Path) -> None:
    plain, tagged = read(written(tmp_path / "a.csv", EVENT)), read(written(tmp_path / "b.csv", TAGS, EVENT))
    assert [item.records for item in plain] == [item.records for item in tagged]
    assert tagged[0].line == 3


@pytest.mark.parametrize(
    ("code", "metres"),
    [("1", 5e3), ("2", 25e3), ("3", 100e3), ("4", 200e3), ("5", 200e3), ("6", 500e3), ("7", 200e3)],
)
def test_where_prec_widens_the_place_and_nothing_else(code: str, metres: float, tmp_path: Path) -> None:
    (incident,) = only(read(written(tmp_path / "a.csv", EVENT | {"where_prec": code})), Incident)
    assert incident.where.uncertainty_m == metres
    assert incident.where.precision_code == int(code)
    assert incident.when.edtf == "2017-05-18"


@pytest.mark.parametrize(
    ("code", "start", "end", "clarity", "edtf"),
    [
        ("1", "2017-05-18", "2017-05-18", "1", "2017-05-18"),
        ("2", "2017-05-16", "2017-05-19", "1", "[2017-05-16..2017-05-19]"),
        ("2", "2017-05-16", "2017-05-19", "2", "2017-05-16/2017-05-19"),
        ("3", "2017-05-15", "2017-05-21", "1", "[2017-05-15..2017-05-21]"),
        ("3", "2017-05-18", "2017-05-18", "1", "2017-05-18~"),
        ("4", "2017-05-01", "2017-05-31", "1", "2017-05"),
        ("4", "2016-02-01", "2016-02-29", "1", "2016-02"),
        ("4", "2016-02-01", "2016-02-28", "1", "[2016-02-01..2016-02-28]"),
        ("4", "2017-05-18", "2017-05-18", "1", "2017-05"),
        ("5", "2017-01-01", "2017-12-31", "1", "2017"),
        ("5", "2017-03-01", "2017-08-31", "1", "[2017-03-01..2017-08-31]"),
        ("5", "2017-01-01", "2017-12-31", "2", "2017-01-01/2017-12-31"),
        ("1", "5/18/2017 12:00:00 AM", "5/18/2017 12:00:00 AM", "1", "2017-05-18"),
        ("1", "5/6/2017 12:00:00 AM", "5/6/2017 12:00:00 AM", "1", "2017-05-06"),
    ],
)
def test_date_prec_and_both_dates_become_edtf(
    code: str, start: str, end: str, clarity: str, edtf: str, tmp_path: Path
) -> None:
    row = EVENT | {"date_prec": code, "date_start": start, "date_end": end, "event_clarity": clarity}
    (incident,) = only(read(written(tmp_path / "a.csv", row)), Incident)
    assert incident.when.edtf == edtf
    assert incident.when.precision == f"date_prec {code}"
    assert incident.where.uncertainty_m == 25_000


def test_whole_numbers_with_a_point_behind_them_are_the_same_codes(tmp_path: Path) -> None:
    codes = ("where_prec", "date_prec", "type_of_violence", "event_clarity", "best", "country_id")
    pointed = EVENT | {column: f"{EVENT[column]}.0" for column in codes}
    one, other = only(read(written(tmp_path / "a.csv", EVENT, pointed)), Claim)
    assert one.values.where == other.values.where
    assert one.values.harm == other.values.harm
    assert one.values.when.edtf == other.values.when.edtf


def test_precision_columns_that_are_swapped_are_noticed_where_a_code_gives_it_away(tmp_path: Path) -> None:
    (item,) = read(written(tmp_path / "a.csv", EVENT | {"date_prec": "6", "where_prec": "1"}))
    assert isinstance(item, Rejected)
    assert "are date_prec and where_prec swapped?" in item.reason


def test_swapped_axes_are_noticed_beside_the_geometry(tmp_path: Path) -> None:
    swapped = EVENT | {"latitude": EVENT["longitude"], "longitude": EVENT["latitude"]}
    path = written(tmp_path / "a.csv", swapped)
    (item,) = read(path)
    assert "not those of geom_wkt" in item.reason
    (incident,) = only(read(path, columns={"latitude": "longitude", "longitude": "latitude"}), Incident)
    assert incident.where.position.lat == pytest.approx(33.505833, abs=1e-9)


def test_sides_of_a_fight_are_in_no_order_but_the_one_side_of_one_sided_violence_is_the_actor(
    tmp_path: Path,
) -> None:
    one_sided = EVENT | {"id": "2", "type_of_violence": "3", "side_a": "IS", "side_b": "Civilians"}
    fight, attack = only(read(written(tmp_path / "a.csv", EVENT, one_sided)), Claim)
    assert (fight.values.actor_text, fight.values.target_text) == (None, None)
    assert (attack.values.actor_text, attack.values.target_text) == ("IS", "civilians")


def test_each_report_becomes_a_source_of_its_own(tmp_path: Path) -> None:
    items = read(written(tmp_path / "a.csv", EVENT))
    sources = [source for source in only(items, Source) if source.id != "ucdp"]
    assert [(source.publisher, source.published, source.title) for source in sources] == [
        ("Reuters", "2017-05-19", "Strike near Tanf"),
        ("AFP", "2017-05-20", "Convoy hit"),
    ]
    (claim,) = only(items, Claim)
    assert claim.sources == ("ucdp", *(source.id for source in sources))


def test_reports_whose_columns_do_not_match_are_kept_by_the_words_of_the_article(tmp_path: Path) -> None:
    items = read(written(tmp_path / "a.csv", EVENT | {"source_office": "Reuters"}))
    titles = [source.title for source in only(items, Source) if source.id != "ucdp"]
    assert titles == ["Reuters,2017-05-19,Strike near Tanf", "AFP,2017-05-20,Convoy hit"]


TRAPS = {
    "figures do not rise": ({"low": "9"}, "low 9, best 6, high 8 do not rise"),
    "dates do not rise": ({"date_end": "2017-05-17"}, "lies before date_start"),
    "no date": ({"date_start": ""}, "date_start or date_end is empty"),
    "violence of none": ({"type_of_violence": "4"}, "type_of_violence '4' is none of 1, 2, 3"),
    "precision of none": ({"where_prec": "8"}, "UCDP GED has no where_prec '8'"),
    "no id": ({"id": ""}, "the row has no id"),
    "year 1527": ({"date_start": "1527-01-01"}, "lies before 1900"),
}


@pytest.mark.parametrize(("change", "reason"), TRAPS.values(), ids=TRAPS)
def test_a_row_that_cannot_be_read_is_handed_back(
    change: dict[str, str], reason: str, tmp_path: Path
) -> None:
    items = read(written(tmp_path / "a.csv", EVENT, EVENT | {"id": "2"} | change))
    assert [type(item) for item in items] == [Accepted, Rejected]
    assert items[1].line == 3
    assert reason in items[1].reason


def test_the_json_of_the_interface_is_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    numbers = {
        "id": 231456,
        "latitude": 33.505833,
        "longitude": 38.617778,
        "best": 6,
        "where_prec": 2,
        "date_prec": 1,
    }
    path.write_text(json.dumps({"TotalCount": 1, "Result": [EVENT | numbers]}))
    assert FORMAT.sniff(path, head_of(path)) > 0.9
    assert only(read(path), Claim) == only(read(written(tmp_path / "a.csv", EVENT)), Claim)
