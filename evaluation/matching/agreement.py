"""Two clusterings of the same items → how far they agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass


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


def bcubed(gold: Sequence[Hashable], found: Sequence[Hashable]) -> Agreement:
    """Return BCubed agreement: per item, how much of its cluster is right and of its event found.

    Args:
        gold: The label of each item.
        found: The cluster of each item, in the same order.

    Source:
        Bagga and Baldwin (1998), Entity-based cross-document coreferencing using the vector
        space model. COLING-ACL.
    """
    both = Counter(zip(gold, found, strict=True))
    events, clusters = Counter(gold), Counter(found)
    precision = sum(n * n / clusters[cluster] for (_, cluster), n in both.items())
    recall = sum(n * n / events[event] for (event, _), n in both.items())
    items = max(1, len(gold))
    return Agreement(precision=precision / items, recall=recall / items)


def pairwise(gold: Sequence[Hashable], found: Sequence[Hashable]) -> Agreement:
    """Return agreement over the pairs of items that share an event or a cluster."""
    together = _pairs(Counter(zip(gold, found, strict=True)).values())
    claimed = _pairs(Counter(found).values())
    true = _pairs(Counter(gold).values())
    return Agreement(
        precision=together / claimed if claimed else 1.0, recall=together / true if true else 1.0
    )


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)
