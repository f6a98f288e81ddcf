"""What the matcher takes in and gives out: an article as matching reads it, a placement."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from tapestory.model import ArticleId, ArticleKind, EventId

_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_ID_LENGTH = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchItem:
    """An article as the matcher sees it."""

    article_id: ArticleId
    title: str
    text: str
    """Body without the title; only its lead is read."""
    lang: str
    """BCP 47 primary tag, or "und"; used for nothing but knowing a telling in another language."""
    time: datetime
    """Aware. The publisher's instant where known, else when it was first seen."""
    symbols: frozenset[str]
    """Instruments named strongly in the title and the head of the text."""
    title_symbols: frozenset[str] = frozenset()
    """Those of them that the title names."""
    slack: timedelta = timedelta(0)
    """How far off the time may be, either way: twelve hours when only the day is known."""
    kind: ArticleKind = ArticleKind.NEWS
    outlet: str = ""
    copy_of: ArticleId | None = None
    """The earlier article whose text this one repeats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """An earlier article that belongs elsewhere, now that more is known."""

    article_id: ArticleId
    event_id: EventId
    """An event that exists, or a new one when its articles part from where they were."""
    score: float
    """0 to 1, as for a placement."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where an article belongs, and why."""

    event_id: EventId
    score: float
    """0 to 1: how probable the match is; 1 for founders, copies and identical titles."""
    reason: str
    """One clause for a person: "shares META, CRWV; 'sell', 'compute'; 2 figures"."""
    absorbed: tuple[EventId, ...] = ()
    """Events that this article showed to be the same happening: their articles are now in
    `event_id`, and their ids stand for it."""
    moved: tuple[Moved, ...] = ()
    """Earlier articles that this one showed to belong elsewhere; done after `absorbed`."""
    covers: tuple[EventId, ...] = ()
    """Events that a round-up tells of, without belonging to any of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchSettings:
    """The bounds of the matcher. What was tuned says on what."""

    threshold: float = 0.5
    """Least probability of a match; 0.5 is at the likeness that was chosen on the dev sets."""
    rival: float = 0.351
    """Least probability of another event that makes the matcher ask whether all is right."""
    small: int = 16
    """Articles of an event that may be grouped anew together with those of its rivals."""
    regrouped: int = 32
    """Articles that are grouped anew at once."""
    rivals: int = 4
    """Other events that an article can make the matcher put right."""
    attracted: int = 12
    """Articles of each, the latest, that may be moved."""
    live: timedelta = timedelta(days=21)
    """An event without news for longer takes no more articles."""
    memory: timedelta = timedelta(days=60)
    """How far back decisions must be remembered to go on as if never stopped."""
    same_title: timedelta = timedelta(hours=48)
    """Identical titles within this time are one event."""
    lead: int = 400
    """Characters of text whose words are read."""
    depth: int = 1500
    """Characters of text whose names and concepts are read."""
    max_live_events: int = 50_000
    """The least recently touched events are forgotten beyond this."""
    ready: int = 4_096
    """Events that are kept ready to be looked at; the rest are packed."""
    probes: int = 16
    """Rarest features of an article that are looked up."""
    posting: int = 64
    """Events kept under one feature, the most recently touched."""
    candidates: int = 6
    """Events that are scored exactly."""


@lru_cache(maxsize=8_192)
def event_id_for(article_id: ArticleId) -> EventId:
    """Return the id of the event that an article founds: 8 characters of Crockford base32.

    The same article founds the same event in every run and on every machine.
    """
    number = int.from_bytes(hashlib.sha256(f"event:{article_id}".encode()).digest()[:5], "big")
    digits = [_CROCKFORD[(number >> (5 * place)) & 31] for place in range(_ID_LENGTH)]
    return EventId("".join(digits))
