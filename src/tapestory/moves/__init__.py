"""Links → measured moves: sessions, returns, price files."""

from tapestory.moves.event_moves import (
    HISTORY_NEEDED,
    EventMoves,
    EventToMeasure,
    Neighbour,
    measure_event,
    needed_symbols,
)
from tapestory.moves.sessions import KNOWN_MICS, ExchangeSessions, SessionOverrides
from tapestory.moves.suspect_days import SuspectDay, suspect_days

__all__ = [
    "HISTORY_NEEDED",
    "KNOWN_MICS",
    "EventMoves",
    "EventToMeasure",
    "ExchangeSessions",
    "Neighbour",
    "SessionOverrides",
    "SuspectDay",
    "measure_event",
    "needed_symbols",
    "suspect_days",
]
