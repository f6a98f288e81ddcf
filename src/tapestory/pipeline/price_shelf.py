"""Events one after the other → the bars and days of news each is measured with, each read once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from datetime import date, datetime, timedelta
from typing import Final

from tapestory.model import DailyBar, Universe
from tapestory.moves import HISTORY_NEEDED, EventMeter
from tapestory.moves.history import DEFAULT_SETTINGS
from tapestory.pipeline.comparison import bars_ahead
from tapestory.pipeline.components import Components
from tapestory.pipeline.event_neighbours import event_days
from tapestory.store import Session
from tapestory.store.price_marks import PriceMark

_AHEAD: Final = bars_ahead() + timedelta(days=31)
"""From the first of the month on: events of one month share what is read."""


class PriceShelf:
    """What events are measured with, all as of one time.

    Nothing is read again: between two events neither bars nor links may change.

    Args:
        components: For the universe and the calendars.
        at: The time; nothing that closed later is looked at.
        as_of: Prices and events as they stood then, at that time; as they are when None.
    """

    def __init__(
        self, components: Components, *, at: datetime, as_of: datetime | None = None
    ) -> None:
        self.as_of = as_of
        self.at = at
        """The time of every answer."""
        self.meter = EventMeter(components.universe, components.sessions, as_of=self.at)
        self._universe: Universe = components.universe
        self._held: dict[tuple[str, date], list[DailyBar]] = {}
        self._since: PriceMark | None = None
        self._days: dict[tuple[str, date], frozenset[date]] = {}
        self._days_now: dict[tuple[str, date], frozenset[date]] = {}

    def bars(
        self, session: Session, symbols: Iterable[str], day0: Iterable[date]
    ) -> dict[str, list[DailyBar]]:
        """Return the bars around an event, of those symbols that have any.

        Args:
            session: Where they are.
            symbols: Whose.
            day0: Of the event, on each exchange; without any, no bar is needed.
        """
        wanted = sorted(symbols)
        month = _month(day0)
        if month is None:
            return {}
        missing = [symbol for symbol in wanted if (symbol, month) not in self._held]
        if missing:
            self._since = self._since or session.prices.mark()
            spans = dict.fromkeys(missing, (month - HISTORY_NEEDED, month + _AHEAD))
            found = session.prices.around(spans, as_of=self.as_of)
            for symbol in missing:
                self._held[symbol, month] = found[symbol][0] if symbol in found else []
        return {symbol: bars for symbol in wanted if (bars := self._held[symbol, month])}

    def changed(self, session: Session) -> AbstractSet[str]:
        """Return the symbols of which something was stored since the first bars were read.

        Prices are imported whenever anybody likes, a run that measures or not.
        """
        return set() if self._since is None else session.prices.changed_after(self._since)

    def event_days(
        self, session: Session, symbols: Iterable[str], day0: Iterable[date]
    ) -> dict[str, frozenset[date]]:
        """Return symbol → the days on which events concerned it, on its own exchange.

        Of the time that `bars` are of. Symbols without any are left out.
        """
        return self._news(session, symbols, day0, self._days, self.as_of)

    def told_since(
        self, session: Session, symbols: Iterable[str], day0: Collection[date]
    ) -> frozenset[str]:
        """Return the symbols to whose past belongs a day that is known only since `as_of`.

        That is one of an event that was first told since, and lies where the line of an event of
        these days 0 is learnt: an article of weeks before that came late.
        """
        if self.as_of is None or not day0:
            return frozenset()
        now = self._news(session, symbols, day0, self._days_now, None)
        then = self._news(session, symbols, day0, self._days, self.as_of)
        first = min(day0) - HISTORY_NEEDED
        # So many sessions are at least so many days.
        last = max(day0) - timedelta(days=DEFAULT_SETTINGS.ends_before)
        return frozenset(
            symbol
            for symbol, days in now.items()
            if any(first <= day <= last for day in days - then.get(symbol, frozenset()))
        )

    def _news(
        self,
        session: Session,
        symbols: Iterable[str],
        day0: Iterable[date],
        held: dict[tuple[str, date], frozenset[date]],
        as_of: datetime | None,
    ) -> dict[str, frozenset[date]]:
        wanted = sorted(symbols)
        month = _month(day0)
        if month is None:
            return {}
        unseen = [symbol for symbol in wanted if (symbol, month) not in held]
        if unseen:
            span = (month - HISTORY_NEEDED, month + _AHEAD)
            found = event_days(session, self._universe, unseen, span, as_of=as_of)
            for symbol in unseen:
                held[symbol, month] = found.get(symbol, frozenset())
        return {symbol: days for symbol in wanted if (days := held[symbol, month])}


def _month(day0: Iterable[date]) -> date | None:
    """Return the first day of the month of an event; None for one without a day 0."""
    latest = max(day0, default=None)
    return None if latest is None else latest.replace(day=1)
