"""Articles' pages: which wait, what became of each, and the lines that their outlets share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, Exists, and_, delete, exists, func, insert, or_, select, update

from tapestory.model import Article, ArticleId, OutboundLink, Page, PageState, Wanted
from tapestory.store import keeping
from tapestory.store.article_values import ARTICLE_COLUMNS, article_of
from tapestory.store.chunks import chunked
from tapestory.store.sqlite import upsert
from tapestory.store.tables import articles, feeds, house_lines, pages, sightings
from tapestory.store.types import AnyRow

_READ = (PageState.READ.value, PageState.THIN.value, PageState.WALLED.value)
_FURTHEST = timedelta(days=3)
"""No due time is set so far ahead: a later one comes from a clock that stood wrong."""
_SAVE = upsert(pages, key=["article_id"])
_ADD = upsert(pages, key=["article_id"], update=[])
_COUNT_LINE = insert(house_lines)


class LinePages(NamedTuple):
    """On how many pages a line was met."""

    here: int
    """Of the outlet asked about."""
    elsewhere: int
    """Of all others."""


class PageRows:
    """The pages of articles whose feeds ask for full text."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def asked_for(self) -> bool:
        """Tell whether any feed asks for full text."""
        query = select(exists().where(feeds.c.full_text.is_(True)))
        return bool(self._connection.execute(query).scalar())

    def new_articles(self, since: datetime) -> list[Article]:
        """Return the articles, oldest first, whose page nobody has thought of yet.

        Those with an address that were first seen since then, came in a feed that asks for full
        text, and have not been pruned.
        """
        query = (
            select(*ARTICLE_COLUMNS)
            .where(
                articles.c.first_seen >= since,
                articles.c.url != "",
                articles.c.pruned.is_(False),
                _wanted(),
                ~exists().where(pages.c.article_id == articles.c.id),
            )
            .order_by(articles.c.first_seen, articles.c.id)
        )
        return [article_of(row) for row in self._connection.execute(query)]

    def add(self, found: Iterable[Page]) -> None:
        """Note pages; those already known stay as they are."""
        rows = [_values(page) for page in found]
        if rows:
            self._connection.execute(_ADD, rows)

    def due(self, now: datetime) -> list[tuple[Page, Article]]:
        """Return the pages that may be asked for now: never asked ones first, newest first.

        Only while a feed that brought the article asks for full text.
        """
        query = (
            select(*ARTICLE_COLUMNS, *pages.c)
            .join(pages, pages.c.article_id == articles.c.id)
            .where(
                pages.c.state == PageState.WAITING.value,
                articles.c.pruned.is_(False),
                or_(
                    pages.c.next_due.is_(None),
                    pages.c.next_due <= now,
                    pages.c.next_due > now + _FURTHEST,
                ),
                _wanted(),
            )
            .order_by(pages.c.attempts, articles.c.first_seen.desc(), articles.c.id)
        )
        return [
            (_page(row, first=len(ARTICLE_COLUMNS)), article_of(row))
            for row in self._connection.execute(query)
        ]

    def save(self, page: Page) -> None:
        """Keep what became of a page."""
        self._connection.execute(_SAVE, _values(page))

    def get(self, article_id: ArticleId) -> Page | None:
        """Return what is known of an article's page; None when nobody thought of it."""
        row = self._connection.execute(
            select(*pages.c).where(pages.c.article_id == article_id)
        ).first()
        return None if row is None else _page(row, first=0)

    def give_up(self, before: datetime) -> None:
        """Stop waiting for pages never asked for, of articles first seen before that time."""
        old = select(articles.c.id).where(articles.c.first_seen < before)
        self._connection.execute(
            update(pages)
            .where(
                pages.c.state == PageState.WAITING.value,
                pages.c.attempts == 0,
                pages.c.article_id.in_(old),
            )
            .values(state=PageState.NEEDLESS.value, error="its turn did not come in time")
        )

    def last_asked(self, since: datetime) -> list[tuple[str, datetime]]:
        """Return the address and the time of every page that was asked for since then."""
        query = (
            select(articles.c.url, pages.c.asked_at)
            .join(articles, articles.c.id == pages.c.article_id)
            .where(pages.c.asked_at >= since)
        )
        return [(row[0], row[1]) for row in self._connection.execute(query)]

    def resting(self, now: datetime) -> list[str]:
        """Return the addresses of pages whose server asked, by 429 or 503, to be left alone."""
        query = (
            select(articles.c.url)
            .join(pages, pages.c.article_id == articles.c.id)
            .where(
                pages.c.state == PageState.WAITING.value,
                pages.c.http_status.in_((429, 503)),
                pages.c.next_due > now,
                pages.c.next_due <= now + _FURTHEST,
            )
        )
        return list(self._connection.execute(query).scalars())

    def counts(self) -> dict[str, dict[PageState, int]]:
        """Return by feed how many of its articles' pages are in which state."""
        query = (
            select(sightings.c.feed_url, pages.c.state, func.count())
            .join(articles, articles.c.number == sightings.c.article_number)
            .join(pages, pages.c.article_id == articles.c.id)
            .group_by(sightings.c.feed_url, pages.c.state)
        )
        found: dict[str, dict[PageState, int]] = {}
        for feed_url, state, number in self._connection.execute(query):
            found.setdefault(feed_url, {})[PageState(state)] = number
        return found

    def read_of_outlet(self, outlet: str) -> int:
        """Return how many pages of an outlet were read, whatever was found on them."""
        query = (
            select(func.count())
            .select_from(pages)
            .join(articles, articles.c.id == pages.c.article_id)
            .where(articles.c.outlet == outlet, pages.c.state.in_(_READ))
        )
        return self._connection.execute(query).scalar_one()

    def line_pages(self, outlet: str, lines: Iterable[str]) -> dict[str, LinePages]:
        """Return where the lines of a page were met before, by hash; new ones are left out."""
        found: dict[str, LinePages] = {}
        for chunk in chunked(lines):
            query = select(
                house_lines.c.line_sha256, house_lines.c.outlet, house_lines.c.pages
            ).where(house_lines.c.line_sha256.in_(chunk))
            for known, where, number in self._connection.execute(query):
                met = found.get(known, LinePages(0, 0))
                found[known] = (
                    met._replace(here=met.here + number)
                    if where == outlet
                    else met._replace(elsewhere=met.elsewhere + number)
                )
        return found

    def count_lines(self, outlet: str, lines: Iterable[str], now: datetime) -> None:
        """Note that lines, by hash, stood on one more page of an outlet."""
        wanted = sorted(set(lines))
        known = {line for line, met in self.line_pages(outlet, wanted).items() if met.here}
        for chunk in chunked(sorted(known)):
            self._connection.execute(
                update(house_lines)
                .where(house_lines.c.outlet == outlet, house_lines.c.line_sha256.in_(chunk))
                .values(pages=house_lines.c.pages + 1, last_seen=now)
            )
        fresh = [
            {"outlet": outlet, "line_sha256": line, "pages": 1, "last_seen": now}
            for line in wanted
            if line not in known
        ]
        if fresh:
            self._connection.execute(_COUNT_LINE, fresh)

    def forget_lines(self, *, rare_before: datetime, before: datetime, rare: int) -> None:
        """Drop lines that were not met for long: those on fewer than `rare` pages sooner."""
        self._connection.execute(
            delete(house_lines).where(
                or_(
                    house_lines.c.last_seen < before,
                    and_(house_lines.c.pages < rare, house_lines.c.last_seen < rare_before),
                )
            )
        )

    def reword(
        self,
        article_id: ArticleId,
        text: str,
        *,
        links: Sequence[OutboundLink] = (),
        source: str,
        now: datetime,
    ) -> bool:
        """Put a page's text in the place of an article's; True when the article has changed.

        The former wording is kept with its reading, and the article waits to be read again. Its
        feed's wording comes back only when the feed carries more.

        Args:
            article_id: The article.
            text: Plain, paragraphs separated by blank lines.
            links: In that text.
            source: The page's address: where the text is from.
            now: Since when we hold it.
        """
        wanted = Wanted(ids=(article_id,), guids=(), moments=())
        for known in keeping.known(self._connection, source, wanted):
            if known.pruned or known.article.text == text:
                return False
            keeping.reword(self._connection, known, text, links=links, now=now)
            return True
        return False


def _wanted() -> Exists:
    return exists().where(
        sightings.c.article_number == articles.c.number,
        sightings.c.feed_url == feeds.c.url,
        feeds.c.full_text.is_(True),
        feeds.c.paused.is_(False),
    )


def _values(page: Page) -> dict[str, object]:
    return asdict(page) | {"state": page.state.value}


def _page(row: AnyRow, *, first: int) -> Page:
    article_id, state, asked_at, next_due, attempts, http_status, error = row[first : first + 7]
    return Page(
        article_id=ArticleId(article_id),
        state=PageState(state),
        asked_at=asked_at,
        next_due=next_due,
        attempts=attempts,
        http_status=http_status,
        error=error,
    )
