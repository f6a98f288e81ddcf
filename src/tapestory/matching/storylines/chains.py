"""Events as they form → storylines: candidates, the decision, merges; bounded work per event."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tapestory.matching.features import dot
from tapestory.matching.storylines.live import LiveStoryline, heaviest
from tapestory.matching.storylines.spread import Spread
from tapestory.matching.storylines.told import Rarity, Told
from tapestory.model import EventId, StorylineId

_PREFIX = "s-"
_RIVALS = 3
"""Other storylines that an event can bring in: bounds the work per event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StorylineSettings:
    """The bounds of storylines. The thresholds were chosen on halves of the dev sets."""

    threshold: float = 0.18
    """Least likeness of an event to its storyline, 0 to 1, and of a rival storyline."""
    merge: float = 0.3
    """Least likeness of two storylines, which one event fits, to become one."""
    stay: float = 0.02
    """How much more another storyline must be like an event than its own, to take it over."""
    fade: timedelta = timedelta(days=60)
    """After so long without news a storyline counts 1/e of what it did."""
    live: timedelta = timedelta(days=120)
    """A storyline without news for longer goes on no more, and is forgotten."""
    own: int = 14
    """Features of an event that are compared, the heaviest."""
    kept: int = 64
    """Features of a storyline that are compared, the heaviest."""
    posting: int = 64
    """Storylines kept under one feature, the most recently told."""
    candidates: int = 10
    """Storylines that are compared exactly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chained:
    """Which storyline an event belongs to, and why."""

    storyline: StorylineId
    score: float
    """0 to 1: how like the storyline's other events it is; 1 for one that founds it."""
    shared: tuple[str, ...] = ()
    """Features that connect it, the most telling first."""
    absorbed: tuple[StorylineId, ...] = ()
    """Storylines whose events are now in this one; their ids stand for it."""


def storyline_id_for(event_id: EventId) -> StorylineId:
    """Return the id of the storyline that an event founds."""
    return StorylineId(f"{_PREFIX}{event_id}")


def founder_of(storyline_id: StorylineId) -> EventId:
    """Return the event that founded a storyline.

    It stays there for as long as the storyline stands by itself, so that the id of a storyline
    that went into another one still leads to it: ask for the storyline of this event.
    """
    return EventId(storyline_id.removeprefix(_PREFIX))


@dataclass(frozen=True, slots=True)
class _Candidate:
    score: float
    storyline: LiveStoryline
    shared: tuple[str, ...]


class Storylines:
    """Finds the storyline that each event continues, or founds one.

    An event may be told again whenever articles join or leave it, and moves when another
    storyline is clearly more like it. Deterministic: the same events told in the same order make
    the same storylines.

    Args:
        background: Feature → how rare it is in news at large, in nats.
        settings: Thresholds and bounds.
    """

    def __init__(self, background: Rarity, settings: StorylineSettings | None = None) -> None:
        self._settings = settings or StorylineSettings()
        self._spread = Spread(background)
        self._storylines: OrderedDict[StorylineId, LiveStoryline] = OrderedDict()
        self._of: dict[EventId, StorylineId] = {}
        self._postings: dict[str, OrderedDict[StorylineId, None]] = {}
        self._vectors: dict[StorylineId, Mapping[str, float]] = {}

    def __len__(self) -> int:
        return len(self._storylines)

    @property
    def rarity(self) -> Rarity:
        """Feature → how much it tells, in nats, that two events share it."""
        return self._spread.rarity

    def storyline_of(self, event_id: EventId) -> StorylineId | None:
        """Return the storyline of an event, or None when it is unknown or long over."""
        return self._of.get(event_id)

    def members(self, storyline_id: StorylineId) -> Sequence[Told]:
        """Return the events of a live storyline in order of time; none when there is none."""
        storyline = self._storylines.get(storyline_id)
        events = storyline.events.values() if storyline is not None else ()
        return sorted(events, key=lambda event: (event.first, event.event_id))

    def remember(self, told: Told, storyline_id: StorylineId) -> None:
        """Replay a decision of the past."""
        self.withdraw(told.event_id)
        self._enter(storyline_id, told)

    def withdraw(self, event_id: EventId) -> None:
        """Forget an event that is no more: its articles went elsewhere."""
        if event_id in self._of:
            self._release(event_id)

    def tell(self, told: Told) -> Chained:
        """Decide which storyline an event belongs to as it stands now, and remember it."""
        self._forget(told.last)
        former = self._of.get(told.event_id)
        self.withdraw(told.event_id)
        ranked = [] if told.is_roundup else self._ranked(told, former)
        own = storyline_id_for(told.event_id)
        if own in self._storylines:
            ranked = [
                _Candidate(1.0, self._storylines[own], ()),
                *(one for one in ranked if one.storyline.id != own),
            ]
        if not ranked:
            self._enter(own, told)
            return Chained(storyline=own, score=1.0)
        best = ranked[0]
        self._enter(best.storyline.id, told)
        rivals = [] if told.is_roundup else [one.storyline for one in ranked[1 : 1 + _RIVALS]]
        storyline, absorbed = self._joined(best.storyline, rivals)
        return Chained(
            storyline=storyline.id,
            score=round(min(best.score, 1.0), 4),
            shared=best.shared,
            absorbed=absorbed,
        )

    def _ranked(self, told: Told, former: StorylineId | None) -> list[_Candidate]:
        """Return the storylines that the event may continue, the likeliest first."""
        mine = heaviest(told.holds, self.rarity, self._settings.own)
        probed: dict[StorylineId, float] = {}
        for feature, weight in mine.items():
            for storyline_id in self._postings.get(feature, ()):
                probed[storyline_id] = probed.get(storyline_id, 0.0) + weight
        near = sorted(probed, key=lambda one: (-probed[one], one))[: self._settings.candidates]
        compared = (self._compared(told, mine, self._storylines[one], former) for one in near)
        found = [one for one in compared if one is not None]
        return sorted(found, key=lambda one: (-one.score, one.storyline.id))

    def _compared(
        self,
        told: Told,
        mine: Mapping[str, float],
        storyline: LiveStoryline,
        former: StorylineId | None,
    ) -> _Candidate | None:
        gap = storyline.distance(told)
        if storyline.stands_alone or gap > self._settings.live:
            return None
        theirs = self._vector(storyline)
        shared = tuple(feature for feature in mine if feature in theirs)
        score = dot(mine, theirs) * math.exp(-gap / self._settings.fade)
        if score < self._settings.threshold:
            return None
        return _Candidate(
            score + (self._settings.stay if storyline.id == former else 0.0), storyline, shared
        )

    def _joined(
        self, storyline: LiveStoryline, rivals: Iterable[LiveStoryline]
    ) -> tuple[LiveStoryline, tuple[StorylineId, ...]]:
        """Merge those rivals that turn out to be the same story; the longer chain stays.

        An event moves only into a chain at least as long as its own, hence seldom.
        """
        absorbed: list[StorylineId] = []
        for rival in rivals:
            if dot(self._vector(storyline), self._vector(rival)) < self._settings.merge:
                continue
            stays, gone = sorted(
                (storyline, rival), key=lambda one: (-len(one.events), one.first, one.id)
            )
            for told in tuple(gone.events.values()):
                self._release(told.event_id)
                self._enter(stays.id, told)
            absorbed.append(gone.id)
            storyline = stays
        return storyline, tuple(absorbed)

    def _vector(self, storyline: LiveStoryline) -> Mapping[str, float]:
        known = self._vectors.get(storyline.id)
        if known is None:
            known = heaviest(storyline.centre, self.rarity, self._settings.kept)
            self._vectors[storyline.id] = known
        return known

    def _enter(self, storyline_id: StorylineId, told: Told) -> None:
        storyline = self._storylines.get(storyline_id)
        if storyline is None:
            storyline = self._storylines[storyline_id] = LiveStoryline(storyline_id)
            self._spread.count_storyline((), by=1)
        self._of[told.event_id] = storyline_id
        self._storylines.move_to_end(storyline_id)
        self._vectors.pop(storyline_id, None)
        self._spread.count_event(told.holds, by=1)
        self._spread.count_features(storyline.take(told), by=1)
        for feature in told.holds:
            posting = self._postings.setdefault(feature, OrderedDict())
            posting[storyline_id] = None
            posting.move_to_end(storyline_id)
            if len(posting) > self._settings.posting:
                posting.popitem(last=False)
        self._lose(storyline_id, storyline.trim(self.rarity))

    def _release(self, event_id: EventId) -> None:
        storyline = self._storylines[self._of.pop(event_id)]
        self._vectors.pop(storyline.id, None)
        self._spread.count_event(storyline.events[event_id].holds, by=-1)
        self._lose(storyline.id, storyline.release(event_id))
        if not storyline.events:
            self._lose(storyline.id, tuple(storyline.centre))
            self._spread.count_storyline((), by=-1)
            del self._storylines[storyline.id]

    def _lose(self, storyline_id: StorylineId, features: Sequence[str]) -> None:
        self._spread.count_features(features, by=-1)
        for feature in features:
            posting = self._postings.get(feature)
            if posting is not None:
                posting.pop(storyline_id, None)
                if not posting:
                    del self._postings[feature]

    def _forget(self, at: datetime) -> None:
        """Drop the storylines at the end of the line that have been over for too long."""
        while self._storylines:
            storyline = next(iter(self._storylines.values()))
            if at - storyline.last <= self._settings.live:
                return
            for event_id in tuple(storyline.events):
                self._release(event_id)
