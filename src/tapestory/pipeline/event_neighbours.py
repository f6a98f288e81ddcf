"""Days on which events concerned symbols → those of each symbol's own exchange."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from tapestory.model import EventId, Universe
from tapestory.moves import Neighbour
from tapestory.moves.event_task import calendar_of


def neighbours_of(
    days: Mapping[str, Mapping[tuple[str, date], EventId]],
    universe: Universe,
    symbols: Iterable[str],
) -> dict[str, tuple[Neighbour, ...]]:
    """Return symbol → the days on which events concerned it, on its own exchange.

    Args:
        days: Symbol → (MIC, day 0) → event, over every exchange.
        universe: For the exchange of each.
        symbols: Whose are wanted; those without any are left out.
    """
    found = {}
    for symbol in symbols:
        instrument, held = universe.instruments.get(symbol), days.get(symbol)
        if instrument is not None and held:
            mic = calendar_of(instrument.mic)
            found[symbol] = tuple(
                Neighbour(event_id=event_id, day0=day)
                for (of, day), event_id in held.items()
                if of == mic
            )
    return found
