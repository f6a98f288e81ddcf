"""New articles of feeds that ask for full text → the text of their pages, where it is better."""
# ruff: noqa: PLC0415  # most users ask for no full text: what reads pages is loaded when one does

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tapestory.model import Article, Page, PageState
from tapestory.pipeline.components import Components
from tapestory.store import Session

if TYPE_CHECKING:
    from tapestory.ingest.pages.page_round import PageAnswer

_RARE_KEPT = timedelta(days=14)
_KEPT = timedelta(days=90)
"""For how long lines are remembered after they were met: those of the house, and the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageReport:
    """What became of the pages that one round asked for."""

    asked: int = 0
    read: int = 0
    """Articles that have their page's text now."""


def fetch_pages(
    components: Components, *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> PageReport:
    """Read the pages of articles whose feeds ask for it and carry little, a transaction a page.

    What was not asked for or could not be had is left for the next round. A crash loses at most
    the answers under way, which are asked for again.

    Args:
        components: What to work with.
        sleep: Waits between two pages of a host.
    """
    with components.store.reading() as session:
        if not session.pages.asked_for():
            return PageReport()
    from tapestory.ingest.pages.page_round import read_pages

    due = _queue(components)
    ended: Counter[PageState] = Counter()

    def keep(answer: PageAnswer) -> None:
        ended[_store(components, answer)] += 1

    if due:
        asking = read_pages(
            due,
            limits=components.limits,
            settings=components.pages,
            last_asked=_last_asked(components),
            clock=components.clock,
            on_result=keep,
            sleep=sleep,
        )
        asyncio.run(asking)
    return PageReport(asked=ended.total(), read=ended[PageState.READ])


def _queue(components: Components) -> list[tuple[Page, Article]]:
    """Note the pages of new articles, and return those that may be asked for now."""
    from tapestory.ingest.fetching.targets import server_of
    from tapestory.ingest.pages.house_lines import LEAST_PAGES
    from tapestory.ingest.pages.judgement import is_thin

    now = components.clock.now()
    oldest = now - components.pages.max_age
    with components.store.writing() as session:
        session.pages.add(
            Page(
                article_id=article.id,
                state=PageState.WAITING if is_thin(article) else PageState.NEEDLESS,
            )
            for article in session.pages.new_articles(oldest)
        )
        session.pages.give_up(oldest)
        session.pages.forget_lines(
            rare_before=now - _RARE_KEPT, before=now - _KEPT, rare=LEAST_PAGES
        )
        resting = {server_of(url) for url in session.pages.resting(now)}
        return [
            (page, article)
            for page, article in session.pages.due(now)
            if server_of(article.url) not in resting
        ]


def _last_asked(components: Components) -> dict[str, datetime]:
    from tapestory.ingest.fetching.targets import server_of

    found: dict[str, datetime] = {}
    with components.store.reading() as session:
        asked = session.pages.last_asked(components.clock.now() - timedelta(days=1))
    for url, at in asked:
        server = server_of(url)
        found[server] = max(at, found.get(server, at))
    return found


def _store(components: Components, answer: PageAnswer) -> PageState:
    with components.store.writing() as session:
        page = answer.page
        if answer.content is not None:
            page = _judged(session, answer, components.clock.now())
        session.pages.save(page)
    return page.state


def _judged(session: Session, answer: PageAnswer, now: datetime) -> Page:
    from tapestory.ingest.pages.house_lines import LineCount, house_lines, line_hash
    from tapestory.ingest.pages.judgement import judge
    from tapestory.ingest.pages.retries import ended

    if answer.content is None:
        return answer.page
    # Its feeds may have told more since the page was put on the list.
    article = session.articles.get(answer.article.id) or answer.article
    lines = {line_hash(line) for line in answer.content.lines}
    session.pages.count_lines(article.outlet, lines, now)
    met = session.pages.line_pages(article.outlet, lines)
    house = house_lines(
        {line: LineCount(pages=at.here, elsewhere=at.elsewhere > 0) for line, at in met.items()},
        pages_read=session.pages.read_of_outlet(article.outlet),
    )
    judgement = judge(answer.content, article, final_url=answer.final_url, house=house)
    if judgement.state is PageState.READ:
        session.pages.reword(
            article.id,
            judgement.text,
            links=judgement.links,
            source=answer.final_url,
            now=now,
        )
    return ended(answer.page, judgement.state, now, why=judgement.why)
