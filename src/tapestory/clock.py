"""The one place where the time of day is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time; every component that needs it is given one."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        ...


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """Return the system time, aware, in UTC."""
        return datetime.now(tz=UTC)


@dataclass(slots=True)
class FixedClock:
    """A clock that stands where it was set: for the sample, for replays and for tests.

    Args:
        instant: An aware time. Assign to it to move the clock.
    """

    instant: datetime

    def now(self) -> datetime:
        """Return the instant that the clock was set to, in UTC."""
        return self.instant.astimezone(UTC)
