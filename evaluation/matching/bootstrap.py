"""Scores of items, by event → how far the mean could lie apart with other events of the kind."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from evaluation.matching.agreement import Agreement

DRAWS = 2_000
SEED = 20260701


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A central interval, its ends 0 to 1."""

    low: float
    high: float


def f1_interval(
    gold: Sequence[Hashable],
    each: Sequence[Agreement],
    *,
    level: float = 0.95,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Interval:
    """Return the interval of the BCubed F1 when whole events are drawn again, with replacement.

    Articles of one event are right or wrong together, so that drawing articles would promise too
    much. The clustering stays as it is; what an event's articles scored goes with the event.

    Args:
        gold: The event of each item.
        each: BCubed precision and recall of each item.
        level: Share of the draws inside.
        draws: How often as many events are drawn as there are.
        seed: Of the generator: the same gives the same interval.

    Source:
        Efron and Tibshirani (1993), An introduction to the bootstrap, chapters 8 and 13:
        percentile interval with clusters as the unit.
    """
    events = {event: place for place, event in enumerate(dict.fromkeys(gold))}
    sums = np.zeros((len(events), 3))
    for event, agreed in zip(gold, each, strict=True):
        sums[events[event]] += (agreed.precision, agreed.recall, 1.0)
    generator = np.random.default_rng(seed)
    chances = np.full(len(events), 1.0 / len(events))
    drawn = generator.multinomial(len(events), chances, size=draws) @ sums
    precision, recall = drawn[:, 0] / drawn[:, 2], drawn[:, 1] / drawn[:, 2]
    total = precision + recall
    f1 = np.divide(2.0 * precision * recall, total, out=np.zeros(draws), where=total > 0)
    low, high = np.quantile(f1, [(1.0 - level) / 2.0, (1.0 + level) / 2.0])
    return Interval(low=float(low), high=float(high))
