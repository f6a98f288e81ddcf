"""An event among those of the past year → the few that are related to it, and how."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tapestory.matching.features import dot
from tapestory.matching.figures import is_amount, near
from tapestory.matching.storylines.line import Line
from tapestory.matching.storylines.live import heaviest
from tapestory.matching.storylines.past import EventPast, Nothing
from tapestory.matching.storylines.postings import Postings
from tapestory.matching.storylines.told import Rarity, Told
from tapestory.model import EventId, Relation

_SUBJECT = 0.5
"""A name so prominent is a party to the event, a concept so prominent is what they do."""
_PRINCIPAL = 0.3
"""A figure so prominent is what the event is about, not what a deal before it was about."""
_SAME_PARTIES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationSettings:
    """Bounds and thresholds of relations, chosen on halves of the dev events."""

    like: float = 0.35
    """Least likeness, 0 to 1, of two events that are related."""
    like_in_storyline: float = 0.25
    """The same inside one storyline."""
    covered: float = 0.5
    """Least share of what an event holds that a round-up tells of it."""
    roundup_reach: timedelta = timedelta(days=3)
    """How far a round-up may be from what it tells of."""
    memory: timedelta = timedelta(days=400)
    """Events further apart are not related: a year, and some."""
    kept: int = 20
    """Features of an event that are compared, the heaviest."""
    posting: int = 64
    """Events kept under one feature, the most recently told."""
    candidates: int = 24
    """Events that are compared exactly."""
    most: int = 6
    """Relations that an event keeps, the closest; others may keep theirs to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A related event."""

    event_id: EventId
    relation: Relation
    """What it is to the event that was asked about."""
    score: float
    """0 to 1: how alike the two are."""


class Relatives:
    """Remembers events, and finds those that are related to one.

    Args:
        rarity: Feature → how much it tells, in nats, that two events share it.
        settings: Bounds and thresholds.
        past: The events of before; None for none.
    """

    def __init__(
        self,
        rarity: Rarity,
        settings: RelationSettings | None = None,
        past: EventPast | None = None,
    ) -> None:
        self._rarity = rarity
        self._settings = settings or RelationSettings()
        self._past = past or Nothing()
        self._events: dict[EventId, Told | None] = {}
        self._postings: Postings[EventId] = Postings(self._settings.posting)
        self._line = Line(self._past.told_before, self._last)
        self._vectors: dict[EventId, Mapping[str, float]] = {}

    def expect(self, events: Collection[Told]) -> None:
        """Fetch at once what is needed of events that will be told."""
        self._fetch_holding({feature for told in events for feature in told.holds})
        self._fetch([told.event_id for told in events])

    def remember(self, told: Told) -> tuple[EventId, ...]:
        """Let an event be found, as it stands now; return those forgotten, as too long ago."""
        self.withdraw(told.event_id)
        self._events[told.event_id] = told
        self._fetch_holding(told.holds)
        for feature in told.holds:
            self._postings.add(feature, told.event_id)
        self._line.told(told.event_id, told.last)
        forgotten = []
        for event_id in self._line.silent_since(told.last - self._settings.memory):
            self.withdraw(event_id)
            forgotten.append(event_id)
        return tuple(forgotten)

    def recall(self, told: Told) -> None:
        """Let an event of the past be found, the oldest first; the past tells what it holds."""
        for feature in told.holds:
            self._postings.add(feature, told.event_id)
        self._line.told(told.event_id, told.last)

    def withdraw(self, event_id: EventId) -> None:
        """Forget an event."""
        self._fetch((event_id,))
        told = self._events[event_id]
        if told is None:
            return
        self._fetch_holding(told.holds)
        for feature in told.holds:
            self._postings.drop(feature, event_id)
        self._events[event_id] = None
        self._vectors.pop(event_id, None)

    def changes(self) -> Mapping[str, Sequence[EventId]]:
        """Return which events hold a feature, where that changed since it was last asked."""
        return self._postings.changes()

    def of(self, told: Told, storyline: frozenset[EventId] = frozenset()) -> tuple[Related, ...]:
        """Return the related events, the closest first.

        Args:
            told: An event, known or not.
            storyline: The other events of its storyline.
        """
        self._past.expect(told.holds.keys())
        mine = heaviest(told.holds, self._rarity, self._settings.kept)
        probed: dict[EventId, float] = {}
        self._fetch_holding(mine)
        for feature, weight in mine.items():
            for event_id in self._postings.of(feature):
                probed[event_id] = probed.get(event_id, 0.0) + weight
        probed.pop(told.event_id, None)
        nearest = sorted(probed, key=lambda one: (-probed[one], one))
        found = []
        for other in self._known(nearest[: self._settings.candidates]):
            score = self._score(told, mine, other, in_storyline=other.event_id in storyline)
            if score > 0.0:
                found.append(
                    Related(
                        event_id=other.event_id,
                        relation=relation_of(told, other),
                        score=round(score, 4),
                    )
                )
        found.sort(key=lambda one: (-one.score, one.event_id))
        return tuple(found[: self._settings.most])

    def _known(self, events: Sequence[EventId]) -> list[Told]:
        """Return events that are known, and fetch what they are weighed by."""
        self._fetch(events)
        found = [told for one in events if (told := self._events[one]) is not None]
        unweighed = (told.holds for told in found if told.event_id not in self._vectors)
        self._past.expect({feature for holds in unweighed for feature in holds})
        return found

    def _fetch(self, events: Collection[EventId]) -> None:
        unknown = [one for one in events if one not in self._events]
        if unknown:
            self._events |= dict.fromkeys(unknown)
            self._events.update(self._past.told(unknown))

    def _fetch_holding(self, features: Iterable[str]) -> None:
        unknown = self._postings.unknown(features)
        if unknown:
            found = self._past.events_holding(unknown)
            for feature in unknown:
                self._postings.learn(feature, found.get(feature, ()))

    def _last(self, event_id: EventId) -> datetime | None:
        self._fetch((event_id,))
        told = self._events[event_id]
        return None if told is None else told.last

    def _score(
        self, told: Told, mine: Mapping[str, float], other: Told, *, in_storyline: bool
    ) -> float:
        """Return how close the two are, 0 when they are not related."""
        theirs = self._vector(other)
        gap = max(told.first - other.last, other.first - told.last, timedelta(0))
        if gap > self._settings.memory or (told.is_roundup and other.is_roundup):
            return 0.0
        if told.is_roundup or other.is_roundup:
            listed, event = (other, mine) if other.is_roundup else (told, theirs)
            covered = sum(weight**2 for feature, weight in event.items() if feature in listed.holds)
            near_enough = gap <= self._settings.roundup_reach
            return covered if near_enough and covered >= self._settings.covered else 0.0
        alike = dot(mine, theirs)
        least = self._settings.like_in_storyline if in_storyline else self._settings.like
        return min(alike, 1.0) if alike >= least else 0.0

    def _vector(self, told: Told) -> Mapping[str, float]:
        known = self._vectors.get(told.event_id)
        if known is None:
            known = heaviest(told.holds, self._rarity, self._settings.kept)
            self._vectors[told.event_id] = known
        return known


def relation_of(told: Told, other: Told) -> Relation:
    """Return what another event is to one that it is related to.

    Two deals of the same parties are told apart by their principal figures: a later report that
    names the figure of the earlier deal in passing is still about another one.
    """
    if other.is_roundup != told.is_roundup:
        return Relation.COVERS if other.is_roundup else Relation.PART_OF
    if _do_the_same(told, other) and _other_figures(told, other):
        return Relation.SAME_PARTIES
    earlier = (other.first, other.event_id) < (told.first, told.event_id)
    return Relation.PRECURSOR if earlier else Relation.FOLLOW_ON


def _do_the_same(told: Told, other: Told) -> bool:
    """Tell whether two parties or more are in both, and one thing that they do."""
    shared = _subjects(told) & _subjects(other)
    parties = sum(feature.startswith("s:") for feature in shared)
    return parties >= _SAME_PARTIES and any(feature.startswith("c:") for feature in shared)


def _subjects(told: Told) -> set[str]:
    return {feature for feature, prominence in told.holds.items() if prominence >= _SUBJECT}


def _other_figures(told: Told, other: Told) -> bool:
    mine, theirs = _principal(told), _principal(other)
    return bool(mine and theirs) and not any(near(one, two) for one in mine for two in theirs)


def _principal(told: Told) -> set[str]:
    return {
        feature
        for feature, prominence in told.holds.items()
        if prominence >= _PRINCIPAL and is_amount(feature)
    }
