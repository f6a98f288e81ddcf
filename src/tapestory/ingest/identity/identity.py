"""The entries of one answer and the articles they may be → which article each of them is.

Three things speak for an article: its address, its guid within its feed, and its wording. None is
believed alone: addresses are shared by the entries of a section's page, guids change at every
fetch or are used again, titles recur every morning. In doubt an entry is an article of its own,
because one too many can be seen and one lost cannot. Guids of two feeds are never compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain, count

from tapestory.ingest.identity.names import further_names, title_name
from tapestory.ingest.identity.recognition import Facts, recognised
from tapestory.ingest.identity.rewording import held_from_now_on
from tapestory.model import Article, ArticleId, KnownArticle, Verdict, Wanted

_HOLDERS_OF_GUID = 4
"""A guid that a feed has given to more articles than this says nothing."""
_AT_ONE_MOMENT = 20


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
        self._asked: dict[int, Facts] = {}
        """By the identity of the entry: what `wanted` found out and `judge` needs again."""

    def settle(self, articles: Iterable[Article]) -> None:
        """Note entries of the answer that are known to be what they are called."""
        self._taken.update(article.id for article in articles)

    def wanted(self, entries: Sequence[Article]) -> Wanted:
        """Return what is to be looked up before `judge` can tell what these entries are."""
        ids = dict.fromkeys(entry.id for entry in entries)
        asked = [
            Facts.of(entry)
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
                and fact.entry.published.is_precise
            ),
        )

    def judge(self, entries: Sequence[Article], known: Sequence[KnownArticle]) -> list[Verdict]:
        """Return what each entry is and what is to be held of it, in the order of the entries.

        Args:
            entries: Of the answer, those that are not settled.
            known: Everything that was found of what they made `wanted`.
        """
        if not known:
            return [Verdict(said=said, known=None) for said in self.named(entries)]
        index = _Index(known, vague=self._vague)
        facts = [self._asked.get(id(entry)) or Facts.of(entry) for entry in entries]
        claims: list[tuple[int, bool, int, ArticleId]] = []
        for place, fact in enumerate(facts):
            for candidate in index.candidates(fact):
                rank = recognised(fact, candidate, vague=self._vague)
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

    def named(self, entries: Sequence[Article]) -> list[Article]:
        """Return entries that are new, because nothing was found of what they made `wanted`.

        Each comes under the name that it is to be held under, in the order of the entries.
        """
        ids = {entry.id for entry in entries}
        if len(ids) == len(entries) and self._taken.isdisjoint(ids):
            self._taken |= ids
            return list(entries)
        nothing = _Index((), vague=self._vague)
        return [self._named(entry, nothing) for entry in entries]

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

    def candidates(self, fact: Facts) -> list[KnownArticle]:
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


def _verdict(entry: Article, known: KnownArticle) -> Verdict:
    said = entry if entry.id == known.article.id else replace(entry, id=known.article.id)
    held, content_feed = held_from_now_on(known, said)
    return Verdict(
        said=said,
        known=known,
        held=None if held == known.article and content_feed == known.content_feed else held,
        content_feed=content_feed,
    )
