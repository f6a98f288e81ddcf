"""An article as held and what a feed says of it now → the article as it is to be held.

The feed whose wording is held may correct it. The feed of the publisher to whom the address belongs
takes over from a feed that only passes the article on. Any other feed may only add the rest of a
text whose beginning is held; it never changes a title, an address, an outlet or a date.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tapestory.ingest.copies.alike import (
    is_enough,
    is_teaser,
    same_title,
    texts_agree,
    titles_alike,
)
from tapestory.ingest.identity.publishers import same_host, same_publisher
from tapestory.ingest.identity.urls import identity_key
from tapestory.model import Article, KnownArticle, Published, Verdict, wording_digest

_SHORTENED = 0.5
"""A feed that now carries less than this share of a text carries a teaser; more is a correction."""
_RETURNS = 2
"""How often a wording may be given up before its return waits until the article is twice as old:
once for a correction taken back, then ever more seldom, and still what a feed stays at is held."""
_UNPACED = 16
"""Revisions after which the next one waits for an article to age by a sixteenth, so that their
number grows with the logarithm of time: text with a counter in it is reworded at every fetch."""


def held_from_now_on(known: KnownArticle, said: Article) -> tuple[Article, str]:
    """Return the article as it is to be held, and the feed whose wording that is.

    Args:
        known: As held.
        said: What a feed, that one or another, says of the same article now.
    """
    takes_over = _takes_over(known, said)
    if not takes_over and said.feed_url != known.content_feed:
        return _added_to(known, said), known.content_feed
    held = known.article
    reworded = held
    if known.said != wording_digest(said.title, said.text):
        text = _text(known, said, takes_over=takes_over)
        reworded = replace(
            held,
            title=said.title or held.title,
            summary=said.summary or (held.summary if text == held.text else ""),
            text=text,
            links=said.links if text == said.text else held.links,
            updated=said.updated or held.updated,
        )
    return (
        replace(
            reworded,
            url=_url(held, said),
            author=held.author or said.author,
            outlet=(said.outlet or held.outlet) if takes_over else held.outlet,
            published=_published(held, said, takes_over=takes_over),
        ),
        said.feed_url,
    )


def paced(verdict: Verdict, former: Sequence[str]) -> Verdict:
    """Return the verdict, without the rewording where that would only add to a pile.

    Two servers that answer in turn with two wordings, and a text that counts its readers, must
    not fill the store with revisions.

    Args:
        verdict: One that rewords.
        former: Digests of the wordings that the article had before the present one.
    """
    known, held = verdict.known, verdict.held
    if known is None or held is None:
        return verdict
    if known.revised_at is None:
        return verdict
    age = known.revised_at - known.article.first_seen
    if former.count(wording_digest(held.title, held.text)) >= _RETURNS:
        pause = age
    elif len(former) >= _UNPACED:
        pause = age / _UNPACED
    else:
        return verdict
    if verdict.said.first_seen < known.revised_at + pause:
        return replace(_unworded(verdict, known, held), postponed=True)
    return verdict


def _unworded(verdict: Verdict, known: KnownArticle, held: Article) -> Verdict:
    return replace(verdict, held=_worded_as(known.article, held), content_feed=known.content_feed)


def _worded_as(present: Article, held: Article) -> Article:
    return replace(
        held,
        title=present.title,
        summary=present.summary,
        text=present.text,
        links=present.links,
        updated=present.updated,
    )


def _takes_over(known: KnownArticle, said: Article) -> bool:
    """Tell whether a feed is of the publisher of the address, and the one that we follow is not."""
    address = known.article.url
    return same_publisher(said.feed_url, address) and not same_publisher(
        known.content_feed, address
    )


def _text(known: KnownArticle, said: Article, *, takes_over: bool) -> str:
    held = known.article
    if said.text == held.text or known.pruned:
        return said.text
    if not said.text:
        return "" if takes_over and not titles_alike(said.title, held.title) else held.text
    if known.from_page and len(said.text) <= len(held.text):
        return held.text
    if len(said.text) < len(held.text) * _SHORTENED and is_teaser(said.text, held.text):
        return held.text
    return said.text


def _added_to(known: KnownArticle, said: Article) -> Article:
    held = known.article
    if known.pruned or len(said.text) <= len(held.text) or not _completes(known, said):
        return held
    summary = held.summary or said.summary
    return replace(held, text=said.text, summary=summary, links=said.links)


def _completes(known: KnownArticle, said: Article) -> bool:
    """Tell whether another feed's longer text is the one that we hold in part, or not at all."""
    held = known.article
    if not held.text:
        if same_publisher(said.feed_url, held.url):
            return titles_alike(said.title, held.title)
        return same_title(said.title, held.title) and same_host(said.feed_url, known.content_feed)
    alike = titles_alike(said.title, held.title)
    if is_teaser(held.text, said.text):
        return alike or is_enough(held.text)
    return (
        alike
        and same_publisher(said.feed_url, known.content_feed)
        and texts_agree(said.text, held.text)
    )


def _url(held: Article, said: Article) -> str:
    address = identity_key(said.url)
    moved = address and address != identity_key(held.url)
    return said.url if moved or not held.url else held.url


def _published(held: Article, said: Article, *, takes_over: bool) -> Published:
    """Return the date to be held: the first that was given and is possible.

    A later claim never re-dates an article. One that comes where there was none is believed if it
    is not after the time at which we saw the article; so is the publisher's own where somebody
    who passed the article on gave another.
    """
    claim = said.published.instant
    if claim is None or claim > held.first_seen:
        return held.published
    return said.published if takes_over or held.published.instant is None else held.published
