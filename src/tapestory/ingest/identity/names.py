"""What an entry is called → the ids under which an article of it may be held."""

from __future__ import annotations

from hashlib import sha256
from struct import Struct

from tapestory.ingest.identity.urls import identity_key
from tapestory.model import Article, ArticleId

_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_PAIRS = tuple(a + b for a in _CROCKFORD for b in _CROCKFORD)
_FIRST_64_BITS = Struct(">Q")
_SIBLINGS = 4


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
        return _id(f"url\n{key}")
    if guid:
        return _id(f"guid\n{guid}\n{feed_url}")
    return _id(f"title\n{title.casefold()}\n{feed_url}")


def first_name(url: str, *, title: str, feed_url: str) -> ArticleId:
    """Return the id that an entry of a feed is given as long as no other article claims it.

    Of its address where it has one of its own; else of its title within its feed, because a
    guid may change at every fetch, and while it does not, the store knows which article a feed
    calls so.
    """
    key = identity_key(url)
    return _id(f"url\n{key}" if key else f"title\n{title.casefold()}\n{feed_url}")


def title_name(article: Article) -> ArticleId:
    """Return the id that an entry has of its title at its address, or in its feed without one."""
    return _id(f"title\n{_titled(article)}")


def sibling_names(article: Article) -> tuple[ArticleId, ...]:
    """Return the ids of the second and further entries that share a title and print no date.

    They are numbered, because a name made of a text would be lost with the first edit. Entries
    that print a date, which stays, have none; neither have more than a few.
    """
    if article.published.raw:
        return ()
    titled = _titled(article)
    return tuple(_id(f"sibling\n{number}\n{titled}") for number in range(2, _SIBLINGS + 1))


def further_names(article: Article) -> tuple[ArticleId, ...]:
    """Return the ids that an entry is given where several share an address or a title.

    The most general comes first: its title at that address (or in that feed), then besides the
    date that it prints (or the text), then both, and last of all its guid, which may change.
    """
    title = _titled(article)
    dated = f"{article.published.raw or article.text}\n{title}"
    return (
        _id(f"title\n{title}"),
        _id(f"dated\n{dated}"),
        _id(f"worded\n{article.text}\n{dated}"),
        _id(f"entry\n{article.guid}\n{article.text}\n{dated}"),
    )


def _titled(article: Article) -> str:
    return f"{article.title.casefold()}\n{identity_key(article.url) or article.feed_url}"


def _id(name: str) -> ArticleId:
    """Return the first 60 bits of a hash, ten at a time."""
    n = _FIRST_64_BITS.unpack_from(sha256(name.encode("utf-8", "replace")).digest())[0] >> 4
    return ArticleId(
        f"{_PAIRS[n >> 50]}{_PAIRS[n >> 40 & 1023]}{_PAIRS[n >> 30 & 1023]}"
        f"{_PAIRS[n >> 20 & 1023]}{_PAIRS[n >> 10 & 1023]}{_PAIRS[n & 1023]}"
    )
