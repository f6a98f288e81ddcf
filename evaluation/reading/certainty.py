"""Labelled seeds and corpus → how often the state of what is told is right."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from evaluation.reading.sequences import sequences_right
from evaluation.reading.sets import SEEDS_READ, corpus, corpus_readings, seed_readings
from tapestory.model import (
    Reading,
    Verification,
    VerificationState,
)
from tapestory.reading import assess


def score(shared: Path) -> dict[str, float]:
    """Return the scores by name, 0 to 1 each."""
    return {
        "reading.seeds_never_confirmed": float(seeds_never_confirmed(shared)),
        "reading.sequences.right": sequences_right(),
        "reading.verification.macro_f1": verification_f1(shared)[0],
    }


def seeds_never_confirmed(shared: Path) -> bool:
    """Tell whether no selection and no order of the seeds makes their event confirmed."""
    said = list(seed_readings(shared).values())
    for size in range(1, len(said) + 1):
        for order in itertools.permutations(said, size):
            states = {change.state for change in _assessed(order).history}
            if VerificationState.CONFIRMED in states:
                return False
    return True


def _assessed(readings: Sequence[Reading]) -> Verification:
    told = [(SEEDS_READ + timedelta(hours=i), f"outlet {i}", r) for i, r in enumerate(readings)]
    return assess(told, origins=(), now=SEEDS_READ + timedelta(days=1))


def verification_f1(shared: Path) -> tuple[float, Counter[tuple[str, str]]]:
    """Return macro-F1 of the state that each corpus article alone leads to, and the confusions.

    Articles labelled unknown are left out.
    """
    confusions: Counter[tuple[str, str]] = Counter()
    for record in corpus(shared):
        if record["verification"] == "unknown":
            continue
        state = _assessed([corpus_readings(shared)[record["id"]]]).state
        confusions[record["verification"], str(state)] += 1
    labels = {gold for gold, _ in confusions}
    return sum(_f1(label, confusions) for label in labels) / len(labels), confusions


def _f1(label: str, confusions: Counter[tuple[str, str]]) -> float:
    right = confusions[label, label]
    gold = sum(n for (is_, _), n in confusions.items() if is_ == label)
    found = sum(n for (_, said), n in confusions.items() if said == label)
    return 2 * right / (gold + found) if gold + found else 0.0
