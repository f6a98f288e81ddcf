"""What is asked of the events, and an event in a line."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from tapestory.model import Event, StorylineId, VerificationState

if TYPE_CHECKING:  # the lists that ask for least load least
    from tapestory.store.moved_events import MovedBy

TOP_MOVES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class EventQuery:
    """Which events are asked for; every condition that is not None must hold."""

    since: datetime | None = None
    """Events whose last article was first seen then or later."""
    until: datetime | None = None
    """Events whose first article was first seen earlier than this."""
    active_since: datetime | None = None
    """Events with an article whose own time, not its discovery, is then or later."""
    as_of: datetime | None = None
    """Only what was known then: articles, decisions, titles, verification, closed sessions."""
    symbol: str | None = None
    sector: str | None = None
    members: Collection[str] = ()
    """Symbols of the sector: who names one of them concerned the sector too, at an earlier time."""
    storyline: StorylineId | None = None
    moved: MovedBy | None = None
    """Events on whose day 0 somebody moved so far."""
    min_articles: int = 1
    silent_since: datetime | None = None
    """Open events whose last article, copies left out, is older are told as stale."""
    limit: int = 0
    """0 for all."""


class TopMove(NamedTuple):
    """What a line says of a move."""

    symbol: str
    window: tuple[int, int]
    raw: float | None
    abnormal: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSummary:
    """An event in a line."""

    event: Event
    articles: int
    """Copies included."""
    outlets: int
    """Distinct outlets of the articles that are not copies."""
    state: VerificationState
    """`rumour`, the least claim, for an event that was not assessed yet."""
    top_moves: tuple[TopMove, ...]
    """The largest by size of the abnormal (else raw) return, one for each symbol, at most 3."""
