"""A story as its feed tells it."""

from __future__ import annotations

from datetime import UTC, datetime

from ingest.pages.written import Story
from tapestory.model import Article, ArticleId
from tapestory.model.articles import UNDATED

NOW = datetime(2026, 7, 2, 12, 0, tzinfo=UTC)


def card(story: Story, *, url: str = "https://quayside.example/1/story", text: str = "") -> Article:
    """An article that carries its teaser only."""
    return Article(
        id=ArticleId("a1"),
        feed_url="https://quayside.example/feed",
        url=url,
        guid="1",
        title=story.title,
        summary="",
        text=text or story.teaser,
        author="",
        outlet="Quayside",
        lang=story.lang,
        published=UNDATED,
        updated=None,
        first_seen=NOW,
    )
