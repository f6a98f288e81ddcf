"""Write a commented config, create the store, add first feeds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tapestory.cli.files import write_new
from tapestory.cli.invocation import Invocation, invocation
from tapestory.cli.opml import read_opml
from tapestory.cli.tree import single
from tapestory.model import Feed

app = single()


@app.command()
def init(
    ctx: typer.Context,
    *,
    feeds: Annotated[
        str, typer.Option(metavar="starter|none|FILE.opml", help="Which feeds to begin with.")
    ] = "starter",
    no_input: Annotated[  # noqa: ARG001  # nothing is asked; scripts may say so all the same
        bool, typer.Option("--no-input", help="Never wait for an answer; nothing is asked.")
    ] = False,
) -> None:
    """Write a commented config, create the store, add first feeds.

    Safe to repeat: a config that is there stays as it is, a store is brought up to date, feeds
    that are known are left alone.
    """
    call = invocation(ctx)
    paths, out = call.paths, call.out
    subscriptions = _first_feeds(feeds)
    from tapestory.config import starter_config
    from tapestory.store import maintenance

    is_new = write_new(paths.config_file, starter_config())
    call.config()
    applied = maintenance.migrate(paths.store)
    with call.store() as store, store.writing() as session:
        added = sum(session.feeds.add(feed) for feed in subscriptions)
        total = len(session.feeds.all())
    out.line(f"config  {'written' if is_new else 'kept'}: {paths.config_file}")
    state = "created" if applied else "up to date"
    out.line(f"store   {state}: {paths.store}")
    out.line(f"feeds   {added} added, {total} in all")
    out.line()
    _next_steps(call, total)


def _first_feeds(choice: str) -> tuple[Feed, ...]:
    if choice == "none":
        return ()
    from tapestory.resources import shipped

    file = shipped("config") / "starter.opml" if choice == "starter" else Path(choice)
    return read_opml(file).feeds


def _next_steps(call: Invocation, feeds: int) -> None:
    prefix = f"tapestory --config {call.config_file}" if call.config_file else "tapestory"
    steps = [
        (f"{prefix} run", "poll the feeds and find the events"),
        (f"{prefix} events list", "see what happened"),
        (f"{prefix} prices import FILE", "measure what moved"),
        (f"{prefix} doctor --print-cron", "the line for your crontab"),
    ]
    if not feeds:
        steps.insert(0, (f"{prefix} feeds add URL", "subscribe to something"))
    wide = max(len(command) for command, _ in steps)
    call.out.line("Next:")
    for command, what in steps:
        call.out.line(f"  {command:<{wide}}  {what}")
