"""A narrative's predictions and measured sector moves → what the tape says about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from tapestory.model import (
    Narrative,
    Prediction,
    SectorMove,
    SectorVerdict,
    TapeTest,
    TapeVerdict,
)

MIN_MEMBERS = 3
"""Fewer instruments make a sector's move the move of a company."""
MIN_T = 2.0
"""Least size of the t statistic of a move that counts as one."""
MAX_P = 0.05
"""Greatest chance of such a move on an ordinary day; both must hold."""
MIN_MOVED = 2
"""Fewer predicted sectors with a move of their own decide nothing: on most days nothing moves,
which must not count for a narrative that predicts as much."""
MAX_AGAINST = 1
"""Sectors that may go the other way before the tape counts as mixed."""

Direction = Literal["up", "down", "flat"]


def tape_test(narrative: Narrative, sector_moves: Sequence[SectorMove]) -> TapeTest:
    """Return whether the measured moves are as the narrative predicts, sector by sector.

    It fails closed: a sector with too few members, or whose move is not measured or has no p,
    is insufficient, and so is a narrative with too few testable sectors or a mixed answer.
    Nothing here speaks of causes.

    Args:
        narrative: With its predictions.
        sector_moves: Abnormal moves over one window, at most one a sector.
    """
    moves = {move.sector: move for move in sector_moves}
    rows = tuple(
        _sector(prediction, moves.get(prediction.sector)) for prediction in narrative.predictions
    )
    verdict, reason = _overall(rows)
    return TapeTest(narrative=narrative.id, verdict=verdict, per_sector=rows, reason=reason)


def _sector(prediction: Prediction, move: SectorMove | None) -> SectorVerdict:
    observed = _direction(move)
    if observed is None:
        verdict = TapeVerdict.INSUFFICIENT
    elif observed == prediction.direction:
        verdict = TapeVerdict.CONSISTENT
    elif observed == "flat":
        # Nothing to be seen is not the opposite: the move may be too small for this yardstick.
        verdict = TapeVerdict.INSUFFICIENT
    else:
        verdict = TapeVerdict.CONTRADICTS
    return SectorVerdict(
        sector=prediction.sector,
        predicted=prediction.direction,
        abnormal=move.abnormal if move else None,
        t=move.t if move else None,
        members=move.members if move else 0,
        verdict=verdict,
    )


def _direction(move: SectorMove | None) -> Direction | None:
    """Return which way a sector went; None when that cannot be told."""
    if move is None or move.abnormal is None or move.t is None or move.p is None:
        return None
    if move.members < MIN_MEMBERS:
        return None
    if abs(move.t) < MIN_T or move.p > MAX_P:
        return "flat"
    return "up" if move.abnormal > 0 else "down"


def _overall(rows: Sequence[SectorVerdict]) -> tuple[TapeVerdict, str]:
    if not rows:
        return TapeVerdict.INSUFFICIENT, "It predicts nothing about any sector."
    agree = [row for row in rows if row.verdict is TapeVerdict.CONSISTENT]
    against = [row for row in rows if row.verdict is TapeVerdict.CONTRADICTS]
    testable = len(agree) + len(against)
    moved = len(against) + sum(row.predicted != "flat" for row in agree)
    if moved < MIN_MOVED:
        return TapeVerdict.INSUFFICIENT, _too_few(rows, moved)
    told = f"As predicted: {_listed(agree)}; the other way: {_listed(against)}."
    untold = len(rows) - testable
    if untold:
        told += f" {untold} of {len(rows)} predicted sectors could not be told."
    if len(agree) > len(against) and len(against) <= MAX_AGAINST:
        return TapeVerdict.CONSISTENT, told
    if len(against) > len(agree) and len(agree) <= MAX_AGAINST:
        return TapeVerdict.CONTRADICTS, told
    return TapeVerdict.INSUFFICIENT, f"Mixed. {told}"


def _too_few(rows: Sequence[SectorVerdict], moved: int) -> str:
    # A sector of one or two has no t either, but it may well have a move, which pages print.
    small = [row.sector for row in rows if 0 < row.members < MIN_MEMBERS]
    unmeasured = [
        row.sector
        for row in rows
        if row.sector not in small and (row.abnormal is None or row.t is None)
    ]
    reasons = []
    if unmeasured:
        reasons.append(f"not measured: {', '.join(unmeasured)}")
    if small:
        reasons.append(f"fewer than {MIN_MEMBERS} members: {', '.join(small)}")
    because = f" ({'; '.join(reasons)})" if reasons else ""
    moved_text = "None" if moved == 0 else f"Only {moved}"
    return f"{moved_text} of {len(rows)} predicted sectors moved beyond the usual{because}."


def _listed(rows: Sequence[SectorVerdict]) -> str:
    return ", ".join(f"{row.sector} {_percent(row.abnormal or 0.0)}" for row in rows) or "none"


def _percent(fraction: float) -> str:
    tenths = round(fraction * 100, 1)
    sign = "" if tenths == 0 else "+" if tenths > 0 else "\N{MINUS SIGN}"
    return f"{sign}{abs(tenths):.1f}%"
