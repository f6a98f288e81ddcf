"""An entry and an article that it may be → how the entry is recognised as it, or that it is not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from tapestory.ingest.copies.alike import (
    is_close,
    is_enough,
    same_title,
    texts_agree,
    texts_strange,
    titles_alike,
    wordings_strange,
)
from tapestory.ingest.identity.names import first_name, further_names, sibling_names
from tapestory.ingest.identity.publishers import same_publisher
from tapestory.ingest.identity.urls import identity_key
from tapestory.late_regex import late_regex
from tapestory.model import Article, ArticleId, KnownArticle, wording_digest

_SOON = timedelta(hours=1)
"""Two dates nearer than this may be one, corrected."""
_LATER = timedelta(hours=12)
"""A title that comes again after this with another text is the next one of a series."""
_POSITION = late_regex(r"[a-z]{0,8}[-_.]?\d{1,3}", re.IGNORECASE)

_REPEATED, _SAME_NAMES, _MOVED, _SAME_ADDRESS, _SAME_TITLE, _ANOTHER_TOKEN = range(6)
"""How an entry was recognised, the surest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """An entry, and what is asked of it again and again."""

    entry: Article
    digest: str
    address: str
    """What all twins of its URL have in common; empty when it has none of its own."""
    first: ArticleId
    """What it is called while nobody else claims that name."""
    names: tuple[ArticleId, ...]
    """All that it may be called."""
    siblings: tuple[ArticleId, ...]
    """Of these, the ones for entries that only a title names, and not even alone."""

    @classmethod
    def of(cls, entry: Article) -> Facts:
        """Find them out; what takes time is done once."""
        first = first_name(entry.url, title=entry.title, feed_url=entry.feed_url)
        address = identity_key(entry.url)
        further: tuple[ArticleId, ...] = ()
        siblings: tuple[ArticleId, ...] = ()
        if entry.feed_url:
            further = (first, *further_names(entry))
            if not address or entry.id != first:
                siblings = sibling_names(entry)
        return cls(
            entry=entry,
            digest=wording_digest(entry.title, entry.text),
            address=address,
            first=first,
            names=(entry.id, *further, *siblings),
            siblings=siblings,
        )

    def at_home(self, known: KnownArticle) -> bool:
        """Tell whether an article is, or was, at the address of this entry."""
        if not self.address:
            return False
        return known.article.id == self.first or self.address == identity_key(known.article.url)


def recognised(fact: Facts, known: KnownArticle, *, vague: frozenset[str]) -> int | None:
    """Return how an entry is recognised as an article, the surest least; None if it is not it."""
    entry = fact.entry
    if not entry.feed_url:
        # An import: its author names the articles and is believed.
        return _SAME_NAMES if known.article.id == entry.id else None
    home = fact.at_home(known)
    called_so = known.carried and known.guid == entry.guid and entry.guid not in vague
    repeated = known.said == fact.digest and (called_so or (home and known.guid == entry.guid))
    if repeated and (home or not _is_next_issue(entry, known.article)):
        return _REPEATED
    if called_so:
        return _rank_by_guid(fact, known, home=home)
    return _rank_without_guid(fact, known, home=home)


def _rank_without_guid(fact: Facts, known: KnownArticle, *, home: bool) -> int | None:
    if home:
        return _SAME_ADDRESS if _is_at_address(fact, known) else None
    if fact.address or not known.carried:
        return _ANOTHER_TOKEN if _differs_by_token(fact, known) else None
    if not _is_by_title(fact, known):
        return None
    return _SAME_NAMES if known.said == fact.digest else _SAME_TITLE


def _rank_by_guid(fact: Facts, known: KnownArticle, *, home: bool) -> int | None:
    entry, held = fact.entry, known.article
    if home and not (_is_position(entry) and _strange(entry, held)):
        # Who only passes an article on may call it what he likes, and is not asked.
        another = (
            known.content_feed == entry.feed_url
            and _newer(entry, held, by=_SOON)
            and _strange(entry, held)
        )
        return None if another else _SAME_NAMES
    if fact.address and identity_key(held.url):
        return _MOVED if _has_moved(entry, held) else None
    edited = bool(entry.text) and entry.text == held.text
    return _MOVED if edited or not _strange(entry, held) else None


def _is_next_issue(entry: Article, held: Article) -> bool:
    """Tell whether a title without a text that tells comes again elsewhere and later."""
    return (
        _newer(entry, held, by=_LATER)
        and not is_enough(entry.text)
        and bool(identity_key(entry.url) and identity_key(held.url))
        and not _only_query_differs(entry.url, held.url)
    )


def _is_position(entry: Article) -> bool:
    """Tell whether the address only repeats a guid that counts the entries of an answer."""
    return entry.guid == entry.url and _POSITION.fullmatch(entry.url.rpartition("/")[2]) is not None


def _strange(entry: Article, held: Article) -> bool:
    return wordings_strange((entry.title, entry.text), (held.title, held.text))


def _has_moved(entry: Article, held: Article) -> bool:
    """Tell whether an entry with the guid of an article and another address is that article.

    Feeds that count their entries give each guid to one after another, and headlines of one
    pattern look like edits of each other.
    """
    if texts_agree(entry.text, held.text):
        return True
    if texts_strange(entry.text, held.text) or not titles_alike(entry.title, held.title):
        return False
    if _only_query_differs(entry.url, held.url):
        return not _next_of_series(entry, held)
    if _newer(entry, held, by=_SOON):
        return False
    return same_title(entry.title, held.title) or (
        entry.published.instant == held.published.instant is not None
    )


def _only_query_differs(one: str, other: str) -> bool:
    return one.partition("?")[0] == other.partition("?")[0]


def _is_at_address(fact: Facts, known: KnownArticle) -> bool:
    """Tell whether an entry with the address of an article is it, without a guid that says so."""
    entry, held = fact.entry, known.article
    other_guid = bool(known.guid and entry.guid)
    edited = titles_alike(entry.title, held.title) or texts_agree(entry.text, held.text)
    if entry.id != fact.first:
        # Other entries of this answer have the same address: it tells nobody apart.
        return same_title(entry.title, held.title) and _is_by_title(fact, known)
    if known.said == fact.digest:
        return True
    if known.content_feed != entry.feed_url:
        return not _is_another_story(entry, known)
    if other_guid:
        return edited and not _next_of_series(entry, held)
    return edited or not wordings_strange((entry.title, entry.text), (held.title, held.text))


def _is_another_story(entry: Article, known: KnownArticle) -> bool:
    """Tell whether a feed means another story by an address than the feed that we follow.

    A section's page is one. Where only one of both feeds is the publisher's, its word counts.
    """
    held = known.article
    if titles_alike(entry.title, held.title) or not texts_strange(entry.text, held.text):
        return False
    return same_publisher(entry.feed_url, held.url) == same_publisher(known.content_feed, held.url)


def _is_by_title(fact: Facts, known: KnownArticle) -> bool:
    """Tell whether an entry that only a title identifies is the article of that title."""
    entry, held = fact.entry, known.article
    if entry.title != held.title and not same_title(entry.title, held.title):
        return False
    dates = (entry.published.instant, held.published.instant)
    if None not in dates and dates[0] == dates[1]:
        return not texts_strange(entry.text, held.text)
    if not entry.text and not held.text:
        return not _apart(entry, held)
    if is_close(entry.text, held.text):
        return True
    other_guid = bool(known.guid and entry.guid)
    if other_guid or _newer(entry, held, by=_SOON):
        return False
    return not texts_strange(entry.text, held.text)


def _differs_by_token(fact: Facts, known: KnownArticle) -> bool:
    """Tell whether only addresses set an entry apart, with tokens that are new at each fetch."""
    entry, held = fact.entry, known.article
    return (
        known.said == fact.digest
        and entry.published.instant == held.published.instant is not None
        and entry.published.is_precise  # few articles have such a time in common by chance
        and bool(entry.title)
    )


def _next_of_series(entry: Article, held: Article) -> bool:
    return _newer(entry, held, by=_LATER) and texts_strange(entry.text, held.text)


def _newer(entry: Article, held: Article, *, by: timedelta) -> bool:
    one, other = entry.published.instant, held.published.instant
    return one is not None and other is not None and one - other >= by


def _apart(entry: Article, held: Article) -> bool:
    return _newer(entry, held, by=_SOON) or _newer(held, entry, by=_SOON)
