"""Daily bars: the latest value of each session, and every value that it replaced."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, exists, func, insert, or_, select, update

from tapestory.clock import Clock
from tapestory.model import DailyBar, MoveStatus
from tapestory.store.chunks import chunked
from tapestory.store.market_tables import moves, price_bars, price_revisions
from tapestory.store.sqlite import upsert
from tapestory.store.tables import events
from tapestory.store.types import AnyRow, AnySelect

_MEASURES = ("open", "high", "low", "adj_close", "volume")
_KEEP = upsert(price_bars, key=["symbol", "session"])


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceChanges:
    """What an import of bars changed."""

    new: int
    revised: int
    """Sessions that had another value before; it is kept as a revision."""
    unchanged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceStatus:
    """Which bars of a symbol are stored."""

    symbol: str
    first: date
    last: date
    bars: int


def _bar_of(row: AnyRow) -> DailyBar:
    return DailyBar(
        symbol=row.symbol,
        session=row.session,
        close=row.close,
        open=row.open,
        high=row.high,
        low=row.low,
        adj_close=row.adj_close,
        volume=row.volume,
        provider=row.provider,
    )


def _values(bar: DailyBar) -> dict[str, Any]:
    return {
        "symbol": bar.symbol,
        "session": bar.session,
        "close": bar.close,
        "open": bar.open,
        "high": bar.high,
        "low": bar.low,
        "adj_close": bar.adj_close,
        "volume": bar.volume,
        "provider": bar.provider,
    }


def _revised(held: DailyBar, given: DailyBar) -> DailyBar | None:
    """Return the bar to hold from now on; None when the given one says nothing new.

    A source that leaves a measure out does not take it away, as long as it agrees on the close.
    """
    if given.close == held.close:
        known = {name: getattr(held, name) for name in _MEASURES if getattr(given, name) is None}
        given = replace(given, **known)
    return None if replace(given, provider=held.provider) == held else given


class PriceRows:
    """The bars."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    def save(self, bars: Iterable[DailyBar]) -> PriceChanges:
        """Keep bars; the latest value of a session counts, the one it replaces is kept beside.

        Moves that rest on a corrected bar, and moves that waited for prices, become due.
        """
        changes = PriceChanges(new=0, revised=0, unchanged=0)
        for chunk in chunked(bars):
            part = self._save(chunk)
            changes = PriceChanges(
                new=changes.new + part.new,
                revised=changes.revised + part.revised,
                unchanged=changes.unchanged + part.unchanged,
            )
        return changes

    def _save(self, bars: list[DailyBar]) -> PriceChanges:
        now = self._clock.now()
        held = self._held(bars)
        added: dict[tuple[str, date], DailyBar] = {}
        revisions: list[dict[str, Any]] = []
        changed: dict[tuple[str, date], DailyBar] = {}
        unchanged = 0
        for bar in bars:
            key = (bar.symbol, bar.session)
            if key in added:
                # Twice in one import: the later line counts, and nobody ever saw the earlier.
                added[key] = bar
                unchanged += 1
                continue
            if key not in held:
                added[key] = bar
                continue
            former, stored_at = held[key]
            revised = _revised(former, bar)
            if revised is None:
                unchanged += 1
                continue
            revisions.append(_values(former) | {"stored_at": stored_at, "superseded_at": now})
            changed[key] = revised
            held[key] = (revised, now)
        if revisions:
            self._connection.execute(insert(price_revisions), revisions)
        fresh = [_values(bar) | {"stored_at": now} for bar in (*added.values(), *changed.values())]
        if fresh:
            self._connection.execute(_KEEP, fresh)
        self._remeasure(
            corrected={symbol for symbol, _ in changed}, extended={symbol for symbol, _ in added}
        )
        return PriceChanges(new=len(added), revised=len(revisions), unchanged=unchanged)

    def _held(self, bars: list[DailyBar]) -> dict[tuple[str, date], tuple[DailyBar, datetime]]:
        if not bars:
            return {}
        sessions = [bar.session for bar in bars]
        query = select(price_bars).where(
            price_bars.c.symbol.in_({bar.symbol for bar in bars}),
            price_bars.c.session.between(min(sessions), max(sessions)),
        )
        return {
            (row.symbol, row.session): (_bar_of(row), row.stored_at)
            for row in self._connection.execute(query)
        }

    def _remeasure(self, *, corrected: Collection[str], extended: Collection[str]) -> None:
        symbols = {*corrected, *extended}
        if not symbols:
            return
        rests_on = moves.c.symbol.in_(corrected) | moves.c.benchmark.in_(corrected)
        concerned = moves.c.symbol.in_(symbols) | moves.c.benchmark.in_(symbols)
        waited = concerned & (moves.c.status != MoveStatus.MEASURED.value)
        due = exists().where(moves.c.event_id == events.c.id, or_(rests_on, waited))
        self._connection.execute(update(events).where(due).values(measured=False))

    def bars(
        self, symbol: str, *, start: date | None = None, end: date | None = None
    ) -> list[DailyBar]:
        """Return the latest value of each session with start <= session <= end, oldest first."""
        query: AnySelect = (
            select(price_bars).where(price_bars.c.symbol == symbol).order_by(price_bars.c.session)
        )
        if start is not None:
            query = query.where(price_bars.c.session >= start)
        if end is not None:
            query = query.where(price_bars.c.session <= end)
        return [_bar_of(row) for row in self._connection.execute(query)]

    def revisions(self, symbol: str) -> list[tuple[DailyBar, datetime]]:
        """Return the values that were replaced and when that was, oldest session first."""
        query = (
            select(price_revisions)
            .where(price_revisions.c.symbol == symbol)
            .order_by(price_revisions.c.session, price_revisions.c.number)
        )
        return [(_bar_of(row), row.superseded_at) for row in self._connection.execute(query)]

    def status(self) -> list[PriceStatus]:
        """Return which sessions of which symbols are stored, by symbol."""
        query = (
            select(
                price_bars.c.symbol,
                func.min(price_bars.c.session).label("first"),
                func.max(price_bars.c.session).label("last"),
                func.count().label("bars"),
            )
            .group_by(price_bars.c.symbol)
            .order_by(price_bars.c.symbol)
        )
        return [
            PriceStatus(symbol=row.symbol, first=row.first, last=row.last, bars=row.bars)
            for row in self._connection.execute(query)
        ]

    def any(self) -> bool:
        """Tell whether any bar is stored."""
        return bool(self._connection.execute(select(exists(select(price_bars.c.symbol)))).scalar())
