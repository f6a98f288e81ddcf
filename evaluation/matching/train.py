"""Labelled dev sets → the weights of the matcher's decision, printed or written as a module.

Each article is compared with the candidates that the matcher itself would look at, twice: with
its true past, and with the past that the present weights would have made (so that the weights
learn to live with their own mistakes). Every set counts the same. Plain ridge logistic regression.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import astuple, fields, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt

from evaluation.matching.sets import Domain, Labelled, corpus, domain, multilingual, public
from tapestory.matching import Matcher
from tapestory.matching.evidence import Evidence
from tapestory.model import EventId

Rows = npt.NDArray[np.float64]
RIDGE = 0.5
SUMMARY = "Evidence → log-odds: weights trained on the dev sets by evaluation.matching.train."
NAMES = tuple(field.name for field in fields(Evidence))


def true_past(
    items: Sequence[Labelled], matcher: Matcher
) -> tuple[list[tuple[float, ...]], list[bool]]:
    """Return evidence and truth of every candidate, each article going where it belongs."""
    rows, truth = [], []
    strangers = {one.gold for one in items if one.noise}
    for labelled in items:
        for event, evidence in matcher.candidates(labelled.item):
            if labelled.noise and event.id in strangers:
                continue
            rows.append(astuple(evidence))
            truth.append(event.id == labelled.gold)
        matcher.remember(labelled.item, EventId(labelled.gold))
    return rows, truth


def own_past(
    items: Sequence[Labelled], matcher: Matcher
) -> tuple[list[tuple[float, ...]], list[bool]]:
    """Return the same with the matcher's own decisions; an event is what most of it is."""
    rows, truth = [], []
    strangers = {one.gold for one in items if one.noise}
    held: dict[EventId, Counter[str]] = defaultdict(Counter)
    for labelled in items:
        for event, evidence in matcher.candidates(labelled.item):
            gold = held[event.id].most_common(1)[0][0]
            if labelled.noise and gold in strangers:
                continue
            rows.append(astuple(evidence))
            truth.append(gold == labelled.gold)
        placement = matcher.place(labelled.item)
        held[placement.event_id][labelled.gold] += 1
        for gone in placement.absorbed:
            held[placement.event_id].update(held.pop(gone))
    return rows, truth


def fit(rows: Rows, truth: Rows, weight: Rows) -> Rows:
    """Return bias and weights by Newton's method."""
    design = np.hstack([np.ones((len(rows), 1)), rows])
    beta = np.zeros(design.shape[1])
    penalty = np.full(design.shape[1], RIDGE)
    penalty[0] = 0.0
    for _ in range(40):
        chance = 1.0 / (1.0 + np.exp(-np.clip(design @ beta, -30, 30)))
        gradient = design.T @ (weight * (truth - chance)) - penalty * beta
        curvature = (design * (weight * chance * (1 - chance))[:, None]).T @ design + np.diag(
            penalty
        )
        step = np.linalg.solve(curvature, gradient)
        beta = beta + step
        if float(np.abs(step).max()) < 1e-6:
            break
    return beta


def train(sets: dict[str, list[Labelled]], shipped: Domain) -> Rows:
    """Return bias and weights fitted on all sets, each with the same total weight."""
    rows: list[tuple[float, ...]] = []
    truth: list[bool] = []
    weight: list[float] = []
    for items in sets.values():
        for past in (true_past, own_past):
            more, labels = past(items, Matcher(shipped.concepts, shipped.settings))
            rows += more
            truth += labels
            weight += [1000.0 / len(more)] * len(more)
    return fit(np.array(rows), np.array(truth, dtype=float), np.array(weight))


def flooded(
    domain: Sequence[Labelled], others: Sequence[Labelled], *, stretch: float, strangers: bool
) -> list[Labelled]:
    """Return the domain's articles among many unrelated ones, brought to the same weeks.

    Args:
        domain: What is kept as it is.
        others: They keep their order, so that their own events stay events.
        stretch: Factor on the distances between the others.
        strangers: Whether it does not matter how the others are placed among themselves.
    """
    start = datetime(2026, 6, 10, tzinfo=UTC)
    first = min(one.item.time for one in others)
    moved = [
        replace(
            one,
            item=replace(one.item, time=start + stretch * (one.item.time - first)),
            noise=strangers,
        )
        for one in others
    ]
    domain = [replace(one, noise=False) for one in domain]
    return sorted([*domain, *moved], key=lambda one: (one.item.time, one.item.article_id))


def module(beta: Rows) -> str:
    """Return the source of the weights module."""
    lines = "\n".join(f'    "{n}": {w:.3f},' for n, w in zip(NAMES, beta[1:], strict=True))
    return f'''"""{SUMMARY}"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

BIAS: Final = {beta[0]:.3f}
WEIGHTS: Final[Mapping[str, float]] = {{
{lines}
}}
"""Field of `Evidence` → weight in the log-odds."""
'''


def main() -> None:
    """Train and print, or write to the file that is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[3] / "shared")
    parser.add_argument("--without", nargs="*", default=[], help="sets to leave out")
    parser.add_argument("--write", type=Path)
    chosen = parser.parse_args()
    shipped = domain()
    find = shipped.symbols
    sets = {
        name: public(chosen.shared, name, find) for name in ("og2021", "allsides", "ecb", "basil")
    }
    sets["corpus"] = [replace(one, noise=False) for one in corpus(chosen.shared, find)]
    sets["multilingual"] = multilingual(chosen.shared, find)
    sports = public(chosen.shared, "og2021", find, lang="")
    business = public(chosen.shared, "uci", find)
    sets["flood"] = flooded(sets["corpus"], sports, stretch=1.0, strangers=False)
    sets["strangers"] = flooded(sets["corpus"], business, stretch=7.0, strangers=True)
    for name in chosen.without:
        del sets[name]
    source = module(train(sets, shipped))
    if chosen.write:
        chosen.write.write_text(source, encoding="utf-8")
    print(source)


if __name__ == "__main__":
    main()
