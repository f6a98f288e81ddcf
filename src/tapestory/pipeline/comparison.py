"""A symbol → the exchange that it trades on, and what it is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from tapestory.errors import NotFoundError
from tapestory.moves.sessions import canonical_mic
from tapestory.pipeline.components import Components

DEFAULT_MIC: Final = "XNYS"
"""Of symbols that the universe does not hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Where a symbol trades, and against what it is held."""

    mic: str
    benchmark: str | None
    """None for a benchmark itself, and on an exchange that has none."""
    benchmark_mic: str
    """Empty where that is not known: the symbol's own then."""


def compared(components: Components, symbol: str, benchmark: str | None, day: date) -> Comparison:
    """Return what a symbol is compared with around a session.

    Args:
        components: What to work with.
        symbol: Any; its exchange comes from the universe, else New York.
        benchmark: The exchange's own if absent.
        day: Day 0.

    Raises:
        NotFoundError: No calendar is known for the exchange, or it was closed on the day.
    """
    instruments, benchmarks = components.universe.instruments, components.universe.benchmarks
    instrument = instruments.get(symbol)
    mic = instrument.mic if instrument is not None and instrument.mic else DEFAULT_MIC
    if not components.sessions.is_session(mic, day):
        message = f"{day} is no session of {mic}"
        raise NotFoundError(message, hint="Give a day on which the exchange traded.")
    against = benchmark or benchmarks.get(mic) or benchmarks.get(canonical_mic(mic))
    if against is None or against == symbol:
        return Comparison(mic=mic, benchmark=None, benchmark_mic="")
    known = instruments.get(against)
    return Comparison(
        mic=mic, benchmark=against, benchmark_mic=known.mic if known is not None else ""
    )
