"""What happened: list, show, search, timeline, export; merge, split, rename, undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tapestory.cli import corrections
from tapestory.cli.event_shape import event_json
from tapestory.cli.files import write_file
from tapestory.cli.invocation import Invocation, invocation
from tapestory.cli.lookup import event_of
from tapestory.cli.options import (
    AsOf,
    Format,
    ListOptions,
    ShowOptions,
    TimeOptions,
    expanded,
)
from tapestory.cli.output import (
    Column,
    Document,
    Listing,
    emit_csv,
    emit_json,
    emit_list,
    json_text,
    limit_of,
    schema,
    write_json,
)
from tapestory.cli.shapes import event_head
from tapestory.cli.terminal import Style, Terminal
from tapestory.cli.tree import group
from tapestory.model import DailyBar, EventId, EventView, Move

if TYPE_CHECKING:  # the store and the pipeline are imported when a command runs
    from tapestory.pipeline.components import Components
    from tapestory.store import EventQuery, EventSummary

app = group("events")

EventName = Annotated[str, typer.Argument(metavar="ID", help="Its id or the beginning of it.")]
_NOTHING = "tapestory run looks for new ones."
_NOTHING_THERE = "Nothing fits; --since 30d looks further back."
_STATES: dict[str, Style] = {
    "rumour": "warn",
    "reported": "warn",
    "confirmed": "good",
    "denied": "error",
    "stale": "dim",
}
_NOT_FOUND = "Try fewer words; tapestory events list --sector ID goes by what they concern."
_TOP_MOVES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Which events."""

    symbol: Annotated[str | None, typer.Option(help="Linked to this instrument.")] = None
    sector: Annotated[str | None, typer.Option(help="Linked to this sector.")] = None
    min_articles: Annotated[
        int, typer.Option(min=1, metavar="N", help="Told by at least so many articles.")
    ] = 1


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
        with call.store() as store, store.reading() as session:
            documents = [_summary(summary) for summary in session.events.find(query)]
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
        found = session.events.search(text, limit=limit, as_of=moment)
    if output.format in {Format.JSON, Format.NDJSON}:
        with call.components() as components:
            documents = [
                _event(components, _view(components, summary.event.id, moment)) for summary in found
            ]
    else:
        documents = [_summary(summary) for summary in found]
    _emit(call, documents, output, _NOT_FOUND)


@app.command("show")
@expanded
def show(ctx: typer.Context, event: EventName, output: ShowOptions, as_of: AsOf = None) -> None:
    """Show one event: who says it, how sure, what moved, how it is explained."""
    call = invocation(ctx)
    moment, form = call.when(as_of), output.format
    with call.components() as components:
        with components.store.reading() as session:
            found = event_of(session, event, as_of=moment)
        view = _view(components, found.id, moment)
        document = _event(components, view) if form is not Format.TABLE else {}
        with components.store.reading() as session:
            prices = session.prices.any()
    if form is Format.JSON:
        emit_json({"schema": schema("event"), **document}, call.out)
    elif form is Format.NDJSON:
        write_json(json_text(document), call.out)
    elif form is Format.CSV:
        emit_csv([_flat_move(document, move) for move in document["moves"]], call.out)
    else:
        print_page(call.out, components, view, prices=prices)


@app.command("timeline")
@expanded
def timeline(ctx: typer.Context, event: EventName, output: ListOptions, as_of: AsOf = None) -> None:
    """Tell one event in the order of time: articles, changes of state, sessions."""
    call = invocation(ctx)
    moment = call.when(as_of)
    with call.components() as components:
        with components.store.reading() as session:
            found = event_of(session, event, as_of=moment)
        view = _view(components, found.id, moment)
    from tapestory.cli.timeline import columns, steps

    listing = Listing(
        noun="timeline", documents=steps(view), columns=columns(call.zone()), empty=""
    )
    emit_list(listing, output, call.out)


app.command("merge")(corrections.merge)
app.command("split")(corrections.split)
app.command("rename")(corrections.rename)
app.command("undo")(corrections.undo)


@app.command("export")
@expanded
def export(
    ctx: typer.Context,
    which: EventFilter,
    times: TimeOptions,
    *,
    as_csv: Annotated[bool, typer.Option("--csv", help="A row an event instead.")] = False,
    to: Annotated[Path | None, typer.Option(metavar="FILE", help="Else standard output.")] = None,
) -> None:
    """Write every event complete, a JSON object a line."""
    import io

    call = invocation(ctx)
    documents = _complete(call, _query(call, which, times, 0))
    if to is None:
        target = call.out
    else:
        target = Terminal(stream=io.StringIO(), is_tty=False, colors=False, width=80)
    if as_csv:
        emit_csv([_flat(document) for document in documents], target, columns=summary_columns())
    else:
        for document in documents:
            write_json(json_text(document), target)
    if to is not None and isinstance(target.stream, io.StringIO):
        write_file(to, target.stream.getvalue())
        call.out.line(f"written  {to}  {len(documents)} events")


def print_page(out: Terminal, components: Components, view: EventView, *, prices: bool) -> None:
    """Write the page of an event."""
    from tapestory.cli.event_page import Look, event_page

    page = event_page(
        view,
        components.narratives_by_id,
        sectors=components.universe.sectors,
        width=out.width,
        look=Look(zone=components.zone, prices=prices, cut=out.is_tty, paint=out.paint),
    )
    out.line(page)


def view_summary(view: EventView) -> Document:
    """Return the line of an event whose view is at hand."""
    measured = [move for move in view.moves if move.window == (0, 0) and move.raw is not None]
    measured.sort(key=lambda move: -abs(_size(move)))
    return {
        **event_head(view.event),
        "state": view.verification.state.value,
        "articles": len(view.articles),
        "outlets": len({m.article.outlet for m in view.articles if m.article.copy_of is None}),
        "top_moves": [_top_move(move) for move in measured[:3]],
    }


def summary_columns(zone: str = "UTC") -> Sequence[Column]:
    """Return the columns of a list of events."""
    return (
        Column(heading="id", text=lambda event: event["id"], style=lambda _: "dim"),
        Column(heading="first seen", text=lambda event: _day(event["first_seen"], zone)),
        Column(
            heading="state",
            text=lambda event: event["state"],
            style=lambda event: _STATES.get(event["state"], "plain"),
        ),
        Column(heading="articles", text=lambda event: str(event["articles"]), right=True),
        Column(heading="biggest moves", text=_biggest, style=_direction, flexible=True),
        Column(
            heading="event",
            text=lambda event: event["title"],
            flexible=True,
            least=48,
            may_stand_below=True,
        ),
    )


def _query(call: Invocation, which: EventFilter, times: TimeOptions, limit: int) -> EventQuery:
    from tapestory.store import EventQuery

    return EventQuery(
        since=call.when(times.since),
        until=call.when(times.until),
        as_of=call.when(times.as_of),
        symbol=which.symbol,
        sector=which.sector,
        min_articles=which.min_articles,
        limit=limit,
    )


def _complete(call: Invocation, query: EventQuery) -> list[dict[str, Any]]:
    from tapestory.pipeline.view import find_views

    with call.components() as components:
        return [_event(components, view) for view in find_views(components, query)]


def _view(components: Components, event_id: EventId, as_of: datetime | None) -> EventView:
    from tapestory.pipeline.view import view_event

    return view_event(components, event_id, as_of=as_of)


def _event(components: Components, view: EventView) -> dict[str, Any]:
    return event_json(
        view,
        sectors=components.universe.sectors,
        narratives=components.narratives_by_id,
        bars=_reported_bars(components, view),
    )


def _reported_bars(components: Components, view: EventView) -> Mapping[tuple[str, date], DailyBar]:
    """Return the bars that tell whether a figure in an article was reached within a session."""
    symbols = {reported.symbol for reported in view.reported_moves}
    sessions = {
        (move.symbol, move.session)
        for move in view.moves
        if move.symbol in symbols and move.session is not None
    }
    with components.store.reading() as session:
        return {
            (bar.symbol, bar.session): bar
            for symbol, day in sorted(sessions)
            for bar in session.prices.bars(symbol, start=day, end=day)
        }


def _summary(summary: EventSummary) -> dict[str, Any]:
    return {
        **event_head(summary.event),
        "state": summary.state.value,
        "articles": summary.articles,
        "outlets": summary.outlets,
        "top_moves": [_top_move(move) for move in summary.top_moves],
    }


def _top_move(move: Move) -> dict[str, Any]:
    return {"symbol": move.symbol, "raw": move.raw, "abnormal": move.abnormal}


def _size(move: Move) -> float:
    return (move.abnormal if move.abnormal is not None else move.raw) or 0.0


def _emit(call: Invocation, documents: Sequence[Document], output: ListOptions, empty: str) -> None:
    listing = Listing(
        noun="events",
        documents=documents,
        columns=summary_columns(call.zone()),
        empty=empty,
        flat=_flat,
    )
    emit_list(listing, output, call.out)


def _flat(document: Any) -> Document:
    """Return the CSV row of an event, from its summary or from its whole document."""
    if "verification" in document:
        members = document["articles"]
        own = {member["outlet"] for member in members if member["copy_of"] is None}
        day0 = [move for move in document["moves"] if move["window"] == [0, 0]]
        moves = [move for move in day0 if move["raw"] is not None]
        moves.sort(key=lambda move: -abs(move["abnormal"] or move["raw"]))
        document = {
            **{key: document[key] for key in ("id", "title", "first_seen", "last_seen")},
            "state": document["verification"]["state"],
            "articles": len(members),
            "outlets": len(own),
            "top_moves": moves[:3],
        }
    row = {key: value for key, value in document.items() if key != "top_moves"}
    for number, move in enumerate([*document["top_moves"], {}, {}, {}][:3], start=1):
        row[f"symbol_{number}"] = move.get("symbol")
        row[f"raw_{number}"] = move.get("raw")
        row[f"abnormal_{number}"] = move.get("abnormal")
    return row


def _flat_move(document: Mapping[str, Any], move: Mapping[str, Any]) -> Document:
    """Return the CSV row of one move of an event."""
    row = {"event_id": document["id"], "title": document["title"], **move}
    first, last = move["window"]
    return row | {
        "window": f"[{first},{last}]",
        "reported": move["reported"]["agrees"],
        "confounders": " ".join(move["confounders"]),
    }


def _biggest(event: Any) -> str:
    """Return the largest moves, short: "NBIS −17%, 000660 −15%"."""
    from tapestory.digest.wording import percent

    return ", ".join(
        f"{move['symbol'].partition('.')[0]}"
        f" {percent(move['raw'], digits=0 if abs(move['raw']) >= 0.01 else 1)}"
        for move in _by_size(event)[:_TOP_MOVES]
    )


def _by_size(event: Any) -> list[Any]:
    """Return the moves in the order of what is printed of them, the largest first."""
    moves = [move for move in event["top_moves"] if move["raw"] is not None]
    return sorted(moves, key=lambda move: -abs(move["raw"]))


def _direction(event: Any) -> Style:
    moves = _by_size(event)
    return "plain" if not moves or not moves[0]["raw"] else "up" if moves[0]["raw"] > 0 else "down"


def _day(instant: str, zone: str) -> str:
    from zoneinfo import ZoneInfo

    return datetime.fromisoformat(instant).astimezone(ZoneInfo(zone)).date().isoformat()
