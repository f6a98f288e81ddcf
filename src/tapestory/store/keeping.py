"""Verdicts about the entries of an answer → rows: new articles, sightings, revisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from tapestory.model import (
    Article,
    ArticleId,
    KnownArticle,
    OutboundLink,
    Outcome,
    Verdict,
    Wanted,
    wording_digest,
)
from tapestory.model.identity import storable
from tapestory.store import bulk, indexing
from tapestory.store.article_values import values_of
from tapestory.store.tables import articles
from tapestory.store.types import stored_time

_CLAIMS = (
    *("url", "author", "outlet", "time"),
    *("published", "published_raw", "published_precision", "published_zone_source"),
)


def unsaid(connection: Connection, answer: Sequence[Article]) -> list[Article]:
    """Return the entries of a feed's answer that it did not say so last time, in order.

    The others are under their guid (or without one) and in their wording what they were.
    """
    if not answer:
        return []
    seen = bulk.sighted(connection, answer[0].feed_url, (article.id for article in answer))
    return [
        article
        for article in answer
        if not (article.guid or article.url) or not _repeats(article, seen.get(article.id))
    ]


def _repeats(article: Article, last: tuple[str, str] | None) -> bool:
    if last is None or last[0] != article.guid:
        return False
    return last[1] == wording_digest(article.title, article.text)


def known(connection: Connection, feed_url: str, wanted: Wanted) -> list[KnownArticle]:
    """Return the articles that entries of a feed may be, each once."""
    if not wanted.guids and not wanted.moments:
        return bulk.held(connection, feed_url, wanted.ids)
    ids: set[str] = set(wanted.ids)
    ids.update(bulk.called(connection, feed_url, map(storable, wanted.guids)))
    ids.update(bulk.at_moments(connection, wanted.moments))
    return bulk.held(connection, feed_url, sorted(ids))


def former_wordings(
    connection: Connection, ids: Iterable[ArticleId]
) -> Mapping[ArticleId, Sequence[str]]:
    """Return the digests of what articles said before their present wording, by id."""
    found: dict[ArticleId, list[str]] = {}
    for article_id, title, text in bulk.former(connection, ids):
        found.setdefault(ArticleId(article_id), []).append(wording_digest(title, text))
    return found


def keep(connection: Connection, verdicts: Sequence[Verdict]) -> None:
    """Store what was decided about the entries of one answer."""
    seen: list[bulk.Sighting] = []
    changed: list[tuple[KnownArticle, Article, str, datetime]] = []
    for verdict in verdicts:
        said, known = verdict.said, verdict.known
        if known is None:
            continue
        if verdict.held is not None:
            changed.append((known, verdict.held, verdict.content_feed, said.first_seen))
        if not verdict.postponed:
            seen.append(_sighting(said, known))
    if changed:
        _change(connection, changed)
    bulk.insert_articles(
        connection, [verdict.said for verdict in verdicts if verdict.known is None]
    )
    bulk.see(connection, seen)


def save(connection: Connection, article: Article) -> Outcome:
    """Keep an article under exactly its id, as its feed words it now."""
    wanted = Wanted(ids=(article.id,), guids=(), moments=())
    verdict = Verdict(said=article, known=None)
    for found in known(connection, article.feed_url, wanted):
        verdict = Verdict(
            said=article,
            known=found,
            held=_reworded(connection, found, article),
            content_feed=article.feed_url,
        )
    keep(connection, [verdict])
    indexing.catch_up(connection)
    return verdict.outcome


def _reworded(connection: Connection, known: KnownArticle, said: Article) -> Article | None:
    content = wording_digest(said.title, said.text)
    query = select(articles.c.content_sha256).where(articles.c.id == said.id)
    if content in {known.said, connection.execute(query).scalar_one()}:
        return None
    return _with_wording(known.article, said)


def _sighting(said: Article, known: KnownArticle) -> bulk.Sighting:
    # A clock that was set back must not let a feed carry what did not exist yet.
    first_seen = stored_time(max(said.first_seen, known.article.first_seen))
    content = wording_digest(said.title, said.text)
    return bulk.Sighting(said.id, said.feed_url, first_seen, content, storable(said.guid))


def _change(
    connection: Connection, changed: Iterable[tuple[KnownArticle, Article, str, datetime]]
) -> None:
    """Hold known articles differently: each with what is to be held, whose wording, since when."""
    reworded: list[bulk.Rewording] = []
    for known, held, content_feed, now in changed:
        values, former = values_of(held), values_of(known.article)
        if _rewords(known.article, held):
            reworded.append(_rewording(known, held, content_feed, now))
        claims: dict[str, Any] = {
            name: values[name] for name in _CLAIMS if values[name] != former[name]
        }
        if content_feed != known.content_feed:
            claims["content_feed"] = content_feed
        if claims:
            connection.execute(update(articles).where(articles.c.id == held.id).values(claims))
            bulk.look_again(connection, [held.id])
    bulk.reword(connection, reworded)


def reword(
    connection: Connection,
    known: KnownArticle,
    text: str,
    *,
    links: Sequence[OutboundLink] = (),
    now: datetime,
) -> None:
    """Give an article another text, that is none of its feeds'; the former wording is kept.

    Args:
        connection: Writing.
        known: As it is held now.
        text: Plain.
        links: In that text.
        now: Since when we hold it; a time before the present wording's counts as that.
    """
    held = replace(known.article, text=text, links=tuple(links))
    _change(connection, [(known, held, known.content_feed, now)])


def _rewords(former: Article, held: Article) -> bool:
    return (former.title, former.text) != (held.title, held.text)


def _rewording(
    known: KnownArticle, held: Article, content_feed: str, now: datetime
) -> bulk.Rewording:
    # An import may bring a wording with an earlier time than the one it replaces, and a clock may
    # be set back.
    now = max(now, known.revised_at or known.article.first_seen)
    return bulk.Rewording(known.article, held, content_feed, now)


def _with_wording(present: Article, said: Article) -> Article:
    return replace(
        present,
        title=said.title,
        summary=said.summary,
        text=said.text,
        updated=said.updated,
        links=said.links,
    )
