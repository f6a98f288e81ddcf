"""The whole chain in order, and what a round of it did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tapestory.model import FeedOutcome
from tapestory.pipeline.components import Components
from tapestory.pipeline.link_step import link_events
from tapestory.pipeline.measure_step import measure_events
from tapestory.pipeline.page_step import fetch_pages
from tapestory.pipeline.place_step import place_articles
from tapestory.pipeline.poll_step import Listener, poll
from tapestory.pipeline.reading_step import read_articles
from tapestory.pipeline.story_step import chain_events

if TYPE_CHECKING:
    from tapestory.pipeline.outbox_step import MailReport


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessReport:
    """What everything after the poll did."""

    articles_read: int
    articles_matched: int
    events_new: int
    events_updated: int
    """Events that were derived anew because an article joined, new ones included."""
    moves_measured: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """What one run did."""

    feeds: tuple[FeedOutcome, ...]
    articles_new: int
    pages_read: int
    """Articles whose text is their page's now."""
    articles_matched: int
    events_new: int
    events_updated: int
    moves_measured: int
    seconds: float
    """By the clock of the components."""
    price_problems: tuple[str, ...] = ()
    """Why prices that events need could not be fetched."""
    mail: MailReport | None = None
    """What was sent; None where nobody wants mail."""


def process(components: Components) -> ProcessReport:
    """Read, match, link, measure and chain whatever waits for it. Safe to repeat at any time."""
    articles_read = read_articles(components)
    placed = place_articles(components)
    linked = link_events(components)
    measured = measure_events(components)
    chain_events(components)
    return ProcessReport(
        articles_read=articles_read,
        articles_matched=placed.articles,
        events_new=placed.events_new,
        events_updated=linked,
        moves_measured=measured,
    )


def _with_new_prices(components: Components) -> tuple[int, tuple[str, ...]]:
    """Fetch what events need, where a provider is configured; return moves measured, problems."""
    if not components.prices.provider:
        return 0, ()
    from tapestory.pipeline.price_fetch import fetch_for_run  # noqa: PLC0415  # few ask a provider

    fetched = fetch_for_run(components)
    return (measure_events(components) if fetched.changed else 0), fetched.problems


def _deliver(components: Components) -> MailReport | None:
    """Send the mail that is due, where anybody wants mail."""
    if not components.mail.in_use:
        return None
    from tapestory.pipeline.outbox_step import deliver_due  # noqa: PLC0415  # many send no mail

    return deliver_due(components)


def run(
    components: Components,
    *,
    every_feed: bool = False,
    on_outcome: Listener | None = None,
    on_begun: Callable[[int], None] | None = None,
) -> RunReport:
    """Poll the feeds that are due, read the pages of what is new, then process. Safe to repeat.

    Where a price provider is configured, what is still not measured is asked for and measured.
    Mail that is due is sent last: whatever is wrong with it, the rest is kept.

    Args:
        components: What it works with.
        every_feed: Due or not.
        on_outcome: Told of each feed that has been asked.
        on_begun: Told the number that the run has in the store, before anything is done.

    Raises:
        InputError: An address of the configuration is not one mailbox; all but the mail is done.
    """
    started = components.clock.now()
    with components.store.writing() as session:
        run_id = session.runs.start("run", started)
    if on_begun is not None:
        on_begun(run_id)
    outcomes = poll(components, every_feed=every_feed, on_outcome=on_outcome)
    pages = fetch_pages(components)
    report = process(components)
    measured_late, price_problems = _with_new_prices(components)
    measured = report.moves_measured + measured_late
    finished = components.clock.now()
    articles_new = sum(outcome.new for outcome in outcomes)
    with components.store.writing() as session:
        summary = {
            "feeds": len(outcomes),
            "articles_new": articles_new,
            "pages_read": pages.read,
            "events_new": report.events_new,
            "moves_measured": measured,
        }
        session.runs.finish(run_id, finished, summary)
    mail = _deliver(components)
    return RunReport(
        feeds=tuple(outcomes),
        articles_new=articles_new,
        pages_read=pages.read,
        articles_matched=report.articles_matched,
        events_new=report.events_new,
        events_updated=report.events_updated,
        moves_measured=measured,
        seconds=(finished - started).total_seconds(),
        price_problems=price_problems,
        mail=mail,
    )
