"""What the store knows of events and storylines, looked up as deciding asks, and kept there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import TypeVar

from tapestory.matching.storylines import (
    Head,
    Holders,
    Nothing,
    Span,
    StorylineChanges,
    Storylines,
    Told,
    Totals,
)
from tapestory.model import EventId, StorylineId
from tapestory.store import Session, Store
from tapestory.store.gists import StoredGist
from tapestory.store.live_storylines import StoredHead, StoredHolders

_CHUNK = 5_000
"""Rows a transaction, where all is kept anew: others write in between."""

Kept = TypeVar("Kept")


class StoredPast:
    """Looks up what is asked of the past.

    Args:
        session: Where to, until it is told another.
        known: Event → when what is known of it was; what is looked up is added.
    """

    def __init__(self, session: Session, known: dict[EventId, datetime]) -> None:
        self.session = session
        self._known = known
        self._storylines: Storylines | None = None

    def weighed_by(self, storylines: Storylines) -> None:
        """Let somebody know early whose rarity will be asked for."""
        self._storylines = storylines

    def expect(self, features: Collection[str]) -> None:
        """Pass on whose rarity will be asked for."""
        if self._storylines is not None:
            self._storylines.weigh(features)

    def told(self, events: Collection[EventId]) -> Mapping[EventId, Told]:
        """Look up events as they were last told."""
        found = self.session.live_storylines.gists(events)
        for gist in found:
            self._known.setdefault(gist.event_id, gist.known_at)
        return {gist.event_id: told_of(gist) for gist in found}

    def told_before(self, time: datetime) -> Mapping[EventId, datetime]:
        """Look up the events that were last told before a time."""
        return self.session.live_storylines.told_before(time)

    def events_holding(self, features: Collection[str]) -> Mapping[str, Sequence[EventId]]:
        """Look up which events hold features."""
        return self.session.live_storylines.events_holding(features)

    def totals(self) -> Totals:
        """Look up how much is live."""
        found = self.session.live_storylines.totals()
        if found is None:
            return Totals()
        return Totals(storylines=found.storylines, events=found.events)

    def counts(self, features: Collection[str]) -> Mapping[str, tuple[int, int]]:
        """Look up how many storylines and events hold features."""
        return self.session.live_storylines.counts(features)

    def holders(self, features: Collection[str]) -> Mapping[str, Holders]:
        """Look up which storylines hold features."""
        return {
            feature: Holders(storylines=one.storylines, events=one.events, latest=one.latest)
            for feature, one in self.session.live_storylines.holders(features).items()
        }

    def heads(self, storylines: Collection[StorylineId]) -> Mapping[StorylineId, Head]:
        """Look up live storylines."""
        return {
            storyline_id: Head(
                first=one.first, last=one.last, stands_alone=one.stands_alone, centre=one.centre
            )
            for storyline_id, one in self.session.live_storylines.heads(storylines).items()
        }

    def spans(self, storyline: StorylineId) -> Mapping[EventId, Span]:
        """Look up the events of a live storyline."""
        found = self.session.live_storylines.spans(storyline)
        for event_id, one in found.items():
            self._known.setdefault(event_id, one.known_at)
        return {
            event_id: Span(first=one.first, last=one.last, is_roundup=one.is_roundup)
            for event_id, one in found.items()
        }

    def storylines_of(self, events: Collection[EventId]) -> Mapping[EventId, StorylineId]:
        """Look up the live storylines of events."""
        return self.session.live_storylines.storylines_of(events)

    def silent_since(self, time: datetime) -> Mapping[StorylineId, datetime]:
        """Look up the live storylines that were last told before a time."""
        return self.session.live_storylines.silent_since(time)


class StoredGists(Nothing):
    """Looks up what events held, where all else of the past is told anew."""

    def __init__(self, past: StoredPast) -> None:
        self._past = past

    def told(self, events: Collection[EventId]) -> Mapping[EventId, Told]:
        """Look up events as they were last told."""
        return self._past.told(events)


def told_of(gist: StoredGist) -> Told:
    """Return an event as it was last told."""
    return Told(
        event_id=gist.event_id,
        first=gist.first,
        last=gist.last,
        articles=gist.articles,
        holds=gist.holds,
        is_roundup=gist.is_roundup,
    )


def keep(
    session: Session, changes: StorylineChanges, holding: Mapping[str, Sequence[EventId]]
) -> None:
    """Keep what was decided, so that the next run looks it up.

    Args:
        session: Where.
        changes: What became of live storylines.
        holding: Feature → the events that hold it and were told last, where that changed.
    """
    _keep_storylines(session, changes.heads, changes.holders)
    session.live_storylines.keep_holding(holding)
    totals = changes.totals
    session.live_storylines.keep_totals(storylines=totals.storylines, events=totals.events)


def keep_all(
    store: Store, changes: StorylineChanges, holding: Mapping[str, Sequence[EventId]]
) -> None:
    """Keep all that there is in the place of whatever was kept before.

    The totals come last: without them nothing counts, and all is made anew.
    """
    with store.writing() as session:
        session.live_storylines.clear()
    for heads in _pieces(changes.heads):
        with store.writing() as session:
            _keep_storylines(session, heads, {})
    for holders in _pieces(changes.holders):
        with store.writing() as session:
            _keep_storylines(session, {}, holders)
    for piece in _pieces(holding):
        with store.writing() as session:
            session.live_storylines.keep_holding(piece)
    totals = changes.totals
    with store.writing() as session:
        session.live_storylines.keep_totals(storylines=totals.storylines, events=totals.events)


def _keep_storylines(
    session: Session,
    heads: Mapping[StorylineId, Head | None],
    holders: Mapping[str, Holders],
) -> None:
    session.live_storylines.keep_heads(
        {name: None if head is None else _stored(head) for name, head in heads.items()}
    )
    session.live_storylines.keep_holders(
        {
            feature: StoredHolders(storylines=one.storylines, events=one.events, latest=one.latest)
            for feature, one in holders.items()
        }
    )


def _stored(head: Head) -> StoredHead:
    return StoredHead(
        first=head.first, last=head.last, stands_alone=head.stands_alone, centre=head.centre
    )


Key = TypeVar("Key", bound=str)


def _pieces(kept: Mapping[Key, Kept]) -> Iterator[dict[Key, Kept]]:
    rest = iter(kept.items())
    while piece := dict(islice(rest, _CHUNK)):
        yield piece
