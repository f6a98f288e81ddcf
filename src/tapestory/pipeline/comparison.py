"""A move that is asked about → the exchange of its symbol, and what it is compared with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from tapestory.errors import NotFoundError
from tapestory.model import Instrument, Universe
from tapestory.moves.event_task import HISTORY_NEEDED, calendar_of
from tapestory.moves.history import DAY_BEFORE
from tapestory.moves.listings import mic_of
from tapestory.moves.sessions import canonical_mic
from tapestory.pipeline.components import Components

_ALWAYS_AHEAD: Final = timedelta(days=45)
"""Bars this long after day 0 hold every window that an event is measured over."""
_LONGEST_CLOSURE: Final = timedelta(days=21)
"""Holds every run of holidays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One move that is asked about, event or none."""

    symbol: str
    session: date
    benchmark: str | None = None
    """The exchange's own if absent."""
    window: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Where a symbol trades, and against what it is held."""

    mic: str
    benchmark: str | None
    """None for a benchmark itself, and on an exchange that has none."""
    benchmark_mic: str
    """Empty without a benchmark."""


def bars_ahead(sessions: int = 0) -> timedelta:
    """Return how long after day 0 bars are needed for windows up to so many sessions after it."""
    # Two calendar days a session, and what is closed, are always enough.
    return max(_ALWAYS_AHEAD, timedelta(days=2 * sessions) + _LONGEST_CLOSURE)


def bars_behind(first: int = 0) -> timedelta:
    """Return how long before day 0 bars are needed for a window that begins at a session."""
    # The estimation window lies by so much earlier, see `EstimationSettings.clear_of`.
    earlier = max(0, DAY_BEFORE - first)
    return HISTORY_NEEDED + timedelta(days=2 * earlier)


def compared(components: Components, symbol: str, benchmark: str | None, day: date) -> Comparison:
    """Return what a symbol is compared with around a session.

    Args:
        components: What to work with.
        symbol: Any; its exchange comes from the universe, else from its spelling.
        benchmark: The exchange's own if absent.
        day: Day 0.

    Raises:
        NotFoundError: No calendar is known for the exchange, or it was closed on the day.
    """
    universe = components.universe
    mic, benchmarks = mic_of(symbol, universe.instruments), universe.benchmarks
    require_session(components, mic, day)
    against = benchmark or benchmarks.get(mic) or benchmarks.get(canonical_mic(mic))
    if against is None or against == symbol:
        return Comparison(mic=mic, benchmark=None, benchmark_mic="")
    benchmark_mic = mic_of(against, universe.instruments)
    return Comparison(mic=mic, benchmark=against, benchmark_mic=benchmark_mic)


def universe_for(universe: Universe, asked: Asked) -> Universe:
    """Return a universe that holds what a move is asked of and what it is to be held against.

    Args:
        universe: As it is configured.
        asked: A benchmark that it names takes the place of that of the symbol's exchange.
    """
    instruments = dict(universe.instruments)
    for name in filter(None, (asked.symbol, asked.benchmark)):
        held = instruments.get(name)
        if held is None or not held.mic:
            plain = Instrument(symbol=name, name=name, mic="", currency="", sector="")
            instruments[name] = replace(held or plain, mic=mic_of(name, universe.instruments))
    benchmarks = dict(universe.benchmarks)
    if asked.benchmark is not None:
        own = instruments[asked.symbol].mic
        alike = [mic for mic in benchmarks if calendar_of(mic) == calendar_of(own)]
        benchmarks |= dict.fromkeys([own, *alike], asked.benchmark)
    return replace(universe, instruments=instruments, benchmarks=benchmarks)


def require_session(components: Components, mic: str, day: date) -> None:
    """Do nothing where an exchange trades on a day.

    Raises:
        NotFoundError: It does not, or no calendar is known for it; the hint has the next session.
    """
    if components.sessions.is_session(mic, day):
        return
    following = components.sessions.known_between(mic, day, day + _LONGEST_CLOSURE)
    hint = f"The next session is {following[0]}." if following else None
    message = f"{day} is no session of {mic}"
    raise NotFoundError(message, hint=hint or "Give a day on which the exchange traded.")
