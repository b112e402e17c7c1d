"""What is refused of a claim before it is made: that it rests on nothing, or that a silence speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from layers.errors import RecordError

if TYPE_CHECKING:
    from collections.abc import Mapping


def require_rested(fields: Mapping[str, Any]) -> None:
    """Refuse a claim that rests on nothing, unless it is said to be unverified or a silence."""
    if not fields["source"] and not fields["unverified"] and fields["stance"] != "silent":
        raise RecordError("the claim has no source; name one with --source, or say --unverified")
    if fields["source"] and fields["unverified"]:
        raise click.UsageError("--unverified is for a claim without a source, and --source names one")


def refuse_spoken_silence(fields: Mapping[str, Any], spoken: tuple[str, ...]) -> None:
    """Refuse a silence that says something."""
    said = next((name for name in spoken if fields[name] not in (None, ())), None)
    if fields["stance"] == "silent" and said:
        raise click.UsageError(
            f"--{said.replace('_', '-')} is what somebody says, and a silence states nothing; where was looked, and until "
            "when, go into --searched-in and --searched-until of: contested claim"
        )
