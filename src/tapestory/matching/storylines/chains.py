"""Events as they form → storylines: candidates, the decision, merges; bounded work per event."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tapestory.matching.features import dot
from tapestory.matching.storylines.ledger import Ledger
from tapestory.matching.storylines.live import LiveStoryline, heaviest
from tapestory.matching.storylines.past import Nothing, StorylineChanges, StorylinePast
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
        past: What was decided before; None for nothing.
    """

    def __init__(
        self,
        background: Rarity,
        settings: StorylineSettings | None = None,
        past: StorylinePast | None = None,
    ) -> None:
        self._settings = settings or StorylineSettings()
        self._ledger = Ledger(background, self._settings.posting, past or Nothing())
        self._vectors: dict[StorylineId, Mapping[str, float]] = {}

    def __len__(self) -> int:
        return len(self._ledger)

    @property
    def rarity(self) -> Rarity:
        """Feature → how much it tells, in nats, that two events share it."""
        return self._ledger.rarity

    def expect(self, events: Collection[Told]) -> None:
        """Fetch at once what is needed of events that will be told."""
        self._ledger.expect(events)

    def weigh(self, features: Collection[str]) -> None:
        """Fetch at once what the rarity of features is told from."""
        self._ledger.weigh(features)

    def storyline_of(self, event_id: EventId) -> StorylineId | None:
        """Return the storyline of an event, or None when it is unknown or long over."""
        return self._ledger.storyline_of(event_id)

    def events(self, storyline_id: StorylineId) -> frozenset[EventId]:
        """Return the events of a live storyline; none when there is none."""
        storyline = self._ledger.storyline(storyline_id)
        return frozenset(self._ledger.events(storyline) if storyline is not None else ())

    def members(self, storyline_id: StorylineId) -> Sequence[Told]:
        """Return the events of a live storyline in order of time; none when there is none."""
        storyline = self._ledger.storyline(storyline_id)
        return self._ledger.members(storyline) if storyline is not None else ()

    def recall(self, told: Told, storyline_id: StorylineId) -> None:
        """Let an event that is in none belong to the storyline that was decided in the past.

        What it holds is asked of the past again where it is needed.
        """
        self._vectors.pop(storyline_id, None)
        self._ledger.recall(storyline_id, told)

    def withdraw(self, event_id: EventId) -> None:
        """Forget an event that is no more: its articles went elsewhere."""
        storyline_id = self._ledger.storyline_of(event_id)
        if storyline_id is not None:
            self._vectors.pop(storyline_id, None)
            self._ledger.release(event_id)

    def forget(self, at: datetime) -> None:
        """Drop the storylines that are over for too long at a time."""
        for storyline in self._ledger.silent_since(at - self._settings.live):
            for event_id in tuple(self._ledger.events(storyline)):
                self.withdraw(event_id)

    def changes(self) -> StorylineChanges:
        """Return what became of storylines since this was last asked."""
        return self._ledger.changes()

    def tell(self, told: Told) -> Chained:
        """Decide which storyline an event belongs to as it stands now, and remember it."""
        self.forget(told.last)
        former = self._ledger.storyline_of(told.event_id)
        self.withdraw(told.event_id)
        ranked = [] if told.is_roundup else self._ranked(told, former)
        own = storyline_id_for(told.event_id)
        founded = self._ledger.storyline(own)
        if founded is not None:
            ranked = [
                _Candidate(1.0, founded, ()),
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
        self._ledger.weigh(told.holds)
        mine = heaviest(told.holds, self.rarity, self._settings.own)
        probed: dict[StorylineId, float] = {}
        for feature, weight in mine.items():
            for storyline_id in self._ledger.holding(feature):
                probed[storyline_id] = probed.get(storyline_id, 0.0) + weight
        near = sorted(probed, key=lambda one: (-probed[one], one))[: self._settings.candidates]
        storylines = self._ledger.storylines(near)
        unweighed = (one.centre for one in storylines if one.id not in self._vectors)
        self._ledger.weigh({feature for centre in unweighed for feature in centre})
        compared = (self._compared(told, mine, one, former) for one in storylines)
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
                (storyline, rival),
                key=lambda one: (-len(self._ledger.events(one)), one.first, one.id),
            )
            for told in self._ledger.members(gone):
                self.withdraw(told.event_id)
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
        self._vectors.pop(storyline_id, None)
        self._ledger.enter(storyline_id, told)
