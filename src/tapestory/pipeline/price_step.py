"""Bars from a file or a provider → kept, refused or quarantined, with what is thought of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from tapestory.errors import NotFoundError
from tapestory.model import BarState, BarVerdict, DailyBar
from tapestory.moves.providers.csv_file import RefusedBar
from tapestory.moves.providers.judgement import Doubt, doubts
from tapestory.moves.providers.plausible import fault
from tapestory.pipeline.components import Components
from tapestory.pipeline.tape_prices import measure_tape_again
from tapestory.pipeline.trading_days import TradingDays
from tapestory.store import PriceChanges, Session

Key = tuple[str, date, str]
"""Symbol, session, provider."""

_CLEARED_BECAUSE = {
    BarState.QUARANTINED: "a split, a correction or a second provider confirms it",
    BarState.ALARM: "the closes differ after all",
    BarState.REFUSED: "a bar that can be came later",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptBars:
    """What became of some bars."""

    changes: PriceChanges
    refused: tuple[BarVerdict, ...] = ()
    """Bars that are impossible, or of days on which their exchange was closed; rows that were no
    bars at all are told by whoever read them."""
    quarantined: tuple[BarVerdict, ...] = ()
    """Held and not used, of the symbols that bars were given of, whether new or not."""
    cleared: tuple[BarVerdict, ...] = ()
    """Those that may be used from now on."""
    alarms: tuple[BarVerdict, ...] = ()
    """Used, but odd; of the same symbols."""
    provisional: tuple[DailyBar, ...] = ()
    """Given before their exchange's close."""


def keep_bars(
    components: Components, bars: Iterable[DailyBar], *, refused: Sequence[RefusedBar] = ()
) -> KeptBars:
    """Keep the bars that can be, and judge the series that they belong to.

    Refused is what is impossible in itself, and a bar of a day on which the exchange was closed.
    One from before its exchange's close is kept as provisional. Then each series is judged as it
    stands: a return beyond a quarter that nothing confirms is quarantined, one that something
    confirms now is cleared, whatever came first.

    Args:
        components: What to work with.
        bars: Of any symbols and providers.
        refused: Rows that were no bars at all, to be remembered with the others.
    """
    now = components.clock.now()
    trading = TradingDays(components.universe, components.sessions)
    kept: list[DailyBar] = []
    rows = [_of_row(row, now) for row in refused if row.symbol and row.session]
    turned_away: list[BarVerdict] = []
    for bar in bars:
        reason = fault(bar) or trading.closed(bar.symbol, bar.session)
        if reason:
            turned_away.append(_verdict(bar, BarState.REFUSED, reason, now))
        else:
            kept.append(replace(bar, provisional=trading.close(bar.symbol, bar.session) > now))
    with components.store.writing() as session:
        symbols = {bar.symbol for bar in kept}
        before = session.prices.keys(symbols)
        changes = session.prices.save(kept)
        refusals = [*rows, *turned_away]
        standing = session.price_verdicts.latest(symbols | {item.symbol for item in refusals})
        held = session.prices.keys({item.symbol for item in refusals})
        fresh = [item for item in refusals if _key(item) not in held and _news(item, standing)]
        judge = _Judge(session, trading, standing, before, now)
        for symbol in sorted(symbols):
            fresh += judge.of_symbol(symbol)
        session.price_verdicts.append(fresh)
        if changes.sessions is not None:
            measure_tape_again(components, session, changes.symbols, changes.sessions)
        _measure_judged_again(components, session, fresh)
        latest = session.price_verdicts.latest(symbols)
    by_state: dict[BarState, list[BarVerdict]] = {}
    for verdict in latest.values():
        by_state.setdefault(verdict.state, []).append(verdict)
    return KeptBars(
        changes=changes,
        refused=tuple(turned_away),
        quarantined=tuple(by_state.get(BarState.QUARANTINED, ())),
        cleared=tuple(
            verdict
            for verdict in fresh
            if verdict.state is BarState.CLEARED
            and (was := standing.get(_key(verdict))) is not None
            and was.state is BarState.QUARANTINED
        ),
        alarms=tuple(by_state.get(BarState.ALARM, ())),
        provisional=tuple(bar for bar in kept if bar.provisional),
    )


def accept_bar(
    components: Components, symbol: str, session_date: date, *, provider: str | None = None
) -> list[BarVerdict]:
    """Say that what is quarantined of a session is right, and return what was released.

    Raises:
        NotFoundError: Nothing of that session is quarantined.
    """
    now = components.clock.now()
    with components.store.writing() as session:
        held = session.price_verdicts.latest([symbol])
        released = [
            replace(verdict, state=BarState.ACCEPTED, reason="accepted by hand", known_at=now)
            for verdict in held.values()
            if verdict.session == session_date
            and verdict.state in (BarState.QUARANTINED, BarState.ALARM)
            and provider in (None, verdict.provider)
        ]
        if not released:
            message = f"no bar of {symbol} on {session_date} is quarantined"
            raise NotFoundError(message, hint="tapestory prices status lists those that are.")
        session.price_verdicts.append(released)
        # What the bar stood in the way of is judged anew with it.
        trading = TradingDays(components.universe, components.sessions)
        standing = session.price_verdicts.latest([symbol])
        judge = _Judge(session, trading, standing, session.prices.keys([symbol]), now)
        further = judge.of_symbol(symbol)
        session.price_verdicts.append(further)
        _measure_judged_again(components, session, [*released, *further])
    return released


class _Judge:
    """Compares what is thought of bars with what should be, in one transaction."""

    def __init__(
        self,
        session: Session,
        trading: TradingDays,
        standing: Mapping[Key, BarVerdict],
        before: Collection[Key],
        now: datetime,
    ) -> None:
        self._session = session
        self._trading = trading
        self._standing = standing
        self._before = before
        self._now = now

    def of_symbol(self, symbol: str) -> list[BarVerdict]:
        """Return the verdicts to append about a symbol."""
        held = self._session.prices.of_providers(symbol)
        final = {
            provider: [bar for bar in bars if not bar.provisional]
            for provider, bars in held.items()
        }
        found: list[BarVerdict] = []
        for provider, bars in final.items():
            others = {name: rival for name, rival in final.items() if name != provider}
            accepted = frozenset(
                key[1]
                for key, verdict in self._standing.items()
                if key[0] == symbol and key[2] == provider and verdict.state is BarState.ACCEPTED
            )
            wanted = {
                doubt.session: doubt for doubt in doubts(bars, others=others, accepted=accepted)
            }
            for session in sorted(
                {bar.session for bar in bars} & {*wanted, *self._doubted(symbol)}
            ):
                key = (symbol, session, provider)
                found += self._due(key, wanted.get(session))
        return found

    def _doubted(self, symbol: str) -> set[date]:
        return {key[1] for key in self._standing if key[0] == symbol}

    def _due(self, key: Key, doubt: Doubt | None) -> list[BarVerdict]:
        standing = self._standing.get(key)
        if doubt is None:
            why = _CLEARED_BECAUSE.get(standing.state, "") if standing is not None else ""
            return [self._said(key, BarState.CLEARED, why, self._now)] if why else []
        if doubt.until is None:
            if standing and (standing.state, standing.reason) == (doubt.state, doubt.reason):
                return []
            return [self._said(key, doubt.state, doubt.reason, self._since(key))]
        return self._settled(key, doubt, doubt.until)

    def _settled(self, key: Key, doubt: Doubt, until: date) -> list[BarVerdict]:
        """Return the course of a doubt that is over, or the end of one that is standing."""
        standing = self._standing.get(key)
        if standing is not None and standing.state is BarState.CLEARED:
            return []
        if standing is not None and standing.state is BarState.QUARANTINED:
            return [self._said(key, BarState.CLEARED, doubt.confirmed, self._now)]
        confirmed_at = self._trading.close(key[0], until)
        return [
            self._said(key, doubt.state, doubt.reason, self._since(key)),
            self._said(key, BarState.CLEARED, doubt.confirmed, max(confirmed_at, self._since(key))),
        ]

    def _since(self, key: Key) -> datetime:
        """Return when a doubt began: with the close, for history that was not held before.

        So an answer as of a time is what a run at that time would have given.
        """
        if key in self._before or key in self._standing:
            return self._now
        return min(self._now, self._trading.close(key[0], key[1]))

    def _said(self, key: Key, state: BarState, reason: str, at: datetime) -> BarVerdict:
        symbol, session, provider = key
        return BarVerdict(
            symbol=symbol,
            session=session,
            provider=provider,
            state=state,
            reason=reason,
            known_at=min(at, self._now),
        )


def _verdict(bar: DailyBar, state: BarState, reason: str, at: datetime) -> BarVerdict:
    return BarVerdict(
        symbol=bar.symbol,
        session=bar.session,
        provider=bar.provider,
        state=state,
        reason=reason,
        known_at=at,
    )


def _of_row(row: RefusedBar, now: datetime) -> BarVerdict:
    return BarVerdict(
        symbol=row.symbol,
        session=row.session or date.min,
        provider="import",
        state=BarState.REFUSED,
        reason=row.reason,
        known_at=now,
    )


def _key(verdict: BarVerdict) -> Key:
    return verdict.symbol, verdict.session, verdict.provider


def _measure_judged_again(
    components: Components, session: Session, verdicts: Iterable[BarVerdict]
) -> None:
    """Let the tape be read again of bars that are used now and were not, or the other way round."""
    unchanged = (BarState.ALARM, BarState.REFUSED)
    found = [verdict for verdict in verdicts if verdict.state not in unchanged]
    if found:
        days = [verdict.session for verdict in found]
        symbols = {verdict.symbol for verdict in found}
        measure_tape_again(components, session, symbols, (min(days), max(days)))


def _news(verdict: BarVerdict, standing: Mapping[Key, BarVerdict]) -> bool:
    """Tell whether a refusal is not known yet."""
    was = standing.get(_key(verdict))
    return was is None or (was.state, was.reason) != (verdict.state, verdict.reason)
