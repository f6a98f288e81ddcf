"""Events that are not measured yet → the symbols and sessions whose prices they need."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tapestory.model import DailyBar, EventId, Universe
from tapestory.moves import HISTORY_NEEDED, EventToMeasure, needed_symbols
from tapestory.pipeline.components import Components
from tapestory.pipeline.tape_task import TapeTask, tape_task, told_by_articles
from tapestory.pipeline.trading_days import TradingDays
from tapestory.store import PriceFetch, Session
from tapestory.store.measuring import open_or_lately_closed

OVERLAP = 5
"""Bars that are held already and asked for again, to see whether the provider still says so."""

_AFTER = timedelta(days=45)
"""The longest window, [0, +20] sessions, has ended by then on every exchange."""
_REST = timedelta(hours=2)
"""How long what was asked is not asked again of its own accord."""
_LATELY = timedelta(days=1)
"""How long after an event was measured without a reading of the tape its articles are looked at
for what the tape will be asked: most speak of no narrative, and then no reading ever comes."""
NOT_CARRIED = "not carried"
"""Begins what is noted of a symbol that a provider does not have."""
_CARRIED_SOME_DAY = timedelta(days=1)
"""How long such a symbol is not asked for again, unless the provider is a file at hand."""
_SETTLED = timedelta(days=3)
"""A provider that has no bar of a session so long after its close will not have one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A stretch of sessions of one symbol."""

    symbol: str
    first: date
    last: date


def needs_of_events(components: Components, *, since: date | None = None) -> list[Need]:
    """Return what events that wait for prices need, by symbol.

    Those are the instruments that they link to, the members of sectors that they name and the
    benchmarks of both; from the first session of the estimation window to the last of the longest
    event window. So are the companies and sectors of which narratives predict something that the
    articles speak of, while a window of the event is open or closed not long ago.

    Args:
        components: What to work with.
        since: Nothing before it is needed.
    """
    now = components.clock.now()
    trading = TradingDays(components.universe, components.sessions)
    spans = _Spans(components.universe)
    with components.store.reading() as session:
        tape = _TapeNeeds(components, session, now)
        for event_id in session.price_fetches.events_waiting():
            day0 = session.events.day0(event_id)
            if not day0:
                continue
            links = session.events.links(event_id)
            task = EventToMeasure(
                event_id=event_id,
                day0=day0,
                named=tuple(link.symbol for link in links if link.symbol is not None),
                sectors=tuple(link.sector for link in links if link.sector is not None),
            )
            spans.add(task, min(day0.values()), max(day0.values()))
            for told in tape.before_any_reading(event_id, day0):
                spans.add(told, min(day0.values()), max(day0.values()))
        for told, first, last in tape.of_readings():
            spans.add(told, first, last)
    return [
        Need(symbol=symbol, first=max(first, since or first), last=end)
        for symbol, (first, last) in sorted(spans.by_symbol.items())
        if (end := min(last, trading.last_closed(symbol, now))) >= max(first, since or first)
    ]


class _Spans:
    """Symbol → from when until when bars of it are needed."""

    def __init__(self, universe: Universe) -> None:
        self._universe = universe
        self.by_symbol: dict[str, tuple[date, date]] = {}

    def add(self, task: EventToMeasure, first: date, last: date) -> None:
        """Take in what a task measures, of events with a day 0 between two."""
        first, last = first - HISTORY_NEEDED, last + _AFTER
        for symbol in needed_symbols(task, self._universe):
            held = self.by_symbol.get(symbol, (first, last))
            self.by_symbol[symbol] = (min(first, held[0]), max(last, held[1]))


class _TapeNeeds:
    """What the tape is asked about, over events with windows that are open or closed lately."""

    def __init__(self, components: Components, session: Session, now: datetime) -> None:
        self._components = components
        self._session = session
        self._since = open_or_lately_closed(now)
        self._unread = session.tape_readings.without_any(now - _LATELY)

    def before_any_reading(
        self, event_id: EventId, day0: Mapping[str, date]
    ) -> Iterator[EventToMeasure]:
        """Yield what an event will ask of the tape that was not measured with any bars yet."""
        if event_id in self._unread and max(day0.values()) >= self._since:
            told = told_by_articles(self._session, event_id)
            task = tape_task(self._components, event_id, day0, told)
            if task.told:
                yield task.measuring

    def of_readings(self) -> Iterator[tuple[EventToMeasure, date, date]]:
        """Yield what was asked, narrative by narrative, with the earliest and latest day 0."""
        days = self._session.tape_readings.days_by_narrative(self._since)
        known = self._components.narratives_by_id
        for narrative_id, (first, last) in days.items():
            if narrative_id in known:
                task = TapeTask(event_id=EventId(""), day0={}, told=(known[narrative_id],))
                yield task.measuring, first, last


def need_of_symbol(
    components: Components, symbol: str, events: Mapping[str, Need], *, since: date | None
) -> Need:
    """Return what was asked for by name: up to now, from `since` or as far back as events look."""
    last = TradingDays(components.universe, components.sessions).last_closed(
        symbol, components.clock.now()
    )
    known = events.get(symbol)
    first = since or (known.first if known else last - HISTORY_NEEDED)
    return Need(symbol=symbol, first=first, last=max(last, known.last if known else last))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """What to ask a provider for."""

    first: date
    last: date


class Gaps:
    """What is missing of symbols, and what of it is worth asking for.

    Args:
        components: What to work with.
        session: Where bars and former requests are.
        provider: Who will be asked.
        at_hand: Asking for what it does not carry costs nothing: it is a file.
        insist: Ask for whatever is missing, asked before or not.
    """

    def __init__(
        self,
        components: Components,
        session: Session,
        provider: str,
        *,
        at_hand: bool = False,
        insist: bool = False,
    ) -> None:
        self._trading = TradingDays(components.universe, components.sessions)
        self._now = components.clock.now()
        self._held = session.prices.sessions()
        self._asked = {
            fetch.symbol: fetch
            for fetch in session.price_fetches.all()
            if fetch.provider == provider
            and (not fetch.error or (fetch.error.startswith(NOT_CARRIED) and not at_hand))
        }
        self._insist = insist

    def worth_asking(self, need: Need) -> Stretch | None:
        """Return from which to which session to ask; None when nothing is missing."""
        missing = self._missing(need)
        if not self._insist:
            fetch = self._asked.get(need.symbol)
            missing = [day for day in missing if self._is_open(need.symbol, day, fetch)]
        return Stretch(first=min(missing), last=max(missing)) if missing else None

    def _missing(self, need: Need) -> list[date]:
        held = self._held.get(need.symbol, set())
        if self._trading.exchange(need.symbol) is not None:
            return self._trading.missing(need.symbol, held, need.first, need.last)
        # No calendar knows its days: weekdays beyond what is held are taken for missing.
        days = (need.first + timedelta(days=n) for n in range((need.last - need.first).days + 1))
        outside = [day for day in days if not held or not min(held) <= day <= max(held)]
        return [day for day in outside if day.weekday() < 5]

    def _is_open(self, symbol: str, day: date, fetch: PriceFetch | None) -> bool:
        """Tell whether a provider may have a bar that it did not have when last asked."""
        if fetch is not None and fetch.error:
            return self._now - fetch.asked_at >= _CARRIED_SOME_DAY
        if fetch is None or not fetch.first <= day <= fetch.last:
            return True
        if self._now - fetch.asked_at < _REST:
            return False
        return fetch.asked_at < self._trading.close(symbol, day) + _SETTLED


def with_overlap(stretch: Stretch, held: Collection[DailyBar]) -> Stretch:
    """Widen a stretch until it holds some sessions that are held already."""
    final = sorted({bar.session for bar in held if not bar.provisional})
    if not final:
        return stretch
    before = [session for session in final if session < stretch.first]
    if before:
        return Stretch(first=before[-OVERLAP:][0], last=stretch.last)
    return Stretch(first=stretch.first, last=max(stretch.last, final[:OVERLAP][-1]))


def disagrees(held: Collection[DailyBar], given: Collection[DailyBar]) -> bool:
    """Tell whether a provider says something else now of the last bars that both have.

    A split or a dividend changes all the adjusted prices before it, so that what is held and what
    comes no longer belong to one series.
    """
    before = {bar.session: bar for bar in held if not bar.provisional}
    both = sorted((bar for bar in given if bar.session in before), key=lambda bar: bar.session)
    return any(
        _differ(before[bar.session].close, bar.close)
        or _differ(before[bar.session].adj_close, bar.adj_close)
        for bar in both[-OVERLAP:]
    )


def _differ(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return False
    return abs(other / one - 1.0) > 1e-6
