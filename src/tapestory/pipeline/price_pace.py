"""How a provider is asked: not too often, again where that helps, and no longer than allowed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from tapestory.clock import Clock
from tapestory.errors import PriceSourceError, SourceBusyError
from tapestory.model import DailyBar
from tapestory.pipeline.price_sources import Source

_MINUTE: Final = timedelta(minutes=1)
_ATTEMPTS: Final = 3
_LONGEST_WAIT: Final = timedelta(seconds=60)
"""A provider that asks for more is left alone, and asked by a later run."""
_UNSAID_WAIT: Final = timedelta(seconds=5)
_UNSAID_PAUSE: Final = timedelta(minutes=15)
"""Where it says "too many" and not for how long: doubled at each attempt, then left alone."""
_LONGEST_PAUSE: Final = timedelta(days=2)
"""However much a provider asks for: it may have meant something else."""


class OutOfTimeError(Exception):
    """What was allowed for this round is used up."""


@dataclass(slots=True, kw_only=True)
class Pace:
    """Asks one provider.

    Args:
        source: Whom, and how often in a minute.
        clock: Tells when it was asked.
        sleep: Waits some seconds.
        jitter: Draws from [0, 1): attempts of many users must not come together.
        until: When to stop; None for never.
    """

    source: Source
    clock: Clock
    sleep: Callable[[float], None]
    jitter: Callable[[], float]
    until: datetime | None = None
    _asked: deque[datetime] = field(default_factory=deque)

    def ask(self, symbol: str, first: date, last: date) -> Sequence[DailyBar]:
        """Return a provider's answer, after as many attempts as make sense.

        Raises:
            OutOfTimeError: The time for this is used up; nothing is known of the symbol.
            PriceSourceError: There is no answer. A `SourceBusyError` means that the provider is
                not to be asked any more in this round.
        """
        attempt = 1
        while True:
            self._take_turn()
            try:
                return self.source.provider.daily_bars(symbol, first, last)
            except PriceSourceError as error:
                wait = self._wait_after(error, attempt)
                if wait is None:
                    raise
                self._pass(wait)
            attempt += 1

    def pause_after(self, error: SourceBusyError) -> datetime:
        """Return until when a provider that has had enough is left alone."""
        now = self.clock.now()
        wanted = retry_after(error.retry_after, now) or _UNSAID_PAUSE
        return now + min(wanted, _LONGEST_PAUSE)

    def _wait_after(self, error: PriceSourceError, attempt: int) -> timedelta | None:
        """Return how long to wait before the next attempt; None when there is to be none."""
        if attempt >= _ATTEMPTS or not error.passing:
            return None
        if isinstance(error, SourceBusyError):
            wanted = retry_after(error.retry_after, self.clock.now())
            wait = wanted if wanted is not None else _UNSAID_WAIT * 2 ** (attempt - 1)
            return wait if wait <= _LONGEST_WAIT else None
        return timedelta(seconds=2 ** (attempt - 1) * (1.0 + self.jitter()))

    def _take_turn(self) -> None:
        """Wait until one more request is within what a minute allows."""
        allowed = self.source.per_minute
        if self.until is not None and self.clock.now() >= self.until:
            raise OutOfTimeError
        if allowed and len(self._asked) >= allowed:
            self._pass(self._asked.popleft() + _MINUTE - self.clock.now())
        self._asked.append(self.clock.now())

    def _pass(self, wait: timedelta) -> None:
        if wait <= timedelta(0):
            return
        if self.until is not None and self.clock.now() + wait > self.until:
            raise OutOfTimeError
        self.sleep(wait.total_seconds())


def retry_after(printed: str, now: datetime) -> timedelta | None:
    """Return how long a Retry-After header asks to wait (RFC 9110 section 10.2.3).

    Args:
        printed: Seconds or an HTTP date.
        now: What the date is compared with.

    Returns:
        Never negative; None when it says nothing that can be understood.
    """
    text = printed.strip()
    if text.isascii() and text.isdigit():
        return timedelta(seconds=min(int(text), int(_LONGEST_PAUSE.total_seconds())))
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, IndexError):
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    return max(timedelta(0), at - now)
