"""A reported move and the measured one in, whether the tape agrees with the article out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from tapestory.model import Basis, Comparator, DailyBar, Move, ReportedMove


class Agreement(StrEnum):
    """How a reported move stands to the tape (stable)."""

    AGREES = "agrees"
    """The close, rounded as the article rounds, is the figure."""
    AGREES_AS_BOUND = "agrees_as_bound"
    """The close lies on the side that "over", "up to" or a one-sided range claims."""
    TRUNCATED = "truncated"
    """The close with its decimals cut off is the figure: 8 for 8.81."""
    INTRADAY = "intraday"
    """The close is elsewhere, but the session's high or low reached the figure."""
    CONTRADICTED = "contradicted"
    UNVERIFIABLE = "unverifiable"
    """Nothing to hold it against; the note says what is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedCheck:
    """The verdict on one reported move, and why in a few words."""

    kind: Agreement
    note: str


LOOSENESS: Final = 0.05
""""About" and "nearly" may be off by this share of the figure, or by half of its last digit."""

_FLOAT: Final = 1e-9
"""Figures and returns are fractions in binary; equality is meant to this."""

_NOT_IN_DAILY_BARS: Final = {
    Basis.PREMARKET: "daily bars do not hold pre-market trades",
    Basis.AFTER_HOURS: "daily bars do not hold after-hours trades",
}


@dataclass(frozen=True, slots=True)
class _Claim:
    """A figure with its sign taken out: `near` <= `far` are sizes of a move in one direction."""

    direction: float
    near: float | None
    far: float | None
    unit: float
    """One of the last digit given: 0.01 for "8 %", 0.001 for "8.8 %"."""


def agrees(reported: ReportedMove, move: Move, bar: DailyBar | None) -> ReportedCheck:
    """Hold a reported move against the measured one of the same instrument.

    Args:
        reported: What the article says. Its session, where given, must be that of the move; a
            date one day later passes when the figure fits, since Asian writers give their own
            date to an American session.
        move: Measured over [0, 0] of that session; only `raw` is compared.
        bar: The session's bar, for its high and low; None when there is none.
    """
    missing = _unverifiable_because(reported, move)
    claim = _claim(reported)
    if missing or claim is None or move.raw is None:
        return _unverifiable(missing or "the article gives no figure")
    check = _at_close(claim, reported, move.raw)
    if check is None:
        check = _within_session(claim, reported, move.raw, bar)
    if not _dates_differ(reported.session, move.session):
        return check
    if check.kind in (Agreement.AGREES, Agreement.AGREES_AS_BOUND, Agreement.TRUNCATED):
        note = f"{check.note}; the article dates it {reported.session}"
        return ReportedCheck(kind=check.kind, note=note)
    return _unverifiable(f"the article speaks of {reported.session}")


def _unverifiable_because(reported: ReportedMove, move: Move) -> str:
    if reported.symbol != move.symbol:
        return f"the move is of {move.symbol}"
    if move.raw is None:
        return f"the session is not measured ({move.status.value})"
    if move.window != (0, 0):
        return "only a single session can be compared"
    if reported.basis in _NOT_IN_DAILY_BARS:
        return _NOT_IN_DAILY_BARS[reported.basis]
    if reported.session is None or move.session is None or reported.session == move.session:
        return ""
    a_day_later = move.session + timedelta(days=1)
    return "" if reported.session == a_day_later else f"the article speaks of {reported.session}"


def _dates_differ(reported: date | None, measured: date | None) -> bool:
    return reported is not None and measured is not None and reported != measured


def _claim(reported: ReportedMove) -> _Claim | None:
    ends = [end for end in (reported.low, reported.high) if end is not None]
    if not ends:
        return None
    direction = -1.0 if min(ends) + max(ends) < 0 else 1.0
    unit = min(_last_digit(end) for end in ends)
    if reported.low is None or reported.high is None:
        # One end is open: "over 8 %" down has only a larger end, -0.08; up, only a smaller one.
        size = ends[0] * direction
        opens_outward = (reported.low is None) == (direction < 0)
        near, far = (size, None) if opens_outward else (None, size)
        return _Claim(direction, near, far, unit)
    near, far = sorted((reported.low * direction, reported.high * direction))
    return _Claim(direction, near, far, unit)


def _last_digit(fraction: float) -> float:
    """Return the size of the last decimal that a figure was given with: 0.088 → 0.001."""
    per_cent = abs(fraction) * 100.0
    for decimals, unit in enumerate((0.01, 0.001)):
        if abs(per_cent - round(per_cent, decimals)) < _FLOAT * 100:
            return unit
    return 0.0001


def _at_close(claim: _Claim, reported: ReportedMove, raw: float) -> ReportedCheck | None:
    """Return the verdict when the close bears the claim out; None when it does not."""
    size = raw * claim.direction
    half = claim.unit / 2 + _FLOAT
    closed = f"closed {raw:+.2%}"
    if claim.near is None or claim.far is None:
        bound = claim.near if claim.near is not None else claim.far or 0.0
        beyond = size >= bound - half if claim.near is not None else -half <= size <= bound + half
        return _as_bound(closed) if beyond else None
    if claim.far - claim.near > _FLOAT:
        inside = claim.near - half <= size <= claim.far + half
        return ReportedCheck(kind=Agreement.AGREES, note=closed) if inside else None
    return _point_at_close(claim.near, claim.unit, reported.comparator, size, closed)


def _point_at_close(
    figure: float, unit: float, comparator: Comparator, size: float, closed: str
) -> ReportedCheck | None:
    half = unit / 2 + _FLOAT
    loose = max(half, LOOSENESS * figure + _FLOAT)
    if comparator in (Comparator.OVER, Comparator.UP_TO):
        over = comparator is Comparator.OVER
        holds = size >= figure - _FLOAT if over else -half <= size <= figure + half
        return _as_bound(closed) if holds else None
    below, above = half, half
    if comparator is Comparator.NEARLY:
        below = loose
    elif comparator is Comparator.ABOUT:
        below, above = loose, loose
    if -below <= size - figure <= above:
        return ReportedCheck(kind=Agreement.AGREES, note=closed)
    if comparator is Comparator.EXACT and 0.0 <= size - figure < unit - _FLOAT:
        return ReportedCheck(kind=Agreement.TRUNCATED, note=f"{closed}, cut short")
    return None


def _within_session(
    claim: _Claim, reported: ReportedMove, raw: float, bar: DailyBar | None
) -> ReportedCheck:
    """Return the verdict for a figure that is not the close: did the session reach it?"""
    closed = f"closed {raw:+.2%}"
    figure = claim.near if claim.near is not None else claim.far or 0.0
    if reported.basis is Basis.CLOSE:
        return ReportedCheck(kind=Agreement.CONTRADICTED, note=closed)
    slack = max(claim.unit / 2, LOOSENESS * figure) if _is_loose(reported) else claim.unit / 2
    if raw * claim.direction >= figure - slack - _FLOAT:
        return ReportedCheck(kind=Agreement.INTRADAY, note=f"passed on the way; {closed}")
    if bar is None or bar.high is None or bar.low is None:
        if raw * claim.direction < 0 and reported.basis is Basis.UNSTATED:
            return ReportedCheck(kind=Agreement.CONTRADICTED, note=closed)
        return _unverifiable(f"{closed}; no high and low to look for it between")
    before = bar.close / (1.0 + raw)
    reached = (bar.high if claim.direction > 0 else bar.low) / before - 1.0
    extreme = f"{'high' if claim.direction > 0 else 'low'} {reached:+.2%}"
    if reached * claim.direction >= figure - slack - _FLOAT:
        return ReportedCheck(kind=Agreement.INTRADAY, note=f"{extreme}, {closed}")
    return ReportedCheck(kind=Agreement.CONTRADICTED, note=f"{closed}, {extreme}")


def _is_loose(reported: ReportedMove) -> bool:
    return reported.comparator in (Comparator.ABOUT, Comparator.NEARLY)


def _as_bound(closed: str) -> ReportedCheck:
    return ReportedCheck(kind=Agreement.AGREES_AS_BOUND, note=closed)


def _unverifiable(why: str) -> ReportedCheck:
    return ReportedCheck(kind=Agreement.UNVERIFIABLE, note=why)
