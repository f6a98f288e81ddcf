"""What one poll of a feed brought → what is known of it now, and when it is due again.

Pure: the time, the jitter and the answer come in. Nothing but the stored due time and the
feed's own skip rules decides whether it is asked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from tapestory.ingest.fetch import FetchAnswer
from tapestory.ingest.freshness import http_date
from tapestory.ingest.hints import WEEKDAYS
from tapestory.model import Feed, FeedHints, FeedState, ParsedFeed

LONGEST = timedelta(days=8)
"""No wish of a publisher keeps us away for longer: a week, and a day for the week's feed."""
_DAY = timedelta(days=1)
_SPREAD = 0.05
_MAX_SPREAD = timedelta(minutes=5)
_MOST_DOUBLINGS = 20
_BROKEN = "not well-formed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PollSettings:
    """How often feeds are asked."""

    min_interval: timedelta = timedelta(minutes=15)
    """No feed is asked more often."""
    default_interval: timedelta = timedelta(hours=1)
    """For feeds that say nothing about it."""
    max_interval: timedelta = _DAY
    """Longest wait that we choose ourselves, backing off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moment:
    """When the answer came, and how the next time is chosen."""

    now: datetime
    jitter: float
    settings: PollSettings

    def due(self, wait: timedelta) -> datetime:
        return self.now + wait + min(wait * _SPREAD, _MAX_SPREAD) * self.jitter


def is_due(state: FeedState, now: datetime) -> bool:
    """Tell whether a feed may be asked now.

    A due time further ahead than any that is ever set comes from a clock that stood wrong, and
    does not count. The feed's skipHours and skipDays (GMT) are tested here, when asking.
    """
    if state.gone or _skips(state.hints, now):
        return False
    return state.next_due is None or not now < state.next_due <= now + LONGEST + _MAX_SPREAD


def next_state(  # noqa: PLR0913  # everything that one poll brought, each by its name
    feed: Feed,
    state: FeedState,
    *,
    answer: FetchAnswer | None,
    parsed: ParsedFeed | None,
    error: str,
    jitter: float,
    settings: PollSettings,
    now: datetime,
) -> FeedState:
    """Return what is known of a feed after one poll.

    Args:
        feed: The subscription.
        state: What was known before.
        answer: What the server answered; None when nothing usable came.
        parsed: What the answer holds; None when it was not parsed: not modified, the very body
            of last time, or no feed.
        error: Why nothing came or could be read; "" when all went well.
        jitter: 0 to 1, spreads the feeds over up to five minutes.
        settings: How often feeds are asked.
        now: Time of the answer.
    """
    at = _Moment(now=now, jitter=min(max(jitter, 0.0), 1.0), settings=settings)
    polled = replace(state, last_polled=now)
    if answer is None:
        return _failed(polled, error, "", at)
    if answer.status == 410:
        known = replace(polled, gone=True, next_due=None, failures=state.failures + 1)
        return replace(known, last_error="410: gone for good", moved_to="")
    if answer.status == 304 and not error:
        return _not_modified(polled, answer, at)
    if answer.status == 200 and not error:
        return _read(feed, polled, answer, parsed, at)
    failed = _failed(
        polled, error or f"the server answered {answer.status}", answer.retry_after, at
    )
    if answer.status == 404:
        wait = max(_DAY, _retry_after(answer.retry_after, now))
        failed = replace(failed, next_due=at.due(wait))
    # Where a moved feed is missing, the address that the user gave gets its chance again.
    return replace(failed, moved_to="") if answer.status in (404, 200) else failed


def is_unchanged(state: FeedState, answer: FetchAnswer) -> bool:
    """Tell whether an answer carries the very bytes that were parsed last time."""
    return (
        answer.status == 200
        and bool(answer.body)
        and bool(state.body_sha256)
        and sha256(answer.body or b"").hexdigest() == state.body_sha256
    )


def _not_modified(state: FeedState, answer: FetchAnswer, at: _Moment) -> FeedState:
    return replace(
        state,
        etag=answer.etag or state.etag,
        last_modified=answer.last_modified or state.last_modified,
        failures=0,
        last_success=at.now,
        last_error="",
        next_due=at.due(_wish(state.hints, answer.max_age, at.settings)),
    )


def _read(
    feed: Feed, state: FeedState, answer: FetchAnswer, parsed: ParsedFeed | None, at: _Moment
) -> FeedState:
    hints = state.hints if parsed is None else parsed.hints
    trusted = _keeps_validators(state, parsed)
    moved_to = answer.permanent_url or state.moved_to
    return replace(
        state,
        etag=answer.etag if trusted else "",
        last_modified=answer.last_modified if trusted else "",
        body_sha256=sha256(answer.body or b"").hexdigest(),
        hints=hints,
        failures=0,
        last_success=at.now,
        last_error="",
        moved_to="" if moved_to == feed.url else moved_to,
        next_due=at.due(_wish(hints, answer.max_age, at.settings)),
    )


def _keeps_validators(state: FeedState, parsed: ParsedFeed | None) -> bool:
    """Tell whether a later 304 would mean "you have it all".

    Not after an answer that was broken off or empty. The same body again is judged as it was
    judged the first time: what left no validators then leaves none now.
    """
    if parsed is None:
        return bool(state.etag or state.last_modified)
    broken = any(problem.startswith(_BROKEN) for problem in parsed.problems)
    return bool(parsed.entries) and not broken


def _failed(state: FeedState, error: str, retry_after: str, at: _Moment) -> FeedState:
    failures = state.failures + 1
    doubled = at.settings.default_interval * 2 ** min(failures - 1, _MOST_DOUBLINGS)
    wait = max(min(doubled, at.settings.max_interval), _retry_after(retry_after, at.now))
    return replace(state, failures=failures, last_error=error, next_due=at.due(wait))


def _wish(hints: FeedHints, max_age: int | None, settings: PollSettings) -> timedelta:
    """Return the longest of what publisher and settings ask for."""
    asked = [
        timedelta(minutes=minutes)
        for minutes in (hints.ttl_minutes, hints.update_minutes)
        if minutes is not None
    ]
    if max_age is not None:
        asked.append(timedelta(seconds=min(max_age, LONGEST.total_seconds())))
    return min(max([settings.min_interval, settings.default_interval, *asked]), LONGEST)


def _retry_after(printed: str, now: datetime) -> timedelta:
    """Return how long the server asks to be left alone (RFC 9110 section 10.2.3), capped."""
    printed = printed.strip()
    if printed.isdecimal():
        return timedelta(seconds=min(int(printed[:10]), LONGEST.total_seconds()))
    instant = http_date(printed) if printed else None
    return min(max(instant - now, timedelta()), LONGEST) if instant is not None else timedelta()


def _skips(hints: FeedHints, now: datetime) -> bool:
    at = now.astimezone(UTC)
    # A feed that skips every hour or day would never be asked: it cannot mean that.
    hours = hints.skip_hours if len(hints.skip_hours) < 24 else frozenset[int]()
    days = hints.skip_days if len(hints.skip_days) < 7 else frozenset[str]()
    return at.hour in hours or WEEKDAYS[at.weekday()] in days
