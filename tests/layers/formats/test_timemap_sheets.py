"""TimeMap's datasheet as XLSX, by hand: sheets of events, sources and associations."""

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from layers.errors import FormatError
from layers.formats.reading import Accepted, ImportOptions, Item, Rejected
from layers.formats.texts import head_of
from layers.formats.timemap import FORMAT
from layers.records import Claim, Incident, Source

EVENTS = [
    [
        "id",
        "date",
        "location",
        "latitude",
        "longitude",
        "description",
        "association1",
        "association2",
        "source1",
        "source2",
    ],
    ["CIV0001", "5/18/2017", "Tanf", "33.505833", "38.617778", "A strike.", "weapon-air", "", "S1", "S2"],
    ["CIV0002", "18/5/2017", "Tanf", "33.5", "38.6", "Another.", "", "", "", ""],
]
SOURCES = [
    ["id", "title", "path1", "path2", "type"],
    ["S1", "A post", "https://example.org/1", "a.mp4", "Video"],
]
LABELS = [["id", "title", "mode"], ["weapon-air", "Air strike", "FILTER"]]


def datasheet(path: Path, **sheets: list[list[str]]) -> Path:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        listed, related = [], []
        for number, (name, rows) in enumerate(sheets.items(), start=1):
            cells = "".join(
                "<row>"
                + "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row)
                + "</row>"
                for row in rows
            )
            archive.writestr(
                f"xl/worksheets/sheet{number}.xml",
                f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
            )
            listed.append(f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>')
            related.append(
                f'<Relationship Id="rId{number}" Type="{relations}/worksheet" Target="worksheets/sheet{number}.xml"/>'
            )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets>{"".join(listed)}</sheets></workbook>',
        )
        package = "http://schemas.openxmlformats.org/package/2006/relationships"
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}">{"".join(related)}</Relationships>',
        )
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        )
    return path


def read(path: Path) -> list[Item]:
    return list(FORMAT.read(path, ImportOptions()))


def only(items: list[Item], kind: type) -> list:
    return [
        record
        for item in items
        if isinstance(item, Accepted)
        for record in item.records
        if isinstance(record, kind)
    ]


def test_the_datasheet_is_known_by_its_sheets_and_read_with_its_sources_and_labels(tmp_path: Path) -> None:
    path = datasheet(
        tmp_path / "a.xlsx", EXPORT_EVENTS=EVENTS, EXPORT_SOURCES=SOURCES, EXPORT_ASSOCIATIONS=LABELS
    )
    assert FORMAT.sniff(path, head_of(path)) > 0.9
    items = read(path)
    assert [(type(item) is Accepted, item.line) for item in items] == [(True, 2), (False, 3), (True, 2)]
    assert isinstance(items[1], Rejected)
    assert items[1].reason.startswith("sheet EXPORT_EVENTS: date '18/5/2017'")
    (incident,), (claim,) = only(items, Incident), only(items, Claim)
    assert incident.id == "timemap-CIV0001"
    assert incident.where.position.lat == pytest.approx(33.505833, abs=1e-9)
    assert "labels Air strike" in incident.note
    assert claim.sources == ("timemap", "timemap-source-S1", "timemap-source-S2")
    named = [source for source in only(items, Source) if source.id == "timemap-source-S1"]
    assert len(named) == 2
    assert named[0] == named[1]
    assert named[0].url == "https://example.org/1"
    assert named[0].note == "files: a.mp4"


def test_another_spreadsheet_is_not_taken_for_one(tmp_path: Path) -> None:
    path = datasheet(tmp_path / "a.xlsx", Sheet1=EVENTS)
    assert FORMAT.sniff(path, head_of(path)) == 0
    with pytest.raises(FormatError, match="no sheet of events; it has Sheet1"):
        read(path)
