"""The entries of one answer → articles in the store: told apart, reworded, never doubled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tapestory.ingest.identity.identity import Identifier
from tapestory.ingest.identity.rewording import paced
from tapestory.model import Article, ArticleId, Verdict
from tapestory.store import Session

_AT_ONCE = 1_000
"""Entries whose candidates are in memory together; a hostile feed has a hundred thousand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What the entries of one answer were."""

    new: int = 0
    updated: int = 0
    ids: dict[ArticleId, ArticleId] = field(default_factory=dict)
    """Under which id an article is held, where it is not the one that it came under."""


def keep_articles(session: Session, answer: Sequence[Article]) -> Kept:
    """Store what one feed answered, in the caller's transaction.

    Args:
        session: Writing.
        answer: All of one feed, each under the id by which it is looked up first; those it said
            before included.
    """
    if not answer:
        return Kept()
    feed_url = answer[0].feed_url
    history = session.articles.carries(feed_url)
    unsaid = session.articles.unsaid(answer) if history else answer
    if not unsaid:
        return Kept()
    identifier = Identifier(answer, history=history)
    if len(unsaid) < len(answer):
        open_ = {id(article) for article in unsaid}
        identifier.settle(article for article in answer if id(article) not in open_)
    new = updated = 0
    ids: dict[ArticleId, ArticleId] = {}
    for start in range(0, len(unsaid), _AT_ONCE):
        entries = unsaid[start : start + _AT_ONCE]
        known = session.articles.known(feed_url, identifier.wanted(entries))
        if known:
            verdicts = _paced(session, identifier.judge(entries, known))
            session.articles.keep(verdicts)
            held = [verdict.said for verdict in verdicts]
            new += sum(verdict.known is None for verdict in verdicts)
            updated += sum(verdict.rewords for verdict in verdicts)
        else:
            held = identifier.named(entries)
            session.articles.add(held)
            new += len(held)
        ids |= {
            entry.id: article.id
            for entry, article in zip(entries, held, strict=True)
            if entry.id != article.id
        }
    return Kept(new=new, updated=updated, ids=ids)


def _paced(session: Session, verdicts: list[Verdict]) -> list[Verdict]:
    reworded = [verdict.said.id for verdict in verdicts if verdict.rewords]
    if not reworded:
        return verdicts
    former = session.articles.former_wordings(reworded)
    return [
        paced(verdict, former.get(verdict.said.id, ())) if verdict.rewords else verdict
        for verdict in verdicts
    ]
