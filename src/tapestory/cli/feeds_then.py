"""What is kept of feeds → how they stood at an earlier time, as far as that is known.

Of a feed only its present state is kept, and of the past what it brought when. Its state is that
of an earlier time where it was not asked since; else what only the state would tell is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tapestory.cli.shapes import feed_json
from tapestory.model import Feed, FeedState

if TYPE_CHECKING:
    from tapestory.store import Session

Pairs = list[tuple[Feed, FeedState]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedsThen:
    """The subscriptions now, or at a time."""

    pairs: Pairs
    brought: Mapping[str, int]
    """URL → articles."""
    newest: Mapping[str, datetime]
    """URL → when the newest of them was published."""
    untold: frozenset[str] = field(default=frozenset())
    """URLs of those whose state was another one then."""

    def document(self, feed: Feed, state: FeedState) -> dict[str, Any]:
        """Return a feed as it is printed; null is what is not known of that time."""
        known = feed_json(feed, state) | {"articles": self.brought.get(feed.url, 0)}
        return known | {"status": None, "failures": None} if feed.url in self.untold else known

    def told(self) -> Pairs:
        """Return the feeds whose state is known."""
        return [pair for pair in self.pairs if pair[0].url not in self.untold]


def feeds_then(session: Session, *, as_of: datetime | None) -> FeedsThen:
    """Return the feeds that there are; with `as_of` those that anything is known of by then.

    When a feed was added is not kept: it was there at the latest when it was first asked, or when
    its first article came. What its user decides, as to pause it, has no history either.
    """
    pairs = session.feeds.all()
    brought = session.articles.seen_in(as_of=as_of)
    if as_of is None:
        newest = session.feeds.newest_articles()
        return FeedsThen(pairs=pairs, brought=brought, newest=newest)
    latest = session.articles.latest_in(as_of=as_of)
    found = list(_states_then(pairs, latest, as_of))
    return FeedsThen(
        pairs=[(feed, state) for feed, state, _ in found],
        brought=brought,
        newest={url: published for url, (published, _) in latest.items()},
        untold=frozenset(feed.url for feed, _, is_told in found if not is_told),
    )


def _states_then(
    pairs: Pairs, latest: Mapping[str, tuple[datetime, datetime]], as_of: datetime
) -> Iterator[tuple[Feed, FeedState, bool]]:
    for feed, state in pairs:
        if state.last_polled is not None and state.last_polled <= as_of:
            yield feed, state, True
        elif feed.url in latest:
            yield feed, FeedState(newest_at=latest[feed.url][1]), False
