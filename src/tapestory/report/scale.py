"""Values and instants → positions on a strip that is 1,000 units wide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

WIDTH = 1000
_OUTLIER = 1.5
"""As in the mail: what is printed or uncertain may stretch a scale this far beyond what was
measured; the rest is cut off, its number stands beside it."""
_MARGIN = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueScale:
    """The fractions that the ends of every bar of a table stand for."""

    low: float
    high: float

    @classmethod
    def of(cls, firm: Iterable[float], soft: Iterable[float] = ()) -> ValueScale:
        """Return a scale that holds nought and every firm value, and the soft ones as far as fits.

        Args:
            firm: What was measured.
            soft: What is printed, and the ends of ranges.
        """
        firm = list(firm)
        reach = _OUTLIER * max((abs(value) for value in firm), default=0.0)
        cut = [min(max(value, -reach), reach) if reach else value for value in soft]
        values = [0.0, *firm, *cut]
        margin = _MARGIN * (max(values) - min(values))
        return cls(
            low=min(values) - (margin if min(values) < 0 else 0.0),
            high=max(values) + (margin if max(values) > 0 else 0.0),
        )

    def at(self, value: float) -> float:
        """Return where a value lies, cut off at the ends."""
        extent = self.high - self.low
        if not extent:
            return 0.0
        inside = min(max(value, self.low), self.high)
        return round(WIDTH * (inside - self.low) / extent, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeScale:
    """The instants that the ends of a strip stand for."""

    since: datetime
    until: datetime

    @classmethod
    def of(cls, times: Iterable[datetime], *, least: timedelta) -> TimeScale:
        """Return a scale that holds all of these with some room, at least so long.

        Raises:
            ValueError: There are none.
        """
        times = sorted(times)
        first, last = times[0], times[-1]
        missing = max(least - (last - first), timedelta())
        room = (last - first + missing) * _MARGIN
        return cls(since=first - missing / 2 - room, until=last + missing / 2 + room)

    def at(self, instant: datetime) -> float:
        """Return where an instant lies, cut off at the ends."""
        extent = (self.until - self.since).total_seconds()
        inside = min(max(instant, self.since), self.until)
        return round(WIDTH * (inside - self.since).total_seconds() / extent, 1) if extent else 0.0
