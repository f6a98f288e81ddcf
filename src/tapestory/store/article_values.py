"""Articles to rows and back, and the texts by which they are told apart and found."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from tapestory.model import Article, ArticleId, OutboundLink, Precision, Published
from tapestory.model.identity import storable
from tapestory.store.tables import articles

ARTICLE_COLUMNS = (
    articles.c.id,
    articles.c.feed_url,
    articles.c.url,
    articles.c.guid,
    articles.c.title,
    articles.c.summary,
    articles.c.text,
    articles.c.author,
    articles.c.outlet,
    articles.c.lang,
    articles.c.published_raw,
    articles.c.published,
    articles.c.published_precision,
    articles.c.published_zone_source,
    articles.c.updated,
    articles.c.first_seen,
    articles.c.copy_of,
    articles.c.links,
)
"""What `article_of` takes, in its order."""


def article_of(values: Sequence[Any]) -> Article:
    """Return the article that a row beginning with ARTICLE_COLUMNS holds."""
    master = values[16]
    return Article(
        id=ArticleId(values[0]),
        feed_url=values[1],
        url=values[2],
        guid=values[3],
        title=values[4],
        summary=values[5],
        text=values[6],
        author=values[7],
        outlet=values[8],
        lang=values[9],
        published=Published(
            raw=values[10],
            instant=values[11],
            precision=Precision(values[12]),
            zone_source=values[13],
        ),
        updated=values[14],
        first_seen=values[15],
        copy_of=None if master is None else ArticleId(master),
        links=links_of(values[17]),
    )


def values_of(article: Article) -> dict[str, Any]:
    """Return the columns that an article fills by itself."""
    return {
        "id": article.id,
        "feed_url": article.feed_url,
        "url": storable(article.url),
        "guid": storable(article.guid),
        "title": storable(article.title),
        "summary": storable(article.summary),
        "text": storable(article.text),
        "author": storable(article.author),
        "outlet": storable(article.outlet),
        "lang": article.lang,
        "published_raw": storable(article.published.raw),
        "published": article.published.instant,
        "published_precision": article.published.precision.value,
        "published_zone_source": article.published.zone_source,
        "updated": article.updated,
        "first_seen": article.first_seen,
        "copy_of": article.copy_of,
        "links": printed_links(article.links),
        "time": article.time,
    }


def links_of(stored: str) -> tuple[OutboundLink, ...]:
    """Return the links that a column holds."""
    if not stored:
        return ()
    return tuple(
        OutboundLink(url=url, anchor=anchor, place=place)
        for url, anchor, place in json.loads(stored)
    )


def printed_links(links: Sequence[OutboundLink]) -> str:
    """Return what a column holds of links."""
    if not links:
        return ""
    rows = [(one.url, one.anchor, one.place) for one in links]
    return storable(json.dumps(rows, ensure_ascii=False, separators=(",", ":")))


def searched_body(summary: str, text: str) -> str:
    """Return what the full-text index holds of an article beside its title."""
    return text if not summary or summary in text else f"{summary}\n{text}"
