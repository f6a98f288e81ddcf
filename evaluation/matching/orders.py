"""A set in several orders of arrival → how much it matters who came first within the hour.

Times stay what they are; only who is seen first changes, as it does with the feed that happens to
be polled first. Articles of which only the day is known all count as of one hour.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from pathlib import Path
from statistics import mean, pstdev

from evaluation.matching.agreement import bcubed
from evaluation.matching.registry import SETS
from evaluation.matching.runs import place_all
from evaluation.matching.sets import Domain, Labelled, domain

DEFAULT = ("corpus_dev", "og2021", "allsides", "ecb", "basil", "multilingual")
SEEDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """What became of a set in several orders."""

    f1: Sequence[float]
    """BCubed F1 against the labels: first in the order of the set, then in each other."""
    same: float
    """Mean BCubed F1, 0 to 1, of two of the runs against each other."""


def shuffled(items: Sequence[Labelled], seed: int) -> list[Labelled]:
    """Return the items with those of each hour in another order.

    Args:
        items: In order of time.
        seed: Of the order: the same gives the same.
    """
    generator = random.Random(seed)  # noqa: S311 - an order, no secret
    found: list[Labelled] = []
    for _, group in groupby(items, lambda one: one.item.time.replace(minute=0, second=0)):
        hour = list(group)
        generator.shuffle(hour)
        found += hour
    return found


def in_orders(items: Sequence[Labelled], shipped: Domain, seeds: int = SEEDS) -> Orders:
    """Place a set in its own order and in some others."""
    f1, clusterings = [], []
    for order in (items, *(shuffled(items, seed) for seed in range(seeds))):
        run = place_all(order, shipped)
        f1.append(run.bcubed.f1)
        where = {one.item.article_id: event for one, event in run.placed}
        clusterings.append([where[one.item.article_id] for one in items])
    same = mean(bcubed(left, right).f1 for left, right in combinations(clusterings, 2))
    return Orders(f1=f1, same=same)


def main() -> None:
    """Print what the order does to each set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[3] / "shared")
    parser.add_argument("--only", nargs="+", choices=[*SETS], default=[*DEFAULT], metavar="SET")
    parser.add_argument("--seeds", type=int, default=SEEDS, help="how many orders")
    chosen = parser.parse_args()
    shipped = domain()
    heads = ("F1", "mean", "least", "most", "spread", "runs alike")
    print(f"{'set':<16}" + "".join(f"{head:>11}" for head in heads))
    for name in chosen.only:
        orders = in_orders(SETS[name](chosen.shared, shipped.symbols), shipped, chosen.seeds)
        others = orders.f1[1:]
        told = (orders.f1[0], mean(others), min(others), max(others), pstdev(others), orders.same)
        print(f"{name:<16}" + "".join(f"{value:>11.3f}" for value in told), flush=True)


if __name__ == "__main__":
    main()
