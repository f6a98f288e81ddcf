"""Items in order → where the matcher put each on arrival, and where each was in the end."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from evaluation.matching.agreement import (
    Agreement,
    adjusted_rand,
    bcubed,
    bcubed_by_item,
    ceaf,
    pairwise,
)
from evaluation.matching.asked import Asked
from evaluation.matching.sets import Domain, Labelled
from tapestory.matching import Matcher, Placement
from tapestory.model import ArticleId, EventId


@dataclass(frozen=True, kw_only=True)
class Run:
    """A set and what became of it; measures leave strangers out and count them as wrong."""

    items: Sequence[Labelled]
    arrival: Sequence[EventId]
    """The event that each item was put in when it came, under the id of that time."""
    events: Sequence[EventId]
    """The event that each item was in after the last one came."""
    reasons: Sequence[str]
    """Why each is where it is: of the last decision about it."""
    covers: Mapping[ArticleId, tuple[EventId, ...]]
    """Round-up → the events that it tells of, under their last ids."""
    moves: int
    """Articles that were moved to another event without their whole event."""
    merges: int
    seconds: float
    """Processor time of the matcher alone."""
    asking: int = 0
    """Articles about which the model of headlines was asked."""
    headlines: int = 0
    """Headlines that it had to read."""

    @cached_property
    def each(self) -> Sequence[tuple[Labelled, Agreement]]:
        """Each scored item with its own BCubed precision and recall, in the end."""
        own = [(one, event) for one, event in self.placed if not one.stranger]
        strangers = [event for one, event in self.placed if one.stranger]
        agreed = bcubed_by_item(
            [one.gold for one, _ in own], [event for _, event in own], strangers
        )
        return [(one, agreement) for (one, _), agreement in zip(own, agreed, strict=True)]

    @property
    def placed(self) -> Sequence[tuple[Labelled, EventId]]:
        """Each item with its event in the end."""
        return list(zip(self.items, self.events, strict=True))

    def of(
        self, measure: Callable[..., Agreement], events: Sequence[Hashable] | None = None
    ) -> Agreement:
        """Return what a measure says of the final state, or of the events given."""
        placed = self.events if events is None else events
        own = [
            (one.gold, event)
            for one, event in zip(self.items, placed, strict=True)
            if not one.stranger
        ]
        strangers = [event for one, event in zip(self.items, placed, strict=True) if one.stranger]
        return measure([gold for gold, _ in own], [event for _, event in own], strangers)

    @property
    def gold(self) -> list[str]:
        """The label of each item."""
        return [one.gold for one in self.items]

    @cached_property
    def bcubed(self) -> Agreement:
        """Agreement by item, in the end."""
        return self.of(bcubed)

    @cached_property
    def on_arrival(self) -> Agreement:
        """Agreement by item of the decisions as they were made."""
        return self.of(bcubed, self.arrival)

    @cached_property
    def pairwise(self) -> Agreement:
        """Agreement by pair, in the end."""
        return self.of(pairwise)

    @cached_property
    def ceaf(self) -> Agreement:
        """Agreement by event, in the end."""
        return self.of(ceaf)

    @cached_property
    def adjusted_rand(self) -> float:
        """Agreement by pair beyond chance, strangers left out."""
        own = [(one.gold, event) for one, event in self.placed if not one.stranger]
        return adjusted_rand([gold for gold, _ in own], [event for _, event in own])

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many items are scored, how many events they tell, how many they were put in."""
        own = [(one.gold, event) for one, event in self.placed if not one.stranger]
        return len(own), len({gold for gold, _ in own}), len({event for _, event in own})


@dataclass(slots=True)
class _Ledger:
    """Where every article is, as a store that follows the matcher would know it."""

    at: dict[ArticleId, EventId] = field(default_factory=dict)
    members: defaultdict[EventId, set[ArticleId]] = field(default_factory=lambda: defaultdict(set))
    redirects: dict[EventId, EventId] = field(default_factory=dict)
    reasons: dict[ArticleId, str] = field(default_factory=dict)

    def follow(self, article_id: ArticleId, placement: Placement) -> None:
        """Do what a placement says: place, absorb, then move."""
        for gone in placement.absorbed:
            for member in sorted(self.members[gone]):
                self._put(member, placement.event_id)
            self.redirects[gone] = placement.event_id
        self._put(article_id, placement.event_id)
        self.reasons[article_id] = placement.reason
        for moved in placement.moved:
            self._put(moved.article_id, moved.event_id)
            self.reasons[moved.article_id] = moved.reason

    def _put(self, article_id: ArticleId, event_id: EventId) -> None:
        if article_id in self.at:
            self.members[self.at[article_id]].discard(article_id)
        self.at[article_id] = event_id
        self.members[event_id].add(article_id)
        self.redirects.pop(event_id, None)

    def now(self, event_id: EventId) -> EventId:
        """Return the id that an event has today."""
        while event_id in self.redirects:
            event_id = self.redirects[event_id]
        return event_id


def place_all(items: Sequence[Labelled], shipped: Domain, asked: Asked | None = None) -> Run:
    """Place items in the order given, with a new matcher."""
    matcher = Matcher(shipped.concepts, shipped.settings, asked)
    started = time.process_time()
    if asked is None:
        placements = [matcher.place(one.item) for one in items]
    else:
        placements = [asked.about(partial(matcher.place, one.item)) for one in items]
    seconds = time.process_time() - started
    run = follow(items, placements, seconds=seconds)
    if asked is None:
        return run
    return replace(run, asking=asked.articles, headlines=len(asked.headlines))


def follow(
    items: Sequence[Labelled], placements: Iterable[Placement], *, seconds: float = 0.0
) -> Run:
    """Return the run that placements, in the order of the items, amount to."""
    ledger = _Ledger()
    arrival: list[EventId] = []
    covers: dict[ArticleId, tuple[EventId, ...]] = {}
    moves = merges = 0
    for one, placement in zip(items, placements, strict=True):
        ledger.follow(one.item.article_id, placement)
        arrival.append(placement.event_id)
        moves += len(placement.moved)
        merges += len(placement.absorbed)
        if placement.covers:
            covers[one.item.article_id] = placement.covers
    return Run(
        items=items,
        arrival=arrival,
        events=[ledger.at[one.item.article_id] for one in items],
        reasons=[ledger.reasons[one.item.article_id] for one in items],
        covers={
            article_id: tuple(dict.fromkeys(ledger.now(event_id) for event_id in told))
            for article_id, told in covers.items()
        },
        moves=moves,
        merges=merges,
        seconds=seconds,
    )
