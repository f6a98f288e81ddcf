"""Labelled pairs of articles, English and Russian → how many of the same story meet, and rightly.

The pairs have no times and most articles occur in one pair only, so that there is no clustering
to agree with: all articles arrive on one day, and each labelled pair is asked after.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from evaluation.matching.agreement import Agreement
from evaluation.matching.runs import place_all
from evaluation.matching.sets import Domain, Labelled, SymbolsOf, lines
from tapestory.matching import MatchItem
from tapestory.model import ArticleId

_DAY = datetime(2019, 11, 8, 6, tzinfo=UTC)
_SIDES = ("a", "b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two articles, and whether people call them one story."""

    left: ArticleId
    right: ArticleId
    lang: str
    same: bool


def pairs(shared: Path, symbols: SymbolsOf) -> tuple[list[Labelled], list[Pair]]:
    """Return every article once, a minute apart and in no order that tells, and the pairs."""
    items: dict[ArticleId, MatchItem] = {}
    told = []
    for row in lines(shared / "data/clustering/tg_pairs_dev.jsonl.gz"):
        left, right = (_item(row, side, symbols) for side in _SIDES)
        items |= {left.article_id: left, right.article_id: right}
        told.append(
            Pair(
                left=left.article_id,
                right=right.article_id,
                lang=left.lang,
                same=bool(row["same"]),
            )
        )
    mixed = [
        replace(items[article_id], time=_DAY + timedelta(minutes=number))
        for number, article_id in enumerate(sorted(items))
    ]
    return [Labelled(item=item, gold=item.article_id) for item in mixed], told


def met(shared: Path, shipped: Domain) -> Mapping[str, Agreement]:
    """Return, by language, how right it is when a labelled pair is in one event, and how complete.

    Precision is over the labelled pairs alone: those called different are near misses as well as
    pairs that nobody would mix up.
    """
    items, told = pairs(shared, shipped.symbols)
    run = place_all(items, shipped)
    where = {one.item.article_id: event for one, event in run.placed}
    return {
        lang: judged(
            [(pair, where[pair.left] == where[pair.right]) for pair in told if pair.lang == lang]
        )
        for lang in sorted({pair.lang for pair in told})
    }


def judged(found: Sequence[tuple[Pair, bool]]) -> Agreement:
    """Return precision and recall of saying that a pair is one story."""
    right = sum(pair.same and together for pair, together in found)
    claimed = sum(together for _, together in found)
    true = sum(pair.same for pair, _ in found)
    return Agreement(
        precision=right / claimed if claimed else 1.0, recall=right / true if true else 1.0
    )


def _item(row: Mapping[str, object], side: str, symbols: SymbolsOf) -> MatchItem:
    title, text = str(row[f"{side}_title"]), str(row[f"{side}_text"] or "")
    name = str(row.get(f"{side}_url") or f"{title}\n{text}")
    return MatchItem(
        article_id=ArticleId(hashlib.sha256(name.encode()).hexdigest()[:12]),
        title=title,
        text=text,
        lang=str(row["lang"]),
        time=_DAY,
        symbols=symbols(f"{title}\n\n{text}"),
    )
