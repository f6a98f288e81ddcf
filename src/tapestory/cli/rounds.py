"""One round of polling or of the whole chain → progress, result, and what failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from tapestory.cli.terminal import Terminal, plain
from tapestory.cli.times import clock_time
from tapestory.errors import PartlyDoneError
from tapestory.model import Feed, FeedOutcome, FeedState, FeedStatus, MailState

if TYPE_CHECKING:
    from tapestory.pipeline.run import RunReport
    from tapestory.store import Store

_SHOWN_CAUSES = 10
"""On a terminal, whose reader can ask for the others; a log or a mail has them all."""
_SHOWN_FEEDS = 3
_LABELS = {FeedStatus.SKIPPED: "not asked"}
_UNASKED = {FeedStatus.SKIPPED, FeedStatus.GONE}


@dataclass(slots=True)
class Progress:
    """Counts the feeds of a round, on a terminal visibly."""

    err: Terminal
    asked: int = field(default=0, init=False)

    def __call__(self, outcome: FeedOutcome) -> None:
        """Take note of a feed that has been asked, and what it brought stored."""
        self.asked += 1
        if self.err.is_tty:
            line = f"{self.asked} asked  {plain(outcome.url)}"[: self.err.width - 1]
            self.err.write(f"\r\x1b[K{line}")
            self.err.stream.flush()


@contextmanager
def progress(err: Terminal) -> Iterator[Progress]:
    """Give a listener for the outcomes; an interruption tells how far the round got.

    Raises:
        KeyboardInterrupt: With what is kept.
    """
    told = Progress(err)
    try:
        yield told
    except KeyboardInterrupt as error:
        if not told.asked:
            raise
        number, what = ("1 feed", "it") if told.asked == 1 else (f"{told.asked} feeds", "they")
        message = f"{number} asked, and what {what} brought is stored"
        raise KeyboardInterrupt(message) from error
    finally:
        if err.is_tty:
            err.write("\r\x1b[K")
            err.stream.flush()


def feeds_line(outcomes: Sequence[FeedOutcome]) -> str:
    """Return in a line how a round went: "16 feeds: 9 new, 6 not modified, 1 failed"."""
    tally = Counter(outcome.status for outcome in outcomes)
    parts = [
        f"{tally[status]} {_LABELS.get(status, status.value.replace('_', ' '))}"
        for status in FeedStatus
        if tally[status]
    ]
    noun = "feed" if len(outcomes) == 1 else "feeds"
    return f"{len(outcomes)} {noun}" + (f": {', '.join(parts)}" if parts else "")


def none_asked(outcomes: Sequence[FeedOutcome]) -> bool:
    """Tell whether there are feeds, and none was asked."""
    return bool(outcomes) and all(
        outcome.status in _UNASKED and outcome.http_status is None for outcome in outcomes
    )


def next_line(store: Store, *, now: datetime, zone: str) -> str:
    """Return in a line why no feed was asked: "16 feeds: 14 not due, 2 paused; next at 10:35 UTC".

    Args:
        store: Open.
        now: When the round began.
        zone: IANA name, for the printed time.
    """
    with store.reading() as session:
        feeds = session.feeds.all()
    return _why_none(feeds, now=now, zone=zone)


def _why_none(feeds: Sequence[tuple[Feed, FeedState]], *, now: datetime, zone: str) -> str:
    waiting = [state for feed, state in feeds if not state.gone and not feed.paused]
    tally = {
        "not due": len(waiting),
        "paused": sum(feed.paused and not state.gone for feed, state in feeds),
        "gone": sum(state.gone for _, state in feeds),
    }
    parts = ", ".join(f"{number} {what}" for what, number in tally.items() if number)
    line = f"{len(feeds)} feed{'' if len(feeds) == 1 else 's'}: {parts}"
    due = [state.next_due for state in waiting if state.next_due is not None]
    later = min((time for time in due if time > now), default=None)
    return line if later is None else f"{line}; next at {clock_time(later, now=now, zone=zone)}"


def round_counts(report: RunReport) -> dict[str, int]:
    """Return what a round did, to be logged."""
    tally = Counter(outcome.status for outcome in report.feeds)
    mail = [] if report.mail is None else report.mail.tried
    return {
        "feeds": len(report.feeds) - tally[FeedStatus.SKIPPED],
        "feeds_failed": tally[FeedStatus.FAILED],
        "articles_new": report.articles_new,
        "events_new": report.events_new,
        "events_updated": report.events_updated,
        "moves_measured": report.moves_measured,
        "mails_sent": sum(one.state is MailState.SENT for one in mail),
    }


def report_failures(outcomes: Sequence[FeedOutcome], err: Terminal, *, each: bool = True) -> None:
    """Say which feeds failed, a line a cause, and which are newly gone.

    Args:
        outcomes: Of the round.
        err: Where to.
        each: Whether causes are told; else only how many failed.

    Raises:
        PartlyDoneError: Any failed.
    """
    for outcome in outcomes:
        if outcome.status is FeedStatus.GONE and outcome.http_status is not None:
            err.line(plain(f"{outcome.url}: {outcome.error}; it will not be asked again"))
    failed = [outcome for outcome in outcomes if outcome.status is FeedStatus.FAILED]
    if not failed:
        return
    causes = _by_cause(failed) if each else []
    shown = _SHOWN_CAUSES if err.is_tty else len(causes)
    for cause, urls in causes[:shown]:
        err.line(plain(_cause_line(cause, urls)))
    rest = causes[shown:]
    if rest:
        number = sum(len(urls) for _, urls in rest)
        err.line(f"… and {number} more feeds: tapestory feeds list --problems")
    asked = sum(outcome.status not in _UNASKED for outcome in outcomes)
    message = f"{len(failed)} of {asked} feed{'' if asked == 1 else 's'} failed"
    hint = "They are asked again later; the rest is kept: tapestory feeds list --problems"
    if len(failed) == asked and all(outcome.http_status is None for outcome in failed):
        hint = "Is there a network? tapestory feeds test URL tells more; what was stored is kept."
    raise PartlyDoneError(message, hint=hint)


def _by_cause(failed: Sequence[FeedOutcome]) -> list[tuple[str, list[str]]]:
    """Return each cause with its feeds, the one with the most feeds first."""
    causes: dict[str, list[str]] = {}
    for outcome in failed:
        causes.setdefault(outcome.error or "no reason given", []).append(outcome.url)
    return sorted(causes.items(), key=lambda item: -len(item[1]))


def _cause_line(cause: str, urls: Sequence[str]) -> str:
    if len(urls) == 1:
        return f"{urls[0]}: {cause}"
    more = f" and {len(urls) - _SHOWN_FEEDS} more" if len(urls) > _SHOWN_FEEDS else ""
    return f"{len(urls)} feeds: {cause}: {', '.join(urls[:_SHOWN_FEEDS])}{more}"
