"""The entries of one answer and the articles they may be → which article each of them is.

Three things speak for an article: its address, its guid within its feed, and its wording. None is
believed alone: addresses are shared by the entries of a section's page, guids change at every
fetch or are used again, titles recur every morning. In doubt an entry is an article of its own,
because one too many can be seen and one lost cannot. Guids of two feeds are never compared.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain, count

from tapestory.ingest.copies.alike import (
    is_close,
    is_enough,
    same_title,
    texts_agree,
    texts_strange,
    titles_alike,
    wordings_strange,
)
from tapestory.ingest.identity.names import (
    first_name,
    further_names,
    sibling_names,
    title_name,
)
from tapestory.ingest.identity.publishers import same_publisher
from tapestory.ingest.identity.rewording import held_from_now_on
from tapestory.ingest.identity.urls import identity_key
from tapestory.model import (
    Article,
    ArticleId,
    KnownArticle,
    Precision,
    Verdict,
    Wanted,
    wording_digest,
)

_SOON = timedelta(hours=1)
"""Two dates nearer than this may be one, corrected."""
_LATER = timedelta(hours=12)
"""A title that comes again after this with another text is the next one of a series."""
_HOLDERS_OF_GUID = 4
"""A guid that a feed has given to more articles than this says nothing."""
_AT_ONE_MOMENT = 20
_POSITION = re.compile(r"[a-z]{0,8}[-_.]?\d{1,3}", re.IGNORECASE)
_EXACT = frozenset({Precision.INSTANT, Precision.MINUTE})

_REPEATED, _SAME_NAMES, _MOVED, _SAME_ADDRESS, _SAME_TITLE, _ANOTHER_TOKEN = range(6)
"""How an entry was recognised, the surest first."""


class Identifier:
    """Tells what the entries of one answer are; each article is at most one of them.

    Args:
        answer: All of them, each under the id by which `articles_of_feed` calls it.
        history: The feed has brought something before. If not, its guids tell nothing yet, and
            its articles are looked for at their addresses only.
    """

    def __init__(self, answer: Sequence[Article], *, history: bool) -> None:
        self._history = history
        self._vague = _repeated([article.guid for article in answer]) | {""}
        self._shared = _repeated([article.url for article in answer])
        self._taken: set[ArticleId] = set()
        self._asked: dict[int, _Facts] = {}
        """By the identity of the entry: what `wanted` found out and `judge` needs again."""

    def settle(self, articles: Iterable[Article]) -> None:
        """Note entries of the answer that are known to be what they are called."""
        self._taken.update(article.id for article in articles)

    def wanted(self, entries: Sequence[Article]) -> Wanted:
        """Return what is to be looked up before `judge` can tell what these entries are."""
        ids = dict.fromkeys(entry.id for entry in entries)
        asked = [
            _Facts.of(entry)
            for entry in entries
            if entry.feed_url and (self._history or entry.url in self._shared)
        ]
        self._asked = {id(fact.entry): fact for fact in asked}
        for fact in asked:
            ids |= dict.fromkeys(fact.names)
        if not self._history:
            # Another feed may mean another story by the same address.
            ids |= dict.fromkeys(title_name(entry) for entry in entries if entry.url)
        return Wanted(
            ids=tuple(ids),
            guids=tuple({entry.guid for entry in entries} - self._vague) if self._history else (),
            moments=tuple(
                (fact.entry.published.instant, fact.entry.url, fact.digest)
                for fact in (asked if self._history else ())
                if fact.entry.url
                and fact.entry.published.instant is not None
                and fact.entry.published.precision in _EXACT
            ),
        )

    def judge(self, entries: Sequence[Article], known: Sequence[KnownArticle]) -> list[Verdict]:
        """Return what each entry is and what is to be held of it, in the order of the entries.

        Args:
            entries: Of the answer, those that are not settled.
            known: Everything that was found of what they made `wanted`.
        """
        index = _Index(known, vague=self._vague)
        if not known:
            return [Verdict(said=self._named(entry, index), known=None) for entry in entries]
        facts = [self._asked.get(id(entry)) or _Facts.of(entry) for entry in entries]
        claims: list[tuple[int, bool, int, ArticleId]] = []
        for place, fact in enumerate(facts):
            for candidate in index.candidates(fact):
                rank = _rank(fact, candidate, vague=self._vague)
                if rank is not None:
                    found = candidate.article.id
                    claims.append((rank, found != fact.entry.id, place, found))
        given: dict[int, KnownArticle] = {}
        for _, _, place, found in sorted(claims):
            if place not in given and found not in self._taken:
                given[place] = index.by_id[found]
                self._taken.add(found)
        return [
            _verdict(fact.entry, given[place])
            if place in given
            else Verdict(said=self._named(fact.entry, index), known=None)
            for place, fact in enumerate(facts)
        ]

    def _named(self, entry: Article, index: _Index) -> Article:
        """Return a new article under the first of its names that nobody holds."""
        if entry.id not in index.by_id and entry.id not in self._taken:
            self._taken.add(entry.id)
            return entry
        name = next(
            name
            for name in chain(self._free_names(entry), _numbered(entry))
            if name not in index.by_id and name not in self._taken
        )
        self._taken.add(name)
        return replace(entry, id=name)

    def _free_names(self, entry: Article) -> tuple[ArticleId, ...]:
        """Return what an entry may be called: names that were looked up, or hardly anybody has."""
        title, dated, *worded = further_names(entry)
        fact = self._asked.get(id(entry))
        if fact is None:
            return (title, *worded)
        return (title, *fact.siblings, dated, *worded)


def _repeated(texts: Sequence[str]) -> frozenset[str]:
    if len(set(texts)) == len(texts):
        return frozenset()
    return frozenset(text for text, number in Counter(texts).items() if number > 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
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
    def of(cls, entry: Article) -> _Facts:
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


class _Index:
    """What was found, by everything that may lead to it."""

    def __init__(self, known: Sequence[KnownArticle], *, vague: frozenset[str]) -> None:
        self.by_id = {one.article.id: one for one in known}
        self._by_guid: dict[str, list[KnownArticle]] = {}
        self._by_moment: dict[datetime, list[KnownArticle]] = {}
        for one in known:
            if one.carried and one.guid not in vague:
                self._by_guid.setdefault(one.guid, []).append(one)
            if one.article.published.instant is not None:
                self._by_moment.setdefault(one.article.published.instant, []).append(one)

    def candidates(self, fact: _Facts) -> list[KnownArticle]:
        """Return each article once that an entry may be."""
        entry = fact.entry
        found = [self.by_id.get(name) for name in fact.names]
        called = self._by_guid.get(entry.guid, [])
        if len(called) <= _HOLDERS_OF_GUID:
            found += called
        if entry.published.instant is not None:
            found += self._by_moment.get(entry.published.instant, [])[:_AT_ONE_MOMENT]
        return list({one.article.id: one for one in found if one is not None}.values())


def _numbered(entry: Article) -> Iterable[ArticleId]:
    """Yield names without end, for entries that differ in nothing that could name them."""
    for number in count(2):
        yield further_names(replace(entry, guid=f"{entry.guid}\n{number}"))[-1]


def _rank(fact: _Facts, known: KnownArticle, *, vague: frozenset[str]) -> int | None:
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


def _rank_without_guid(fact: _Facts, known: KnownArticle, *, home: bool) -> int | None:
    if home:
        return _SAME_ADDRESS if _is_at_address(fact, known) else None
    if fact.address or not known.carried:
        return _ANOTHER_TOKEN if _differs_by_token(fact, known) else None
    if not _is_by_title(fact, known):
        return None
    return _SAME_NAMES if known.said == fact.digest else _SAME_TITLE


def _rank_by_guid(fact: _Facts, known: KnownArticle, *, home: bool) -> int | None:
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


def _is_at_address(fact: _Facts, known: KnownArticle) -> bool:
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


def _is_by_title(fact: _Facts, known: KnownArticle) -> bool:
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


def _differs_by_token(fact: _Facts, known: KnownArticle) -> bool:
    """Tell whether only addresses set an entry apart, with tokens that are new at each fetch."""
    entry, held = fact.entry, known.article
    return (
        known.said == fact.digest
        and entry.published.instant == held.published.instant is not None
        and entry.published.precision in _EXACT
        and bool(entry.title)
    )


def _next_of_series(entry: Article, held: Article) -> bool:
    return _newer(entry, held, by=_LATER) and texts_strange(entry.text, held.text)


def _newer(entry: Article, held: Article, *, by: timedelta) -> bool:
    one, other = entry.published.instant, held.published.instant
    return one is not None and other is not None and one - other >= by


def _apart(entry: Article, held: Article) -> bool:
    return _newer(entry, held, by=_SOON) or _newer(held, entry, by=_SOON)


def _verdict(entry: Article, known: KnownArticle) -> Verdict:
    said = entry if entry.id == known.article.id else replace(entry, id=known.article.id)
    held, content_feed = held_from_now_on(known, said)
    return Verdict(
        said=said,
        known=known,
        held=None if held == known.article and content_feed == known.content_feed else held,
        content_feed=content_feed,
    )
