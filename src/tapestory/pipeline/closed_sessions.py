"""Exchanges and an instant → the sessions of each that had closed by then."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from tapestory.errors import NotFoundError
from tapestory.moves.sessions import ExchangeSessions, canonical_mic

_REACH: Final = timedelta(days=60)
"""Days that hold more sessions than the longest window does."""


def closed_sessions(
    sessions: ExchangeSessions, mics: Iterable[str], instant: datetime
) -> dict[str, list[date]]:
    """Return MIC, as given → its last sessions, oldest first.

    They reach back farther than any window reaches forward. Exchanges without a calendar are
    left out.
    """
    found: dict[str, list[date]] = {}
    for mic in set(mics):
        if mic not in sessions.known_mics:
            continue
        exchange = canonical_mic(mic)
        try:
            last = sessions.last_closed(exchange, instant)
            found[mic] = sessions.known_between(exchange, last - _REACH, last)
        except NotFoundError:  # before its first day, or after its last
            continue
    return found
