"""An entry and the feed that it came in → the article, under the name that it is looked up by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from tapestory.ingest.copies.alike import folded, is_close, same_title, titles_alike
from tapestory.ingest.identity.names import first_name, further_names, sibling_names
from tapestory.ingest.identity.outlets import is_numbered, outlet_of_name
from tapestory.ingest.identity.urls import canonical_url, host_of, host_outlet, identity_key
from tapestory.ingest.parsing.clean import one_line
from tapestory.model import Article, ArticleId, Entry, Feed

_HEADLINE = 120
_NEAR = 8
"""A guid or a title that so many entries share tells nothing: hostile feeds have thousands."""


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
        id=first_name(url, title=title, feed_url=feed.url),
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
        links=entry.links,
    )


def articles_of_feed(
    entries: Sequence[Entry], *, feed: Feed, feed_title: str, now: datetime
) -> tuple[Article, ...]:
    """Return the articles of one answer, each once, in the order of the feed.

    An address or a title that different entries share (a section's page, the site's front, "Morning
    briefing") names none of them. Entries that say nothing are left out.
    """
    groups: dict[ArticleId, _Namesakes] = {}
    articles: list[Article] = []
    for entry in entries:
        article = article_from_entry(entry, feed=feed, feed_title=feed_title, now=now)
        if not (article.title or article.url):
            continue
        group = groups.get(article.id)
        if group is None:
            groups[article.id] = _Namesakes(article)
        elif not group.add(article):
            continue
        articles.append(article)
    if len(groups) == len(articles):
        return tuple(articles)
    return tuple(_told_apart(articles, groups))


class _Namesakes:
    """Different entries of one answer that have one address, or none and one title."""

    def __init__(self, first: Article) -> None:
        self.members = [first]
        self._alike: dict[str, list[Article]] = {}

    def add(self, article: Article) -> bool:
        """Take an entry in; False when it is one of those that are here."""
        if len(self.members) == 1:
            self._note(self.members[0])
        buckets = [self._alike.get(key, ()) for key in _keys(article)]
        near = [one for bucket in buckets if len(bucket) < _NEAR for one in bucket]
        if any(_is_one(article, other) for other in near):
            return False
        self.members.append(article)
        self._note(article)
        return True

    def _note(self, article: Article) -> None:
        for key in _keys(article):
            known = self._alike.setdefault(key, [])
            if len(known) < _NEAR:
                known.append(article)


def _keys(article: Article) -> list[str]:
    keys = [f"title {folded(article.title)}", f"text {article.title} {hash(article.text)}"]
    return [*keys, f"guid {article.guid}"] if article.guid else keys


def _is_one(article: Article, other: Article) -> bool:
    """Tell whether two entries with one address, or none and one title, are the same entry."""
    if article.guid and article.guid == other.guid:
        return titles_alike(article.title, other.title)
    if not same_title(article.title, other.title):
        return False
    if article.text == other.text:
        named_apart = not identity_key(article.url) or bool(article.guid and other.guid)
        return not (named_apart and _dated_apart(article, other))
    return not article.text or not other.text or is_close(article.text, other.text)


def _dated_apart(article: Article, other: Article) -> bool:
    one, another = article.published.instant, other.published.instant
    return one is not None and another is not None and one != another


def _told_apart(
    articles: Sequence[Article], groups: Mapping[ArticleId, _Namesakes]
) -> Iterator[Article]:
    """Yield the articles, those that share a name under the first of their own."""
    shared = [article for article in articles if len(groups[article.id].members) > 1]
    names = {id(article): further_names(article) for article in shared}
    counts = Counter(name for given in names.values() for name in given)
    given_away = {article.id for article in articles if id(article) not in names}
    numbered = _numbered(shared, names)
    for article in articles:
        own = names.get(id(article))
        if own is None:
            yield article
            continue
        name = next((name for name in own if counts[name] == 1), own[-1])
        name = numbered.get(id(article), name)
        if name not in given_away:
            given_away.add(name)
            yield replace(article, id=name)


def _numbered(
    shared: Sequence[Article], names: Mapping[int, Sequence[ArticleId]]
) -> dict[int, ArticleId]:
    """Return by its `id` what each of a few undated entries with one title is called."""
    siblings: dict[ArticleId, list[Article]] = {}
    for article in shared:
        if not article.published.raw:
            siblings.setdefault(names[id(article)][0], []).append(article)
    found: dict[int, ArticleId] = {}
    for title, few in siblings.items():
        given = (title, *sibling_names(few[0]))
        if 1 < len(few) <= len(given):
            found |= {id(one): name for one, name in zip(few, given, strict=False)}
    return found


def outlet_of(entry: Entry, *, feed: Feed, feed_title: str) -> str:
    """Return the publisher family of an entry.

    Named by the entry itself, else by the subscription, else the family of its host, so that a
    site's many feeds are one outlet; the feed's title only where no host has a name.
    """
    if entry.outlet:
        return outlet_of_name(entry.outlet)
    if feed.outlet:
        return outlet_of_name(feed.outlet)
    urls = [url for url in (entry.link, feed.url) if host_of(url)]
    for url in urls:
        if not is_numbered(host_of(url)):
            return host_outlet(url)
    return outlet_of_name(feed.title or feed_title) or host_outlet(next(iter(urls), ""))


def _headline(text: str) -> str:
    line = one_line(text.partition("\n")[0])
    if len(line) <= _HEADLINE:
        return line
    cut = line[:_HEADLINE].rpartition(" ")[0] or line[:_HEADLINE]
    return f"{cut} …"
