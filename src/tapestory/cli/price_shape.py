"""What is held of prices, and what became of new ones → documents and lines."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from tapestory.cli.terminal import Terminal, plain
from tapestory.model import BarState, BarVerdict
from tapestory.pipeline.trading_days import TradingDays
from tapestory.store import PriceFetch, PriceStatus, Session

if TYPE_CHECKING:  # what fetches loads what reads, links and measures
    from tapestory.pipeline.fetch_report import FetchReport, SymbolFetch

SHOWN = 20
"""Lines of one kind that an import or a fetch prints; `prices status --symbol` has all."""

_LISTED = {
    BarState.QUARANTINED: "quarantined",
    BarState.REFUSED: "refused",
    BarState.ALARM: "alarms",
}

_FEW = 3
"""Bars of a symbol that are named one by one in a list of all symbols."""


def status_documents(
    session: Session, trading: TradingDays, *, now: datetime, as_of: datetime | None = None
) -> list[dict[str, Any]]:
    """Return what is held of each symbol, what is missing, and what is thought of it.

    Args:
        session: Where the prices are.
        trading: The calendars.
        now: The present.
        as_of: Leave out what was known only later: sessions that closed since, verdicts, fetches.
            A close that was had later counts: anybody could have had it.
    """
    moment = as_of or now
    held = {item.symbol: item for item in session.prices.status()}
    sessions = session.prices.sessions()
    provisional = session.prices.provisional()
    if as_of is not None:
        closed = {symbol: trading.last_closed(symbol, as_of) for symbol in held}
        sessions = {
            symbol: {day for day in days if day <= closed[symbol]}
            for symbol, days in sessions.items()
        }
        provisional = [bar for bar in provisional if bar.session <= closed[bar.symbol]]
        held = {
            symbol: _until(item, closed[symbol], sessions.get(symbol, set()))
            for symbol, item in held.items()
            if item.first <= closed[symbol]
        }
    verdicts: dict[str, list[BarVerdict]] = {}
    for verdict in session.price_verdicts.latest(as_of=as_of).values():
        verdicts.setdefault(verdict.symbol, []).append(verdict)
    fetches: dict[str, PriceFetch] = {}
    for fetch in session.price_fetches.all():
        if fetch.asked_at > moment:
            continue
        last = fetches.get(fetch.symbol)
        if last is None or last.asked_at <= fetch.asked_at:
            fetches[fetch.symbol] = fetch
    listed = sorted({*held, *verdicts, *fetches})
    return [
        {
            "symbol": symbol,
            **_extent(held.get(symbol)),
            **_gaps(trading, symbol, sessions.get(symbol, set()), moment),
            "provisional": [bar.session.isoformat() for bar in provisional if bar.symbol == symbol],
            **{
                name: [
                    verdict_json(item) for item in verdicts.get(symbol, ()) if item.state is state
                ]
                for state, name in _LISTED.items()
            },
            "last_fetch": _fetch(fetches.get(symbol)),
        }
        for symbol in listed
    ]


def _until(status: PriceStatus, last: date, held: Collection[date]) -> PriceStatus:
    """Return what was held of a symbol up to a session."""
    if status.last <= last:
        return status
    return replace(status, last=max(held, default=status.first), bars=len(held))


def _extent(status: PriceStatus | None) -> dict[str, Any]:
    if status is None:
        return {"first": None, "last": None, "bars": 0, "providers": []}
    return {
        "first": status.first.isoformat(),
        "last": status.last.isoformat(),
        "bars": status.bars,
        "providers": list(status.providers),
    }


def _gaps(trading: TradingDays, symbol: str, held: set[date], now: datetime) -> dict[str, Any]:
    """Return the sessions without a bar: between the first and the last held, and since."""
    if not held:
        return {"missing": [], "behind": 0}
    first, last = min(held), max(held)
    inside = trading.missing(symbol, held, first, last)
    closed = trading.last_closed(symbol, now)
    behind = trading.missing(symbol, held, last, closed) if closed > last else []
    return {"missing": [day.isoformat() for day in inside], "behind": len(behind)}


def _fetch(fetch: PriceFetch | None) -> dict[str, Any] | None:
    if fetch is None:
        return None
    return {
        "provider": fetch.provider,
        "asked_at": fetch.asked_at.isoformat().replace("+00:00", "Z"),
        "first": fetch.first.isoformat(),
        "last": fetch.last.isoformat(),
        "error": fetch.error,
    }


def verdict_json(verdict: BarVerdict) -> dict[str, Any]:
    """Return the document of what is thought of a bar."""
    return {
        "symbol": verdict.symbol,
        "session": verdict.session.isoformat(),
        "provider": verdict.provider,
        "reason": verdict.reason,
    }


def status_notes(document: Mapping[str, Any], *, in_full: bool) -> Iterable[str]:
    """Yield a line for each thing that is wrong with a symbol.

    Args:
        document: Of the symbol.
        in_full: Whether each bar gets its line, however many are refused for one reason; else more
            than three of a kind are counted, with the last of them.
    """
    symbol = document["symbol"]
    missing = document["missing"]
    if missing:
        shown = ", ".join(missing[:5])
        more = f" and {len(missing) - 5} more" if len(missing) > 5 else ""
        yield f"missing      {symbol}: {shown}{more}"
    for session in document["provisional"]:
        yield f"provisional  {symbol} {session}: seen before the close, not used"
    for kind, label in (
        ("quarantined", "quarantined"),
        ("refused", "refused    "),
        ("alarms", "alarm      "),
    ):
        found = document[kind]
        if in_full or len(found) <= _FEW:
            for item in found:
                where = f"{symbol} {item['session']} ({item['provider']})"
                yield f"{label}  {where}: {item['reason']}"
        else:
            last = f"{found[-1]['session']} ({found[-1]['provider']}): {found[-1]['reason']}"
            yield f"{label}  {symbol}: {len(found)} bars, the last {last}; --symbol names each"
    fetch = document["last_fetch"]
    if fetch and fetch["error"]:
        yield f"not fetched  {symbol} from {fetch['provider']}: {fetch['error']}"


def fetch_document(report: FetchReport) -> dict[str, Any]:
    """Return the document of a fetch, but for its schema."""
    until = report.paused_until
    return {
        "provider": report.provider,
        "symbols": [_symbol_json(item) for item in report.symbols],
        "new": sum(item.new for item in report.symbols),
        "revised": sum(item.revised for item in report.symbols),
        "failed": len(report.incomplete),
        "refused": [verdict_json(item) for item in report.refused],
        "quarantined": [verdict_json(item) for item in report.quarantined],
        "cleared": [verdict_json(item) for item in report.cleared],
        "alarms": [verdict_json(item) for item in report.alarms],
        "provisional": report.provisional,
        "notes": list(report.notes),
        "paused_until": None if until is None else until.isoformat().replace("+00:00", "Z"),
    }


def _symbol_json(item: SymbolFetch) -> dict[str, Any]:
    return {
        "symbol": item.symbol,
        "status": item.outcome.value,
        "first": item.first.isoformat(),
        "last": item.last.isoformat(),
        "new": item.new,
        "revised": item.revised,
        "error": item.error,
    }


def tell(label: str, lines: Iterable[object], err: Terminal) -> None:
    """Print what is wrong with bars, the first of many."""
    told = list(lines)
    for line in told[:SHOWN]:
        err.line(plain(f"{label} {line}"))
    if len(told) > SHOWN:
        err.line(f"… and {len(told) - SHOWN:,} more: tapestory prices status --symbol lists all")
