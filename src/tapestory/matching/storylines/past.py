"""What storylines and relations may ask of the past, and what of it has changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from tapestory.matching.storylines.told import Told
from tapestory.model import EventId, StorylineId


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """How much is live."""

    storylines: int = 0
    events: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Holders:
    """Which storylines hold a feature."""

    storylines: int = 0
    """How many live ones."""
    events: int = 0
    """How many events in them."""
    latest: Sequence[StorylineId] = ()
    """Those that were told last, the latest last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A live storyline without its events."""

    first: datetime
    last: datetime
    stands_alone: bool
    """It holds a round-up, which connects nothing."""
    centre: Mapping[str, float]
    """Feature → sum over the events of its prominence times the weight of the event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """When an event of a storyline was told."""

    first: datetime
    last: datetime
    is_roundup: bool


class EventPast(Protocol):
    """Events of the past year and some, as they were last told."""

    def told(self, events: Collection[EventId]) -> Mapping[EventId, Told]:
        """Return those of the events that are known."""
        ...

    def events_holding(self, features: Collection[str]) -> Mapping[str, Sequence[EventId]]:
        """Return feature → the events that hold it and were told last, the latest last."""
        ...

    def told_before(self, time: datetime) -> Mapping[EventId, datetime]:
        """Return the events that were last told before a time, and when."""
        ...

    def expect(self, features: Collection[str]) -> None:
        """Be told whose rarity will be asked for next."""
        ...


class StorylinePast(Protocol):
    """Live storylines as they were left."""

    def told(self, events: Collection[EventId]) -> Mapping[EventId, Told]:
        """Return those of the events that are known."""
        ...

    def totals(self) -> Totals:
        """Return how much is live."""
        ...

    def counts(self, features: Collection[str]) -> Mapping[str, tuple[int, int]]:
        """Return feature → how many storylines and how many events hold it; 0 left out."""
        ...

    def holders(self, features: Collection[str]) -> Mapping[str, Holders]:
        """Return who holds the features."""
        ...

    def heads(self, storylines: Collection[StorylineId]) -> Mapping[StorylineId, Head]:
        """Return those of the storylines that are live."""
        ...

    def spans(self, storyline: StorylineId) -> Mapping[EventId, Span]:
        """Return the events of a live storyline."""
        ...

    def storylines_of(self, events: Collection[EventId]) -> Mapping[EventId, StorylineId]:
        """Return the live storylines of those of the events that are in one."""
        ...

    def silent_since(self, time: datetime) -> Mapping[StorylineId, datetime]:
        """Return the live storylines that were last told before a time, and when."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class StorylineChanges:
    """What became of live storylines since it was last asked."""

    totals: Totals
    heads: Mapping[StorylineId, Head | None]
    """None: no more."""
    holders: Mapping[str, Holders]


class Nothing:
    """No past: all that is known was told here."""

    def told(self, events: Collection[EventId]) -> Mapping[EventId, Told]:
        """Know none."""
        del events
        return {}

    def events_holding(self, features: Collection[str]) -> Mapping[str, Sequence[EventId]]:
        """Know none."""
        del features
        return {}

    def told_before(self, time: datetime) -> Mapping[EventId, datetime]:
        """Know none."""
        del time
        return {}

    def expect(self, features: Collection[str]) -> None:
        """Do nothing: whoever says how rare a feature is knows it."""

    def totals(self) -> Totals:
        """Start with nothing."""
        return Totals()

    def counts(self, features: Collection[str]) -> Mapping[str, tuple[int, int]]:
        """Count none."""
        del features
        return {}

    def holders(self, features: Collection[str]) -> Mapping[str, Holders]:
        """Know none."""
        del features
        return {}

    def heads(self, storylines: Collection[StorylineId]) -> Mapping[StorylineId, Head]:
        """Know none."""
        del storylines
        return {}

    def spans(self, storyline: StorylineId) -> Mapping[EventId, Span]:
        """Know none."""
        del storyline
        return {}

    def storylines_of(self, events: Collection[EventId]) -> Mapping[EventId, StorylineId]:
        """Know none."""
        del events
        return {}

    def silent_since(self, time: datetime) -> Mapping[StorylineId, datetime]:
        """Know none."""
        del time
        return {}
