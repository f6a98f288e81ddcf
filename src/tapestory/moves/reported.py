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


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionReturn:
    """What one session did to one price, against the close before it, as fractions."""

    session: date
    close: float
    high: float | None = None
    low: float | None = None
    before_close: bool = False
    """The article appeared before this session's close: no figure of it can be the close."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """A figure with its sign taken out: `near` <= `far` are sizes of a move in one direction."""

    falls: bool
    near: float | None
    """None where the figure bounds from above only: "as much as 8 %"."""
    far: float | None
    """None where it bounds from below only: "over 8 %"."""
    unit: float
    """One of the last digit given: 0.01 for "8 %", 0.001 for "8.8 %"."""

    def ends(self) -> list[float]:
        """Return the ends that are given, one or both, the smaller first."""
        return [end for end in (self.near, self.far) if end is not None]

    def half(self) -> float:
        """Return what rounding may have taken away or added."""
        return max(self.unit / 2, _HALF_AT_LEAST)

    def along(self, change: float) -> float:
        """Return how far a return goes in the direction of the claim."""
        return -change if self.falls else change

    def extreme(self, did: SessionReturn) -> float | None:
        """Return the return at which a session went farthest in that direction."""
        return did.low if self.falls else did.high


def check(reported: ReportedMove, did: SessionReturn) -> ReportedCheck:
    """Hold a reported move against the session that it speaks of.

    Args:
        reported: What the article says.
        did: What that session did.
    """
    claim, missing = _claim(reported), cannot_be_checked(reported)
    if missing or claim is None:
        kind, note = Agreement.UNVERIFIABLE, missing
    else:
        kind, note = _verdict(claim, reported, did)
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


def _verdict(claim: _Claim, reported: ReportedMove, did: SessionReturn) -> _Verdict:
    of_extreme = _is_of_its_extreme(claim, reported, did)
    found = None if of_extreme else _at_close(claim, reported, did.close)
    return found or _within_session(claim, reported, did)


def _claim(reported: ReportedMove) -> _Claim | None:
    ends = [end for end in (reported.low, reported.high) if end is not None]
    if not ends:
        return None
    falls = min(ends) + max(ends) < 0
    # Down, the smaller size is the higher end: "over 8 %" has only that one, -0.08.
    near, far = reported.low, reported.high
    if falls:
        near, far = (None if end is None else -end for end in (far, near))
    if near == far and reported.comparator is Comparator.OVER:
        far = None
    if near == far and reported.comparator is Comparator.UP_TO:
        near = None
    unit = min(_last_digit(end, reported.sentence) for end in ends)
    return _Claim(falls, near, far, unit)


def _last_digit(fraction: float, sentence: str) -> float:
    """Return the size of the last decimal that a figure was printed with: 8.8 % → 0.001.

    Zeros that a number does not keep ("8.0 %") are looked up in the sentence.
    """
    decimals = next((n for n in (0, 1) if _same(fraction, round(fraction, n + 2))), 2)
    for printed in _DECIMALS.findall(sentence):
        if _same(abs(fraction), float(printed) / 100):
            decimals = max(decimals, min(2, len(printed.partition(".")[2])))
    return (0.01, 0.001, 0.0001)[decimals]


def _at_least(size: float, bound: float) -> bool:
    return size >= bound - _FLOAT


def _between(least: float, size: float, most: float) -> bool:
    return _at_least(size, least) and _at_least(most, size)


def _same(one: float, other: float) -> bool:
    return _between(other, one, other)


def _is_of_its_extreme(claim: _Claim, reported: ReportedMove, did: SessionReturn) -> bool:
    """Tell whether "as much as" during a session is told by its high or low, not by its close.

    Where the close is the figure it tells too; where no extreme is held, it is all there is.
    """
    if reported.comparator is not Comparator.UP_TO or reported.basis is not Basis.INTRADAY:
        return False
    if claim.extreme(did) is None:
        return False
    return not _at_least(claim.along(did.close), claim.ends()[-1] - claim.unit / 2)


def _at_close(claim: _Claim, reported: ReportedMove, raw: float) -> _Verdict | None:
    """Return the verdict when the close bears the claim out; None when it does not."""
    size, closed = claim.along(raw), f"closed {raw:+.2%}"
    if claim.near is not None and claim.far is not None:
        return _figure_at_close((claim.near, claim.far), claim, reported.comparator, size, closed)
    if claim.far is not None:
        holds = _between(-claim.half(), size, claim.far + claim.half())
    else:
        # Nothing under a bound is rounded to more than it: there only closes of two sources differ.
        holds = _at_least(size, claim.ends()[0] - _HALF_AT_LEAST)
    return (Agreement.AGREES_AS_BOUND, closed) if holds else None


def _figure_at_close(
    ends: tuple[float, float], claim: _Claim, comparator: Comparator, size: float, closed: str
) -> _Verdict | None:
    near, far = ends
    below = max(claim.half(), LOOSENESS * near) if _is_loose(comparator) else claim.half()
    above = max(claim.half(), LOOSENESS * far) if comparator is Comparator.ABOUT else claim.half()
    if _between(near - below, size, far + above):
        return Agreement.AGREES, closed
    short_of_next = _at_least(size, far) and not _at_least(size, far + claim.unit)
    if comparator is Comparator.EXACT and short_of_next:
        return Agreement.TRUNCATED, f"{closed}, cut short"
    return None


def _within_session(claim: _Claim, reported: ReportedMove, did: SessionReturn) -> _Verdict:
    """Return the verdict for a figure that is not the close: did the session reach it?"""
    closed = f"closed {did.close:+.2%}"
    figure = claim.ends()[0]
    if reported.basis is Basis.CLOSE and not did.before_close:
        return Agreement.CONTRADICTED, closed
    slack = claim.unit / 2
    if _is_loose(reported.comparator):
        slack = max(slack, LOOSENESS * figure)
    if _at_least(claim.along(did.close), figure - slack):
        return Agreement.INTRADAY, f"passed on the way; {closed}"
    reached = claim.extreme(did)
    if reached is None:
        opposite = claim.along(did.close) < 0
        if opposite and reported.basis is Basis.UNSTATED and not did.before_close:
            return Agreement.CONTRADICTED, closed
        return Agreement.UNVERIFIABLE, f"{closed}; no high and low to look for it between"
    extreme = f"{'low' if claim.falls else 'high'} {reached:+.2%}"
    if _at_least(claim.along(reached), figure - slack):
        return Agreement.INTRADAY, f"{extreme}, {closed}"
    return Agreement.CONTRADICTED, f"{closed}, {extreme}"


def _is_loose(comparator: Comparator) -> bool:
    return comparator in (Comparator.ABOUT, Comparator.NEARLY)
