"""The bars of many symbols around given sessions, read at once, with what is held back of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from tapestory.model import BarState, DailyBar
from tapestory.store.bar_values import bar_of
from tapestory.store.chunks import chunked
from tapestory.store.market_tables import price_bars, price_revisions, price_verdicts

Span = tuple[date, date]
"""First and last session, both included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBars:
    """What is held of one symbol."""

    by_provider: Mapping[str, Mapping[date, DailyBar]] = field(default_factory=dict)
    """Bars that may be used."""
    back: Mapping[date, str] = field(default_factory=dict)
    """Sessions of which a bar is there that may not be used, and why."""


def held_bars(
    connection: Connection, spans: Mapping[str, Span], *, as_of: datetime | None = None
) -> dict[str, HeldBars]:
    """Return the bars of symbols over a span of sessions each, in one question a table.

    Args:
        connection: Where to ask.
        spans: Which sessions are wanted of which symbol.
        as_of: As `PriceRows.bars` has it: a value that was replaced since counts as it stood
            then, one that was first stored later as it was first stored.

    Returns:
        Symbol → its bars; symbols of which nothing is held are left out.
    """
    versions: dict[str, list[tuple[DailyBar, datetime]]] = {}
    tables = (price_bars,) if as_of is None else (price_revisions, price_bars)
    for table in tables:
        for row in _rows(connection, table, spans):
            versions.setdefault(row.symbol, []).append((bar_of(row), row.stored_at))
    held_back = _quarantined(connection, spans, as_of)
    return {
        symbol: _usable(list(_chosen(found, as_of)), held_back.get(symbol, {}))
        for symbol, found in versions.items()
    }


def _rows(connection: Connection, table: Any, spans: Mapping[str, Span]) -> Iterator[Any]:
    first = min((span[0] for span in spans.values()), default=date.max)
    last = max((span[1] for span in spans.values()), default=date.min)
    for chunk in chunked(spans):
        query = select(table).where(table.c.symbol.in_(chunk), table.c.session.between(first, last))
        for row in connection.execute(query):
            begin, end = spans[row.symbol]
            if begin <= row.session <= end:
                yield row


def _chosen(
    versions: Collection[tuple[DailyBar, datetime]], as_of: datetime | None
) -> Iterator[DailyBar]:
    """Yield one version of each bar: the only one, or that which counted at a time."""
    by_bar: dict[tuple[date, str], list[tuple[DailyBar, datetime]]] = {}
    for bar, stored_at in sorted(versions, key=lambda item: item[1]):
        by_bar.setdefault((bar.session, bar.provider), []).append((bar, stored_at))
    for held in by_bar.values():
        then = [bar for bar, stored_at in held if as_of is None or stored_at <= as_of]
        final = [bar for bar, _ in held if not bar.provisional]
        yield then[-1] if then else (final or [held[0][0]])[0]


def _quarantined(
    connection: Connection, spans: Mapping[str, Span], as_of: datetime | None
) -> dict[str, dict[tuple[date, str], str]]:
    latest: dict[str, dict[tuple[date, str], tuple[str, str]]] = {}
    rows = sorted(
        _rows(connection, price_verdicts, spans), key=lambda row: (row.known_at, row.number)
    )
    for row in rows:
        if as_of is None or row.known_at <= as_of:
            of_symbol = latest.setdefault(row.symbol, {})
            of_symbol[row.session, row.provider] = (row.state, row.reason)
    return {
        symbol: {
            key: reason
            for key, (state, reason) in judged.items()
            if state == BarState.QUARANTINED.value
        }
        for symbol, judged in latest.items()
    }


def _usable(bars: Collection[DailyBar], quarantined: Mapping[tuple[date, str], str]) -> HeldBars:
    usable: dict[str, dict[date, DailyBar]] = {}
    back: dict[date, str] = {}
    for bar in bars:
        reason = quarantined.get((bar.session, bar.provider))
        if reason is not None:
            back[bar.session] = reason
        elif bar.provisional:
            back.setdefault(bar.session, "it was seen before the exchange closed")
        else:
            usable.setdefault(bar.provider, {})[bar.session] = bar
    for of_provider in usable.values():
        for session in of_provider:
            back.pop(session, None)
    return HeldBars(by_provider=usable, back=back)
