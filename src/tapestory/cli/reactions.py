"""What moved an instrument or sector: asked of the store, written in two parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tapestory.cli.concerning import closed_then
from tapestory.cli.invocation import Invocation
from tapestory.cli.options import ListOptions
from tapestory.cli.output import TTY_LIMIT, Column, Document, emit_table, limit_of
from tapestory.cli.reaction_shape import STAR, unmeasured_columns
from tapestory.cli.terminal import Terminal

if TYPE_CHECKING:  # the store is imported when a command runs
    from tapestory.model import Event, Move, Universe
    from tapestory.store import Reaction, ReactionQuery


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionFilter:
    """Which events."""

    since: Annotated[
        str | None, typer.Option(metavar="TIME", help="With news since then: 3d, 2026-07-01, ISO.")
    ] = None
    moved: Annotated[
        bool, typer.Option("--moved", help="Only moves that chance does not explain.")
    ] = False
    as_of: Annotated[
        str | None, typer.Option(metavar="TIME", help="Answer with what was known then.")
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerned:
    """Whose events are asked for."""

    symbols: tuple[str, ...]
    sector: str | None = None


def reaction_query(
    call: Invocation, universe: Universe, who: Concerned, which: ReactionFilter, *, limit: int
) -> ReactionQuery:
    """Return what to ask the store for; `limit` 0 is for all."""
    from tapestory.store import ReactionQuery

    moment = call.when(which.as_of)
    return ReactionQuery(
        symbols=who.symbols,
        sector=who.sector,
        since=call.when(which.since),
        as_of=moment,
        closed=None if moment is None else closed_then(call, universe, moment),
        moved=which.moved,
        limit=limit,
    )


def reactions_of(call: Invocation, query: ReactionQuery) -> list[Reaction]:
    """Return the events and moves asked for, each with what else its session answered.

    There are none without a store.
    """
    if not call.paths.store.exists():
        return []
    from tapestory.pipeline.confounding import confounded
    from tapestory.pipeline.reactions_then import reactions_then

    with call.components() as components, components.store.reading() as session:
        if query.as_of is None:
            found = session.reactions.find(query)
        else:
            found = reactions_then(components, session, query)
        moves = [move for reaction in found for move in reaction.moves]
        filled = iter(confounded(components, session, moves, as_of=query.as_of))
        return [
            replace(reaction, moves=tuple(next(filled) for _ in reaction.moves))
            for reaction in found
        ]


def last_moves_of(call: Invocation, query: ReactionQuery) -> dict[str, tuple[Move, Event]]:
    """Return symbol → its latest move beyond chance, with the event; none without a store."""
    if not call.paths.store.exists():
        return {}
    if query.as_of is None:
        with call.store() as store, store.reading() as session:
            return session.reactions.last_moves(query)
    from tapestory.pipeline.reactions_then import last_moves_then

    with call.components() as components, components.store.reading() as session:
        return last_moves_then(components, session, query)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionTable:
    """Events and moves, to be written in two parts."""

    events: Sequence[Document]
    """In order."""
    columns: Sequence[Column]
    """Of those with a measured move."""
    measured: Callable[[Any], bool]
    """Whether an event has one."""
    starred: Callable[[Any], bool]
    """Whether that is larger than chance explains."""


def emit_reactions(table: ReactionTable, output: ListOptions, out: Terminal) -> None:
    """Write the events with a measured move, then those without."""
    events = table.events
    short = output.limit is None and limit_of(output, out) > 0 and len(events) > TTY_LIMIT
    shown = events[:TTY_LIMIT] if short else events
    moved = [event for event in shown if table.measured(event)]
    others = [event for event in shown if not table.measured(event)]
    for heading, documents, columns in (
        ("Moves on its events", moved, table.columns),
        ("Events without a measured move", others, unmeasured_columns()),
    ):
        if documents:
            out.line()
            out.line(out.paint(heading, "bold"))
            emit_table(documents, columns, out)
    if any(map(table.starred, moved)):
        out.line(out.paint(STAR, "dim"))
    if short:
        out.line(out.paint("There are more: --limit 0 shows all.", "dim"))
    if not events:
        out.line()
        out.line("No events. tapestory run looks for new ones.")
