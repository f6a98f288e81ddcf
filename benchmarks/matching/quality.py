"""The labelled sets → the BCubed F1 of us and of every peer, and what an article cost each."""

from __future__ import annotations

import time
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.matching.contenders import PEER_TRIALS, clustered
from evaluation.matching.agreement import bcubed
from evaluation.matching.registry import SETS
from evaluation.matching.runs import place_all
from evaluation.matching.sets import Domain, Labelled
from evaluation.storylines import storylines_of

SCORED = tuple(name for name in SETS if not name.startswith("seeds"))
BY_STORYLINE = frozenset({"uci"})
"""Labelled by storyline: our storylines are scored, against the same clusters of the peers."""
OURS = "tapestory"


@dataclass(frozen=True, slots=True)
class Result:
    """What one contender made of a set."""

    f1: float
    micros: float
    """Processor time an article, in microseconds."""


Row = dict[str, Result]
"""Contender → result."""


def results(name: str, shared: Path, shipped: Domain) -> tuple[int, Row]:
    """Return how many items a set has, and the result of each contender, ours first."""
    items = SETS[name](shared, shipped.symbols)
    started = time.process_time()
    run = place_all(items, shipped)
    found: Sequence[Hashable] = run.events
    seconds = run.seconds
    if name in BY_STORYLINE:
        found = storylines_of(run.items, run.events, shipped).labels(run)
        seconds = time.process_time() - started
    row = {OURS: Result(_f1(items, found), 1e6 * seconds / len(items))}
    for peer, trial in PEER_TRIALS.items():
        (outcome,) = clustered(items, [trial])
        row[peer] = Result(_f1(items, outcome.labels), 1e6 * outcome.seconds / len(items))
    return len(items), row


def _f1(items: Sequence[Labelled], found: Sequence[Hashable]) -> float:
    placed = list(zip(items, found, strict=True))
    own = [(one.gold, label) for one, label in placed if not one.stranger]
    strangers = [label for one, label in placed if one.stranger]
    return bcubed([gold for gold, _ in own], [label for _, label in own], strangers).f1
