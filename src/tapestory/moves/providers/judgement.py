"""A provider's bars of one symbol in, those that are not to be believed as they stand out.

A return of more than a quarter is quarantined: most are slipped digits, splits that nobody noted,
or bars of another share. What confirms one is a split that the series knows of, a second provider
that saw the same, or, since true moves of that size are what this program is about, the sessions
after it: five closes that stay at the new level, where the step is none that a split would make.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import copysign, log
from typing import Final

from tapestory.model import BarState, DailyBar, growth_between

LARGEST_UNCONFIRMED: Final = 0.25
"""A return beyond it, up or down, needs to be confirmed."""

IDENTICAL_CLOSES: Final = 5
"""As many equal closes in a row are an alarm. No symbol of the shared prices has more than three
in 64,000 sessions; a source that repeats its last price has as many within a week."""

CONFIRMING_SESSIONS: Final = 5
"""The closes after a jump that must stay at the new level for it to be believed."""

_SPLIT_BAND: Final = (0.6, 1.8)
"""Growth outside it is not believed for its staying there: two for one and beyond, either way, and
slipped digits stay too."""
_THREE_FOR_TWO: Final = 2.0 / 3.0
_NEAR_SPLIT: Final = 0.035
"""Three for two is the one usual split inside the band; the market moves by as much meanwhile."""
_SAME_MOVE: Final = (0.02, 0.1)
"""Two providers saw the same if their returns differ by no more than that, or that share of it:
they adjust for dividends differently, and some take the last trade for the auction's price."""
_UNDONE: Final = 0.75
_SAME_LEVEL: Final = 0.1
"""A wrong price ends in one step that takes most of the jump back (a share of its logarithm), to
about where the price was (difference of logarithms)."""
_NO_RETURN_DAYS: Final = 10
"""Bars further apart than the longest closure are not consecutive sessions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What stands against a bar."""

    session: date
    state: BarState
    """`quarantined` or `alarm`."""
    reason: str
    until: date | None = None
    """The session whose close confirmed it in the end; None when nothing did yet."""
    confirmed: str = ""
    """What confirmed it."""


def doubts(
    bars: Sequence[DailyBar],
    *,
    others: Mapping[str, Sequence[DailyBar]] | None = None,
    accepted: frozenset[date] = frozenset(),
) -> tuple[Doubt, ...]:
    """Return what stands against the bars of a symbol, by session.

    Args:
        bars: Of one symbol from one provider, each possible in itself, in any order; those that
            were seen before the close left out. Returns are judged adjusted, so a split or a
            dividend that the series knows of raises no doubt.
        others: The same symbol from other providers, by provider.
        accepted: Sessions that somebody said are right.
    """
    series = _Series(bars)
    rivals = {name: _Series(held) for name, held in (others or {}).items()}
    found = {doubt.session: doubt for doubt in _repeats(series)}
    found |= {doubt.session: doubt for doubt in _jumps(series, rivals, accepted)}
    return tuple(doubt for _, doubt in sorted(found.items()) if doubt.session not in accepted)


class _Series:
    """Bars in order, their growth from one to the next, and the level that it adds up to."""

    def __init__(self, bars: Sequence[DailyBar]) -> None:
        self.bars = sorted(bars, key=lambda bar: bar.session)
        self.growth = [1.0]
        self.level = [0.0]
        for earlier, later in zip(self.bars, self.bars[1:], strict=False):
            step = growth_between(earlier, later)
            self.growth.append(step)
            self.level.append(self.level[-1] + log(step))
        self.place = {bar.session: at for at, bar in enumerate(self.bars)}

    def jumps(self) -> Iterator[int]:
        for at in range(1, len(self.bars)):
            apart = (self.bars[at].session - self.bars[at - 1].session).days
            if apart <= _NO_RETURN_DAYS and abs(self.growth[at] - 1.0) > LARGEST_UNCONFIRMED:
                yield at

    def growth_over(self, earlier: date, later: date) -> float | None:
        """Return the growth between two sessions that stand beside each other here too."""
        at = self.place.get(later, 0)
        if at == 0 or self.bars[at - 1].session != earlier:
            return None
        return self.growth[at]


def _jumps(
    series: _Series, rivals: Mapping[str, _Series], accepted: frozenset[date]
) -> Iterator[Doubt]:
    back = 0
    for at in series.jumps():
        if at <= back:
            continue  # the way back from an excursion, or a jump inside one
        if series.bars[at].session in accepted:
            continue
        witness = _witness(series, at, rivals)
        if witness:
            continue
        reason = _told(series, at)
        back = _way_back(series, at)
        if back:
            returned = series.bars[back].session
            for lost in range(at, back):
                yield Doubt(
                    session=series.bars[lost].session,
                    state=BarState.QUARANTINED,
                    reason=f"{reason}; from {returned} on it is back",
                )
            continue
        settled = _settled(series, at)
        yield Doubt(
            session=series.bars[at].session,
            state=BarState.QUARANTINED,
            reason=f"{reason}: neither a split nor a second provider confirms it",
            until=settled,
            confirmed=f"the {CONFIRMING_SESSIONS} closes up to {settled} stay there"
            if settled
            else "",
        )


def _told(series: _Series, at: int) -> str:
    bar, before = series.bars[at], series.bars[at - 1]
    return (
        f"close {bar.close:g} is {series.growth[at] - 1.0:+.1%} on {before.close:g}"
        f" of {before.session}"
    )


def _witness(series: _Series, at: int, rivals: Mapping[str, _Series]) -> str:
    """Return the provider that saw the same move; empty when none did."""
    own = series.growth[at] - 1.0
    least, share = _SAME_MOVE
    for name, rival in rivals.items():
        seen = rival.growth_over(series.bars[at - 1].session, series.bars[at].session)
        if seen is not None and abs(seen - 1.0 - own) <= max(least, share * abs(own)):
            return name
    return ""


def _way_back(series: _Series, at: int) -> int:
    """Return where a jump is undone by another soon after; 0 when it is not."""
    jump = log(series.growth[at])
    for later in range(at + 1, min(at + CONFIRMING_SESSIONS, len(series.bars) - 1) + 1):
        undone = -log(series.growth[later]) / jump
        if undone >= _UNDONE and abs(series.level[later] - series.level[at - 1]) <= _SAME_LEVEL:
            return later
    return 0


def _settled(series: _Series, at: int) -> date | None:
    """Return the session by which later closes had confirmed a jump; None where they do not."""
    growth = series.growth[at]
    low, high = _SPLIT_BAND
    if not low < growth < high or abs(growth / _THREE_FOR_TWO - 1.0) <= _NEAR_SPLIT:
        return None
    after = range(at + 1, at + 1 + CONFIRMING_SESSIONS)
    if after[-1] >= len(series.bars):
        return None
    jump = log(growth)
    stays = [copysign(1.0, jump) * (series.level[later] - series.level[at - 1]) for later in after]
    if min(stays) < abs(jump) / 4.0:
        return None
    return series.bars[after[-1]].session


def _repeats(series: _Series) -> Iterator[Doubt]:
    """Yield an alarm for each run of equal closes, at the session that made it one."""
    start = 0
    for at in range(1, len(series.bars) + 1):
        if at < len(series.bars) and series.bars[at].close == series.bars[start].close:
            continue
        if at - start >= IDENTICAL_CLOSES:
            first, last = series.bars[start], series.bars[at - 1]
            yield Doubt(
                session=series.bars[start + IDENTICAL_CLOSES - 1].session,
                state=BarState.ALARM,
                reason=f"{at - start} identical closes of {first.close:g} from {first.session}"
                f" to {last.session}: the provider may be repeating its last price",
            )
        start = at
