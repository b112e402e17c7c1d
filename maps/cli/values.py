"""What the values of options are read as, with errors that name the option; and arguments that may begin with a minus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from geo.errors import GeodesyError
from geo.lengths import read_length_m
from layers.entry import LONGEST_TITLE
from layers.errors import RecordError, TimeError
from layers.records import When
from layers.times import read_edtf

if TYPE_CHECKING:
    from datetime import date


class PlaceCommand(click.Command):
    """A command whose WHERE may begin with a minus, such as `-33.5 38.6`; any other word that does must be an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse words that look like options and are none, before what is missing is told."""
        ctx.ignore_unknown_options = True
        given, _, _ = self.make_parser(ctx).parse_args(args=list(args))
        # What stands behind "--" is never an option.
        words = set(args[: args.index("--")] if "--" in args else args)
        for argument in self.params:
            if isinstance(argument, click.Argument):
                self._require_no_options(ctx, given.get(argument.name or ""), words)
        return super().parse_args(ctx, args)

    def _require_no_options(self, ctx: click.Context, value: object, words: set[str]) -> None:
        from difflib import get_close_matches

        for word in value if isinstance(value, tuple | list) else (value,):
            if isinstance(word, str) and word in words and looks_like_option(word):
                name = word.partition("=")[0]
                known = [
                    option
                    for parameter in self.get_params(ctx)
                    for option in parameter.opts
                    if option[:1] == "-"
                ]
                raise click.NoSuchOption(name, possibilities=get_close_matches(name, known), ctx=ctx)


def looks_like_option(word: str) -> bool:
    """Tell whether a word begins with a minus and is no number or coordinate.

    Examples
    --------
    >>> [looks_like_option(word) for word in ("--titel", "-x", "-33.5", "-.5", "-33°30′", "-٣٣٫٥", "-")]
    [True, True, False, False, False, False, False]
    """
    return word.startswith("-") and len(word) > 1 and not word[1:].lstrip(".,")[:1].isdecimal()


def edtf(_: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Let an option take EDTF only; its text is kept as given."""
    if value is not None:
        try:
            read_edtf(value)
        except TimeError as error:
            raise TimeError(f"{parameter.opts[0]} {error}") from error
    return value


def reference(_: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    """Let an option take one calendar day."""
    if value is None:
        return None
    from datetime import date

    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise TimeError(f"{parameter.opts[0]} {value!r} is no day; write it as 2017-06-21") from error


def read_when(text: str | None, *, reported: date | None, time_zone: str) -> When | None:
    """Return when something is said to have happened: EDTF, or a report's phrase read against the day of the report.

    The words are kept, and how a phrase was read is kept beside them.

    Raises
    ------
    TimeError
        If it is neither, or is a phrase and the day of the report is not given.
    """
    if text is None:
        return None
    try:
        read_edtf(text)
    except TimeError as error:
        if reported is None:
            hint = "a phrase such as 'early Tuesday' needs the day of the report: --reported 2017-06-21"
            raise TimeError(f"--when {error} ({hint})") from error
    else:
        return When(edtf=text, date=text)
    from layers.times.phrases import read_phrase

    read = read_phrase(text, reference=reported, zone=time_zone)
    return When(edtf=read.edtf, date=text, precision=read.derivation)


def some_text(_: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Let an option take a text that says something."""
    if value is not None and not value.strip():
        raise RecordError(f"{parameter.opts[0]} is empty; write something, or leave the option out")
    return value


def short_text(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Let an option take a title: a text that says something, and not too much."""
    if value is not None and len(value) > LONGEST_TITLE:
        raise RecordError(
            f"{parameter.opts[0]} has {len(value)} characters, and {LONGEST_TITLE} are the most; put the rest into a note"
        )
    return some_text(ctx, parameter, value)


def read_radius_m(option: str, text: str | None) -> float | None:
    """Return a length above 0 in metres, or None where none is given.

    Raises
    ------
    GeodesyError
        Naming the option.

    Examples
    --------
    >>> read_radius_m("--radius", "34 mi"), read_radius_m("--radius", None)
    (54717.696, None)
    """
    if text is None:
        return None
    try:
        metres = read_length_m(text)
    except GeodesyError as error:
        raise GeodesyError(f"{option} {error}") from error
    if metres <= 0:
        what = (
            "nothing is known that exactly; leave it out where nobody says"
            if "uncertainty" in option
            else "it must be above 0"
        )
        raise GeodesyError(f"{option} {text!r}: {what}")
    return metres
