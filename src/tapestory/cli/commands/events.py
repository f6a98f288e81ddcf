"""What happened: list, show, search, timeline, merge, confirm, undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tapestory.cli import completing, corrections
from tapestory.cli.concerning import concerning
from tapestory.cli.event_export import ExportOptions, write_documents, write_feed
from tapestory.cli.event_lines import flat_row, summary_columns, summary_json
from tapestory.cli.invocation import Invocation, invocation
from tapestory.cli.lookup import event_of, storyline_of
from tapestory.cli.move_shape import flat_move
from tapestory.cli.options import (
    AsOf,
    Explain,
    Format,
    ListOptions,
    ShowOptions,
    TimeOptions,
    expanded,
)
from tapestory.cli.output import (
    Document,
    Listing,
    emit_csv,
    emit_json,
    emit_list,
    emit_table,
    json_text,
    limit_of,
    schema,
    write_json,
)
from tapestory.cli.strength import decision_json
from tapestory.cli.terminal import Terminal, plain
from tapestory.cli.tree import group
from tapestory.model import (
    SILENCE,
    ArticleId,
    EventId,
    EventView,
    Match,
    StorylineId,
)

if TYPE_CHECKING:  # the store and the pipeline are imported when a command runs
    from tapestory.pipeline.components import Components
    from tapestory.store import EventQuery, EventSummary, Session

app = group("events")

Decisions = Mapping[ArticleId, Sequence[Match]]
EventName = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        help="Its id or the beginning of it.",
        autocompletion=completing.events,
    ),
]
_NOTHING = "tapestory run looks for new ones."
_NOTHING_THERE = "Nothing fits; --since 30d looks further back."
_NOT_FOUND = "Try fewer words; tapestory events list --sector ID goes by what they concern."


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Closer:
    """What of an event is looked at closely."""

    explain: Explain = False
    chain: Annotated[
        bool,
        typer.Option("--chain", help="Link by link: what is asserted, disputed, measured."),
    ] = False


@app.command("list")
@expanded
def list_events(
    ctx: typer.Context, which: EventFilter, times: TimeOptions, output: ListOptions
) -> None:
    """List events, the latest news first."""
    call = invocation(ctx)
    query = _query(call, which, times, limit_of(output, call.out))
    if output.format in {Format.JSON, Format.NDJSON}:
        documents = _complete(call, query)
    else:
        documents = [summary_json(summary) for summary in _found(call, query)]
    narrow = which != EventFilter() or times != TimeOptions()
    _emit(call, documents, output, _NOTHING_THERE if narrow else _NOTHING)


@app.command("search")
@expanded
def search(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(help='Words, all of which must occur; "quoted" together.')],
    output: ListOptions,
    as_of: AsOf = None,
) -> None:
    """Find events by the words of their articles, in any language, the best first."""
    call = invocation(ctx)
    limit, moment = limit_of(output, call.out), call.when(as_of)
    with call.store() as store, store.reading() as session:
        silent = _silent_since(call, as_of)
        found = session.events.search(text, limit=limit, as_of=moment, silent_since=silent)
    if output.format in {Format.JSON, Format.NDJSON}:
        with call.components() as components:
            documents = [
                _event(components, _view(components, summary.event.id, moment)) for summary in found
            ]
    else:
        documents = [summary_json(summary) for summary in found]
    _emit(call, documents, output, _NOT_FOUND)


@app.command("show")
@expanded
def show(
    ctx: typer.Context,
    event: EventName,
    output: ShowOptions,
    closer: Closer,
    as_of: AsOf = None,
) -> None:
    """Show one event: who says it, how sure, what moved, how it is explained.

    Each article says how surely it belongs here (strong, fair or weak) and why. With --chain only
    how its articles say that it travels from sector to sector.
    """
    call = invocation(ctx)
    moment, form = call.when(as_of), output.format
    with call.components() as components:
        with components.store.reading() as session:
            found = event_of(session, event, as_of=moment)
        view = _view(components, found.id, moment)
        document = _event(components, view) if form is not Format.TABLE else {}
        with components.store.reading() as session:
            prices = session.prices.any()
            decisions = _decisions(session, view) if closer.explain else None
    if document and decisions is not None:
        _tell_decisions(document, view, decisions)
    if closer.chain and form is not Format.CSV:
        from tapestory.cli.chain_page import chains_json, chains_of, print_chains

        chains = chains_of(call, components, view)
        if form is Format.TABLE:
            print_chains(call.out, components, view, chains)
            return
        document["chains"] = chains_json(chains)
    if form is Format.JSON:
        emit_json({"schema": schema("event"), **document}, call.out)
    elif form is Format.NDJSON:
        write_json(json_text(document), call.out)
    elif form is Format.CSV:
        rows = [_flat_move(document, move) for move in document["moves"]]
        emit_csv(rows[: output.limit or None], call.out)
    else:
        print_page(call.out, components, view, prices=prices, decisions=decisions)


@app.command("timeline")
@expanded
def timeline(
    ctx: typer.Context,
    event: EventName,
    output: ListOptions,
    *,
    story: Annotated[
        bool, typer.Option("--story", help="The events before and after it instead.")
    ] = False,
    as_of: AsOf = None,
) -> None:
    """Tell one event in the order of time: articles, changes of state, sessions.

    Below them stand the events just before and after it in its storyline.
    """
    call = invocation(ctx)
    moment = call.when(as_of)
    with call.components() as components:
        with components.store.reading() as session:
            found = event_of(session, event, as_of=moment)
        view = _view(components, found.id, moment)
        chained = _chain(components, view, moment)
    from tapestory.cli.story import chain_columns, nearby
    from tapestory.cli.timeline import columns, steps

    chain_of = chain_columns(summary_columns(call.zone()), call.zone())
    if story:
        listing = Listing(
            noun="events", documents=chained, columns=chain_of, empty="", flat=flat_row
        )
        emit_list(listing, output, call.out)
        return
    listing = Listing(
        noun="timeline", documents=steps(view), columns=columns(call.zone()), empty=""
    )
    emit_list(listing, output, call.out)
    if output.format is Format.TABLE and len(chained) > 1 and view.storyline is not None:
        call.out.line("")
        call.out.line(f"{call.out.paint('Storyline', 'dim')}  {plain(view.storyline.title)}")
        shown = nearby(chained)
        emit_table(shown, chain_of, call.out)
        if len(shown) < len(chained):
            call.out.line(call.out.paint(f"--story shows all {len(chained)} events.", "dim"))


app.command("merge")(corrections.merge)
app.command("split")(corrections.split)
app.command("rename")(corrections.rename)
app.command("confirm")(corrections.confirm)
app.command("deny")(corrections.deny)
app.command("undo")(corrections.undo)


@app.command("export")
@expanded
def export(
    ctx: typer.Context, which: EventFilter, times: TimeOptions, options: ExportOptions
) -> None:
    """Write every event complete, a JSON object a line."""
    call = invocation(ctx)
    query = _query(call, which, times, 0)
    if options.as_atom:
        write_feed(call, query, options)
    else:
        write_documents(call, _complete(call, query), options)


def print_page(
    out: Terminal,
    components: Components,
    view: EventView,
    *,
    prices: bool,
    decisions: Decisions | None = None,
) -> None:
    """Write the page of an event, with all decisions about its articles where they are given."""
    from tapestory.cli.event_page import event_page
    from tapestory.cli.look import Look

    page = event_page(
        view,
        components.narratives_by_id,
        sectors=components.universe.sectors,
        width=out.width,
        look=Look(
            zone=components.zone,
            prices=prices,
            cut=out.is_tty,
            paint=out.paint,
            decisions=decisions,
        ),
    )
    out.line(page)


def _query(call: Invocation, which: EventFilter, times: TimeOptions, limit: int) -> EventQuery:
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
        silent_since=_silent_since(call, times.as_of),
        limit=limit,
    )


def _found(call: Invocation, query: EventQuery) -> Sequence[EventSummary]:
    from tapestory.store import event_lines

    if event_lines.can_list(query):
        call.config()  # a broken one may mean another store
        return event_lines.list_events(call.paths.store, query)
    with call.store() as store, store.reading() as session:
        return session.events.find(query)


def _silent_since(call: Invocation, as_of: str | None) -> datetime:
    """Return before when the last article must lie for an open event to have gone quiet."""
    return (call.when(as_of) or call.clock.now()) - SILENCE


def _decisions(session: Session, view: EventView) -> Decisions:
    """Return what was decided about each article of an event by the time of the view."""
    return {
        member.article.id: [
            match
            for match in session.events.history(member.article.id)
            if match.decided_at <= view.as_of
        ]
        for member in view.articles
    }


def _tell_decisions(document: dict[str, Any], view: EventView, decisions: Decisions) -> None:
    """Add to each article of a document what was decided about it, oldest first."""
    for told, member in zip(document["articles"], view.articles, strict=True):
        article = member.article
        told["decisions"] = [decision_json(one, article) for one in decisions[article.id]]


def _chain(components: Components, view: EventView, as_of: datetime | None) -> list[dict[str, Any]]:
    from tapestory.cli.story import chain
    from tapestory.store import EventQuery

    if view.storyline is None:
        return []
    silent = view.as_of - SILENCE
    query = EventQuery(storyline=view.storyline.id, as_of=as_of, silent_since=silent)
    with components.store.reading() as session:
        found = session.events.find(query)
    return chain(view, [(summary_json(summary), summary.event.happened) for summary in found])


def _storyline(call: Invocation, typed: str | None, as_of: datetime | None) -> StorylineId | None:
    if typed is None:
        return None
    with call.store() as store, store.reading() as session:
        return storyline_of(session, typed, as_of=as_of)


def _complete(call: Invocation, query: EventQuery) -> list[dict[str, Any]]:
    from tapestory.pipeline.view import find_views

    with call.components() as components:
        return [_event(components, view) for view in find_views(components, query)]


def _view(components: Components, event_id: EventId, as_of: datetime | None) -> EventView:
    from tapestory.pipeline.view import view_event

    return view_event(components, event_id, as_of=as_of)


def _event(components: Components, view: EventView) -> dict[str, Any]:
    from tapestory.cli.event_shape import event_json

    return event_json(
        view,
        sectors=components.universe.sectors,
        narratives=components.narratives_by_id,
    )


def _emit(call: Invocation, documents: Sequence[Document], output: ListOptions, empty: str) -> None:
    listing = Listing(
        noun="events",
        documents=documents,
        columns=summary_columns(call.zone()),
        empty=empty,
        flat=flat_row,
    )
    emit_list(listing, output, call.out)


def _flat_move(document: Mapping[str, Any], move: Mapping[str, Any]) -> Document:
    """Return the CSV row of one move of an event."""
    return {"event_id": document["id"], "title": document["title"], **flat_move(move)}
