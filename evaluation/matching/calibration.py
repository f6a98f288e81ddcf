"""How sure the matcher says it is → how often it is right: the table that its words rest on.

A match is right when at least half of the other articles of the event tell what the article tells.
Founders are left out, and what is placed without comparison is counted apart.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean

from evaluation.matching.registry import SETS
from evaluation.matching.sets import Domain, Labelled, domain
from tapestory.matching import Matcher, Placement
from tapestory.matching.weights import SHAPE
from tapestory.model import ArticleId, EventId
from tapestory.model.events import FIRST_REPORT

DEFAULT = ("corpus_dev", "og2021", "allsides", "ecb", "basil", "multilingual")
BINS = ((0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.0))
WORDS = {"weak": (0.0, 0.75), "fair": (0.75, 0.9), "strong": (0.9, 1.0)}
_SLOPES = [step / 2 for step in range(4, 61)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A decision that an article is told with others."""

    score: float
    """0 to 1; 1 without comparison."""
    right: bool


@dataclass(slots=True)
class Ledger:
    """Who is where and why, while articles arrive."""

    gold: dict[ArticleId, str] = field(default_factory=dict)
    at: dict[ArticleId, EventId] = field(default_factory=dict)
    why: dict[ArticleId, tuple[float, str]] = field(default_factory=dict)
    members: defaultdict[EventId, set[ArticleId]] = field(default_factory=lambda: defaultdict(set))

    def follow(self, one: Labelled, placement: Placement) -> None:
        """Do what a placement says."""
        name = one.item.article_id
        self.gold[name] = one.gold
        for gone in placement.absorbed:
            for member in sorted(self.members[gone]):
                self._put(member, placement.event_id)
        self._put(name, placement.event_id)
        self.why[name] = placement.score, placement.reason
        for moved in placement.moved:
            self._put(moved.article_id, moved.event_id)
            self.why[moved.article_id] = moved.score, moved.reason

    def judged(self, name: ArticleId) -> Judged | None:
        """Return the decision in force about an article; None of a founder and of one alone."""
        score, reason = self.why[name]
        others = self.members[self.at[name]] - {name}
        if reason == FIRST_REPORT or not others:
            return None
        same = sum(self.gold[other] == self.gold[name] for other in others)
        return Judged(score=score, right=2 * same >= len(others))

    def _put(self, name: ArticleId, event_id: EventId) -> None:
        if name in self.at:
            self.members[self.at[name]].discard(name)
        self.at[name] = event_id
        self.members[event_id].add(name)


def decisions(
    items: Sequence[Labelled], place: Callable[[Labelled], Placement]
) -> tuple[list[Judged], list[Judged]]:
    """Return the decisions as they were made, and those in force after the last article."""
    ledger = Ledger()
    arriving = []
    for one in items:
        ledger.follow(one, place(one))
        arriving.append(ledger.judged(one.item.article_id))
    ended = [ledger.judged(one.item.article_id) for one in items]
    return [one for one in arriving if one], [one for one in ended if one]


def slope(sets: Sequence[Sequence[Judged]]) -> float:
    """Return how steep probability rises with likeness, by the least loss, sets weighing alike.

    Args:
        sets: Decisions of each set, scored with the slope that ships.
    """
    compared = [[one for one in decided if one.score < 1.0] for decided in sets]

    def loss(steep: float) -> float:
        by = steep / SHAPE["slope"]
        return mean(mean(_surprise(one, by) for one in decided) for decided in compared if decided)

    return min(_SLOPES, key=loss)


def _surprise(one: Judged, by: float) -> float:
    exponent = by * math.log(one.score / (1.0 - one.score))
    return math.log1p(math.exp(-exponent if one.right else exponent))


def table(arriving: Sequence[Judged], ended: Sequence[Judged]) -> Iterator[str]:
    """Yield the lines of a table in Markdown."""
    yield "| score | said | on arrival: matches, right | in the end: matches, right |"
    yield "| --- | --- | --- | --- |"
    ranges = [(f"{low:.1f} to {high:.1f}", low, high) for low, high in BINS]
    ranges += [(f"*{word}*", low, high) for word, (low, high) in WORDS.items()]
    for name, low, high in ranges:
        now, then = (
            [one for one in decided if low <= one.score < high] for decided in (arriving, ended)
        )
        said = f"{mean(one.score for one in now):.2f}" if now else ""
        yield f"| {name} | {said} | {_rate(now)} | {_rate(then)} |"
    now, then = ([one for one in decided if one.score == 1.0] for decided in (arriving, ended))
    yield f"| without comparison | | {_rate(now)} | {_rate(then)} |"


def _rate(decided: Sequence[Judged]) -> str:
    if not decided:
        return "0"
    counted = Counter(one.right for one in decided)
    return f"{len(decided):,}, {counted[True] / len(decided):.2f}"


def _placing(shipped: Domain) -> Callable[[Labelled], Placement]:
    matcher = Matcher(shipped.concepts, shipped.settings)
    return lambda one: matcher.place(one.item)


def main() -> None:
    """Print the table over some sets together, and the slope that fits them best."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[3] / "shared")
    parser.add_argument("--only", nargs="+", choices=[*SETS], default=[*DEFAULT], metavar="SET")
    chosen = parser.parse_args()
    shipped = domain()
    found = [
        decisions(SETS[name](chosen.shared, shipped.symbols), _placing(shipped))
        for name in chosen.only
    ]
    arriving, ended = ([one for pair in found for one in pair[at]] for at in (0, 1))
    print(*table(arriving, ended), sep="\n")
    print(f"slope: {SHAPE['slope']:g} ships, {slope([one for one, _ in found]):g} fits best")


if __name__ == "__main__":
    main()
