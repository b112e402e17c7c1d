"""ACLED files of every generation, by hand from the published lists of columns."""

import csv
import json
from pathlib import Path

import pytest

from layers.errors import FormatError
from layers.formats.acled import FORMAT, KEPT
from layers.formats.precision import CONVENTIONS
from layers.formats.reading import Accepted, ImportOptions, Item, Rejected
from layers.formats.texts import head_of
from layers.records import Claim, Incident, Party, Source

COLUMNS_2023 = [
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type",
    "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2",
    "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3",
    "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes",
    "fatalities", "tags", "timestamp",
]  # fmt: skip
COLUMNS_2020 = [
    "data_id", "iso", "event_id_cnty", "event_id_no_cnty", "event_date", "year", "time_precision",
    "event_type", "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2",
    "inter2", "interaction", "region", "country", "admin1", "admin2", "admin3", "location", "latitude",
    "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "timestamp", "iso3",
]  # fmt: skip
COLUMNS_2016 = [
    "GWNO", "EVENT_ID_CNTY", "EVENT_ID_NO_CNTY", "EVENT_DATE", "YEAR", "TIME_PRECISION", "EVENT_TYPE",
    "ACTOR1", "ALLY_ACTOR_1", "INTER1", "ACTOR2", "ALLY_ACTOR_2", "INTER2", "INTERACTION", "COUNTRY",
    "ADMIN1", "ADMIN2", "ADMIN3", "LOCATION", "LATITUDE", "LONGITUDE", "GEO_PRECISION", "SOURCE",
    "NOTES", "FATALITIES",
]  # fmt: skip

EVENT = {
    "event_id_cnty": "SYR1234",
    "event_date": "2017-05-18",
    "year": "2017",
    "time_precision": "1",
    "disorder_type": "Political violence",
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Air/drone strike",
    "actor1": "Global Coalition Against Daesh",
    "inter1": "External/Other forces",
    "actor2": "Pro-government militia (Syria)",
    "inter2": "Political militia",
    "interaction": "External/Other forces-Political militia",
    "iso": "760",
    "region": "Middle East",
    "country": "Syria",
    "admin1": "Homs",
    "admin2": "Tadmor",
    "location": "Tanf",
    "latitude": "33.505833",
    "longitude": "38.617778",
    "geo_precision": "2",
    "source": "SOHR; Reuters",
    "source_scale": "Other-International",
    "notes": "On 18 May 2017, aircraft struck a convoy, it was said.",
    "fatalities": "6",
    "timestamp": "1618578516",
}


def written(
    path: Path, columns: list[str], *rows: dict[str, str], encoding: str = "utf-8", newline: str = "\n"
) -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, lineterminator=newline)
        writer.writerow(columns)
        writer.writerows([row.get(column.lower(), "") for column in columns] for row in rows)
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


@pytest.mark.parametrize("columns", [COLUMNS_2023, COLUMNS_2020, COLUMNS_2016], ids=["2023", "2020", "2016"])
def test_every_generation_of_columns_is_known_and_read_alike(columns: list[str], tmp_path: Path) -> None:
    path = written(tmp_path / "events.csv", columns, EVENT)
    assert FORMAT.sniff(path, head_of(path)) > 0.7
    (incident,) = only(read(path), Incident)
    assert incident.id == "acled-SYR1234"
    assert incident.external_ids == ("acled:SYR1234",)
    assert incident.when.edtf == "2017-05-18"
    assert (incident.where.position.lat, incident.where.position.lon) == pytest.approx(
        (33.505833, 38.617778), abs=1e-9
    )
    assert incident.kind == "Explosions/Remote violence"


def test_the_dataset_speaks_in_a_claim_of_its_own(tmp_path: Path) -> None:
    items = read(written(tmp_path / "a.csv", COLUMNS_2023, EVENT))
    (claim,), parties, sources = only(items, Claim), only(items, Party), only(items, Source)
    assert claim.party == "acled"
    assert claim.subject == "acled-SYR1234"
    assert claim.stance == "asserts"
    assert claim.summary == EVENT["notes"]
    assert claim.stated == "2021-04-16"
    assert claim.values.harm.killed_best == 6
    assert [party.id for party in parties if party.observer] == ["acled"]
    assert {source.title for source in sources} == {"ACLED", "SOHR", "Reuters"}
    assert set(claim.sources) == {source.id for source in sources}


def test_the_order_of_the_actors_is_never_read_as_who_did_it(tmp_path: Path) -> None:
    items = read(written(tmp_path / "a.csv", COLUMNS_2023, EVENT))
    (claim,), (incident,) = only(items, Claim), only(items, Incident)
    assert claim.values.actor is None
    assert claim.values.actor_text is None
    assert claim.values.target_text is None
    assert "actor1 Global Coalition Against Daesh" in incident.note


def test_numbers_and_words_of_inter_are_both_kept(tmp_path: Path) -> None:
    old = EVENT | {"event_id_cnty": "SYR1", "inter1": "8", "inter2": "3", "interaction": "38"}
    one, other = only(read(written(tmp_path / "a.csv", COLUMNS_2020, EVENT, old)), Incident)
    assert "inter1 External/Other forces" in one.note
    assert "inter1 8 (external or other forces)" in other.note
    assert "inter2 3 (political militia)" in other.note


@pytest.mark.parametrize(
    ("code", "edtf"),
    [("1", "2017-05-18"), ("2", "[2017-05-15..2017-05-21]"), ("3", "2017-05"), ("3.0", "2017-05")],
)
def test_time_precision_widens_the_date_and_nothing_else(code: str, edtf: str, tmp_path: Path) -> None:
    (incident,) = only(
        read(written(tmp_path / "a.csv", COLUMNS_2023, EVENT | {"time_precision": code})), Incident
    )
    assert incident.when.edtf == edtf
    assert incident.when.precision == f"time_precision {code}"
    assert incident.where.uncertainty_m == 25_000


@pytest.mark.parametrize(("code", "metres"), [("1", 5_000), ("2", 25_000), ("3", 100_000)])
def test_geo_precision_widens_the_place_and_nothing_else(code: str, metres: float, tmp_path: Path) -> None:
    (incident,) = only(
        read(written(tmp_path / "a.csv", COLUMNS_2023, EVENT | {"geo_precision": code})), Incident
    )
    assert incident.where.uncertainty_m == metres
    assert incident.where.precision_code == int(code)
    assert f"ACLED geo_precision {code}" in incident.where.derivation
    assert "convention" in incident.where.derivation
    assert incident.when.edtf == "2017-05-18"


def test_the_convention_can_be_set_anew_and_says_so(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", COLUMNS_2023, EVENT)
    (incident,) = only(read(path, precision_m={"2": 8_000.0}), Incident)
    assert incident.where.uncertainty_m == 8_000
    assert incident.where.derivation == "ACLED precision 2 read as 8 km; set for this import"


def test_precision_columns_that_are_swapped_in_the_file_are_swapped_back_by_map(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", COLUMNS_2023, EVENT | {"time_precision": "2", "geo_precision": "1"})
    mapped = {"time_precision": "geo_precision", "geo_precision": "time_precision"}
    (incident,) = only(read(path, columns=mapped), Incident)
    assert incident.when.edtf == "2017-05-18"
    assert incident.where.precision_code == 2


TRAPS = {
    "no number": ({"latitude": "N 33"}, "latitude 'N 33' is no number"),
    "latitude too large": (
        {"latitude": "138.6", "longitude": "33.5"},
        "latitude 138.6 is not between -90 and 90",
    ),
    "half a position": ({"longitude": ""}, "no longitude"),
    "null island": ({"latitude": "0", "longitude": "0"}, "stand for no position"),
    "no precision": ({"geo_precision": ""}, "no precision code"),
    "unknown precision": ({"geo_precision": "4"}, "ACLED has no geo_precision '4'"),
    "time precision of none": ({"time_precision": "0"}, "time_precision '0' is none of 1, 2, 3"),
    "two readings": ({"event_date": "5/6/2017"}, "can be read as 2017-05-06 and as 2017-06-05"),
    "year 1527": ({"event_date": "1527-05-18", "year": "1527"}, "lies before 1900"),
    "future": ({"event_date": "2999-05-18", "year": "2999"}, "lies in the future"),
    "no day": ({"event_date": "2017-02-30"}, "no day of the calendar"),
    "year beside": ({"year": "2018"}, "not in the year 2018"),
    "no date": ({"event_date": ""}, "event_date is empty"),
    "no id": ({"event_id_cnty": " "}, "no event_id_cnty"),
    "half a death": ({"fatalities": "2.5"}, "fatalities '2.5' is no whole number"),
    "fewer than none": ({"fatalities": "-1"}, "fatalities '-1' is no whole number"),
}


@pytest.mark.parametrize(("change", "reason"), TRAPS.values(), ids=TRAPS)
def test_a_row_that_cannot_be_read_is_handed_back_with_its_line_and_reason(
    change: dict[str, str], reason: str, tmp_path: Path
) -> None:
    items = read(written(tmp_path / "a.csv", COLUMNS_2023, EVENT, EVENT | {"event_id_cnty": "SYR2"} | change))
    assert [type(item) for item in items] == [Accepted, Rejected]
    assert items[1].line == 3
    assert reason in items[1].reason
    assert "Tanf" in items[1].text


def test_a_row_without_a_position_stays_by_its_names(tmp_path: Path) -> None:
    row = EVENT | {"latitude": "", "longitude": "NaN"}
    (incident,) = only(read(written(tmp_path / "a.csv", COLUMNS_2023, row)), Incident)
    assert incident.where.position is None
    assert incident.where.text == "Tanf, Tadmor, Homs, Syria"


def test_decimal_commas_semicolons_dates_in_words_and_windows_letters_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    row = EVENT | {
        "latitude": "33,505833",
        "longitude": "38,617778",
        "event_date": "18 May 2017",
        "notes": "Déclaré",
    }
    with path.open("w", encoding="cp1252", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(COLUMNS_2023)
        writer.writerow([row.get(column, "") for column in COLUMNS_2023])
    items = read(path)
    (incident,), (claim,) = only(items, Incident), only(items, Claim)
    assert incident.where.position.lat == pytest.approx(33.505833, abs=1e-9)
    assert incident.when.edtf == "2017-05-18"
    assert claim.summary == "Déclaré"


def test_a_mark_of_byte_order_and_windows_lines_change_nothing(tmp_path: Path) -> None:
    plain = read(written(tmp_path / "a.csv", COLUMNS_2023, EVENT))
    marked = read(written(tmp_path / "b.csv", COLUMNS_2023, EVENT, encoding="utf-8-sig", newline="\r\n"))
    assert plain == marked


def test_the_json_of_the_interface_is_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    numbers = {"latitude": 33.505833, "fatalities": 6, "geo_precision": 2, "time_precision": 1, "year": 2017}
    path.write_text(json.dumps({"status": 200, "data": [EVENT | numbers]}))
    assert FORMAT.sniff(path, head_of(path)) > 0.7
    from_table = read(written(tmp_path / "a.csv", COLUMNS_2023, EVENT))
    assert only(read(path), Claim) == only(from_table, Claim)
    assert only(read(path), Incident) == only(from_table, Incident)


def test_reading_again_gives_the_same_records(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", COLUMNS_2023, EVENT, EVENT | {"event_id_cnty": "SYR 2"})
    assert read(path) == read(path)


def test_a_file_without_the_columns_is_refused_with_those_that_it_lacks(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.csv", [column for column in COLUMNS_2023 if column != "geo_precision"], EVENT
    )
    with pytest.raises(FormatError, match="no column geo_precision"):
        read(path)


def test_a_column_under_another_name_is_named_by_map(tmp_path: Path) -> None:
    columns = ["precision of place" if column == "geo_precision" else column for column in COLUMNS_2023]
    path = written(tmp_path / "a.csv", columns, EVENT | {"precision of place": "1"})
    (incident,) = only(read(path, columns={"Precision of place": "geo_precision"}), Incident)
    assert incident.where.uncertainty_m == 5_000


def test_codes_that_no_field_holds_are_kept_in_the_note(tmp_path: Path) -> None:
    full = EVENT | {
        column: f"value-of-{column}" for column in KEPT if column not in {"geo_precision", "time_precision"}
    }
    columns = list(dict.fromkeys((*COLUMNS_2023, *KEPT)))
    (incident,) = only(read(written(tmp_path / "a.csv", columns, full)), Incident)
    assert all(f"value-of-{column}" in incident.note for column in KEPT if "precision" not in column)


def test_every_convention_has_an_origin_and_a_radius() -> None:
    assert all(each.origin and each.meaning and each.uncertainty_m > 0 for each in CONVENTIONS)
    assert len({(each.dataset, each.code) for each in CONVENTIONS}) == len(CONVENTIONS)
