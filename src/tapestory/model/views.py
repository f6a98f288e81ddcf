"""An event with everything known about it at a time: what `events show` and the digest print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from tapestory.model.articles import Article, Precision
from tapestory.model.events import (
    Event,
    EventId,
    Link,
    Match,
    Origin,
    RelatedEvent,
    Storyline,
    Verification,
)
from tapestory.model.markets import Instrument
from tapestory.model.narratives import NarrativeShare, TapeTest
from tapestory.model.reactions import (
    AftermathCheck,
    FamilyTested,
    FollowThrough,
    Move,
    ReportedCheck,
    SectorMove,
)
from tapestory.model.reading import (
    ArticleKind,
    Figure,
    FigureGroup,
    NarrativeEvidence,
    Reading,
    ReportedMove,
    StatementGroup,
)
from tapestory.model.recollections import Recalled


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberArticle:
    """An article of an event, with how it got there and what it says."""

    article: Article
    match: Match
    kind: ArticleKind
    origin: str | None
    """Name of the report that it traces back to; None when it is its own."""
    reading: Reading
    covers: tuple[EventId, ...] = ()
    """Events that it tells of as a round-up, the most told first; none is its own."""
    backlog: bool = False
    """It came with the first answer of its feed: nothing but its date says whether it is new."""

    @property
    def is_of_any_age(self) -> bool:
        """Whether it may have stood there for years: it says no date either."""
        return self.backlog and self.article.published.precision is Precision.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class EventOutline:
    """What decides whether somebody is told of an event, and before which others."""

    event: Event
    articles: tuple[MemberArticle, ...]
    """Oldest first."""
    links: tuple[Link, ...]
    """Subjects first, then affected, then mentioned; most mentioned first within."""
    instruments: Mapping[str, Instrument]
    """Those that the links and moves name, by symbol."""
    reported_moves: tuple[ReportedMove, ...]
    moves: tuple[Move, ...]
    shares: tuple[NarrativeShare, ...]
    """Most supported first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView(EventOutline):
    """One event, complete, as it was knowable at `as_of`."""

    as_of: datetime
    day0: Mapping[str, date]
    """MIC → first session that could react."""
    verification: Verification
    origins: tuple[Origin, ...]
    figures: tuple[Figure, ...]
    sector_moves: tuple[SectorMove, ...]
    tape: Mapping[str, TapeTest]
    """By narrative id."""
    narrative_evidence: tuple[NarrativeEvidence, ...]
    related: tuple[RelatedEvent, ...] = ()
    """The closest first."""
    storyline: Storyline | None = None
    """The chain of events that it belongs to; None before that was decided."""
    figure_groups: tuple[FigureGroup, ...] = ()
    """The figures of which several say how much of one thing."""
    statement_groups: tuple[StatementGroup, ...] = ()
    """What articles state besides numbers, told by at least two of them."""
    recalled: tuple[Recalled, ...] = ()
    """What they recall of the months before, in the order in which it happened."""
    families: tuple[FamilyTested, ...] = ()
    """What was tested together."""
    follow_through: tuple[FollowThrough, ...] = ()
    """By symbol, the nearest first."""
    reported_checks: tuple[ReportedCheck, ...] = ()
    """One for each of `reported_moves`, in their order."""
    aftermath_checks: tuple[AftermathCheck, ...] = ()
    """What articles say, without numbers, that followed."""
    held_back: Mapping[str, str] = field(default_factory=dict)
    """Symbol → which of its prices around day 0 may not be used, and why."""
    covered_by: tuple[Article, ...] = ()
    """Round-ups that tell of the event and belong to another, or none; oldest first. They count
    neither as articles nor as sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What a digest's window held besides its events."""

    since: datetime
    until: datetime
    articles: int
    """Published inside the window and seen by its end, copies included."""
    failing_feeds: tuple[str, ...]
    prices: bool
    """Whether any prices are stored."""
