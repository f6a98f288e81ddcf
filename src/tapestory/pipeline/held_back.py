"""Moves that could not be measured → which price around day 0 was held back, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from tapestory.model import Move, MoveStatus
from tapestory.store import Session

_BEFORE = timedelta(days=7)
"""Holds the close that a return over day 0 starts from, whatever the holidays."""


def held_back(session: Session, moves: Sequence[Move], *, as_of: datetime | None) -> dict[str, str]:
    """Return symbol → day and reason, of those whose day 0 lacks a price for that reason.

    Args:
        session: Where the bars are.
        moves: Of one event.
        as_of: As it stood then; now when None.
    """
    days = {
        move.symbol: move.session
        for move in moves
        if move.window == (0, 0)
        and move.raw is None
        and move.status is not MoveStatus.PENDING
        and move.session is not None
    }
    if not days:
        return {}
    spans = {symbol: (day - _BEFORE, day) for symbol, day in days.items()}
    found: dict[str, str] = {}
    for symbol, (_, back) in sorted(session.prices.around(spans, as_of=as_of).items()):
        if back:
            latest = max(back)
            found[symbol] = f"{latest}: {back[latest]}"
    return found
