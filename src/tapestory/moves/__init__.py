"""Links → measured moves: sessions, returns, price files."""

from tapestory.moves.event_moves import EventMeter, EventMoves, measure_event
from tapestory.moves.event_task import (
    HISTORY_NEEDED,
    EventToMeasure,
    also_tested,
    needed_symbols,
)
from tapestory.moves.listings import trading_mic
from tapestory.moves.sessions import KNOWN_MICS, ExchangeSessions, SessionOverrides
from tapestory.moves.suspect_days import SuspectDay, suspect_days

__all__ = [
    "HISTORY_NEEDED",
    "KNOWN_MICS",
    "EventMeter",
    "EventMoves",
    "EventToMeasure",
    "ExchangeSessions",
    "SessionOverrides",
    "SuspectDay",
    "also_tested",
    "measure_event",
    "needed_symbols",
    "suspect_days",
    "trading_mic",
]
