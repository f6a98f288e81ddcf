"""Measured moves: list, measure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tapestory.cli import completing
from tapestory.cli.enough import enough
from tapestory.cli.invocation import Invocation, invocation
from tapestory.cli.lookup import event_of, instrument_named
from tapestory.cli.move_questions import BadRow, read_questions, window_of
from tapestory.cli.move_shape import flat_move, move_json
from tapestory.cli.options import AsOf, Format, ListOptions, expanded
from tapestory.cli.output import (
    Column,
    Document,
    Listing,
    emit_fields,
    emit_json,
    emit_list,
    limit_of,
    schema,
)
from tapestory.cli.terminal import Style, plain
from tapestory.cli.times import parse_day
from tapestory.cli.tree import group
from tapestory.errors import NoPriceHistoryError, PartlyDoneError, UsageError
from tapestory.model import MOVED_AT, EventId, EventView, Move, MoveStatus

if TYPE_CHECKING:  # the store is imported when a command runs
    from tapestory.moves.history import EstimationSettings
    from tapestory.store import EventQuery

app = group("moves")

_MINUS = "\N{MINUS SIGN}"
_EACH = 4
"""Moves that most events have, or more."""
_ROUNDING = 1e-9
"""A move of exactly so much counts, whatever its last binary digit."""
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
    symbol: Annotated[
        str | None, typer.Option(help="Of this instrument.", autocompletion=completing.symbols)
    ] = None
    since: Annotated[
        str | None, typer.Option(metavar="TIME", help="Of events with news since then.")
    ] = None
    window: Annotated[
        str | None, typer.Option(metavar="FROM,TO", help="Over these sessions around day 0.")
    ] = None
    min_move: Annotated[
        float | None,
        typer.Option(
            min=0.0,
            metavar="PCT",
            help="By so much up or down, beyond the market where that is known.",
        ),
    ] = None
    moved: Annotated[
        bool, typer.Option("--moved", help=f"That chance does not explain: q at most {MOVED_AT}.")
    ] = False

    def takes(self, move: Move) -> bool:
        """Tell whether a move is asked for."""
        size = move.abnormal if move.abnormal is not None else move.raw
        least = None if self.min_move is None else self.min_move / 100.0 - _ROUNDING
        return (
            (self.symbol is None or move.symbol.casefold() == self.symbol.casefold())
            and (self.window is None or move.window == window_of(self.window))
            and (least is None or (size is not None and abs(size) >= least))
            and (not self.moved or (move.q is not None and move.q <= MOVED_AT))
        )


@app.command("list")
@expanded
def list_moves(
    ctx: typer.Context, which: MoveFilter, output: ListOptions, as_of: AsOf = None
) -> None:
    """List the moves measured for events, the latest event and its largest move first."""
    call = invocation(ctx)
    documents = _documents(call, which, as_of, limit_of(output, call.out))
    listing = Listing(
        noun="moves",
        documents=documents,
        columns=(
            Column(heading="event", text=lambda item: item["event_id"], style=lambda _: "dim"),
            *_MOVE_COLUMNS,
            Column(
                heading="q", text=lambda item: _number(item["q"], ".3f"), right=True, spare=True
            ),
            _RANK,
            _STATUS,
        ),
        empty="tapestory prices import FILE adds prices; the next run measures.",
        flat=flat_move,
    )
    emit_list(listing, output, call.out)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureOptions:
    """What to measure."""

    symbol: Annotated[
        str | None, typer.Option(help="Any symbol with prices.", autocompletion=completing.symbols)
    ] = None
    session: Annotated[
        str | None, typer.Option(metavar="DATE", help="Day 0, a session of its exchange.")
    ] = None
    benchmark: Annotated[
        str | None, typer.Option(metavar="SYMBOL", help="Else the index of the exchange.")
    ] = None
    window: Annotated[
        str, typer.Option(metavar="FROM,TO", help="Sessions around day 0, both included.")
    ] = "0,0"
    file: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="FILE.csv",
            help="Many at once: symbol,session[,benchmark][,window]; - reads standard input.",
        ),
    ] = None
    estimation: Annotated[
        int,
        typer.Option(
            min=60, max=270, metavar="N", help="Sessions that the market model learns from."
        ),
    ] = 250
    gap: Annotated[
        int,
        typer.Option(
            min=1,
            max=30,
            metavar="N",
            help="The last of them is so many before day 0; a window from before -1 moves it back.",
        ),
    ] = 11
    trim: Annotated[
        bool,
        typer.Option(
            "--trim/--no-trim", help="Days of other news and outliers do not bend its line."
        ),
    ] = True
    as_of: AsOf = None

    def settings(self) -> EstimationSettings:
        """Return which sessions the market model learns from."""
        from tapestory.moves.history import DEFAULT_SETTINGS

        window = replace(DEFAULT_SETTINGS, sessions=self.estimation, ends_before=self.gap)
        if self.trim:
            return window
        return replace(window, trim_mads=None, least_kept=self.estimation)


@app.command("measure", context_settings={"ignore_unknown_options": False})
@expanded
def measure(ctx: typer.Context, what: MeasureOptions, output: ListOptions) -> None:
    """Measure how far one symbol moved around a session, or many of them: event or none."""
    call = invocation(ctx)
    if what.file is not None:
        if what.symbol is not None or what.session is not None:
            message = "--from and --symbol or --session say two things"
            raise UsageError(message, hint="Leave out --symbol and --session: the file has them.")
        _measure_file(call, what.file, what, output)
    elif not (what.symbol or "").strip() or what.session is None:
        message = "nothing to measure"
        raise UsageError(message, hint="Give --symbol and --session, or --from FILE.csv.")
    else:
        _measure_one(call, (what.symbol or "").strip(), what.session, what, output)


def _measure_one(
    call: Invocation, symbol: str, day0: str, what: MeasureOptions, output: ListOptions
) -> None:
    from tapestory.pipeline.comparison import Asked
    from tapestory.pipeline.confounding import confounded
    from tapestory.pipeline.held_back import held_back
    from tapestory.pipeline.measure_one import measure_symbol

    window = window_of(what.window)
    day = parse_day(day0, now=call.clock.now(), zone=call.zone())
    moment = call.when(what.as_of)
    with call.components() as components:
        if what.benchmark is not None:
            with components.store.reading() as session:
                if not session.prices.bars(what.benchmark, start=None, end=None):
                    message = f"no prices of the benchmark {what.benchmark}"
                    raise NoPriceHistoryError(
                        message, hint="tapestory prices status lists what there is."
                    )
        if symbol not in components.universe.instruments:
            # In small letters, as one types; what the universe does not know stays as it is.
            known = {name.casefold(): name for name in components.universe.instruments}
            symbol = known.get(symbol.casefold(), symbol)
        asked = Asked(symbol=symbol, session=day, benchmark=what.benchmark, window=window)
        move = measure_symbol(components, asked, settings=what.settings(), as_of=moment)
        with components.store.reading() as session:
            (move,) = confounded(components, session, [move], as_of=moment)
            kept_back = held_back(session, [move], as_of=moment).get(symbol)
    document = move_json(move)
    if output.format is Format.JSON:
        emit_json({"schema": schema("move"), **document}, call.out)
        return
    if output.format is not Format.TABLE:
        emit_list(_measured([document]), output, call.out)
        return
    emit_fields(
        [
            ("symbol", move.symbol),
            ("exchange", move.mic),
            ("day 0", document["session"] or ""),
            ("window", "{},{}".format(*move.window)),
            ("status", move.status.value.replace("_", " ")),
            ("raw", _percent(move.raw)),
            ("market", _percent(move.market)),
            ("expected", _percent(move.expected)),
            ("abnormal", _percent(move.abnormal)),
            ("alpha 0", _percent(move.abnormal_alpha0)),
            ("t", _number(move.t, ".2f")),
            ("p", _number(move.p, ".4f")),
            ("benchmark", move.benchmark or ""),
            ("model", move.model),
            ("day rank", _rank_told(move)),
            ("besides", ", ".join(dict.fromkeys(item.name for item in move.confounders))),
        ],
        call.out,
    )
    if move.status is MoveStatus.NO_PRICES and kept_back is not None:
        message = f"a price of {symbol} is held back, {kept_back}"
        raise NoPriceHistoryError(
            message, hint=f"tapestory prices accept {symbol} DATE releases what is right."
        )
    if move.status is MoveStatus.NO_PRICES:
        message = f"no prices of {symbol} over that window"
        raise NoPriceHistoryError(message, hint="tapestory prices import FILE adds them.")


def _measure_file(call: Invocation, file: str, what: MeasureOptions, output: ListOptions) -> None:
    from tapestory.digest.wording import count
    from tapestory.pipeline.confounding import confounded
    from tapestory.pipeline.measure_many import Refused, measure_asked

    moment = call.when(what.as_of)
    questions = read_questions(file, window=window_of(what.window), benchmark=what.benchmark)
    with call.components() as components:
        answers = measure_asked(components, questions.asked, settings=what.settings(), as_of=moment)
        found = [answer for answer in answers if not isinstance(answer, Refused)]
        with components.store.reading() as session:
            told = confounded(components, session, found, as_of=moment)
            moves = [move_json(move) for move in told]
    emit_list(_measured(moves), output, call.out)
    bad = [*questions.bad] + [
        BadRow(line=line, what=answer.reason, hint=answer.hint)
        for line, answer in zip(questions.lines, answers, strict=True)
        if isinstance(answer, Refused)
    ]
    for row in sorted(bad, key=lambda row: row.line):
        call.err.line(plain(f"{questions.name}:{row}"))
    if bad:
        message = f"{count(len(bad), 'row')} of {len(bad) + len(moves):,} left out"
        raise PartlyDoneError(message, hint="The others are measured. Correct those and ask again.")


def _measured(documents: list[dict[str, Any]]) -> Listing:
    return Listing(
        noun="moves",
        documents=documents,
        columns=(
            *_MOVE_COLUMNS,
            Column(heading="p", text=lambda item: _number(item["p"], ".4f"), right=True),
            _RANK,
            _STATUS,
        ),
        empty="The file asks for nothing.",
        flat=flat_move,
    )


def _documents(
    call: Invocation, which: MoveFilter, as_of: str | None, limit: int
) -> Sequence[Document]:
    from tapestory.pipeline.view import view_event, view_events

    moment = call.when(as_of)
    if which.symbol is not None:
        which = replace(which, symbol=instrument_named(call.universe(), which.symbol).symbol)
    with call.components() as components:
        if which.event is not None:
            with components.store.reading() as session:
                event = event_of(session, which.event, as_of=moment)
            return _told([view_event(components, event.id, as_of=moment)], which)
        query = _query(call, which, as_of)

        def latest(many: int) -> list[EventId]:
            with components.store.reading() as session:
                found = session.events.find(replace(query, limit=many))
            return [summary.event.id for summary in found]

        def tell(events: Sequence[EventId]) -> list[Document]:
            return _told(view_events(components, events, as_of=query.as_of), which)

        return enough(limit, latest, tell, each=_EACH)


def _told(views: Sequence[EventView], which: MoveFilter) -> list[Document]:
    return [
        {
            "event_id": view.event.id,
            "title": view.event.title,
            **move_json(move, view.reported_checks),
        }
        for view in views
        for move in sorted(view.moves, key=_telling)
        if which.takes(move)
    ]


def _telling(move: Move) -> tuple[int, float]:
    """Rank the moves of an event: measured ones by their size, then those that may yet come."""
    value = move.abnormal if move.abnormal is not None else move.raw
    return _ORDER[move.status], -abs(value or 0.0)


def _query(call: Invocation, which: MoveFilter, as_of: str | None) -> EventQuery:
    from tapestory.store import EventQuery

    return EventQuery(since=call.when(which.since), as_of=call.when(as_of), symbol=which.symbol)


def _percent(fraction: float | None) -> str:
    from tapestory.digest.wording import percent

    return "" if fraction is None else percent(fraction, digits=2)


def _number(value: float | None, form: str) -> str:
    return "" if value is None else format(value, f"z{form}").replace("-", _MINUS)


def _direction(move: Any) -> Style:
    return "plain" if not move["raw"] else "up" if move["raw"] > 0 else "down"


def _rank_told(move: Move) -> str:
    if move.rank is None:
        return ""
    farther = math.floor(move.rank.percentile)
    return f"{move.rank.as_far} of {move.rank.names} names as far: farther than {farther} %"


def _percentile(move: Any) -> str:
    return "" if move["rank"] is None else f"{math.floor(move['rank']['percentile'])} %"


def _status(move: Any) -> str:
    return "" if move["status"] == "measured" else str(move["status"]).replace("_", " ")


_MOVE_COLUMNS = (
    Column(heading="symbol", text=lambda item: item["symbol"], style=lambda _: "bold"),
    Column(heading="session", text=lambda item: item["session"] or ""),
    Column(heading="window", text=lambda item: "{},{}".format(*item["window"])),
    Column(heading="raw", text=lambda item: _percent(item["raw"]), right=True, style=_direction),
    Column(heading="abnormal", text=lambda item: _percent(item["abnormal"]), right=True),
    Column(heading="t", text=lambda item: _number(item["t"], ".1f"), right=True),
)
_RANK = Column(heading="rank", text=_percentile, right=True, spare=True, least=4)
_STATUS = Column(heading="status", text=_status)
