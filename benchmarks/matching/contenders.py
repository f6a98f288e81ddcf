"""Peers with their settings → the clusters each makes of a set, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from evaluation.matching.sets import Labelled

ROOT = Path(__file__).resolve().parents[2]
PEERS = ROOT / ".venv-bench" / "bin" / "python"
"""The environment of the peers; `make benchmark` sets it up."""
LEAD = 400
"""Characters of text that peers read besides the title: as many words as the matcher reads."""

Setting = float | int | list[float]


@dataclass(frozen=True, slots=True)
class Trial:
    """A peer with settings."""

    peer: str
    """ "online", "text_clust" or "agglomerated"."""
    settings: Mapping[str, Setting]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a trial made of a set."""

    labels: Sequence[int]
    """The cluster of each item."""
    seconds: float
    """Processor time of clustering alone, start-up and reading left out."""


PEER_TRIALS: Final = {
    "TextClust": Trial(
        "text_clust", {"radius": 0.6, "tgap": 48.0, "ngrams": 1, "auto_merge": True}
    ),
    "online TF-IDF": Trial("online", {"threshold": 0.14}),
    "batch": Trial("agglomerated", {"decay": 168.0, "thresholds": [0.85]}),
}
"""The best of the grids of `benchmarks.matching.tune` by mean F1, one for all sets."""


def clustered(items: Sequence[Labelled], trials: Sequence[Trial]) -> list[Outcome]:
    """Return what trials make of items in order of time, all in one process.

    A trial of "agglomerated" gives an outcome for each of its thresholds.
    """
    first = items[0].item.time
    asked = {
        "texts": [f"{one.item.title}\n{one.item.text[:LEAD]}" for one in items],
        "hours": [(one.item.time - first).total_seconds() / 3600.0 for one in items],
        "trials": [{"peer": trial.peer, "settings": trial.settings} for trial in trials],
    }
    alone = all(trial.peer == "online" for trial in trials)
    done = subprocess.run(
        [sys.executable if alone else str(PEERS), "-m", "benchmarks.matching.peer_process"],
        cwd=ROOT,
        input=json.dumps(asked),
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    told = map(json.loads, done.stdout.splitlines())
    return [Outcome(one["labels"], one["seconds"]) for one in told]
