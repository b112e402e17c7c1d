"""GDELT files without a row of names: events of 61 and of 58 columns, and mentions."""

from pathlib import Path

import pytest

from layers.formats.gdelt import EVENT_COLUMNS, EVENT_COLUMNS_1, FORMAT, MENTION_COLUMNS
from layers.formats.gdelt_mentions import FORMAT as MENTIONS
from layers.formats.reading import Accepted, ImportOptions, Item, Rejected
from layers.formats.texts import head_of
from layers.records import Claim, Incident, Source

EVENT = {
    "GLOBALEVENTID": "660123456",
    "SQLDATE": "20170518",
    "MonthYear": "201705",
    "Year": "2017",
    "FractionDate": "2017.3781",
    "Actor1Code": "USAMIL",
    "Actor1Name": "UNITED STATES",
    "Actor2Code": "SYR",
    "Actor2Name": "SYRIA",
    "IsRootEvent": "1",
    "EventCode": "195",
    "EventBaseCode": "195",
    "EventRootCode": "19",
    "QuadClass": "4",
    "GoldsteinScale": "-10.0",
    "NumMentions": "12",
    "NumSources": "3",
    "NumArticles": "12",
    "AvgTone": "-7.25",
    "Actor1Geo_Type": "1",
    "Actor1Geo_Lat": "38",
    "Actor1Geo_Long": "-97",
    "ActionGeo_Type": "4",
    "ActionGeo_FullName": "At Tanf, Hims, Syria",
    "ActionGeo_CountryCode": "SY",
    "ActionGeo_ADM1Code": "SY11",
    "ActionGeo_Lat": "33.4833",
    "ActionGeo_Long": "38.65",
    "ActionGeo_FeatureID": "-2541873",
    "DATEADDED": "20170519031500",
    "SOURCEURL": "https://example.org/news/1",
}
MENTION = {
    "GLOBALEVENTID": "660123456",
    "EventTimeDate": "20170519031500",
    "MentionTimeDate": "20170519034500",
    "MentionType": "1",
    "MentionSourceName": "example.org",
    "MentionIdentifier": "https://example.org/news/2",
    "SentenceID": "3",
    "InRawText": "1",
    "Confidence": "60",
}


def written(path: Path, columns: tuple[str, ...], *rows: dict[str, str], newline: str = "\n") -> Path:
    lines = ("\t".join(row.get(column, "") for column in columns) + newline for row in rows)
    path.write_bytes("".join(lines).encode())
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


def test_the_generations_have_their_published_numbers_of_columns() -> None:
    assert (len(EVENT_COLUMNS), len(EVENT_COLUMNS_1), len(MENTION_COLUMNS)) == (61, 58, 16)
    # Positions that the published list gives, counted from 1.
    assert EVENT_COLUMNS.index("EventCode") + 1 == 27
    assert EVENT_COLUMNS.index("ActionGeo_Lat") + 1 == 57


@pytest.mark.parametrize("columns", [EVENT_COLUMNS, EVENT_COLUMNS_1], ids=["61", "58"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_events_are_known_and_read_without_a_row_of_names(
    columns: tuple[str, ...], newline: str, tmp_path: Path
) -> None:
    path = written(tmp_path / "20170519031500.export.CSV", columns, EVENT, newline=newline)
    assert FORMAT.sniff(path, head_of(path)) > 0.9
    assert MENTIONS.sniff(path, head_of(path)) == 0
    items = read(path)
    (incident,), (claim,) = only(items, Incident), only(items, Claim)
    assert incident.id == "gdelt-660123456"
    assert incident.when.edtf == "2017-05-18"
    assert (incident.where.position.lat, incident.where.position.lon) == (33.4833, 38.65)
    assert (incident.where.uncertainty_m, incident.where.precision_code) == (25_000, 4)
    assert (incident.kind, incident.sub_kind) == ("Fight", "CAMEO 195")
    assert (claim.values.actor_text, claim.values.target_text) == ("UNITED STATES", "SYRIA")
    assert claim.stated == "2017-05-19T03:15:00Z"
    assert claim.values.harm is None
    assert "QuadClass 4 (material conflict)" in incident.note


def test_the_place_of_the_action_is_read_never_that_of_an_actor(tmp_path: Path) -> None:
    row = EVENT | {"ActionGeo_Type": "0", "ActionGeo_Lat": "", "ActionGeo_Long": "", "ActionGeo_FullName": ""}
    (incident,) = only(read(written(tmp_path / "a.csv", EVENT_COLUMNS, row)), Incident)
    assert incident.where is None


@pytest.mark.parametrize(
    ("code", "metres"), [("1", 500e3), ("2", 300e3), ("3", 25e3), ("4", 25e3), ("5", 200e3)]
)
def test_the_type_of_the_place_widens_it(code: str, metres: float, tmp_path: Path) -> None:
    (incident,) = only(
        read(written(tmp_path / "a.csv", EVENT_COLUMNS, EVENT | {"ActionGeo_Type": code})), Incident
    )
    assert incident.where.uncertainty_m == metres


def test_two_events_of_one_report_share_its_source(tmp_path: Path) -> None:
    items = read(written(tmp_path / "a.csv", EVENT_COLUMNS, EVENT, EVENT | {"GLOBALEVENTID": "2"}))
    reports = [source for source in only(items, Source) if source.id != "gdelt"]
    assert len(reports) == 2
    assert reports[0] == reports[1]
    assert reports[0].url == "https://example.org/news/1"


def test_quotes_are_letters_like_any_other(tmp_path: Path) -> None:
    items = read(
        written(
            tmp_path / "a.csv",
            EVENT_COLUMNS,
            EVENT | {"Actor1Name": 'THE "ARMY'},
            EVENT | {"GLOBALEVENTID": "2"},
        )
    )
    assert [claim.values.actor_text for claim in only(items, Claim)] == ['THE "ARMY', "UNITED STATES"]


TRAPS = {
    "too few": ("a\tb", "2 cells between tabs"),
    "header": ("\t".join(EVENT_COLUMNS), "is no number"),
    "date": (
        "\t".join((EVENT | {"SQLDATE": "20171318"}).get(column, "") for column in EVENT_COLUMNS),
        "no moment",
    ),
    "range": (
        "\t".join((EVENT | {"ActionGeo_Lat": "-133"}).get(column, "") for column in EVENT_COLUMNS),
        "not between",
    ),
}


@pytest.mark.parametrize(("line", "reason"), TRAPS.values(), ids=TRAPS)
def test_a_line_that_cannot_be_read_is_handed_back(line: str, reason: str, tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", EVENT_COLUMNS, EVENT)
    path.write_text(path.read_text() + line + "\n")
    items = read(path)
    assert [type(item) for item in items] == [Accepted, Rejected]
    assert items[1].line == 2
    assert reason in items[1].reason


@pytest.mark.parametrize("columns", [MENTION_COLUMNS, MENTION_COLUMNS[:-1]], ids=["16", "15"])
def test_mentions_become_sources_with_their_first_moment(columns: tuple[str, ...], tmp_path: Path) -> None:
    path = written(tmp_path / "20170519034500.mentions.CSV", columns, MENTION, MENTION | {"SentenceID": "9"})
    assert MENTIONS.sniff(path, head_of(path)) > 0.9
    assert FORMAT.sniff(path, head_of(path)) == 0
    items = list(MENTIONS.read(path, ImportOptions()))
    one, other = only(items, Source)
    assert one.id != other.id
    assert one.url == "https://example.org/news/2"
    assert one.publisher == "example.org"
    assert one.published == "2017-05-19T03:45:00Z"
    assert one.kind == "web page"
    assert "mentions event 660123456" in one.note
    assert not only(items, Claim)
