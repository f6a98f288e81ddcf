"""Runs of the labelled sets → the scores that the floors name, all of them on dev splits.

The weights were trained on some of these sets: `docs/measurements.md` says on which, and what each
set scores when it is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from statistics import mean

from evaluation.matching.agreement import Agreement
from evaluation.matching.domain_figures import held_together, noise_joined, voices
from evaluation.matching.languages import links_across
from evaluation.matching.orders import in_orders
from evaluation.matching.pairs import met
from evaluation.matching.registry import SETS, outcomes
from evaluation.matching.runs import Run
from evaluation.matching.sets import PUBLIC, domain


def score(shared: Path) -> dict[str, float]:
    """Return every score of matching by its name in the floors."""
    shipped = domain()
    runs = dict(outcomes(SETS, shared))
    orders = in_orders(runs["corpus_dev"].items, shipped)
    return {
        **as_scores(runs),
        "matching.corpus_dev.any_order.bcubed_f1": mean(orders.f1[1:]),
        "matching.corpus_dev.orders_alike": orders.same,
        **_of_pairs(met(shared, shipped)),
    }


def as_scores(runs: Mapping[str, Run]) -> dict[str, float]:
    """Return what the floors name, of those sets that were run."""
    scores: dict[str, float] = {}
    for name, run in runs.items():
        if name.startswith("seeds"):
            continue
        scores[f"matching.{name}.bcubed_f1"] = run.bcubed.f1
        scores[f"matching.{name}.on_arrival.bcubed_f1"] = run.on_arrival.f1
        scores[f"matching.{name}.ceaf_f1"] = run.ceaf.f1
    if all(name in runs for name in PUBLIC):
        scores["matching.public_mean.bcubed_f1"] = sum(
            runs[name].bcubed.f1 for name in PUBLIC
        ) / len(PUBLIC)
    if "corpus_dev" in runs:
        scores |= _of_corpus(runs["corpus_dev"])
    if "corpus_dev" in runs and "flood" in runs:
        scores["matching.flood.lost_f1"] = runs["corpus_dev"].bcubed.f1 - runs["flood"].bcubed.f1
    if "og2021_all" in runs:
        scores["matching.og2021_all.links_precision"] = links_across(runs["og2021_all"]).precision
    if "multilingual" in runs:
        agreed = runs["multilingual"].pairwise
        scores["matching.multilingual.pairwise_precision"] = agreed.precision
        scores["matching.multilingual.pairwise_recall"] = agreed.recall
    return scores | _of_seeds(runs)


def _of_pairs(by_language: Mapping[str, Agreement]) -> dict[str, float]:
    scores = {}
    for lang, agreed in by_language.items():
        scores[f"matching.pairs.{lang}.precision"] = agreed.precision
        scores[f"matching.pairs.{lang}.recall"] = agreed.recall
    return scores


def _of_corpus(run: Run) -> dict[str, float]:
    by_voice = voices(run)
    return {
        "matching.noise_joined": noise_joined(run),
        "matching.corpus_dev.other_languages_lag": by_voice["en"].f1 - by_voice["other"].f1,
    }


def _of_seeds(runs: Mapping[str, Run]) -> dict[str, float]:
    scores = {}
    if "seeds" in runs:
        scores["matching.seeds_alone_one_event"] = float(held_together(runs["seeds"]).whole)
    if "seeds_in_corpus" in runs:
        held = held_together(runs["seeds_in_corpus"])
        scores["matching.seeds_in_corpus_together"] = held.together / held.seeds
        scores["matching.seeds_in_corpus_neighbours"] = float(held.neighbours)
    if "seeds_in_feeds" in runs:
        held = held_together(runs["seeds_in_feeds"])
        scores["matching.seeds_together"] = held.together / held.seeds
        scores["matching.seeds_neighbours"] = float(held.neighbours)
    return scores
