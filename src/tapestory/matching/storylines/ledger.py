"""Live storylines, the events in them and who holds what: fetched where needed, and what changed.

Whatever is changed was fetched before, so that what was not fetched stands as it was left.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from tapestory.matching.storylines.line import Line
from tapestory.matching.storylines.live import LiveStoryline
from tapestory.matching.storylines.past import Holders, StorylineChanges, StorylinePast
from tapestory.matching.storylines.postings import Postings
from tapestory.matching.storylines.spread import Spread
from tapestory.matching.storylines.told import Rarity, Told
from tapestory.model import EventId, StorylineId


class Ledger:
    """Who belongs to which storyline.

    Args:
        background: Feature → how rare it is in news at large, in nats.
        posting: Storylines kept under one feature.
        past: How it was left.
    """

    def __init__(self, background: Rarity, posting: int, past: StorylinePast) -> None:
        self._past = past
        self._spread = Spread(background, past.totals())
        self._postings: Postings[StorylineId] = Postings(posting)
        self._storylines: dict[StorylineId, LiveStoryline | None] = {}
        self._of: dict[EventId, StorylineId | None] = {}
        self._told: dict[EventId, Told] = {}
        self._line = Line(past.silent_since, self._last)
        self._changed: set[StorylineId] = set()
        self._recounted: set[str] = set()
        """Features of which more or fewer events may be told, whoever holds them."""

    def __len__(self) -> int:
        return self._spread.totals.storylines

    def expect(self, events: Collection[Told]) -> None:
        """Fetch at once what is needed of events that will be told."""
        self._fetch_holders({feature for told in events for feature in told.holds})
        ids = [told.event_id for told in events if told.event_id not in self._of]
        self._of |= dict.fromkeys(ids)
        self._of.update(self._past.storylines_of(ids))
        self._fetch_told(ids)

    # Asking

    def rarity(self, feature: str) -> float:
        """Return how much it tells, in nats, that two events share the feature."""
        if not self._spread.knows(feature):
            self.weigh((feature,))
        return self._spread.rarity(feature)

    def weigh(self, features: Iterable[str]) -> None:
        """Fetch at once what the rarity of features is told from."""
        unknown = self._spread.unknown(features)
        if unknown:
            self._spread.learn(unknown, self._past.counts(unknown))

    def storyline_of(self, event_id: EventId) -> StorylineId | None:
        """Return the live storyline of an event."""
        if event_id not in self._of:
            found = self._past.storylines_of((event_id,))
            self._of[event_id] = found.get(event_id)
        return self._of[event_id]

    def storyline(self, storyline_id: StorylineId) -> LiveStoryline | None:
        """Return a live storyline."""
        return next(iter(self.storylines((storyline_id,))), None)

    def storylines(self, ids: Sequence[StorylineId]) -> list[LiveStoryline]:
        """Return live storylines in the order of their ids."""
        unknown = [one for one in ids if one not in self._storylines]
        if unknown:
            self._storylines |= dict.fromkeys(unknown)
            for storyline_id, head in self._past.heads(unknown).items():
                self._storylines[storyline_id] = LiveStoryline.of(storyline_id, head)
        found = (self._storylines[one] for one in ids)
        return [one for one in found if one is not None]

    def holding(self, feature: str) -> Iterable[StorylineId]:
        """Return the storylines that hold a feature and were told last."""
        self._fetch_holders((feature,))
        return self._postings.of(feature)

    def events(self, storyline: LiveStoryline) -> Collection[EventId]:
        """Return the events of a live storyline."""
        self._fetch_events(storyline)
        return storyline.events.keys()

    def members(self, storyline: LiveStoryline) -> list[Told]:
        """Return the events of a live storyline as they were told, in order of time."""
        self._fetch_events(storyline)
        self._fetch_told(storyline.events)
        events = (self._told[one] for one in storyline.events)
        return sorted(events, key=lambda event: (event.first, event.event_id))

    def silent_since(self, time: datetime) -> Iterator[LiveStoryline]:
        """Yield the storylines that were last told before a time; whoever asks ends them."""
        for storyline_id in self._line.silent_since(time):
            yield from self.storylines((storyline_id,))

    # Changing

    def enter(self, storyline_id: StorylineId, told: Told) -> None:
        """Let an event that is in none belong to a storyline, which is founded where need be."""
        self._fetch_holders(told.holds)
        storyline = self.storyline(storyline_id)
        if storyline is None:
            storyline = self._storylines[storyline_id] = LiveStoryline(storyline_id)
            self._spread.count_storyline(by=1)
        self._fetch_events(storyline)
        self._of[told.event_id] = storyline_id
        self._told[told.event_id] = told
        self._spread.count_event(told.holds, by=1)
        self._spread.count_features(storyline.take(told), by=1)
        for feature in told.holds:
            self._postings.add(feature, storyline_id)
        if storyline.is_too_wide:
            self.weigh(storyline.centre)
            self._lose(storyline_id, storyline.trim(self._spread.rarity))
        self._note(storyline)

    def recall(self, storyline_id: StorylineId, told: Told) -> None:
        """Let an event of the past belong to a storyline; the past tells what it holds."""
        self.enter(storyline_id, told)
        del self._told[told.event_id]

    def release(self, event_id: EventId) -> None:
        """Let an event belong to no storyline; one that holds no other is no more."""
        storyline_id = self.storyline_of(event_id)
        storyline = None if storyline_id is None else self.storyline(storyline_id)
        self._of[event_id] = None
        if storyline is None:
            return
        self._fetch_events(storyline)
        self._fetch_told((event_id,))
        told = self._told.pop(event_id)
        self._fetch_holders(told.holds)
        self._recounted.update(told.holds)
        self._spread.count_event(told.holds, by=-1)
        self._lose(storyline.id, storyline.release(told))
        if storyline.events:
            self._note(storyline)
            return
        self._lose(storyline.id, tuple(storyline.centre))
        self._spread.count_storyline(by=-1)
        self._storylines[storyline.id] = None
        self._changed.add(storyline.id)

    def changes(self) -> StorylineChanges:
        """Return what is to be kept, so that all stands in the past as it does here."""
        storylines = {one: self._storylines[one] for one in sorted(self._changed)}
        self._changed.clear()
        features = self._recounted.union(self._postings.changes())
        self._recounted.clear()
        holders = {}
        for feature in sorted(features):
            count, events = self._spread.counts(feature)
            latest = tuple(self._postings.of(feature))
            holders[feature] = Holders(storylines=count, events=events, latest=latest)
        return StorylineChanges(
            totals=self._spread.totals,
            heads={
                storyline_id: None if one is None else one.head
                for storyline_id, one in storylines.items()
            },
            holders=holders,
        )

    def _note(self, storyline: LiveStoryline) -> None:
        self._changed.add(storyline.id)
        self._line.told(storyline.id, storyline.last)

    def _last(self, storyline_id: StorylineId) -> datetime | None:
        storyline = self.storyline(storyline_id)
        return None if storyline is None else storyline.last

    def _lose(self, storyline_id: StorylineId, features: Collection[str]) -> None:
        self._fetch_holders(features)
        # One that holds a feature may no longer be among those that are kept under it.
        self._recounted.update(features)
        self._spread.count_features(features, by=-1)
        for feature in features:
            self._postings.drop(feature, storyline_id)

    # Fetching

    def _fetch_holders(self, features: Iterable[str]) -> None:
        unknown = self._postings.unknown(features)
        if not unknown:
            return
        found: Mapping[str, Holders] = self._past.holders(unknown)
        nobody = Holders()
        for feature in unknown:
            self._postings.learn(feature, found.get(feature, nobody).latest)
        self._spread.learn(
            self._spread.unknown(unknown),
            {feature: (one.storylines, one.events) for feature, one in found.items()},
        )

    def _fetch_events(self, storyline: LiveStoryline) -> None:
        if not storyline.is_whole:
            storyline.events.update(self._past.spans(storyline.id))
            storyline.is_whole = True
            self._of |= dict.fromkeys(storyline.events, storyline.id)

    def _fetch_told(self, events: Collection[EventId]) -> None:
        unknown = [one for one in events if one not in self._told]
        if unknown:
            self._told.update(self._past.told(unknown))
