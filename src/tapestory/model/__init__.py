"""The nouns of Tapestory, as frozen values, in the order in which data meets them.

`feeds` → `articles` → `identity` → `pages` → `lexicon` → `reading` → `recollections` → `events` →
`edits` → `markets` → `reactions` → `move_answers` → `releases` → `narratives` → `chains` →
`indicators` → `views` → `told` → `mail`.
Every public name is importable from here. Times are aware UTC datetimes, sessions are dates of
their exchange, returns are fractions (0.01 is one percent).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tapestory.model.articles import Article, Entry, OutboundLink, Precision, Published
    from tapestory.model.chains import Chain, ChainEvidence, ChainLink, ChainStance
    from tapestory.model.edits import Edit, EditId, EditKind, Relocation, Retitling
    from tapestory.model.events import (
        SILENCE,
        Event,
        EventId,
        Link,
        Match,
        Origin,
        RelatedEvent,
        Relation,
        Role,
        Storyline,
        StorylineId,
        Verification,
        VerificationChange,
        VerificationState,
    )
    from tapestory.model.feeds import (
        Feed,
        FeedHints,
        FeedOutcome,
        FeedState,
        FeedStatus,
        ParsedFeed,
    )
    from tapestory.model.identity import KnownArticle, Outcome, Verdict, Wanted, wording_digest
    from tapestory.model.indicators import (
        FalsifierFinding,
        FalsifierState,
        FalsifierStatus,
        IndicatorStatus,
        IndicatorValue,
        NoteId,
        SuggestedValue,
        Trend,
    )
    from tapestory.model.lexicon import Concept
    from tapestory.model.mail import (
        Delivery,
        DeliveryOutcome,
        Mail,
        MailAttempt,
        MailKind,
        MailState,
        Parcel,
    )
    from tapestory.model.markets import (
        BarState,
        BarVerdict,
        DailyBar,
        DayKind,
        Instrument,
        Sector,
        SpecialDay,
        Universe,
        growth_between,
    )
    from tapestory.model.move_answers import MOVED_AT, Answers, answers
    from tapestory.model.narratives import (
        FalsifierTest,
        FigureMatch,
        Indicator,
        KnownReading,
        Narrative,
        NarrativeAccount,
        NarrativeShare,
        NarrativeVoice,
        Prediction,
        SectorReading,
        SectorStatus,
        SectorVerdict,
        SharePoint,
        TapeLook,
        TapeReading,
        TapeTest,
        TapeVerdict,
    )
    from tapestory.model.pages import Page, PageState
    from tapestory.model.reactions import (
        Aftermath,
        AftermathCheck,
        Agreement,
        BorneOut,
        Confounder,
        ConfounderKind,
        DayRank,
        Family,
        FamilyTested,
        FollowThrough,
        Linked,
        MarketAftermath,
        Move,
        MoveStatus,
        ReportedCheck,
        SectorMove,
    )
    from tapestory.model.reading import (
        BY_HAND,
        AftermathClaim,
        ArticleId,
        ArticleKind,
        Aspect,
        Basis,
        Citation,
        Comparator,
        Difference,
        Document,
        Evidence,
        Figure,
        FigureFlag,
        FigureGroup,
        Mention,
        NarrativeEvidence,
        Reading,
        ReportedMove,
        Sentence,
        Stance,
        Statement,
        StatementGroup,
    )
    from tapestory.model.recollections import Recalled, Recollection
    from tapestory.model.releases import Release, ReleaseKind
    from tapestory.model.told import (
        Facts,
        Memory,
        Told,
        ToldFigure,
        ToldMove,
        ToldPart,
        ToldVerdict,
    )
    from tapestory.model.views import Coverage, EventView, MemberArticle

__all__ = [
    "BY_HAND",
    "MOVED_AT",
    "SILENCE",
    "Aftermath",
    "AftermathCheck",
    "AftermathClaim",
    "Agreement",
    "Answers",
    "Article",
    "ArticleId",
    "ArticleKind",
    "Aspect",
    "BarState",
    "BarVerdict",
    "Basis",
    "BorneOut",
    "Chain",
    "ChainEvidence",
    "ChainLink",
    "ChainStance",
    "Citation",
    "Comparator",
    "Concept",
    "Confounder",
    "ConfounderKind",
    "Coverage",
    "DailyBar",
    "DayKind",
    "DayRank",
    "Delivery",
    "DeliveryOutcome",
    "Difference",
    "Document",
    "Edit",
    "EditId",
    "EditKind",
    "Entry",
    "Event",
    "EventId",
    "EventView",
    "Evidence",
    "Facts",
    "FalsifierFinding",
    "FalsifierState",
    "FalsifierStatus",
    "FalsifierTest",
    "Family",
    "FamilyTested",
    "Feed",
    "FeedHints",
    "FeedOutcome",
    "FeedState",
    "FeedStatus",
    "Figure",
    "FigureFlag",
    "FigureGroup",
    "FigureMatch",
    "FollowThrough",
    "Indicator",
    "IndicatorStatus",
    "IndicatorValue",
    "Instrument",
    "KnownArticle",
    "KnownReading",
    "Link",
    "Linked",
    "Mail",
    "MailAttempt",
    "MailKind",
    "MailState",
    "MarketAftermath",
    "Match",
    "MemberArticle",
    "Memory",
    "Mention",
    "Move",
    "MoveStatus",
    "Narrative",
    "NarrativeAccount",
    "NarrativeEvidence",
    "NarrativeShare",
    "NarrativeVoice",
    "NoteId",
    "Origin",
    "OutboundLink",
    "Outcome",
    "Page",
    "PageState",
    "Parcel",
    "ParsedFeed",
    "Precision",
    "Prediction",
    "Published",
    "Reading",
    "Recalled",
    "Recollection",
    "RelatedEvent",
    "Relation",
    "Release",
    "ReleaseKind",
    "Relocation",
    "ReportedCheck",
    "ReportedMove",
    "Retitling",
    "Role",
    "Sector",
    "SectorMove",
    "SectorReading",
    "SectorStatus",
    "SectorVerdict",
    "Sentence",
    "SharePoint",
    "SpecialDay",
    "Stance",
    "Statement",
    "StatementGroup",
    "Storyline",
    "StorylineId",
    "SuggestedValue",
    "TapeLook",
    "TapeReading",
    "TapeTest",
    "TapeVerdict",
    "Told",
    "ToldFigure",
    "ToldMove",
    "ToldPart",
    "ToldVerdict",
    "Trend",
    "Universe",
    "Verdict",
    "Verification",
    "VerificationChange",
    "VerificationState",
    "Wanted",
    "answers",
    "growth_between",
    "wording_digest",
]

_MODULES = (
    "articles",
    "feeds",
    "identity",
    "pages",
    "lexicon",
    "markets",
    "reading",
    "recollections",
    "events",
    "edits",
    "reactions",
    "move_answers",
    "releases",
    "narratives",
    "chains",
    "indicators",
    "views",
    "told",
    "mail",
)

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Return a public name from the module that has it, which is loaded now.

        A poll needs a few of these nouns, and cron starts one many times a day.
        """
        if name in __all__:
            for module in _MODULES:
                found = getattr(import_module(f"{__name__}.{module}"), name, None)
                if found is not None:
                    globals()[name] = found
                    return found
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
