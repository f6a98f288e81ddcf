"""What events need and is not held → asked of a provider, kept symbol by symbol; what failed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from tapestory.errors import (
    PriceSourceError,
    SourceBusyError,
    SourceRefusedError,
    TapestoryError,
    UnknownSymbolError,
    UsageError,
)
from tapestory.model import BarState, BarVerdict, DailyBar
from tapestory.pipeline.components import Components
from tapestory.pipeline.fetch_report import FetchReport, Outcome, SymbolFetch
from tapestory.pipeline.price_needs import (
    NOT_CARRIED,
    Gaps,
    Need,
    Stretch,
    disagrees,
    need_of_symbol,
    needs_of_events,
    with_overlap,
)
from tapestory.pipeline.price_pace import OutOfTimeError, Pace
from tapestory.pipeline.price_sources import Source, open_source
from tapestory.pipeline.price_step import KeptBars, keep_bars
from tapestory.store import PriceFetch, PricePause

_DOWN_AFTER = 3
"""Symbols in a row that could not be had for no reason of theirs: the provider is down."""
_ROUND_A_DOUBT = timedelta(days=12)
"""Before and after a doubtful session, a second provider is asked for so much."""
_DOUBTS_ASKED = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRequest:
    """What to fetch; by default whatever events need and is missing."""

    symbols: tuple[str, ...] = ()
    since: date | None = None
    seconds: float | None = None
    """How long it may take; as long as it takes when None."""
    sleep: Callable[[float], None] = time.sleep
    on_symbol: Callable[[SymbolFetch], None] | None = None


def fetch_prices(
    components: Components,
    request: FetchRequest,
    *,
    source: Source,
    second: Source | None = None,
) -> FetchReport:
    """Ask a provider for what is missing; keep each symbol as it comes. Safe to repeat and kill.

    Args:
        components: What to work with.
        request: What to fetch.
        source: Who is asked.
        second: Who is asked about sessions that the first makes doubtful.
    """
    return _Round(components, request, source, second).run()


def sources_of(components: Components, name: str | None = None) -> tuple[Source, Source | None]:
    """Return the provider to ask, and the one to confirm with if there is to be one.

    Args:
        components: Holds the user's settings.
        name: Overrides who is configured.

    Raises:
        UsageError: Nobody is configured, or the name is no provider's.
        ConfigError: A key, a path or a package is missing.
    """
    settings = components.prices
    today = components.clock.now().date()
    wanted = name or settings.provider
    if not wanted:
        message = "no price provider is configured"
        hint = "Set provider under [prices] in config.toml, or give --provider."
        raise UsageError(message, hint=hint)
    first = open_source(wanted, settings, limits=components.limits, today=today)
    if not settings.confirm_with or settings.confirm_with == wanted:
        return first, None
    second = open_source(settings.confirm_with, settings, limits=components.limits, today=today)
    return first, second


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPrices:
    """What a run's fetching brought."""

    changed: bool = False
    problems: tuple[str, ...] = ()
    """What to tell whoever looks after it."""


def fetch_for_run(components: Components) -> RunPrices:
    """Fetch within the time that a run has for it.

    What goes wrong is kept beside each symbol, for `prices status`; no price is worth a run. That
    a provider does not carry a symbol is told once, not by every run.
    """
    try:
        source, second = sources_of(components)
    except TapestoryError as error:
        return RunPrices(problems=(str(error),))
    request = FetchRequest(seconds=components.prices.run_seconds)
    report = fetch_prices(components, request, source=source, second=second)
    causes = dict.fromkeys(item.error for item in report.incomplete if not item.told_before)
    return RunPrices(changed=report.changed, problems=(*causes, *report.notes))


class _Round:
    def __init__(
        self,
        components: Components,
        request: FetchRequest,
        source: Source,
        second: Source | None,
    ) -> None:
        self._components = components
        self._request = request
        self._source = source
        self._second = second
        self._name = source.provider.name
        self._report = FetchReport(provider=self._name)
        self._failures = 0
        """In a row, for no reason of the symbols."""

    def run(self) -> FetchReport:
        needs = self._needs()
        closed = self._pause_of(self._name)
        pace = self._pace(self._source)
        with self._components.store.reading() as session:
            gaps = Gaps(
                self._components,
                session,
                self._name,
                at_hand=self._source.at_hand,
                insist=bool(self._request.symbols),
            )
        for need in needs:
            stretch = gaps.worth_asking(need)
            if stretch is None:
                self._tell(need, Outcome.NOTHING_NEW)
            elif closed:
                self._tell(need, Outcome.NOT_ASKED, error=closed)
            else:
                closed = self._symbol(pace, need, stretch)
        if self._second is not None and not self._out_of_time():
            self._confirm(self._second)
        return self._report

    def _needs(self) -> list[Need]:
        since = self._request.since
        needs = needs_of_events(self._components, since=since)
        if not self._request.symbols:
            return needs
        known = {need.symbol: need for need in needs}
        wanted = (
            need_of_symbol(self._components, symbol, known, since=since)
            for symbol in dict.fromkeys(self._request.symbols)
        )
        return [need for need in wanted if need.first <= need.last]

    def _symbol(self, pace: Pace, need: Need, stretch: Stretch) -> str:
        """Fetch one symbol; return why no other is to be asked for, empty when others may be."""
        with self._components.store.reading() as session:
            everything = session.prices.of_providers(need.symbol)
        held = everything.get(self._name, [])
        # Where another provider's bars end, this one's must overlap: the return there is its own.
        asked = with_overlap(stretch, held or [bar for bars in everything.values() for bar in bars])
        try:
            bars = pace.ask(need.symbol, asked.first, asked.last)
            if held and disagrees(held, bars):
                asked = Stretch(
                    first=min(asked.first, need.first, *(bar.session for bar in held)),
                    last=max(asked.last, *(bar.session for bar in held)),
                )
                bars = pace.ask(need.symbol, asked.first, asked.last)
        except OutOfTimeError:
            self._tell(need, Outcome.NOT_ASKED, error="time was up; the next run goes on")
            return "time was up; the next run goes on"
        except PriceSourceError as error:
            return self._failed(pace, need, asked, error)
        self._failures = 0
        if not bars and not held:
            again = self._note(need, asked, f"{NOT_CARRIED}: no bars there")
            nothing = f"{self._name}: {need.symbol}: no bars of {_span(asked)}"
            self._tell(need, Outcome.FAILED, error=nothing, told_before=again)
            return ""
        kept = self._keep(bars)
        self._note(need, asked, "")
        outcome = Outcome.FETCHED if kept.changes.new or kept.changes.revised else None
        self._tell(need, outcome or Outcome.NOTHING_NEW, kept=kept)
        return ""

    def _keep(self, bars: Iterable[DailyBar]) -> KeptBars:
        kept = keep_bars(self._components, bars)
        self._report.refused += kept.refused
        self._report.quarantined += kept.quarantined
        self._report.cleared += kept.cleared
        self._report.alarms += kept.alarms
        self._report.provisional += len(kept.provisional)
        return kept

    def _failed(self, pace: Pace, need: Need, asked: Stretch, error: PriceSourceError) -> str:
        lacks = isinstance(error, UnknownSymbolError)
        named = lacks and not error.reason.startswith(NOT_CARRIED)
        reason = f"{NOT_CARRIED}: {error.reason}" if named else error.reason
        again = self._note(need, asked, reason)
        self._tell(need, Outcome.FAILED, error=str(error), told_before=lacks and again)
        if isinstance(error, SourceBusyError):
            until = pace.pause_after(error)
            self._report.paused_until = until
            with self._components.store.writing() as session:
                session.price_fetches.pause(
                    PricePause(provider=self._name, until=until, reason=error.reason)
                )
            return f"{self._name} wants to be left alone until {until:%Y-%m-%d %H:%M} UTC"
        if isinstance(error, SourceRefusedError):
            return f"{self._name} refuses: {error.reason}"
        self._failures = self._failures + 1 if error.passing else 0
        if self._failures >= _DOWN_AFTER:
            return f"{self._name} failed {_DOWN_AFTER} times in a row"
        return ""

    def _pause_of(self, provider: str) -> str:
        now = self._components.clock.now()
        with self._components.store.reading() as session:
            pauses = {pause.provider: pause for pause in session.price_fetches.pauses(now)}
        pause = pauses.get(provider)
        if pause is None:
            return ""
        self._report.paused_until = pause.until
        return f"{provider} wants to be left alone until {pause.until:%Y-%m-%d %H:%M} UTC"

    def _pace(self, source: Source) -> Pace:
        seconds = self._request.seconds
        now = self._components.clock.now()
        return Pace(
            source=source,
            clock=self._components.clock,
            sleep=self._request.sleep,
            jitter=self._components.jitter,
            until=None if seconds is None else now + timedelta(seconds=seconds),
        )

    def _out_of_time(self) -> bool:
        return any("time was up" in item.error for item in self._report.incomplete)

    def _confirm(self, second: Source) -> None:
        """Ask a second provider about what is quarantined, unless it was asked about it lately."""
        name = second.provider.name
        now = self._components.clock.now()
        closed = self._pause_of(name)
        if closed:
            self._report.notes.append(closed)
            return
        pace = self._pace(second)
        for verdict in self._doubtful(name, now):
            first, last = verdict.session - _ROUND_A_DOUBT, verdict.session + _ROUND_A_DOUBT
            error = ""
            try:
                bars = pace.ask(verdict.symbol, first, min(last, now.date()))
            except OutOfTimeError:
                return
            except PriceSourceError as failure:
                error = str(failure)
                self._report.notes.append(error)
            else:
                self._keep(bars)
            fetch = PriceFetch(
                symbol=verdict.symbol,
                provider=name,
                first=first,
                last=last,
                asked_at=now,
                error=error,
            )
            with self._components.store.writing() as session:
                session.price_fetches.save(fetch)
        self._settle()

    def _doubtful(self, second: str, now: datetime) -> Sequence[BarVerdict]:
        with self._components.store.reading() as session:
            asked = {
                fetch.symbol: fetch
                for fetch in session.price_fetches.all()
                if fetch.provider == second and now - fetch.asked_at < _DOUBTS_ASKED
            }
            standing = session.price_verdicts.latest()
        return [
            verdict
            for verdict in standing.values()
            if verdict.state is BarState.QUARANTINED
            and verdict.provider != second
            and not (
                verdict.symbol in asked
                and asked[verdict.symbol].first <= verdict.session <= asked[verdict.symbol].last
            )
        ]

    def _settle(self) -> None:
        """Leave out of the report what was cleared after it was put there."""
        cleared = {(item.symbol, item.session, item.provider) for item in self._report.cleared}
        self._report.quarantined = [
            item
            for item in self._report.quarantined
            if (item.symbol, item.session, item.provider) not in cleared
        ]

    def _note(self, need: Need, asked: Stretch, error: str) -> bool:
        """Keep what was asked and what came of it; return whether it failed alike before."""
        fetch = PriceFetch(
            symbol=need.symbol,
            provider=self._name,
            first=asked.first,
            last=asked.last,
            asked_at=self._components.clock.now(),
            error=error,
        )
        with self._components.store.writing() as session:
            former = session.price_fetches.get(need.symbol, self._name)
            if former is not None:
                fetch = _together(former, fetch)
            session.price_fetches.save(fetch)
        return former is not None and bool(error) and former.error == error

    def _tell(
        self,
        need: Need,
        outcome: Outcome,
        *,
        error: str = "",
        told_before: bool = False,
        kept: KeptBars | None = None,
    ) -> None:
        told = SymbolFetch(
            symbol=need.symbol,
            outcome=outcome,
            first=need.first,
            last=need.last,
            new=kept.changes.new if kept else 0,
            revised=kept.changes.revised if kept else 0,
            error=error,
            told_before=told_before,
        )
        self._report.symbols.append(told)
        if self._request.on_symbol is not None:
            self._request.on_symbol(told)


def _together(former: PriceFetch, latest: PriceFetch) -> PriceFetch:
    """Return one request that stands for two that went well and leave nothing out between them."""
    near = timedelta(days=5)
    apart = former.first > latest.last + near or latest.first > former.last + near
    if former.error or latest.error or apart:
        return latest
    return replace(
        latest, first=min(former.first, latest.first), last=max(former.last, latest.last)
    )


def _span(stretch: Stretch) -> str:
    return f"{stretch.first} to {stretch.last}"
