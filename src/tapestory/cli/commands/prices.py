"""Daily bars: import, fetch, status, accept."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tapestory.cli.invocation import Invocation, invocation
from tapestory.cli.lookup import named
from tapestory.cli.options import DocumentOptions, Format, ListOptions, expanded
from tapestory.cli.output import Column, Listing, emit_json, emit_list, schema
from tapestory.cli.terminal import plain
from tapestory.cli.tree import group
from tapestory.errors import LockedError, PartlyDoneError

if TYPE_CHECKING:
    from tapestory.pipeline.components import Components
    from tapestory.pipeline.fetch_report import FetchReport

app = group("prices")

_SYMBOL = typer.Option("--symbol", metavar="SYMBOL", help="Only this one; may be given again.")


@app.command("import")
@expanded
def import_(
    ctx: typer.Context,
    path: Annotated[
        Path,
        typer.Argument(
            metavar="FILE|DIR",
            help="symbol,date,open,high,low,close,adj_close,volume; or a folder, a file a symbol.",
        ),
    ],
    provider: Annotated[
        str,
        typer.Option(metavar="NAME", help="Whose bars they are; two providers confirm each other."),
    ] = "import",
    *,
    output: DocumentOptions,
) -> None:
    """Take daily bars from a file (.csv, .csv.gz, .parquet) or a folder. Safe to repeat.

    Rows that cannot be are refused and listed; the others are kept. Those that nobody should
    believe unconfirmed are quarantined and listed: kept, not used. A corrected bar replaces the
    former, which is kept beside it. Moves that rest on what is new are measured, unless a run is
    under way, which will.
    """
    from tapestory.cli.price_shape import tell, verdict_json
    from tapestory.digest.wording import count
    from tapestory.moves.providers.csv_file import read_bars
    from tapestory.pipeline.price_step import keep_bars

    call = invocation(ctx)
    file = read_bars(path, today=call.clock.now().date(), provider=provider)
    with call.components(create=True) as components:
        kept = keep_bars(components, file.bars, refused=file.refused)
        moves = _measured(call, components)
    impossible = [*map(str, file.refused), *(str(item) for item in kept.refused)]
    symbols = len({bar.symbol for bar in file.bars})
    if output.format is Format.JSON:
        document = {
            "schema": schema("prices_import"),
            "symbols": symbols,
            "new": kept.changes.new,
            "revised": kept.changes.revised,
            "unchanged": kept.changes.unchanged,
            "refused": impossible,
            "quarantined": [verdict_json(item) for item in kept.quarantined],
            "cleared": [verdict_json(item) for item in kept.cleared],
            "alarms": [verdict_json(item) for item in kept.alarms],
            "provisional": len(kept.provisional),
            "moves_measured": moves,
        }
        emit_json(document, call.out)
    else:
        call.out.line(
            f"prices  {count(symbols, 'symbol')}: {count(kept.changes.new, 'bar')} new,"
            f" {kept.changes.revised:,} revised, {kept.changes.unchanged:,} unchanged"
        )
        _tell_states(
            call, held=len(kept.quarantined), early=len(kept.provisional), free=len(kept.cleared)
        )
        if moves:
            call.out.line(f"moves   {moves:,} measured")
    tell("quarantined", kept.quarantined, call.err)
    tell("alarm", kept.alarms, call.err)
    tell("refused", impossible, call.err)
    if impossible:
        message = f"{path}: {count(len(impossible), 'bar')} refused"
        raise PartlyDoneError(
            message, hint="The others are kept. Correct the file and import it again."
        )


def _measured(call: Invocation, components: Components) -> int:
    """Measure the events that wait for prices; return how many moves were."""
    from tapestory.pipeline.measure_step import measure_events

    try:
        with call.run_lock():
            return measure_events(components)
    except LockedError:  # who holds it measures
        return 0


def _tell_states(call: Invocation, *, held: int, early: int, free: int) -> None:
    from tapestory.digest.wording import count

    if held:
        call.out.line(
            f"        {count(held, 'bar')} quarantined: kept, not used;"
            " tapestory prices accept SYMBOL DATE releases one"
        )
    if free:
        call.out.line(f"        {count(free, 'bar')} released: something confirms them now")
    if early:
        call.out.line(f"        {count(early, 'bar')} provisional: from before the close, not used")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fetched:
    """What to fetch, and from whom."""

    symbol: Annotated[list[str] | None, _SYMBOL] = None
    provider: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Ask this one: yahoo, tiingo, fmp, stooq, file or command."
        ),
    ] = None
    since: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="Nothing before it: 90d, 2026-01-01."),
    ] = None


@app.command("fetch")
@expanded
def fetch(ctx: typer.Context, wanted: _Fetched, output: DocumentOptions) -> None:
    """Ask a price provider for what events need and is missing. Safe to repeat and to kill.

    Needed are the instruments that events link to, the members of their sectors and the
    benchmarks, from the first session of the estimation window to the last that is pending. What
    fails is told and leaves exit code 3; the rest is kept, and the next call goes on from there.
    """
    from tapestory.cli.price_shape import fetch_document, tell
    from tapestory.cli.times import parse_day
    from tapestory.pipeline.price_fetch import FetchRequest, fetch_prices, sources_of

    call = invocation(ctx)
    since = wanted.since and parse_day(wanted.since, now=call.clock.now(), zone=call.zone())
    with call.components(create=True) as components:
        source, second = sources_of(components, wanted.provider)
        request = FetchRequest(symbols=tuple(wanted.symbol or ()), since=since or None)
        report = fetch_prices(components, request, source=source, second=second)
    if output.format is Format.JSON:
        emit_json({"schema": schema("prices_fetch"), **fetch_document(report)}, call.out)
    else:
        _tell_fetch(call, report)
    tell("quarantined", report.quarantined, call.err)
    tell("alarm", report.alarms, call.err)
    tell("refused", report.refused, call.err)
    for note in report.notes:
        call.err.line(plain(note))
    _fail_if_incomplete(call, report)


def _tell_fetch(call: Invocation, report: FetchReport) -> None:
    from tapestory.digest.wording import count

    if not report.symbols:
        call.out.line("No event needs prices. --symbol SYMBOL fetches those of one all the same.")
        return
    new = sum(item.new for item in report.symbols)
    revised = sum(item.revised for item in report.symbols)
    call.out.line(
        f"prices  {count(len(report.symbols), 'symbol')} needed, from {report.provider}:"
        f" {count(new, 'bar')} new, {revised:,} revised"
    )
    _tell_states(
        call,
        held=len(report.quarantined),
        early=report.provisional,
        free=len(report.cleared),
    )


def _fail_if_incomplete(call: Invocation, report: FetchReport) -> None:
    """Say what is missing by its cause; many symbols often fail for one.

    Raises:
        PartlyDoneError: A symbol failed or was not asked for, or a bar was refused.
    """
    from tapestory.digest.wording import count

    by_cause: dict[str, list[str]] = {}
    for item in report.incomplete:
        by_cause.setdefault(item.error, []).append(item.symbol)
    for cause, symbols in by_cause.items():
        more = f" and {len(symbols) - 5} more" if len(symbols) > 5 else ""
        call.err.line(plain(f"not fetched {', '.join(symbols[:5])}{more}: {cause}"))
    if report.incomplete:
        message = f"{count(len(report.incomplete), 'symbol')} could not be fetched"
        raise PartlyDoneError(message, hint="The others are kept; the next fetch goes on.")
    if report.refused:
        message = f"{count(len(report.refused), 'bar')} refused"
        raise PartlyDoneError(message, hint="The others are kept: tapestory prices status.")


@app.command("status")
@expanded
def status(
    ctx: typer.Context,
    symbol: Annotated[list[str] | None, _SYMBOL] = None,
    *,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", metavar="TIME", help="Of sessions closed by then, whenever they were had."
        ),
    ] = None,
    output: ListOptions,
) -> None:
    """List what is held of each symbol, what is missing, and what is not believed.

    Missing are sessions of the exchange between the first and the last bar; behind counts those
    that have closed since. Quarantined and provisional bars are kept and not used.
    """
    from tapestory import bootstrap
    from tapestory.cli.price_shape import status_documents, status_notes
    from tapestory.pipeline.trading_days import TradingDays

    call = invocation(ctx)
    now, moment = call.clock.now(), call.when(as_of)
    calendars = bootstrap.exchange_sessions(call.paths, call.config(), call.clock)
    trading = TradingDays(call.universe(), calendars)
    with call.store() as store, store.reading() as session:
        documents = status_documents(session, trading, now=now, as_of=moment)
        pauses = session.price_fetches.pauses(now) if moment is None else []
    if symbol:
        held = {document["symbol"]: document for document in documents}
        documents = [held[name] for name in _held_among(call, held, symbol)]
    listing = Listing(
        noun="prices",
        documents=documents,
        columns=(
            Column(heading="symbol", text=lambda item: item["symbol"], style=lambda _: "bold"),
            Column(heading="first", text=lambda item: item["first"] or ""),
            Column(heading="last", text=lambda item: item["last"] or ""),
            Column(heading="bars", text=lambda item: f"{item['bars']:,}", right=True),
            _count_of("missing", spare=False),
            Column(heading="behind", text=lambda item: str(item["behind"] or ""), right=True),
            _count_of("quarantined", spare=True),
            _count_of("provisional", spare=True),
            Column(heading="provider", text=lambda item: ", ".join(item["providers"]), spare=True),
            Column(heading="fetched", text=_fetched_at, spare=True),
        ),
        empty="tapestory prices import FILE adds some.",
        flat=_flat,
    )
    emit_list(listing, output, call.out)
    if output.format is Format.TABLE:
        for document in documents:
            for note in status_notes(document, in_full=bool(symbol)):
                call.err.line(plain(note))
        for pause in pauses:
            until = f"{pause.until:%Y-%m-%d %H:%M} UTC"
            call.err.line(plain(f"{pause.provider} is left alone until {until}: {pause.reason}"))


def _held_among(call: Invocation, held: Collection[str], asked: Sequence[str]) -> list[str]:
    """Return which of the symbols asked about anything is held of.

    Raises:
        NotFoundError: One is neither held nor of the universe; names the nearest.
    """
    instruments = call.universe().instruments
    known = {name: name for name in (*held, *instruments)}
    found = [named(known, name, "ticker") for name in asked]
    return [name for name in dict.fromkeys(found) if name in held]


def _count_of(name: str, *, spare: bool) -> Column:
    return Column(
        heading=name, text=lambda item: str(len(item[name]) or ""), right=True, spare=spare
    )


def _fetched_at(item: Any) -> str:
    fetch = item["last_fetch"]
    return "" if fetch is None else fetch["asked_at"][:16].replace("T", " ")


def _flat(item: Any) -> dict[str, Any]:
    """Return the CSV row of a symbol: counts in place of lists."""
    counted = ("missing", "provisional", "quarantined", "refused", "alarms")
    return {
        **{name: item[name] for name in ("symbol", "first", "last", "bars", "behind")},
        **{name: len(item[name]) for name in counted},
        "providers": "|".join(item["providers"]),
        "fetched": (item["last_fetch"] or {}).get("asked_at", ""),
        "error": (item["last_fetch"] or {}).get("error", ""),
    }


@app.command("accept")
@expanded
def accept(
    ctx: typer.Context,
    symbol: Annotated[str, typer.Argument(metavar="SYMBOL", help="Whose bar.")],
    day: Annotated[str, typer.Argument(metavar="DATE", help="The session: 2026-07-01.")],
    provider: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only what this one says.")
    ] = None,
    *,
    output: DocumentOptions,
) -> None:
    """Say that a quarantined bar is right: it is used from now on."""
    from tapestory.cli.price_shape import verdict_json
    from tapestory.cli.times import parse_day
    from tapestory.pipeline.price_step import accept_bar

    call = invocation(ctx)
    session_date = parse_day(day, now=call.clock.now(), zone=call.zone())
    with call.components() as components:
        released = accept_bar(components, symbol, session_date, provider=provider)
    if output.format is Format.JSON:
        accepted = [verdict_json(item) for item in released]
        emit_json({"schema": schema("prices_accept"), "accepted": accepted}, call.out)
        return
    for item in released:
        call.out.line(plain(f"{item}; the next run measures with it"))
