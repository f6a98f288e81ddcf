"""Daily bars: each provider's latest value of each session, and every value that it replaced."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Select, exists, func, insert, or_, select

from tapestory.clock import Clock
from tapestory.model import BarState, DailyBar, MoveStatus
from tapestory.store.bar_values import bar_of, revised, values_of
from tapestory.store.chunks import chunked
from tapestory.store.held_bars import Span, held_bars
from tapestory.store.market_tables import moves, price_bars, price_revisions, price_verdicts
from tapestory.store.measuring import events_tested_with, make_due, measured_after
from tapestory.store.price_marks import PriceMark, changed_after, price_mark
from tapestory.store.price_series import one_series
from tapestory.store.sqlite import upsert
from tapestory.store.tables import events
from tapestory.store.types import AnySelect

_KEEP = upsert(price_bars, key=["symbol", "session", "provider"])

Key = tuple[str, date, str]
"""Symbol, session, provider."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceChanges:
    """What an import of bars changed."""

    new: int
    revised: int
    """Sessions that had another value before; it is kept as a revision."""
    unchanged: int
    symbols: frozenset[str] = field(default=frozenset(), compare=False)
    """Of the bars that are new or another now."""
    sessions: Span | None = field(default=None, compare=False)
    """The first and the last of those bars; None where there are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceStatus:
    """Which bars of a symbol are stored."""

    symbol: str
    first: date
    last: date
    bars: int
    """Sessions that at least one provider has."""
    providers: tuple[str, ...] = ("import",)
    """The one whose bars count first."""


class PriceRows:
    """The bars."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    def save(self, bars: Iterable[DailyBar]) -> PriceChanges:
        """Keep bars; a provider's latest value counts, the one it replaces is kept beside.

        Moves that rest on a corrected bar, and moves that waited for prices, become due.
        """
        parts = [self._save(chunk) for chunk in chunked(bars)]
        spans = [part.sessions for part in parts if part.sessions is not None]
        return PriceChanges(
            new=sum(part.new for part in parts),
            revised=sum(part.revised for part in parts),
            unchanged=sum(part.unchanged for part in parts),
            symbols=frozenset[str]().union(*(part.symbols for part in parts)),
            sessions=(min(span[0] for span in spans), max(span[1] for span in spans))
            if spans
            else None,
        )

    def _save(self, bars: list[DailyBar]) -> PriceChanges:
        now = self._clock.now()
        held = self._held(bars)
        added: dict[Key, DailyBar] = {}
        revisions: list[dict[str, Any]] = []
        changed: dict[Key, DailyBar] = {}
        unchanged = 0
        for bar in bars:
            key = (bar.symbol, bar.session, bar.provider)
            if key in added:
                # Twice in one import: the later line counts, and nobody ever saw the earlier.
                added[key] = bar
                unchanged += 1
                continue
            if key not in held:
                added[key] = bar
                continue
            former, stored_at = held[key]
            latest = revised(former, bar)
            if latest is None:
                unchanged += 1
                continue
            revisions.append(values_of(former) | {"stored_at": stored_at, "superseded_at": now})
            changed[key] = latest
            held[key] = (latest, now)
        if revisions:
            self._connection.execute(insert(price_revisions), revisions)
        fresh = [
            values_of(bar) | {"stored_at": now} for bar in (*added.values(), *changed.values())
        ]
        if fresh:
            self._connection.execute(_KEEP, fresh)
        sessions = [session for _, session, _ in (*added, *changed)]
        span = (min(sessions), max(sessions)) if sessions else None
        measure_again(
            self._connection,
            corrected={symbol for symbol, _, _ in changed},
            extended={symbol for symbol, _, _ in added},
            sessions=span,
        )
        return PriceChanges(
            new=len(added),
            revised=len(revisions),
            unchanged=unchanged,
            symbols=frozenset(symbol for symbol, _, _ in (*added, *changed)),
            sessions=span,
        )

    def _held(self, bars: list[DailyBar]) -> dict[Key, tuple[DailyBar, datetime]]:
        if not bars:
            return {}
        sessions = [bar.session for bar in bars]
        query = select(price_bars).where(
            price_bars.c.symbol.in_({bar.symbol for bar in bars}),
            price_bars.c.session.between(min(sessions), max(sessions)),
        )
        return {
            (row.symbol, row.session, row.provider): (bar_of(row), row.stored_at)
            for row in self._connection.execute(query)
        }

    def bars(
        self,
        symbol: str,
        *,
        start: date | None = None,
        end: date | None = None,
        as_of: datetime | None = None,
    ) -> list[DailyBar]:
        """Return the bars that may be used with start <= session <= end, oldest first.

        One a session: that of the provider which the symbol was first had from, others fill what
        it lacks. Where splits, dividends or a second provider are known, `adj_close` is worked
        out from them; its scale is arbitrary, its ratios are the returns. Left out is what is
        quarantined, and what was seen before its exchange's close.

        Args:
            symbol: Whose.
            start: The first session; None for all.
            end: The last session; None for all.
            as_of: Values that were replaced since count as they stood then, for bars that were
                held by then; one that was first stored later counts as it was first stored.
        """
        found = self._versions(symbol, start, end, as_of)
        quarantined = self._quarantined(symbol, as_of)
        usable: dict[str, dict[date, DailyBar]] = {}
        for bar in found:
            if not bar.provisional and (bar.session, bar.provider) not in quarantined:
                usable.setdefault(bar.provider, {})[bar.session] = bar
        return one_series(usable, self._order(symbol, usable))

    def around(
        self, spans: Mapping[str, Span], *, as_of: datetime | None = None
    ) -> dict[str, tuple[list[DailyBar], Mapping[date, str]]]:
        """Return the bars of many symbols over a span of sessions each, as `bars` does for one.

        Args:
            spans: Symbol → first and last session.
            as_of: See `bars`.

        Returns:
            Symbol → its bars that may be used, oldest first, and the sessions of which a bar is
            held back, with why. Symbols of which nothing is held are left out.
        """
        return {
            symbol: (
                one_series(held.by_provider, self._order(symbol, held.by_provider)),
                held.back,
            )
            for symbol, held in held_bars(self._connection, spans, as_of=as_of).items()
        }

    def of_providers(self, symbol: str) -> dict[str, list[DailyBar]]:
        """Return everything that is held of a symbol, by provider, oldest first, unjudged."""
        found: dict[str, list[DailyBar]] = {}
        for bar in self._versions(symbol, None, None, None):
            found.setdefault(bar.provider, []).append(bar)
        return {provider: found[provider] for provider in self._order(symbol, found)}

    def _versions(
        self, symbol: str, start: date | None, end: date | None, as_of: datetime | None
    ) -> list[DailyBar]:
        """Return one version of every bar, in order of session: the latest, or as of a time."""
        query = _within(select(price_bars), price_bars, symbol, start, end)
        if as_of is None:
            rows = self._connection.execute(query.order_by(price_bars.c.session))
            return [bar_of(row) for row in rows]
        versions = [
            (bar_of(row), row.stored_at)
            for table in (price_revisions, price_bars)
            for row in self._connection.execute(_within(select(table), table, symbol, start, end))
        ]
        versions.sort(key=lambda item: (item[0].session, item[0].provider, item[1]))
        chosen = []
        for _, group in groupby(versions, key=lambda item: (item[0].session, item[0].provider)):
            held = list(group)
            then = [bar for bar, stored_at in held if stored_at <= as_of]
            final = [bar for bar, _ in held if not bar.provisional]
            chosen.append(then[-1] if then else (final or [held[0][0]])[0])
        return chosen

    def _quarantined(self, symbol: str, as_of: datetime | None) -> set[tuple[date, str]]:
        query = (
            select(price_verdicts.c.session, price_verdicts.c.provider, price_verdicts.c.state)
            .where(price_verdicts.c.symbol == symbol)
            .order_by(price_verdicts.c.known_at, price_verdicts.c.number)
        )
        if as_of is not None:
            query = query.where(price_verdicts.c.known_at <= as_of)
        latest = {(row.session, row.provider): row.state for row in self._connection.execute(query)}
        return {key for key, state in latest.items() if state == BarState.QUARANTINED.value}

    def _order(self, symbol: str, held: Collection[str]) -> list[str]:
        """Return the providers of a symbol, the one that it was first had from first."""
        if len(held) < 2:
            return list(held)
        first: dict[str, datetime] = {}
        for table in (price_bars, price_revisions):
            query = (
                select(table.c.provider, func.min(table.c.stored_at).label("at"))
                .where(table.c.symbol == symbol)
                .group_by(table.c.provider)
            )
            for row in self._connection.execute(query):
                first[row.provider] = min(row.at, first.get(row.provider, row.at))
        return sorted(held, key=lambda provider: (first[provider], provider))

    def revisions(self, symbol: str) -> list[tuple[DailyBar, datetime]]:
        """Return the values that were replaced and when that was, oldest session first."""
        query = (
            select(price_revisions)
            .where(price_revisions.c.symbol == symbol)
            .order_by(price_revisions.c.session, price_revisions.c.number)
        )
        return [(bar_of(row), row.superseded_at) for row in self._connection.execute(query)]

    def changed_since(self, symbols: Collection[str], as_of: datetime) -> set[str]:
        """Return those symbols whose bars would have been read otherwise at a time.

        A value that was held then has been replaced since, or one of its sessions has been
        quarantined or released.
        """
        found: set[str] = set()
        for chunk in chunked(symbols):
            replaced = select(price_revisions.c.symbol).where(
                price_revisions.c.symbol.in_(chunk),
                price_revisions.c.stored_at <= as_of,
                price_revisions.c.superseded_at > as_of,
                price_revisions.c.provisional.is_(False),
            )
            judged = select(price_verdicts.c.symbol).where(
                price_verdicts.c.symbol.in_(chunk),
                price_verdicts.c.session <= as_of.date(),
                price_verdicts.c.known_at > as_of,
                price_verdicts.c.state.not_in([BarState.ALARM.value, BarState.REFUSED.value]),
            )
            for query in (replaced, judged):
                found.update(self._connection.execute(query.distinct()).scalars())
        return found

    def mark(self) -> PriceMark:
        """Return how far prices have come; see `changed_after`."""
        return price_mark(self._connection)

    def changed_after(self, mark: PriceMark) -> set[str]:
        """Return the symbols of which something was stored after a mark."""
        return changed_after(self._connection, mark)

    def status(self) -> list[PriceStatus]:
        """Return which sessions of which symbols are stored, by symbol."""
        query = (
            select(
                price_bars.c.symbol,
                func.min(price_bars.c.session).label("first"),
                func.max(price_bars.c.session).label("last"),
                func.count(price_bars.c.session.distinct()).label("bars"),
            )
            .group_by(price_bars.c.symbol)
            .order_by(price_bars.c.symbol)
        )
        providers = self._providers()
        return [
            PriceStatus(
                symbol=row.symbol,
                first=row.first,
                last=row.last,
                bars=row.bars,
                providers=providers[row.symbol],
            )
            for row in self._connection.execute(query)
        ]

    def _providers(self) -> dict[str, tuple[str, ...]]:
        query = select(price_bars.c.symbol, price_bars.c.provider).distinct()
        found: dict[str, list[str]] = {}
        for row in self._connection.execute(query):
            found.setdefault(row.symbol, []).append(row.provider)
        return {symbol: tuple(self._order(symbol, held)) for symbol, held in found.items()}

    def sessions(self, symbols: Collection[str] | None = None) -> Mapping[str, set[date]]:
        """Return the sessions of which a bar is held that is not provisional, by symbol."""
        query = select(price_bars.c.symbol, price_bars.c.session).where(
            price_bars.c.provisional.is_(False)
        )
        if symbols is not None:
            query = query.where(price_bars.c.symbol.in_(symbols))
        found: dict[str, set[date]] = {}
        for symbol, session in self._connection.execute(query):
            found.setdefault(symbol, set()).add(session)
        return found

    def keys(self, symbols: Collection[str]) -> set[Key]:
        """Return which bars are held of some symbols."""
        query = select(price_bars.c.symbol, price_bars.c.session, price_bars.c.provider)
        return {
            (row.symbol, row.session, row.provider)
            for chunk in chunked(symbols)
            for row in self._connection.execute(query.where(price_bars.c.symbol.in_(chunk)))
        }

    def provisional(self) -> list[DailyBar]:
        """Return the bars that were seen before their exchange's close, and not since."""
        query = (
            select(price_bars)
            .where(price_bars.c.provisional.is_(True))
            .order_by(price_bars.c.symbol, price_bars.c.session, price_bars.c.provider)
        )
        return [bar_of(row) for row in self._connection.execute(query)]

    def any(self) -> bool:
        """Tell whether any bar is stored."""
        return bool(self._connection.execute(select(exists(select(price_bars.c.symbol)))).scalar())


def measure_again(
    connection: Connection,
    *,
    corrected: Collection[str],
    extended: Collection[str],
    sessions: Span | None = None,
) -> None:
    """Make due the moves that rest on corrected symbols, and those that waited for any.

    A measuring from before the first of those sessions began waited for none of them: what closed
    since makes an event due by itself. So it is with the companies that an event was tested with
    and that have no row of their own.

    Args:
        connection: Where.
        corrected: Symbols with a bar that is another now.
        extended: Symbols with a bar that was not there.
        sessions: The first and the last of those bars; None for any.
    """
    symbols = {*corrected, *extended}
    if not symbols:
        return
    if corrected:
        rests_on = moves.c.symbol.in_(corrected) | moves.c.benchmark.in_(corrected)
        make_due(connection, events.c.id.in_(select(moves.c.event_id).where(rests_on)))
    concerned = moves.c.symbol.in_(symbols) | moves.c.benchmark.in_(symbols)
    waited = exists().where(
        moves.c.event_id == events.c.id, concerned, moves.c.status != MoveStatus.MEASURED.value
    )
    waiting = or_(waited, events_tested_with(symbols, sessions))
    make_due(connection, waiting if sessions is None else measured_after(sessions[0]) & waiting)


def _within(
    query: Select[Any], table: Any, symbol: str, start: date | None, end: date | None
) -> AnySelect:
    query = query.where(table.c.symbol == symbol)
    if start is not None:
        query = query.where(table.c.session >= start)
    if end is not None:
        query = query.where(table.c.session <= end)
    return query
