"""An entry and the feed that it came in → the article, under an identity that outlives both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from tapestory.ingest.clean import one_line
from tapestory.ingest.outlets import outlet_of_name
from tapestory.ingest.urls import canonical_url, host_of, host_outlet, identity_key
from tapestory.model import Article, ArticleId, Entry, Feed

_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_ID_LENGTH = 12
_HEADLINE = 120


def article_id(*, url: str, guid: str, feed_url: str, title: str) -> ArticleId:
    """Return the identity of an article: 12 characters of Crockford's base 32, lower case.

    Of its address where it has one of its own, so that many feeds share it; else of its guid
    within its feed; else of its title within its feed.

    Args:
        url: Canonical, or "".
        guid: As the feed gives it, or "".
        feed_url: The feed that it was seen in.
        title: Plain, on one line.
    """
    key = identity_key(url)
    if key:
        name = f"url\n{key}"
    elif guid:
        name = f"guid\n{guid}\n{feed_url}"
    else:
        name = f"title\n{title.casefold()}\n{feed_url}"
    number = int.from_bytes(sha256(name.encode("utf-8", "replace")).digest()[:8], "big") >> 4
    digits = [_CROCKFORD[(number >> (5 * place)) & 31] for place in range(_ID_LENGTH)]
    return ArticleId("".join(reversed(digits)))


def article_from_entry(entry: Entry, *, feed: Feed, feed_title: str, now: datetime) -> Article:
    """Return the article that an entry is.

    An entry without a title is called by the beginning of its text. The language is the declared
    one, or "und".

    Args:
        entry: As parsed.
        feed: The subscription that it came in.
        feed_title: The feed's own title, or "".
        now: When it was fetched, aware.
    """
    url = canonical_url(entry.link)
    title = entry.title or _headline(entry.text)
    return Article(
        id=article_id(url=url, guid=entry.guid, feed_url=feed.url, title=title),
        feed_url=feed.url,
        url=url,
        guid=entry.guid,
        title=title,
        summary=entry.summary,
        text=entry.text,
        author=entry.author,
        outlet=outlet_of(entry, feed=feed, feed_title=feed_title),
        lang=entry.lang or feed.lang or "und",
        published=entry.published,
        updated=entry.updated.instant,
        first_seen=now,
    )


def articles_of_feed(
    entries: Sequence[Entry], *, feed: Feed, feed_title: str, now: datetime
) -> tuple[Article, ...]:
    """Return the articles of one answer, each once, in the order of the feed.

    An address that several differently titled entries share (a section's page, the site's front)
    identifies none of them: those go by their guids. Entries that say nothing are left out.
    """
    articles = [
        article_from_entry(entry, feed=feed, feed_title=feed_title, now=now) for entry in entries
    ]
    titles = {(article.id, article.title.casefold()) for article in articles}
    shared = {known for known, count in Counter(known for known, _ in titles).items() if count > 1}
    found: dict[ArticleId, Article] = {}
    for article in articles:
        if not (article.title or article.url):
            continue
        kept = _by_guid(article) if article.id in shared and article.url else article
        found.setdefault(kept.id, kept)
    return tuple(found.values())


def outlet_of(entry: Entry, *, feed: Feed, feed_title: str) -> str:
    """Return the publisher family of an entry.

    Named by the entry itself, else by the subscription, else the family of its host, so that a
    site's many feeds are one outlet; the feed's title only where there is no host.
    """
    if entry.outlet:
        return outlet_of_name(entry.outlet)
    if feed.outlet:
        return outlet_of_name(feed.outlet)
    for url in (entry.link, feed.url):
        if host_of(url):
            return host_outlet(url)
    return outlet_of_name(feed_title)


def _by_guid(article: Article) -> Article:
    known = article_id(url="", guid=article.guid, feed_url=article.feed_url, title=article.title)
    return replace(article, id=known)


def _headline(text: str) -> str:
    line = one_line(text.partition("\n")[0])
    if len(line) <= _HEADLINE:
        return line
    cut = line[:_HEADLINE].rpartition(" ")[0] or line[:_HEADLINE]
    return f"{cut} …"
