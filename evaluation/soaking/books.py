"""What was published, asked and stored → what is wrong, in words; nothing when all holds."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from evaluation.soaking.press import Piece, shown
from evaluation.soaking.replies import RETRY_AFTER
from evaluation.soaking.server import Asked
from tapestory.model import Article
from tapestory.store import ArticleQuery, Store, maintenance

_MIN_INTERVAL = 15
"""Minutes; the default of the configuration."""
_WHOLE = frozenset({"good", "shuffled", "found", "moved"})
"""Answers that show all that is out (a redirect leads to one)."""
_PARTS = frozenset({"cut"})
"""Answers whose first entries are whole."""
_UNANSWERED = frozenset({"drop"})
_REDIRECTS = frozenset({"found", "moved"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """A day in one store."""

    store: Path
    asked: Sequence[Asked]
    killed: frozenset[int]
    """Ticks in which a poller was killed."""
    failed: frozenset[tuple[int, int]] = frozenset()
    """Feeds and ticks of what was answered and yet did not arrive, by what the poller says."""


def stored(store: Path) -> list[Article]:
    """Return every article of a store."""
    with Store.open(store) as opened, opened.reading() as session:
        return [found.article for found in session.articles.find(ArticleQuery())]


def digest(articles: Iterable[Article]) -> str:
    """Return a digest of what a store holds: addresses, guids, wordings, dates; no arrival."""
    seed = sorted(
        repr((each.url, each.guid, each.title, each.text, each.published)) for each in articles
    )
    return hashlib.sha256("\n".join(seed).encode()).hexdigest()[:16]


def content(articles: Sequence[Article], published: Sequence[Piece], end: int) -> Iterator[str]:
    """Yield where a store differs from what was published until its last round."""
    expected = {piece.url: piece for piece in published}
    counted = Counter(article.url for article in articles)
    lost = sorted(expected.keys() - counted.keys())
    strange = sorted(counted.keys() - expected.keys())
    doubled = sorted(url for url, times in counted.items() if times > 1)
    for what, urls in (("lost", lost), ("never published", strange), ("stored twice", doubled)):
        if urls:
            yield f"{len(urls)} {what}, such as {urls[0]!r}"
    for article in articles:
        piece = expected.get(article.url)
        if piece is None:
            continue
        if article.title != piece.title or article.text != piece.text(end):
            yield f"{article.url} reads {article.title!r}: {article.text[:60]!r}"


def revisions(books: Books, everything: Sequence[Sequence[Piece]]) -> Iterator[str]:
    """Yield where the former wordings that are kept are not those that were seen.

    Those of pieces whose both wordings came in rounds that ended must be there, those whose both
    wordings came at all may be.
    """
    with closing(sqlite3.connect(f"file:{books.store}?mode=ro", uri=True)) as connection:
        query = (
            "select articles.url, article_revisions.text from article_revisions"
            " join articles on articles.id = article_revisions.article_id"
        )
        kept = Counter((str(url), str(text)) for url, text in connection.execute(query))
    must = _former(books.asked, everything, _WHOLE, leaving=books.killed)
    may = _former(books.asked, everything, _WHOLE | _PARTS, leaving=frozenset())
    missing, strange = must - kept.keys(), kept.keys() - may
    if missing:
        yield f"{len(missing)} former wordings are missing, such as {min(missing)}"
    if strange:
        yield f"{len(strange)} former wordings are strange, such as {min(strange)}"
    if len(kept) < kept.total():
        yield f"{kept.total() - len(kept)} former wordings are kept twice"


def _former(
    asked: Iterable[Asked],
    everything: Sequence[Sequence[Piece]],
    kinds: frozenset[str],
    *,
    leaving: frozenset[int],
) -> set[tuple[str, str]]:
    """Return address and first wording of what was seen both before and after its correction."""
    seen: set[tuple[int, int, bool]] = set()
    for each in asked:
        if each.kind not in kinds or each.tick in leaving:
            continue
        for piece in shown(everything[each.feed], each.shown):
            seen.add((each.feed, piece.number, piece.is_corrected(each.shown)))
    both = (
        everything[feed][number]
        for feed, number, corrected in seen
        if corrected and (feed, number, False) in seen
    )
    return {(piece.url, piece.text(piece.minute)) for piece in both}


def politeness(books: Books) -> Iterator[str]:
    """Yield every request that came too soon, but for what a killed round had no time to note."""
    by_feed: dict[int, list[Asked]] = {}
    for each in books.asked:
        by_feed.setdefault(each.feed, []).append(each)
    for feed, requests in by_feed.items():
        quiet_until = 0
        for before, after in pairwise(requests):
            if before.kind in {"busy", "too many"} and before.tick not in books.killed:
                quiet_until = before.minute + RETRY_AFTER
            if after.minute < quiet_until:
                yield f"feed {feed} was asked {quiet_until - after.minute} min before Retry-After"
            if before.tick in books.killed:
                continue
            gap = after.minute - before.minute
            again = before.kind in _REDIRECTS | _UNANSWERED and gap == 0
            if gap < _MIN_INTERVAL and not again:
                yield f"feed {feed} was asked ({before.kind}) and again {gap} min later"


def soundness(books: Books) -> Iterator[str]:
    """Yield what `tapestory db check` finds."""
    yield from maintenance.check(books.store)


def kinds(asked: Iterable[Asked]) -> Mapping[str, int]:
    """Return how often each kind of answer was given, most frequent first."""
    return dict(Counter(each.kind for each in asked).most_common())
