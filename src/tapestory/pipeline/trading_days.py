"""Symbols and days → whether and when their exchanges traded, for what prices are held against."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta

from tapestory.errors import NotFoundError
from tapestory.model import Universe
from tapestory.moves import ExchangeSessions
from tapestory.moves.providers.spellings import exchange_of


class TradingDays:
    """When the exchanges of symbols trade; knows what it can, and holds nothing against the rest.

    Args:
        universe: Tells the exchange of a symbol; for others their spelling does.
        sessions: The calendars.
    """

    def __init__(self, universe: Universe, sessions: ExchangeSessions) -> None:
        self._instruments = universe.instruments
        self._sessions = sessions
        self._known: dict[str, str | None] = {}

    def exchange(self, symbol: str) -> str | None:
        """Return the exchange of a symbol where there is a calendar of it."""
        if symbol not in self._known:
            instrument = self._instruments.get(symbol)
            mic = instrument.mic if instrument is not None and instrument.mic else None
            mic = mic or exchange_of(symbol)
            self._known[symbol] = mic if mic in self._sessions.known_mics else None
        return self._known[symbol]

    def closed(self, symbol: str, day: date) -> str | None:
        """Return why there can be no bar of a day; None when there can."""
        mic = self.exchange(symbol)
        if mic is None:
            return None
        try:
            if self._sessions.is_session(mic, day):
                return None
        except NotFoundError:  # beyond the calendar
            return None
        return f"{mic} is closed on {day:%A}, {day}"

    def close(self, symbol: str, day: date) -> datetime:
        """Return when a session closes; where no calendar tells, the midnight (UTC) after it."""
        mic = self.exchange(symbol)
        if mic is not None:
            try:
                return self._sessions.close_of(mic, day)
            except NotFoundError:
                pass
        return datetime.combine(day + timedelta(days=1), time(), UTC)

    def missing(self, symbol: str, held: Collection[date], first: date, last: date) -> list[date]:
        """Return the sessions from first to last that are not held; none without a calendar."""
        mic = self.exchange(symbol)
        if mic is None:
            return []
        try:
            sessions = self._sessions.between(mic, first, last)
        except NotFoundError:
            return []
        return [session for session in sessions if session not in held]

    def last_closed(self, symbol: str, now: datetime) -> date:
        """Return the last session that had closed by then; yesterday without a calendar."""
        mic = self.exchange(symbol)
        if mic is not None:
            try:
                return self._sessions.last_closed(mic, now)
            except NotFoundError:
                pass
        return now.date() - timedelta(days=1)
