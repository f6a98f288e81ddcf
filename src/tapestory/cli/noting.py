"""What a person says beside a value or finding that is noted → its day, its source, words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tapestory.cli.terminal import plain
from tapestory.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from tapestory.cli.invocation import Invocation

Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="Anything else worth knowing.")]
Redo = Annotated[bool, typer.Option("--redo", help="Put it in force again.")]


def day_of(call: Invocation, typed: str | None) -> date:
    """Return the day that was given; today where none was."""
    from tapestory.cli.times import parse_day

    return parse_day(typed or "today", now=call.clock.now(), zone=call.zone())


def source_of(typed: str, *, noun: str, hint: str) -> str:
    """Return a source as it is kept.

    Args:
        typed: As it was given.
        noun: What has it: "a value".
        hint: What a source is.

    Raises:
        UsageError: There is none in it.
    """
    source = plain(typed)
    if not source:
        message = f"{noun} has a source"
        raise UsageError(message, hint=f"--source says {hint}")
    return source


def turned(*, redo: bool) -> str:
    """Return what became of a note."""
    return "in force again" if redo else "taken back"
