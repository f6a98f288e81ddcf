"""Measured moves: list, measure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tapestory.cli.invocation import Invocation, invocation
from tapestory.cli.lookup import event_of
from tapestory.cli.options import AsOf, DocumentOptions, Format, ListOptions, expanded
from tapestory.cli.output import Column, Listing, emit_fields, emit_json, emit_list, schema
from tapestory.cli.shapes import move_json
from tapestory.cli.terminal import Style
from tapestory.cli.times import parse_day
from tapestory.cli.tree import group
from tapestory.errors import NoPriceHistoryError, UsageError
from tapestory.model import Move, MoveStatus

if TYPE_CHECKING:  # the store is imported when a command runs
    from tapestory.store import EventQuery

app = group("moves")

_MINUS = "\N{MINUS SIGN}"
_ORDER = {
    MoveStatus.MEASURED: 0,
    MoveStatus.TOO_SHORT: 1,
    MoveStatus.PENDING: 2,
    MoveStatus.NO_PRICES: 3,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveFilter:
    """Which moves."""

    event: Annotated[str | None, typer.Option(metavar="ID", help="Of this event.")] = None
    symbol: Annotated[str | None, typer.Option(help="Of this instrument.")] = None
    since: Annotated[
        str | None, typer.Option(metavar="TIME", help="Of events with news since then.")
    ] = None


@app.command("list")
@expanded
def list_moves(
    ctx: typer.Context, which: MoveFilter, output: ListOptions, as_of: AsOf = None
) -> None:
    """List the moves measured for events, the latest event and its largest move first."""
    call = invocation(ctx)
    documents = _documents(call, which, as_of)
    listing = Listing(
        noun="moves",
        documents=documents,
        columns=(
            Column(heading="event", text=lambda item: item["event_id"], style=lambda _: "dim"),
            Column(heading="symbol", text=lambda item: item["symbol"], style=lambda _: "bold"),
            Column(heading="session", text=lambda item: item["session"] or ""),
            Column(heading="window", text=lambda item: "{},{}".format(*item["window"])),
            Column(
                heading="raw", text=lambda item: _percent(item["raw"]), right=True, style=_direction
            ),
            Column(heading="abnormal", text=lambda item: _percent(item["abnormal"]), right=True),
            Column(heading="t", text=lambda item: _number(item["t"], ".1f"), right=True),
            Column(heading="q", text=lambda item: _number(item["q"], ".3f"), right=True),
            Column(heading="status", text=lambda item: item["status"].replace("_", " ")),
        ),
        empty="tapestory prices import FILE adds prices; the next run measures.",
        flat=_flat,
    )
    emit_list(listing, output, call.out)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureOptions:
    """What to measure."""

    symbol: Annotated[str, typer.Option(help="Any symbol with prices.")]
    session: Annotated[str, typer.Option(metavar="DATE", help="Day 0, a session of its exchange.")]
    benchmark: Annotated[
        str | None, typer.Option(metavar="SYMBOL", help="Else the index of the exchange.")
    ] = None
    window: Annotated[
        str, typer.Option(metavar="FROM,TO", help="Sessions around day 0, both included.")
    ] = "0,0"


@app.command("measure", context_settings={"ignore_unknown_options": False})
@expanded
def measure(ctx: typer.Context, what: MeasureOptions, output: DocumentOptions) -> None:
    """Measure how far one symbol moved around a session, event or none."""
    from tapestory.pipeline.measure_step import measure_symbol

    call = invocation(ctx)
    window = _window(what.window)
    day = parse_day(what.session, now=call.clock.now(), zone=call.zone())
    with call.components() as components:
        if what.benchmark is not None:
            with components.store.reading() as session:
                if not session.prices.bars(what.benchmark, start=None, end=None):
                    message = f"no prices of the benchmark {what.benchmark}"
                    raise NoPriceHistoryError(
                        message, hint="tapestory prices status lists what there is."
                    )
        move = measure_symbol(components, what.symbol, day, benchmark=what.benchmark, window=window)
    document = move_json(move)
    if output.format is Format.JSON:
        emit_json({"schema": schema("move"), **document}, call.out)
        return
    emit_fields(
        [
            ("symbol", move.symbol),
            ("exchange", move.mic),
            ("day 0", document["session"] or ""),
            ("window", "{},{}".format(*move.window)),
            ("status", move.status.value.replace("_", " ")),
            ("raw", _percent(move.raw)),
            ("expected", _percent(move.expected)),
            ("abnormal", _percent(move.abnormal)),
            ("t", _number(move.t, ".2f")),
            ("p", _number(move.p, ".4f")),
            ("benchmark", move.benchmark or ""),
            ("model", move.model),
        ],
        call.out,
    )
    if move.status is MoveStatus.NO_PRICES:
        message = f"no prices of {what.symbol} over that window"
        raise NoPriceHistoryError(message, hint="tapestory prices import FILE adds them.")


def _documents(call: Invocation, which: MoveFilter, as_of: str | None) -> list[dict[str, Any]]:
    from tapestory.pipeline.view import find_views, view_event

    moment = call.when(as_of)
    with call.components() as components:
        if which.event is not None:
            with components.store.reading() as session:
                event = event_of(session, which.event)
            views = [view_event(components, event.id, as_of=moment)]
        else:
            views = find_views(components, _query(call, which, as_of))
    return [
        {
            "event_id": view.event.id,
            "title": view.event.title,
            **move_json(move, view.reported_checks),
        }
        for view in views
        for move in sorted(view.moves, key=_telling)
        if which.symbol is None or move.symbol.casefold() == which.symbol.casefold()
    ]


def _telling(move: Move) -> tuple[int, float]:
    """Rank the moves of an event: measured ones by their size, then those that may yet come."""
    value = move.abnormal if move.abnormal is not None else move.raw
    return _ORDER[move.status], -abs(value or 0.0)


def _query(call: Invocation, which: MoveFilter, as_of: str | None) -> EventQuery:
    from tapestory.store import EventQuery

    return EventQuery(since=call.when(which.since), as_of=call.when(as_of), symbol=which.symbol)


def _window(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"\s*\[?\s*([+-]?\d{1,3})\s*,\s*([+-]?\d{1,3})\s*\]?\s*", text)
    if found is None:
        message = f"{text!r} is no window"
        raise UsageError(
            message, hint="Write --window -1,1 for the session before to the one after."
        )
    first, last = int(found[1]), int(found[2])
    if first > last:
        message = f"the window {first},{last} ends before it begins"
        raise UsageError(message, hint=f"Write --window {last},{first}.")
    return first, last


def _flat(move: Any) -> dict[str, Any]:
    return dict(move) | {
        "window": "[{},{}]".format(*move["window"]),
        "reported": move["reported"]["agrees"],
        "confounders": " ".join(move["confounders"]),
    }


def _percent(fraction: float | None) -> str:
    from tapestory.digest.wording import percent

    return "" if fraction is None else percent(fraction, digits=2)


def _number(value: float | None, form: str) -> str:
    return "" if value is None else format(value, f"z{form}").replace("-", _MINUS)


def _direction(move: Any) -> Style:
    return "plain" if not move["raw"] else "up" if move["raw"] > 0 else "down"
