"""The commands. Each parses, calls the library and prints; whatever a command does, Python can do with the same words.

The table below is all that `contested --help` needs: no command is imported before it is called.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import contextmanager, suppress
from errno import EPIPE
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn, cast

import click

from geo.errors import ContestedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COMMANDS: dict[str, tuple[str, str]] = {
    "new": ("maps.cli.new", "Make a case file, empty or from a bundled case."),
    "add": ("maps.cli.add", "Add an incident by coordinates or by a place of the case."),
    "claim": ("maps.cli.claim", "Add what a party says, or that nothing was found."),
    "source": ("maps.cli.source", "Add the documents that claims rest on."),
    "place": ("maps.cli.place", "Add places to the case's gazetteer."),
    "zone": ("maps.cli.zone", "Add zones and their rival definitions."),
    "party": ("maps.cli.party", "Add the parties that speak."),
    "change": ("maps.cli.change", "Change fields of a record."),
    "remove": ("maps.cli.remove", "Take records out; the log keeps them."),
    "undo": ("maps.cli.undo", "Take back what was written last."),
    "log": ("maps.cli.log", "List what was written, when and by whom."),
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
    "import": ("maps.cli.import_file", "Bring a file of another format into the case."),
    "export": ("maps.cli.export", "Write the case in another format."),
}
"""Every command: the module that holds it as `command`, and its line of help."""

BAD_INPUT = 2
"""Exit code for wrong use and bad input; 1 is for findings, 3 for an audit that blocks."""


@contextmanager
def _read_enough() -> Iterator[None]:
    """Leave quietly if whoever reads our answer closes the pipe, as `head` does: click would call that an error."""
    try:
        yield
    except BrokenPipeError:
        sys.exit(0)


class LazyGroup(click.Group):
    """A group that imports a command when it is called, and lists all without importing any."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Parse the command line, which prints if it asks for help."""
        with _read_enough():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        with _read_enough():
            return super().invoke(ctx)

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
    code = _flushed(_run(arguments))
    # Nor is it taken apart module by module at the end: files are closed by now, and that would cost 12 ms more.
    os._exit(code)


def _run(arguments: Sequence[str] | None) -> int:
    try:
        group.main(args=None if arguments is None else list(arguments), prog_name="contested")
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else int(left.code is not None)
    except ContestedError as error:
        _complain(str(error))
        return BAD_INPUT
    except OSError as error:
        if error.filename is not None:
            raise
        return _unwritten(error)
    return 0


def _flushed(code: int) -> int:
    """Write out what is left, and return the exit code: another one if that fails now."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        code = code or _unwritten(error)
    with suppress(OSError, AttributeError):
        sys.stderr.flush()
    return code


def _unwritten(error: OSError) -> int:
    """Say that the answer did not get out, unless whoever read it has read enough."""
    if error.errno == EPIPE:
        return 0
    _complain(f"the answer could not be written ({error.strerror}); make room, or send it somewhere else")
    return BAD_INPUT


def _complain(message: str) -> None:
    with suppress(OSError):  # stderr may be closed too, and then nobody listens
        click.echo(f"contested: {message}", err=True)
