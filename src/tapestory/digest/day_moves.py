"""An event's moves → the one to print for each symbol."""

from __future__ import annotations

from tapestory.model import EventOutline, Move

DAY, TWO_SESSIONS = (0, 0), (0, 1)


def day_moves(view: EventOutline) -> dict[str, Move]:
    """Return the move to print for each symbol: over day 0 alone, else over the shortest window."""
    chosen: dict[str, Move] = {}
    for move in sorted(view.moves, key=lambda m: (m.window != DAY, m.window[1] - m.window[0])):
        chosen.setdefault(move.symbol, move)
    return chosen


def answering_moves(view: EventOutline) -> dict[str, Move]:
    """Return the move that answers for each symbol: of news known by its date, two sessions."""
    chosen = day_moves(view)
    if not view.event.happened_precise:
        chosen |= {move.symbol: move for move in view.moves if move.window == TWO_SESSIONS}
    return chosen


def benchmarks(view: EventOutline) -> set[str]:
    """Return the symbols that others are measured against."""
    return {move.benchmark for move in view.moves if move.benchmark is not None}
