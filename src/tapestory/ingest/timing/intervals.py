"""What a publisher wishes and what we would choose → when a feed is asked next, and why then.

A wish is a floor, capped at `LONGEST`: Retry-After counts from the answer; how long a copy is
good for (max-age, Expires, ttl) from when it was asked for, as RFC 9111 section 4.2.3 has it, to
the two seconds that whole seconds on both sides can tell. What we choose ourselves counts from
the beginning of the round and comes a little early. So whoever polls every hour asks an hourly
feed every hour, however many seconds the one round takes longer than the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tapestory.ingest.fetching.answers import FetchAnswer
from tapestory.ingest.timing.freshness import LONGEST, expires_after, retry_after
from tapestory.ingest.timing.hints import WEEKDAYS
from tapestory.model import FeedHints, FeedState

DAY = timedelta(days=1)
_RESOLUTION = timedelta(seconds=2)
_EARLIEST = timedelta(minutes=5)
"""Jitter takes no more than this off what we choose."""
_EARLY, _AT_LEAST_EARLY = 0.05, 0.02
_MINIMUM_SLACK = timedelta(seconds=20)
"""A round that began this much sooner than the minimum interval allows still counts as regular:
cron starts to the second, and programs take a moment to start."""
_MOST_DOUBLINGS = 20
_BUSY = timedelta(minutes=15)
_WATCHED = DAY
_QUIETEST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class PollSettings:
    """How often feeds are asked."""

    min_interval: timedelta = timedelta(minutes=15)
    """No feed is asked more often."""
    default_interval: timedelta = timedelta(hours=1)
    """For feeds that say nothing about it."""
    max_interval: timedelta = DAY
    """Longest wait that we choose ourselves, backing off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """When a feed is to be asked, and who chose that."""

    at: datetime
    because: str
    last: datetime
    """Nothing puts it off beyond this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When the answer came, and how the next time is chosen."""

    asked: datetime
    """Beginning of the round."""
    sent: datetime
    """When the request was sent."""
    now: datetime
    """Time of the answer."""
    jitter: float
    """0 to 1."""
    settings: PollSettings

    def chosen(self, wait: timedelta, because: str) -> Due:
        """Return a due time of our own choice: up to a twentieth early, never late."""
        spread = _AT_LEAST_EARLY + (_EARLY - _AT_LEAST_EARLY) * self._jitter
        early = self.asked + wait - min(wait * spread, _EARLIEST * (spread / _EARLY))
        least = self.settings.min_interval
        floor = self.asked + least - min(least * _AT_LEAST_EARLY, _MINIMUM_SLACK)
        return self._due(max(early, floor), because)

    def wished(self, wait: timedelta, because: str) -> Due:
        """Return a due time that the publisher asked for."""
        return self._due(self.now + min(max(wait, timedelta()), LONGEST), because)

    def stale(self, lifetime: timedelta, because: str) -> Due:
        """Return when an answer that is good for so long is good no more."""
        lifetime = min(max(lifetime, timedelta()), LONGEST)
        return self._due(self.sent + lifetime - _RESOLUTION, because)

    @property
    def _jitter(self) -> float:
        return min(max(self.jitter, 0.0), 1.0)

    def _due(self, at: datetime, because: str) -> Due:
        return Due(at=at, because=because, last=self.now + LONGEST)


def after_answer(state: FeedState, hints: FeedHints, answer: FetchAnswer, at: Moment) -> Due:
    """Return when to ask again after an answer that was read, or said that nothing is new.

    Args:
        state: What was known before.
        hints: What the feed says.
        answer: A 200 or 304.
        at: When it came.
    """
    found = [_own(state, hints, answer, at), *_of_feed(hints, at)]
    fresh = _of_server(state, answer, at)
    return _latest([*found, *([fresh] if fresh is not None else []), *_retry(answer, at)])


def after_failure(
    failures: int, status: int | None, hints: FeedHints, answer: FetchAnswer | None, at: Moment
) -> Due:
    """Return when to try again: later and later, once a day where there is nothing.

    Never sooner than the feed wished when it was well.

    Args:
        failures: In a row, this one included.
        status: Of HTTP, None when there was no usable answer.
        hints: What the feed said when it could be read.
        answer: For what it says about coming back.
        at: When it failed.
    """
    if status == 404:
        own = at.chosen(DAY, "404: asked once a day")
    else:
        doubled = at.settings.default_interval * 2 ** min(failures - 1, _MOST_DOUBLINGS)
        wait = min(doubled, at.settings.max_interval)
        own = at.chosen(wait, f"{failures} failure{'s in a row' if failures > 1 else ''}")
    return _latest([own, *_of_feed(hints, at), *_retry(answer, at)])


def retry_wish(printed: str, sent: str, at: Moment) -> Due | None:
    """Return when a feed may be asked by what Retry-After says, None when it says nothing."""
    wait = retry_after(printed, sent=sent, now=at.now)
    return None if wait is None else at.wished(wait, f"Retry-After: {printed.strip()[:40]}")


def skips(hints: FeedHints, now: datetime) -> bool:
    """Tell whether a feed's skipHours or skipDays (GMT) name this hour or day.

    A feed that skips every hour or day would never be asked: it cannot mean that.
    """
    at = now.astimezone(UTC)
    hours = hints.skip_hours if len(hints.skip_hours) < 24 else frozenset[int]()
    days = hints.skip_days if len(hints.skip_days) < 7 else frozenset[str]()
    return at.hour in hours or WEEKDAYS[at.weekday()] in days


def _own(state: FeedState, hints: FeedHints, answer: FetchAnswer, at: Moment) -> Due:
    """Return our own choice: the default, unless the feed's own rhythm says otherwise.

    Asked twice as often where it publishes several times an hour, right now, and its server
    says nothing about caching. Asked less often where we have watched it for a day without
    anything new: a quarter of its rhythm, but at least every six default intervals.
    """
    default = at.settings.default_interval
    if hints.rhythm_minutes is None:
        return at.chosen(default, "default interval")
    rhythm = timedelta(minutes=hints.rhythm_minutes)
    shown = f"publishes about every {_spoken(rhythm)}"
    says_nothing = answer.max_age is None and not answer.expires and hints.ttl_minutes is None
    watched = at.now - state.newest_at if state.newest_at is not None else timedelta()
    if rhythm <= _BUSY and says_nothing and watched <= default * 2:
        return at.chosen(max(default / 2, at.settings.min_interval), shown)
    quiet = min(rhythm, watched) / 4
    bound = min(default * _QUIETEST, max(at.settings.max_interval, default))
    if watched >= _WATCHED and quiet > default:
        return at.chosen(min(quiet, bound), shown)
    return at.chosen(default, "default interval")


def _of_feed(hints: FeedHints, at: Moment) -> Iterable[Due]:
    if hints.ttl_minutes is not None:
        wait = timedelta(minutes=min(hints.ttl_minutes, 100_000))
        yield at.stale(wait, f"ttl {hints.ttl_minutes} minutes")
    if hints.update_minutes is not None:
        often = min(timedelta(minutes=hints.update_minutes), LONGEST)
        yield at.stale(often, f"sy:updatePeriod: every {_spoken(often)}")


def _of_server(state: FeedState, answer: FetchAnswer, at: Moment) -> Due | None:
    fresh = expires_after(answer.expires, sent=answer.date, now=at.now)
    max_age = answer.max_age
    if max_age is None and fresh is None and answer.status == 304:
        # It renews what is held, and replaces only the headers that it repeats (RFC 9111, 4.3.4).
        max_age = state.max_age_seconds
    if max_age is not None:
        lifetime = timedelta(seconds=min(max_age, int(LONGEST.total_seconds())))
        return at.stale(lifetime, f"Cache-Control: max-age={max_age}")
    return at.stale(fresh, f"Expires: {answer.expires[:40]}") if fresh is not None else None


def _retry(answer: FetchAnswer | None, at: Moment) -> Iterable[Due]:
    if answer is not None:
        wish = retry_wish(answer.retry_after, answer.date, at)
        if wish is not None:
            yield wish


def _latest(found: Iterable[Due]) -> Due:
    return max(found, key=lambda due: due.at)


def _spoken(wait: timedelta) -> str:
    minutes = max(1, round(wait.total_seconds() / 60))
    if minutes < 120:
        return f"{minutes} min"
    hours = round(minutes / 60)
    return f"{hours} h" if hours < 48 else f"{round(hours / 24)} days"
