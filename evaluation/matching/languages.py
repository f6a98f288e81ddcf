"""A run over several languages → how well each does, and how often a link between two is right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from evaluation.matching.agreement import Agreement, bcubed
from evaluation.matching.runs import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Pairs of articles in different languages."""

    made: int
    """In one event."""
    right: int
    """Of them, with one label."""
    possible: int
    """With one label, wherever they are."""

    @property
    def precision(self) -> float:
        """The share of the links made that are right, 1 when none was made."""
        return self.right / self.made if self.made else 1.0

    @property
    def recall(self) -> float:
        """The share of the possible links that were made, 1 when there were none to make."""
        return self.right / self.possible if self.possible else 1.0


def links_across(run: Run) -> Links:
    """Count the pairs of articles in different languages that are, or should be, one event."""
    told = [(one.gold, event, one.item.lang) for one, event in run.placed if not one.stranger]
    return Links(
        made=_across(Counter((event, lang) for _, event, lang in told)),
        right=_across(Counter(((gold, event), lang) for gold, event, lang in told)),
        possible=_across(Counter((gold, lang) for gold, _, lang in told)),
    )


def by_language(run: Run) -> Mapping[str, tuple[int, Agreement]]:
    """Return how many articles each language has, and how well those agree among themselves."""
    told: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for one, event in run.placed:
        told[one.item.lang].append((one.gold, event))
    return {
        lang: (
            len(pairs),
            bcubed([gold for gold, _ in pairs], [event for _, event in pairs]),
        )
        for lang, pairs in sorted(told.items(), key=lambda item: (-len(item[1]), item[0]))
    }


def _across(told: Counter[tuple[object, str]]) -> int:
    """Return the pairs under one key whose languages differ."""
    sizes: defaultdict[object, list[int]] = defaultdict(list)
    for (key, _), count in told.items():
        sizes[key].append(count)
    return sum(
        (sum(each) ** 2 - sum(count * count for count in each)) // 2 for each in sizes.values()
    )
