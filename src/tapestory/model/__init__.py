"""The nouns of Tapestory, as frozen values, in the order in which data meets them.

`feeds` → `articles` → `identity` → `pages` → `lexicon` → `reading` → `events` → `markets` →
`narratives` → `views`. Every public name is importable from here. Times are aware UTC datetimes, sessions are
dates of their exchange, returns are fractions (0.01 is one percent).
"""

from tapestory.model.articles import Article, Entry, Precision, Published
from tapestory.model.events import (
    Event,
    EventId,
    Link,
    Match,
    Origin,
    RelatedEvent,
    Role,
    Verification,
    VerificationChange,
    VerificationState,
)
from tapestory.model.feeds import Feed, FeedHints, FeedOutcome, FeedState, FeedStatus, ParsedFeed
from tapestory.model.identity import KnownArticle, Outcome, Verdict, Wanted, wording_digest
from tapestory.model.lexicon import Concept
from tapestory.model.markets import (
    DailyBar,
    Instrument,
    Move,
    MoveStatus,
    Sector,
    SectorMove,
    Universe,
)
from tapestory.model.narratives import (
    Narrative,
    NarrativeShare,
    Prediction,
    SectorVerdict,
    TapeTest,
    TapeVerdict,
)
from tapestory.model.pages import Page, PageState
from tapestory.model.reading import (
    ArticleId,
    ArticleKind,
    Basis,
    Citation,
    Comparator,
    Document,
    Evidence,
    Figure,
    FigureFlag,
    Mention,
    NarrativeEvidence,
    Reading,
    ReportedMove,
    Sentence,
    Stance,
)
from tapestory.model.views import Coverage, EventView, MemberArticle

__all__ = [
    "Article",
    "ArticleId",
    "ArticleKind",
    "Basis",
    "Citation",
    "Comparator",
    "Concept",
    "Coverage",
    "DailyBar",
    "Document",
    "Entry",
    "Event",
    "EventId",
    "EventView",
    "Evidence",
    "Feed",
    "FeedHints",
    "FeedOutcome",
    "FeedState",
    "FeedStatus",
    "Figure",
    "FigureFlag",
    "Instrument",
    "KnownArticle",
    "Link",
    "Match",
    "MemberArticle",
    "Mention",
    "Move",
    "MoveStatus",
    "Narrative",
    "NarrativeEvidence",
    "NarrativeShare",
    "Origin",
    "Outcome",
    "Page",
    "PageState",
    "ParsedFeed",
    "Precision",
    "Prediction",
    "Published",
    "Reading",
    "RelatedEvent",
    "ReportedMove",
    "Role",
    "Sector",
    "SectorMove",
    "SectorVerdict",
    "Sentence",
    "Stance",
    "TapeTest",
    "TapeVerdict",
    "Universe",
    "Verdict",
    "Verification",
    "VerificationChange",
    "VerificationState",
    "Wanted",
    "wording_digest",
]
