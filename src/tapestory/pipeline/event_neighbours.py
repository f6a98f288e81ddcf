"""Symbols → the days on which events concerned them, each on its own exchange."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from tapestory.model import Universe
from tapestory.moves.event_task import calendar_of
from tapestory.store import Session


def event_days(
    session: Session,
    universe: Universe,
    symbols: Iterable[str],
    span: tuple[date, date],
    *,
    as_of: datetime | None = None,
) -> dict[str, frozenset[date]]:
    """Return symbol → the days on which events concerned it, on its own exchange.

    Args:
        session: Where they are.
        universe: For the exchange of each symbol; one that is not in it had no news.
        symbols: Whose are wanted; those without any are left out.
        span: The first day and the last.
        as_of: Only events that were told by then; all when None.
    """
    wanted: defaultdict[str, list[str]] = defaultdict(list)
    for symbol in symbols:
        instrument = universe.instruments.get(symbol)
        if instrument is not None:
            wanted[calendar_of(instrument.mic)].append(symbol)
    return session.moves.event_days(wanted, *span, known_by=as_of)
