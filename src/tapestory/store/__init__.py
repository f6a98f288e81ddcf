"""All SQL: tables, engine, migrations, one repository per noun, views, search."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from tapestory.store.session import Session, Store

if TYPE_CHECKING:
    from tapestory.store.articles import ArticleQuery, StoredArticle
    from tapestory.store.claims import ArticleClaims, EventClaims
    from tapestory.store.moved_events import MovedBy
    from tapestory.store.outbox import NewMail
    from tapestory.store.price_fetches import PriceFetch, PricePause
    from tapestory.store.prices import PriceChanges, PriceStatus
    from tapestory.store.reactions import Reaction, ReactionQuery
    from tapestory.store.state_changes import KnownChange
    from tapestory.store.summaries import EventQuery, EventSummary
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
    "articles",
    "claims",
    "outbox",
    "moved_events",
    "price_fetches",
    "prices",
    "reactions",
    "summaries",
    "state_changes",
    "words",
)

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Return a public name from the module that has it, which is loaded now."""
        if name in __all__:
            for module in _MODULES:
                found = getattr(import_module(f"{__name__}.{module}"), name, None)
                if found is not None:
                    return found
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
