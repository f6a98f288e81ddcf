"""Grids of settings → what each peer scores with them; the best of each by mean F1 over sets.

The sets are those that our own weights were trained on. `contenders.PEER_TRIALS` holds what was
best, one configuration for all sets, as we have one. Takes half an hour, most of it TextClust's.

Run as `python -m benchmarks.matching.tune`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from statistics import mean

from benchmarks.matching.contenders import ROOT, Trial, clustered
from evaluation.matching.agreement import bcubed
from evaluation.matching.registry import SETS
from evaluation.matching.sets import Labelled, domain

TUNED_ON = ("corpus_dev", "og2021", "allsides", "ecb", "basil", "multilingual")
_CUTS = [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9]
GRIDS: Mapping[str, Sequence[Trial]] = {
    "TextClust": [
        Trial(
            "text_clust",
            {"radius": radius, "tgap": tgap, "ngrams": ngrams, "auto_merge": auto_merge},
        )
        for auto_merge, ngrams, tgap, radius in product(
            (True, False), (1, 2), (48.0, 168.0), (0.4, 0.5, 0.6, 0.65, 0.7, 0.75)
        )
    ],
    "online TF-IDF": [
        Trial("online", {"threshold": threshold / 100}) for threshold in range(6, 42, 2)
    ],
    "batch": [
        Trial("agglomerated", {"decay": decay, "thresholds": _CUTS})
        for decay in (0.0, 36.0, 72.0, 168.0)
    ],
}


def main() -> int:
    """Print, for each peer, its best settings, what they score on each set, and the best there."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--peers", nargs="+", choices=[*GRIDS], default=[*GRIDS])
    options.add_argument("--sets", nargs="+", choices=[*SETS], default=[*TUNED_ON])
    chosen = options.parse_args()
    symbols = domain().symbols
    sets = {name: SETS[name](chosen.shared, symbols) for name in chosen.sets}
    for peer in chosen.peers:
        told = [settings for trial in GRIDS[peer] for settings in _told(trial)]
        scores = {name: _scores(items, GRIDS[peer]) for name, items in sets.items()}
        for place, settings in enumerate(told):
            print(settings, *(f"{scores[name][place]:.3f}" for name in sets), flush=True)
        best = max(range(len(told)), key=lambda place: mean(scores[n][place] for n in sets))
        print(f"{peer}: {told[best]}, mean {mean(scores[n][best] for n in sets):.3f}")
        for name in sets:
            print(f"  {name:<14}{scores[name][best]:.3f}  at best {max(scores[name]):.3f}")
    return 0


def _told(trial: Trial) -> Iterator[str]:
    for value in _values(trial.settings.get("thresholds", [])):
        yield f"{trial.peer} {dict(trial.settings) | {'thresholds': [value]}}"
    if "thresholds" not in trial.settings:
        yield f"{trial.peer} {dict(trial.settings)}"


def _values(setting: object) -> list[object]:
    return list(setting) if isinstance(setting, list) else [setting]


def _scores(items: Sequence[Labelled], trials: Sequence[Trial]) -> list[float]:
    gold = [one.gold for one in items]
    return [bcubed(gold, outcome.labels).f1 for outcome in clustered(items, trials)]


if __name__ == "__main__":
    sys.exit(main())
