"""A feed that asks for full text, beside the newsroom that serves its pages."""

from __future__ import annotations

from datetime import timedelta

from ingest.pages.written import (
    ENGLISH,
    Story,
)
from pipeline.newsroom import Newsroom
from systems import System
from tapestory.model import Article, Feed, Page
from tapestory.pipeline.page_step import PageReport, fetch_pages
from tapestory.pipeline.poll_step import poll
from tapestory.store import ArticleQuery

SMELTER, OUTLOOK, FERRIES = ENGLISH


WAIT = timedelta(hours=3)


class Desk:
    """Polls a newsroom's feed and reads its pages, keeping the pauses instead of making them."""

    def __init__(self, system: System, room: Newsroom, *, full_text: bool = True) -> None:
        self.system = system
        self.room = room
        self.pauses: list[float] = []
        with system.components.store.writing() as session:
            feed = Feed(url=f"{room.base}/feed", outlet="Quayside", full_text=full_text)
            session.feeds.add(feed)

    def __call__(self) -> PageReport:
        poll(self.system.components, every_feed=True)
        return self.pages()

    def pages(self) -> PageReport:
        return fetch_pages(self.system.components, sleep=self._pause)

    async def _pause(self, seconds: float) -> None:
        self.pauses.append(seconds)

    def later(self, wait: timedelta = WAIT) -> PageReport:
        self.system.clock.instant += wait
        return self()

    def article(self, story: Story) -> Article:
        with self.system.components.store.reading() as session:
            found = session.articles.find(ArticleQuery())
        [article] = [item.article for item in found if item.article.title == story.title]
        return article

    def page(self, story: Story) -> Page:
        with self.system.components.store.reading() as session:
            page = session.pages.get(self.article(story).id)
        assert page is not None
        return page
