"""All SQL: tables, engine, migrations, one repository per noun, views, search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapestory.late_names import late_names

if TYPE_CHECKING:
    from tapestory.store.articles import ArticleQuery, StoredArticle
    from tapestory.store.claims import ArticleClaims, EventClaims
    from tapestory.store.event_queries import EventQuery, EventSummary
    from tapestory.store.moved_events import MovedBy
    from tapestory.store.outbox import NewMail
    from tapestory.store.price_fetches import PriceFetch, PricePause
    from tapestory.store.prices import PriceChanges, PriceStatus
    from tapestory.store.reactions import Reaction, ReactionQuery
    from tapestory.store.session import Session, Store
    from tapestory.store.state_changes import KnownChange
    from tapestory.store.words import HandWords

__all__ = [
    "ArticleClaims",
    "ArticleQuery",
    "EventClaims",
    "EventQuery",
    "EventSummary",
    "HandWords",
    "KnownChange",
    "MovedBy",
    "NewMail",
    "PriceChanges",
    "PriceFetch",
    "PricePause",
    "PriceStatus",
    "Reaction",
    "ReactionQuery",
    "Session",
    "Store",
    "StoredArticle",
]

_MODULES = (
    "event_queries",
    "session",
    "articles",
    "reactions",
    "prices",
    "price_fetches",
    "outbox",
    "claims",
    "words",
    "state_changes",
    "moved_events",
)

if not TYPE_CHECKING:
    # A list of events needs neither SQLAlchemy nor any other row.
    __getattr__ = late_names(__name__, __all__, _MODULES)
