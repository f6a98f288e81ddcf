"""An event among those of the past year → the few that are related to it, and how."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from tapestory.matching.features import dot
from tapestory.matching.figures import is_amount, near
from tapestory.matching.storylines.live import heaviest
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
    """

    def __init__(self, rarity: Rarity, settings: RelationSettings | None = None) -> None:
        self._rarity = rarity
        self._settings = settings or RelationSettings()
        self._events: OrderedDict[EventId, Told] = OrderedDict()
        self._postings: dict[str, OrderedDict[EventId, None]] = {}
        self._vectors: dict[EventId, Mapping[str, float]] = {}

    def __len__(self) -> int:
        return len(self._events)

    def remember(self, told: Told) -> None:
        """Let an event be found, as it stands now."""
        self.withdraw(told.event_id)
        self._events[told.event_id] = told
        for feature in told.holds:
            posting = self._postings.setdefault(feature, OrderedDict())
            posting[told.event_id] = None
            if len(posting) > self._settings.posting:
                posting.popitem(last=False)
        while self._events:
            oldest = next(iter(self._events.values()))
            if told.last - oldest.last <= self._settings.memory:
                break
            self.withdraw(oldest.event_id)

    def withdraw(self, event_id: EventId) -> None:
        """Forget an event."""
        told = self._events.pop(event_id, None)
        self._vectors.pop(event_id, None)
        for feature in told.holds if told is not None else ():
            posting = self._postings.get(feature)
            if posting is not None:
                posting.pop(event_id, None)
                if not posting:
                    del self._postings[feature]

    def of(self, told: Told, storyline: frozenset[EventId] = frozenset()) -> tuple[Related, ...]:
        """Return the related events, the closest first.

        Args:
            told: An event, known or not.
            storyline: The other events of its storyline.
        """
        mine = heaviest(told.holds, self._rarity, self._settings.kept)
        probed: dict[EventId, float] = {}
        for feature, weight in mine.items():
            for event_id in self._postings.get(feature, ()):
                probed[event_id] = probed.get(event_id, 0.0) + weight
        probed.pop(told.event_id, None)
        nearest = sorted(probed, key=lambda one: (-probed[one], one))
        found = []
        for event_id in nearest[: self._settings.candidates]:
            other = self._events[event_id]
            score = self._score(told, mine, other, in_storyline=event_id in storyline)
            if score > 0.0:
                relation = relation_of(told, other)
                found.append(Related(event_id=event_id, relation=relation, score=round(score, 4)))
        found.sort(key=lambda one: (-one.score, one.event_id))
        return tuple(found[: self._settings.most])

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
