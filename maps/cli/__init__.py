"""The commands. Each parses, calls the library and prints; whatever a command does, Python can do with the same words.

The table below is all that `contested --help` needs: no command is imported before it is called.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn, cast

import click

from geo.errors import ContestedError

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS: dict[str, tuple[str, str]] = {
    "new": ("maps.cli.new", "Make a case file, empty or from a bundled case."),
    "add": ("maps.cli.add", "Add an incident by coordinates or by a place of the case."),
    "claim": ("maps.cli.claim", "Add what a party says, or that nothing was found."),
    "source": ("maps.cli.source", "Add the documents that claims rest on."),
    "place": ("maps.cli.place", "Add places to the case's gazetteer."),
    "zone": ("maps.cli.zone", "Add zones and their rival definitions."),
    "list": ("maps.cli.list_records", "List the records of a kind."),
    "show": ("maps.cli.show", "Show a record with everything said of it."),
    "where": ("maps.cli.where", "Say what a location text means; nothing is stored."),
    "near": ("maps.cli.near", "List what the case has near a location."),
    "compare": ("maps.cli.compare", "Compare the accounts of an incident, field by field."),
    "verdicts": ("maps.cli.verdicts", "Judge stated locations by zone definitions."),
    "agreement": ("maps.cli.agreement", "Class incidents by agreement, most disputed first."),
    "origins": ("maps.cli.origins", "Count the independent origins of what is said."),
    "robustness": ("maps.cli.robustness", "Show which findings rest on one source."),
    "diff": ("maps.cli.diff", "Show what differs between two versions of a case."),
    "map": ("maps.cli.map_page", "Build the interactive map as one HTML file."),
    "text": ("maps.cli.text", "Write the case as a text to read: headings, tables, sentences."),
    "read": ("maps.cli.read", "Get the case back out of a page."),
    "export": ("maps.cli.export", "Write the case in another format."),
}
"""Every command: the module that holds it as `command`, and its line of help."""

BAD_INPUT = 2
"""Exit code for wrong use and bad input; 1 is for findings, 3 for an audit that blocks."""


class LazyGroup(click.Group):
    """A group that imports a command when it is called, and lists all without importing any."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, in the order in which one meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command."""
        if cmd_name not in COMMANDS:
            return None
        return cast("click.Command", import_module(COMMANDS[cmd_name][0]).command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_line) for name, (_, help_line) in COMMANDS.items()])


def _print_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"contested {version('contested')}")
        ctx.exit()


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version.",
)
def group() -> None:
    """Map contested zones: who claims what about which place, when, on what source."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command and exit: 0 fine, 1 findings, 2 wrong use or bad input, 3 an audit that blocks."""
    # A command lives for a moment: looking for garbage while it imports costs more than it frees.
    gc.set_threshold(100_000)
    code = _run(arguments)
    # Nor is it taken apart module by module at the end: files are closed by now, and that would cost 12 ms more.
    with suppress(BrokenPipeError):
        sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _run(arguments: Sequence[str] | None) -> int:
    try:
        group.main(args=None if arguments is None else list(arguments), prog_name="contested")
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else int(left.code is not None)
    except ContestedError as error:
        click.echo(f"contested: {error}", err=True)
        return BAD_INPUT
    return 0
