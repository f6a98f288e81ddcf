"""A reported move and what its session did in, whether the tape agrees with the article out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from tapestory.model import Agreement, Basis, Comparator, ReportedCheck, ReportedMove

LOOSENESS: Final = 0.05
""""About" and "nearly" may be off by this share of the figure, or by half of its last digit."""

_HALF_AT_LEAST: Final = 0.00015
"""Closes are given in cents, and indices differ by a hundredth of a point from one source to the
next: a figure with two decimals may be off by one and a half of the last."""
_DECIMALS: Final = re.compile(r"\d+\.\d+")
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


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionReturn:
    """What one session did to one price, against the close before it, as fractions."""

    session: date
    close: float
    high: float | None = None
    low: float | None = None
    before_close: bool = False
    """The article appeared before this session's close: no figure of it can be the close."""


def check(reported: ReportedMove, did: SessionReturn) -> ReportedCheck:
    """Hold a reported move against the session that it speaks of.

    Args:
        reported: What the article says.
        did: What that session did.
    """
    claim = _claim(reported)
    missing = _NOT_IN_DAILY_BARS.get(reported.basis, "")
    if missing or claim is None:
        kind, note = Agreement.UNVERIFIABLE, missing or "the article gives no figure"
    else:
        found = None
        if not _is_of_its_extreme(claim, reported, did):
            found = _at_close(claim, reported, did.close)
        kind, note = found or _within_session(claim, reported, did)
    return ReportedCheck(
        reported=reported, kind=kind, note=note, session=did.session,
        close=did.close, high=did.high, low=did.low,
    )  # fmt: skip


def unverifiable(reported: ReportedMove, why: str, session: date | None = None) -> ReportedCheck:
    """Return the check of what cannot be held against anything.

    Args:
        reported: What the article says.
        why: What is missing, in a few words.
        session: That it speaks of, where that much is known.
    """
    return ReportedCheck(reported=reported, kind=Agreement.UNVERIFIABLE, note=why, session=session)


def cannot_be_checked(reported: ReportedMove) -> str:
    """Return why no session's bar can tell about a reported move; empty when one can."""
    if reported.low is None and reported.high is None:
        return "the article gives no figure"
    return _NOT_IN_DAILY_BARS.get(reported.basis, "")


BORNE_OUT: Final = (
    Agreement.AGREES,
    Agreement.AGREES_AS_BOUND,
    Agreement.TRUNCATED,
    Agreement.INTRADAY,
)
"""From the figure that is the close to that which the session only passed."""


def closest(checks: Iterable[ReportedCheck]) -> ReportedCheck | None:
    """Return the check that bears the article out most, the first of equals; None when none does.

    Args:
        checks: Of one reported move against each session that it may speak of.
    """
    fits = [item for item in checks if item.kind in BORNE_OUT]
    return min(fits, key=_how_well, default=None)


def _how_well(found: ReportedCheck) -> tuple[int, float]:
    """Rank a check by its kind, and those of figures only passed by how near the close came."""
    rank = BORNE_OUT.index(found.kind)
    if found.kind is not Agreement.INTRADAY or found.close is None:
        return rank, 0.0
    ends = [end for end in (found.reported.low, found.reported.high) if end is not None]
    return rank, min(abs(found.close - end) for end in ends)


def with_note(found: ReportedCheck, more: str) -> ReportedCheck:
    """Return a check whose note says more."""
    return replace(found, note=f"{found.note}; {more}")


_Verdict = tuple[Agreement, str]


def _claim(reported: ReportedMove) -> _Claim | None:
    ends = [end for end in (reported.low, reported.high) if end is not None]
    if not ends:
        return None
    direction = -1.0 if min(ends) + max(ends) < 0 else 1.0
    unit = min(_last_digit(end, reported.sentence) for end in ends)
    if reported.low is None or reported.high is None:
        # One end is open: "over 8 %" down has only a larger end, -0.08; up, only a smaller one.
        size = ends[0] * direction
        opens_outward = (reported.low is None) == (direction < 0)
        near, far = (size, None) if opens_outward else (None, size)
        return _Claim(direction, near, far, unit)
    near, far = sorted((reported.low * direction, reported.high * direction))
    return _Claim(direction, near, far, unit)


def _last_digit(fraction: float, sentence: str) -> float:
    """Return the size of the last decimal that a figure was printed with: 8.8 % → 0.001.

    Zeros that a number does not keep ("8.0 %") are looked up in the sentence.
    """
    per_cent = abs(fraction) * 100.0
    decimals = next((n for n in (0, 1) if abs(per_cent - round(per_cent, n)) < _FLOAT * 100), 2)
    for printed in _DECIMALS.findall(sentence):
        if abs(float(printed) - per_cent) < _FLOAT * 100:
            decimals = max(decimals, min(2, len(printed.partition(".")[2])))
    return (0.01, 0.001, 0.0001)[decimals]


def _is_of_its_extreme(claim: _Claim, reported: ReportedMove, did: SessionReturn) -> bool:
    """Tell whether "as much as" during a session is told by its high or low, not by its close.

    Where the close is the figure it tells too; where no extreme is held, it is all there is.
    """
    extreme = did.high if claim.direction > 0 else did.low
    if reported.comparator is not Comparator.UP_TO or reported.basis is not Basis.INTRADAY:
        return False
    figure = claim.far if claim.far is not None else claim.near or 0.0
    return extreme is not None and did.close * claim.direction < figure - claim.unit / 2 - _FLOAT


def _at_close(claim: _Claim, reported: ReportedMove, raw: float) -> _Verdict | None:
    """Return the verdict when the close bears the claim out; None when it does not."""
    size = raw * claim.direction
    half = max(claim.unit / 2, _HALF_AT_LEAST) + _FLOAT
    closed = f"closed {raw:+.2%}"
    if claim.near is None or claim.far is None:
        # Nothing under a bound is rounded to more than it: there only closes of two sources differ.
        if claim.near is not None:
            holds = size >= claim.near - _HALF_AT_LEAST - _FLOAT
        else:
            holds = -half <= size <= (claim.far or 0.0) + half
        return (Agreement.AGREES_AS_BOUND, closed) if holds else None
    if claim.far - claim.near > _FLOAT:
        inside = claim.near - half <= size <= claim.far + half
        return (Agreement.AGREES, closed) if inside else None
    return _point_at_close(claim.near, claim.unit, reported.comparator, size, closed)


def _point_at_close(
    figure: float, unit: float, comparator: Comparator, size: float, closed: str
) -> _Verdict | None:
    half = max(unit / 2, _HALF_AT_LEAST) + _FLOAT
    loose = max(half, LOOSENESS * figure + _FLOAT)
    if comparator in (Comparator.OVER, Comparator.UP_TO):
        over = comparator is Comparator.OVER
        holds = size >= figure - _FLOAT if over else -half <= size <= figure + half
        return (Agreement.AGREES_AS_BOUND, closed) if holds else None
    below, above = half, half
    if comparator is Comparator.NEARLY:
        below = loose
    elif comparator is Comparator.ABOUT:
        below, above = loose, loose
    if -below <= size - figure <= above:
        return Agreement.AGREES, closed
    if comparator is Comparator.EXACT and 0.0 <= size - figure < unit - _FLOAT:
        return Agreement.TRUNCATED, f"{closed}, cut short"
    return None


def _within_session(claim: _Claim, reported: ReportedMove, did: SessionReturn) -> _Verdict:
    """Return the verdict for a figure that is not the close: did the session reach it?"""
    closed = f"closed {did.close:+.2%}"
    figure = claim.near if claim.near is not None else claim.far or 0.0
    if reported.basis is Basis.CLOSE and not did.before_close:
        return Agreement.CONTRADICTED, closed
    slack = max(claim.unit / 2, LOOSENESS * figure) if _is_loose(reported) else claim.unit / 2
    if did.close * claim.direction >= figure - slack - _FLOAT:
        return Agreement.INTRADAY, f"passed on the way; {closed}"
    reached = did.high if claim.direction > 0 else did.low
    if reached is None:
        opposite = did.close * claim.direction < 0
        if opposite and reported.basis is Basis.UNSTATED and not did.before_close:
            return Agreement.CONTRADICTED, closed
        return Agreement.UNVERIFIABLE, f"{closed}; no high and low to look for it between"
    extreme = f"{'high' if claim.direction > 0 else 'low'} {reached:+.2%}"
    if reached * claim.direction >= figure - slack - _FLOAT:
        return Agreement.INTRADAY, f"{extreme}, {closed}"
    return Agreement.CONTRADICTED, f"{closed}, {extreme}"


def _is_loose(reported: ReportedMove) -> bool:
    return reported.comparator in (Comparator.ABOUT, Comparator.NEARLY)
