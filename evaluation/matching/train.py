"""Labelled dev sets → the weights of the matcher, printed or written as a module.

What is made better is what counts: the mean BCubed F1 of the final state, each set weighing the
same and our own domain twice, in the order of the file and in a shuffled one. A weight or two is
changed at random, and the change kept when the mean gains by it. Few numbers, so few ways to fit
one set; what a set left out of training loses is measured by `evaluation.matching.leave_one_out`.
"""

from __future__ import annotations

import argparse
import importlib
import multiprocessing
import random
import re
import sys
import time
from collections.abc import Mapping, Sequence
from itertools import groupby
from multiprocessing.connection import Connection
from pathlib import Path

from evaluation.matching import runs
from evaluation.matching.registry import SETS
from evaluation.matching.sets import Domain, Labelled, domain
from tapestory.matching import weights as weights_module

TRAINED_ON = ("corpus_dev", "og2021", "allsides", "ecb", "basil", "multilingual")
CHOICES: Mapping[str, Sequence[float]] = {
    "word": (0.8, 1.0, 1.2),
    "name": (0.6, 0.8, 1.0, 1.2, 1.5, 1.8),
    "concept": (0.0, 0.2, 0.4),
    "action": (0.0, 0.3, 0.6),
    "place": (0.0, 0.3, 0.6, 1.0),
    "name_concept": (0.6, 1.0, 1.5, 2.0),
    "name_action": (0.0, 0.5, 1.0, 1.5),
    "concepts": (0.0, 0.3, 0.6, 1.0),
    "names": (0.0, 0.3, 0.6, 1.0),
    "figure": (1.0, 2.0, 3.0),
    "number": (0.3, 0.6, 1.0, 1.5),
    "title": (1.0, 1.5, 2.0, 2.5, 3.0),
    "lead": (0.7, 1.0, 1.3),
    "body": (0.1, 0.25, 0.5, 0.8),
    "foreign": (0.5, 0.6, 0.7, 0.8, 0.9),
    "length": (0.0, 0.1, 0.2, 0.3, 0.4),
    "floor": (0.0, 0.1, 0.2, 0.3),
    "hours": (24.0, 36.0, 48.0, 72.0),
    "threshold": (0.14, 0.15, 0.16, 0.17, 0.18, 0.19, 0.2, 0.22),
    "group": (0.15, 0.17, 0.19, 0.2, 0.21, 0.22, 0.23, 0.24, 0.26),
    "split": (0.12, 0.15, 0.18, 0.2, 0.22),
    "margin": (0.0, 0.02, 0.04),
}
"""Weight → what is tried. `slope` is no choice: it is fitted to how often a match is right."""
_READERS = (
    "frequencies",
    "features",
    "events",
    "likeness",
    "parting",
    "regroup",
    "index",
    "conflicts",
    "reasons",
    "repair",
    "matcher",
)
"""Modules that read the weights when they are imported, or what was made with them."""


def trial(
    sets: Mapping[str, list[Labelled]], shipped: Domain, weights: Mapping[str, float]
) -> float:
    """Return the mean F1 that weights get, measured in a process that ends with it."""
    fork = multiprocessing.get_context("fork")
    ours, theirs = fork.Pipe(duplex=False)
    child = fork.Process(target=_measure, args=(theirs, sets, shipped, weights))
    child.start()
    theirs.close()
    try:
        return float(ours.recv())
    finally:
        child.join()


def _measure(
    answer: Connection,
    sets: Mapping[str, list[Labelled]],
    shipped: Domain,
    weights: Mapping[str, float],
) -> None:
    for table in ("WEIGHTS", "SHAPE"):
        known = getattr(weights_module, table)
        vars(weights_module)[table] = {name: weights[name] for name in known}
    for name in _READERS:
        importlib.reload(sys.modules[f"tapestory.matching.{name}"])
    vars(runs)["Matcher"] = sys.modules["tapestory.matching.matcher"].Matcher
    scores = [runs.place_all(items, shipped).bcubed.f1 for items in sets.values()]
    answer.send(sum(scores) / len(scores))


def shuffled(items: Sequence[Labelled], seed: int = 5) -> list[Labelled]:
    """Return items with those of one day in another order."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    told: list[Labelled] = []
    for _, day in groupby(items, key=lambda one: one.item.time.date()):
        same = list(day)
        chance.shuffle(same)
        told += same
    return told


def train(
    sets: Mapping[str, list[Labelled]], shipped: Domain, *, seconds: float, seed: int
) -> dict[str, float]:
    """Return the best weights found in the time given, from the shipped ones on."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    best = {**weights_module.WEIGHTS, **weights_module.SHAPE}
    score = trial(sets, shipped, best)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        changed = chance.sample(sorted(CHOICES), chance.choice((1, 1, 2, 3)))
        tried = best | {name: chance.choice(CHOICES[name]) for name in changed}
        if tried == best:
            continue
        found = trial(sets, shipped, tried)
        if found > score:
            best, score = tried, found
            told = ", ".join(f"{name} {tried[name]:g}" for name in changed)
            print(f"{score:.4f}  {told}", file=sys.stderr, flush=True)
    return best


def module(weights: Mapping[str, float]) -> str:
    """Return the source of the weights module with other weights."""
    source = Path(weights_module.__file__).read_text(encoding="utf-8")
    for name, value in weights.items():
        source = re.sub(rf'(?m)^    "{name}": [\d.]+,$', f'    "{name}": {value!r},', source)
    return source


def main() -> None:
    """Train and print, or write to the file that is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[3] / "shared")
    parser.add_argument("--without", nargs="*", default=[], help="sets to leave out")
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path)
    chosen = parser.parse_args()
    shipped = domain()
    sets = {
        name: SETS[name](chosen.shared, shipped.symbols)
        for name in TRAINED_ON
        if name not in chosen.without
    }
    if "corpus_dev" in sets:
        sets["corpus_dev, shuffled"] = shuffled(sets["corpus_dev"])
    found = train(sets, shipped, seconds=60.0 * chosen.minutes, seed=chosen.seed)
    source = module(found)
    if chosen.write:
        chosen.write.write_text(source, encoding="utf-8")
    print(source)


if __name__ == "__main__":
    main()
