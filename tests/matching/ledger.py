"""Where every article is, as whoever follows a matcher's placements knows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from tapestory.matching import Matcher, MatchItem, Placement
from tapestory.matching.events import MEMBERS, LiveEvent
from tapestory.model import ArticleId, EventId

Groups = set[frozenset[ArticleId]]


@dataclass(slots=True)
class Ledger:
    """Does what placements say, and refuses what cannot be done."""

    at: dict[ArticleId, EventId] = field(default_factory=dict)
    leads: dict[EventId, EventId] = field(default_factory=dict)
    """Id that was absorbed → the event that took it in."""

    def follow(self, item: MatchItem, placement: Placement) -> None:
        """Place, absorb, move, as a store does; raise when one of them makes no sense."""
        standing = {*self.at.values()}
        assert item.article_id not in self.at, "placed twice"
        assert placement.event_id not in placement.absorbed
        assert len({*placement.absorbed}) == len(placement.absorbed)
        assert {*placement.absorbed} <= standing, "absorbed what does not stand"
        assert {*placement.covers} <= standing, "covers what does not stand"
        self.leads.pop(placement.event_id, None)
        self.at[item.article_id] = placement.event_id
        for gone in placement.absorbed:
            for name, event_id in self.at.items():
                if event_id == gone:
                    self.at[name] = placement.event_id
            self.leads[gone] = placement.event_id
        for moved in placement.moved:
            assert moved.article_id in self.at, "moved what was never placed"
            assert moved.article_id != item.article_id, "placed and moved at once"
            assert 0.0 <= moved.score <= 1.0
            assert moved.reason
            self.leads.pop(moved.event_id, None)
            self.at[moved.article_id] = moved.event_id

    @property
    def groups(self) -> Groups:
        """Which articles are together."""
        return groups(self.at)


def groups(at: dict[ArticleId, EventId]) -> Groups:
    """Return which articles are together."""
    held: defaultdict[EventId, set[ArticleId]] = defaultdict(set)
    for name, event_id in at.items():
        held[event_id].add(name)
    return {frozenset(names) for names in held.values()}


def followed(matcher: Matcher, items: Iterable[MatchItem], ledger: Ledger | None = None) -> Ledger:
    """Place articles one by one, each step checked against what the matcher holds within."""
    ledger = ledger or Ledger()
    for item in items:
        ledger.follow(item, matcher.place(item))
        check(matcher, ledger)
    return ledger


def live(matcher: Matcher) -> list[LiveEvent]:
    """Return the events that may still take articles."""
    return list(matcher._index._events)


def entered(matcher: Matcher) -> set[int]:
    """Return the numbers of the events that features are known of, read out or not."""
    entries = matcher._index._entries
    return {*entries._known, *entries._bounds}


def check(matcher: Matcher, ledger: Ledger) -> None:
    """Raise unless the matcher holds the same articles in the same events as the ledger."""
    index = matcher._index
    seen: dict[ArticleId, EventId] = {}
    events = {event.id: event for event in index._events}
    for event_id, event in events.items():
        assert event.members, "an event without articles lives"
        assert len(event.members) <= min(event.size, MEMBERS)
        assert event.size <= sum(where == event_id for where in ledger.at.values())
        assert event.first <= event.last
        assert sum(part.articles for part in event.parts.values()) == event.size
        for name in event.members:
            assert name not in seen, "in two events at once"
            seen[name] = event_id
    assert seen.items() <= ledger.at.items()
    for name, event_id in ledger.at.items():
        found = matcher._router.find(name)
        assert found == event_id, f"{name} is in {event_id}, its copies would go to {found}"
    for feature, posting in index._postings.items():
        assert 0 < len(posting) <= index._posting
        assert all(feature in index._entries.of(number) for number in posting)
    posted = sum(len(posting) for posting in index._postings.values())
    assert posted == sum(len(index._entries.of(number)) for number in index._numbered)
    assert index._numbers == {event_id: number for number, event_id in index._numbered.items()}
    assert index._numbers.keys() == events.keys()
    assert entered(matcher) <= index._numbered.keys()
    assert len(index) <= matcher._settings.max_live_events
