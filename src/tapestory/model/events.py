"""Events, how articles came to belong to them, whom they concern, and how sure anybody is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from tapestory.model.articles import ArticleId
from tapestory.model.reading import Evidence

SILENCE = timedelta(days=30)
"""After so long without an article, what is neither confirmed nor denied is stale."""

EventId = NewType("EventId", str)
StorylineId = NewType("StorylineId", str)


FIRST_REPORT = "first report"
LIST_APART = "a list of several stories"
MERGED_FROM = "merged: was in event "
PRINTED_AGAIN = "printed again: "
"""Reasons of matches that say more than a score could; the last two are followed by the event, and
by the article of long ago."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The decision article → event, with a score and a reason a person can read."""

    article_id: ArticleId
    event_id: EventId
    score: float
    """0 to 1; 1 for the article that founded the event."""
    reason: str
    decided_at: datetime
    by_hand: bool = False
    """A person decided, not the matcher."""

    @property
    def founds(self) -> bool:
        """Whether the event began with the article: with a report, or with a list of its own."""
        return self.reason in {FIRST_REPORT, LIST_APART}

    @property
    def follows_a_merge(self) -> bool:
        """Whether the article is here because the whole event was that it had been in."""
        return self.reason.startswith(MERGED_FROM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, told by one or more articles."""

    id: EventId
    title: str
    first_seen: datetime
    """When we first fetched an article of it."""
    last_seen: datetime
    happened: datetime
    """Best estimate of the news time: the earliest credible published time of its articles."""
    happened_precise: bool
    """False when only a date is known."""
    title_by_hand: bool = False
    """A person gave the title; it does not follow from the articles."""


class Role(StrEnum):
    """How an event concerns an instrument or sector."""

    SUBJECT = "subject"
    AFFECTED = "affected"
    MENTIONED = "mentioned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Event → instrument or sector. Exactly one of the two is set."""

    event_id: EventId
    symbol: str | None
    sector: str | None
    role: Role
    mentions: int
    """Distinct articles that name it, copies counted once."""


class OriginKind(StrEnum):
    """What shows that somebody found the news out (stable), the surest first."""

    REPORT = "report"
    """Others cite it, or it says from whom it has the news."""
    STATEMENT = "statement"
    """What a party itself said, filed or published."""
    UNSOURCED = "unsourced"
    """An outlet's own text that does not say where the news is from: it may retell another's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A report that articles trace back to."""

    name: str
    kind: OriginKind
    seen: bool
    """False: cited by others, but we hold no article of it."""
    articles: tuple[ArticleId, ...]
    """Those that go back to it."""


def independent(origins: Sequence[Origin]) -> tuple[Origin, ...]:
    """Return the origins that an event may be said to rest on, in their order.

    Reports count; without any, what parties put out themselves. An unsourced text counts only
    where every article is one: then each outlet may have found it out, or none.
    """
    kinds = {origin.kind for origin in origins}
    surest = next((kind for kind in OriginKind if kind in kinds), None)
    return tuple(origin for origin in origins if origin.kind is surest)


class VerificationState(StrEnum):
    """How sure anybody is, from evidence only (stable)."""

    RUMOUR = "rumour"
    REPORTED = "reported"
    CONFIRMED = "confirmed"
    DENIED = "denied"
    STALE = "stale"


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationChange:
    """One entry of the append-only history."""

    at: datetime
    state: VerificationState
    evidence: Evidence | None
    """None when silence itself changed the state."""

    @property
    def by_hand(self) -> bool:
        """Whether a person said so."""
        return self.evidence is not None and self.evidence.by_hand


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """The present state with its evidence and how it came about."""

    state: VerificationState
    since: datetime
    evidence: tuple[Evidence, ...]
    history: tuple[VerificationChange, ...]

    @property
    def by_hand(self) -> bool:
        """Whether the present state is a person's word."""
        return bool(self.evidence) and self.evidence[0].by_hand


class Relation(StrEnum):
    """What another event is to the one that is looked at (stable)."""

    PRECURSOR = "precursor"
    """It came before, and this one follows on it."""
    FOLLOW_ON = "follow_on"
    """It came later, and follows on this one."""
    SAME_PARTIES = "same_parties"
    """Another deal of the same parties, before or later."""
    PART_OF = "part_of"
    """This one is a round-up, and tells of it among others."""
    COVERS = "covers"
    """It is a round-up, and tells of this one among others."""

    @property
    def inverse(self) -> Relation:
        """What this event is to the other one."""
        return _INVERSE.get(self, self)


_INVERSE = {
    Relation.PRECURSOR: Relation.FOLLOW_ON,
    Relation.FOLLOW_ON: Relation.PRECURSOR,
    Relation.PART_OF: Relation.COVERS,
    Relation.COVERS: Relation.PART_OF,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedEvent:
    """A link between events, not a merge."""

    id: EventId
    relation: str
    """A value of `Relation`: what the other event is to this one."""
    title: str = ""
    happened: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Storyline:
    """A chain of events that people follow."""

    id: StorylineId
    """"s-" and the id of the event that founded it."""
    title: str
    """That of its most told event."""
    events: tuple[EventId, ...]
    """In the order in which they happened."""
