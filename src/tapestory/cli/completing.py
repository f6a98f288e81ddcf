"""What was typed so far → what a shell may complete it to: ids and names of the store at hand.

A shell asks at every press of a key: there is no lock, no configuration and no error in the way.
"""

from __future__ import annotations

import os
from pathlib import Path

import typer

from tapestory.cli.terminal import plain

Names = list[tuple[str, str]]

_HELP_CELLS = 60


def events(ctx: typer.Context, incomplete: str) -> Names:
    """Return ids of events with their titles, the latest first."""
    return _names(ctx, "event", incomplete.lower())


def articles(ctx: typer.Context, incomplete: str) -> Names:
    """Return ids of articles with their titles."""
    return _names(ctx, "article", incomplete.lower())


def feeds(ctx: typer.Context, incomplete: str) -> Names:
    """Return addresses of feeds without their scheme, at whose colon bash begins a new word."""
    return _names(ctx, "feed", incomplete)


def symbols(ctx: typer.Context, incomplete: str) -> Names:
    """Return symbols that events are linked to or prices are stored of."""
    return _names(ctx, "symbol", incomplete.upper())


def mails(ctx: typer.Context, incomplete: str) -> Names:
    """Return ids of mails with their subjects."""
    return _names(ctx, "mail", incomplete)


def _names(ctx: typer.Context, noun: str, typed: str) -> Names:
    from tapestory.config.paths import resolve
    from tapestory.store.beginnings import Noun, beginning

    config = ctx.find_root().params.get("config")
    paths = resolve(Path(config) if config else None, os.environ)
    found = beginning(paths.store, Noun(noun), typed)
    return [(plain(name), plain(told)[:_HELP_CELLS]) for name, told in found if plain(name) == name]
