"""All SQL: tables, engine, migrations, one repository per noun, views, search."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

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

_HOMES = {
    "ArticleClaims": "claims",
    "ArticleQuery": "articles",
    "EventClaims": "claims",
    "EventQuery": "event_queries",
    "EventSummary": "event_queries",
    "HandWords": "words",
    "KnownChange": "state_changes",
    "MovedBy": "moved_events",
    "NewMail": "outbox",
    "PriceChanges": "prices",
    "PriceFetch": "price_fetches",
    "PricePause": "price_fetches",
    "PriceStatus": "prices",
    "Reaction": "reactions",
    "ReactionQuery": "reactions",
    "Session": "session",
    "Store": "session",
    "StoredArticle": "articles",
}
"""The module of each public name: a list of events needs neither SQLAlchemy nor any other row."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Return a public name from the module that has it, which is loaded now."""
        if name in _HOMES:
            return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
