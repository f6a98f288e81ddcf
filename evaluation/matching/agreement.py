"""Two clusterings of the same items → how far they agree, by the measures of the literature.

In all of them `gold` and `found` give the event and the cluster of each item, in one order.
`strangers` are the clusters of items that are in the way but not scored: they belong to no event,
so that each cluster that holds one is wrong by that much.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from math import comb

from evaluation.matching.assignment import best_total


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Precision, recall and their harmonic mean, each 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        total = self.precision + self.recall
        return 2.0 * self.precision * self.recall / total if total else 0.0


def bcubed(
    gold: Sequence[Hashable], found: Sequence[Hashable], strangers: Iterable[Hashable] = ()
) -> Agreement:
    """Return BCubed agreement: per item, how much of its cluster is right and of its event found.

    Source:
        Bagga and Baldwin (1998), Entity-based cross-document coreferencing using the vector
        space model. COLING-ACL.
    """
    return mean(bcubed_by_item(gold, found, strangers))


def mean(each: Sequence[Agreement]) -> Agreement:
    """Return the mean precision and recall of some items; 0 of none."""
    items = max(1, len(each))
    return Agreement(
        precision=sum(one.precision for one in each) / items,
        recall=sum(one.recall for one in each) / items,
    )


def bcubed_by_item(
    gold: Sequence[Hashable], found: Sequence[Hashable], strangers: Iterable[Hashable] = ()
) -> list[Agreement]:
    """Return the BCubed precision and recall of each item."""
    both = Counter(zip(gold, found, strict=True))
    events, clusters = Counter(gold), Counter(found) + Counter(strangers)
    return [
        Agreement(
            precision=both[event, cluster] / clusters[cluster],
            recall=both[event, cluster] / events[event],
        )
        for event, cluster in zip(gold, found, strict=True)
    ]


def pairwise(
    gold: Sequence[Hashable], found: Sequence[Hashable], strangers: Iterable[Hashable] = ()
) -> Agreement:
    """Return agreement over the pairs of items that share an event or a cluster.

    A pair counts when at least one of the two is no stranger.
    """
    together = _pairs(Counter(zip(gold, found, strict=True)).values())
    beside = Counter(strangers)
    claimed = _pairs((Counter(found) + beside).values()) - _pairs(beside.values())
    true = _pairs(Counter(gold).values())
    return Agreement(
        precision=together / claimed if claimed else 1.0, recall=together / true if true else 1.0
    )


def ceaf(
    gold: Sequence[Hashable], found: Sequence[Hashable], strangers: Iterable[Hashable] = ()
) -> Agreement:
    """Return CEAF-e agreement: each event is held against one cluster at most, the best in all.

    Unlike BCubed it counts a cluster of two as much as one of a hundred. Clusters of nothing but
    strangers are left out.

    Source:
        Luo (2005), On coreference resolution performance metrics. HLT-EMNLP; the similarity is
        his fourth, 2 |event ∩ cluster| / (|event| + |cluster|).
    """
    both = Counter(zip(gold, found, strict=True))
    events, own = Counter(gold), Counter(found)
    clusters = own + Counter(strangers)
    similar = {
        (event, cluster): 2.0 * shared / (events[event] + clusters[cluster])
        for (event, cluster), shared in both.items()
    }
    total = best_total(similar)
    return Agreement(precision=total / max(1, len(own)), recall=total / max(1, len(events)))


def adjusted_rand(gold: Sequence[Hashable], found: Sequence[Hashable]) -> float:
    """Return the share of agreeing pairs beyond chance: 1 is equal, 0 is chance, it may be below.

    Source:
        Hubert and Arabie (1985), Comparing partitions. Journal of Classification 2, 193-218.
    """
    together = _pairs(Counter(zip(gold, found, strict=True)).values())
    true, claimed = _pairs(Counter(gold).values()), _pairs(Counter(found).values())
    pairs = comb(len(gold), 2)
    expected = true * claimed / pairs if pairs else 0.0
    most = (true + claimed) / 2
    return (together - expected) / (most - expected) if most != expected else 1.0


def _pairs(sizes: Iterable[int]) -> int:
    return sum(comb(size, 2) for size in sizes)
