"""What is known of a feed, and the time → what is wrong with it, in words, and what to do next."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from tapestory.cli.terminal import plain
from tapestory.cli.times import shown, span
from tapestory.model import Feed, FeedState

if TYPE_CHECKING:
    from tapestory.store import Session

_QUIET_RHYTHMS = 10
"""A feed that skips so many of its own intervals has stopped rather than paused."""
_SHORTEST_QUIET, _LONGEST_QUIET = timedelta(days=14), timedelta(days=365)
_QUIET_WITHOUT_RHYTHM = timedelta(days=180)
_OVERDUE = timedelta(days=1)
"""Longer than any computer that runs daily leaves a due feed unasked."""


class Trouble(StrEnum):
    """What can be wrong with a feed, the worst first."""

    GONE = "gone"
    FAILING = "failing"
    EMPTY = "empty"
    STALE = "stale"
    MOVED = "moved"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """The worst of what is wrong with a feed."""

    trouble: Trouble
    why: str
    """Without a full stop."""
    next: str
    """What to do or expect, with commands that can be copied."""


def problems_in(
    session: Session, feeds: Sequence[tuple[Feed, FeedState]], *, now: datetime, zone: str
) -> dict[str, Problem]:
    """Return what is wrong, by the URL of the feed; a feed that is well or paused is not in it."""
    newest = session.feeds.newest_articles()
    return by_url(feeds, newest, now=now, zone=zone)


def by_url(
    feeds: Sequence[tuple[Feed, FeedState]],
    newest: Mapping[str, datetime],
    *,
    now: datetime,
    zone: str,
) -> dict[str, Problem]:
    """Return what is wrong, by the URL of the feed, the worst first."""
    found = {
        feed.url: problem
        for feed, state in feeds
        if (problem := problem_of(feed, state, newest.get(feed.url), now=now, zone=zone))
    }
    order = list(Trouble)
    return dict(sorted(found.items(), key=lambda item: order.index(item[1].trouble)))


def problem_of(
    feed: Feed, state: FeedState, newest: datetime | None, *, now: datetime, zone: str
) -> Problem | None:
    """Return the worst of what is wrong with a feed; None when nothing is, or it is paused.

    Args:
        feed: The subscription.
        state: What is known of it.
        newest: The time of the newest article that it has brought, by the article's own date.
        now: The present.
        zone: IANA name, for the times in the words.
    """
    name = shlex.quote(plain(feed.url))
    if state.gone:
        return _gone(state, name, zone)
    if feed.paused:
        return None
    if state.failures:
        return _failing(state, name, now=now, zone=zone)
    if state.empty_since is not None:
        return Problem(
            trouble=Trouble.EMPTY,
            why=f"answers, but without a single entry since {shown(state.empty_since, zone)}",
            next=f"to see what it answers: tapestory feeds test {name}",
        )
    return (
        _stale(state, newest, name, now=now, zone=zone)
        or _moved(state, name)
        or _overdue(state, now=now, zone=zone)
    )


def _gone(state: FeedState, name: str, zone: str) -> Problem:
    since = f" since {shown(state.last_polled, zone)}" if state.last_polled else ""
    return Problem(
        trouble=Trouble.GONE,
        why=f"its server says that it is gone for good (410){since}; it is not asked any more",
        next=f"to ask once more: tapestory feeds resume {name}; to forget it: feeds remove",
    )


def _failing(state: FeedState, name: str, *, now: datetime, zone: str) -> Problem:
    times = "once" if state.failures == 1 else f"{state.failures} times in a row"
    last = f"last success {shown(state.last_success, zone)}" if state.last_success else "never read"
    again = (
        f"asked again in {span(state.next_due - now)}"
        if state.next_due is not None and state.next_due > now
        else "asked again at the next poll"
    )
    return Problem(
        trouble=Trouble.FAILING,
        why=f"failed {times} ({last}): {plain(state.last_error) or 'no reason given'}",
        next=f"{again}; to see what it answers now: tapestory feeds test {name}",
    )


def _stale(
    state: FeedState, newest: datetime | None, name: str, *, now: datetime, zone: str
) -> Problem | None:
    if newest is None:
        return None
    # It may bring old articles anew; and what an article claims of its date may be too late.
    last = min(newest, state.newest_at or newest)
    rhythm = state.hints.rhythm_minutes
    if rhythm is None:
        patience = _QUIET_WITHOUT_RHYTHM
    else:
        minutes = min(rhythm, _LONGEST_QUIET // timedelta(minutes=1))
        patience = _QUIET_RHYTHMS * timedelta(minutes=minutes)
        patience = min(max(patience, _SHORTEST_QUIET), _LONGEST_QUIET)
    if now - last < patience:
        return None
    usual = "" if rhythm is None else f"; it used to publish every {span(_minutes(rhythm))}"
    return Problem(
        trouble=Trouble.STALE,
        why=f"answers, but nothing new since {shown(last, zone)}{usual}",
        next=f"does its site still publish? If not: tapestory feeds remove {name}",
    )


def _moved(state: FeedState, name: str) -> Problem | None:
    if not state.moved_to:
        return None
    return Problem(
        trouble=Trouble.MOVED,
        why=f"moved for good to {plain(state.moved_to)}",
        next=f"nothing to do: it is asked there from now on; {name} stays its name here",
    )


def _overdue(state: FeedState, *, now: datetime, zone: str) -> Problem | None:
    if state.next_due is None or state.last_polled is None:
        return None
    if now - max(state.next_due, state.last_polled) < _OVERDUE:
        return None
    return Problem(
        trouble=Trouble.OVERDUE,
        why=f"due since {shown(state.next_due, zone)}, and not asked",
        next="to ask it: tapestory poll; to have it asked: tapestory doctor --print-cron",
    )


def _minutes(number: int) -> timedelta:
    return timedelta(minutes=min(number, 1_000_000))
