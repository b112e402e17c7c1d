"""A workbook (Office Open XML, ECMA-376), one sheet a table, formula-safe, its first sheet saying what is what.

Written by hand: a workbook of plain cells is six small XML files in a zip. Texts are inline strings, which no program
computes; the apostrophe before a dangerous one (`layers.exports.cells`) keeps it a text when the sheet is saved as CSV.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layers.errors import CaseFileError
from layers.exports.cells import cell
from layers.exports.csv_folder import table_about
from layers.exports.markup import xml_text, zipped
from layers.exports.readme import readme
from layers.exports.tables import SHAPE_COLUMNS, Table, tables_of
from layers.files import make_folder, write_whole_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from layers.case import Case

LONGEST_CELL = 32_767
MOST_ROWS = 1_048_576

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BOLD = 1
# ECMA-376, part 1, 22.9.2.19: a character that XML cannot hold is written _xHHHH_, and so is what looks like that.
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f]")


def write(case: Case, out: Path) -> list[Path]:
    """Write the workbook and return its path in a list.

    Raises
    ------
    CaseFileError
        If a text or a table is longer than a sheet may have it, or the file cannot be written.
    """
    tables = [_without_shapes(table) for table in tables_of(case)]
    contents = {f"sheet {table.name}": table_about(table.name) for table in tables}
    lines = [[cell(re.sub("^- ", "• ", line))] for line in readme(case, contents).splitlines()]
    columns = [["table", "column", "meaning"]]
    columns += [
        [table.name, column, meaning] for table in tables for column, meaning in table.columns.items()
    ]
    sheets = {"README": _sheet("README", [["README"], *lines])}
    sheets |= {table.name: _sheet(table.name, _cells(table)) for table in tables}
    sheets["columns"] = _sheet("columns", columns)
    make_folder(out.parent)
    return [write_whole_bytes(out, zipped(_book(sheets)))]


def _without_shapes(table: Table) -> Table:
    """Leave out drawn borders, which no cell could hold; `construction_terms` says how each is built."""
    columns = {column: meaning for column, meaning in table.columns.items() if column not in SHAPE_COLUMNS}
    return Table(name=table.name, columns=columns, rows=table.rows)


def _cells(table: Table) -> Iterator[list[object]]:
    if len(table.rows) >= MOST_ROWS:
        raise CaseFileError(
            f"{table.name} has {len(table.rows):,} rows, and a sheet holds {MOST_ROWS - 1:,}; export to CSV instead"
        )
    yield list(table.columns)
    for row in table.rows:
        yield [cell(row[column]) for column in table.columns]


def _sheet(name: str, rows: Iterable[Iterable[object]]) -> str:
    lines = [
        f'<row r="{n}">'
        + "".join(_cell(name, f"{_letters(m)}{n}", value, n) for m, value in enumerate(row))
        + "</row>"
        for n, row in enumerate(rows, start=1)
    ]
    view = '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews>{view}</sheetViews><sheetFormatPr defaultColWidth="18" '
        f'defaultRowHeight="15"/><sheetData>{"".join(lines)}</sheetData></worksheet>'
    )


def _cell(sheet: str, where: str, value: object, row: int) -> str:
    style = f' s="{_BOLD}"' if row == 1 else ""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return f'<c r="{where}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{where}"><v>{value!r}</v></c>'
    text = str(value)
    if len(text.encode("utf-16-le")) > 2 * LONGEST_CELL:
        raise CaseFileError(
            f"sheet {sheet}, cell {where}: a text of {len(text):,} characters, and a cell holds {LONGEST_CELL:,}; export to CSV instead"
        )
    safe = xml_text(_ESCAPED.sub(lambda match: f"_x{ord(match[0]):04X}_", text))
    return f'<c r="{where}" t="inlineStr"{style}><is><t xml:space="preserve">{safe}</t></is></c>'


def _letters(index: int) -> str:
    """Return the letters of a column, 0 for A.

    Examples
    --------
    >>> _letters(0), _letters(25), _letters(26), _letters(701), _letters(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _book(sheets: dict[str, str]) -> dict[str, str | bytes]:
    """Return the parts of the package (ECMA-376, part 2), the content types first."""
    numbers = range(1, len(sheets) + 1)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPES}.worksheet+xml"/>'
        for n in numbers
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    names = "".join(
        f'<sheet name="{xml_text(name[:31])}" sheetId="{n}" r:id="rId{n}"/>'
        for n, name in zip(numbers, sheets, strict=True)
    )
    styles = (
        '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    )
    package_relations = f'xmlns="{_PACKAGE}/relationships"'
    return {
        "[Content_Types].xml": (
            f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/>{overrides}</Types>'
        ),
        "_rels/.rels": (
            f"{_XML}<Relationships {package_relations}>"
            f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": (
            f"{_XML}<Relationships {package_relations}>{relations}"
            f'<Relationship Id="rId{len(sheets) + 1}" Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>'
        ),
        "xl/styles.xml": f'{_XML}<styleSheet xmlns="{_MAIN}">{styles}</styleSheet>',
        **{f"xl/worksheets/sheet{n}.xml": text for n, text in zip(numbers, sheets.values(), strict=True)},
    }
