"""The names and one-line helps of all top-level commands; a module is imported when chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from tapestory.errors import UsageError

COMMANDS: dict[str, str] = {
    "init": "Write a commented config, create the store, add first feeds.",
    "demo": "Run the whole chain on the embedded sample: offline, in seconds.",
    "doctor": "Say what is wrong and how to mend it; print the cron line.",
    "run": "Poll, match, read and measure under one lock: the cron line.",
    "poll": "Ask the feeds that are due, once, and store what they bring.",
    "daemon": "Run every minute whatever is due, until stopped.",
    "feeds": "Subscriptions: add, list, test, pause, import, export.",
    "articles": "What the feeds brought: list, show, search, import.",
    "events": "What happened: list, show, search, timeline, merge, confirm, undo.",
    "tickers": "Instruments that events are linked to: list, show, import, remove.",
    "sectors": "The taxonomy of this domain: list, show.",
    "narratives": "Competing explanations: list, show, event, promote, falsify.",
    "indicators": "Figures to watch: list, show, add, suggest, take, undo.",
    "claims": "What articles claim: reported moves and other figures.",
    "prices": "Daily bars: import, fetch, status, accept.",
    "moves": "Measured moves: list, measure.",
    "calendar": "Releases that are known in advance to move prices: list.",
    "read": "Show what is read out of one text.",
    "digest": "The daily digest: preview, send, list, show, resend, test.",
    "report": "A static site of what is known: build.",
    "db": "The store as a file: check, back up, restore, migrate, prune.",
    "config": "The configuration: where it is, what is in force, is it right.",
    "manual": "Print a page of the manual: mail, prices, cron and more.",
}
"""In the order of `tapestory --help`. The module of a command repeats its line as its docstring."""


class Group(TyperGroup):
    """A group of commands that names the nearest one when there is none of that name.

    Contexts and commands are Any here: typer keeps the classes that they are instances of in a
    private module.
    """

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return name, command and remaining arguments.

        Raises:
            UsageError: There is no such command.
        """
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            raise _unknown(name, self.list_commands(ctx), ctx.command_path)
        return super().resolve_command(ctx, args)


class LazyGroup(Group):
    """The top-level group: it knows the names and helps, and imports the one that is chosen."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  # typer passes it
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002  # typer passes it
        """Import the module of a command and return it; None when there is no such command."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"tapestory.cli.commands.{cmd_name}")
        command = typer.main.get_command(module.app)
        command.name = cmd_name
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002  # typer passes it
        """Write the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def group(name: str) -> typer.Typer:
    """Return the Typer of a command group, to be called `app` in its module."""
    app = typer.Typer(
        cls=Group,
        help=COMMANDS[name],
        no_args_is_help=True,
        rich_markup_mode=None,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    # A group of one command would otherwise collapse into that command.
    app.callback()(_nothing)
    return app


def single() -> typer.Typer:
    """Return the Typer of a top-level command, to be called `app` in its module."""
    return typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)


def contexts(root: typer.Typer, *, program: str, width: int) -> Iterator[Any]:
    """Yield a context for the root and every command below it, in the order of the helps.

    `ctx.command_path` names the command, `ctx.get_help()` is what its --help prints.

    Args:
        root: The application.
        program: Its name.
        width: Cells of a line of help.
    """
    command: Any = typer.main.get_command(root)
    yield from _below(command.context_class(command, info_name=program, terminal_width=width))


def _below(ctx: Any) -> Iterator[Any]:
    yield ctx
    if isinstance(ctx.command, TyperGroup):
        for name in ctx.command.list_commands(ctx):
            child: Any = ctx.command.get_command(ctx, name)
            yield from _below(child.context_class(child, info_name=name, parent=ctx))


def _nothing() -> None:
    pass


def _unknown(name: str, known: Sequence[str], path: str) -> UsageError:
    nearest = get_close_matches(name.lower(), known, n=1, cutoff=0.5)
    guess = f"; did you mean {nearest[0]!r}?" if nearest else ""
    printable = "".join(char if char.isprintable() else "?" for char in name)
    message = f"{path} has no command {printable!r}{guess}"
    return UsageError(message, hint=f"{path} --help lists them all.")
