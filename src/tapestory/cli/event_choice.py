"""Which events are meant, as one chooses them on the command line → events in a line, or whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tapestory.cli import completing
from tapestory.cli.concerning import concerning
from tapestory.cli.event_lines import summary_json, view_summary
from tapestory.cli.invocation import Invocation
from tapestory.cli.lookup import storyline_of
from tapestory.cli.options import TimeOptions
from tapestory.cli.output import Document
from tapestory.model import SILENCE, EventId, EventView, StorylineId

if TYPE_CHECKING:  # the store and the pipeline are imported when a command runs
    from tapestory.pipeline.components import Components
    from tapestory.store import EventQuery, EventSummary

EventName = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        help="Its id or the beginning of it.",
        autocompletion=completing.events,
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Which events."""

    symbol: Annotated[
        str | None,
        typer.Option(help="Linked to this instrument.", autocompletion=completing.symbols),
    ] = None
    sector: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Linked to this sector; with --min-move see there."),
    ] = None
    min_move: Annotated[
        float | None,
        typer.Option(
            min=0.0,
            metavar="PCT",
            help="On whose day 0 the --symbol, a company of the --sector or its basket, or else"
            " any linked instrument moved so far or farther, up or down: beyond the market where"
            " that was measured, else in all.",
        ),
    ] = None
    storyline: Annotated[
        str | None, typer.Option(metavar="ID", help="Of this storyline, or of this event's.")
    ] = None
    min_articles: Annotated[
        int, typer.Option(min=1, metavar="N", help="Told by at least so many articles.")
    ] = 1


def query_of(call: Invocation, which: EventFilter, times: TimeOptions, limit: int) -> EventQuery:
    """Return what is asked of the store; 0 as limit for all."""
    from tapestory.store import EventQuery

    concerned = concerning(
        call, which.symbol, which.sector, min_move=which.min_move, as_of=call.when(times.as_of)
    )
    return EventQuery(
        since=call.when(times.since),
        until=call.when(times.until),
        as_of=call.when(times.as_of),
        symbol=concerned.symbol,
        sector=concerned.sector,
        members=concerned.members,
        moved=concerned.moved,
        storyline=_storyline(call, which.storyline, call.when(times.as_of)),
        min_articles=which.min_articles,
        silent_since=silent_since(call, times.as_of),
        limit=limit,
    )


def lines(call: Invocation, query: EventQuery) -> list[Document]:
    """Return the events that a query finds in a line each."""
    from tapestory.store import event_lines

    if event_lines.can_list(query):
        call.config()  # a broken one may mean another store
        found = event_lines.list_events(call.paths.store, query)
        return [summary_json(summary) for summary in found]
    with call.store() as store, store.reading() as session:
        summaries = session.events.find(query)
    return told_then(call, summaries, query.as_of)


def told_then(
    call: Invocation, summaries: Sequence[EventSummary], as_of: datetime | None
) -> list[Document]:
    """Return events in a line each; what moved is measured now, for the articles of now.

    An event that other articles told at the time is therefore looked at as a whole, as of then.
    """
    others: set[EventId] = set()
    if as_of is not None:
        with call.store() as store, store.reading() as session:
            ids = [summary.event.id for summary in summaries]
            others = session.events.otherwise_then(ids, as_of=as_of)
    if not others:
        return [summary_json(summary) for summary in summaries]
    with call.components() as components:
        return [
            view_summary(view_of(components, summary.event.id, as_of))
            if summary.event.id in others
            else summary_json(summary)
            for summary in summaries
        ]


def silent_since(call: Invocation, as_of: str | None) -> datetime:
    """Return before when the last article must lie for an open event to have gone quiet."""
    return (call.when(as_of) or call.clock.now()) - SILENCE


def _storyline(call: Invocation, typed: str | None, as_of: datetime | None) -> StorylineId | None:
    if typed is None:
        return None
    with call.store() as store, store.reading() as session:
        return storyline_of(session, typed, as_of=as_of)


def complete(call: Invocation, query: EventQuery) -> list[dict[str, Any]]:
    """Return the documents of the events that a query finds."""
    from tapestory.pipeline.view import find_views

    with call.components() as components:
        return [document_of(components, view) for view in find_views(components, query)]


def view_of(components: Components, event_id: EventId, as_of: datetime | None) -> EventView:
    """Return one event, complete, now or at a time."""
    from tapestory.pipeline.view import view_event

    return view_event(components, event_id, as_of=as_of)


def document_of(components: Components, view: EventView) -> dict[str, Any]:
    """Return the document of an event."""
    from tapestory.cli.event_shape import event_json

    return event_json(
        view,
        sectors=components.universe.sectors,
        narratives=components.narratives_by_id,
    )
