"""Events one after the other → the bars and days of news each is measured with, each read once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date, datetime, timedelta
from typing import Final

from tapestory.model import DailyBar, EventId, Universe
from tapestory.moves import HISTORY_NEEDED, EventMeter, Neighbour
from tapestory.pipeline.comparison import bars_ahead
from tapestory.pipeline.components import Components
from tapestory.pipeline.event_neighbours import neighbours_of
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
        self._days: dict[str, Mapping[tuple[str, date], EventId]] = {}

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
        month = max(day0, default=date.min).replace(day=1)
        if month == date.min:
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

    def neighbours(
        self, session: Session, symbols: Iterable[str]
    ) -> dict[str, tuple[Neighbour, ...]]:
        """Return symbol → the days on which events concerned it, on its own exchange."""
        wanted = sorted(symbols)
        unseen = [symbol for symbol in wanted if symbol not in self._days]
        if unseen:
            days = session.moves.event_days(unseen, known_by=self.as_of)
            self._days |= {symbol: days.get(symbol, {}) for symbol in unseen}
        return neighbours_of(self._days, self._universe, wanted)
