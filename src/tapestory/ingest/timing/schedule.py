"""What one poll of a feed brought → what is known of it now, and when it is due again.

Pure: the time, the jitter and the answer come in. The stored due time and the feed's own skip
rules decide whether it is asked, unless they were stored by a clock that stood wrong.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

from tapestory.ingest.fetching.answers import FetchAnswer
from tapestory.ingest.fetching.targets import same_address
from tapestory.ingest.timing.freshness import LONGEST
from tapestory.ingest.timing.intervals import (
    DAY,
    Due,
    Moment,
    PollSettings,
    after_answer,
    after_failure,
    retry_wish,
    skips,
)
from tapestory.ingest.timing.rhythm import rhythm_minutes
from tapestory.model import Feed, FeedState, ParsedFeed

__all__ = ["LONGEST", "PollSettings", "is_due", "is_unchanged", "next_state", "postponed"]

_DISTRUSTED = "~"
"""Before the hash of a body that leaves no validators: it was broken off, or empty."""
_LOST = frozenset({200, 404})
"""Nothing there, or what is no feed."""
_PATIENCE = timedelta(days=7)
"""Without success for so long, a moved feed is looked for at the user's own address again."""
_CLOCK_SLACK = timedelta(minutes=5)
_CLOCK_SET_BACK = timedelta(hours=6)
"""A last poll further ahead than this was no small correction of the clock since."""


def is_due(state: FeedState, now: datetime) -> bool:
    """Tell whether a feed may be asked now.

    A due time that was set when the clock stood wrong does not count: one further ahead than any
    that is ever set, or one of a poll that by this clock has not happened yet. The feed's
    skipHours and skipDays (GMT) are tested here, when asking.
    """
    if state.gone or skips(state.hints, now):
        return False
    if state.next_due is None or state.next_due <= now:
        return True
    too_far = state.next_due > now + LONGEST + _CLOCK_SLACK
    return too_far or (state.last_polled is not None and state.last_polled > now + _CLOCK_SET_BACK)


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
    asked: datetime | None = None,
) -> FeedState:
    """Return what is known of a feed after one poll.

    Args:
        feed: The subscription.
        state: What was known before.
        answer: What the server answered; None when nothing usable came.
        parsed: What the answer holds; None when it was not parsed: not modified, the very body
            of last time, or no feed.
        error: Why nothing came or could be read; "" when all went well.
        jitter: 0 to 1, spreads what we choose a little.
        settings: How often feeds are asked.
        now: Time of the answer.
        asked: When the round began, which is what a regular call of ours repeats; `now` if
            absent.
    """
    sent = now - timedelta(seconds=answer.seconds if answer is not None else 0.0)
    at = Moment(asked=asked or now, sent=sent, now=now, jitter=jitter, settings=settings)
    polled = replace(state, last_polled=now)
    if answer is None:
        return _failed(polled, None, error, at)
    if answer.status == 410:
        known = replace(polled, gone=True, next_due=None, failures=state.failures + 1)
        return replace(known, last_error="410: gone for good", due_because="410: never again")
    if answer.status == 304 and not error:
        return _not_modified(feed, polled, answer, at)
    if answer.status == 200 and not error:
        return _read(feed, polled, answer, parsed, at)
    return _failed(polled, answer, error or f"the server answered {answer.status}", at)


def postponed(
    state: FeedState, *, retry_after: str, reason: str, settings: PollSettings, now: datetime
) -> FeedState:
    """Return what is known of a feed that was left alone because its host asked for a pause.

    Args:
        state: What was known before; this is no failure of the feed.
        retry_after: What the host asked for, as printed.
        reason: In words.
        settings: How often feeds are asked.
        now: When it was decided.
    """
    at = Moment(asked=now, sent=now, now=now, jitter=0.0, settings=settings)
    wish = retry_wish(retry_after, "", at)
    due = wish.at if wish is not None else now + at.settings.min_interval
    return replace(state, next_due=max(due, state.next_due or due), due_because=reason)


def is_unchanged(state: FeedState, answer: FetchAnswer) -> bool:
    """Tell whether an answer carries the very bytes that were parsed last time."""
    return (
        answer.status == 200
        and bool(answer.body)
        and bool(state.body_sha256)
        and _digest(answer) == state.body_sha256.removeprefix(_DISTRUSTED)
    )


def _not_modified(feed: Feed, state: FeedState, answer: FetchAnswer, at: Moment) -> FeedState:
    # Only what was read before is "not modified": a move that ends there is one to a feed.
    known = _moved(feed, _fresh(state, answer), answer)
    return _due(
        replace(
            known,
            etag=answer.etag or state.etag,
            last_modified=answer.last_modified or state.last_modified,
            failures=0,
            last_success=at.now,
            last_error="",
        ),
        after_answer(state, known.hints, answer, at),
    )


def _read(
    feed: Feed, state: FeedState, answer: FetchAnswer, parsed: ParsedFeed | None, at: Moment
) -> FeedState:
    trusted = _leaves_validators(state, parsed)
    hints, empty_since = state.hints, state.empty_since
    if parsed is not None:
        rhythm = rhythm_minutes(parsed.entries, now=at.now)
        hints = replace(parsed.hints, rhythm_minutes=rhythm)
        empty_since = None if parsed.entries else empty_since or at.now
        if _tells_news(parsed, state):
            state = replace(state, newest_at=at.now)
    known = _moved(feed, replace(state, hints=hints, max_age_seconds=answer.max_age), answer)
    return _due(
        replace(
            known,
            etag=answer.etag if trusted else "",
            last_modified=answer.last_modified if trusted else "",
            body_sha256=("" if trusted else _DISTRUSTED) + _digest(answer),
            failures=0,
            last_success=at.now,
            last_error="",
            empty_since=empty_since,
        ),
        after_answer(state, hints, answer, at),
    )


def _fresh(state: FeedState, answer: FetchAnswer) -> FeedState:
    """Keep the freshness that a 304 repeats, and the former one where it says nothing of it."""
    if answer.max_age is None and not answer.expires:
        return state
    return replace(state, max_age_seconds=answer.max_age)


def _tells_news(parsed: ParsedFeed, state: FeedState) -> bool:
    """Tell whether an entry was published since the feed was last read."""
    if state.last_success is None:
        return False
    instants = (entry.published.instant for entry in parsed.entries)
    return any(instant is not None and instant > state.last_success for instant in instants)


def _moved(feed: Feed, state: FeedState, answer: FetchAnswer) -> FeedState:
    """Keep where the feed has moved to, and whose validators these are."""
    moved_to = answer.permanent_url or state.moved_to
    moved_to = "" if same_address(moved_to, feed.url) else moved_to
    from_there = same_address(answer.final_url, moved_to or feed.url)
    source = "" if from_there else answer.final_url
    return replace(state, moved_to=moved_to, source_url=source)


def _leaves_validators(state: FeedState, parsed: ParsedFeed | None) -> bool:
    """Tell whether a later 304 would mean "you have it all".

    Not after an answer that was broken off, cut, mended or empty. The same body again is judged
    as it was judged the first time.
    """
    if parsed is None:
        return not state.body_sha256.startswith(_DISTRUSTED)
    return bool(parsed.entries) and parsed.whole


def _failed(state: FeedState, answer: FetchAnswer | None, error: str, at: Moment) -> FeedState:
    failures = state.failures + 1
    status = answer.status if answer is not None else None
    failed = replace(state, failures=failures, last_error=error)
    if status == 412 or (status in (400, 431) and state.failures > 0):
        # It is our conditions that this server does not understand.
        failed = replace(failed, etag="", last_modified="")
    if state.moved_to and (status in _LOST or _long_lost(state, at.now)):
        # Where a moved feed is lost, the address that the user gave gets its chance again;
        # what was kept to be echoed was the other's.
        failed = replace(_forgotten(failed), moved_to="")
        status = None
    return _due(failed, after_failure(failures, status, state.hints, answer, at))


def _long_lost(state: FeedState, now: datetime) -> bool:
    return state.last_success is not None and now - state.last_success > _PATIENCE


def _forgotten(state: FeedState) -> FeedState:
    return replace(state, etag="", last_modified="", source_url="")


def _due(state: FeedState, due: Due) -> FeedState:
    """Set when the feed is asked next: not in an hour that it skips, if that can be."""
    at, because = due.at, due.because
    latest = due.at + DAY * 7
    while skips(state.hints, at) and at < latest:
        at = at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        because = f"{due.because}, then skipHours or skipDays"
    return replace(state, next_due=min(at, due.last), due_because=because)


def _digest(answer: FetchAnswer) -> str:
    return sha256(answer.body or b"").hexdigest()
