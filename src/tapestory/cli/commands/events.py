"""What happened: list, show, search, timeline, merge, confirm, undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tapestory.cli import corrections
from tapestory.cli.event_choice import (
    EventFilter,
    EventName,
    complete,
    document_of,
    lines,
    query_of,
    silent_since,
    told_then,
    view_of,
)
from tapestory.cli.event_export import ExportOptions, write_documents, write_feed
from tapestory.cli.event_lines import flat_row, summary_columns, summary_json
from tapestory.cli.invocation import Invocation, invocation
from tapestory.cli.lookup import event_of
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
    EventView,
    Match,
)

if TYPE_CHECKING:  # the store and the pipeline are imported when a command runs
    from tapestory.pipeline.components import Components
    from tapestory.store import Session

app = group("events")

Decisions = Mapping[ArticleId, Sequence[Match]]
_NOTHING = "tapestory run looks for new ones."
_NOT_FOUND = "Try fewer words; tapestory events list --sector ID goes by what they concern."


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
    query = query_of(call, which, times, limit_of(output, call.out))
    documents: Sequence[Document]
    if output.format in {Format.JSON, Format.NDJSON}:
        documents = complete(call, query)
    else:
        documents = lines(call, query)
    nothing = times.none_fits(narrowed=which != EventFilter(), otherwise=_NOTHING)
    _emit(call, documents, output, nothing)


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
        silent = silent_since(call, as_of)
        found = session.events.search(text, limit=limit, as_of=moment, silent_since=silent)
    documents: Sequence[Document]
    if output.format in {Format.JSON, Format.NDJSON}:
        with call.components() as components:
            documents = [
                document_of(components, view_of(components, summary.event.id, moment))
                for summary in found
            ]
    else:
        documents = told_then(call, found, moment)
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
        view = view_of(components, found.id, moment)
        document = document_of(components, view) if form is not Format.TABLE else {}
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
        view = view_of(components, found.id, moment)
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
    query = query_of(call, which, times, 0)
    if options.as_atom:
        write_feed(call, query, options)
    else:
        write_documents(call, complete(call, query), options)


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
