"""The page behind an article: why it is to be read, and what became of that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tapestory.model.articles import ArticleId


class PageState(StrEnum):
    """How far the reading of an article's page has come."""

    NEEDLESS = "needless"
    """Never asked for: the feed carries the text itself, or it was not its turn in time."""
    WAITING = "waiting"
    """To be asked for, at once or again later."""
    READ = "read"
    """Its text took the place of what the feed carries."""
    THIN = "thin"
    """It tells the article, but no more of it than the feed does."""
    WALLED = "walled"
    """A paywall, a login, a consent or bot check, or another text stands in front of it."""
    REFUSED = "refused"
    """The site's robots.txt asks us not to read it."""
    GONE = "gone"
    """404 or 410."""
    FAILED = "failed"
    """It was asked for and cannot be read, for good or for as often as it was tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What is known of the page of one article."""

    article_id: ArticleId
    state: PageState = PageState.WAITING
    asked_at: datetime | None = None
    next_due: datetime | None = None
    """When it may be asked again; None: at once while waiting, else never."""
    attempts: int = 0
    """Times it was asked for."""
    http_status: int | None = None
    error: str = ""
    """Why it is in that state, in words; empty where the state says it all."""
