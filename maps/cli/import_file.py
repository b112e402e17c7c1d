"""`contested import`: bring a file of another format into the case."""

from __future__ import annotations

import csv
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from layers.errors import FormatError
from maps.cli import options, output

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from layers.formats.reading import Rejected
    from layers.formats.registry import Guess
    from layers.gpkg.store import GeoPackageStore
    from layers.import_reports import ImportReport

_SHOWN = 10


def _list_formats(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from layers.formats.registry import FORMATS, format_named

        rows = [{"format": name, "endings": " ".join(format_named(name).suffixes)} for name in FORMATS]
        click.echo(output.table(rows, ["format", "endings"]))
        ctx.exit()


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--as",
    "format_name",
    metavar="FORMAT",
    help="Its format, where the guess is wrong; --formats lists them.",
)
@click.option(
    "--map", "columns", multiple=True, metavar="COLUMN=FIELD", help="What a column holds; may be repeated."
)
@click.option(
    "--precision",
    "precisions",
    multiple=True,
    metavar="CODE=METRES",
    help="Radius for a precision code, in the place of the convention's; may be repeated.",
)
@click.option(
    "--report",
    type=click.Path(path_type=Path),
    metavar="CSV",
    help="Write the rows that were rejected to this file.",
)
@click.option(
    "--link-duplicates",
    is_flag=True,
    help="Make an incident near one of the case, in place and time, one with it; else both are kept and told of.",
)
@click.option(
    "--formats",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list_formats,
    help="List the formats.",
)
@options.writing
@options.case_file
@options.as_json
def command(
    file: Path, location: str | None, as_json: bool, dry_run: bool, by: str | None, **given: Any
) -> None:
    """Bring the rows of FILE into the case: incidents, what datasets and parties say of them, sources, places.

    The format is guessed and said. Every row ends as stored, linked (to an incident that the case has already), unchanged,
    changed or rejected, and the counts add up. Importing a file again adds nothing. One transaction: all of it, or nothing.

    \b
    contested import acled.csv --report rejected.csv
    contested import strikes.xlsx --map "Where exactly=location" --dry-run
    contested import map.kmz --as GeoConfirmed
    """
    from layers.formats.reading import ImportOptions
    from layers.importing import import_file, rows_of

    chosen = ImportOptions(
        columns=_pairs(given["columns"], "--map"),
        precision_m={
            code: _metres(code, text) for code, text in _pairs(given["precisions"], "--precision").items()
        },
    )
    with ExitStack() as stack:
        store = stack.enter_context(options.open_case(location))
        on_rejected = _report_writer(given["report"], (file, Path(store.location)), stack)
        on_rows = _progress(rows_of(file) if file.is_file() else 0, stack)
        report = import_file(
            cast("GeoPackageStore", store),
            file,
            format_name=given["format_name"],
            options=chosen,
            link_doubles=given["link_duplicates"],
            dry_run=dry_run,
            by=by,
            on_guess=_say_guess,
            on_rejected=on_rejected,
            on_rows=on_rows,
        )
    output.show(
        _value(report, dry_run=dry_run),
        as_json=as_json,
        text=lambda: _text(report, dry_run=dry_run, linking=given["link_duplicates"]),
    )


def _pairs(texts: Sequence[str], option: str) -> dict[str, str]:
    """Return NAME=VALUE pairs; the last equals sign parts them, since a column may have one in its name."""
    found = {}
    for text in texts:
        name, sign, value = text.rpartition("=")
        if not sign or not name.strip() or not value.strip():
            raise click.UsageError(f"{option} {text!r}: write a name, an equals sign and a value")
        found[name.strip()] = value.strip()
    return found


def _metres(code: str, text: str) -> float:
    from geo.lengths import read_length_m

    try:
        metres = float(text)
    except ValueError:
        return read_length_m(text)
    if not 0 <= metres < float("inf"):
        raise click.UsageError(f"--precision {code}={text}: a radius is a number of metres of 0 or more")
    return metres


def _say_guess(guess: Guess) -> None:
    output.note(f"reading as {guess.format.name} ({guess.why})")


def _report_writer(path: Path | None, taken: Sequence[Path], stack: ExitStack) -> Callable[[Rejected], None]:
    """Return what takes a row that was handed back: a line of the report, if one is asked for."""
    if path is None:
        return lambda _: None
    if path.exists() and any(other.exists() and path.samefile(other) for other in taken):
        raise FormatError(
            f"{path}: the report would overwrite what is imported, or the case; choose another name"
        )
    try:
        file = stack.enter_context(path.open("w", encoding="utf-8", newline=""))
    except OSError as error:
        raise FormatError(
            f"{path}: the report cannot be written ({error.strerror}); choose another place"
        ) from error
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(("line", "reason", "row"))

    def write(row: Rejected) -> None:
        from layers.exports.cells import safe_cell

        writer.writerow((row.line, safe_cell(row.reason), safe_cell(row.text)))

    return write


def _progress(expected: int, stack: ExitStack) -> Callable[[int], None]:
    """Return what counts rows: a bar on a terminal, for what takes more than a moment; nothing elsewhere."""
    if not sys.stderr.isatty() or expected < 2_000:
        return lambda _: None
    bar = stack.enter_context(
        click.progressbar(length=expected, label="rows", file=sys.stderr, show_pos=True)
    )
    return bar.update


def _value(report: ImportReport, *, dry_run: bool) -> dict[str, Any]:
    from layers.import_reports import ENDINGS

    return {
        "format": report.format,
        "guess": report.why,
        "written": not dry_run and report.entry is not None,
        "read": report.read,
        **{ending: report.rows[ending] for ending in ENDINGS},
        "records": dict(report.records),
        "possible_duplicates": report.doubles_found,
        "duplicates": [
            {
                "new": d.new,
                "incident": d.incident,
                "distance_m": round(d.distance_m, 1),
                "reasons": list(d.reasons),
            }
            for d in report.doubles
        ],
        "changes": report.changes,
        "rejections": [{"line": row.line, "reason": row.reason, "text": row.text} for row in report.rejected],
        "log": report.entry.seq if report.entry else None,
    }


def _text(report: ImportReport, *, dry_run: bool, linking: bool) -> str:
    from layers.import_reports import ENDINGS

    counts = report.rows
    endings = " + ".join(f"{ending} {counts[ending]:,}" for ending in ENDINGS)
    note = " (dry run: nothing was written)" if dry_run else ""
    parts = [f"{report.format}: read {report.read:,} = {endings}{note}"]
    if report.records:
        parts.append(
            "new: " + ", ".join(f"{count:,} {kind}" for kind, count in sorted(report.records.items()))
        )
    parts += _listed("changed", report.changes, len(report.changes))
    doubles = [f"{d.new} and {d.incident}: {', '.join(d.reasons)}" for d in report.doubles]
    heading = "linked" if linking else "may be the same incident; --link-duplicates makes them one"
    parts += _listed(heading, doubles, report.doubles_found)
    rejections = [f"line {row.line}: {output.safe(row.reason)}" for row in report.rejected]
    parts += _listed("rejected", rejections, counts["rejected"])
    return "\n".join(parts)


def _listed(heading: str, lines: Sequence[str], count: int) -> list[str]:
    """Return a heading, the first lines, and how many more there are."""
    if not count:
        return []
    more = [f"  ... and {count - _SHOWN:,} more"] if count > _SHOWN else []
    return [f"{heading}:", *(f"  {output.safe(line)}" for line in lines[:_SHOWN]), *more]
