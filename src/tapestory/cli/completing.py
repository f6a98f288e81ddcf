"""What was typed so far → what a shell may complete it to: ids and names of the store at hand.

A shell asks at every press of a key: there is no lock, no configuration and no error in the way.
What it is told it may run: the script for zsh evaluates names and titles, bash puts a name into the
line as it is. Titles come from strangers, so nothing that a shell could act on gets through.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tapestory.cli.terminal import plain

if TYPE_CHECKING:
    from tapestory.config import Paths

Names = list[tuple[str, str]]

_HELP_CELLS = 60
_IN_WORDS = str.maketrans({"$": "\uff04", "'": "\u2019", '"': "\u2019", "`": "\u2019", "\\": " "})
"""What zsh would act on between the quotes around a description, and what is shown instead."""
_SAFE = re.compile(r"[\w.:/?=%#~^@+,-]*")


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
    found = _names(ctx, "symbol", incomplete.upper())
    return [(_as_begun(symbol, incomplete), name) for symbol, name in found]


def mails(ctx: typer.Context, incomplete: str) -> Names:
    """Return ids of mails with their subjects."""
    return _names(ctx, "mail", incomplete)


def narratives(ctx: typer.Context, incomplete: str) -> Names:
    """Return ids of narratives with their names; none where the configuration is broken."""
    from tapestory.config import load, load_narratives
    from tapestory.errors import TapestoryError

    try:
        paths = _paths(ctx)
        found = load_narratives(load(paths, os.environ), paths)
    except TapestoryError:
        return []
    typed = incomplete.lower()
    return offered([(one.id, one.name) for one in found if one.id.startswith(typed)], typed)


def _as_begun(symbol: str, typed: str) -> str:
    """Return a symbol in the case in which it was begun, without which a shell shows nothing."""
    if symbol.startswith(typed):
        return symbol
    rest = symbol[len(typed) :]
    return typed + (rest.lower() if typed.islower() else rest)


def _names(ctx: typer.Context, noun: str, typed: str) -> Names:
    from tapestory.store.beginnings import Noun, beginning

    return offered(beginning(_paths(ctx).store, Noun(noun), typed), typed)


def offered(found: Names, typed: str) -> Names:
    """Return names up to what a shell would act on, where that is more than was typed."""
    kept: dict[str, str] = {}
    for name, told in found:
        safe = _SAFE.match(name)
        if safe is not None and (safe[0] == name or len(safe[0]) > len(typed)):
            kept.setdefault(safe[0], plain(told).translate(_IN_WORDS)[:_HELP_CELLS])
    return list(kept.items())


def _paths(ctx: typer.Context) -> Paths:
    from tapestory.config.paths import resolve

    config = ctx.find_root().params.get("config")
    return resolve(Path(config) if config else None, os.environ)
