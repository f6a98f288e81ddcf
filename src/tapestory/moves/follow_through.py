"""Day 0 and the sessions after it, as measured, in; whether what moved came back or went on out.

"By more than chance" is meant of the event as a whole: p is multiplied by the number of horizons
that each instrument is looked at over, and then corrected for the instruments. Days that follow
large moves are wilder than others; the filtered p knows that, since it starts from the volatility
that day 0 leaves behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from tapestory.model import Aftermath, EventId, FollowThrough, Move, MoveStatus
from tapestory.moves.families import benjamini_hochberg

HORIZONS: Final = (1, 5, 20)
"""Sessions after day 0, the first of them included."""
BY_CHANCE: Final = 0.05
"""Up to this corrected p what followed is more than chance; up to this p day 0 was a move at all,
of which something can come back."""
TOLD_FROM: Final = 0.25
"""Share of day 0's move that must be taken back, or added, to be worth a word."""

Measured = Callable[[str, tuple[int, int]], Move]
"""Symbol and window in, its move out; whatever cannot be measured says why."""


def follow_through(
    event_id: EventId, symbols: Iterable[str], measured: Measured
) -> tuple[FollowThrough, ...]:
    """Return what instruments did after day 0, by symbol in the order given, the nearest first.

    Args:
        event_id: Whose day 0 it is.
        symbols: The parties that the event names.
        measured: Gives the moves.
    """
    wanted = tuple(dict.fromkeys(symbols))
    day0 = {symbol: measured(symbol, (0, 0)) for symbol in wanted}
    by_horizon = {
        after: _over(event_id, [day0[symbol] for symbol in wanted], after, measured)
        for after in HORIZONS
    }
    return tuple(by_horizon[after][place] for place in range(len(wanted)) for after in HORIZONS)


def _over(
    event_id: EventId, day0: Sequence[Move], after: int, measured: Measured
) -> list[FollowThrough]:
    later = [measured(move.symbol, (1, after)) for move in day0]
    q_values = _corrected([move.p for move in later])
    return [
        _beside(event_id, first, then, after, q)
        for first, then, q in zip(day0, later, q_values, strict=True)
    ]


def _corrected(p_values: Sequence[float | None]) -> list[float | None]:
    tested = [p * len(HORIZONS) for p in p_values if p is not None]  # kept to 1 below
    corrected = iter(benjamini_hochberg(tested))
    return [None if p is None else next(corrected) for p in p_values]


def _beside(
    event_id: EventId, day0: Move, later: Move, after: int, q: float | None
) -> FollowThrough:
    taken_back = retraced(day0.raw, later.raw)
    return FollowThrough(
        event_id=event_id,
        symbol=day0.symbol,
        mic=day0.mic,
        after=after,
        session=day0.session,
        raw=later.raw,
        abnormal=later.abnormal,
        t=later.t,
        p=later.p,
        q=q,
        retraced=taken_back,
        verdict=_verdict(day0, later, q, taken_back),
    )


def retraced(on_day0: float | None, later: float | None) -> float | None:
    """Return which share of day 0's move the sessions after it took back.

    Args:
        on_day0: Return of day 0, a fraction.
        later: Return from its close to the last close of the horizon.

    Returns:
        1 where the price is back where it came from, negative where it went on; None where day 0
        did not move it, or either is unknown.
    """
    if not on_day0 or later is None:
        return None
    return -later * (1.0 + on_day0) / on_day0


def _verdict(day0: Move, later: Move, q: float | None, taken_back: float | None) -> Aftermath:
    if day0.session is not None and MoveStatus.PENDING in {day0.status, later.status}:
        return Aftermath.PENDING
    if day0.abnormal is None or later.abnormal is None or q is None or taken_back is None:
        return Aftermath.UNMEASURED
    moved = day0.p is not None and day0.p <= BY_CHANCE
    if not moved or q > BY_CHANCE:
        return Aftermath.NEITHER
    came_back = day0.abnormal * later.abnormal < 0
    if came_back and taken_back >= TOLD_FROM:
        return Aftermath.REBOUND
    if not came_back and taken_back <= -TOLD_FROM:
        return Aftermath.DRIFT
    return Aftermath.NEITHER
