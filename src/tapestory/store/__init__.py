"""All SQL: tables, engine, migrations, one repository per noun, views, search."""

from tapestory.store.articles import ArticleQuery, StoredArticle
from tapestory.store.prices import PriceChanges, PriceStatus
from tapestory.store.session import Session, Store
from tapestory.store.summaries import EventQuery, EventSummary

__all__ = [
    "ArticleQuery",
    "EventQuery",
    "EventSummary",
    "PriceChanges",
    "PriceStatus",
    "Session",
    "Store",
    "StoredArticle",
]
